"""Every interleaving that matters, once: source-DPOR with sleep sets.

Parosh Aziz Abdulla, Stavros Aronis, Bengt Jonsson, Konstantinos Sagonas, "Optimal dynamic partial order
reduction", POPL 2014 (source sets, algorithm 1), after Cormac Flanagan and Patrice Godefroid, "Dynamic
partial-order reduction for model checking software", POPL 2005.

Two executions that differ only in the order of operations that do not conflict end alike, so one of them is
enough. While an execution runs, vector clocks tell which conflicting operations were not ordered by anything
else: a *race*. Each race that could have gone the other way round becomes a reason to come back to the state
before it and let the other thread go first. A *sleep set* holds the threads whose next operation has been tried
from a state already and need not be tried again before something conflicts with it.

Where this differs from the paper:

* Operations can be disabled (a lock that is held). Releasing a lock and acquiring it are not a race, because
  they are never enabled together; acquiring it races with the acquiring before.
* A location can be touched by key (one item of a dict) or whole; the two conflict.
* Races further apart than `WINDOW` operations take the plain rule of 2005 (every enabled thread, where the
  racing one is not enabled): more to explore, nothing lost, and the cost per race stays bounded.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable
from itertools import islice
from typing import Any

from helpers.interleave.control.execution import IDLE, Execution
from helpers.interleave.control.operation import ANY, EVERYTHING, Operation, SyncOperation, coenabled, conflict
from helpers.interleave.control.strategy import Strategy, preferred
from helpers.interleave.control.task import Task

WINDOW = 400
TAKES_A_LOCK = frozenset({"acquire", "wake"})
NOBODY: frozenset[int] = frozenset()
Race = tuple[int, int, int]
"""An earlier event that could have come later: its number, its task, and that task's clock."""


class Node:
    """A state of the program, and what was tried from there.

    Attributes:
        enabled: the tasks that could go on.
        chosen: index of the task that went on.
        backtrack: tasks that are to be tried; None stands for just the chosen one.
        done: tasks that have been tried; None stands for just the chosen one.
        sleep: tasks that need not be tried.
        blocks: what the next block of a task touches, where it was tried from here or from before.
    """

    __slots__ = ("backtrack", "blocks", "chosen", "done", "enabled", "sleep")

    def __init__(self, enabled: tuple[Task, ...], chosen: int, sleep: frozenset[int]) -> None:
        self.enabled = enabled
        self.chosen = chosen
        self.sleep = sleep
        self.backtrack: set[int] | None = None
        self.done: set[int] | None = None
        self.blocks: dict[int, Footprint] | None = None

    def may(self, index: int) -> bool:
        """Could the task `index` go on here?"""
        return any(task.index == index for task in self.enabled)


class _History:
    """Who touched one part of one location, as far as it can still race. Events are numbers of steps.

    Attributes:
        writes: the writes, with the access that each made; the last one only unless a primitive's operations touch
            the location: those can be disabled, and then the race is with an earlier one.
        blocks: a primitive's operations touch the location.
        reads: the last read of each task since the last write.
    """

    __slots__ = ("blocks", "reads", "writes")

    def __init__(self) -> None:
        self.writes: list[tuple[int, Operation]] = []
        self.reads: dict[int, tuple[int, Operation]] = {}
        self.blocks = False


class Objects:
    """Names for locations that mean the same in every execution with the same beginning: objects by their number in
    the order of their first use, where locations have their identities, which differ from execution to execution."""

    def __init__(self, pins: dict[int, Any]) -> None:
        self._pins = pins
        self._numbers: dict[int, int] = {}

    def name(self, location: Hashable, limit: int) -> Hashable:
        """The name of `location`; objects that were first used after `limit` others are not told apart."""
        if type(location) is tuple:
            return tuple(self.name(part, limit) for part in location)
        if type(location) is not int or location not in self._pins:
            return location
        number = self._numbers.get(location)
        if number is None:
            for identity in islice(self._pins, len(self._numbers), None):
                self._numbers[identity] = len(self._numbers)
            number = self._numbers[location]
        return ("object", number if number < limit else -1)


