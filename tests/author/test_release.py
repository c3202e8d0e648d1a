"""`release/` is what `source/` gives."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import pytest

from helpers.author.release import ReleaseError, build, contents, drift

PROJECT = Path(__file__).resolve().parents[2]
CHAPTER = "04-race-conditions"
NOTEBOOK = f"{CHAPTER}/{CHAPTER}.ipynb"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course of one chapter: a copy of what its `release/` is made from, and of `release/`."""
    for name in ("source", "release"):
        shutil.copytree(
            PROJECT / name / CHAPTER, tmp_path / name / CHAPTER, ignore=shutil.ignore_patterns(".ipynb_checkpoints")
        )
    shutil.copy(PROJECT / "nbgrader_config.py", tmp_path)
    return tmp_path


def test_the_committed_release_is_what_source_gives() -> None:
    assert drift(PROJECT) == []


def test_release_is_the_same_bytes_every_time(course: Path) -> None:
    shutil.rmtree(course / "release")
    assert build(course) == [f"release/{NOTEBOOK}"]
    first = contents(course / "release")
    assert build(course) == []
    shutil.rmtree(course / "release")
    build(course)
    assert contents(course / "release") == first


def test_release_holds_no_solution(course: Path) -> None:
    build(course)
    solutions = set()
    source = nbformat.read(course / "source" / NOTEBOOK, as_version=4)
    for cell in source.cells:
        if "### BEGIN SOLUTION" in cell.source:
            inside = cell.source.split("### BEGIN SOLUTION")[1].split("### END SOLUTION")[0]
            solutions |= {line.strip() for line in inside.splitlines() if len(line.strip()) > 12}
    given = "\n".join(cell.source for cell in nbformat.read(course / "release" / NOTEBOOK, as_version=4).cells)
    assert solutions
    # A line of a solution may also be a line of the starter; that a whole solution is there may not be.
    assert {line for line in solutions if line not in given}
    assert "SOLUTION" not in given


def test_each_kind_of_drift_has_its_sentence_and_its_mend(course: Path) -> None:
    build(course)
    (course / "release" / NOTEBOOK).write_text("{}")
    (course / "release" / CHAPTER / "answers.txt").write_text("42")
    problems = drift(course)
    assert [problem.split(" ", 1)[0] for problem in problems] == [
        f"release/{NOTEBOOK}",
        f"release/{CHAPTER}/answers.txt",
    ]
    assert all("course author release" in problem for problem in problems)
    (course / "release" / NOTEBOOK).unlink()
    assert f"release/{NOTEBOOK} is missing" in drift(course)[0]
    build(course)
    assert drift(course) == []
    assert not (course / "release" / CHAPTER / "answers.txt").exists()


def test_a_chapter_that_nbgrader_refuses_changes_nothing(course: Path) -> None:
    path = course / "source" / NOTEBOOK
    notebook = nbformat.read(path, as_version=4)
    graded = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    graded[1].metadata.nbgrader.grade_id = graded[0].metadata.nbgrader.grade_id
    nbformat.write(notebook, path)
    before = contents(course / "release")
    with pytest.raises(ReleaseError, match=CHAPTER):
        build(course)
    assert contents(course / "release") == before
