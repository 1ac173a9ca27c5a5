"""Two directories that sync one organization at once: as if one after the other, no deadlock, no broken answer."""

import threading
from collections import Counter

from support.people import user
from support.scim import expect

ROUNDS = 25


def together(*jobs) -> list:
    """Runs the jobs at the same moment and returns what each returned."""
    results, gate = [None] * len(jobs), threading.Barrier(len(jobs))

    def run(place, job):
        gate.wait()
        results[place] = job()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_of_two_who_create_the_same_people_exactly_one_succeeds_each_time(organization):
    clients = [organization.scim(organization.token(name)) for name in ("First", "Second")]

    def sync(client):
        return [client.post("/Users", user(f"both.b{number}")).status_code for number in range(ROUNDS)]

    answers = together(*[lambda client=client: sync(client) for client in clients])
    for pair in zip(*answers):
        assert sorted(pair) == [201, 409]
    assert len(clients[0].find('userName sw "both.b"', count=200)) == ROUNDS


def test_changes_of_one_group_by_two_are_all_kept(organization, scim):
    members = [scim.create(user(f"crowd.c{number}"))["id"] for number in range(2 * ROUNDS)]
    group = "/Groups/" + scim.group("Crowd")["id"]
    clients = [organization.scim(), organization.scim()]

    def add(client, mine):
        return [client.patch(group, {"op": "add", "path": "members", "value": [{"value": id}]}).status_code
                for id in mine]

    answers = together(lambda: add(clients[0], members[::2]), lambda: add(clients[1], members[1::2]))
    assert Counter(sum(answers, [])) == {200: 2 * ROUNDS}
    kept = expect(200, scim.get(group))
    assert {member["value"] for member in kept["members"]} == set(members)


def test_of_two_who_change_the_same_version_exactly_one_succeeds(organization, scim):
    path = "/Users/" + scim.create(user("one.version"))["id"]
    clients = [organization.scim(), organization.scim()]
    for number in range(ROUNDS):
        version = {"headers": {"If-Match": expect(200, scim.get(path))["meta"]["version"]}}

        def write(client, word):
            return client.patch(path, {"op": "replace", "path": "title", "value": word}, **version).status_code

        answers = together(lambda: write(clients[0], f"A{number}"), lambda: write(clients[1], f"B{number}"))
        assert sorted(answers) == [200, 412]
        winner = "AB"[answers.index(200)]
        assert expect(200, scim.get(path))["title"] == f"{winner}{number}"


def test_deletes_and_creates_that_cross_never_break(organization, scim):
    clients = [organization.scim(), organization.scim()]

    def cycle(client):
        statuses = []
        for _ in range(ROUNDS):
            answer = client.post("/Users", user("crossing.path"))
            statuses.append(answer.status_code)
            for found in client.find('userName eq "crossing.path@people.example"'):
                statuses.append(client.delete("/Users/" + found["id"]).status_code)
        return statuses

    answers = together(*[lambda client=client: cycle(client) for client in clients])
    assert set(sum(answers, [])) <= {201, 204, 404, 409}
    assert len(scim.find('userName eq "crossing.path@people.example"')) <= 1
