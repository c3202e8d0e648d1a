"""A grading run that can be killed at any moment, and started again.

nbgrader's `Autograde` writes a submission's notebook into `autograded/` before it grades it, and takes a folder that is
there for one that is done: kill it in between, and this submission is never graded. Here a submission is written to a
folder of its own; its scores are committed to the gradebook in one transaction; then the folder takes its place in
`autograded/`, by a rename. Until the last of these steps the submission counts as not graded, and is graded again: its
verdicts are known by then, so that the scores are the same. A submission that was handed in again is graded again,
too, because the graded folder says of which submission it is.

`course grade` runs it, and so do `nbgrader autograde` and Formgrader's button: see `take_over`.
"""

from __future__ import annotations

import contextlib
import errno
import glob
import hashlib
import json
import os
import re
import shutil
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.api import InvalidEntry
from nbgrader.converters import Autograde, NbGraderException
from nbgrader.preprocessors import Execute
from nbgrader.utils import find_all_files
from sqlalchemy.exc import DatabaseError, DBAPIError, IntegrityError, InterfaceError, OperationalError

from helpers.grading import log
from helpers.grading.course_folder import is_damaged, why_no_gradebook
from helpers.grading.gradebook import GradedElsewhere, SharedGradebook, claimed, shared_gradebook
from helpers.grading.lock import AlreadyGrading, grading_lock
from helpers.grading.places import MARK, PROGRESS, UNFINISHED
from helpers.grading.plain_cells import is_plain_test
from helpers.grading.preprocessor import look_ahead
from helpers.grading.verdicts import Verdicts, verdicts_in

# How many submissions ahead answers are checked, at most: an answer that takes long must not leave the cores idle.
LOOK_AHEAD = 64
TELL_EVERY = 0.1  # seconds: as often, at most, a file says how far the run is
LARGEST_LOOKED_AT = 10_000_000  # bytes; larger ones wait for their turn

_NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Interrupted(NbGraderException):
    """The run cannot go on. The message says what to do; started again it goes on where it was."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is.

    Attributes:
        student: whose submission is graded now; empty at the end.
        done: how many submissions are graded or were before.
        of: how many there are.
        findings: how often each kind of finding was met so far.
        waiting: how many answers are being checked or wait for it.
        skipped: how many of `done` were graded by an earlier run.
    """

    student: str
    done: int
    of: int
    findings: dict[str, int] = field(default_factory=dict)
    waiting: int = 0
    skipped: int = 0


