"""Double of multiprocessing.Pool.

As in life, leaving its `with` block terminates it, a worker that dies takes its task with it, and whoever waits for
that task waits for ever.
"""

from __future__ import annotations

import itertools
import traceback
from collections.abc import Callable, Iterable, Iterator
from multiprocessing import TimeoutError as PoolTimeoutError
from multiprocessing.pool import MaybeEncodingError, RemoteTraceback  # type: ignore[attr-defined]
from typing import Any

from helpers.interleave.control.execution import Unwind, describe_error, running
from helpers.interleave.control.operation import ANY, Operation, SyncOperation
from helpers.interleave.control.stuck import TAKES_INPUT
from helpers.interleave.doubles.futures import ASKS_AT_ONCE
from helpers.interleave.doubles.locks import deadline_of
from helpers.interleave.doubles.processes.pickling import dumps, loads, plain
from helpers.interleave.doubles.processes.process import CPUS, start_method
from helpers.interleave.doubles.processes.simulated import current
from helpers.interleave.doubles.processes.workers import Task, Worker, Workers
from helpers.interleave.record import _without_addresses, short
from helpers.interleave.sealed import Sealed

LOOKING_AT_SINGLE_RESULTS = frozenset({"ready", "successful", "callback", "error_callback", "Thread", "wait"})


CALLBACKS = "callbacks of pools"


class _PoolWorkers(Workers):
    def not_sent(self, error: Exception, value: Any) -> Exception:
        wrapped = MaybeEncodingError(error, value)
        wrapped.exc, wrapped.value = wrapped.args = plain(wrapped.exc), plain(wrapped.value)
        return wrapped


def _starmapped(function: Callable[..., Any], chunk: Iterable[Any]) -> list[Any]:
    return list(itertools.starmap(function, chunk))


def _mapped(function: Callable[..., Any], chunk: Iterable[Any]) -> list[Any]:
    return list(map(function, chunk))


def do(task: tuple[Any, Any, Any]) -> Any:
    """The result of a task."""
    function, arguments, keywords = task
    if function in (_mapped, _starmapped):
        inner, chunk = arguments
        inner = running().own("hooks")["_rc_callee"](inner, -1)
        return function(inner, chunk)
    function = running().own("hooks")["_rc_callee"](function, -1)
    return function(*arguments, **keywords)


def run_task(worker: Worker, task: tuple[Any, Any, Any]) -> tuple[bool, Any]:
    """Do what a worker process does with a task: (succeeded, result or exception)."""
    try:
        return True, do(task)
    except Unwind:
        raise
    except Exception as error:
        return False, carried(error)


class _Carried:
    """An exception on its way to another process, with its traceback as text."""

    def __init__(self, error: BaseException, text: str) -> None:
        self.error, self.text = error, text

    def __reduce__(self) -> Any:
        return _arrived, (self.error, self.text)


def _arrived(error: BaseException, text: str) -> BaseException:
    error.__cause__ = RemoteTraceback(text)
    return error


def carried(error: BaseException) -> _Carried:
    """Wrap an exception so that it keeps its traceback, as text, when it is pickled."""
    text = "".join(traceback.format_exception_only(error))
    error.__traceback__ = None
    return _Carried(error, f'\n"""\n{text}"""')


class AsyncResult(Sealed):
    """Double of `multiprocessing.pool.AsyncResult`."""

    def __init__(self, pool: Pool | None = None, callback: Any = None, error_callback: Any = None) -> None:
        state = running().state
        number = state["results"] = state.get("results", 0) + 1
        self._location = ("result", number)
        self._callback, self._error_callback = callback, error_callback
        self._left = 1
        self._success = True
        self._value: Any = None

    def _is_done(self) -> bool:
        return self._left == 0

    def _arrive(self, key: Any, data: Any) -> None:
        success, value = _unpickled(data)
        self._keep(key, success, value)
        if self._left == 1:
            callback = self._callback if self._success else self._error_callback
            if callback is not None:
                self._call(callback)
        self._left -= 1

    def _call(self, callback: Callable[[Any], Any]) -> None:
        """Call back: the pool has one thread that does it, and nobody gets the result before it has been done."""
        execution = running()
        state = execution.state
        execution.step(
            SyncOperation(
                "callback",
                CALLBACKS,
                guard=lambda: not state.get(CALLBACKS),
                awaits="the callback before to end",
            )
        )
        state[CALLBACKS] = True
        try:
            execution.own("hooks")["_rc_callee"](callback, -1)(self._value)
        finally:
            if not execution.aborting:
                execution.step(SyncOperation("called-back", CALLBACKS, also=(Operation("result", self._location),)))
            state[CALLBACKS] = False
            execution.forget_enabled()

    def _keep(self, key: Any, success: bool, value: Any) -> None:
        self._success, self._value = success, value

    def get(self, timeout: float | None = None) -> Any:
        self.wait(timeout, "result")
        if not self._is_done():
            raise PoolTimeoutError
        if self._success:
            return self._value
        raise self._value

    def wait(self, timeout: float | None = None, kind: str = "wait") -> None:
        blocks = timeout is None or timeout > 0
        if not blocks:
            running().shows_habit(ASKS_AT_ONCE)
        record = running().step(
            SyncOperation(
                kind,
                self._location,
                write=False,
                guard=self._is_done if blocks else None,
                deadline=deadline_of(timeout) if blocks else None,
                subject=self,
                awaits="a result of the pool",
            )
        )
        if record is not None and self._is_done():
            record.value = short(self._value)

    def ready(self) -> bool:
        running().step(SyncOperation("ready?", self._location, write=False, subject=self))
        if not self._is_done():
            task = running().current
            assert task is not None
            task.tries += 1
        return self._is_done()

    def successful(self) -> bool:
        if not self.ready():
            raise ValueError(f"{self!r} not ready")
        return self._success

    def __repr__(self) -> str:
        return f"<multiprocessing.pool.{type(self).__name__}>"


