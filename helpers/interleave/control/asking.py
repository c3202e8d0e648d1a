"""Ask objects of the program for what is only shown, outside of what is judged."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def quietly(ask: Callable[[], T]) -> T:
    """Call `ask`, which may run code of the program such as a `__repr__`.

    That code takes no steps, prints nothing, and can neither fail nor end the execution. It must not loop or wait.

    Raises:
        BaseException: whatever `ask` raises; Unwind where it loops, or would have to wait.
    """
    from helpers.interleave.control.execution import is_running, running

    if not is_running():
        return ask()
    execution = running()
    process = None if execution.current is None else execution.current.process
    names = ("solo", "aborting", "failure", "recorder", "output_size")
    before = [getattr(execution, name) for name in names]
    printed, alone = len(execution.output), process is not None and process.solo
    execution.solo = execution.aborting = True
    execution.recorder = None
    if process is not None:
        process.solo = True
    try:
        return ask()
    finally:
        for name, value in zip(names, before, strict=True):
            setattr(execution, name, value)
        del execution.output[printed:]
        if process is not None:
            process.solo = alone
