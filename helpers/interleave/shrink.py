"""Make a failing schedule as simple as can be: the fewest preemptions, then the fewest steps.

A *preemption* takes a thread off that could have gone on; a story with few of them is short to tell. The schedule that
was found is taken apart like a failing test input: Andreas Zeller, Ralf Hildebrandt, "Simplifying and isolating
failure-inducing input", IEEE TSE 28 (2002). The parts are its turns, the steps of one thread until another one goes
on: whole blocks of turns are left out, turns are moved and joined, and their lengths are changed, as long as the
program still fails in the same way and that gets simpler. Then all schedules with fewer preemptions than the best one
are tried, fewest first, as far as the budget goes; when that comes to its end, nobody can tell the story with fewer.

The budget is counted in steps, so the same program gets the same story on a slow machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from helpers.interleave.control.execution import Bounds, Execution, Failure
from helpers.interleave.control.strategy import Strategy, preferred
from helpers.interleave.control.task import Task
from helpers.interleave.explore.bounded import Bounded
from helpers.interleave.runner import Runner
from helpers.interleave.search import Budget, Search, cost

UNSHRUNK = frozenset({"hang", "limit", "cannot-judge", "attack"})
"""Failures whose schedules are not made simpler: each attempt would take as long as the first, or proves nothing."""

BOUNDS = Bounds(ticks=200_000)
"""An attempt is given up sooner than an execution of the search; what counts its steps is `_Watched`, because
`Bounds.steps` also says when threads begin to take turns."""

Segment = tuple[int, int]
"""A thread's number, and how many steps it takes in a row."""


@dataclass(frozen=True, order=True)
class Size:
    """How simple a failing execution is; the smaller, the simpler.

    Attributes:
        preemptions: how often a thread was taken off that could have gone on.
        steps: how many steps it takes to fail.
        switches: how often another thread goes on.
    """

    preemptions: int
    steps: int
    switches: int


@dataclass(frozen=True)
class Story:
    """A failing execution."""

    size: Size
    choices: tuple[int, ...]


