"""Names that lead out of the program and into the interpreter that judges it.

A learner's program runs in the interpreter of its judge. Who gets hold of a frame, a code object or a function's
globals there can change the judge, and then a verdict means nothing. No program that an exercise asks for needs
these names, so a program in which they occur is not judged, whether the line is reached or not.

What stays is what lessons use: `type(x).__name__`, `__dict__` of one's own objects, `__doc__`, `__class__`, exceptions
with their `__traceback__` and `__cause__`, `functools.wraps`, and all methods with two underscores that classes define.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable

DENIED = frozenset(
    """__globals__ __code__ __closure__ __builtins__ __builtin__ __subclasses__ __loader__ __spec__ __cached__
    gi_frame gi_code cr_frame cr_code cr_origin ag_frame ag_code tb_frame
    f_back f_globals f_locals f_builtins f_code f_trace f_lasti f_trace_opcodes f_generator
    co_code co_consts co_names co_varnames co_freevars co_cellvars gr_frame cell_contents
    __flags__ __dictoffset__ __basicsize__ __weakrefoffset__ __vectorcalloffset__
    __text_signature__ __objclass__ __thisclass__ __self_class__""".split()
)
"""Attributes of functions, frames, generators, code, modules and types that nothing but the interpreter needs."""

DENIED_VARIABLES = frozenset(
    {"__builtins__", "__loader__", "__spec__", "__build_class__", "__annotate__", "__annotate_func__"}
)

SPECIAL = frozenset(
    """__dict__ __getattribute__ __setattr__ __delattr__ __self__ __defaults__ __kwdefaults__ __annotations__
    __annotate__ __reduce__ __reduce_ex__ __getstate__ __get__ __set__ __delete__ __type_params__""".split()
)
"""Attributes that are fine on the program's own objects, and lead elsewhere on others: looked at when they are read."""

_FORMAT = re.compile(r"\{[^{}]*[.\[](" + "|".join(sorted(DENIED | SPECIAL)) + r")\b")


def denied_name(nodes: Iterable[ast.AST]) -> tuple[str, int] | None:
    """The first name in the program that it must not use, with its line; None when there is none.

    Args:
        nodes: all nodes of the program's syntax tree.
    """
    found: list[tuple[int, str]] = []
    for node in nodes:
        name = _denied_in(node)
        if name is not None:
            found.append((getattr(node, "lineno", 1), name))
    if not found:
        return None
    line, name = min(found)
    return name, line


def _denied_in(node: ast.AST) -> str | None:
    if isinstance(node, ast.Attribute):
        return node.attr if node.attr in DENIED else None
    if isinstance(node, ast.FunctionDef):
        return node.name if node.name in DENIED_VARIABLES else None
    if isinstance(node, ast.Name):
        return node.id if node.id in DENIED_VARIABLES else None
    if isinstance(node, ast.ImportFrom) and any(a.name in DENIED | DENIED_VARIABLES for a in node.names):
        return next(alias.name for alias in node.names if alias.name in DENIED | DENIED_VARIABLES)
    if isinstance(node, ast.MatchClass):
        return next((name for name in node.kwd_attrs if name in DENIED), None)
    if isinstance(node, ast.Import | ast.ImportFrom):
        modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
        return next((name for name in modules if name.partition(".")[0] == "helpers"), None)
    if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign | ast.NamedExpr):
        # patterns read the attributes that this names
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if any(isinstance(t, ast.Name | ast.Attribute) and _last(t) == "__match_args__" for t in targets):
            return None if _is_plain(node.value) else "__match_args__"
        return None
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return denied_in_text(node.value)
    return None


def _last(target: ast.Name | ast.Attribute) -> str:
    return target.id if isinstance(target, ast.Name) else target.attr


def _is_plain(value: ast.expr | None) -> bool:
    if not isinstance(value, ast.Tuple | ast.List):
        return False
    return all(isinstance(e, ast.Constant) and e.value not in DENIED | SPECIAL for e in value.elts)


def denied_in_text(text: str) -> str | None:
    """The denied name that a text is, or reaches as the template of `str.format`."""
    if text in DENIED or text == "__match_args__":
        return text
    found = _FORMAT.search(text) if "{" in text else None
    return found[1] if found else None
