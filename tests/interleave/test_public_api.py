"""What `helpers.interleave` offers, used as its documentation says."""

from __future__ import annotations

import json
import sys
import threading

import pytest

import helpers.interleave
from helpers.interleave import (
    Budget,
    Judgement,
    Program,
    Scenario,
    ScenarioError,
    ScheduleError,
    Trace,
    TraceFormatError,
    judge,
    outcomes,
    replay,
)

SOURCE = """\
import threading

class Counter:
    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()

    def up(self):
        self.value += 1

    def up_safely(self):
        with self.lock:
            self.value += 1
"""
SCENARIO = """
setup = Counter
workers = [Counter.{0}, Counter.{0}]
def invariant(counter): return counter.value == 2 or f"it counts {{counter.value}}"
def result(counter): return counter.value
"""


def counter(method: str) -> Program:
    return Program(SOURCE, Scenario.from_source(SCENARIO.format(method)))


def test_everything_that_is_offered_is_there() -> None:
    for name in helpers.interleave.__all__:
        assert getattr(helpers.interleave, name) is not None
    assert helpers.interleave.__all__ == sorted(helpers.interleave.__all__)


def test_a_right_program_passes_with_all_interleavings_run() -> None:
    judgement = judge(counter("up_safely"))
    assert judgement.result == "passed"
    assert judgement.exhaustive
    assert judgement.threads == 2
    assert judgement.searched == (
        f"All {judgement.interleavings} interleavings of 2 threads that can make a difference.",
    )
    assert (judgement.kind, judgement.message, judgement.line, judgement.trace) == ("", "", None, None)


def test_a_wrong_program_fails_with_a_trace_and_the_schedule_that_shows_it() -> None:
    judgement = judge(counter("up"))
    assert (judgement.result, judgement.kind, judgement.message) == ("failed", "wrong-result", "it counts 1")
    trace = judgement.trace
    assert trace is not None
    assert [(s.thread, s.operation, s.object, s.line, s.value, s.before, s.after) for s in trace.steps] == [
        ("A", "read", "Counter.value", 9, "0", None, None),
        ("B", "read", "Counter.value", 9, "0", None, None),
        ("B", "write", "Counter.value", 9, None, "0", "1"),
        ("A", "write", "Counter.value", 9, None, "1", "1"),
    ]
    assert [step.preemption for step in trace.steps] == [False, True, False, False]
    assert trace.outcome == "it counts 1"
    assert replay(counter("up"), judgement.schedule).outcome.value == 1


def test_the_same_program_gets_the_same_judgement() -> None:
    first = judge(counter("up"))
    assert all(judge(counter("up")) == first for _ in range(5))


def test_scenarios_can_be_functions() -> None:
    scenario = Scenario(
        setup=lambda answer: answer.Counter(),
        workers=(lambda c: c.up(), lambda c: c.up()),
        names=("Ann", "Bob"),
        invariant=lambda c: c.value == 2,
    )
    judgement = judge(Program(SOURCE, scenario))
    assert judgement.kind == "wrong-result"
    assert judgement.trace is not None
    assert {step.thread for step in judgement.trace.steps} == {"Ann", "Bob"}


def test_a_scenario_can_be_a_main_function() -> None:
    scenario = Scenario(main=lambda answer: answer.main(), accept=lambda result: result == 3)
    assert judge(Program("def main(): return 3", scenario)).result == "passed"
    assert judge(Program("def main(): return 4", scenario)).kind == "wrong-result"


def test_a_scenario_needs_workers_or_main() -> None:
    for scenario in (Scenario(), Scenario.from_source("x = 1")):
        with pytest.raises(ScenarioError, match="workers"):
            scenario.bind({})


def test_a_main_function_with_three_threads_has_its_threads_counted() -> None:
    source = "import threading\ndef main():\n    t = threading.Thread(target=print)\n    t.start()\n    t.join()\n"
    assert judge(Program(source, Scenario(main=lambda answer: answer.main()))).threads == 2


