"""The JSON API: its document, what it promises, and what it refuses."""

import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from openapi_spec_validator import validate

from support.api import Api, integration
from support.console import Console
from support.people import user

SUPPORT = Path(__file__).parent / "support"


def document(organization) -> dict:
    answer = httpx.get(organization.installation.origin + "/api/v1/openapi.json")
    assert answer.status_code == 200 and answer.headers["Content-Type"] == "application/json"
    return answer.json()


@pytest.fixture
def api(organization):
    return Api(organization, integration(organization))


def staff(scim, count: int = 12) -> list[dict]:
    """People, and two groups of some of them."""
    people = [scim.create(user(f"read.r{number:02d}")) for number in range(count)]
    scim.group("Even", *[person["id"] for person in people[::2]])
    scim.group("All", *[person["id"] for person in people])
    return people


# The document


def test_the_document_is_valid_openapi_and_reads_without_a_token(organization):
    described = document(organization)
    assert described["openapi"].startswith("3.1")
    validate(described)
    first = httpx.get(organization.installation.origin + "/api/v1/openapi.json")
    again = httpx.get(organization.installation.origin + "/api/v1/openapi.json",
                      headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304 and not again.content


def test_schemathesis_finds_no_contract_violation(organization, scim, tmp_path):
    staff(scim)
    config = tmp_path / "schemathesis.toml"
    config.write_text(f'[parameters]\n"path.slug" = "{organization.slug}"\n')
    command = [
        Path(sys.executable).with_name("schemathesis"), "--config-file", config, "run",
        organization.installation.origin + "/api/v1/openapi.json", "--checks", "all",
        "--header", f"Authorization: Bearer {integration(organization)}", "--max-examples", "40", "--seed", "1",
        "--generation-database", "none", "--rate-limit", "45/s", "--continue-on-failure", "--no-color",
    ]
    environment = {**os.environ, "SCHEMATHESIS_HOOKS": "schemathesis_hooks", "PYTHONPATH": str(SUPPORT)}
    done = subprocess.run(command, capture_output=True, text=True, timeout=280, cwd=tmp_path, env=environment)
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
    paths = len(document(organization)["paths"])
    assert f"Tested: {paths}" in done.stdout, done.stdout[-3000:]


# Reading


def test_everyone_is_met_once_whatever_the_size_of_a_page(organization, scim, api):
    people = staff(scim)
    for limit in (1, 5, 200):
        met = api.all("/people", limit=limit)
        assert len({person["id"] for person in met}) == len(met)
        assert {person["userName"] for person in people} <= {person.get("userName") for person in met}


def test_people_hold_what_the_instruction_keeps_and_where_it_came_from(organization, scim, api):
    scim.create(user("kept.person", title="Fitter", **{
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User",
                    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "Hall 7"}}))
    (person,) = [person for person in api.all("/people") if person.get("title") == "Fitter"]
    assert "department" not in person and "provenance" not in person
    found = api.read(f"/people/{person['id']}", include="provenance")
    connections = {connection["id"]: connection for connection in api.all("/connections")}
    assert connections[found["provenance"]["title"]["source"]]["kind"] == "scim"
    assert found["provenance"]["title"]["at"] == found["arrivedAt"]


def test_members_and_groups_name_each_other_by_id(organization, scim, api):
    staff(scim)
    groups = {group["name"]: group for group in api.all("/groups", limit=1)}
    assert (groups["Even"]["memberCount"], groups["All"]["memberCount"]) == (6, 12)
    members = {member["id"] for member in api.all(f"/groups/{groups['Even']['id']}/members", limit=4)}
    people = {person["id"]: person for person in api.all("/people")}
    assert members == {id for id, person in people.items() if groups["Even"]["id"] in person["groups"]}


def test_an_entity_tag_stands_until_something_changes(organization, scim, api):
    people = staff(scim, 4)
    (id,) = [person["id"] for person in api.all("/people") if person.get("userName") == people[0]["userName"]]
    seen = api.get(f"/people/{id}")
    known = {"If-None-Match": seen.headers["ETag"]}
    unchanged = api.get(f"/people/{id}", known)
    assert unchanged.status_code == 304 and not unchanged.content
    assert unchanged.headers["ETag"] == seen.headers["ETag"]
    scim.change(f"/Users/{people[0]['id']}", {"op": "replace", "path": "title", "value": "Foreman"})
    changed = api.get(f"/people/{id}", known)
    assert changed.status_code == 200 and changed.json()["title"] == "Foreman"
    scim.group("Late", people[0]["id"])
    assert api.get(f"/people/{id}", {"If-None-Match": changed.headers["ETag"]}).status_code == 200


