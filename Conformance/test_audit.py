"""The audit command: what it prints, in each form, and its exit code, with a server and without."""

import json
import re
import stat
from xml.etree import ElementTree

import pytest

from support.installation import with_its_own_rates

ID = re.compile(r"II-\d{3}")
SETTLED = {"passed", "failed", "warned", "not-checked", "waived"}


@pytest.fixture(params=["with a server", "without a server"])
def installation(request, install):
    made = with_its_own_rates(install())
    if request.param == "with a server":
        made.start()
    return made


@pytest.fixture
def broken(installation):
    """One of which others may enter the data folder: a control that does not hold."""
    installation.data.chmod(0o755)
    return installation


def audited(installation, *words: str) -> tuple[int, dict]:
    done = installation.command("audit", "--json", *words)
    return done.code, json.loads(done.out)


def outcomes(report: dict) -> dict[str, str]:
    return {result["id"]: result["outcome"] for result in report["results"]}


def waive(installation, *lines: str):
    """A file of waivers that the next command reads."""
    path = installation.home / "waivers"
    path.write_text("\n".join(lines) + "\n")
    installation.environment["INSTRUCTORS_AUDIT_WAIVERS"] = str(path)


def test_a_new_installation_passes(installation):
    code, report = audited(installation)
    assert code == 0 and report["outcome"] == "passed" and "failed" not in outcomes(report).values()


def test_people_read_each_check_with_its_remedy_and_a_summary(broken):
    done = broken.command("audit")
    ids = ID.findall(done.out)
    assert len(set(ids)) >= 30
    assert re.search(r"^\d+ passed, \d+ failed, \d+ warned, \d+ not checked, \d+ waived\.$", done.out, re.M)
    assert done.code == 1 and "FAIL  II-002" in done.out and "chmod 700" in done.out
    assert len(done.err.strip().splitlines()) == 1 and "II-002" in done.err


def test_json_says_the_same_and_the_runs_hang_together(broken):
    code, first = audited(broken)
    assert code == 1 and first["outcome"] == "failed" and set(outcomes(first).values()) <= SETTLED
    counts = first["counts"]
    assert sum(counts.values()) == len(first["results"])
    assert counts["failed"] == sum(one["outcome"] == "failed" for one in first["results"])
    _, second = audited(broken)
    assert first["previous"] is None and second["previous"] == first["hash"]


def test_the_exit_code_is_zero_once_somebody_answers_for_the_failures(install):
    installation = with_its_own_rates(install())
    installation.data.chmod(0o755)
    _, report = audited(installation)
    failed = [name for name, outcome in outcomes(report).items() if outcome == "failed"]
    waive(installation, *(f"{name} release-engineer 2099-12-31 A test of waivers." for name in failed))
    code, report = audited(installation)
    assert code == 0 and report["outcome"] == "passed"
    waived = [one for one in report["results"] if one["outcome"] == "waived"]
    assert [one["id"] for one in waived] == failed
    assert waived[0]["waiver"] == {"owner": "release-engineer", "until": "2099-12-31", "reason": "A test of waivers."}
    waive(installation, *(f"{name} release-engineer 2020-12-31 Long ago." for name in failed))
    code, report = audited(installation)
    assert code == 1 and {outcomes(report)[name] for name in [*failed, "II-802"]} == {"failed"}


def test_an_open_root_key_folder_or_configuration_is_seen(install):
    installation = with_its_own_rates(install())
    (installation.home / "instructors.yaml").write_text("logLevel: debug\n")
    (installation.home / "instructors.yaml").chmod(0o644)
    installation.data.chmod(0o755)
    _, report = audited(installation)
    found = outcomes(report)
    assert (found["II-002"], found["II-009"], found["II-210"]) == ("failed", "failed", "failed")
    installation.data.chmod(0o700)
    (installation.home / "instructors.yaml").chmod(0o600)
    _, report = audited(installation)
    assert (outcomes(report)["II-002"], outcomes(report)["II-009"]) == ("passed", "passed")


def test_sarif_names_each_check_as_a_rule_and_each_outcome_as_a_result(broken):
    path = broken.home / "audit.sarif"
    done = broken.command("audit", "--sarif", str(path))
    assert done.code == 1 and done.out == "" and "passed" in done.err
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    log = json.loads(path.read_text())
    assert log["version"] == "2.1.0" and "sarif-schema-2.1.0" in log["$schema"] and len(log["runs"]) == 1
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert run["tool"]["driver"]["name"] and len({rule["id"] for rule in rules}) == len(rules) >= 30
    assert run["invocations"][0]["executionSuccessful"] is True
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] and result["message"]["text"]
        # SARIF 2.1.0, 3.27.10: any other kind than fail has the level none.
        assert result["kind"] in ("pass", "fail", "open")
        assert (result["level"] in ("error", "warning")) == (result["kind"] == "fail")
    assert any(one["kind"] == "fail" and one["level"] == "error" for one in run["results"])


def test_junit_counts_what_it_lists(broken):
    path = broken.home / "audit.xml"
    assert broken.command("audit", "--junit", str(path)).code == 1
    root = ElementTree.fromstring(path.read_text())
    cases = root.findall("./testsuite/testcase")
    assert root.tag == "testsuites" and int(root.get("tests")) == len(cases) >= 30
    assert int(root.get("failures")) == len(root.findall(".//failure")) >= 1
    assert int(root.get("skipped")) == len(root.findall(".//skipped"))
    for suite in root.findall("./testsuite"):
        assert int(suite.get("tests")) == len(suite.findall("testcase"))


def test_oscal_takes_nothing_as_satisfied_that_was_not_looked_at(broken):
    path = broken.home / "audit.oscal.json"
    assert broken.command("audit", "--oscal", str(path)).code == 1
    document = json.loads(path.read_text())["assessment-results"]
    assert document["metadata"]["oscal-version"] == "1.1.2"
    uuid = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[45][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
    assert uuid.fullmatch(document["uuid"])
    result = document["results"][0]
    observed = {one["uuid"]: one for one in result["observations"]}
    assert all(uuid.fullmatch(one) for one in observed) and len(observed) >= 30
    unknown = {one["title"] for one in observed.values() if one["methods"] == ["UNKNOWN"]}
    found = {one["title"]: one["target"]["status"]["state"] for one in result["findings"]}
    assert unknown and not unknown & set(found)
    assert set(found) | unknown == {one["title"] for one in observed.values()}
    assert set(found.values()) == {"satisfied", "not-satisfied"}
    for finding in result["findings"]:
        assert finding["related-observations"][0]["observation-uuid"] in observed


def test_a_dash_is_standard_output_and_two_forms_are_one_too_many(installation):
    done = installation.command("audit", "--sarif", "-")
    assert json.loads(done.out)["version"] == "2.1.0"
    assert installation.command("audit", "--json", "--sarif", "-").code == 2
    done = installation.command("audit", "--sarif", str(installation.home / "nowhere" / "audit.sarif"))
    assert done.code == 1 and "cannot be written" in done.err


def test_without_data_there_is_nothing_to_audit(install):
    done = install().command("audit")
    assert done.code == 1 and done.out == "" and len(done.err.strip().splitlines()) == 1
