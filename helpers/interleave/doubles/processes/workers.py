"""What Pool and ProcessPoolExecutor have in common: tasks in a line, and processes that take them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from helpers.interleave.control.execution import Unwind, running
from helpers.interleave.control.operation import Operation, SyncOperation
from helpers.interleave.doubles.processes import simulated
from helpers.interleave.doubles.processes.pickling import dumps, loads
from helpers.interleave.doubles.processes.process import Process, check_may_start
from helpers.interleave.doubles.processes.simulated import Group, current
from helpers.interleave.doubles.processes.stateless import holds_nothing, keeps_nothing


@contextmanager
def acting_for(group: Group) -> Iterator[None]:
    """What is done within belongs to the process `group`: the pool's own threads live there."""
    task = running().current
    assert task is not None
    outer = task.process
    task.process = group if isinstance(group, simulated.Process) else None
    try:
        yield
    finally:
        task.process = outer


class Task:
    """One piece of work in the line.

    Attributes:
        data: what the worker gets, pickled.
        location: where its result goes, with the part of it as the key.
        done: called with whether it succeeded, and with the result or the exception, in the pool's process.
        begin: called when a worker takes it; False when it was cancelled.
        taken: the part of that which says that a worker has it.
        quiet: nobody can tell when it is done but by waiting for everything that it belongs to.
    """

    __slots__ = ("begin", "data", "done", "key", "location", "quiet", "taken")

    def __init__(
        self, data: bytes, location: Any, key: Any, done: Callable[[bytes], None], quiet: bool = False
    ) -> None:
        self.data, self.location, self.key, self.done, self.quiet = data, location, key, done, quiet
        self.taken = key
        self.begin: Callable[[], bool] = _begin


def _begin() -> bool:
    return True


class Worker:
    """A process that takes tasks."""

    def __init__(self, group: Workers, number: int) -> None:
        self.group = group
        self.number = number
        self.idle = False
        self.leaving = False
        self.task: Task | None = None
        self.process: simulated.Process = None  # type: ignore[assignment]

    # what the simulated process knows of it

    def ending(self) -> tuple[Operation, ...]:
        """What its end touches."""
        return () if self.leaving else self.group.breaking(self)

    def closed_by_exit(self) -> None:
        """Its process is gone."""
        self.idle = False
        if not self.leaving:
            self.group.died(self)

    def replace(self) -> None:
        """Start another one, after an unexpected end of this one."""
        group = self.group
        with acting_for(group.home):
            group.is_over()
            if not self.leaving and group.replaces and not group.stopping:
                group.start_worker()


