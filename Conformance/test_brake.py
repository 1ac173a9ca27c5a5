"""The brake on mass deactivation: SCIM answers normally, access ends at once, the rest waits for a person."""

import pytest

from support.console import Console, waiting
from support.people import user
from support.scim import expect, refused

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


@DEED
def test_many_at_once_are_staged_and_scim_answers_normally(organization, scim, deed):
    staff = fill(scim)
    console = Console.signed_in(organization)
    assert waiting(console) == []
    for id in staff[:20]:
        end(scim, deed, id)
    assert waiting(console), "nothing waits for the administrator"


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
    page = console.get(waiting(console)[0])
    (form,) = [form for form in page.forms if form.action.endswith("/approval")]
    console.submit(form)
    assert waiting(console) == []
    assert all(scim.user(id)["active"] is False for id in staff[:20])
    again = console.submit(form, expected=None)
    assert again.status in (200, 404, 409)


def test_the_first_administrator_is_never_suspended(organization, scim):
    staff = fill(scim)
    console = Console.signed_in(organization)
    for one in scim.everyone():
        scim.patch("/Users/" + one["id"], {"op": "replace", "path": "active", "value": False})
    assert console.get(console.room("/directory")).status == 200
    assert staff
