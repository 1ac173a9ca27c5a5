"""A link by mail: carried by a real mail server, opened where it was asked for, and only once."""

import re
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from support.console import Console
from support.mailbox import CLOSE, HANG, words
from support.people import user


def address(organization, name: str = "freja.mail") -> str:
    return f"{name}@{organization.domain}"


@pytest.fixture
def freja(organization, scim) -> str:
    """The work e-mail of someone whom the directory keeps."""
    scim.create(user("freja.mail", organization.domain))
    return address(organization)


@pytest.fixture(autouse=True)
def early(put_off):
    """Those letters are asked for here, and `test_sign_in.py` looks what became of them after the minute."""


def test_a_link_signs_in_where_it_was_asked_for(visit, organization, mailbox, freja):
    window = visit()
    page = window.page
    window.open("/")
    page.locator("input[type=email]").fill(freja)
    page.locator("form:has(input[type=email]) button").click()
    page.get_by_role("heading", name="Look into your mail").wait_for()
    assert freja not in page.url and "freja" not in page.url
    window.open(mailbox.link(freja))
    buttons = page.locator("main button")
    assert buttons.count() == 1
    buttons.click()
    page.wait_for_url(re.compile(f"/o/{organization.slug}/?$"))
    assert "Freja Mail" in page.locator("body").inner_text()


def test_a_letter_is_plain_and_names_only_what_it_needs(organization, mailbox, freja):
    Console(organization).ask(freja)
    letter = mailbox.letter(freja)
    assert letter["From"].addresses[0].addr_spec == "training@operator.example"
    assert [to.addr_spec for to in letter["To"].addresses] == [freja]
    assert letter["Subject"] and letter["Date"].datetime and letter["Message-ID"]
    assert letter.get_content_type() == "text/plain" and letter.get_content_charset() == "utf-8"
    link = mailbox.link(freja)
    assert link.startswith(organization.installation.origin) and "freja" not in link.lower()
    assert "ten minutes" in words(letter)


def test_a_letter_is_written_in_the_language_of_the_page(organization, mailbox, freja):
    console = Console(organization)
    console.http.headers["Accept-Language"] = "de-AT,de;q=0.9"
    console.ask(freja)
    assert "zehn Minuten" in words(mailbox.letter(freja))


def test_asvs_6_6_2_in_another_browser_the_link_opens_nothing(organization, mailbox, freja):
    asking = Console(organization)
    asking.ask(freja)
    link = mailbox.link(freja)
    for cookies in ({}, {"ii.asking": "a-planted-secret"}):
        elsewhere = Console(organization)
        elsewhere.cookies = dict(cookies)
        page = elsewhere.get(link, 403)
        assert "browser" in page.words and not [form for form in page.forms if form.method == "post"]
        refused = elsewhere.http.post(link, headers={
            "Origin": elsewhere.origin, "Cookie": "; ".join(f"{k}={v}" for k, v in cookies.items())})
        assert refused.status_code == 403 and f"ii-{organization.slug}=" not in str(refused.headers)
    assert asking.open_link(link).url.endswith(asking.room())


def test_asvs_6_6_2_a_scanner_that_follows_the_link_does_not_use_it_up(organization, mailbox, freja):
    asking = Console(organization)
    asking.ask(freja)
    link = mailbox.link(freja)
    cookies = "; ".join(f"{name}={value}" for name, value in asking.cookies.items())
    # A gateway that opens links for everyone, and the browser's own prefetch, which has the cookie.
    for headers in ({}, {"Cookie": cookies}):
        for method in ("GET", "HEAD", "GET"):
            asking.http.request(method, link, headers=headers)
    assert asking.open_link(link).url.endswith(asking.room())


def test_the_link_after_its_use_says_so_and_opens_nothing(organization, mailbox, freja):
    asking = Console(organization)
    asking.ask(freja)
    link = mailbox.link(freja)
    asking.open_link(link)
    asking.cookies = {name: value for name, value in asking.cookies.items() if "asking" in name}
    page = asking.get(link, 410)
    assert "no longer works" in page.words and not [form for form in page.forms if form.method == "post"]


