"""Bad input: a clear error in the protocol's own form, nothing stored by halves, nothing personal in the log."""

import json
import uuid

import pytest

from support.people import user
from support.scim import BULK, MEDIA_TYPE, PATCH, USER, Scim, expect, refused

SECRET = "Zbadinputia"


def count(scim) -> int:
    return expect(200, scim.get("/Users", count=0))["totalResults"]


def text_of(name: str, **more) -> bytes:
    return json.dumps(user(name, **more)).encode()


MALFORMED = {
    "truncated": text_of("cut.off")[:-9],
    "trailing garbage": text_of("trail.ing") + b" x",
    "not JSON": b"userName=zbadinputia",
    "empty": b"",
    "an array": b"[]",
    "a number": b"7",
    "a duplicate key": b'{"schemas":["%s"],"userName":"Zbadinputia-a","userName":"b"}' % USER.encode(),
    "a duplicate key in another case": b'{"schemas":["%s"],"userName":"Zbadinputia-a","USERNAME":"b"}' % USER.encode(),
    "a duplicate key written with an escape":
        b'{"schemas":["%s"],"userName":"Zbadinputia-a","user\\u004eame":"b"}' % USER.encode(),
    "depth over 64": b'{"schemas":["%s"],"userName":"d","x":%s%s}' % (USER.encode(), b"[" * 70, b"]" * 70),
    "invalid UTF-8": b'{"schemas":["%s"],"userName":"Zbadinputia\xff\xfe"}' % USER.encode(),
    "an overlong encoding": b'{"schemas":["%s"],"userName":"Zbadinputia\xc0\xaf"}' % USER.encode(),
    "U+0000": b'{"schemas":["%s"],"userName":"Zbadinputia\\u0000x"}' % USER.encode(),
    "a lone surrogate": b'{"schemas":["%s"],"userName":"Zbadinputia\\ud800x"}' % USER.encode(),
    "a raw control character": b'{"schemas":["%s"],"userName":"Zbadinputia\x01x"}' % USER.encode(),
}


@pytest.mark.parametrize("content", MALFORMED.values(), ids=MALFORMED.keys())
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])
def test_malformed_bodies_are_refused_and_store_nothing(running, scim, method, content):
    made = scim.create(user("stays.asitwas"))
    before = count(scim), scim.user(made["id"])
    path = "/Users" if method == "POST" else "/Users/" + made["id"]
    error = refused(scim.send(method, path, content=content), 400)
    assert error.get("scimType") in ("invalidSyntax", "invalidValue")
    assert SECRET not in error["detail"]
    assert (count(scim), scim.user(made["id"])) == before
    assert SECRET.lower() not in running.log_text().lower()


WRONG = {
    "userName as a number": {"userName": 7},
    "userName as an object": {"userName": {"value": "x"}},
    "userName missing": {"userName": None},
    "userName empty": {"userName": ""},
    "name as a string": {"name": "Zbadinputia"},
    "active as a word": {"active": "perhaps"},
    "active as an object": {"active": {"value": {}}},
    "a name of 10,000 characters": {"name": {"givenName": SECRET + "x" * 10_000, "familyName": "y"}},
    "a user name of 10,000 characters": {"userName": SECRET + "x" * 10_000},
    "a line separator in a name": {"displayName": "Zbadinputia\u2028x"},
    "an e-mail without a domain": {"emails": [{"type": "work", "value": "zbadinputia"}]},
    "an e-mail with a line break": {"emails": [{"type": "work", "value": "zbadinputia@people.example\r\nBcc: a@b.c"}]},
}


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG.keys())
def test_wrong_values_are_refused_and_store_nothing(running, scim, change):
    before = count(scim)
    error = refused(scim.post("/Users", user("wrong.value", **change)), 400)
    assert SECRET not in error["detail"]
    assert count(scim) == before
    assert SECRET.lower() not in running.log_text().lower()


@pytest.mark.parametrize("name", [
    "محمد عبد الرحمن", "\u05d9\u05e2\u05dc", "Ame\u0301lie", "Zoë", "e" + "\u0301" * 12, "李小龍", "🧑\u200d🏭",
    "O'Brien \"Q\"",
    "<script>alert(1)</script>", "{{7*7}}", "'; DROP TABLE staff; --", "\"\u0301", "K\u212aelvin"])
def test_any_script_comes_back_as_it_was_sent(scim, name):
    made = scim.create(user("any.script", displayName=name, name={"givenName": name, "familyName": name}))
    read = scim.user(made["id"])
    assert read["displayName"] == name
    assert read["name"]["givenName"] == name and read["name"]["familyName"] == name


