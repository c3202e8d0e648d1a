"""Values of expressions that are read, not run: what a learner may write for a number, a text or a collection of them.

Everything is computed here from the syntax tree, with limits, so no expression is long under way or gets large.
"""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_MOST_ITEMS = 1000
_LARGEST = 10**30


class NotLiteral(ValueError):
    """Something that is not read here. The message is the thing itself, in words that go before "cannot be read"."""


@dataclass(frozen=True)
class Unread:
    """Stands for the value of a name that could not be read; it matters when the name is used.

    Attributes:
        why: the message of the `NotLiteral`.
    """

    why: str


def in_words(node: ast.AST) -> str:
    """A piece of a program as it is named in messages: its first line."""
    try:
        lines = ast.unparse(node).splitlines()
    except ValueError:  # a number with more digits than Python writes
        return "such a number"
    return f"`{lines[0]}{' ...' if len(lines) > 1 else ''}`"


def value_of(node: ast.expr, names: Mapping[str, Any]) -> Any:
    """The value of an expression. Tuples are lists, and frozen sets are sets.

    Args:
        names: the names that have values.

    Raises:
        NotLiteral: it is none that is read here.
    """
    value = _value(node, names)
    if isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) > _LARGEST and value != math.inf:
        raise NotLiteral(in_words(node))
    if isinstance(value, (str, list, set, dict)) and len(value) > _MOST_ITEMS:
        raise NotLiteral(f"so much as {in_words(node)[:60]}")
    return value


def _value(node: ast.expr, names: Mapping[str, Any]) -> Any:
    match node:
        case ast.Constant(value=value):
            return value
        case ast.Name(id=name) if name in names:
            if isinstance(names[name], Unread):
                raise NotLiteral(names[name].why)
            return names[name]
        case ast.Set(elts=items):
            return _as_set(_items(items, names), node)
        case ast.List(elts=items) | ast.Tuple(elts=items):
            return _items(items, names)
        case ast.Dict(keys=keys, values=values):
            return _dictionary(keys, values, names)
        case ast.UnaryOp(op=ast.USub() | ast.UAdd() as sign, operand=operand):
            number = value_of(operand, names)
            if _is_number(number):
                return -number if isinstance(sign, ast.USub) else number
        case ast.BinOp(op=op, left=left, right=right):
            return _combined(node, type(op), value_of(left, names), value_of(right, names))
        case ast.SetComp() | ast.ListComp() | ast.GeneratorExp():
            found = [value_of(node.elt, inner) for inner in _rounds(node.generators, names)]
            return _as_set(found, node) if isinstance(node, ast.SetComp) else found
        case ast.DictComp(key=key, value=value):
            rounds = list(_rounds(node.generators, names))
            return {_key(key, inner): value_of(value, inner) for inner in rounds}
        case ast.Call(func=func, args=args, keywords=keywords):
            return _called(node, func, args, keywords, names)
    raise NotLiteral(in_words(node))


def _items(nodes: list[ast.expr], names: Mapping[str, Any]) -> list[Any]:
    items: list[Any] = []
    for node in nodes:
        if isinstance(node, ast.Starred):
            inner = value_of(node.value, names)
            if not isinstance(inner, (set, list)):
                raise NotLiteral(in_words(node))
            items.extend(inner)
        else:
            items.append(value_of(node, names))
    return items


def _as_set(items: list[Any] | set[Any], node: ast.expr) -> set[Any]:
    if any(isinstance(item, (set, list, dict)) for item in items):
        raise NotLiteral("a collection inside a collection")
    return set(items)


def _dictionary(
    keys: list[ast.expr | None], values: list[ast.expr], names: Mapping[str, Any]
) -> dict[str | int | float, Any]:
    result: dict[str | int | float, Any] = {}
    for key, value in zip(keys, values, strict=True):
        if key is not None:
            result[_key(key, names)] = value_of(value, names)
        elif isinstance(inner := value_of(value, names), dict):
            result |= inner
        else:
            raise NotLiteral(f"`**{in_words(value)[1:]}")
    return result


