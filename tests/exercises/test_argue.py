"""Exercises that are answered in words: what they claim of their programs is so, and who judges what."""

from __future__ import annotations

import nbformat
import pytest

from helpers.exercises import all_exercises
from helpers.exercises.argue import STUB
from helpers.exercises.ch04_race_conditions import THERMOMETER
from helpers.exercises.ch05_working_together import INTEREST
from helpers.interleave import Program, Scenario, judge, outcomes

ARGUED = [exercise for exercise in all_exercises() if exercise.shape == "argue"]
EACH = pytest.mark.parametrize("exercise", ARGUED, ids=lambda exercise: exercise.id)


def test_there_is_one_in_chapter_4_and_one_in_chapter_5():
    assert {"04-6", "05-11"} <= {exercise.id for exercise in ARGUED}


@EACH
@pytest.mark.parametrize("text", ["", STUB, "   \n", "no idea", f"{STUB}\n\nlater"])
def test_a_cell_without_words_is_no_answer(exercise, text):
    verdict = exercise.judge(text)
    assert (verdict.result, verdict.findings[0].kind, verdict.score) == ("failed", "no-answer", 0)


@EACH
@pytest.mark.parametrize(
    "text", ["The race does no harm because nobody has ever seen it.", "A reads 42 / 1, so it is wrong."]
)
def test_only_a_person_judges_words_right_or_wrong(exercise, text):
    verdict = exercise.judge(text)
    assert (verdict.result, verdict.findings[0].kind, verdict.score) == ("cannot-judge", "cannot-judge", 0)


@EACH
def test_its_points_are_those_of_its_rubric(exercise):
    assert exercise.points == sum(criterion.points for criterion in exercise.rubric)


def test_the_stub_is_the_one_that_nbgrader_writes(request):
    path = request.config.rootpath / "release" / "04-race-conditions" / "04-race-conditions.ipynb"
    cell = next(cell for cell in nbformat.read(path, as_version=4).cells if cell.id == "ex-04-6")
    assert cell.source == STUB


# ---- what the rubrics and the model answers say ------------------------------------------------------------------


def averages(source):
    """What `average` gives while 22 comes in behind a first 20."""

    def ask(state):
        state["seen"] = state["thermometer"].average()

    scenario = Scenario(
        setup=lambda answer: {"thermometer": answer.Thermometer(20)},
        workers=(lambda state: state["thermometer"].add(22), ask),
        result=lambda state: (state["seen"], state["thermometer"].average()),
    )
    found = outcomes(Program(source, scenario))
    assert found.exhaustive
    return set(found.values)


def test_a_reader_of_the_thermometer_sees_42_or_10_and_no_update_is_lost():
    assert averages(THERMOMETER) == {(20.0, 21.0), (21.0, 21.0), (42.0, 21.0), (10.0, 21.0)}


def locked(*methods):
    source = THERMOMETER.replace("class", "import threading\n\n\nclass", 1)
    source = source.replace(
        "        self.count = 1\n", "        self.count = 1\n        self.lock = threading.Lock()\n"
    )
    bodies = {
        "add": "        self.total += degrees\n        self.count += 1\n",
        "average": "        return self.total / self.count\n",
    }
    for method in methods:
        body = bodies[method]
        assert body in source
        source = source.replace(body, "        with self.lock:\n" + body.replace("        ", "            "))
    return source


def test_one_lock_over_the_writes_and_the_reads_mends_it_and_over_the_writes_alone_does_not():
    assert averages(locked("add", "average")) == {(20.0, 21.0), (21.0, 21.0)}
    assert len(averages(locked("add"))) == 4


def test_one_tuple_that_is_replaced_in_one_step_mends_it():
    source = (
        "class Thermometer:\n"
        "    def __init__(self, first):\n        self.sum = first, 1\n"
        "    def add(self, degrees):\n        total, count = self.sum\n        self.sum = total + degrees, count + 1\n"
        "    def average(self):\n        total, count = self.sum\n        return total / count\n"
    )
    assert averages(source) == {(20.0, 21.0), (21.0, 21.0)}


def test_count_first_and_total_second_is_as_wrong():
    old = "        self.total += degrees\n        self.count += 1\n"
    swapped = THERMOMETER.replace(old, "        self.count += 1\n        self.total += degrees\n")
    assert (10.0, 21.0) in averages(swapped)


def interest(source):
    scenario = Scenario(
        setup=lambda answer: (answer, answer.Account(0, 10_000), answer.Account(7, 500)),
        workers=(lambda state: state[0].pay_interest(*state[1:]), lambda state: state[0].transfer(*state[1:], 100)),
        invariant=lambda state: state[1].balance + state[2].balance == 10_500,
    )
    return judge(Program(source, scenario))


def test_interest_can_wait_for_a_transfer_that_waits_for_it():
    judgement = interest(INTEREST)
    assert judgement.kind == "deadlock"
    assert len(judgement.trace.steps[-1].waiting) == 2


def test_both_locks_in_order_before_the_calculation_mend_it():
    old = "    with account.lock:\n"
    new = (
        "    first, second = sorted((bank, account), key=lambda each: each.number)\n    with first.lock, second.lock:\n"
    )
    assert old in INTEREST
    judgement = interest(INTEREST.replace(old, new))
    assert (judgement.result, judgement.exhaustive) == ("passed", True)
