"""A stopped database and a full disk: an answer that says so, nothing stored by halves, and all well afterwards."""

import os
import subprocess
from pathlib import Path

import httpx
import pytest

from support.engines import Postgres
from support.installation import Installation
from support.people import user
from support.scim import expect, refused


@pytest.fixture
def own_clusters():
    engine = Postgres()
    yield engine
    engine.stop()


def still_alive(installation: Installation):
    assert installation.process.poll() is None, installation.log_text()[-2000:]
    assert httpx.get(installation.origin + "/health/live").status_code == 200


@pytest.mark.parametrize("which", ["records", "keys"])
def test_a_stopped_postgresql_is_said_and_recovered_from(own_clusters, which):
    installation = Installation(own_clusters)
    try:
        installation.start()
        scim = installation.organization().scim()
        before = scim.create(user("before.outage"))
        getattr(own_clusters, which).pause()
        acknowledged = outage(scim)
        still_alive(installation)
        if which == "records":
            assert httpx.get(installation.origin + "/health/ready").status_code == 503
        getattr(own_clusters, which).start()
        made = scim.create(user("after.outage"))
        assert scim.user(made["id"])["userName"] == "after.outage@people.example"
        assert scim.user(before["id"])["displayName"] == before["displayName"]
        stored = {one["id"]: one["userName"] for one in scim.everyone(count=200)}
        assert {name for name in stored.values() if name.startswith("during.")} == set(acknowledged.values())
        assert acknowledged.items() <= stored.items()
        assert "during.outage" not in installation.log_text()
        assert installation.stop() == 0
    finally:
        installation.close()


def outage(scim) -> dict[str, str]:
    """Writes until it is refused: at once without records, and without keys when those minted ahead are used up."""
    acknowledged = {}
    for number in range(5_000):
        answer = scim.post("/Users", user(f"during.outage{number}"))
        if answer.status_code != 201:
            break
        acknowledged[answer.json()["id"]] = answer.json()["userName"]
    refused(answer, 503)
    refused(scim.post("/Users", user("during.again")), 503)
    return acknowledged


@pytest.fixture
def small_disk(tmp_path):
    if os.geteuid() != 0:
        pytest.skip("a small file system can only be mounted by root")
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m,mode=0700", "tmpfs", folder])
    if mounted.returncode != 0:
        pytest.skip("this machine lets nobody mount")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def fill(folder: Path, leave: int) -> Path:
    """Takes all the room but `leave` bytes."""
    ballast = folder / "ballast"
    room = os.statvfs(folder)
    with open(ballast, "wb") as file:
        file.write(b"\0" * max(0, room.f_bavail * room.f_bsize - leave))
    return ballast


@pytest.mark.engines("sqlite")
def test_a_full_disk_is_said_and_recovered_from(install, small_disk):
    installation = install(data=small_disk / "data")
    installation.start()
    scim = installation.organization().scim()
    acknowledged = {}
    for number in range(20):
        made = scim.create(user(f"before.full{number}"))
        acknowledged[made["id"]] = made["userName"]
    ballast = fill(small_disk, 256 << 10)
    for number in range(2_000):
        answer = scim.post("/Users", user(f"until.full{number}"))
        if answer.status_code != 201:
            break
        acknowledged[answer.json()["id"]] = answer.json()["userName"]
    refused(answer, 503)
    still_alive(installation)
    ballast.unlink()
    made = scim.create(user("after.full"))
    acknowledged[made["id"]] = made["userName"]
    installation.kill()
    installation.start(port=installation.port)
    stored = {one["id"]: one["userName"] for one in scim.everyone()}
    assert acknowledged.items() <= stored.items()
    assert not any(name.startswith("until.full") for id, name in stored.items() if id not in acknowledged)
    assert "until.full" not in installation.log_text()


@pytest.mark.engines("sqlite")
def test_a_client_that_stops_halfway_through_its_body_stores_nothing(running, scim):
    import socket
    total = expect(200, scim.get("/Users", count=0))["totalResults"]
    with socket.create_connection(("127.0.0.1", running.port)) as half:
        path = scim.base.removeprefix(running.origin)
        head = [f"POST {path}/Users HTTP/1.1", "Host: x", f"Authorization: {scim.http.headers['Authorization']}",
                "Content-Type: application/scim+json", "Content-Length: 500", "", '{"schemas":']
        half.sendall("\r\n".join(head).encode())
    assert expect(200, scim.get("/Users", count=0))["totalResults"] == total
