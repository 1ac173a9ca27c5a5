"""Microsoft Entra's provisioning service, request by request, as its public documents describe it.

Both behaviours are replayed: the original one, and the one under the SCIM-compliant flag (`aadOptscim062020`).
"""

import uuid

import pytest

from support.scim import ENTERPRISE, GROUP, PATCH, USER, expect, refused

ENTRA_GROUP = "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"
FLAGS = pytest.mark.parametrize("compliant", [False, True], ids=["original", "compliant"])


def entra_user(name: str, **more) -> dict:
    address = f"{name}@contoso.example"
    return {
        "schemas": [USER, ENTERPRISE],
        "externalId": str(uuid.uuid4()),
        "userName": address,
        "active": True,
        "emails": [{"primary": True, "type": "work", "value": address}],
        "meta": {"resourceType": "User"},
        "name": {"formatted": f"{name} Family", "familyName": "Family", "givenName": name},
        "roles": [],
        **more,
    }


def entra_group(name: str) -> dict:
    return {"schemas": [GROUP, ENTRA_GROUP], "externalId": str(uuid.uuid4()), "displayName": name,
            "meta": {"resourceType": "Group"}, "members": []}


@pytest.fixture
def made(scim):
    return scim.create(entra_user("entra"))


def change(scim, path: str, *operations: dict) -> dict:
    return expect(200, scim.send("PATCH", path, {"schemas": [PATCH], "Operations": list(operations)}))


def set_to(compliant: bool, path: str, value) -> list[dict]:
    """One replaced attribute: by path, or gathered into one operation without one."""
    if compliant:
        return [{"op": "replace", "value": {path: value}}]
    return [{"op": "Replace", "path": path, "value": value}]


def test_test_connection(scim):
    for endpoint, attribute in (("/Users", "userName"), ("/Groups", "displayName")):
        page = expect(200, scim.get(endpoint, filter=f'{attribute} eq "{uuid.uuid4()}"', excludedAttributes="members"))
        assert page["totalResults"] == 0


def test_schema_discovery(scim):
    page = expect(200, scim.get("/Schemas"))
    assert USER in {schema["id"] for schema in page["Resources"]}


def test_create_a_user(scim):
    body = entra_user("created")
    answer = scim.post("/Users", body)
    made = expect(201, answer)
    assert made["userName"] == body["userName"] and made["externalId"] == body["externalId"]
    assert made["meta"]["resourceType"] == "User"
    assert answer.headers["Location"] == made["meta"]["location"]


def test_match_by_user_name_external_id_and_email(scim, made):
    for filter in (f'userName eq "{made["userName"]}"', f'externalId eq "{made["externalId"]}"',
                   f'emails[type eq "work"].value eq "{made["userName"]}"'):
        assert [one["id"] for one in scim.find(filter)] == [made["id"]]


def test_get_a_user_by_its_id(scim, made):
    assert scim.user(made["id"])["userName"] == made["userName"]
    refused(scim.get("/Users/" + str(uuid.uuid4())), 404)


def test_update_several_attributes_by_path(scim, made):
    changed = change(scim, "/Users/" + made["id"],
                     {"op": "Replace", "path": 'emails[type eq "work"].value', "value": "updated@contoso.example"},
                     {"op": "Replace", "path": "name.familyName", "value": "Updated"})
    assert changed["emails"][0]["value"] == "updated@contoso.example"
    assert changed["name"]["familyName"] == "Updated" and changed["name"]["givenName"] == "entra"


def test_update_several_attributes_under_the_flag(scim, organization, made):
    organization.allow("employeeNumber")
    changed = change(scim, "/Users/" + made["id"], {"op": "replace", "value": {
        "displayName": "Shown", "name.givenName": "Given", "name.familyName": "Name",
        f"{ENTERPRISE}:employeeNumber": "4711"}})
    assert (changed["displayName"], changed["name"]["givenName"], changed["name"]["familyName"]) \
        == ("Shown", "Given", "Name")
    assert changed[ENTERPRISE]["employeeNumber"] == "4711"


@FLAGS
def test_rename_the_user_name(scim, made, compliant):
    changed = change(scim, "/Users/" + made["id"], *set_to(compliant, "userName", "renamed@contoso.example"))
    assert changed["userName"] == "renamed@contoso.example" and changed["id"] == made["id"]
    assert scim.find(f'userName eq "{made["userName"]}"') == []


def test_add_a_single_value_wrapped_in_an_array(scim, made):
    changed = change(scim, "/Users/" + made["id"],
                     {"op": "Add", "path": "displayName", "value": [{"$ref": None, "value": "Wrapped"}]})
    assert changed["displayName"] == "Wrapped"


@pytest.mark.parametrize("operation", [
    {"op": "Replace", "path": "active", "value": "False"},
    {"op": "Replace", "path": "active", "value": [{"$ref": None, "value": "False"}]},
    {"op": "Add", "path": "active", "value": "False"},
    {"op": "replace", "path": "active", "value": False},
    {"op": "replace", "value": {"active": False}},
], ids=["string", "wrapped", "added", "compliant", "without a path"])
def test_disable_soft_delete_and_restore(scim, made, operation):
    path = "/Users/" + made["id"]
    assert change(scim, path, operation)["active"] is False
    (found,) = scim.find(f'userName eq "{made["userName"]}"')
    assert found["active"] is False
    assert change(scim, path, {"op": "Replace", "path": "active", "value": "True"})["active"] is True


def test_hard_delete_and_create_again(scim, made):
    path = "/Users/" + made["id"]
    assert scim.delete(path).status_code == 204
    refused(scim.get(path), 404)
    assert scim.find(f'externalId eq "{made["externalId"]}"') == []
    again = scim.create(entra_user("entra"))
    assert again["id"] != made["id"]


