"""The console in a real browser: every room, both themes, two widths, with and without scripts, by keyboard alone."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from support.browser import Visit, file_name, rooms
from support.console import Console
from support.people import user
from support.scim import Scim
from support.sheets import row, sheet, write

pytestmark = pytest.mark.engines("sqlite")
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])


@pytest.fixture(scope="session")
def found_rooms(browser, demonstration):
    """The rooms of the first organization of the demonstration, which is the fullest."""
    slug = demonstration.slugs[0]
    visit = Visit(browser, demonstration.installation.origin, cookies=demonstration.cookies(slug))
    try:
        return rooms(visit, f"/o/{slug}")
    finally:
        visit.close()


def test_the_rooms_that_belong_to_the_product_are_all_linked(demonstration, found_rooms):
    slug = demonstration.slugs[0]
    wanted = ["", "/staff", "/staff/{id}", "/groups", "/groups/{id}", "/directory", "/directory/connect",
              "/directory/connect/entra", "/directory/connect/okta", "/directory/connect/scim",
              "/directory/connections/{id}", "/directory/attributes", "/directory/brake", "/directory/import",
              "/access", "/access/sign-in", "/access/domains", "/me/sign-in", "/factor/setup"]
    missing = [room for room in wanted if f"/o/{slug}{room}" not in found_rooms]
    assert not missing, (missing, sorted(found_rooms))


@pytest.fixture(scope="session")
def operators_rooms(browser, demonstration):
    visit = Visit(browser, demonstration.installation.origin, cookies=demonstration.operator)
    try:
        return rooms(visit, "/operator")
    finally:
        visit.close()


def test_anyone_of_the_demonstrations_staff_signs_in_by_the_mail_that_the_operators_mailbox_shows(
        visit, demonstration):
    slug = demonstration.slugs[0]
    staff = [person["userName"] for person in demonstration.scim(slug).everyone() if person["active"]]
    # Not the first, who administers.
    email = staff[-1]
    origin = demonstration.installation.origin
    window, mailbox = visit(origin=origin), visit(origin=origin, cookies=demonstration.operator)
    window.open("/")
    window.page.locator("input[type=email]").fill(email)
    window.page.locator("form:has(input[type=email]) button").click()
    window.page.get_by_role("heading", name="Look into your mail").wait_for()
    letter = mailbox.page.locator("main tr", has_text=email).get_by_role("link", name="Sign in")
    for _ in range(40):
        mailbox.open("/operator/mailbox")
        if letter.count():
            break
        mailbox.page.wait_for_timeout(250)
    letter.first.click()
    link = mailbox.page.locator(f"main a[href*='/o/{slug}/sign-in/']").get_attribute("href")
    window.open(urlsplit(link).path)
    window.page.locator("main button").click()
    window.page.wait_for_url(re.compile(f"/o/{slug}/?$"))


def test_the_operators_rooms_are_all_linked(operators_rooms):
    wanted = ["", "/organizations/new", "/organizations/{name}", "/organizations/{name}/closure", "/domains", "/people",
              "/recipients", "/mailbox", "/mailbox/{id}"]
    missing = [room for room in wanted if f"/operator{room}" not in operators_rooms]
    assert not missing, (missing, sorted(operators_rooms))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_room_of_the_operator_is_without_findings(visit, demonstration, operators_rooms, theme, width):
    window = visit(
        origin=demonstration.installation.origin, theme=theme, width=width, cookies=demonstration.operator)
    for kind, address in operators_rooms.items():
        window.open(address)
        window.examine(file_name(kind))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_room_is_without_findings(visit, demonstration, found_rooms, theme, width):
    slug = demonstration.slugs[0]
    window = visit(origin=demonstration.installation.origin, theme=theme, width=width,
                   cookies=demonstration.cookies(slug))
    for kind, address in found_rooms.items():
        window.open(address)
        window.examine(file_name(kind))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_doors_errors_and_empty_rooms_are_without_findings(visit, organization, theme, width):
    window = visit(theme=theme, width=width)
    window.open("/")
    window.examine("start")
    window.open("/no/such/page", status=404)
    window.examine("not-found")
    window.open(f"/o/{organization.slug}", status=401)
    window.examine("door-turned-away")
    window.open(f"/o/{organization.slug}/sign-in")
    window.examine("door")
    window.page.locator("input[type=email]").fill(f"nobody@{organization.domain}")
    window.page.locator("form:has(input[type=email]) button").click()
    window.page.get_by_role("heading", name="Look into your mail").wait_for()
    window.examine("link-asked-for")
    window.open(organization.sign_in_path)
    window.examine("sign-in")
    window.open(f"/o/{organization.slug}/sign-in/{'x' * 43}", status=410)
    window.examine("sign-in-link-of-nobody")
    window.open(f"/o/{organization.slug}/sso/callback", status=401)
    window.examine("sso-fault")
    window.open(organization.sign_in_path)
    window.page.locator("form[method=post] button").first.click()
    for room in ("", "/staff", "/groups", "/directory", "/directory/connect", "/directory/import", "/access/sign-in",
                 "/integrations"):
        window.open(f"/o/{organization.slug}{room}")
        window.examine("empty" + file_name(room))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_what_a_learner_sees_is_without_findings(visit, organization, scim, mailbox, theme, width):
    email = f"freja.home@{organization.domain}"
    scim.create(user("freja.home", organization.domain))
    window = visit(theme=theme, width=width)
    window.open(f"/o/{organization.slug}/sign-in")
    window.page.locator("input[type=email]").fill(email)
    window.page.locator("form:has(input[type=email]) button").click()
    elsewhere = visit(theme=theme, width=width)
    elsewhere.open(mailbox.link(email), status=403)
    elsewhere.examine("sign-in-elsewhere")
    window.open(mailbox.link(email))
    window.page.locator("main button").click()
    window.page.wait_for_url(re.compile(f"/o/{organization.slug}/?$"))
    window.examine("home")
    window.open(f"/o/{organization.slug}/me/sign-in")
    window.examine("home-own-sign-in")
    window.open(f"/o/{organization.slug}/factor/setup")
    window.examine("home-factor-setup")
    window.page.locator("#code").fill("000000")
    window.page.locator("form:has(#code) button").click()
    window.page.get_by_text("does not fit").wait_for()
    window.examine("home-factor-wrong")
    window.open(f"/o/{organization.slug}/staff", status=403)
    window.examine("home-forbidden")
    window.open(f"/o/{organization.slug}")
    window.page.locator("form[action$='/sign-out']").last.evaluate("form => form.requestSubmit()")
    window.page.wait_for_url(re.compile("/signed-out$"))
    window.examine("signed-out")


def sign_in(window: Visit, organization):
    window.open(organization.sign_in_path)
    window.page.locator("form[method=post] button").first.click()
    window.page.wait_for_url(re.compile(f"/o/{organization.slug}/?$"))


@SCRIPTS
def test_a_directory_is_connected_and_its_first_person_appears(visit, organization, scripts):
    window = visit(scripts=scripts)
    sign_in(window, organization)
    window.open(f"/o/{organization.slug}/directory/connect/entra")
    form = window.page.locator("form[action$='/directory/connections']").first
    for box in form.locator("input[type=text], input:not([type])").all():
        box.fill("Entra of the journey")
    form.locator("button").first.click()
    window.page.wait_for_load_state()
    if scripts:
        window.examine("token-created")
    token = longest_word(window.page.locator("main").inner_text() + shown_values(window))
    scim = Scim(organization.scim_base, token)
    scim.create(user("journey.person", displayName="Journey Person"))
    window.open(f"/o/{organization.slug}/staff")
    assert "Journey" in window.page.locator("main").inner_text()
    window.page.locator("a[href*='/staff/']", has_text="Journey").first.click()
    assert "journey.person@people.example" in window.page.locator("main").inner_text()
    window.examine("person-of-journey")


def shown_values(window: Visit) -> str:
    return " ".join(box.input_value() for box in window.page.locator("main input[readonly]").all())


def longest_word(text: str) -> str:
    """A secret shown among other text: the longest run of letters that is no address."""
    words = [word for word in re.findall(r"[A-Za-z0-9_.-]{32,}", text) if "." not in word]
    assert words, text[:2000]
    return max(words, key=len)


@SCRIPTS
def test_a_sheet_is_imported_by_looking_at_the_difference_first(visit, organization, scim, scripts, tmp_path):
    window = visit(scripts=scripts)
    sign_in(window, organization)
    path = write(tmp_path, sheet([row(f"upload.u{number}") for number in range(12)]))
    window.open(f"/o/{organization.slug}/directory/import")
    form = window.page.locator("form:has(input[type=file])")
    form.locator("input[type=file]").set_input_files(path)
    form.locator("button").last.click()
    window.page.wait_for_url(re.compile("/directory/changes/"))
    assert "12" in window.page.locator("main").inner_text()
    assert scim.find('userName sw "upload"') == [], "it was applied before anybody agreed"
    window.examine("difference")
    change = urlsplit(window.page.url).path
    window.open(change + "/approval")
    window.examine("approval")
    window.page.locator("main form[action$='/approval'] button").first.click()
    window.page.wait_for_load_state()
    for _ in range(40):
        if len(scim.find('userName sw "upload"')) == 12:
            break
        window.page.wait_for_timeout(250)
    assert len(scim.find('userName sw "upload"')) == 12
    window.open(change)
    window.examine("applied")


def test_a_sheet_with_wrong_rows_is_answered_with_their_lines(visit, organization, tmp_path):
    window = visit()
    sign_in(window, organization)
    path = write(tmp_path, sheet([row("upload.fine"), ["no address", "A", "B", "C", "1", "yes"]]))
    window.open(f"/o/{organization.slug}/directory/import")
    form = window.page.locator("form:has(input[type=file])")
    form.locator("input[type=file]").set_input_files(path)
    form.locator("button").last.click()
    window.page.wait_for_load_state()
    assert "3" in window.page.locator("main").inner_text()
    window.examine("import-with-wrong-rows")


@SCRIPTS
def test_staff_are_searched_by_name_without_the_name_in_an_address(visit, organization, scim, scripts):
    for number in range(3):
        scim.create(user(f"findme.f{number}", title=None))
    window = visit(scripts=scripts)
    sign_in(window, organization)
    window.open(f"/o/{organization.slug}/staff")
    box = window.page.locator("input[name=q]").first
    box.fill("findme.f1")
    with window.page.expect_navigation():
        box.press("Enter")
    text = window.page.locator("main table").inner_text()
    assert "findme.f1@" in text and "findme.f2@" not in text
    assert "findme" not in window.page.url


def test_everything_is_reached_by_keyboard_alone(visit, organization, scim):
    scim.create(user("keyboard.person", displayName="Keyboard Person"))
    window = visit()
    page = window.page

    def focus(selector: str, most: int = 60):
        """Tabs to the first element that matches, and looks that the focus can be seen."""
        for _ in range(most):
            page.keyboard.press("Tab")
            if page.evaluate("choice => document.activeElement.matches(choice)", selector):
                seen = page.evaluate("""() => { const style = getComputedStyle(document.activeElement);
                    return parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== 'none'; }""")
                assert seen, f"the focus on {selector} cannot be seen"
                return
        raise AssertionError(f"{selector} is not reached by the keyboard")

    window.open(organization.sign_in_path)
    focus("main form[method=post] button, form[method=post] button")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"/o/{organization.slug}/?$"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')").startswith("#"), "no skip link comes first"
    focus(f"a[href='/o/{organization.slug}/staff']")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/staff$"))
    focus("input[name=q]")
    page.keyboard.type("keyboard")
    page.keyboard.press("Enter")
    # The answer to a search has the address of the list, so that only its content tells that it is there.
    page.get_by_text("people match").first.wait_for()
    page.wait_for_load_state("load")
    focus("main table a[href*='/staff/']")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/staff/.+"))
    assert "Keyboard Person" in page.locator("main").inner_text()


def test_a_sign_in_link_survives_a_look_and_dies_with_its_use(organization):
    scanner = Console(organization)
    for _ in range(2):
        scanner.get(organization.sign_in_path)
    reader = Console.signed_in(organization)
    assert reader.get(reader.room("/staff")).status == 200
    again = Console(organization)
    page = again.get(organization.sign_in_path, expected=None)
    assert not [form for form in page.forms if form.method == "post"] and page.status == 410


def test_no_room_opens_without_a_session_or_with_one_of_another_organization(running, organization):
    stranger = Console.signed_in(running.organization())
    nobody = Console(organization)
    for room in ("", "/staff", "/groups", "/directory", "/directory/import", "/directory/attributes"):
        for visitor in (stranger, nobody):
            path = f"/o/{organization.slug}{room}"
            answer = httpx.get(running.origin + path, headers={
                "Accept": "text/html", "Cookie": "; ".join(f"{k}={v}" for k, v in visitor.cookies.items())})
            # The door: how to come in, and nothing of what is inside.
            assert answer.status_code == 401 and organization.domain not in answer.text, (path, answer.status_code)
            assert answer.headers["Cache-Control"] == "no-store"


def test_a_deed_without_its_token_or_from_another_origin_is_refused(organization):
    console = Console.signed_in(organization)
    page = console.get(console.room("/directory/attributes"))
    (form,) = [form for form in page.forms if form.action.endswith("/directory/attributes")]
    assert "csrf" in dict(form.fields)
    assert console.submit(form, expected=None, csrf="wrong").status == 403
    cookies = "; ".join(f"{name}={value}" for name, value in console.cookies.items())
    foreign = httpx.post(console.origin + form.action, data=dict(form.fields), headers={
        "Cookie": cookies, "Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 403


def test_every_page_forbids_inline_code_framing_and_sniffing(running, organization):
    console = Console.signed_in(organization)
    cookies = "; ".join(f"{name}={value}" for name, value in console.cookies.items())
    for path in ("/", organization.sign_in_path, f"/o/{organization.slug}/staff", "/no/such/page"):
        answer = httpx.get(running.origin + path, headers={"Cookie": cookies, "Accept": "text/html"})
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy or "default-src 'none'" in policy
        assert "unsafe-inline" not in policy and "unsafe-eval" not in policy
        assert "frame-ancestors 'none'" in policy or answer.headers.get("X-Frame-Options") == "DENY"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] in ("no-referrer", "same-origin", "strict-origin")
        assert " style=" not in answer.text and "<script>" not in answer.text and " onclick" not in answer.text


def test_the_session_cookie_is_for_this_host_and_no_script(organization):
    console = Console(organization)
    (form,) = [form for form in console.get(organization.sign_in_path).forms if form.method == "post"]
    before = dict(console.cookies)
    answer = console.http.post(console.origin + form.action, data=dict(form.fields), headers={
        "Origin": console.origin, "Sec-Fetch-Site": "same-origin",
        "Cookie": "; ".join(f"{name}={value}" for name, value in before.items())})
    lines = [line.lower() for line in answer.headers.get_list("Set-Cookie")]
    assert lines
    for line in lines:
        assert "httponly" in line and "samesite=lax" in line and "path=/" in line and "domain=" not in line


def test_signing_out_ends_the_session_on_the_server(organization):
    console = Console.signed_in(organization)
    kept = dict(console.cookies)
    (form,) = [form for form in console.get(console.room()).forms if form.action.endswith("/sign-out")][:1]
    console.submit(form)
    console.cookies = kept
    console.get(console.room("/staff"), 401)


def test_screenshots_were_saved():
    from support.browser import SCREENSHOTS
    assert len(list(Path(SCREENSHOTS).glob("*.png"))) > 20
