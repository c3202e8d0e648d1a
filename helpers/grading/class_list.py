"""The class list: who is who in the learning platform, and which folder in `submitted/` is whose.

`students.csv` in the course's folder has a row for each student. It is made from the files that platforms export, and
can be edited in any spreadsheet. Without it, collecting makes folders from the names in the download, and an export
for Canvas or Moodle cannot be made, because nobody says which of their students a folder is.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

FILE = "students.csv"

# What a folder's name may not hold: paths, patterns, what Windows forbids, what steers a terminal.
_NOT_IN_A_FOLDER = re.compile(r"[^\w.+@-]+")


class ClassListError(Exception):
    """The class list cannot be used. The message says what to mend."""


@dataclass(frozen=True, slots=True)
class Person:
    """One student.

    Attributes:
        student: the folder in `submitted/`, which is also nbgrader's id of the student.
        name: as the platform writes it.
        email, id_number: as in Moodle.
        canvas_id, sis_user_id, login, section: as in the columns of Canvas's gradebook.
    """

    student: str
    name: str = ""
    email: str = ""
    id_number: str = ""
    canvas_id: str = ""
    sis_user_id: str = ""
    login: str = ""
    section: str = ""


COLUMNS = tuple(field.name for field in fields(Person))


@dataclass(frozen=True)
class ClassList:
    """The students of a course, by folder."""

    people: tuple[Person, ...] = ()

    def by(self, column: str, value: str) -> Person | None:
        """The one person with this value; None for nobody, and where several have it."""
        wanted = comparable(value)
        found = [person for person in self.people if wanted and comparable(getattr(person, column)) == wanted]
        return found[0] if len(found) == 1 else None


def comparable(text: str) -> str:
    """A name or an address as it is compared: without regard to capitals, accents' encodings and spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def folder_name(text: str) -> str:
    """A name for a folder, from a person's name or address."""
    plain = _NOT_IN_A_FOLDER.sub("-", unicodedata.normalize("NFC", text.strip()).lower()).strip("-.")
    return plain[:60] or "student"


def read_class_list(course: Path) -> ClassList:
    """The class list of a course; an empty one where there is no file.

    Raises:
        ClassListError: when it has no column `student`, or a row that cannot be used.
    """
    path = course / FILE
    if not path.exists():
        return ClassList()
    header, rows = read_table(path)
    if "student" not in header:
        raise ClassListError(f"{FILE} has no column `student`. Its columns are {', '.join(COLUMNS)}.")
    people = [(line, Person(**{column: row.get(column, "") for column in COLUMNS})) for line, row in rows]
    _refuse(people, FILE)
    return ClassList(tuple(person for _, person in people))


def _refuse(people: Sequence[tuple[int, Person]], file: str) -> None:
    """Raise ClassListError where these rows, each with its line in the file, cannot be a class list."""
    wrong = []
    for line, person in people:
        if not person.student:
            wrong.append(f"line {line}: the column `student` is empty.")
        elif _NOT_IN_A_FOLDER.search(person.student) or person.student.startswith((".", "-")):
            wrong.append(f"line {line}: {person.student!r} cannot be a folder's name; use letters, digits, - and _.")
    for column in ("student", "canvas_id", "email", "id_number"):
        twice = _twice([person for _, person in people], column)
        wrong += [f"{value!r} is the {column} of more than one student." for value in twice]
    if wrong:
        raise ClassListError("\n".join([f"{file} cannot be used:", *(f"  * {problem}" for problem in wrong)]))


def add_to_class_list(course: Path, export: Path) -> tuple[ClassList, list[str], list[str]]:
    """Add to the class list what a platform's exported file says.

    Args:
        course: the course's folder.
        export: Canvas's exported gradebook, or Moodle's exported grades, participants or grading worksheet, as CSV.

    Returns:
        the new class list, which is written, and the folders that are new and those whose row was completed.

    Raises:
        ClassListError: when the file is none of these, or the list could not be read any more with it.
    """
    known = list(read_class_list(course).people)
    rows = list(_people_in(export))
    names = Counter(comparable(person.name) for person in rows)
    added, completed = [], []
    for person in rows:
        old = _same_person(person, ClassList(tuple(known)), alone=names[comparable(person.name)] == 1)
        if old is None:
            student = _free(person.student, {one.student for one in known})
            known.append(replace(person, student=student))
            added.append(student)
        else:
            news = {
                column: getattr(person, column)
                for column in COLUMNS
                if column != "student" and getattr(person, column) and not getattr(old, column)
            }
            if news:
                known[known.index(old)] = replace(old, **news)
                completed.append(old.student)
    _refuse([(0, person) for person in known], export.name)
    result = ClassList(tuple(sorted(known, key=lambda person: person.student)))
    _write(course / FILE, result)
    return result, added, completed


