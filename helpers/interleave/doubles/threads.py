"""Doubles of threading's threads: Thread, Timer, local, and the functions that ask about them."""

from __future__ import annotations

import contextlib
import threading as real
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from helpers.interleave.control.execution import THREADS, describe_error, running, traceback_line
from helpers.interleave.control.operation import ANY, SyncOperation
from helpers.interleave.control.task import Task
from helpers.interleave.doubles.clock import sleep
from helpers.interleave.doubles.locks import Event, deadline_of
from helpers.interleave.schedule import letter
from helpers.interleave.sealed import Sealed


class Thread(Sealed, unpicklable="_thread.lock"):
    """Double of `threading.Thread`."""

    def __init__(
        self,
        group: None = None,
        target: Callable[..., Any] | None = None,
        name: str | None = None,
        args: Iterable[Any] = (),
        kwargs: Mapping[str, Any] | None = None,
        *,
        daemon: bool | None = None,
        context: Any = None,
    ) -> None:
        if group is not None:
            raise AssertionError("group argument must be None for now")
        execution = running()
        self._rc_given_name = name is not None
        if name is None:
            number = execution.state["threads"] = execution.state.get("threads", 0) + 1
            name = f"Thread-{number}"
            if target is not None:
                with contextlib.suppress(AttributeError):
                    name += f" ({target.__name__})"
        self._target = target
        self._args = args
        self._kwargs = dict(kwargs or {})
        self._name = str(name)
        if daemon is None:
            daemon = execution.current is not None and execution.current.daemon
        self._daemonic = bool(daemon)
        self._rc_task: Task | None = None
        self._rc_context = context
        self._initialized = True

    def _check(self) -> None:
        if not self.__dict__.get("_initialized", False):
            raise RuntimeError("thread.__init__() not called")

    @property
    def name(self) -> str:
        self._check()
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        self._name = str(value)
        self._rc_given_name = True

    @property
    def daemon(self) -> bool:
        self._check()
        return self._daemonic

    @daemon.setter
    def daemon(self, value: bool) -> None:
        self._check()
        if self._rc_task is not None:
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = bool(value)

    def getName(self) -> str:
        return self.name

    def setName(self, name: str) -> None:
        self.name = name

    def isDaemon(self) -> bool:
        return self.daemon

    def setDaemon(self, daemonic: bool) -> None:
        self.daemon = daemonic

    @property
    def ident(self) -> int | None:
        return None if self._rc_task is None else 1000 + self._rc_task.number

    native_id = ident

    def start(self) -> None:
        if not self.__dict__.get("_initialized", False):
            raise RuntimeError("thread.__init__() not called")
        if self._rc_task is not None:
            raise RuntimeError("threads can only be started once")
        execution = running()
        if execution.watches_exit and not execution.solo:
            # which number the new thread gets is not known yet, but who starts it is
            starter = execution.current.index if execution.current is not None else 0
            key = ANY if execution.state["reuses numbers"] else ("start", starter)
            execution.step(SyncOperation("start", THREADS, key=key))
        shown = letter(len(execution.tasks))
        if self._rc_given_name:
            shown = f"{shown} ({self._name})"
        execution.note("start", shown)
        origin = self._target if self._target is not None else type(self)
        self._rc_task = execution.spawn(self._bootstrap, shown, daemon=self._daemonic, double=self, origin=origin)

    def _bootstrap(self) -> None:
        execution = running()
        task = execution.current
        assert task is not None
        # start() has not returned yet: the thread exists before its creator knows
        self._rc_task = task
        try:
            if self._rc_context is None:
                self.run()
            else:  # since 3.14
                self._rc_context.run(self.run)
        except SystemExit:
            raise
        except Exception as error:
            hook = execution.own("modules").threading_hook()
            if hook is None:
                raise
            hook(real.ExceptHookArgs((type(error), error, error.__traceback__, self)))

    def run(self) -> None:
        try:
            if self._target is not None:
                target = running().own("hooks")["_rc_callee"](self._target, -1)
                target(*self._args, **self._kwargs)
        finally:
            self.__dict__.pop("_target", None)

    def join(self, timeout: float | None = None) -> None:
        if not self.__dict__.get("_initialized", False):
            raise RuntimeError("Thread.__init__() not called")
        task = self._rc_task
        if task is None:
            raise RuntimeError("cannot join thread before it is started")
        execution = running()
        current = execution.current
        assert current is not None
        if task is current:
            raise RuntimeError("cannot join current thread")
        # with a time-out, whether the thread has ended is a question that can be asked too early
        if not task.finished or (timeout is not None and not execution.solo):
            if timeout is not None and timeout <= 0:
                execution.step(SyncOperation("join", ("thread", task.index), write=False))
            else:
                execution.step(
                    SyncOperation(
                        "join",
                        ("thread", task.index),
                        write=False,
                        guard=lambda: task.finished,
                        deadline=deadline_of(timeout),
                        awaits=f"thread {task.name} to end",
                        blocker=lambda: task,
                    )
                )
        if task.finished:
            execution.join_seen(current, task)

    def is_alive(self) -> bool:
        self._check()
        task = self._rc_task
        if task is None:
            return False
        execution = running()
        if not execution.solo:
            execution.step(SyncOperation("alive?", ("thread", task.index), write=False))
        return not task.finished

    def __repr__(self) -> str:
        state = "initial" if self._rc_task is None else "stopped" if self._rc_task.finished else "started"
        return f"<{type(self).__name__}({self._name}, {state})>"

    def __hash__(self) -> int:
        # a thread that was put into a set before it was started is still found there afterwards
        return object.__hash__(self)

    def __eq__(self, other: object) -> bool:
        return self is other


