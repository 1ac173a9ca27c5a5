"""Signing in through an employer's provider: two real ones, in a real browser where a person would be at one."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from support.console import Console
from support.people import user
from support.processes import free_port
from support.totp import Authenticator


def email(organization, name: str = "freja.sso") -> str:
    return f"{name}@{organization.domain}"


@pytest.fixture
def subject(organization, scim, provider) -> str:
    """A person whom the directory keeps and the provider knows."""
    scim.create(user("freja.sso", organization.domain))
    return at_provider(provider, organization, "freja.sso")


def at_provider(provider, organization, name: str, **claims) -> str:
    subject = f"{organization.slug}-{name}"
    provider.person(subject, **{"email": email(organization, name), "email_verified": True, **claims})
    return subject


def connected(organization, provider, administrator: Console | None = None) -> Console:
    """The administrator's console, once the provider is connected."""
    console = administrator or Console.signed_in(organization)
    page = console.get(console.room("/access/sign-in"))
    form = next(form for form in page.forms if "issuer" in dict(form.fields))
    console.submit(form, **provider.settings())
    return console


def begin(organization) -> tuple[Console, str]:
    """A browser on its way, and the provider's address that it was sent to."""
    console = Console(organization)
    return console, console.get(console.room("/sso")).url


def through(provider, organization, subject: str, expected: int = 200) -> Console:
    console, asked = begin(organization)
    console.page = console.get(provider.answer(asked, subject), expected)
    return console


def test_a_person_signs_in_through_the_provider_and_is_known_again_by_the_subject(
        visit, organization, provider, subject):
    administrator = visit()
    administrator.open(organization.sign_in_path)
    administrator.page.locator("main button").click()
    administrator.page.wait_for_url(re.compile(f"/o/{organization.slug}/?$"))
    administrator.open(f"/o/{organization.slug}/access/sign-in")
    administrator.examine("sign-in-settings-empty")
    fill(administrator.page, provider.settings())
    administrator.page.locator("form:has(#issuer) button").click()
    administrator.page.locator("dl.facts").get_by_text(provider.issuer, exact=True).first.wait_for()
    administrator.examine("sign-in-settings-connected")

    window = visit(elsewhere=(provider.issuer,))
    page = window.page
    room = re.compile(f"/o/{organization.slug}/?$")
    window.open(f"/o/{organization.slug}", status=401)
    window.examine("door-with-provider")
    page.get_by_role("link", name="Sign in through your employer").click()
    page.wait_for_url(re.compile(re.escape(provider.issuer)))
    provider.sign_in(page, subject)
    page.wait_for_url(room)
    assert "Freja Sso" in page.locator("body").inner_text()

    page.locator("form[action$='/sign-out'] button").first.click()
    page.wait_for_url(re.compile("/signed-out$"))
    window.examine("signed-out-with-provider")
    there = page.get_by_role("link", name="Sign out at your employer too").get_attribute("href")
    assert there.startswith(provider.issuer) and "id_token_hint" not in there and "freja" not in there
    back = parse_qs(urlsplit(there).query)["post_logout_redirect_uri"][0]
    assert back == f"{organization.installation.origin}/o/{organization.slug}/signed-out"
    page.goto(there)
    page.get_by_role("button", name="End session").click()
    page.wait_for_url(re.compile("/signed-out"))

    # Married, moved, renamed: what the provider says of the address is nothing to the account any more.
    provider.person(subject, email="another.name@elsewhere.example", email_verified=True)
    window.open(f"/o/{organization.slug}/sign-in")
    page.get_by_role("link", name="Sign in through your employer").click()
    provider.sign_in(page, subject)
    page.wait_for_url(room)
    assert "Freja Sso" in page.locator("body").inner_text()


