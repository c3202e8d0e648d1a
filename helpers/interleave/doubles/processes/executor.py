"""Double of concurrent.futures.ProcessPoolExecutor: when one of its processes dies, all of it is broken."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from helpers.interleave.control.execution import Unwind, running
from helpers.interleave.control.operation import Operation, SyncOperation
from helpers.interleave.doubles.futures import CANCELLED, FINISHED, Future
from helpers.interleave.doubles.processes.pickling import dumps, loads
from helpers.interleave.doubles.processes.pool import run_task
from helpers.interleave.doubles.processes.process import CPUS, start_method
from helpers.interleave.doubles.processes.workers import Task, Worker, Workers
from helpers.interleave.sealed import Sealed

LOOKING_AT_SINGLE_RESULTS = frozenset(
    "as_completed wait done running cancelled cancel add_done_callback Thread ThreadPoolExecutor".split()
)
DIED = "A process in the process pool was terminated abruptly while the future was running or pending."
UNUSABLE = "A child process terminated abruptly, the process pool is not usable anymore"


class _ExecutorWorkers(Workers):
    executor: ProcessPoolExecutor
    replaces = False

    def _initialize(self, worker: Worker, function: Any, arguments: Any) -> bool:
        try:
            function(*arguments)
        except Unwind:
            raise
        except Exception as error:
            running().write_output(f"Exception in initializer: {type(error).__name__}: {error}\n")
            return False
        return True

    def breaking(self, worker: Worker) -> tuple[Operation, ...]:
        return (
            Operation("break", self.tail),
            *(Operation("break", future._location) for future in self.executor._unfinished()),
        )

    def died(self, worker: Worker) -> None:
        self.executor._break(DIED)


class ProcessPoolExecutor(Sealed, unpicklable="weakref.ReferenceType"):
    """Double of `concurrent.futures.ProcessPoolExecutor`."""

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
        execution = running()
        label = f"{method.capitalize().replace('server', 'Server')}Process"
        self._workers = _ExecutorWorkers(
            max_workers, label, method, initializer, initargs, max_tasks_per_child, run_task
        )
        self._workers.executor = self
        self._max_workers = max_workers
        self._futures: list[Future] = []
        self._broken = ""
        self._shutdown = False
        self._location = execution.pin(self)
        self._quiet = not execution.state["program"].instrumented.names & LOOKING_AT_SINGLE_RESULTS

    def _unfinished(self) -> list[Future]:
        return [future for future in self._futures if not future._is_over()]

    def _break(self, reason: str, cause: BaseException | None = None) -> None:
        """One of the processes is gone: so is the whole pool. Takes no steps."""
        if self._broken:
            return
        self._broken = UNUSABLE
        workers = self._workers
        workers.broken = workers.stopping = True
        workers.line.clear()
        for future in self._unfinished():
            error = BrokenProcessPool(reason)
            error.__cause__ = cause
            future._exception = error
            future._finish(FINISHED)
        workers.kill_within_step()
        running().forget_enabled()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future:
        execution = running()
        if self._broken or self._shutdown:
            execution.step(SyncOperation("submit", self._workers.tail, write=False, subject=self))
        if self._broken:
            raise BrokenProcessPool(self._broken)
        if self._shutdown:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future = Future()
        self._futures.append(future)
        if len(self._workers.workers) < self._max_workers:
            self._workers.start_worker()
        try:
            data = dumps((fn, args, kwargs))
        except Unwind:
            raise
        except Exception as error:
            error.__traceback__ = None
            future._exception = error
            future._finish(FINISHED)
            return future
        task = Task(data, future._location, None, lambda data: self._arrive(future, data), self._quiet)
        task.begin = future.set_running_or_notify_cancel
        self._workers.add([task], self)
        if self._broken:
            # it broke before this task was in the line
            self._futures.remove(future)
            raise BrokenProcessPool(self._broken)
        return future

    def _arrive(self, future: Future, data: bytes) -> None:
        if future._is_over():
            return
        try:
            success, value = loads(data)
        except Unwind:
            raise
        except Exception as error:
            also = tuple(Operation("break", other._location) for other in self._unfinished())
            running().step(SyncOperation("break", self._workers.tail, also=also))
            self._break(DIED, error)
            return
        if success:
            future._result = value
        else:
            future._exception = value
        future._finish(FINISHED)

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
        futures = deque(self.submit(_starred, fn, chunk) for chunk in chunks)
        return self._results(futures, end)

    def _results(self, futures: deque[Future], end: float | None) -> Iterator[Any]:
        try:
            while futures:
                yield from futures.popleft().result(None if end is None else max(0.0, end - running().clock))
        finally:
            for future in futures:
                if not running().aborting:
                    future.cancel()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        execution = running()
        if execution.aborting or self._shutdown:
            return
        self._shutdown = True
        workers = self._workers
        if cancel_futures:
            for future in self._futures:
                if future._state not in (CANCELLED, FINISHED):
                    future.cancel()
        workers.stop_all(self)
        if wait:
            workers.await_all()

    def terminate_workers(self) -> None:
        self._workers.kill_all("terminate", self)
        self._break(DIED)

    kill_workers = terminate_workers

    def __enter__(self) -> ProcessPoolExecutor:
        return self

    def __exit__(self, *exc: object) -> None:
        self.shutdown(wait=True)


def _starred(function: Callable[..., Any], chunk: tuple[Any, ...]) -> list[Any]:
    function = running().own("hooks")["_rc_callee"](function, -1)
    return [function(*arguments) for arguments in chunk]
