"""Which attributes does a program store on a class, after its body?

What is found on a class can be covered by such a store or uncovered when it is deleted, between the moment in which a
thread is about to read it and the moment in which it does. So reading an attribute of this name touches every class in
which it could be found, whatever it holds: data, or a function that is replaced while threads call it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable

KLASS = frozenset({"cls", "klass", "__class__"})
BY_NAME = frozenset({"setattr", "delattr"})


def class_stores(nodes: tuple[ast.AST, ...]) -> frozenset[str]:
    """The names, as far as the source tells: a class under another name is only noticed when the program runs.

    Args:
        nodes: every node of the program.
    """
    classes = KLASS | {node.name for node in nodes if isinstance(node, ast.ClassDef)}
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load) and _is_class(node.value, classes):
            found.add(node.attr)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in BY_NAME:
            if len(node.args) > 1 and _is_class(node.args[0], classes) and isinstance(node.args[1], ast.Constant):
                found.add(str(node.args[1].value))
    return frozenset(found)


def replaces_dicts(nodes: Iterable[ast.AST]) -> bool:
    """Does the program give an object another `__dict__`, which several objects may share?"""
    return any(
        isinstance(node, ast.Attribute) and node.attr == "__dict__" and isinstance(node.ctx, ast.Store)
        for node in nodes
    )


def _is_class(node: ast.expr, classes: frozenset[str]) -> bool:
    if isinstance(node, ast.Name):
        return node.id in classes
    if isinstance(node, ast.Attribute):
        return node.attr in classes
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "type"
