"""Doubles of `multiprocessing` and of the process pool: processes that are simulated within one interpreter.

A simulated process is a namespace of its own, in which the program's module is executed again, and threads that
belong to it. What passes between processes is really pickled. Their interleavings are explored like those of
threads. `simulated` has the process itself, the other modules what the library puts on top of it.
"""

from __future__ import annotations

import functools
import multiprocessing as real
import multiprocessing.pool as real_pool
from types import ModuleType
from typing import Any

from helpers.interleave.doubles.processes import (
    connections,
    managers,
    pool,
    primitives,
    process,
    queues,
    shared_memory,
    sharedctypes,
    thread_pool,
)
from helpers.interleave.doubles.processes.context import MADE, Context, context
from helpers.interleave.doubles.queues import Empty, Full


def _module(name: str, **contents: Any) -> ModuleType:
    module = ModuleType(name)
    module.__dict__.update(contents)
    return module


@functools.cache
def make_modules() -> dict[str, ModuleType]:
    """The doubles of `multiprocessing` and its submodules, by name. They hold nothing that an execution changes."""
    default = Context(None)
    methods = {name: getattr(default, name) for name in dir(Context) if not name.startswith("_")}
    parts = {
        "pool": _module(
            "multiprocessing.pool",
            Pool=pool.Pool,
            ThreadPool=thread_pool.ThreadPool,
            AsyncResult=pool.AsyncResult,
            ApplyResult=pool.AsyncResult,
            MapResult=pool.MapResult,
            MaybeEncodingError=real_pool.MaybeEncodingError,  # type: ignore[attr-defined]
            RemoteTraceback=real_pool.RemoteTraceback,  # type: ignore[attr-defined]
        ),
        "dummy": _module("multiprocessing.dummy", **thread_pool.DUMMY),
        "queues": _module(
            "multiprocessing.queues",
            Queue=queues.Queue,
            JoinableQueue=queues.JoinableQueue,
            SimpleQueue=queues.SimpleQueue,
            Empty=Empty,
            Full=Full,
        ),
        "connection": _module(
            "multiprocessing.connection",
            Connection=connections.Connection,
            Pipe=connections.Pipe,
            wait=connections.wait,
        ),
        "shared_memory": _module(
            "multiprocessing.shared_memory",
            SharedMemory=shared_memory.SharedMemory,
            ShareableList=shared_memory.ShareableList,
        ),
        "managers": _module(
            "multiprocessing.managers",
            SyncManager=managers.Manager,
            SharedMemoryManager=shared_memory.SharedMemoryManager,
            DictProxy=managers.DictProxy,
            ListProxy=managers.ListProxy,
            NamespaceProxy=managers.NamespaceProxy,
            ValueProxy=managers.ValueProxy,
        ),
        "sharedctypes": _module(
            "multiprocessing.sharedctypes",
            Value=sharedctypes.value,
            Array=sharedctypes.array,
            RawValue=sharedctypes.raw_value,
            RawArray=sharedctypes.raw_array,
            Synchronized=sharedctypes.Synchronized,
            SynchronizedArray=sharedctypes.SynchronizedArray,
        ),
        "synchronize": _module(
            "multiprocessing.synchronize",
            **{name: getattr(primitives, name) for name in _LOCKS},
        ),
        "process": _module(
            "multiprocessing.process",
            BaseProcess=process.Process,
            current_process=process.current_process,
            parent_process=process.parent_process,
            active_children=process.active_children,
        ),
        "context": _module(
            "multiprocessing.context",
            BaseContext=Context,
            get_context=context,
            TimeoutError=real.TimeoutError,
            ProcessError=real.ProcessError,
        ),
    }
    package = _module(
        "multiprocessing",
        __path__=[],
        Process=process.Process,
        ProcessError=real.ProcessError,
        TimeoutError=real.TimeoutError,
        BufferTooShort=real.BufferTooShort,
        AuthenticationError=real.AuthenticationError,
        **{**MADE, **methods, **parts},
    )
    return {"multiprocessing": package, **{f"multiprocessing.{name}": part for name, part in parts.items()}}


_LOCKS = "Lock RLock Condition Semaphore BoundedSemaphore Event Barrier".split()
