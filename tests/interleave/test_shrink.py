"""A failing schedule is made as simple as can be, and never less simple than it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.interleave import Program, judge
from helpers.interleave.control.execution import Failure
from helpers.interleave.explore.pct import Pct
from helpers.interleave.explore.replay import Replay
from helpers.interleave.runner import Runner
from helpers.interleave.search import Budget, Search
from helpers.interleave.shrink import Size, Turns, _Watched, alike, segments_of, simplest

TESTS = Path(__file__).parents[1]

LOST_UPDATE = """
class Counter:
    def __init__(self):
        self.value = 0

    def up(self):
        self.value += 1

# --- scenario ---
setup = Counter
workers = [Counter.up] * 3
def invariant(counter): return counter.value == 3
"""

TWO_WAYS_TO_FAIL = """
import threading

class Pair:
    def __init__(self):
        self.ready = False
        self.left, self.right = threading.Lock(), threading.Lock()

    def first(self):
        with self.left:
            with self.right:
                self.ready = True

    def second(self):
        if not self.ready:
            raise ValueError("not ready")
        with self.right:
            with self.left:
                pass

# --- scenario ---
setup = Pair
workers = [Pair.first, Pair.second]
def invariant(pair): return True
"""


def runner_of(text: str) -> Runner:
    return Runner(Program.from_file_text(text, "p.py"))


def failing_at_random(runner: Runner, number: int) -> Search | None:
    """What random execution number `number` finds."""
    strategy = Pct(60)
    for _ in range(number):
        runner.run(strategy)
    execution = runner.run(strategy)
    if execution.failure is None:
        return None
    return Search(failure=execution.failure, choices=list(execution.choices), steps=execution.steps)


def size_of(runner: Runner, choices: list[int]) -> Size:
    watched = _Watched(Replay(choices), None, 1_000_000)
    execution = runner.run(watched)
    assert execution.failure is not None
    return Size(watched.preemptions, len(execution.choices), watched.switches)


def test_a_lost_update_needs_one_preemption_whatever_schedule_found_it() -> None:
    runner = runner_of(LOST_UPDATE)
    # each thread reads before any writes, which takes three preemptions; two updates are lost
    execution = runner.run(Replay([1, 2, 3, 1, 2, 3]))
    assert execution.failure is not None
    found = Search(failure=execution.failure, choices=list(execution.choices), steps=execution.steps)
    assert size_of(runner, found.choices).preemptions == 3
    assert size_of(runner, simplest(runner, found, Budget())).preemptions == 1


@given(number=st.integers(0, 40), budget=st.sampled_from([0, 100, 1000, 60_000]))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@pytest.mark.parametrize("text", [LOST_UPDATE, TWO_WAYS_TO_FAIL], ids=["lost update", "two ways to fail"])
def test_a_simpler_schedule_fails_in_the_same_way_and_is_no_longer_than_before(
    text: str, number: int, budget: int
) -> None:
    runner = runner_of(text)
    found = failing_at_random(runner, number)
    if found is None:
        return
    choices = simplest(runner, found, Budget(shrink=budget))
    again = runner.run(Replay(choices))
    assert again.failure is not None
    assert found.failure is not None
    assert alike(again.failure, found.failure)
    assert size_of(runner, choices) <= size_of(runner, found.choices)
    assert simplest(runner, found, Budget(shrink=budget)) == choices


def test_an_exception_is_not_traded_for_a_deadlock() -> None:
    runner = runner_of(TWO_WAYS_TO_FAIL)
    execution = runner.run(Replay([1, 2, 2]))
    assert execution.failure is not None
    assert execution.failure.kind == "exception"
    found = Search(failure=execution.failure, choices=list(execution.choices), steps=execution.steps)
    choices = simplest(runner, found, Budget())
    failure = runner.run(Replay(choices)).failure
    assert failure is not None
    assert failure.kind == "exception"
    assert choices == [2], "the second thread alone fails at its first step"


def test_exceptions_of_different_types_are_different_failures() -> None:
    one = Failure("exception", "thread A ends with KeyError: 'a'")
    assert alike(one, Failure("exception", "thread B ends with KeyError: 'b'"))
    assert not alike(one, Failure("exception", "thread A ends with ValueError: no"))
    assert not alike(one, Failure("wrong-result", "thread A ends with KeyError: 'a'"))


def test_a_circle_of_threads_is_another_failure_than_waiting_for_nobody() -> None:
    assert not alike(Failure("deadlock", "Deadlock: Thread A waits."), Failure("deadlock", "Nobody can go on."))


def test_an_endless_loop_is_left_as_it_was_found() -> None:
    found = Search(failure=Failure("hang", "still running"), choices=[0] * 500, steps=500)
    assert simplest(runner_of(LOST_UPDATE), found, Budget()) == [0] * 500


def test_a_schedule_that_does_not_fail_again_is_left_as_it_was() -> None:
    found = Search(failure=Failure("deadlock", "Deadlock: no"), choices=[1, 2, 3], steps=3)
    assert simplest(runner_of(LOST_UPDATE), found, Budget()) == [1, 2, 3]


def test_a_turn_ends_where_its_thread_cannot_go_on() -> None:
    runner = runner_of(TWO_WAYS_TO_FAIL)
    execution = runner.run(Turns([(1, 1), (2, 1), (1, 50), (7, 3), (2, 1)]))
    assert segments_of(execution.choices)[:2] == [(1, 1), (2, 1)]
    assert execution.failure is not None


@pytest.mark.parametrize("count", [3, 4, 5, 6])
def test_philosophers_deadlock_with_one_forced_switch_however_many_they_are(count: int) -> None:
    text = (TESTS / "classics" / f"dining_philosophers_{count}.py").read_text(encoding="utf-8")
    judgement = judge(Program.from_file_text(text, "philosophers.py"))
    assert judgement.trace is not None
    assert sum(step.preemption for step in judgement.trace.steps) == 1


def test_files_that_need_no_other_thread_fail_in_the_first_steps_of_one() -> None:
    text = (TESTS / "classics" / "fsbench.py").read_text(encoding="utf-8")
    judgement = judge(Program.from_file_text(text, "fsbench.py"))
    assert judgement.trace is not None
    assert {step.thread for step in judgement.trace.steps} == {"(27)"}
