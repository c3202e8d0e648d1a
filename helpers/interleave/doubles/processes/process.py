"""Doubles of multiprocessing's processes: Process, and the functions that ask about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from helpers.interleave.control.execution import running
from helpers.interleave.control.operation import SyncOperation
from helpers.interleave.doubles.locks import deadline_of
from helpers.interleave.doubles.processes import simulated
from helpers.interleave.doubles.processes.pickling import dumps, is_spawning, loads
from helpers.interleave.doubles.processes.simulated import Group, current
from helpers.interleave.sealed import Sealed

SIGTERM, SIGKILL = 15, 9
CPUS = 2

NO_MAIN_GUARD = """
        An attempt has been made to start a new process before the
        current process has finished its bootstrapping phase.

        This probably means that you are not using fork to start your
        child processes and you have forgotten to use the proper idiom
        in the main module:

            if __name__ == '__main__':
                freeze_support()
                ...

        The "freeze_support()" line can be omitted if the program
        is not going to be frozen to produce an executable."""

_OWN = ("_rc_simulated", "_rc_creator")


def check_may_start() -> None:
    """Raise what Python raises where a child's own module starts processes when it is imported."""
    if current().bootstrapping:
        raise RuntimeError(NO_MAIN_GUARD)


class Process(Sealed):
    """Double of `multiprocessing.Process`."""

    _start_method: str | None = None

    def __init__(
        self,
        group: None = None,
        target: Callable[..., Any] | None = None,
        name: str | None = None,
        args: Iterable[Any] = (),
        kwargs: Mapping[str, Any] = {},
        *,
        daemon: bool | None = None,
    ) -> None:
        assert group is None, "group argument must be None for now"
        creator = current()
        creator.names += 1
        self._identity = (*creator.identity, creator.names)
        self._rc_given_name = name is not None
        self._name = name or f"Process-{':'.join(map(str, self._identity))}"
        self._rc_simulated: simulated.Process | None = None
        self._rc_creator: Group = creator
        self._target = target
        self._args = tuple(args)
        self._kwargs = dict(kwargs)
        self._daemonic = creator.daemon if daemon is None else bool(daemon)
        self._closed = False

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if name not in _OWN}

    def __reduce_ex__(self, protocol: Any) -> Any:
        if not is_spawning():
            raise TypeError("Pickling an AuthenticationString object is disallowed for security reasons")
        if self._rc_simulated is not None:
            raise TypeError("cannot pickle 'weakref.ReferenceType' object")
        return object.__reduce_ex__(self, 4)

    def _check_closed(self) -> None:
        if self._closed:
            raise ValueError("process object is closed")

    def run(self) -> None:
        if self._target:
            target = running().own("hooks")["_rc_callee"](self._target, -1)
            target(*self._args, **self._kwargs)

    def start(self) -> None:
        self._check_closed()
        assert self._rc_simulated is None, "cannot start a process twice"
        creator = current()
        assert self._rc_creator is creator, "can only start a process object created by current process"
        assert not creator.daemon, "daemonic processes are not allowed to have children"
        execution = running()
        method = self._start_method or start_method()
        if method != "fork":
            check_may_start()
        process = simulated.Process(execution, creator, self._name, method)
        process.identity = self._identity
        if method == "fork":
            from helpers.interleave.doubles.processes.forking import fork

            setup = fork(process, self)
        else:
            setup = _unpickling(dumps((self, creator.pid), spawning=True))
        self._rc_simulated = process
        creator.children.append(self)
        if execution.watches_exit and not execution.solo:
            execution.step(SyncOperation("start", ("processes", creator.number)))
        shown = self._name if self._rc_given_name else ""
        process.start(setup, shown, self._daemonic)
        # as in the real class: a target may hold the process itself
        self.__dict__.pop("_target", None)
        self._args, self._kwargs = (), {}

    def _adopt(self, process: simulated.Process) -> None:
        """In the child, where this is a copy: it stands for the process that runs."""
        process.double = self
        self._rc_simulated = process
        self._rc_creator = process.parent  # type: ignore[assignment]

    # -- asking

    def _started(self, what: str) -> simulated.Process:
        self._check_closed()
        assert self._rc_creator is current(), f"can only {what} a child process"
        assert self._rc_simulated is not None, f"can only {what} a started process"
        return self._rc_simulated

    def join(self, timeout: float | None = None) -> None:
        process = self._started("join")
        if timeout is not None and timeout <= 0:
            running().step(SyncOperation("join", process.location, write=False))
        else:
            simulated.await_end(process, deadline_of(timeout))
        if process.exited:
            self._seen(process)

    def _seen(self, process: simulated.Process) -> None:
        execution = running()
        task = execution.current
        assert task is not None
        assert process.task is not None
        execution.strategy.joined(task, process.task)
        if self in self._rc_creator.children:
            self._rc_creator.children.remove(self)

    def _ask(self, process: simulated.Process, kind: str) -> None:
        running().step(SyncOperation(kind, process.location, write=False))

    def is_alive(self) -> bool:
        self._check_closed()
        process = self._rc_simulated
        if process is current():
            return True
        assert self._rc_creator is current(), "can only test a child process"
        if process is None:
            return False
        self._ask(process, "alive?")
        if process.exited and self in self._rc_creator.children:
            self._rc_creator.children.remove(self)
        return not process.exited

    @property
    def exitcode(self) -> int | None:
        self._check_closed()
        process = self._rc_simulated
        if process is None or process is current():
            return None
        self._ask(process, "exitcode?")
        return process.exitcode

    def terminate(self) -> None:
        self._signal(SIGTERM, "terminate")

    def kill(self) -> None:
        self._signal(SIGKILL, "kill")

    interrupt = terminate

    def _signal(self, number: int, kind: str) -> None:
        self._check_closed()
        process = self._rc_simulated
        if process is None:
            raise AttributeError(f"'NoneType' object has no attribute {kind!r}")
        running().step(SyncOperation("terminate", process.location, also=process.killing()))
        process.kill(number)

    def close(self) -> None:
        process = self._rc_simulated
        if process is not None and not self._closed:
            self._ask(process, "alive?")
            if not process.exited:
                raise ValueError(
                    "Cannot close a process while it is still running. You should first call join() or terminate()."
                )
            if self in self._rc_creator.children:
                self._rc_creator.children.remove(self)
        self._closed = True

    @property
    def name(self) -> str:
        return self._name

    @name.setter
    def name(self, name: str) -> None:
        assert isinstance(name, str), "name must be a string"
        self._name, self._rc_given_name = name, True

    @property
    def daemon(self) -> bool:
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic: bool) -> None:
        assert self._rc_simulated is None, "process has already started"
        self._daemonic = bool(daemonic)

    @property
    def pid(self) -> int | None:
        self._check_closed()
        return None if self._rc_simulated is None else self._rc_simulated.pid

    ident = pid

    @property
    def sentinel(self) -> Sentinel:
        self._check_closed()
        if self._rc_simulated is None:
            raise ValueError("process not started")
        return Sentinel(self._rc_simulated)

    @property
    def authkey(self) -> bytes:
        return b"simulated"

    def __repr__(self) -> str:
        parts = [f"{type(self).__name__} name={self._name!r}"]
        process = self._rc_simulated
        if process is not None and not self._closed:
            parts.append(f"pid={process.pid}")
        if self._rc_creator is not None:
            parts.append(f"parent={self._rc_creator.pid}")
        if self._closed:
            parts.append("closed")
        elif process is None:
            parts.append("initial")
        elif process.exited:
            parts.append(f"stopped exitcode={process.exitcode}")
        else:
            parts.append("started")
        if self._daemonic:
            parts.append("daemon")
        return f"<{' '.join(parts)}>"

    def __hash__(self) -> int:
        # the same in every execution, so that sets of processes have the same order
        return hash(self.__dict__.get("_identity", ()))

    def __eq__(self, other: object) -> bool:
        return self is other


