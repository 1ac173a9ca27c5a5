"""CSV import through the command: what is read, what is refused, and that the difference shown is the one applied."""

import json
import time

import pytest

from support.console import Console, waiting
from support.people import user
from support.rawsearch import search
from support.sheets import HEADER, counts, row, sheet, write

NAMES = [f"sheet.s{number:02d}" for number in range(10)]
STAFF = [row(name) for name in NAMES]


@pytest.fixture
def bring(running, organization, tmp_path):
    """Imports a text and returns the change set that was printed."""

    def bring(text: str, *flags: str, encoding: str = "utf-8", code: int = 0):
        path = write(tmp_path, text, encoding)
        done = running.command("directory", "import", organization.slug, path, "--json", *flags)
        assert done.code == code, (done.code, done.err, done.out[:1000])
        return json.loads(done.out) if done.out else done.err
    return bring


def names(scim) -> set[str]:
    return {one["userName"] for one in scim.everyone() if one["userName"].startswith("sheet.")}


def test_joiners_movers_leavers_and_unchanged_are_told_apart(bring, scim):
    assert counts(bring(sheet(STAFF))) == (10, 0, 0, 0)
    assert len(names(scim)) == 10
    later = [row("sheet.s00", title="Foreman"), *STAFF[1:9], row("sheet.newcomer")]
    assert counts(bring(sheet(later), "--dry-run")) == (1, 1, 1, 8)
    assert counts(bring(sheet(later))) == (1, 1, 1, 8)
    assert counts(bring(sheet(later))) == (0, 0, 0, 10)
    (moved,) = scim.find('userName eq "sheet.s00@people.example"')
    assert moved["title"] == "Foreman"


def test_a_dry_run_changes_nothing(bring, scim, running):
    before = {one["id"]: one for one in scim.everyone()}
    assert counts(bring(sheet(STAFF), "--dry-run")) == (10, 0, 0, 0)
    assert {one["id"]: one for one in scim.everyone()} == before
    assert counts(bring(sheet(STAFF))) == (10, 0, 0, 0)


ENCODINGS = {
    "UTF-8": ("utf-8", ","), "UTF-8 with a byte order mark": ("utf-8-sig", ","), "Windows-1252": ("cp1252", ","),
    "semicolons": ("utf-8", ";"), "tabs": ("utf-8", "\t"), "semicolons in Windows-1252": ("cp1252", ";")}


@pytest.mark.parametrize("encoding, delimiter", ENCODINGS.values(), ids=ENCODINGS.keys())
def test_encodings_and_delimiters_are_recognised(bring, scim, encoding, delimiter):
    odd = ["sheet.odd@people.example", "Zoë", "Müller, Åse; Ñandú", "Café–Leiter", "e-odd", "yes"]
    assert counts(bring(sheet([odd], delimiter=delimiter), encoding=encoding))[0] == 1
    (found,) = scim.find('userName eq "sheet.odd@people.example"')
    assert found["name"]["givenName"] == "Zoë" and found["name"]["familyName"] == "Müller, Åse; Ñandú"
    assert found["title"] == "Café–Leiter"


