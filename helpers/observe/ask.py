"""The tasks' side: a task function reports to the judge and waits for its reply. Light: every worker imports it.

    @task
    def bake(order): ...        # plain work: what a lesson runs, and what Plan(values="plain") returns

With no judge there (the environment variable is not set), a task function is what it looks like.
"""

from __future__ import annotations

import builtins
import functools
import importlib
import inspect
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

from helpers.observe.wire import Lines, decode, encode, pack

VARIABLE = "RACECOURSE_OBSERVER"
"""Names the judge's socket, for every process that comes out of the stage."""

Function = TypeVar("Function", bound=Callable[..., Any])

_here = threading.local()


def watched() -> bool:
    """Whether a judge watches this process."""
    return VARIABLE in os.environ


def task(function: Function) -> Function:
    """A function whose calls the judge sees and holds. Works for `async def`, too."""
    if inspect.iscoroutinefunction(function):

        @functools.wraps(function)
        async def report_and_wait(*args: Any, **kwargs: Any) -> Any:
            if not watched() or not _fits(function, args, kwargs):
                return await function(*args, **kwargs)
            # imported late: programs without coroutines have no use for it
            from helpers.observe.ask_async import ask_async

            reply = await ask_async(_begun(function, args, kwargs))
            if "plain" in reply:
                return await function(*args, **kwargs)
            if "forever" in reply:
                await ask_async({"do": "forever"})
            return obey(reply)

        return report_and_wait  # type: ignore[return-value]

    @functools.wraps(function)
    def report(*args: Any, **kwargs: Any) -> Any:
        if not watched() or not _fits(function, args, kwargs):
            return function(*args, **kwargs)
        reply = ask(_begun(function, args, kwargs))
        if "plain" in reply:
            return function(*args, **kwargs)
        if "forever" in reply:
            ask({"do": "forever"})
        return obey(reply)

    return report  # type: ignore[return-value]


def _fits(function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> bool:
    """Whether the function can be called like this. If not, it is called all the same, and raises what it raises in
    real life: that is no task."""
    try:
        inspect.signature(function).bind(*args, **kwargs)
    except TypeError:
        return False
    return True


def _begun(function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
    if kwargs:
        # one form for all ways to call it
        bound = inspect.signature(function).bind(*args, **kwargs)
        args = (*bound.args, *bound.kwargs.values())
    return {"do": "task", "name": function.__name__, "args": [encode(arg) for arg in args]}


def obey(reply: dict[str, Any]) -> Any:
    """Do what the judge says: return this, raise that, or die."""
    if "value" in reply:
        return decode(reply["value"])
    if "raise" in reply:
        raise _exception(*reply["raise"])
    if "stop" in reply:
        raise StopIteration
    if "die" in reply:
        _die()
    raise RuntimeError(f"the judge's reply {reply!r} is not known here")


def _exception(path: str, args: list[Any]) -> BaseException:
    module, _, name = path.rpartition(":")
    home = importlib.import_module(module) if module.startswith("helpers.workers.") else builtins
    cls: type[BaseException] = getattr(home, name)
    return cls(*map(decode, args))


def _die() -> NoReturn:
    if sys.platform != "win32":
        os.kill(os.getpid(), signal.SIGKILL)
    os._exit(137)


def ask(message: dict[str, Any]) -> dict[str, Any]:
    """Send a message and wait for the reply. Without a judge at the other end the process has no reason to be: it
    ends."""
    line = _line()
    line.socket.sendall(pack(message))
    while not line.waiting:
        piece = line.socket.recv(1 << 16)
        if not piece:
            os._exit(1)
        line.waiting += line.lines.feed(piece)
    return line.waiting.pop(0)


class _Line:
    """A thread's own connection to the judge."""

    def __init__(self) -> None:
        self.pid = os.getpid()
        self.lines = Lines()
        self.waiting: list[dict[str, Any]] = []
        self.socket = connect()
        self.socket.sendall(pack(hello()))


def hello() -> dict[str, Any]:
    """The first message on each connection."""
    return {"do": "hello", "pid": os.getpid(), "thread": threading.get_native_id()}


def address() -> tuple[str, str]:
    """Family and place of the judge's socket."""
    family, _, place = os.environ[VARIABLE].partition(":")
    return family, place


def connect() -> socket.socket:
    """A new connection to the judge."""
    family, place = address()
    try:
        if family == "tcp":
            host, _, port = place.rpartition(":")
            return socket.create_connection((host, int(port)))
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.connect("\0" + place if family == "abstract" else place)
    except ConnectionError:
        os._exit(1)  # the judge has gone
    return connection


def _line() -> _Line:
    line: _Line | None = getattr(_here, "line", None)
    # a forked child must not speak over its parent's connection
    if line is None or line.pid != os.getpid():
        line = _here.line = _Line()
    return line
