"""What an event loop runs: its tasks, its callbacks, its timers.

Each is a *strand*: a row of handles that run one after the other, each in one go (a *block*). For the model checker
a strand is one of the things that it chooses from, like a thread; but a strand has no greenlet of its own, it runs in
that of the loop's thread, and only while no other block of the loop is unfinished.
"""

from __future__ import annotations

import heapq
import math
from collections import deque
from collections.abc import Callable, Hashable
from types import FrameType
from typing import TYPE_CHECKING, Any

from helpers.interleave.control.execution import Execution, Unwind
from helpers.interleave.control.operation import Operation, SyncOperation
from helpers.interleave.control.task import Task
from helpers.interleave.doubles.clock import CLOCK
from helpers.interleave.schedule import letter

if TYPE_CHECKING:
    from helpers.interleave.doubles.asyncio.loop import Loop

TIMEOUTS = "asyncio: time-outs"
"""The location of what decides which sleep comes after a time-out."""

_FUTURES = (
    "waiting for a future of concurrent.futures stops the whole event loop; "
    "`await asyncio.wrap_future(...)` or `await loop.run_in_executor(...)` lets the other tasks go on"
)
_SIGNALS = "waiting for another thread stops the whole event loop; what asyncio has for that lets the other tasks go on"

BLOCKING = {
    "sleep": "time.sleep() stops the whole event loop; `await asyncio.sleep()` lets the other tasks go on",
    "acquire": "waiting for a lock of threading stops the whole event loop; an asyncio.Lock lets the other tasks go on",
    "get": "waiting for a queue.Queue stops the whole event loop; an asyncio.Queue lets the other tasks go on",
    "put": "waiting for a queue.Queue stops the whole event loop; an asyncio.Queue lets the other tasks go on",
    "shutdown": "shutting down a pool whose calls are not done stops the whole event loop, also at the end of a `with` "
    "block; await the calls first, and the other tasks go on meanwhile",
    "result": _FUTURES,
    "exception": _FUTURES,
    "as-completed": _FUTURES,
    "wait-futures": _FUTURES,
    "wait": _SIGNALS,
    "wake": _SIGNALS,
    "take": _SIGNALS,
    "pass": _SIGNALS,
    "queue-join": _SIGNALS,
    "recv": "waiting for a message from a pipe stops the whole event loop; in a thread it lets the other tasks go on",
}


class Resume(SyncOperation):
    """The operation that a strand announces: to run its next block."""

    __slots__ = ("strand",)

    def __init__(self, strand: Strand, kind: str, **details: Any) -> None:
        self.strand = strand
        super().__init__(kind, strand.place, write=False, guard=strand.can_run, blocker=strand.blocker, **details)

    # what the loop does while the strand waits can change all of this
    @property
    def deadline(self) -> float | None:
        return self.strand.deadline()

    @deadline.setter
    def deadline(self, value: float | None) -> None:
        """The strand tells it."""

    @property
    def expired(self) -> bool:
        return self.strand.is_expiring

    @expired.setter
    def expired(self, value: bool) -> None:
        """The guard sees that its time has come."""

    @property
    def awaits(self) -> str:
        return self.strand.awaits().replace("{", "{{").replace("}", "}}")

    @awaits.setter
    def awaits(self, value: str) -> None:
        """The strand tells it."""

    @property
    def is_held(self) -> bool:  # type: ignore[override]
        """Is there somebody who holds what it waits for, rather than somebody who is to do something?"""
        waits = self.strand.waits
        return bool(waits) and waits[-1][2] is not None and not self.strand.is_ready()