class GradingRun(Autograde):
    """nbgrader's Autograde, made safe against its own death."""

    # Set by the driver; those who come by nbgrader's command have none of it.
    progress: Callable[[Progress], None] = staticmethod(lambda progress: None)
    _book: SharedGradebook
    _tidy: ThreadPoolExecutor
    _staging = False
    _looked = 0
    _skipped = 0
    _told = float("-inf")

    keeps_sanitized = True
    """For the exporter: the notebook is handed from the first pass to the second without a file between them."""

    _sanitized: tuple[str, NotebookNode] | None = None

    # ---- nbgrader's places for changes -----------------------------------------------------------------------------

    def init_notebooks(self) -> None:
        try:
            super().init_notebooks()
        except NbGraderException:
            # nbgrader sees no notebook at all. SubmissionReader lists the folders; without any it stays an error.
            pattern = self._format_source(self.coursedir.assignment_id, self.coursedir.student_id)
            if not any(map(os.path.isdir, glob.glob(pattern))):
                raise

    @property
    def _output_directory(self) -> str:
        directory: str = self.coursedir.autograded_directory
        return os.path.join(directory, UNFINISHED) if self._staging else directory

    @property
    def _input_directory(self) -> str:
        directory: str = self.coursedir.submitted_directory
        return directory if self._sanitizing else self._output_directory

    def _init_preprocessors(self) -> None:
        # A step that runs a kernel keeps what it knows of the last one; the others are made once for all submissions.
        made = self.__dict__.setdefault("_steps", {}).get(self._sanitizing)
        if made is None:
            super()._init_preprocessors()
            self._steps[self._sanitizing] = self.exporter._preprocessors
        else:
            made[:] = [
                type(step)(parent=self.exporter)
                if isinstance(step, Execute) and getattr(step, "has_run", True)
                else step
                for step in made
            ]
            self.exporter._preprocessors = made

    def write_single_notebook(self, output: str | NotebookNode, resources: dict[str, Any]) -> None:
        if isinstance(output, str):
            super().write_single_notebook(output, resources)
            return
        about = resources["nbgrader"]
        folder = self.writer.build_directory = self._format_dest(about["assignment"], about["student"])
        os.makedirs(folder, exist_ok=True)
        self._sanitized = os.path.join(folder, f"{resources['unique_key']}.ipynb"), output
        if any(map(is_plain_test, output.cells)):  # a cell that is run may look for the notebook in its folder
            super().write_single_notebook(json.dumps(output, ensure_ascii=False), resources)

    def take_sanitized(self, file: str) -> NotebookNode | None:
        """What the first pass has made of a notebook, for the second one; None where it is another's turn."""
        kept, self._sanitized = self._sanitized, None
        return kept[1] if kept is not None and kept[0] == file else None

    def convert_notebooks(self) -> None:
        """Grade the submissions, one after the other, while the answers of the next ones are checked."""
        failed = []
        try:
            with (
                grading_lock(self._course),
                claimed(self.coursedir.db_url, self.coursedir.assignment_id),
                shared_gradebook() as self._book,
                _tidying() as self._tidy,
            ):
                self._clear_unfinished()
                for done, folder in enumerate(sorted(self.assignments)):
                    assignment, student = self._names(folder)
                    self.notebooks = sorted(self.assignments[folder])
                    self._tell(assignment, student, done)
                    if not self._wanted(assignment, student):
                        self._skipped += 1
                        continue
                    self._check_ahead(done)
                    if not self._grade_safely(assignment, student, folder):
                        failed.append(student)
                self._tidy.shutdown()
                self._clear_unfinished()
                self._tell(self.coursedir.assignment_id, "", len(self.assignments))
        except (AlreadyGrading, GradedElsewhere) as error:
            raise Interrupted(str(error)) from error
        if failed:
            raise NbGraderException(f"These submissions could not be graded; the log says why: {', '.join(failed)}")

    # ---- which submissions -----------------------------------------------------------------------------------------

    def students(self) -> set[str]:
        """Whose submissions were to be graded."""
        return {self._names(folder)[1] for folder in self.assignments}

    def _names(self, folder: str) -> tuple[str, str]:
        """The assignment and the student that a folder in `submitted/` belongs to."""
        pattern = self._format_source("(?P<assignment_id>.*)", "(?P<student_id>.*)", escape=True)
        match = re.match(pattern, folder)
        if match is None:
            raise NbGraderException(f"The folder {folder} does not have the form {pattern}")
        return match["assignment_id"], match["student_id"]

    def _wanted(self, assignment: str, student: str) -> bool:
        """Whether a submission is to be graded in this run."""
        if student in (self.coursedir.student_id_exclude or "").split(","):
            return False
        destination = Path(self._format_dest(assignment, student))
        wanted = Path(self._format_source(assignment, student))
        if self.force or not destination.exists():
            return True
        if self.coursedir.notebook_id != "*" and not all(
            (destination / os.path.basename(notebook)).exists() for notebook in self.notebooks
        ):
            return True
        try:
            graded = json.loads((destination / MARK).read_text(encoding="utf-8"))["submitted"]
        except (OSError, ValueError, KeyError, TypeError):
            # graded by an nbgrader without this course: its own rule
            new, old = map(self.coursedir.get_existing_timestamp, (str(wanted), str(destination)))
            return new is not None and old is not None and new > old
        if graded != self._digest(wanted):
            self.log.warning("%s was handed in again since it was graded", wanted)
            return True
        self.log.info("Skipping existing assignment: %s", destination)
        return False

    def _digest(self, folder: Path) -> str:
        """A hash of what a student handed in: other content, another hash."""
        digest = hashlib.sha256()
        for name in sorted(find_all_files(str(folder), self.coursedir.ignore)):
            path = Path(name)
            digest.update(path.relative_to(folder).as_posix().encode("utf-8", "surrogatepass") + b"\0")
            with contextlib.suppress(OSError):  # a link to nowhere, a file without permission: the reader will say so
                size = path.lstat().st_size
                digest.update(f"{size}\0".encode())
                if path.is_file() and not path.is_symlink() and size <= LARGEST_LOOKED_AT:
                    digest.update(path.read_bytes())
        return digest.hexdigest()

    # ---- one submission --------------------------------------------------------------------------------------------

    def _grade_safely(self, assignment: str, student: str, folder: str) -> bool:
        """Whether the submission could be graded.

        Raises:
            Interrupted: the next one could not be graded either.
        """
        before, began = self._verdicts.account(), time.monotonic()
        fields: dict[str, Any] = {"chapter": assignment, "student": student}
        try:
            try:
                self._grade(assignment, student, folder)
            except (OperationalError, InterfaceError, IntegrityError, InvalidEntry) as error:
                if _is_full(error):
                    raise
                # The server was restarted, or closed the connection: once more, with a new one. Or a run that grades
                # another chapter has written the same student at the same moment: now he is there.
                self.log.warning("The gradebook did not take it (%s); once more", _first_line(error))
                self._grade(assignment, student, folder)
        except Exception as error:
            self.log.error("There was an error processing %s", folder)
            self.log.error(traceback.format_exc())
            log.write(self._course, **fields, outcome="failed", error=f"{type(error).__name__}: {_first_line(error)}")
            self._take_away(assignment, student)
            reason = why_all_would_fail(error)
            if reason:
                raise Interrupted(reason) from error
            # What was graded before would look like what is there now.
            _remove(Path(self._format_dest(assignment, student)))
            return False
        except BaseException:
            self._take_away(assignment, student)
            raise
        spent = self._verdicts.account() - before
        log.write(
            self._course,
            **fields,
            outcome="graded",
            seconds={"total": round(time.monotonic() - began, 4), "checks": round(spent.waited, 4)},
            answers=spent.answers,
            cached=spent.remembered,
            findings=dict(spent.findings),
        )
        return True

    def _grade(self, assignment: str, student: str, folder: str) -> None:
        destination = self._format_dest(assignment, student)
        submitted = self._digest(Path(self._format_source(assignment, student)))
        self.notebooks = sorted(self.assignments[folder])  # nbgrader's init_assignment takes unknown ones out
        self._staging = True
        try:
            stage = self._format_dest(assignment, student)
            with self._book.submission():
                self.run_pre_convert_hook()
                self.init_assignment(assignment, student)
                # Checks and kernels may take long, and nobody else can write to SQLite before a commit.
                self._book.commit()
                for notebook in self.notebooks:
                    self.convert_single_notebook(notebook)
                _write_mark(Path(stage), submitted)
                self.set_permissions(assignment, student)
            self._put_in_place(Path(stage), Path(destination))
        finally:
            self._staging = False
        self.run_post_convert_hook()

    def _put_in_place(self, stage: Path, destination: Path) -> None:
        """The last step: from here on the submission counts as graded."""
        destination.parent.mkdir(parents=True, exist_ok=True)
        if destination.exists():
            if self.coursedir.notebook_id != "*":
                # only some of the notebooks were graded: the others stay
                for old in destination.iterdir():
                    if not (stage / old.name).exists():
                        shutil.move(old, stage / old.name)
            old = stage.with_name(stage.name + ".old")
            _remove(old)
            os.replace(destination, old)
            os.replace(stage, destination)
            self._tidy.submit(_tidy_up, stage.parent, old)
        else:
            os.replace(stage, destination)
            self._tidy.submit(_tidy_up, stage.parent)

    def _take_away(self, assignment: str, student: str) -> None:
        """Take away what was written so far of a submission that is not graded now."""
        self._staging = True
        try:
            _remove(Path(self._format_dest(assignment, student)))
        finally:
            self._staging = False

    def _clear_unfinished(self) -> None:
        """What a run that was killed has left."""
        _remove(Path(self.coursedir.root) / self.coursedir.autograded_directory / UNFINISHED)

    # ---- checks ahead ----------------------------------------------------------------------------------------------

    def _check_ahead(self, done: int) -> None:
        """Have the answers of the next submissions checked, until enough of them wait."""
        folders = sorted(self.assignments)
        self._looked = max(self._looked, done)
        while self._looked < min(len(folders), done + LOOK_AHEAD):
            if self._looked > done and self._verdicts.waiting() >= self._verdicts.enough:
                return
            folder = folders[self._looked]
            self._looked += 1
            if self._looked - 1 > done and not self._wanted(*self._names(folder)):
                continue
            for path in self.assignments[folder]:
                self._check_answers(Path(path))

    def _check_answers(self, path: Path) -> None:
        # Only a guess at what the answers will be once nbgrader has read the file: where it is wrong, or where the
        # file cannot be read, the right answer is checked when its turn comes, and the reader says what is wrong.
        with contextlib.suppress(Exception):
            if path.stat().st_size < LARGEST_LOOKED_AT:
                cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
                sources = (cell["source"] for cell in cells if cell["cell_type"] == "code")
                texts = (source if isinstance(source, str) else "".join(source) for source in sources)
                look_ahead(tuple(texts), self._course)

    @property
    def _course(self) -> Path:
        return Path(self.coursedir.root).resolve()

    @property
    def _verdicts(self) -> Verdicts:
        return verdicts_in(self._course)

    def _tell(self, chapter: str, student: str, done: int) -> None:
        """Say how far the run is: to who started it, and to who asks `course grade --status`."""
        verdicts = self._verdicts
        findings = dict(verdicts.account().findings)
        at = Progress(student, done, len(self.assignments), findings, verdicts.waiting(), self._skipped)
        self.progress(at)
        if student and time.monotonic() - self._told < TELL_EVERY:
            return
        self._told = time.monotonic()
        now = {"chapter": chapter, "done": done, "of": at.of, "waiting": at.waiting, "ended": not student}
        with contextlib.suppress(OSError):
            (self._course / PROGRESS).write_text(json.dumps(now), encoding="utf-8")


