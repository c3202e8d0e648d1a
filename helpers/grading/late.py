"""Due dates, extensions and late penalties from one small table, `late.toml`, in the course's folder.

    [chapter.04]
    due = 2026-11-20T23:59:00+01:00
    grace_minutes = 15          # this late is not late
    percent_per_day = 10        # of what the submission earns, for each day begun
    at_most_percent = 50
    nothing_after_days = 7

    [[extension]]
    student = "ada"
    chapter = "04"
    days = 3

nbgrader keeps due dates and extensions in the gradebook, and has a plug-in for the penalty. `FollowLateTable` copies
the table into the gradebook for each submission that is graded, and `LateTablePlugin` calculates the penalty; so
`course grade`, `nbgrader autograde` and Formgrader's button all follow the table. `settle` does the same for a chapter
that is graded already.
"""

from __future__ import annotations

import contextlib
import math
import tomllib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from pathlib import Path
from typing import Any

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.plugins import LateSubmissionPlugin
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool

from helpers.grading.course_folder import course_above, gradebook_of, settings_of
from helpers.grading.lock import grading_lock
from helpers.grading.submitted_folder import time_in

FILE = "late.toml"

_DAY = timedelta(days=1)
_EXAMPLE_TIME = "2026-11-20T23:59:00+01:00"


class LateTableError(Exception):
    """`late.toml` cannot be followed. The message names each wrong row and its mend."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What counts as late in one chapter, and what it costs.

    Attributes:
        due: when submissions are due, in UTC without a time zone, as nbgrader keeps it.
        grace: so much later is not late.
        per_day: the part of the score, from 0 to 1, that each begun day costs.
        at_most: the largest part of the score that is taken off.
        nothing_after: so much later there are no points at all; None for never.
        zone: in which the teacher writes times.
    """

    due: datetime
    grace: timedelta = timedelta()
    per_day: float = 0.0
    at_most: float = 1.0
    nothing_after: timedelta | None = None
    zone: tzinfo = UTC

    def penalty(self, score: float, late: timedelta) -> float:
        """The points that are taken off a score.

        Args:
            score: what the submission earned.
            late: how long after the due date, extension included, it was handed in.
        """
        if late <= self.grace:
            return 0.0
        if self.nothing_after is not None and late > self.nothing_after:
            return score
        return round(score * min(self.at_most, self.per_day * math.ceil(late / _DAY)), 2)


@dataclass(frozen=True)
class LateTable:
    """The table.

    Attributes:
        rules: by the chapter's number, such as `04`.
        extensions: by student and chapter's number.
    """

    rules: dict[str, Rule] = field(default_factory=dict)
    extensions: dict[tuple[str, str], timedelta] = field(default_factory=dict)

    def rule(self, chapter: str) -> Rule | None:
        """The rule for a chapter's folder, such as `04-race-conditions`; None where the table says nothing."""
        return self.rules.get(chapter.split("-")[0])

    def extension(self, student: str, chapter: str) -> timedelta | None:
        return self.extensions.get((student, chapter.split("-")[0]))


def read_table(course: Path) -> LateTable:
    """The table of a course; an empty one where there is no file.

    Raises:
        LateTableError: when something in it cannot be followed; the message has all of it.
    """
    path = course / FILE
    try:
        changed = path.stat().st_mtime_ns
    except FileNotFoundError:
        return LateTable()
    return _read(path, changed)


@lru_cache(maxsize=8)
def _read(path: Path, changed: int) -> LateTable:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise LateTableError(f"{FILE} cannot be read as TOML: {error}.") from error
    except UnicodeDecodeError as error:
        raise LateTableError(f"{FILE} is not a text file in UTF-8: save it as such.") from error
    wrong: list[str] = []
    for key in sorted(data.keys() - {"chapter", "extension"}):
        wrong.append(f"{key!r} is not known: there are [chapter.NN] and [[extension]].")
    rules: dict[str, Rule] = {}
    chapters = data.get("chapter", {})
    if not isinstance(chapters, dict):
        wrong.append("the due dates stand in tables named [chapter.04], one for each chapter.")
        chapters = {}
    for name, row in chapters.items():
        number = _number(name)
        if number is None or not isinstance(row, dict):
            wrong.append(f"[chapter.{name}]: name the chapter by its number, as in [chapter.04].")
        elif number in rules:
            wrong.append(f"[chapter.{name}]: chapter {number} is there twice.")
        else:
            rule = _rule(row, f"[chapter.{name}]", wrong)
            if rule is not None:
                rules[number] = rule
    extensions: dict[tuple[str, str], timedelta] = {}
    rows = data.get("extension", [])
    if not isinstance(rows, list):
        wrong.append("extensions stand under [[extension]], with two brackets, one for each.")
        rows = []
    for count, row in enumerate(rows, 1):
        _add_extension(row, f"[[extension]] number {count}", rules, extensions, wrong)
    if wrong:
        raise LateTableError("\n".join([f"{FILE} cannot be followed:", *(f"  * {problem}" for problem in wrong)]))
    return LateTable(rules, extensions)