class Strand:
    """A row of handles.

    Attributes:
        task: what the checker chooses.
        is_suspended: no block of it is under way.
        blocks: how many blocks have begun.
        nap: for how long it is about to sleep, in seconds.
        wake: the virtual time at which its sleep is over, while it sleeps.
        waits: what it waits for, the innermost first: (text, subject, who holds it).
        depth: how many calls of asyncio's primitives are under way.
        is_expiring: it is about to run because nobody could go on and time passed.
        job: the task of asyncio that it runs, if it is the strand of one.
    """

    def __init__(self, loop: Loop, name: str, hidden: bool) -> None:
        execution = loop.execution
        self.loop = loop
        self.execution: Execution = execution
        self.place: Hashable = loop.place
        self.handles: deque[Any] = deque()
        self.blocks = 0
        self.is_suspended = True
        self.nap: float | None = None
        self.wake: float | None = None
        self.waits: list[tuple[str, Any, Callable[[], Task | None] | None]] = []
        self.depth = 0
        self.is_expiring = False
        self.job: Any = None
        self._unchanged: dict[Hashable, int] | None = None
        self._unchanged_until: float | None = None
        self._yields_at: int | None = None
        self.task = execution.strand(name, loop.thread.greenlet, self)
        self.task.hidden = hidden
        self.task.daemon = not loop.is_running()
        self.task.service = hidden
        self.announce()

    @property
    def thread(self) -> Task:
        """The thread whose event loop it is."""
        return self.loop.thread

    # -- waiting

    def add(self, handle: Any) -> None:
        """`handle` is to run after those that are there already."""
        handle.turn = self.loop.next_turn()
        # the program's own callbacks come before whatever is scheduled later, so this order makes a difference
        programs_own = isinstance(self, Channel) and not self.task.hidden
        self.execution.touch(Operation("write", ("turns", self.place), write=programs_own))
        handle.time = self.execution.now()
        self.handles.append(handle)
        if self.nap is not None:
            self.wake = handle.time + self.nap
            self.nap = None
        if self.is_suspended:
            self.announce()
        self.execution.forget_enabled()

    def announce(self) -> None:
        """Tell the checker what this strand will do next."""
        if self.task.finished:
            return
        if self._unchanged is not None:
            self.task.operation = Resume(self, "spin", watches=self._unchanged)
        elif self.wake is not None:
            # it cannot wake before the time-outs that were set for an earlier time
            wakes = Operation("wake-up", TIMEOUTS, write=False)
            self.task.operation = Resume(self, "sleep", subject=self.wake, also=(wakes,))
        else:
            self.task.operation = Resume(self, "resume")

    def can_run(self) -> bool:
        """Can its next block begin?"""
        if self.is_expiring:
            # it does not go on because it could, but because time has passed
            return False
        if not self.loop.is_free or not self.is_ready():
            return False
        return self.wake is not None or self.loop.comes_first(self.handles[0])

    def is_ready(self) -> bool:
        """Is there a block to run, as far as this strand is concerned?"""
        if not self.handles:
            return False
        execution = self.execution
        if self.wake is not None and self.loop.is_too_early(self.wake):
            return False
        if self._unchanged is not None:
            versions = execution.versions
            if self._unchanged_until is not None and execution.clock >= self._unchanged_until:
                return True
            return any(versions.get(place, 0) != version for place, version in self._unchanged.items())
        if self._yields_at is not None and len(execution.choices) <= self._yields_at:
            # one that waits for a change, or for a time that has not come, is nobody to let go first
            others = (other for other in self.loop.strands if other is not self)
            if any(other.handles and other._yields_at is None and other.is_ready() for other in others):
                return False
            return not self._threads_can_run()
        return True

    def _threads_can_run(self) -> bool:
        """Can another thread or process go on, which has no event loop?"""
        for other in self.execution.tasks:
            operation = other.operation
            if other.finished or operation is None or other.strand is not None or other is self.loop.thread:
                continue
            if operation.kind != "yield" and (operation.guard is None or operation.expired or operation.guard()):
                return True
        return False

    def deadline(self) -> float | None:
        """The virtual time at which it can go on in any case."""
        return self._unchanged_until if self.loop.is_free and self.handles else None

    @property
    def place_in_line(self) -> tuple[bool, float, int]:
        """First come, first served; who sleeps comes last, in the order of time."""
        turn = self.handles[0].turn if self.handles else 0
        return (self.wake is not None, self.wake or 0.0, turn)

    def wait_for_change(self, reads: dict[Hashable, int]) -> None:
        """Its loop looks at the same things again and again: let it wait, at its next await, until one changes."""
        self._unchanged = dict(reads)
        self._unchanged_until = self.execution.now() + 0.01 if CLOCK in reads else None
        self.execution.spinning += 1

    def let_others_go(self) -> None:
        """Its loop tries something in vain: at its next await the others go first."""
        self._yields_at = len(self.execution.choices) + 1

    def is_cancelled(self) -> None:
        """Its task is cancelled: it need not sleep any longer."""
        if self.wake is not None:
            self.wake = None
            self.announce()
            self.execution.forget_enabled()

    def awaits(self) -> str:
        """What it waits for, in words."""
        busy = self.loop.busy
        if self.is_ready() and busy is not None:
            return f"its turn in the event loop, which {busy.task.title} keeps from going on"
        if self._unchanged is not None:
            return "a change of what the loop looks at"
        if self.waits:
            text, subject, _ = self.waits[-1]
            return text.format(name=self.execution.name_of(subject))
        return "something that nobody does"

    def blocker(self) -> Task | None:
        """Who holds what it waits for."""
        busy = self.loop.busy
        if self.is_ready() and busy is not None:
            return busy.task
        if self.waits and self.waits[-1][2] is not None:
            return self.waits[-1][2]()
        return None

    def frame(self) -> FrameType | None:
        """The learner's frame in which it is suspended."""
        return None

    # -- running

    def begins(self) -> None:
        """Its next block is about to begin: everything that led to it happened before."""
        strategy, task = self.execution.strategy, self.task
        if self.handles:
            handle = self.handles[0]
            task.time = max(task.time, handle.time)
            if handle.origin is not None:
                strategy.follow(task, handle.origin)
            self.loop.follow_callbacks(task, handle)
        strategy.follow(task, self.loop.began)

    def run(self) -> None:
        """Run one block."""
        execution, loop, task = self.execution, self.loop, self.task
        execution.strategy.follow(task, loop.split)
        self.blocks += 1
        self.is_suspended = self.is_expiring = False
        if self._unchanged is not None:
            self._unchanged = self._unchanged_until = None
            execution.spinning -= 1
        self._yields_at = None
        loop.busy = self
        handle = None
        try:
            if self.wake is not None:
                self._slept(self.wake)
            execution.touch(Operation("read", ("strand", task.index), write=False))
            handle = self.next_handle()
            if handle is not None and not handle._cancelled:
                handle._run()
        finally:
            loop.busy = None
            self.is_suspended = True
            self.announce()
            self.after_block()
            if not execution.aborting:
                was_split = task.block is None
                execution.end_block(task)
                ended = execution.strategy.mark(task)
                if was_split:
                    loop.split = ended
                for each in loop.scheduled:
                    each.origin = ended
                self.ended(handle, ended)
            loop.scheduled.clear()

    def next_handle(self) -> Any:
        """Take the handle whose turn it is."""
        return self.handles.popleft() if self.handles else None

    def after_block(self) -> None:
        """A block has ended."""

    def ended(self, handle: Any, mark: Any) -> None:
        """The block of `handle` is over, and this is what has happened."""

    def _slept(self, wake: float) -> None:
        execution = self.execution
        self.wake = None
        execution.touch(Operation("wake-up", TIMEOUTS, write=False))
        execution.slept = True
        self.task.time = max(self.task.time, wake)
        execution.state["latest"] = max(execution.state.get("latest", 0.0), wake)
        execution.versions[CLOCK] = execution.versions.get(CLOCK, 0) + 1
        self.task.tries += 1
        if execution.state.get("reads clock"):
            execution.touch(Operation("write", CLOCK))

    def check(self, operation: Operation) -> None:
        """A block is about to do `operation`: does it keep the event loop from running the others?"""
        if not self.loop.has_rules or operation.kind not in BLOCKING:
            return
        if operation.kind != "sleep" and (operation.guard is None or operation.guard()):
            return
        execution = self.execution
        if any(other is not self and not other.task.hidden and not other.task.finished for other in self.loop.strands):
            line = execution.line()
            execution.fail("blocks-the-loop", f"Line {line}: {BLOCKING[operation.kind]}.", line)
            raise Unwind