@pytest.mark.parametrize("attribute", ["userName", "email"])
@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\u2066", "\ufeff", "\u00ad"],
                         ids=["override", "zero width", "isolate", "byte order mark", "soft hyphen"])
def test_invisible_signs_in_a_name_to_sign_in_with_or_an_address_are_refused(scim, attribute, sign):
    address = f"look{sign}alike@people.example"
    change = {"userName": address} if attribute == "userName" else {"emails": [{"type": "work", "value": address}]}
    before = count(scim)
    refused(scim.post("/Users", user("look.alike", **change)), 400)
    assert count(scim) == before


def test_look_alike_addresses_are_two_people_unless_they_are_one_in_compatibility_form(scim):
    latin = scim.create(user("paypal.clerk"))
    cyrillic = scim.create(user("p\u0430yp\u0430l.clerk", externalId="cyrillic"))
    assert latin["id"] != cyrillic["id"]
    (found,) = scim.find('userName eq "paypal.clerk@people.example"')
    assert found["id"] == latin["id"]
    # Full-width letters are the same name under NFKC and case folding.
    refused(scim.post("/Users", user("\uff30aypal.clerk", externalId="wide")), 409, "uniqueness")


FILTERS = {
    "unknown operator": 'userName is "x"',
    "unbalanced": '(userName eq "x"',
    "no value": "userName eq",
    "bare word": "userName",
    "quote left open": 'userName eq "x',
    "bracket left open": 'emails[type eq "work"',
    "of great depth": "(" * 500 + 'userName eq "x"' + ")" * 500,
    "of great length": " or ".join(f'userName eq "{number}"' for number in range(2_000)),
    "negated deeply": "not (" * 300 + 'active eq true' + ")" * 300,
}


