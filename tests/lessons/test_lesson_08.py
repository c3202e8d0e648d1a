"""What lesson 08 tells its readers is so, on the Python that runs this test."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import re
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing.pool import Pool, ThreadPool
from types import ModuleType

import pytest
from lesson_reading import final_values, lesson

from helpers.observe import Call, Plan, observe
from helpers.workers.bakery import burn, heat_up, heated_for, worker_of

LESSON = lesson("08")
NAMES = {
    "multiprocessing": multiprocessing,
    "os": os,
    "pickle": pickle,
    "time": time,
    "ProcessPoolExecutor": ProcessPoolExecutor,
    "ThreadPoolExecutor": ThreadPoolExecutor,
    "burn": burn,
    "heat_up": heat_up,
    "heated_for": heated_for,
    "worker_of": worker_of,
    "spawn": multiprocessing.get_context("spawn"),
}


@pytest.fixture
def shown(capsys, monkeypatch):
    """Runs cells one after the other, and gives the lines that they print and the names that they leave."""

    def run(*ids: str) -> tuple[list[str], dict]:
        # a module of its own, so that a cell's class can be pickled as in the notebook
        cells = ModuleType("lesson_08_cells")
        monkeypatch.setitem(sys.modules, cells.__name__, cells)
        vars(cells).update(NAMES)
        for id in ids:
            exec(LESSON.cell(id).text, vars(cells))
        return capsys.readouterr().out.splitlines(), vars(cells)

    return run


def test_six_orders_come_back_in_order_from_at_most_three_processes_none_of_them_this_one(shown):
    lines, _ = shown("hand-run")
    said = [tuple(map(int, re.findall(r"\d+", line))) for line in lines]
    assert [order for order, _ in said] == [1, 2, 3, 4, 5, 6]
    assert len({process for _, process in said}) <= 3
    assert os.getpid() not in {process for _, process in said}


def test_threads_bake_in_one_process(shown):
    lines, names = shown("hand-threads")
    assert lines == ["processes: 1"]
    assert {process for _, process in names["baked"]} == {os.getpid()}


def test_a_chunk_goes_to_one_worker(shown):
    assert shown("chunks-run")[0] == ["orders 1 to 3 in one process: True", "orders 4 to 6 in one process: True"]


@pytest.mark.parametrize(("orders", "workers"), [(6, 3), (12, 3), (13, 3), (100, 3), (7, 1)])
def test_the_usual_chunk_size_is_the_one_that_pool_map_takes(shown, monkeypatch, orders, workers):
    _, names = shown("chunks-default")
    taken = []
    cut = Pool._get_tasks

    def watched(function, items, size):
        taken.append(size)
        return cut(function, items, size)

    monkeypatch.setattr(Pool, "_get_tasks", staticmethod(watched))
    # threads will do: the pieces are cut before anything is sent
    with ThreadPool(workers) as pool:
        pool.map(abs, range(orders))
    assert taken == [names["usual_chunksize"](orders, workers)]


def peak_of(body: str) -> int:
    head = (
        "from concurrent.futures import *\nfrom multiprocessing import Pool\nfrom helpers.workers.bakery import bake\n"
    )
    return observe(f"{head}def main():\n    {body}", Call("main"), Plan(only_peak=True)).peak


def test_imap_and_the_executor_of_processes_send_one_at_a_time_and_threads_ignore_chunks():
    assert peak_of("with Pool(3) as pool: return list(pool.imap(bake, range(6)))") == 3
    assert peak_of("with ProcessPoolExecutor(3) as pool: return list(pool.map(bake, range(6)))") == 3
    assert peak_of("with ThreadPoolExecutor(3) as pool: return list(pool.map(bake, range(6), chunksize=6))") == 3
    assert peak_of("with Pool(3) as pool: return pool.map(bake, range(6), chunksize=6)") == 1


def test_a_result_asked_for_in_the_loop_leaves_one_order_of_events():
    assert final_values(LESSON.program("one_by_one")) == {"['rye in', 'rye out', 'oat in', 'oat out']"}


def test_handing_out_everything_first_lets_both_bake_together():
    orders = final_values(LESSON.program("all_first"))
    assert len(orders) == 6
    assert "['rye in', 'oat in', 'rye out', 'oat out']" in orders


def test_the_end_of_a_pools_block_kills_what_is_left(shown):
    assert shown("after-block")[0] == ["the worker is up: True", "no result, and there never will be one"]


def test_without_a_time_limit_it_waits_for_ever():
    program = """
from multiprocessing import Pool
from helpers.workers.bakery import bake
def main():
    with Pool(1) as pool:
        later = pool.map_async(bake, [1, 2])
    return later.get()