class TaskStrand(Strand):
    """The strand of one asyncio task."""

    def __init__(self, loop: Loop, job: Any) -> None:
        name = job.get_name()
        number = letter(len(loop.execution.tasks))
        if name.startswith("Task-") and name[5:].isdigit():
            name = getattr(job.get_coro(), "__name__", name)
        super().__init__(loop, f"{number} ({name})", hidden=False)
        self.job = job

    def after_block(self) -> None:
        if self.job.done():
            self.task.finished = True
            self.task.operation = None
            self.execution.forget_enabled()
        elif not self.execution.aborting:
            self.execution.note("await", self._awaited())

    def _awaited(self) -> str:
        if self.waits:
            return self.execution.name_of(self.waits[-1][1])
        other = self._other()
        return other.name if other is not None else ""

    def _other(self) -> Task | None:
        """The task that it waits for."""
        future = self.job._fut_waiter
        for _ in range(20):
            parts = [part for part in getattr(future, "_children", ()) if not part.done()]
            if not parts:
                break
            future = parts[0]
        strand = self.loop.strand_of(future)
        return strand.task if strand is not None else None

    def awaits(self) -> str:
        if not self.waits and not self.is_ready():
            other = self._other()
            if other is not None:
                return f"{other.title} to end"
            if self.job._fut_waiter is not None:
                return "the result of a future"
        return super().awaits()

    def blocker(self) -> Task | None:
        return super().blocker() or (self._other() if not self.waits and not self.is_ready() else None)

    def frame(self) -> FrameType | None:
        found = None
        part = self.job.get_coro()
        while part is not None:
            frame = _first_of(part, "cr_frame", "gi_frame", "ag_frame")
            if frame is not None and frame.f_code.co_filename == self.execution.filename:
                found = frame
            part = _first_of(part, "cr_await", "gi_yieldfrom", "ag_await")
        return found


