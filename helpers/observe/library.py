"""What the library is asked to do in the processes of a run: pools and executors made, used, closed.

Methods of library classes are wrapped, in the stage before the program is loaded, and in other processes when they
import the task functions. What is told here serves messages; a verdict stands on what the tasks showed.
"""

from __future__ import annotations

import functools
import itertools
import os
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from helpers.observe.ask import ask
from helpers.observe.cores import have_the_same_cores_everywhere
from helpers.observe.futures import turn_futures_round

_numbers = itertools.count(1)
_inside = threading.local()
_installed = False
_futures: list[Any] = []
_real_sleep = time.sleep
_real_sleeps: dict[str, Any] = {}
_MOST_FUTURES = 20_000


def watch() -> None:
    """Watch the library in this process from now on. A second call does nothing."""
    global _installed
    if _installed:
        return
    _installed = True
    have_the_same_cores_everywhere()
    time.sleep = _sleep  # type: ignore[assignment]
    if "asyncio" in sys.modules:
        import asyncio

        _real_sleeps["asyncio"] = asyncio.sleep
        # `from asyncio import sleep` reads the package's name
        asyncio.sleep = asyncio.tasks.sleep = _sleep_in_coroutine
    from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
    from multiprocessing import shared_memory
    from multiprocessing.pool import Pool
    from multiprocessing.process import BaseProcess

    turn_futures_round()
    _after(Pool, "__init__", _pool_made)
    for name in ("map", "starmap", "map_async", "starmap_async", "imap", "imap_unordered", "apply", "apply_async"):
        _before(Pool, name, functools.partial(_pool_used, name))
    for name, change in (("close", "closed"), ("terminate", "terminated"), ("join", "joined")):
        _before(Pool, name, functools.partial(_changed, change))
    for executor in (ThreadPoolExecutor, ProcessPoolExecutor):
        _after(executor, "__init__", _executor_made)
        _before(executor, "map", _executor_map)
        _around_submit(executor)
        _before(executor, "shutdown", functools.partial(_changed, "closed"))
    for name in ("result", "exception"):
        _before(Future, name, _asked_for)
    for name in ("start", "join", "terminate", "kill"):
        _before(BaseProcess, name, functools.partial(_process, name))
    _after(shared_memory.SharedMemory, "__init__", _memory_made)
    _before(shared_memory.SharedMemory, "unlink", _memory_unlinked)


def _sleep(seconds: float) -> None:
    """`time.sleep`, on the judge's time: it ends when nobody else in the program has anything to do."""
    if isinstance(seconds, (int, float)) and seconds > 0:
        ask({"do": "sleep", "seconds": float(seconds)})
    else:
        _real_sleep(seconds)


async def _sleep_in_coroutine(delay: float, result: Any = None) -> Any:
    """`asyncio.sleep`, on the judge's time."""
    # imported late: programs without coroutines have no use for it
    import asyncio

    from helpers.observe.ask_async import ask_async

    if not isinstance(delay, (int, float)) or delay <= 0:
        return await _real_sleeps["asyncio"](delay, result)
    who = asyncio.current_task()
    await ask_async({"do": "sleep", "seconds": float(delay), "who": who.get_name() if who else ""})
    return result


def swallowed() -> list[str]:
    """The exceptions in this process' futures that nobody asked for, as `Type: text`."""
    found = []
    for future in _futures:
        if future.done() and not future.cancelled() and not getattr(future, "_watched_asked", False):
            error = future._exception
            if error is not None:
                found.append(f"{type(error).__name__}: {error}")
    return found


def note(what: str, **details: Any) -> None:
    """Tell the judge."""
    ask({"do": "note", "what": what, **details})


def _quietly(tell: Callable[..., None], *args: Any, **kwargs: Any) -> None:
    """Tell, unless the library itself calls: `Pool.apply` uses `apply_async`, and so on."""
    if getattr(_inside, "depth", 0) == 0:
        tell(*args, **kwargs)


class _Depth:
    def __enter__(self) -> None:
        _inside.depth = getattr(_inside, "depth", 0) + 1

    def __exit__(self, *_: object) -> None:
        _inside.depth -= 1


def _before(cls: type, name: str, tell: Callable[..., None]) -> None:
    method = getattr(cls, name)

    @functools.wraps(method)
    def told(self: Any, *args: Any, **kwargs: Any) -> Any:
        _quietly(tell, self, *args, **kwargs)
        with _Depth():
            return method(self, *args, **kwargs)

    setattr(cls, name, told)


