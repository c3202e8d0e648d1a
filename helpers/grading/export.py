"""Scores in the form that Canvas, Moodle or a spreadsheet reads.

Canvas imports a table with the columns of its own exported gradebook: Student, ID, SIS User ID, SIS Login ID, Section,
then the assignments, with a second row of the points possible. Moodle's grade import finds people by a column of your
choice; ID number and Email address are both there. A plain table has everything that the gradebook knows.

A score that waits for a person is left empty, because an import would take a zero for the last word.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from helpers.grading.class_list import FILE as CLASS_LIST
from helpers.grading.class_list import ClassList, Person
from helpers.grading.records import ClassRecords, Record

System = Literal["canvas", "moodle", "csv"]
SYSTEMS: tuple[System, ...] = ("canvas", "moodle", "csv")

_CANVAS_COLUMNS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
_MOODLE_COLUMNS = ("First name", "Last name", "ID number", "Email address")
# A spreadsheet takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class ExportError(Exception):
    """Nothing was written. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A table that is ready to be written.

    Attributes:
        name: for the file.
        rows: the table, its header first.
        remarks: who is left out or has no score yet, and why.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    remarks: tuple[str, ...]


def export(records: ClassRecords, people: ClassList, system: System, column: str = "") -> Exported:
    """The scores of a chapter as a table.

    Args:
        records: the graded chapter.
        people: the class list; needed for Canvas and Moodle.
        system: who will read it.
        column: what the assignment is called there; for Canvas with its number, as in `Race conditions (815)`, where
            the assignment exists already. The chapter's name otherwise.

    Raises:
        ExportError: when the class list does not say what the system needs.
    """
    column = column or records.chapter
    if system == "csv":
        return _plain(records)
    if not people.people:
        raise ExportError(
            f"{system.title()} asks for more than names: make {CLASS_LIST} from its own export, "
            "with `course students FILE`."
        )
    return _canvas(records, people, column) if system == "canvas" else _moodle(records, people, column)


def write(exported: Exported, path: Path, *, replace: bool = False) -> None:
    """Write the table as CSV (UTF-8).

    Raises:
        ExportError: when a file is there already and `replace` does not say otherwise.
    """
    if path.is_dir():
        raise ExportError(f"{path} is a folder; name a file.")
    if path.exists() and not replace:
        raise ExportError(
            f"{path} is there already, and was left as it is: --force takes its place, --output names another."
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    with beside.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([_harmless(cell) for cell in row] for row in exported.rows)
    beside.replace(path)


def _canvas(records: ClassRecords, people: ClassList, column: str) -> Exported:
    wanted, remarks = _whom(records, people, "canvas_id", "Canvas's ID of the student")
    rows = [(*_CANVAS_COLUMNS, column), ("    Points Possible", "", "", "", "", _number(records.most))]
    rows += [
        (person.name, person.canvas_id, person.sis_user_id, person.login, person.section, _score(record))
        for person, record in wanted
    ]
    return Exported(f"{records.chapter}-canvas.csv", tuple(rows), (*remarks, *_waiting(records)))


def _moodle(records: ClassRecords, people: ClassList, column: str) -> Exported:
    wanted, remarks = _whom(records, people, "email", "an e-mail address or an ID number", "id_number")
    rows: list[tuple[str, ...]] = [(*_MOODLE_COLUMNS, column)]
    for person, record in wanted:
        first, last = _names(person.name)
        rows.append((first, last, person.id_number, person.email, _score(record)))
    return Exported(f"{records.chapter}-moodle.csv", tuple(rows), (*remarks, *_waiting(records)))


def _plain(records: ClassRecords) -> Exported:
    header = ("student", "name", "email", "handed_in_utc", "hours_late", *records.points, "late_penalty", "score", "of")
    rows: list[tuple[str, ...]] = [header]
    for record in records.records:
        marks = [record.marks.get(cell) for cell in records.points]
        rows.append(
            (
                record.student,
                record.name,
                record.email,
                f"{record.handed_in:%Y-%m-%d %H:%M:%S}" if record.handed_in else "",
                _number(record.hours_late),
                *("" if mark is None or mark.score is None else _number(mark.score) for mark in marks),
                _number(record.penalty),
                _score(record),
                _number(records.most),
            )
        )
    return Exported(f"{records.chapter}.csv", tuple(rows), tuple(_waiting(records)))


def _whom(
    records: ClassRecords, people: ClassList, needed: str, words: str, other: str = ""
) -> tuple[list[tuple[Person, Record | None]], list[str]]:
    """The students of the class list with their records, and remarks on those who cannot be exported."""
    by_student = {record.student: record for record in records.records}
    listed = {person.student for person in people.people}
    usable = [person for person in people.people if getattr(person, needed) or (other and getattr(person, other))]
    left_out = [record.student for record in records.records if record.student not in listed]
    remarks = [
        f"{student} is left out: not in {CLASS_LIST}. Add a row with this in the column `student`."
        for student in left_out
    ]
    remarks += [
        f"{person.student} is left out: {CLASS_LIST} does not have {words}."
        for person in people.people
        if person not in usable and person.student in by_student
    ]
    if not usable:
        raise ExportError(
            f"{CLASS_LIST} does not have {words} for anyone: add them from the platform's own export, "
            "with `course students FILE`."
        )
    return [(person, by_student.get(person.student)) for person in usable], remarks


def _waiting(records: ClassRecords) -> list[str]:
    waiting = [record.student for record in records.records if record.waiting]
    if not waiting:
        return []
    return [f"No score yet for {', '.join(waiting)}: give it in Formgrader, under Manual Grading, and export again."]


def _score(record: Record | None) -> str:
    """The score; empty for who handed in nothing, and while a part of it waits for a person."""
    return "" if record is None or record.waiting else _number(record.score)


def _number(value: float) -> str:
    return f"{round(value, 2):g}"


def _names(name: str) -> tuple[str, str]:
    """First and last name."""
    if "," in name:
        last, _, first = name.partition(",")
    else:
        first, _, last = name.rpartition(" ")
    return first.strip(), last.strip()


def _harmless(cell: str) -> str:
    """The cell such that no spreadsheet calculates it: a student chooses a name."""
    if cell.startswith(_FORMULA) and not _is_number(cell):
        return f"'{cell}"
    return cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