def _key(node: ast.expr, names: Mapping[str, Any]) -> str | int | float:
    key = value_of(node, names)
    if isinstance(key, (str, int, float)):
        return key
    raise NotLiteral(f"the key {in_words(node)}")


_ARITHMETIC: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
}
_OF_SETS: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.BitOr: operator.or_,
    ast.BitAnd: operator.and_,
    ast.Sub: operator.sub,
    ast.BitXor: operator.xor,
}


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _combined(node: ast.expr, op: type[ast.operator], one: Any, other: Any) -> Any:
    if _is_number(one) and _is_number(other) and op in _ARITHMETIC:
        if op is ast.Pow and (abs(other) > 64 or abs(one) > 10**6 or (one < 0 and other % 1)):
            raise NotLiteral(in_words(node))
        try:
            return _ARITHMETIC[op](one, other)
        except (ZeroDivisionError, OverflowError) as error:
            raise NotLiteral(f"{in_words(node)} ({error})") from error
    if isinstance(one, set) and isinstance(other, set) and op in _OF_SETS:
        return _OF_SETS[op](one, other)
    if isinstance(one, dict) and isinstance(other, dict) and op is ast.BitOr:
        return one | other
    if op is ast.Add and type(one) is type(other) and isinstance(one, (str, list)):
        return one + other
    raise NotLiteral(in_words(node))