def simplest(runner: Runner, found: Search, budget: Budget) -> list[int]:
    """The simplest schedule that fails in the same way as the one that was found, as far as `budget.shrink` goes.

    It is never less simple than the one that was found.
    """
    assert found.failure is not None
    if found.failure.kind in UNSHRUNK:
        return found.choices
    shrinking = _Shrinking(runner, found.failure, len(found.choices), budget.shrink)
    story = shrinking.attempt(segments_of(found.choices))
    if story is None:
        # it does not fail again: there is nothing that could be made simpler
        return found.choices
    story = shrinking.taken_apart(story, leave=budget.shrink // 2)
    fewer = shrinking.with_fewer_preemptions(story, leave=budget.shrink // 4)
    if fewer is not None:
        story = shrinking.taken_apart(fewer, leave=0)
    return list(story.choices)


def segments_of(choices: Sequence[int]) -> list[Segment]:
    """The turns of a schedule."""
    return [(index, sum(1 for _ in group)) for index, group in groupby(choices)]


def alike(one: Failure, other: Failure) -> bool:
    """Do two executions fail in the same way: same kind, same type of exception, both with a circle or both without?"""
    return one.kind == other.kind and _class_of(one) == _class_of(other)


def _class_of(failure: Failure) -> str:
    if failure.kind == "exception":
        return ", ".join(re.findall(r"ends with (\w+)", failure.message))
    if failure.kind == "deadlock":
        return "circle" if failure.message.startswith("Deadlock") else ""
    return ""


class _Shrinking:
    """The attempts to make one failing schedule simpler, and what they have cost."""

    def __init__(self, runner: Runner, failure: Failure, longest: int, budget: int) -> None:
        self._runner = runner
        self._failure = failure
        self._budget = budget
        self._longest = 3 * longest + 1000
        self._tried: set[tuple[Segment, ...]] = set()

    def attempt(self, segments: Sequence[Segment], best: Size | None = None) -> Story | None:
        """What the schedule leads to, if that is the same failure and simpler than `best`."""
        key = tuple(segments)
        if key in self._tried:
            return None
        self._tried.add(key)
        return self._run(Turns(segments), best)

    def _run(self, strategy: Strategy, best: Size | None) -> Story | None:
        watched = _Watched(strategy, best, self._longest)
        execution = self._runner.run(watched, bounds=BOUNDS)
        self._budget -= cost(execution)
        failure = execution.failure
        if failure is None or execution.pruned or not alike(failure, self._failure):
            return None
        size = Size(watched.preemptions, len(execution.choices), watched.switches)
        return Story(size, tuple(execution.choices)) if best is None or size < best else None

    def taken_apart(self, story: Story, leave: int) -> Story:
        """Change the schedule in one way after the other, until no change makes it simpler.

        Args:
            leave: how much of the budget is left for later.
        """
        while True:
            for candidate in _simpler(segments_of(story.choices)):
                if self._budget <= leave:
                    return story
                better = self.attempt(candidate, story.size)
                if better is not None:
                    story = better
                    break
            else:
                return story

    def with_fewer_preemptions(self, story: Story, leave: int) -> Story | None:
        """The first failure among all schedules with fewer preemptions than `story` has, fewest first."""
        if not story.size.preemptions:
            return None
        bounded = Bounded(most=story.size.preemptions - 1)
        # any number of steps will do, as long as there are fewer preemptions
        best = Size(story.size.preemptions, 0, 0)
        while self._budget > leave:
            better = self._run(bounded, best)
            if better is not None or not bounded.more():
                return better
        return None


def _simpler(segments: list[Segment]) -> Iterator[list[Segment]]:
    """Schedules that may be simpler than `segments`, the ones that promise most first."""
    yield from _less(segments)
    yield from _joined(segments)
    yield from _moved(segments)
    yield from _shifted(segments)


def _less(segments: list[Segment]) -> Iterator[list[Segment]]:
    """Leave out blocks of segments, large ones first; then the ends of single segments."""
    size = len(segments)
    while size:
        for begin in range(0, len(segments), size):
            yield segments[:begin] + segments[begin + size :]
        size //= 2
    for number, (index, count) in enumerate(segments):
        less = count // 2
        while less:
            yield [*segments[:number], (index, count - less), *segments[number + 1 :]]
            less //= 2


def _joined(segments: list[Segment]) -> Iterator[list[Segment]]:
    """Bring two turns of the same thread together: the later one earlier, or the earlier one later."""
    for number, (index, count) in enumerate(segments):
        later = next((n for n in range(number + 1, len(segments)) if segments[n][0] == index), None)
        if later is not None:
            together = (index, count + segments[later][1])
            yield [*segments[:number], together, *segments[number + 1 : later], *segments[later + 1 :]]
            yield [*segments[:number], *segments[number + 1 : later], together, *segments[later + 1 :]]


def _moved(segments: list[Segment]) -> Iterator[list[Segment]]:
    """Let one turn come earlier or later."""
    for number, segment in enumerate(segments):
        rest = segments[:number] + segments[number + 1 :]
        for place in range(len(segments)):
            if place != number:
                yield [*rest[:place], segment, *rest[place:]]


def _shifted(segments: list[Segment]) -> Iterator[list[Segment]]:
    """Let a thread be taken off earlier or later, by giving steps of one of its turns to its next one or back."""
    for number, (index, count) in enumerate(segments):
        later = next((n for n in range(number + 1, len(segments)) if segments[n][0] == index), None)
        if later is None:
            continue
        between, after, others = segments[number + 1 : later], segments[later + 1 :], segments[later][1]
        for steps in (*range(1, min(count, 4)), *(-steps for steps in range(1, min(others, 4)))):
            yield [*segments[:number], (index, count - steps), *between, (index, others + steps), *after]


class Turns(Strategy):
    """Follow a schedule turn by turn; a turn ends early where its thread cannot go on. Then the default choice."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments

    def begin(self, execution: Execution) -> None:
        self._turn = 0
        self._taken = 0

    def choose(self, enabled: tuple[Task, ...], current: Task | None) -> Task:
        while self._turn < len(self._segments):
            index, count = self._segments[self._turn]
            if self._taken < count:
                for task in enabled:
                    if task.index == index:
                        self._taken += 1
                        return task
            self._turn += 1
            self._taken = 0
        return preferred(enabled, current)


class _Watched(Strategy):
    """Another strategy, whose execution is given up as soon as it cannot be simpler than `best` any more.

    Attributes:
        preemptions, switches: how many there were.
    """

    def __init__(self, strategy: Strategy, best: Size | None, longest: int) -> None:
        self._strategy = strategy
        # one more than any that counts: preemptions, steps, switches
        self._limit = (best.preemptions, best.steps, best.switches) if best is not None else (longest, 0, 0)
        self._longest = longest
        self._steps = self.preemptions = self.switches = 0
        self._last: Task | None = None
        for name in PASSED_ON:
            setattr(self, name, getattr(strategy, name))

    def choose(self, enabled: tuple[Task, ...], current: Task | None) -> Task | None:
        chosen = self._strategy.choose(enabled, current)
        last, self._last = self._last, chosen
        self._steps += 1
        if chosen is not last and last is not None:
            self.switches += 1
            if last in enabled and not gives_way(last):
                self.preemptions += 1
        if self._steps > self._longest or (self.preemptions, self._steps, self.switches) >= self._limit:
            return None
        return chosen


PASSED_ON = [name for name in vars(Strategy) if not name.startswith("_") and name != "choose"]


def gives_way(task: Task) -> bool:
    """Does the task let others go by itself, though it could go on?"""
    if task.strand is not None and task.strand.is_suspended:
        return True
    return task.operation is None or task.operation.kind == "sleep"
