"""Which attributes are set once, before any other thread can see the object?

Reading `self.lock` is a read of shared data like any other, but when nobody ever sets `lock` again, no order of
threads can make a difference to it: announcing it would only make schedules longer. An attribute is *quiet* when
every store of its name in the whole program is of the form `self.name = ...` in an `__init__`, before that
`__init__` has let go of `self` and with no thread started in any `__init__`; or in the body of a class.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable

BACK_DOORS = frozenset({"setattr", "delattr", "__dict__", "vars", "__setattr__", "__delattr__", "__slots__", "globals"})
"""Names whose use can set an attribute out of sight; with one of them in the program, nothing is quiet."""

STARTERS = frozenset({"start", "submit", "map", "map_async", "apply_async", "run", "start_new_thread"})


def quiet_attributes(nodes: tuple[ast.AST, ...], names: frozenset[str]) -> frozenset[str]:
    """The names of the attributes that need not be announced.

    Args:
        nodes: every node of the program.
        names: every identifier in the source.
    """
    if names & BACK_DOORS:
        return frozenset()
    safe: set[int] = set()
    candidates: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.ClassDef):
            constants: set[str] = set()
            for statement in node.body:
                candidates |= _bound_in_class(statement)
                if isinstance(getattr(statement, "value", None), ast.Constant):
                    constants |= _bound_in_class(statement)
            for statement in node.body:
                if isinstance(statement, ast.FunctionDef) and statement.name in ("__init__", "__post_init__"):
                    _safe_stores(statement, safe, candidates, constants)
    if _an_init_starts_threads(nodes):
        return frozenset()
    loud = {
        node.attr
        for node in nodes
        if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load) and id(node) not in safe
    }
    return frozenset(candidates - loud)


def _bound_in_class(statement: ast.stmt) -> set[str]:
    if isinstance(statement, ast.Assign):
        return {target.id for target in statement.targets if isinstance(target, ast.Name)}
    if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        return {statement.target.id}
    return set()


def _an_init_starts_threads(nodes: Iterable[ast.AST]) -> bool:
    for node in nodes:
        if isinstance(node, ast.FunctionDef) and node.name in ("__init__", "__post_init__", "__new__"):
            for inner in ast.walk(node):
                if isinstance(inner, ast.Attribute) and inner.attr in STARTERS:
                    return True
    return False


def _safe_stores(init: ast.FunctionDef, safe: set[int], candidates: set[str], constants: set[str]) -> None:
    """Enter the stores of `init` that come before it has let go of the new object.

    Args:
        constants: attributes of the class that are plain values.
    """
    arguments = [*init.args.posonlyargs, *init.args.args]
    if not arguments:
        return
    me = arguments[0].arg
    data = set(constants)
    for statement in init.body:
        stores = _own_stores(statement, me)
        if _lets_go(statement, me, data):
            return
        for store in stores:
            safe.add(id(store))
            candidates.add(store.attr)
            data.add(store.attr)


def _own_stores(statement: ast.stmt, me: str) -> list[ast.Attribute]:
    targets: list[ast.expr] = []
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
        targets = [statement.target]
    found: list[ast.Attribute] = []
    while targets:
        target = targets[0]
        targets = targets[1:]
        if isinstance(target, ast.Tuple | ast.List):
            targets = [*target.elts, *targets]
        elif isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id == me:
            found.append(target)
    return found


def _lets_go(statement: ast.stmt, me: str, data: set[str]) -> bool:
    """Does the statement use the new object other than by its attributes, or one of its methods?

    Args:
        data: attributes that hold values. Any other one can be a method, and a method holds its object.
    """
    inside: set[int] = set()
    for node in ast.walk(statement):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == me:
            if isinstance(node.ctx, ast.Load) and node.attr not in data:
                return True
            inside.add(id(node.value))
        if isinstance(node, ast.FunctionDef | ast.Lambda):
            return True
    return any(isinstance(node, ast.Name) and node.id == me and id(node) not in inside for node in ast.walk(statement))
