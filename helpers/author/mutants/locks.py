"""Slips with locks, semaphores, barriers and conditions."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator

from helpers.author.mutants.operator import (
    Edit,
    Operator,
    Path,
    at_node,
    at_statement,
    blocks,
    called_alone,
    child,
    deletion,
    method,
    on_object,
    renamed,
    without_keyword,
)

_LOCKS = frozenset(("Lock", "RLock", "Condition", "Semaphore", "BoundedSemaphore"))


def _is_lock(item: ast.withitem) -> bool:
    """Whether a `with` enters something that was made before, as locks are, or the lock of a `Value`."""
    return item.optional_vars is None and (
        isinstance(item.context_expr, (ast.Name, ast.Attribute, ast.Subscript))
        or method(item.context_expr) == "get_lock"
    )


def _takes_lock(node: ast.AST) -> bool:
    return isinstance(node, (ast.With, ast.AsyncWith)) and any(map(_is_lock, node.items))


def _with(node: ast.With | ast.AsyncWith, items: list[ast.withitem], body: list[ast.stmt]) -> list[ast.stmt]:
    """The same `with` for these items and this body; the body alone when no item is left."""
    return [type(node)(items, body)] if items and body else body


def _other_items(node: ast.With | ast.AsyncWith, index: int) -> list[ast.withitem]:
    return [item for position, item in enumerate(node.items) if position != index]


def _lock_items(node: ast.AST) -> Iterator[tuple[int, ast.withitem]]:
    if isinstance(node, (ast.With, ast.AsyncWith)):
        yield from ((index, item) for index, item in enumerate(node.items) if _is_lock(item))


def _remove_with(node: ast.stmt) -> Iterator[list[ast.stmt]]:
    for index, item in _lock_items(node):
        if method(item.context_expr) != "get_lock":
            assert isinstance(node, (ast.With, ast.AsyncWith))
            yield _with(node, _other_items(node, index), node.body)


def _drop_get_lock(node: ast.stmt) -> Iterator[list[ast.stmt]]:
    for index, item in _lock_items(node):
        if method(item.context_expr) == "get_lock":
            assert isinstance(node, (ast.With, ast.AsyncWith))
            yield _with(node, _other_items(node, index), node.body)


def _without_finally(node: ast.stmt) -> Iterator[list[ast.stmt]]:
    if isinstance(node, ast.With) and len(node.items) == 1 and _is_lock(node.items[0]):
        lock = node.items[0].context_expr
        yield [_do(lock, "acquire"), *node.body, _do(lock, "release")]


def _do(value: ast.expr, name: str) -> ast.stmt:
    return ast.Expr(ast.Call(ast.Attribute(value, name, ast.Load()), [], []))


def _swap(node: ast.stmt) -> Iterator[list[ast.stmt]]:
    if not isinstance(node, (ast.With, ast.AsyncWith)) or not _takes_lock(node):
        return
    locks = [index for index, _ in _lock_items(node)]
    for first, second in itertools.pairwise(locks):
        items = list(node.items)
        items[first], items[second] = items[second], items[first]
        yield _with(node, items, node.body)
    inner = node.body[0]
    if len(node.body) == 1 and type(inner) is type(node) and _takes_lock(inner):
        assert isinstance(inner, (ast.With, ast.AsyncWith))
        yield _with(inner, inner.items, _with(node, node.items, inner.body))


def _shrink(node: ast.stmt) -> Iterator[list[ast.stmt]]:
    if _takes_lock(node):
        assert isinstance(node, (ast.With, ast.AsyncWith))
        if len(node.body) > 1:
            yield [node.body[0], *_with(node, node.items, node.body[1:])]
            if not _tells_nothing(node.body[-1]):
                yield [*_with(node, node.items, node.body[:-1]), node.body[-1]]
        # the value is made outside, or taken outside
        last = node.body[-1]
        if isinstance(last, ast.Return) and last.value is not None and len(node.body) == 1:
            yield [last]


def _split(node: ast.stmt) -> Iterator[list[ast.stmt]]:
    if _takes_lock(node):
        assert isinstance(node, (ast.With, ast.AsyncWith))
        for place in range(1, len(node.body)):
            if _tells_nothing(node.body[place]):
                continue
            yield [*_with(node, node.items, node.body[:place]), *_with(node, node.items, node.body[place:])]


def _tells_nothing(statement: ast.stmt) -> bool:
    """Whether it is all the same if a statement is in the critical section: it touches nothing."""
    return isinstance(statement, (ast.Break, ast.Continue, ast.Pass)) or (
        isinstance(statement, ast.Return) and (statement.value is None or isinstance(statement.value, ast.Constant))
    )


def _neighbours(node: ast.AST) -> Iterator[tuple[str, int, list[ast.stmt]]]:
    for field, block in blocks(node):
        for index, statement in enumerate(block):
            if _takes_lock(statement):
                yield field, index, block


def _expand(tree: ast.Module, path: Path, node: ast.AST) -> Iterator[Edit]:
    for field, index, block in _neighbours(node):
        taken = block[index]
        assert isinstance(taken, (ast.With, ast.AsyncWith))
        if index and _movable(block[index - 1]):
            longer = _with(taken, taken.items, [block[index - 1], *taken.body])
            yield [(child(path, field, index), longer), (child(path, field, index - 1), [])]
        if index + 1 < len(block) and _movable(block[index + 1]):
            longer = _with(taken, taken.items, [*taken.body, block[index + 1]])
            yield [(child(path, field, index + 1), []), (child(path, field, index), longer)]


def _shift(tree: ast.Module, path: Path, node: ast.AST) -> Iterator[Edit]:
    for field, index, block in _neighbours(node):
        taken = block[index]
        assert isinstance(taken, (ast.With, ast.AsyncWith))
        if index and _movable(block[index - 1]):
            moved = _with(taken, taken.items, [block[index - 1], *taken.body[:-1]])
            yield [(child(path, field, index), [*moved, taken.body[-1]]), (child(path, field, index - 1), [])]
        if index + 1 < len(block) and _movable(block[index + 1]):
            moved = _with(taken, taken.items, [*taken.body[1:], block[index + 1]])
            yield [(child(path, field, index + 1), []), (child(path, field, index), [taken.body[0], *moved])]


def _movable(statement: ast.stmt) -> bool:
    """Whether a statement could as well stand in a critical section; definitions and imports stand where they are."""
    return not isinstance(
        statement,
        (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom, ast.Global, ast.Nonlocal),
    ) and not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant))


def _made(tree: ast.Module) -> Iterator[tuple[ast.expr, ast.Call]]:
    """Where the program makes a lock and gives it a name."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.Assign, ast.AnnAssign)) and isinstance(node.value, ast.Call):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if method(node.value) in _LOCKS and isinstance(target, (ast.Name, ast.Attribute)):
                yield target, node.value