def _same_person(person: Person, people: ClassList, *, alone: bool) -> Person | None:
    """The row of somebody who is in the list already.

    Args:
        alone: whether nobody else in the same file has this name. Of two who share it, the name says nothing.
    """
    for key in ("canvas_id", "email", "id_number"):
        if found := people.by(key, getattr(person, key)):
            return found
    found = people.by("name", person.name) if alone else None
    if found is None or _is_another(person, found):
        return None
    return found


def _is_another(person: Person, other: Person) -> bool:
    """Whether a platform's own number tells two people of one name apart."""
    pairs = ((getattr(person, key), getattr(other, key)) for key in ("canvas_id", "id_number"))
    return any(one and two and comparable(one) != comparable(two) for one, two in pairs)


def read_table(path: Path) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    """A CSV file as platforms and spreadsheets write it: with or without a byte order mark, with commas, semicolons or
    tabs.

    Returns:
        the header, and each row with its line.

    Raises:
        ClassListError: when it cannot be read as a table.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ClassListError(f"{path.name} is not a text file in UTF-8: export it as CSV (UTF-8).") from error
    except OSError as error:
        raise ClassListError(f"{path.name} cannot be read ({error.strerror}).") from error
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=first.count))
    try:
        lines = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if any(map(str.strip, row))]
    except csv.Error as error:
        raise ClassListError(f"{path.name} cannot be read as a table ({error}): export it as CSV (UTF-8).") from error
    if any("\0" in cell for _, row in lines for cell in row):  # csv itself says so up to Python 3.10
        raise ClassListError(f"{path.name} cannot be read as a table (it holds a NUL): export it as CSV (UTF-8).")
    if not lines:
        raise ClassListError(f"{path.name} is empty.")
    header = lines[0][1]
    # spreadsheets leave out the empty cells at the end of a row
    return header, [
        (line, dict(zip(header, [*row, *[""] * (len(header) - len(row))], strict=False))) for line, row in lines[1:]
    ]


def _people_in(export: Path) -> Iterable[Person]:
    header, rows = read_table(export)
    columns = set(header)
    if {"Student", "ID"} <= columns:
        for _, row in rows:
            name = row.get("Student", "")
            if not row.get("ID", "").isdecimal() or name.startswith("Student, Test"):
                continue  # "Points Possible", and the student that Canvas invents for the teacher
            login = row.get("SIS Login ID", "")
            yield Person(
                student=folder_name(login.split("@")[0] or name),
                name=name,
                canvas_id=row["ID"],
                sis_user_id=row.get("SIS User ID", ""),
                login=login,
                email=login if "@" in login else "",
                section=row.get("Section", ""),
            )
    elif "Email address" in columns and (columns & {"Full name", "First name"}):
        for _, row in rows:
            last = row.get("Last name") or row.get("Surname", "")
            name = row.get("Full name") or f"{row.get('First name', '')} {last}".strip()
            email = row["Email address"]
            if email or name:
                yield Person(
                    student=folder_name(email.split("@")[0] or name),
                    name=name,
                    email=email,
                    id_number=row.get("ID number", ""),
                )
    elif "student" in columns:
        own = [(line, Person(**{column: row.get(column, "") for column in COLUMNS})) for line, row in rows]
        own = [(line, person) for line, person in own if person.student]
        _refuse(own, export.name)
        yield from (person for _, person in own)
    else:
        raise ClassListError(
            f"{export.name} is none of the tables that are known: Canvas's exported gradebook has the columns Student "
            "and ID; Moodle's exported grades and its grading worksheet have Email address (export them in English); "
            f"a table of your own has the column student. This one has {', '.join(header[:8])}."
        )


def _free(wanted: str, used: set[str]) -> str:
    """The name, with a number where somebody has it already."""
    name, number = wanted, 2
    while name.casefold() in {one.casefold() for one in used}:
        name, number = f"{wanted}-{number}", number + 1
    return name


def _twice(people: list[Person], column: str) -> list[str]:
    values = [comparable(getattr(person, column)) for person in people if getattr(person, column)]
    return sorted({value for value in values if values.count(value) > 1})


def _write(path: Path, people: ClassList) -> None:
    beside = path.with_suffix(".csv.new")
    with beside.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows({column: getattr(person, column) for column in COLUMNS} for person in people.people)
    beside.replace(path)  # all of it or nothing
