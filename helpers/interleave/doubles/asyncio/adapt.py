"""Put the copy of asyncio under control: whose loop runs, what the primitives touch, what sleeping means.

The copy's classes do all the work; their methods are wrapped so that the checker learns which blocks depend on each
other (two tasks that use the same lock do, two that use different ones do not), and what a task waits for.
"""

from __future__ import annotations

import functools
import math
import sys
import types
import warnings
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from helpers.interleave.control.execution import Unwind, is_running, running
from helpers.interleave.control.operation import Operation
from helpers.interleave.control.task import Task
from helpers.interleave.doubles import futures as pools
from helpers.interleave.doubles.asyncio import library
from helpers.interleave.doubles.asyncio.shutdown import add_shutdown
from helpers.interleave.doubles.asyncio.strands import Strand

RUNNING, SET = "asyncio: running loops", "asyncio: set loops"
AS_COMPLETED = frozenset({"as_completed.<locals>._on_completion", "_AsCompletedIterator._handle_completion"})
"""What as_completed() has a future call when it is done, up to Python 3.12 and since then."""


@dataclass(frozen=True)
class How:
    """What a method does to the object.

    Attributes:
        writes: it changes it.
        kind: what a trace calls it; empty where it is not worth a line.
        awaits: what a task that it suspends waits for.
    """

    writes: bool
    kind: str = ""
    awaits: str = ""


def adapt() -> None:
    """Change the copy. Called once."""
    _adapt_events()
    _adapt_threads()
    _adapt_sleep()
    add_shutdown(library.part("queues"))
    for part, classes in PRIMITIVES.items():
        module = library.part(part)
        for name, methods in classes.items():
            cls = getattr(module, name)
            if "__init__" in vars(cls):
                cls.__init__ = _numbered(cls.__init__)
            for method, how in methods.items():
                if method in vars(cls):
                    setattr(cls, method, _watched(vars(cls)[method], how))
    _adapt_futures()
    _adapt_locks()
    _adapt_run()
    # a set of coroutines would be iterated over in an order that follows from their addresses
    library.part("tasks").__dict__["set"] = _each_once
    _notice_never_awaited()


def _each_once(things: Iterable[Any] = ()) -> Any:
    """Double of `set` in functions that get several things to wait for: each once, in the order in which they came."""
    found = list(dict.fromkeys(things))
    if is_running():
        running().members.enter(found)
    return found or set()


# -- loops


def _thread_number() -> int:
    task = running().current
    return 0 if task is None else task.thread.index


def _get_running_loop() -> Any:
    """Double of `asyncio._get_running_loop`."""
    return running().state.setdefault(RUNNING, {}).get(_thread_number()) if is_running() else None


def _set_running_loop(loop: Any) -> None:
    """Double of `asyncio._set_running_loop`."""
    running().state.setdefault(RUNNING, {})[_thread_number()] = loop


def get_running_loop() -> Any:
    """Double of `asyncio.get_running_loop`."""
    loop = _get_running_loop()
    if loop is None:
        raise RuntimeError("no running event loop")
    return loop


def get_event_loop() -> Any:
    """Double of `asyncio.get_event_loop`: as documented for the version of Python that runs."""
    loop = _get_running_loop()
    if loop is not None:
        return loop
    number = _thread_number()
    known = running().state.setdefault(SET, {})
    if number not in known and number == 0 and sys.version_info < (3, 14):
        known[number] = new_event_loop()
    loop = known.get(number)
    if loop is None:
        name = "MainThread" if number == 0 else f"Thread-{number}"
        raise RuntimeError(f"There is no current event loop in thread {name!r}.")
    return loop


def set_event_loop(loop: Any) -> None:
    """Double of `asyncio.set_event_loop`."""
    running().state.setdefault(SET, {})[_thread_number()] = loop


def new_event_loop() -> Any:
    """Double of `asyncio.new_event_loop`."""
    from helpers.interleave.doubles.asyncio.loop import Loop

    return Loop()


def _adapt_events() -> None:
    module = library.part("events")
    doubles = (_get_running_loop, _set_running_loop, get_running_loop, get_event_loop, set_event_loop, new_event_loop)
    for double in doubles:
        for name in (double.__name__, f"_py_{double.__name__}"):
            if hasattr(module, name):
                setattr(module, name, double)
    if hasattr(module, "_get_event_loop"):
        setattr(module, "_get_event_loop", lambda stacklevel=3: get_event_loop())  # noqa: B010 -- gone in 3.12
    for part in ("runners", "tasks", "futures", "taskgroups", "timeouts", "threads", "mixins"):
        for double in doubles:
            if double.__name__ in vars(library.part(part)) if part != "mixins" else False:
                setattr(library.part(part), double.__name__, double)
    runners = library.part("runners")
    # Ctrl-C is not the checked program's
    runners.threading = SimpleNamespace(current_thread=lambda: None, main_thread=lambda: runners)  # type: ignore[attr-defined]


