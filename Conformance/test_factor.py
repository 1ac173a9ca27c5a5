"""The second step: set up from the picture, asked for, guessed at; and one's own logins."""

import io
import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import zxingcpp
from PIL import Image

from support.console import Console
from support.people import user
from support.totp import RECOVERY_CODE, Authenticator


@pytest.fixture
def administrator(organization) -> str:
    return f"administrator@{organization.domain}"


def by_mail(organization, mailbox, email: str) -> Console:
    """Signed in as far as a mailed link leads."""
    console = Console(organization)
    number = len(mailbox.links(email)) + 1
    console.ask(email)
    console.open_link(mailbox.link(email, number))
    return console


def set_up(console: Console) -> tuple[Authenticator, list[str]]:
    page = console.get(console.room("/factor/setup"))
    app = Authenticator.of_page(page.words)
    codes = RECOVERY_CODE.findall(prove(console, app.code(), page).text)
    assert len(set(codes)) == 10
    return app, codes


def prove(console: Console, code: str, page=None, expected: int | None = 200):
    page = page or console.get(console.room("/factor"))
    form = next(form for form in page.forms if "code" in dict(form.fields))
    return console.submit(form, expected, code=code)


def test_an_administrator_sets_the_second_step_up_from_the_picture_and_is_asked_for_it(
        visit, organization, mailbox, administrator):
    window = visit()
    page = window.page
    mailed_link(window, mailbox, administrator)
    page.wait_for_url(re.compile("/factor/setup$"))
    window.open(f"/o/{organization.slug}/staff")
    assert urlsplit(page.url).path.endswith("/factor/setup"), "a mailed link alone opened a room"
    window.examine("factor-setup")
    (seen,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(page.get_by_role("img", name="QR code").screenshot())))
    scanned = urlsplit(seen.text)
    assert (scanned.scheme, scanned.netloc) == ("otpauth", "totp")
    assert unquote(scanned.path) == f"/Organization {organization.slug}:{administrator}"
    app = Authenticator(parse_qs(scanned.query)["secret"][0])
    assert app.totp.secret == Authenticator.of_page(page.locator("main").inner_text()).totp.secret
    type_code(window, app.code())
    page.get_by_role("heading", name="recovery codes").wait_for()
    window.examine("factor-recovery-codes")
    assert len(set(RECOVERY_CODE.findall(page.locator("main").inner_html()))) == 10
    page.get_by_role("link", name="continue").click()
    page.wait_for_url(re.compile(f"/o/{organization.slug}/?$"))
    page.locator("form[action$='/sign-out'] button").first.click()
    page.wait_for_url(re.compile("/signed-out$"))

    mailed_link(window, mailbox, administrator)
    page.wait_for_url(re.compile("/factor(\\?.*)?$"))
    window.examine("factor")
    assert page.locator("#code").get_attribute("autocomplete") == "one-time-code"
    type_code(window, app.last_code())
    page.get_by_text("does not fit").wait_for()
    window.examine("factor-wrong")
    type_code(window, app.code())
    page.wait_for_url(re.compile(f"/o/{organization.slug}/?$"))


def mailed_link(window, mailbox, email: str):
    number = len(mailbox.links(email)) + 1
    window.open("/")
    window.page.locator("input[type=email]").fill(email)
    window.page.locator("form:has(input[type=email]) button").click()
    window.page.get_by_role("heading", name="Look into your mail").wait_for()
    window.open(mailbox.link(email, number))
    window.page.locator("main button").click()


def type_code(window, code: str):
    window.page.locator("#code").fill(code)
    window.page.locator("form:has(#code) button").click()


def test_asvs_6_3_3_the_mailbox_alone_opens_no_room_of_an_administrator(organization, mailbox, administrator):
    console = by_mail(organization, mailbox, administrator)
    for room in ("", "/staff", "/groups", "/directory", "/directory/attributes"):
        assert console.get(console.room(room)).url.endswith("/factor/setup")
    set_up(console)
    again = by_mail(organization, mailbox, administrator)
    for room in ("", "/staff", "/directory", "/factor/setup", "/me/sign-in"):
        assert urlsplit(again.get(again.room(room)).url).path == again.room("/factor")


def test_asvs_7_2_4_the_session_has_a_new_name_once_more_was_proved(organization, mailbox, administrator):
    console = by_mail(organization, mailbox, administrator)
    before = dict(console.cookies)
    set_up(console)
    old = Console(organization)
    old.cookies = before
    old.get(old.room(), 401)
    assert console.get(console.room("/staff")).status == 200