class Timer(Thread):
    """Double of `threading.Timer`: like a sleep, its interval promises no order."""

    def __init__(
        self,
        interval: float,
        function: Callable[..., Any],
        args: Iterable[Any] | None = None,
        kwargs: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__()
        self.interval = interval
        self.function = function
        self.args = args if args is not None else []
        self.kwargs = kwargs if kwargs is not None else {}
        self.finished = Event()

    def cancel(self) -> None:
        self.finished.set()

    def run(self) -> None:
        sleep(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class MainThread(Thread):
    """Double of the main thread."""

    def __init__(self) -> None:
        self._initialized = True
        self._rc_given_name, self._rc_task = True, None
        self._name, self._daemonic = "MainThread", False

    @property
    def ident(self) -> int:
        return 1000

    native_id = ident

    def is_alive(self) -> bool:
        return True

    def start(self) -> None:
        raise RuntimeError("threads can only be started once")

    def join(self, timeout: float | None = None) -> None:
        raise RuntimeError("cannot join current thread")

    def __repr__(self) -> str:
        return f"<_MainThread({self._name}, started {self.ident})>"


MainThread.__name__ = MainThread.__qualname__ = "_MainThread"


class Local(Sealed, unpicklable="_thread._local"):
    """Double of `threading.local`: every thread sees its own attributes."""

    _per_thread = True

    def __new__(cls, *arguments: Any, **keywords: Any) -> Any:
        self = object.__new__(cls)
        execution = running()
        execution.pin(self)
        object.__setattr__(self, "_arguments", (arguments, keywords))
        assert execution.current is not None
        execution.current.local[id(self)] = {}
        return self

    def __getattribute__(self, name: str) -> Any:
        if name == "__class__":
            return type(self)
        values = _values_of(self)
        if name == "__dict__":
            return values
        if name in values:
            return values[name]
        if name == "_arguments":
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '_arguments'")
        return object.__getattribute__(self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        descriptor = getattr(type(self), name, None)
        if hasattr(type(descriptor), "__set__"):
            object.__setattr__(self, name, value)
            return
        _values_of(self)[name] = value

    def __delattr__(self, name: str) -> None:
        try:
            del _values_of(self)[name]
        except KeyError:
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'") from None


def _values_of(local: Local) -> dict[str, Any]:
    task = running().current
    if task is None:
        return {}
    task = task.thread
    values = task.local.get(id(local))
    if values is None:
        values = task.local[id(local)] = {}
        arguments, keywords = object.__getattribute__(local, "_arguments")
        type(local).__init__(local, *arguments, **keywords)
    return values


def current_thread() -> Any:
    """Double of `threading.current_thread`."""
    execution = running()
    task = execution.current
    if task is None or task.thread.double is None:
        return main_thread()
    return task.thread.double


def main_thread() -> MainThread:
    """Double of `threading.main_thread`."""
    execution = running()
    process = None if execution.current is None else execution.current.process
    state = execution.state if process is None else process.state
    if "main thread" not in state:
        state["main thread"] = MainThread()
    return state["main thread"]


def get_ident() -> int:
    """Double of `threading.get_ident`."""
    task = running().current
    return 1000 + (task.thread.number if task is not None else 0)


def _look_at_all() -> list[Task]:
    execution = running()
    if not execution.solo:
        execution.step(SyncOperation("enumerate", THREADS, write=False))
    process = None if execution.current is None else execution.current.process
    return [t for t in execution.tasks if not t.finished and t.process is process and not t.hidden]


def active_count() -> int:
    """Double of `threading.active_count`."""
    return len(_look_at_all())


def enumerate_threads() -> list[Any]:
    """Double of `threading.enumerate`."""
    return [t.double if t.double is not None else main_thread() for t in _look_at_all()]


def excepthook(arguments: Any) -> None:
    """Double of `threading.excepthook`: what a thread does not catch is a failure of the program."""
    execution = running()
    error = arguments.exc_value
    task = execution.current
    assert task is not None
    execution.fail(
        "exception",
        f"{task.title} ends with {describe_error(error)}",
        traceback_line(error, execution.filename),
    )
