"""The bill of materials: what the program is made of, complete and with versions."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def bill(tmp_path_factory) -> dict:
    out = tmp_path_factory.mktemp("sbom") / "sbom.cdx.json"
    tree = subprocess.run(["swift", "package", "show-dependencies", "--format", "json"], cwd=ROOT, capture_output=True,
                          check=True, timeout=300).stdout
    subprocess.run([sys.executable, str(ROOT / "Scripts/sbom.py"), str(out)], input=tree, check=True, timeout=60)
    return json.loads(out.read_text())


def test_asvs_15_1_2_every_direct_dependency_and_c_library_is_listed(bill):
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    places = {component["purl"].split("@")[0].lower() for component in bill["components"]}
    manifest = (ROOT / "Package.swift").read_text()
    urls = [part.split('"')[0] for part in manifest.split('url: "https://')[1:]]
    assert len(urls) > 10
    assert {f"pkg:swift/{url.removesuffix('.git')}".lower() for url in urls} <= places
    assert {"pkg:generic/sqlite3", "pkg:generic/libpq", "pkg:generic/libcurl"} <= places


def test_every_component_has_a_version_and_a_licence(bill):
    for component in bill["components"]:
        assert component["version"] not in ("", "unspecified"), component["name"]
        assert component.get("licenses"), component["name"]


def test_everything_hangs_together_from_the_program_down(bill):
    refs = {component["bom-ref"] for component in bill["components"]}
    assert {line["ref"] for line in bill["dependencies"]} == refs | {"program"}
    below = {line["ref"]: line.get("dependsOn", []) for line in bill["dependencies"]}
    seen, waiting = set(), ["program"]
    while waiting:
        for ref in below[waiting.pop()]:
            if ref not in seen:
                seen.add(ref)
                waiting.append(ref)
    assert seen == refs


def test_it_names_only_where_the_source_is(bill):
    for component in bill["components"]:
        for reference in component.get("externalReferences", []):
            assert reference["url"].startswith("https://github.com/"), reference
