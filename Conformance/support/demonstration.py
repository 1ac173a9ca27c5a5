"""The filled demonstration, as `instructors demo` makes it."""

import re
from types import SimpleNamespace
from urllib.parse import urlsplit

from support.console import Console
from support.installation import Installation
from support.scim import Scim

LINK = re.compile(r"https?://\S+/o/([a-z0-9-]+)/\S+")


class Demonstration:
    def __init__(self, engine):
        self.installation = Installation(engine)
        self.links: dict[str, str] = {}
        self.sessions: dict[str, dict[str, str]] = {}
        # The cookies of one of the operator's people.
        self.operator: dict[str, str] = {}

    def start(self) -> "Demonstration":
        self.installation.start("demo", seconds=240)
        printed = self.installation.printed.read_text()
        # The first link printed for each organization.
        for match in LINK.finditer(printed):
            self.links.setdefault(match.group(1), urlsplit(match.group(0)).path)
        operator = self.links.pop("operator", None)
        assert self.links and operator, printed[-2000:]
        # Links live for ten minutes and one use: signed in at once, used by all tests.
        self.sessions = {slug: self._signed_in(slug, link) for slug, link in self.links.items()}
        self.operator = self._signed_in("operator", operator)
        return self

    @property
    def slugs(self) -> list[str]:
        return list(self.links)

    def scim(self, slug: str) -> Scim:
        token = self.installation.must("directory", "token", slug, "--name", "Search").strip()
        return Scim(f"{self.installation.origin}/scim/v2/{slug}", token)

    def cookies(self, slug: str) -> dict[str, str]:
        return self.sessions[slug]

    def _signed_in(self, slug: str, link: str) -> dict[str, str]:
        visitor = SimpleNamespace(installation=self.installation, slug=slug, sign_in_path=link)
        return Console.signed_in(visitor).cookies

    def close(self):
        self.installation.close()