def _last_name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _per_call(tree: ast.Module, path: Path, node: ast.AST) -> Iterator[Edit]:
    for index, item in _lock_items(node):
        for target, call in _made(tree):
            if _last_name(target) and _last_name(target) == _last_name(item.context_expr):
                yield [(child(path, "items", index), ast.withitem(call))]
                break


def _another(tree: ast.Module, path: Path, node: ast.AST) -> Iterator[Edit]:
    """One of the places that take a lock takes a lock of its own."""
    for index, item in _lock_items(node):
        name = _last_name(item.context_expr)
        uses = sum(
            _last_name(other.context_expr) == name for with_ in ast.walk(tree) for _, other in _lock_items(with_)
        )
        if not name or uses < 2:
            continue
        for owner_path, owner in _walk(tree):
            for field, block in blocks(owner):
                for position, statement in enumerate(block):
                    if not isinstance(statement, (ast.Assign, ast.AnnAssign)) or not isinstance(
                        statement.value, ast.Call
                    ):
                        continue
                    target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
                    if method(statement.value) not in _LOCKS or _last_name(target) != name:
                        continue
                    second = ast.Assign([_other_name(target, ast.Store())], statement.value)
                    taken = ast.withitem(_other_name(item.context_expr, ast.Load()))
                    both: list[ast.stmt] = [statement, second]
                    made = (child(owner_path, field, position), both)
                    # the edit that keeps positions comes first
                    yield [(child(path, "items", index), taken), made]


def _walk(tree: ast.AST, path: Path = ()) -> Iterator[tuple[Path, ast.AST]]:
    yield path, tree
    for field, block in blocks(tree):
        for index, statement in enumerate(block):
            yield from _walk(statement, child(path, field, index))


def _other_name(node: ast.expr, context: ast.expr_context) -> ast.expr:
    if isinstance(node, ast.Attribute):
        return ast.Attribute(node.value, f"{node.attr}_2", context)
    assert isinstance(node, ast.Name)
    return ast.Name(f"{node.id}_2", context)


def _per_class(tree: ast.Module, path: Path, node: ast.AST) -> Iterator[Edit]:
    """`self.lock = Lock()` in `__init__` becomes one lock for all objects."""
    if not isinstance(node, ast.ClassDef):
        return
    for position, function in enumerate(node.body):
        if not (isinstance(function, ast.FunctionDef) and function.name == "__init__"):
            continue
        for index, statement in enumerate(function.body):
            if (
                isinstance(statement, ast.Assign)
                and isinstance(statement.targets[0], ast.Attribute)
                and method(statement.value) in _LOCKS
                and not any(_mentions_self(argument) for argument in ast.walk(statement.value))
            ):
                shared = ast.Assign([ast.Name(statement.targets[0].attr, ast.Store())], statement.value)
                rest = [other for other in function.body if other is not function.body[index]]
                initial = ast.FunctionDef(function.name, function.args, rest or [ast.Pass()], [], None)
                yield [(child(path, "body", position), [shared, initial])]


