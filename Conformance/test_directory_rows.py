"""What real directories send and expect, one test for each behaviour that conformance to the RFCs does not cover."""

import uuid

import pytest

from support.people import enterprise_user, user
from support.scim import ENTERPRISE, GROUP, MEDIA_TYPE, PATCH, USER, Scim, expect, refused

TITLE = {"op": "Replace", "path": "title"}


def test_connection_test_with_a_random_user_name_finds_nothing_and_is_not_an_error(scim):
    page = expect(200, scim.get("/Users", filter=f'userName eq "{uuid.uuid4()}"'))
    assert page["totalResults"] == 0
    assert page.get("Resources", []) == []


def test_post_with_empty_roles_meta_nulls_and_a_misspelt_extension_is_accepted(scim):
    body = user("first.post", roles=[], meta={"resourceType": "User"}, nickName=None)
    body["schemas"] = [USER, "urn:ietf:params:scim:schemas:extension:enterprize:2.0:User"]
    body["urn:ietf:params:scim:schemas:extension:enterprize:2.0:User"] = {"department": "Unknown"}
    body["preferredLanguage"] = None
    answer = scim.post("/Users", body)
    made = expect(201, answer)
    assert made["id"]
    assert answer.headers["Location"].endswith("/Users/" + made["id"])
    assert made["meta"]["resourceType"] == "User"
    assert "roles" not in made and "preferredLanguage" not in made
    assert "Unknown" not in answer.text


@pytest.mark.parametrize("change", [str, str.upper], ids=["same case", "other case"])
def test_post_of_a_user_name_that_exists_is_a_uniqueness_conflict(scim, change):
    scim.create(user("taken.name"))
    again = user("taken.name", externalId="another", emails=[{"value": "other@people.example", "type": "work"}])
    again["userName"] = change(again["userName"])
    error = refused(scim.post("/Users", again), 409, "uniqueness")
    assert error["status"] == "409"


@pytest.mark.parametrize("filter", ['userName eq "UPPER.CASE@PEOPLE.EXAMPLE"', 'externalId eq "ext-upper.case"',
                                    'USERNAME EQ "upper.case@people.example"'])
def test_equality_on_user_name_ignores_case_and_external_id_is_found(scim, filter):
    made = scim.create(user("upper.case"))
    scim.create(user("someone.else"))
    assert [found["id"] for found in scim.find(filter)] == [made["id"]]


def test_filter_on_the_work_email_in_the_form_outside_the_grammar_finds_one(scim):
    made = scim.create(user("mail.found"))
    scim.create(user("mail.other"))
    found = scim.find('emails[type eq "work"].value eq "mail.found@people.example"')
    assert [one["id"] for one in found] == [made["id"]]


@pytest.mark.parametrize("sent, stored", [("False", False), ("false", False), ("True", True), (False, False)])
def test_active_as_a_string_is_stored_as_a_boolean(scim, sent, stored):
    path = "/Users/" + scim.create(user("flag.string"))["id"]
    changed = scim.change(path, {"op": "Replace", "path": "active", "value": sent})
    assert changed["active"] is stored
    assert expect(200, scim.get(path))["active"] is stored


def test_add_on_a_single_valued_attribute_replaces_it(scim):
    path = "/Users/" + scim.create(user("single.valued"))["id"]
    assert scim.change(path, {"op": "Add", "path": "title", "value": "Porter"})["title"] == "Porter"
    assert scim.change(path, {"op": "Add", "path": "active", "value": "False"})["active"] is False


def test_replace_of_the_work_email_value_changes_it_in_place(scim):
    path = "/Users/" + scim.create(user("email.place"))["id"]
    value = {"op": "Replace", "path": 'emails[type eq "work"].value', "value": "new.place@people.example"}
    (email,) = scim.change(path, value)["emails"]
    assert email["value"] == "new.place@people.example" and email["type"] == "work"


def test_replace_of_the_work_email_value_creates_it_where_there_is_none(scim):
    path = "/Users/" + scim.create(user("email.absent", emails=None))["id"]
    value = {"op": "Replace", "path": 'emails[type eq "work"].value', "value": "absent@people.example"}
    (email,) = scim.change(path, value)["emails"]
    assert email["value"] == "absent@people.example" and email["type"] == "work"


