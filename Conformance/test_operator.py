"""The operator's people: their console, a visit that the customer sees and ends, and whose domain is whose."""

import json
import re
from urllib.parse import urlsplit

import pytest

from support.browser import Visit
from support.console import Console
from support.domainowner import DomainOwner
from support.installation import Installation, Organization
from support.mailbox import Mailbox, words
from support.people import user

DOMAIN = "havn.localhost"
PROOF = "/.well-known/interactive-instructors.txt"
CONTENT = re.compile(r"interactive-instructors-domain=[A-Za-z0-9_-]{16,}")


@pytest.fixture(scope="module")
def letters():
    mailbox = Mailbox().start()
    yield mailbox
    mailbox.stop()


@pytest.fixture(scope="module")
def owner(tmp_path_factory):
    try:
        owner = DomainOwner(DOMAIN, tmp_path_factory.mktemp("owner"))
    except OSError as error:
        pytest.skip(f"the port of https is not to be had: {error}")
    yield owner
    owner.close()


@pytest.fixture(scope="module")
def installation(engine, letters, tmp_path_factory):
    """One whose operator has people."""
    installation = Installation(engine)
    try:
        yield installation.start(**letters.settings, INSTRUCTORS_EGRESS_ALLOW=letters.origin)
    finally:
        installation.close()


def create(installation, email: str) -> dict:
    return json.loads(installation.must("operator", "create", email))


def operator(installation, email: str = "ada@operator.example") -> Console:
    """Signed in to the operator's console."""
    printed = create(installation, email)
    made = Organization(installation, printed | {"id": printed["organization"]}, "operator.example")
    return Console.signed_in(made)


def form_of(page, end: str):
    return next(form for form in page.forms if form.action.endswith(end))


def test_the_command_makes_the_operators_people_and_a_link_for_each(installation):
    printed = create(installation, "first@operator.example")
    assert printed["slug"] == "operator" and printed["console"] == installation.origin + "/operator"
    assert printed["signInLink"].startswith(installation.origin + "/o/operator/sign-in/")
    again = create(installation, "first@operator.example")
    assert again["organization"] == printed["organization"] and again["signInLink"] != printed["signInLink"]
    for words_ in (["operator", "create"], ["operator", "create", "nobody"]):
        assert installation.command(*words_).code == 2
    # The operator is no customer: not in the list, and not to be closed.
    assert '"operator"' not in installation.must("organization", "list", "--json")
    assert installation.command("organization", "close", "operator").code == 1


def test_a_visit_has_a_reason_and_an_end_and_the_customer_sees_it_and_ends_it(browser, installation, letters):
    customer = installation.organization()
    customer.scim().create(user("freja.seen", customer.domain))
    administrator = Console.signed_in(customer)
    window = Visit(browser, installation.origin)
    page = window.page
    try:
        window.open(urlsplit(create(installation, "visitor@operator.example")["signInLink"]).path)
        page.locator("main button").click()
        page.wait_for_url(re.compile("/operator$"))
        assert "freja" not in page.content().lower(), "the operator's list has counts only"
        window.open(f"/operator/organizations/{customer.slug}")
        assert "freja" not in page.content().lower()
        page.locator("#reason").fill("Looking into the import of <b>Monday</b>")
        page.locator("form:has(#reason) button").click()
        page.wait_for_url(re.compile(f"/o/{customer.slug}/?$"))
        assert "You are a visitor" in page.locator("main, [role=note]").first.inner_text()
        window.examine("visit-overview")
        window.open(f"/o/{customer.slug}/staff")
        assert "You are a visitor" in page.content() and "Freja" in page.content()

        told = letters.letter(f"administrator@{customer.domain}")
        assert "<b>Monday</b>" in words(told)
        access = administrator.get(administrator.room("/access"))
        assert "Looking into the import of <b>Monday</b>" in access.words and "<b>Monday" not in access.text
        administrator.submit(next(form for form in access.forms if "/visits/" in form.action))
        window.open(f"/o/{customer.slug}/staff", status=401)
        after = administrator.get(administrator.room("/access"))
        assert not [form for form in after.forms if "/visits/" in form.action] and "Ended by you" in after.words
        # The operator's own console is untouched by it, and knows.
        window.open(f"/operator/organizations/{customer.slug}")
        window.examine("operator-organization-visited")
        assert not window.problems, window.problems
    finally:
        window.close()


def test_a_visitor_sees_and_changes_nothing(installation):
    customer = installation.organization()
    visitor = operator(installation)
    page = visitor.get(f"/operator/organizations/{customer.slug}")
    for reason, hours in (("", "1"), (" ", "1"), ("x" * 501, "1"), ("Fine", "0"), ("Fine", "5"), ("Fine", "-1")):
        assert visitor.submit(form_of(page, "/visits"), 400, reason=reason, hours=hours)
    room = visitor.submit(form_of(page, "/visits"), reason="A look", hours="1")
    assert room.url.endswith(f"/o/{customer.slug}")
    allowed = {"sign-out", "end"}
    for path in ("", "/staff", "/groups", "/directory", "/directory/brake", "/directory/attributes", "/access"):
        page = visitor.get(f"/o/{customer.slug}{path}", None)
        assert page.status in (200, 403), path
        deeds = [form for form in page.forms if form.method == "post" and "/staff" not in form.action]
        for form in deeds:
            if form.action.rpartition("/")[2] in allowed:
                continue
            assert visitor.submit(form, None).status == 403, form.action
    end = next(form for form in visitor.get(f"/o/{customer.slug}").forms if "/visits/" in form.action)
    assert visitor.submit(end).url.endswith(f"/operator/organizations/{customer.slug}")
    visitor.get(f"/o/{customer.slug}", 401)


