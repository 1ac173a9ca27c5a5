"""Employers' OpenID providers, each a real one in a process of its own.

oidc-provider-mock asks nobody for anything and says of a person what it is told to (`amr`, another e-mail), so it shows
what we make of claims. Canaille is a product: passwords at its door, PKCE checked, its name in each answer (RFC 9207).
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import httpx
from playwright.sync_api import Page

from support.processes import end, free_port, wait_until

CLIENT_ID, CLIENT_SECRET = "interactive-instructors", "a-secret-of-the-tests-only"


class Provider:
    """What the two have in common: a port, which stays the same over a restart, and a process."""

    def settings(self, claim: str = "email", attribute: str = "workEmail") -> dict[str, str]:
        """What an administrator fills in to connect it."""
        return {"issuer": self.issuer, "clientID": CLIENT_ID, "clientSecret": CLIENT_SECRET, "claim": claim,
                "attribute": attribute}

    def __init__(self):
        self.port = free_port()
        self.home = tempfile.TemporaryDirectory(prefix="ii-provider-")
        self.log = Path(self.home.name) / "provider.log"
        self.process = None

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "Provider":
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                self.command(), stdout=log, stderr=log, cwd=self.home.name,
                env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)})
        wait_until(self._answers, type(self).__name__, self.process, self.log)
        return self

    def stop(self):
        """`start` brings it back, with new keys and nobody in it: there is nothing to be lost."""
        end(self.process, signal.SIGKILL)

    def close(self):
        if self.process is not None:
            self.stop()
        self.home.cleanup()

    def _answers(self) -> bool:
        try:
            return httpx.get(self.issuer + "/.well-known/openid-configuration", timeout=2).status_code == 200
        except httpx.HTTPError:
            return False

    def command(self) -> list[str]:
        raise NotImplementedError


class MockProvider(Provider):
    def command(self) -> list[str]:
        return [sys.executable, "-m", "oidc_provider_mock", "--port", str(self.port)]

    def person(self, subject: str, **claims):
        """Makes or changes a person: these are the claims from now on."""
        answer = httpx.put(f"{self.issuer}/users/{subject}", json=claims)
        assert answer.status_code == 204, answer.text

    def sign_in(self, page: Page, subject: str):
        """At the provider's page, to where our own door has led."""
        page.locator("input[name=sub]").fill(subject)
        page.get_by_role("button", name="Authorize", exact=True).click()

    def answer(self, asked: str, subject: str) -> str:
        """Where the provider's page leads a browser back to, once that person has signed in on it."""
        answer = httpx.post(asked, data={"sub": subject})
        assert answer.status_code == 302, answer.text[:500]
        return answer.headers["Location"]


class Canaille(Provider):
    """People have passwords, and the client is registered with its one return address."""

    return_address: str
    people: dict[str, str]

    def start(self, return_address: str, people: dict[str, str]) -> "Canaille":
        """`people` are user names with their e-mail addresses."""
        self.return_address, self.people = return_address, people
        return super().start()

    def command(self) -> list[str]:
        told = {"port": self.port, "return": self.return_address, "people": self.people}
        return [sys.executable, "-m", "support.provider", json.dumps(told)]

    @staticmethod
    def password(user_name: str) -> str:
        return f"the password of {user_name}"

    def sign_in(self, page: Page, user_name: str):
        page.locator("input[name=login]").fill(user_name)
        page.locator("form button[type=submit]").first.click()
        page.locator("input[name=password]").fill(self.password(user_name))
        page.locator("form button[type=submit]").first.click()


def serve_canaille(told: dict):
    """In a process of its own: Canaille in memory, filled with the client and the people (user name to e-mail)."""
    from canaille import create_app
    from canaille.app import models
    from canaille.backends import Backend
    from joserfc.jwk import RSAKey
    from werkzeug.serving import make_server

    key = RSAKey.generate_key(2048, auto_kid=True)
    app = create_app({
        "SECRET_KEY": os.urandom(32).hex(), "PREFERRED_URL_SCHEME": "http",
        "SERVER_NAME": f"127.0.0.1:{told['port']}",
        "CANAILLE": {"DATABASE": "memory", "JAVASCRIPT": False, "HTMX": False, "CAPTCHA_ENABLED": False},
        "CANAILLE_OIDC": {"ACTIVE_JWKS": [key.as_dict(private=True)]},
    })
    with app.app_context(), Backend.instance.session():
        for user_name, email in told["people"].items():
            Backend.instance.save(models.User(
                user_name=user_name, formatted_name=user_name.title(), family_name=user_name.title(), emails=[email],
                password=Canaille.password(user_name)))
        client = models.Client(
            client_id=CLIENT_ID, client_secret=CLIENT_SECRET, client_name="Interactive Instructors",
            client_uri=told["return"].partition("/o/")[0], redirect_uris=[told["return"]],
            grant_types=["authorization_code"], response_types=["code"], scope=["openid", "profile", "email"],
            token_endpoint_auth_method="client_secret_basic")
        Backend.instance.save(client)
        client.audience = [client]
        Backend.instance.save(client)
    make_server("127.0.0.1", told["port"], app, threaded=True).serve_forever()


if __name__ == "__main__":
    serve_canaille(json.loads(sys.argv[1]))
