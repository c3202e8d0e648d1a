"""A program can be stepped through by hand, back as well as forth, and hints lead to the goal."""

from __future__ import annotations

from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.interleave import Probe, Program, Scenario, ScheduleError, replay
from helpers.interleave.bench.labels import read_label
from helpers.interleave.stepper import Ending, Goal, StepError, Stepper

TESTS = Path(__file__).parents[1]
WRONG = sorted((TESTS / "programs" / "fail").glob("*.py"))

ACCOUNT = """\
class Account:
    def __init__(self):
        self.balance = 100

    def withdraw(self, amount):
        if self.balance >= amount:
            self.balance -= amount

# --- scenario ---
setup = Account
workers = [lambda a: a.withdraw(80), lambda a: a.withdraw(80)]
def invariant(a): return a.balance >= 0 or "the balance is negative"
"""

DEADLOCK = """\
import threading
left, right = threading.Lock(), threading.Lock()

def first():
    with left:
        with right:
            pass

def second():
    with right:
        with left:
            pass

# --- scenario ---
def main():
    threads = [threading.Thread(target=first), threading.Thread(target=second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def accept(result): return True
"""

LOUD = """\
class Shop:
    def __init__(self):
        self.stock = 1
        self.sold = 0

    def sell(self):
        if self.stock:
            print("selling")
            self.stock -= 1
            assert self.stock >= 0, "sold too much"

# --- scenario ---
setup = Shop
workers = [Shop.sell, Shop.sell]
def invariant(shop): return True
"""


def stepper(text: str, goal: Goal | None = None, schedule: str = "") -> Stepper:
    return Stepper(Program.from_file_text(text, "p.py"), goal, schedule)


def states(walk: Stepper) -> dict[str, str]:
    return {view.letter: view.state for view in walk.threads}


def test_at_the_beginning_each_worker_shows_what_it_does_next() -> None:
    walk = stepper(ACCOUNT)
    assert states(walk) == {"M": "blocked", "A": "ready", "B": "ready"}
    assert walk.threads[0].waits_for == "the workers to end"
    coming = walk.threads[1].next
    assert coming is not None
    assert (coming.operation, coming.line, coming.source) == ("read", 6, "self.balance")
    assert walk.schedule == ""
    assert not walk.finished
    assert walk.outcome is None
    assert walk.trace.steps == ()


def test_a_step_is_one_operation_of_the_chosen_thread() -> None:
    walk = stepper(ACCOUNT)
    walk.step("B")
    assert [(step.thread, step.operation, step.value) for step in walk.trace.steps] == [("B", "read", "100")]
    walk.step("B")
    walk.step("B")
    assert walk.schedule == "B3"
    assert states(walk)["B"] == "ended"
    assert walk.values == {"Account.balance": "20"}


def test_the_program_is_stepped_to_a_wrong_result() -> None:
    walk = stepper(ACCOUNT, schedule="A B3 A")
    assert not walk.reached
    walk.step("A")
    assert walk.finished
    assert walk.outcome == Ending("wrong-result", "the balance is negative", None)
    assert walk.reached
    assert walk.hint().reached
    assert replay(walk.program, walk.schedule).outcome.kind == "wrong-result"


def test_the_program_is_stepped_to_a_right_result() -> None:
    walk = stepper(ACCOUNT, schedule="A3 B")
    assert walk.outcome == Ending()
    assert walk.trace.outcome == "The program ends as it should."
    assert not walk.reached


def test_a_deadlock_shows_who_waits_for_whom() -> None:
    walk = stepper(DEADLOCK)
    walk.step("A")
    assert walk.threads[1].held == ("left",)
    walk.step("B")
    assert walk.outcome is not None
    assert walk.outcome.kind == "deadlock"
    assert states(walk) == {"M": "blocked", "A": "blocked", "B": "blocked"}
    assert walk.threads[1].waits_for == "right, held by thread B"
    assert walk.threads[2].waits_for == "left, held by thread A"
    assert [view.next.line for view in walk.threads if view.next] == [None, 6, 11]


def test_an_exception_ends_the_program_in_its_line() -> None:
    walk = stepper(LOUD, schedule="A")
    assert walk.position.output == "selling\n", "a thread goes on up to the next step that others can see"
    walk.step("B")
    while not walk.finished:
        walk.step(next(view.letter for view in walk.threads if view.state == "ready"))
    assert walk.outcome is not None
    assert (walk.outcome.kind, walk.outcome.line) == ("exception", 10)
    assert "sold too much" in walk.outcome.message


def test_a_blocked_thread_cannot_be_chosen_and_the_message_says_why() -> None:
    with pytest.raises(StepError, match="the main thread cannot go on, because it waits for thread A to end: choose"):
        stepper(DEADLOCK).step("M")


def test_a_thread_that_has_ended_cannot_be_chosen() -> None:
    walk = stepper(ACCOUNT, schedule="A3")
    with pytest.raises(StepError, match="has ended: choose one that is ready"):
        walk.step("A")


def test_a_thread_that_does_not_exist_cannot_be_chosen() -> None:
    with pytest.raises(StepError, match="only M, A, B"):
        stepper(ACCOUNT).step("C")


def test_a_given_schedule_must_be_one() -> None:
    with pytest.raises(ScheduleError):
        stepper(ACCOUNT, schedule="A?")
    with pytest.raises(StepError):
        stepper(ACCOUNT, schedule="A4")


