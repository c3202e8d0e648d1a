"""Where threads, processes and tasks begin in the library, while a recording is under way.

Each hook is a method of a class of the standard library, replaced by one that lets the original do the work and has
beginning and end noted. They are put in place when the first recording begins, and the originals come back when the
last one ends. In between, what a program does and what it raises is what it would be without.
"""

from __future__ import annotations

import asyncio
import functools
import multiprocessing.dummy
import multiprocessing.pool
import multiprocessing.process
import os
import subprocess
import threading
import time
from collections.abc import Callable, Coroutine, Iterable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from helpers.timeline.calls import ProcessRun, TaskCall, ThreadRun
from helpers.timeline.coroutines import SteppedCoroutine
from helpers.timeline.notes import Sink, new_key, note

_guard = threading.Lock()
_open: list[Sink] = []
_replaced: list[_Hook] = []

# threads by which the library runs its pools and queues; those on which the program's own tasks run are not among them
_LIBRARY = ("asyncio", "concurrent.futures", "multiprocessing")


class _Hook(NamedTuple):
    owner: type
    name: str
    original: Any
    ours: Any


def join_in(sink: Sink) -> None:
    """Let a recording hear of what begins from now on."""
    with _guard:
        if not _open:
            _replaced.extend(_hooks())
            for hook in _replaced:
                setattr(hook.owner, hook.name, hook.ours)
        _open.append(sink)


def leave(sink: Sink) -> None:
    """Let a recording hear no more. With the last one, the library is as it was."""
    with _guard:
        _open.remove(sink)
        if _open:
            return
        for hook in _replaced:
            # somebody else may have replaced it meanwhile: theirs stays, and ours beneath it does nothing any more
            if vars(hook.owner).get(hook.name) is hook.ours:
                setattr(hook.owner, hook.name, hook.original)
        _replaced.clear()


def _sinks() -> tuple[Sink, ...]:
    return tuple(_open)


def begin_thread(thread: threading.Thread) -> None:
    """Start a thread that no recording hears of."""
    _original_start(thread)


_original_start = threading.Thread.start


def _hooks() -> Iterable[_Hook]:
    replacements: list[tuple[type, str, Callable[[Any], Any]]] = [
        (threading.Thread, "start", _thread_start),
        (multiprocessing.process.BaseProcess, "start", _process_start),
        (subprocess.Popen, "__init__", _popen),
        (ThreadPoolExecutor, "submit", _submit),
        (ProcessPoolExecutor, "submit", _submit),
        (ProcessPoolExecutor, "map", _map),
        (multiprocessing.pool.Pool, "apply_async", _pool_apply),
        # map, starmap and their _async forms all come through here
        (multiprocessing.pool.Pool, "_map_async", _pool_map),
        (multiprocessing.pool.Pool, "imap", _pool_map),
        (multiprocessing.pool.Pool, "imap_unordered", _pool_map),
        (asyncio.BaseEventLoop, "create_task", _create_task),
    ]
    for owner, name, replace in replacements:
        original = vars(owner)[name]
        yield _Hook(owner, name, original, functools.wraps(original)(replace(original)))


def _thread_start(original: Callable[..., None]) -> Callable[..., None]:
    def start(self: threading.Thread) -> None:
        sinks = _sinks()
        if not sinks or _is_the_librarys(self):
            return original(self)
        run = ThreadRun(self, sinks)
        self.run = run  # type: ignore[method-assign]
        try:
            original(self)
        except BaseException:
            run.give_back()
            raise
        # `start` comes back before the thread's own code begins, and the recording may end in between
        run.note_start()

    return start


def _is_the_librarys(thread: threading.Thread) -> bool:
    if isinstance(thread, multiprocessing.dummy.DummyProcess):  # the workers of a ThreadPool
        return False
    target = getattr(thread, "_target", None)
    module = getattr(target, "__module__", None) if target is not None else type(thread).__module__
    return (module or "").startswith(_LIBRARY) and module != "concurrent.futures.thread"


def _process_start(original: Callable[..., None]) -> Callable[..., None]:
    def start(self: multiprocessing.process.BaseProcess) -> None:
        sinks = _sinks()
        if not sinks or "run" in vars(self):
            return original(self)
        key, asked = new_key(), time.perf_counter_ns()
        self.run = ProcessRun(self, sinks, key, asked)  # type: ignore[method-assign]
        try:
            original(self)
        finally:
            self.__dict__.pop("run", None)
        _note_process(sinks, key, self.name, self.pid, asked)

    return start


def _popen(original: Callable[..., None]) -> Callable[..., None]:
    def init(self: subprocess.Popen[Any], args: Any, *more: Any, **named: Any) -> None:
        at = time.perf_counter_ns()
        original(self, args, *more, **named)
        if _open:
            first = args if isinstance(args, (str, bytes, os.PathLike)) else next(iter(args), "?")
            _note_process(_sinks(), new_key(), Path(os.fsdecode(first)).name, self.pid, at)

    return init


def _note_process(sinks: tuple[Sink, ...], key: str, name: str, pid: int | None, at: int) -> None:
    note(sinks, do="started", kind="process", key=key, name=name, pid=pid, tid=pid, at=at)


def _submit(original: Callable[..., Any]) -> Callable[..., Any]:
    def submit(self: Any, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        sinks = _sinks()
        # a chunk of `map`: the calls in it note themselves
        if sinks and not (isinstance(fn, partial) and any(isinstance(arg, TaskCall) for arg in fn.args)):
            fn = TaskCall(fn, sinks, time.perf_counter_ns())
        return original(self, fn, *args, **kwargs)

    return submit


def _map(original: Callable[..., Any]) -> Callable[..., Any]:
    def map(self: Any, fn: Callable[..., Any], *iterables: Any, **options: Any) -> Any:
        sinks = _sinks()
        return original(self, TaskCall(fn, sinks, None) if sinks else fn, *iterables, **options)

    return map


def _pool_apply(original: Callable[..., Any]) -> Callable[..., Any]:
    def apply_async(self: Any, func: Callable[..., Any], *args: Any, **options: Any) -> Any:
        sinks = _sinks()
        return original(self, TaskCall(func, sinks, time.perf_counter_ns()) if sinks else func, *args, **options)

    return apply_async


def _pool_map(original: Callable[..., Any]) -> Callable[..., Any]:
    def map(self: Any, func: Callable[..., Any], *args: Any, **options: Any) -> Any:
        sinks = _sinks()
        # imap with chunks calls itself nothing twice: a call that is noted stays as it is
        if sinks and not isinstance(func, TaskCall):
            func = TaskCall(func, sinks, None)
        return original(self, func, *args, **options)

    return map


def _create_task(original: Callable[..., Any]) -> Callable[..., Any]:
    def create_task(self: Any, coro: Coroutine[Any, Any, Any], **options: Any) -> Any:
        sinks = _sinks()
        if sinks and isinstance(coro, Coroutine) and not _ends_the_loop(coro):
            coro = SteppedCoroutine(coro, sinks)
        return original(self, coro, **options)

    return create_task


def _ends_the_loop(coroutine: Coroutine[Any, Any, Any]) -> bool:
    """Whether this is what `asyncio.run` itself does in the end."""
    return getattr(coroutine, "__qualname__", "").startswith("BaseEventLoop.shutdown_")
