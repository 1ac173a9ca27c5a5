"""Measures the program and writes docs/benchmarks.md. `--only` picks parts; `--quick` shortens all for a trial."""

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(Path(__file__).parent), str(ROOT / "Conformance")]

PARTS = ["peer", "postgres", "size", "import", "start", "pages"]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", default=".build/release/instructors")
    parser.add_argument("--seconds", type=int, default=15, help="of load for each kind of request")
    parser.add_argument("--people", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--rows", type=int, default=100_000, help="of the CSV file")
    parser.add_argument("--many", type=int, default=200_000, help="people, beside 2,000")
    parser.add_argument("--only", default=",".join(PARTS), help="parts, of: " + ",".join(PARTS))
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="environment of the server")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--out", default="docs/benchmarks.md", help="an empty name writes nothing")
    given = parser.parse_args()
    if given.quick:
        given.seconds, given.people, given.rounds, given.rows, given.many = 3, 500, 1, 5_000, 10_000
    return given


def main():
    given = arguments()
    os.environ["INSTRUCTORS_BINARY"] = given.binary
    # Imported here: they read the binary's place from the environment.
    import measures
    import report

    settings = dict(pair.split("=", 1) for pair in given.set)
    only, parts, sqlite = given.only.split(","), [], []
    if "peer" in only:
        found = measures.beside_the_peer(
            ROOT / ".build-tools", settings, given.people, given.seconds, given.rounds)
        sqlite = found["instructors"]
        parts.append(report.beside_the_peer(found, given.people, given.seconds))
    if "postgres" in only:
        parts.append(report.on_postgresql(measures.on_postgresql(settings, given.people, given.seconds), sqlite))
    if "size" in only:
        parts.append(report.by_size(measures.look_ups_by_size(settings, [2_000, given.many], given.seconds)))
    if "import" in only:
        rows = measures.imports(settings, [given.rows // 10, given.rows])
        if "postgres" in only:
            rows += measures.imports(settings, [given.rows], "postgres")
        parts.append(report.imports(rows))
    if "start" in only:
        parts.append(report.start(measures.start(settings, given.people)))
    if "pages" in only:
        import pages

        home = pages.home_beside_hello(ROOT, settings, given.seconds, given.rounds)
        parts.append(report.pages(home, pages.beside_wrong_links(settings, given.seconds)))
    print("\n".join(parts))
    if given.out:
        report.write(Path(given.out), parts)


if __name__ == "__main__":
    main()
