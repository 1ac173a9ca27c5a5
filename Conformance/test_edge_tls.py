"""TLS: what is spoken, and a certificate that changes under open connections."""

import shutil
import signal
import socket
import ssl
import time

import httpx
import pytest

from support.certificates import certificate
from support.installation import Installation
from support.processes import wait_until

pytestmark = pytest.mark.engines("sqlite")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("tls")


@pytest.fixture(scope="module")
def secure(engine, folder):
    """A server with a certificate whose files are copies, so that tests can change them."""
    for name in ("first", "second"):
        certificate(folder, name)
    use(folder, "first")
    installation = Installation(engine, scheme="https")
    try:
        yield installation.start("serve", "--tls-cert", str(folder / "now.crt"), "--tls-key", str(folder / "now.key"))
    finally:
        installation.close()


def use(folder, name: str):
    for kind in ("crt", "key"):
        copy = folder / f"copy.{kind}"
        shutil.copy(folder / f"{name}.{kind}", copy)
        copy.rename(folder / f"now.{kind}")


def client(low=ssl.TLSVersion.TLSv1_2, high=ssl.TLSVersion.TLSv1_3, suites: str | None = None) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    # Our own side must not be what refuses.
    context.set_ciphers((suites or "ALL") + ":@SECLEVEL=0")
    context.minimum_version, context.maximum_version = low, high
    context.set_alpn_protocols(["h2", "http/1.1"])
    return context


def connect(installation, context: ssl.SSLContext) -> ssl.SSLSocket:
    raw = socket.create_connection(("127.0.0.1", installation.port), timeout=10)
    return context.wrap_socket(raw, server_hostname="localhost")


def name_of(installation) -> str:
    """The common name of the certificate that a new connection is shown."""
    with connect(installation, client()) as channel:
        der = channel.getpeercert(binary_form=True)
    return "second" if b"second" in der else "first"


def ask(channel: ssl.SSLSocket) -> bytes:
    channel.sendall(b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n")
    answer = b""
    while b"live\n" not in answer:
        piece = channel.recv(4_096)
        assert piece, "the connection was closed"
        answer += piece
    return answer


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1], ids=lambda it: it.name)
def test_asvs_12_1_1_versions_before_1_2_are_refused(secure, version):
    with pytest.raises((ssl.SSLError, ConnectionError)):
        connect(secure, client(version, version)).close()


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3], ids=lambda it: it.name)
def test_asvs_12_1_1_versions_from_1_2_on_are_spoken(secure, version):
    with connect(secure, client(version, version)) as channel:
        assert channel.version() == {"TLSv1_2": "TLSv1.2", "TLSv1_3": "TLSv1.3"}[version.name]
        assert channel.selected_alpn_protocol() == "http/1.1"
        assert b"200 OK" in ask(channel)


@pytest.mark.parametrize("suites", ["AES128-GCM-SHA256", "ECDHE-ECDSA-AES128-SHA", "ECDHE-ECDSA-AES256-SHA384"])
def test_asvs_12_1_2_suites_without_forward_secrecy_or_authenticated_encryption_are_refused(secure, suites):
    only = client(ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_2, suites)
    with pytest.raises((ssl.SSLError, ConnectionError)):
        connect(secure, only).close()


def test_plain_http_gets_no_answer_on_a_tls_port(secure):
    with pytest.raises(httpx.HTTPError):
        httpx.get(f"http://127.0.0.1:{secure.port}/", timeout=10)


def test_asvs_3_4_1_every_answer_over_tls_asks_for_tls_for_a_year(secure):
    for path in ("/", "/health/live", "/scim/v2/nobody/Users", "/no/such/page", "/assets/none"):
        answer = httpx.get(secure.origin + path, verify=False)
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains", path


def test_a_new_certificate_is_for_new_connections_and_ends_none(secure, folder):
    use(folder, "first")
    wait_until(lambda: name_of(secure) == "first", "the first certificate")
    with connect(secure, client()) as old:
        assert b"200 OK" in ask(old)
        use(folder, "second")
        wait_until(lambda: name_of(secure) == "second", "the second certificate", seconds=20)
        # The same connection, still with its own keys.
        assert b"200 OK" in ask(old)
        assert b"first" in old.getpeercert(binary_form=True)


def test_a_hang_up_reads_the_files_at_once(secure, folder):
    use(folder, "second")
    wait_until(lambda: name_of(secure) == "second", "the second certificate", seconds=20)
    use(folder, "first")
    secure.process.send_signal(signal.SIGHUP)
    wait_until(lambda: name_of(secure) == "first", "the first certificate", seconds=20)
    assert secure.process.poll() is None


def test_a_broken_file_keeps_the_old_certificate_and_is_logged(secure, folder):
    use(folder, "first")
    wait_until(lambda: name_of(secure) == "first", "the first certificate", seconds=20)
    before = secure.log_text().count("was not renewed")
    (folder / "now.crt").write_text("-----BEGIN CERTIFICATE-----\nnothing\n-----END CERTIFICATE-----\n")
    wait_until(lambda: secure.log_text().count("was not renewed") > before, "the log's line", seconds=20)
    assert name_of(secure) == "first"
    # A whole certificate whose key is another's is as good as none.
    lines = secure.log_text().count("was not renewed")
    shutil.copy(folder / "second.crt", folder / "now.crt")
    wait_until(lambda: secure.log_text().count("was not renewed") > lines, "the log's line", seconds=20)
    assert name_of(secure) == "first"
    use(folder, "second")
    wait_until(lambda: name_of(secure) == "second", "the second certificate", seconds=20)


def test_a_handshake_that_does_not_end_is_ended(install, folder):
    slow = install(scheme="https").start(
        "serve", "--tls-cert", str(folder / "first.crt"), "--tls-key", str(folder / "first.key"),
        INSTRUCTORS_HEADER_DEADLINE="2")
    with socket.create_connection(("127.0.0.1", slow.port), timeout=20) as half:
        # A handshake record that announces more than ever comes.
        half.sendall(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03")
        assert half.recv(1) == b""
    # A connection that is opened ahead of need is no slow one.
    with connect(slow, client()) as ahead:
        time.sleep(3)
        assert b"200 OK" in ask(ahead)
    assert slow.stop() == 0
