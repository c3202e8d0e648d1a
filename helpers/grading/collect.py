"""Collect what students handed in, from the downloads of Canvas and Moodle and from plain zip files.

Each student's last attempt goes to `submitted/STUDENT/CHAPTER/`, with the time where it is known. Nothing is lost: what
a new attempt takes the place of is kept in `.racecourse/replaced/`, and what cannot be collected is named, with what to
do about it. Archives are unpacked by `safe_zip`, which believes nothing that an archive says.

nbgrader's own `zip_collect` can use the same knowledge: its `--collector` may be `CanvasNames`, `MoodleNames` or
`PlainNames`, its `--extractor` `SafeExtractor`, each with `helpers.grading.collect.` before it.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin
from nbgrader.utils import parse_utc

from helpers.grading import late
from helpers.grading.class_list import (
    ClassList,
    ClassListError,
    Person,
    comparable,
    folder_name,
    read_class_list,
    read_table,
)
from helpers.grading.course_folder import course_above
from helpers.grading.handed_in import EXAMPLES, FORMS, Form, HandedIn, guess, original_name, parse
from helpers.grading.late import LateTable
from helpers.grading.safe_zip import UnsafeArchive, safe_extract

STATE = Path(".racecourse")
TIMESTAMP = "timestamp.txt"  # where nbgrader looks for the time

Status = Literal["new", "the same", "replaced", "not taken"]


class CollectError(Exception):
    """Nothing was collected. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Collected:
    """What became of one student's submission.

    Attributes:
        student: the folder in `submitted/`.
        status: "not taken" where another submission is there and nobody can tell which is the later one.
        files: the names of its files.
        time: when it was handed in, in UTC; None where nobody says.
        remarks: sentences for the teacher.
    """

    student: str
    status: Status
    files: tuple[str, ...]
    time: datetime | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Collection:
    """What collecting did.

    Attributes:
        form: how the names were read.
        rows: by student.
        problems: what could not be collected, and what to do about each.
    """

    form: Form
    rows: tuple[Collected, ...]
    problems: tuple[str, ...]


@dataclass(slots=True)
class _Attempt:
    """One attempt of a student: files that were handed in together."""

    student: str
    time: datetime | None
    late: bool
    order: int
    files: dict[str, Path] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def collect(
    course: Path,
    chapter: str,
    downloads: Iterable[Path],
    *,
    form: Form | None = None,
    worksheet: Path | None = None,
    replace: bool = False,
) -> Collection:
    """Put submissions into their places.

    Args:
        course: the course's folder.
        chapter: the name of the chapter's folder.
        downloads: zip files, or folders into which such were unpacked.
        form: how names are read; None to find out.
        worksheet: Moodle's grading worksheet of the assignment: who each participant is, and when they handed in.
        replace: take a submission also where another one is there and nobody can tell which is the later one.

    Raises:
        CollectError: when there is nothing to collect from, or names follow no form.
        ClassListError: when the class list or the worksheet cannot be used.
        LateTableError: when `late.toml` cannot be followed.
    """
    people = read_class_list(course)
    table = late.read_table(course)
    participants = _participants(worksheet) if worksheet else {}
    problems: list[str] = []
    with tempfile.TemporaryDirectory(dir=_made(course / STATE), prefix="collecting-") as folder:
        files = list(_unpack(downloads, Path(folder), problems))
        if not files:
            raise CollectError("\n".join([*problems, "There is nothing to collect."]))
        if form is None:
            form = guess([name for name, _ in files], chapter)
        if form is None:
            raise CollectError(
                f"The names in the download follow no form that is known; the first is {str(files[0][0])!r}.\n"
                + "\n".join(f"  {known}: {EXAMPLES[known]}" for known in FORMS)
                + "\nSay which one with --from, or put the files into submitted/STUDENT/CHAPTER/ by hand."
            )
        reader = _Reader(form, chapter, people, table, participants, course, problems, Path(folder) / "inner")
        attempts = reader.attempts(files)
        rows = [
            _put(course, chapter, student, of_student, table, replace)
            for student, of_student in sorted(attempts.items())
        ]
    return Collection(form, tuple(rows), tuple(problems))


# ---- reading a download -----------------------------------------------------------------------------------------


