"""A lesson's question is answered by a process of its own, with limits, on every kind of system."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.checker import Checker, Limits, TaskEnded
from helpers.demo.program import read_cell

# exercises play no part here: any table will do
TABLE = f"{Path(__file__).resolve().parents[1] / 'checker' / 'tiny_exercises.py'}:TABLE"
COUNTER = read_cell(" p: add() | add() -> x", "x = 0\n\ndef add():\n    global x\n    x += 1\n")


@pytest.fixture(scope="module", params=[False, True], ids=["forked", "fresh interpreter"])
def checker(request):
    with Checker(table=TABLE, fresh=request.param) as made:
        yield made


def test_a_task_gives_what_its_function_returned(checker):
    result = checker.run_task("endings", {"program": COUNTER.to_json()})
    assert [ending["text"] for ending in result["endings"]] == ["1", "2"]


def test_a_loop_in_c_ends_with_a_sentence_for_the_learner(checker):
    endless = read_cell(" p: spin() -> 1", "def spin():\n    sum(iter(int, 1))\n")
    with pytest.raises(TaskEnded, match=r"within 1 seconds|was stopped"):
        checker.run_task("endings", {"program": endless.to_json()}, limits=Limits(seconds=1.0))


def test_a_program_that_ends_its_process_is_an_ending(checker):
    leaving = read_cell(" p: leave() -> 1", "import os\n\ndef leave():\n    os._exit(3)\n")
    (ending,) = checker.run_task("endings", {"program": leaving.to_json()})["endings"]
    assert "os._exit(3)" in ending["text"]


def test_an_unknown_task_is_refused(checker):
    with pytest.raises(TaskEnded, match="KeyError"):
        checker.run_task("os.system", {})
