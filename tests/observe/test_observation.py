"""What the observer says about small programs that do one thing each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.exercises.observed import ended_badly
from helpers.observe import Feed, Observation, Plan, Sink
from helpers.observe.cores import CORES
from helpers.observe.judge import lacking_memory

Watch = Callable[..., Observation]

SERIAL = """
    def main(orders):
        return [bake(order) for order in orders]
"""
THREADS = """
    from concurrent.futures import ThreadPoolExecutor
    def main(orders):
        with ThreadPoolExecutor(3) as pool:
            return list(pool.map(bake, orders))
"""
POOL = """
    from multiprocessing import Pool
    def main(orders):
        with Pool(3) as pool:
            return pool.map(bake, orders, chunksize=1)
"""
EXECUTOR = """
    from concurrent.futures import ProcessPoolExecutor
    def main(orders):
        with ProcessPoolExecutor(3) as pool:
            return list(pool.map(bake, orders))
"""
ORDERS = [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("program", "peak", "processes"), [(SERIAL, 1, 1), (THREADS, 3, 1), (POOL, 3, 3), (EXECUTOR, 3, 3)]
)
def test_the_peak_and_the_processes_are_what_the_program_can_have(
    watch: Watch, program: str, peak: int, processes: int
) -> None:
    seen = watch(program, ORDERS)
    assert (seen.peak, len(seen.pids)) == (peak, processes)
    assert seen.result == [seen.values()[order] for order in ORDERS]
    assert seen.left is not None
    assert not seen.left.anything


@pytest.mark.parametrize("method", ["forkserver", "spawn"])
@pytest.mark.parametrize("program", [POOL, EXECUTOR])
def test_every_start_method_gives_the_same(watch: Watch, program: str, method: str) -> None:
    seen = watch(program, ORDERS, start_method=method)
    assert (seen.peak, len(seen.pids), seen.start_method) == (3, 3, method)
    assert seen.result == [seen.values()[order] for order in ORDERS]


def test_tasks_end_in_another_order_than_they_began(watch: Watch) -> None:
    seen = watch(THREADS, ORDERS)
    assert [task.item for task in seen.finished] == [3, 4, 5, 2, 1]


def test_what_a_task_shall_raise_comes_out_with_its_line(watch: Watch) -> None:
    seen = watch(SERIAL, ORDERS, plan=Plan(fail={3: ValueError("burnt")}))
    assert seen.error is not None
    assert (seen.error.type, seen.error.text, seen.error.line) == ("ValueError", "burnt", 4)
    assert [task.how for task in seen.tasks] == ["returned", "returned", "raised"]


def test_a_pool_whose_worker_was_killed_is_stuck_and_says_where(watch: Watch) -> None:
    seen = watch(POOL, ORDERS, plan=Plan(die=frozenset({2})))
    assert not seen.returned
    main = next(thread for thread in seen.stuck if thread.pid == seen.main_pid and thread.line)
    assert (main.line, main.inside) == (6, "pool.map")


def test_an_executor_whose_worker_was_killed_raises(watch: Watch) -> None:
    seen = watch(EXECUTOR, ORDERS, plan=Plan(die=frozenset({2})))
    assert seen.error is not None
    assert seen.error.type == "BrokenProcessPool"


def test_what_is_pulled_from_an_endless_feed_is_counted(watch: Watch) -> None:
    seen = watch(THREADS, Feed(most=50))
    assert seen.flooded == "feed"
    bounded = """
        from concurrent.futures import ThreadPoolExecutor, wait, FIRST_COMPLETED
        def main(feed):
            with ThreadPoolExecutor(3) as pool:
                waiting = set()
                for count, order in enumerate(feed):
                    if count == 10:
                        break
                    waiting.add(pool.submit(bake, order))
                    if len(waiting) == 4:
                        done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
    """
    seen = watch(bounded, Feed(most=50))
    assert seen.returned
    assert seen.ahead["feed"] == 4


def test_what_comes_out_is_known_as_it_comes(watch: Watch) -> None:
    as_they_end = """
        from concurrent.futures import ThreadPoolExecutor, as_completed
        def main(orders, tell):
            with ThreadPoolExecutor(3) as pool:
                for future in as_completed([pool.submit(bake, order) for order in orders]):
                    tell(future.result())
    """
    seen = watch(as_they_end, ORDERS, Sink("told"))
    assert [seen.item_of(value) for _, value in seen.emitted["told"]] == [task.item for task in seen.finished]


@pytest.mark.parametrize("method", ["fork", "forkserver", "spawn"])
def test_workers_that_nobody_ended_are_left_and_helpers_of_the_library_are_not(watch: Watch, method: str) -> None:
    kept = """
        from multiprocessing import Pool
        keep = []
        def main(orders):
            keep.append(Pool(2))
            return keep[0].map(bake, orders, chunksize=1)
    """
    seen = watch(kept, ORDERS, start_method=method)
    assert seen.left is not None
    assert len(seen.left.children) == 2
    ended = watch(POOL, ORDERS, start_method=method)
    assert ended.left is not None
    assert ended.left.children == ()


def test_a_stage_in_a_fresh_interpreter_sees_the_same(watch: Watch) -> None:
    for program in (SERIAL, THREADS, POOL):
        forked, fresh = watch(program, ORDERS), watch(program, ORDERS, fork_stage=False)
        assert fresh.returned
        assert fresh.sentences == forked.sentences
        assert fresh.result == [fresh.values()[order] for order in ORDERS]


def test_what_the_machine_lacks_is_said(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_folder(**_: object) -> str:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr("tempfile.mkdtemp", no_folder)
    assert "a folder that can be written to" in watch(SERIAL, ORDERS).lacks


def test_shared_memory_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    assert lacking_memory(str(tmp_path)) == ""
    assert list(tmp_path.iterdir()) == []
    assert "shared memory for the locks of processes" in lacking_memory(str(tmp_path / "missing"))


LAST_WAY_OUT = """
import threading

