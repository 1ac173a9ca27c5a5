"""HTTP as bytes on a socket, for what no client library would send."""

import socket
import time
from dataclasses import dataclass


@dataclass
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes


class Wire:
    """One connection. `where` is an origin's port on loopback."""

    def __init__(self, port: int, seconds: float = 20):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=seconds)
        self.buffer = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, text: str | bytes):
        self.socket.sendall(text if isinstance(text, bytes) else text.encode())

    def trickle(self, text: str | bytes, every: float, seconds: float) -> bool:
        """A byte at a time; false where the other side has closed before the end."""
        raw = text if isinstance(text, bytes) else text.encode()
        limit = time.monotonic() + seconds
        place = 0
        while time.monotonic() < limit:
            try:
                self.socket.sendall(raw[place % len(raw):][:1])
            except OSError:
                return False
            place += 1
            time.sleep(every)
            if self.is_closed():
                return False
        return True

    def is_closed(self) -> bool:
        """Whether the other side has ended the connection; what it said before is kept."""
        self.socket.setblocking(False)
        try:
            while True:
                piece = self.socket.recv(65_536)
                if not piece:
                    return True
                self.buffer += piece
        except BlockingIOError:
            return False
        except OSError:
            return True
        finally:
            self.socket.settimeout(20)

    def rest(self) -> bytes:
        """All that comes until the other side closes."""
        try:
            while piece := self.socket.recv(65_536):
                self.buffer += piece
        except ConnectionResetError:
            pass
        return self.buffer

    def reply(self) -> Reply:
        """The next answer, with a body of known length."""
        while b"\r\n\r\n" not in self.buffer:
            piece = self.socket.recv(65_536)
            if not piece:
                raise ConnectionError(f"closed after {self.buffer[:200]!r}")
            self.buffer += piece
        head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        length = int(headers.get("content-length", "0"))
        while len(self.buffer) < length:
            piece = self.socket.recv(65_536)
            if not piece:
                raise ConnectionError("closed within a body")
            self.buffer += piece
        body, self.buffer = self.buffer[:length], self.buffer[length:]
        return Reply(int(first.split(" ")[1]), headers, body)


def exchange(port: int, text: str | bytes) -> Reply:
    """One request and its answer."""
    with Wire(port) as wire:
        wire.send(text)
        return wire.reply()


def get(port: int, path: str, *lines: str, host: str | None = "127.0.0.1") -> Reply:
    """A GET with these header lines, and with one Host unless it is None."""
    head = [f"GET {path} HTTP/1.1", *([f"Host: {host}"] if host is not None else []), *lines]
    return exchange(port, "\r\n".join(head) + "\r\n\r\n")