def test_a_refused_step_changes_nothing() -> None:
    walk = stepper(ACCOUNT, schedule="A3")
    before = walk.position
    with pytest.raises(StepError):
        walk.step("A")
    assert walk.position is before
    walk.undo()
    assert walk.schedule == "A2"


def test_undo_takes_back_one_action_and_at_the_beginning_says_that_there_is_none() -> None:
    walk = stepper(ACCOUNT)
    assert not walk.undo()
    walk.step("A")
    walk.step("B")
    assert walk.undo()
    assert walk.schedule == "A"
    assert walk.undo()
    assert not walk.undo()
    assert walk.schedule == ""


def test_restart_goes_to_the_beginning_and_can_be_undone() -> None:
    walk = stepper(ACCOUNT, schedule="A B")
    walk.restart()
    assert walk.schedule == ""
    walk.undo()
    assert walk.schedule == "A B"


def test_running_to_a_choice_stops_in_front_of_what_another_thread_touches() -> None:
    text = ACCOUNT.replace(
        "        self.balance = 100", "        self.balance = 100\n        self.seen = {'A': 0, 'B': 0}"
    )
    text = text.replace(
        "        if self", "        notes = []\n        notes.append(1)\n        notes.append(2)\n        if self"
    )
    walk = stepper(text)
    walk.run_to_choice("A")
    coming = walk.threads[1].next
    assert coming is not None
    assert coming.source == "self.balance"
    assert len(walk.trace.steps) >= 2, "what nobody else can see is passed over"
    walk.undo()
    assert walk.schedule == ""


def test_running_to_a_choice_stops_when_another_thread_has_to_wait() -> None:
    walk = stepper(DEADLOCK)
    walk.run_to_choice("A")
    assert walk.threads[1].held == ("left",)


def test_instances_are_numbered_from_the_first_step_on_when_there_are_several() -> None:
    text = ACCOUNT.replace("setup = Account", "def setup(): return Account(), Account()")
    text = text.replace("a.withdraw(80), lambda a: a.withdraw(80)", "a[0].withdraw(80), lambda a: a[1].withdraw(80)")
    walk = stepper(text.replace("a.balance >= 0", "True"))
    walk.step("A")
    assert set(walk.values) == {"Account.balance"}
    walk.step("B")
    assert set(walk.values) == {"Account#1.balance", "Account#2.balance"}
    assert walk.trace.steps[0].object == "Account#1.balance"


def test_running_to_the_end_can_be_undone() -> None:
    walk = stepper(ACCOUNT, schedule="A B")
    walk.run_to_end()
    assert walk.outcome == Ending("wrong-result", "the balance is negative", None)
    walk.undo()
    assert walk.schedule == "A B"


def follow_hints(walk: Stepper) -> None:
    """Do what the hints say until the goal is reached; an endless loop is left to itself after a while."""
    for _ in range(100):
        hint = walk.hint()
        if hint.reached:
            return
        assert hint.letter or hint.undo, hint.text
        for _ in range(hint.undo):
            assert walk.undo()
        if hint.letter:
            walk.step(hint.letter)
    walk.run_to_end()
    assert walk.reached, f"the goal is not reached: {walk.schedule}"


@given(st.lists(st.sampled_from("MAB"), max_size=8))
@settings(max_examples=25, deadline=None)
@pytest.mark.parametrize("text", [ACCOUNT, DEADLOCK, LOUD], ids=["account", "deadlock", "loud"])
def test_from_wherever_one_has_got_to_hints_lead_to_the_goal(text: str, letters: list[str]) -> None:
    walk = stepper(text)
    for chosen in letters:
        if states(walk).get(chosen) == "ready":
            walk.step(chosen)
    follow_hints(walk)
    assert walk.reached


# by their names, so that a new program does not change the choice
SOME_WRONG = [path for path in WRONG if crc32(path.stem.encode()) % 12 == 5]


@pytest.mark.parametrize("path", SOME_WRONG, ids=lambda path: path.stem)
def test_hints_lead_to_the_failure_of_a_wrong_program(path: Path) -> None:
    label = read_label(path)
    if label.kind in ("hang", "limit"):
        return
    walk = Stepper(Program.from_file_text(path.read_text(encoding="utf-8"), path.name))
    follow_hints(walk)
    assert walk.outcome is not None
    assert walk.outcome.kind


def test_the_first_hint_does_not_send_back_when_nothing_was_done() -> None:
    right = ACCOUNT.replace("        if", "        with lock:\n          if").replace(
        "            self.b", "              self.b"
    )
    walk = stepper("import threading\nlock = threading.Lock()\n" + right)
    hint = walk.hint()
    assert (hint.letter, hint.undo, hint.reached) == ("", 0, False)
    assert "neither from here nor from the beginning" in hint.text


def test_a_goal_can_be_a_kind_of_failure() -> None:
    walk = stepper(LOUD, Goal.failure("deadlock"))
    assert not walk.hint().letter
    walk = stepper(LOUD, Goal.failure("exception"))
    assert walk.hint().letter


def test_a_goal_can_be_two_threads_in_the_same_part() -> None:
    probe = Probe("baking")

    def bake(_: object) -> None:
        with probe:
            pass

    program = Program("", Scenario(workers=(bake, bake)))
    walk = Stepper(program, Goal.together(probe))
    assert walk.goal.text == "have 2 threads baking at the same time"
    walk.step("A")
    assert not walk.reached
    follow_hints(walk)
    assert walk.reached
    assert not walk.finished
