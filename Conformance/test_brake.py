"""The brake on mass deactivation: SCIM answers normally, access ends at once, the rest waits for a person."""

import time

import pytest

from support.console import Console, waiting
from support.people import user
from support.rawsearch import search
from support.scim import GROUP, expect, refused

STAFF = 60
DEED = pytest.mark.parametrize("deed", ["deactivated", "deleted"])


def fill(scim) -> list[str]:
    return [scim.create(user(f"brake.b{number:02d}"))["id"] for number in range(STAFF)]


def end(scim, deed: str, id: str):
    path = "/Users/" + id
    if deed == "deleted":
        assert scim.delete(path).status_code == 204
        refused(scim.get(path), 404)
    else:
        assert scim.change(path, {"op": "Replace", "path": "active", "value": "False"})["active"] is False
        assert expect(200, scim.get(path))["active"] is False


def form_to(page, deed: str):
    """The one form of a page that does this."""
    (form,) = [form for form in page.forms if form.action.endswith("/" + deed)]
    return form


def held(console) -> int:
    """How many people the staff list has whose access is held."""
    return console.get(console.room("/staff?state=held")).text.count('class="badge badge-warn"')


@DEED
def test_many_at_once_are_staged_and_scim_answers_normally(organization, scim, deed):
    staff = fill(scim)
    console = Console.signed_in(organization)
    assert waiting(console) == []
    for id in staff[:20]:
        end(scim, deed, id)
    assert waiting(console), "nothing waits for the administrator"
    assert held(console) == 20


@DEED
def test_few_are_applied_without_asking(organization, scim, deed):
    staff = fill(scim)
    for id in staff[:4]:
        end(scim, deed, id)
    assert waiting(Console.signed_in(organization)) == []


def test_a_staged_change_shows_what_it_would_do_and_is_applied_once(organization, scim):
    staff = fill(scim)
    console = Console.signed_in(organization)
    for id in staff[:20]:
        end(scim, "deactivated", id)
    (change,) = waiting(console)
    before = console.get(change)
    assert "20 people would be deactivated at once" in before.words and before.text.count("<del>") == 20
    form = form_to(before, "approval")
    assert "Deactivate 20 people?" in console.get(form.action).words and held(console) == 20, "asking did something"
    console.submit(form)
    assert waiting(console) == [] and held(console) == 0
    after = console.get(change)
    assert "20 people were deactivated" in after.words and "Applied by" in after.words
    assert "would be" not in after.words and "<del>" not in after.text
    assert not [form for form in after.forms if form.action.startswith(change)]
    for deed in ("approval", "rejection"):
        form.action = f"{change}/{deed}"
        assert console.submit(form, expected=None).status == 409
        assert console.get(form.action, expected=None).status == 409
    assert "20 people were deactivated" in console.get(change).words and held(console) == 0
    assert console.get(console.room("/staff?state=deactivated")).text.count('class="name"') == 20
    assert [scim.user(id)["active"] for id in staff] == [False] * 20 + [True] * 40


def test_discarding_gives_access_back_once(organization, scim):
    staff = fill(scim)
    console = Console.signed_in(organization)
    for id in staff[:20]:
        end(scim, "deactivated", id)
    (change,) = waiting(console)
    form = form_to(console.get(change), "rejection")
    console.submit(form)
    assert held(console) == 0 and waiting(console) == []
    assert "Discarded: 20 people kept access" in console.get(change).words
    assert console.submit(form, expected=None).status == 409


