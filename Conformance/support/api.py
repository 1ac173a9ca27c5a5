"""The JSON API as the customer's own programs use it: an integration made in the console, and its token."""

import re
import time

import httpx

from support.console import Console

PROBLEM = "application/problem+json"
SCOPES = ("people:read", "groups:read", "sync:read")


def integration(organization, *scopes: str, name: str = "Report", console: Console | None = None) -> str:
    """The token of a new integration, as the console shows it once."""
    console = console or Console.signed_in(organization)
    page = console.get(console.room("/integrations"))
    (form,) = [form for form in page.forms if form.action.endswith("/integrations")]
    form.fields += [("scope", scope) for scope in scopes or SCOPES]
    shown = console.submit(form, name=name)
    return re.search(r"iia_[A-Za-z0-9_-]{43}", shown.text).group(0)


class Api:
    """Checks on every answer what holds for every answer, and waits when it is told to."""

    def __init__(self, organization, token: str | None):
        self.base = f"{organization.installation.origin}/api/v1/{organization.slug}"
        self.http = httpx.Client(headers={"Authorization": f"Bearer {token}"} if token else {}, timeout=60)

    def get(self, path: str, headers: dict | None = None, **query) -> httpx.Response:
        for _ in range(100):
            answer = self.http.get(self.base + path, params=query or None, headers=headers)
            self.check(answer)
            if answer.status_code != 429:
                return answer
            time.sleep(float(answer.headers["Retry-After"]))
        raise AssertionError("still told to wait after 100 tries")

    @staticmethod
    def check(answer: httpx.Response):
        if answer.status_code >= 400:
            assert answer.headers["Content-Type"] == PROBLEM
            problem = answer.json()
            assert problem["status"] == answer.status_code
            assert problem["type"] and problem["title"] and problem["detail"]
            assert ("WWW-Authenticate" in answer.headers) == (answer.status_code in (401, 403))
        elif answer.status_code == 200:
            assert answer.headers["Content-Type"] == "application/json"
            assert answer.headers["Cache-Control"] == "no-store"

    def read(self, path: str, **query) -> dict:
        answer = self.get(path, **query)
        assert answer.status_code == 200, f"{answer.status_code} {answer.text[:500]}"
        return answer.json()

    def all(self, path: str, **query) -> list[dict]:
        """Every item of a list, page by page."""
        items, more = [], {}
        while True:
            page = self.read(path, **query, **more)
            items += page["items"]
            if "nextCursor" not in page:
                return items
            more = {"cursor": page["nextCursor"]}
