"""What the kernel says of processes: CPU time and resident memory."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def family(pid: int) -> list[int]:
    """The process and everything below it."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += family(int(child))
    return found


def cpu_seconds(pids: list[int]) -> float:
    """User and system time of the processes so far."""
    total = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def _memory(pid: int, field: str) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1]) / 1024
    return 0


def resident_mb(pids: list[int]) -> float:
    return sum(_memory(pid, "VmRSS") for pid in pids)


def peak_mb(pid: int) -> float:
    """The most that was resident since `forget_peak`."""
    return _memory(pid, "VmHWM")


def forget_peak(pid: int):
    Path(f"/proc/{pid}/clear_refs").write_text("5")
