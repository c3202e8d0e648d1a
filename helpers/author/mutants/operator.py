"""What a mutation operator is, and what the operators share."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Path = tuple[tuple[str, int | None], ...]
"""The way from the module to a node: names of fields, and positions in lists."""

Replacement = ast.AST | list[ast.stmt] | list[ast.AST]
Edit = list[tuple[Path, Replacement]]
"""What is put where. Later places come first where they are in one block, so that positions stay what they are."""


@dataclass(frozen=True)
class Operator:
    """One kind of slip.

    Attributes:
        name: a few words: "drop a join".
        edits: every way in which the slip changes a node; called with the module, the way to the node, and the node.
    """

    name: str
    edits: Callable[[ast.Module, Path, ast.AST], Iterator[Edit]]


def at_node(name: str, change: Callable[[ast.AST], Iterator[ast.AST]]) -> Operator:
    """An operator that puts something in the place of an expression or a statement."""

    def edits(tree: ast.Module, path: Path, node: ast.AST) -> Iterator[Edit]:
        for replacement in change(node):
            yield [(path, replacement)]

    return Operator(name, edits)


def at_statement(name: str, change: Callable[[ast.stmt], Iterator[list[ast.stmt]]]) -> Operator:
    """An operator that puts some statements, or none, in the place of one."""

    def edits(tree: ast.Module, path: Path, node: ast.AST) -> Iterator[Edit]:
        if isinstance(node, ast.stmt):
            for replacement in change(node):
                yield [(path, replacement)]

    return Operator(name, edits)


def method(node: ast.AST) -> str:
    """The name of the method or function that a call calls; empty for anything else."""
    if not isinstance(node, ast.Call):
        return ""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def called_alone(statement: ast.AST) -> str:
    """The method that a statement calls, awaited or not, without using its result."""
    if not isinstance(statement, ast.Expr):
        return ""
    value = statement.value
    return method(value.value if isinstance(value, ast.Await) else value)


def on_object(call: ast.Call) -> bool:
    """Whether a call is a method's: `q.get()`, and not `get()`."""
    return isinstance(call.func, ast.Attribute)


def renamed(call: ast.Call, name: str) -> ast.Call:
    """The same call of another method of the same object."""
    assert isinstance(call.func, ast.Attribute)
    return ast.Call(ast.Attribute(call.func.value, name, ast.Load()), call.args, call.keywords)


def without_keyword(call: ast.Call, name: str) -> ast.Call:
    return ast.Call(call.func, call.args, [keyword for keyword in call.keywords if keyword.arg != name])


def deletion(*names: str) -> Callable[[ast.stmt], Iterator[list[ast.stmt]]]:
    """Delete a statement that does nothing but call one of these methods of an object."""

    def change(statement: ast.stmt) -> Iterator[list[ast.stmt]]:
        if called_alone(statement) in names:
            yield []

    return change


def child(path: Path, field: str, index: int | None = None) -> Path:
    """The way to a part of the node at the end of `path`."""
    return (*path, (field, index))


def blocks(node: ast.AST) -> Iterator[tuple[str, list[ast.stmt]]]:
    """The blocks of statements in a node, by the name of their field."""
    for field in ("body", "orelse", "finalbody"):
        block = getattr(node, field, None)
        if isinstance(block, list) and block and isinstance(block[0], ast.stmt):
            yield field, block
