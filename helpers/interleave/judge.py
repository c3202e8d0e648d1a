"""The verdict on a program, with the shortest story that shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from helpers.interleave.control.execution import Execution, Failure
from helpers.interleave.explore.replay import Replay
from helpers.interleave.guard import reaches_in
from helpers.interleave.instrument import InternalName, ReservedName
from helpers.interleave.names import numbered_classes
from helpers.interleave.program import Program
from helpers.interleave.runner import Runner
from helpers.interleave.schedule import encode
from helpers.interleave.search import Budget, Search, search
from helpers.interleave.shrink import simplest
from helpers.interleave.trace import Trace

Result = Literal["passed", "failed", "cannot-judge"]


@dataclass(frozen=True)
class Judgement:
    """What the model checker says about a program.

    Attributes:
        result: passed, failed or cannot-judge.
        kind: what is wrong: wrong-result, exception, deadlock, lost-wakeup, spin, hang, leftover-lock, limit,
            too-much-locking, syntax, cannot-judge; empty when passed.
        message: one or two sentences in the learner's words.
        line: the learner's line to look at.
        trace: the shortest failing interleaving.
        schedule: the string that replays it.
        interleavings: how many were run.
        exhaustive: these were all.
        threads: how many threads took part.
        searched: what was looked at, and what was not, in sentences.
    """

    result: Result
    kind: str = ""
    message: str = ""
    line: int | None = None
    trace: Trace | None = None
    schedule: str = ""
    interleavings: int = 0
    exhaustive: bool = False
    threads: int = 0
    searched: tuple[str, ...] = ()


def judge(program: Program, budget: Budget | None = None) -> Judgement:
    """Look for an interleaving in which `program` goes wrong. The same program always gets the same judgement."""
    budget = budget or Budget()
    try:
        runner = Runner(program)
    except ReservedName as error:
        return Judgement("cannot-judge", "cannot-judge", str(error))
    except InternalName as error:
        return Judgement("cannot-judge", "attack", reaches_in(f"`{error.msg}`", error.lineno), error.lineno)
    except SyntaxError as error:
        return Judgement("failed", "syntax", f"this is not Python: {error.msg}", error.lineno)
    except (RecursionError, MemoryError, ValueError) as error:
        return Judgement("cannot-judge", "cannot-judge", f"this source cannot be compiled: {error}")
    found = search(runner, budget)
    if found.failure is None:
        return _unfailed(program, found)
    return _failed(program, runner, found, budget)


def _failed(program: Program, runner: Runner, found: Search, budget: Budget) -> Judgement:
    assert found.failure is not None
    choices = simplest(runner, found, budget)
    endless = found.failure.kind in ENDLESS
    execution, trace = tell(program, runner, choices[:SHOWN] if endless else choices, SHOWN if endless else None)
    failure = found.failure if endless or execution.failure is None else execution.failure
    result: Result = "cannot-judge" if failure.kind in UNDECIDED else "failed"
    return Judgement(
        result,
        failure.kind,
        failure.message,
        failure.line,
        trace,
        trace.schedule,
        found.interleavings,
        False,
        found.threads,
        (_searched(found), *(_backwards(program) if execution.backwards else ())),
    )


def _unfailed(program: Program, found: Search) -> Judgement:
    kind = message = ""
    result: Result = "passed"
    for probe in program.scenario.parallel:
        if id(probe) not in found.overlaps:
            if found.exhaustive:
                result, kind = "failed", "too-much-locking"
                message = f"two threads are never {probe.name} at the same time, in any interleaving"
            else:
                result, kind = "cannot-judge", "cannot-judge"
                message = f"no interleaving was seen in which two threads are {probe.name} at the same time"
    return Judgement(
        result,
        kind,
        message,
        interleavings=found.interleavings,
        exhaustive=found.exhaustive,
        threads=found.threads,
        searched=(_searched(found),),
    )


def _searched(found: Search) -> str:
    who = found.who
    count = f"{found.interleavings:,}"
    if found.failure is not None:
        return (
            f"Interleaving number {count} of {who} goes wrong."
            if found.interleavings > 1
            else (f"The first interleaving of {who} goes wrong.")
        )
    if found.exhaustive:
        if found.interleavings == 1:
            return f"The only interleaving of {who} that can make a difference."
        return f"All {count} interleavings of {who} that can make a difference."
    parts = [f"{count} interleavings of {who}, not all"]
    if found.preemptions is not None:
        switches = ("no forced switch", "at most one forced switch", "at most two forced switches")[found.preemptions]
        parts.append(f"among them all with {switches}")
    return "; ".join(parts) + "."


def _backwards(program: Program) -> tuple[str, ...]:
    if "as_completed" in program.instrumented.names:
        return SETS, AS_COMPLETED
    return (SETS,)


SETS = "The members of a set came in another order than they were put in: nobody promises one."
AS_COMPLETED = "as_completed() puts its futures into a set; those that are done by then come first, in its order."
UNDECIDED = frozenset({"cannot-judge", "attack"})
"""Kinds of failures that say nothing about whether the program is right."""
ENDLESS = frozenset({"hang", "limit"})
SHOWN = 300
"""How many steps of an endless execution a trace shows."""


def tell(program: Program, runner: Runner, choices: list[int], steps: int | None = None) -> tuple[Execution, Trace]:
    """Run the schedule `choices` once more, and write down what happens, for `steps` steps at the most."""
    bounds = replace(runner.bounds, steps=steps, ticks=20_000) if steps is not None else None
    runner.backwards = getattr(choices, "backwards", runner.backwards)
    strategy = Replay(choices)
    execution = runner.run(strategy, record=True, bounds=bounds)
    while runner.learns():
        # a runner that has not run the program before: the schedule is one of the steps that there are now
        execution = runner.run(strategy, record=True, bounds=bounds)
    several = numbered_classes(execution)
    if several:
        execution = runner.run(strategy, record=True, several=several, bounds=bounds)
    recorder = execution.recorder
    assert recorder is not None
    trace = Trace(
        threads=tuple(task.name for task in execution.tasks if not task.hidden),
        steps=recorder.steps(execution),
        schedule=encode(execution.choices[: strategy.needed], execution.backwards),
        source=program.source,
        outcome=_outcome(execution.failure),
    )
    return execution, trace


def _outcome(failure: Failure | None) -> str:
    return "The program ends as it should." if failure is None else failure.message
