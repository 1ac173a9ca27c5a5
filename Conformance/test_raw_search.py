"""A raw search of every file that the program writes: names and e-mail addresses lie nowhere in the clear."""

import json
import sqlite3
import time

import pytest

from support.console import Console
from support.mailbox import Mailbox
from support.people import known_people, user, values_of
from support.rawsearch import files, search
from support.sheets import sheet, write
from support.totp import RECOVERY_CODE, Authenticator


def places(installation):
    """The data folder with its logs; for PostgreSQL both clusters, write-ahead log included."""
    return [installation.home, *installation.engine.folders()]


def test_the_search_itself_finds_a_marker_in_every_form(tmp_path):
    database = sqlite3.connect(tmp_path / "planted.sqlite")
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("CREATE TABLE t(a TEXT, b BLOB)")
    marker = "Zmarkeria Ünterwegs"
    for column in (marker, marker.encode("utf-16-le"), marker.encode().hex(),
                   json.dumps({"x": marker}, ensure_ascii=False)):
        database.execute("DELETE FROM t")
        database.execute("INSERT INTO t VALUES ('', ?)", [column])
        database.commit()
        assert marker in search([tmp_path], [marker]), column
    database.close()
    import base64
    for pad in range(3):
        (tmp_path / "planted.txt").write_bytes(base64.b64encode(b"x" * pad + marker.encode() + b"tail"))
        assert any("planted.txt" in place for place in search([tmp_path], [marker])[marker])
    assert search([tmp_path], ["Zabsentia"]) == {}


def test_known_staff_are_nowhere_in_the_clear(install, tmp_path):
    began = time.time() - 1
    installation = install().start()
    organization = installation.organization("sealedco", name="Sealed Company")
    scim = organization.scim()
    people = known_people("zscim")
    made = [scim.create(person) for person in people]
    group = scim.group("Zgroupnamia Section", *[one["id"] for one in made])
    scim.change("/Users/" + made[0]["id"], {"op": "replace", "path": "title", "value": "Renamed"})
    scim.delete("/Users/" + made[1]["id"])
    scim.find('displayName co "zquirin"')
    scim.find(f'userName eq "{made[2]["userName"]}"')
    listed = known_people("zsheet")
    text = sheet([[one["userName"], one["name"]["givenName"], one["name"]["familyName"]] for one in listed],
                 header=["Email", "First name", "Last name"])
    table = write(tmp_path, text)
    installation.must("directory", "import", "sealedco", table, "--dry-run")
    installation.must("directory", "import", "sealedco", table)
    console = Console.signed_in(organization)
    for room in ("/staff", "/groups", "/directory"):
        console.get(console.room(room))
    assert group["id"]

    values = sorted({value for person in people + listed for value in values_of(person)} | {"Zgroupnamia Section"})
    values += [person["externalId"] for person in people]
    looked_at = files(places(installation), began)
    assert len(looked_at) >= 2
    # The same search finds what may lie there: the organization's address.
    assert set(search(places(installation), ["sealedco", *values], began)) == {"sealedco"}
    # What a stopped server leaves behind is searched too.
    stopping = time.time() - 1
    assert installation.stop() == 0
    assert search(places(installation), values, stopping) == {}


def test_what_signs_people_in_is_nowhere_in_the_clear(install, provider):
    began = time.time() - 1
    mailbox = Mailbox().start()
    installation = install().start(
        **mailbox.settings, INSTRUCTORS_EGRESS_ALLOW=f"{mailbox.origin},{provider.issuer}")
    organization = installation.organization("sealedin")
    email = f"zmailed.signinaddress@{organization.domain}"
    organization.scim().create(user("zmailed.signinaddress", organization.domain))
    administrator = Console.signed_in(organization)
    form = next(form for form in administrator.get(administrator.room("/access/sign-in")).forms
                if "issuer" in dict(form.fields))
    administrator.submit(form, **provider.settings())
    # A server that names the address in its reply, which is kept.
    mailbox.answer(email, f"550 5.1.1 <{email}> has no mailbox here")
    refused, console = Console(organization), Console(organization)
    refused.ask(email, refused.room("/sign-in"))
    mailbox.wait_for_try(email)
    console.ask(email, console.room("/sign-in"))
    asking = dict(console.cookies)
    link = mailbox.link(email)
    console.open_link(link)
    page = console.get(console.room("/factor/setup"))
    app = Authenticator.of_page(page.words)
    form = next(form for form in page.forms if "code" in dict(form.fields))
    codes = RECOVERY_CODE.findall(console.submit(form, code=app.code()).text)
    subject = "zsubject-of-signin"
    provider.person(subject, email=email, email_verified=True)
    through = Console(organization)
    through.get(provider.answer(through.get(through.room("/sso")).url, subject))

    secrets = [link.rpartition("/")[2], app.totp.secret, subject, provider.settings()["clientSecret"], *codes]
    secrets += [code.replace("-", "") for code in codes]
    secrets += [*asking.values(), *console.cookies.values(), *through.cookies.values(), *administrator.cookies.values()]
    values = [email, "Zmailed", "Signinaddress", *(secret for secret in secrets if len(secret) >= 16)]
    assert len(codes) == 10 and len(values) >= 25
    assert installation.stop() == 0
    mailbox.stop()
    # One look at everything, in which the organization's own address shows that it reaches the stores.
    assert set(search(places(installation), ["sealedin", *values], began)) == {"sealedin"}


@pytest.mark.engines("sqlite")
def test_the_staff_of_the_demonstration_are_nowhere_in_the_clear(demonstration):
    values = set()
    for slug in demonstration.slugs:
        everyone = demonstration.scim(slug).everyone(count=200)
        assert len(everyone) > 5
        values |= {value for person in everyone for value in values_of(person) if len(value.encode()) >= 8}
    assert len(values) > 300
    assert search(places(demonstration.installation), sorted(values)) == {}