def test_nobody_but_the_operators_people_gets_into_their_console(installation):
    customer = installation.organization()
    administrator = Console.signed_in(customer)
    for path in ("/operator", f"/operator/organizations/{customer.slug}", "/operator/people", "/operator/recipients",
                 "/operator/domains", "/operator/organizations/new"):
        administrator.get(path, 401)
        # A customer's cookie under the operator's name is no login there.
        stolen = Console(customer)
        stolen.cookies = {"ii-operator": administrator.cookies[f"ii-{customer.slug}"]}
        stolen.get(path, 401)


def test_what_each_of_the_operators_people_may_do(installation):
    customer = installation.organization()
    full = operator(installation)
    people = full.get("/operator/people")
    form = form_of(people, "/operator/people")
    for role, may_visit in (("operator-support", True), ("operator-auditor", False)):
        handed = full.submit(form, email=f"{role}@operator.example", role=role)
        link = re.search(r"/o/operator/sign-in/[A-Za-z0-9_-]+", handed.text).group(0)
        one = Console.signed_in(full.organization, link)
        page = one.get(f"/operator/organizations/{customer.slug}")
        assert bool([form for form in page.forms if form.action.endswith("/visits")]) == may_visit
        assert not [form for form in one.get("/operator/people").forms if form.action.endswith("/operator/people")]
        one.get("/operator/organizations/new", 403)
        # Forms of somebody who may, sent with the own token.
        token = dict(page.forms[0].fields)["csrf"]
        stolen = form_of(full.get(f"/operator/organizations/{customer.slug}"), "/visits")
        if not may_visit:
            one.submit(stolen, 403, csrf=token, reason="Nothing", hours="1")


def test_the_operator_creates_a_customer_and_hands_its_first_link_over(installation):
    ada = operator(installation)
    page = ada.submit(form_of(ada.get("/operator/organizations/new"), "/new"), name="Nord & Süd", slug="nordsued",
                      domain="nordsued.example", admin="first@nordsued.example", zone="Europe/Berlin", seats="20")
    link = re.search(r"/o/nordsued/sign-in/[A-Za-z0-9_-]+", page.text).group(0)
    visitor = Console(ada.organization)
    assert visitor.open_link(link).url.endswith("/o/nordsued")
    taken = ada.submit(form_of(ada.get("/operator/organizations/new"), "/new"), None, name="Other", slug="other",
                       domain="nordsued.example", admin="x@nordsued.example", zone="Europe/Berlin", seats="20")
    assert taken.status == 409 and "Another organization has this domain" in taken.words


def test_a_domain_is_proved_by_a_file_on_its_web_server(engine, letters, owner, install):
    installation = install().start(
        **letters.settings, INSTRUCTORS_EGRESS_ALLOW=f"{letters.origin},https://{DOMAIN}",
        INSTRUCTORS_EGRESS_AUTHORITIES=str(owner.certificate))
    customer = installation.organization()
    administrator = Console.signed_in(customer)
    page = administrator.submit(form_of(administrator.get(administrator.room("/access/domains")), "/domains"),
                                domain=DOMAIN.upper() + ".")
    (proof,) = set(CONTENT.findall(page.text))
    owner.files.clear()

    def check(expected: int):
        page = administrator.get(administrator.room("/access/domains"))
        return administrator.submit(form_of(page, "/check"), expected)

    for status, text in ((404, ""), (200, "something else"), (200, proof + "0"), (200, proof + "\nand more"),
                         (302, f"https://{DOMAIN}/elsewhere"), (500, proof), (200, "x" * 100_000)):
        owner.files[PROOF] = (status, text)
        owner.files["/elsewhere"] = (200, proof)
        assert check(409).status == 409, (status, text[:50])
    assert "/elsewhere" not in owner.asked
    customer.scim().create(user("freja.domain", DOMAIN))
    Console(customer).ask(f"freja.domain@{DOMAIN}")
    owner.files[PROOF] = (200, f"\ufeff{proof}\r\n")
    assert "Verified by its file" in check(200).words
    # From now on the address leads to the organization; before, it led nowhere.
    Console(customer).ask(f"freja.domain@{DOMAIN}")
    letters.link(f"freja.domain@{DOMAIN}")
    assert len(letters.letters(f"freja.domain@{DOMAIN}")) == 1
    # It is this organization's now.
    other = Console.signed_in(installation.organization())
    refused = other.submit(form_of(other.get(other.room("/access/domains")), "/domains"), None, domain=DOMAIN)
    assert refused.status in (200, 400)
    if refused.status == 200:
        owner.files[PROOF] = (200, CONTENT.search(refused.text).group(0))
        assert other.submit(form_of(refused, "/check"), 409)


def test_a_domain_that_is_nobodys_or_everybodys_cannot_be_named(installation):
    administrator = Console.signed_in(installation.organization())
    for name in ("gmail.com", "GMX.de", "localhost", "127.0.0.1", "a b.example", "ä.example", " ", "x" * 300):
        form = form_of(administrator.get(administrator.room("/access/domains")), "/domains")
        page = administrator.submit(form, 400, domain=name)
        assert 'id="domain-e"' in page.text, (name, page.words[:400])
