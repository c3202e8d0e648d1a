"""Doubles of concurrent.futures: Future, Executor, ThreadPoolExecutor, wait, as_completed."""

from __future__ import annotations

import concurrent.futures as real
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures.thread import BrokenThreadPool
from typing import Any, Literal, Self

from helpers.interleave.control.execution import Execution, Unwind, running
from helpers.interleave.control.operation import ANY, EVERYTHING, Operation, SyncOperation
from helpers.interleave.control.task import Task
from helpers.interleave.doubles.locks import deadline_of
from helpers.interleave.schedule import letter
from helpers.interleave.sealed import Sealed

PENDING, RUNNING, CANCELLED, FINISHED = "pending", "running", "cancelled", "finished"
BROKEN = "A thread initializer failed, the thread pool is not usable anymore"
DEFAULT_WORKERS = 6
"""`ThreadPoolExecutor()` has min(32, cpus + 4) workers (library/concurrent.futures); here the machine has two."""


ASKS_AT_ONCE = "asks for a result without waiting for it"
"""A habit of programs that can tell when a single task of a pool is done."""

OVER = "over"
"""The part of a future that says whether it is over, and how; whether it runs already is another one."""


class Future(Sealed, unpicklable="_thread.RLock"):
    """Double of `concurrent.futures.Future`."""

    def __init__(self) -> None:
        execution = running()
        self._state = PENDING
        self._result: Any = None
        self._exception: BaseException | None = None
        self._notified = False
        self._callbacks: list[Callable[[Any], Any]] = []
        self._order = 0
        self._location = execution.pin(self)

    def _is_over(self) -> bool:
        return self._state in (CANCELLED, FINISHED)

    def _ask(self, kind: str) -> None:
        execution = running()
        if not execution.solo:
            key = ANY if kind == "running?" else OVER
            execution.step(SyncOperation(kind, self._location, key=key, write=False, subject=self))

    def _await(self, kind: str, timeout: float | None) -> None:
        execution = running()
        if not (execution.solo and self._is_over()):
            if timeout is not None and timeout <= 0:
                execution.shows_habit(ASKS_AT_ONCE)
                self._ask(kind)
            else:
                execution.step(
                    SyncOperation(
                        kind,
                        self._location,
                        key=OVER,
                        write=False,
                        guard=self._is_over,
                        deadline=deadline_of(timeout),
                        subject=self,
                        awaits="the result of {name}",
                    )
                )
        if self._state == CANCELLED:
            raise real.CancelledError
        if not self._is_over():
            raise TimeoutError

    def result(self, timeout: float | None = None) -> Any:
        self._await("result", timeout)
        if self._exception is not None:
            try:
                raise self._exception
            finally:
                self = None  # type: ignore[assignment]
        return self._result

    def exception(self, timeout: float | None = None) -> BaseException | None:
        self._await("exception", timeout)
        return self._exception

    def done(self) -> bool:
        self._ask("done?")
        return self._is_over()

    def running(self) -> bool:
        self._ask("running?")
        return self._state == RUNNING

    def cancelled(self) -> bool:
        self._ask("cancelled?")
        return self._state == CANCELLED

    def cancel(self) -> bool:
        execution = running()
        if not execution.solo:
            execution.step(SyncOperation("cancel", self._location, also=_order_counts(execution), subject=self))
        if self._state in (RUNNING, FINISHED):
            return False
        if self._state == PENDING:
            self._finish(CANCELLED)
        return True

    def add_done_callback(self, fn: Callable[[Any], Any]) -> None:
        execution = running()
        if not execution.solo:
            execution.step(SyncOperation("add-callback", self._location, key=OVER, subject=self))
        if self._is_over():
            self._call(fn)
        else:
            self._callbacks.append(fn)

    def set_running_or_notify_cancel(self) -> bool:
        execution = running()
        if not execution.solo:
            execution.step(SyncOperation("run", self._location, key="running", subject=self))
        return self._begin()

    def _begin(self) -> bool:
        """The same for an executor, which has made the step itself."""
        if self._state == CANCELLED and not self._notified:
            self._notified = True
            return False
        if self._state != PENDING:
            raise RuntimeError("Future in unexpected state")
        self._state = RUNNING
        return True

    def set_result(self, result: Any) -> None:
        self._store(result, None)

    def set_exception(self, exception: BaseException | None) -> None:
        self._store(None, exception)

    def _store(self, result: Any, exception: BaseException | None) -> None:
        execution = running()
        if not execution.solo:
            execution.step(SyncOperation("set-result", self._location, also=_order_counts(execution), subject=self))
        if self._is_over():
            state = "CANCELLED_AND_NOTIFIED" if self._notified else self._state.upper()
            raise real.InvalidStateError(f"{state}: {self!r}")
        self._result, self._exception = result, exception
        self._finish(FINISHED)

    def _finish(self, state: str) -> None:
        self._end(state)
        self._call_back()

    def _end(self, state: str) -> None:
        execution = running()
        self._state = state
        self._order = execution.state["futures done"] = execution.state.get("futures done", 0) + 1

    def _call_back(self) -> None:
        callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            self._call(callback)

    def _call(self, callback: Callable[[Any], Any]) -> None:
        try:
            callback(self)
        except Unwind:
            raise
        except Exception as error:
            # as in the library: logged, and otherwise without effect
            running().write_output(f"exception calling callback: {type(error).__name__}: {error}\n")

    def __repr__(self) -> str:
        end = ""
        if self._state == FINISHED:
            raised = self._exception is not None
            end = f" {'raised' if raised else 'returned'} {type(self._exception if raised else self._result).__name__}"
        return f"<Future state={self._state}{end}>"

    def __hash__(self) -> int:
        return 104729

    def __eq__(self, other: object) -> bool:
        return self is other


