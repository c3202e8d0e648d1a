"""Grade a chapter's submissions: `course grade 04`.

nbgrader's own `Autograde`, in this process, with one writer to the gradebook. What it adds to `nbgrader autograde`: it
brings the gradebook up to date with `source/` by itself, has the answers of the next submissions checked while one is
written down, says how far it is, and ends with a table of the class instead of a log. Scores and files are the same as
from nbgrader's command and Formgrader's button.
"""

from __future__ import annotations

import contextlib
import json
import logging
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.apps.baseapp import NbGrader
from nbgrader.converters import GenerateAssignment, NbGraderException
from sqlalchemy.exc import DatabaseError, InterfaceError

from helpers.grading import notes
from helpers.grading.course_folder import CourseFolderError, gradebook_of
from helpers.grading.gradebook import GradedElsewhere, claimed, shared_gradebook
from helpers.grading.places import LOG_FILE
from helpers.grading.run import GradingRun, Interrupted, Progress, why_all_would_fail
from helpers.grading.verdicts import judged_by

_FAILED = notes.Note(f"Grading this submission failed; {notes.quoted(LOG_FILE)} says why.", look=True)
_DAMAGED = notes.Note(
    "The graded notebook in autograded/ is damaged. It is made again by the same command with --force and --student.",
    look=True,
)