def test_soft_delete_then_hard_delete(scim, made):
    path = "/Users/" + made["id"]
    change(scim, path, {"op": "Replace", "path": "active", "value": "False"})
    assert scim.delete(path).status_code == 204
    refused(scim.delete(path), 404)


@FLAGS
def test_enterprise_attributes(scim, organization, made, compliant):
    organization.allow("department", "employeeNumber")
    path = "/Users/" + made["id"]
    changed = change(scim, path, *set_to(compliant, f"{ENTERPRISE}:department", "Harbour"),
                     {"op": "Add", "path": f"{ENTERPRISE}:employeeNumber", "value": "12"})
    assert changed[ENTERPRISE] == {"department": "Harbour", "employeeNumber": "12"}
    assert ENTERPRISE in changed["schemas"]
    changed = change(scim, path, {"op": "Remove", "path": f"{ENTERPRISE}:department"})
    assert changed[ENTERPRISE] == {"employeeNumber": "12"}


def test_attributes_that_nobody_instructed_are_dropped(scim, made):
    path = "/Users/" + made["id"]
    change(scim, path,
           {"op": "Add", "path": f"{ENTERPRISE}:department", "value": "Undeclared-Department"},
           {"op": "Add", "path": 'phoneNumbers[type eq "mobile"].value', "value": "+45 99 99 99 99"},
           {"op": "Add", "path": 'addresses[type eq "work"].formatted', "value": "Undeclared Street 1"})
    text = scim.get(path).text
    assert not any(value in text for value in ("Undeclared", "+45 99"))


@pytest.mark.parametrize("form", ["string", "array", "object"])
def test_set_and_clear_the_manager(scim, organization, made, form):
    organization.allow("manager")
    boss = scim.create(entra_user("boss"))["id"]
    value = {"string": boss, "array": [{"$ref": f"../Users/{boss}", "value": boss}], "object": {"value": boss}}[form]
    path, manager = "/Users/" + made["id"], f"{ENTERPRISE}:manager"
    assert change(scim, path, {"op": "Add", "path": manager, "value": value})[ENTERPRISE]["manager"]["value"] == boss
    found = scim.find(f'id eq "{made["id"]}" and manager eq "{boss}"', attributes="id")
    assert [one["id"] for one in found] == [made["id"]]
    assert "manager" not in change(scim, path, {"op": "Remove", "path": manager}).get(ENTERPRISE, {})


def test_create_a_group_and_read_it_without_members(scim):
    made = scim.create(entra_group("Created"), "/Groups")
    read = expect(200, scim.get("/Groups/" + made["id"], excludedAttributes="members"))
    assert read["displayName"] == "Created" and "members" not in read
    (found,) = scim.find('displayName eq "created"', "/Groups", excludedAttributes="members")
    assert found["id"] == made["id"] and "members" not in found


@FLAGS
def test_rename_a_group(scim, compliant):
    made = scim.create(entra_group("Before"), "/Groups")
    changed = change(scim, "/Groups/" + made["id"], *set_to(compliant, "displayName", "After"))
    assert changed["displayName"] == "After"
    assert scim.find('displayName eq "Before"', "/Groups") == []


@FLAGS
def test_add_and_remove_members(scim, compliant):
    one, two = (scim.create(entra_user(name))["id"] for name in ("one", "two"))
    path = "/Groups/" + scim.create(entra_group("Members"), "/Groups")["id"]
    for member in (one, two):
        change(scim, path, {"op": "Add", "path": "members", "value": [{"$ref": None, "value": member}]})
    group = path.rpartition("/")[2]
    assert len(scim.find(f'id eq "{group}" and members eq "{one}"', "/Groups", attributes="id")) == 1
    removal = {"op": "remove", "path": f'members[value eq "{one}"]'} if compliant \
        else {"op": "Remove", "path": "members", "value": [{"$ref": None, "value": one}]}
    changed = change(scim, path, removal)
    assert [member["value"] for member in changed["members"]] == [two]
    assert scim.find(f'id eq "{group}" and members eq "{one}"', "/Groups", attributes="id") == []


def test_adding_a_member_twice_is_not_an_error(scim, made):
    path = "/Groups/" + scim.create(entra_group("Twice"), "/Groups")["id"]
    for _ in range(2):
        changed = change(scim, path, {"op": "Add", "path": "members", "value": [{"value": made["id"]}]})
    assert [member["value"] for member in changed["members"]] == [made["id"]]


def test_delete_a_group(scim, made):
    path = "/Groups/" + scim.create(entra_group("Deleted"), "/Groups")["id"]
    change(scim, path, {"op": "Add", "path": "members", "value": [{"value": made["id"]}]})
    assert scim.delete(path).status_code == 204
    refused(scim.get(path), 404)
    assert not scim.user(made["id"]).get("groups")


def test_a_restarted_full_cycle_changes_nothing(scim):
    bodies = [entra_user(f"cycle{number}") for number in range(5)]
    made = [scim.create(body) for body in bodies]
    before = {one["id"]: scim.user(one["id"]) for one in made}
    for body in bodies:
        (found,) = scim.find(f'userName eq "{body["userName"]}"')
        change(scim, "/Users/" + found["id"], *[
            {"op": "Replace", "path": "active", "value": "True"},
            {"op": "Replace", "path": 'emails[type eq "work"].value', "value": body["userName"]},
            {"op": "Replace", "path": "name.givenName", "value": body["name"]["givenName"]}])
    assert {one["id"]: scim.user(one["id"]) for one in made} == before
    assert len(scim.find('externalId pr and userName sw "cycle"')) == 5
