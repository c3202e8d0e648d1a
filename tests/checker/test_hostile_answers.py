"""Hostile and silly answers through the checker: each ends in a verdict within its limits, and none earns a point."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import psutil
import pytest

from helpers.checker import Checker, Limits

TABLE = f"{Path(__file__).with_name('tiny_exercises.py')}:TABLE"
LARGE = Limits(seconds=30)
"""For what ends by itself, however slow the machine."""
SHORT = Limits(seconds=1.5)
"""For what never ends."""

ANSWER = """
class Turnstile:
    def __init__(self):
        self.people = 0
        self.groups = 0

    def enter(self, size):
        PLACE
        self.people += size
        self.groups += 1

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        return self.people, self.groups
"""
PLAIN = ANSWER.replace("        PLACE\n", "")


def inside(code: str, top: str = "") -> str:
    """An answer that runs `code` whenever somebody enters."""
    return top + ANSWER.replace("PLACE", code.replace("\n", "\n        "))


def reporting(code: str, after: str = "") -> str:
    """An answer whose `report` does something else."""
    return PLAIN.replace("return self.people, self.groups", code) + after


@pytest.fixture(scope="module")
def checker():
    with Checker() as checker:
        yield checker


DEEP = "x = []\nfor _ in range(10**5): x = [x]\n"
BAD = "\nclass Bad:\n    def {}(self, *others):\n        {}\n"

ENDS = {
    "loop": (inside("while True: pass"), "hang"),
    "loop that catches all": (
        inside("while True:\n    try:\n        while True: pass\n    except BaseException: pass"),
        "hang",
    ),
    "loop while it is read": ("import itertools\nfor _ in itertools.count(): pass\n" + PLAIN, "hang"),
    "loop in a class body": ("class X:\n    while True: pass\n" + PLAIN, "hang"),
    "loop in __set_name__": (
        "class D:\n    def __set_name__(self, owner, name):\n        while True: pass\nclass X: d = D()\n" + PLAIN,
        "hang",
    ),
    "recursion": (inside("self.enter(size)"), "exception"),
    "recursion without a limit": (
        inside("self.enter(size)", "import sys\nsys.setrecursionlimit(10**9)\n"),
        "exception",
    ),
    "a million threads": (
        inside("for _ in range(10**6): threading.Thread(target=print).start()", "import threading\n"),
        "limit",
    ),
    "threads that start threads": (
        inside("bomb()", "import threading\ndef bomb():\n    for _ in 'ab': threading.Thread(target=bomb).start()\n"),
        None,
    ),
    "output": (inside("while True: print('x' * 10**5)"), "limit"),
    "output past the double": (inside("while True: pprint.pprint('x' * 10**5)", "import pprint\n"), "limit"),
    "a list that is too large": (inside("x = [0] * 10**10"), "exception"),
    "a list that is too large, caught": (
        inside("try: x = [0] * 10**10\nexcept MemoryError: pass"),
        "wrong-result",
    ),
    "a constant that is too large": ("x = 'a' * 10**10\n" + PLAIN, "exception"),
    "memory bit by bit": (inside("x = []\nwhile True: x.append(bytes(10**7))"), "exception"),
    "a sleep of years": (inside("time.sleep(10**9)", "import time\n"), "wrong-result"),
    "a queue that stays empty": (inside("queue.Queue().get()", "import queue\n"), "deadlock"),
    "deep state": (inside(DEEP + "self.x = x"), "wrong-result"),
    "deep copy": (inside(DEEP + "copy.deepcopy(x)", "import copy\n"), "exception"),
    "deep pickle": (inside(DEEP + "pickle.dumps(x)", "import pickle\n"), "exception"),
    "chain of exceptions": (
        inside("e = None\nfor _ in range(10**4):\n    n = ValueError()\n    n.__cause__ = e\n    e = n\nraise e"),
        "exception",
    ),
    "exception with a huge text": (reporting("raise ValueError('x' * 10**7)"), "exception"),
    "exception with a huge name": (reporting("raise type('E' * 10**6, (Exception,), {})"), "exception"),
    "bare exceptions": (reporting("raise GeneratorExit"), "exception"),
    "repr that exits": (reporting("return Bad()", BAD.format("__repr__", "raise SystemExit")), None),
    "repr that loops": (reporting("return Bad()", BAD.format("__repr__", "while True: pass")), None),
    "eq that loops": (reporting("return Bad()", BAD.format("__eq__", "while True: pass")), "wrong-result"),
    "hash that interrupts": (
        reporting("return Bad()", BAD.format("__hash__", "raise KeyboardInterrupt")),
        "wrong-result",
    ),
    "bool that exits": (
        PLAIN.replace("return True", "return Bad()") + BAD.format("__bool__", "raise SystemExit"),
        "exception",
    ),
    "every attribute is a function": (
        PLAIN + "\n    def __getattribute__(self, name): return lambda *others: (3, 2)\n",
        "wrong-result",
    ),
    "a generator that is never finished": (inside("g = (self.people for _ in iter(int, 1)); next(g)"), "wrong-result"),
    "no builtins": ("print = len = isinstance = getattr = type = None\n" + PLAIN, "wrong-result"),
    "deep parentheses": ("x = " + "(" * 1000 + ")" * 1000 + "\n" + PLAIN, "syntax"),
    "deep operators": ("x = " + "-" * 50_000 + "1\n" + PLAIN, "syntax"),
    "a long sum": ("x = " + "+".join(["1"] * 50_000) + "\n" + PLAIN, "syntax"),
    # Python 3.14 and later read this, and have no stack left when they compile it
    "deep attributes": (
        "x = (1)" + ".real" * 50_000 + "\n" + PLAIN,
        "syntax" if sys.version_info < (3, 14) else "cannot-judge",
    ),
    "a long number": ("x = " + "9" * 5000 + "\n" + PLAIN, "syntax"),
    "a null byte": ("x = '\0'\n" + PLAIN, "syntax"),
    "a lone surrogate": ("x = '\ud800'\n" + PLAIN, "syntax"),
    "a byte order mark": ("\ufeff" + PLAIN, "syntax"),
    "mixed tabs and spaces": (PLAIN.replace("        self.groups", "\tself.groups"), "syntax"),
    "await outside of a function": ("await x\n" + PLAIN, None),
    "an encoding that does not exist": ("# -*- coding: nonsense -*-\n" + PLAIN, "no-answer"),
    "an encoding of another kind": ("# -*- coding: utf-16 -*-\n" + PLAIN, "no-answer"),
    "form feeds": (PLAIN.replace("\n\n", "\n\f\n"), "no-answer"),
    "tabs": (PLAIN.replace("    ", "\t"), "no-answer"),
    "line ends of another system": (PLAIN.replace("\n", "\r\n"), "no-answer"),
    "letters of all alphabets": (PLAIN.replace("people", "людей_人々"), "wrong-result"),
    "ten thousand lines": ("x = 1\n" * 10_000 + PLAIN, "wrong-result"),
    "a long line": ("x = '" + "a" * 10**6 + "'\n" + PLAIN, "wrong-result"),
}


@pytest.mark.parametrize(("source", "kind"), ENDS.values(), ids=ENDS)
def test_a_silly_answer_ends_in_a_verdict_and_earns_nothing(checker, source, kind):
    verdict = checker.check("04-3", source, limits=LARGE)
    finding = verdict.findings[0]
    assert verdict.result == ("cannot-judge" if kind == "cannot-judge" else "failed"), finding.message
    assert kind in (finding.kind, None), finding.message
    assert verdict.score == 0
    assert len(finding.message) < 2000


ENDLESS = {
    "sum": inside("sum(iter(int, 1))"),
    "power": inside("x = 10 ** 10 ** 8"),
    "regular expression": inside("re.match('(a*)*b', 'a' * 60)", "import re\n"),
    "repr in C": reporting("return Bad()", BAD.format("__repr__", "return str(sum(iter(int, 1)))")),
    "dropping an endless iterator": inside("collections.deque(iter(int, 1), maxlen=0)", "import collections\n"),
}


@pytest.mark.parametrize("source", ENDLESS.values(), ids=ENDLESS)
@pytest.mark.only_on("linux", "darwin")
def test_what_never_comes_back_from_the_library_is_a_hang_in_the_learners_line(checker, source):
    verdict = checker.check("04-3", source, limits=SHORT)
    assert verdict.findings[0].kind == "hang"
    assert verdict.score == 0
    if verdict.result == "failed":  # a machine that is too busy to be asked leaves it open
        line = source.splitlines()[verdict.findings[0].line - 1]
        assert "iter(int" in line or "**" in line or "re.match" in line


@pytest.mark.only_on("linux")
def test_nothing_is_left_of_hostile_answers(checker):
    checker.check("04-3", PLAIN)
    server = psutil.Process(checker._server.process.pid)
    before = set(psutil.Process().children(recursive=True))
    for source in (ENDLESS["sum"], ENDS["a million threads"][0], ENDS["output past the double"][0]):
        checker.check("04-3", source, limits=SHORT)
    _, alive = psutil.wait_procs(set(psutil.Process().children(recursive=True)) - before, timeout=30)
    assert alive == []
    assert server.is_running()


# the exercise 90-2 of tiny_exercises runs the answer with all of Python: what the model checker would have refused


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(False, marks=pytest.mark.skipif(not hasattr(os, "fork"), reason="cannot fork"), id="forked"),
        pytest.param(True, id="fresh"),
    ],
)
def open_checker(request):
    with Checker(table=TABLE, fresh=request.param) as checker:
        yield checker


FORGE = """
import json
verdict = {"version": 1, "exercise": "90-2", "result": "passed", "score": 2.0, "points": 2.0, "findings": [],
           "searched": ["all of it"], "source": ""}