def _number(name: object) -> str | None:
    """The two digits of a chapter, from its number or its folder's name."""
    first = str(name).split("-")[0]
    return first.zfill(2) if first.isdecimal() and len(first) <= 2 else None


def _rule(row: dict[str, Any], where: str, wrong: list[str]) -> Rule | None:
    known = {"due", "grace_minutes", "percent_per_day", "at_most_percent", "nothing_after_days"}
    for key in sorted(row.keys() - known):
        wrong.append(f"{where}: {key!r} is not known; there are {', '.join(sorted(known))}.")
    due = row.get("due")
    if due is None:
        wrong.append(f"{where}: `due` is missing; write due = {_EXAMPLE_TIME}")
    elif not isinstance(due, datetime):
        kind = "has no time of day" if isinstance(due, date) else f"is {due!r}"
        wrong.append(f"{where}: `due` {kind}; write it without quotation marks as due = {_EXAMPLE_TIME}")
    elif due.tzinfo is None:
        wrong.append(f"{where}: `due` does not say in which time zone: add the offset, as in {due.isoformat()}+01:00")
    elif not 2000 <= due.year < 2200:
        wrong.append(f"{where}: `due` is in the year {due.year}; write it as due = {_EXAMPLE_TIME}")
    before = len(wrong)
    grace = _quantity(row, "grace_minutes", where, wrong, 0)
    per_day = _quantity(row, "percent_per_day", where, wrong, 0, most=100)
    at_most = _quantity(row, "at_most_percent", where, wrong, 100, most=100)
    after = _quantity(row, "nothing_after_days", where, wrong, None)
    if len(wrong) > before or not isinstance(due, datetime) or due.tzinfo is None or not 2000 <= due.year < 2200:
        return None
    return Rule(
        due=due.astimezone(UTC).replace(tzinfo=None),
        grace=timedelta(minutes=grace or 0),
        per_day=(per_day or 0) / 100,
        at_most=1.0 if at_most is None else at_most / 100,
        nothing_after=None if after is None else timedelta(days=after),
        zone=due.tzinfo,
    )


def _quantity(
    row: dict[str, Any], key: str, where: str, wrong: list[str], default: float | None, most: float = 100_000
) -> float | None:
    value = row.get(key, default)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= most:
        wrong.append(f"{where}: {key} is {value!r}; it is a number from 0 to {most:g}.")
        return default
    return float(value)


def _add_extension(
    row: object,
    where: str,
    rules: dict[str, Rule],
    extensions: dict[tuple[str, str], timedelta],
    wrong: list[str],
) -> None:
    if not isinstance(row, dict):
        wrong.append(f'{where}: it has lines such as student = "ada", chapter = "04", days = 3.')
        return
    before = len(wrong)
    known = {"student", "chapter", "days", "hours", "reason"}
    for key in sorted(row.keys() - known):
        wrong.append(f"{where}: {key!r} is not known; there are {', '.join(sorted(known))}.")
    student = row.get("student")
    if not isinstance(student, str) or not student:
        wrong.append(f"{where}: `student` is missing: the name of the folder in submitted/, in quotation marks.")
    number = _number(row.get("chapter"))
    if number is None:
        wrong.append(f'{where}: `chapter` is {row.get("chapter")!r}; write its number, as in chapter = "04".')
    elif number not in rules:
        wrong.append(f"{where}: chapter {number} has no due date to extend; add [chapter.{number}] with `due`.")
    days = _quantity(row, "days", where, wrong, 0) or 0
    hours = _quantity(row, "hours", where, wrong, 0) or 0
    if len(wrong) > before:
        return
    if not days and not hours:
        wrong.append(f"{where}: it says neither `days` nor `hours`.")
        return
    key = (str(student), str(number))
    if key in extensions:
        wrong.append(f"{where}: {student} has an extension for chapter {number} already; leave one.")
        return
    extensions[key] = timedelta(days=days, hours=hours)


# ---- nbgrader's plug-ins -----------------------------------------------------------------------------------------


