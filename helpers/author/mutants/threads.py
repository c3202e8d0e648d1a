"""Slips with threads and processes."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from helpers.author.mutants.operator import Operator, at_node, at_statement, called_alone, method, on_object


def _drop_join(node: ast.stmt) -> Iterator[list[ast.stmt]]:
    if called_alone(node) == "join" and isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        if on_object(node.value) and all(isinstance(a, ast.Constant | ast.Name) for a in node.value.args):
            yield []


def _call_target(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.keyword) and node.arg == "target" and isinstance(node.value, (ast.Name, ast.Attribute)):
        yield ast.keyword("target", ast.Call(node.value, [], []))


def _daemon(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Call) and method(node) in ("Thread", "Process"):
        kept = [keyword for keyword in node.keywords if keyword.arg != "daemon"]
        yield ast.Call(node.func, node.args, [*kept, ast.keyword("daemon", ast.Constant(True))])


OPERATORS: tuple[Operator, ...] = (
    at_statement("drop a join", _drop_join),
    at_node("target=f()", _call_target),
    at_node("daemon=True", _daemon),
)
