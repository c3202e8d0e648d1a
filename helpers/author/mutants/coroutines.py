"""Slips with coroutines."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from helpers.author.mutants.operator import Edit, Operator, Path, at_node, method


def _one_after_the_other(node: ast.AST) -> Iterator[ast.AST]:
    if not isinstance(node, ast.Await) or method(node.value) != "gather":
        return
    assert isinstance(node.value, ast.Call)
    arguments = node.value.args
    if len(arguments) == 1 and isinstance(arguments[0], ast.Starred):
        each = ast.Name("each", ast.Store())
        awaited = ast.Await(ast.Name("each", ast.Load()))
        yield ast.ListComp(awaited, [ast.comprehension(each, arguments[0].value, [], 0)])
    elif not any(isinstance(argument, ast.Starred) for argument in arguments):
        yield ast.List([ast.Await(argument) for argument in arguments], ast.Load())


def _drop_await(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Await):
        yield node.value


def _blocking_sleep(tree: ast.Module, path: Path, node: ast.AST) -> Iterator[Edit]:
    if isinstance(node, ast.Await) and method(node.value) == "sleep":
        assert isinstance(node.value, ast.Call)
        module = ast.Call(ast.Name("__import__", ast.Load()), [ast.Constant("time")], [])
        imported = any(
            isinstance(part, ast.Import) and any(alias.name == "time" and not alias.asname for alias in part.names)
            for part in tree.body
        )
        time = ast.Name("time", ast.Load()) if imported else module
        yield [(path, ast.Call(ast.Attribute(time, "sleep", ast.Load()), node.value.args[:1], []))]


OPERATORS: tuple[Operator, ...] = (
    at_node("sequential awaits for gather", _one_after_the_other),
    at_node("drop await", _drop_await),
    Operator("time.sleep for asyncio.sleep", _blocking_sleep),
)