def check_event_loop(futures: list[Future]) -> None:
    """An executor is about to wait until these are over: a coroutine that does this may keep others from going on.

    Not while an exception is on its way: then waiting for what nobody asks for any more is a part of cleaning up.
    """
    execution = running()
    strand = None if execution.current is None else execution.current.strand
    if strand is None or not strand.loop.has_rules or not futures or sys.exc_info()[1] is not None:
        return
    first, *others = futures
    also = tuple(Operation("done?", future._location, OVER, False) for future in others)
    execution.step(SyncOperation("done?", first._location, key=OVER, write=False, also=also, subject=first))
    if not all(future._is_over() for future in futures):
        strand.check(SyncOperation("shutdown", None, guard=lambda: False))


def _order_counts(execution: Execution) -> tuple[Operation, ...]:
    """Part of each step that finishes a future, where the program asks which one was finished first."""
    return (Operation("finish", ("futures",)),) if execution.state.get("orders futures") else ()


class _Job:
    """A call that waits for a worker."""

    __slots__ = ("arguments", "function", "future", "keywords", "mark")

    def __init__(self, future: Future, function: Any, arguments: Any, keywords: Any) -> None:
        self.future, self.function, self.arguments, self.keywords = future, function, arguments, keywords
        execution = running()
        self.mark = execution.strategy.mark(execution.current) if execution.current is not None else None


