"""kill -9 during a sync under load: every write that was acknowledged is there afterwards."""

import random
import threading
import time

import httpx

from support.people import user
from support.scim import expect

ROUNDS = 5
WRITERS = 4


class Writer(threading.Thread):
    """Creates, changes and deletes until the server goes away; remembers only what was acknowledged."""

    def __init__(self, scim, word: str):
        super().__init__()
        self.scim, self.word = scim, word
        self.titles: dict[str, str] = {}
        self.deleted: set[str] = set()
        # The writes under way when the server went: either outcome is right.
        self.uncertain: set[str] = set()

    def run(self):
        number, about = 0, None
        try:
            while True:
                number += 1
                about = None
                made = expect(201, self.scim.post("/Users", user(f"{self.word}.w{number}", title="New")))
                about = made["id"]
                self.titles[about] = "New"
                expect(200, self.scim.patch("/Users/" + about, {"op": "replace", "path": "title", "value": "Changed"}))
                self.titles[about] = "Changed"
                if number % 3 == 0:
                    assert self.scim.delete("/Users/" + about).status_code == 204
                    del self.titles[about]
                    self.deleted.add(about)
        except httpx.HTTPError:
            if about is not None:
                self.uncertain.add(about)


def test_no_acknowledged_write_is_lost(install):
    installation = install()
    installation.start()
    organization = installation.organization()
    token = organization.token()
    titles, deleted, written = {}, set(), 0
    for round in range(ROUNDS):
        writers = [Writer(organization.scim(token), f"r{round}x{number}") for number in range(WRITERS)]
        for writer in writers:
            writer.start()
        time.sleep(random.uniform(0.3, 1.2))
        installation.kill()
        for writer in writers:
            writer.join()
        installation.start(port=installation.port)
        for writer in writers:
            written += len(writer.titles) + len(writer.deleted)
            titles |= {id: title for id, title in writer.titles.items() if id not in writer.uncertain}
            deleted |= writer.deleted - writer.uncertain
        everyone = {one["id"]: one for one in organization.scim(token).everyone(count=200)}
        lost = [id for id, title in titles.items() if everyone.get(id, {}).get("title") != title]
        risen = [id for id in deleted if id in everyone]
        assert not lost, f"round {round}: {len(lost)} of {len(titles)} acknowledged writes are missing"
        assert not risen, f"round {round}: {len(risen)} deleted records are back"
        # Half-stored people would be found by name and not open.
        for one in everyone.values():
            assert one["userName"]
    assert written > ROUNDS * WRITERS
    assert installation.stop() == 0