def _adapt_threads() -> None:
    import concurrent.futures as real

    double = SimpleNamespace(**{name: getattr(real, name) for name in real.__all__ if hasattr(real, name)})
    double.Future, double.ThreadPoolExecutor = pools.Future, pools.ThreadPoolExecutor
    double.InvalidStateError = real.InvalidStateError
    package = SimpleNamespace(futures=double)
    for part in ("futures", "tasks"):
        library.part(part).concurrent = package  # type: ignore[attr-defined]


# -- what is touched


def touch(thing: Any, writes: bool) -> None:
    """The block that is under way looks at `thing`, or changes it."""
    if not is_running():
        return
    execution = running()
    if execution.solo:
        return
    strand = None if execution.current is None else execution.current.strand
    if strand is None and writes:
        _check_thread(thing)
    if writes or strand is None or strand.job is not thing:
        execution.touch(Operation("write" if writes else "read", execution.pin(thing), write=writes))


def _check_thread(thing: Any) -> None:
    """A thread changes `thing`, from outside of every event loop."""
    execution = running()
    if execution.aborting or execution.current is None:
        return
    loops = execution.state.get(RUNNING, {})
    index = execution.current.index
    owner = getattr(thing, "_loop", None)
    if owner is not None:
        is_elsewhere = owner.is_running() and owner.thread is not execution.current
    else:
        # it has met no loop yet: a thread that has one of its own means that
        is_elsewhere = index not in loops and any(loop is not None for loop in loops.values())
    if is_elsewhere:
        execution.fail(
            "wrong-thread",
            f"{execution.current.title} changes {execution.name_of(thing)}, which belongs to an event loop that runs "
            "in another thread: only loop.call_soon_threadsafe() and asyncio.run_coroutine_threadsafe() may be called "
            "from there",
            execution.line(),
        )
        raise Unwind


def _strand() -> Strand | None:
    if not is_running():
        return None
    task = running().current
    return None if task is None else task.strand


def _note(strand: Strand | None, how: How, thing: Any) -> None:
    if how.kind and strand is not None and strand.depth == 0 and strand.job is not thing and not strand.task.hidden:
        strand.execution.note(how.kind, "", thing)


def _numbered(init: Any) -> Any:
    """The initialiser, such that the object has its number among all objects from the beginning."""

    @functools.wraps(init)
    def numbered(self: Any, *arguments: Any, **keywords: Any) -> None:
        if is_running():
            running().pin(self)
        init(self, *arguments, **keywords)

    return numbered


def _watched(method: Any, how: How) -> Any:
    """The method, such that the checker sees what it touches."""
    if isinstance(method, property):
        return property(_watched(method.fget, how))
    if how.awaits:

        @functools.wraps(method)
        async def suspending(self: Any, *arguments: Any, **keywords: Any) -> Any:
            return await _drive(method(self, *arguments, **keywords), self, how)

        return suspending

    @functools.wraps(method)
    def plain(self: Any, *arguments: Any, **keywords: Any) -> Any:
        touch(self, how.writes)
        strand = _strand()
        if strand is None:
            return method(self, *arguments, **keywords)
        strand.depth += 1
        try:
            result = method(self, *arguments, **keywords)
        finally:
            strand.depth -= 1
        _note(strand, how, self)
        return result

    return plain


@types.coroutine
def _drive(coroutine: Any, thing: Any, how: How) -> Generator[Any, Any, Any]:
    """Run a method that can suspend; each time that it goes on it touches its object again."""
    error: BaseException | None = None
    while True:
        touch(thing, how.writes)
        strand = _strand()
        if strand is not None:
            strand.depth += 1
        try:
            wanted = coroutine.send(None) if error is None else coroutine.throw(error)
        except StopIteration as stop:
            if strand is not None:
                strand.depth -= 1
            _note(strand, how, thing)
            return stop.value
        except BaseException:
            if strand is not None:
                strand.depth -= 1
            raise
        if strand is not None:
            strand.depth -= 1
            holder = getattr(thing, "_rc_holder", None)
            strand.waits.append((how.awaits, thing, holder))
        error = None
        try:
            yield wanted
        except BaseException as thrown:
            error = thrown
        finally:
            if strand is not None:
                strand.waits.pop()