class Executor(Sealed):
    """Double of `concurrent.futures.Executor`: what executors have in common, a program's own ones included."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future:
        raise NotImplementedError()

    def map(
        self,
        fn: Callable[..., Any],
        *iterables: Iterable[Any],
        timeout: float | None = None,
        chunksize: int = 1,
        buffersize: int | None = None,
    ) -> Iterator[Any]:
        end = None if timeout is None else running().now() + timeout
        arguments = zip(*iterables, strict=False)
        if buffersize is None:
            futures = deque(self.submit(fn, *each) for each in arguments)
            return self._results(futures, iter(()), fn, end)
        if buffersize < 1:
            raise ValueError("buffersize must be None or > 0")
        first = deque(self.submit(fn, *each) for _, each in zip(range(buffersize), arguments, strict=False))
        return self._results(first, arguments, fn, end)

    def _results(self, futures: deque[Future], more: Iterator[Any], fn: Any, end: float | None) -> Iterator[Any]:
        try:
            while futures:
                future = futures.popleft()
                for each in more:
                    futures.append(self.submit(fn, *each))
                    break
                yield future.result(None if end is None else max(0.0, end - running().now()))
        finally:
            for future in futures:
                if not running().aborting:
                    future.cancel()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(self, exc_type: Any, exc_val: Any, exc_tb: Any) -> Literal[False]:
        self.shutdown(wait=True)
        return False


class ThreadPoolExecutor(Executor, unpicklable="_thread.lock"):
    """Double of `concurrent.futures.ThreadPoolExecutor`.

    It starts a worker for every task until it has `max_workers`: the real one starts fewer when a worker happens
    to be idle already, which depends on the timing.
    """

    def __init__(
        self,
        max_workers: int | None = None,
        thread_name_prefix: str = "",
        initializer: Callable[..., Any] | None = None,
        initargs: tuple[Any, ...] = (),
    ) -> None:
        if max_workers is None:
            max_workers = DEFAULT_WORKERS
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        execution = running()
        pools = execution.state["pools"] = execution.state.get("pools", -1) + 1
        self._max_workers = max_workers
        self._prefix = thread_name_prefix or f"ThreadPoolExecutor-{pools}"
        self._initializer, self._initargs = initializer, initargs
        self._jobs: deque[_Job] = deque()
        self._futures: list[Future] = []
        self._workers: list[Task] = []
        self._shutdown = False
        self._broken = False
        self._location = execution.pin(self)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future:
        execution = running()
        if not execution.solo:
            execution.step(SyncOperation("submit", self._location, key="in", subject=self))
        if self._broken:
            raise BrokenThreadPool(BROKEN)
        if self._shutdown:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future = Future()
        self._futures.append(future)
        self._jobs.append(_Job(future, fn, args, kwargs))
        if len(self._workers) < self._max_workers:
            self._start_worker()
        return future

    def _start_worker(self) -> None:
        from helpers.interleave.doubles.threads import Thread

        execution = running()
        shown = letter(len(execution.tasks))
        thread = Thread(name=f"{self._prefix}_{len(self._workers)}")
        execution.note("start", shown)
        placeholder: list[Task] = []
        self._workers.append(None)  # type: ignore[arg-type]
        slot = len(self._workers) - 1

        def work() -> None:
            task = execution.current
            assert task is not None
            thread._rc_task = self._workers[slot] = task
            self._work(task)

        placeholder.append(execution.spawn(work, shown, double=thread))

    def _has_work(self) -> bool:
        return bool(self._jobs) or self._shutdown

    def _work(self, task: Task) -> None:
        execution = running()
        if self._initializer is not None:
            try:
                self._initializer(*self._initargs)
            except Unwind:
                raise
            except BaseException:
                execution.step(SyncOperation("break", EVERYTHING, subject=self))
                self._broken = True
                for job in self._jobs:
                    job.future._exception = BrokenThreadPool(BROKEN)
                    job.future._finish(FINISHED)
                self._jobs.clear()
                return
        while True:
            task.service = True
            # as with the two ends of a queue: what is submitted meanwhile makes no difference to who takes what
            execution.step(
                SyncOperation(
                    "take-task",
                    self._location,
                    key="out",
                    guard=self._has_work,
                    subject=self,
                    awaits="a task of {name}",
                )
            )
            task.service = False
            if not self._jobs:
                return
            job = self._jobs.popleft()
            if job.mark is not None:
                execution.strategy.received(task, job.mark)
            self._run(job)

    def _run(self, job: _Job) -> None:
        execution = running()
        # cancel() can come between taking the task and running it
        execution.step(SyncOperation("run", job.future._location, key="running", subject=job.future))
        if not job.future._begin():
            return
        try:
            function = execution.own("hooks")["_rc_callee"](job.function, -1)
            result = function(*job.arguments, **job.keywords)
        except Unwind:
            raise
        except BaseException as error:
            job.future.set_exception(error)
        else:
            job.future.set_result(result)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        execution = running()
        if execution.aborting:
            return
        if not execution.solo:
            execution.step(SyncOperation("shutdown", self._location, subject=self))
        self._shutdown = True
        if cancel_futures:
            while self._jobs:
                self._jobs.popleft().future.cancel()
        if wait:
            check_event_loop(self._futures)
            current = execution.current
            assert current is not None
            for task in list(self._workers):
                if task is current:
                    raise RuntimeError("cannot join current thread")
                if not task.finished:
                    execution.step(
                        SyncOperation(
                            "join",
                            ("thread", task.index),
                            write=False,
                            guard=lambda task=task: task.finished,  # type: ignore[misc]
                            awaits=f"the pool's thread {task.name} to end",
                            blocker=lambda task=task: task,  # type: ignore[misc]
                        )
                    )
                execution.join_seen(current, task)


def _await_any(futures: list[Future], ready: Callable[[], bool], timeout: float | None, kind: str) -> None:
    first, *others = futures
    running().step(
        SyncOperation(
            kind,
            first._location,
            key=OVER,
            write=False,
            guard=ready,
            deadline=deadline_of(timeout),
            also=tuple(Operation(kind, f._location, OVER, False) for f in others),
            awaits="a future to be done",
        )
    )


def _any_over(futures: list[Future]) -> Callable[[], bool]:
    return lambda: any(f._is_over() for f in futures)


def as_completed(fs: Iterable[Future], timeout: float | None = None) -> Iterator[Future]:
    """Double of `concurrent.futures.as_completed`.

    The real one puts the futures into a set: those that are done already come in the order of that, and only the
    others in the order in which they are done.
    """
    pending = list(dict.fromkeys(fs))
    members = running().members
    members.enter(pending)
    total = len(pending)
    end = None if timeout is None else running().now() + timeout
    while pending:
        left = None if end is None else max(0.0, end - running().now())
        _await_any(pending, _any_over(pending), left, "as-completed")
        done = {f for f in pending if f._is_over()}
        if not done:
            raise TimeoutError(f"{len(pending)} (of {total}) futures unfinished")
        are_first = len(pending) == total
        pending = [f for f in pending if f not in done]
        yield from members.in_order(done) if are_first else sorted(done, key=lambda f: f._order)


def wait(fs: Iterable[Future], timeout: float | None = None, return_when: str = real.ALL_COMPLETED) -> Any:
    """Double of `concurrent.futures.wait`."""
    futures = list(dict.fromkeys(fs))

    def ready() -> bool:
        over = [f for f in futures if f._is_over()]
        if return_when == real.FIRST_COMPLETED:
            return bool(over)
        if return_when == real.FIRST_EXCEPTION:
            return len(over) == len(futures) or any(f._exception is not None for f in over)
        return len(over) == len(futures)

    if futures:
        _await_any(futures, ready, timeout, "wait-futures")
    running().members.enter(futures)
    done = {f for f in futures if f._is_over()}
    result: Any = real._base.DoneAndNotDoneFutures
    return result(done, set(futures) - done)
