"""Attributes that are set once, before any other thread can see the object, need not be announced; all others must."""

from __future__ import annotations

import ast
import textwrap

import pytest

from helpers.interleave import Program, Scenario, judge, outcomes
from helpers.interleave.instrument.quiet import quiet_attributes


def quiet(source: str) -> set[str]:
    tree = ast.parse(textwrap.dedent(source))
    names = {getattr(node, "id", None) or getattr(node, "attr", None) for node in ast.walk(tree)}
    return set(quiet_attributes(tuple(ast.walk(tree)), frozenset(name for name in names if name)))


BASE = """
class Account:
    kind = "giro"
    limit: int = 100

    def __init__(self, balance):
        self.lock = Lock()
        self.balance = balance

    def deposit(self, amount):
        with self.lock:
            {change}
"""


def test_what_only_the_constructor_sets_is_quiet() -> None:
    assert quiet(BASE.format(change="pass")) == {"lock", "balance", "kind", "limit"}


@pytest.mark.parametrize(
    "change",
    [
        "self.balance = 1",
        "self.balance += 1",
        "self.balance: int = 1",
        "del self.balance",
        "other.balance = 1",
        "self.a, (self.balance, *b) = 1, (2, 3)",
        "for self.balance in range(3): pass",
        "with x as self.balance: pass",
        "[0 for self.balance in range(3)]",
        "self.partner.balance -= 1",
    ],
)
def test_what_is_set_anywhere_else_is_not(change: str) -> None:
    assert quiet(BASE.format(change=change)) == {"lock", "kind", "limit"}


@pytest.mark.parametrize(
    "change",
    ["setattr(self, name, 1)", "self.__dict__[name] = 1", "vars(self).update(x)", "delattr(self, name)", "globals()"],
)
def test_nothing_is_quiet_where_attributes_can_be_set_out_of_sight(change: str) -> None:
    assert quiet(BASE.format(change=change)) == set()


@pytest.mark.parametrize(
    "leak",
    [
        "registry.append(self)",
        "self.setup()",
        "Thread(target=self.work)",
        "in_background(self.work)",
        "go = self.work",
        "worker = lambda: self",
        "other = self",
        "def inner(): return self",
        "registry[0] = self",
        "helper(x=self)",
        "print(f'{self}')",
    ],
)
def test_what_is_set_after_the_object_was_let_go_of_is_not_quiet(leak: str) -> None:
    source = f"""
    class Account:
        def __init__(self):
            self.early = 1
            {leak}
            self.late = 2
    """
    assert quiet(source) == {"early"}


def test_data_that_the_constructor_has_set_can_be_used_by_it() -> None:
    source = """
    class Buffer:
        size = 5

        def __init__(self):
            self.lock = Lock()
            self.full = Condition(self.lock)
            self.items = [None] * self.size
    """
    assert quiet(source) == {"size", "lock", "full", "items"}


def test_a_thread_that_a_constructor_starts_by_a_function_can_find_an_attribute_missing() -> None:
    source = """
import threading
def in_background(work):
    thread = threading.Thread(target=work)
    thread.start()
    return thread

class Counter:
    def __init__(self):
        self.thread = in_background(self.work)
        self.value = 1

    def work(self):
        self.value

def main():
    Counter().thread.join()
"""
    judgement = judge(Program(source, Scenario(main=lambda answer: answer.main())))
    assert judgement.kind == "exception"
    assert "'Counter' object has no attribute 'value'" in judgement.message


def test_a_constructor_that_starts_threads_makes_nothing_quiet() -> None:
    source = """
    class Worker:
        def __init__(self):
            self.ready = False
            self.thread.start()
    """
    assert quiet(source) == set()


def test_a_name_that_is_not_set_in_a_class_is_not_quiet() -> None:
    assert quiet("x.y = 1\nprint(x.z)") == set()


def test_two_classes_share_the_fate_of_a_name() -> None:
    source = """
    class A:
        def __init__(self):
            self.value = 1

    class B:
        def __init__(self):
            self.value = 1

        def change(self):
            self.value = 2
    """
    assert quiet(source) == set()


RACE = """
class Pair:
    def __init__(self):
        self.left = {value}
        self.right = 0

    def first(self):
        self.right = 1
        {change}

    def second(self):
        return self.left + self.right
"""


@pytest.mark.parametrize("change", ["self.left = 5", "setattr(self, 'left', 5)", "self.__dict__['left'] = 5"])
def test_a_race_on_an_attribute_is_found_whichever_way_it_is_set(change: str) -> None:
    seen: list[int] = []

    def setup(answer):
        seen.clear()
        return answer.Pair()

    scenario = Scenario(
        setup=setup,
        workers=(lambda pair: pair.first(), lambda pair: seen.append(pair.second())),
        result=lambda pair: seen[0],
    )
    found = outcomes(Program(RACE.format(value=0, change=change), scenario))
    assert found.exhaustive
    # `right` is set first and read last, so whoever sees the new `left` sees the new `right`
    assert set(found.values) == {0, 1, 6}
