"""Answers that are read, not run: `answer = {2, 3}`, `answer = "A B B A"` or `answer = {"A": "ends"}`.

The value is computed from the syntax tree, statement by statement, so nothing of the learner's program is executed.
Expressions are read by expressions.py.
"""

from __future__ import annotations

import ast
from typing import Any

from helpers.exercises.expressions import NotLiteral, Unread, in_words, value_of
from helpers.exercises.rules import parse
from helpers.verdict import Finding

NAME = "answer"


def read_answer(source: str, example: str, pairs: bool = False) -> Any | Finding:
    """The value that the answer assigns to `answer`, or the finding that says why there is none.

    Numbers, texts, and sets, lists, tuples and dictionaries of them, also put together from several lines and names
    (`half = {1, 2}`, `answer = half | {3}`, `answer["a"] = "yes"`), and calculated in the plainest ways:
    `set(range(3))`, `30 + 90 / 3`. `{...}` is the starter's way to say "nothing yet".

    Args:
        example: what an answer looks like, such as `answer = {3, 5}`; it need not be a right one.
        pairs: whether a list of pairs means a dictionary.
    """
    tree = parse(source)
    if isinstance(tree, Finding):
        return tree
    names: dict[str, Any] = {}
    line: int | None = None
    for statement in tree.body:
        touched = _touched(statement)
        if NAME in touched:
            line = statement.lineno
        try:
            _follow(statement, names)
        except NotLiteral as error:  # it matters when one of these names is needed
            names |= {name: Unread(str(error)) for name in touched}
    if NAME not in names:
        return Finding(
            "no-answer", f"There is no answer yet: the cell has to give the name `{NAME}` a value, as in `{example}`."
        )
    result = names[NAME]
    if _says_nothing(result):
        return Finding(
            "no-answer", f"There is no answer yet: `{NAME}` holds nothing. Write it as in `{example}`.", line=line
        )
    try:
        return _flat(result, pairs)
    except NotLiteral as error:
        return Finding(
            "rule",
            f"The answer is read, not run, and {error} cannot be read. Write the value itself, as in `{example}`.",
            line=line,
        )


def _follow(statement: ast.stmt, names: dict[str, Any]) -> None:
    """Do what a statement does with names.

    Raises:
        NotLiteral: it does something that is not read here.
    """
    match statement:
        case ast.Assign(targets=targets, value=value):
            result = value_of(value, names)
            for target in targets:
                _assign(target, result, names)
        case ast.AnnAssign(target=target, value=ast.expr() as value):
            _assign(target, value_of(value, names), names)
        case ast.AugAssign(target=ast.Name(id=name) as target, op=op, value=value):
            one = ast.copy_location(ast.Name(name, ast.Load()), target)
            names[name] = value_of(ast.fix_missing_locations(ast.BinOp(one, op, value)), names)
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=method)) as call):
            if name in names:
                _change(names[name], method, call, names)
        case _:
            if _touched(statement):
                raise NotLiteral(in_words(statement))


def _assign(target: ast.expr, value: Any, names: dict[str, Any]) -> None:
    match target:
        case ast.Name(id=name):
            names[name] = value
        case ast.Tuple(elts=parts) | ast.List(elts=parts) if isinstance(value, list) and len(parts) == len(value):
            for part, item in zip(parts, value, strict=True):
                _assign(part, item, names)
        case ast.Subscript(value=ast.Name(id=name), slice=index) if isinstance(names.get(name), (dict, list)):
            held, key = names[name], value_of(index, names)
            if isinstance(held, list) and not (isinstance(key, int) and -len(held) <= key < len(held)):
                raise NotLiteral(in_words(target))
            if not isinstance(key, (str, int, float)):
                raise NotLiteral(f"the key {in_words(index)}")
            held[key] = value
        case _:
            raise NotLiteral(in_words(target))


def _change(held: Any, method: str, call: ast.Call, names: dict[str, Any]) -> None:
    """A method that changes a collection: `answer.add(3)`."""
    given = [value_of(arg, names) for arg in call.args]
    named = {str(keyword.arg): value_of(keyword.value, names) for keyword in call.keywords if keyword.arg}
    match held, method, given:
        case set(), "add", [item] if not isinstance(item, (set, list, dict)):
            held.add(item)
        case set(), "discard" | "remove", [item] if not isinstance(item, (set, list, dict)):
            held.discard(item)
        case set(), "update", [set() | list() as items] if not any(isinstance(i, (set, list, dict)) for i in items):
            held.update(items)
        case list(), "append", [item]:
            held.append(item)
        case list(), "extend", [set() | list() as items]:
            held.extend(items)
        case dict(), "update", [] | [dict()]:
            held.update(*given, **named)
        case _:
            raise NotLiteral(in_words(call))


def _touched(statement: ast.stmt) -> set[str]:
    """The names to which a statement gives a value, or whose value it may change."""
    found = set()
    for node in ast.walk(statement):
        match node:
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
                found.add(name)
            case ast.Subscript(value=ast.Name(id=name), ctx=ast.Store() | ast.Del()):
                found.add(name)
            case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=name)))):
                found.add(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                found.add(name)
            case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
                found |= {(alias.asname or alias.name).partition(".")[0] for alias in aliases} - _KNOWN
    return found


_KNOWN = frozenset({"math", "ceil", "floor"})  # what expressions.py knows by these names


def _says_nothing(result: Any) -> bool:
    if isinstance(result, dict):
        return all(_is_gap(item) for item in result.values())
    if isinstance(result, (set, list)):
        return not result or any(item is ... for item in result)
    return result is ... or result is None or (isinstance(result, str) and not result.strip())


def _is_gap(value: Any) -> bool:
    """Whether a value stands for "nothing yet"."""
    return value is ... or value is None or (isinstance(value, (str, list, set)) and not (value and value != " "))


def _flat(result: Any, pairs: bool) -> Any:
    """The answer itself.

    Raises:
        NotLiteral: it was not read, or holds collections in collections.
    """
    if isinstance(result, Unread):
        raise NotLiteral(result.why)
    if pairs and isinstance(result, list) and all(_is_pair(item) for item in result):
        result = {key: value for key, value in result}  # noqa: C416 - the items are lists of two
    items = result.values() if isinstance(result, dict) else result if isinstance(result, (list, set)) else []
    for item in items:
        if isinstance(item, Unread):
            raise NotLiteral(item.why)
        if isinstance(item, dict) or (isinstance(item, list) and not isinstance(result, dict)):
            raise NotLiteral("a collection inside a collection")
    return result


def _is_pair(item: Any) -> bool:
    return isinstance(item, list) and len(item) == 2 and isinstance(item[0], str)
