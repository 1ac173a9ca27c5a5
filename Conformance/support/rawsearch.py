"""A search of raw files for values in every form in which a store might hold them."""

import base64
import contextlib
import mmap
import os
from pathlib import Path


def forms(value: str) -> set[bytes]:
    """The value as UTF-8, UTF-16, hexadecimal and base64 (in its three alignments), in the case given and lower."""
    found = set()
    for text in {value, value.lower()}:
        raw = text.encode()
        found |= {raw, text.encode("utf-16-le"), text.encode("utf-16-be")}
        found |= {raw.hex().encode(), raw.hex().upper().encode()}
        found |= {aligned for aligned in map(lambda pad: base64_inside(raw, pad), range(3)) if len(aligned) >= 8}
        escaped = text.encode("ascii", "backslashreplace")
        if escaped != raw:
            found.add(escaped)
    return found


def base64_inside(raw: bytes, pad: int) -> bytes:
    """The characters that base64 has for `raw` wherever it starts at that alignment: those not shared with others."""
    whole = base64.b64encode(b"\0" * pad + raw).rstrip(b"=")
    first = (0, 2, 3)[pad]
    complete = (pad + len(raw)) * 8 // 6
    return whole[first:complete]


def search(folders: list[Path], values: list[str], since: float = 0) -> dict[str, set[str]]:
    """Which value lies in which file, in any form; every regular file under the folders is read whole.

    Files that were last changed before `since` (seconds, as `time.time`) cannot hold what was written later.
    """
    needles = [(value, form) for value in values for form in forms(value)]
    found: dict[str, set[str]] = {}
    for path in files(folders, since):
        with contextlib.suppress(FileNotFoundError), open(path, "rb") as file:
            # A write-ahead log that was taken over is empty, and there is nothing to map.
            if not os.fstat(file.fileno()).st_size:
                continue
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
                for value, form in needles:
                    if content.find(form) >= 0:
                        found.setdefault(value, set()).add(str(path))
    return found


def files(folders: list[Path], since: float = 0) -> list[Path]:
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            # A running database removes files while we look.
            with contextlib.suppress(FileNotFoundError):
                if path.is_symlink() or not path.is_file():
                    continue
                state = path.stat()
                if state.st_size > 0 and state.st_mtime >= since:
                    found.append(path)
    return found
