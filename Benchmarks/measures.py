"""The measurements, one function each. Each returns rows for the report."""

import statistics
import subprocess
import threading
import time
from pathlib import Path

import httpx

import load
import sheets
from peer import Peer
from process import cpu_seconds, forget_peak, peak_mb, resident_mb
from subject import Subject, forget, scratch
from support.engines import ENGINES


def beside_the_peer(tools: Path, settings: dict, people: int, seconds: int, rounds: int) -> dict[str, list[dict]]:
    """SQLite and the peer in turns, each time on a fresh database, so that both meet the machine's moods."""
    found: dict[str, list[dict]] = {"instructors": [], "peer": []}
    engine = ENGINES["sqlite"]()
    for _ in range(rounds):
        subject = Subject(engine, settings)
        try:
            load.seed(subject.target, people)
            found["instructors"].append(load.measure(subject.target, seconds))
        finally:
            subject.close()
        peer = Peer(tools)
        try:
            load.seed(peer.target, people)
            found["peer"].append(load.measure(peer.target, seconds))
        finally:
            peer.stop()
    return found


def on_postgresql(settings: dict, people: int, seconds: int) -> dict:
    engine = ENGINES["postgres"]()
    subject = Subject(engine, settings)
    try:
        load.seed(subject.target, people)
        return load.measure(subject.target, seconds)
    finally:
        subject.close()
        engine.stop()


def look_ups_by_size(settings: dict, sizes: list[int], seconds: int) -> dict[int, dict]:
    """Get and `userName eq` with few people and with many, in turns on two servers that are both full."""
    folder, engine = scratch("ii-sheets-"), ENGINES["sqlite"]()
    subjects = {}
    found: dict[int, list[dict]] = {size: [] for size in sizes}
    try:
        for size in sizes:
            sheet = folder / f"{size}.csv"
            sheets.write(sheet, size)
            subjects[size] = Subject(engine, settings)
            subjects[size].bring(sheet)
            subjects[size].remember_everyone()
        for _ in range(2):
            for size in sizes:
                found[size].append(load.measure(subjects[size].target, seconds, ["get", "filter"]))
    finally:
        for subject in subjects.values():
            subject.close()
        forget(folder)
    return {size: {kind: min((one[kind] for one in rounds), key=lambda figure: figure.cpu_ms)
                   for kind in ("get", "filter")} for size, rounds in found.items()}


class Writers(threading.Thread):
    """Another client that goes on writing, ten times a second, and notes how long each answer took."""

    def __init__(self, subject: Subject):
        super().__init__()
        self.scim = subject.organization.scim()
        self.stop = threading.Event()
        self.milliseconds: list[float] = []
        self.problem: Exception | None = None

    def run(self):
        number = 0
        while not self.stop.wait(0.1):
            number += 1
            began = time.monotonic()
            try:
                self.scim.create(load.person("meanwhile", number))
            except (AssertionError, httpx.HTTPError) as problem:
                self.problem = problem
                return
            self.milliseconds.append((time.monotonic() - began) * 1000)

    def end(self) -> list[float]:
        """How long the answers took; fails where one was not what it should be."""
        self.stop.set()
        self.join()
        if self.problem is not None:
            raise self.problem
        return self.milliseconds


def imports(settings: dict, sizes: list[int], engine_name: str = "sqlite") -> list[dict]:
    """A sheet from file to durable, and again without a change, while another client writes."""
    folder, engine, rows = scratch("ii-sheets-"), ENGINES[engine_name](), []
    try:
        for size in sizes:
            sheet = folder / f"{size}.csv"
            sheets.write(sheet, size)
            subject = Subject(engine, settings)
            writers = Writers(subject)
            try:
                writers.start()
                forget_peak(subject.pid)
                row = {"engine": engine_name, "rows": size, "file_mb": sheet.stat().st_size / (1 << 20)}
                for word in ("first", "again"):
                    cpu, began = cpu_seconds([subject.pid]), time.monotonic()
                    subject.bring(sheet)
                    row[f"{word}_s"] = time.monotonic() - began
                    row[f"{word}_cpu_s"] = cpu_seconds([subject.pid]) - cpu
                    row[f"{word}_writes"] = len(writers.milliseconds)
                took = writers.end()
                row["others_p99_ms"] = percentile(took, 99)
                row["others_max_ms"] = max(took, default=0)
                row["peak_mb"], row["resident_mb"] = peak_mb(subject.pid), resident_mb([subject.pid])
                row["disk_mb"] = subject.disk_mb()
                rows.append(row)
                print(row, flush=True)
            finally:
                writers.stop.set()
                subject.close()
    finally:
        forget(folder)
        engine.stop()
    return rows


def start(settings: dict, people: int, times: int = 9) -> dict:
    """From the start of the process to its first answer, with files in the page cache."""
    folder, subject = scratch("ii-sheets-"), Subject(ENGINES["sqlite"](), settings)
    try:
        sheet = folder / "staff.csv"
        sheets.write(sheet, people)
        subject.bring(sheet)
        installation, took = subject.installation, []
        for _ in range(times):
            installation.stop()
            began = time.monotonic()
            with open(installation.log, "ab") as log:
                installation.process = subprocess.Popen(
                    installation.arguments("serve", "--port", str(installation.port)), stdout=log, stderr=log,
                    cwd=installation.home, env=installation.environment)
            while not answers(installation.origin):
                assert installation.process.poll() is None, installation.log_text()[-2000:]
                time.sleep(0.002)
            took.append(time.monotonic() - began)
        return {"people": people, "median_s": statistics.median(took), "worst_s": max(took)}
    finally:
        subject.close()
        forget(folder)


def answers(origin: str) -> bool:
    try:
        return httpx.get(origin + "/health/ready", timeout=1).status_code == 200
    except httpx.HTTPError:
        return False


def percentile(values: list[float], share: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * share // 100)] if ordered else 0