_READ, _WRITE = How(False), How(True)
PRIMITIVES: dict[str, dict[str, dict[str, How]]] = {
    "locks": {
        "Lock": {
            "locked": How(False, "locked?"),
            "acquire": How(True, "acquire", "{name}"),
            "release": How(True, "release"),
        },
        "Event": {
            "is_set": How(False, "is-set?"),
            "set": How(True, "set"),
            "clear": How(True, "clear"),
            "wait": How(False, "wait", "{name} to be set"),
        },
        "Condition": {
            "wait": How(True, "wait", "a notification of {name}"),
            "notify": How(True, "notify"),
            "notify_all": How(True, "notify"),
        },
        "Semaphore": {
            "locked": How(False, "locked?"),
            "acquire": How(True, "acquire", "{name}"),
            "release": How(True, "release"),
        },
        "BoundedSemaphore": {"release": How(True, "release")},
        "Barrier": {
            "wait": How(True, "wait", "the other tasks at {name}"),
            "reset": How(True, "reset", "{name}"),
            "abort": How(True, "abort", "{name}"),
            "n_waiting": _READ,
            "broken": _READ,
        },
    },
    "queues": {
        "Queue": {
            "qsize": How(False, "qsize"),
            "empty": How(False, "empty?"),
            "full": How(False, "full?"),
            "put": How(True, "put", "room in {name}"),
            "get": How(True, "get", "an item in {name}"),
            "put_nowait": How(True, "put"),
            "get_nowait": How(True, "get"),
            "task_done": How(True, "task-done"),
            "join": How(False, "queue-join", "task_done() for every item of {name}"),
            "shutdown": How(True, "shutdown"),
        }
    },
    "taskgroups": {
        "TaskGroup": {
            "create_task": _WRITE,
            "__aexit__": How(True, "", "the tasks of the group"),
            "_on_task_done": _WRITE,
        }
    },
    "futures": {
        "Future": {
            "done": _READ,
            "result": _READ,
            "exception": _READ,
            "cancelled": _READ,
            "set_result": How(True, "set-result"),
            "set_exception": How(True, "set-result"),
            "remove_done_callback": _WRITE,
        }
    },
}


# -- futures and tasks


def _adapt_futures() -> None:
    futures, tasks = library.part("futures"), library.part("tasks")
    future, task = futures.Future, tasks.Task
    init, cancel, add = future.__init__, future.cancel, future.add_done_callback

    @functools.wraps(init)
    def numbered(self: Any, *arguments: Any, **keywords: Any) -> None:
        execution = running()
        number = execution.state["asyncio: futures"] = execution.state.get("asyncio: futures", 0) + 1
        # the same in every execution, so that sets of tasks have the same order; or all of them the other one
        self._rc_number = ~number if execution.backwards else number
        init(self, *arguments, **keywords)

    def hash_of(self: Any) -> int:
        return int(getattr(self, "_rc_number", 0))

    @functools.wraps(cancel)
    def future_cancel(self: Any, msg: Any = None) -> bool:
        touch(self, True)
        return bool(cancel(self, msg=msg))

    @functools.wraps(add)
    def add_done_callback(self: Any, fn: Any, *, context: Any = None) -> None:
        # tasks that wait for the same future do not mind each other
        touch(self, not isinstance(getattr(fn, "__self__", None), task))
        if self._state != "PENDING" and getattr(fn, "__qualname__", "") in AS_COMPLETED:
            asking = getattr(fn, "__self__", fn)
            state = running().state
            if state.get("asyncio: as_completed") is asking:
                # of several that are done already, which comes first is a matter of the set that they are in
                running().looked_at_sets = True
            state["asyncio: as_completed"] = asking
        add(self, fn, context=context)

    future.__init__, future.__hash__, future.cancel, future.add_done_callback = (
        numbered,
        hash_of,
        future_cancel,
        add_done_callback,
    )
    copy = futures._copy_future_state

    def copy_future_state(source: Any, dest: Any) -> None:
        if not isinstance(source, pools.Future):
            copy(source, dest)
        elif not dest.cancelled():
            # it is over, and this comes after its end: looking at it is no step
            if source._state == pools.CANCELLED:
                dest.cancel()
            elif source._exception is not None:
                dest.set_exception(futures._convert_future_exc(source._exception))
            else:
                dest.set_result(source._result)

    result, set_result, set_exception = future.result, future.set_result, future.set_exception
    wrong = library.part("exceptions").InvalidStateError

    # the accelerated class, which runs in life, says this in other words

    @functools.wraps(result)
    def result_of(self: Any) -> Any:
        if self._state == "PENDING":
            touch(self, False)
            raise wrong("Result is not set.")
        return result(self)

    @functools.wraps(set_result)
    def result_set(self: Any, result: Any) -> None:
        if self._state != "PENDING":
            touch(self, False)
            raise wrong("invalid state")
        set_result(self, result)

    @functools.wraps(set_exception)
    def exception_set(self: Any, exception: Any) -> None:
        if self._state != "PENDING":
            touch(self, False)
            raise wrong("invalid state")
        set_exception(self, exception)

    future.result, future.set_result, future.set_exception = result_of, result_set, exception_set
    futures._copy_future_state = copy_future_state  # type: ignore[attr-defined]
    task_cancel = task.cancel

    @functools.wraps(task_cancel)
    def cancel_task(self: Any, msg: Any = None) -> bool:
        touch(self, True)
        strand = self._loop.strand_of(self)
        if strand is not None:
            execution = strand.execution
            execution.touch(Operation("write", ("strand", strand.task.index)))
            if not self.done():
                execution.note("cancel", strand.task.name)
            strand.is_cancelled()
        return bool(task_cancel(self, msg=msg))

    task.cancel = cancel_task


