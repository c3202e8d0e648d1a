"""From what went wrong in a program with processes to the belief that leads there."""

from __future__ import annotations

import ast
import re

from helpers.interleave import Judgement

_BY_MESSAGE = (
    (r"bootstrapping phase", "M42"),
    (r"<lambda>|<locals>|local object|Can't get attribute|not the same object", "M40"),
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
    if judgement.kind == "wrong-result" and missing and re.search(missing, judgement.message):
        return "M46" if _asks_a_queue(tree) else None
    return None


def _deadlock(tree: ast.Module, judgement: Judgement) -> str | None:
    """By what the processes wait for at the end."""
    steps = judgement.trace.steps if judgement.trace is not None else ()
    waiting = next((step.waiting for step in reversed(steps) if step.waiting), {})
    if any("put into" in reason and "taken out" in reason for reason in waiting.values()):
        # who looks into the queue first, and joins then, has taken it for empty too early
        return "M46" if _asks_a_queue(tree) and _first(tree, "get") < _first(tree, "join") else "M45"
    # a child that waits for an item which will never come; the main thread is M
    if any("an item in" in reason and not who.startswith("M") for who, reason in waiting.items()):
        return "M47"
    return None


def _asks_a_queue(tree: ast.Module) -> bool:
    return any(isinstance(node, ast.Attribute) and node.attr in _ASKS for node in ast.walk(tree))


def _first(tree: ast.Module, method: str) -> int:
    """The first line in which a method of this name is called; a great number when it never is."""
    lines = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == method
    ]
    return min(lines, default=1_000_000)
