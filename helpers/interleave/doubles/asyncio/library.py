"""A private copy of the library's own asyncio, in pure Python.

Task, Future, Lock, Queue, TaskGroup and the rest are CPython's: what they do is right on every version, by
construction. The copy is separate from the `asyncio` that the notebook itself runs on, it does not use the C
accelerator (which keeps the running loop and the current task per thread of the operating system, where ours are
greenlets), and `announce` can watch it.
"""

from __future__ import annotations

import importlib
import importlib.util
import itertools
import sys
from types import ModuleType
from typing import Any

from helpers.interleave.doubles.asyncio import PARTS

PACKAGE = f"{__package__}.library_of_python"
_package: ModuleType | None = None


def part(name: str) -> ModuleType:
    """The copy of `asyncio.<name>`."""
    return _load().__dict__[name]


def _load() -> ModuleType:
    global _package
    if _package is None:
        spec = importlib.util.find_spec("asyncio")
        assert spec is not None
        package = ModuleType(PACKAGE, "The copy.")
        package.__path__ = list(spec.submodule_search_locations or ())
        package.__package__ = PACKAGE
        sys.modules[PACKAGE] = package
        accelerator = sys.modules.get("_asyncio")
        # what is None in sys.modules cannot be imported
        sys.modules["_asyncio"] = None  # type: ignore[assignment]
        try:
            for name in PARTS:
                importlib.import_module(f"{PACKAGE}.{name}")
        finally:
            if accelerator is None:
                del sys.modules["_asyncio"]
            else:
                sys.modules["_asyncio"] = accelerator
        _package = package
        from helpers.interleave.doubles.asyncio import adapt

        adapt.adapt()
    return _package


def start_over() -> None:
    """Forget every task: a new execution begins, and its tasks are numbered from 1."""
    tasks = part("tasks")
    tasks._task_name_counter = itertools.count(1).__next__  # type: ignore[attr-defined]
    for name in ("_all_tasks", "_scheduled_tasks", "_eager_tasks", "_current_tasks"):
        known: Any = getattr(tasks, name, None)
        if known is not None:
            known.clear()


def exported() -> dict[str, Any]:
    """The names of the copy that `import asyncio` offers."""
    found: dict[str, Any] = {}
    for name in PARTS:
        module = part(name)
        found.update({public: getattr(module, public) for public in getattr(module, "__all__", ())})
    return found
