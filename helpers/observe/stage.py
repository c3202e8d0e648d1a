"""The stage: the process in which the program's own function runs. It is forked off the judge, or started afresh."""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import importlib.util
import inspect
import linecache
import multiprocessing
import os
import socket
import sys
import threading
import traceback
import types
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from helpers.observe import ask as asking
from helpers.observe import forks, library, stacks
from helpers.observe.plan import Call, Feed, Sink, Work
from helpers.observe.wire import Lines, encode, pack

MODULE = "answer"
"""The name under which the program is imported, in every process."""


@dataclass(frozen=True, slots=True)
class Orders:
    """What the stage is told.

    Attributes:
        call: what to call.
        folder: where the program lies, as `answer.py`.
        start_method: to be set before the program is loaded; None leaves the platform's default.
    """

    call: Call
    folder: str
    start_method: str | None


class _Endless:
    """An iterator over what the judge hands over, one item for each reply."""

    def __init__(self, feed: Feed) -> None:
        self._name = feed.name
        self._lock = threading.Lock()

    def __iter__(self) -> Iterator[Any]:
        return self

    def __next__(self) -> Any:
        return asking.obey(asking.ask({"do": "pull", "feed": self._name}))


class _Emit:
    """A function that tells the judge what it is called with. It can be sent to other processes."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, *values: Any) -> None:
        value = values[0] if len(values) == 1 else values
        asking.ask({"do": "emit", "sink": self._name, "value": encode(value)})


def run(orders: Orders, control: socket.socket) -> None:
    """Load the program, call its function, tell the judge how it ended, and answer its last questions."""
    # a program of the learner's may use threads of its own at the judge's other end; this one only speaks
    result: dict[str, Any]
    try:
        _prepare(orders)
        result = _call(orders)
    except BaseException as error:  # noqa: BLE001 - SystemExit and KeyboardInterrupt, too
        result = {"do": "error", "error": _problem(error, orders.folder)}
    control.sendall(pack(result))
    lines = Lines()
    while piece := control.recv(1 << 16):
        for message in lines.feed(piece):
            if message.get("do") == "left":
                control.sendall(pack({"do": "left", **_left()}))


def _prepare(orders: Orders) -> None:
    stacks.answer_requests()
    forks.stop_endless_ones()
    library.watch()
    if orders.start_method is not None:
        _make_default(orders.start_method)
    # other processes are told this search path: there they find the program, and the course's package
    package = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    sys.path[:] = [orders.folder, package, *(entry for entry in sys.path if entry not in (orders.folder, package))]
    main = types.ModuleType("__main__")
    sys.modules["__main__"] = main
    importlib.invalidate_caches()
    linecache.clearcache()


def _make_default(method: str) -> None:
    """As if this were the platform's default: a program may still call `set_start_method` once, as in real life."""
    default: Any = multiprocessing.context._default_context
    default._default_context, default._actual_context = multiprocessing.get_context(method), None


def _call(orders: Orders) -> dict[str, Any]:
    call = orders.call
    path = os.path.join(orders.folder, f"{MODULE}.py")
    if call.as_script:
        main = sys.modules["__main__"]
        main.__file__ = path
        with open(path, encoding="utf-8") as file:
            code = compile(file.read(), path, "exec", dont_inherit=True)
        try:
            exec(code, main.__dict__)
        except SystemExit as error:
            # `sys.exit(main())` is how many a program ends; only a status says that it went wrong
            if type(error.code) not in (int, type(None)) or error.code:
                raise
        return {"do": "result", "value": None}
    module = importlib.import_module(MODULE)
    args = [_argument(arg) for arg in call.args]
    kwargs = {name: _argument(arg) for name, arg in call.kwargs.items()}
    function = importable(call.driver) if call.driver else getattr(module, call.function)
    if call.driver:
        args.insert(0, module)
    value = function(*args, **kwargs)
    if inspect.iscoroutine(value):
        value = asyncio.run(value)
    if call.consume:
        emit, items = _Emit("result"), []
        for item in value:
            emit(item)
            items.append(item)
        value = items
    return {"do": "result", "value": encode(value)}


def importable(path: str) -> Any:
    """The function or class that `package.module:name` names."""
    module, _, name = path.partition(":")
    return getattr(importlib.import_module(module), name)


def _argument(value: Any) -> Any:
    match value:
        case Feed():
            return _Endless(value)
        case Sink(name):
            return _Emit(name)
        case Work(path):
            return importable(path)
        case list():
            return [_argument(item) for item in value]
        case tuple():
            return tuple(_argument(item) for item in value)
        case dict():
            return {key: _argument(item) for key, item in value.items()}
    return value


def _problem(error: BaseException, folder: str) -> dict[str, Any]:
    path = os.path.join(folder, f"{MODULE}.py")
    line = None
    if isinstance(error, SyntaxError) and error.filename == path:
        line = error.lineno
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename == path:
            line = frame.lineno
    chain: list[str] = []
    remote, seen = False, {id(error)}
    cause = error.__cause__ or error.__context__
    while cause is not None and id(cause) not in seen and len(chain) < 10:
        seen.add(id(cause))
        if type(cause).__name__ in ("_RemoteTraceback", "RemoteTraceback"):
            remote = True
        else:
            chain.append(_words(cause))
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, BaseExceptionGroup):
        chain += [_words(inner) for inner in error.exceptions[:10]]
    kind, _, text = _words(error).partition(": ")
    return {"type": kind, "text": text, "line": line, "chain": chain, "remote": remote}


def _words(error: BaseException) -> str:
    try:
        text = str(error)
    except Exception as second:  # noqa: BLE001 - the learner's own __str__ failed: say so instead
        text = f"its str raises {type(second).__name__}"
    return f"{type(error).__name__}: {text[:500]}"


def _left() -> dict[str, Any]:
    others = [thread for thread in threading.enumerate() if thread is not threading.main_thread()]
    swallowed: list[str] = []
    with contextlib.suppress(Exception):
        swallowed = library.swallowed()
    return {
        "threads": [thread.name for thread in others],
        "daemons": [thread.name for thread in others if thread.daemon],
        "swallowed": [text[:500] for text in swallowed[:50]],
    }
