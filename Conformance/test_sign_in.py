"""What holds for every way in: sessions that end, cookies that cannot be planted, deeds from elsewhere."""

import httpx
import pytest

from support.console import Console
from support.people import user


@pytest.fixture
def freja(organization, scim) -> str:
    """The work e-mail of someone whom the directory keeps."""
    email = f"freja.session@{organization.domain}"
    scim.create(user("freja.session", organization.domain))
    return email


def cookie_line(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def by_mail(organization, mailbox, email: str, number: int = 1) -> Console:
    console = Console(organization)
    console.ask(email)
    console.open_link(mailbox.link(email, number))
    return console


def test_asvs_7_4_2_who_is_deactivated_is_out_with_the_next_click(organization, mailbox, scim, freja):
    console = by_mail(organization, mailbox, freja)
    assert console.get(console.room()).status == 200
    (found,) = scim.find(f'userName eq "{freja}"')
    scim.change(f"/Users/{found['id']}", {"op": "replace", "value": {"active": False}})
    assert console.get(console.room(), 401)
    scim.change(f"/Users/{found['id']}", {"op": "replace", "value": {"active": True}})
    console.get(console.room(), 401)
    # Back in the directory, she can begin anew; the former login stays ended.
    assert by_mail(organization, mailbox, freja, 2).get(console.room()).status == 200


def test_asvs_7_2_4_the_session_has_a_new_name_after_signing_in(organization, mailbox, freja):
    console = Console(organization)
    console.cookies[f"ii-{organization.slug}"] = "planted-by-somebody-else-0123456789abcdefghij"
    console.ask(freja)
    console.open_link(mailbox.link(freja))
    assert "planted" not in cookie_line(console.cookies)
    former = dict(console.cookies)
    # Signing in again in the same browser ends what was there.
    console.ask(freja)
    console.open_link(mailbox.link(freja, 2))
    assert console.cookies[f"ii-{organization.slug}"] != former[f"ii-{organization.slug}"]
    old = Console(organization)
    old.cookies = former
    old.get(old.room(), 401)


def test_asvs_7_4_1_a_signed_out_session_is_dead_wherever_its_cookie_is(organization, mailbox, freja):
    console = by_mail(organization, mailbox, freja)
    kept = dict(console.cookies)
    form = next(form for form in console.get(console.room()).forms if form.action.endswith("/sign-out"))
    console.submit(form)
    assert f"ii-{organization.slug}" not in console.cookies
    console.cookies = kept
    console.get(console.room(), 401)


def test_asvs_3_5_1_a_link_is_not_used_from_a_foreign_page(organization):
    headers = [
        {"Origin": "https://elsewhere.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"}]
    for one in headers:
        answer = httpx.post(organization.installation.origin + organization.sign_in_path, headers=one)
        assert answer.status_code == 403 and "set-cookie" not in answer.headers, (one, answer.status_code)
    assert Console.signed_in(organization).get(f"/o/{organization.slug}/staff").status == 200


@pytest.mark.parametrize("override", [
    {"headers": {"X-HTTP-Method-Override": "POST"}}, {"headers": {"X-Method-Override": "POST"}},
    {"headers": {"X-HTTP-Method": "POST"}}, {"params": {"_method": "POST"}}], ids=str)
def test_asvs_4_1_3_no_header_and_no_field_turns_one_method_into_another(organization, override):
    answer = httpx.get(organization.installation.origin + organization.sign_in_path, **override)
    assert "set-cookie" not in answer.headers
    assert Console.signed_in(organization).get(f"/o/{organization.slug}/staff").status == 200


def test_asvs_3_3_cookies_are_of_this_host_and_out_of_reach_of_scripts(organization, mailbox, freja):
    console = Console(organization)
    lines = []
    console.http.event_hooks["response"].append(lambda answer: lines.extend(answer.headers.get_list("Set-Cookie")))
    console.ask(freja)
    console.open_link(mailbox.link(freja))
    names = {line.partition("=")[0] for line in lines}
    assert {"ii.asking", f"ii-{organization.slug}"} <= names
    for line in lines:
        low = line.lower()
        assert "httponly" in low and "samesite=lax" in low and "path=/" in low and "domain=" not in low, line


def test_the_short_name_leads_to_the_door_and_the_door_to_nobodys_name(running, organization):
    nobody = Console(organization)
    page = nobody.get(f"/o?slug={organization.slug}", 401)
    assert page.url.endswith(f"/o/{organization.slug}") and organization.domain not in page.text
    assert Console(organization).get("/o?slug=nobody-has-this-name", 404).forms


def test_a_link_that_the_mail_server_took_at_the_second_try_signs_in(put_off, mailbox):
    greylisted, unknown = put_off
    console = put_off[greylisted]
    page = console.open_link(mailbox.link(greylisted, seconds=100))
    assert page.url.endswith(console.room()) and mailbox.tried(greylisted) == 2
    # The other was refused for ever: it was due no earlier, and nobody came with it again.
    assert mailbox.tried(unknown) == 1 and not mailbox.letters(unknown)