def _unpack(downloads: Iterable[Path], folder: Path, problems: list[str]) -> Iterable[tuple[PurePosixPath, Path]]:
    """The files in the downloads: their paths inside, and where they are now."""
    for number, download in enumerate(downloads):
        if download.is_dir() and not download.is_symlink():
            for path in sorted(download.rglob("*")):
                inside = PurePosixPath(path.relative_to(download).as_posix())
                if path.is_symlink():
                    problems.append(f"{download.name}: {str(inside)!r} is a link and was not collected.")
                elif path.is_file() and not any(part.startswith((".", "__MACOSX")) for part in inside.parts):
                    yield inside, path
            continue
        if not download.exists():
            problems.append(f"There is no file {download}.")
            continue
        place = folder / str(number)
        try:
            unpacked = safe_extract(download, place)
        except UnsafeArchive as error:
            problems.append(str(error))
            continue
        for path in unpacked:
            inside = PurePosixPath(path.relative_to(place).as_posix())
            if not inside.name.startswith("."):
                yield inside, path


class _Reader:
    """Finds out whose each file is."""

    def __init__(
        self,
        form: Form,
        chapter: str,
        people: ClassList,
        table: LateTable,
        participants: dict[str, dict[str, str]],
        course: Path,
        problems: list[str],
        unpacked: Path,
    ) -> None:
        self._form = form
        self._chapter = chapter
        self._people = people
        self._table = table
        self._participants = participants
        self._notebooks = _notebooks(course, chapter)
        self._problems = problems
        self._unpacked = unpacked  # where archives inside the download go: the download itself is only read
        self._archives = 0

    def attempts(self, files: list[tuple[PurePosixPath, Path]]) -> dict[str, list[_Attempt]]:
        """The attempts by student, each student's in order of time."""
        found: dict[str, dict[tuple[str, datetime | None, int], _Attempt]] = defaultdict(dict)
        named: list[tuple[PurePosixPath, Path, HandedIn]] = []
        for inside, path in files:
            info = parse(inside, self._form, self._chapter)
            if info is not None:
                named.append((inside, path, info))
            elif inside.suffix.lower() != ".csv":  # Moodle can put its worksheet into the same archive
                self._problems.append(
                    f"{str(inside)!r} was not collected: its name does not say whose it is. From {self._form} it would "
                    f"be {EXAMPLES[self._form]}. Rename it and collect again, or put it into submitted/STUDENT/"
                    f"{self._chapter}/ by hand."
                )
        several = self._several_of_one_name(info for _, _, info in named)
        shared = self._folders_of_several(info for _, _, info in named)
        for inside, path, info in named:
            if (comparable(info.who), info.number) in several:
                self._problems.append(
                    f"{str(inside)!r} was not collected: more than one student is called {info.who}. Give the grading "
                    "worksheet of the assignment with --worksheet: it says which participant has which address."
                )
                continue
            student = self.student(info)
            if self._person(info) is None and student in shared:
                self._problems.append(
                    f"{str(inside)!r} was not collected: its folder would be {student!r}, and somebody else has that. "
                    "Write who has which folder into students.csv, a row for each, and collect again."
                )
                continue
            time = self._time(info)
            # from Canvas, files that were handed in together have numbers of their own; see `_in_order`
            key = (original_name(info.file) if self._form == "canvas" else "", time, info.order)
            attempt = found[student].setdefault(key, _Attempt(student, time, info.late, info.order))
            for name, content in self._files(info, path):
                # some file systems take names for the same that differ in capitals
                if name.casefold() == TIMESTAMP and (self._form != "plain" or content != path):
                    attempt.remarks.append(f"A {TIMESTAMP} of the student's own was left out: it would set the time.")
                elif name in attempt.files and attempt.files[name].read_bytes() != content.read_bytes():
                    attempt.remarks.append(f"{name!r} is there twice, with different contents; the last one counts.")
                    attempt.files[name] = content
                else:
                    attempt.files[name] = content
        return {student: _in_order(of_student.values(), self._form) for student, of_student in found.items()}

    def student(self, info: HandedIn) -> str:
        """The folder of the student who handed this in."""
        person = self._person(info)
        if person:
            return person.student
        if self._form == "canvas":
            return folder_name(f"{info.who}-{info.number}")
        email, name = self._address_and_name(info)
        return folder_name(email.split("@")[0] or name)

    def _person(self, info: HandedIn) -> Person | None:
        """Who handed this in, by the class list."""
        if self._form == "canvas":
            return self._people.by("canvas_id", info.number)
        email, name = self._address_and_name(info)
        id_number = self._participants.get(info.number, {}).get("ID number", "")
        known = [("email", email), ("id_number", id_number), ("name", name)]
        if self._form == "plain":
            known += [(column, info.who) for column in ("student", "login", "id_number", "email")]
        return next(filter(None, (self._people.by(column, value) for column, value in known)), None)

    def _address_and_name(self, info: HandedIn) -> tuple[str, str]:
        row = self._participants.get(info.number, {})
        return row.get("Email address", ""), row.get("Full name", info.who)

    def _folders_of_several(self, infos: Iterable[HandedIn]) -> set[str]:
        """The folders that are one student's by the class list and that another one's name or address gives, too; and
        those that the names or addresses of several give."""
        owners: dict[str, set[str]] = defaultdict(set)
        for info in infos:
            if self._person(info) is not None:
                continue
            student = self.student(info)
            owners[student].add(info.number or comparable(info.who))
            if self._is_of_another(student, info):
                owners[student].add("")
        return {student for student, of_student in owners.items() if len(of_student) > 1}

    def _is_of_another(self, student: str, info: HandedIn) -> bool:
        """Whether the class list gives a folder to somebody else; a list of folders alone does not."""
        listed = self._people.by("student", student)
        if listed is None or self._form == "plain":
            return False
        if self._form == "canvas":
            return bool(listed.canvas_id)
        email, name = self._address_and_name(info)
        return bool(listed.email and email) or bool(listed.name and _words(listed.name) != _words(name))

    def _several_of_one_name(self, infos: Iterable[HandedIn]) -> set[tuple[str, str]]:
        """Moodle's participants who share a name, and whom no worksheet tells apart."""
        if self._form != "moodle":
            return set()
        numbers: dict[str, set[str]] = defaultdict(set)
        for info in infos:
            numbers[comparable(info.who)].add(info.number)
        return {
            (name, number)
            for name, of_name in numbers.items()
            for number in of_name
            if len(of_name) > 1 and not self._participants.get(number, {}).get("Email address")
        }

    def _time(self, info: HandedIn) -> datetime | None:
        rule = self._table.rule(self._chapter)
        zone = rule.zone if rule else None
        time = info.time
        if time is None and info.number in self._participants:
            text = self._participants[info.number].get("Last modified (submission)", "")
            if text and text != "-":
                try:
                    time = parse_utc(text)
                except (ValueError, OverflowError):
                    self._problems.append(
                        f"The worksheet says {text!r} of participant {info.number}, which is no time that can be read: "
                        "set Moodle to English for the export."
                    )
        if time is None:
            return None
        # without a zone, a platform's times are those of the course's place
        return (
            (time.replace(tzinfo=zone) if zone and time.tzinfo is None else time).astimezone(UTC).replace(tzinfo=None)
        )

    def _files(self, info: HandedIn, path: Path) -> Iterable[tuple[str, Path]]:
        """The files that a student handed in as one: themselves, or what is in an archive of theirs."""
        if path.suffix.lower() == ".zip":
            self._archives += 1
            place = self._unpacked / str(self._archives)
            try:
                inner = safe_extract(path, place)
            except UnsafeArchive as error:
                self._problems.append(f"Of {info.who}: {error}")
                return
            for file in inner:
                if not file.name.startswith("."):
                    yield self._name(file.name), file
        else:
            yield self._name(info.file), path

    def _name(self, file: str) -> str:
        """The name under which a file is collected: the assignment's where it is this notebook."""
        plain = original_name(file)
        for notebook in self._notebooks:
            if plain.casefold() == notebook.casefold():
                return notebook
        return file


