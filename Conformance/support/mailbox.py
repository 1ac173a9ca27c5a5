"""A mail server that keeps what it is given, or treats chosen addresses badly."""

import asyncio
import re
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller

from support.processes import free_port, wait_until

LINK = re.compile(r"https?://\S+/o/[a-z0-9-]+/sign-in/[A-Za-z0-9_-]+")
# What an address can be answered with instead of being served.
HANG, CLOSE = "hang", "close"


class Mailbox:
    """Listens on a loopback port. `answer(address, …)` scripts what happens to the next letters to an address."""

    def __init__(self):
        self.port = free_port()
        self._letters: list[tuple[str, EmailMessage]] = []
        self._scripts: dict[str, list[str]] = {}
        self._tried: dict[str, int] = {}
        self._held: asyncio.Event | None = None
        self._lock = threading.Lock()
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)

    def start(self) -> "Mailbox":
        self._controller.start()
        return self

    def stop(self):
        if self._held is not None:
            self._controller.loop.call_soon_threadsafe(self._held.set)
        self._controller.stop()

    @property
    def origin(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def settings(self) -> dict[str, str]:
        """The environment of a server that sends its mail here."""
        return {"INSTRUCTORS_SMTP_URL": self.origin, "INSTRUCTORS_MAIL_FROM": "training@operator.example"}

    # Scripts and what came of them

    def answer(self, address: str, *replies: str):
        """The next letters to `address` are answered so, one reply each: an SMTP reply, `HANG` or `CLOSE`."""
        with self._lock:
            self._scripts[address] = list(replies)

    def tried(self, address: str) -> int:
        """How often somebody came with a letter for `address`, whatever became of it."""
        with self._lock:
            return self._tried.get(address, 0)

    def letters(self, address: str) -> list[EmailMessage]:
        with self._lock:
            return [letter for to, letter in self._letters if to == address]

    def letter(self, address: str, number: int = 1, seconds: float = 30) -> EmailMessage:
        """The letter of that number, waited for."""
        return wait_until(lambda: self.letters(address)[number - 1:number], f"letter {number} to {address}",
                          seconds=seconds)[0]

    def link(self, address: str, number: int = 1, **options) -> str:
        """The one-time link in the letter of that number among those that have one."""
        return wait_until(lambda: self.links(address)[number - 1:number], f"link {number} to {address}", **options)[0]

    def links(self, address: str) -> list[str]:
        return [link for letter in self.letters(address) for link in LINK.findall(words(letter))]

    def wait_for_try(self, address: str, number: int = 1, seconds: float = 30):
        wait_until(lambda: self.tried(address) >= number, f"try {number} for {address}", seconds=seconds)

    # What aiosmtpd calls, on its own thread

    async def handle_RCPT(self, server, session, envelope, address, options):
        with self._lock:
            self._tried[address] = self._tried.get(address, 0) + 1
            script = self._scripts.get(address)
            reply = script.pop(0) if script else None
        if reply == HANG:
            self._held = self._held or asyncio.Event()
            await self._held.wait()
        if reply in (HANG, CLOSE):
            server.transport.close()
            return "421 closing"
        if reply is not None:
            return reply
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        letter = message_from_bytes(envelope.content, policy=policy.default)
        with self._lock:
            self._letters += [(address, letter) for address in envelope.rcpt_tos]
        return "250 kept"


def words(letter: EmailMessage) -> str:
    return letter.get_content()
