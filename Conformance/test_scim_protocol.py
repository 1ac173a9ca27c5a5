"""The parts of RFC 7643 and RFC 7644 that the conformance tools do not look at closely."""

import json

import pytest

from support.people import enterprise_user, user
from support.scim import BULK, ENTERPRISE, GROUP, LIST, SEARCH, USER, expect, refused


@pytest.fixture
def staff(scim, organization):
    """Three people that the filters below tell apart, by the short names a, b and c."""
    organization.allow("department", "employeeNumber")
    return {
        "a": scim.create(enterprise_user("anna.able", {"department": "Harbour", "employeeNumber": "10"},
                                         title="Pilot"))["id"],
        "b": scim.create(enterprise_user("bert.baker", {"department": "Office", "employeeNumber": "9"},
                                         title="Clerk, senior", active=False))["id"],
        "c": scim.create(user("carl.charlie", title=None))["id"],
    }


ONLY_THESE = 'userName ew "@people.example" and '
FILTERS = [
    ('userName eq "ANNA.able@people.example"', "a"), ('userName ne "anna.able@people.example"', "bc"),
    ('userName co "BERT"', "b"), ('userName sw "c"', "c"), ('title pr', "ab"), ('not (title pr)', "c"),
    ('active eq true', "ac"), ('active eq false', "b"), ('active ne true', "b"),
    ('title eq "pilot" or title co "senior"', "ab"), ('(title pr and active eq true) or userName sw "carl"', "ac"),
    ('title pr and not (title eq "Pilot")', "b"), ('name.familyName gt "able"', "bc"),
    ('name.familyName ge "able" and name.familyName lt "charlie"', "ab"), ('name.familyName le "baker"', "ab"),
    ('emails.value co "carl."', "c"), ('emails[type eq "work" and value sw "bert"]', "b"),
    ('emails[type eq "home"]', ""), ('emails eq "carl.charlie@people.example"', "c"),
    (f'{ENTERPRISE}:department eq "harbour"', "a"), (f'{ENTERPRISE}:employeeNumber eq "9"', "b"),
    (f'{USER}:userName sw "anna"', "a"), ('externalId eq "ext-anna.able"', "a"), ('externalId eq "EXT-ANNA.ABLE"', ""),
    ('meta.lastModified gt "2020-01-01T00:00:00Z"', "abc"), ('meta.created lt "2020-01-01T00:00:00Z"', ""),
    ('nickName pr', ""), ('USERNAME SW "anna" OR TITLE SW "clerk"', "ab"),
    ('displayName eq "Anna Able"', "a"), ('title eq "Clerk, senior"', "b"), ('title eq null', "c"),
]


@pytest.mark.parametrize("filter, wanted", FILTERS, ids=[text for text, _ in FILTERS])
def test_every_operator_of_a_filter_means_what_it_says(scim, staff, filter, wanted):
    whole = f"{ONLY_THESE}({filter})"
    found = scim.find(whole)
    assert {one["id"] for one in found} == {staff[letter] for letter in wanted}
    searched = expect(200, scim.post("/Users/.search", {"schemas": [SEARCH], "filter": whole}))
    assert {one["id"] for one in searched.get("Resources", [])} == {one["id"] for one in found}


@pytest.mark.parametrize("order, wanted", [("ascending", "abc"), ("descending", "cba"), (None, "abc")])
@pytest.mark.parametrize("attribute", ["userName", "name.familyName", "meta.created"])
def test_lists_are_sorted(scim, staff, attribute, order, wanted):
    options = {"sortOrder": order} if order else {}
    page = expect(200, scim.get("/Users", filter=ONLY_THESE + "active pr", sortBy=attribute, **options))
    assert [one["id"] for one in page["Resources"]] == [staff[letter] for letter in wanted]


def test_attributes_are_chosen_and_left_out(scim, staff):
    path = "/Users/" + staff["a"]
    chosen = expect(200, scim.get(path, attributes="name.givenName,emails"))
    assert set(chosen) == {"schemas", "id", "name", "emails"} and set(chosen["name"]) == {"givenName"}
    chosen = expect(200, scim.get(path, attributes=f"{ENTERPRISE}:department"))
    assert chosen[ENTERPRISE] == {"department": "Harbour"} and "userName" not in chosen
    left = expect(200, scim.get(path, excludedAttributes="emails,name.familyName,id"))
    assert "emails" not in left and "familyName" not in left["name"] and left["id"] == staff["a"]
    changed = expect(200, scim.send("PATCH", path + "?attributes=title", {
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [{"op": "replace", "path": "title", "value": "Captain"}]}))
    assert set(changed) == {"schemas", "id", "title"}


def test_search_at_the_root_finds_people_and_groups(scim, staff):
    group = scim.group("Anna's crew", staff["a"])
    page = expect(200, scim.post("/.search", {"schemas": [SEARCH], "filter": 'displayName sw "anna"'}))
    assert page["schemas"] == [LIST]
    assert {one["id"] for one in page["Resources"]} == {group["id"], staff["a"]}


