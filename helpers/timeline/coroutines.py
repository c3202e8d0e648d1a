"""A coroutine that says when it has the event loop and when it has not.

A task of asyncio drives its coroutine by `send` and `throw`; each such call is one step, and between two steps other
tasks have their turn. Any object with the methods of `collections.abc.Coroutine` can be driven
(https://docs.python.org/3/library/collections.abc.html#collections.abc.Coroutine).
"""

from __future__ import annotations

import asyncio
import os
import re
import threading
import time
from collections.abc import Callable, Coroutine
from typing import Any

from helpers.timeline.calls import CANCELLED, RETURNED, Sinks, shown_arguments
from helpers.timeline.notes import moment, new_key, note

MOST_STEPS = 2000
"""So many steps of one task are kept; those after them are put together with the last one."""


class SteppedCoroutine(Coroutine[Any, Any, Any]):
    """Another coroutine, with its steps noted. What it is asked beyond that, the other one answers."""

    def __init__(self, inner: Coroutine[Any, Any, Any], sinks: Sinks) -> None:
        self._inner = inner
        self._sinks = sinks
        self._key = new_key()
        self._name = _name_of(inner)
        self._steps: list[list[int]] = []
        self._begun = False

    def send(self, value: Any) -> Any:
        return self._step(self._inner.send, value)

    def throw(self, *error: Any) -> Any:
        return self._step(self._inner.throw, *error)

    def close(self) -> None:
        self._inner.close()

    def __await__(self) -> Any:
        return (yield from self._inner.__await__())

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def _step(self, drive: Callable[..., Any], *args: Any) -> Any:
        began = time.perf_counter_ns()
        if not self._begun:
            self._begun = True
            where = {"pid": os.getpid(), "tid": threading.get_native_id()}
            name = _given_name() or self._name
            note(self._sinks, do="begin", kind="coroutine", name=name, key=self._key, **where, **moment())
        how = ""
        try:
            return drive(*args)
        except StopIteration:
            how = RETURNED
            raise
        except asyncio.CancelledError:
            how = CANCELLED
            raise
        except BaseException as error:
            how = f"raised {type(error).__name__}"
            raise
        finally:
            self._keep(began, time.perf_counter_ns())
            if how:
                note(self._sinks, do="end", key=self._key, how=how, steps=self._steps, **moment())

    def _keep(self, began: int, ended: int) -> None:
        if len(self._steps) < MOST_STEPS:
            self._steps.append([began, ended])
            if len(self._steps) == 1:
                # the list grows while the task is under way, and is looked at if it never ends
                note(self._sinks, do="steps", key=self._key, steps=self._steps)
        else:
            self._steps[-1][1] = ended


def _given_name() -> str | None:
    """The name that the program has given to the current task; None where it has asyncio's own, such as Task-3."""
    task = asyncio.current_task()
    name = task.get_name() if task is not None else ""
    return None if re.fullmatch(r"(Task-\d+)?", name) else name


def _name_of(coroutine: Coroutine[Any, Any, Any]) -> str:
    """Its function's name, with the arguments where they are short: it has not begun, so it has nothing else."""
    name = getattr(coroutine, "__name__", type(coroutine).__name__)
    frame, code = getattr(coroutine, "cr_frame", None), getattr(coroutine, "cr_code", None)
    if frame is None or code is None:
        return name
    values = frame.f_locals
    return name + shown_arguments(tuple(values.get(each) for each in code.co_varnames[: code.co_argcount]))
