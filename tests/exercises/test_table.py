"""The table of exercises, and what every exercise must have."""

from __future__ import annotations

import ast
import re

import pytest

from helpers.exercises import UnknownExercise, all_exercises, find
from helpers.exercises.misconceptions import misconception

VERBS = {"Argue", "Calculate", "Choose", "Find", "Predict", "Read", "Repair", "Tell", "Write"}
ALL = pytest.mark.parametrize("exercise", all_exercises(), ids=lambda exercise: exercise.id)


def test_an_exercise_is_found_by_its_id():
    assert find("04-3").shape == "repair"


def test_an_unknown_id_names_the_ones_that_are_like_it():
    with pytest.raises(UnknownExercise, match="did you mean 04-"):
        find("4-3")
    with pytest.raises(UnknownExercise, match=r"there are \d\d-1"):
        find("")


def test_ids_are_unique_and_in_order():
    ids = [exercise.id for exercise in all_exercises()]
    assert ids == sorted(set(ids), key=lambda id: [int(number) for number in id.split("-")])
    assert all(re.fullmatch(r"\d\d-\d+", id) for id in ids)


@ALL
def test_it_has_a_title_with_a_verb_three_hints_and_reasons(exercise):
    assert exercise.title.split()[0] in VERBS
    assert len(exercise.hints) == 3
    assert all(len(hint.split()) >= 15 for hint in exercise.hints)
    assert len(exercise.why_others_fail) >= 3
    assert exercise.points > 0
    # the two programs of chapter 11 are made in steps, and each step takes an evening at most
    assert 3 <= exercise.minutes <= (75 if exercise.id.startswith("11-") else 20)


@ALL
def test_its_misconceptions_are_known_and_say_where_to_look(exercise):
    assert exercise.misconceptions
    assert all(misconception(id).look for id in exercise.misconceptions)


@ALL
def test_its_given_program_is_python(exercise):
    ast.parse(exercise.given)


@ALL
@pytest.mark.parametrize("source", ["", "pass", "\0", "(" * 10_000, "answer =", "\N{BYTE ORDER MARK}x"])
def test_no_source_makes_the_judge_raise(exercise, source):
    verdict = exercise.judge(source)
    assert verdict.result == "failed"
    assert verdict.score == 0
    assert verdict.findings[0].kind in {"no-answer", "syntax", "rule"}
    assert verdict.findings[0].message


@pytest.mark.parametrize(
    "exercise",
    [exercise for exercise in all_exercises() if exercise.shape != "argue"],  # words are no program
    ids=lambda exercise: exercise.id,
)
def test_a_character_that_nobody_sees_is_told_with_its_line(exercise):
    (finding,) = exercise.judge("\n# caf\0e\nanswer = 1\n").findings
    assert (finding.kind, finding.line) == ("syntax", 2)
    assert "None" not in finding.message


@ALL
def test_the_program_as_given_is_no_answer_and_earns_nothing(exercise):
    verdict = exercise.judge(exercise.given)
    assert verdict.findings[0].kind == "no-answer"
    assert verdict.score == 0
