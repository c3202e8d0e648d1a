"""One answer, one verdict: under each start method, on one core, and with the cores busy with something else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from helpers.checker import Checker

CORPORA = Path(__file__).parents[1] / "corpora"
# each one stands for a way in which a run can end
ANSWERS = (
    "08-3/pass/map_on_a_pool.py",
    "08-3/pass/futures_kept_in_a_list.py",
    "08-3/fail/apply_in_the_loop.py",
    "08-3/fail/as_they_are_ready.py",
    "08-3/fail/asked_after_the_block.py",
    "08-3/fail/pool_left_running.py",
    "08-4/pass/three_threads_and_a_queue.py",
    "08-4/fail/stops_at_the_first_failure.py",
    "08-5/fail/a_new_worker_for_each_order.py",
    "08-6/pass/rounds_until_nothing_is_missing.py",
    "08-6/fail/pool_waits_for_ever.py",
)


def verdicts(checker: Checker) -> dict[str, Any]:
    said = {}
    for name in ANSWERS:
        verdict = checker.check(name[:4], (CORPORA / name).read_text(encoding="utf-8"))
        findings = [(f.kind, f.misconception, f.line, f.scenario, f.points) for f in verdict.findings]
        said[name] = (verdict.result, verdict.score, findings)
    return said


@pytest.fixture(scope="module")
def usual() -> dict[str, Any]:
    with Checker() as checker:
        said = verdicts(checker)
    assert {name: result for name, (result, *_) in said.items()} == {
        name: "passed" if "/pass/" in name else "failed" for name in ANSWERS
    }
    return said


@pytest.mark.parametrize("method", ["fork", "forkserver", "spawn"])
def test_the_start_method_changes_nothing(usual: dict[str, Any], method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RACECOURSE_START_METHOD", method)
    with Checker() as checker:
        assert verdicts(checker) == usual


@pytest.fixture
def one_core() -> tuple[str, ...]:
    if not hasattr(os, "sched_getaffinity"):
        pytest.skip("this system does not bind processes to cores")
    return ("taskset", "-c", str(min(os.sched_getaffinity(0))))


def test_one_core_changes_nothing(usual: dict[str, Any], one_core: tuple[str, ...]) -> None:
    with Checker(prefix=one_core) as checker:
        assert verdicts(checker) == usual


def test_a_core_that_is_busy_with_something_else_changes_nothing(
    usual: dict[str, Any], one_core: tuple[str, ...]
) -> None:
    busy = [subprocess.Popen([*one_core, sys.executable, "-c", "while True: pass"]) for _ in range(2)]
    try:
        with Checker(prefix=one_core) as checker:
            assert verdicts(checker) == usual
    finally:
        for process in busy:
            process.kill()
            process.wait()
