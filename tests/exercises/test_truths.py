"""What answers are compared with is found once and handed on: a verdict is the same as where each check finds it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from helpers.exercises import all_exercises
from helpers.exercises.truths import Truths

CORPORA = Path(__file__).parents[1] / "corpora"
COMPARED = [exercise for exercise in all_exercises() if exercise.truths is not None]


def test_there_are_exercises_that_compare():
    assert {exercise.shape for exercise in COMPARED} >= {"predict", "classify", "read-the-error"}


@pytest.mark.parametrize("exercise", COMPARED, ids=lambda exercise: exercise.id)
def test_it_comes_through_a_message_as_it_is_and_changes_no_verdict(exercise, monkeypatch):
    answers = [path.read_text(encoding="utf-8") for path in sorted((CORPORA / exercise.id).glob("*/*.py"))]
    before = [exercise.judge(answer) for answer in answers]
    found = exercise.truths.all()
    sent = json.loads(json.dumps(found))
    assert sent == found
    monkeypatch.setattr(exercise.truths, "_given", {})  # so that the exercise is afterwards what it was
    exercise.truths.give(sent)
    assert [exercise.judge(answer) for answer in answers] == before


def test_nothing_is_looked_for_that_was_given():
    truths = Truths({"answer": lambda: 1 // 0})
    with pytest.raises(ZeroDivisionError):
        truths["answer"]
    truths.give({"answer": 42})
    assert truths["answer"] == 42


def test_what_belongs_to_another_exercise_is_refused():
    with pytest.raises(KeyError):
        Truths({"a": int, "b": int}).give({"a": 1, "c": 2})