def test_replace_without_a_path_resolves_dotted_and_urn_keys(scim, organization):
    organization.allow("department", "employeeNumber")
    path = "/Users/" + scim.create(user("path.less"))["id"]
    changed = scim.change(path, {"op": "replace", "value": {
        "displayName": "Resolved", "name.givenName": "Dotted", f"{ENTERPRISE}:department": "Harbour",
        ENTERPRISE: {"employeeNumber": "77"}}})
    assert changed["displayName"] == "Resolved"
    assert changed["name"]["givenName"] == "Dotted"
    assert changed["name"]["familyName"] == "Less"
    assert changed[ENTERPRISE]["department"] == "Harbour"
    assert changed[ENTERPRISE]["employeeNumber"] == "77"


@pytest.mark.parametrize("form", ["array", "object", "string"])
def test_manager_is_set_in_every_form_and_unset_by_an_empty_string(scim, organization, form):
    organization.allow("manager")
    boss = scim.create(user("the.manager"))["id"]
    value = {"array": [{"value": boss}], "object": {"value": boss}, "string": boss}[form]
    path = "/Users/" + scim.create(user("the.report"))["id"]
    manager = {"op": "Replace", "path": f"{ENTERPRISE}:manager"}
    assert scim.change(path, {**manager, "value": value})[ENTERPRISE]["manager"]["value"] == boss
    assert "manager" not in scim.change(path, {**manager, "value": ""}).get(ENTERPRISE, {})


@pytest.mark.parametrize("empty", ["", None], ids=["empty string", "null"])
def test_replacing_the_title_by_nothing_unsets_it(scim, empty):
    path = "/Users/" + scim.create(user("no.title"))["id"]
    assert "title" not in scim.change(path, {**TITLE, "value": empty})
    assert "title" not in expect(200, scim.get(path))


def test_removing_members_by_a_value_array_removes_only_those(scim):
    one, two, three = (scim.create(user(f"member.{word}"))["id"] for word in ("one", "two", "three"))
    path = "/Groups/" + scim.group("Crew", one, two, three)["id"]
    changed = scim.change(path, {"op": "Remove", "path": "members", "value": [{"value": two}]})
    assert {member["value"] for member in changed["members"]} == {one, three}


def test_groups_are_found_in_another_case_without_their_members(scim):
    made = scim.group("Night Shift", scim.create(user("night.worker"))["id"])
    scim.group("Day Shift")
    (found,) = scim.find('displayName eq "NIGHT SHIFT"', "/Groups", excludedAttributes="members")
    assert found["id"] == made["id"]
    assert "members" not in found


def test_a_group_with_a_name_that_exists_is_a_conflict(scim):
    scim.group("Only One")
    refused(scim.post("/Groups", {"schemas": [GROUP], "displayName": "ONLY one"}), 409, "uniqueness")


def test_index_paging_is_echoed_stable_and_disjoint(scim):
    made = {scim.create(user(f"page.p{number}"))["id"] for number in range(7)}
    seen = []
    for start in (1, 4, 7):
        page = expect(200, scim.get("/Users", startIndex=start, count=3))
        assert page["startIndex"] == start
        assert page["itemsPerPage"] == len(page["Resources"])
        seen += [one["id"] for one in page["Resources"]]
    assert len(seen) == len(set(seen))
    assert made <= set(seen) | {one["id"] for one in scim.everyone()}
    again = expect(200, scim.get("/Users", startIndex=4, count=3))
    assert [one["id"] for one in again["Resources"]] == seen[3:6]


@pytest.mark.parametrize("start, count", [(0, 2), (-5, 2), (1, 0), (1, -1), (1, 10**9), (10**9, 5)])
def test_paging_bounds_are_clamped_and_never_an_error(scim, start, count):
    scim.create(user("only.one"))
    page = expect(200, scim.get("/Users", startIndex=start, count=count))
    assert page["totalResults"] >= 1
    assert len(page.get("Resources", [])) <= max(count, 0)


def test_a_deactivated_user_is_still_returned_and_found(scim):
    made = scim.create(user("switched.off"))
    path = "/Users/" + made["id"]
    scim.change(path, {"op": "Replace", "path": "active", "value": False})
    assert expect(200, scim.get(path))["active"] is False
    (found,) = scim.find('userName eq "switched.off@people.example"')
    assert found["active"] is False


def test_delete_get_delete_and_the_same_name_again(scim):
    path = "/Users/" + scim.create(user("come.again"))["id"]
    assert scim.delete(path).status_code == 204
    refused(scim.get(path), 404)
    refused(scim.delete(path), 404)
    again = scim.create(user("come.again"))
    assert "/Users/" + again["id"] != path


