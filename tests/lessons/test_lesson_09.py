"""What lesson 09 tells its readers is so, on the Python that runs this test."""

from __future__ import annotations

import inspect
import itertools
import math
import multiprocessing
import os
import threading
from collections import deque
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed

import pytest
from lesson_reading import ask, final_values, lesson

from helpers.timeline import timeline
from helpers.workers.darkroom import develop

LESSON = lesson("09")
NAMES = {
    "itertools": itertools,
    "math": math,
    "os": os,
    "deque": deque,
    "ProcessPoolExecutor": ProcessPoolExecutor,
    "ThreadPoolExecutor": ThreadPoolExecutor,
    "as_completed": as_completed,
    "develop": develop,
    "spawn": multiprocessing.get_context("spawn"),
    "timeline": timeline,
}


def run_cells(*ids: str) -> dict:
    """The names after these cells have run, as the notebook has them."""
    names = dict(NAMES)
    for id in ids:
        exec(LESSON.cell(id).text, names)
    return names


def test_every_photo_is_done_once_whatever_the_order(capsys):
    seen = run_cells("hand-over-run")["t"]
    lines = capsys.readouterr().out.splitlines()
    assert sorted(lines) == sorted(f"photo {photo} is done: {develop(photo)}" for photo in range(6))
    # what the picture below that cell shows
    assert len(seen.of("process")) == 2
    assert len(seen.of("task", "develop")) == 6
    assert 1 <= seen.most_together("task") <= 2
    assert {bar.pid for bar in seen.of("task")} <= {bar.pid for bar in seen.of("process")}


def test_map_keeps_the_order_and_as_completed_does_not():
    assert final_values(LESSON.program("two_ways")) == {
        "(['sea', 'hill'], ['sea', 'hill'])",
        "(['sea', 'hill'], ['hill', 'sea'])",
    }


def test_map_gives_nothing_after_an_exception(capsys):
    run_cells("map-run")
    assert capsys.readouterr().out.splitlines() == [
        "4 has the root 2.0",
        "-1 gives nothing: ValueError",
        "9 gives nothing: StopIteration",
    ]


def test_futures_keep_their_own_results_and_exceptions(capsys):
    run_cells("submit-run")
    first, second, third = capsys.readouterr().out.splitlines()
    assert (first, third) == ("4 has the root 2.0", "9 has the root 3.0")
    assert second.startswith("-1 failed: ")


def test_an_exception_for_which_nobody_asks_is_never_seen(capsys):
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(math.sqrt, -1)
    assert capsys.readouterr() == ("", "")
    assert isinstance(future.exception(), ValueError)


def test_a_photo_is_either_cancelled_or_developed():
    assert final_values(LESSON.program("cancelled")) == {
        "([True, True], [])",
        "([True, False], ['hill'])",
        "([False, True], ['sea'])",
        "([False, False], ['sea', 'hill'])",
    }


def test_a_time_limit_for_the_result_does_not_stop_the_work():
    gate, done = threading.Event(), []

    def work() -> None:
        gate.wait()
        done.append("all the same")

    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(work)
        with pytest.raises(TimeoutError):
            future.result(timeout=0)
        gate.set()
    assert done == ["all the same"]


@pytest.mark.parametrize(("workers", "depth", "answer"), [(1, 0, "yes"), (1, 1, "no"), (2, 1, "yes"), (2, 2, "no")])
def test_more_workers_only_move_the_border(workers, depth, answer):
    changes = [("max_workers=1", f"max_workers={workers}"), ("size, 1)", f"size, {depth})")]
    said = ask(LESSON.program("album", *changes), f"result == {depth + 1}")
    assert said.answer == answer
    if answer == "no":
        assert said.reason.startswith("Nobody can go on.")


def test_every_pool_has_processes_of_its_own(capsys):
    names = run_cells("batches-run")
    assert len(set(names["each"])) == 3
    assert len(set(names["one"])) == 1
    assert capsys.readouterr().out.startswith("a pool for each batch: [")


def test_priorities_are_among_those_that_wait():
    orders = final_values(LESSON.program("urgent"))
    assert "['bride', 'hill', 'sea']" in orders
    assert "['sea', 'hill', 'bride']" in orders
    assert "['sea', 'bride', 'hill']" in orders


def test_when_all_are_handed_over_before_the_worker_begins_the_most_urgent_is_first():
    body = "            line.put(entry)\n            pool.submit(develop_the_most_urgent)\n"
    later = (
        "            line.put(entry)\n        for _ in range(3):\n            pool.submit(develop_the_most_urgent)\n"
    )
    assert final_values(LESSON.program("urgent", (body, later))) == {"['bride', 'hill', 'sea']"}


@pytest.mark.parametrize("executor", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_no_executor_of_the_library_knows_priorities(executor):
    asked = {*inspect.signature(executor).parameters, *inspect.signature(executor.submit).parameters}
    assert not [name for name in asked if "priority" in name]


@pytest.mark.parametrize("executor", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_map_draws_everything_before_the_first_result(executor, capsys):
    drawn: list = []
    camera = run_cells("draw-code")["camera"]
    context = {"mp_context": NAMES["spawn"]} if executor is ProcessPoolExecutor else {}
    with executor(1, **context) as pool:
        pool.map(abs, camera(10, drawn))
        assert len(drawn) == 10


def test_the_cells_say_how_many_were_drawn(capsys):
    run_cells("draw-code", "draw-run", "window-code", "window-run")
    first, second = capsys.readouterr().out.splitlines()
    assert first == "first result: 0 - photos drawn: 1000"
    assert second == "results: [0, 1, 2] - photos drawn: 6"


def test_the_window_is_right_for_an_endless_source_and_for_one_that_ends():
    in_order = run_cells("window-code")["in_order"]
    with ThreadPoolExecutor(2) as pool:
        endless = in_order(pool, abs, itertools.count(), ahead=4)
        assert list(itertools.islice(endless, 5)) == [0, 1, 2, 3, 4]
        assert list(in_order(pool, abs, [-1, -2, -3], ahead=4)) == [1, 2, 3]
        assert list(in_order(pool, abs, [], ahead=4)) == []


@pytest.mark.since_python(3, 14)
def test_buffersize_bounds_what_is_drawn():
    drawn: list = []
    camera = run_cells("draw-code")["camera"]
    with ThreadPoolExecutor(2) as pool:
        next(pool.map(abs, camera(1000, drawn), buffersize=4))
    assert len(drawn) <= 5
