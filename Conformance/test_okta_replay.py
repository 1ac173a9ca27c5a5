"""Okta, request by request: its SPEC and CRUD test suites and the requests of its SCIM 2.0 reference."""

import uuid

import pytest

from support.scim import ENTERPRISE, GROUP, LIST, PATCH, USER, expect, refused

JSON = {"media_type": "application/json"}


def okta_user(name: str, **more) -> dict:
    address = f"{name}@okta.example"
    return {
        "schemas": [USER],
        "userName": address,
        "name": {"givenName": name.title(), "familyName": "User"},
        "emails": [{"primary": True, "value": address, "type": "work"}],
        "displayName": f"{name.title()} User",
        "locale": "en-US",
        "externalId": uuid.uuid4().hex[:20],
        "groups": [],
        "password": "1mz050nq",
        "active": True,
        **more,
    }


@pytest.fixture
def made(scim):
    return expect(201, scim.post("/Users", okta_user("okta"), **JSON))


def test_spec_users_are_listed_by_index(scim, made):
    page = expect(200, scim.get("/Users", startIndex=1, count=2))
    assert page["schemas"] == [LIST]
    for number in ("itemsPerPage", "startIndex", "totalResults"):
        assert isinstance(page[number], int)
    # Someone beside the first administrator, who has no directory's name yet.
    shown = {one["id"]: one for one in page["Resources"]}.get(made["id"]) or scim.user(made["id"])
    assert shown["name"]["familyName"] and shown["name"]["givenName"]
    assert shown["userName"] and shown["emails"][0]["value"] and shown["active"] is True


def test_spec_a_user_is_read_by_its_id(scim, made):
    read = scim.user(made["id"])
    assert read["id"] == made["id"] and read["userName"] == made["userName"]


def test_spec_a_filter_for_an_unknown_name_finds_nothing(scim):
    page = expect(200, scim.get("/Users", filter=f'userName eq "{uuid.uuid4()}@okta.example"'))
    assert page["totalResults"] == 0 and page["schemas"] == [LIST]


def test_spec_an_unknown_id_is_not_found(scim):
    error = refused(scim.get("/Users/00919288221112222"), 404)
    assert error["detail"]


def test_spec_groups_are_listed(scim):
    assert expect(200, scim.get("/Groups"))["schemas"] == [LIST]


def test_crud_a_user_is_created_as_plain_json_and_its_password_forgotten(scim):
    body = okta_user("created")
    made = expect(201, scim.post("/Users", body, **JSON))
    assert made["active"] is True and made["userName"] == body["userName"]
    assert made["schemas"] == [USER]
    assert "password" not in made and "locale" not in made


def test_crud_creating_the_same_user_again_is_a_conflict(scim, made):
    refused(scim.post("/Users", okta_user("okta"), **JSON), 409, "uniqueness")


def test_crud_a_user_is_found_whatever_the_case(scim, made):
    (found,) = scim.find(f'userName eq "{made["userName"].upper()}"')
    assert found["id"] == made["id"]


def test_crud_a_user_is_read_and_written_back_by_put(scim, organization, made):
    organization.allow("department")
    body = scim.user(made["id"])
    body["schemas"] = [USER, ENTERPRISE]
    body[ENTERPRISE] = {"department": "Claims"}
    body["name"]["familyName"] = "Renamed"
    body["password"] = "another"
    written = expect(200, scim.put("/Users/" + made["id"], body, **JSON))
    assert written["name"]["familyName"] == "Renamed" and written[ENTERPRISE]["department"] == "Claims"
    again = expect(200, scim.put("/Users/" + made["id"], {**scim.user(made["id"]), "title": "Clerk"}, **JSON))
    assert again["title"] == "Clerk" and again[ENTERPRISE]["department"] == "Claims"


def test_crud_put_with_the_name_of_another_user_is_a_conflict(scim, made):
    other = expect(201, scim.post("/Users", okta_user("other"), **JSON))
    body = {**other, "userName": made["userName"]}
    refused(scim.put("/Users/" + other["id"], body, **JSON), 409, "uniqueness")
    assert scim.user(other["id"])["userName"] == other["userName"]


def test_a_user_is_deactivated_and_activated_by_patch_without_a_path(scim, made):
    path = "/Users/" + made["id"]
    for active in (False, True):
        body = {"schemas": [PATCH], "Operations": [{"op": "replace", "value": {"active": active}}]}
        assert expect(200, scim.send("PATCH", path, body, **JSON))["active"] is active


def test_a_custom_application_deactivates_by_put_and_never_deletes(scim, made):
    body = {**scim.user(made["id"]), "active": False}
    assert expect(200, scim.put("/Users/" + made["id"], body, **JSON))["active"] is False
    (found,) = scim.find(f'userName eq "{made["userName"]}"')
    assert found["id"] == made["id"] and found["active"] is False


def test_group_push_creates_renames_and_deletes(scim, made):
    group = expect(201, scim.post("/Groups", {
        "schemas": [GROUP], "displayName": "Pushed",
        "members": [{"value": made["id"], "display": made["userName"]}]}, **JSON))
    assert [member["value"] for member in group["members"]] == [made["id"]]
    path = "/Groups/" + group["id"]
    changed = scim.change(path, {"op": "replace", "value": {"id": group["id"], "displayName": "Pushed again"}})
    assert changed["displayName"] == "Pushed again" and len(changed["members"]) == 1
    assert scim.delete(path).status_code == 204
    refused(scim.get(path), 404)


def test_group_push_adds_removes_and_replaces_members(scim, made):
    other = scim.create(okta_user("colleague"))["id"]
    path = "/Groups/" + scim.group("Changing", made["id"])["id"]
    changed = scim.change(
        path, {"op": "remove", "path": f'members[value eq "{made["id"]}"]'},
        {"op": "add", "path": "members", "value": [{"value": other, "display": "colleague@okta.example"}]})
    assert [member["value"] for member in changed["members"]] == [other]
    changed = scim.change(path, {"op": "replace", "path": "members",
                                 "value": [{"value": made["id"]}, {"value": other}]})
    assert {member["value"] for member in changed["members"]} == {made["id"], other}


def test_group_push_by_put_replaces_the_members(scim, made):
    group = scim.group("Put", made["id"])
    body = {"schemas": [GROUP], "id": group["id"], "displayName": "Put", "members": []}
    assert not expect(200, scim.put("/Groups/" + group["id"], body, **JSON)).get("members")
    assert not scim.user(made["id"]).get("groups")


def test_groups_are_imported_by_index_pages(scim, made):
    names = {scim.group(f"Import {number}", made["id"])["displayName"] for number in range(5)}
    seen = []
    for start in (1, 4):
        page = expect(200, scim.get("/Groups", startIndex=start, count=3))
        assert page["totalResults"] == 5
        seen += [group["displayName"] for group in page["Resources"]]
    assert sorted(seen) == sorted(names)
