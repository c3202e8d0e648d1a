"""The controlled event loop."""

from __future__ import annotations

import sys
import weakref
from collections.abc import Callable
from contextlib import suppress
from types import FunctionType, MethodType
from typing import Any, NoReturn

from helpers.interleave.control.execution import Execution, Unwind, describe_error, running, traceback_line
from helpers.interleave.control.operation import Operation, SyncOperation
from helpers.interleave.control.task import Task
from helpers.interleave.doubles import clock
from helpers.interleave.doubles import futures as pools
from helpers.interleave.doubles.asyncio import library
from helpers.interleave.doubles.asyncio.strands import TIMEOUTS, Channel, Strand, TaskStrand, Timers
from helpers.interleave.sealed import Sealed

events = library.part("events")
futures = library.part("futures")
tasks = library.part("tasks")


class Handle(events.Handle):  # type: ignore[name-defined]
    """A callback that is to run.

    Attributes:
        origin: what happened before it was scheduled.
        time: the virtual time at which it was scheduled.
        turn: its number in the order of scheduling.
    """

    __slots__ = ("origin", "time", "turn")

    def __init__(self, callback: Any, args: Any, loop: Loop, context: Any = None) -> None:
        super().__init__(callback, args, loop, context)
        self.origin: Any = None
        self.time = 0.0
        self.turn = 0


class TimerHandle(events.TimerHandle):  # type: ignore[name-defined]
    """A callback that is to run at some time."""

    __slots__ = ("origin", "time", "turn")

    def __init__(self, when: float, callback: Any, args: Any, loop: Loop, context: Any = None) -> None:
        super().__init__(when, callback, args, loop, context)
        self.origin: Any = None
        self.time = 0.0
        self.turn = 0

    def cancel(self) -> None:
        self._loop.execution.touch(Operation("write", ("timer", self.turn)))
        self._loop.execution.touch(Operation("time-out", TIMEOUTS))
        super().cancel()


def _is_librarys(callback: Any) -> bool:
    """Is this one of the library's own callbacks, rather than one that the program schedules?"""
    while hasattr(callback, "func"):
        callback = callback.func
    if not str(getattr(callback, "__module__", "")).startswith(library.PACKAGE):
        return False
    return callback.__name__.startswith("_") or callback.__qualname__.startswith("run_coroutine_threadsafe.")


def _does_nothing(callback: Any, args: tuple[Any, ...]) -> bool:
    """Is this what tells a thread's future that somebody has cancelled the task's future, which nobody has?"""
    return getattr(callback, "__qualname__", "") == "_chain_future.<locals>._call_check_cancel" and (
        args[0]._state != "CANCELLED"
    )


def _kind_of(callback: Any) -> Any:
    """Callbacks of the library that belong together, such as those of one gather(); None for the program's own."""
    if not _is_librarys(callback):
        return None
    parts: list[int] = []
    while hasattr(callback, "func"):
        parts += [id(argument) for argument in callback.args]
        callback = callback.func
    if isinstance(callback, MethodType):
        parts += [id(callback.__func__), id(callback.__self__)]
    else:
        parts.append(id(callback))
    return tuple(parts)


def _commutes(callback: Any, args: tuple[Any, ...]) -> bool:
    """Does the order in which such callbacks come make no difference, as long as each comes?"""
    name = getattr(callback, "__qualname__", "")
    if not args or not futures.isfuture(args[0]):
        return False
    future = args[0]
    went_well = future._state == "FINISHED" and future._exception is None
    if name in ("gather.<locals>._done_callback", "TaskGroup._on_task_done"):
        return went_well
    if name == "_wait.<locals>._on_completion":
        cells = dict(zip(callback.__code__.co_freevars, callback.__closure__ or (), strict=True))
        return "return_when" in cells and cells["return_when"].cell_contents == tasks.ALL_COMPLETED
    return False