def test_a_dummy_password_as_plain_json_is_discarded(scim):
    answer = scim.post("/Users", user("dummy.password", password="1Secret-Dummy"), media_type="application/json")
    made = expect(201, answer)
    assert "password" not in made and "1Secret-Dummy" not in answer.text
    assert "1Secret-Dummy" not in scim.get("/Users/" + made["id"]).text
    assert expect(200, scim.get("/ServiceProviderConfig"))["changePassword"]["supported"] is False


def test_put_after_a_read_ignores_what_is_read_only_and_keeps_the_extension(scim, organization):
    organization.allow("department")
    made = scim.create(enterprise_user("read.write", {"department": "Stores"}))
    group = scim.group("Writers", made["id"])
    body = scim.user(made["id"])
    assert body["groups"][0]["value"] == group["id"]
    body["title"] = "Lead"
    body["meta"] = {"resourceType": "Nonsense", "created": "1999-01-01T00:00:00Z"}
    body["groups"] = []
    kept = expect(200, scim.put("/Users/" + made["id"], body))
    assert kept["title"] == "Lead" and kept["id"] == made["id"]
    assert kept["meta"]["created"] == made["meta"]["created"]
    assert kept["groups"][0]["value"] == group["id"]
    assert kept[ENTERPRISE]["department"] == "Stores"


@pytest.mark.parametrize("token", [None, "wrong", "a b c", "x" * 4_000])
def test_a_bad_or_missing_token_is_answered_in_scims_own_form(organization, token):
    answer = Scim(organization.scim_base, token).get("/Users")
    error = refused(answer, 401)
    assert error["detail"] and error["status"] == "401"
    assert "Bearer" in answer.headers["WWW-Authenticate"]


def test_the_groups_of_a_user_reflect_its_membership(scim):
    made = scim.create(user("group.member"))
    group = scim.group("Reflected", made["id"])
    (shown,) = scim.user(made["id"])["groups"]
    assert shown["value"] == group["id"] and shown["display"] == "Reflected"
    scim.change("/Groups/" + group["id"], {"op": "Remove", "path": "members"})
    assert not scim.user(made["id"]).get("groups")


def test_every_answer_is_scim_json_the_errors_too(scim, organization):
    scim.create(user("media.type"))
    for answer in (scim.get("/Users"), scim.get("/Users/" + str(uuid.uuid4())), scim.get("/Nowhere"),
                   scim.get("/Schemas"), Scim(organization.scim_base, "wrong").get("/Users")):
        assert answer.headers["Content-Type"].split(";")[0] == MEDIA_TYPE


def test_patch_is_answered_with_the_resource(scim):
    made = scim.create(user("patch.answer"))
    changed = scim.change("/Users/" + made["id"], {**TITLE, "value": "Answered"})
    assert changed["id"] == made["id"] and changed["title"] == "Answered"
    assert changed["meta"]["version"] != made["meta"]["version"]


def test_the_enterprise_extension_is_declared_optional(scim, organization):
    organization.allow("department")
    page = expect(200, scim.get("/ResourceTypes"))
    (types,) = [one for one in page["Resources"] if one["name"] == "User"]
    extensions = {one["schema"]: one["required"] for one in types["schemaExtensions"]}
    assert extensions == {ENTERPRISE: False}


def test_schemas_declare_exactly_what_is_accepted(scim, organization):
    def declared() -> set[str]:
        page = expect(200, scim.get("/Schemas"))
        return {attribute["name"] for schema in page["Resources"] if schema["id"] == ENTERPRISE
                for attribute in schema["attributes"]}

    assert declared() == set()
    organization.allow("department", "manager")
    assert declared() == {"department", "manager"}
    made = scim.create(enterprise_user("declared.only", {"department": "Kept", "costCenter": "Dropped"},
                                       nickName="Dropped"))
    assert made[ENTERPRISE] == {"department": "Kept"}
    assert "nickName" not in made


def test_a_patch_of_an_unknown_attribute_changes_nothing_and_is_no_error(scim):
    made = scim.create(user("unknown.path"))
    operation = {"op": "Add", "path": 'addresses[type eq "work"].locality', "value": "Nowhere-on-Sea"}
    answer = scim.send("PATCH", "/Users/" + made["id"], {"schemas": [PATCH], "Operations": [operation]})
    expect(200, answer)
    assert "Nowhere-on-Sea" not in scim.get("/Users/" + made["id"]).text
