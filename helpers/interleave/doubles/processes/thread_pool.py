"""Double of multiprocessing.pool.ThreadPool: the interface of Pool, on threads that share everything."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from typing import Any

from helpers.interleave.control.execution import Unwind, running
from helpers.interleave.control.operation import SyncOperation
from helpers.interleave.control.task import Task
from helpers.interleave.doubles import locks, queues
from helpers.interleave.doubles.futures import ASKS_AT_ONCE
from helpers.interleave.doubles.processes.pool import LOOKING_AT_SINGLE_RESULTS, Pool, do
from helpers.interleave.doubles.processes.process import CPUS
from helpers.interleave.doubles.threads import Thread, current_thread
from helpers.interleave.schedule import letter

Job = tuple[Any, Any, int, tuple[Any, Any, Any]]
"""Who has put it in the line, where its result goes and as which part of it, and what is to be done."""


class _Workers:
    """The threads of one pool, and its line of jobs."""

    def __init__(self, initializer: Callable[..., Any] | None, initargs: tuple[Any, ...], subject: Any) -> None:
        self.line: deque[Job] = deque()
        self.stopping = False
        self._tasks: list[Task] = []
        self._initializer, self._initargs = initializer, initargs
        self._subject = subject
        self._location = running().pin(subject)

    def start_worker(self) -> None:
        """Start one more thread."""
        execution = running()
        shown = letter(len(execution.tasks))
        number = execution.state["threads"] = execution.state.get("threads", 0) + 1
        thread = Thread(name=f"Thread-{number} (worker)", daemon=True)
        execution.note("start", shown)

        def work() -> None:
            task = execution.current
            assert task is not None
            thread._rc_task = task
            self._work(task)

        self._tasks.append(execution.spawn(work, shown, daemon=True, double=thread))

    def add(self, jobs: list[Job]) -> None:
        """Put jobs in the line, in one step."""
        execution = running()
        if not execution.solo:
            execution.step(SyncOperation("submit", self._location, key="in", subject=self._subject))
        self.line.extend(jobs)
        execution.forget_enabled()

    def _has_work(self) -> bool:
        return bool(self.line) or self.stopping

    def _work(self, task: Task) -> None:
        execution = running()
        if self._initializer is not None:
            self._initializer(*self._initargs)
        while True:
            task.service = True
            # as with the two ends of a queue: what is submitted meanwhile makes no difference to who takes what
            execution.step(
                SyncOperation(
                    "take-task",
                    self._location,
                    key="out",
                    guard=self._has_work,
                    subject=self._subject,
                    awaits="a task of {name}",
                )
            )
            task.service = False
            if not self.line:
                return
            mark, result, number, work = self.line.popleft()
            execution.strategy.received(task, mark)
            try:
                answer = (True, do(work))
            except Unwind:
                raise
            except Exception as error:
                answer = (False, error)
            execution.step(SyncOperation("result", result._location, key=number, subject=result))
            result._arrive(number, answer)
            execution.forget_enabled()

    def stop(self, kind: str, forget: bool) -> None:
        """No job will be added any more; those in the line are forgotten, where that is asked for."""
        running().step(SyncOperation(kind, self._location, subject=self._subject))
        self.stopping = True
        if forget:
            self.line.clear()
        running().forget_enabled()

    def await_all(self) -> None:
        """Wait until every thread has ended."""
        execution = running()
        current = execution.current
        assert current is not None
        for task in self._tasks:
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


class ThreadPool(Pool):
    """Double of `multiprocessing.pool.ThreadPool`. As in life, leaving its `with` block drops what is not begun."""

    def __init__(
        self,
        processes: int | None = None,
        initializer: Callable[..., Any] | None = None,
        initargs: Iterable[Any] = (),
    ) -> None:
        if processes is None:
            processes = CPUS
        if processes < 1:
            raise ValueError("Number of processes must be at least 1")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._state = "RUN"
        self._processes = processes
        self._threads = _Workers(initializer, tuple(initargs), self)
        for _ in range(processes):
            self._threads.start_worker()
        execution = running()
        names = execution.state["program"].instrumented.names
        self._quiet = not names & LOOKING_AT_SINGLE_RESULTS and not execution.has_habit(ASKS_AT_ONCE)

    def _submit(self, result: Any, tasks: list[tuple[Any, Any, Any]], quiet: bool) -> None:
        execution = running()
        assert execution.current is not None
        mark = execution.strategy.mark(execution.current)
        if tasks:
            self._threads.add([(mark, result, number, task) for number, task in enumerate(tasks)])

    def close(self) -> None:
        if self._state == "RUN":
            self._state = "CLOSE"
            self._threads.stop("close", forget=False)

    def terminate(self) -> None:
        if self._state != "TERMINATE":
            self._state = "TERMINATE"
            if not running().aborting:
                self._threads.stop("terminate", forget=True)

    def join(self) -> None:
        if self._state == "RUN":
            raise ValueError("Pool is still running")
        self._threads.await_all()

    def __repr__(self) -> str:
        return f"<multiprocessing.pool.ThreadPool state={self._state} pool_size={self._processes}>"


class DummyProcess(Thread):
    """Double of `multiprocessing.dummy.Process`: the interface of Process, on a thread."""

    @property
    def exitcode(self) -> int | None:
        return None if self._rc_task is None or self.is_alive() else 0


def pool_of_threads(
    processes: int | None = None, initializer: Callable[..., Any] | None = None, initargs: Iterable[Any] = ()
) -> ThreadPool:
    """Double of `multiprocessing.dummy.Pool`."""
    return ThreadPool(processes, initializer, initargs)


DUMMY: dict[str, Any] = {
    "Process": DummyProcess,
    "Pool": pool_of_threads,
    "Lock": locks.Lock,
    "RLock": locks.RLock,
    "Condition": locks.Condition,
    "Event": locks.Event,
    "Semaphore": locks.Semaphore,
    "BoundedSemaphore": locks.BoundedSemaphore,
    "Barrier": locks.Barrier,
    "Queue": queues.Queue,
    "JoinableQueue": queues.Queue,
    "current_process": current_thread,
    "freeze_support": lambda: None,
}
"""What `multiprocessing.dummy` has, on threads."""
