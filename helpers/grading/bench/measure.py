"""Grade the same class in several ways, on the same cores in one run, and report.

Ours is `course grade`; stock is `nbgrader autograde` without any configuration, on the same answers with plain asserts
for tests. The ways take turns, and what is reported are medians of the rounds and their ratios. Nothing is asserted.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from helpers.grading import log
from helpers.grading.bench import classes, plain
from helpers.grading.bench.queueing import Costs
from helpers.machine import this_machine

# What the course sets itself: ratios to stock nbgrader by chapter, and limits in the units of the rows.
TARGETS = {"04": 15.0, "08": 4.0}
CACHED, BEYOND_CHECKS, START, MEMORY, LATER, FARM = 100.0, 0.050, 2.0, 300.0, 1.0, 0.85


@dataclass
class Row:
    """One line of the report.

    Attributes:
        what: what was measured.
        value: the number.
        unit: its unit.
        target: what it should be; empty where there is none.
        met: whether it is.
    """

    what: str
    value: float
    unit: str
    target: str = ""
    met: bool | None = None


@dataclass
class Report:
    """All that was measured.

    Attributes:
        machine: what it was measured on.
        costs: by chapter, what the simulation of docs/scaling.md is fed with.
    """

    machine: str
    rows: list[Row] = field(default_factory=list)
    costs: dict[str, Costs] = field(default_factory=dict)

    def add(self, what: str, value: float, unit: str, target: str = "", met: bool | None = None) -> None:
        self.rows.append(Row(what, value, unit, target, met))

    def data(self) -> dict[str, Any]:
        """The report, JSON-ready."""
        return asdict(self)


def measure(
    chapters: list[str],
    *,
    students: int,
    stock_students: int,
    rounds: int,
    many: int,
    say: Callable[[str], None],
) -> Report:
    """Measure.

    Args:
        chapters: their numbers; each needs plain tests in `plain.PLAIN_TESTS`.
        students: how many of ours hand in.
        stock_students: how many of them stock nbgrader grades: it takes seconds for each.
        rounds: how often everything is repeated.
        many: how many submissions the driver's memory is measured with; 0 leaves it out.
        say: told what is measured at the moment.
    """
    machine = this_machine()
    report = Report(f"{machine.usable_cores:g} usable cores, Python {sys.version.split()[0]}")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for chapter in chapters:
            _against_stock(report, Path(folder), chapter, students, stock_students, rounds, say)
        if many:
            _many(report, Path(folder), chapters[0], many, say)
        if shutil.which("redis-server"):
            _farm(report, Path(folder), chapters[0], students, rounds, say)
        else:
            say("No redis-server on this machine: workers are not measured.")
    return report


def _against_stock(
    report: Report,
    folder: Path,
    chapter: str,
    students: int,
    stock_students: int,
    rounds: int,
    say: Callable[[str], None],
) -> None:
    name = classes.chapter_folder(chapter)
    ours, stock, layout = (folder / f"{whose}-{chapter}" for whose in ("ours", "stock", "layout"))
    classes.make_course(ours, name)
    classes.make_course(layout, name)
    plain.make_stock_course(stock, name)
    _nbgrader(stock, "generate_assignment", name)
    for number, (student, notebook) in enumerate(classes.notebooks(name, students)):
        classes.hand_in(ours, name, student, notebook)
        if number < stock_students:
            classes.hand_in(stock, name, student, plain.with_plain_tests(notebook))
    for student, notebook in classes.notebooks(name, students, differ="layout"):
        classes.hand_in(layout, name, student, notebook)
    cold, alike, cached, stocks, middle, starts, beyond = [], [], [], [], [], [], []
    for number in range(rounds):
        say(f"chapter {chapter}, round {number + 1} of {rounds}: stock nbgrader")
        # The start of the program belongs to no submission: it is in both of these, and in none of the differences.
        first = _stock_seconds(stock, name, "student-000000")
        stocks.append((_stock_seconds(stock, name, "*") - first) / (stock_students - 1))
        middle.append(_stock_median(stock))
        say(f"chapter {chapter}, round {number + 1} of {rounds}: all answers new")
        _forget(ours)
        done = once(ours, name, force=True)
        starts.append(done["start"])  # the first time with a gradebook that has yet to be made
        cold.append(done["seconds"] / students)
        say(f"chapter {chapter}, round {number + 1} of {rounds}: answers that differ in comments and layout")
        _forget(layout)
        alike.append(once(layout, name, force=True)["seconds"] / students)
        say(f"chapter {chapter}, round {number + 1} of {rounds}: all verdicts known")
        done = once(ours, name, force=True)
        starts.append(done["start"])
        cached.append(done["seconds"] / students)
        lines = log.read(ours)[-students:]
        beyond.append(statistics.median(line["seconds"]["total"] - line["seconds"]["checks"] for line in lines))
    stock_each = statistics.median(stocks)
    report.add(f"{chapter}: stock nbgrader, a submission", stock_each, "s")
    # far below the mean where one answer of the class made stock nbgrader wait for its time limit
    report.add(f"{chapter}: stock nbgrader, its median submission", statistics.median(middle), "s")
    report.add(f"{chapter}: course grade, all answers new, a submission", statistics.median(cold), "s")
    # of those that pass, the first of each program is checked; of the others each one
    what = "answers that differ in comments and layout"
    report.add(f"{chapter}: course grade, {what}, a submission", statistics.median(alike), "s")
    report.add(f"{chapter}: course grade, all verdicts known, a submission", statistics.median(cached), "s")
    new, known = stock_each / statistics.median(cold), stock_each / statistics.median(cached)
    target = TARGETS.get(chapter)
    report.add(
        f"{chapter}: times as fast as stock, all answers new", new, "x", f"at least {target:g}" if target else "",
        new >= target if target else None,
    )  # fmt: skip
    report.add(
        f"{chapter}: times as fast as stock, all verdicts known", known, "x", f"at least {CACHED:g}", known >= CACHED
    )
    report.add(
        f"{chapter}: beyond the checks, a submission", statistics.median(beyond) * 1000, "ms",
        f"at most {BEYOND_CHECKS * 1000:g}", statistics.median(beyond) <= BEYOND_CHECKS,
    )  # fmt: skip
    report.add(
        f"{chapter}: start of the program, the slowest", max(starts), "s", f"at most {START:g}", max(starts) <= START,
    )  # fmt: skip
    _with_endless_answers(report, folder, chapter, stock_students, say)
    say(f"chapter {chapter}: single checks")
    times = check_times(name)
    report.add(f"{chapter}: one check, median", statistics.median(times) * 1000, "ms")
    answers = sum(1 for exercise in plain.PLAIN_TESTS if exercise.startswith(f"{chapter}-"))
    report.costs[chapter] = Costs(times, answers, statistics.median(beyond))


def _with_endless_answers(
    report: Report, folder: Path, chapter: str, students: int, say: Callable[[str], None]
) -> None:
    """The same in a class in which some answers wait or work for ever. Once: what waits takes the same time again."""
    name = classes.chapter_folder(chapter)
    ours, stock = (folder / f"{whose}-{chapter}-endless" for whose in ("ours", "stock"))
    classes.make_course(ours, name)
    plain.make_stock_course(stock, name)
    _nbgrader(stock, "generate_assignment", name)
    for student, notebook in classes.notebooks(name, students, ending=False):
        classes.hand_in(ours, name, student, notebook)
        classes.hand_in(stock, name, student, plain.with_plain_tests(notebook))
    say(f"chapter {chapter}: a class in which some answers do not end, stock nbgrader")
    first = _stock_seconds(stock, name, "student-000000")
    theirs = (_stock_seconds(stock, name, "*") - first) / (students - 1)
    say(f"chapter {chapter}: a class in which some answers do not end")
    each = once(ours, name, force=True)["seconds"] / students
    report.add(f"{chapter}: some answers do not end: stock nbgrader, a submission", theirs, "s")
    report.add(f"{chapter}: some answers do not end: course grade, a submission", each, "s")
    report.add(f"{chapter}: some answers do not end: times as fast as stock", theirs / each, "x")


def _many(report: Report, folder: Path, chapter: str, many: int, say: Callable[[str], None]) -> None:
    name = classes.chapter_folder(chapter)
    course = folder / "many"
    classes.make_course(course, name)
    for student, notebook in classes.notebooks(name, many, differ="nothing"):
        classes.hand_in(course, name, student, notebook)
    say(f"{many} submissions of chapter {chapter}")
    done = once(course, name)
    cached = once(course, name, force=True)
    each = [later - earlier for earlier, later in pairwise(cached["each"])]
    # windows of twenty: a single submission is a matter of chance
    early, late = statistics.median(each[5:25]), statistics.median(each[-20:])
    report.add(f"{many} submissions: memory of the driver", max(done["memory"], cached["memory"]), "MiB",
               f"at most {MEMORY:g}", max(done["memory"], cached["memory"]) <= MEMORY)  # fmt: skip
    report.add(
        f"{many} submissions: the last ones, beside the tenth", late / early, "x", "at most 1.1", late / early <= 1.1
    )
    report.add(f"{many} submissions, equal answers: a submission", done["seconds"] / many * 1000, "ms")


def _farm(report: Report, folder: Path, chapter: str, students: int, rounds: int, say: Callable[[str], None]) -> None:
    name = classes.chapter_folder(chapter)
    course = folder / "farm"
    classes.make_course(course, name)
    for student, notebook in classes.notebooks(name, students):
        classes.hand_in(course, name, student, notebook)
    local, farm, killed = [], [], []
    with redis(folder) as broker:
        for number in range(rounds):
            say(f"workers, round {number + 1} of {rounds}: the local pool")
            _forget(course)
            local.append(once(course, name, force=True)["seconds"])
            with worker(broker) as first, worker(broker):
                # warm, as a worker is that has been there before
                _forget(course)
                once(course, name, force=True, broker=broker)
                say(f"workers, round {number + 1} of {rounds}: two workers")
                _forget(course)
                farm.append(once(course, name, force=True, broker=broker)["seconds"])
                say(f"workers, round {number + 1} of {rounds}: one of two is killed, and replaced")
                _forget(course)
                with worker(broker):  # takes its place
                    killed.append(_killed(course, name, broker, first, students // 2))
    share = statistics.median(local) / statistics.median(farm)
    report.add("two workers, beside the local pool", share, "x", f"at least {FARM:g}", share >= FARM)
    report.add("a worker killed and replaced: more time", statistics.median(killed) - statistics.median(farm), "s",
               "its own task's time")  # fmt: skip


def _killed(course: Path, name: str, broker: str, victim: subprocess.Popen[str], at: int) -> float:
    """Grade with workers, one of which is killed when so many submissions are done."""
    process = _start(course, name, ["--force", "--broker", broker])
    assert process.stderr is not None
    for line in process.stderr:
        if line.strip() == f"at {at}":
            victim.kill()
            break
    out, _ = process.communicate()
    seconds: float = json.loads(out)["seconds"]
    return seconds


def once(course: Path, chapter: str, *, force: bool = False, broker: str = "") -> dict[str, Any]:
    """Grade once, as `helpers.grading.bench.once` does."""
    more = [*(["--force"] if force else []), *(["--broker", broker] if broker else [])]
    process = _start(course, chapter, more)
    out, errors = process.communicate()
    if process.returncode:
        raise RuntimeError(f"Grading failed:\n{errors}")
    result: dict[str, Any] = json.loads(out)
    return result


def _start(course: Path, chapter: str, more: list[str]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "helpers.grading.bench.once", str(course), chapter, "--began", str(time.time())]
    return subprocess.Popen(
        [*command, *more], cwd=classes.ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@contextmanager
def redis(folder: Path) -> Iterator[str]:
    """The URL of a Redis server on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        for line in server.stdout:
            if "accept connections" in line:
                break
        yield f"redis://127.0.0.1:{port}/0"
        server.terminate()
        server.communicate()


