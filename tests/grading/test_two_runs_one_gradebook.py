"""Several machines grade different chapters into one PostgreSQL at the same time; of one chapter only one does."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("psycopg", reason="this environment has no psycopg")

import psycopg
from nbgrader.api import Gradebook

from helpers.grading import driver
from helpers.grading.bench import classes
from helpers.grading.gradebook import GradedElsewhere, claimed
from tests.grading.mortal import runs, stub
from tests.grading.servers import Postgres, postgres_server

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("farm"), pytest.mark.needs("postgres")]

CHAPTERS = ("04", "05")
STUDENTS = 2


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    with postgres_server() as server:
        yield server


@pytest.fixture
def database(postgres: Postgres, request: pytest.FixtureRequest) -> str:
    """The URL of an empty gradebook."""
    name = f"book{abs(hash(request.node.name))}"
    with psycopg.connect(plain(postgres.url()), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return postgres.url().replace("/postgres?", f"/{name}?")


def plain(url: str) -> str:
    """The URL as psycopg itself wants it."""
    return url.replace("postgresql+psycopg://", "postgresql://")


def folder(root: Path, chapter: str, url: str) -> Path:
    """A folder on some machine, with one chapter's submissions."""
    name = classes.chapter_folder(chapter)
    classes.make_course(root, name)
    for student, notebook in classes.notebooks(name, STUDENTS):
        classes.hand_in(root, name, student, notebook)
    if url:
        with (root / "nbgrader_config.py").open("a") as config:
            config.write(f"\nc.CourseDirectory.db_url = {url!r}\n")
    return root


def scores(course: Path, chapter: str) -> list[Any]:
    """What the gradebook says of a chapter; with nothing to grade this grades nothing."""
    return list(driver.grade(course, chapter).rows)


@contextlib.contextmanager
def written_when_somebody_waits(database: str, statement: str) -> Iterator[None]:
    """Another run has written something, and commits it as soon as somebody waits for it."""
    with psycopg.connect(plain(database)) as other, psycopg.connect(plain(database), autocommit=True) as watch:
        other.execute(statement)

        def commit_when_the_run_waits() -> None:
            waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
            while watch.execute(waiting).fetchone() == (0,):
                pass
            other.commit()

        meanwhile = threading.Thread(target=commit_when_the_run_waits, daemon=True)
        meanwhile.start()
        yield
        meanwhile.join()


def test_two_machines_grade_two_chapters_into_one_empty_gradebook_at_the_same_time(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    courses = {chapter: folder(tmp_path / chapter, chapter, database) for chapter in CHAPTERS}
    with contextlib.ExitStack() as stack:
        machines = {chapter: stack.enter_context(runs()) for chapter in CHAPTERS}
        with ThreadPoolExecutor(len(CHAPTERS)) as pool:
            ended = {
                chapter: pool.submit(machines[chapter].grade, courses[chapter], chapter=chapter, steps=False)
                for chapter in CHAPTERS
            }
        assert {chapter: one.result()["error"] for chapter, one in ended.items()} == dict.fromkeys(CHAPTERS, "")

    monkeypatch.setattr("helpers.grading.verdicts.check", stub)
    monkeypatch.setenv("RACECOURSE_TRUST_SUBMISSIONS", "1")
    for chapter, course in courses.items():
        alone = folder(tmp_path / f"{chapter} alone", chapter, "")
        assert scores(course, chapter) == scores(alone, chapter)
    with psycopg.connect(plain(database)) as connection:
        assert connection.execute("SELECT count(*) FROM student").fetchone() == (STUDENTS,)
        assert connection.execute("SELECT count(*) FROM alembic_version").fetchone() == (1,)


def test_a_student_whom_another_run_writes_at_the_same_moment_is_graded_all_the_same(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("helpers.grading.verdicts.check", stub)
    monkeypatch.setenv("RACECOURSE_TRUST_SUBMISSIONS", "1")
    course = folder(tmp_path / "course", "04", database)
    with contextlib.suppress(driver.GradingError):  # makes the tables; there is nobody of this name
        driver.grade(course, "04", student="nobody")
    with written_when_somebody_waits(database, "INSERT INTO student (id) VALUES ('student-000000')"):
        report = driver.grade(course, "04")
    assert [row.student for row in report.rows] == [f"student-{number:06d}" for number in range(STUDENTS)]
    assert all(set(row.scores.values()) != {None} for row in report.rows)
    assert "once more" in report.log.read_text()


def test_a_course_that_another_run_writes_at_the_same_moment_is_there_for_both(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("helpers.grading.verdicts.check", stub)
    monkeypatch.setenv("RACECOURSE_TRUST_SUBMISSIONS", "1")
    course = folder(tmp_path / "course", "04", database)
    Gradebook(database, "elsewhere").close()  # makes the tables
    with written_when_somebody_waits(database, "INSERT INTO course (id) VALUES ('racecourse')"):
        report = driver.grade(course, "04")
    assert len(report.rows) == STUDENTS


def test_a_second_run_of_the_same_chapter_is_told_to_wait_and_another_chapter_is_not(
    database: str, tmp_path: Path
) -> None:
    course = folder(tmp_path / "course", "04", database)
    with claimed(database, "04-race-conditions"):
        with pytest.raises(driver.GradingError, match=r"graded into this gradebook by another run.* Wait until"):
            driver.grade(course, "04")
        with claimed(database, "05-working-together"):
            pass
        with pytest.raises(GradedElsewhere), claimed(database, "04-race-conditions"):
            raise AssertionError("two runs have it")
    with claimed(database, "04-race-conditions"):
        pass