class Loop(events.AbstractEventLoop, Sealed):  # type: ignore[name-defined]
    """An event loop whose blocks run in the order that the checker's strategy chooses.

    Every order of ready tasks is possible, because in life they wait for networks and disks. What asyncio does
    promise is kept: callbacks of one kind run in the order in which they were scheduled, each primitive serves
    its waiters first come, first served, and nothing else runs between two suspensions of a task.

    Attributes:
        thread: the thread that runs it.
        busy: the strand whose block is under way.
        strands: all of them.
        began: what had happened when it began to run.
        split: what had happened when the last block ended of which other threads could see the middle.
        called: the callbacks of the program that have run: (turn, what had happened then).
        timeouts: its time-outs; None as long as there was none.
        scheduled: the handles that the block which is under way has scheduled.
    """

    def __init__(self) -> None:
        self.execution: Execution = running()
        self.place = ("loop", self.execution.pin(self))
        current = self.execution.current
        assert current is not None
        self.thread: Task = current.thread
        self.busy: Strand | None = None
        self.strands: list[Strand] = []
        self.began: Any = ()
        self.split: Any = ()
        self.scheduled: list[Any] = []
        self.called: list[tuple[int, Any]] = []
        self.slow_callback_duration = 0.1
        self._jobs: dict[int, TaskStrand] = {}
        self._channels: dict[Any, Strand] = {}
        self.timeouts: Timers | None = None
        self._later: Timers | None = None
        self._turns = 0
        self._is_running = self._is_closed = self._is_stopping = self._is_ending = False
        self._debug = False
        self._task_factory: Any = None
        self._exception_handler: Any = None
        self._default_executor: Any = None
        self._generators: dict[int, weakref.ref[Any]] = {}

    def __repr__(self) -> str:
        return f"<Loop running={self._is_running} closed={self._is_closed}>"

    def __hash__(self) -> int:
        return 6151

    def __eq__(self, other: object) -> bool:
        return self is other

    # -- its state

    @property
    def is_free(self) -> bool:
        """Can a block begin?"""
        return self._is_running and self.busy is None

    @property
    def has_rules(self) -> bool:
        """Is it an error of this program to block the loop?"""
        return bool(self.execution.state.get("async rules")) and not self._is_ending

    def is_too_early(self, wake: float) -> bool:
        """Is there a time-out that was set for an earlier time, or one that is still being dealt with?

        A sleep promises no order. But a loop's own timers expire in their order, and whoever is woken by a time-out
        goes on before those who sleep for longer.
        """
        timeouts = self.timeouts
        if timeouts is None:
            return False
        if timeouts.comes_before(wake):
            return True
        return timeouts.last < wake and any(
            strand.handles and strand.wake is None and strand is not timeouts for strand in self.strands
        )

    def comes_first(self, handle: Any) -> bool:
        """Was no callback of the program scheduled before `handle` that has not run yet?

        Tasks wait for the world outside, so they come in any order. But call_soon() promises an order.
        """
        calls = self._channels.get(None)
        return calls is None or not calls.handles or calls.handles[0].turn >= handle.turn

    def follow_callbacks(self, task: Task, handle: Any) -> None:
        """`task` is about to run `handle`: the callbacks of the program that were scheduled before have run."""
        for turn, mark in reversed(self.called):
            if turn < handle.turn:
                self.execution.strategy.follow(task, mark)
                return

    def next_turn(self) -> int:
        """The next number in the order of scheduling."""
        self._turns += 1
        return self._turns

    def strand_of(self, job: Any) -> TaskStrand | None:
        """The strand of a task of asyncio."""
        return self._jobs.get(id(job))

    def is_running(self) -> bool:
        return self._is_running

    def is_closed(self) -> bool:
        return self._is_closed

    def get_debug(self) -> bool:
        return self._debug

    def set_debug(self, enabled: bool) -> None:
        self._debug = False

    def time(self) -> float:
        if sys._getframe(1).f_globals.get("__name__", "").startswith(library.PACKAGE):
            # the library's own look at the clock is no event of the program
            return self.execution.now()
        return clock.monotonic()

    def _check_closed(self) -> None:
        if self._is_closed:
            raise RuntimeError("Event loop is closed")

    # -- scheduling

    def call_soon(self, callback: Callable[..., Any], *args: Any, context: Any = None) -> Any:
        self._check_closed()
        execution = self.execution
        current = execution.current
        if self._is_running and current is not None and current.thread is not self.thread and not execution.aborting:
            line = execution.line()
            execution.fail(
                "wrong-thread",
                f"{current.title} uses an event loop that runs in {self.thread.title}: only call_soon_threadsafe() and "
                "asyncio.run_coroutine_threadsafe() may be called from another thread",
                line,
            )
            raise Unwind
        return self._schedule(callback, args, context)

    def call_soon_threadsafe(self, callback: Callable[..., Any], *args: Any, context: Any = None) -> Any:
        self._check_closed()
        execution = self.execution
        current = execution.current
        if current is not None and current.thread is not self.thread:
            execution.step(SyncOperation("call-soon", ("calls", self.place, _kind_of(callback))))
            self._check_closed()
        return self._schedule(callback, args, context)

    def _schedule(self, callback: Any, args: tuple[Any, ...], context: Any) -> Any:
        handle = Handle(callback, args, self, context)
        execution = self.execution
        current = execution.current
        if _does_nothing(callback, args):
            return handle
        strand = self._strand_for(callback, args)
        strand.add(handle)
        if self.busy is not None and current is self.busy.task:
            self.scheduled.append(handle)
        elif current is not None:
            handle.origin = execution.strategy.mark(current)
        return handle

    def _strand_for(self, callback: Any, args: tuple[Any, ...]) -> Strand:
        job = getattr(callback, "__self__", None)
        if isinstance(job, tasks.Task) and callback.__name__ in ("__step", "__wakeup"):
            strand = self._jobs.get(id(job))
            if strand is None:
                if self._jobs:
                    self.execution.solo = False
                strand = self._jobs[id(job)] = TaskStrand(self, job)
                self.strands.append(strand)
            return strand
        return self._channel(callback, args)

    def _channel(self, callback: Any, args: tuple[Any, ...]) -> Strand:
        """The strand for a callback: those of one kind keep their order, and that is all that is promised."""
        execution = self.execution
        key = _kind_of(callback)
        if key is None:
            execution.solo = False
        channel = self._channels.get(key)
        if channel is None:
            # what has a channel of its own is kept, so that no other callback can be mistaken for it
            execution.pin(callback)
            channel = Channel(self, "event loop" if key is None else "callbacks", hidden=key is not None)
            self._channels[key] = channel
            self.strands.append(channel)
        execution.touch(Operation("write", ("channel", channel.task.index), write=not _commutes(callback, args)))
        return channel

    def call_later(self, delay: float, callback: Callable[..., Any], *args: Any, context: Any = None) -> Any:
        if delay is None:
            raise TypeError("delay must not be None")
        return self.call_at(self.execution.now() + delay, callback, *args, context=context)

    def call_at(self, when: float, callback: Callable[..., Any], *args: Any, context: Any = None) -> Any:
        if when is None:
            raise TypeError("when cannot be None")
        self._check_closed()
        handle = TimerHandle(when, callback, args, self, context)
        current = self.execution.current
        if _is_librarys(callback):
            self.execution.touch(Operation("time-out", TIMEOUTS))
            if self.timeouts is None:
                self.timeouts = Timers(self, "time-outs", hidden=True, patient=True)
                self.strands.append(self.timeouts)
            timers = self.timeouts
        else:
            self.execution.touch(Operation("write", ("timers", when)))
            self.execution.solo = False
            if self._later is None:
                self._later = Timers(self, "event loop", hidden=False, patient=False)
                self._later.task.service = True
                self.strands.append(self._later)
            timers = self._later
        if self.busy is not None and current is self.busy.task:
            self.scheduled.append(handle)
        elif current is not None:
            handle.origin = self.execution.strategy.mark(current)
        timers.at(handle)
        return handle

    def _timer_handle_cancelled(self, handle: Any) -> None:
        """It is passed over when its time comes."""

    def create_future(self) -> Any:
        return futures.Future(loop=self)

    def create_task(self, coro: Any, **details: Any) -> Any:
        self._check_closed()
        if self._task_factory is not None:
            return self._create_by_factory(coro, details)
        job = tasks.Task(coro, loop=self, **details)
        strand = self._jobs.get(id(job))
        if strand is not None:
            self.execution.note("create-task", strand.task.name)
        return job

    def _create_by_factory(self, coro: Any, details: dict[str, Any]) -> Any:
        name = details.pop("name", None)
        job = self._task_factory(self, coro, **{k: v for k, v in details.items() if v is not None})
        if name is not None:
            job.set_name(name)
        return job

    def set_task_factory(self, factory: Any) -> None:
        if factory is not None and not callable(factory):
            raise TypeError("task factory must be a callable or None")
        self._task_factory = factory

    def get_task_factory(self) -> Any:
        return self._task_factory

    # -- running

    def run_forever(self) -> None:
        self._check_closed()
        if self._is_running:
            raise RuntimeError("This event loop is already running")
        if events._get_running_loop() is not None:
            raise RuntimeError("Cannot run the event loop while another loop is running")
        execution = self.execution
        thread = execution.current
        assert thread is not None
        if thread.starter is not None:
            # it was just started, and has not taken a step yet
            execution.step(SyncOperation("run-loop", None))
        outer_hooks = sys.get_asyncgen_hooks()
        outer_depth = sys.get_coroutine_origin_tracking_depth()
        sys.set_asyncgen_hooks(firstiter=self._generator_begins, finalizer=self._generator_ends)
        sys.set_coroutine_origin_tracking_depth(1)
        self._begin(thread)
        try:
            thread.operation = SyncOperation(
                "join", None, write=False, guard=lambda: False, awaits="the event loop to come to an end"
            )
            turns = sum(len(strand.handles) for strand in self.strands) if self._is_stopping else -1
            while turns != 0 and (turns > 0 or not self._is_stopping):
                turns -= 1
                task = execution.next_strand(thread)
                task.strand.run()
        finally:
            self._end(thread)
            sys.set_asyncgen_hooks(*outer_hooks)
            sys.set_coroutine_origin_tracking_depth(outer_depth)
            if execution.aborting:
                self._abandon()

    def _begin(self, thread: Task) -> None:
        self.thread = thread
        self._is_running = True
        self.began = self.execution.strategy.mark(thread)
        events._set_running_loop(self)
        for strand in self.strands:
            strand.task.greenlet = thread.greenlet
            strand.task.daemon = False

    def _end(self, thread: Task) -> None:
        execution = self.execution
        if not execution.aborting:
            # they could have gone on before the loop was stopped
            execution.strategy.given_up([strand.task for strand in self.strands if not strand.task.finished])
        self._is_running = self._is_stopping = False
        if execution.current is not None:
            thread.time = max(thread.time, execution.current.time)
        execution.current = thread
        thread.operation = None
        events._set_running_loop(None)
        for strand in self.strands:
            strand.task.daemon = True
            execution.strategy.joined(thread, strand.task)
        execution.forget_enabled()

    def _abandon(self) -> None:
        """The execution is over: close what is left, so that nothing of it runs in the next one."""
        for strand in list(self._jobs.values()):
            strand.job._log_destroy_pending = strand.job._log_traceback = False
            with suppress(BaseException):
                strand.job.get_coro().close()

    def run_until_complete(self, future: Any) -> Any:
        self._check_closed()
        if self._is_running:
            raise RuntimeError("This event loop is already running")
        if events._get_running_loop() is not None:
            raise RuntimeError("Cannot run the event loop while another loop is running")
        if self._has_nothing_to_end(future):
            future.close()
            return None
        is_new = not futures.isfuture(future)
        future = tasks.ensure_future(future, loop=self)
        if is_new:
            future._log_destroy_pending = False
        future.add_done_callback(_stop_when_done)
        try:
            self.run_forever()
        except BaseException:
            if is_new and future.done() and not future.cancelled():
                # run_forever() raised what the task raised: it counts as retrieved
                future.exception()
            raise
        finally:
            future.remove_done_callback(_stop_when_done)
        if not future.done():
            raise RuntimeError("Event loop stopped before Future completed.")
        return future.result()

    def _has_nothing_to_end(self, future: Any) -> bool:
        """Is this one of the coroutines with which a program ends, with nothing to do?"""
        if any(strand.handles for strand in self.strands):
            return False
        code = getattr(future, "cr_code", None)
        if code is Loop.shutdown_asyncgens.__code__:
            return not self._generators
        return code is Loop.shutdown_default_executor.__code__ and self._default_executor is None

    def stop(self) -> None:
        # whatever else could still have run before comes too late
        self.execution.touch(Operation("write", self.place))
        self._is_stopping = True

    def close(self) -> None:
        if self._is_running:
            raise RuntimeError("Cannot close a running event loop")
        if self._is_closed:
            return
        self._is_closed = True
        execution = self.execution
        if execution.aborting:
            self._abandon()
            return
        if self._default_executor is not None:
            self._default_executor.shutdown(wait=False)
        thread = execution.current
        assert thread is not None
        for strand in self.strands:
            strand.task.finished = True
            strand.task.operation = None
        for strand in self.strands:
            execution.join_seen(thread, strand.task)
        execution.forget_enabled()
        self._report_unseen()

    def _report_unseen(self) -> None:
        """A task that ended with an exception for which nobody asked: in life a message when it is collected."""
        for strand in self._jobs.values():
            job = strand.job
            if job.done() and job._log_traceback:
                job._log_traceback = False
                context = {"message": "Task exception was never retrieved", "exception": job._exception, "task": job}
                self.call_exception_handler(context)

    # -- errors

    def set_exception_handler(self, handler: Any) -> None:
        if handler is not None and not callable(handler):
            raise TypeError(f"A callable object or None is expected, got {handler!r}")
        self._exception_handler = handler

    def get_exception_handler(self) -> Any:
        return self._exception_handler

    def default_exception_handler(self, context: dict[str, Any]) -> None:
        execution = self.execution
        error = context.get("exception")
        if error is None or isinstance(error, Unwind):
            return
        job = context.get("task") or context.get("future")
        strand = self.strand_of(job)
        where = traceback_line(error, execution.filename)
        text = describe_error(error)
        if strand is not None:
            message = f"{strand.task.title} ends with {text}, and nobody awaits it"
        elif job is not None:
            message = f"a future has the exception {text}, and nobody awaits it"
        else:
            message = f"a callback of the event loop ends with {text}"
        execution.fail("exception", message, where)

    def call_exception_handler(self, context: dict[str, Any]) -> None:
        execution = self.execution
        if execution.aborting or execution.decided or isinstance(context.get("exception"), Unwind):
            return
        if self._exception_handler is not None:
            self._exception_handler(self, context)
            return
        self.default_exception_handler(context)

    # -- threads

    def run_in_executor(self, executor: Any, func: Callable[..., Any], *args: Any) -> Any:
        self._check_closed()
        if executor is None:
            if self._default_executor is None:
                self._default_executor = pools.ThreadPoolExecutor(thread_name_prefix="asyncio")
            executor = self._default_executor
        return futures.wrap_future(executor.submit(func, *args), loop=self)

    def set_default_executor(self, executor: Any) -> None:
        if not isinstance(executor, pools.ThreadPoolExecutor):
            raise TypeError("executor must be ThreadPoolExecutor instance")
        self._default_executor = executor

    async def shutdown_default_executor(self, timeout: float | None = None) -> None:
        self._is_ending = True
        if self._default_executor is not None:
            self._default_executor.shutdown(wait=True)

    # -- asynchronous generators

    def _generator_begins(self, generator: Any) -> None:
        self._generators[id(generator)] = weakref.ref(generator)

    def _generator_ends(self, generator: Any) -> None:
        self._generators.pop(id(generator), None)
        current = self.execution.current
        if self._is_closed or self.execution.aborting or current is None:
            return
        if current.thread is self.thread:
            self.create_task(generator.aclose())
        else:
            self.call_soon_threadsafe(self.create_task, generator.aclose())

    async def shutdown_asyncgens(self) -> None:
        self._is_ending = True
        left = [generator for generator in (ref() for ref in self._generators.values()) if generator is not None]
        self._generators.clear()
        if left:
            await tasks.gather(*[each.aclose() for each in left], return_exceptions=True)


def _stop_when_done(future: Any) -> None:
    if not future.cancelled():
        error = future.exception()
        if isinstance(error, SystemExit | KeyboardInterrupt):
            # it has already come out of run_forever()
            return
    futures._get_loop(future).stop()


_stop_when_done.__module__ = library.PACKAGE


def _refuse(name: str) -> Callable[..., Any]:
    def refused(self: Loop, *arguments: Any, **keywords: Any) -> NoReturn:
        line = self.execution.line()
        self.execution.fail(
            "cannot-judge",
            f"loop.{name}() in line {line} reaches beyond what the checker controls, so this program cannot be judged",
            line,
        )
        raise Unwind

    refused.__name__ = name
    return refused


for _name, _value in vars(events.AbstractEventLoop).items():
    if isinstance(_value, FunctionType) and not _name.startswith("_") and _name not in vars(Loop):
        setattr(Loop, _name, _refuse(_name))