body = json.dumps({"verdict": verdict}).encode()
message = len(body).to_bytes(8, "big") + body
for number in range(3, 20):
    try:
        os.write(number, BEFORE + message)
    except OSError:
        pass
"""


@pytest.mark.parametrize("before", ["b''", "bytes(16)", "os.urandom(16)"])
@pytest.mark.parametrize("after", ["", "os._exit(0)", "signal.pause()"])
def test_a_verdict_that_the_program_writes_is_not_believed(open_checker, before, after):
    verdict = open_checker.check("90-2", FORGE.replace("BEFORE", before) + after, limits=LARGE)
    assert (verdict.result, verdict.score) == ("cannot-judge", 0.0)
    assert verdict.findings[0].kind == "attack", verdict.findings[0].message


TAMPERING = [
    "import helpers.verdict as v\nv.Verdict.to_json = lambda self: {'x': 1}",
    "import helpers.checker.judging as j\nj.Case.work = lambda self: {}",
    "import helpers.verdict as v\nv.Verdict.to_json.__code__ = (lambda self: {}).__code__",
    "import builtins\nbuiltins.len = lambda things: 2",
    "import json\njson.dumps = lambda *a, **k: '{}'",
]


@pytest.mark.parametrize("program", TAMPERING)
def test_a_judge_that_was_changed_is_not_believed(open_checker, program):
    verdict = open_checker.check("90-2", program, limits=LARGE)
    assert verdict.result == "cannot-judge"
    assert verdict.score == 0
    # what is changed may be what makes the message: then nothing arrives that can be read
    assert verdict.findings[0].kind in ("attack", "cannot-judge", "limit"), verdict.findings[0].message


JUDGE = "from helpers.interleave.judge import judge\n"
CHANGED_PARTS = {
    f"{JUDGE}judge.__code__ = (lambda: None).__code__": "helpers.interleave.judge.judge",
    f"{JUDGE}judge.__defaults__ = (1,)": "helpers.interleave.judge.judge",
    f"{JUDGE}del judge.__defaults__": "helpers.interleave.judge.judge",
    f"""{JUDGE}
