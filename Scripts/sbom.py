"""Writes the bill of materials: what the program is made of, as CycloneDX 1.6 (JSON), validated.

    sbom.py OUT.json < dependencies.json

The input is what `swift package show-dependencies --format json` prints. Versions and revisions come from there and from
Package.resolved, licences from the LICENSE file of each checkout, the C libraries from pkg-config.
"""

import json
import subprocess
import sys
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.dependency import Dependency
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

ROOT = Path(__file__).resolve().parent.parent

# A phrase that only that licence has, near its beginning.
LICENCES = [
    ("Apache License", "Apache-2.0"),
    ("Mozilla Public License Version 2.0", "MPL-2.0"),
    ("Permission is hereby granted, free of charge", "MIT"),
    ("Permission to use, copy, modify, and distribute", "curl"),
    ("Redistribution and use in source and binary forms", "BSD-3-Clause"),
]

# What the distribution provides: pkg-config's name, the name that people know, the licence.
SYSTEM = [("sqlite3", "SQLite", "blessing"), ("libpq", "libpq", "PostgreSQL"), ("libcurl", "libcurl", "curl")]


def licence_of(folder: str | None) -> str | None:
    if folder is None:
        return None
    for path in sorted(Path(folder).glob("LICEN[CS]E*")):
        text = " ".join(path.read_text("utf-8", "replace")[:4_000].split())
        for phrase, name in LICENCES:
            if phrase in text:
                return name
    return None


def revisions() -> dict[str, dict]:
    """What Package.resolved pins, by identity."""
    path = ROOT / "Package.resolved"
    if not path.exists():
        return {}
    return {pin["identity"]: pin["state"] for pin in json.loads(path.read_text())["pins"]}


def packages(tree: dict) -> dict[str, dict]:
    """Every package below the root once, by identity."""
    found = {}

    def visit(node: dict):
        for child in node["dependencies"]:
            found.setdefault(child["identity"], child)
            visit(child)

    visit(tree)
    return found


def swift_component(identity: str, package: dict, pin: dict) -> Component:
    version = pin.get("version") or package["version"]
    # A git revision is a SHA-1 of what was built.
    revision = pin.get("revision")
    place = package["url"].removeprefix("https://").removesuffix(".git")
    name = licence_of(package.get("path"))
    return Component(
        type=ComponentType.LIBRARY, name=package["name"], version=version, bom_ref=f"swift:{identity}",
        purl=PackageURL("swift", namespace=place.rsplit("/", 1)[0], name=place.rsplit("/", 1)[1], version=version),
        hashes=[HashType(alg=HashAlgorithm.SHA_1, content=revision)] if revision else [],
        licenses=[LicenseFactory().make_with_id(name)] if name else [],
        external_references=[ExternalReference(type=ExternalReferenceType.VCS, url=XsUri(package["url"]))])


def system_component(module: str, name: str, licence: str) -> Component:
    done = subprocess.run(["pkg-config", "--modversion", module], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"pkg-config does not know {module}; make setup installs it")
    version = done.stdout.strip()
    return Component(type=ComponentType.LIBRARY, name=name, version=version, bom_ref=f"system:{module}",
                     purl=PackageURL("generic", name=module, version=version),
                     licenses=[LicenseFactory().make_with_id(licence)])


def bill(tree: dict) -> Bom:
    pins, found = revisions(), packages(tree)
    bom = Bom()
    bom.metadata.component = Component(type=ComponentType.APPLICATION, name=tree["name"], bom_ref="program")
    system = [system_component(*entry) for entry in SYSTEM]
    components = {identity: swift_component(identity, package, pins.get(identity, {}))
                  for identity, package in sorted(found.items())}
    for component in [*components.values(), *system]:
        bom.components.add(component)

    def refs(node: dict) -> list[Dependency]:
        return [Dependency(ref=components[child["identity"]].bom_ref) for child in node["dependencies"]]

    bom.dependencies.add(Dependency(
        ref=bom.metadata.component.bom_ref,
        dependencies=refs(tree) + [Dependency(ref=component.bom_ref) for component in system]))
    for identity, package in found.items():
        bom.dependencies.add(Dependency(ref=components[identity].bom_ref, dependencies=refs(package)))
    return bom


def main():
    out = Path(sys.argv[1])
    text = JsonV1Dot6(bill(json.load(sys.stdin))).output_as_string(indent=2)
    problem = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if problem:
        sys.exit(f"The bill of materials is not valid: {problem}")
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(text + "\n")
    print(f"{out}: {len(json.loads(text)['components'])} components")


if __name__ == "__main__":
    main()
