"""Chromium with an eye on what must hold on every page: no error, no other origin, nothing that axe finds."""

import os
import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

SCREENSHOTS = Path(os.environ.get("INSTRUCTORS_SCREENSHOTS", ".build-tools/screenshots")).resolve()
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
AXE = Axe()
# What names one thing among many of its kind.
ID = re.compile(r"/(?:[0-9a-f]{8}-[0-9a-f-]{27}|[A-Za-z0-9_-]{20,})(?=/|$)")
# As the operator's console names one customer among many, and a customer one domain.
NAMED = re.compile(r"(/operator/organizations|/access/domains)/(?!new$)[^/]+")


class Visit:
    """A browser window of one theme and width, and what went wrong in it."""

    def __init__(self, browser: Browser, origin: str, theme: str = "light", width: int = 1280,
                 scripts: bool = True, cookies: dict[str, str] | None = None, elsewhere: tuple[str, ...] = ()):
        self.origin, self.theme, self.width, self.scripts = origin, theme, width, scripts
        # Origins that people are led to on purpose: their employer's.
        self.origins = {origin, *elsewhere}
        self.problems: list[str] = []
        self.context: BrowserContext = browser.new_context(
            base_url=origin, color_scheme=theme, viewport={"width": width, "height": 900},
            java_script_enabled=scripts, reduced_motion="reduce", permissions=["clipboard-write"])
        if cookies:
            self.context.add_cookies([{"name": name, "value": value, "url": origin, "secure": True}
                                      if name.startswith("__Host-") else
                                      {"name": name, "value": value, "url": origin}
                                      for name, value in cookies.items()])
        self.page: Page = self.context.new_page()
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.problems.append(f"script error: {error}"))
        self.page.on("request", self._requested)

    def close(self):
        self.context.close()

    def open(self, path: str, status: int | None = 200):
        answer = self.page.goto(path, wait_until="load")
        assert status is None or answer.status == status, f"{path}: {answer.status}"
        return answer

    def examine(self, name: str):
        """Takes a picture and collects what is wrong with the page as it stands."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}-{self.width}-{self.theme}.png", full_page=True)
        if not self.scripts:
            return
        found = AXE.run(self.page, options=RULES)
        for violation in found.response["violations"]:
            places = [node["html"][:160] for node in violation["nodes"][:3]]
            self.problems.append(f"{name}: {violation['id']}: {violation['help']} {places}")
        if self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            self.problems.append(f"{name}: wider than the window")

    def _is_ours(self, frame) -> bool:
        return not any(frame.url.startswith(origin + "/") for origin in self.origins - {self.origin})

    def _said(self, message):
        if not self._is_ours(self.page.main_frame):
            return
        if message.type in ("error", "warning") and "status of" not in message.text:
            self.problems.append(f"console: {message.text}")

    def _requested(self, request):
        parts = urlsplit(request.url)
        if not request.is_navigation_request() and not self._is_ours(request.frame):
            return
        if parts.scheme not in ("data", "blob") and f"{parts.scheme}://{parts.netloc}" not in self.origins:
            self.problems.append(f"request to another origin: {request.url}")


def shape(address: str) -> str:
    """The address with what is particular taken out, so that one page of each kind is enough."""
    parts = urlsplit(address)
    keys = sorted({key for key, _ in parse_qsl(parts.query)})
    return NAMED.sub(r"\1/{name}", ID.sub("/{id}", parts.path)) + ("?" + "&".join(keys) if keys else "")


def rooms(visit: Visit, start: str, most: int = 60) -> dict[str, str]:
    """Every kind of page that links below `start` lead to: its shape, and one address of it.

    Addresses that combine several choices of a list are left out: each choice alone shows all that can be seen.
    """
    found, waiting = {}, [start]
    while waiting and len(found) < most:
        address = waiting.pop(0)
        if shape(address) in found:
            continue
        answer = visit.open(address)
        found[shape(address)] = address
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        hrefs = visit.page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
        for href in hrefs:
            parts = urlsplit(href)
            here = f"{parts.scheme}://{parts.netloc}" == visit.origin and parts.path.startswith(start)
            if here and "&" not in parts.query:
                waiting.append(parts.path + ("?" + parts.query if parts.query else ""))
    return found


def file_name(shape: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", shape.lower()).strip("-") or "start"
