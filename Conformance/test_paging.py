"""Paging while rows come and go: nobody who is there throughout is missed or seen twice."""

import threading

from support.people import user
from support.scim import expect, refused


def churn(scim, doomed: list[str], stop: threading.Event, problems: list):
    """Deletes the doomed and creates newcomers, in turn, until told to stop."""
    number = 0
    try:
        while not stop.is_set() and number < 400:
            if doomed:
                assert scim.delete("/Users/" + doomed.pop()).status_code == 204
            scim.create(user(f"newcomer.n{number}"))
            number += 1
    except AssertionError as problem:
        problems.append(problem)


def test_cursor_paging_sees_everyone_who_stays_exactly_once_while_others_come_and_go(organization, scim):
    made = [scim.create(user(f"paged.p{number:03d}"))["id"] for number in range(150)]
    doomed, staying = made[::3], set(made) - set(made[::3])
    stop, problems = threading.Event(), []
    other = organization.scim()
    worker = threading.Thread(target=churn, args=(other, list(doomed), stop, problems))
    worker.start()
    try:
        for _ in range(4):
            seen = [one["id"] for one in scim.everyone(count=7)]
            assert len(seen) == len(set(seen)), "somebody was seen twice"
            assert staying <= set(seen), "somebody was missed"
    finally:
        stop.set()
        worker.join()
    assert not problems


def test_cursor_paging_sees_a_filtered_list_once(scim):
    made = {scim.create(user(f"sorted.s{number:02d}", active=number % 2 == 0))["id"]: number for number in range(20)}
    chosen = 'active eq true and userName sw "sorted"'
    seen, cursor = [], ""
    while True:
        page = expect(200, scim.get("/Users", cursor=cursor, count=3, filter=chosen))
        seen += [made[one["id"]] for one in page["Resources"]]
        cursor = page.get("nextCursor")
        if not cursor:
            break
    assert sorted(seen) == list(range(0, 20, 2))


def test_a_cursor_that_was_made_up_or_belongs_to_another_question_is_refused(scim):
    for number in range(4):
        scim.create(user(f"cursor.c{number}"))
    cursor = expect(200, scim.get("/Users", cursor="", count=2))["nextCursor"]
    for wrong in ("nonsense", cursor[:-4], "A" * 3_000):
        refused(scim.get("/Users", cursor=wrong, count=2), 400, "invalidCursor")
    refused(scim.get("/Users", cursor=cursor, count=2, filter="active eq true"), 400, "invalidCursor")


def test_the_service_says_that_it_pages_by_cursor_and_by_index(scim):
    pagination = expect(200, scim.get("/ServiceProviderConfig"))["pagination"]
    assert pagination["cursor"] is True and pagination["index"] is True


def test_index_pages_are_disjoint_and_complete_while_nothing_changes(scim):
    made = {scim.create(user(f"index.i{number:03d}"))["id"] for number in range(25)}
    seen, start = [], 1
    while True:
        page = expect(200, scim.get("/Users", startIndex=start, count=4))
        seen += [one["id"] for one in page.get("Resources", [])]
        start += 4
        if start > page["totalResults"]:
            break
    assert len(seen) == len(set(seen)) == page["totalResults"]
    assert made <= set(seen)