def _mentions_self(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id == "self"


def _per_instance(tree: ast.Module, path: Path, node: ast.AST) -> Iterator[Edit]:
    """A lock of the class becomes one lock for each object."""
    if not isinstance(node, ast.ClassDef):
        return
    initials = [part for part in node.body if isinstance(part, ast.FunctionDef) and part.name == "__init__"]
    for position, statement in enumerate(node.body):
        if not (isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name)):
            continue
        if method(statement.value) not in _LOCKS or not initials:
            continue
        own = ast.Assign(
            [ast.Attribute(ast.Name("self", ast.Load()), statement.targets[0].id, ast.Store())], statement.value
        )
        place = node.body.index(initials[0])
        initial = ast.FunctionDef("__init__", initials[0].args, [own, *initials[0].body], [], None)
        edits: Edit = [(child(path, "body", place), initial), (child(path, "body", position), [])]
        yield sorted(edits, key=lambda edit: -(edit[0][-1][1] or 0))


def _count(name: str, change: int) -> Iterator[Operator]:
    def edits(node: ast.AST) -> Iterator[ast.AST]:
        if not isinstance(node, ast.Call) or not method(node).endswith(name):
            return
        if not node.args and not node.keywords and name == "Semaphore":
            yield ast.Call(node.func, [ast.Constant(1 + change)], [])
        for index, argument in enumerate(node.args[:1]):
            other = _plus(argument, change)
            if other is not None:
                yield ast.Call(node.func, [other if i == index else a for i, a in enumerate(node.args)], node.keywords)
        for keyword in node.keywords:
            if keyword.arg in ("value", "parties") and (other := _plus(keyword.value, change)) is not None:
                changed = [ast.keyword(keyword.arg, other) if k is keyword else k for k in node.keywords]
                yield ast.Call(node.func, node.args, changed)

    yield at_node(f"{name} of one {'more' if change > 0 else 'less'}", edits)


def _plus(value: ast.expr, change: int) -> ast.expr | None:
    if isinstance(value, ast.Constant) and isinstance(value.value, int):
        return ast.Constant(value.value + change) if value.value + change >= 0 else None
    operation: ast.operator = ast.Add() if change > 0 else ast.Sub()
    return ast.BinOp(value, operation, ast.Constant(1))


def _notify_one(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Call) and method(node) == "notify_all" and on_object(node):
        yield renamed(node, "notify")


def _do_not_block(node: ast.AST) -> Iterator[ast.AST]:
    if (
        isinstance(node, ast.Call)
        and method(node) == "acquire"
        and on_object(node)
        and not (node.args or node.keywords)
    ):
        yield ast.Call(node.func, [], [ast.keyword("blocking", ast.Constant(False))])


def _while_to_if(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.While) and not isinstance(node.test, ast.Constant):
        inside = [part for statement in node.body for part in ast.walk(statement)]
        if any(method(part) == "wait" for part in inside) and not any(
            isinstance(part, (ast.Break, ast.Continue)) for part in inside
        ):
            yield ast.If(node.test, node.body, [])


def _wait_for_to_if(node: ast.stmt) -> Iterator[list[ast.stmt]]:
    """`wait_for(ready)` becomes `if not ready(): wait()`."""
    if called_alone(node) == "wait_for" and isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        call = node.value
        if on_object(call) and call.args:
            predicate = call.args[0]
            test = predicate.body if isinstance(predicate, ast.Lambda) else ast.Call(predicate, [], [])
            assert isinstance(call.func, ast.Attribute)
            yield [ast.If(ast.UnaryOp(ast.Not(), test), [_do(call.func.value, "wait")], [])]


def _no_timeout(node: ast.AST) -> Iterator[ast.AST]:
    if not isinstance(node, ast.Call):
        return
    if any(keyword.arg == "timeout" for keyword in node.keywords):
        yield without_keyword(node, "timeout")
    elif on_object(node) and method(node) in ("wait", "join", "result") and len(node.args) == 1 and not node.keywords:
        if not isinstance(node.args[0], (ast.ListComp, ast.GeneratorExp, ast.JoinedStr, ast.Starred)) and not (
            isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Constant)
        ):
            yield ast.Call(node.func, [], [])


OPERATORS: tuple[Operator, ...] = (
    at_statement("remove a `with lock`", _remove_with),
    at_statement("drop get_lock", _drop_get_lock),
    Operator("another lock object", _another),
    Operator("a lock per call", _per_call),
    Operator("a lock per class", _per_class),
    Operator("a lock per instance", _per_instance),
    at_statement("acquire and release without finally", _without_finally),
    at_statement("swap two locks", _swap),
    at_statement("shrink a critical section", _shrink),
    Operator("shift a critical section", _shift),
    at_statement("split a critical section", _split),
    Operator("expand a critical section", _expand),
    at_statement("delete acquire", deletion("acquire")),
    at_statement("delete release", deletion("release")),
    at_node("acquire without blocking", _do_not_block),
    *_count("Semaphore", +1),
    *_count("Semaphore", -1),
    *_count("Barrier", -1),
    at_node("notify for notify_all", _notify_one),
    at_node("if for while before wait", _while_to_if),
    at_statement("if and wait for wait_for", _wait_for_to_if),
    at_statement("drop a wait", deletion("wait", "wait_for")),
    at_node("drop a timeout", _no_timeout),
)
