"""Grade a chapter again after an exercise was mended, and first say whose score would change.

The answers of the graded submissions are checked by the checks as they are now, and the outcome is compared with the
gradebook. Verdicts that are known are looked up, so only what a mended check can change takes time. Nothing is written
until that is asked for; then those submissions whose outcome is another one are graded again by `course grade`, which
leaves what a person gave as it is.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from helpers.exercises.assemble import assemble
from helpers.grading import driver, late, notes
from helpers.grading.call import checked_exercise
from helpers.grading.course_folder import settings_of
from helpers.grading.outputs import scaled
from helpers.grading.records import ClassRecords, Mark, Record, read_class
from helpers.grading.verdicts import Verdicts, verdicts_in
from helpers.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Change:
    """An answer whose outcome is another one now.

    Attributes:
        student: whose.
        cell: nbgrader's name of the test cell.
        exercise: the exercise's id.
        before, after: what the check gives; None where a person has to give the score.
        by_person: the score that a person gave, which stays; None for none.
        reason: what the check says now, in one line.
    """

    student: str
    cell: str
    exercise: str
    before: float | None
    after: float | None
    by_person: float | None
    reason: str

    @property
    def counts(self) -> bool:
        """Whether the score changes by it: what a person gave comes before what a check gives."""
        return self.by_person is None


@dataclass(frozen=True, slots=True)
class Regrading:
    """What grading again would do, or has done.

    Attributes:
        chapter: the name of its folder.
        changes: by student and cell.
        totals: for each student with a change, the score of the submission before and after, late penalty taken off.
        compared: how many answers were checked.
        unreadable: whose graded notebook is missing or could not be read.
        not_judged: whose submission itself could not be read when it was graded: there is no answer to check again.
        written: whether the gradebook was changed.
    """

    chapter: str
    changes: tuple[Change, ...]
    totals: dict[str, tuple[float, float]]
    compared: int
    unreadable: tuple[str, ...] = ()
    not_judged: tuple[str, ...] = ()
    written: bool = False


def regrade(
    course: Path,
    chapter: str,
    *,
    write: bool,
    progress: Callable[[str, int, int], None] = lambda student, done, of: None,
) -> Regrading:
    """Compare a graded chapter with what its checks say now.

    Args:
        course: the course's folder.
        chapter: the name of the chapter's folder.
        write: whether those whose outcome is another one are graded again.
        progress: called before each submission, with the student, how many are done, and how many there are.

    Raises:
        RecordsError: when nothing of the chapter is graded.
        GradingError: when it cannot be graded again.
        LateTableError: when `late.toml` cannot be followed.
    """
    records = read_class(course, chapter)
    settings = settings_of(course)
    verdicts = verdicts_in(course.resolve())
    rule = late.read_table(course).rule(chapter)
    answers: dict[str, dict[str, tuple[str, str]]] = {}
    unreadable, not_judged = [], []
    for record in records.records:
        folder = Path(settings.format_path(settings.autograded_directory, record.student, chapter))
        found, reason = _answers_in(sorted(folder.glob("*.ipynb")))
        answers[record.student] = found or {}
        if reason:
            not_judged.append(record.student)
        elif found is None:
            unreadable.append(record.student)
    changes: list[Change] = []
    totals: dict[str, tuple[float, float]] = {}
    compared = 0
    for done, record in enumerate(records.records):
        progress(record.student, done, len(records.records))
        for ahead in records.records[done : done + 8]:  # several checks at a time
            for exercise, source in answers[ahead.student].values():
                verdicts.ask(exercise, source)
        of_student, count = _changes(record, answers[record.student], verdicts)
        compared += count
        changes += of_student
        if of_student:
            totals[record.student] = (record.score, _score_with(record, of_student, rule))
    if write and changes:
        _grade_again(course, chapter, records, {change.student for change in changes})
    return Regrading(
        chapter, tuple(changes), totals, compared, tuple(unreadable), tuple(not_judged), write and bool(changes)
    )


def _answers(nb: NotebookNode) -> dict[str, tuple[str, str]]:
    """The exercise and the answer's source by the name of the test cell."""
    sources = [cell.source for cell in nb.cells if cell.cell_type == "code"]
    found = {}
    for cell in nb.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        exercise = checked_exercise(cell.source) if name and cell.cell_type == "code" else None
        if exercise is not None:
            found[name] = (exercise, assemble(sources, exercise).source)
    return found


def _answers_in(paths: list[Path]) -> tuple[dict[str, tuple[str, str]] | None, str]:
    """The answers in a submission's graded notebooks, None where there is none that can be read; and why the submission
    itself could not be read, where that is so."""
    found: dict[str, tuple[str, str]] | None = None
    reason = ""
    for path in paths:
        try:
            nb = nbformat.read(path, as_version=4)
        except ValueError:  # no JSON, or no notebook: it is named, and can be graded anew
            continue
        reason = notes.unreadable_reason(nb) or reason
        if not notes.unreadable_reason(nb):
            found = (found or {}) | _answers(nb)
    return found, reason


def _changes(record: Record, answers: dict[str, tuple[str, str]], verdicts: Verdicts) -> tuple[list[Change], int]:
    changes = []
    count = 0
    for cell, (exercise, source) in answers.items():
        mark = record.marks.get(cell)
        if mark is None or mark.exercise != exercise:
            continue
        count += 1
        verdict = verdicts.of(exercise, source)
        before, after = _automatic(mark), _given(verdict, mark.points)
        if before != after:
            changes.append(Change(record.student, cell, exercise, before, after, mark.by_person, _first_words(verdict)))
    return changes, count


def _automatic(mark: Mark) -> float | None:
    return None if mark.automatic is None else round(mark.automatic, 4)


def _given(verdict: Verdict, points: float) -> float | None:
    """The score that a verdict gives, as `outputs.of_verdict` would write it; None where a person has to."""
    return None if verdict.result == "cannot-judge" else round(max(0.0, scaled(verdict, points)), 4)


def _score_with(record: Record, changes: list[Change], rule: late.Rule | None) -> float:
    """The submission's score after these changes."""
    new = {change.cell: change.after or 0.0 for change in changes if change.counts}
    total = sum(new.get(mark.cell, mark.score or 0.0) for mark in record.marks.values())
    if rule is not None:
        return max(0.0, total - rule.penalty(total, timedelta(hours=record.hours_late)))
    return max(0.0, total - record.penalty)


def _first_words(verdict: Verdict) -> str:
    if verdict.passed:
        return "right"
    message = verdict.findings[0].message.split("\n")[0] if verdict.findings else verdict.result
    return message if len(message) <= 110 else f"{message[:109]}…"


def _grade_again(course: Path, chapter: str, records: ClassRecords, students: set[str]) -> None:
    """Have these submissions graded: as if they had not been graded yet. What a person gave is in the gradebook."""
    settings = settings_of(course)
    for record in records.records:
        if record.student in students:
            shutil.rmtree(
                settings.format_path(settings.autograded_directory, record.student, chapter), ignore_errors=True
            )
    driver.grade(course, chapter)