class MapResult(AsyncResult):
    """Double of `multiprocessing.pool.MapResult`."""

    def __init__(self, chunks: int, size: int, length: int, callback: Any, error_callback: Any) -> None:
        super().__init__(None, callback, error_callback)
        self._left = chunks
        self._size = size
        self._value = [None] * length

    def _keep(self, key: int, success: bool, value: Any) -> None:
        if success and self._success:
            self._value[key * self._size : (key + 1) * self._size] = value
        elif not success and self._success:
            self._success, self._value = False, value


class IMapIterator(Sealed):
    """Double of what `imap` and `imap_unordered` give."""

    def __init__(self, length: int, ordered: bool) -> None:
        state = running().state
        number = state["results"] = state.get("results", 0) + 1
        self._location = ("result", number)
        self._ordered = ordered
        self._length = length
        self._index = 0
        self._arrived: list[tuple[bool, Any]] = []
        self._items: dict[int, tuple[bool, Any]] = {}

    def _arrive(self, key: Any, data: Any) -> None:
        item = _unpickled(data)
        self._items[len(self._items) if not self._ordered else key] = item

    def _is_next_there(self) -> bool:
        return self._index in self._items

    def __iter__(self) -> Iterator[Any]:
        return self

    def next(self, timeout: float | None = None) -> Any:
        if self._index >= self._length:
            raise StopIteration
        running().step(
            SyncOperation(
                "result",
                self._location,
                key=self._index if self._ordered else ANY,
                write=False,
                guard=self._is_next_there,
                deadline=deadline_of(timeout),
                awaits="the next result of the pool",
            )
        )
        if not self._is_next_there():
            raise PoolTimeoutError
        success, value = self._items[self._index]
        self._index += 1
        if success:
            return value
        raise value

    __next__ = next


def _unpickled(data: Any) -> tuple[bool, Any]:
    if type(data) is tuple:
        # it comes from a thread
        return data
    try:
        success, value = loads(data)
    except Unwind:
        raise
    except Exception as error:
        execution = running()
        execution.fail(
            "exception",
            "a result or exception from a worker cannot be unpickled, so the pool's own thread ends and whoever waits "
            f"for it waits for ever: {_without_addresses(describe_error(error))}",
        )
        raise Unwind from None
    return success, value


