"""Calls that say when they begin and end: of threads, of processes, of tasks of a pool.

They are classes at the top of a module because they travel: with fork as they are, with spawn and forkserver pickled.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from contextvars import Context
from functools import partial
from typing import TYPE_CHECKING, Any

from helpers.timeline.notes import Sink, moment, new_key, note

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.process import BaseProcess

Sinks = tuple[Sink, ...]

RETURNED, CANCELLED = "returned", "was cancelled"


@contextmanager
def noted(sinks: Sinks, kind: str, name: str, **more: Any) -> Iterator[None]:
    """Note when the block begins and ends, in which thread of which process, and how. Its exceptions pass through."""
    key = more.pop("key", None) or new_key()
    where = {"pid": os.getpid(), "tid": threading.get_native_id()}
    note(sinks, do="begin", kind=kind, name=name, key=key, **where, **more, **moment())
    how = RETURNED
    try:
        yield
    except BaseException as error:
        how = f"raised {type(error).__name__}"
        raise
    finally:
        note(sinks, do="end", key=key, how=how, **moment())


class TaskCall:
    """A function that is called as a task of a pool.

    Args:
        asked: when it was handed over; None when each call is a task of its own, as with `map`.
    """

    def __init__(self, function: Callable[..., Any], sinks: Sinks, asked: int | None) -> None:
        self.function = function
        self.sinks = sinks
        self.asked = asked

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        with noted(self.sinks, "task", call_name(self.function, args), asked=self.asked):
            return self.function(*args, **kwargs)


class ProcessRun:
    """Takes the place of a process's `run` in the process itself."""

    def __init__(self, process: BaseProcess, sinks: Sinks, key: str, asked: int) -> None:
        self.process = process
        self.sinks = sinks
        self.key = key
        self.asked = asked

    def __call__(self) -> None:
        self.process.__dict__.pop("run", None)
        with noted(self.sinks, "process", self.process.name, key=self.key, asked=self.asked):
            self.process.run()


class ThreadRun:
    """Takes the place of a thread's `run`, and goes when it is called."""

    def __init__(self, thread: threading.Thread, sinks: Sinks) -> None:
        self.thread = thread
        self.sinks = sinks
        self.key = new_key()
        self.own = thread.__dict__.get("run")  # a program may have put one there itself

    def __call__(self) -> None:
        self.give_back()
        with noted(self.sinks, "thread", self.thread.name, key=self.key):
            self.thread.run()

    def note_start(self) -> None:
        """Note that the thread is there, in the one that has started it."""
        where = {"pid": os.getpid(), "tid": self.thread.native_id}
        name, at = self.thread.name, time.perf_counter_ns()
        note(self.sinks, do="started", kind="thread", key=self.key, name=name, at=at, **where)

    def give_back(self) -> None:
        """Let the thread have the `run` that it had."""
        self.thread.__dict__.pop("run", None)
        if self.own is not None:
            self.thread.__dict__["run"] = self.own


def call_name(function: Callable[..., Any], args: tuple[Any, ...]) -> str:
    """What to call a task: its function's name, and its arguments where they are short."""
    while isinstance(function, partial):
        args = (*function.args, *args)
        function = function.func
    if args and isinstance(getattr(function, "__self__", None), Context):
        # `asyncio.to_thread` calls a function by way of its caller's context
        function, args = args[0], args[1:]
    return getattr(function, "__name__", type(function).__name__) + shown_arguments(args)


def shown_arguments(args: tuple[Any, ...]) -> str:
    """Arguments in parentheses, where all of them are plain and short; nothing otherwise."""
    if not args or not all(_is_short(arg) for arg in args):
        return ""
    said = ", ".join(map(repr, args))
    return f"({said})" if len(said) <= _LONGEST else ""


_LONGEST = 16  # characters


def _is_short(arg: Any) -> bool:
    """Whether it may be written out: what is long takes long, and Python refuses to write down the largest numbers."""
    if type(arg) is str:  # and no class of the program's own, which says itself how it is written
        return len(arg) <= _LONGEST
    return type(arg) in (float, bool, type(None)) or (type(arg) is int and abs(arg) < 10**_LONGEST)