def _words(name: str) -> list[str]:
    """The words of a name, in one order: platforms write the last one first or last."""
    return sorted(comparable(name.replace(",", " ")).split())


def _in_order(attempts: Iterable[_Attempt], form: Form) -> list[_Attempt]:
    """A student's attempts, the last one at the end.

    From Canvas, files with different names belong together: of each name the last one counts.
    """
    ordered = sorted(attempts, key=lambda attempt: (attempt.time or datetime.min, attempt.order))
    if form != "canvas":
        return ordered
    rounds: list[_Attempt] = []
    for attempt in ordered:
        current = rounds[-1] if rounds else None
        if current is None or attempt.files.keys() & current.files.keys():
            rounds.append(attempt)
        else:
            current.files.update(attempt.files)
            current.order, current.late = attempt.order, current.late or attempt.late
    return rounds


def _notebooks(course: Path, chapter: str) -> list[str]:
    return sorted(path.name for path in (course / "source" / chapter).glob("*.ipynb"))


def _participants(worksheet: Path) -> dict[str, dict[str, str]]:
    """Moodle's grading worksheet, by the participant's number."""
    header, rows = read_table(worksheet)
    if "Identifier" not in header:
        raise ClassListError(
            f"{worksheet.name} is no grading worksheet of Moodle: it has no column Identifier. In the assignment: "
            "View all submissions, then Download grading worksheet (in English)."
        )
    return {row["Identifier"].split()[-1]: row for _, row in rows if row.get("Identifier")}


