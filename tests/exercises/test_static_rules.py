"""Rules that look at the text alone flag what is certainly wrong, and nothing else."""

from __future__ import annotations

import ast

import pytest

from helpers.exercises.rules import interface, is_empty, no_dynamic_code, parse, same_program
from helpers.verdict import Finding

GIVEN = """
class Desk:
    def __init__(self, size):
        pass

    def take(self, name, count=1):
        pass

def close(desk):
    pass
"""
RULE = interface(GIVEN)
CLOSE = "\ndef close(desk): pass\n"


def verdict(source):
    return RULE(ast.parse(source))


@pytest.mark.parametrize(
    "source",
    [
        GIVEN,
        "class Desk:\n def __init__(self, n): pass\n def take(self, who, how_many=2, *, loud=False): pass" + CLOSE,
        "class Desk:\n def __init__(self, *args): pass\n def take(self, *args): pass\nclose = print",
        "class Base:\n def take(self, name, count): pass\nclass Desk(Base):\n def __init__(self, size): pass" + CLOSE,
        "from somewhere import Base\nclass Desk(Base): pass" + CLOSE,
        "def make():\n class Desk: pass\n return Desk\nDesk = make()" + CLOSE,
        "def wrap(f): return f\nclass Desk:\n def __init__(self, size): pass\n @wrap\n def take(self): pass" + CLOSE,
        "class Desk:\n def __init__(self, size):\n  self.take = print" + CLOSE,
        "class Desk:\n def __init__(self, size): pass\n def __getattr__(self, name): return print" + CLOSE,
        "class Desk:\n def __init__(self, size): pass\n if True:\n  def take(self, name, count): pass" + CLOSE,
        "class Desk:\n def __init__(self, size): pass\n take = lambda self, name, count: None" + CLOSE,
        "from dataclasses import dataclass\n@dataclass\nclass Desk:\n size: int\n def take(self, name, count=1): pass"
        + CLOSE,
        "from answers import *",
        "globals()['Desk'] = print\nclose = print",
        "if True:\n class Desk:\n  pass\n close = print",
        "def start():\n global Desk\n Desk = print\nstart()" + CLOSE,
    ],
)
def test_what_may_be_right_is_let_through(source):
    assert verdict(source) is None


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (CLOSE, "The class `Desk` is missing"),
        (
            "class Desk:\n def __init__(self, size): pass\n def take(self, name, count): pass",
            "function `close` is missing",
        ),
        ("class Desk:\n def __init__(self, size): pass" + CLOSE, "method `Desk.take` is missing"),
        ("class Desk:\n def take(self, name, count): pass" + CLOSE, "method `Desk.__init__` is missing"),
        (
            "class Desk:\n def __init__(self): pass\n def take(self, name, count): pass" + CLOSE,
            "`Desk.__init__` has changed",
        ),
        (
            "class Desk:\n def __init__(self, size): pass\n def take(self, name, count, lock): pass" + CLOSE,
            "it is called as `take(name, count)`",
        ),
        (
            "class Desk:\n def __init__(self, size): pass\n def take(self, name, count, *, lock): pass" + CLOSE,
            "`Desk.take` has changed",
        ),
    ],
)
def test_what_cannot_be_called_as_the_task_says_is_flagged(source, words):
    finding = verdict(source)
    assert finding is not None
    assert finding.kind == "rule"
    assert words in finding.message


def test_the_last_definition_of_a_class_counts():
    assert verdict("class Desk: pass\n" + GIVEN) is None
    assert verdict(GIVEN + "\nclass Desk:\n def __init__(self, size): pass") is not None


@pytest.mark.parametrize("source", ["", "# later", '"""later"""', "pass", "import threading\n...", "x = 1\n"])
def test_a_program_is_empty_when_no_statement_does_anything(source):
    assert is_empty(ast.parse(source)) is (source != "x = 1\n")


def test_comments_layout_and_docstrings_make_no_other_program():
    one = ast.parse('def f(a):\n    """Adds."""\n    return (a + 1)\n')
    assert same_program(one, ast.parse("def f(a): return a+1  # one more"))
    assert not same_program(one, ast.parse("def f(a): return a + 2"))


def test_text_run_as_a_program_is_flagged_with_its_line():
    finding = no_dynamic_code(ast.parse("x = 1\nexec('x = 2')"))
    assert finding is not None
    assert finding.line == 2
    assert no_dynamic_code(ast.parse("model.eval()\nexecute()")) is None


def test_a_syntax_error_names_the_line_and_shows_it():
    finding = parse("x = 1\ny = = 2\n")
    assert isinstance(finding, Finding)
    assert finding.line == 2
    assert "y = = 2" in finding.message
