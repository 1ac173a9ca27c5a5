"""The edge: names, methods, headers and framing, as raw bytes against the running program."""

import json
from datetime import datetime, timedelta, timezone

import pytest

from support.people import user
from support.wire import Wire, exchange, get

pytestmark = pytest.mark.engines("sqlite")

FORMS = {"/": "text/html", "/o/nobody": "text/html", "/api/v1/nobody/people": "application/problem+json",
         "/oauth/nobody/token": "application/problem+json", "/metrics": "application/problem+json"}


# Names


@pytest.mark.parametrize("path", FORMS)
def test_a_foreign_host_is_misdirected_in_the_addresss_own_form(running, path):
    reply = get(running.port, path, host="evil.example")
    assert reply.status == 421
    assert reply.headers["content-type"].split(";")[0] == FORMS[path]
    assert b"evil.example" not in reply.body
    if "json" in FORMS[path]:
        assert json.loads(reply.body)["status"] == 421


@pytest.mark.parametrize("hosts", [
    [], ["127.0.0.1", "127.0.0.1"], ["127.0.0.1", "evil.example"], ["evil.example", "127.0.0.1"], [""],
    ["127.0.0.1, evil.example"], ["127.0.0.1@evil.example"], ["127.0.0.1:80:80"], ["127.0.0.1:port"], ["127.0.0.1/x"],
], ids=repr)
def test_a_request_names_exactly_one_host(running, hosts):
    lines = "".join(f"Host: {host}\r\n" for host in hosts)
    assert exchange(running.port, f"GET / HTTP/1.1\r\n{lines}\r\n").status == 400


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST:8443", "[::1]", "[::1]:80"])
def test_on_loopback_all_its_names_are_ours(running, host):
    assert get(running.port, "/", host=host).status == 200


def test_health_answers_under_any_name(running):
    assert get(running.port, "/health/live", host="10.0.0.7:8080").status == 200
    assert exchange(running.port, "GET /health/ready HTTP/1.0\r\n\r\n").status == 200


@pytest.mark.parametrize("target, status", [("http://127.0.0.1/", 200), ("http://evil.example/", 400),
                                            ("http://127.0.0.1@evil.example/", 400)])
def test_a_target_in_absolute_form_names_the_same_host(running, target, status):
    assert get(running.port, target).status == status


def test_no_host_leads_to_another_organization_than_the_address_names(running, organization):
    running.organization("elsewhere")
    reply = get(running.port, f"/o/{organization.slug}", "X-Forwarded-Host: elsewhere.example",
                "Forwarded: host=elsewhere.example")
    assert reply.status == 401 and organization.slug.encode() in reply.body.lower()


# Methods


@pytest.mark.parametrize("method, target", [("OPTIONS", "/"), ("OPTIONS", "*"), ("TRACE", "/"), ("CONNECT", "/"),
                                            ("TRACK", "/"), ("PROPFIND", "/"), ("get", "/")])
def test_other_methods_have_no_effect(running, method, target):
    with Wire(running.port) as wire:
        wire.send(f"{method} {target} HTTP/1.1\r\nHost: localhost\r\nX-Secret: echo-me\r\nConnection: close\r\n\r\n")
        answer = wire.rest()
    assert b" 200 " not in answer.split(b"\r\n")[0] and b"echo-me" not in answer
    assert b"access-control" not in answer.lower()