def test_asvs_6_5_1_a_recovery_code_works_once(organization, mailbox, administrator):
    _, codes = set_up(by_mail(organization, mailbox, administrator))
    console = by_mail(organization, mailbox, administrator)
    prove(console, codes[0].lower().replace("-", " "))
    assert console.get(console.room("/staff")).status == 200
    again = by_mail(organization, mailbox, administrator)
    assert "does not fit" in prove(again, codes[0], expected=400).words
    prove(again, codes[1])
    assert "8" in again.get(again.room("/me/sign-in")).words
    told = [letter["Subject"] for letter in mailbox.letters(administrator)]
    assert sum("recovery code" in subject.lower() for subject in told) >= 1, told


def test_asvs_6_3_1_wrong_codes_lock_the_second_step_for_a_while(organization, mailbox, administrator):
    app, codes = set_up(by_mail(organization, mailbox, administrator))
    console = by_mail(organization, mailbox, administrator)
    answers = [prove(console, app.wrong_code(), expected=None).status for _ in range(5)]
    assert answers == [400, 400, 400, 400, 429]
    for code in (app.code(), codes[0]):
        page = prove(console, code, expected=429)
        assert "From " in page.words
    assert "/factor" in console.get(console.room("/staff")).url
    # What was locked is the guessing; the operator's hand-made link is the way back.
    link = organization.sign_in_link(administrator)
    assert Console.signed_in(organization, link).get(f"/o/{organization.slug}/staff").status == 200


def test_codes_of_other_digits_and_overlong_ones_are_wrong_and_nothing_more(organization, mailbox, administrator):
    app, _ = set_up(by_mail(organization, mailbox, administrator))
    console = by_mail(organization, mailbox, administrator)
    arabic = "".join(chr(0x660 + int(digit)) for digit in app.totp.now())
    for typed in (arabic, "1" * 5_000, "\u202e000000"):
        assert prove(console, typed, expected=None).status == 400
    assert prove(console, f" {app.code()[:3]} {app.last_code()[3:]} ").url.endswith(console.room())


def test_somebody_without_a_role_may_have_a_second_step_too(organization, mailbox, scim):
    email = f"freja.step@{organization.domain}"
    scim.create(user("freja.step", organization.domain))
    console = by_mail(organization, mailbox, email)
    other = by_mail(organization, mailbox, email)
    app, _ = set_up(console)
    # Whoever else is signed in as her had proved less.
    other.get(other.room(), 401)
    again = by_mail(organization, mailbox, email)
    assert "/factor" in again.get(again.room()).url
    prove(again, app.code())
    assert again.get(again.room()).url.endswith(again.room())


def test_asvs_7_5_2_one_ends_ones_own_logins_and_the_other_browser_is_out(visit, organization, administrator):
    link = organization.sign_in_link(administrator)
    here, there = visit(), visit()
    for window, path in ((here, organization.sign_in_path), (there, link)):
        window.open(path)
        window.page.locator("main button").click()
        window.page.wait_for_url(re.compile(f"/o/{organization.slug}/?$"))
    here.open(f"/o/{organization.slug}/me/sign-in")
    here.examine("own-sign-in")
    rows = here.page.locator("main table tbody tr")
    assert rows.count() == 2 and "Chrome" in rows.first.inner_text()
    rows.locator("form button").click()
    here.page.wait_for_load_state()
    assert here.page.locator("main table tbody tr").count() == 1
    there.open(f"/o/{organization.slug}/staff", status=401)
    here.open(f"/o/{organization.slug}/staff")


def test_a_login_of_somebody_else_is_not_there_to_be_ended(organization, mailbox, administrator, scim):
    scim.create(user("freja.step", organization.domain))
    her = by_mail(organization, mailbox, f"freja.step@{organization.domain}")
    another = Console.signed_in(organization, organization.sign_in_link(administrator))
    mine = Console.signed_in(organization)
    form = next(form for form in mine.get(mine.room("/me/sign-in")).forms if "/logins/" in form.action)
    token = dict(next(form for form in her.get(her.room("/me/sign-in")).forms).fields)["csrf"]
    form.fields = [("csrf", token)]
    assert her.submit(form, expected=None).status == 404
    assert another.get(another.room("/staff")).status == 200