def _adapt_sleep() -> None:
    """Sleeping is giving way: it promises that some time has passed, and no order."""
    tasks = library.part("tasks")

    @types.coroutine
    def give_way(delay: float) -> Generator[None, None, None]:
        strand = _strand()
        if strand is not None and delay > 0:
            strand.nap = delay
        yield

    async def sleep(delay: float, result: Any = None) -> Any:
        if not delay <= 0:
            if math.isnan(delay):
                raise ValueError("Invalid delay: NaN (not a number)")
            library.part("events").get_running_loop()
        await give_way(delay)
        return result

    sleep.__doc__ = tasks.sleep.__doc__
    sleep.__module__ = library.PACKAGE
    tasks.sleep = sleep  # type: ignore[attr-defined]


def _adapt_run() -> None:
    """asyncio.run() inside of a running loop: the coroutine that it refuses is no coroutine that nobody awaits."""
    runners = library.part("runners")
    run = runners.run

    @functools.wraps(run)
    def run_or_refuse(main: Any, **options: Any) -> Any:
        if _get_running_loop() is not None and hasattr(main, "close"):
            main.close()
        return run(main, **options)

    runners.run = run_or_refuse  # type: ignore[attr-defined]


# -- locks: who holds them


class Holding:
    """Who holds a lock of asyncio, for messages, and to find a lock that is never released.

    Attributes:
        owner: the task that holds it.
        signals: some task has released what another one had acquired.
        line: where it was acquired last, while steps are recorded.
    """

    def __init__(self) -> None:
        self.owner: Task | None = None
        self.signals = False
        self.line: int | None = None
        running().locks.append(self)

    def take(self, lock: Any) -> None:
        """The current task has it now."""
        execution = running()
        self.owner = execution.current
        if self.owner is not None:
            self.owner.held.append(lock)
        if execution.recorder is not None:
            self.line = execution.line()

    def give_back(self, lock: Any) -> None:
        """The current task releases it."""
        if self.owner is not None:
            if lock in self.owner.held:
                self.owner.held.remove(lock)
            if self.owner is not running().current:
                self.signals = True
        self.owner = None


def _adapt_locks() -> None:
    cls = library.part("locks").Lock
    init, acquire, release = cls.__init__, cls.acquire, cls.release

    @functools.wraps(init)
    def made(self: Any, *arguments: Any, **keywords: Any) -> None:
        init(self, *arguments, **keywords)
        self._rc_holding = holding = Holding()
        self._rc_holder = lambda: holding.owner

    @functools.wraps(acquire)
    async def acquired(self: Any) -> Any:
        result = await acquire(self)
        self._rc_holding.take(self)
        return result

    @functools.wraps(release)
    def released(self: Any) -> None:
        release(self)
        self._rc_holding.give_back(self)

    cls.__init__, cls.acquire, cls.release = made, acquired, released


# -- coroutines that nobody awaits


def _notice_never_awaited() -> None:
    """Python warns when a coroutine is dropped that never ran; for a program under control it is a finding."""
    warn: Callable[[Any], None] = warnings._warn_unawaited_coroutine  # type: ignore[attr-defined]

    def dropped(coroutine: Any) -> None:
        code = coroutine.cr_code
        if not is_running():
            if code.co_filename not in _programs:
                warn(coroutine)
            return
        execution = running()
        if execution.aborting or execution.decided or code.co_filename != execution.filename:
            return
        origin = coroutine.cr_origin or ()
        line = next((number for name, number, _ in origin if name == execution.filename), None) or execution.line()
        execution.fail(
            "never-awaited",
            f"{coroutine.__qualname__}() was called and never awaited: calling a coroutine function only makes a "
            "coroutine, nothing of it runs",
            line,
        )

    warnings._warn_unawaited_coroutine = dropped  # type: ignore[attr-defined]


def begin(filename: str) -> None:
    """A program from `filename` runs under control from here on."""
    state = running().state
    if RUNNING in state:
        # a simulated process imports it for itself; tasks keep their numbers
        return
    state[RUNNING] = {}
    library.start_over()
    # what is left of it when it is over says nothing
    _programs.add(filename)


_programs: set[str] = set()