class Footprint:
    """What a block touches, remembered from one execution to the next."""

    __slots__ = ("_accesses", "_limit")

    def __init__(self, objects: Objects, limit: int, accesses: tuple[Operation, ...]) -> None:
        self._limit = limit
        self._accesses: dict[Hashable, list[Operation]] = {}
        for access in accesses:
            self._accesses.setdefault(objects.name(access.location, limit), []).append(access)

    def conflicts(self, objects: Objects, operation: Operation) -> bool:
        """Does `operation` touch something that the block touches, and does one of them change it?"""
        for other in (operation, *operation.also):
            if other.location is None:
                continue
            for access in self._accesses.get(objects.name(other.location, self._limit), ()):
                if (access.write or other.write) and (access.key is ANY or other.key is ANY or access.key == other.key):
                    return True
        return False


class Dpor(Strategy):
    """Explore until nothing is left: call `more` after each execution.

    Attributes:
        exhausted: there is no interleaving left to try.
        executions: how many were run to their end.
        redundant: how many were given up because another one stands for them.
    """

    def __init__(self) -> None:
        self.stack: list[Node] = []
        self.exhausted = False
        self.executions = 0
        self.redundant = 0
        self.races: set[int] = set()

    def begin(self, execution: Execution) -> None:
        self._execution = execution
        self._depth = 0
        self._replay = len(self.stack)
        self._sleep: frozenset[int] = NOBODY
        self._events: list[tuple[int, int, tuple[int, ...], Operation]] = []
        self._histories: dict[Hashable, dict[Any, _History]] = {}
        self._diverged = False
        self._block = 0
        self._block_races: list[Race] = []
        self._objects = Objects(execution.pins)
        self._objects_before = 0
        self._footprints: dict[int, Footprint] = {}
        # of each task: its events, those of them that did nothing, and the event that started it
        self._own: dict[int, list[int]] = {}
        self._idle: dict[int, list[int]] = {}
        self._born: dict[int, int] = {}
        self._timed_joins: list[int] = []
        self._barrier: tuple[int, int, int, tuple[int, ...]] | None = None

    # -- choosing

    def choose(self, enabled: tuple[Task, ...], current: Task | None) -> Task | None:
        depth = self._depth
        self._depth = depth + 1
        if depth < self._replay:
            node = self.stack[depth]
            chosen = node.chosen
            for task in enabled:
                if task.index == chosen:
                    node.enabled = enabled
                    if depth == self._replay - 1:
                        # the tasks tried here before need not be tried again further down
                        self._sleep = node.sleep | ((node.done or NOBODY) - {chosen})
                        self._footprints = dict(node.blocks or ())
                    return task
            self._diverged = True
            self._execution.fail(
                "cannot-judge",
                "the program does not behave the same when it is run again with the same order of steps",
            )
            return None
        task = preferred(enabled, current)
        sleep = self._sleep
        for index in sleep:
            pending = self._execution.tasks[index].operation
            if pending is not None and pending.expired and pending.kind == "join" and pending.guard():  # type: ignore[misc]
                # the thread that it gave up waiting for has ended now
                sleep = self._sleep = sleep - {index}
        if sleep and task.index in sleep:
            for task in enabled:
                if task.index not in sleep and (task.operation is None or task.operation.kind != "sleep"):
                    break
            else:
                for task in enabled:
                    if task.index not in sleep:
                        break
                else:
                    return None
        node = Node(enabled, task.index, sleep)
        if sleep and self._footprints:
            node.blocks = {index: self._footprints[index] for index in sleep if index in self._footprints}
        self.stack.append(node)
        return task

    def spawned(self, parent: Task | None, child: Task) -> None:
        for task in self._execution.tasks:
            task.clock.extend([0] * (child.index + 1 - len(task.clock)))
        self._own[child.index] = []
        self._idle[child.index] = []
        self._born[child.index] = len(self._events) - 1
        if parent is not None:
            child.clock[:] = parent.clock

    def joined(self, task: Task, other: Task) -> None:
        events = self._events
        number = len(events) - 1
        if number >= 0 and events[number][0] == task.index and events[number][3].location == ("thread", other.index):
            # the step was the join: what it knows includes the end of the other thread
            index, stamp, _, operation = events[number]
            if operation.guard is None or operation.expired:
                # it could have been done before that end, too
                own = self._own[other.index]
                last = own[-1] if own else -1
                if last >= 0 and task.clock[other.index] < events[last][1]:
                    self._reverse([(last, other.index, events[last][1])], number, task)
            _merge(task, other.clock)
            task.snapshot = tuple(task.clock)
            events[number] = (index, stamp, task.snapshot, operation)
        else:
            _merge(task, other.clock)

    # -- looking for races

    def executed(self, task: Task, operation: Operation) -> None:
        events = self._events
        number = len(events)
        index = task.index
        clock = task.clock
        sleep = self._sleep
        if sleep and number >= self._replay - 1:
            self._sleep = self._still_asleep(sleep, operation)
        location = operation.location
        if operation.kind in IDLE:
            self._idle[index].append(number)
        if self._barrier is None and not operation.also and operation.deadline is None and location is not EVERYTHING:
            if location is not None:
                races: list[Race] = []
                self._touch(number, index, task, operation, races)
                if races:
                    self._reverse(races, number, task)
        else:
            self._executed_slowly(number, task, operation)
        clock[index] += 1
        snapshot = task.snapshot
        if snapshot is None:
            snapshot = task.snapshot = tuple(clock)
        self._own[index].append(number)
        events.append((index, clock[index], snapshot, operation))

    def _executed_slowly(self, number: int, task: Task, operation: Operation) -> None:
        """`executed` for operations that touch several locations, or whose order to all others counts."""
        before = list(task.clock)
        races: list[Race] = []
        if self._barrier is not None:
            event, owner, stamp, snapshot = self._barrier
            if owner != task.index and before[owner] < stamp:
                races.append((event, owner, stamp))
                _merge(task, snapshot, owner, stamp)
        if operation.location is EVERYTHING:
            self._touch_everything(number, task, before, races)
        else:
            self._touch(number, task.index, task, operation, races, before)
        blocking = operation if operation.guard is not None else None
        for extra in operation.also:
            self._touch(number, task.index, task, extra, races, before, blocking)
        if operation.deadline is not None:
            self._after_waiting(number, task, operation, before, races)
        if races:
            self._reverse(races, number, task)
        if operation.location is EVERYTHING:
            self._barrier = (number, task.index, task.clock[task.index] + 1, tuple(task.clock))

    def _touch_everything(self, number: int, task: Task, before: list[int], races: list[Race]) -> None:
        """Order the task after the last step of every other one; each of them could have come later."""
        for event, owner, stamp, snapshot in self._last_events(number, task.index):
            if before[owner] < stamp:
                races.append((event, owner, stamp))
                _merge(task, snapshot, owner, stamp)

    def _last_events(self, number: int, but: int) -> list[tuple[int, int, int, tuple[int, ...]]]:
        """The last of the first `number` events of each task but one: number, task, clock, what it knew."""
        found = []
        for task, own in self._own.items():
            last = bisect_left(own, number) - 1
            if task != but and last >= 0:
                owner, stamp, snapshot, _ = self._events[own[last]]
                found.append((own[last], owner, stamp, snapshot))
        return found

    def _after_waiting(
        self, number: int, task: Task, operation: Operation, before: list[int], races: list[Race]
    ) -> None:
        """The end of a wait that has a time-out, which expires when nobody can go on.

        If it has expired, all that had happened until then comes before.
        """
        self._could_have_expired(number, task, operation, before, races)
        if operation.kind == "join":
            self._timed_joins.append(number)
        if _in_vain(operation):
            for _, owner, stamp, snapshot in self._last_events(operation.due, task.index):
                if task.clock[owner] < stamp:
                    _merge(task, snapshot, owner, stamp)

    def _could_have_expired(
        self, number: int, task: Task, operation: Operation, before: list[int], races: list[Race]
    ) -> None:
        """Threads that slept for longer than this wait, or tried in vain, could have done so later.

        Then it would have expired without them, whether or not it has now, and whether or not it has ended at all.
        """
        deadline = operation.deadline
        due = operation.due if _in_vain(operation) else number
        for other, idle in self._idle.items():
            if other == task.index:
                continue
            for event in reversed(idle):
                owner, stamp, _, earlier = self._events[event]
                if before[owner] >= stamp:
                    break
                if event < due and (earlier.kind == "yield" or earlier.subject > deadline):
                    races.append((event, owner, stamp))
                    node = self.stack[event]
                    if not node.may(task.index):
                        # its time is not over there: anybody may have to go on first, such as a shorter sleep
                        node.backtrack = (node.backtrack or {node.chosen}) | {able.index for able in node.enabled}

    # -- blocks: steps of which it is only known afterwards what they touch

    def block_began(self, task: Task) -> None:
        self._block = len(self._events) - 1
        self._block_races = []
        self._objects_before = len(self._execution.pins)

    def touched(self, task: Task, operation: Operation) -> None:
        # a sleeper could have been kept from waking by any time-out that was set before
        blocking = operation if operation.kind == "wake-up" else None
        self._touch(self._block, task.index, task, operation, self._block_races, None, blocking)

    def block_ended(self, task: Task, accesses: tuple[Operation, ...]) -> None:
        number, events = self._block, self._events
        index, stamp, _, operation = events[number]
        if task.snapshot is None:
            task.snapshot = tuple(task.clock)
        events[number] = (index, stamp, task.snapshot, operation)
        node = self.stack[number]
        if node.blocks is None:
            node.blocks = {}
        node.blocks[index] = Footprint(self._objects, self._objects_before, accesses)
        if self._sleep and number >= self._replay - 1:
            touched = SyncOperation("resume", None, write=False, also=accesses)
            self._sleep = self._still_asleep(self._sleep, touched)
        races = [
            (event, other, clock)
            for event, other, clock in self._block_races
            # not when the block comes after something else that comes after it, and could have come before that
            if not any(
                later > event
                and self.stack[later].may(index)
                and (owner == other or (other < len(events[later][2]) and events[later][2][other] >= clock))
                for later, owner, _ in self._block_races
            )
        ]
        if races:
            self._reverse(races, number, task)

    def mark(self, task: Task) -> tuple[int, ...]:
        return tuple(task.clock)

    def follow(self, task: Task, mark: tuple[int, ...]) -> None:
        _merge(task, mark)

    def received(self, task: Task, mark: tuple[int, ...]) -> None:
        _merge(task, mark)
        number = len(self._events) - 1
        index, stamp, _, operation = self._events[number]
        task.snapshot = tuple(task.clock)
        self._events[number] = (index, stamp, task.snapshot, operation)

    def _still_asleep(self, sleep: frozenset[int], operation: Operation) -> frozenset[int]:
        tasks = self._execution.tasks
        awake = []
        for index in sleep:
            pending = tasks[index].operation
            footprint = self._footprints.get(index)
            if (
                (footprint is not None and footprint.conflicts(self._objects, operation))
                or pending is None
                or conflict(pending, operation)
                or (operation.expired and pending.kind in IDLE)
            ):
                awake.append(index)
        return sleep.difference(awake) if awake else sleep

    def _touch(
        self,
        number: int,
        index: int,
        task: Task,
        operation: Operation,
        races: list[Race],
        before: list[int] | None = None,
        blocking: Operation | None = None,
    ) -> None:
        """Enter an access into its location's history, and add the races that it is in.

        Args:
            before: the task's clock before the step; None while nothing has been added to it yet.
            blocking: the operation that this access is a part of, where that one can be disabled.
        """
        location = operation.location
        if location is None:
            return
        parts = self._histories.get(location)
        if parts is None:
            parts = self._histories[location] = {}
        key = operation.key
        history = parts.get(key)
        if history is None:
            history = parts[key] = _History()
        if operation.guard is not None:
            blocking = operation
        if operation.kind == "release" and getattr(operation.subject, "owner", task) is not task:
            # another thread has released the lock meanwhile: this can happen while others can acquire it
            operation.kind = "release-again"
        if len(parts) == 1:
            self._compare(history, index, task, operation, races, before, blocking)
        else:
            if before is None:
                before = list(task.clock)
            if key is ANY:
                for part in parts.values():
                    self._compare(part, index, task, operation, races, before, blocking)
            else:
                self._compare(history, index, task, operation, races, before, blocking)
                whole = parts.get(ANY)
                if whole is not None:
                    self._compare(whole, index, task, operation, races, before, blocking)
        if not operation.write:
            history.reads[index] = (number, operation)
            return
        if operation.kind == "write" and not history.blocks:
            history.writes = [(number, operation)]
        else:
            history.blocks = True
            history.writes.append((number, operation))
        if history.reads:
            history.reads = {}

    def _compare(
        self,
        history: _History,
        index: int,
        task: Task,
        operation: Operation,
        races: list[Race],
        before: list[int] | None,
        blocking: Operation | None,
    ) -> None:
        """Find the earlier accesses of `history` that race with `operation`, and order the task after them."""
        events = self._events
        clock = task.clock if before is None else before
        writes = history.writes
        read_since = False
        if operation.write and history.reads:
            if before is None:
                clock = list(clock)
            for other, (number, earlier) in history.reads.items():
                if other == index:
                    continue
                _, stamp, known, _ = events[number]
                if clock[other] < stamp:
                    if coenabled(earlier, operation):
                        races.append((number, other, stamp))
                        read_since = True
                    _merge(task, known, other, stamp)
        if writes:
            number, earlier = writes[-1]
            owner, stamp, snapshot, _ = events[number]
            if owner != index and clock[owner] < stamp:
                if blocking is not None:
                    self._compare_blocking(writes, index, clock, operation, races, blocking)
                elif not coenabled(earlier, operation):
                    self._compare_blocking(writes, index, clock, operation, races, operation)
                elif not read_since:
                    # with a read in between, that one is the race
                    races.append((number, owner, stamp))
                if task.clock[owner] < stamp:
                    _merge(task, snapshot, owner, stamp)

    def _compare_blocking(
        self,
        writes: list[tuple[int, Operation]],
        index: int,
        clock: list[int],
        operation: Operation,
        races: list[Race],
        blocking: Operation,
    ) -> None:
        """The races of an operation that can be disabled.

        It may have been disabled before the last write (a queue was empty before the last put), so its race can
        be with any earlier one that nothing else orders before it. Only a lock is simple: whoever took it last
        took it free, so the race is with that.
        """
        own = self._own[index]
        since = own[-1] if own else self._born[index]
        # what enables it is in this one location, so whether it was enabled before another change here is known
        simple = not blocking.also or blocking.kind == "wake"
        for number, earlier in reversed(writes):
            owner, stamp, _, _ = self._events[number]
            if owner == index or clock[owner] >= stamp:
                return
            if simple and number > since and not self.stack[number].may(index):
                continue
            if coenabled(earlier, operation):
                races.append((number, owner, stamp))
                if operation.kind in TAKES_A_LOCK and earlier.kind in TAKES_A_LOCK:
                    if not operation.expired and not earlier.expired:
                        return

    def _reverse(self, races: list[Race], number: int, task: Task) -> None:
        """Plan executions in which these races go the other way round."""
        for event, other, stamp in sorted(set(races), reverse=True):
            node = self.stack[event]
            candidates = self._initials(event, other, stamp, number, task)
            planned = node.backtrack
            if planned is None:
                if node.chosen in candidates:
                    continue
                planned = node.backtrack = {node.chosen}
            elif not planned.isdisjoint(candidates):
                continue
            able = [index for index in candidates if node.may(index)]
            if task.index in able:
                planned.add(task.index)
            elif able:
                planned.add(able[0])

    def _initials(self, event: int, other: int, stamp: int, number: int, task: Task) -> list[int]:
        """Who can go first in an execution that does what came after `event` without depending on it?"""
        if number - event > WINDOW:
            node = self.stack[event]
            return [task.index] if node.may(task.index) else [t.index for t in node.enabled]
        firsts: list[int] = []
        seen: set[int] = set()
        between: list[tuple[int, int]] = []
        for owner, own, snapshot, _ in self._events[event + 1 : number]:
            if owner == other or (other < len(snapshot) and snapshot[other] >= stamp):
                continue
            if owner not in seen:
                seen.add(owner)
                if not any(u != owner and u < len(snapshot) and snapshot[u] >= c for u, c in between):
                    firsts.append(owner)
            between.append((owner, own))
        index, clock = task.index, task.clock
        if index not in seen:
            if not any(u != index and clock[u] >= c for u, c in between):
                firsts.append(index)
        return firsts

    # -- from one execution to the next

    def end(self, execution: Execution) -> None:
        if execution.pruned:
            self.redundant += 1
            # others stand for what would come now, but not for what those who cannot go on could have done before
            self._races_of_the_unfinished([task for task in execution.tasks if _is_blocked(task)])
        else:
            self.executions += 1
            if execution.failure is None or execution.failure.kind != "cannot-judge":
                self._races_of_the_unfinished(execution.tasks)
                self._races_of_ends(execution)

    def _races_of_ends(self, execution: Execution) -> None:
        """Who waited in vain for a thread to end could have waited with success."""
        for number in self._timed_joins:
            index, stamp, _, operation = self._events[number]
            for other in execution.tasks:
                if operation.location == ("thread", other.index) and other.finished and other.clock[index] < stamp:
                    own = self._own[other.index]
                    if own and own[-1] > number:
                        self._reverse([(number, index, stamp)], own[-1], other)

    def given_up(self, tasks: list[Task]) -> None:
        self._races_of_the_unfinished(tasks)

    def _races_of_the_unfinished(self, tasks: list[Task]) -> None:
        """Operations that were announced and never done can race with what was done, too."""
        number = len(self._events)
        for task in tasks:
            operation = task.operation
            if task.lost is not None:
                self._races_of_the_lost(number, task)
                continue
            if task.finished or operation is None:
                continue
            clock, snapshot = list(task.clock), task.snapshot
            if task.strand is not None:
                if not task.strand.handles:
                    # it waits for somebody, so it has no next step that could have come earlier
                    continue
                _merge(task, task.strand.handles[0].origin or ())
            races: list[Race] = []
            if self._barrier is not None:
                event, owner, stamp, _ = self._barrier
                if owner != task.index and clock[owner] < stamp:
                    races.append((event, owner, stamp))
            if operation.location is EVERYTHING:
                self._touch_everything(number, task, clock, races)
            self._compare_unfinished(task, operation, clock, races)
            if operation.deadline is not None:
                self._could_have_expired(number, task, operation, clock, races)
            task.clock, task.snapshot = clock, snapshot
            if races:
                self._reverse(races, number, task)

    def _compare_unfinished(self, task: Task, operation: Operation, clock: list[int], races: list[Race]) -> None:
        blocking = operation if operation.guard is not None else None
        for access in (operation, *operation.also):
            parts = self._histories.get(access.location)
            for key, history in (parts or {}).items():
                if key == access.key or key is ANY or access.key is ANY:
                    self._compare(history, task.index, task, access, races, clock, blocking)

    def _races_of_the_lost(self, number: int, task: Task) -> None:
        """The task's process was killed before it could do its operation: the killing could have come later."""
        assert task.lost is not None
        operation, known = task.lost
        now, snapshot = task.clock, task.snapshot
        clock = known + [0] * (len(now) - len(known))
        task.clock = list(clock)
        races: list[Race] = []
        self._compare_unfinished(task, operation, clock, races)
        if operation.deadline is not None:
            self._could_have_expired(number, task, operation, clock, races)
        task.clock = clock
        if races:
            self._reverse(races, number, task)
        task.clock, task.snapshot = now, snapshot

    def more(self) -> bool:
        """Prepare the next execution; False when every interleaving has been covered."""
        stack = self.stack
        while stack:
            node = stack[-1]
            if node.done is None:
                node.done = {node.chosen}
            for index in sorted(node.backtrack or ()):
                if index not in node.done and index not in node.sleep:
                    node.chosen = index
                    node.done.add(index)
                    return True
            stack.pop()
        self.exhausted = True
        return False


def _in_vain(operation: Operation) -> bool:
    """Has its time-out expired? Who gets what it waits for at the last moment does not depend on the time."""
    return operation.expired and not (operation.guard is not None and operation.guard())


def _is_blocked(task: Task) -> bool:
    """Is this a thread that waits for something that is not there?"""
    operation = task.operation
    if task.finished or task.strand is not None or operation is None or operation.guard is None:
        return False
    return not operation.expired and not operation.guard()


def _merge(task: Task, known: tuple[int, ...] | list[int], owner: int = -1, stamp: int = 0) -> None:
    """Let `task` know everything that an event knew, and the event itself, number `stamp` of task `owner`."""
    clock = task.clock
    for i, value in enumerate(known):
        if clock[i] < value:
            clock[i] = value
            task.snapshot = None
    if owner >= 0 and clock[owner] < stamp:
        clock[owner] = stamp
        task.snapshot = None