class Pool(Sealed):
    """Double of `multiprocessing.pool.Pool`."""

    def __init__(
        self,
        processes: int | None = None,
        initializer: Callable[..., Any] | None = None,
        initargs: Iterable[Any] = (),
        maxtasksperchild: int | None = None,
        context: Any = None,
    ) -> None:
        if processes is None:
            processes = CPUS
        if processes < 1:
            raise ValueError("Number of processes must be at least 1")
        if maxtasksperchild is not None and (not isinstance(maxtasksperchild, int) or maxtasksperchild <= 0):
            raise ValueError("maxtasksperchild must be a positive int or None")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        method = getattr(context, "_method", None) or start_method()
        label = f"{method.capitalize().replace('server', 'Server')}PoolWorker"
        self._state = "RUN"
        self._processes = processes
        self._workers = _PoolWorkers(processes, label, method, initializer, initargs, maxtasksperchild, run_task)
        self._creator = current()
        for _ in range(processes):
            self._workers.start_worker()
        execution = running()
        names = execution.state["program"].instrumented.names
        self._quiet = not names & LOOKING_AT_SINGLE_RESULTS and not execution.has_habit(ASKS_AT_ONCE)

    def __reduce_ex__(self, protocol: Any) -> Any:
        raise NotImplementedError("pool objects cannot be passed between processes or pickled")

    def _check_running(self) -> None:
        if self._state != "RUN":
            raise ValueError("Pool not running")

    def _submit(self, result: Any, tasks: list[tuple[Any, Any, Any]], quiet: bool) -> None:
        lined: list[Task] = []
        for number, task in enumerate(tasks):
            try:
                data = dumps(task)
            except Unwind:
                raise
            except Exception as error:
                result._arrive(number, _failure(error))
                continue
            lined.append(
                Task(data, result._location, number, lambda d, number=number: result._arrive(number, d), quiet)  # type: ignore[misc]
            )
        if lined:
            self._workers.add(lined, self)

    # -- one call

    def apply(self, func: Callable[..., Any], args: Any = (), kwds: Any = {}) -> Any:  # noqa: B006
        return self.apply_async(func, args, kwds).get()

    def apply_async(
        self,
        func: Callable[..., Any],
        args: Any = (),
        kwds: Any = {},  # noqa: B006
        callback: Any = None,
        error_callback: Any = None,
    ) -> AsyncResult:
        self._check_running()
        result = AsyncResult(self, callback, error_callback)
        self._submit(result, [(func, tuple(args), dict(kwds))], self._quiet)
        return result

    # -- many calls

    def map(self, func: Callable[..., Any], iterable: Iterable[Any], chunksize: int | None = None) -> Any:
        return self._map(func, iterable, _mapped, chunksize).get()

    def map_async(
        self,
        func: Callable[..., Any],
        iterable: Iterable[Any],
        chunksize: int | None = None,
        callback: Any = None,
        error_callback: Any = None,
    ) -> MapResult:
        return self._map(func, iterable, _mapped, chunksize, callback, error_callback)

    def starmap(self, func: Callable[..., Any], iterable: Iterable[Any], chunksize: int | None = None) -> Any:
        return self._map(func, iterable, _starmapped, chunksize).get()

    def starmap_async(
        self,
        func: Callable[..., Any],
        iterable: Iterable[Any],
        chunksize: int | None = None,
        callback: Any = None,
        error_callback: Any = None,
    ) -> MapResult:
        return self._map(func, iterable, _starmapped, chunksize, callback, error_callback)

    def _map(
        self,
        func: Any,
        iterable: Any,
        mapper: Any,
        chunksize: int | None,
        callback: Any = None,
        error_callback: Any = None,
    ) -> MapResult:
        self._check_running()
        items = iterable if hasattr(iterable, "__len__") else list(iterable)
        if chunksize is None:
            chunksize, extra = divmod(len(items), self._processes * 4)
            chunksize += bool(extra)
        chunksize = chunksize if len(items) else 1
        if chunksize < 1:
            raise ValueError(f"Chunksize must be 1+, not {chunksize:n}")
        chunks = _chunks(items, chunksize)
        result = MapResult(len(chunks), chunksize, len(items), callback, error_callback)
        if not chunks and callback is not None:
            callback([])
        tasks: list[tuple[Any, Any, Any]] = [(mapper, (func, chunk), {}) for chunk in chunks]
        self._submit(result, tasks, self._quiet)
        return result

    def imap(self, func: Callable[..., Any], iterable: Iterable[Any], chunksize: int = 1) -> Iterator[Any]:
        return self._imap(func, iterable, chunksize, ordered=True)

    def imap_unordered(self, func: Callable[..., Any], iterable: Iterable[Any], chunksize: int = 1) -> Iterator[Any]:
        return self._imap(func, iterable, chunksize, ordered=False)

    def _imap(self, func: Any, iterable: Any, chunksize: int, ordered: bool) -> Iterator[Any]:
        self._check_running()
        if chunksize < 1:
            raise ValueError(f"Chunksize must be 1+, not {chunksize:n}")
        items = _taken(iterable)
        quiet = ordered and self._quiet
        if chunksize == 1:
            single = IMapIterator(len(items), ordered)
            self._submit(single, [(func, (item,), {}) for item in items], quiet)
            return single
        chunks = _chunks(items, chunksize)
        several = IMapIterator(len(chunks), ordered)
        self._submit(several, [(_mapped, (func, chunk), {}) for chunk in chunks], quiet)
        return (value for chunk in several for value in chunk)

    # -- the end

    def close(self) -> None:
        if self._state == "RUN":
            self._state = "CLOSE"
            self._workers.stop_all(self)

    def terminate(self) -> None:
        if self._state != "TERMINATE":
            self._state = "TERMINATE"
            if not running().aborting:
                self._workers.kill_all("terminate", self)

    def join(self) -> None:
        if self._state == "RUN":
            raise ValueError("Pool is still running")
        self._workers.await_all()

    def __enter__(self) -> Pool:
        self._check_running()
        return self

    def __exit__(self, *exc: object) -> None:
        self.terminate()

    def __repr__(self) -> str:
        return f"<multiprocessing.pool.Pool state={self._state} pool_size={self._processes}>"


def _taken(iterable: Iterable[Any]) -> list[Any]:
    """The input of `imap`. In life a thread of the pool takes it, while results come; here the caller takes it at once.

    So when a program's own iterator waits for something meanwhile, and nothing comes, that is no fault of the program.
    """
    execution = running()
    takers = execution.state.setdefault(TAKES_INPUT, [])
    takers.append(execution.current)
    try:
        return list(iterable)
    finally:
        takers.remove(execution.current)


def _chunks(items: Any, size: int) -> list[tuple[Any, ...]]:
    iterator = iter(items)
    return list(iter(lambda: tuple(itertools.islice(iterator, size)), ()))


def _failure(error: Exception) -> bytes:
    return dumps((False, error))
