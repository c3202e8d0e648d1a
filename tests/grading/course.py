"""A course in a folder of its own, in which nbgrader's commands are run as a teacher runs them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbgrader.api import Gradebook

from helpers.grading.call import checked_exercise
from helpers.grading.run import GradingRun
from tests.grading.the_class import CHAPTER, NOTEBOOK, Submission

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Graded:
    """What the gradebook holds for one submission.

    Attributes:
        scores: nbgrader's automatic score for each exercise; None where there is none.
        open: the exercises to which a person has to give the score.
        flagged: whether Formgrader shows a flag.
        total: nbgrader's score of the submission.
    """

    scores: dict[str, float | None]
    open: frozenset[str]
    flagged: bool
    total: float


class Course:
    """A folder with `source/` and `nbgrader_config.py`, in which nbgrader's commands are run.

    Attributes:
        root: the folder.
        activated: whether the commands run in an activated environment, which stock nbgrader needs.
    """

    def __init__(self, root: Path, *, activated: bool = False) -> None:
        self.root = root
        self.activated = activated

    def nbgrader(self, *arguments: str, check: bool = True) -> str:
        """Run a command of nbgrader as a teacher does; what it printed."""
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        if self.activated:
            env["PATH"] = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")])
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", *arguments], cwd=self.root, env=env, capture_output=True, text=True
        )
        output = done.stdout + done.stderr
        assert not check or done.returncode == 0, output
        return output

    def hand_in(self, student: str, submission: Submission | None = None) -> Path:
        """The folder of a student's submission, with a notebook in it where one is given."""
        folder = self.root / "submitted" / student / CHAPTER
        folder.mkdir(parents=True)
        if submission is not None:
            (folder / NOTEBOOK).write_text(submission.text(), encoding="utf-8")
        return folder

    @property
    def release(self) -> Path:
        return self.root / "release" / CHAPTER / NOTEBOOK

    def graded_file(self, student: str) -> Path:
        return self.root / "autograded" / student / CHAPTER / NOTEBOOK

    def graded_notebook(self, student: str) -> NotebookNode:
        return nbformat.read(self.graded_file(student), as_version=4)

    def gradebook(self) -> dict[str, Graded]:
        """Every submission's grades, by student."""
        result = {}
        with Gradebook(f"sqlite:///{self.root / 'gradebook.db'}", "racecourse") as gradebook:
            assignment = gradebook.find_assignment(CHAPTER)
            # answers in words have their own tests
            cells = [c for notebook in assignment.notebooks for c in notebook.source_cells if c.cell_type == "code"]
            checked = {cell.name: checked_exercise(cell.source) or "" for cell in cells}
            exercise = {name: id if id and id in name else name for name, id in checked.items()}
            for submission in assignment.submissions:
                (notebook,) = submission.notebooks
                grades = {exercise[grade.name]: grade for grade in notebook.grades if grade.name in exercise}
                result[submission.student.id] = Graded(
                    scores={name: grade.auto_score for name, grade in grades.items()},
                    open=frozenset(name for name, grade in grades.items() if grade.needs_manual_grade),
                    flagged=bool(notebook.flagged),
                    total=submission.score,
                )
        return result


def make_course(root: Path) -> Course:
    """A course with the repository's master copy and configuration, released."""
    shutil.copytree(ROOT / "source" / CHAPTER, root / "source" / CHAPTER)
    shutil.copy(ROOT / "nbgrader_config.py", root)
    course = Course(root)
    course.nbgrader("generate_assignment", CHAPTER)
    return course


def give_up_on(student: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nbgrader fail with a student's submission before it is in the gradebook."""
    begin = GradingRun.init_assignment

    def init_assignment(run: GradingRun, assignment: str, whose: str) -> None:
        if whose == student:
            raise ValueError("nobody can read this submission")
        begin(run, assignment, whose)

    monkeypatch.setattr(GradingRun, "init_assignment", init_assignment)
