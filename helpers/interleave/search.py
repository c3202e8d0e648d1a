"""Look for a failing interleaving, within a budget.

First every interleaving, by partial-order reduction. If the budget ends before they do, few preemptions first, and
then random priorities. A budget is counted in steps and not in seconds: the same program gets the same verdict on
a slow machine.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from helpers.interleave.control.execution import Execution, Failure
from helpers.interleave.control.task import Task
from helpers.interleave.explore.bounded import Bounded
from helpers.interleave.explore.dpor import Dpor
from helpers.interleave.explore.pct import Pct
from helpers.interleave.runner import Runner

EXECUTION_COST = 40
"""What starting an execution costs, in steps."""


@dataclass(frozen=True)
class Budget:
    """How much may be run, in steps.

    Attributes:
        systematic: by partial-order reduction.
        bounded: with few preemptions, when that was not all.
        random: with random priorities, after that.
        shrink: to make a failing schedule simpler.
    """

    systematic: int = 250_000
    bounded: int = 100_000
    random: int = 100_000
    shrink: int = 60_000


@dataclass
class Search:
    """What a search has found.

    Attributes:
        failure: why the program is wrong; None when no failing interleaving was found.
        choices: the failing schedule, one thread's number per step.
        interleavings: how many different ones were run to their end.
        exhaustive: these were all.
        strategy: which one found the failure, or ended the search: dpor, bounded, pct.
        preemptions: up to how many preemptions everything was searched; None when not by that.
        threads: the largest number of threads, the main thread not counted when it only waits.
        who: the same in words: "2 threads", "3 processes", "2 tasks and 1 thread".
        steps: of the longest execution.
        unfair: a waiting loop was made to let others go, so some orders were left out.
        overlaps: probes of which two workers were inside together.
        looked_at_sets: the program has seen in which order members of a set come.
    """

    failure: Failure | None = None
    choices: list[int] = field(default_factory=list)
    interleavings: int = 0
    exhaustive: bool = False
    strategy: str = "dpor"
    preemptions: int | None = None
    threads: int = 0
    who: str = ""
    steps: int = 0
    unfair: bool = False
    overlaps: set[int] = field(default_factory=set)
    looked_at_sets: bool = False


FIRST_LOOK = 32
"""How many interleavings are taken in order before others, far apart, get a look. Most programs have fewer: the look
would tell nothing new, and take as long as the search."""

FIRST_SHARE = 8
"""Which part of the budget they may take, 1 in so many: where an execution is long, the look comes sooner."""

LOOKS = 16
"""How many executions with few delays are looked at before the systematic search goes on."""


def search(runner: Runner, budget: Budget) -> Search:
    """Look for a failing interleaving of `runner`'s program.

    Where the program looks at the order of a set, everything is searched once more with the other order; then
    `runner.backwards` tells in which one the failure was found.
    """
    found = _search(runner, budget)
    if found.failure is not None or not found.looked_at_sets:
        return found
    runner.backwards = True
    other = _search(runner, budget)
    other.interleavings += found.interleavings
    other.exhaustive = other.exhaustive and found.exhaustive
    other.overlaps |= found.overlaps
    if found.threads > other.threads:
        other.threads, other.who = found.threads, found.who
    if other.preemptions is not None and not found.exhaustive:
        other.preemptions = None if found.preemptions is None else min(other.preemptions, found.preemptions)
    return other


def _search(runner: Runner, budget: Budget) -> Search:
    found = _search_once(runner, budget)
    while found.failure is None and runner.learns():
        found = _search_once(runner, budget)
    return found


def _search_once(runner: Runner, budget: Budget) -> Search:
    found = Search()
    dpor = Dpor()
    if _systematic(runner, found, dpor, budget.systematic // FIRST_SHARE, FIRST_LOOK):
        return found
    # a systematic search changes the end of an execution first; a bug near its beginning should not have to wait
    if _bounded(runner, found, Bounded(most=2, delays=True), budget.bounded // 2, LOOKS):
        return found
    if _systematic(runner, found, dpor, budget.systematic):
        return found
    if _bounded(runner, found, Bounded(most=2), budget.bounded):
        return found
    _at_random(runner, found, budget.random)
    return found


def _systematic(runner: Runner, found: Search, dpor: Dpor, budget: int, executions: int | None = None) -> bool:
    """Go on with all interleavings; True when that decides."""
    found.strategy = "dpor"
    spent = count = 0
    while spent <= budget and (executions is None or count < executions):
        execution = runner.run(dpor)
        count += 1
        spent += cost(execution)
        if _failed(found, execution, count=not execution.pruned):
            return True
        found.unfair = found.unfair or execution.unfair
        if not dpor.more():
            found.exhaustive = not found.unfair
            found.interleavings = dpor.executions
            return True
    return False


def _bounded(runner: Runner, found: Search, bounded: Bounded, budget: int, executions: int | None = None) -> bool:
    """Try few preemptions, or few delays; True when that decides."""
    found.strategy = "bounded"
    spent = count = 0
    while spent < budget and (executions is None or count < executions):
        execution = runner.run(bounded)
        count += 1
        spent += cost(execution)
        if _failed(found, execution):
            return True
        finished = bounded.bound
        more = bounded.more()
        if executions is None and (not more or bounded.bound > finished):
            found.preemptions = finished
        if not more:
            break
    return False


def _at_random(runner: Runner, found: Search, budget: int) -> None:
    found.strategy = "pct"
    pct = Pct(found.steps)
    spent = 0
    while spent < budget:
        execution = runner.run(pct)
        spent += cost(execution)
        if _failed(found, execution):
            return


def cost(execution: Execution) -> int:
    """What an execution took of a budget, in steps."""
    tasks = len(execution.tasks)
    return execution.steps * (16 + tasks) // 16 + execution.ticks // 8 + EXECUTION_COST * (1 + tasks // 2)


def _failed(found: Search, execution: Execution, count: bool = True) -> bool:
    if count:
        found.interleavings += 1
    found.steps = max(found.steps, execution.steps)
    tasks = [task for task in execution.tasks if not task.hidden]
    if execution.state.get("workers"):
        del tasks[0]
    if len(tasks) > found.threads:
        found.threads, found.who = len(tasks), in_words(tasks)
    found.looked_at_sets = found.looked_at_sets or execution.looked_at_sets
    found.overlaps |= execution.state.get("overlaps", set())
    if execution.failure is None:
        return False
    found.failure = execution.failure
    found.choices = list(execution.choices)
    return True


def in_words(tasks: list[Task]) -> str:
    """How many threads, processes and tasks of event loops these are."""
    strands = sum(task.strand is not None for task in tasks)
    children = sum(task.process is not None and task.process.task is task for task in tasks)
    threads = len(tasks) - strands - children
    if tasks[0].index == 0:
        # with others beside it, it is one of the processes; and with nothing but tasks, it is what they run in
        if children:
            children, threads = children + 1, threads - 1
        elif strands and threads == 1:
            threads = 0
    counts = ((children, "process", "es"), (strands, "task", "s"), (threads, "thread", "s"))
    return " and ".join(f"{count} {name}{plural if count > 1 else ''}" for count, name, plural in counts if count)
