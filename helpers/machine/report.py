"""What this machine offers to a concurrent program: one record, shown as text and as a small table."""

from __future__ import annotations

import html
import multiprocessing
import os
import platform
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

import psutil

from helpers.machine import limits
from helpers.machine.features import has_interpreters

# the same look as the tables of traces (helpers/render/html.py): no colour, so it fits every theme
_TABLE = "border-collapse:collapse;margin:0.5em 0"
_CELL = "border:1px solid currentColor;padding:0.25em 0.6em;text-align:left;vertical-align:top"


@dataclass(frozen=True, slots=True)
class Machine:
    """What a concurrent program finds here.

    Attributes:
        python: the version and the implementation, such as `CPython 3.13.2`.
        free_threaded_build: whether this Python can run without the global interpreter lock (PEP 703).
        gil_enabled: whether the lock is on now. True on a free-threaded build means that something turned it on.
        start_method: how `multiprocessing` starts a process here when nothing else is asked for.
        hardware_cores: what the machine has.
        usable_cores: what this process can keep busy: affinity, container quota and hub limit counted in.
        cores_limited_by: the names of the limits that are below the hardware's number.
        memory: bytes that this process may use, limits counted in.
        system: the operating system's name.
        start_methods: the ways in which a process can start here.
        interpreters: whether there is an InterpreterPoolExecutor.
    """

    python: str
    free_threaded_build: bool
    gil_enabled: bool
    start_method: str
    hardware_cores: int
    usable_cores: float
    cores_limited_by: tuple[str, ...]
    memory: int
    system: str
    start_methods: tuple[str, ...] = ()
    interpreters: bool = False

    def rows(self) -> list[tuple[str, str, str]]:
        """Each row: what is asked, what this machine answers, and what follows from it."""
        return [
            ("Python", self.python, "the course runs on 3.11 to 3.15"),
            ("System", self.system, ""),
            ("Interpreter lock", self._lock(), self._lock_means()),
            ("Cores to use", f"{self.usable_cores:g} of {self.hardware_cores}", self._cores_mean()),
            ("Memory to use", f"{self.memory / 2**30:.1f} GiB", ""),
            ("Start method", self.start_method, self._other_methods()),
            ("Interpreters", self._interpreters(), "with InterpreterPoolExecutor, new in Python 3.14"),
        ]

    def to_text(self) -> str:
        """The table as plain text."""
        rows = self.rows()
        first, second = (max(len(row[column]) for row in rows) for column in (0, 1))
        return "\n".join(f"{a:{first}}  {b:{second}}  {c}".rstrip() for a, b, c in rows)

    def __str__(self) -> str:
        return self.to_text()

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<tr><th scope="row" style="{_CELL}">{html.escape(a)}</th>'
            f'<td style="{_CELL}">{html.escape(b)}</td><td style="{_CELL}">{html.escape(c)}</td></tr>'
            for a, b, c in self.rows()
        )
        caption = '<caption style="text-align:left;color:inherit">This machine</caption>'
        return f'<table style="{_TABLE}">{caption}<tbody>{rows}</tbody></table>'

    def _repr_pretty_(self, printer: object, cycle: bool) -> None:
        printer.text(self.to_text())  # type: ignore[attr-defined]

    def _lock(self) -> str:
        build = "free-threaded build" if self.free_threaded_build else "standard build"
        return f"{'on' if self.gil_enabled else 'off'} ({build})"

    def _lock_means(self) -> str:
        if self.gil_enabled:
            return "one thread at a time runs Python code"
        return "several threads run Python code at the same time"

    def _other_methods(self) -> str:
        others = [method for method in self.start_methods if method != self.start_method]
        rest = f"; also here: {', '.join(others)}" if others else ""
        return f"how multiprocessing starts a process here by default{rest}"

    def _interpreters(self) -> str:
        return "several in one process" if self.interpreters else "one in a process"

    def _cores_mean(self) -> str:
        limited = f"limited by {' and '.join(self.cores_limited_by)}" if self.cores_limited_by else ""
        if self.usable_cores > 1:
            return limited
        return "; ".join(part for part in (limited, "pure Python work gains nothing from more processes here") if part)


def this_machine(root: Path = Path("/")) -> Machine:
    """Look at this machine, now.

    Args:
        root: the root of the file system. Tests give another one.
    """
    hardware = os.cpu_count() or 1
    affinity = _affinity()
    quota, hub = limits.cpu_quota(root), limits.cpu_limit_of_the_hub(os.environ)
    named = {"processor affinity": affinity, "the container's quota": quota, "the hub (CPU_LIMIT)": hub}
    memory = (
        psutil.virtual_memory().total,
        limits.memory_limit(root),
        limits.memory_limit_of_the_hub(os.environ),
    )
    return Machine(
        python=f"{platform.python_implementation()} {platform.python_version()}",
        free_threaded_build=bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
        gil_enabled=gil_enabled(),
        start_method=_start_method(),
        hardware_cores=hardware,
        usable_cores=limits.usable_cores(hardware, affinity, quota, hub),
        cores_limited_by=tuple(name for name, limit in named.items() if limit is not None and limit < hardware),
        memory=min(limit for limit in memory if limit is not None),
        system=f"{platform.system()} {platform.machine()}".strip(),
        # Asking for the list fixes nothing.
        start_methods=tuple(multiprocessing.get_all_start_methods()),
        interpreters=has_interpreters(),
    )


def gil_enabled() -> bool:
    """Whether only one thread at a time can run Python code now.

    Before 3.13 there is no other way; since then `sys._is_gil_enabled` tells
    (https://docs.python.org/3.15/howto/free-threading-python.html).
    """
    ask = getattr(sys, "_is_gil_enabled", None)
    return True if ask is None else bool(ask())


def _affinity() -> int | None:
    """The cores that this process may run on; None where the system has no such notion (macOS)."""
    try:
        return len(psutil.Process().cpu_affinity())
    except AttributeError:
        return None


def _start_method() -> str:
    # get_start_method() would fix the default for the rest of the kernel's life. The first of all methods is the
    # default one: https://docs.python.org/3.15/library/multiprocessing.html#multiprocessing.get_all_start_methods
    return multiprocessing.get_start_method(allow_none=True) or multiprocessing.get_all_start_methods()[0]
