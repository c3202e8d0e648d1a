"""An answer that passes speaks for those that are the same program, and for no other."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest

from helpers.exercises import find
from helpers.grading import verdicts
from helpers.grading.bench import classes
from helpers.grading.same_program import may_be_shared, normal_form
from helpers.grading.sandbox import check
from helpers.grading.verdicts import Verdicts
from helpers.verdict import Finding, Verdict

PROGRAM = """\
import threading

class Turnstile:
    def __init__(self):
        self.people = 0
        self.lock = threading.Lock()

    def enter(self, group):
        with self.lock:
            self.people += group
"""

RIGHT = Verdict("04-3", "passed", 3, 3, (), ("All 20 interleavings of 2 threads.",))
WRONG = replace(RIGHT, result="failed", score=0, findings=(Finding("wrong-result", "Visitors were lost.", line=3),))


class Checks:
    """Stands for the checker: says what a test wants, when it wants it."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.wrong: set[str] = set()
        self.go_on = threading.Event()
        self.go_on.set()

    def __call__(self, exercise: str, source: str) -> Verdict:
        assert self.go_on.wait(60)
        self.asked.append(source)
        return replace(WRONG if source in self.wrong else RIGHT, source=source)


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> Checks:
    stand_in = Checks()
    monkeypatch.setattr(verdicts, "check", stand_in)
    return stand_in


def laid_out_anew(source: str) -> str:
    """The same program with other comments, empty lines and spaces, each of its lines at another place."""
    lines = []
    for number, line in enumerate(source.replace(" = ", "  =  ").split("\n")):
        # what stands in a text of several lines would become another text
        lines += [f"# note {number}", "", line] if line and not line[0].isspace() else [line]
    return "# by somebody else\n\n" + "\n".join(lines) + "\n\n# the end"


@pytest.mark.parametrize(
    "other",
    [
        laid_out_anew(PROGRAM),
        PROGRAM.replace("\n\n", "\n"),
        PROGRAM.replace("self.people = 0", "self.people = (0)  # nobody yet"),
        PROGRAM.replace("    ", "  "),
        PROGRAM + "\n\n# (c) ada\n",
    ],
    ids=["comments and empty lines", "no empty lines", "brackets", "another indent", "a name at the end"],
)
def test_comments_and_layout_make_no_other_program(other: str) -> None:
    assert other != PROGRAM
    assert normal_form(other) == normal_form(PROGRAM) is not None


@pytest.mark.parametrize(
    "other",
    [
        PROGRAM.replace("people", "visitors"),
        PROGRAM.replace("+= group", "+= 1"),
        PROGRAM.replace("class Turnstile:\n", 'class Turnstile:\n    "Counts."\n'),
        PROGRAM.replace("        with self.lock:\n    ", ""),
        PROGRAM.replace("self.people = 0\n        self", "self.people = 0; self"),
        PROGRAM.replace("with self.lock:\n            ", "with self.lock: "),
        PROGRAM.replace("threading.Lock()", "threading.Lock(\n        )"),
    ],
    ids=[
        "names",
        "numbers",
        "a docstring",
        "no lock",
        "two statements in a line",
        "a block in a line",
        "a longer call",
    ],
)
def test_another_tree_or_other_parts_in_one_line_is_another_program(other: str) -> None:
    assert other != PROGRAM
    assert normal_form(other) != normal_form(PROGRAM)


@pytest.mark.parametrize(
    "looks",
    [
        "import inspect\nwhere = inspect.getsource(Turnstile)",
        "import linecache",
        "import tokenize",
        "import sys\nwhere = sys._getframe()",
        "from sys import _getframe",
        "import traceback",
        "import logging",
        "import warnings",
        "import asyncio",
        "import io",
        "import dis",
        "import os\nhere = os.listdir()",
        "import os as away\nhere = away.open",
        "import os\nhere = [os]",
        "from os import *",
        "from os import read",
        "import random\nhere = random._os.listdir()",
        "import threading\nhere = threading.sys",
        "from dataclasses import inspect",
        "from kitchen import oven",
        "from . import oven",
        "import helpers.checker",
        "where = __file__",
        "where = Turnstile.enter.__code__",
        "where = function.co_firstlineno",
        "where = error.tb_lineno",
        "where = error.__cause__",
        "where = generator.gi_frame",
        "where = open('answer.py').read()",
        "where = getattr(Turnstile, name)",
        "where = eval('1')",
        "where = globals()",
        "where = '{0.__code__}'.format(Turnstile.enter)",
        "where = template.format(Turnstile.enter)",
        "where = 'co_firstlineno'",
        "from operator import attrgetter",
        "import threading\nthreading.settrace(look)",
        "import threading\nthreading.excepthook = look",
        "from contextlib import redirect_stderr",
        "from string import Formatter",
        "match one:\n    case Turnstile(__code__=where): pass",
        "# -*- coding: latin-1 -*-\nname = 'é'",
        "def broken(:",
    ],
)
def test_a_program_that_may_look_at_its_own_text_is_like_no_other(looks: str) -> None:
    assert normal_form(f"{looks}\n{PROGRAM}") is None


def test_a_comment_about_coding_further_down_is_only_a_comment() -> None:
    assert normal_form(f"{PROGRAM}\n# coding: a lock\n") == normal_form(PROGRAM)