class FollowLateTable(NbGraderPreprocessor):
    """Before AssignLatePenalties: due date and extension of this submission as the table has them.

    For a chapter that the table does not name, the gradebook stays as it is.
    """

    enabled = Bool(True)

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        info = resources["nbgrader"]
        table = read_table(course_above(self))
        rule = table.rule(info["assignment"])
        if rule is not None:
            with Gradebook(info["db_url"]) as gradebook:
                submission = gradebook.find_submission(info["assignment"], info["student"])
                if submission.assignment.duedate != rule.due:  # the same for the whole class: written once
                    submission.assignment.duedate = rule.due
                submission.extension = table.extension(info["student"], info["assignment"])
                gradebook.db.commit()
        return nb, resources


class LateTablePlugin(LateSubmissionPlugin):
    """The penalty as the table has it; for a chapter that the table does not name, nbgrader's own setting."""

    def late_submission_penalty(self, student_id: str, score: float, total_seconds_late: float) -> float | None:
        chapter: str = getattr(self.parent, "assignment_id", "")
        rule = read_table(course_above(self)).rule(chapter)
        if rule is None:
            penalty: float | None = super().late_submission_penalty(student_id, score, total_seconds_late)
            return penalty
        return rule.penalty(score, timedelta(seconds=total_seconds_late)) or None


# ---- a chapter that is graded ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Settled:
    """One submission and its penalty.

    Attributes:
        student: the folder in `submitted/`.
        handed_in: when, in UTC; None where that is not known.
        late: how long after the due date, extension included.
        extension: what the table gives; None for none.
        before, after: the penalty in points that the gradebook has, and the one that the table gives.
    """

    student: str
    handed_in: datetime | None
    late: timedelta
    extension: timedelta | None
    before: float
    after: float


def settle(course: Path, chapter: str, *, write: bool) -> tuple[list[Settled], list[str]]:
    """Apply the table to a chapter that is graded, after a change in it or after scores that were given by hand.

    Args:
        course: the course's folder.
        chapter: the name of its folder.
        write: whether the gradebook is changed; without it nothing is.

    Returns:
        a row for each submission, and remarks for the teacher.

    Raises:
        LateTableError: when the table is wrong, or says nothing about this chapter.
        AlreadyGrading: when the gradebook is to be changed while a run grades into it.
    """
    with grading_lock(course) if write else contextlib.nullcontext():
        return _settle(course, chapter, write)


def _settle(course: Path, chapter: str, write: bool) -> tuple[list[Settled], list[str]]:
    table = read_table(course)
    rule = table.rule(chapter)
    if rule is None:
        number = chapter.split("-")[0]
        raise LateTableError(
            f"{FILE} says nothing about chapter {number}: write [chapter.{number}] and due = {_EXAMPLE_TIME}"
        )
    rows = []
    settings = settings_of(course)
    with gradebook_of(course) as gradebook:
        try:
            assignment = gradebook.find_assignment(chapter)
        except MissingEntry:
            raise LateTableError(
                f"{chapter} is not in the gradebook yet: grade it first, with `course grade`."
            ) from None
        if write:
            assignment.duedate = rule.due
        students = set()
        outdated = []
        for submission in assignment.submissions:
            student = submission.student.id
            students.add(student)
            extension = table.extension(student, chapter)
            handed_in = submission.timestamp
            now = time_in(Path(settings.format_path(settings.submitted_directory, student, chapter)))
            if now is not None and now != handed_in:
                outdated.append(student)
            late = timedelta()
            if handed_in is not None:
                late = max(timedelta(), handed_in - rule.due - (extension or timedelta()))
            before = after = 0.0
            for notebook in submission.notebooks:
                before += float(notebook.late_submission_penalty or 0)
                penalty = rule.penalty(float(notebook.score), late)
                after += penalty
                if write:
                    notebook.late_submission_penalty = penalty or None
            if write:
                submission.extension = extension
            rows.append(Settled(student, handed_in, late, extension, before, after))
        if write:
            gradebook.db.commit()
    number = chapter.split("-")[0]
    strangers = sorted(name for name, of in table.extensions if of == number and name not in students)
    remarks = [
        f"{FILE} extends chapter {number} for {name!r}, of whom there is no graded submission: is the name right?"
        for name in strangers
    ]
    remarks += [
        f"{student}: timestamp.txt says another time than the one with which the submission was graded. First: "
        f"course grade {number}"
        for student in sorted(outdated)
    ]
    return sorted(rows, key=lambda row: row.student), remarks
