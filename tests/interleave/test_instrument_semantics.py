"""Rewritten code does what the code would have done: for every construct of the language, alone and in company."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from run_plainly import cases_of, plainly, under_control

pytestmark = pytest.mark.filterwarnings("ignore::SyntaxWarning")  # the snippets do on purpose what it warns of
SNIPPETS = Path(__file__).with_name("snippets")
FIRST_VERSION = {"python312.py": (3, 12), "python313.py": (3, 13), "python314.py": (3, 14)}


CASES = cases_of(SNIPPETS, FIRST_VERSION)


@pytest.mark.parametrize("name", CASES)
def test_rewritten_code_does_the_same_alone(name: str) -> None:
    assert under_control(CASES[name], company=False) == plainly(CASES[name])


@pytest.mark.parametrize("name", CASES)
def test_rewritten_code_does_the_same_while_another_thread_is_there(name: str) -> None:
    assert under_control(CASES[name], company=True) == plainly(CASES[name])


def grammar() -> set[str]:
    """The classes of syntax trees that this Python's parser makes, without those that are only kinds of a kind."""
    abstract = (ast.mod, ast.type_ignore, ast.expr_context)
    old = {
        "AugLoad",
        "AugStore",
        "Bytes",
        "Ellipsis",
        "ExtSlice",
        "Index",
        "NameConstant",
        "Num",
        "Param",
        "Str",
        "Suite",
    }
    found = set()
    for name in dir(ast):
        kind = getattr(ast, name)
        if isinstance(kind, type) and issubclass(kind, ast.AST) and not issubclass(kind, abstract):
            if not kind.__subclasses__() and name not in old and "Deprecated" not in (kind.__doc__ or ""):
                found.add(name)
    return found - {"slice"}


def test_the_snippets_contain_every_construct_of_the_language() -> None:
    used = {type(node).__name__ for text in CASES.values() for node in ast.walk(ast.parse(text))}
    assert grammar() - used == set()


def test_a_difference_would_be_seen() -> None:
    one, other = "def main(): return 1\n", "def main(): return 2\n"
    assert under_control(one, company=True) != plainly(other)
    assert under_control("def main():\n    1 / 0\n", company=False) != plainly("def main():\n\n    1 / 0\n")