@pytest.mark.parametrize(
    "verdict",
    [
        WRONG,
        replace(RIGHT, result="cannot-judge"),
        replace(RIGHT, score=2),
        replace(RIGHT, findings=WRONG.findings),
        replace(RIGHT, searched=("The lock of line 7 was held.",)),
    ],
    ids=["failed", "not judged", "part marks", "with a finding", "speaks of a line"],
)
def test_a_verdict_that_is_about_one_text_is_not_shared(verdict: Verdict) -> None:
    assert may_be_shared(RIGHT)
    assert not may_be_shared(verdict)


def test_a_pass_speaks_for_the_same_program_in_this_run_and_in_the_next(tmp_path: Path, checks: Checks) -> None:
    for answers in ([PROGRAM, laid_out_anew(PROGRAM)], [f"# by bob\n{PROGRAM}", PROGRAM]):
        found = Verdicts(tmp_path / "verdicts.db")
        for answer in answers:
            assert found.of("04-3", answer) == replace(RIGHT, source=answer)
        account = found.account()
        found.close()
    assert checks.asked == [PROGRAM]
    assert (account.answers, account.remembered) == (2, 2)


def test_a_failure_speaks_for_nobody_else(tmp_path: Path, checks: Checks) -> None:
    other = laid_out_anew(PROGRAM)
    checks.wrong = {PROGRAM, other}
    found = Verdicts(tmp_path / "verdicts.db")
    assert found.of("04-3", PROGRAM).source == PROGRAM
    assert found.of("04-3", other).source == other
    found.close()
    assert checks.asked == [PROGRAM, other]


def test_a_pass_of_another_exercise_says_nothing(tmp_path: Path, checks: Checks) -> None:
    found = Verdicts(tmp_path / "verdicts.db")
    found.of("04-3", PROGRAM)
    found.of("04-4", laid_out_anew(PROGRAM))
    found.close()
    assert len(checks.asked) == 2


def test_while_a_program_is_checked_others_like_it_wait_for_it(tmp_path: Path, checks: Checks) -> None:
    checks.go_on.clear()
    found = Verdicts(tmp_path / "verdicts.db")
    answers = [PROGRAM, laid_out_anew(PROGRAM), f"# by bob\n{PROGRAM}"]
    futures = [found.ask("04-3", answer) for answer in answers]
    assert found.waiting() == 1  # nobody checks the others
    checks.go_on.set()
    assert [future.result(60).source for future in futures] == answers
    found.close()
    assert checks.asked == [PROGRAM]


def test_when_the_first_one_fails_each_of_the_others_has_its_own_check(tmp_path: Path, checks: Checks) -> None:
    checks.go_on.clear()
    answers = [PROGRAM, laid_out_anew(PROGRAM), f"# by bob\n{PROGRAM}"]
    checks.wrong = {*answers}
    found = Verdicts(tmp_path / "verdicts.db")
    futures = [found.ask("04-3", answer) for answer in answers]
    checks.go_on.set()
    assert [future.result(60) for future in futures] == [replace(WRONG, source=answer) for answer in answers]
    found.close()
    assert sorted(checks.asked) == sorted(answers)


def test_when_the_first_check_breaks_the_others_have_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()

    def check(exercise: str, source: str) -> Verdict:
        assert go_on.wait(60)
        if source == PROGRAM:
            raise OSError("no sandbox")
        return replace(RIGHT, source=source)

    monkeypatch.setattr(verdicts, "check", check)
    found = Verdicts()
    first, second = found.ask("04-3", PROGRAM), found.ask("04-3", laid_out_anew(PROGRAM))
    go_on.set()
    assert isinstance(first.exception(60), OSError)
    assert second.result(60).passed
    found.close()


def test_when_nobody_takes_the_first_check_the_others_do_not_wait_for_it() -> None:
    class Hesitant:
        """Who refuses the first answer, but not before the second one is there."""

        enough = 1

        def __init__(self) -> None:
            self.second: Future[Verdict] | None = None

        def judge(self, exercise: str, source: str) -> Future[Verdict]:
            if self.second is None:
                self.second = found.ask(exercise, laid_out_anew(PROGRAM))
                raise ConnectionError("the broker has gone")
            checked: Future[Verdict] = Future()
            checked.set_result(replace(RIGHT, source=source))
            return checked

        def close(self) -> None:
            pass

    judge = Hesitant()
    found = Verdicts(judge=judge)
    with pytest.raises(ConnectionError):
        found.ask("04-3", PROGRAM)
    assert judge.second is not None
    assert judge.second.result(60).passed
    assert found.ask("04-3", PROGRAM).result(60).passed
    found.close()


@pytest.mark.slow
@pytest.mark.parametrize("id", ["02-3", "04-4", "05-3", "06-5", "07-3", "08-3", "09-2", "11-1"])
def test_the_check_of_a_right_answer_says_the_same_when_its_lines_are_elsewhere(id: str) -> None:
    # one of each way to check: rules and all interleavings, processes, pools, memory that is shared, the web
    shared = [answer for answer in classes.answers_to(id).right if normal_form(answer) is not None]
    verdict = check(id, shared[0])
    assert verdict.passed
    assert may_be_shared(verdict), verdict.searched
    other = laid_out_anew(shared[0])
    assert normal_form(other) == normal_form(shared[0])
    assert check(id, other) == replace(verdict, source=other), find(id).title