def test_unchanged_resources_are_not_sent_again(scim, staff):
    path = "/Users/" + staff["a"]
    answer = scim.get(path)
    tag = answer.headers["ETag"]
    assert tag == answer.json()["meta"]["version"] and tag.startswith('W/"')
    assert scim.send("GET", path, headers={"If-None-Match": tag}).status_code == 304
    assert scim.send("GET", path, headers={"If-None-Match": '"other", ' + tag}).status_code == 304
    scim.change(path, {"op": "replace", "path": "title", "value": "Other"})
    assert scim.send("GET", path, headers={"If-None-Match": tag}).status_code == 200


def test_a_change_that_changes_nothing_keeps_the_version(scim, staff):
    before = scim.user(staff["a"])
    assert scim.change("/Users/" + staff["a"], {"op": "replace", "path": "title", "value": "Pilot"}) == before


def test_bulk_resolves_references_whatever_the_order(scim):
    operations = [
        {"method": "POST", "path": "/Groups", "bulkId": "crew", "data": {
            "schemas": [GROUP], "displayName": "Bulk crew",
            "members": [{"type": "User", "value": "bulkId:one"}, {"type": "User", "value": "bulkId:two"}]}},
        {"method": "POST", "path": "/Users", "bulkId": "one", "data": user("bulk.one")},
        {"method": "POST", "path": "/Users", "bulkId": "two", "data": user("bulk.two")},
        {"method": "PATCH", "path": "/Users/bulkId:one", "data": {
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
            "Operations": [{"op": "replace", "path": "title", "value": "By bulk"}]}},
    ]
    done = expect(200, scim.post("/Bulk", {"schemas": [BULK], "Operations": operations}))
    assert done["schemas"] == ["urn:ietf:params:scim:api:messages:2.0:BulkResponse"]
    by_id = {one.get("bulkId"): one for one in done["Operations"] if one["method"] == "POST"}
    assert all(one["status"] == "201" and one["location"] for one in by_id.values())
    (crew,) = scim.find('displayName eq "Bulk crew"', "/Groups")
    people = {name: scim.find(f'userName eq "bulk.{name}@people.example"')[0] for name in ("one", "two")}
    assert {member["value"] for member in crew["members"]} == {one["id"] for one in people.values()}
    assert people["one"]["title"] == "By bulk"


def test_bulk_stops_after_as_many_errors_as_it_was_told(scim):
    scim.create(user("bulk.taken"))
    operations = [{"method": "POST", "path": "/Users", "bulkId": name, "data": user(f"bulk.{name}")}
                  for name in ("taken", "after")]
    done = expect(200, scim.post("/Bulk", {"schemas": [BULK], "failOnErrors": 1, "Operations": operations}))
    (only,) = done["Operations"]
    assert only["status"] == "409" and only["response"]["scimType"] == "uniqueness"
    assert scim.find('userName eq "bulk.after@people.example"') == []


def test_a_put_without_an_attribute_unsets_it(scim, staff):
    written = expect(200, scim.put("/Users/" + staff["a"], user("anna.able", title=None, schemas=[USER])))
    assert "title" not in written
    assert expect(200, scim.get("/Users/" + staff["a"]))["displayName"] == "Anna Able"


def test_what_cannot_be_changed_is_said(scim, staff):
    answer = scim.patch("/Users/" + staff["a"], {"op": "replace", "path": "id", "value": "mine"})
    refused(answer, 400, "mutability")
    assert scim.user(staff["a"])["id"] == staff["a"]


def test_locations_lead_back_to_the_resource(scim, staff, organization):
    location = scim.user(staff["a"])["meta"]["location"]
    assert location.endswith(f"{organization.scim_path}/Users/{staff['a']}")
    page = expect(200, scim.get("/ResourceTypes"))
    assert {one["endpoint"] for one in page["Resources"]} == {"/Users", "/Groups"}
    for schema in expect(200, scim.get("/Schemas"))["Resources"]:
        assert expect(200, scim.get("/Schemas/" + schema["id"]))["id"] == schema["id"]


def test_a_filter_on_the_discovery_documents_is_forbidden(scim):
    refused(scim.get("/Schemas", filter='id eq "x"'), 403)


def test_what_was_sent_beside_the_catalogue_is_dropped_by_name_alone(scim, organization):
    from support.console import Console
    scim.create(user("dropped.names", nickName="Zdroppednick", phoneNumbers=[{"type": "home", "value": "+45 1"}]))
    console = Console.signed_in(organization)
    page = console.get(console.room("/directory"))
    assert "nickName" in page.words and "Zdroppednick" not in page.text and "phoneNumbers" in page.words


def test_numbers_in_a_body_stay_exact(scim, organization):
    organization.allow("employeeNumber")
    made = scim.create(enterprise_user("exact.number", {"employeeNumber": "0042"}))
    assert json.dumps(made[ENTERPRISE]) == '{"employeeNumber": "0042"}'
