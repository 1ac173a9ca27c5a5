"""Fairness: who asks too much is told to wait, in SCIM's own form, and nobody else notices."""

from support.people import user
from support.scim import expect


def test_scans_beyond_the_fair_limit_are_told_to_wait_and_nobody_else_is(running, organization):
    token = organization.token()
    greedy, patient = organization.scim(token), running.organization().scim()
    greedy.patient = False
    made = expect(201, greedy.post("/Users", user("fair.share")))
    assert made["id"]
    for _ in range(600):
        answer = greedy.get("/Users", filter='displayName co "fair"')
        if answer.status_code == 429:
            break
        assert answer.status_code == 200
    assert answer.status_code == 429, "600 scans in a row were never told to wait"
    assert int(answer.headers["Retry-After"]) >= 1
    patient.patient = False
    for number in range(25):
        expect(201, patient.post("/Users", user(f"fair.f{number}")))