def _first_of(thing: Any, *names: str) -> Any:
    """The first of these attributes that is there and is something; None when there is none."""
    return next((value for value in (getattr(thing, name, None) for name in names) if value is not None), None)


class Channel(Strand):
    """The strand of callbacks that belong together. It is there only while it has some."""

    def __init__(self, loop: Loop, name: str, hidden: bool) -> None:
        super().__init__(loop, name, hidden)
        self.task.service = self.task.finished = True

    def add(self, handle: Any) -> None:
        self.task.finished = False
        super().add(handle)

    def after_block(self) -> None:
        if not self.handles:
            self.task.finished = True
            self.task.operation = None

    def ended(self, handle: Any, mark: Any) -> None:
        if not self.task.hidden and handle is not None:
            self.loop.called.append((handle.turn, mark))


class Timers(Strand):
    """Callbacks for later, by time.

    Attributes:
        last: the time for which the last one that ran was set; infinite before there is one.

    Args:
        patient: they are time-outs, which expire only when nobody can go on; otherwise they are like a sleep, whose
            end promises no order.
    """

    def __init__(self, loop: Loop, name: str, hidden: bool, patient: bool) -> None:
        self._patient = patient
        self.last = math.inf
        self._heap: list[tuple[float, int, Any]] = []
        super().__init__(loop, name, hidden)

    def at(self, handle: Any) -> None:
        """Run `handle` when its time has come."""
        handle.turn = self.loop.next_turn()
        handle.time = handle.when()
        heapq.heappush(self._heap, (handle.when(), handle.turn, handle))
        self._look()

    def _look(self) -> None:
        while self._heap and self._heap[0][2]._cancelled:
            heapq.heappop(self._heap)
        self.handles.clear()
        self.wake = None
        if self._heap:
            when, _, handle = self._heap[0]
            self.handles.append(handle)
            if not self._patient:
                self.wake = when
        if self.is_suspended:
            self.announce()
        self.execution.forget_enabled()

    def comes_before(self, wake: float) -> bool:
        """Was the first time-out set for an earlier time than `wake`?"""
        self.is_ready()
        return bool(self._heap) and self._heap[0][0] < wake

    def is_ready(self) -> bool:
        if self._heap and self._heap[0][2]._cancelled:
            self._look()
        return bool(self._heap) and (not self._patient or self._heap[0][0] <= self.execution.clock)

    def deadline(self) -> float | None:
        if not self._patient or not self.loop.is_free:
            return None
        self.is_ready()
        return self._heap[0][0] if self._heap else None

    def begins(self) -> None:
        super().begins()
        if self._patient and isinstance(self.task.operation, Resume):
            # time passes when nobody can go on: all that has happened comes before
            self.is_expiring = True
            self.task.operation.due = len(self.execution.choices)

    def next_handle(self) -> Any:
        handle = heapq.heappop(self._heap)[2] if self._heap else None
        if handle is not None:
            self.last = handle.when()
            if self._patient:
                self.execution.touch(Operation("time-out", TIMEOUTS))
            self.execution.touch(Operation("write", ("timer", handle.turn)))
        return handle

    def after_block(self) -> None:
        self._look()
