"""Slips with queues."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from helpers.author.mutants.operator import (
    Operator,
    at_node,
    at_statement,
    called_alone,
    deletion,
    method,
    on_object,
    renamed,
)


def _get_nowait(node: ast.AST) -> Iterator[ast.AST]:
    call = node.value if isinstance(node, ast.Await) else node
    if isinstance(call, ast.Call) and method(call) == "get" and on_object(call) and not call.args:
        yield ast.Call(renamed(call, "get_nowait").func, [], [])


def _is_sentinel(value: ast.expr) -> bool:
    """Whether something that is put says "no more": a constant, or a name in capitals."""
    name = value.attr if isinstance(value, ast.Attribute) else value.id if isinstance(value, ast.Name) else ""
    return (
        isinstance(value, ast.Constant)
        or name.isupper()
        or name.lower().strip("_") in ("sentinel", "stop", "done", "end")
    )


def _puts_sentinel(statement: ast.stmt) -> bool:
    if called_alone(statement) not in ("put", "put_nowait", "send") or not isinstance(statement, ast.Expr):
        return False
    call = statement.value.value if isinstance(statement.value, ast.Await) else statement.value
    return isinstance(call, ast.Call) and bool(call.args) and _is_sentinel(call.args[0])


def _one_less(node: ast.stmt) -> Iterator[list[ast.stmt]]:
    """One sentinel too few."""
    if _puts_sentinel(node):
        yield []
    if isinstance(node, ast.For) and len(node.body) == 1 and _puts_sentinel(node.body[0]):
        if isinstance(node.iter, ast.Call) and method(node.iter) == "range":
            less = ast.BinOp(node.iter.args[-1], ast.Sub(), ast.Constant(1))
            rounds: ast.expr = ast.Call(node.iter.func, [*node.iter.args[:-1], less], [])
        else:
            rounds = ast.Subscript(
                ast.Call(ast.Name("list", ast.Load()), [node.iter], []), ast.Slice(ast.Constant(1)), ast.Load()
            )
        yield [ast.For(node.target, rounds, node.body, node.orelse)]


OPERATORS: tuple[Operator, ...] = (
    at_node("get_nowait for get", _get_nowait),
    at_statement("one sentinel too few", _one_less),
    at_statement("delete task_done", deletion("task_done")),
)
