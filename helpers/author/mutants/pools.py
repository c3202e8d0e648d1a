"""Slips with pools and executors."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from helpers.author.mutants.operator import (
    Operator,
    at_node,
    at_statement,
    deletion,
    method,
    on_object,
    renamed,
    without_keyword,
)

_POOLS = frozenset(("Pool", "ThreadPool", "ThreadPoolExecutor", "ProcessPoolExecutor"))


def _terminate(node: ast.stmt) -> Iterator[list[ast.stmt]]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and on_object(node.value):
        if method(node.value) == "close" and not node.value.args:
            yield [ast.Expr(renamed(node.value, "terminate"))]


def _wait_at_once(node: ast.AST) -> Iterator[ast.AST]:
    """`submit(...).result()` where the task is submitted. What is returned is the future, as before."""
    name = {"submit": "result", "apply_async": "get"}.get(method(node))
    if isinstance(node, ast.Call) and name and on_object(node):
        task = ast.Name("task", ast.Load())
        wait = ast.Call(ast.Attribute(task, name, ast.Load()), [], [])
        pair = ast.Tuple([task, wait], ast.Load())
        arguments = ast.arguments([], [ast.arg("task")], None, [], [], None, [])
        yield ast.Call(ast.Lambda(arguments, ast.Subscript(pair, ast.Constant(0), ast.Load())), [node], [])


def _no_chunks(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Call) and any(keyword.arg == "chunksize" for keyword in node.keywords):
        yield without_keyword(node, "chunksize")


def _never_closed(node: ast.stmt) -> Iterator[list[ast.stmt]]:
    if isinstance(node, ast.With) and len(node.items) == 1:
        (item,) = node.items
        if method(item.context_expr) in _POOLS and isinstance(item.optional_vars, ast.Name):
            yield [ast.Assign([item.optional_vars], item.context_expr), *node.body]


OPERATORS: tuple[Operator, ...] = (
    at_statement("terminate for close", _terminate),
    at_node("wait for each task at once", _wait_at_once),
    at_node("ignore chunksize", _no_chunks),
    at_statement("drop shutdown", deletion("shutdown")),
    at_statement("drop the `with` of a pool", _never_closed),
)
