"""The edge: what is slow is ended, what is wrong too often has to wait, and nobody else notices."""

import time

import pytest

from support.console import Console
from support.installation import Installation
from support.wire import Wire, exchange, get

pytestmark = pytest.mark.engines("sqlite")

SHORT = {"INSTRUCTORS_HEADER_DEADLINE": "1", "INSTRUCTORS_REQUEST_DEADLINE": "2", "INSTRUCTORS_IDLE_DEADLINE": "3"}
USUAL = {"INSTRUCTORS_ADDRESS_RATE": "200", "INSTRUCTORS_FAILURE_RATE": "20", "INSTRUCTORS_LINK_RATE": "20",
         "INSTRUCTORS_ACCOUNT_RATE": "20"}


@pytest.fixture(scope="module")
def hasty(engine):
    """A server whose deadlines are short."""
    installation = Installation(engine)
    try:
        yield installation.start(**SHORT)
    finally:
        installation.close()


@pytest.fixture
def limited(install):
    """A server with the limits that are built in."""
    return install().start(**USUAL)


def counted(server, name: str) -> float:
    lines = get(server.port, "/metrics").body.decode().splitlines()
    return sum(float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith(name))


# Slow clients


def test_asvs_15_2_2_slow_headers_are_ended_with_408(hasty):
    with Wire(hasty.port) as wire:
        wire.send("GET / HTTP/1.1\r\nHost: localhost\r\n")
        assert not wire.trickle("X: y\r\n", every=0.1, seconds=15), "headers may come for ever"
        assert wire.rest().startswith(b"HTTP/1.1 408 ")


def test_asvs_15_2_2_slow_headers_of_a_later_request_are_ended_too(hasty):
    with Wire(hasty.port) as wire:
        for _ in range(3):
            wire.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert wire.reply().status == 200
        assert not wire.trickle("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: " + "y" * 1_000, every=0.1, seconds=15)
        assert wire.rest().startswith(b"HTTP/1.1 408 ")


@pytest.mark.parametrize("framing, piece", [("Content-Length: 60000", "x"), ("Transfer-Encoding: chunked", "1\r\nx\r\n")])
def test_asvs_15_2_2_slow_bodies_are_ended(hasty, framing, piece):
    with Wire(hasty.port) as wire:
        wire.send(f"POST /oauth/nobody/token HTTP/1.1\r\nHost: localhost\r\n{framing}\r\n\r\n")
        assert not wire.trickle(piece, every=0.1, seconds=20), "a body may come for ever"
        assert wire.rest().startswith(b"HTTP/1.1 408 ")


def test_a_body_that_keeps_coming_may_take_longer_than_the_deadline(hasty):
    size = 15 * 4_096
    with Wire(hasty.port) as wire:
        wire.send(f"POST /oauth/nobody/token HTTP/1.1\r\nHost: localhost\r\nContent-Length: {size}\r\n\r\n")
        sent = 0
        while sent < size and not wire.is_closed():
            wire.send("x" * 4_096)
            sent += 4_096
            time.sleep(0.25)
        assert sent == size, "ended although it came fast enough"
        # Larger than a form may be, and read to its end.
        assert wire.reply().status == 413


def test_idle_connections_are_closed_without_a_word(hasty):
    with Wire(hasty.port) as wire:
        assert wire.rest() == b""
    with Wire(hasty.port) as wire:
        wire.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert wire.reply().status == 200
        assert wire.rest() == b""


def test_a_hundred_slow_clients_leave_everyone_else_alone(hasty):
    slow = [Wire(hasty.port) for _ in range(100)]
    try:
        for wire in slow:
            wire.send("POST /oauth/nobody/token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nx")
        for _ in range(50):
            assert get(hasty.port, "/").status == 200
        assert all(wire.rest().startswith(b"HTTP/1.1 408 ") for wire in slow)
    finally:
        for wire in slow:
            wire.socket.close()
    assert counted(hasty, "connections_ended_total") >= 100


def test_one_address_has_so_many_connections_and_no_more(install):
    server = install().start(INSTRUCTORS_CONNECTIONS_PER_ADDRESS_MAX="20")
    # The one that asked whether the server is ready may still be closing.
    time.sleep(0.2)
    held = [Wire(server.port) for _ in range(20)]
    for wire in held:
        wire.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert wire.reply().status == 200
    for _ in range(50):
        with Wire(server.port) as refused:
            assert refused.rest() == b""
    for wire in held:
        wire.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert wire.reply().status == 200
        wire.socket.close()
    time.sleep(0.2)
    assert get(server.port, "/health/live").status == 200
    assert server.stop() == 0


# Wrong credentials


def wrong_link(server, slug: str, number: int, *lines: str) -> int:
    token = f"{number:043d}"
    return get(server.port, f"/o/{slug}/sign-in/{token}", *lines).status