class GradingError(Exception):
    """The chapter cannot be graded. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """One submission in the report.

    Attributes:
        student: the name of the folder in `submitted/`.
        scores: points by test cell; None where a person has to give them.
        total: the sum of the points, late penalty taken off.
        look: whether a person should look at the submission.
        notes: what the grader noted, as Markdown.
    """

    student: str
    scores: dict[str, float | None]
    total: float
    look: bool
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClassReport:
    """What grading gave.

    Attributes:
        chapter: nbgrader's name of the assignment, such as `04-race-conditions`.
        points: what each test cell is worth.
        rows: a row for each submission, by student.
        log: the file with nbgrader's messages.
    """

    chapter: str
    points: dict[str, float]
    rows: tuple[Row, ...]
    log: Path


def find_chapter(course: Path, chapter: str) -> str:
    """The folder in `source/` that `chapter` names: in full, or by its number (`04`, `4`).

    Raises:
        GradingError: when there is none, or more than one.
    """
    folders = sorted(path.name for path in (course / "source").glob("*") if path.is_dir())
    number = chapter.zfill(2) if chapter.isdigit() else chapter
    found = [name for name in folders if name == chapter] or [name for name in folders if name.split("-")[0] == number]
    if len(found) != 1:
        raise GradingError(f"There is no chapter {chapter!r} in source/. There are: {', '.join(folders) or 'none'}.")
    return found[0]


def grade(
    course: Path,
    chapter: str,
    *,
    student: str = "*",
    force: bool = False,
    broker: str = "",
    progress: Callable[[Progress], None] = lambda progress: None,
    say: Callable[[str], None] = lambda sentence: None,
) -> ClassReport:
    """Grade the submissions of a chapter.

    Args:
        course: the folder with `source/`, `submitted/` and `nbgrader_config.py`.
        chapter: its name or number.
        student: a student's folder in `submitted/`, or a pattern of such.
        force: grade again what was graded before.
        broker: the URL of a Redis or RabbitMQ server, whose workers check the answers; empty for this machine.
        progress: called before each submission, and at the end.
        say: told what a teacher should know meanwhile, a sentence at a time.

    Raises:
        GradingError: when there is nothing to grade, or the gradebook cannot be used.
    """
    name = find_chapter(course, chapter)
    with contextlib.ExitStack() as stack:
        app = stack.enter_context(_app(course))
        if broker:
            stack.enter_context(_workers(course, broker, urgent=not set("*?[") & set(student), say=say))
        stack.enter_context(shared_gradebook())
        app.coursedir.assignment_id = name
        app.coursedir.student_id = student
        converter = GradingRun(coursedir=app.coursedir, parent=app)
        converter.progress = progress
        converter.force = force
        try:
            with claimed(app.coursedir.db_url, name):
                _read_master(app)
            converter.start()
        except (Interrupted, GradedElsewhere, CourseFolderError) as error:
            raise GradingError(str(error)) from error
        except (DatabaseError, InterfaceError, OSError) as error:
            reason = why_all_would_fail(error)
            if not reason:
                raise
            raise GradingError(reason) from error
        except NbGraderException as error:
            if not converter.assignments:
                raise GradingError(
                    f"There is nothing to grade: submissions are expected in submitted/{student}/{name}/. ({error})"
                ) from error
            # Otherwise single submissions failed; each has its row, and the log has the reasons.
        return _report(app, name, course / LOG_FILE, converter.students())


@contextlib.contextmanager
def _app(course: Path) -> Iterator[NbGrader]:
    """nbgrader's application for a course: its configuration, its log in a file."""
    if not (course / "nbgrader_config.py").exists():
        raise GradingError(
            f"There is no nbgrader_config.py in {course}: nbgrader would run the submissions itself, with your rights."
        )
    # An error in the configuration must not end in nbgrader's defaults, which are the same as none.
    app = NbGrader(raise_config_file_errors=True, log_level=logging.ERROR)
    app.load_cwd_config = False
    try:
        app.initialize([], root=str(course.resolve()))
    except Exception as error:  # the configuration is a program, and may raise anything
        raise GradingError(f"nbgrader_config.py cannot be read: {error}") from error
    (course / LOG_FILE).write_bytes(b"")
    # Appended to, because such a handler opens its file again: an application of traitlets that is collected as garbage
    # closes every handler of its logger, and the logger is the same for all applications of one class.
    handler = logging.FileHandler(course / LOG_FILE, mode="a", encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    before = app.log.handlers[:], app.log.level, app.log.propagate
    app.log.handlers, app.log.propagate = [handler], False
    app.log.setLevel(logging.INFO)
    try:
        yield app
    finally:
        app.log.handlers, app.log.propagate = before[0], before[2]
        app.log.setLevel(before[1])
        handler.close()


@contextlib.contextmanager
def _workers(course: Path, broker: str, *, urgent: bool, say: Callable[[str], None]) -> Iterator[None]:
    """Have the answers checked by a broker's workers. One student is somebody who waits: before any class."""
    # imported late: Celery takes half a second, and most teachers have one machine
    from helpers.grading.farm.judge import FarmJudge, NoBroker

    try:
        judge = FarmJudge(broker, course, urgent=urgent, say=say)
    except NoBroker as problem:
        raise GradingError(str(problem)) from problem
    with judged_by(course.resolve(), judge):
        yield


class _Master(GenerateAssignment):
    """nbgrader's GenerateAssignment, which remembers why it failed: nbgrader tells it to its log alone."""

    problem: Exception | None = None

    def convert_single_notebook(self, notebook_filename: str) -> None:
        try:
            super().convert_single_notebook(notebook_filename)
        except Exception as error:
            self.problem = error
            raise


def _read_master(app: NbGrader) -> None:
    """Bring the gradebook up to date with `source/`, as `nbgrader generate_assignment` does, without `release/`."""
    coursedir = app.coursedir
    release, student = coursedir.release_directory, coursedir.student_id
    with tempfile.TemporaryDirectory() as elsewhere:
        coursedir.release_directory = elsewhere
        try:
            converter = _Master(coursedir=coursedir, parent=app)
            converter.force = True
            converter.start()
        except NbGraderException as error:
            reason = why_all_would_fail(converter.problem or error)
            if reason:
                raise GradingError(reason) from error
            with gradebook_of(Path(coursedir.root)):  # where it cannot be opened, that is what is wrong
                pass
            raise GradingError(
                f"The gradebook could not be brought up to date with source/{coursedir.assignment_id} "
                f"({_first_line(converter.problem or error)}). {LOG_FILE} has the details. Cells must not be added or "
                "removed once there are submissions."
            ) from error
        finally:
            coursedir.release_directory, coursedir.student_id = release, student


def _report(app: NbGrader, chapter: str, log: Path, students: set[str]) -> ClassReport:
    coursedir = app.coursedir
    rows = []
    with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
        assignment = gradebook.find_assignment(chapter)
        points = {
            cell.name: float(cell.max_score) for notebook in assignment.notebooks for cell in notebook.grade_cells
        }
        for submission in assignment.submissions:
            scores: dict[str, float | None] = {}
            found: list[notes.Note] = []
            for notebook in submission.notebooks:
                for one in notebook.grades:
                    # nbgrader asks for another look at what a person has graded before; the score counts meanwhile
                    is_open = one.needs_manual_grade and one.manual_score is None
                    scores[one.name] = None if is_open else float(one.score)
                path = (
                    Path(coursedir.format_path(coursedir.autograded_directory, submission.student.id, chapter))
                    / f"{notebook.name}.ipynb"
                )
                found += _notes_in(path)
            late = submission.late_submission_penalty or 0.0
            rows.append(
                Row(
                    student=submission.student.id,
                    scores={name: scores.get(name) for name in points},
                    total=float(submission.score) - float(late),
                    # an answer in words waits for its score, and there is nothing odd about it
                    look=any(note.look for note in found) or not set(points) <= set(scores),
                    notes=tuple(note.text for note in found),
                )
            )
    # nbgrader may give up on a submission before it is in the gradebook.
    for student in students - {row.student for row in rows}:
        rows.append(Row(student, dict.fromkeys(points), 0.0, True, (_FAILED.text,)))
    return ClassReport(chapter, points, tuple(sorted(rows, key=lambda row: row.student)), log)


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def _notes_in(path: Path) -> list[notes.Note]:
    """The notes in a graded notebook."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return [_FAILED]
    except ValueError:
        return [_DAMAGED]
    return [notes.Note(**note) for note in data["metadata"].get(notes.METADATA_KEY, {}).get("notes", [])]
