"""Filling a SCIM service with people and sending it load, in the same way whoever serves."""

import json
import os
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from process import cpu_seconds, resident_mb
from support.scim import ENTERPRISE, USER, Scim

HERE = Path(__file__).parent
CONNECTIONS = 16
# Removed when the program ends.
SCRATCH = tempfile.TemporaryDirectory(prefix="ii-people-")
KINDS = ["get", "filter", "list", "create"]


@dataclass
class Target:
    """A SCIM service under load: where it is and which processes are it."""

    name: str
    origin: str
    path: str
    token: str
    pids: list[int]
    people: Path | None = None


@dataclass
class Figure:
    kind: str
    cpu_ms: float
    per_second: float
    p50_ms: float
    p99_ms: float
    resident_mb: float
    bad: int


def person(word: str, number: int) -> dict:
    address = f"{word}{number:06d}@example.com"
    return {
        "schemas": [USER, ENTERPRISE], "userName": address, "externalId": f"{word}-{number}",
        "name": {"givenName": f"Given{number}", "familyName": f"Family{number}"},
        "displayName": f"Given{number} Family{number}", "title": "Technician", "active": True,
        "emails": [{"value": address, "type": "work", "primary": True}],
        ENTERPRISE: {"department": "Ops", "employeeNumber": str(number)},
    }


def seed(target: Target, count: int):
    """Creates people one after another over one connection, and remembers them for the load."""
    scim = Scim(target.origin + target.path, target.token)
    lines = []
    for number in range(count):
        made = scim.create(person("seed", number))
        lines.append(f"{made['id']} {made['userName']}")
    remember(target, lines)


def remember(target: Target, lines: list[str]):
    target.people = Path(SCRATCH.name) / f"{target.name} {len(lines)}"
    target.people.write_text("\n".join(lines) + "\n")


def run(target: Target, kind: str, seconds: int) -> Figure:
    """wrk on one thread with 16 connections; CPU counts the server's processes alone."""
    environment = {
        **os.environ, "BENCH_KIND": kind, "BENCH_PATH": target.path, "BENCH_TOKEN": target.token,
        "BENCH_PEOPLE": str(target.people), "BENCH_RUN": f"{kind}{time.time_ns():x}"}
    before = cpu_seconds(target.pids)
    done = subprocess.run(
        ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "30s", "--latency",
         "-s", str(HERE / "scim.lua"), target.origin],
        capture_output=True, text=True, env=environment)
    used = cpu_seconds(target.pids) - before
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("RESULT ")] or [None]
    assert line, done.stdout + done.stderr
    result = json.loads(line.removeprefix("RESULT "))
    assert result["ok"], f"{target.name} answered no {kind}: {done.stderr}"
    figure = Figure(
        kind, used * 1000 / result["ok"], result["ok"] / result["seconds"], result["p50_ms"], result["p99_ms"],
        resident_mb(target.pids), result["bad"] + result["broken"])
    note = f"  {done.stderr.strip()}" if figure.bad else ""
    print(f"{target.name:22} {kind:7} {figure.cpu_ms:8.3f} ms CPU  {figure.per_second:8.0f}/s  "
          f"p50 {figure.p50_ms:7.2f} ms  p99 {figure.p99_ms:7.2f} ms  {figure.resident_mb:6.0f} MB  "
          f"other {figure.bad}{note}", flush=True)
    return figure


def measure(target: Target, seconds: int, kinds: list[str] = KINDS) -> dict[str, Figure]:
    return {kind: run(target, kind, seconds) for kind in kinds}
