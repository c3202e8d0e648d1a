"""Judge the answers of a submission and write the verdicts into its test cells.

This takes the place of nbgrader's execution: the student's notebook is not run. For each `check("04-2")` cell the
answer is assembled from the cells' sources, as in the student's own notebook, and judged in a process of its own.
What the score depends on never passes through the student's interpreter.
"""

from __future__ import annotations

import contextlib
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool

from helpers.exercises import find
from helpers.exercises.assemble import Assembled, assemble
from helpers.grading import notes, outputs
from helpers.grading.call import checked_exercise
from helpers.grading.notes import Note, quoted
from helpers.grading.plain_cells import EXECUTED_KEY
from helpers.grading.reader import MOST_CODE, RESOURCES_KEY
from helpers.grading.rubric import add_rubrics, undecided_by_hand
from helpers.grading.verdicts import verdicts_in
from helpers.verdict import Verdict

UNDECIDED_KEY = "undecided"

_EXERCISE_ID = re.compile(r"\d\d-\d+")


class CheckAnswers(NbGraderPreprocessor):
    """Gives every graded test cell an outcome that nbgrader's `determine_grade` reads as the right score."""

    enabled = Bool(True)  # not configurable: without it a test cell has no output, and nbgrader gives it full points

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        shared = resources.setdefault(RESOURCES_KEY, {})
        executed: set[str] = shared.get(EXECUTED_KEY, set())
        undecided: dict[str, str] = shared.setdefault(UNDECIDED_KEY, {})
        assignment: str = resources["nbgrader"]["assignment"]
        unreadable = notes.unreadable_reason(nb)
        found = notes.read(nb)
        if not unreadable:
            look_ahead(_sources(nb), self._course)
        for cell in nb.cells:
            if cell.cell_type != "code" or not utils.is_grade(cell) or utils.is_solution(cell):
                continue
            name: str = cell.metadata.nbgrader["grade_id"]
            exercise = checked_exercise(cell.source)
            if unreadable:
                cell.outputs = [outputs.error("NotJudged", unreadable)]
                undecided[name] = unreadable
            elif exercise is not None:
                problem = _not_of_this_cell(exercise, name, assignment)
                if problem:
                    cell.outputs = [outputs.error("NotJudged", problem)]
                else:
                    problem = self._judge(cell, exercise, nb)
                if problem:
                    undecided[name] = problem
                    found.append(Note(f"{quoted(name)} needs a score from you: {problem}", look=True))
            elif name not in executed:
                cell.outputs = [outputs.error("NotRun", "This test was not run, so it gives no points.")]
        by_hand, more = undecided_by_hand(nb, found, unreadable)
        undecided.update(by_hand)
        found += more
        add_rubrics(nb)
        notes.write(nb, found, unreadable)
        notes.show(nb)
        return nb, resources

    @property
    def _course(self) -> Path | None:
        """The course's folder, which nbgrader's commands know."""
        # our parent is the exporter, and its parent the converter, which knows
        one: Any = self.parent
        while one is not None:
            coursedir = getattr(one, "coursedir", None)
            if coursedir is not None:
                return Path(coursedir.root).resolve()
            one = getattr(one, "parent", None)
        return None

    def _judge(self, cell: NotebookNode, exercise: str, nb: NotebookNode) -> str:
        """Judge an answer and write the outcome into its test cell.

        Returns:
            why a person has to give the score; empty where the verdict gives it.
        """
        sources = _sources(nb)
        try:
            answer = _assembled(sources, exercise)
            verdict = verdicts_in(self._course).of(exercise, answer.source)
        except Exception as error:  # a fault of ours costs neither a student points nor the class its grades
            self.log.exception("The check of %s failed", exercise)
            problem = f"the check itself failed ({type(error).__name__}: {error}). The log has the details."
            cell.outputs = [outputs.error("NotJudged", problem)]
            return problem
        cell.outputs = outputs.of_verdict(verdict, float(cell.metadata.nbgrader["points"]), answer)
        if verdict.result == "cannot-judge":
            why = outputs.findings_text(verdict, answer)
            return f"the check could not judge the answer. {why}{_where(verdict, answer)}"
        return ""


def _where(verdict: Verdict, answer: Assembled) -> str:
    """The lines with which a program has reached for its judge."""
    labels, lines = answer.line_labels(), answer.source.split("\n")
    found = [finding.line for finding in verdict.findings if finding.kind == "attack" and finding.line]
    return "".join(
        f" (Line {labels.get(line, line)} of the answer: {quoted(lines[line - 1].strip())})"
        for line in dict.fromkeys(found)
        if line <= len(lines)
    )


def look_ahead(sources: tuple[str, ...], course: Path | None) -> None:
    """Begin to check the answers in a notebook's code cells, several at a time, before their verdicts are needed.

    What cannot be put together or checked is left to the moment at which it is needed. So is what no reader has looked
    at yet and is too long for it.
    """
    if sum(map(len, sources)) > MOST_CODE:
        return
    for exercise in sorted(filter(None, map(checked_exercise, sources))):
        with contextlib.suppress(Exception):
            verdicts_in(course).ask(exercise, _assembled(sources, exercise).source)


def _sources(nb: NotebookNode) -> tuple[str, ...]:
    return tuple(cell.source for cell in nb.cells if cell.cell_type == "code")


@lru_cache(maxsize=256)
def _assembled(sources: tuple[str, ...], exercise: str) -> Assembled:
    """An answer is put together when it is looked at ahead, when it is checked and when its verdict is shown: once."""
    return assemble(sources, exercise)


def _not_of_this_cell(exercise: str, name: str, assignment: str) -> str:
    """What is wrong with a `check(exercise)` in this cell of this assignment; empty when nothing is."""
    try:
        find(exercise)
    except LookupError:
        return f"the master copy's test cell checks {exercise}, which is no exercise of this course. Correct source/."
    in_name = _EXERCISE_ID.search(name)
    if in_name and in_name[0] != exercise:
        return f"the master copy's test cell is named {name} and checks {exercise}. Correct source/."
    if exercise.split("-")[0] != assignment.split("-")[0]:
        return f"the master copy's test cell checks {exercise}, which is not of {assignment}. Correct source/."
    return ""