"""
    assert observe(program, Call("main")).stuck


def test_the_end_of_an_executors_block_waits_for_what_was_handed_out():
    program = """
from concurrent.futures import ProcessPoolExecutor
from helpers.workers.bakery import bake
def main():
    with ProcessPoolExecutor(1) as pool:
        future = pool.submit(bake, 1)
    return future.done()
"""
    assert observe(program, Call("main")).result is True


def test_an_exception_in_a_future_is_silent_until_somebody_asks(shown, capsys):
    assert shown("silent-run")[0] == ["all are done: True"]
    assert capsys.readouterr().err == ""
    lines, _ = shown("silent-run", "ask-run")
    assert lines[1:] == [
        "order 1 is fine",
        "order 2 is fine",
        "order 3 failed: order 3 is black",
        "order 4 is fine",
    ]


def test_map_ends_at_the_first_exception_though_the_fourth_order_was_baked(shown):
    lines, names = shown("map-run")
    assert lines == ["order 1 gave True", "order 2 gave True", "and then: order 3 is black"]
    with pytest.raises(StopIteration):
        next(names["results"])


def test_an_exception_that_hands_on_one_of_two_arguments_cannot_be_made_anew(shown):
    (line,), _ = shown("travel-run")
    assert line.startswith("it cannot be made anew:")
    assert "colour" in line


def test_such_an_exception_breaks_an_executor_and_all_arguments_mend_it():
    program = """
from concurrent.futures import ProcessPoolExecutor
class Burnt(Exception):
    def __init__(self, order, colour):
        super().__init__(HANDED_ON)
def burn(order):
    raise Burnt(order, "black")
def main():
    with ProcessPoolExecutor(1) as pool:
        return pool.submit(burn, 3).result()
"""
    broken = observe(program.replace("HANDED_ON", "f'order {order} is {colour}'"), Call("main"))
    assert broken.error is not None
    assert broken.error.type == "BrokenProcessPool"
    mended = observe(program.replace("HANDED_ON", "order, colour"), Call("main"))
    assert mended.error is not None
    assert mended.error.type == "Burnt"


@pytest.mark.slow
def test_such_an_exception_leaves_a_pool_waiting_for_ever():
    program = """
from multiprocessing import Pool
class Burnt(Exception):
    def __init__(self, order, colour):
        super().__init__(f"order {order} is {colour}")
def burn(order):
    raise Burnt(order, "black")
def main():
    with Pool(1) as pool:
        return pool.map(burn, [3])
"""
    seen = observe(program, Call("main"))
    assert not seen.returned
    assert seen.stuck


def test_an_executor_says_that_its_worker_died(shown):
    assert shown("dead-executor")[0] == ["the executor is broken, and says so"]


def test_a_pool_says_nothing_of_a_dead_worker_and_goes_on(shown):
    assert shown("dead-pool")[0] == ["no word of the lost order", "and the pool goes on with a new worker: 7"]


def test_a_broken_executor_keeps_what_was_done_and_takes_no_more_work():
    program = """
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from helpers.workers.bakery import bake
def main():
    with ProcessPoolExecutor(1) as pool:
        futures = [pool.submit(bake, order) for order in (1, 2, 3)]
        said = [type(future.exception()).__name__ for future in futures]
        try:
            pool.submit(bake, 4)
        except BrokenProcessPool:
            return said
"""
    seen = observe(program, Call("main"), Plan(release="in order", die=frozenset({2})))
    assert seen.result == ["NoneType", "BrokenProcessPool", "BrokenProcessPool"]


def test_two_pools_have_two_processes_and_one_pool_has_one(shown):
    assert shown("batches-run")[0] == [
        "a pool for each batch: 2 different processes",
        "one pool: 1 different processes",
    ]


def test_an_initializer_runs_once_in_each_worker(shown):
    assert shown("initializer-run")[0] == ["[(1, 1), (2, 1), (3, 1)]"]


def test_twelve_orders_are_ready_after_four_seconds_with_chunks_of_one_two_and_four_only(shown):
    pytest.importorskip("matplotlib", reason="this environment has no matplotlib")
    pytest.importorskip("anywidget", reason="this environment has no widgets")
    _, names = shown("chunks-seen")
    ready = {size: names["bake_in_chunks"](3, size).seconds for size in range(1, 7)}
    assert {size for size, seconds in ready.items() if seconds == 4} == {1, 2, 4}
    plan = names["bake_in_chunks"](3, 3)
    assert sorted(sum(place.core == core for place in plan.placed) for core in range(3)) == [3, 3, 6]
    assert {place.core for place in names["bake_in_chunks"](3, 6).placed} == {0, 1}