def test_only_what_changed_later_is_listed(organization, scim, api):
    people = staff(scim, 4)
    latest = max(person["updatedAt"] for person in api.all("/people"))
    assert api.all("/people", updatedAfter=latest) == []
    scim.change(f"/Users/{people[1]['id']}", {"op": "replace", "path": "active", "value": False})
    (changed,) = api.all("/people", updatedAfter=latest)
    assert changed["state"] == "inactive" and changed["userName"] == people[1]["userName"]
    assert api.all("/people", state="inactive") == [changed]


# Refusing


def test_a_cursor_counts_for_its_own_list_filter_and_organization_only(running, organization, scim, api):
    staff(scim)
    cursor = api.read("/people", limit=2)["nextCursor"]
    other = running.organization()
    staff(other.scim())
    elsewhere = Api(other, integration(other))
    assert api.read("/people", limit=7, cursor=cursor)["items"]
    refusals = [
        api.get("/people", cursor=cursor[:-1] + ("A" if cursor[-1] != "A" else "B")), api.get("/people", cursor=""),
        api.get("/people", cursor=cursor[:-4]), api.get("/people", cursor=cursor, state="active"),
        api.get("/groups", cursor=cursor), elsewhere.get("/people", cursor=cursor),
    ]
    for refusal in refusals:
        assert refusal.status_code == 400 and refusal.json()["field"] == "cursor"


def test_another_organizations_token_and_ids_open_nothing(running, organization, scim, api):
    staff(scim)
    other = running.organization()
    theirs = Api(other, integration(other))
    person, group = api.all("/people")[0]["id"], api.all("/groups")[0]["id"]
    connection = api.all("/connections")[0]["id"]
    foreign = f"/people/{person}", f"/groups/{group}", f"/groups/{group}/members", f"/connections/{connection}"
    assert [theirs.get(path).status_code for path in foreign] == [404] * 4
    assert theirs.get("/arrivals", connection=connection).status_code == 404
    theirs.base = api.base
    assert [theirs.get(path).status_code for path in foreign] == [401] * 4
    nobody = Api(organization, None)
    assert nobody.get("/people").headers["WWW-Authenticate"] == 'Bearer realm="api"'
    theirs.base = api.base.replace(organization.slug, "nobody-here")
    assert theirs.get("/people").json() == Api(organization, "iia_wrong").get("/people").json()


def test_a_missing_scope_is_named(organization, scim):
    narrow = Api(organization, integration(organization, "groups:read"))
    assert narrow.get("/groups").status_code == 200
    refused = narrow.get("/people")
    assert refused.status_code == 403 and "people:read" in refused.json()["detail"]
    assert 'error="insufficient_scope", scope="people:read"' in refused.headers["WWW-Authenticate"]


@pytest.mark.parametrize("query, field", [
    ("colour=red", "colour"), ("limit=1&limit=2", "limit"), ("limit=0", "limit"), ("limit=201", "limit"),
    ("limit=+5", "limit"), ("state=erasing", "state"), ("state=", "state"), ("updatedAfter=yesterday", "updatedAfter"),
    ("updatedAfter=2026-11-24T09:30:00", "updatedAfter"), ("include=everything", "include"), ("%00=1", "\0")])
def test_a_wrong_parameter_is_refused_by_its_name(api, query, field):
    answer = api.http.get(f"{api.base}/people?{query}")
    api.check(answer)
    assert answer.status_code == 400 and answer.json()["field"] == field


def test_the_api_only_reads(api):
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        answer = api.http.request(method, api.base + "/people")
        api.check(answer)
        assert answer.status_code == 405 and answer.headers["Allow"] == "GET"
    for method in ("OPTIONS", "TRACE", "QUERY"):
        assert api.http.request(method, api.base + "/people").status_code == 405


def test_a_revoked_token_is_refused_at_once(organization):
    console = Console.signed_in(organization)
    api = Api(organization, integration(organization, console=console))
    assert api.get("/people").status_code == 200
    page = console.get(console.room("/integrations"))
    (link,) = [link for link in page.links if link.endswith("/revocation")]
    question = console.get(link)
    assert api.get("/people").status_code == 200
    (form,) = [form for form in question.forms if form.action == link]
    console.submit(form)
    assert api.get("/people").status_code == 401
