"""Every result that a program can have, and what a given schedule leads to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from helpers.interleave.control.execution import Execution
from helpers.interleave.explore.dpor import Dpor
from helpers.interleave.explore.replay import Replay
from helpers.interleave.judge import tell
from helpers.interleave.program import Program
from helpers.interleave.runner import Runner
from helpers.interleave.schedule import decode, encode, letter
from helpers.interleave.search import EXECUTION_COST, Budget
from helpers.interleave.trace import Trace


@dataclass(frozen=True)
class Outcome:
    """One way in which a program can end.

    Attributes:
        value: its result (`Scenario.result`); None when it did not get that far.
        kind: how it went wrong (`deadlock`, `exception`, `wrong-result`, ...); empty when it did not.
        message: what went wrong.
        schedule: an interleaving that leads there.
    """

    value: Any
    kind: str
    message: str
    schedule: str


@dataclass(frozen=True)
class Outcomes:
    """All results of a program.

    Attributes:
        all: one entry for each different result.
        interleavings: how many interleavings were run.
        exhaustive: these were all, so no other result is possible.
    """

    all: tuple[Outcome, ...]
    interleavings: int
    exhaustive: bool

    @property
    def values(self) -> tuple[Any, ...]:
        """The results of the executions that came to one, in the order in which they were found."""
        return tuple(outcome.value for outcome in self.all if outcome.kind in ("", "wrong-result"))

    def witness(self, value: Any) -> str | None:
        """A schedule that leads to `value`; None when none was found."""
        for outcome in self.all:
            if outcome.kind in ("", "wrong-result") and outcome.value == value:
                return outcome.schedule
        return None


def outcomes(program: Program, budget: Budget | None = None) -> Outcomes:
    """Every final result that some interleaving gives, each with a schedule that leads there.

    Raises:
        SyntaxError: the program is not Python.
    """
    return gather(Runner(program), Dpor(), budget or Budget())


def gather(runner: Runner, strategy: Any, budget: Budget) -> Outcomes:
    """Every ending that `strategy` comes to in `budget.systematic` steps; it has `more` and `exhausted`, as `Dpor`."""
    found: dict[Any, Outcome] = {}
    spent = interleavings = 0
    complete = True
    looked_at_sets = False
    while True:
        results: list[Any] = []
        execution = runner.run(strategy, collect=results.append, goes_on=True)
        spent += execution.steps + execution.ticks // 8 + EXECUTION_COST
        looked_at_sets = looked_at_sets or execution.looked_at_sets
        if not execution.pruned:
            interleavings += 1
            outcome = _outcome(execution, results)
            found.setdefault((_canonical(outcome.value), outcome.kind, outcome.message), outcome)
            if execution.unfair or outcome.kind in CUT_SHORT:
                complete = False
        if not strategy.more() or spent > budget.systematic:
            break
    exhaustive = strategy.exhausted and complete
    if runner.learns():
        return gather(runner, type(strategy)(), budget)
    if looked_at_sets and not runner.backwards:
        runner.backwards = True
        other = gather(runner, type(strategy)(), budget)
        runner.backwards = False
        for outcome in other.all:
            found.setdefault((_canonical(outcome.value), outcome.kind, outcome.message), outcome)
        interleavings, exhaustive = interleavings + other.interleavings, exhaustive and other.exhaustive
    return Outcomes(tuple(found.values()), interleavings, exhaustive)


CUT_SHORT = frozenset({"hang", "limit", "cannot-judge"})
"""Ends of executions that were given up: what could have come after them is not known."""


def _canonical(value: Any) -> str:
    """A text that is the same for equal values: dicts and sets have no order when they are compared."""
    kind = type(value)
    if kind is dict:
        return "{" + ", ".join(sorted(f"{_canonical(k)}: {_canonical(v)}" for k, v in value.items())) + "}"
    if kind in (set, frozenset):
        return "{" + ", ".join(sorted(map(_canonical, value))) + "}"
    if kind in (list, tuple):
        return "[("[kind is tuple] + ", ".join(map(_canonical, value)) + "])"[kind is tuple]
    return repr(value)


def _outcome(execution: Execution, results: list[Any]) -> Outcome:
    failure = execution.failure
    value = results[0] if results else None
    schedule = encode(execution.choices, execution.backwards)
    if failure is None:
        return Outcome(value, "", "", schedule)
    return Outcome(value, failure.kind, failure.message, schedule)


@dataclass(frozen=True)
class Replayed:
    """What a schedule leads to.

    Attributes:
        outcome: how the program ends.
        trace: all steps.
        followed: whether every step of the schedule could be taken.
        refused: where not, a sentence that says which one could not, and why.
    """

    outcome: Outcome
    trace: Trace
    followed: bool
    refused: str = ""


def replay(program: Program, schedule: str) -> Replayed:
    """Run `program` under `schedule`.

    Raises:
        ScheduleError: the text is no schedule.
        SyntaxError: the program is not Python.
    """
    choices = decode(schedule)
    runner = Runner(program)
    runner.backwards = choices.backwards
    results: list[Any] = []
    strategy = Replay(choices)
    execution = runner.run(strategy, collect=results.append, goes_on=True)
    while runner.learns():
        results.clear()
        execution = runner.run(strategy, collect=results.append, goes_on=True)
    _, trace = tell(program, runner, choices)
    refused = ""
    if strategy.refused is not None:
        step, index = strategy.refused
        exists = index < len(execution.tasks)
        who = execution.tasks[index].title if exists else f"thread {letter(index)}"
        why = "was waiting or had ended" if exists else "does not exist"
        refused = f"step {step + 1}: {who} could not go on there, because it {why}"
    elif strategy.used < len(choices):
        refused = f"the program ended after {strategy.used} steps; the schedule has {len(choices)}"
    return Replayed(_outcome(execution, results), trace, not refused, refused)
