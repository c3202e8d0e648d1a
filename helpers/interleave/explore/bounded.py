"""Few preemptions first: iterative context bounding.

Madanlal Musuvathi and Shaz Qadeer, "Iterative context bounding for systematic testing of multithreaded programs",
PLDI 2007. Most concurrency bugs need only one or two *preemptions*, switches away from a thread that could have
gone on. So all executions without a preemption come first, then those with one, and so on. That finds the
simplest failing schedule, and it finds something in programs that are too large to explore.

Where this differs: threads that run the same code and took no step yet are alike, so one of them is tried first and
the others when nothing else is left within the bound; and a preemption is only tried in front of an operation that
touches a location which another thread touches too and one of them changes (seen in the execution that it branches
off from): anywhere else it changes nothing.

With `delays`, every choice other than the default one counts, also where the thread that ran has to stop anyway:
Michael Emmi, Shaz Qadeer, Zvonimir Rakamaric, "Delay-bounded scheduling", POPL 2011. There are far fewer such
schedules, so with many threads it gets to a bug near the beginning sooner.
"""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Hashable, Sequence

from helpers.interleave.control.execution import Execution
from helpers.interleave.control.operation import EVERYTHING, Operation
from helpers.interleave.control.strategy import Strategy, preferred
from helpers.interleave.control.task import Task


class Bounded(Strategy):
    """Explore with at most `most` preemptions (or delays), fewest first: call `more` after each execution.

    Args:
        most: the highest number of them.
        delays: count delays instead.
        after: choices with which every execution begins; what they take is not counted.

    Attributes:
        bound: the number of preemptions that is being tried.
        exhausted: nothing is left within the bound.
        executions: how many were run.
    """

    def __init__(self, most: int, *, delays: bool = False, after: Sequence[int] = ()) -> None:
        self._most = most
        self._delays = delays
        self.bound = 0
        self.exhausted = False
        self.executions = 0
        # an execution to run: the first `steps` choices of an earlier one, then another thread
        self._todo: deque[tuple[array[int], int, int]] = deque([(array("H", after), len(after), -1)])
        self._alike: deque[tuple[array[int], int, int]] = deque()
        self._later: deque[tuple[array[int], int, int]] = deque()
        self._later_alike: deque[tuple[array[int], int, int]] = deque()
        self._touched: dict[Hashable, tuple[set[int], bool]] = {}
        self._shared: set[Hashable] = set()

    def begin(self, execution: Execution) -> None:
        taken, steps, other = self._todo.popleft()
        self._prefix = taken[:steps]
        if other >= 0:
            self._prefix.append(other)
        self._taken = array("H")
        # (step, alternatives, those that are like one of them, is it a preemption, what the waiting operation touches)
        self._branches: list[tuple[int, list[int], list[int], bool, tuple[Hashable, ...]]] = []

    def choose(self, enabled: tuple[Task, ...], current: Task | None) -> Task:
        step = len(self._taken)
        default = preferred(enabled, current)
        chosen = default
        if step < len(self._prefix):
            wanted = self._prefix[step]
            chosen = next((task for task in enabled if task.index == wanted), default)
        elif len(enabled) > 1:
            operation = current.operation if current is not None else None
            free = current is None or current not in enabled or (operation is not None and operation.kind == "sleep")
            others, alike = _representatives(enabled, chosen)
            places = _places(operation) if operation is not None and not free else ()
            gave_way = operation is None or operation.kind in ("resume", "sleep", "spin")
            if current is not None and current.strand is not None and gave_way:
                # a task of an event loop gave way: any other order than first come, first served is one more switch
                self._branches.append((step, others, alike, True, ()))
            elif free or places:
                self._branches.append((step, others, alike, not free, places))
        self._taken.append(chosen.index)
        return chosen

    def executed(self, task: Task, operation: Operation) -> None:
        for access in (operation, *operation.also):
            place = access.location
            if place is None:
                continue
            seen, written = self._touched.get(place, (set(), False))
            seen.add(task.index)
            written = written or access.write
            self._touched[place] = (seen, written)

    def end(self, execution: Execution) -> None:
        self.executions += 1
        shared = {place for place, (tasks, written) in self._touched.items() if written and len(tasks) > 1}
        for step, others, alike, preempts, places in self._branches:
            if preempts and places and EVERYTHING not in places and shared.isdisjoint(places):
                continue
            preempts = preempts or self._delays
            for other in others:
                (self._later if preempts else self._todo).append((self._taken, step, other))
            for other in alike:
                (self._later_alike if preempts else self._alike).append((self._taken, step, other))
        self._touched.clear()

    def more(self) -> bool:
        """Prepare the next execution; False when there is none within the bound."""
        while not self._todo:
            if self._alike:
                self._todo, self._alike = self._alike, deque()
            elif self.bound >= self._most or not (self._later or self._later_alike):
                self.exhausted = True
                return False
            else:
                self.bound += 1
                self._todo, self._later = self._later, deque()
                self._alike, self._later_alike = self._later_alike, deque()
        return True


def _places(operation: Operation) -> tuple[Hashable, ...]:
    """What an operation touches that others can see: an attribute of an object may come from its class, for one."""
    return tuple(access.location for access in (operation, *operation.also) if access.location is not None)


def _representatives(enabled: tuple[Task, ...], chosen: Task) -> tuple[list[int], list[int]]:
    """The other tasks, and apart from them those that are like one of them or like the chosen one."""
    seen = {chosen.origin} if chosen.steps == 0 and chosen.origin is not None else set()
    others, alike = [], []
    for task in enabled:
        if task is chosen:
            continue
        if task.steps == 0 and task.origin is not None:
            if task.origin in seen:
                alike.append(task.index)
                continue
            seen.add(task.origin)
        others.append(task.index)
    return others, alike
