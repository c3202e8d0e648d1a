"""What lessons ask about programs, answered by the model checker."""

from __future__ import annotations

import pytest

from helpers.demo.program import read_cell
from helpers.demo.results import Answer, Endings, Run
from helpers.demo.tasks import claim, endings, one_run

COUNTER = "x = 0\n\ndef add():\n    global x\n    x += 1\n"
DEADLOCK = """\
from threading import Lock
a, b = Lock(), Lock()

def one():
    with a:
        with b:
            pass

def two():
    with b:
        with a:
            pass
"""


def program(casting: str, source: str) -> dict:
    return {"program": read_cell(f" p: {casting}", source).to_json()}


def all_endings(casting: str, source: str) -> Endings:
    return Endings.from_json(endings(program(casting, source)))


def asked(casting: str, source: str, expression: str) -> Answer:
    return Answer.from_json(claim({**program(casting, source), "claim": expression}))


def ran(casting: str, source: str, schedule: str) -> Run:
    return Run.from_json(one_run({**program(casting, source), "schedule": schedule}))


def test_every_ending_comes_with_a_schedule_that_ends_so():
    found = all_endings("add() | add() -> x", COUNTER)
    assert [ending.text for ending in found.endings] == ["1", "2"]
    for ending in found.endings:
        assert ran("add() | add() -> x", COUNTER, ending.schedule).ending.text == ending.text


def test_a_deadlock_is_an_ending_beside_the_others():
    found = all_endings("one() | two() -> 'done'", DEADLOCK)
    assert {(ending.wrong, ending.text) for ending in found.endings if not ending.wrong} == {("", "'done'")}
    assert "deadlock" in {ending.wrong for ending in found.endings}


def test_an_exception_in_a_thread_is_an_ending():
    (ending,) = all_endings("bad() -> 1", "def bad():\n    [].pop()\n").endings
    assert ending.wrong == "exception"
    assert "IndexError" in ending.text


def test_a_program_that_never_ends_is_an_ending():
    (ending,) = all_endings("spin() -> 1", "def spin():\n    while True:\n        pass\n").endings
    assert ending.wrong == "hang"


def test_the_learners_own_names_are_not_taken_by_the_scenario():
    source = (
        COUNTER + "\ndef main():\n    setup()\n    return workers\n\ndef setup():\n    add()\n\nworkers = result = 7\n"
    )
    assert [e.text for e in all_endings("main()", source).endings] == ["7"]
    assert [e.text for e in all_endings("main() | setup() -> (x, result)", source).endings] == ["(1, 7)", "(2, 7)"]


def test_a_claim_is_about_the_programs_names_and_the_result():
    assert asked("add() | add() -> x + 10", COUNTER, "result - x == 10").answer == "yes"
    assert asked("add() | add() -> x", COUNTER, "x in (1, 2)").answer == "yes"


def test_a_claim_about_the_main_threads_result_can_be_asked_too():
    source = COUNTER + "\ndef both():\n    add()\n    add()\n    return x\n"
    assert asked("both()", source, "result == 2").answer == "yes"
    assert asked("both()", source, "result == 3").answer == "no"


def test_a_claim_that_fails_says_with_which_values_and_shows_the_cast_alone():
    found = asked("add() | add() -> x", COUNTER, "x == 2")
    assert found.answer == "no"
    assert found.reason == "At the end, x is 1: x == 2 is not true."
    assert found.trace is not None
    assert found.trace.threads == ("A", "B")
    assert "M" not in found.schedule


def test_a_claim_with_a_name_that_is_not_there_cannot_be_read_and_says_nothing_of_the_program():
    found = asked("add() | add() -> x", COUNTER, "y == 2")
    assert (found.answer, found.schedule, found.trace) == ("cannot-judge", "", None)
    assert "name 'y' is not defined" in found.reason


def test_a_claim_that_raises_under_some_schedule_does_not_hold_and_shows_its_values():
    found = asked("add() | add() -> x", COUNTER, "1 / (x - 1)")
    assert found.answer == "no"
    assert found.reason == "At the end, x is 1: 1 / (x - 1) ends with ZeroDivisionError: division by zero."


def test_one_interleaving_is_spoken_of_as_one():
    found = all_endings("spin() -> 1", "while True:\n    pass\n")
    assert found.searched == ("1 interleaving was run, and there are more: something else may come out as well.",)


@pytest.mark.parametrize(
    ("schedule", "words"),
    [("A B ?", "That is no schedule"), ("A C", "does not exist"), ("A A A A A", "cannot be followed")],
)
def test_a_schedule_that_cannot_be_run_says_why(schedule, words):
    assert words in ran("add() | add() -> x", COUNTER, schedule).trouble


@pytest.mark.parametrize("source", ["def add(:\n", "x = = 1\n"])
def test_a_program_that_is_not_python_is_said_to_be_so(source):
    assert "cannot be run" in all_endings("add() | add() -> x", source).trouble
    assert "cannot be run" in ran("add() | add() -> x", source, "A").trouble
    assert asked("add() | add() -> x", source, "True").answer != "yes"


def test_the_lines_of_a_trace_are_the_lines_of_the_cell():
    found = ran("add() | add() -> x", COUNTER, "A A B B")
    assert {step.line for step in found.trace.steps} == {6}  # the magic is line 1