def main(orders):
    threading.Event().wait(60)
    return orders
"""


@pytest.mark.only_on("linux")  # elsewhere nobody says how long a sleep will last
def test_a_wait_that_will_end_is_waited_for_or_not_judged_and_never_called_stuck(
    watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    soon = watch(LAST_WAY_OUT.replace("60", "0.2"), ORDERS)
    assert soon.returned
    monkeypatch.setattr("helpers.observe.judge._PATIENCE_LAST", 0.3)
    late = watch(LAST_WAY_OUT, ORDERS)
    assert (late.returned, late.late, late.sleeps, late.stuck) == (False, True, 0.3, ())
    assert "a time limit ends that is more than 0.3 seconds away" in ended_badly(late).message


def test_each_machine_has_the_same_number_of_cores(watch: Watch) -> None:
    seen = watch("""
        import multiprocessing, os
        def cores(order):
            return multiprocessing.cpu_count()
        def main():
            with multiprocessing.Pool(1) as pool:
                return [os.cpu_count(), *pool.map(cores, [1])]
    """)
    assert seen.result == [CORES, CORES]


def test_a_call_that_the_function_cannot_take_is_no_task(watch: Watch) -> None:
    seen = watch("def main():\n    return bake()")
    assert seen.tasks == []
    assert seen.error is not None
    assert (seen.error.type, seen.error.chain) == ("TypeError", ())


def test_how_secret_results_compare_is_the_same_in_each_run(watch: Watch) -> None:
    runs = [watch(SERIAL, [1, 2, 3, 4, 5, 6]).result for _ in range(2)]
    assert runs[0] != runs[1]
    orders = [sorted(range(6), key=run.__getitem__) for run in runs]
    assert orders == [[4, 2, 0, 5, 3, 1]] * 2
