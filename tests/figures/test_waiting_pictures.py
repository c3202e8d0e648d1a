"""Pictures of waiting say what the trace says: who waits for whom, which lock came first, how full a queue is."""

from __future__ import annotations

import pytest

pytest.importorskip("matplotlib", reason="this environment has no matplotlib")

import itertools

from helpers.figures.waiting import lock_order_graph, queue_levels, wait_for_graph
from helpers.figures.waits import Wait, circle, levels, lock_orders, waits
from helpers.interleave import Program, Scenario, judge, replay

OFFICE = """
from threading import Lock
scanner, printer, desk = Lock(), Lock(), Lock()

def copy():
    with scanner:
        with printer:
            pass
def fax():
    with {first}:
        with {second}:
            pass
"""

COUNTER = """
from queue import Queue
counter = Queue()

def cook():
    counter.put("soup")
    counter.put("rice")
def waiter():
    counter.get()
    counter.get()
    counter.get()
"""


def office(first, second):
    scenario = Scenario(setup=lambda answer: answer, workers=(lambda a: a.copy(), lambda a: a.fax()))
    return Program(OFFICE.format(first=first, second=second), scenario)


def shown(program, schedule):
    trace = replay(program, schedule).trace
    assert trace is not None
    return trace


@pytest.fixture
def deadlock():
    return judge(office("printer", "scanner")).trace


@pytest.fixture
def counter():
    scenario = Scenario(setup=lambda answer: answer, workers=(lambda a: a.cook(), lambda a: a.waiter()))
    return judge(Program(COUNTER, scenario)).trace


def test_two_locks_in_two_orders_are_a_circle_of_threads(deadlock):
    assert set(waits(deadlock)) == {Wait("A", "printer", "B"), Wait("B", "scanner", "A")}
    picture = wait_for_graph(deadlock)
    assert "A waits for printer: B holds it." in picture.text
    assert "a circle: A -> B -> A" in picture.text
    assert picture.png().startswith(b"\x89PNG")
    assert 'alt="Who waits for whom' in picture._repr_html_()


def test_before_the_end_there_is_no_circle_yet(deadlock):
    assert "Nobody waits after step 1." in wait_for_graph(deadlock, step=1).text
    with pytest.raises(ValueError, match="the steps 1 to"):
        waits(deadlock, step=len(deadlock.steps) + 1)


def test_who_waits_for_a_thing_waits_for_nobody_in_particular(counter):
    assert waits(counter) == (Wait("B", "an item in counter", None),)
    text = wait_for_graph(counter).text
    assert "B waits for an item in counter." in text
    assert "The arrows make no circle." in text


def test_an_execution_that_went_well_can_still_show_a_circle_in_the_order_of_locks():
    trace = shown(office("printer", "scanner"), "A9 B9")
    assert waits(trace) == ()
    assert {(order.first, order.second, order.thread) for order in lock_orders(trace)} == {
        ("scanner", "printer", "A"),
        ("printer", "scanner", "B"),
    }
    text = lock_order_graph(trace).text
    assert "scanner, then printer: A, line 7" in text
    assert "a circle: printer -> scanner -> printer" in text


def test_one_order_for_all_is_no_circle():
    text = lock_order_graph(shown(office("scanner", "desk"), "A9 B9")).text
    assert "There is no circle" in text
    assert "scanner, then desk: B" in text


def test_a_lock_that_was_asked_for_and_not_got_counts_in_the_order(deadlock):
    assert {(order.first, order.second, order.line) for order in lock_orders(deadlock)} == {
        ("scanner", "printer", 7),
        ("printer", "scanner", 11),
    }


def test_one_lock_after_the_other_is_no_order():
    assert lock_orders(shown(Program(AFTER_EACH_OTHER, one_thread()), "A9")) == ()


AFTER_EACH_OTHER = """
from threading import Lock
first, second = Lock(), Lock()

def work():
    with first:
        pass
    with second:
        pass
"""


def one_thread():
    return Scenario(setup=lambda answer: answer, workers=(lambda a: a.work(),))


def test_levels_go_up_with_each_put_and_down_with_each_get(counter):
    (seen,) = levels(counter).values()
    assert seen[0].items == 0
    assert all(abs(after.items - before.items) == 1 for before, after in itertools.pairwise(seen))
    assert sum("puts" in level.words for level in seen) == 2
    assert seen[-1].items == 0
    text = queue_levels(counter).text
    assert "A puts 'soup'" in text
    assert "At the end, B waits for an item in counter." in text


def test_a_program_without_queues_says_so(deadlock):
    assert queue_levels(deadlock).text.startswith("Nobody puts anything")


@pytest.mark.parametrize(
    ("arrows", "ring"),
    [
        ([], ()),
        ([("A", "B"), ("B", "C")], ()),
        ([("A", "A")], ("A",)),
        ([("A", "B"), ("B", "A")], ("A", "B")),
        ([("D", "C"), ("C", "B"), ("B", "C"), ("A", "D")], ("B", "C")),
        ([("A", "B"), ("A", "C"), ("C", "A")], ("A", "C")),
    ],
)
def test_a_circle_is_found_if_there_is_one(arrows, ring):
    assert circle(arrows) == ring
