"""Copies are found under other names, and what everybody would write is no copy."""

from __future__ import annotations

import pytest

from helpers.exercises import find
from helpers.grading.reporting.copies import OWN_NODES, groups, normal_form, own_part
from tests.grading import answers
from tests.grading.term import COPIED_TURNSTILE, OWN_TURNSTILE

STARTER = find("04-3").given


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x = 1  # one", "x=1"),
        ("total = 1\nprint(total)", "sum_ = 1\nprint(sum_)"),
        ('def f(a):\n    """Says a."""\n    return a', "def g(b):\n    return b"),
        ("def f(a: int) -> int:\n    return a", "def f(a):\n    return a"),
        ("n: int = 3", "n = 3"),
        ("import threading as t\nl = t.Lock()", "import threading\nlock = threading.Lock()"),
        ("class A:\n    def m(self):\n        self.x = 1", "class B:\n    def k(this):\n        this.y = 1"),
        ("f(\n    a,\n    b,\n)", "f(a, b)"),
        ("try:\n    f()\nexcept OSError as e:\n    print(e)", "try:\n    f()\nexcept OSError as err:\n    print(err)"),
        ("def f():\n    global n\n    n = 1", "def g():\n    global m\n    m = 1"),
        (OWN_TURNSTILE, COPIED_TURNSTILE),
    ],
)
def test_names_comments_docstrings_annotations_and_layout_do_not_count(one: str, other: str) -> None:
    assert normal_form(one) == normal_form(other) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x = 1", "x = 2"),
        ("x = lock.acquire()", "x = lock.release()"),
        ("import threading\nl = threading.Lock()", "import threading\nl = threading.RLock()"),
        ("a = 1\nb = 2\nf(a, b)", "a = 1\nb = 2\nf(b, a)"),
        ("with l:\n    a()\n    b()", "with l:\n    a()\nb()"),
        (answers.TURNSTILE_RIGHT, OWN_TURNSTILE),
    ],
)
def test_what_a_program_does_counts(one: str, other: str) -> None:
    assert normal_form(one) != normal_form(other)


@pytest.mark.parametrize("text", ["def f(:", "x = \0", "(" * 500 + ")" * 500])
def test_what_is_no_python_has_no_form(text: str) -> None:
    assert normal_form(text) is None or text.startswith("((")


def test_the_starter_and_what_everybody_adds_to_it_are_nobodys_own() -> None:
    assert own_part(STARTER, STARTER) == 0
    assert own_part(answers.TURNSTILE_RIGHT, STARTER) < OWN_NODES
    assert own_part(OWN_TURNSTILE, STARTER) >= OWN_NODES
    assert own_part(STARTER.replace("people", "visitors"), STARTER) == 0


def given(*programs: tuple[str, str]) -> dict[str, list[tuple[str, str, bool]]]:
    return {"04-3": [(student, source, False) for student, source in programs]}


def test_a_copy_under_other_names_is_found_and_called_so() -> None:
    (group,) = groups(
        given(("dora", OWN_TURNSTILE), ("eve", COPIED_TURNSTILE), ("ada", answers.TURNSTILE_RIGHT)), class_size=10
    )
    assert (group.students, group.identical, group.passed, group.common) == (("dora", "eve"), False, False, False)


def test_starters_handed_in_by_several_and_natural_answers_are_no_copies() -> None:
    programs = [("ada", STARTER), ("bob", STARTER), ("cem", answers.TURNSTILE_RIGHT), ("dora", answers.TURNSTILE_RIGHT)]
    assert groups(given(*programs), class_size=10) == []


def test_the_same_prediction_is_no_copy() -> None:
    long = "answer = {" + ", ".join(map(str, range(50))) + "}"
    assert groups({"04-1": [("ada", long, True), ("bob", long, True)]}, class_size=10) == []


def test_a_form_that_a_large_part_of_the_class_has_found_is_called_common_and_comes_last() -> None:
    many = [(f"student {number}", OWN_TURNSTILE) for number in range(5)]
    other = OWN_TURNSTILE.replace("before + size", "size + before")
    found = groups(given(*many, ("yan", other), ("zoe", other)), class_size=12)
    assert [(group.students, group.common) for group in found] == [
        (("yan", "zoe"), False),
        (tuple(student for student, _ in many), True),
    ]
    assert not groups(given(*many), class_size=100)[0].common


def test_those_who_share_several_answers_come_first() -> None:
    bank = answers.BANK_DEADLOCK
    found = groups(
        {
            "04-3": [("ada", OWN_TURNSTILE, True), ("bob", OWN_TURNSTILE, True)],
            "04-4": [("cem", bank, True), ("dora", bank, True)],
            "04-5": [("cem", answers.DESK_RIGHT, True), ("dora", answers.DESK_RIGHT, True)],
        },
        class_size=30,
    )
    assert [group.exercise for group in found] == ["04-4", "04-5", "04-3"]
