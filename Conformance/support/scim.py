"""A SCIM client that checks on every answer what holds for every answer, and waits when it is told to."""

import time

import httpx

USER = "urn:ietf:params:scim:schemas:core:2.0:User"
GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse"
ERROR = "urn:ietf:params:scim:api:messages:2.0:Error"
BULK = "urn:ietf:params:scim:api:messages:2.0:BulkRequest"
SEARCH = "urn:ietf:params:scim:api:messages:2.0:SearchRequest"
MEDIA_TYPE = "application/scim+json"


class Scim:
    def __init__(self, base: str, token: str | None, patient: bool = True):
        self.base = base
        self.patient = patient
        headers = {"Accept": MEDIA_TYPE}
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        self.http = httpx.Client(headers=headers, timeout=60)

    def send(self, method: str, path: str, body=None, *, content: bytes | None = None,
             media_type: str = MEDIA_TYPE, headers: dict | None = None, params=None) -> httpx.Response:
        """`body` is sent as JSON, `content` as it is. A 429 is waited out, as its Retry-After says."""
        options = {"headers": dict(headers or {}), "params": params}
        if body is not None:
            options["json"] = body
            options["headers"].setdefault("Content-Type", media_type)
        elif content is not None:
            options["content"] = content
            options["headers"].setdefault("Content-Type", media_type)
        for _ in range(100):
            answer = self.http.request(method, self.base + path, **options)
            self.check(answer)
            if answer.status_code != 429 or not self.patient:
                return answer
            time.sleep(min(float(answer.headers["Retry-After"]), 5))
        raise AssertionError("still told to wait after 100 tries")

    @staticmethod
    def check(answer: httpx.Response):
        if answer.content:
            assert answer.headers["Content-Type"].split(";")[0] == MEDIA_TYPE, answer.headers["Content-Type"]
        if answer.status_code >= 400:
            error = answer.json()
            assert error["schemas"] == [ERROR]
            assert error["status"] == str(answer.status_code)
            assert error["detail"]

    def get(self, path: str, **params) -> httpx.Response:
        return self.send("GET", path, params=params or None)

    def post(self, path: str, body, **options) -> httpx.Response:
        return self.send("POST", path, body, **options)

    def put(self, path: str, body, **options) -> httpx.Response:
        return self.send("PUT", path, body, **options)

    def delete(self, path: str, **options) -> httpx.Response:
        return self.send("DELETE", path, **options)

    def patch(self, path: str, *operations: dict, **options) -> httpx.Response:
        return self.send("PATCH", path, {"schemas": [PATCH], "Operations": list(operations)}, **options)

    # Steps that have to succeed

    def create(self, body: dict, endpoint: str = "/Users") -> dict:
        return expect(201, self.post(endpoint, body))

    def group(self, name: str, *members: str) -> dict:
        return self.create({"schemas": [GROUP], "displayName": name,
                            "members": [{"value": member} for member in members]}, "/Groups")

    def user(self, id: str) -> dict:
        return expect(200, self.get(f"/Users/{id}"))

    def change(self, path: str, *operations: dict) -> dict:
        return expect(200, self.patch(path, *operations))

    def find(self, filter: str, endpoint: str = "/Users", **params) -> list[dict]:
        found = expect(200, self.get(endpoint, filter=filter, **params))
        assert found["schemas"] == [LIST]
        assert found["totalResults"] == len(found.get("Resources", []))
        return found.get("Resources", [])

    def everyone(self, endpoint: str = "/Users", count: int = 100) -> list[dict]:
        """All resources, by cursor (RFC 9865)."""
        everyone, cursor = [], ""
        while True:
            page = expect(200, self.get(endpoint, cursor=cursor, count=count))
            everyone += page.get("Resources", [])
            cursor = page.get("nextCursor")
            if not cursor:
                return everyone


def expect(status: int, answer: httpx.Response) -> dict:
    assert answer.status_code == status, f"{answer.status_code} {answer.text[:500]}"
    return answer.json() if answer.content else {}


def refused(answer: httpx.Response, status: int, scim_type: str | None = None) -> dict:
    """The error, which has to have that status, as a number in HTTP and as a string in the body."""
    error = expect(status, answer)
    if scim_type is not None:
        assert error.get("scimType") == scim_type, error
    return error
