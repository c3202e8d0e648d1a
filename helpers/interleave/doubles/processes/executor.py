"""Double of concurrent.futures.ProcessPoolExecutor: when one of its processes dies, all of it is broken."""

from __future__ import annotations

import weakref
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from helpers.interleave.control.execution import Unwind, is_running, running
from helpers.interleave.control.operation import Operation, SyncOperation
from helpers.interleave.doubles.futures import (
    ASKS_AT_ONCE,
    CANCELLED,
    FINISHED,
    OVER,
    Executor,
    Future,
    check_event_loop,
)
from helpers.interleave.doubles.processes.pickling import dumps, loads
from helpers.interleave.doubles.processes.pool import run_task
from helpers.interleave.doubles.processes.process import CPUS, start_method
from helpers.interleave.doubles.processes.workers import Task, Worker, Workers

LOOKING_AT_SINGLE_RESULTS = frozenset(
    "as_completed wait done running cancelled cancel add_done_callback Thread ThreadPoolExecutor".split()
)
DIED = "A process in the process pool was terminated abruptly while the future was running or pending."
UNUSABLE = "A child process terminated abruptly, the process pool is not usable anymore"


class _Manager(Workers):
    """The executor's processes, and what the real one has a thread for.

    It lives on without its executor: one that nobody refers to any more is collected, and once its tasks are done,
    its processes end.

    Attributes:
        known_as: what messages call it.
        futures: of all tasks.
        unusable: why nothing can be submitted any more; empty while it can.
        forgotten: what had happened when the executor was collected; None as long as it is there.
    """

    replaces = False
    daemonic = False

    def __init__(self, executor: ProcessPoolExecutor, *details: Any) -> None:
        super().__init__(*details)
        self.known_as = _KnownAs(executor)
        self.futures: list[Future] = []
        self.unusable = ""
        self._broken: list[Future] = []
        self.forgotten: Any = None

    def _initialize(self, worker: Worker, function: Any, arguments: Any) -> bool:
        try:
            function(*arguments)
        except Unwind:
            raise
        except Exception as error:
            running().write_output(f"Exception in initializer: {type(error).__name__}: {error}\n")
            return False
        return True

    def _take(self, worker: Worker, task: Any) -> Task | None:
        found = super()._take(worker, task)
        if found is None and self.forgotten is not None:
            running().strategy.received(task, self.forgotten)
        return found

    def unfinished(self) -> list[Future]:
        """Those that are not over."""
        return [future for future in self.futures if not future._is_over()]

    def breaking(self, worker: Worker) -> tuple[Operation, ...]:
        others = [other.process for other in self.workers if other is not worker and not other.process.exited]
        killed = [operation for process in others for operation in process.killing()]
        return (Operation("break", self.tail), *self._broken_futures(), *killed)

    def _broken_futures(self) -> tuple[Operation, ...]:
        # one that is over stays as it is, but it could have been over later
        return tuple(Operation("break", future._location, write=not future._is_over()) for future in self.futures)

    def died(self, worker: Worker) -> None:
        self.breaks(DIED)

    def breaks(self, reason: str, cause: BaseException | None = None) -> None:
        """One of the processes is gone: so is the whole pool. Takes no steps."""
        if self.unusable:
            return
        self.unusable = UNUSABLE
        self.broken = self.stopping = True
        self.line.clear()
        self._broken = self.unfinished()
        for future in self._broken:
            error = BrokenProcessPool(reason)
            error.__cause__ = cause
            future._exception = error
            future._end(FINISHED)
        self.kill_within_step()
        running().forget_enabled()

    def is_over(self) -> None:
        """The step that broke it is over: call back whoever wants to know of the futures that are done by it."""
        while self._broken:
            self._broken.pop(0)._call_back()

    def arrive(self, future: Future, data: bytes) -> None:
        """A result, or an exception, has come from a process."""
        if future._is_over():
            return
        try:
            success, value = loads(data)
        except Unwind:
            raise
        except Exception as error:
            running().step(SyncOperation("break", self.tail, also=self._broken_futures()))
            self.breaks(DIED, error)
            self.is_over()
            return
        if success:
            future._result = value
        else:
            future._exception = value
        future._finish(FINISHED)

    def forget(self) -> None:
        """Nobody can submit anything any more, now that the executor has been collected. Takes no steps."""
        if is_running() and not running().aborting and not self.stopping:
            execution = running()
            self.stopping = True
            self.forgotten = execution.strategy.mark(execution.current) if execution.current is not None else None
            execution.forget_enabled()


