"""Exercises of several small questions: what counts as an answer, and what each one earns."""

from __future__ import annotations

import pytest

from helpers.exercises.calculate import number_question
from helpers.exercises.classify import Card, classify_exercise
from helpers.exercises.literal import read_answer
from helpers.exercises.questions import Wrong
from helpers.exercises.read_error import Broken, line_that_mends
from helpers.verdict import Finding

TRUTH = {"a": "hot", "b": "cold", "c": "hot", "d": "cold"}


def exercise():
    hints = ("look", "look again", "look at the steam")
    return classify_exercise(
        id="99-1",
        title="Tell hot from cold",
        minutes=3,
        points=2,
        misconceptions=("M38",),
        hints=hints,
        given="pots = 4",
        choices=("hot", "cold"),
        cards=[Card(key, lambda key=key: TRUTH[key], {"cold": Wrong("is there steam?")}) for key in TRUTH],
        searched="Each pot was touched.",
        also={"boiling": "hot"},
    )


@pytest.mark.parametrize(
    "answer",
    [
        '{"a": "hot", "b": "cold", "c": "hot", "d": "cold"}',
        '{"A": "Hot", "B": " cold", "C": "HOT", "D": "cold"}',
        'dict(a="boiling", b="cold", c="hot", d="cold")',
        '["hot", "cold", "hot", "cold"]',
        '{"hot": ["a", "c"], "cold": "b, d"}',
    ],
)
def test_the_same_answer_in_several_forms_is_right(answer):
    assert exercise().judge(f"answer = {answer}").score == 2


def test_each_question_counts_for_itself_and_the_findings_cost_what_is_missing():
    verdict = exercise().judge('answer = {"a": "hot", "b": "cold", "c": "cold", "d": ...}')
    assert verdict.score == 1
    assert [(f.kind, f.scenario) for f in verdict.findings] == [("wrong-result", "c"), ("no-answer", "")]
    assert sum(f.points for f in verdict.findings) == pytest.approx(1)


def test_a_wrong_choice_is_told_what_speaks_against_it_and_not_what_is_right():
    (finding,) = exercise().judge('answer = {"a": "cold", "b": "cold", "c": "hot", "d": "cold"}').findings
    assert finding.message == "`a`: is there steam?"


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        ('{"a": "warm"}', "rule", "none of the choices"),
        ('{"e": "hot"}', "rule", "There is no question `e`"),
        ('["hot", "cold"]', "rule", "There are 4 questions"),
        ('"hot"', "rule", "Each question has an answer of its own"),
        ('{"a": ..., "b": ""}', "no-answer", "There is no answer yet"),
        ("{}", "no-answer", "There is no answer yet"),
        ("{**kettle()}", "rule", "cannot be read"),
    ],
)
def test_what_is_no_answer_is_told_how_one_looks(answer, kind, words):
    finding = exercise().judge(f"answer = {answer}").findings[0]
    assert finding.kind == kind
    assert words in finding.message


@pytest.mark.parametrize(
    ("text", "value"), [("30 + 90 / 3", 60), ("-(2 - 7) * 2", 10), ("7 // 2", 3), ("{'a': 1 + 1}", {"a": 2})]
)
def test_sums_of_numbers_are_calculated(text, value):
    assert read_answer(f"answer = {text}", "answer = 1") == value


@pytest.mark.parametrize(
    "text",
    [
        "9 ** 9 ** 9",
        "1 / 0",
        "10 ** 400 * 1.0",
        "0x" + "f" * 9999,
        "'a' * 10",
        "[1] + {2}",
        "2 << 99",
        "True + 1",
        "{n for n in range(1000) for m in range(1000)}",
        "{n for n in other}",
        "{[1], [2]}",
        "open('x')",
        "sum(print())",
    ],
)
def test_other_expressions_are_not_calculated(text):
    finding = read_answer(f"answer = {text}", "answer = 1")
    assert isinstance(finding, Finding)
    assert finding.kind == "rule"


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("half = {1, 2}\nanswer = half | {3}", {1, 2, 3}),
        ("answer = {1}\nanswer |= {2}\nanswer.add(3)\nanswer.update([4])", {1, 2, 3, 4}),
        ("answer = {}\nanswer['a'] = 'x'\nanswer.update(b='y')", {"a": "x", "b": "y"}),
        ("x, y = 'no', 'yes'\nanswer = {'a': x} | {'b': y}", {"a": "no", "b": "yes"}),
        ("answer = {**{'a': 1}, 'b': 2}", {"a": 1, "b": 2}),
        ("answer = dict(zip('ab', ['x', 'y']))", {"a": "x", "b": "y"}),
        ("answer = tuple(['x', 'y', 'x'])", ["x", "y", "x"]),
        ("answer = {3 * n for n in range(1, 5) if n != 2}", {3, 9, 12}),
        ("answer = ' '.join('ABA')", "A B A"),
        ("whole = 30 + 90\nanswer = round(whole / 7, 2)", 17.14),
        ("import math\nanswer = math.ceil(0.9 / 0.4)", 3),
        ("from math import ceil\nanswer = ceil(7 / 2)", 4),
        ("for n in range(3):\n    print(n)\nanswer = {4}\nprint(answer)", {4}),
    ],
)
def test_an_answer_that_is_put_together_in_plain_ways_is_read(source, value):
    assert read_answer(source, "answer = 1") == value


@pytest.mark.parametrize(
    "source",
    [
        "answer = {1}\nfor n in range(3):\n    answer.add(n)",
        "def ceil(x):\n    return 0\nanswer = ceil(2.5)",
        "answer = {1, 2}\nanswer.pop()",
        "half = {run()}\nanswer = half | {3}",
        "if True:\n    answer = {1}",
        "answer = {'a': 'x'}\ndel answer['a']",
    ],
)
def test_an_answer_that_would_have_to_be_run_is_never_read_as_something_else(source):
    finding = read_answer(source, "answer = 1")
    assert isinstance(finding, Finding)
    assert finding.kind == "rule"
    assert "cannot be read" in finding.message


def test_pairs_are_a_dictionary_only_where_there_are_several_questions():
    source = "answer = [('a', 'x'), ('b', 'y')]"
    assert read_answer(source, "answer = 1", pairs=True) == {"a": "x", "b": "y"}
    assert isinstance(read_answer(source, "answer = 1"), Finding)


def test_a_number_may_be_rounded_unless_it_must_be_exact():
    near = number_question("n", lambda: 3.3333, {}, "no")
    assert near.right(near.read(3.33), near.truth())
    assert not near.right(near.read(3.2), near.truth())
    exact = number_question("n", lambda: 7, {}, "no", within=0)
    assert exact.right(exact.read("7"), exact.truth())
    assert not exact.right(exact.read(7.01), exact.truth())


GIVEN = "def a():\n    number = 0\n    return 1 / number\n\ndef b():\n    return 2\n"


def test_the_line_to_mend_is_the_one_whose_change_ends_the_error():
    broken = Broken("a", {"number = 0": "number = 1", "    return 1": "    return 3"}, "data", {}, {})
    assert line_that_mends(GIVEN, broken) == 2


@pytest.mark.parametrize(
    ("key", "suspects", "words"),
    [
        ("b", {"return 2": "return 3"}, "does not go wrong"),
        ("a", {"return 1": "return 3"}, "0 changes mend"),
        ("a", {"return": "pass"}, "2 times"),
    ],
)
def test_an_exercise_whose_truth_is_not_clear_is_refused(key, suspects, words):
    with pytest.raises(ValueError, match=words):
        line_that_mends(GIVEN, Broken(key, suspects, "data", {}, {}))