# ---- writing ------------------------------------------------------------------------------------------------------


def _put(
    course: Path, chapter: str, student: str, attempts: list[_Attempt], table: LateTable, replace: bool
) -> Collected:
    """Put a student's last attempt into its place."""
    target = course / "submitted" / student / chapter
    before = _contents(target)
    readable = [attempt for attempt in attempts if attempt.files]
    last = (readable or attempts)[-1]
    remarks = list(last.remarks)
    if not last.files:
        remarks.append("There is no file in it: ask for it again.")
        if before is not None:
            remarks.append("What was collected before stays.")
            return Collected(student, "not taken", (), last.time, tuple(remarks))
    elif last is not attempts[-1]:
        remarks.append("There is no file in the last attempt: ask for it again. The one before counts meanwhile.")
    elif len(attempts) > 1:
        remarks.append(f"{len(attempts)} attempts; the last one counts.")
    remarks += _remarks_on_names(course, chapter, last)
    time = last.time
    if last.late and time is None:
        time = _least_late(table, chapter, student)
        if time is None:
            remarks.append("The platform calls it late. Write the due date into late.toml and collect again.")
        else:
            remarks.append(
                "The platform calls it late, and does not say how late: it counts as just too late. "
                "Correct timestamp.txt where you know better."
            )
    contents = {name: path.read_bytes() for name, path in last.files.items()}
    if time is not None:
        contents[TIMESTAMP] = f"{time:%Y-%m-%d %H:%M:%S} UTC".encode()
    ledger = _Ledger(course, chapter)
    answer = {name: text for name, text in contents.items() if name != TIMESTAMP}
    status: Status = "new"
    if before is not None:
        same = answer == {name: text for name, text in before.items() if name != TIMESTAMP}
        if same:
            status = "the same"
            if TIMESTAMP in before:  # perhaps corrected by hand
                contents[TIMESTAMP] = before[TIMESTAMP]
        elif replace or ledger.is_later(student, last, before):
            status = "replaced"
        else:
            remarks.append(
                "Another submission is there, and nothing says which is the later one: --replace takes this."
            )
            return Collected(student, "not taken", tuple(sorted(answer)), time, tuple(remarks))
    if before != contents:
        if status == "replaced":
            _keep(course, chapter, student, target)
            # graded again by whatever command comes next; scores and comments by hand are in the gradebook
            shutil.rmtree(course / "autograded" / student / chapter, ignore_errors=True)
        write_submission(target, contents)
    ledger.note(student, last)
    return Collected(student, status, tuple(sorted(answer)), time, tuple(remarks))


def _remarks_on_names(course: Path, chapter: str, attempt: _Attempt) -> list[str]:
    wanted = _notebooks(course, chapter)
    if set(wanted) <= attempt.files.keys():
        return []
    elsewhere = {path.name: path.parent.name for path in (course / "source").glob("*/*.ipynb")}
    remarks = []
    for name in sorted(attempt.files):
        other = elsewhere.get(original_name(name))
        if other and other != chapter:
            remarks.append(f"{name!r} is the notebook of {other}: ask for the one of {chapter}.")
        elif name.endswith(".ipynb"):
            remarks.append(f"{name!r} is not called {' or '.join(wanted)}; grading reads it if it is that notebook.")
        else:
            remarks.append(f"{name!r} is no notebook: ask for {' and '.join(wanted)}.")
    return remarks


def _least_late(table: LateTable, chapter: str, student: str) -> datetime | None:
    """The earliest moment at which a submission of this student costs something; None where nobody knows."""
    rule = table.rule(chapter)
    if rule is None:
        return None
    return rule.due + (table.extension(student, chapter) or timedelta()) + rule.grace + timedelta(minutes=1)


