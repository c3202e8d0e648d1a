"""A simulated operating-system process: a namespace of its own, and the threads that live in it."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from typing import Any

from helpers.interleave.control.execution import Execution, Unwind, describe_error, running, traceback_line
from helpers.interleave.control.operation import Operation, SyncOperation
from helpers.interleave.control.task import Task
from helpers.interleave.doubles.threads import MainThread
from helpers.interleave.hooks import Hooks
from helpers.interleave.record import _without_addresses
from helpers.interleave.schedule import letter

FIRST_PID = 4242
KILLERS = frozenset(
    "terminate kill Pool terminate_workers kill_workers ProcessPoolExecutor cancel_join_thread _exit".split()
)
"""Names without which no process is ever killed, so that nobody needs to look out for it."""


class Group:
    """What the main process and its children have in common.

    Attributes:
        number: of the process; 0 is the one that the program starts in.
        children: the doubles of the processes that it has started.
        channels: ends of pipes that are closed when it ends.
        feeders: threads that bring items from queues' buffers into their pipes.
        names: how many children it has named.
    """

    solo = False

    def __init__(self, number: int, pid: int, parent: Group | None, label: str) -> None:
        self.number = number
        self.pid = pid
        self.parent = parent
        self.label = label
        self.children: list[Any] = []
        self.ends: list[Any] = []
        self.feeders: list[Any] = []
        self.names = 0
        self.identity: tuple[int, ...] = ()
        self.double: Any = None
        self.bootstrapping = False
        self.daemon = False
        self.exited = False
        self.exitcode: int | None = None


class Process(Group):
    """A simulated child process.

    The hooks of its code get it in the place of the execution: as long as it has a single thread, plain accesses
    are seen by nobody else and need not be announced.

    Attributes:
        solo: plain accesses need not be announced.
        state: what `Execution.own` finds.
        task: its main thread.
        mortal: touched by all its steps when somebody could kill it.
        doomed: it was sent a signal and dies as its next step.
        is_worker: it belongs to a pool, which sees to its end.
    """

    is_worker = False

    def __init__(self, execution: Execution, parent: Group, label: str, method: str) -> None:
        count = execution.state["processes"] = execution.state.get("processes", 0) + 1
        super().__init__(count, FIRST_PID + count, parent, label)
        self.method = method
        self.scenario: dict[str, Any] | None = None
        self.state: dict[str, Any] = {}
        self.task: Task | None = None
        self.doomed = False
        self.solo = True
        self.calls = count << 32
        self._execution = execution
        self._exit_actions: list[Callable[[], None]] = []
        program = execution.state["program"]
        names = program.instrumented.names
        # a `while` loop that watches what others do has to see its own process change, too
        self._stays_solo = "while" not in program.source
        self.location = ("process", count)
        self.alive = Operation("run", ("alive", count), write=False)
        self.mortal = self.alive if KILLERS & names else None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._execution, name)

    @property
    def unfair(self) -> bool:
        return self._execution.unfair

    @unfair.setter
    def unfair(self, value: bool) -> None:
        self._execution.unfair = value

    def kind_of(self, task: Task) -> str:
        """Is `task` this process itself, or one of its threads?"""
        return "process" if task is self.task else "thread"

    # -- its life

    def start(
        self, setup: Callable[[Process], Callable[[], Any]], name: str, daemon: bool, parent: bool = False
    ) -> None:
        """Start it.

        Args:
            setup: runs in the new process once its module is there; gives what the process is to do.
            name: shown behind its letter; empty for none.
            daemon: the program may end without it.
            parent: it may have children of its own all the same.
        """
        execution = self._execution
        self.daemon = daemon and not parent
        shown = letter(len(execution.tasks))
        if name:
            shown = f"{shown} ({name})"
        execution.note("start", shown)
        execution.spawn(lambda: self._live(setup), shown, daemon=daemon)

    def _live(self, setup: Callable[[Process], Callable[[], Any]]) -> None:
        execution = self._execution
        task = execution.current
        assert task is not None
        task.process = self
        self.task = task
        task.double = self.state["main thread"] = MainThread()
        try:
            self.bootstrapping = True
            self._load()
            action = setup(self)
            self.bootstrapping = False
            self.solo = self.solo and self._stays_solo
            action()
            code = 0
        except Unwind:
            raise
        except SystemExit as error:
            code = self._exit_status(error)
        except BaseException as error:
            self.report(error)
            code = 1
        self.bootstrapping = False
        leave(self)
        self.end(code)
        self.replace()

    def _load(self) -> None:
        """Run the program's module once more, as the child's own."""
        from helpers.interleave.doubles.modules import Modules, make_builtins

        execution = self._execution
        program = execution.state["program"]
        namespace: dict[str, Any] = {"__name__": "__mp_main__", "__doc__": None}
        state = self.state
        for known in ("orders keys", "class stores", "late class stores", "replaces dicts"):
            state[known] = execution.state[known]
        modules = state["modules"] = Modules(execution, program.modules)
        hooks = state["hooks"] = Hooks(self, namespace, ("variable", self.location)).by_name()  # type: ignore[arg-type]
        namespace["__builtins__"] = make_builtins(execution, modules, hooks)
        namespace.update(hooks)
        state["globals"] = namespace
        if self.method == "fork":
            from helpers.interleave.doubles.processes.forking import copy_globals

            copy_globals(self, namespace)
        else:
            exec(execution.state["code"], namespace)

    def _exit_status(self, error: SystemExit) -> int:
        if error.code is None:
            return 0
        if isinstance(error.code, int):
            return error.code & 0xFF
        self._execution.write_output(f"{error.code}\n")
        return 1

    def report(self, error: BaseException) -> None:
        """An exception that nobody caught: a traceback, exit code 1, and a failure unless it is looked at."""
        execution = self._execution
        if execution.aborting:
            raise Unwind
        looks = execution.state["program"].instrumented.names & {"exitcode", "BrokenProcessPool", "sentinel"}
        if not (looks or execution.state.get("children may fail")) or self.bootstrapping:
            message = _without_addresses(" ".join(describe_error(error).split()))
            assert self.task is not None
            execution.fail("exception", f"{self.task.title} ends with {message}", _line(execution, error))
            raise Unwind
        execution.write_output("".join(traceback.format_exception_only(error)))

    def end(self, code: int) -> None:
        """Its last step."""
        self._execution.step(self._ending("exit", code))

    def _ending(self, kind: str, code: int) -> SyncOperation:
        operation = SyncOperation(kind, self.location, also=self._endings())

        def settle() -> bool:
            # while it waited for its turn others may have come to depend on it
            operation.also = self._endings()
            return self._gone(code)

        operation.settle = settle
        return operation

    def _endings(self) -> tuple[Operation, ...]:
        touched = {operation.location: operation for end in self.ends for operation in end.ending()}
        return tuple(touched.values())

    def _gone(self, code: int) -> bool:
        """It is no more: what it held open is closed, and its other threads are gone with it."""
        execution = self._execution
        self.exited, self.exitcode = True, code
        for end in self.ends:
            end.closed_by_exit()
        for task in execution.tasks:
            if task.process is self and task is not self.task and not task.finished:
                _cut_off(task)
        for action in self._exit_actions:
            action()
        execution.forget_enabled()
        return True

    def at_end(self, action: Callable[[], None]) -> None:
        """Call `action` when it has ended, however it ends. The action takes no steps."""
        self._exit_actions.append(action)

    # -- its death

    def killing(self) -> tuple[Operation, ...]:
        """What the step that kills it touches besides its own location."""
        return (Operation("kill", ("alive", self.number)),)

    def kill(self, signal: int, at_once: bool = False) -> None:
        """Send it `signal`, as a part of the current step. It dies as its next step, whatever it was about to do."""
        if self.exited or self.doomed:
            return
        execution = self._execution
        self.doomed = True
        task = self.task
        for other in execution.tasks:
            if other.process is self and not other.finished:
                self._note_broken_locks(other)
                if other is not task or at_once:
                    _cut_off(other)
        if task is not None and not at_once and not task.finished:
            if task.operation is not None:
                task.lost = (task.operation, list(task.clock))
            task.operation = self._ending("die", -signal)
        if at_once:
            self._gone(-signal)
        execution.forget_enabled()

    def _note_broken_locks(self, task: Task) -> None:
        operation = task.operation
        if operation is not None and operation.kind == "get":
            # it waits for an item with the queue's own lock in its hand, and takes it to the grave
            broken = getattr(operation.subject, "reader_killed", None)
            if broken is not None:
                broken(task)

    def exit_now(self, code: int) -> None:
        """`os._exit`: nothing is cleaned up. Does not return."""
        execution = self._execution
        task = execution.current
        assert task is not None
        self.end(code)
        self.replace()
        execution.vanish(task)

    def replace(self) -> None:
        """A pool that has lost this worker starts another one."""
        for end in self.ends:
            replace = getattr(end, "replace", None)
            if replace is not None:
                replace()


def _cut_off(task: Task) -> None:
    if task.operation is not None:
        task.lost = (task.operation, list(task.clock))
    task.finished = True
    task.operation = None


def _line(execution: Execution, error: BaseException) -> int | None:
    return traceback_line(error, execution.filename)


def current() -> Group:
    """The process that runs."""
    execution = running()
    process = None if execution.current is None else execution.current.process
    if process is not None:
        return process
    main = execution.state.get("main process")
    if main is None:
        main = execution.state["main process"] = Group(0, FIRST_PID, None, "MainProcess")
        execution.state.setdefault("at exit", []).append(lambda: leave(main))
    return main


def leave(process: Group) -> None:
    """What Python does at the end of a process: daemonic children go, the others are waited for, queues are flushed."""
    execution = running()
    children = [child for child in process.children if not child._rc_simulated.is_worker]
    for child in children:
        simulated = child._rc_simulated
        if simulated is not None and simulated.daemon and not simulated.exited and isinstance(process, Process):
            execution.step(SyncOperation("terminate", simulated.location, also=simulated.killing()))
            simulated.kill(15)
    for child in children:
        simulated = child._rc_simulated
        if simulated is not None and not simulated.daemon and not simulated.exited:
            await_end(simulated, None)
    for feeder in process.feeders:
        feeder.flush_at_exit()
    if isinstance(process, Process):
        _join_threads(process)


def _join_threads(process: Process) -> None:
    execution = running()
    for task in list(execution.tasks):
        if task.process is process and task is not process.task and not task.hidden:
            if not task.daemon and not task.finished:
                execution.step(
                    SyncOperation(
                        "join",
                        ("thread", task.index),
                        write=False,
                        guard=lambda task=task: task.finished,  # type: ignore[misc]
                        awaits=f"thread {task.name} to end",
                        blocker=lambda task=task: task,  # type: ignore[misc]
                    )
                )
            if task.finished and execution.current is not None:
                execution.strategy.joined(execution.current, task)


def await_end(process: Process, deadline: float | None) -> None:
    """Wait until `process` has ended."""
    task = process.task
    running().step(
        SyncOperation(
            "join",
            process.location,
            write=False,
            guard=lambda: process.exited,
            deadline=deadline,
            awaits=f"process {task.name if task is not None else process.label} to end",
            blocker=lambda: process.task,
        )
    )