class _KnownAs:
    """Stands for an executor in what is written down about steps, which must not keep it alive."""

    __slots__ = ("__weakref__", "_rc_seen_as")

    label = "a ProcessPoolExecutor"

    def __init__(self, executor: ProcessPoolExecutor) -> None:
        self._rc_seen_as = weakref.ref(executor)


class ProcessPoolExecutor(Executor, unpicklable="weakref.ReferenceType"):
    """Double of `concurrent.futures.ProcessPoolExecutor`."""

    _workers: _Manager = None  # type: ignore[assignment]

    def __init__(
        self,
        max_workers: int | None = None,
        mp_context: Any = None,
        initializer: Callable[..., Any] | None = None,
        initargs: tuple[Any, ...] = (),
        *,
        max_tasks_per_child: int | None = None,
    ) -> None:
        if max_workers is None:
            max_workers = CPUS
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        method = getattr(mp_context, "_method", None) or start_method()
        if max_tasks_per_child is not None:
            if not isinstance(max_tasks_per_child, int):
                raise TypeError("max_tasks_per_child must be an integer")
            if max_tasks_per_child <= 0:
                raise ValueError("max_tasks_per_child must be >= 1")
            if method == "fork":
                raise ValueError("max_tasks_per_child is incompatible with the 'fork' multiprocessing start method")
        label = f"{method.capitalize().replace('server', 'Server')}Process"
        self._workers = _Manager(self, max_workers, label, method, initializer, initargs, max_tasks_per_child, run_task)
        self._max_workers = max_workers
        self._shutdown = False
        execution = running()
        names = execution.state["program"].instrumented.names
        self._quiet = not names & LOOKING_AT_SINGLE_RESULTS and not execution.has_habit(ASKS_AT_ONCE)

    def __del__(self) -> None:
        if self._workers is not None:
            self._workers.forget()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future:
        execution = running()
        workers = self._workers
        if workers.unusable or self._shutdown:
            execution.step(SyncOperation("submit", workers.tail, write=False, subject=workers.known_as))
        if workers.unusable:
            raise BrokenProcessPool(workers.unusable)
        if self._shutdown:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future = Future()
        workers.futures.append(future)
        if len(workers.workers) < self._max_workers:
            workers.start_worker()
        try:
            data = dumps((fn, args, kwargs))
        except Unwind:
            raise
        except Exception as error:
            error.__traceback__ = None
            future._exception = error
            future._finish(FINISHED)
            return future
        task = Task(data, future._location, OVER, lambda data: workers.arrive(future, data), self._quiet)
        task.taken = "running"
        task.begin = future._begin
        workers.add([task], workers.known_as)
        if workers.unusable:
            # it broke before this task was in the line
            workers.futures.remove(future)
            raise BrokenProcessPool(workers.unusable)
        return future

    def map(
        self,
        fn: Callable[..., Any],
        *iterables: Iterable[Any],
        timeout: float | None = None,
        chunksize: int = 1,
        buffersize: int | None = None,
    ) -> Iterator[Any]:
        if chunksize < 1:
            raise ValueError("chunksize must be >= 1.")
        end = None if timeout is None else running().clock + timeout
        rows = list(zip(*iterables, strict=False))
        chunks = [tuple(rows[i : i + chunksize]) for i in range(0, len(rows), chunksize)]
        return _results(deque(self.submit(_starred, fn, chunk) for chunk in chunks), end)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        execution = running()
        if execution.aborting or self._shutdown:
            return
        self._shutdown = True
        workers = self._workers
        if cancel_futures:
            for future in workers.futures:
                if future._state not in (CANCELLED, FINISHED):
                    future.cancel()
        workers.stop_all(workers.known_as)
        if wait:
            check_event_loop(workers.futures)
            workers.await_all()

    def terminate_workers(self) -> None:
        self._workers.kill_all("terminate", self._workers.known_as)
        self._workers.breaks(DIED)
        self._workers.is_over()

    kill_workers = terminate_workers


def _results(futures: deque[Future], end: float | None) -> Iterator[Any]:
    """What `map` gives: it knows the futures, and not the executor."""
    try:
        while futures:
            yield from futures.popleft().result(None if end is None else max(0.0, end - running().clock))
    finally:
        for future in futures:
            if not running().aborting:
                future.cancel()


def _starred(function: Callable[..., Any], chunk: tuple[Any, ...]) -> list[Any]:
    function = running().own("hooks")["_rc_callee"](function, -1)
    return [function(*arguments) for arguments in chunk]
