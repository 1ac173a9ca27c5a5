"""The command, as its contract states it: with a server and without, exit codes, errors in one line."""

import json
import signal
import stat

import pytest

from support.people import user
from support.scim import Scim, expect


@pytest.fixture(params=["with a server", "without a server"])
def installation(request, install):
    made = install()
    made.must("migrate")
    if request.param == "with a server":
        made.start()
    return made


def one_line(done, code: int) -> str:
    """The error of a command that did not do it: nothing on stdout, one line on stderr."""
    assert done.code == code, (done.code, done.out, done.err)
    assert done.out == ""
    lines = done.err.strip().splitlines()
    assert len(lines) == 1, done.err
    return lines[0]


def test_an_organization_is_created_listed_shown_and_closed(installation):
    made = installation.organization("acme", name="Acme & Söhne", domain="acme.example", admin="ada@acme.example")
    assert set(made.printed) >= {"id", "slug", "signInLink", "scimBase"}
    assert made.printed["scimBase"].endswith("/scim/v2/acme")
    assert "/o/acme/" in made.printed["signInLink"]
    assert "acme" in installation.must("organization", "list")
    listed = json.loads(installation.must("organization", "list", "--json"))
    assert "acme" in json.dumps(listed)
    shown = json.loads(installation.must("organization", "show", "acme", "--json"))
    assert shown["slug"] == "acme" and shown["name"] == "Acme & Söhne"
    installation.must("organization", "close", "acme")
    one_line(installation.command("directory", "token", "acme"), 1)


@pytest.mark.parametrize("slug", ["Acme", "a b", "-a", "a/b", "", "ä", "x" * 64, "operator"])
def test_a_slug_that_cannot_be_one_is_refused(installation, slug):
    done = installation.command("organization", "create", slug, "--name", "N", "--domain", "n.example",
                                "--admin", "a@n.example")
    assert done.code in (1, 2) and done.out == "" and done.err.strip()


def test_a_slug_is_given_once(installation):
    installation.organization("twice")
    error = one_line(installation.command("organization", "create", "twice", "--name", "N", "--domain", "n.example",
                                          "--admin", "a@n.example"), 1)
    assert "twice" in error


@pytest.mark.parametrize("words", [
    ["organization", "show", "nobody"], ["organization", "close", "nobody"], ["directory", "token", "nobody"],
    ["sign-in-link", "nobody", "a@b.example"], ["directory", "attributes", "nobody", "--allow", "department"],
    ["directory", "import", "nobody", "absent.csv"]], ids=" ".join)
def test_an_unknown_organization_is_one_line_and_exit_one(installation, words):
    one_line(installation.command(*words), 1)


@pytest.mark.parametrize("words", [
    ["nonsense"], ["organization", "create"], ["organization", "create", "x", "--nonsense"],
    ["directory", "token"], ["serve", "--port", "seventy"]], ids=" ".join)
def test_bad_usage_is_exit_two(installation, words):
    done = installation.command(*words)
    assert done.code == 2 and done.err.strip()


@pytest.mark.parametrize("words", [
    [], ["serve"], ["demo"], ["migrate"], ["organization"], ["organization", "create"], ["organization", "list"],
    ["organization", "show"], ["organization", "close"], ["sign-in-link"], ["directory"], ["directory", "token"],
    ["directory", "attributes"], ["directory", "import"]], ids=lambda words: " ".join(words) or "instructors")
@pytest.mark.engines("sqlite")
def test_every_command_has_help(running, words):
    import subprocess
    from support.installation import BINARY
    done = subprocess.run([BINARY, *words, "--help"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0
    assert " ".join(["USAGE: instructors", *words]) in done.stdout


def test_a_token_is_printed_once_alone_and_works(installation):
    organization = installation.organization("tokens")
    first, second = organization.token("Entra"), organization.token("Okta")
    assert first != second and "\n" not in first and len(first) >= 32
    if installation.process is None:
        installation.start()
    for token in (first, second):
        assert Scim(organization.scim_base, token).get("/Users").status_code == 200
    assert first not in installation.log_text()


def test_attributes_are_kept_only_once_they_are_instructed(installation):
    organization = installation.organization("attributes")
    organization.allow("department", "manager")
    error = one_line(installation.command("directory", "attributes", "attributes", "--allow", "salary"), 2)
    assert "salary" in error and "department" in error
    if installation.process is None:
        installation.start()
    scim = organization.scim()
    made = scim.create(user("instructed.one", **{
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "D", "employeeNumber": "1"}}))
    assert made["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"] == {"department": "D"}


def test_a_sign_in_link_is_printed_for_those_who_may_and_refused_for_others(installation):
    organization = installation.organization("links", domain="links.example", admin="ada@links.example")
    link = installation.must("sign-in-link", "links", "ada@links.example").strip()
    assert f"/o/{organization.slug}/" in link and link.startswith("http")
    error = one_line(installation.command("sign-in-link", "links", "nobody@links.example"), 1)
    assert link not in error


def test_once_an_administrator_has_signed_in_a_link_needs_a_reason(install):
    from support.console import Console
    installation = install().start()
    organization = installation.organization("reasons", domain="reasons.example", admin="ada@reasons.example")
    Console.signed_in(organization)
    one_line(installation.command("sign-in-link", "reasons", "ada@reasons.example"), 1)
    link = installation.must("sign-in-link", "reasons", "ada@reasons.example", "--reason", "Lost the phone")
    assert "/o/reasons/" in link


def test_migrating_again_changes_nothing(installation):
    installation.organization("again")
    installation.must("migrate")
    installation.must("migrate")
    assert "again" in installation.must("organization", "list")


def test_the_configuration_is_shown_with_its_secrets_hidden(install):
    installation = install()
    installation.environment["INSTRUCTORS_PORT"] = "4321"
    shown = installation.must("serve", "--print-config")
    assert "4321" in shown
    url = installation.environment.get("INSTRUCTORS_DATABASE_URL")
    if url is not None:
        secret = url.replace("postgres@", "postgres:Zpassword@")
        installation.environment["INSTRUCTORS_DATABASE_URL"] = secret
        assert "Zpassword" not in installation.must("serve", "--print-config")


@pytest.mark.engines("sqlite")
def test_two_servers_cannot_have_one_folder(install):
    installation = install().start()
    second = installation.command("serve", "--port", "0", seconds=30)
    assert second.code == 1 and len(second.err.strip().splitlines()) == 1
    assert installation.process.poll() is None


@pytest.mark.engines("sqlite")
def test_the_root_key_is_for_its_owner_alone_and_refused_otherwise(install):
    installation = install()
    installation.must("migrate")
    private = [path for path in installation.data.rglob("*") if path.is_file() and "root" in path.name]
    assert private, "no root key was made"
    for path in private:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        path.chmod(0o644)
    assert installation.command("organization", "list").code == 1


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_the_server_stops_when_it_is_asked_and_answers_until_then(install, sent):
    from support.processes import end
    installation = install().start()
    scim = installation.organization("stopping").scim()
    expect(201, scim.post("/Users", user("last.write")))
    assert end(installation.process, sent) == 0
    installation.start()
    assert installation.must("organization", "list")


def test_health_and_metrics_answer_machines(running):
    import httpx
    assert httpx.get(running.origin + "/health/live").status_code == 200
    assert httpx.get(running.origin + "/health/ready").status_code == 200
    metrics = httpx.get(running.origin + "/metrics")
    assert metrics.status_code == 200 and "# TYPE" in metrics.text
    assert "@" not in metrics.text