@pytest.mark.parametrize("name", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
def test_asvs_4_1_4_a_method_in_a_header_changes_nothing(scim, name):
    made = scim.create(user("over.ride"))
    path = "/Users/" + made["id"]
    assert scim.send("GET", path, headers={name: "DELETE"}).status_code == 200
    assert scim.send("POST", path, {"schemas": []}, headers={name: "DELETE"}).status_code == 405
    assert scim.send("GET", path + "?_method=DELETE").status_code in (200, 400)
    assert scim.user(made["id"])["id"] == made["id"]


def test_asvs_4_1_4_a_method_in_a_form_changes_nothing(running, organization):
    body = "_method=DELETE"
    reply = exchange(running.port, f"POST /o/{organization.slug}/staff HTTP/1.1\r\nHost: localhost\r\n"
                     f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}")
    assert reply.status in (401, 403)


@pytest.mark.parametrize("path", ["/", "/o/nobody", "/no/such/page", "/scim/v2/nobody/Users", "/oauth/x/token",
                                  "/assets/site.css", "/health/live"])
def test_head_is_answered_as_get_is_and_without_a_body(running, path):
    whole = get(running.port, path)
    with Wire(running.port) as wire:
        wire.send(f"HEAD {path} HTTP/1.1\r\nHost: localhost\r\n\r\n")
        wire.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        first, second, body = wire.rest().split(b"\r\n\r\n")
    assert first.split(b" ")[1] == str(whole.status).encode()
    assert f"content-length: {whole.headers['content-length']}".encode() in first.lower()
    assert second.startswith(b"HTTP/1.1 200 ") and body == b"live\n"


# Framing


SMUGGLING = {
    "two lengths": "Content-Length: 4\r\nContent-Length: 30\r\n\r\nabcd",
    "a list of lengths": "Content-Length: 4, 4\r\n\r\nabcd",
    "a length with a sign": "Content-Length: +4\r\n\r\nabcd",
    "a length and chunks": "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "chunks that are none": "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "chunks before another coding": "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    "a space before the colon": "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    "a folded line": "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
    "a bare line feed in a chunk's size": "Transfer-Encoding: chunked\r\n\r\n1\nZ\r\n0\r\n\r\n",
    "a chunk's size beyond all bounds": "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nZ\r\n0\r\n\r\n",
    "a NUL in a header": "X: a\0b\r\nContent-Length: 0\r\n\r\n",
}


@pytest.mark.parametrize("head", SMUGGLING.values(), ids=SMUGGLING.keys())
def test_asvs_4_2_1_a_request_whose_end_is_in_doubt_is_refused_and_nothing_after_it_is_read(running, head):
    with Wire(running.port) as wire:
        wire.send(f"POST /oauth/nobody/token HTTP/1.1\r\nHost: localhost\r\n{head}")
        wire.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        wire.socket.settimeout(3)
        answer = wire.buffer
        try:
            answer = wire.rest()
        except TimeoutError:
            answer = wire.buffer
    assert b"live\n" not in answer, answer
    assert not answer or b" 400 " in answer.split(b"\r\n")[0], answer


FLOODS = {
    "many fields": "".join(f"X-{number}: v\r\n" for number in range(101)),
    "a long field": f"X: {'v' * 17_000}\r\n",
    "a long name": f"{'X' * 17_000}: v\r\n",
    "much in all": "".join(f"X-{number}: {'v' * 8_000}\r\n" for number in range(5)),
    "a long cookie": f"Cookie: {'c=d; ' * 4_000}\r\n",
}


@pytest.mark.parametrize("lines", FLOODS.values(), ids=FLOODS.keys())
def test_asvs_15_2_2_a_flood_of_headers_is_refused_and_its_connection_ended(running, lines):
    with Wire(running.port) as wire:
        try:
            wire.send(f"GET / HTTP/1.1\r\nHost: localhost\r\n{lines}\r\n")
        except (BrokenPipeError, ConnectionResetError):
            pass
        wire.socket.settimeout(3)
        try:
            answer = wire.rest()
        except TimeoutError:
            answer = wire.buffer
    assert b" 200 " not in answer[:20]
    assert get(running.port, "/").status == 200


def test_a_long_address_is_not_found_or_refused(running):
    assert get(running.port, "/" + "x" * 8_000).status in (400, 404, 414)


# Headers


PAGES = ["/", "/o", "/o/nobody", "/no/such/page", "/assets/none", "/api/v1/nobody/people", "/health/live"]


@pytest.mark.parametrize("path", PAGES)
def test_asvs_3_4_3_to_3_4_6_every_answer_carries_the_headers_that_browsers_need(running, path):
    reply = get(running.port, path)
    policy = dict(part.strip().split(" ", 1) for part in reply.headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'" and policy["object-src"] == "'none'" and policy["base-uri"] == "'none'"
    assert policy["frame-ancestors"] == "'none'" and "unsafe" not in reply.headers["content-security-policy"]
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["referrer-policy"] == "same-origin"
    assert reply.headers["cross-origin-opener-policy"] == "same-origin"
    assert reply.headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("path", [*PAGES, "/scim/v2/nobody/Users"])
def test_asvs_3_4_2_nothing_may_be_read_by_other_origins_and_no_header_names_the_server(running, path):
    reply = get(running.port, path, "Origin: https://evil.example", "Access-Control-Request-Method: GET")
    assert not [name for name in reply.headers if name.startswith("access-control")]
    assert "server" not in reply.headers and "x-powered-by" not in reply.headers
    assert reply.headers["x-content-type-options"] == "nosniff"


def test_asvs_3_4_1_plain_http_on_loopback_asks_for_no_tls(running):
    assert "strict-transport-security" not in get(running.port, "/").headers


@pytest.mark.parametrize("path, type", [("/", "text/html; charset=utf-8"), ("/health/live", "text/plain; charset=utf-8"),
                                        ("/oauth/x/token", "application/problem+json")])
def test_asvs_4_1_1_every_answer_says_its_type_and_encoding(running, path, type):
    assert get(running.port, path).headers["content-type"] == type


# Metrics and contact


def test_metrics_are_for_this_machine_and_for_no_one_behind_a_proxy(running):
    assert get(running.port, "/metrics").status == 200
    for line in ("X-Forwarded-For: 203.0.113.9", "Forwarded: for=203.0.113.9", "Via: 1.1 proxy"):
        assert get(running.port, "/metrics", line).status == 404


def test_metrics_show_themselves_to_the_operators_token(install):
    token = "a-token-of-the-operator-0123456789"
    server = install().start("serve", "--behind-proxy", "127.0.0.1", INSTRUCTORS_METRICS_TOKEN=token)
    assert get(server.port, "/metrics").status == 404
    assert get(server.port, "/metrics", f"Authorization: Bearer {token}").status == 200
    assert get(server.port, "/metrics", f"Authorization: Bearer {token}x").status == 404
    printed = server.command("serve", "--print-config").out
    assert token not in printed
    assert token not in server.log_text()


def test_security_txt_names_the_contact_until_a_day_to_come(install, running):
    assert get(running.port, "/.well-known/security.txt").status == 404
    server = install().start("serve", "--url", "https://learn.example",
                             INSTRUCTORS_SECURITY_CONTACT="mailto:security@company.example")
    reply = get(server.port, "/.well-known/security.txt", host="learn.example")
    assert reply.status == 200 and reply.headers["content-type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in reply.body.decode().strip().split("\n"))
    assert fields["Contact"] == "mailto:security@company.example"
    assert fields["Canonical"] == "https://learn.example/.well-known/security.txt"
    assert fields["Preferred-Languages"] == "en, de"
    left = datetime.fromisoformat(fields["Expires"]) - datetime.now(timezone.utc)
    assert timedelta(days=178) < left < timedelta(days=181)


# Where it listens


@pytest.mark.parametrize("words, remedy", [
    (["--host", "0.0.0.0"], "--tls-cert"), (["--host", "::"], "--tls-cert"), (["--host", "192.0.2.1"], "--tls-cert"),
    (["--host", "0.0.0.0", "--behind-proxy", "127.0.0.1"], "--url"),
    (["--tls-cert", "a.pem"], "--tls-key"), (["--tls-key", "a.pem"], "--tls-cert"),
    (["--behind-proxy", "everyone"], "--behind-proxy"), (["--behind-proxy", "10.0.0.1/8"], "--behind-proxy"),
], ids=lambda value: " ".join(value) if isinstance(value, list) else value)
def test_asvs_12_2_1_other_machines_are_not_listened_to_without_tls(install, words, remedy):
    done = install().command("serve", "--port", "0", *words, seconds=30)
    assert done.code == 2 and done.out == ""
    assert done.err.count("\n") == 1 and remedy in done.err


def test_a_certificate_that_cannot_be_read_is_said_in_one_line(install, tmp_path):
    done = install().command("serve", "--port", "0", "--tls-cert", str(tmp_path / "none.crt"),
                             "--tls-key", str(tmp_path / "none.key"), seconds=30)
    assert done.code == 1 and "none.crt" in done.err.splitlines()[-1]
