"""What was seen in one run: plain data for the exercises' judges."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Literal

How = Literal["held", "returned", "raised", "died", "forever", "lost"]


@dataclass(slots=True, eq=False)
class Task:
    """One run of a task function.

    Attributes:
        number: counts the tasks in the order in which they began, from 1.
        name: the task function.
        args: what it was called with.
        pid: the process that runs it, as the operating system says (not the process itself), where it can.
        thread: the thread's id in the operating system.
        main: whether this is the process in which the program's function was called.
        main_thread: whether it runs in that process' main thread.
        began, ended: places in the sequence of all events of the run; `ended` is None while it waits.
        how: "held" (still waiting at the end), "returned", "raised", "died" (its process was killed on the judge's
            order), "forever" (never goes on, on the judge's order), "lost" (its process or thread ended, or it was
            cancelled, while it waited).
        value: what it returned.
    """

    number: int
    name: str
    args: tuple[Any, ...]
    pid: int
    thread: int
    main: bool
    main_thread: bool
    began: int
    ended: int | None = None
    how: How = "held"
    value: Any = None

    @property
    def item(self) -> Any:
        """The first argument; None when there is none."""
        return self.args[0] if self.args else None


@dataclass(slots=True)
class PoolCall:
    """One call of a pool's or executor's method: `map`, `submit`, ...; `items` and `chunksize` where they are known."""

    name: str
    items: int | None = None
    chunksize: int | None = None


@dataclass(slots=True)
class Pool:
    """A pool or an executor, as the library in the program's processes tells. Good for messages; verdicts stand on
    tasks.

    Attributes:
        kind: the library's class: Pool, ThreadPool, ThreadPoolExecutor, ProcessPoolExecutor.
        pid: the process that made it.
        workers: how many at most.
        method: the start method of its processes; empty for threads.
        initializer: whether it has one.
        per_child: `maxtasksperchild` or `max_tasks_per_child`.
        closed: `close`, `shutdown`, or the end of an executor's `with` block.
        terminated: `terminate`, or the end of a Pool's `with` block.
        joined: it was waited for.
    """

    kind: str
    pid: int
    workers: int | None
    method: str = ""
    initializer: bool = False
    per_child: int | None = None
    closed: bool = False
    terminated: bool = False
    joined: bool = False
    calls: list[PoolCall] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Problem:
    """An exception that came out of the program's function.

    Attributes:
        type: the name of its class.
        text: its message.
        line: the last line of the program that it went through, from 1; None when it went through none.
        chain: the same for its causes, as `Type: text`.
        remote: whether it happened in another process.
    """

    type: str
    text: str
    line: int | None = None
    chain: tuple[str, ...] = ()
    remote: bool = False

    def __str__(self) -> str:
        return f"{self.type}: {self.text}" if self.text else self.type


@dataclass(frozen=True, slots=True)
class Waiting:
    """Where one thread was when nothing could go on any more.

    Attributes:
        pid: its process.
        process: how to call the process: "the main process", "child process 1", ...
        line: the innermost line of the program on its stack; None when none is.
        function: the program's function of that line.
        inside: what it waits in: the innermost function of the library, such as `Pool.map` or `wait`.
        frames: the stack, innermost first, as (file's name, line, function).
    """

    pid: int
    process: str
    line: int | None
    function: str
    inside: str
    frames: tuple[tuple[str, int, str], ...] = ()

    def __str__(self) -> str:
        if self.line is None:
            return f"{self.process} waits in {self.inside}"
        return f"{self.process} waits in line {self.line} ({self.function}), in {self.inside}"


@dataclass(frozen=True, slots=True)
class Left:
    """What was still there when the function had returned and everything was asleep.

    Attributes:
        threads: names of threads of the main process, its main thread not counted.
        daemons: which of them are daemon threads.
        children: pids of processes that still ran; the library's own helpers (resource tracker, fork server) not
        counted.
        unjoined: processes that had ended and that nobody waited for.
        memory: names of shared memory blocks that nobody unlinked.
        tasks: tasks that still waited.
    """

    threads: tuple[str, ...] = ()
    daemons: tuple[str, ...] = ()
    children: tuple[int, ...] = ()
    unjoined: tuple[int, ...] = ()
    memory: tuple[str, ...] = ()
    tasks: tuple[Task, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether a thread that is no daemon, a process or a block of memory was left."""
        return bool(set(self.threads) - set(self.daemons) or self.children or self.memory)


@dataclass(slots=True)
class Observation:
    """One run, as it was seen. Its sequence of events is numbered from 1: `Task.began` and so on are such numbers.

    Attributes:
        call: the name of what was called.
        start_method: the start method that the run had by default.
        returned: whether the function came back with a result.
        result: what it returned: plain data with exact types, `wire.Opaque` for the rest.
        returned_at: the place in the sequence of events.
        error: the exception that came out of it.
        tasks: in the order in which they began.
        peak: the most tasks that were in flight together.
        peak_pids: the most processes that had a task in flight together.
        pulls: for each `Feed`, the places in the sequence of events at which an item was taken.
        ahead: for each `Feed`, the most items that were taken and whose tasks had not ended.
        emitted: for each `Sink`, and under "result" for `Call(consume=True)`: (place, value) in order.
        emitted_elsewhere: the sinks that were called in another thread or process than the one of the function.
        pools: pools and executors made, in order.
        notes: other things that the library told, in order: ("Process.start", {...}).
        swallowed: exceptions in futures that nobody asked for, as `Type: text`.
        left: what was left when the function had come back; None when it did not.
        stuck: where everybody was when nothing could go on any more; empty when it could.
        busy: instead of being asleep, a thread went round and round without getting anywhere.
        died: how the stage itself ended before its function came back, such as "exit status 3" or "signal SIGKILL".
        flooded: what there was too much of: "output", a feed's name, "starts" of processes that began no task, ...;
            empty when nothing.
        late: the run was given up: after `Plan.seconds`, or because of `sleeps`.
        sleeps: everybody waited, and nothing could happen but the end of a time limit that was more than so many
            seconds away; 0 when it was not so.
        attack: what in the reports can come from no honest program; empty when nothing.
        lacks: what the machine lacks to make this run; empty when nothing.
        weak: what the machine lacks that programs with processes need, and others do not; empty when nothing.
        output: what was printed, the last 16 KiB.
    """

    call: str = ""
    start_method: str = ""
    main_pid: int = 0
    returned: bool = False
    result: Any = None
    returned_at: int | None = None
    error: Problem | None = None
    tasks: list[Task] = field(default_factory=list)
    peak: int = 0
    peak_pids: int = 0
    pulls: dict[str, list[int]] = field(default_factory=dict)
    ahead: dict[str, int] = field(default_factory=dict)
    emitted: dict[str, list[tuple[int, Any]]] = field(default_factory=dict)
    emitted_elsewhere: set[str] = field(default_factory=set)
    pools: list[Pool] = field(default_factory=list)
    notes: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    swallowed: list[str] = field(default_factory=list)
    left: Left | None = None
    stuck: tuple[Waiting, ...] = ()
    busy: bool = False
    died: str = ""
    flooded: str = ""
    late: bool = False
    sleeps: float = 0.0
    attack: str = ""
    lacks: str = ""
    weak: str = ""
    output: str = ""

    @property
    def pids(self) -> tuple[int, ...]:
        """The processes that ran tasks, in the order of their first one."""
        return tuple(dict.fromkeys(task.pid for task in self.tasks))

    @property
    def threads(self) -> tuple[tuple[int, int], ...]:
        """The threads that ran tasks, as (pid, thread), in the order of their first one."""
        return tuple(dict.fromkeys((task.pid, task.thread) for task in self.tasks))

    @property
    def workers(self) -> tuple[int, ...]:
        """The processes other than the main one that ran tasks."""
        return tuple(pid for pid in self.pids if pid != self.main_pid)

    @property
    def finished(self) -> list[Task]:
        """The tasks that returned or raised, in the order in which they ended."""
        return sorted((task for task in self.tasks if task.how in ("returned", "raised")), key=lambda t: t.ended or 0)

    def peak_of(self, name: str) -> int:
        """The most tasks of one task function that were in flight together."""
        tasks = [task for task in self.tasks if task.name == name]
        return max(
            (sum(1 for o in tasks if o.began <= t.began and (o.ended is None or o.ended > t.began)) for t in tasks),
            default=0,
        )

    def runs(self, name: str | None = None) -> Counter[Any]:
        """How often each item's task was begun.

        Args:
            name: of this task function only.
        """
        return Counter(_hashable(task.item) for task in self.tasks if name in (None, task.name))

    def values(self) -> dict[Any, Any]:
        """For each item the value that its last task returned; the items in their own order, whoever began first."""
        returned = sorted(
            (task for task in self.tasks if task.how == "returned"), key=lambda task: comparable(task.args)
        )
        return {_hashable(task.item): task.value for task in returned}

    def item_of(self, value: Any) -> Any:
        """The item whose task returned this value; None when none did. A value that a worker made up has no item."""
        for task in self.tasks:
            if task.how == "returned" and type(task.value) is type(value) and task.value == value:
                return task.item
        return None

    @property
    def sentences(self) -> tuple[str, ...]:
        """The evidence in words, for `Verdict.searched`. No process id: the same source gives the same verdict."""
        if self.lacks:
            return (f"No real run could be made here: {self.lacks}.",)
        found = []
        if self.tasks:
            where = _where(self)
            together = "one at a time" if self.peak == 1 else f"at most {self.peak} in flight together"
            tasks = _count(len(self.tasks), "task")
            if any(pool.per_child for pool in self.pools):
                # whether the last ones were still begun is a matter of speed
                tasks, where = "tasks", "in processes that are replaced after a number of tasks"
            elif self.error is not None or any(task.how in ("held", "lost") for task in self.tasks):
                # as is which of those that waited were cancelled in time, or were begun just before the end
                tasks = "tasks"
            found.append(f"One real run was watched: {tasks} {where}, {together}.")
        else:
            found.append("One real run was watched: no task was begun in it.")
        return tuple(found)


def _where(seen: Observation) -> str:
    in_main = [task for task in seen.tasks if task.main]
    parts = []
    if in_main:
        threads = len({task.thread for task in in_main})
        alone = all(task.main_thread for task in in_main)
        parts.append("in the main thread" if alone else f"in {_count(threads, 'thread')} of the main process")
    if seen.workers:
        parts.append(f"in {_count(len(seen.workers), 'other process', 'other processes')}")
    return " and ".join(parts)


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def comparable(value: Any) -> tuple[Any, ...]:
    """The value as something that can be compared with any other: numbers, then texts, then lists."""
    if isinstance(value, (bool, int, float)):
        return 0, value
    if isinstance(value, str):
        return 1, value
    if isinstance(value, (list, tuple)):
        return 2, tuple(map(comparable, value))
    return 3, repr(value)


def _hashable(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(map(_hashable, value))
    if isinstance(value, dict):
        return tuple(sorted((key, _hashable(item)) for key, item in value.items()))
    return value
