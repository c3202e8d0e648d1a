"""Can a program tell which worker of a pool ran a task?

Where no process keeps anything from one task to the next, all idle workers are alike, and one order of who takes
which task stands for all of them. This must err on the safe side: `False` only costs time.
"""

from __future__ import annotations

import ast
import ctypes
from types import FunctionType, MethodType, ModuleType
from typing import Any

TELLING = frozenset(
    """getpid getppid current_process ident native_id get_ident current_thread random pid name _identity
    globals vars setattr __dict__ local cache lru_cache cached_property""".split()
)
"""Names by which a worker can be known, or by which a program keeps something without an assignment."""

MADE_BY_PYTHON = frozenset("__dict__ __weakref__ __annotations__ __dataclass_fields__ __dataclass_params__".split())


def keeps_nothing(program: Any) -> bool:
    """May the processes of `program` be taken for equal, by its source?"""
    known = program.__dict__.get("_keeps_nothing")
    if known is None:
        known = _looks_stateless(program)
        program.__dict__["_keeps_nothing"] = known
    return bool(known)


def _looks_stateless(program: Any) -> bool:
    if program.instrumented.names & TELLING:
        return False
    tree = ast.parse(program.source)
    definitions = {n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.ClassDef)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Global):
            return False
        if isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load):
            base = node.value
            if not isinstance(base, ast.Name) or base.id in definitions or base.id == "cls":
                return False
    return True


def holds_nothing(namespace: dict[str, Any]) -> bool:
    """Is everything that the module's variables hold unchangeable, or outside of the process?"""
    return all(
        _is_constant(value)
        for name, value in namespace.items()
        if not name.startswith("_rc_") and name != "__builtins__"
    )


def _is_constant(value: Any) -> bool:
    kind = type(value)
    if value is None or kind in (int, float, str, bytes, bool, complex, range):
        return True
    if kind in (tuple, frozenset):
        return all(_is_constant(part) for part in value)
    if isinstance(value, ModuleType):
        return True
    if isinstance(value, FunctionType):
        held = [*(value.__defaults__ or ()), *(cell.cell_contents for cell in value.__closure__ or ())]
        return not value.__dict__ and all(_is_constant(part) for part in held)
    if isinstance(value, MethodType):
        return _is_constant(value.__self__)
    if isinstance(value, type):
        if value.__module__ not in ("__main__", "__mp_main__") or issubclass(value, ctypes.Structure):
            return True
        return all(
            isinstance(part, FunctionType | property | staticmethod | classmethod) or _is_constant(part)
            for name, part in value.__dict__.items()
            if name not in MADE_BY_PYTHON
        )
    return kind.__module__.startswith("helpers.interleave") or (not hasattr(value, "__dict__") and callable(value))
