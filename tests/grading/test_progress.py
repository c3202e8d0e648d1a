"""What a run tells meanwhile, in lines and in its log; and what it asks of the gradebook for each submission."""

from __future__ import annotations

import io
import shutil
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from rich.console import Console
from sqlalchemy import Engine, event

from helpers.grading import driver, log
from helpers.grading.bench import classes
from helpers.grading.lock import AlreadyGrading, grading_lock
from helpers.grading.places import MARK
from helpers.grading.progress import Pace, in_words, shown
from helpers.grading.run import Progress
from tests.grading.course import Course, give_up_on
from tests.grading.mortal import stub

CHAPTER = "04-race-conditions"
STUDENTS = 4


class Asked(Counter[str]):
    """Counts what the gradebook is asked."""

    def statement(self, connection: object, cursor: object, statement: str, *rest: object) -> None:
        self["statements"] += not statement.startswith("PRAGMA")

    def commit(self, connection: object) -> None:
        self["commits"] += 1


@pytest.fixture
def asked() -> Iterator[Asked]:
    counter = Asked()
    event.listen(Engine, "before_cursor_execute", counter.statement)
    event.listen(Engine, "commit", counter.commit)
    yield counter
    event.remove(Engine, "before_cursor_execute", counter.statement)
    event.remove(Engine, "commit", counter.commit)


@pytest.fixture
def course(fresh_course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("helpers.grading.verdicts.check", stub)
    monkeypatch.setenv("RACECOURSE_TRUST_SUBMISSIONS", "1")
    root = tmp_path / "course"
    shutil.copytree(fresh_course.root, root)
    # Pairs of students have the same answers.
    for number, (name, notebook) in enumerate(classes.notebooks(CHAPTER, STUDENTS, differ="nothing")):
        if number % 2 == 0:
            same = notebook
        classes.hand_in(root, CHAPTER, name, same)
    return root


def test_a_run_asks_little_of_the_gradebook_tells_what_it_does_and_checks_equal_answers_once(
    course: Path, asked: Asked
) -> None:
    seen: list[tuple[Progress, Counter[str]]] = []

    report = driver.grade(course, "04", progress=lambda at: seen.append((at, Counter(asked))))

    # Statements and commits of each submission; the first one also reads the master copy.
    spent = [later - earlier for (_, earlier), (_, later) in pairwise(seen)]
    assert all(one["statements"] <= 40 for one in spent[1:]), spent
    assert all(one["commits"] <= 2 for one in spent[1:]), spent
    assert spent[-1] == spent[-2]  # the last one costs what the one before it costs

    assert [at.done for at, _ in seen] == list(range(STUDENTS + 1))
    assert [at.student for at, _ in seen] == [*(row.student for row in report.rows), ""]
    wrong = sum(seen[-1][0].findings.values())
    assert wrong == sum(score == 0.0 for row in report.rows for name, score in row.scores.items() if "check" in name)

    lines = log.read(course)
    assert [line["student"] for line in lines] == [row.student for row in report.rows]
    assert {line["outcome"] for line in lines} == {"graded"}
    assert [line["answers"] for line in lines] == [5] * STUDENTS
    assert [line["cached"] for line in lines][1::2] == [5] * (STUDENTS // 2)
    assert all(line["seconds"]["total"] >= line["seconds"]["checks"] >= 0 for line in lines)


def test_a_run_is_the_only_one_in_its_folder(course: Path) -> None:
    with grading_lock(course), pytest.raises(driver.GradingError, match=r"Another grading run .* \(process \d+\)"):
        driver.grade(course, "04")
    with grading_lock(course), pytest.raises(AlreadyGrading), grading_lock(course):
        pass


def test_a_submission_that_cannot_be_graded_has_its_line_and_costs_no_other(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_up_on("student-000001", monkeypatch)
    driver.grade(course, "04")
    outcomes = {line["student"]: line["outcome"] for line in log.read(course)}
    assert Counter(outcomes.values()) == {"graded": STUDENTS - 1, "failed": 1}
    assert outcomes["student-000001"] == "failed"
    assert not (course / "autograded" / "student-000001" / CHAPTER).exists()
    assert (course / "autograded" / "student-000002" / CHAPTER / MARK).exists()


def test_half_a_line_of_a_log_that_was_cut_off_is_passed_over(tmp_path: Path) -> None:
    log.write(tmp_path, student="ada", outcome="graded")
    with (tmp_path / ".racecourse" / "grading.jsonl").open("a") as file:
        file.write('{"student": "bo')
    assert [line["student"] for line in log.read(tmp_path)] == ["ada"]


def test_the_pace_is_that_of_this_run(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    pace = Pace(lambda: now)
    assert pace.at(Progress("a", 0, 100)) is None
    now = 130.0
    # Ten were graded by an earlier run, and ten took half a minute.
    assert pace.at(Progress("b", 20, 100, skipped=10)) == (20, 80 * 3)
    words = in_words(Progress("b", 20, 100, {"deadlock": 2, "hang": 5}, skipped=10), (20, 240))
    assert words == "20 of 100, 20 a minute, 4:00 to go, findings: 5 hang, 2 deadlock"


def test_where_there_is_no_terminal_a_class_of_any_size_is_a_few_plain_lines() -> None:
    console = Console(file=io.StringIO(), width=80)
    with shown(console) as (progress, say):
        for done in range(1001):
            progress(Progress("ada", done, 1000, {"hang [x]": 1}))
        say("No worker is there yet.")
    lines = console.file.getvalue().splitlines()  # type: ignore[attr-defined]
    assert len(lines) == 22
    assert lines[0].startswith("0 of 1000")
    assert lines[-2].startswith("1000 of 1000")
    assert "1 hang [x]" in lines[-2]
    assert lines[-1] == "No worker is there yet."


def test_on_a_terminal_there_is_a_bar() -> None:
    console = Console(file=io.StringIO(), force_terminal=True, width=100)
    with shown(console) as (progress, say):
        progress(Progress("ada [x]", 1, 4, {"hang": 1}))
        say("A word.")
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert "ada [x]" in text
    assert "1/4" in text
    assert "1 hang" in text
    assert "A word." in text