@pytest.mark.parametrize("line", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_line_ends_and_quoted_line_breaks_are_read(bring, scim, line):
    broken = ["sheet.broken@people.example", "Line", "Break", "Head of\nStores", "e-1", "yes"]
    assert counts(bring(sheet([broken, row("sheet.after")], line=line)))[0] == 2
    (found,) = scim.find('userName eq "sheet.broken@people.example"')
    assert found["title"] == "Head of Stores"


@pytest.mark.parametrize("header", [
    ["E-Mail", "Vorname", "Nachname", "Stellenbezeichnung", "Personalnummer", "aktiv"],
    ["Work Email", "Given name", "Surname", "Position", "Employee number", "Status"],
    ["UPN", "FIRST NAME", "last_name", "Job-Title", "employee id", "ACTIVE"]], ids=lambda header: header[0])
def test_headers_are_known_by_their_synonyms(bring, scim, header):
    assert counts(bring(sheet([row("sheet.synonym", active="1")], header=header)))[0] == 1
    (found,) = scim.find('userName eq "sheet.synonym@people.example"')
    assert found["name"]["familyName"] == "Synonym" and found["title"] == "Technician" and found["active"] is True


def test_columns_that_nobody_declared_are_dropped_and_their_names_told(bring, scim, running):
    header = [*HEADER, "Salary", "Home address"]
    began = time.time() - 1
    printed = bring(sheet([[*row("sheet.dropped"), "Zsalary9000", "Zhomestreet 1"]], header=header))
    assert "Salary" in json.dumps(printed) and "Zsalary9000" not in json.dumps(printed)
    assert search([running.home, *running.engine.folders()], ["Zsalary9000", "Zhomestreet 1"], began) == {}


WRONG_ROWS = {
    "no address": ["", "No", "Address", "x", "1", "yes"],
    "a wrong address": ["not an address", "No", "Address", "x", "1", "yes"],
    "an unknown state": ["sheet.state@people.example", "Odd", "State", "x", "1", "perhaps"],
    "too many cells": [*row("sheet.cells"), "more", "and more"],
    "U+0000": ["sheet.nul@people.example", "N\0l", "Byte", "x", "1", "yes"],
    "a name of 10,000 characters": ["sheet.long@people.example", "x" * 10_000, "Long", "x", "1", "yes"],
    "the same person twice": row("sheet.s00", title="Twice")}


@pytest.mark.parametrize("wrong", WRONG_ROWS.values(), ids=WRONG_ROWS.keys())
def test_a_wrong_row_is_told_with_its_line_and_nobody_is_taken_as_having_left(bring, scim, wrong):
    bring(sheet([*STAFF, row("sheet.staying")]))
    printed = bring(sheet([*STAFF, wrong]))
    assert printed["refused"] >= 1 and printed["leavers"] == 0
    assert 12 in {problem["line"] for problem in printed["problems"]}
    for problem in printed["problems"]:
        assert problem["message"] and not any(cell in problem["message"] for cell in wrong[:4] if len(cell) > 3)
    kept = {one["userName"]: one for one in scim.everyone() if one["userName"].startswith("sheet.")}
    assert set(kept) == {f"{name}@people.example" for name in [*NAMES, "sheet.staying"]}
    assert all(one["active"] for one in kept.values())


def test_a_sheet_without_an_address_column_or_rows_is_refused(bring, scim):
    for text in (sheet(STAFF, header=["A", "B", "C", "D", "E", "F"]), "", "\n\n", '"never closed'):
        bring(text, code=1)
    assert names(scim) == set()


def test_a_sheet_that_ends_most_of_the_staff_waits_for_an_administrator(bring, organization):
    everyone = [row(f"sheet.b{number:02d}") for number in range(60)]
    assert counts(bring(sheet(everyone)))[0] == 60
    printed = bring(sheet(everyone[:20]))
    assert counts(printed)[2] == 40
    assert waiting(Console.signed_in(organization)), "the brake did not hold it"


def test_formulas_and_markup_are_only_text(bring, scim):
    assert counts(bring(sheet([["sheet.formula@people.example", "=1+1", "<b>Bold</b>", "+cmd|' /C calc'!A0", "1",
                                "yes"]])))[0] == 1
    (found,) = scim.find('userName eq "sheet.formula@people.example"')
    assert found["name"]["givenName"] == "=1+1" and found["name"]["familyName"] == "<b>Bold</b>"


def test_people_of_another_connection_are_not_leavers_of_the_sheet(bring, scim):
    made = scim.create(user("directory.person"))
    assert counts(bring(sheet(STAFF)))[2] == 0
    assert scim.user(made["id"])["active"] is True


def test_one_cell_of_a_gigabyte_ends_in_an_error_and_takes_no_memory(running, organization, scim, tmp_path):
    path = tmp_path / "huge.csv"
    with open(path, "wb") as file:
        file.write(b'Email,First name\r\nsheet.huge@people.example,"')
        for _ in range(1024):
            file.write(b"Z" * (1 << 20))
    done = running.command("directory", "import", organization.slug, str(path), "--json", seconds=200)
    path.unlink()
    assert done.code == 1 and "2" in done.out + done.err
    assert len(done.out) + len(done.err) < 100_000
    assert names(scim) == set()
    peak = [line for line in open(f"/proc/{running.process.pid}/status") if line.startswith("VmHWM")]
    assert int(peak[0].split()[1]) < 400 << 10
