"""Kill a grading run at any step, fill the disk, lock the gradebook: started again, it goes on with the same scores."""

from __future__ import annotations

import json
import shutil
import signal
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from helpers.grading import log
from helpers.grading.bench import classes
from helpers.grading.places import MARK, UNFINISHED
from tests.grading.course import Course
from tests.grading.mortal import Runs, runs

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("mortal runs"), pytest.mark.only_on("linux")]

CHAPTER = "04-race-conditions"
STUDENTS = 2


@pytest.fixture(scope="module")
def mortal() -> Iterator[Runs]:
    with runs() as process:
        yield process


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory, fresh_course: Course) -> Path:
    """A course with two submissions: to be copied, not changed."""
    root = tmp_path_factory.mktemp("handed in") / "course"
    shutil.copytree(fresh_course.root, root)
    for name, notebook in classes.notebooks(CHAPTER, STUDENTS):
        classes.hand_in(root, CHAPTER, name, notebook)
    return root


@pytest.fixture(scope="module")
def graded(handed_in: Path, tmp_path_factory: pytest.TempPathFactory, mortal: Runs) -> tuple[Path, list[str]]:
    """The same course, graded without a mishap, and the steps of that."""
    root = tmp_path_factory.mktemp("graded") / "course"
    shutil.copytree(handed_in, root)
    ended = mortal.grade(root)
    assert ended["status"] == 0, ended
    return root, ended["steps"]


def scores(course: Path) -> dict[str, Any]:
    """All that the gradebook says of the class; ids, which are made by chance, left out."""
    with sqlite3.connect(course / "gradebook.db") as book:
        rows = book.execute(
            "SELECT student.id, cell.name, grade.auto_score, grade.manual_score, grade.needs_manual_grade "
            "FROM grade JOIN base_cell cell ON cell.id = grade.cell_id "
            "JOIN submitted_notebook notebook ON notebook.id = grade.notebook_id "
            "JOIN submitted_assignment submission ON submission.id = notebook.assignment_id "
            "JOIN student ON student.id = submission.student_id ORDER BY 1, 2"
        ).fetchall()
        counts = {
            table: book.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("student", "submitted_assignment", "submitted_notebook", "grade", "comment", "base_cell")
        }
    return {"rows": rows, "counts": counts}


def files(course: Path) -> dict[str, str]:
    """The graded folders."""
    found = sorted((course / "autograded").rglob("*"))
    return {str(path.relative_to(course)): path.read_text() for path in found if path.is_file()}


def finished(course: Path) -> set[str]:
    """Whose submission has its folder in `autograded/`."""
    return {path.parents[1].name for path in (course / "autograded").glob(f"[!.]*/{CHAPTER}/{MARK}")}


def gradings(course: Path) -> Counter[str]:
    return Counter(line["student"] for line in log.read(course) if line["outcome"] == "graded")


def copy(course: Path, folder: Path) -> Path:
    shutil.copytree(course, folder)
    return folder


def test_killed_at_any_step_a_run_goes_on_where_it_was(
    handed_in: Path, graded: tuple[Path, list[str]], mortal: Runs, tmp_path: Path
) -> None:
    reference, steps = graded
    assert {"before the commit", "after saving the scores", "before the rename", "after the rename"} <= set(steps)
    # The steps of the second submission; after one and before the next nothing happens that could be lost.
    first = steps.index("after the line in the log")
    for at in [at for at in range(first, len(steps)) if steps[at].startswith("before") or "rename" in steps[at]]:
        course = copy(handed_in, tmp_path / str(at))
        killed = mortal.grade(course, at=at, end="kill")
        assert killed["status"] == -signal.SIGKILL
        assert killed["steps"] == steps[: at + 1]
        before, done = gradings(course), finished(course)

        again = mortal.grade(course, steps=False)

        assert again["status"] == 0, (steps[at], again)
        assert scores(course) == scores(reference), steps[at]
        assert files(course) == files(reference), steps[at]
        assert not (course / "autograded" / UNFINISHED).exists()
        for student, times in gradings(course).items():
            # What had its folder was not graded again; everything else was, once.
            assert times - before[student] == (student not in done), (steps[at], student)
        shutil.rmtree(course)


