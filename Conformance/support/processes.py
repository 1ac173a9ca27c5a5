"""Starting and ending what the tests need. Only processes started here are ended, by their own id."""

import os
import pwd
import signal
import socket
import subprocess
import time
from pathlib import Path


def free_port() -> int:
    """A loopback port that nobody listened on a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def account(name: str) -> dict:
    """Arguments that make a child run as `name`; nothing where we are not root."""
    if os.geteuid() != 0:
        return {}
    entry = pwd.getpwnam(name)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def end(process: subprocess.Popen, with_signal: int = signal.SIGTERM, seconds: float = 30) -> int:
    """Asks the process to stop and waits; kills it when it does not. Returns its exit code."""
    if process.poll() is None:
        process.send_signal(with_signal)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    return process.returncode


def wait_until(ready, what: str, process: subprocess.Popen | None = None, log: Path | None = None,
               seconds: float = 60):
    """Calls `ready` until it returns something true; fails with the end of the log when the process died."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if process is not None and process.poll() is not None:
            raise AssertionError(f"{what}: ended with {process.returncode}\n{tail(log)}")
        answer = ready()
        if answer:
            return answer
        time.sleep(0.02)
    raise AssertionError(f"{what}: not ready after {seconds} seconds\n{tail(log)}")


def tail(log: Path | None, size: int = 3000) -> str:
    return log.read_text(errors="replace")[-size:] if log and log.exists() else ""