def _rounds(loops: list[ast.comprehension], names: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The names in each round of a comprehension, at most `_MOST_ITEMS`."""
    found: list[Mapping[str, Any]] = [names]
    for loop in loops:
        further: list[Mapping[str, Any]] = []
        for outer in found:
            for item in _iterated(value_of(loop.iter, outer), loop.iter):
                if len(further) >= _MOST_ITEMS:
                    raise NotLiteral(f"so much as {in_words(loop.iter)}")
                inner = {**outer, **_bound(loop.target, item)}
                if all(_holds(condition, inner) for condition in loop.ifs):
                    further.append(inner)
        found = further
    yield from found


def _bound(target: ast.expr, item: Any) -> dict[str, Any]:
    match target:
        case ast.Name(id=name):
            return {name: item}
        case ast.Tuple(elts=parts) if isinstance(item, list) and len(item) == len(parts):
            return {
                name: value for part, one in zip(parts, item, strict=True) for name, value in _bound(part, one).items()
            }
    raise NotLiteral(in_words(target))


def _iterated(value: Any, node: ast.expr) -> list[Any]:
    if isinstance(value, (list, set, str, dict)):
        return sorted(value, key=repr) if isinstance(value, set) else list(value)
    raise NotLiteral(in_words(node))


_COMPARED: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda one, other: one in other,
    ast.NotIn: lambda one, other: one not in other,
}


def _holds(node: ast.expr, names: Mapping[str, Any]) -> bool:
    match node:
        case ast.BoolOp(op=ast.And(), values=parts):
            return all(_holds(part, names) for part in parts)
        case ast.BoolOp(values=parts):
            return any(_holds(part, names) for part in parts)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return not _holds(operand, names)
        case ast.Compare(left=left, ops=ops, comparators=others) if all(type(op) in _COMPARED for op in ops):
            values = [value_of(part, names) for part in (left, *others)]
            try:
                return all(
                    _COMPARED[type(op)](one, other) for op, one, other in zip(ops, values, values[1:], strict=False)
                )
            except TypeError as error:
                raise NotLiteral(in_words(node)) from error
    return bool(value_of(node, names))


_OF_MANY: dict[str, Callable[..., Any]] = {"sum": sum, "min": min, "max": max}
_OF_NUMBERS: dict[str, Callable[..., Any]] = {
    "round": round,
    "abs": abs,
    "int": int,
    "float": float,
    "ceil": math.ceil,
    "floor": math.floor,
}


def _called(
    node: ast.expr, func: ast.expr, args: list[ast.expr], keywords: list[ast.keyword], names: Mapping[str, Any]
) -> Any:
    given = _items(args, names)
    named = {keyword.arg: value_of(keyword.value, names) for keyword in keywords}
    result: Any
    match func:
        case ast.Name(id=name) if name not in names:
            result = _function(name, given, named)
        case ast.Attribute(value=ast.Name(id="math"), attr="ceil" | "floor" as name) if "math" not in names:
            result = _function(name, given, named)
        case ast.Attribute(value=ast.Name(id="dict"), attr="fromkeys") if "dict" not in names and not named:
            result = _from_keys(given)
        case ast.Attribute(value=held, attr=method) if not named:
            result = _method(value_of(held, names), method, given)
        case _:
            result = None
    if result is None:
        raise NotLiteral(in_words(node))
    return result


def _function(name: str, given: list[Any], named: Mapping[str | None, Any]) -> Any:
    """What a built-in function returns; None where it is not read here."""
    if name == "dict" and None not in named:
        return _dict(given, named)
    if named:
        return None
    match name, given:
        case "range", [_, *_] if len(given) <= 3 and all(type(b) is int and abs(b) <= _MOST_ITEMS for b in given):
            return list(range(*given)) if given[2:] != [0] else None
        case "set" | "frozenset" | "list" | "tuple" | "sorted", []:
            return set() if "set" in name else []
        case "set" | "frozenset", [list() | set() | str() as items]:
            return _as_set(list(items), ast.Constant(None))
        case "list" | "tuple", [list() | set() | str() as items]:
            return sorted(items, key=repr) if isinstance(items, set) else list(items)
        case "sorted", [list() | set() | str() as items]:
            return sorted(items) if len({type(item) for item in items}) <= 1 and not _nested(items) else None
        case "zip", [_, *_] if all(isinstance(each, (list, str)) for each in given):
            return [list(row) for row in zip(*given, strict=False)]
        case "enumerate", [list() | str() as items]:
            return [[number, item] for number, item in enumerate(items)]
        case "sum" | "min" | "max", [list() | set() as items] if items and all(map(_is_number, items)):
            return _OF_MANY[name](items)
        case "min" | "max", [_, _, *_] if all(map(_is_number, given)):
            return _OF_MANY[name](given)
        case "len", [list() | set() | dict() | str() as items]:
            return len(items)
        case "str", [int() | float() | str() as item]:
            return str(item)
        case "round", [number, int() as digits] if _is_number(number) and abs(digits) < 20:
            return round(number, digits)
        case _, [number] if name in _OF_NUMBERS and _is_number(number) and math.isfinite(number):
            return _OF_NUMBERS[name](number)
    return None


def _nested(items: Any) -> bool:
    return any(isinstance(item, (list, set, dict)) for item in items)


def _dict(given: list[Any], named: Mapping[str | None, Any]) -> dict[Any, Any] | None:
    match given:
        case []:
            start: dict[Any, Any] = {}
        case [dict() as start]:
            pass
        case [list() as pairs] if all(isinstance(p, list) and len(p) == 2 and isinstance(p[0], str) for p in pairs):
            start = {key: value for key, value in pairs}  # noqa: C416 - the pairs are lists
        case _:
            return None
    return start | dict(named)


def _from_keys(given: list[Any]) -> dict[Any, Any] | None:
    match given:
        case [list() | set() | str() as keys, value] if not _nested(keys):
            return dict.fromkeys(sorted(keys, key=repr) if isinstance(keys, set) else keys, value)
    return None


def _method(held: Any, method: str, given: list[Any]) -> Any:
    match held, method, given:
        case str(), "split", [] | [str()] if given != [""]:
            return held.split(*given)
        case str(), "join", [list() | str() as items] if all(isinstance(item, str) for item in items):
            return held.join(items)
        case str(), "upper" | "lower" | "strip", []:
            return getattr(held, method)()
        case set(), "union" | "intersection" | "difference", [*others] if all(
            isinstance(other, (set, list)) and not _nested(other) for other in others
        ):
            return getattr(held, method)(*others)
        case dict(), "keys" | "values", []:
            return list(getattr(held, method)())
        case dict(), "items", []:
            return [[key, value] for key, value in held.items()]
    return None