@contextmanager
def worker(broker: str) -> Iterator[subprocess.Popen[str]]:
    """A worker with one thread, in a process of its own."""
    command = [sys.executable, "-m", "helpers.cli", "worker", "--broker", broker, "--concurrency", "1"]
    with subprocess.Popen(
        command, cwd=classes.ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        if not any("checks answers" in line for line in process.stdout):
            raise RuntimeError("A worker did not start: try `course worker` by hand.")
        yield process
        process.terminate()


def check_times(chapter: str) -> list[float]:
    """How long single checks take, one at a time, in seconds.

    Of so many students that most answers of the corpora are among them: one that takes a hundred times as long as the
    others is rare, and a good part of the mean.
    """
    import nbformat

    from helpers.exercises.assemble import assemble
    from helpers.grading.call import checked_exercise
    from helpers.grading.sandbox import check

    times = []
    for number, (_, notebook) in enumerate(classes.notebooks(chapter, 40)):
        nb = nbformat.from_dict(notebook)
        sources = [cell.source for cell in nb.cells if cell.cell_type == "code"]
        for exercise in filter(None, map(checked_exercise, sources)):
            source = assemble(sources, exercise).source
            began = time.monotonic()
            check(exercise, source)
            if number:  # the first ones start the checker
                times.append(time.monotonic() - began)
    return times


def _stock_seconds(course: Path, name: str, student: str) -> float:
    began = time.monotonic()
    _nbgrader(course, "autograde", name, "--force", f"--student={student}")
    return time.monotonic() - began


def _stock_median(course: Path) -> float:
    """Half of the submissions took stock nbgrader longer than this, in seconds."""
    written = sorted(path.stat().st_mtime for path in course.glob("autograded/*/*/*.ipynb"))
    return statistics.median(later - earlier for earlier, later in pairwise(written))


def _forget(course: Path) -> None:
    shutil.rmtree(course / ".racecourse", ignore_errors=True)


def _nbgrader(course: Path, *arguments: str) -> None:
    env = {**os.environ, "PYTHONPATH": str(classes.ROOT)}
    env["PATH"] = os.pathsep.join([sysconfig.get_path("scripts"), env.get("PATH", "")])
    # some of the wrong answers make stock nbgrader report errors: they are graded all the same
    subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments], cwd=course, env=env, capture_output=True, check=False
    )


def print_report(report: Report, console: Console) -> None:
    """Print what was measured."""
    console.print(report.machine)
    table = Table("measured", "", "unit", "target", "met")
    for row in report.rows:
        met = "" if row.met is None else "yes" if row.met else "no"
        table.add_row(row.what, f"{row.value:.3g}", row.unit, row.target, met)
    console.print(table)
