"""A graded chapter, read back from the gradebook and the graded notebooks, for reports, exports and comparisons."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.api import MissingEntry

from helpers.grading import notes
from helpers.grading.call import checked_exercise
from helpers.grading.course_folder import gradebook_of, settings_of
from helpers.notebook.verdicts import MIME
from helpers.verdict import Verdict, VerdictFormatError


class RecordsError(Exception):
    """The chapter has no grades to read. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The score of one cell of one submission.

    Attributes:
        cell: nbgrader's name of the cell.
        exercise: the id of the exercise that it checks; empty for other cells.
        points: what it is worth.
        score: what counts; None while a person has to give it.
        automatic: what the check gave; None where it gave nothing.
        by_person: the score that a person gave; None for none.
        comment: what the teacher wrote beside it.
        verdict: what the check said; None where there is none in the graded notebook.
    """

    cell: str
    exercise: str
    points: float
    score: float | None
    automatic: float | None
    by_person: float | None
    comment: str = ""
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One student's submission.

    Attributes:
        student: the folder's name in `submitted/`.
        name, email: as the gradebook has them; often empty.
        handed_in: when, in UTC; None where that is not known.
        hours_late: after the due date, extension included; 0 when in time or not known.
        penalty: the points that lateness costs.
        marks: by cell, in the master copy's order.
        notes: what the grader noted, as Markdown.
    """

    student: str
    name: str
    email: str
    handed_in: datetime | None
    hours_late: float
    penalty: float
    marks: dict[str, Mark]
    notes: tuple[notes.Note, ...] = ()

    @property
    def score(self) -> float:
        """What counts: the sum of the marks, the late penalty taken off."""
        return max(0.0, sum(mark.score or 0 for mark in self.marks.values()) - self.penalty)

    @property
    def waiting(self) -> tuple[str, ...]:
        """The cells to which a person has to give the score."""
        return tuple(mark.cell for mark in self.marks.values() if mark.score is None)


@dataclass(frozen=True, slots=True)
class ClassRecords:
    """A graded chapter.

    Attributes:
        chapter: the name of its folder.
        due: when submissions were due, in UTC; None where the gradebook has no date.
        points: what each cell is worth.
        exercises: the exercise that each cell checks; empty for answers in words and a teacher's own cells.
        records: the submissions, by student.
        missing: the students of the gradebook who have handed in nothing.
    """

    chapter: str
    due: datetime | None
    points: dict[str, float]
    exercises: dict[str, str]
    records: tuple[Record, ...]
    missing: tuple[str, ...] = field(default=())

    @property
    def most(self) -> float:
        """The points of the whole chapter."""
        return sum(self.points.values())


def read_class(course: Path, chapter: str) -> ClassRecords:
    """The grades of a chapter.

    Args:
        course: the course's folder.
        chapter: the name of the chapter's folder.

    Raises:
        CourseFolderError: when the folder is no course, or its gradebook cannot be used.
        RecordsError: when nothing of the chapter is graded.
    """
    settings = settings_of(course)
    with gradebook_of(course) as gradebook:
        try:
            assignment = gradebook.find_assignment(chapter)
        except MissingEntry:
            raise RecordsError(f"{chapter} is not in the gradebook: grade it first, with `course grade`.") from None
        if not assignment.submissions:
            raise RecordsError(f"Nothing of {chapter} is graded yet: `course collect`, then `course grade`.")
        cells = {
            cell.name: float(cell.max_score)
            for notebook in assignment.notebooks
            for cell in _in_order(notebook, [*notebook.grade_cells, *notebook.task_cells])
        }
        exercises = {
            cell.name: checked_exercise(cell.source or "") or ""
            for notebook in assignment.notebooks
            for cell in notebook.source_cells
            if cell.name in cells
        }
        records = []
        for submission in assignment.submissions:
            folder = Path(settings.format_path(settings.autograded_directory, submission.student.id, chapter))
            records.append(_record(submission, folder, cells, exercises))
        handed_in = {record.student for record in records}
        missing = sorted(student.id for student in gradebook.students if student.id not in handed_in)
        due = assignment.duedate
    return ClassRecords(
        chapter=chapter,
        due=due,
        points=cells,
        exercises={name: exercises.get(name, "") for name in cells},
        records=tuple(sorted(records, key=lambda record: record.student)),
        missing=tuple(missing),
    )


def _in_order(notebook: Any, cells: list[Any]) -> list[Any]:
    """The graded cells in the order of the master copy."""
    place = {cell.name: index for index, cell in enumerate(notebook.source_cells)}
    return sorted(cells, key=lambda cell: place.get(cell.name, len(place)))


def _record(submission: Any, folder: Path, cells: dict[str, float], exercises: dict[str, str]) -> Record:
    marks: dict[str, Mark] = {}
    found: list[notes.Note] = []
    penalty = 0.0
    for notebook in submission.notebooks:
        penalty += float(notebook.late_submission_penalty or 0)
        verdicts, more = _graded_notebook(folder / f"{notebook.name}.ipynb")
        found += more
        comments = {comment.name: comment.comment or "" for comment in notebook.comments}
        for grade in notebook.grades:
            is_open = grade.needs_manual_grade and grade.manual_score is None
            marks[grade.name] = Mark(
                cell=grade.name,
                exercise=exercises.get(grade.name, ""),
                points=float(grade.max_score),
                score=None if is_open else float(grade.score),
                automatic=None if grade.auto_score is None else float(grade.auto_score),
                by_person=None if grade.manual_score is None else float(grade.manual_score),
                comment=comments.get(grade.name, ""),
                verdict=verdicts.get(grade.name),
            )
    student = submission.student
    return Record(
        student=student.id,
        name=" ".join(filter(None, (student.first_name, student.last_name))),
        email=student.email or "",
        handed_in=submission.timestamp,
        hours_late=submission.total_seconds_late / 3600,
        penalty=penalty,
        marks={name: marks[name] for name in cells if name in marks},
        notes=tuple(found),
    )


def _graded_notebook(path: Path) -> tuple[dict[str, Verdict], list[notes.Note]]:
    """The verdicts in a graded notebook by the test cell's name, and the grader's notes."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        reason = "is damaged" if path.exists() else "is missing"
        return {}, [notes.Note(f"The graded notebook {reason}: grade the submission with `--force`.", look=True)]
    verdicts = {}
    for cell in data["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        for output in cell.get("outputs", ()):
            shown = output.get("data", {}).get(MIME)
            if name and shown:
                try:
                    verdicts[name] = Verdict.from_json(shown)
                except VerdictFormatError:
                    continue  # of an older course: its score counts, its words cannot be read
    return verdicts, [notes.Note(**note) for note in data["metadata"].get(notes.METADATA_KEY, {}).get("notes", [])]
