"""CSV files as HR systems write them."""

import csv
import io
from pathlib import Path

HEADER = ["Email", "First name", "Last name", "Job title", "Employee ID", "Active"]


def row(name: str, title: str = "Technician", active: str = "yes") -> list[str]:
    given, _, family = name.partition(".")
    return [f"{name}@people.example", given.title(), family.title(), title, f"e-{name}", active]


def sheet(rows: list[list[str]], header: list[str] = HEADER, delimiter: str = ",", line: str = "\r\n") -> str:
    text = io.StringIO()
    # The writer would not quote a line break of another kind than its own.
    writer = csv.writer(text, delimiter=delimiter, lineterminator=line,
                        quoting=csv.QUOTE_ALL if line == "\r" else csv.QUOTE_MINIMAL)
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def write(folder: Path, text: str, encoding: str = "utf-8", name: str = "staff.csv") -> str:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return str(path)


def counts(printed: dict) -> tuple[int, int, int, int]:
    """Joiners, movers, leavers and those unchanged, in a change set as the command prints it."""
    sizes = printed.get("counts", printed)
    return tuple(sizes[kind] if isinstance(sizes[kind], int) else len(sizes[kind])
                 for kind in ("joiners", "movers", "leavers", "unchanged"))
