"""From what went wrong in a program with processes to the belief that leads there."""

from __future__ import annotations

import ast
import re

from helpers.interleave import Judgement
from helpers.interleave.trace import Step

_BY_MESSAGE = (
    (r"bootstrapping phase", "M42"),
    (r"<lambda>|<locals>|local object|Can't get attribute|not the same object|not found as", "M40"),
    (r"__init__\(\) missing|__init__\(\) takes", "M53"),
    (r"ends with (?:_?queue\.)?Empty\b", "M46"),
)
_ASKS = frozenset({"empty", "qsize", "get_nowait"})
"""Methods of a queue that tell how it is at this moment."""


def diagnose_processes(tree: ast.Module, judgement: Judgement, missing: str = "") -> str | None:
    """The id of the misconception that fits, or None.

    Args:
        missing: what the message of a wrong result contains when something is missing in it, as a regular expression.
    """
    if judgement.kind == "exception":
        return next((id for pattern, id in _BY_MESSAGE if re.search(pattern, judgement.message)), None)
    if judgement.kind in ("deadlock", "leftover-thread"):
        return _deadlock(tree, judgement)
    if judgement.kind == "wrong-result":
        if _fills_a_global(tree):
            return "M39"
        if missing and re.search(missing, judgement.message):
            return "M46" if _asks_a_queue(tree) else None
    return None


def _deadlock(tree: ast.Module, judgement: Judgement) -> str | None:
    """By what the processes wait for at the end."""
    steps = judgement.trace.steps if judgement.trace is not None else ()
    waiting = next((step.waiting for step in reversed(steps) if step.waiting), {})
    if any("put into" in reason and "taken out" in reason for reason in waiting.values()):
        # who looks into the queue first, and joins then, has taken it for empty too early
        return "M46" if _asks_a_queue(tree) and _first(tree, "get") < _first(tree, "join") else "M45"
    if any(_filled_elsewhere(tree, reason, steps) for reason in waiting.values()):
        return "M39"
    if any(reason.startswith("task_done()") for reason in waiting.values()):
        return "M47"
    # a child that waits for an item which will never come; the main thread is M
    if any("an item in" in reason and not who.startswith("M") for who, reason in waiting.items()):
        # who has looked into the queue before has taken it for an answer that holds until the next line
        return "M46" if _asks_around(tree, judgement.line) else "M47"
    return None


def _filled_elsewhere(tree: ast.Module, reason: str, steps: tuple[Step, ...]) -> bool:
    """Whether somebody waits for an item in a queue of the top level, and others have put into their own one."""
    name = reason.removeprefix("an item in ")
    if name == reason or name not in _at_top_level(tree):
        return False
    puts = {
        call.lineno
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func) in (f"{name}.put", f"{name}.put_nowait")
    }
    return any(step.operation == "put" and step.line in puts for step in steps)


def _fills_a_global(tree: ast.Module) -> bool:
    """Whether what a process runs puts something into a plain collection of the top level."""
    plain = {name for name, value in _at_top_level(tree).items() if _is_plain(value)}
    targets = {
        keyword.value.id
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func).endswith("Process")
        for keyword in call.keywords
        if keyword.arg == "target" and isinstance(keyword.value, ast.Name)
    }
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name in targets]
    return any(_filled(node) & (plain - _own_names(node)) for node in functions)


def _at_top_level(tree: ast.Module) -> dict[str, ast.expr]:
    """What the lines that run at every import give names to, and the expressions."""
    return {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


_COLLECTIONS = frozenset({"list", "dict", "set", "deque", "defaultdict", "Counter", "OrderedDict"})
_FILLS = frozenset({"append", "add", "extend", "update", "insert", "appendleft", "setdefault"})


def _is_plain(value: ast.expr) -> bool:
    if isinstance(value, ast.Call):
        return ast.unparse(value.func).rpartition(".")[2] in _COLLECTIONS
    return isinstance(value, (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp, ast.BinOp))


def _filled(function: ast.FunctionDef) -> set[str]:
    """The names of collections that a function changes."""
    found = set()
    for node in ast.walk(function):
        match node:
            case ast.Subscript(value=ast.Name(id=name), ctx=ast.Store()):
                found.add(name)
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=method)) if method in _FILLS:
                found.add(name)
    return found


def _own_names(function: ast.FunctionDef) -> set[str]:
    """The names that mean something of the function's own in it."""
    stored = {n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return stored | {argument.arg for argument in ast.walk(function) if isinstance(argument, ast.arg)}


def _asks_a_queue(tree: ast.AST) -> bool:
    return any(isinstance(node, ast.Attribute) and node.attr in _ASKS for node in ast.walk(tree))


def _asks_around(tree: ast.Module, line: int | None) -> bool:
    """Whether a loop around this line asks a queue how it is at this moment."""
    return line is not None and any(
        isinstance(node, ast.While) and node.lineno <= line <= (node.end_lineno or 0) and _asks_a_queue(node)
        for node in ast.walk(tree)
    )


def _first(tree: ast.Module, method: str) -> int:
    """The first line in which a method of this name is called; a great number when it never is."""
    lines = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == method
    ]
    return min(lines, default=1_000_000)
