"""Writes the figures between two marks of docs/benchmarks.md; what people wrote around them stays."""

import os
import platform
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
WORDS = {"get": "get one", "filter": "`userName eq`", "list": "list of 100", "create": "create"}
# CPU milliseconds per request that the program is held to, beside SQLite.
TARGETS = {"get": 0.13, "filter": 0.15, "list": 2.0, "create": 0.25}
PREFACE = f"""# Benchmarks

`make bench` measures and rewrites the part between the two marks below.

{BEGIN}
{END}

## Where the time goes
"""


def machine() -> str:
    model = next((line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
                  if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 30
    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    return (f"{os.cpu_count()} cores ({model}), {memory} GiB, {system}, Linux {platform.release()}; "
            f"one 4 KiB write with fsync takes {fsync_ms():.2f} ms here")


def fsync_ms(times: int = 100) -> float:
    with tempfile.NamedTemporaryFile() as file:
        took = []
        for _ in range(times):
            began = time.monotonic()
            os.write(file.fileno(), b"x" * 4096)
            os.fsync(file.fileno())
            took.append(time.monotonic() - began)
    return statistics.median(took) * 1000


def revision() -> str:
    done = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    return done.stdout.strip() or "not committed"


def table(head: list[str], rows: list[list]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|---" + "|--:" * (len(head) - 1) + "|"]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def spread(figures: list, field: str, form: str) -> str:
    """The figures of all rounds: one value, or the least and the most."""
    values = sorted(getattr(figure, field) for figure in figures)
    low, high = format(values[0], form), format(values[-1], form)
    return low if low == high else f"{low}–{high}"


def beside_the_peer(found: dict, people: int, seconds: int) -> str:
    rows = []
    for kind, words in WORDS.items():
        ours = [one[kind] for one in found["instructors"]]
        peers = [one[kind] for one in found["peer"]]
        ratio = statistics.mean(f.cpu_ms for f in peers) / statistics.mean(f.cpu_ms for f in ours)
        rows.append([words, spread(ours, "cpu_ms", ".3f"), f"≤ {TARGETS[kind]}", spread(peers, "cpu_ms", ".2f"),
                     f"{ratio:.0f}×", spread(ours, "per_second", ".0f"), spread(ours, "p50_ms", ".1f"),
                     spread(ours, "p99_ms", ".1f"), spread(ours, "bad", "d")])
    memory = spread([one["create"] for one in found["instructors"]], "resident_mb", ".0f")
    peer_memory = spread([one["create"] for one in found["peer"]], "resident_mb", ".0f")
    head = ["request", "CPU ms", "target", "peer's CPU ms", "less by", "a second", "p50 ms", "p99 ms", "other answers"]
    return (f"### Beside django-scim2 0.23\n\n{people:,} people in one organization, SQLite, wrk with 16 connections, "
            f"{seconds} s a kind, {len(found['peer'])} rounds in turns with the peer (gunicorn, 2 workers, SQLite with "
            "`synchronous=FULL`), each on a fresh database. CPU is user and system time of the server's processes "
            f"divided by the requests answered as wanted.\n\n{table(head, rows)}\n"
            f"Resident after the load: {memory} MB (target ≤ 80); the peer {peer_memory} MB.\n")


def on_postgresql(found: dict, sqlite: list[dict]) -> str:
    rows = []
    for kind, words in WORDS.items():
        base = statistics.mean(one[kind].cpu_ms for one in sqlite) if sqlite else None
        figure = found[kind]
        ratio = f"{figure.cpu_ms / base:.1f}×" if base else "–"
        rows.append([words, f"{figure.cpu_ms:.3f}", ratio, f"{figure.per_second:.0f}", f"{figure.p50_ms:.1f}",
                     f"{figure.p99_ms:.1f}", figure.bad])
    head = ["request", "CPU ms, our process", "of SQLite's (≤ 4×)", "a second", "p50 ms", "p99 ms", "other answers"]
    return (f"### On PostgreSQL\n\nTwo clusters on the same machine, one for data and one for keys.\n\n"
            f"{table(head, rows)}\nResident after the load: {found['create'].resident_mb:.0f} MB.\n")


def by_size(found: dict[int, dict]) -> str:
    sizes = sorted(found)
    rows = []
    for kind in ("get", "filter"):
        small, large = found[sizes[0]][kind].cpu_ms, found[sizes[-1]][kind].cpu_ms
        rows.append([WORDS[kind], f"{small:.3f}", f"{large:.3f}", f"{large / small:.2f}×"])
    head = ["request", *[f"CPU ms at {size:,} people" for size in (sizes[0], sizes[-1])], "ratio (≤ 1.5×)"]
    return f"### By the number of people\n\n{table(head, rows)}"


def imports(rows: list[dict]) -> str:
    head = ["rows", "engine", "file MB", "to durable s", "again, unchanged s", "CPU s", "others' p99 ms (≤ 250)",
            "slowest ms", "peak MB", "resident MB after"]
    cells = [[f"{row['rows']:,}", row["engine"], f"{row['file_mb']:.1f}", f"{row['first_s']:.1f}",
              f"{row['again_s']:.1f}", f"{row['first_cpu_s']:.1f} + {row['again_cpu_s']:.1f}",
              f"{row['others_p99_ms']:.0f}", f"{row['others_max_ms']:.0f}", f"{row['peak_mb']:.0f}",
              f"{row['resident_mb']:.0f}"] for row in rows]
    return ("### CSV import\n\n`instructors directory import` through the running server; meanwhile another client "
            "creates ten people a second in the same organization. Targets for 100,000 rows: 15 s, 5 s unchanged.\n\n"
            f"{table(head, cells)}")


def start(found: dict) -> str:
    return (f"### Start\n\nFrom the start of the process to the first answer of `/health/ready`, {found['people']:,} "
            f"people, files in the page cache: median {found['median_s']:.3f} s, worst {found['worst_s']:.3f} s "
            "(target ≤ 0.3 s).\n")


def write(path: Path, parts: list[str]):
    text = path.read_text() if path.exists() else PREFACE
    assert BEGIN in text and END in text, f"{path} has lost its marks"
    day = time.strftime("%-d %B %Y", time.gmtime())
    head = f"Measured on {day} at revision {revision()}, release build. {machine()}.\n"
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([before + BEGIN, head, *parts, END + after]))


def pages(rounds: list[dict], flood: dict) -> str:
    """The learner's home beside the smallest page of the same library, and others beside wrong links."""
    lines = ["### Pages: the learner's home, 16 connections", "",
             "| | CPU per request | requests/s | p99 | times hello |", "|---|---|---|---|---|"]
    for one in rounds:
        home, hello = one["home"], one["hello"]
        lines.append(f"| home | {home['cpu_us']:.0f} µs | {home['per_second']:,.0f} | {home['p99_ms']:.1f} ms | "
                     f"{home['cpu_us'] / hello['cpu_us']:.1f} × |")
        lines.append(f"| hello | {hello['cpu_us']:.0f} µs | {hello['per_second']:,.0f} | {hello['p99_ms']:.1f} ms | 1 × |")
    quiet, loud = flood["quiet"], flood["flooded"]
    lines += ["", "Targets: at least 3,000/s, p99 at most 20 ms, at most 6 times hello.", "",
              f"While {flood['links_per_second']:,.0f} wrong links a second are tried ({flood['refused']:,} of them refused by "
              f"429), others' p99 is {loud['p99_ms']:.1f} ms (quiet: {quiet['p99_ms']:.1f} ms; target: twice that), memory "
              f"goes from {flood['before_mb']:.0f} to at most {flood['peak_mb']:.0f} MB.", ""]
    return "\n".join(lines)