def _unpickling(data: bytes) -> Callable[[simulated.Process], Callable[[], Any]]:
    def setup(process: simulated.Process) -> Callable[[], Any]:
        double, _ = loads(data)
        double._adopt(process)
        return double.run

    return setup


class Sentinel(Sealed, int):
    """What `Process.sentinel` gives: `multiprocessing.connection.wait` takes it."""

    def __new__(cls, process: simulated.Process) -> Sentinel:
        self = int.__new__(cls, 100 + process.number)
        self._rc_process = process
        return self

    _rc_process: simulated.Process


class MainProcess(Sealed):
    """Double of the main process, as `current_process()` gives it there."""

    name, daemon, authkey = "MainProcess", False, b"simulated"
    exitcode = None
    _identity: tuple[int, ...] = ()

    @property
    def pid(self) -> int:
        return simulated.FIRST_PID

    ident = pid

    def is_alive(self) -> bool:
        return True

    def __repr__(self) -> str:
        return "<_MainProcess name='MainProcess' parent=None started>"


class ParentProcess(Sealed):
    """Double of what `parent_process()` gives in a child."""

    daemon = False

    def __init__(self, process: Group) -> None:
        self._rc_process = process
        self.name = process.label
        self.pid = self.ident = process.pid

    def is_alive(self) -> bool:
        process = self._rc_process
        if isinstance(process, simulated.Process):
            running().step(SyncOperation("alive?", process.location, write=False))
        return not process.exited

    def join(self, timeout: float | None = None) -> None:
        if isinstance(self._rc_process, simulated.Process):
            simulated.await_end(self._rc_process, deadline_of(timeout))

    def __repr__(self) -> str:
        return f"<_ParentProcess name={self.name!r} parent=None unknown>"


def current_process() -> Any:
    """Double of `multiprocessing.current_process`."""
    process = current()
    if process.double is None:
        process.double = MainProcess()
    return process.double


def parent_process() -> Any:
    """Double of `multiprocessing.parent_process`."""
    parent = current().parent
    return None if parent is None else ParentProcess(parent)


def active_children() -> list[Any]:
    """Double of `multiprocessing.active_children`."""
    process = current()
    for child in list(process.children):
        child.is_alive()
    return list(process.children)


def cpu_count() -> int:
    """Double of `multiprocessing.cpu_count`: the machine has two."""
    return CPUS


def start_method() -> str:
    """The start method of processes that are not made by a context of their own."""
    execution = running()
    chosen = execution.state.get("start method")
    if chosen is None:
        chosen = execution.state["program"].scenario.start_method
    return str(chosen)
