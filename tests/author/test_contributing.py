"""The example of CONTRIBUTING.md is an exercise, and its steps work."""

from __future__ import annotations

import dataclasses
import re
import shutil
import textwrap
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest

from helpers.author import cells, verify
from helpers.exercises import find
from helpers.exercises.safety import Hurdle, Situation, safety_exercise
from helpers.interleave import Scenario

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def example():
    """The entry as the page has it, run where the chapter's module would run it."""
    text = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"^   ```python\n(   CINEMA = .*?)^   ```", text, re.DOTALL | re.MULTILINE)
    names = {"Hurdle": Hurdle, "Situation": Situation, "Scenario": Scenario, "SimpleNamespace": SimpleNamespace}
    namespace = {**names, "safety_exercise": safety_exercise}
    exec(compile(textwrap.dedent(code), "CONTRIBUTING.md", "exec"), namespace)
    return SimpleNamespace(exercise=namespace["repair_cinema"], starter=namespace["CINEMA"])


def test_the_starter_of_the_example_fails_and_its_solution_passes(example) -> None:
    assert example.exercise.judge(example.starter).result == "failed"
    locked = example.starter.replace("self.free = seats", "self.free = seats\n        self.lock = threading.Lock()")
    head, body = locked.split("    def book(self):\n")
    solution = (
        f"import threading\n\n\n{head}    def book(self):\n        with self.lock:\n{textwrap.indent(body, '    ')}"
    )
    assert example.exercise.judge(solution).result == "passed"
    outside = solution.replace("with self.lock:", "with threading.Lock():")
    (finding,) = example.exercise.judge(outside).findings
    assert (finding.kind, finding.misconception) == ("wrong-result", "M06")


def test_author_check_has_nothing_to_say_of_the_example_itself(example) -> None:
    problems = list(verify.statement_problems(PROJECT, example.exercise))
    assert [problem for problem in problems if "test_misconceptions.py --update" not in problem] == []


def test_the_cells_of_a_new_exercise_have_nbgraders_marks(example, tmp_path: Path, monkeypatch) -> None:
    shutil.copytree(PROJECT / "source" / "04-race-conditions", tmp_path / "source" / "04-race-conditions")
    monkeypatch.setattr(cells, "all_exercises", lambda: (example.exercise,))
    path = cells.add_cells(tmp_path, "04-9")
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    task, answer, check = notebook.cells[-3:]
    assert "Repair a cinema" in task.source
    assert answer.source.startswith(f"%%exercise 04-9\n{example.starter}### BEGIN SOLUTION\n")
    problems = list(verify.text_problems(example.exercise, notebook))
    assert problems == []
    assert answer.metadata.nbgrader.solution
    assert not answer.metadata.nbgrader.locked
    assert check.source == 'check("04-9")'
    assert (check.metadata.nbgrader.grade, check.metadata.nbgrader.points) == (True, 2)
    # the same keys as in the cells that nbgrader's own panel has made
    old = next(cell for cell in notebook.cells if cell.id == "ex-04-3-check")
    assert old.metadata.nbgrader.keys() == check.metadata.nbgrader.keys()
    with pytest.raises(cells.CellsError, match="there already"):
        cells.add_cells(tmp_path, "04-9")
    with pytest.raises(cells.CellsError, match="write its entry there first"):
        cells.add_cells(tmp_path, "04-10")


def test_what_is_given_to_predict_from_has_a_cell_of_its_own(tmp_path: Path, monkeypatch) -> None:
    shutil.copytree(PROJECT / "source" / "05-working-together", tmp_path / "source" / "05-working-together")
    exercise = dataclasses.replace(find("05-1"), id="05-99")
    monkeypatch.setattr(cells, "all_exercises", lambda: (exercise,))
    notebook = nbformat.read(cells.add_cells(tmp_path, "05-99"), as_version=4)
    nbformat.validate(notebook)
    _, program, answer, check = notebook.cells[-4:]
    assert program.source == exercise.given.rstrip()
    assert program.metadata.nbgrader.locked
    assert answer.source == "%%exercise 05-99\nanswer = ...\n### BEGIN SOLUTION\n### END SOLUTION"
    assert check.source == 'check("05-99")'
