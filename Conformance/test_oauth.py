"""OAuth client credentials for SCIM, as Entra's gallery asks for them (RFC 6749, section 4.4)."""

import re

import httpx
import pytest

from support.console import Console
from support.scim import Scim


@pytest.fixture
def credentials(organization):
    """A client id and its secret, made in the console."""
    console = Console.signed_in(organization)
    page = console.get(console.room("/directory/connect/entra"))
    (form,) = [form for form in page.forms if form.action.endswith("/directory/connections")][:1]
    shown = console.submit(form, name="Gallery", kind="client", expected=None)
    assert shown.status in (200, 201), shown.words[:500]
    values = re.findall(r'value="([A-Za-z0-9_.-]{16,})"', shown.text)
    values += re.findall(r"<code[^>]*>([^<]+)</code>", shown.text)
    return organization, values


def token(organization, client: str, secret: str, **more) -> httpx.Response:
    return httpx.post(f"{organization.installation.origin}/oauth/{organization.slug}/token",
                      data={"grant_type": "client_credentials", "client_id": client, "client_secret": secret, **more})


def test_a_client_and_its_secret_give_a_token_that_works_for_a_while(credentials):
    organization, values = credentials
    answers = [token(organization, client, secret) for client in values for secret in values if client != secret]
    (answer,) = [answer for answer in answers if answer.status_code == 200][:1]
    body = answer.json()
    assert body["token_type"].lower() == "bearer" and 3_600 <= body["expires_in"] <= 21_600
    assert answer.headers["Cache-Control"] == "no-store"
    assert Scim(organization.scim_base, body["access_token"]).get("/Users").status_code == 200


@pytest.mark.parametrize("fields, error", [
    ({}, "invalid_client"), ({"grant_type": "password"}, "unsupported_grant_type"),
    ({"grant_type": ""}, "invalid_request")], ids=["unknown client", "another grant", "no grant"])
def test_wrong_requests_are_refused_in_oauths_own_form(organization, fields, error):
    answer = token(organization, "nobody", "nothing", **fields)
    assert answer.status_code in (400, 401)
    assert answer.json()["error"] == error
    assert answer.headers["Content-Type"].startswith("application/json")
