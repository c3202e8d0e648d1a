"""Makes the mutants of a program: every operator at every place."""

from __future__ import annotations

import ast
import copy
import difflib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from helpers.author.mutants import coroutines, locks, pools, queues, threads
from helpers.author.mutants.operator import Edit, Operator, Path

OPERATORS: tuple[Operator, ...] = (
    *locks.OPERATORS,
    *threads.OPERATORS,
    *queues.OPERATORS,
    *pools.OPERATORS,
    *coroutines.OPERATORS,
)


@dataclass(frozen=True)
class Mutant:
    """A program with one slip.

    Attributes:
        operator: the name of the operator that made it.
        line: the line of the original where it was applied.
        change: what differs, as text. With the operator it names the mutant: it says the same after lines were moved.
        source: the program.
    """

    operator: str
    line: int
    change: str
    source: str


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of a program, each program once.

    Raises:
        SyntaxError: the source is no program.
    """
    tree = ast.parse(source)
    original = ast.unparse(tree)
    seen = {original}
    names: Counter[tuple[str, str]] = Counter()
    for operator in OPERATORS:
        for path, node in _nodes(tree):
            for edit in operator.edits(tree, path, node):
                changed = _applied(tree, edit)
                text = ast.unparse(changed)
                if text in seen:
                    continue
                seen.add(text)
                change = _difference(original, text)
                names[operator.name, change] += 1
                if (number := names[operator.name, change]) > 1:
                    change += f" | (place {number})"
                yield Mutant(operator.name, getattr(node, "lineno", 1), change, text)


def _nodes(tree: ast.AST, path: Path = ()) -> Iterator[tuple[Path, ast.AST]]:
    """Every node with the way to it, parents first."""
    yield path, tree
    for field, value in ast.iter_fields(tree):
        if isinstance(value, ast.AST):
            yield from _nodes(value, (*path, (field, None)))
        elif isinstance(value, list):
            for index, part in enumerate(value):
                if isinstance(part, ast.AST):
                    yield from _nodes(part, (*path, (field, index)))


def _applied(tree: ast.Module, edit: Edit) -> ast.Module:
    """A copy of the tree with an edit: its own nodes are copied, too, so that edits may share parts."""
    changed = copy.deepcopy(tree)
    for path, replacement in edit:
        *way, (field, index) = path
        owner: ast.AST = changed
        for name, position in way:
            value = getattr(owner, name)
            owner = value if position is None else value[position]
        fresh = copy.deepcopy(replacement)
        if index is None:
            setattr(owner, field, fresh)
        else:
            block = getattr(owner, field)
            block[index : index + 1] = fresh if isinstance(fresh, list) else [fresh]
    for node in ast.walk(changed):
        # blocks whose last statement has gone
        if getattr(node, "body", None) == []:
            node.body = [ast.Pass()]  # type: ignore[attr-defined]
        if isinstance(node, ast.Try) and not (node.handlers or node.finalbody):
            node.finalbody = [ast.Pass()]
    return ast.fix_missing_locations(changed)


def _difference(before: str, after: str) -> str:
    """What differs, with a line of context around it, and without indentation: "a | -b | +c | d"."""
    lines = list(difflib.unified_diff(before.splitlines(), after.splitlines(), n=1, lineterm=""))[2:]
    shown = [f"{line[0].strip()}{line[1:].strip()}" for line in lines if not line.startswith("@@") and line.strip()]
    return " | ".join(shown)