@pytest.mark.parametrize("filter", FILTERS.values(), ids=FILTERS.keys())
def test_wrong_filters_are_refused(scim, filter):
    answer = scim.send("POST", "/Users/.search", {
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"], "filter": filter})
    refused(answer, 400, "invalidFilter")
    if len(filter) < 4_000:
        refused(scim.get("/Users", filter=filter), 400, "invalidFilter")


@pytest.mark.parametrize("path", ["/Nowhere", "/Users/x/y", "/users", "/Users/..%2f..%2fetc", "/Schemas/urn:none",
                                  "/Users/%00", "/Users/" + "x" * 2_000])
def test_unknown_addresses_are_not_found(scim, path):
    refused(scim.get(path), 404)


@pytest.mark.parametrize("method, path", [("DELETE", "/Users"), ("PATCH", "/Users"), ("PUT", "/Groups"),
                                          ("POST", "/Schemas"), ("DELETE", "/ServiceProviderConfig")])
def test_a_method_that_an_address_does_not_have_is_refused(scim, method, path):
    answer = scim.send(method, path, {"schemas": [USER]})
    assert answer.status_code in (404, 405), answer.text


@pytest.mark.parametrize("operations", [
    [], [{"op": "explode", "path": "title", "value": "x"}], [{"path": "title", "value": "x"}], [{"op": "replace"}],
    ["replace"], [{"op": "replace", "path": "name[", "value": "x"}], [{"op": "remove"}],
    [{"op": "replace", "path": "title", "value": {"deep": []}}], [{"op": "replace", "path": "userName", "value": ""}],
    [{"op": "replace", "path": "title", "value": "Half"}, {"op": "replace", "path": "name[", "value": "x"}],
], ids=lambda value: json.dumps(value)[:40])
def test_a_wrong_patch_is_refused_whole(scim, operations):
    made = scim.create(user("patch.whole"))
    answer = scim.send("PATCH", "/Users/" + made["id"], {"schemas": [PATCH], "Operations": operations})
    refused(answer, 400)
    assert scim.user(made["id"]) == made | {"meta": scim.user(made["id"])["meta"]}
    assert scim.user(made["id"])["meta"]["version"] == made["meta"]["version"]


def test_a_body_over_the_limit_is_refused(scim):
    before = count(scim)
    huge = text_of("too.large", title="x" * (5 << 20))
    answer = scim.send("POST", "/Users", content=huge)
    refused(answer, 413)
    assert count(scim) == before


def test_bulk_over_the_limit_is_refused_and_runs_nothing(scim):
    before = count(scim)
    limit = expect(200, scim.get("/ServiceProviderConfig"))["bulk"]
    operations = [{"method": "POST", "path": "/Users", "bulkId": f"b{number}",
                   "data": {"schemas": [USER], "userName": f"b{number}@people.example"}}
                  for number in range(limit["maxOperations"] + 1)]
    refused(scim.post("/Bulk", {"schemas": [BULK], "Operations": operations}), 413)
    padded = {"schemas": [BULK], "Operations": [{**operations[0], "data": {
        **operations[0]["data"], "title": "x" * limit["maxPayloadSize"]}}]}
    refused(scim.post("/Bulk", padded), 413)
    assert count(scim) == before


def test_bulk_with_references_that_go_round_or_lead_nowhere_fails_without_breaking_the_rest(scim):
    group = {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"]}
    operations = [
        {"method": "POST", "path": "/Users", "bulkId": "fine", "data": user("bulk.fine")},
        {"method": "POST", "path": "/Groups", "bulkId": "g1",
         "data": {**group, "displayName": "Nowhere", "members": [{"value": "bulkId:missing"}]}},
    ]
    answer = expect(200, scim.post("/Bulk", {"schemas": [BULK], "Operations": operations}))
    assert [one["status"][0] for one in answer["Operations"]] == ["2", "4"]
    assert scim.find('displayName eq "Nowhere"', "/Groups") == []
    assert len(scim.find('userName eq "bulk.fine@people.example"')) == 1


def test_ids_and_tokens_of_another_organization_open_nothing(running, scim):
    theirs = running.organization()
    other = theirs.scim()
    member = other.create(user("their.member"))
    group = other.group("Theirs", member["id"])
    before = other.user(member["id"]), expect(200, other.get("/Groups/" + group["id"]))
    mine = scim.create(user("my.member"))

    for path in ("/Users/" + member["id"], "/Groups/" + group["id"]):
        refused(scim.get(path), 404)
        refused(scim.delete(path), 404)
        refused(scim.patch(path, {"op": "replace", "path": "displayName", "value": "Taken"}), 404)
    refused(scim.put("/Users/" + member["id"], user("their.member")), 404)
    assert scim.find(f'id eq "{member["id"]}"') == []
    stolen = scim.post("/Groups", {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"],
                                   "displayName": "Stolen", "members": [{"value": member["id"]}]})
    assert stolen.status_code in (400, 404)
    assert scim.patch("/Groups/" + scim.group("Mine", mine["id"])["id"],
                      {"op": "add", "path": "members", "value": [{"value": member["id"]}]}).status_code in (400, 404)
    bulk = expect(200, scim.post("/Bulk", {"schemas": [BULK], "Operations": [
        {"method": "DELETE", "path": "/Users/" + member["id"]}]}))
    assert bulk["Operations"][0]["status"] == "404"
    # Their address with our token, and an address that nobody has.
    token = scim.http.headers["Authorization"].removeprefix("Bearer ")
    refused(Scim(theirs.scim_base, token).get("/Users"), 401)
    refused(Scim(running.origin + "/scim/v2/nobody", token).get("/Users"), 401)
    assert (other.user(member["id"]), expect(200, other.get("/Groups/" + group["id"]))) == before


def test_a_stale_etag_changes_nothing(scim):
    made = scim.create(user("stale.etag"))
    path = "/Users/" + made["id"]
    scim.change(path, {"op": "replace", "path": "title", "value": "Newer"})
    stale = {"headers": {"If-Match": made["meta"]["version"]}}
    refused(scim.patch(path, {"op": "replace", "path": "title", "value": "Lost"}, **stale), 412)
    refused(scim.put(path, user("stale.etag"), **stale), 412)
    refused(scim.delete(path, **stale), 412)
    current = scim.user(made["id"])
    assert current["title"] == "Newer"
    assert scim.send("GET", path, headers={"If-None-Match": current["meta"]["version"]}).status_code == 304


def test_a_wrong_media_type_is_refused(scim):
    before = count(scim)
    answer = scim.send("POST", "/Users", content=text_of("form.post"), media_type="application/x-www-form-urlencoded")
    assert answer.status_code in (400, 415)
    assert answer.headers["Content-Type"].startswith(MEDIA_TYPE)
    assert count(scim) == before


def test_pages_and_unknown_addresses_answer_in_their_own_form(running):
    import httpx
    page = httpx.get(running.origin + "/no/such/page", headers={"Accept": "text/html"})
    assert page.status_code == 404 and page.headers["Content-Type"].startswith("text/html")
    machine = httpx.get(running.origin + "/api/v1/nobody/staff", headers={"Accept": "application/json"})
    assert machine.status_code in (401, 404)
    assert machine.headers["Content-Type"].startswith("application/problem+json")
    assert machine.json()["title"] and str(uuid.UUID(int=0)) not in machine.text