class _Ledger:
    """What was collected from where, so that a later download is known as later."""

    def __init__(self, course: Path, chapter: str) -> None:
        self._file = course / STATE / "collected" / f"{chapter}.json"
        try:
            self._orders: dict[str, int] = json.loads(self._file.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            self._orders = {}

    def is_later(self, student: str, attempt: _Attempt, before: dict[str, bytes]) -> bool:
        """Whether an attempt is certainly later than what is there."""
        written = before.get(TIMESTAMP, b"").decode("utf-8", "replace").removesuffix(" UTC").strip()
        if attempt.time is not None and written:
            try:
                return attempt.time > datetime.fromisoformat(written)
            except (ValueError, TypeError):
                return False
        known = self._orders.get(student, 0)
        return 0 < known < attempt.order

    def note(self, student: str, attempt: _Attempt) -> None:
        self._orders[student] = max(attempt.order, self._orders.get(student, 0))
        _made(self._file.parent)
        beside = self._file.with_suffix(".new")
        beside.write_text(json.dumps(self._orders, indent=0, sort_keys=True), encoding="utf-8")
        beside.replace(self._file)


def _contents(folder: Path) -> dict[str, bytes] | None:
    if not folder.is_dir():
        return None
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and not path.is_symlink()}


def _keep(course: Path, chapter: str, student: str, target: Path) -> None:
    """Put what was there aside, under the next free number."""
    place = _made(course / STATE / "replaced" / chapter / student)
    number = 1
    while (place / str(number)).exists():
        number += 1
    shutil.move(target, place / str(number))


def write_submission(target: Path, contents: Mapping[str, bytes]) -> None:
    """Write a submission's folder: all of it or, where that fails, nothing."""
    parent = _made(target.parent)
    with tempfile.TemporaryDirectory(dir=parent, prefix=".collecting-") as folder:
        made = Path(folder) / "submission"
        made.mkdir(mode=0o755)
        for name, text in contents.items():
            (made / name).write_bytes(text)
        before = Path(folder) / "before"
        if target.exists():
            os.replace(target, before)
        try:
            os.replace(made, target)
        except OSError:
            if before.exists():  # it would go with the folder that it lies in
                os.replace(before, target)
            raise


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


# ---- nbgrader's zip_collect --------------------------------------------------------------------------------------


class SafeExtractor(ExtractorPlugin):
    """For `nbgrader zip_collect --extractor`: unpacks by `safe_zip`; what is refused is a warning with what to do."""

    def extract(self, archive_path: str, extracted_path: str) -> None:
        for path in sorted(Path(archive_path).rglob("*")):
            place = Path(extracted_path) / path.relative_to(archive_path)
            if path.suffix.lower() == ".zip":
                try:
                    safe_extract(path, place.with_suffix(""))
                except UnsafeArchive as error:
                    self.log.warning("%s", error)
            elif path.is_file() and not path.is_symlink():
                _made(place.parent)
                shutil.copy(path, place)


class _Names(FileNameCollectorPlugin):
    """Reads names as one platform writes them."""

    form: Form = "plain"

    def collect(self, submitted_file: str) -> dict[str, Any] | None:
        app: Any = self.parent
        chapter: str = app.coursedir.assignment_id
        course = course_above(self)
        extracted = Path(app._format_collect_path(app.extracted_directory))
        # below the folder that nbgrader makes for each archive
        inside = PurePosixPath(Path(submitted_file).relative_to(extracted).as_posix())
        inside = PurePosixPath(*inside.parts[1:]) if len(inside.parts) > 1 else inside
        info = parse(inside, self.form, chapter) if inside.suffix in self.valid_ext else None
        if info is None:
            return None
        problems: list[str] = []
        reader = _Reader(
            self.form, chapter, read_class_list(course), late.read_table(course), {}, course, problems, extracted
        )
        time = reader._time(info)
        if time is None and info.late:
            time = _least_late(late.read_table(course), chapter, reader.student(info))
        found: dict[str, Any] = {"student_id": reader.student(info), "file_id": reader._name(info.file)}
        if time is not None:
            found["timestamp"] = f"{time:%Y-%m-%d %H:%M:%S} UTC"
        return found


class CanvasNames(_Names):
    """Canvas: `doejane_LATE_4711_98765_04-race-conditions.ipynb`."""

    form = "canvas"


class MoodleNames(_Names):
    """Moodle: `Jane Doe_1327627_assignsubmission_file_/04-race-conditions.ipynb`."""

    form = "moodle"


class PlainNames(_Names):
    """A folder for each student, or `jane_attempt_2026-11-20-18-30-00_04-race-conditions.ipynb`."""

    form = "plain"