def test_killed_while_it_grades_again_a_run_keeps_what_people_wrote(
    graded: tuple[Path, list[str]], mortal: Runs, tmp_path: Path
) -> None:
    reference, _ = graded
    base = copy(reference, tmp_path / "base")
    with sqlite3.connect(base / "gradebook.db") as book:
        book.execute("UPDATE grade SET manual_score = 1.5")
        book.execute("UPDATE comment SET manual_comment = 'Well argued.'")
    expected = copy(base, tmp_path / "expected")
    steps = mortal.grade(expected, force=True)["steps"]
    with sqlite3.connect(expected / "gradebook.db") as book:
        assert set(book.execute("SELECT manual_score FROM grade")) == {(1.5,)}
        assert set(book.execute("SELECT manual_comment FROM comment")) == {("Well argued.",)}
    for at in [at for at, step in enumerate(steps) if "rename" in step][-4:]:
        course = copy(base, tmp_path / str(at))
        assert mortal.grade(course, at=at, end="kill", force=True)["status"] == -signal.SIGKILL

        assert mortal.grade(course, steps=False, force=True)["status"] == 0

        assert scores(course) == scores(expected), steps[at]
        assert files(course) == files(expected), steps[at]
        with sqlite3.connect(course / "gradebook.db") as book:
            assert set(book.execute("SELECT manual_comment FROM comment")) == {("Well argued.",)}
        shutil.rmtree(course)


def test_on_a_full_disk_a_run_stops_says_so_and_goes_on_when_there_is_space(
    handed_in: Path, graded: tuple[Path, list[str]], mortal: Runs, tmp_path: Path
) -> None:
    reference, steps = graded
    names = ("before writing the notebook", "before the rename", "before the commit")
    for at in sorted({len(steps) - 1 - steps[::-1].index(name) for name in names}):
        course = copy(handed_in, tmp_path / str(at))
        stopped = mortal.grade(course, at=at, end="full")
        assert stopped["status"] == 1, (steps[at], stopped)
        assert "There is no space left to write to" in stopped["error"]
        assert "start the same command again" in stopped["error"]

        assert mortal.grade(course, steps=False)["status"] == 0

        assert scores(course) == scores(reference), steps[at]
        assert files(course) == files(reference), steps[at]


@pytest.mark.parametrize("largest", [40_000, 150_000])
def test_when_no_file_can_grow_nothing_is_half_done(
    largest: int, handed_in: Path, graded: tuple[Path, list[str]], mortal: Runs, tmp_path: Path
) -> None:
    course = copy(handed_in, tmp_path / "course")
    stopped = mortal.grade(course, largest=largest, steps=False)
    assert stopped["status"] == 1, stopped
    assert "start the same command again" in stopped["error"], stopped

    assert mortal.grade(course, steps=False)["status"] == 0

    assert scores(course) == scores(graded[0])
    assert files(course) == files(graded[0])


def test_while_another_program_holds_the_gradebook_a_run_waits_and_then_says_so(
    handed_in: Path, graded: tuple[Path, list[str]], mortal: Runs, tmp_path: Path
) -> None:
    course = copy(handed_in, tmp_path / "course")
    holder = sqlite3.connect(course / "gradebook.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    stopped = mortal.grade(course, steps=False, busy=0)
    holder.execute("ROLLBACK")
    holder.close()
    assert stopped["status"] == 1
    assert "locked" in stopped["error"]
    assert "Nothing is lost" in stopped["error"]

    assert mortal.grade(course, steps=False)["status"] == 0
    assert scores(course) == scores(graded[0])


def test_what_was_handed_in_again_is_graded_again_and_nothing_else(
    graded: tuple[Path, list[str]], mortal: Runs, tmp_path: Path
) -> None:
    course = copy(graded[0], tmp_path / "course")
    before = gradings(course)
    assert mortal.grade(course, steps=False)["status"] == 0
    assert gradings(course) == before

    name, notebook = next(classes.notebooks(CHAPTER, 1))
    notebook["cells"][-1]["source"] = "I thought again, and this is my answer."
    file = classes.hand_in(course, CHAPTER, name, notebook)
    assert mortal.grade(course, steps=False)["status"] == 0

    assert gradings(course) - before == Counter({name: 1})
    text = json.loads((course / "autograded" / name / CHAPTER / file.name).read_text())
    assert any("I thought again" in "".join(cell["source"]) for cell in text["cells"])
