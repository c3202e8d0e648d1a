"""Scores leave in the form that the other system reads, and nothing is overwritten in silence."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from helpers.grading.class_list import ClassList, Person
from helpers.grading.export import Exported, ExportError, export, write
from helpers.grading.records import ClassRecords, Mark, Record


def record(student: str, *scores: float | None, penalty: float = 0.0) -> Record:
    cells = {f"c{number}": score for number, score in enumerate(scores)}
    marks = {cell: Mark(cell, "04-1", 5.0, score, score, None) for cell, score in cells.items()}
    return Record(student, "", "", None, 0.0, penalty, marks)


RECORDS = ClassRecords(
    "04-race-conditions",
    None,
    {"c0": 5.0, "c1": 5.0},
    {"c0": "04-1", "c1": "04-2"},
    (record("ada", 5, 4.5), record("bob", 2, None), record("cem", 5, 5, penalty=1.25), record("zoe", 1, 1)),
)
PEOPLE = ClassList(
    (
        Person("ada", "Lovelace, Ada", "ada@example.org", "100", "4711", "u100", "ada@example.org", "Threads 1"),
        Person("bob", "Bob Noyce", "bob@example.org", "", "4712", "u101", "bob", "Threads 1"),
        Person("cem", "Cem", "", "", "", "", "", ""),
        Person("dora", "Dora Maar", "dora@example.org", "103", "4714", "", "dora", "Threads 2"),
    )
)


def test_canvas_gets_the_columns_of_its_own_gradebook() -> None:
    exported = export(RECORDS, PEOPLE, "canvas", "Race conditions (815)")
    assert exported.rows == (
        ("Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Race conditions (815)"),
        ("    Points Possible", "", "", "", "", "10"),
        ("Lovelace, Ada", "4711", "u100", "ada@example.org", "Threads 1", "9.5"),
        ("Bob Noyce", "4712", "u101", "bob", "Threads 1", ""),
        ("Dora Maar", "4714", "", "dora", "Threads 2", ""),
    )


def test_moodle_gets_columns_by_which_it_finds_people() -> None:
    exported = export(RECORDS, PEOPLE, "moodle")
    assert exported.rows == (
        ("First name", "Last name", "ID number", "Email address", "04-race-conditions"),
        ("Ada", "Lovelace", "100", "ada@example.org", "9.5"),
        ("Bob", "Noyce", "", "bob@example.org", ""),
        ("Dora", "Maar", "103", "dora@example.org", ""),
    )


def test_a_plain_table_has_every_submission_with_its_late_penalty() -> None:
    exported = export(RECORDS, ClassList(), "csv")
    rows = {row[0]: dict(zip(exported.rows[0], row, strict=True)) for row in exported.rows[1:]}
    assert list(rows) == ["ada", "bob", "cem", "zoe"]
    assert (rows["cem"]["late_penalty"], rows["cem"]["score"], rows["cem"]["of"]) == ("1.25", "8.75", "10")
    assert (rows["bob"]["c0"], rows["bob"]["c1"], rows["bob"]["score"]) == ("2", "", "")


def test_who_is_left_out_or_waits_is_named_with_what_to_do() -> None:
    remarks = "\n".join(export(RECORDS, PEOPLE, "canvas").remarks)
    assert "zoe is left out: not in students.csv" in remarks
    assert "cem is left out: students.csv does not have Canvas's ID" in remarks
    assert "No score yet for bob: give it in Formgrader" in remarks


def test_without_a_class_list_the_error_says_how_to_make_one() -> None:
    with pytest.raises(ExportError, match="course students FILE"):
        export(RECORDS, ClassList(), "moodle")
    nobody = ClassList(tuple(replace(person, canvas_id="") for person in PEOPLE.people))
    with pytest.raises(ExportError, match="for anyone"):
        export(RECORDS, nobody, "canvas")


def test_a_file_that_is_there_is_left_alone_unless_told_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "exports" / "scores.csv"
    exported = export(RECORDS, PEOPLE, "canvas")
    write(exported, path)
    path.write_text("mine")
    with pytest.raises(ExportError, match="left as it is: --force"):
        write(exported, path)
    assert path.read_text() == "mine"
    write(exported, path, replace=True)
    with path.open(encoding="utf-8", newline="") as file:
        assert tuple(map(tuple, csv.reader(file))) == exported.rows
    assert [one.name for one in path.parent.iterdir()] == ["scores.csv"]


def test_a_name_that_a_spreadsheet_would_calculate_stays_a_name(tmp_path: Path) -> None:
    write(Exported("x.csv", (("=1+1", "-2.5", "+a", "@b", "Zoë"),), ()), tmp_path / "x.csv")
    assert (tmp_path / "x.csv").read_text(encoding="utf-8") == "'=1+1,-2.5,'+a,'@b,Zoë\n"
