"""What only some builds and versions of Python have: whether it is here, and what is known of it where it is not."""

from __future__ import annotations

import concurrent.futures
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Feature:
    """Something that lessons show where the running Python has it.

    Attributes:
        name: what a cell calls it: `%%only_with interpreters`.
        missing: what a Python lacks that does not have it, as the end of "This Python has ...".
        since: where it came from, in a sentence that names the version.
        recorded: what came out elsewhere, or what CPython's documentation says of it; never of this machine.
        recorded_on: where that was: versions and system.
        source: the address of the documentation.
        is_here: asks the running Python.
    """

    name: str
    missing: str
    since: str
    recorded: str
    recorded_on: str
    source: str
    is_here: Callable[[], bool]


def has_interpreters() -> bool:
    """Whether Python code can start further interpreters in this process (PEP 734)."""
    if importlib.util.find_spec("concurrent.interpreters") is None:
        return False
    return hasattr(concurrent.futures, "InterpreterPoolExecutor")


def has_free_threading() -> bool:
    """Whether several threads run Python code at the same time now (PEP 703)."""
    from helpers.machine.report import gil_enabled

    return not gil_enabled()


FEATURES: tuple[Feature, ...] = (
    Feature(
        name="interpreters",
        missing="no InterpreterPoolExecutor",
        since="It came with CPython 3.14 (PEP 734).",
        recorded="own GIL each; arguments pickled; works with notebook functions",
        recorded_on="CPython 3.14 and 3.15 on Linux",
        source="https://docs.python.org/3.14/library/concurrent.futures.html#interpreterpoolexecutor",
        is_here=has_interpreters,
    ),
    Feature(
        name="free-threading",
        missing="its GIL on",
        since="Without: experimental in 3.13 (PEP 703), officially supported, still optional, in 3.14 (PEP 779).",
        recorded="mean overhead ≈ 1 % (macOS arm64) … 8 % (x86-64 Linux)",
        recorded_on="free-threaded CPython 3.14, by its developers",
        source="https://docs.python.org/3.14/howto/free-threading-python.html",
        is_here=has_free_threading,
    ),
)


def feature(name: str) -> Feature:
    """The feature with this name.

    Raises:
        LookupError: there is none; the message names those that there are.
    """
    for known in FEATURES:
        if known.name == name:
            return known
    raise LookupError(f"there is no feature {name!r}: there are {', '.join(known.name for known in FEATURES)}")