def fill(page, values: dict[str, str]):
    for name, value in values.items():
        field = page.locator(f"[name={name}]")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def test_a_provider_with_passwords_pkce_and_a_name_in_its_answers_signs_in(visit, running, employers):
    organization = running.organization()
    canaille = employers["canaille"].start(
        f"{running.origin}/o/{organization.slug}/sso/callback", {"freja": email(organization)})
    try:
        organization.scim().create(user("freja.sso", organization.domain))
        connected(organization, canaille)
        window = visit(elsewhere=(canaille.issuer,))
        window.open("/")
        window.page.locator("input[type=email]").fill(email(organization))
        window.page.locator("form:has(input[type=email]) button").click()
        # The work e-mail has led to the organization's own door: no form may lead to another origin.
        window.page.wait_for_url(re.compile(f"/o/{organization.slug}/sign-in$"))
        window.page.get_by_role("link", name="Sign in through your employer").click()
        canaille.sign_in(window.page, "freja")
        window.page.wait_for_url(re.compile(f"/o/{organization.slug}/?$"))
        assert "Freja Sso" in window.page.locator("body").inner_text()
    finally:
        canaille.stop()


def test_nobody_is_let_in_whom_the_directory_does_not_keep(visit, organization, provider):
    connected(organization, provider)
    stranger = at_provider(provider, organization, "stranger.sso")
    window = visit(elsewhere=(provider.issuer,))
    window.open(f"/o/{organization.slug}/sign-in")
    window.page.get_by_role("link", name="Sign in through your employer").click()
    provider.sign_in(window.page, stranger)
    window.page.get_by_text("nobody here is known by it").wait_for()
    window.examine("sso-unknown")
    window.page.get_by_role("link", name="Try again").click()
    window.page.wait_for_url(re.compile("/sign-in$"))
    window.open(f"/o/{organization.slug}/staff", status=401)


def test_what_goes_wrong_at_the_provider_is_said_kindly(organization, provider):
    connected(organization, provider)
    for error, said in (("access_denied", "cancelled or refused"), ("server_error", "does not answer"),
                        ("login_required", "could not be used")):
        console, asked = begin(organization)
        state = parse_qs(urlsplit(asked).query)["state"][0]
        answer = f"/sso/callback?error={error}&state={state}&error_description=their-own-words"
        page = console.get(console.room(answer), None)
        assert page.status in (401, 503) and said in page.words and "their-own" not in page.text, (error, page.words)
        assert console.room("/sign-in") in page.links


def test_asvs_6_8_2_an_address_alone_takes_over_no_account(organization, provider, subject):
    connected(organization, provider)
    through(provider, organization, subject)
    # Whoever can write any address into a profile of that provider.
    taker = at_provider(provider, organization, "taker", email=email(organization))
    assert "nobody here" in through(provider, organization, taker, 401).page.words
    unverified = at_provider(provider, organization, "unverified", email=f"administrator@{organization.domain}",
                             email_verified=False)
    assert "nobody here" in through(provider, organization, unverified, 401).page.words


def test_asvs_7_4_2_whom_scim_deactivates_is_out_with_the_next_click_and_stays_out(
        organization, provider, subject, scim):
    connected(organization, provider)
    console = through(provider, organization, subject)
    assert console.get(console.room()).status == 200
    (found,) = scim.find(f'userName eq "{email(organization)}"')
    scim.change(f"/Users/{found['id']}", {"op": "replace", "value": {"active": False}})
    console.get(console.room(), 401)
    through(provider, organization, subject, 401)


def test_asvs_6_3_3_only_a_claim_of_two_factors_spares_an_administrator_the_second_step(organization, provider):
    connected(organization, provider)
    one = at_provider(provider, organization, "administrator", amr=["pwd"])
    # The same person, as the provider vouches for them from then on.
    console = through(provider, organization, one)
    assert console.page.url.endswith("/factor/setup")
    page = console.page
    form = next(form for form in page.forms if "code" in dict(form.fields))
    app = Authenticator.of_page(page.words)
    console.submit(form, code=app.code())
    assert console.get(console.room("/staff")).status == 200

    again = through(provider, organization, one)
    assert again.page.url.partition("?")[0].endswith("/factor")
    at_provider(provider, organization, "administrator", amr=["pwd", "mfa"])
    assured = through(provider, organization, one)
    assert assured.page.url.endswith(assured.room()) and assured.get(assured.room("/staff")).status == 200


