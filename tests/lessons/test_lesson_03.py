"""What lesson 03 tells its readers is so, on the Python that runs this test.

Nothing here is judged by how long it takes: of the clocks only what they count is asserted.
"""

from __future__ import annotations

import ast
import os
import re
import statistics
import sys
import time

from lesson_reading import lesson

from helpers.demo.costs import PROCESSES, Costs, Job, seconds
from helpers.workers.primes import count_primes

LESSON = lesson("03")


def run_cells(*ids: str) -> dict:
    namespace: dict = {"__name__": "cells"}
    for id in ids:
        exec(LESSON.cell(id).text, namespace)
    return namespace


def clocks(work) -> tuple[float, float]:
    """What the lesson's function counts: all seconds, and those of computing."""
    said: list[str] = []
    namespace = run_cells("two-clocks")
    namespace["print"] = said.append
    namespace["two_clocks"](work)
    wall, computing = re.findall(r"\d+\.\d+", said[0])
    return float(wall), float(computing)


def test_who_sleeps_lets_time_pass_and_computes_next_to_nothing():
    wall, computing = clocks(lambda: time.sleep(0.5))
    assert wall >= 0.5
    assert computing < wall / 2


def test_the_clock_for_computing_counts_what_primes_and_busy_waiting_cost():
    before = time.process_time()
    while time.process_time() < before + 0.05:
        count_primes(2_000)
    # so much was computed, and the clock shows it
    namespace = run_cells("two-clocks")
    namespace["two_clocks"] = lambda work: work()
    begin = time.process_time()
    exec(LESSON.cell("spin-run").text, namespace)
    assert time.process_time() > begin + 0.02


def test_the_primes_are_primes():
    assert [count_primes(limit) for limit in (0, 2, 3, 10, 100)] == [0, 0, 1, 4, 25]


def test_one_bad_run_moves_the_mean_and_not_the_median(capsys):
    exec(LESSON.cell("median-run").text, {"statistics": statistics})
    mean, median = capsys.readouterr().out.split("\n")[:2]
    assert mean.split() == ["mean:", "20"]
    assert median.split() == ["median:", "1"]


def test_loop_threads_and_processes_do_the_same_work():
    (limits,) = [
        node.value
        for node in ast.walk(ast.parse(LESSON.cell("loop-run").text))
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "LIMITS"
    ]
    for id in ("loop-run", "threads-run", "processes-run"):
        assert "LIMITS" in LESSON.cell(id).text
        assert "count_primes" in LESSON.cell(id).text
    assert isinstance(limits, ast.BinOp)


def test_processes_are_started_in_a_way_that_suits_a_notebook():
    text = LESSON.cell("processes-run").text
    assert 'get_context("spawn")' in text
    assert "with ProcessPoolExecutor(" in text


def test_processes_pay_from_some_6700_tasks_on():
    costs = Costs(cores=4)
    pays = next(n for n in range(1, 20_000) if seconds(PROCESSES, Job(n, computes=0.0001), costs) < n * 0.0001)
    assert 6_600 < pays < 6_800
    assert "6,700" in LESSON.cell("even-explain").text


def test_the_count_of_cores_that_the_cheat_sheet_names_came_with_3_13():
    assert hasattr(os, "process_cpu_count") is (sys.version_info >= (3, 13))
