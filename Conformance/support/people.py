"""People that the tests make up: distinctive enough to be searched for in files."""

import uuid

from support.scim import ENTERPRISE, USER

# Given and family names that occur nowhere else in the program, in several scripts.
NAMES = [
    ("Zquirinia", "Vandersplinck"), ("Þorgerður", "Öxndælskvist"), ("Μυρτιώτισσα", "Καραπαναγιώτου"),
    ("Святославна", "Крыжановская"), ("عبدالرحمنية", "القسطنطيني"), ("गोवर्धनलता", "चट्टोपाध्याय"),
    ("은하수별빛", "선우황보"), ("Nguyễnthảo", "Trầnvĩnhphúc"),
]


def user(account: str, domain: str = "people.example", /, **more) -> dict:
    """A user as most directories send one; `more` replaces or adds attributes, None leaves one out."""
    address = f"{account}@{domain}"
    given, _, family = account.partition(".")
    body = {
        "schemas": [USER],
        "userName": address,
        "externalId": f"ext-{account}",
        "name": {"givenName": given.title(), "familyName": (family or "Person").title()},
        "displayName": f"{given.title()} {(family or 'Person').title()}",
        "title": "Technician",
        "emails": [{"value": address, "type": "work", "primary": True}],
        "active": True,
    }
    body.update(more)
    return {key: value for key, value in body.items() if value is not None}


def enterprise_user(account: str, extension: dict, /, **more) -> dict:
    return user(account, schemas=[USER, ENTERPRISE], **{ENTERPRISE: extension}, **more)


def known_people(prefix: str, domain: str = "people.example") -> list[dict]:
    """People with the names above, and the values that a search for them looks for."""
    return [
        user(f"{prefix}.{number}.wellknownaddress", domain, externalId=f"{prefix}-{uuid.uuid4()}",
             name={"givenName": given, "familyName": family}, displayName=f"{given} {family}")
        for number, (given, family) in enumerate(NAMES)
    ]


def values_of(person: dict) -> list[str]:
    """What must never lie in the clear: names and addresses."""
    name = person.get("name", {})
    values = [person["userName"], name.get("givenName"), name.get("familyName"), person.get("displayName")]
    values += [email["value"] for email in person.get("emails", [])]
    return sorted({value for value in values if value and len(value) >= 4})
