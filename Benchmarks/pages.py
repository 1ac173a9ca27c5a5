"""What a page costs: the learner's home beside the smallest page that the same library makes, and beside a flood."""

import json
import os
import subprocess
import time
from pathlib import Path

import httpx

from load import CONNECTIONS, HERE
from process import cpu_seconds, peak_mb, forget_peak, resident_mb
from subject import Subject
from support.engines import ENGINES
from support.processes import end, free_port

PEOPLE = 5_000


class Hello:
    """The hello page, built once."""

    def __init__(self, root: Path):
        package, scratch = root / "Benchmarks" / "Hello", root / ".build-tools" / "hello"
        subprocess.run(
            ["swift", "build", "-c", "release", "--package-path", package, "--scratch-path", scratch], check=True)
        self.port = free_port()
        self.process = subprocess.Popen(
            [scratch / "release" / "hello", str(self.port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.origin = f"http://127.0.0.1:{self.port}"
        while not answers(self.origin):
            assert self.process.poll() is None, "hello ended"
            time.sleep(0.05)

    def stop(self):
        end(self.process)


def answers(address: str) -> bool:
    try:
        return httpx.get(address, timeout=1).status_code == 200
    except httpx.HTTPError:
        return False


def cookie(subject: Subject, email: str) -> str:
    """Signs a learner in by a one-time link."""
    link = subject.organization.sign_in_link(email)
    with httpx.Client() as client:
        page = client.post(link, headers={"Sec-Fetch-Site": "same-origin"}, data={"csrf": ""})
        assert page.status_code == 303, page.status_code
        return "; ".join(f"{name}={value}" for name, value in client.cookies.items())


def wrk(origin: str, path: str, pid: int, seconds: int, *, status: int = 200, **settings) -> dict:
    environment = {
        **os.environ, "BENCH_PATH": path, "BENCH_STATUS": str(status),
        **{f"BENCH_{name.upper()}": str(value) for name, value in settings.items()}}
    before = cpu_seconds([pid])
    done = subprocess.run(
        ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "30s", "--latency",
         "-s", str(HERE / "pages.lua"), origin], capture_output=True, text=True, env=environment)
    used = cpu_seconds([pid]) - before
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("RESULT ")] or [None]
    assert line, done.stdout + done.stderr
    result = json.loads(line.removeprefix("RESULT "))
    answered = result["ok"] + result["other"]
    return {**result, "per_second": answered / result["seconds"], "cpu_us": used * 1e6 / max(answered, 1)}


def home_beside_hello(root: Path, settings: dict, seconds: int, rounds: int) -> list[dict]:
    """In turns, so that both meet the machine's moods."""
    hello, subject = Hello(root), Subject(ENGINES["sqlite"](), settings)
    found = []
    try:
        import load

        load.seed(subject.target, PEOPLE)
        signed_in = cookie(subject, "seed000000@example.com")
        for _ in range(rounds):
            mine = wrk(subject.installation.origin, "/o/bench", subject.pid, seconds, cookie=signed_in)
            theirs = wrk(hello.origin, "/", hello.process.pid, seconds)
            found.append({"home": mine, "hello": theirs})
            print(found[-1], flush=True)
    finally:
        hello.stop()
        subject.close()
    return found


def beside_wrong_links(settings: dict, seconds: int) -> dict:
    """Others' answers, quiet and while someone tries 5,000 links a second."""
    # The limits of a server as it is delivered; those of the tests are opened wide.
    narrow = {f"INSTRUCTORS_{name}_RATE": value for name, value in (("ADDRESS", "200"), ("FAILURE", "20"),
                                                                   ("LINK", "20"), ("ACCOUNT", "20"))}
    subject = Subject(ENGINES["sqlite"](), {**narrow, **settings})
    try:
        import load

        load.seed(subject.target, 100)
        signed_in = cookie(subject, "seed000000@example.com")

        def others(duration: int) -> dict:
            return wrk(subject.installation.origin, "/o/bench", subject.pid, duration, cookie=signed_in, delay=20)

        others(2)
        quiet = others(seconds)
        forget_peak(subject.pid)
        before = resident_mb([subject.pid])
        environment = {**os.environ, "BENCH_PATH": "/o/bench/sign-in/", "BENCH_STATUS": "429", "BENCH_RANDOM": "1",
                       "BENCH_DELAY": "3"}
        flood = subprocess.Popen(
            ["wrk", "-t1", "-c16", f"-d{seconds + 4}s", "--latency", "-s", str(HERE / "pages.lua"),
             subject.installation.origin], stdout=subprocess.PIPE, text=True, env=environment)
        time.sleep(1)
        flooded = others(seconds)
        out, _ = flood.communicate()
        (line,) = [line for line in out.splitlines() if line.startswith("RESULT ")]
        attack = json.loads(line.removeprefix("RESULT "))
        row = {
            "quiet": quiet, "flooded": flooded, "links_per_second": (attack["ok"] + attack["other"]) / attack["seconds"],
            "refused": attack["ok"], "before_mb": before, "peak_mb": peak_mb(subject.pid)}
        print(row, flush=True)
        return row
    finally:
        subject.close()
