"""Answers that reach for their judge, or lie to it: none gains a point; what is no accident is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.checker import Checker, Limits
from helpers.exercises import find
from helpers.sandbox import find_sandbox

HERE = Path(__file__).parent
ATTACKS = sorted(HERE.glob("04-*/*.py"))
# answers that run in real processes, where more can be tried
NATIVE = sorted(HERE.glob("08-*/*.py"))
RIGHT = """
import threading


class Turnstile:
    def __init__(self):
        self.lock = threading.Lock()
        self.people = self.groups = 0

    def enter(self, size):
        with self.lock:
            self.people += size
            self.groups += 1

    def enter_if(self, ticket, is_valid):
        valid = is_valid(ticket)
        if valid:
            self.enter(1)
        return valid

    def report(self):
        with self.lock:
            return self.people, self.groups
"""


@pytest.fixture(scope="module")
def checker():
    with Checker() as checker:
        yield checker


@pytest.fixture(scope="module")
def sandboxed():
    with Checker(sandbox=find_sandbox()) as checker:
        yield checker


def test_there_are_many():
    assert len(ATTACKS) >= 40
    assert len(NATIVE) >= 15


@pytest.mark.parametrize("path", ATTACKS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_an_attack_earns_nothing(checker, path):
    source = path.read_text(encoding="utf-8")
    result, kind = source.partition("\n")[0].removeprefix("# expected: ").split()
    verdict = checker.check(path.parent.name, source)
    assert (verdict.result, verdict.findings[0].kind) == (result, kind), verdict.findings[0].message
    assert verdict.score == 0
    assert verdict.points == find(path.parent.name).points
    if kind == "attack":
        line = verdict.findings[0].line
        assert line is not None
        assert source.splitlines()[line - 1].strip()


@pytest.mark.only_on("linux")
@pytest.mark.needs("bubblewrap")
@pytest.mark.parametrize("path", NATIVE, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_an_attack_in_real_processes_earns_nothing_and_the_next_answer_is_judged(sandboxed, path):
    source = path.read_text(encoding="utf-8")
    result, kind = source.partition("\n")[0].removeprefix("# expected: ").split()
    verdict = sandboxed.check(path.parent.name, source)
    assert (verdict.result, verdict.findings[0].kind) == (result, kind), verdict.findings[0].message
    assert verdict.score == 0
    assert sandboxed.check("04-1", "answer = {}\n").findings[0].kind == "no-answer"


def test_the_next_answer_is_judged_as_if_nothing_had_happened(checker):
    for path in ATTACKS[:3]:
        checker.check(path.parent.name, path.read_text(encoding="utf-8"))
    assert checker.check("04-3", RIGHT).passed


@pytest.mark.parametrize(
    "line",
    [
        "found = threading.Lock.__init__.__globals__",
        "import helpers.interleave",
        "def never_called(frame): return frame.f_back.f_locals",
    ],
)
def test_a_right_answer_with_an_attack_in_it_is_not_judged(checker, line):
    verdict = checker.check("04-3", f"{RIGHT}\n{line}\n")
    assert (verdict.result, verdict.score) == ("cannot-judge", 0.0)
    assert verdict.findings[0].kind == "attack"
    assert verdict.findings[0].line == len(RIGHT.splitlines()) + 2


def test_an_attack_after_some_points_are_earned_loses_them(checker):
    # the counting is right, and the report reaches for the judge when a thread asks for it
    source = RIGHT.replace(
        "        with self.lock:\n            return self.people",
        "        if self.groups == 1:\n"
        "            getattr(self.report, '__glo' + 'bals__')\n"
        "        with self.lock:\n            return self.people",
    )
    verdict = checker.check("04-3", source)
    assert (verdict.score, verdict.findings[0].kind) == (0.0, "attack")


@pytest.mark.parametrize("exercise", ["04-1", "04-2"])
@pytest.mark.parametrize(
    "answer",
    [
        "1e999",
        "{1e999}",
        "float('nan')",
        "{-0.0, 10**400}",
        "9" * 4000,
        "[[[[1]]]]",
        "(1, 2, 3, 4) * 10**9",
        "'A' * 10**9",
        "'A" + "9" * 3000 + "'",
        "'A" + "9" * 30 + "'",
        "range(10**9)",
        "set(range(-1000, 1000))",
        "__import__('os')._exit(0)",
        "{*()}",
        "b'A'",
        "...",
        "'" + "A" * 100_000 + "'",
        "'\\ud800'",
        "{True, 2.0, 3+0j}",
    ],
    ids=lambda answer: answer[:25],
)
def test_an_answer_that_is_read_earns_nothing_by_its_shape(checker, exercise, answer):
    verdict = checker.check(exercise, f"answer = {answer}\n", limits=Limits(seconds=20))
    assert verdict.score == 0
    assert verdict.result == "failed", verdict.findings[0].message