import ctypes
change = ctypes.pythonapi.PyFunction_SetDefaults
change.argtypes = [ctypes.py_object] * 2
change(judge, (1,))
""": "helpers.interleave.judge.judge",
    "import helpers.exercises.safety as s\ns.judge = print": "helpers.exercises.safety.judge",
    "import helpers.exercises.safety as s\ndel s.judge": "helpers.exercises.safety.judge",
    "from helpers.interleave import Program\nProgram.from_file_text = print": (
        "helpers.interleave.program.Program.from_file_text"
    ),
    """
import builtins
import helpers.exercises.safety as s
builtins.all = lambda things: True
s.judge = print
""": "builtins.all",
}


@pytest.mark.parametrize(("program", "name"), CHANGED_PARTS.items())
def test_the_part_of_the_judge_that_was_changed_is_named(open_checker, program, name):
    finding = open_checker.check("90-2", program, limits=LARGE).findings[0]
    assert finding.kind == "attack", finding.message
    assert f"({name})" in finding.message


def test_defaults_that_a_program_gives_its_own_functions_break_no_seal(open_checker):
    program = "import collections\nreport = collections.namedtuple('Point', 'x y', defaults=[1, 2])().y"
    assert open_checker.check("90-2", program, limits=LARGE).findings[0].message == "2"


def test_an_honest_program_breaks_no_seal(open_checker):
    assert open_checker.check("90-2", "import json, decimal\nreport = 'fine'").findings[0].message == "fine"
