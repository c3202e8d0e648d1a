"""One controlled thread."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, Any

from helpers.interleave.control.block import Block
from helpers.interleave.control.operation import Operation

if TYPE_CHECKING:
    from greenlet import greenlet


class Task:
    """A thread of the program under control; it runs in a greenlet, so that exactly one runs at a time.

    Attributes:
        index: number in the order of creation; 0 is the main thread.
        number: what `threading.get_ident` is made of; that of a thread which has ended may be given to another one.
        name: the name that it has in traces; changes with `Thread.name`.
        greenlet: what runs it.
        operation: what it is about to do, while it waits to be chosen.
        starter: while it runs up to its first operation, the task that started it.
        double: the `threading.Thread` double that it belongs to.
        daemon: whether the program may end without it.
        service: whether it is a worker that belongs to an executor, idle when it waits for work.
        finished: whether it has ended.
        joined: whether everything that it did is known to have happened before what the main thread does now.
        steps: how many steps it took.
        origin: the code that it runs: tasks with the same one that took no step yet are alike.
        progress: how many steps it took that changed something.
        reads: location -> version at which this task last read it, since its loop began.
        loops: what each waiting loop looked like the last time that it came round.
        clock: vector clock: index -> number of events known to have happened before.
        held: the locks that it holds, in the order in which it took them.
        local: values of `threading.local`.
        time: virtual time in seconds that has passed for this thread, by its own sleeps and what it waited for.
        process: the simulated process that it belongs to; None for the one that the program starts in.
        hidden: whether it belongs to the library, and the program does not see it.
        lost: what it was about to do when its process was killed, and its vector clock then.
        strand: what an event loop runs in turns, for such a task: it shares the greenlet of the loop's thread.
        block: while nobody can see the middle of what it does, what it has touched so far.
    """

    __slots__ = (
        "block",
        "clock",
        "context",
        "daemon",
        "double",
        "finished",
        "greenlet",
        "held",
        "hidden",
        "index",
        "joined",
        "local",
        "loops",
        "lost",
        "name",
        "number",
        "operation",
        "origin",
        "process",
        "progress",
        "reads",
        "service",
        "snapshot",
        "starter",
        "steps",
        "strand",
        "time",
        "tries",
        "yielded",
    )

    def __init__(self, index: int, name: str, daemon: bool = False) -> None:
        self.index = self.number = index
        self.name = name
        self.daemon = daemon
        self.service = False
        self.hidden = False
        self.greenlet: greenlet = None
        self.operation: Operation | None = None
        self.starter: Task | None = None
        self.double: Any = None
        self.finished = False
        self.joined = False
        self.progress = 0
        self.tries = 0
        self.steps = 0
        self.origin: Any = None
        self.yielded = -1
        self.reads: dict[Hashable, int] = {}
        self.loops: dict[Any, Any] = {}
        self.clock: list[int] = []
        self.snapshot: tuple[int, ...] | None = None
        self.held: list[Any] = []
        self.local: dict[Any, dict[str, Any]] = {}
        self.time = 0.0
        self.process: Any = None
        self.context: Any = None
        self.lost: tuple[Operation, list[int]] | None = None
        self.strand: Any = None
        self.block: Block | None = None

    @property
    def thread(self) -> Task:
        """The thread that it runs in: itself, unless it is a task of an event loop."""
        return self if self.strand is None else self.strand.thread

    @property
    def title(self) -> str:
        """What a sentence calls it."""
        if self.index == 0:
            return "the main thread"
        if self.strand is not None:
            return f"task {self.name}"
        return f"{'thread' if self.process is None else self.process.kind_of(self)} {self.name}"

    def __repr__(self) -> str:
        return f"<task {self.index} {self.name}>"