class Workers:
    """The processes of one pool, and its line of tasks."""

    replaces = True
    daemonic = True
    """Pool's processes are daemonic, so they have no children of their own; an executor's are not."""

    def __init__(
        self,
        size: int,
        label: str,
        method: str,
        initializer: Callable[..., Any] | None,
        initargs: Any,
        tasks_each: int | None,
        run: Callable[[Worker, Any], tuple[bool, Any]],
    ) -> None:
        execution = running()
        self.size = size
        self.home = current()
        self.workers: list[Worker] = []
        self.line: deque[Task] = deque()
        self.stopping = False
        self.broken = False
        self.label = label
        self._method = method
        self._run = run
        self._each = tasks_each
        self._added = self._taken = 0
        number = execution.state["worker groups"] = execution.state.get("worker groups", 0) + 1
        self.tail, self.head, self.slot = ("tasks", number), ("taken", number), ("task", number)
        self.stop, self.turn = ("stop", number), ("idle", number)
        self._initializer = None if initializer is None else (initializer, tuple(initargs))
        self._names = 0
        self._alike = keeps_nothing(execution.state["program"]) and initializer is None and tasks_each is None
        if self._alike:
            self._alike = holds_nothing(execution.own("globals"))

    # -- the pool's side

    def start_worker(self) -> Worker:
        """Start one more worker."""
        execution = running()
        check_may_start()
        self._names += 1
        self.home.names += 1
        worker = Worker(self, len(self.workers))
        self.workers.append(worker)
        name = f"{self.label}-{self._names}"
        process = worker.process = simulated.Process(execution, self.home, name, self._method)
        process.identity = (*self.home.identity, self.home.names)
        process.is_worker = True
        process.ends.append(worker)
        self.home.children.append(self._double(process, name, _rc_simulated=process, _rc_creator=self.home))
        initializer = None if self._initializer is None else dumps(self._initializer, spawning=True)
        process.start(lambda _: self._setup(worker, name, initializer), "worker", daemon=True, parent=not self.daemonic)
        return worker

    def _double(self, process: simulated.Process, name: str, **known: Any) -> Process:
        double = Process.__new__(Process)
        double.__dict__.update(
            _identity=process.identity,
            _rc_given_name=True,
            _name=name,
            _daemonic=self.daemonic,
            _closed=False,
            _target=None,
            _args=(),
            _kwargs={},
            **known,
        )
        return double

    def _setup(self, worker: Worker, name: str, initializer: bytes | None) -> Callable[[], None]:
        process = worker.process
        double = self._double(process, name)
        double._adopt(process)

        def work() -> None:
            if initializer is not None and not self._initialize(worker, *loads(initializer)):
                return
            self._work(worker)

        return work

    def _initialize(self, worker: Worker, function: Any, arguments: Any) -> bool:
        function(*arguments)
        return True

    def add(self, tasks: list[Task], subject: Any) -> None:
        """Put tasks in the line, in one step."""
        slots = tuple(Operation("fill", self.slot, key=self._added + i) for i in range(len(tasks)))
        # several threads may submit: the slots are only known when it is done
        operation = SyncOperation("submit", self.tail, also=slots, subject=subject)

        def settle() -> bool:
            operation.also = tuple(Operation("fill", self.slot, key=self._added + i) for i in range(len(tasks)))
            return True

        operation.settle = settle
        running().step(operation)
        self.line.extend(tasks)
        self._added += len(tasks)
        running().forget_enabled()

    def stop_all(self, subject: Any) -> None:
        """No task will be added any more."""
        running().step(SyncOperation("close", self.stop, subject=subject))
        self.stopping = True

    def await_all(self) -> None:
        """Wait until every worker has ended."""
        execution = running()
        for worker in list(self.workers):
            simulated.await_end(worker.process, None)
            assert execution.current is not None
            assert worker.process.task is not None
            execution.strategy.joined(execution.current, worker.process.task)

    def kill_all(self, kind: str, subject: Any) -> None:
        """Kill every worker and forget the tasks, in one step."""
        alive = [w for w in self.workers if not w.process.exited]
        also = [Operation("close", self.stop), Operation("drain", self.head)]
        for worker in alive:
            also += [Operation("exit", worker.process.location), *worker.process.killing()]
        running().step(SyncOperation(kind, self.tail, also=tuple(also), subject=subject))
        self.stopping = True
        self.line.clear()
        self.kill_within_step()

    def kill_within_step(self) -> None:
        """Kill every worker as a part of the current step."""
        current_task = running().current
        for worker in self.workers:
            worker.leaving = True
            process = worker.process
            if process is not None and process.task is not current_task:
                process.kill(15, at_once=True)

    def breaking(self, worker: Worker) -> tuple[Operation, ...]:
        """What the unexpected end of a worker touches."""
        return ()

    def died(self, worker: Worker) -> None:
        """A worker has ended unexpectedly: its task is lost."""

    def is_over(self) -> None:
        """The step in which a worker ended is over."""

    # -- the workers' side

    def _my_turn(self, worker: Worker) -> bool:
        return not self._alike or not any(other.idle for other in self.workers[: worker.number])

    def _work(self, worker: Worker) -> None:
        execution = running()
        task = execution.current
        assert task is not None
        finished = 0
        while self._each is None or finished < self._each:
            work = self._take(worker, task)
            if work is None:
                worker.leaving = True
                return
            if work.begin():
                self._do(worker, work)
            finished += 1
        worker.leaving = True
        # the next process takes its place
        with acting_for(self.home):
            self.start_worker()

    def _take(self, worker: Worker, task: Any) -> Task | None:
        execution = running()

        def ready() -> bool:
            return (bool(self.line) or self.stopping) and (self._my_turn(worker) or not self.line)

        turn = tuple(
            Operation("look", self.turn, key=other.number, write=False)
            for other in (self.workers[: worker.number] if self._alike else ())
        )
        stop = Operation("look", self.stop, write=False)
        operation = SyncOperation(
            "take-task",
            self.head,
            guard=ready,
            also=(*turn, Operation("drain", self.slot, key=self._taken), stop),
            awaits="a task of the pool",
        )

        def settle() -> bool:
            if not self.line:
                operation.also = (*turn, stop, Operation("look", self.tail, write=False))
                return False
            work = self.line[0]
            operation.also = (
                *turn,
                Operation("drain", self.slot, key=self._taken),
                Operation("take", work.location, key=work.taken),
                Operation("take", self.turn, key=worker.number),
            )
            return True

        operation.settle = settle
        worker.idle = True
        task.service = True
        execution.step(operation)
        task.service = False
        worker.idle = False
        if not self.line:
            return None
        self._taken += 1
        return self.line.popleft()

    def _do(self, worker: Worker, work: Task) -> None:
        execution = running()
        steps = execution.steps
        worker.task = work
        success, data = self._answer(worker, work)
        if steps != execution.steps or not success or not work.quiet:
            execution.step(
                SyncOperation(
                    "result",
                    work.location,
                    key=work.key,
                    also=(
                        Operation("idle", self.turn, key=worker.number),
                        # in which order they are done can be seen, unless the task is a quiet one
                        *(() if work.quiet else (Operation("result", ("order", self.tail)),)),
                    ),
                )
            )
        with acting_for(self.home):
            work.done(data)
        execution.forget_enabled()
        worker.task = None

    def _answer(self, worker: Worker, work: Task) -> tuple[bool, bytes]:
        success, value = self._run(worker, loads(work.data))
        try:
            return success, dumps((success, value))
        except Unwind:
            raise
        except Exception as error:
            return False, dumps((False, self.not_sent(error, value)))

    def not_sent(self, error: Exception, value: Any) -> Exception:
        """What the waiting side gets when a result cannot be pickled."""
        return error
