"""Programs that wait in their own ways: asking again and again, sleeping, waiting with a time limit, spinning."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from helpers.observe import Observation, Plan

Watch = Callable[..., Observation]
ORDERS = [1, 2, 3, 4]

WAITING = {
    "asks and sleeps": """
        while not all(future.done() for future in futures):
            time.sleep(0.5)
    """,
    "waits with a short time limit": """
        while wait(futures, timeout=0.02).not_done:
            pass
    """,
    "waits with a long time limit": """
        wait(futures, timeout=60)
    """,
    "spins": """
        while not all(future.done() for future in futures):
            pass
    """,
    "asks for each result with a time limit": """
        for future in futures:
            future.result(timeout=90)
    """,
}


@pytest.mark.parametrize("way", WAITING)
def test_all_ways_to_wait_are_seen_as_waiting(watch: Watch, way: str) -> None:
    program = f"""
import time
from concurrent.futures import ThreadPoolExecutor, wait
def main(orders):
    with ThreadPoolExecutor(3) as pool:
        futures = [pool.submit(bake, order) for order in orders]
{WAITING[way]}
        return [future.result() for future in futures]
"""
    seen = watch(program, ORDERS)
    assert seen.returned
    assert seen.peak == 3
    assert [task.item for task in seen.finished] == [3, 4, 2, 1]


def test_a_sleep_takes_no_time_and_brings_no_order(watch: Watch) -> None:
    program = """
    import threading, time
    def main(orders):
        first = threading.Thread(target=bake, args=(1,))
        first.start()
        time.sleep(3600)
        return bake(2)
    """
    seen = watch(program, ORDERS)
    assert seen.peak == 2


def test_a_process_that_is_joined_again_and_again_is_seen_as_waited_for(watch: Watch) -> None:
    program = """
    import multiprocessing
    def main(orders):
        child = multiprocessing.Process(target=bake, args=(orders[0],))
        child.start()
        while child.exitcode is None:
            child.join(timeout=0.01)
        return child.exitcode
    """
    assert watch(program, ORDERS).result == 0


def test_a_wait_that_is_over_soon_is_waited_for(watch: Watch) -> None:
    program = """
    import queue
    def main(orders):
        try:
            queue.Queue().get(timeout=0.3)
        except queue.Empty:
            return "gave up"
    """
    assert watch(program, ORDERS).result == "gave up"


def test_a_loop_that_asks_for_ever_is_no_endless_check(watch: Watch) -> None:
    program = """
    import time
    def main(orders):
        while True:
            time.sleep(1)
    """
    seen = watch(program, ORDERS, plan=Plan(seconds=5))
    assert seen.stuck
    assert seen.busy