def test_the_first_administrator_is_never_suspended(organization, scim):
    fill(scim)
    console = Console.signed_in(organization)
    everyone = scim.everyone()
    for one in everyone:
        # The administrator's record is the organization's own until a directory sends it: it is not this client's.
        answer = scim.patch("/Users/" + one["id"], {"op": "replace", "path": "active", "value": False})
        assert expect(200, answer)["active"] is False
    assert console.get(console.room("/directory")).status == 200
    # The directory takes the administrator's record over, and then lets go in every way that it has.
    address = f"administrator@{organization.domain}"
    body = user("administrator", organization.domain)
    known = scim.find(f'userName eq "{address}"')
    id = known[0]["id"] if known else scim.create(body)["id"]
    assert expect(200, scim.patch(f"/Users/{id}", {"op": "replace", "path": "active", "value": False}))
    assert scim.delete(f"/Users/{id}").status_code == 204
    back = scim.create({**body, "active": False})
    assert back["active"] is False
    assert console.get(console.room("/staff")).status == 200, "the login was ended"
    command = organization.installation.must(
        "sign-in-link", organization.slug, address, "--reason", "The directory let go")
    again = Console.signed_in(organization, "/" + command.strip().split()[-1].split("/", 3)[3])
    assert again.get(again.room("/directory")).status == 200


def test_coming_back_inactive_is_no_way_around_the_brake(organization, scim):
    staff = fill(scim)
    console = Console.signed_in(organization)
    for id in staff[:20]:
        end(scim, "deleted", id)
    (change,) = waiting(console)
    for number in range(20):
        assert scim.create(user(f"brake.b{number:02d}", active=False))["active"] is False
    assert waiting(console) == [change], "the staged change has vanished"
    assert "20 people would be deactivated at once" in console.get(change).words and held(console) == 20


def test_a_group_emptied_in_small_steps_is_a_group_emptied(organization, scim):
    staff = fill(scim)
    group = scim.group("Brake section", *staff[:20])
    console = Console.signed_in(organization)
    path = "/Groups/" + group["id"]
    for start in range(0, 20, 5):
        assert waiting(console) == []
        scim.change(path, *[{"op": "remove", "path": f'members[value eq "{id}"]'} for id in staff[start:start + 5]])
    assert not expect(200, scim.get(path)).get("members")
    (change,) = waiting(console)
    page = console.get(change)
    assert "20 people would lose a value or a group at once" in page.words and "eactivate" not in page.words
    assert held(console) == 0, "nobody's access ends with a group"
    console.submit(form_to(page, "rejection"))
    assert {one["value"] for one in expect(200, scim.get(path))["members"]} == set(staff[:20])


def test_another_connection_has_no_hand_in_a_group(organization, scim):
    members = [scim.create(user(f"owned.o{number}"))["id"] for number in range(3)]
    path = "/Groups/" + scim.group("Owned section", *members)["id"]
    other = organization.scim(organization.token("Another directory"))
    whole = {"schemas": [GROUP], "displayName": "Owned section", "members": []}
    refused(other.patch(path, {"op": "replace", "path": "displayName", "value": "Taken"}), 403)
    refused(other.patch(path, {"op": "remove", "path": "members"}), 403)
    refused(other.put(path, whole), 403)
    refused(other.delete(path), 403)
    kept = expect(200, scim.get(path))
    assert kept["displayName"] == "Owned section" and {one["value"] for one in kept["members"]} == set(members)
    # Its own connection still may.
    assert scim.change(path, {"op": "replace", "path": "displayName", "value": "Renamed section"})
    assert scim.delete(path).status_code == 204


def test_a_header_that_is_a_sentence_about_someone_lies_nowhere_in_the_clear(running, organization, tmp_path):
    began = time.time() - 1
    header = "Notes on Zquirinia Vandersplinck-Headerly"
    path = tmp_path / "notes.csv"
    path.write_text(f"Email,First name,{header}\nheader.h1@people.example,Header,Zcellvalue\n", encoding="utf-8")
    printed = running.must("directory", "import", organization.slug, str(path))
    assert header in printed, "the header was not dropped by name"
    path.unlink()
    # The console, which asks for what is counted, makes it durable; whoever imported the file may read it there.
    page = Console.signed_in(organization)
    # A sentence is no name of an attribute: it is counted, and not kept at all.
    words = page.get(page.room("/directory")).words
    assert header not in words and "(unreadable)" in words
    places = [running.home, *running.engine.folders()]
    assert search(places, [organization.slug], began), "the search does not reach the stores"
    assert search(places, ["Vandersplinck-Headerly", "Zcellvalue"], began) == {}