def take_over(converter: Autograde) -> None:
    """Make a converter of nbgrader's, which is about to start, a safe one.

    The `Autograde` of `nbgrader autograde` and of Formgrader's button is made by nbgrader. What the course can have its
    say in is the exporter, which the converter makes just before it converts: from there this is called.
    """
    if type(converter) is Autograde:
        converter.__class__ = GradingRun


@contextlib.contextmanager
def _tidying() -> Iterator[ThreadPoolExecutor]:
    """Who takes away what is not needed any more, while the run goes on: a disk takes its time for that."""
    with ThreadPoolExecutor(1, thread_name_prefix="tidy") as pool:
        yield pool


def _tidy_up(parent: Path, *folders: Path) -> None:
    # What is left is taken away at the end of the run, or at the beginning of the next one; there it is no secret
    # what went wrong.
    with contextlib.suppress(OSError):
        for folder in folders:
            shutil.rmtree(folder)
        parent.rmdir()


def _write_mark(folder: Path, submitted: str) -> None:
    (folder / MARK).unlink(missing_ok=True)
    (folder / MARK).write_text(json.dumps({"submitted": submitted}), encoding="utf-8")


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _is_full(error: BaseException) -> bool:
    return "disk is full" in str(error) or "No space left" in str(error)


def why_all_would_fail(error: BaseException) -> str:
    """What to do about an error that every other submission would run into, too; empty for other errors."""
    chain = [error]
    while (cause := chain[-1].__cause__ or chain[-1].__context__) is not None and cause not in chain:
        chain.append(cause)
    for one in chain:
        if (isinstance(one, OSError) and one.errno in _NO_SPACE) or _is_full(one):
            return (
                "There is no space left to write to. Nothing is lost: make some, and start the same command again; "
                "it goes on where it was."
            )
    for one in chain:
        if isinstance(one, DatabaseError) and is_damaged(one):
            return why_no_gradebook(one)
        if isinstance(one, OperationalError | InterfaceError):
            return (
                f"The gradebook cannot be written to ({_first_line(one)}). Nothing is lost: see that it is there and "
                "that no other program holds it, and start the same command again; it goes on where it was."
            )
    return ""


def _first_line(error: BaseException) -> str:
    shown = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    return (str(shown).splitlines() or [type(error).__name__])[0]
