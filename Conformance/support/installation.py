"""One installation of the program: its folder, its commands, its server, its organizations."""

import json
import os
import signal
import subprocess
import tempfile
import shutil
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from support.processes import end, free_port, tail, wait_until
from support.scim import Scim

BINARY = Path(os.environ.get("INSTRUCTORS_BINARY", ".build/debug/instructors")).resolve()
SERVER_ONLY = {"serve", "demo"}
WIDE = {f"INSTRUCTORS_{name}_RATE": "1000000" for name in ("ADDRESS", "FAILURE", "LINK", "ACCOUNT")}


@dataclass
class Done:
    """What a command that ended left behind."""

    code: int
    out: str
    err: str


class Installation:
    def __init__(self, engine, data: Path | None = None, scheme: str = "http"):
        self.engine = engine
        self.scheme = scheme
        self.home = Path(tempfile.mkdtemp(prefix="ii-"))
        self.data = data or self.home / "data"
        self.log = self.home / "serve.log"
        # What a server says to its operator's terminal (the demonstration's sign-in links) is no log.
        self.printed = Path(tempfile.mkdtemp(prefix="ii-terminal-")) / "printed.txt"
        # All tests come from one address, and many of them try what is wrong; test_edge.py has the limits as they are.
        self.environment = {**os.environ, **engine.environment(), **WIDE}
        self.process = None
        self.port = None
        self.slugs = 0

    # Commands

    def arguments(self, *words: str) -> list[str]:
        return [str(BINARY), *words, "--data", str(self.data)]

    def command(self, *words: str, input: bytes | None = None, seconds: float = 120) -> Done:
        done = subprocess.run(self.arguments(*words), input=input, capture_output=True, timeout=seconds,
                              env=self.environment, cwd=self.home)
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    def must(self, *words: str, **options) -> str:
        """The output of a command that has to succeed."""
        done = self.command(*words, **options)
        assert done.code == 0, f"{' '.join(words[:3])} ended with {done.code}: {done.err or done.out}"
        return done.out

    # The server

    @property
    def origin(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}"

    def start(self, *words: str, port: int | None = None, seconds: float = 60, **environment: str):
        self.port = port or free_port()
        command = self.arguments(*(words or ("serve",)), "--port", str(self.port))
        with open(self.log, "ab") as log, open(self.printed, "ab") as printed:
            self.process = subprocess.Popen(command, stdout=printed, stderr=log, cwd=self.home,
                                            env={**self.environment, **environment})
        wait_until(self._ready, "the server", self.process, self.log, seconds)
        return self

    def stop(self) -> int:
        return end(self.process)

    def kill(self):
        end(self.process, signal.SIGKILL)

    def close(self):
        if self.process is not None:
            end(self.process)
        shutil.rmtree(self.home, ignore_errors=True)
        shutil.rmtree(self.printed.parent, ignore_errors=True)

    def log_text(self) -> str:
        return tail(self.log, 50_000_000)

    def _ready(self) -> bool:
        try:
            return httpx.get(self.origin + "/health/ready", timeout=2, verify=False).status_code == 200
        except httpx.HTTPError:
            return False

    # Organizations

    def organization(self, slug: str | None = None, **options: str) -> "Organization":
        if slug is None:
            self.slugs += 1
            slug = f"org{self.slugs}"
        domain = options.get("domain", f"{slug}.example")
        words = ["organization", "create", slug, "--name", options.get("name", f"Organization {slug}"),
                 "--domain", domain, "--admin", options.get("admin", f"administrator@{domain}")]
        return Organization(self, json.loads(self.must(*words)), domain)


class Organization:
    def __init__(self, installation: Installation, printed: dict, domain: str):
        self.installation = installation
        self.printed = printed
        self.id = printed["id"]
        self.slug = printed["slug"]
        self.sign_in_path = urlsplit(printed["signInLink"]).path
        self.domain = domain

    @property
    def scim_path(self) -> str:
        return f"/scim/v2/{self.slug}"

    @property
    def scim_base(self) -> str:
        return self.installation.origin + self.scim_path

    def token(self, name: str = "Directory") -> str:
        return self.installation.must("directory", "token", self.slug, "--name", name).strip()

    def sign_in_link(self, email: str, reason: str = "A test") -> str:
        return self.installation.must("sign-in-link", self.slug, email, "--reason", reason).strip()

    def allow(self, *attributes: str):
        self.installation.must("directory", "attributes", self.slug, "--allow", ",".join(attributes))

    def scim(self, token: str | None = None) -> Scim:
        return Scim(self.scim_base, token or self.token())


def with_its_own_rates(installation):
    """Other tests come from one address and have no limits; without any, a control does not hold."""
    for name in WIDE:
        installation.environment.pop(name, None)
    installation.organization("acme")
    return installation
