"""Answers that are read, not run: `answer = {2, 3}`, `answer = "A B B A"` or `answer = {"A": "ends"}`.

The value is computed here from the syntax tree, so nothing of the learner's program is executed.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from typing import Any

from helpers.exercises.rules import parse
from helpers.verdict import Finding

NAME = "answer"
_MOST_ITEMS = 1000


class NotLiteral(ValueError):
    """An expression that is not written out."""


def read_answer(source: str, example: str) -> Any | Finding:
    """The value that the answer assigns to `answer`, or the finding that says why there is none.

    Numbers, texts, and sets, lists, tuples and dictionaries of them; also `set(range(3))`, `{1} | {2}` and sums such as
    `30 + 90 / 3`. `{...}` is the starter's way to say "nothing yet".

    Args:
        example: what an answer looks like, such as `answer = {3, 5}`; it need not be a right one.
    """
    tree = parse(source)
    if isinstance(tree, Finding):
        return tree
    assignment = _last_assignment(tree)
    if assignment is None:
        return Finding(
            "no-answer", f"There is no answer yet: the cell has to give the name `{NAME}` a value, as in `{example}`."
        )
    value, line = assignment
    if isinstance(value, ast.Constant) and (value.value in (..., None) or not str(value.value).strip()):
        return _nothing_yet(example, line)
    try:
        result = _value(value)
        if isinstance(result, dict):
            result |= _added_later(tree, line)
    except NotLiteral as error:
        return Finding(
            "rule",
            f"The answer is read, not run, and {error} cannot be read. Write the value itself, as in `{example}`.",
            line=line,
        )
    if isinstance(result, (set, frozenset, list, tuple)) and (not result or ... in result):
        return _nothing_yet(example, line)
    if isinstance(result, dict) and all(_is_gap(item) for item in result.values()):
        return _nothing_yet(example, line)
    return result


def _nothing_yet(example: str, line: int) -> Finding:
    return Finding(
        "no-answer", f"There is no answer yet: `{NAME}` holds nothing. Write it as in `{example}`.", line=line
    )


def _is_gap(value: Any) -> bool:
    """Whether a value stands for "nothing yet"."""
    return value is ... or value is None or (isinstance(value, (str, list, set)) and not (value and value != " "))


def _last_assignment(tree: ast.Module) -> tuple[ast.expr, int] | None:
    found = None
    for node in tree.body:
        match node:
            case ast.Assign(targets=targets, value=value):
                if any(isinstance(target, ast.Name) and target.id == NAME for target in targets):
                    found = value, node.lineno
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value) if name == NAME:
                found = value, node.lineno
    return found


def _added_later(tree: ast.Module, line: int) -> dict[Any, Any]:
    """What lines such as `answer["a"] = 3` put into the dictionary after it was made."""
    found = {}
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Subscript(value=ast.Name(id=name), slice=key)], value=value):
                if name == NAME and node.lineno > line:
                    found[_key(key)] = _value(value)
    return found


def _value(node: ast.expr) -> Any:
    match node:
        case ast.Constant(value=value):
            return value
        case ast.Set(elts=items):
            return set(_items(items))
        case ast.List(elts=items) | ast.Tuple(elts=items):
            return list(_items(items))
        case ast.Dict(keys=keys, values=items) if None not in keys:
            return {_key(key): _value(item) for key, item in zip(keys, items, strict=True) if key is not None}
        case ast.Call(func=ast.Name(id="dict"), args=[], keywords=keywords) if all(k.arg for k in keywords):
            return {str(keyword.arg): _value(keyword.value) for keyword in keywords}
        case ast.UnaryOp(op=ast.USub(), operand=operand) if _is_number(operand):
            return -_value(operand)
        case ast.BinOp(op=op, left=left, right=right) if type(op) in _ARITHMETIC and _is_number(left):
            one, other = _value(left), _value(right)
            if isinstance(one, (int, float)) and isinstance(other, (int, float)):
                return _calculated(node, type(op), one, other)
        case ast.BinOp(op=ast.BitOr(), left=left, right=right):
            first, second = _value(left), _value(right)
            if isinstance(first, set) and isinstance(second, set):
                return first | second
        case ast.BinOp(op=ast.Add(), left=left, right=right):  # a long text in two parts
            first, second = _value(left), _value(right)
            if isinstance(first, str) and isinstance(second, str):
                return first + second
        case ast.Call(func=ast.Name(id="range"), args=[_, *_] as args, keywords=[]) if len(args) <= 3:
            bounds = [_value(arg) for arg in args]
            if all(isinstance(bound, int) and abs(bound) <= _MOST_ITEMS for bound in bounds) and bounds[2:] != [0]:
                return list(range(*bounds))
        case ast.Call(func=ast.Name(id="set" | "frozenset" | "list" | "tuple" | "sorted"), args=args, keywords=[]):
            if not args:
                return set()
            if len(args) == 1 and isinstance(inner := _value(args[0]), (set, list)):
                return _hashable(inner)
    raise NotLiteral(f"`{ast.unparse(node)}`")


_ARITHMETIC: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
}


def _is_number(node: ast.expr) -> bool:
    """Whether an expression is made of numbers and signs alone."""
    match node:
        case ast.Constant(value=value):
            return isinstance(value, (int, float)) and not isinstance(value, bool)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return _is_number(operand)
        case ast.BinOp(left=left, right=right):
            return _is_number(left) and _is_number(right)
    return False


def _calculated(node: ast.expr, op: type[ast.operator], one: float, other: float) -> float:
    try:
        return _ARITHMETIC[op](one, other)
    except (ZeroDivisionError, OverflowError) as error:
        raise NotLiteral(f"`{ast.unparse(node)}` ({error})") from error


def _key(node: ast.expr) -> str | int | float:
    key = _value(node)
    if isinstance(key, (str, int, float)):
        return key
    raise NotLiteral(f"the key `{ast.unparse(node)}`")


def _items(nodes: list[ast.expr]) -> list[Any]:
    items: list[Any] = []
    for node in nodes:
        if isinstance(node, ast.Starred):
            inner = _value(node.value)
            if not isinstance(inner, (set, list)):
                raise NotLiteral(f"`{ast.unparse(node)}`")
            items.extend(inner)
        else:
            items.append(_value(node))
    _hashable(items)
    return items


def _hashable(items: set[Any] | list[Any]) -> set[Any]:
    if any(isinstance(item, (set, list, dict)) for item in items):
        raise NotLiteral("a collection inside a collection")
    return set(items)
