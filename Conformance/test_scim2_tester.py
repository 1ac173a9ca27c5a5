"""scim2-tester, through its command line, against the running server."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("instructed", [False, True], ids=["as delivered", "with every attribute instructed"])
def test_scim2_tester_finds_nothing(running, organization, instructed):
    if instructed:
        organization.allow("department", "manager", "employeeNumber", "workPhone")
    scim2 = Path(sys.executable).with_name("scim2")
    environment = {**os.environ, "SCIM_CLI_HEADERS": f"Authorization: Bearer {organization.token()}", "NO_COLOR": "1"}
    done = subprocess.run([scim2, "--url", organization.scim_base, "test"],
                          capture_output=True, text=True, timeout=240, env=environment)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert "SUCCESS" in done.stdout
    assert "ERROR" not in done.stdout
