"""Run a source as it is, and run it rewritten and under control, and tell what one can see of it."""

from __future__ import annotations

import ast
import contextlib
import io
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from helpers.interleave import Program, Scenario
from helpers.interleave.explore.replay import Replay
from helpers.interleave.runner import Runner

FILENAME = "program.py"
COMPANY = """

def _in_company():
    import threading
    gate = threading.Event()
    other = threading.Thread(target=gate.wait)
    other.start()
    try:
        return main()
    finally:
        gate.set()
        other.join()
"""
"""While another thread waits, the rewritten code announces everything that it touches."""


def cases_of(folder: Path, first_versions: Mapping[str, tuple[int, int]] | None = None) -> dict[str, str]:
    """Each function `case_...` in the files of `folder` as a program with a `main`; the others are blanked out.

    Args:
        first_versions: the Python that a file needs, by its name.
    """
    found = {}
    for file in sorted(folder.glob("*.py")):
        if sys.version_info < (first_versions or {}).get(file.name, (3, 11)):
            continue
        text = file.read_text(encoding="utf-8")
        cases = [s for s in ast.parse(text).body if isinstance(s, ast.FunctionDef) and s.name.startswith("case_")]
        for case in cases:
            lines = text.splitlines()
            for other in cases:
                if other is not case:
                    last = other.end_lineno or other.lineno
                    lines[other.lineno - 1 : last] = [""] * (last - other.lineno + 1)
            found[f"{file.stem}-{case.name.removeprefix('case_')}"] = "\n".join([*lines, f"main = {case.name}", ""])
    return found


def plainly(source: str) -> tuple[Any, ...]:
    """What `main()` of the source gives, raises and prints in this interpreter."""
    namespace: dict[str, Any] = {"__name__": "__main__", "__doc__": None}
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(source, FILENAME, "exec", dont_inherit=True), namespace)
        seen = observe(namespace["main"])
    return (*seen, printed.getvalue())


def under_control(source: str, *, company: bool) -> tuple[Any, ...]:
    """The same under the checker's control.

    Args:
        company: another thread is there, so accesses are announced.
    """
    seen: list[tuple[Any, ...]] = []
    name = "_in_company" if company else "main"
    scenario = Scenario(main=lambda answer: seen.append(observe(getattr(answer, name))))
    execution = Runner(Program(source + COMPANY, scenario, FILENAME)).run(Replay([]))
    assert execution.failure is None, execution.failure
    assert execution.steps > 0 or not company
    return (*seen[0], "".join(execution.output))


def observe(function: Callable[[], Any]) -> tuple[Any, ...]:
    """The value that a function returns, or the exception that it raises, as far as a program could tell them apart."""
    try:
        return ("returned", without_addresses(repr(function())))
    except Exception as error:  # noqa: BLE001 - whatever it is, the other run must raise it, too
        return ("raised", *describe(error))


def describe(error: BaseException) -> tuple[Any, ...]:
    """Type, text, the lines that it came through, what caused it, and the parts of a group."""
    cause = describe(error.__cause__) if error.__cause__ is not None else None
    context = describe(error.__context__) if error.__context__ is not None else None
    parts = tuple(describe(part) for part in error.exceptions) if isinstance(error, BaseExceptionGroup) else ()
    notes = tuple(getattr(error, "__notes__", ()))
    return type(error).__name__, without_addresses(str(error)), lines(error.__traceback__), cause, context, parts, notes


def lines(trace: TracebackType | None) -> tuple[int, ...]:
    """The program's lines that a traceback goes through."""
    found = []
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename == FILENAME and code.co_name != "_in_company":
            found.append(trace.tb_lineno)
        trace = trace.tb_next
    return tuple(found)


def without_addresses(text: str) -> str:
    """A representation without what differs from object to object."""
    return re.sub(r" at 0x[0-9a-fA-F]+", "", text)