def test_single_sign_on_only_leaves_no_other_way_in(organization, provider, mailbox, subject):
    administrator = connected(organization, provider)
    asked = Console(organization)
    asked.ask(email(organization), asked.room("/sign-in"))
    link = mailbox.link(email(organization))

    def only(expected: int):
        page = administrator.get(administrator.room("/access/sign-in"))
        form = next(form for form in page.forms if form.action.endswith("/only"))
        return administrator.submit(form, expected)

    assert "yourself first" in only(409).words
    through(provider, organization, at_provider(provider, organization, "administrator", amr=["mfa"]))
    only(200)
    door = Console(organization).get(f"/o/{organization.slug}/sign-in")
    assert not [form for form in door.forms if form.method == "post"] and f"/o/{organization.slug}/sso" in door.links
    asked.get(link, 410)
    # A form that was open before has no effect either, and the start page leads to the door.
    late = Console(organization)
    late.http.post(f"{late.origin}/o/{organization.slug}/sign-in", data={"email": email(organization)},
                   headers={"Origin": late.origin})
    assert late.ask(email(organization)).url.endswith(f"/o/{organization.slug}/sign-in")
    assert through(provider, organization, subject).get(f"/o/{organization.slug}").status == 200
    assert len(mailbox.letters(email(organization))) == 1


def test_a_provider_that_was_away_and_came_back_with_new_keys_signs_in(organization, provider):
    connected(organization, provider)
    organization.scim().create(user("freja.sso", organization.domain))
    through(provider, organization, at_provider(provider, organization, "freja.sso"))
    console, asked = begin(organization)
    callback = provider.answer(asked, at_provider(provider, organization, "freja.sso"))
    provider.stop()
    try:
        assert "does not answer" in console.get(callback, 503).words
    finally:
        provider.start()
    # The new keys have names that were never heard of.
    back = through(provider, organization, at_provider(provider, organization, "freja.sso"))
    assert back.page.url.endswith(back.room())


def test_asvs_10_1_2_an_answer_is_taken_once_in_the_browser_that_began_and_as_it_was(organization, provider, subject):
    connected(organization, provider)
    console, asked = begin(organization)
    callback = provider.answer(asked, subject)
    state = parse_qs(urlsplit(asked).query)["state"][0]
    began = dict(console.cookies)

    def refused(visitor: Console, url: str):
        page = visitor.get(url, 401)
        assert f"ii-{organization.slug}" not in visitor.cookies and "could not be used" in page.words

    refused(Console(organization), callback)
    for wrong in (callback.replace(state, state[::-1]), callback + "&state=" + state, callback.partition("?")[0],
                  callback + "&iss=https%3A%2F%2Felsewhere.example"):
        visitor = Console(organization)
        visitor.cookies = dict(began)
        refused(visitor, wrong)
        # Whatever came first has ended the attempt.
        began, (console, asked) = {}, begin(organization)
        callback, began = provider.answer(asked, subject), dict(console.cookies)
        state = parse_qs(urlsplit(asked).query)["state"][0]
    taken = Console(organization)
    taken.cookies = dict(began)
    assert taken.get(callback).url.endswith(taken.room())
    replayed = Console(organization)
    replayed.cookies = dict(began)
    refused(replayed, callback)


def test_an_issuer_that_is_none_or_may_not_be_reached_is_said_beside_its_field(organization, provider):
    administrator = Console.signed_in(organization)
    free = free_port()
    for issuer in (
            f"http://127.0.0.1:{free}", f"http://127.0.0.1:{free}/tenant", f"https://localhost:{free}",
            "http://10.0.0.1", f"http://2130706433:{provider.port}", provider.issuer + "/", "login.example",
            "https://user@login.example", "file:///etc/passwd", "javascript:alert(1)"):
        page = administrator.get(administrator.room("/access/sign-in"))
        form = next(form for form in page.forms if "issuer" in dict(form.fields))
        answer = administrator.submit(form, 400, **(provider.settings() | {"issuer": issuer}))
        assert 'id="issuer-e"' in answer.text, (issuer, answer.words[:500])
        assert provider.settings()["clientSecret"] not in answer.text
    door = Console(organization).get(f"/o/{organization.slug}/sign-in")
    assert f"/o/{organization.slug}/sso" not in door.links
