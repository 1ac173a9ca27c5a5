"""What is promised, and what shows that it is kept: the command, the public pages, the organization's own."""

import json

import httpx
import pytest

from support.browser import Visit
from support.installation import with_its_own_rates

SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
PAGES = ["/trust", "/policy"]
ROOMS = ["/privacy/trust", "/privacy/record", "/privacy/data-map", "/privacy/data-map?category=name&purpose="]


def test_every_promise_in_force_is_kept_on_a_running_server(install):
    # What is opened wide for tests, the audit would not let pass.
    installation = with_its_own_rates(install()).start()
    done = installation.command("trust", "--run", "--json")
    report = json.loads(done.out)
    bad = [(row["id"], row["measured"]) for row in report["rows"]
           if row["standing"] not in ("kept", "not-yet-in-force")]
    assert done.code == 0 and not bad, (bad, done.err)
    # What the page says is what the command said.
    page = httpx.get(f"{installation.origin}/trust.json").json()
    assert page["kept"] == report["kept"] == report["inForce"] > 0
    assert {row["id"] for row in page["rows"] if row["standing"] == "not-yet-in-force"} >= {"D4", "C1", "I1"}


def test_the_policy_names_its_own_hash(install):
    installation = install().start()
    import hashlib

    text = httpx.get(f"{installation.origin}/policy.txt").content
    page = httpx.get(f"{installation.origin}/policy").text
    assert hashlib.sha256(text).hexdigest() in page


@pytest.mark.engines("sqlite")
@SCRIPTS
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_public_pages_in_a_browser(browser, demonstration, width, theme, scripts):
    demonstration.installation.command("trust", "--run")
    visit = Visit(browser, demonstration.installation.origin, theme=theme, width=width, scripts=scripts)
    try:
        for path in PAGES:
            visit.open(path)
            visit.examine(path.strip("/") + ("" if scripts else "-plain"))
        assert not visit.problems, visit.problems
    finally:
        visit.close()


@pytest.mark.engines("sqlite")
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_organizations_own_proofs_in_a_browser(browser, demonstration, width, theme):
    demonstration.installation.command("trust", "--run")
    slug = demonstration.slugs[0]
    visit = Visit(browser, demonstration.installation.origin, theme=theme, width=width,
                  cookies=demonstration.cookies(slug))
    try:
        for room in ROOMS:
            visit.open(f"/o/{slug}{room}")
            visit.examine("own-" + room.split("?")[0].strip("/").replace("/", "-"))
        assert not visit.problems, visit.problems
    finally:
        visit.close()
