"""scim-sanity's seven phases, strict, against the running server."""

import json
import subprocess
import sys
from pathlib import Path


def test_scim_sanity_finds_no_failure(organization):
    sanity = Path(sys.executable).with_name("scim-sanity")
    done = subprocess.run(
        [sanity, "probe", organization.scim_base, "--token", organization.token(), "--user-domain",
         organization.domain, "--i-accept-side-effects", "--json-output"],
        capture_output=True, text=True, timeout=240)
    report = json.loads(done.stdout)
    failures = [result for result in report["results"] if result["status"].lower() in ("fail", "error")]
    assert not failures, json.dumps(failures, indent=1)[:6000]
    assert report["results"], "no check ran"
    assert done.returncode == 0, done.stderr[-2000:]
