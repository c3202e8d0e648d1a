"""The top-level statements of a cell: which names each one gives, changes and uses."""

from __future__ import annotations

import ast
import contextlib
import symtable
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of an extra cell.

    Attributes:
        first, last: its lines, from 1.
        binds: the names to which it gives a value.
        variables: those of them that are no module, function or class.
        changes: the names whose object it changes by an assignment: `name.x = ...`, `name[...] = ...`.
        calls: the names of which it calls a method for its effect: `name.append(...)`.
        uses: the global names that it uses.
        star: whether it is `from ... import *`.
    """

    cell: int
    first: int
    last: int
    binds: frozenset[str]
    variables: frozenset[str]
    changes: frozenset[str]
    calls: frozenset[str]
    uses: frozenset[str]
    star: bool


class Part:
    """A cell as Python; without statements where it cannot be parsed."""

    def __init__(self, cell: int, source: str) -> None:
        self.cell = cell
        self.source = source
        self.lines = source.split("\n")
        self.binds: frozenset[str] = frozenset()
        self.uses: frozenset[str] = frozenset()
        # where it cannot be parsed nothing can be taken from it; where it is the answer, the check will name the line
        with contextlib.suppress(SyntaxError, ValueError, RecursionError, MemoryError):
            ast.parse(source)
            self.binds, self.uses = names_of(source)

    @cached_property
    def statements(self) -> list[Statement]:
        """Its statements; put together when somebody asks, because most answers need none of other cells."""
        try:
            return list(self._statements(ast.parse(self.source).body))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return []

    def _statements(self, body: list[ast.stmt]) -> Iterator[Statement]:
        lines: list[tuple[int, int]] = []
        groups: list[list[ast.stmt]] = []
        for node in body:
            first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", ()))])
            last = node.end_lineno or first
            if lines and first <= lines[-1][1]:  # two statements on one line
                lines[-1] = (lines[-1][0], max(last, lines[-1][1]))
                groups[-1].append(node)
            else:
                lines.append((first, last))
                groups.append([node])
        for (first, last), nodes in zip(lines, groups, strict=True):
            binds, uses = names_of("\n".join(self.lines[first - 1 : last]))
            yield Statement(
                self.cell,
                first,
                last,
                binds,
                binds - {name for node in nodes for name in _declares(node)},
                frozenset(name for node in nodes for name in _changes(node)),
                frozenset(name for node in nodes for name in _calls(node)),
                uses,
                any(isinstance(n, ast.ImportFrom) and n.names[0].name == "*" for n in nodes),
            )


def names_of(source: str) -> tuple[frozenset[str], frozenset[str]]:
    """The names that a program binds at module level, and the global names that it uses anywhere."""
    binds: set[str] = set()
    uses: set[str] = set()

    def visit(table: symtable.SymbolTable, at_module_level: bool) -> None:
        for symbol in table.get_symbols():
            name = symbol.get_name()
            bound = symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace()
            if table.get_type() == "module" or symbol.is_global():
                if bound and at_module_level:
                    binds.add(name)
                if symbol.is_referenced() or not at_module_level:
                    uses.add(name)
        for child in table.get_children():
            # := in a comprehension binds where the comprehension stands
            inside = at_module_level and child.get_name() in ("listcomp", "setcomp", "dictcomp", "genexpr")
            visit(child, inside)

    visit(symtable.symtable(source, "cell", "exec"), True)
    return frozenset(binds), frozenset(uses)


def _declares(node: ast.stmt) -> Iterator[str]:
    """The names that a statement gives to modules, functions and classes."""
    for inner in ast.walk(node):
        if isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield inner.name
        elif isinstance(inner, (ast.Import, ast.ImportFrom)):
            yield from (alias.asname or alias.name.partition(".")[0] for alias in inner.names)


def _changes(node: ast.stmt) -> Iterator[str]:
    """The names whose object a statement changes by an assignment."""
    targets: list[ast.expr] = []
    if isinstance(node, (ast.Assign, ast.Delete)):
        targets = list(node.targets)
    elif isinstance(node, (ast.AugAssign, ast.AnnAssign)):
        targets = [node.target]
    for target in targets:
        if isinstance(target, (ast.Attribute, ast.Subscript)):
            yield from _root(target)


def _calls(node: ast.stmt) -> Iterator[str]:
    """The name of whose object a statement calls a method, and does nothing else."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Attribute):
        yield from _root(node.value.func)


def _root(expression: ast.expr) -> Iterator[str]:
    while isinstance(expression, (ast.Attribute, ast.Subscript)):
        expression = expression.value
    if isinstance(expression, ast.Name):
        yield expression.id