def test_asvs_15_4_2_of_a_hundred_uses_in_parallel_one_signs_in(organization, mailbox, freja):
    asking = Console(organization)
    asking.ask(freja)
    link = mailbox.link(freja)
    headers = {"Origin": asking.origin, "Cookie": "; ".join(f"{k}={v}" for k, v in asking.cookies.items())}
    with httpx.Client(timeout=60) as http, ThreadPoolExecutor(25) as threads:
        answers = list(threads.map(lambda _: http.post(link, headers=headers), range(100)))
    won = [answer for answer in answers if answer.status_code == 303]
    assert len(won) == 1, sorted(answer.status_code for answer in answers)
    assert f"ii-{organization.slug}=" in won[0].headers["Set-Cookie"]
    assert {answer.status_code for answer in answers} - {303} <= {410, 429}
    lost = [answer for answer in answers if answer is not won[0]]
    assert not [answer for answer in lost if f"ii-{organization.slug}=" in str(answer.headers)]


def test_asvs_6_3_8_the_answer_says_nothing_about_who_is_known(organization, mailbox, freja, scim):
    away = scim.create(user("away.mail", organization.domain))
    scim.change(f"/Users/{away['id']}", {"op": "replace", "value": {"active": False}})
    for path in ("/", f"/o/{organization.slug}/sign-in"):
        pages = {Console(organization).ask(email, path).text for email in (
            freja, address(organization, "nobody.mail"), address(organization, "away.mail"), "someone@nowhere.example")}
        assert len(pages) == 1
    assert freja not in pages.pop()
    # Both for the one who is known: whatever else was asked for before them would have come by now.
    mailbox.letter(freja, 2)
    assert not mailbox.tried(address(organization, "nobody.mail"))
    assert not mailbox.tried(address(organization, "away.mail")) and not mailbox.tried("someone@nowhere.example")


@pytest.mark.parametrize("typed", ["nobody", "@x.example", "a b@x.example", "x" * 400 + "@x.example", ""])
def test_what_is_no_address_is_said_to_be_none(organization, typed):
    assert Console(organization).ask(typed, expected=400).forms


def test_somebody_removed_between_asking_and_opening_stays_out(organization, mailbox, freja, scim):
    asking = Console(organization)
    asking.ask(freja)
    link = mailbox.link(freja)
    (found,) = scim.find(f'userName eq "{freja}"')
    scim.change(f"/Users/{found['id']}", {"op": "replace", "value": {"active": False}})
    asking.get(link, 410)
    refused = asking.http.post(link, headers={
        "Origin": asking.origin, "Cookie": "; ".join(f"{k}={v}" for k, v in asking.cookies.items())})
    assert refused.status_code == 410 and f"ii-{organization.slug}=" not in str(refused.headers)


def test_a_mail_server_that_hangs_or_closes_on_one_letter_holds_up_no_other(running, mailbox):
    stuck, free = running.organization(), running.organization()
    for name in ("hanging", "closing"):
        stuck.scim().create(user(f"{name}.mail", stuck.domain))
    free.scim().create(user("flowing.mail", free.domain))
    mailbox.answer(address(stuck, "hanging.mail"), HANG)
    mailbox.answer(address(stuck, "closing.mail"), CLOSE)
    for name in ("hanging", "closing"):
        Console(stuck).ask(address(stuck, f"{name}.mail"))
    mailbox.wait_for_try(address(stuck, "hanging.mail"))
    # The one is held all the while, and everything else goes on.
    for _ in range(3):
        Console(free).ask(address(free, "flowing.mail"))
    mailbox.letter(address(free, "flowing.mail"), 3)
    mailbox.wait_for_try(address(stuck, "closing.mail"))
    assert not mailbox.letters(address(stuck, "hanging.mail"))
    assert Console.signed_in(stuck).get(f"/o/{stuck.slug}/staff").status == 200
