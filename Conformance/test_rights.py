"""Rights in a real browser: from the request on “my data” to the certificate, by keyboard and without scripts."""

import re
import time

import pytest

from support.console import Console
from support.people import user


def by_mail(window, organization, mailbox, email: str):
    """Signs in by a mailed link."""
    number = len(mailbox.links(email)) + 1
    window.open(f"/o/{organization.slug}/sign-in")
    window.page.locator("input[type=email]").fill(email)
    window.page.locator("form:has(input[type=email]) button").click()
    window.open(mailbox.link(email, number))
    window.page.locator("main button").click()
    window.page.wait_for_url(re.compile(f"/o/{organization.slug}/?$"))


def by_command(window, organization, email: str):
    """Signs in by a link of the command line, which counts as a second proof."""
    link = organization.sign_in_link(email)
    window.open(link[link.index("/o/"):])
    window.page.locator("main button").click()
    window.page.wait_for_url(re.compile("/o/"))


@pytest.fixture
def people(organization, scim):
    """Who asks, and two who decide: a privacy officer and one more administrator."""
    console = Console.signed_in(organization)
    emails = {}
    for name, role in [("amara.okonkwo", None), ("bjorn.officer", "privacy-officer"), ("freja.second", "administrator")]:
        made = scim.create(user(name, organization.domain))
        emails[name] = f"{name}@{organization.domain}"
        if role is None:
            continue
        listing = console.get(console.room("/staff"))
        for link in [link for link in listing.links if re.search(r"/staff/[0-9a-f-]{36}$", link)]:
            page = console.get(link)
            if emails[name] not in page.words:
                continue
            forms = [form for form in page.forms if form.action.endswith("/roles")]
            form = next(form for form in forms if dict(form.fields).get("role") == role)
            console.submit(form)
        assert made
    return emails


@pytest.mark.parametrize("width", [1280, 390])
def test_from_the_request_to_the_certificate(visit, organization, people, mailbox, width):
    slug = organization.slug
    learner, officer, second = visit(width=width), visit(width=width), visit(width=width)
    by_mail(learner, organization, mailbox, people["amara.okonkwo"])
    learner.open(f"/o/{slug}/me")
    learner.examine("my-data")
    learner.page.get_by_role("link", name="Ask for erasure").click()
    learner.examine("ask-erasure")
    learner.page.get_by_role("button", name="Ask for erasure").click()
    learner.page.wait_for_url(re.compile(f"/o/{slug}/me/requests/"))
    learner.examine("own-request")
    began = time.monotonic()
    by_command(officer, organization, people["bjorn.officer"])
    officer.open(f"/o/{slug}/privacy")
    officer.examine("privacy")
    officer.page.get_by_role("link", name="Erase Amara Okonkwo").click()
    officer.examine("request")
    request = officer.page.url
    officer.page.get_by_role("button", name="Approve erasure").click()
    officer.page.get_by_text("Erasure needs a second person, who was written to").wait_for()
    by_command(second, organization, people["freja.second"])
    second.open(f"/o/{slug}/privacy")
    second.page.get_by_role("link", name="Erase Amara Okonkwo").click()
    second.page.get_by_role("button", name="Approve erasure").click()
    second.examine("erasure-asked-again")
    second.page.get_by_role("button", name="Approve erasure").click()
    second.page.get_by_text("The erasure has begun").wait_for()
    path = request[request.index("/o/"):]
    for _ in range(120):
        officer.open(path)
        if officer.page.get_by_role("heading", name="Certificate").count() and "Signed" in officer.page.content():
            break
        officer.page.wait_for_timeout(250)
    officer.page.get_by_text("Signed. It names nobody").wait_for()
    officer.examine("request-erased")
    assert time.monotonic() - began < 60, "from the request to the certificate takes a minute at most"
    assert "Okonkwo" not in officer.page.content()
    learner.open(f"/o/{slug}/me", status=401)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_correction_without_scripts_and_what_everyone_sees_of_it(visit, organization, people, mailbox, width):
    slug = organization.slug
    learner = visit(width=width, scripts=False)
    by_mail(learner, organization, mailbox, people["amara.okonkwo"])
    learner.open(f"/o/{slug}/me/ask/rectification")
    learner.page.get_by_label("Which value is wrong").select_option("10")
    learner.page.get_by_label("What it should be").fill("Team lead, inbound")
    learner.page.get_by_role("button", name="Ask for a correction").click()
    learner.page.wait_for_url(re.compile("/me/requests/"))
    officer = visit(width=width, scripts=False)
    by_command(officer, organization, people["bjorn.officer"])
    officer.open(f"/o/{slug}/privacy")
    officer.page.get_by_role("link", name="A correction for Amara Okonkwo").click()
    officer.page.get_by_role("button", name="Approve the correction").click()
    officer.page.get_by_text("Approved.").first.wait_for()
    learner.open(f"/o/{slug}/me")
    assert learner.page.get_by_text("Team lead, inbound").count()
    assert learner.page.get_by_text("bjorn.officer", exact=False).count() or learner.page.get_by_text("Bjorn Officer").count()
    seen = visit(width=width)
    by_mail(seen, organization, mailbox, people["amara.okonkwo"])
    seen.open(f"/o/{slug}/me/seen")
    seen.examine("who-saw-it")
    seen.open(f"/o/{slug}/me")
    seen.examine("my-data-corrected")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_rooms_of_the_privacy_officer_are_without_findings(visit, organization, people, theme):
    slug = organization.slug
    window = visit(theme=theme)
    by_command(window, organization, people["bjorn.officer"])
    for room in ("", "/requests/new", "/corrections", "/restrictions"):
        window.open(f"/o/{slug}/privacy{room}")
        window.examine(f"privacy{room.replace('/', '-')}")


def test_the_command_restricts_releases_objects_and_enters_an_erasure(organization, people):
    must, slug, email = organization.installation.must, organization.slug, people["amara.okonkwo"]
    must("privacy", "restrict", slug, email, "--reason", "Disputed")
    must("privacy", "release", slug, email, "--reason", "Settled")
    must("privacy", "object", slug, email, "--purpose", "experience", "--reason", "A letter")
    erase = ("privacy", "erase", slug, email, "--reason", "A letter", "--key", "anna-2026", "--json")
    assert '"request"' in must(*erase)
    again = organization.installation.command(*erase)
    assert again.code == 1 and "asked for already" in again.err
