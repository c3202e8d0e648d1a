"""A class on real servers: gradebook in PostgreSQL, workers on two machines of their own, and the same scores."""

from __future__ import annotations

import contextlib
import ipaddress
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import pytest

pytest.importorskip("celery", reason="this environment has no Celery")
pytest.importorskip("psycopg", reason="this environment has no psycopg")

from helpers.grading import driver
from helpers.grading.bench import classes
from tests.grading.course import Course
from tests.grading.crew import crew
from tests.grading.servers import Postgres, postgres_server, redis_server

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("farm"), pytest.mark.needs("redis", "postgres")]

CHAPTER = "04-race-conditions"
STUDENTS = 3


@contextlib.contextmanager
def two_machines() -> Iterator[list[tuple[list[str], str]]]:
    """Two network namespaces, each with a cable to this one: how to run something there, and our address on its cable.

    Where the system permits no namespaces: twice this machine itself.
    """
    tag = f"rc{os.getpid() % 100_000}"
    made: list[str] = []
    machines = []
    try:
        for number in (1, 2):
            space, here, there = f"{tag}-{number}", f"{tag}h{number}", f"{tag}t{number}"
            # Of the networks that are for measurements (RFC 2544, 198.18.0.0/15) two of this process's own.
            network = int(ipaddress.IPv4Address("198.18.0.0")) + 4 * ((2 * os.getpid() + number) % 32_768)
            ours, theirs = (str(ipaddress.IPv4Address(network + end)) for end in (1, 2))
            _ip("netns", "add", space)
            made.append(space)
            _ip("link", "add", here, "type", "veth", "peer", "name", there, "netns", space)
            _ip("addr", "add", f"{ours}/30", "dev", here)
            _ip("link", "set", here, "up")
            _ip("-n", space, "addr", "add", f"{theirs}/30", "dev", there)
            _ip("-n", space, "link", "set", there, "up")
            _ip("-n", space, "link", "set", "lo", "up")
            machines.append((["ip", "netns", "exec", space], ours))
    except (OSError, subprocess.CalledProcessError):
        machines = [([], "127.0.0.1")] * 2
    try:
        yield machines
    finally:
        for space in made:
            _ip("netns", "del", space)  # the cables go with it


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True, capture_output=True)


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    with postgres_server() as server:
        yield server


@pytest.fixture
def handed_in(fresh_course: Course, tmp_path: Path) -> Path:
    root = tmp_path / "course"
    shutil.copytree(fresh_course.root, root)
    for name, notebook in classes.notebooks(CHAPTER, STUDENTS):
        classes.hand_in(root, CHAPTER, name, notebook)
    return root


def on_postgres(course: Path, postgres: Postgres) -> Path:
    """The one setting."""
    with (course / "nbgrader_config.py").open("a") as config:
        config.write(f"\nc.CourseDirectory.db_url = {postgres.url()!r}\n")
    return course


def test_a_class_is_graded_by_workers_in_two_networks_into_postgresql_as_it_is_on_one_machine(
    handed_in: Path, postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("helpers.grading.verdicts.check", _never)
    course = on_postgres(handed_in, postgres)
    said: Queue[str] = Queue()
    with contextlib.ExitStack() as stack:
        machines = stack.enter_context(two_machines())
        addresses = sorted({"127.0.0.1", *(ours for _, ours in machines)})
        redis = stack.enter_context(redis_server(tmp_path, addresses))
        for number, (prefix, ours) in enumerate(machines):
            stack.enter_context(crew(redis.url(ours), prefix)).start(f"machine-{number}")
        first = driver.grade(course, "04", broker=redis.url(), say=said.put)

        # Started again there is nothing to do; the server is killed and started meanwhile.
        postgres.stop()
        with pytest.raises(driver.GradingError, match=r"(?s)gradebook cannot be written to .* Nothing is lost"):
            driver.grade(course, "04", broker=redis.url(), force=True, say=said.put)
        postgres.start()
        again = driver.grade(course, "04", broker=redis.url(), force=True, say=said.put)
    assert list(said.queue) == []
    assert first.rows == again.rows

    alone = tmp_path / "alone"
    shutil.copytree(course, alone, ignore=shutil.ignore_patterns("autograded", ".racecourse"))
    shutil.copy(classes.ROOT / "nbgrader_config.py", alone)
    monkeypatch.setattr("helpers.grading.verdicts.check", _stub)
    assert driver.grade(alone, "04").rows == first.rows
    assert len(first.rows) == STUDENTS
    assert sum(row.total for row in first.rows) > 0


def _never(exercise: str, source: str) -> object:
    raise AssertionError("with workers, nothing is checked here")


def _stub(exercise: str, source: str) -> object:
    from tests.grading.mortal import stub

    return stub(exercise, source)