def test_source_that_is_not_python_fails_with_its_line() -> None:
    judgement = judge(Program("x = 1\nif x\n    pass\n", Scenario(main=lambda answer: None)))
    assert (judgement.result, judgement.kind, judgement.line) == ("failed", "syntax", 2)


def test_outcomes_are_all_results_each_with_a_schedule_that_leads_there() -> None:
    found = outcomes(counter("up"))
    assert found.exhaustive
    assert sorted(found.values) == [1, 2]
    for value in (1, 2):
        schedule = found.witness(value)
        assert schedule is not None
        assert replay(counter("up"), schedule).outcome.value == value
    assert found.witness(3) is None
    assert outcomes(counter("up_safely")).values == (2,)


def test_outcomes_name_the_endings_that_have_no_result() -> None:
    source = "import threading\nlock = threading.Lock()\ndef main():\n    lock.acquire()\n    lock.acquire()\n"
    found = outcomes(Program(source, Scenario(main=lambda answer: answer.main())))
    assert [(outcome.kind, outcome.value) for outcome in found.all] == [("deadlock", None)]
    assert found.values == ()


def test_a_budget_that_ends_says_that_not_all_interleavings_were_run() -> None:
    scenario = SCENARIO.format("up_safely").replace("* 2", "").replace("== 2", "== 6").replace("]", "] * 3")
    judgement = judge(
        Program(SOURCE, Scenario.from_source(scenario)), Budget(systematic=500, bounded=500, random=500, shrink=100)
    )
    assert judgement.result == "passed"
    assert not judgement.exhaustive
    assert "not all" in judgement.searched[0]


def test_a_schedule_is_followed_and_what_comes_after_it_is_the_default() -> None:
    replayed = replay(counter("up"), "B A2 B")
    assert replayed.followed
    assert replayed.refused == ""
    assert [step.thread for step in replayed.trace.steps] == ["B", "A", "A", "B"]
    assert replay(counter("up"), "").outcome.value == 2


@pytest.mark.parametrize(
    ("schedule", "words"),
    [
        ("A3 B", "step 3: thread A could not go on there, because it was waiting or had ended"),
        ("A C", "step 2: thread C could not go on there, because it does not exist"),
        ("A2 B2 M9", "the program ended after"),
    ],
)
def test_a_schedule_that_cannot_be_followed_says_where(schedule: str, words: str) -> None:
    replayed = replay(counter("up"), schedule)
    assert not replayed.followed
    assert words in replayed.refused


def test_a_text_that_is_no_schedule_is_refused() -> None:
    with pytest.raises(ScheduleError, match="position 1"):
        replay(counter("up"), "first A, then B")


def test_a_trace_is_plain_data_that_can_be_stored() -> None:
    trace = judge(counter("up")).trace
    assert trace is not None
    assert Trace.from_json(json.loads(json.dumps(trace.to_json()))) == trace


def test_a_trace_of_another_version_is_refused_with_what_to_do() -> None:
    trace = judge(counter("up")).trace
    assert trace is not None
    with pytest.raises(TraceFormatError, match="update the one that is older"):
        Trace.from_json({**trace.to_json(), "version": 99})
    with pytest.raises(TraceFormatError, match="not a trace"):
        Trace.from_json({"version": 1})


def test_judging_leaves_the_interpreter_as_it_was() -> None:
    modules, threads, lock = set(sys.modules), threading.active_count(), threading.Lock
    judge(counter("up"))
    judge(counter("up_safely"))
    assert threading.active_count() == threads
    assert threading.Lock is lock
    assert {name for name in set(sys.modules) - modules if not name.startswith("helpers.")} == set()


def test_a_judgement_has_defaults_for_all_that_is_not_known() -> None:
    judgement = Judgement("passed")
    assert (judgement.kind, judgement.searched, judgement.interleavings) == ("", (), 0)