def test_asvs_6_3_1_wrong_links_are_told_to_wait_and_nobody_else_is(limited):
    organization = limited.organization()
    token = organization.token()
    scim = organization.scim(token)
    scim.patient = False
    assert scim.get("/Users").status_code == 200
    statuses = [wrong_link(limited, organization.slug, number) for number in range(60)]
    assert statuses[:40] == [410] * 40 and statuses[45:] == [429] * 15
    reply = get(limited.port, f"/o/{organization.slug}/sign-in/{'0' * 43}")
    assert 1 <= int(reply.headers["retry-after"]) <= 60
    # The same address: a directory whose token is right, and pages that need no credential.
    assert all(scim.get("/Users").status_code == 200 for _ in range(300))
    assert get(limited.port, "/").status == 200
    # What is tried at one organization shuts no other's door, known or not.
    assert wrong_link(limited, "nobody", 1) == 404
    assert wrong_link(limited, limited.organization().slug, 1) == 410


def test_asvs_6_3_1_a_right_link_opens_after_wrong_ones_within_the_limit(limited):
    organization = limited.organization()
    for number in range(20):
        assert wrong_link(limited, organization.slug, number) == 410
    console = Console.signed_in(organization)
    assert all(console.get(console.room()).status == 200 for _ in range(450))


def test_wrong_tokens_are_told_to_wait_in_scims_own_form_and_do_not_shut_the_door_for_people(limited):
    organization = limited.organization()
    right = organization.scim()
    right.patient = False
    assert right.get("/Users").status_code == 200
    wrong = organization.scim("iis_" + "x" * 43)
    wrong.patient = False
    statuses = [wrong.get("/Users").status_code for _ in range(60)]
    assert statuses[0] == 401 and statuses[-1] == 429
    assert wrong.get("/Users").headers["Retry-After"]
    assert right.get("/Users").status_code == 200
    assert get(limited.port, organization.sign_in_path).status == 200
    # Another credential that is not known yet waits with the wrong ones; the token endpoint, too.
    body = "grant_type=client_credentials&client_id=a&client_secret=b"
    reply = exchange(limited.port, f"POST /oauth/{organization.slug}/token HTTP/1.1\r\nHost: localhost\r\n"
                     f"Content-Length: {len(body)}\r\n\r\n{body}")
    assert reply.status == 429


def test_pages_for_anyone_have_a_limit_by_address(limited):
    with Wire(limited.port) as wire:
        statuses = []
        for _ in range(1_200):
            wire.send("GET /no/such/page HTTP/1.1\r\nHost: localhost\r\n\r\n")
            statuses.append(wire.reply().status)
    assert statuses[0] == 404 and 429 in statuses
    assert get(limited.port, "/health/live").status == 200
    assert get(limited.port, "/assets/none").status == 404


# Proxies


def test_only_a_named_proxy_is_believed_about_its_clients(install, limited):
    slug = limited.organization().slug
    statuses = [wrong_link(limited, slug, number, f"X-Forwarded-For: 203.0.113.{number}") for number in range(60)]
    assert statuses[-1] == 429, "an address was believed that anyone can write"

    behind = install().start("serve", "--behind-proxy", "127.0.0.1,10.0.0.0/8", **USUAL)
    slug = behind.organization().slug
    told = [wrong_link(behind, slug, number, f"X-Forwarded-For: 198.51.100.1, 203.0.113.{number}, 10.0.0.9")
            for number in range(60)]
    assert told == [410] * 60, "clients of a proxy are not told apart"
    # What stands left of the client is the client's own word.
    told = [wrong_link(behind, slug, number, f"X-Forwarded-For: 203.0.113.{number}, 198.51.100.7")
            for number in range(60)]
    assert told[-1] == 429
    assert wrong_link(behind, slug, 1, "Forwarded: for=198.51.100.7") == 429
    assert wrong_link(behind, slug, 1, 'Forwarded: for="[2001:db8::1]:4711";proto=https') == 410


def test_a_named_proxys_host_counts_and_has_to_be_ours(install):
    behind = install().start("serve", "--behind-proxy", "127.0.0.1", "--url", "https://learn.example")
    assert get(behind.port, "/", "X-Forwarded-Host: learn.example", host="inner:8080").status == 200
    assert get(behind.port, "/", "X-Forwarded-Host: evil.example", host="learn.example").status == 421
    over = get(behind.port, "/", "X-Forwarded-Proto: https", host="learn.example")
    assert over.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
    plain = get(behind.port, "/", "X-Forwarded-Proto: http", host="learn.example")
    assert "strict-transport-security" not in plain.headers


def test_promise_d3_no_address_of_a_caller_is_in_the_log_or_the_metrics(install):
    behind = install().start("serve", "--behind-proxy", "127.0.0.1", "--log-level", "trace", **USUAL)
    slug = behind.organization().slug
    for number in range(60):
        wrong_link(behind, slug, number, "X-Forwarded-For: 203.0.113.77")
    assert "203.0.113" not in behind.log_text()
    assert b"203.0.113" not in get(behind.port, "/metrics").body