def _after(cls: type, name: str, tell: Callable[..., None]) -> None:
    method = getattr(cls, name)

    @functools.wraps(method)
    def told(self: Any, *args: Any, **kwargs: Any) -> None:
        with _Depth():
            method(self, *args, **kwargs)
        _quietly(tell, self, *args, **kwargs)

    setattr(cls, name, told)


def _around_submit(executor: Any) -> None:
    method = executor.submit

    @functools.wraps(method)
    def submit(self: Any, /, *args: Any, **kwargs: Any) -> Any:
        _quietly(_used, self, "submit")
        with _Depth():
            future = method(self, *args, **kwargs)
        _look_at_the_workers_again(self)
        if len(_futures) < _MOST_FUTURES and getattr(_inside, "depth", 0) == 0:
            _futures.append(future)
        return future

    executor.submit = submit


def _look_at_the_workers_again(executor: Any) -> None:
    """Have an executor's own thread wait for the end of all workers, the newest one included.

    `submit` wakes that thread and starts a worker afterwards. When the thread is quick, it waits without the new
    worker, and does not notice its death until something else happens (CPython, concurrent/futures/process.py).
    Which of the two is quicker must not decide about an answer.
    """
    wakeup = getattr(executor, "_executor_manager_thread_wakeup", None)
    if wakeup is not None:
        with executor._shutdown_lock:
            wakeup.wakeup()


def _pool_made(pool: Any, *args: Any, **kwargs: Any) -> None:
    pool._watched = next(_numbers)
    threads = type(pool).__name__ == "ThreadPool"
    note(
        "pool",
        id=pool._watched,
        kind="ThreadPool" if threads else "Pool",
        workers=pool._processes,
        method="" if threads else pool._ctx.get_start_method(),
        initializer=pool._initializer is not None,
        per_child=pool._maxtasksperchild,
    )


def _executor_made(executor: Any, *args: Any, **kwargs: Any) -> None:
    executor._watched = next(_numbers)
    context = getattr(executor, "_mp_context", None)
    note(
        "pool",
        id=executor._watched,
        kind="ProcessPoolExecutor" if context is not None else "ThreadPoolExecutor",
        workers=executor._max_workers,
        method=context.get_start_method() if context is not None else "",
        initializer=getattr(executor, "_initializer", None) is not None,
        per_child=getattr(executor, "_max_tasks_per_child", None),
    )


def _pool_used(name: str, pool: Any, *args: Any, **kwargs: Any) -> None:
    chunksize = None
    items = None
    if name not in ("apply", "apply_async"):
        chunksize = kwargs.get("chunksize", args[2] if len(args) > 2 else None)
        items = _length(args[1] if len(args) > 1 else kwargs.get("iterable"))
    _used(pool, name, items, chunksize)


def _executor_map(executor: Any, function: Any, *iterables: Any, **kwargs: Any) -> None:
    lengths = [n for n in map(_length, iterables) if n is not None]
    _used(executor, "map", min(lengths, default=None), kwargs.get("chunksize"))


def _used(pool: Any, name: str, items: int | None = None, chunksize: Any = None) -> None:
    number = getattr(pool, "_watched", 0)
    note("call", id=number, name=name, items=items, chunksize=chunksize if type(chunksize) is int else None)


def _changed(change: str, pool: Any, *args: Any, **kwargs: Any) -> None:
    # the end of a `with` block and the finaliser call these, too
    note("changed", id=getattr(pool, "_watched", 0), change=change)


def _asked_for(future: Any, *args: Any, **kwargs: Any) -> None:
    future._watched_asked = True


def _process(name: str, process: Any, *args: Any, **kwargs: Any) -> None:
    # once: in a loop around `join(timeout=...)` each further note would look like progress, and nobody seem asleep
    told = process.__dict__.setdefault("_watched", set())
    if name not in told:
        told.add(name)
        note(f"Process.{name}", name=str(process.name), daemon=bool(process.daemon))


def _memory_made(block: Any, *args: Any, **kwargs: Any) -> None:
    create = kwargs.get("create", args[1] if len(args) > 1 else False)
    note("memory", name=block._name, size=block.size, create=bool(create))


def _memory_unlinked(block: Any) -> None:
    note("unlinked", name=block._name)


def _length(items: Any) -> int | None:
    return len(items) if isinstance(items, (list, tuple, range, str, dict, set)) else None


def note_child() -> None:
    """In a process that the program started: watch it, as far as that has not been inherited."""
    if os.environ.get("RACECOURSE_OBSERVER"):
        watch()
