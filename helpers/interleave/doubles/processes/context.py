"""Doubles of multiprocessing's contexts: a start method, and everything that is made with it."""

from __future__ import annotations

from typing import Any

from helpers.interleave.control.execution import running
from helpers.interleave.doubles.processes import connections, managers, primitives, process, queues, sharedctypes

METHODS = ("fork", "spawn", "forkserver")


class SpawnProcess(process.Process):
    """A process of the context `spawn`."""

    _start_method = "spawn"


class ForkProcess(process.Process):
    """A process of the context `fork`."""

    _start_method = "fork"


class ForkServerProcess(process.Process):
    """A process of the context `forkserver`."""

    _start_method = "forkserver"


PROCESSES: dict[str | None, Any] = {
    None: process.Process,
    "spawn": SpawnProcess,
    "fork": ForkProcess,
    "forkserver": ForkServerProcess,
}


class Context:
    """Double of a context. The module `multiprocessing` itself is the one without a method of its own."""

    def __init__(self, method: str | None) -> None:
        self._method = method
        self.Process = PROCESSES[method]
        for name, thing in MADE.items():
            setattr(self, name, thing)

    def Pool(
        self, processes: Any = None, initializer: Any = None, initargs: Any = (), maxtasksperchild: Any = None
    ) -> Any:
        from helpers.interleave.doubles.processes.pool import Pool

        return Pool(processes, initializer, initargs, maxtasksperchild, context=self)

    def get_context(self, method: str | None = None) -> Context:
        if method is None:
            return self
        return context(method)

    def get_start_method(self, allow_none: bool = False) -> str | None:
        if self._method is not None:
            return self._method
        if allow_none and running().state.get("start method") is None:
            return None
        return process.start_method()

    def set_start_method(self, method: str | None, force: bool = False) -> None:
        state = running().state
        if self._method is not None:
            raise ValueError("cannot set start method of concrete context")
        if not force and state.get("start method") is not None:
            raise RuntimeError("context has already been set")
        if method is not None and method not in METHODS:
            raise ValueError(f"cannot find context for {method!r}")
        state["start method"] = method

    def get_all_start_methods(self) -> list[str]:
        return list(METHODS)

    def freeze_support(self) -> None:
        """There is nothing to do but on Windows, in a frozen program."""

    def set_executable(self, executable: str) -> None:
        """There is no interpreter to start."""

    def set_forkserver_preload(self, module_names: list[str]) -> None:
        """Nothing becomes faster by it."""

    def allow_connection_pickling(self) -> None:
        """It is allowed."""


def context(method: str) -> Context:
    """Double of `multiprocessing.get_context`.

    Raises:
        ValueError: there is no such start method.
    """
    if method not in METHODS:
        raise ValueError(f"cannot find context for {method!r}")
    contexts = running().state.setdefault("contexts", {})
    if method not in contexts:
        contexts[method] = Context(method)
    return contexts[method]


MADE: dict[str, Any] = {
    "Lock": primitives.Lock,
    "RLock": primitives.RLock,
    "Condition": primitives.Condition,
    "Semaphore": primitives.Semaphore,
    "BoundedSemaphore": primitives.BoundedSemaphore,
    "Event": primitives.Event,
    "Barrier": primitives.Barrier,
    "Queue": queues.Queue,
    "JoinableQueue": queues.JoinableQueue,
    "SimpleQueue": queues.SimpleQueue,
    "Pipe": connections.Pipe,
    "Value": sharedctypes.value,
    "Array": sharedctypes.array,
    "RawValue": sharedctypes.raw_value,
    "RawArray": sharedctypes.raw_array,
    "Manager": managers.started_manager,
    "current_process": process.current_process,
    "parent_process": process.parent_process,
    "active_children": process.active_children,
    "cpu_count": process.cpu_count,
}
