"""Answers that are the same but for names, comments and layout.

Equal answers are a reason to ask, and no proof: a short answer has few forms, and of a good exercise many students find
the same one. So what is compared is what a student added to the starter; answers with little of their own are left
out, and a form that a large part of the class has found is reported as common.
"""

from __future__ import annotations

import ast
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from helpers.exercises import UnknownExercise, find

# An answer counts as somebody's own from so many nodes of the syntax tree that the starter does not have: about four
# lines. Less has too few forms.
OWN_NODES = 25
# A form that more than this part of the class has found (and more than the number) is one that the task suggests.
COMMON_PART, COMMON_NUMBER = 0.25, 4

_BODIES = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True)
class Group:
    """Students whose answers to an exercise are the same.

    Attributes:
        exercise: the exercise's id.
        students: whose.
        identical: whether the texts are the same to the letter, comments included.
        passed: whether the answer is right. Sharing a mistake says more than sharing a right answer.
        common: whether so many have found it that it says nothing.
        source: one of the texts.
    """

    exercise: str
    students: tuple[str, ...]
    identical: bool
    passed: bool
    common: bool
    source: str


def normal_form(source: str) -> str | None:
    """The program without what can be changed without understanding it: names of its own, comments, docstrings,
    annotations, layout. None for what is no Python.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    own = _names_it_binds(tree)
    try:
        return ast.dump(_Plain(own).visit(tree))
    except RecursionError:
        return None


def own_part(source: str, starter: str) -> int:
    """How many nodes the statements of an answer have that are not in its starter, names of its own disregarded."""
    answer, given = _statements(source), _statements(starter)
    return sum(nodes for statement, nodes in (answer - given).elements())


def groups(answers: Mapping[str, Iterable[tuple[str, str, bool]]], class_size: int) -> list[Group]:
    """The groups of equal answers, those that say most first.

    Args:
        answers: by exercise: student, source, and whether it is right.
        class_size: how many handed in.
    """
    found = []
    for exercise, given in answers.items():
        if not _has_many_forms(exercise):
            continue
        starter = _starter(exercise)
        forms: dict[str, list[tuple[str, str, bool]]] = defaultdict(list)
        for student, source, passed in given:
            form = normal_form(source)
            if form is not None and own_part(source, starter) >= OWN_NODES:
                forms[hashlib.sha256(form.encode("utf-8", "surrogatepass")).hexdigest()].append(
                    (student, source, passed)
                )
        for same in forms.values():
            if len(same) < 2:
                continue
            found.append(
                Group(
                    exercise=exercise,
                    students=tuple(sorted(student for student, _, _ in same)),
                    identical=len({source.strip() for _, source, _ in same}) == 1,
                    passed=all(passed for _, _, passed in same),
                    common=len(same) > max(COMMON_NUMBER, COMMON_PART * class_size),
                    source=same[0][1],
                )
            )
    shared: dict[frozenset[str], int] = defaultdict(int)
    for group in found:
        shared[frozenset(group.students)] += 1
    return sorted(
        found,
        key=lambda group: (
            group.common,
            -shared[frozenset(group.students)],
            group.passed,
            not group.identical,
            group.students,
            group.exercise,
        ),
    )


def _has_many_forms(exercise: str) -> bool:
    """Whether a right answer can be written in many ways. Of a prediction or a choice there is one form only."""
    try:
        return find(exercise).shape in ("repair", "write")
    except UnknownExercise:
        return True


def _starter(exercise: str) -> str:
    try:
        return find(exercise).given
    except UnknownExercise:
        return ""


def _statements(source: str) -> Counter[tuple[str, int]]:
    """The statements of a program, those with a body without it, each with the number of its nodes."""
    try:
        tree = ast.parse(source)
        plain = _Plain(_names_it_binds(tree), numbered=False).visit(tree)
        found: Counter[tuple[str, int]] = Counter()
        for node in ast.walk(plain):
            if isinstance(node, ast.stmt):
                head = {name: value for name, value in ast.iter_fields(node) if name not in _INNER}
                alone = type(node)(**head)
                nodes = sum(not isinstance(part, (ast.expr_context, ast.operator)) for part in ast.walk(alone))
                found[ast.dump(alone), nodes] += 1
        return found
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return Counter()


_INNER = frozenset({"body", "orelse", "finalbody", "handlers", "cases"})


def _names_it_binds(tree: ast.AST) -> frozenset[str]:
    """The names that the program chooses itself. Those of builtins and of libraries are not among them."""
    names: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()) | ast.arg(arg=name):
                names.add(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                names.add(name)
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                names.add(name)
    return frozenset(name for name in names if not name.startswith("__"))


class _Plain(ast.NodeTransformer):
    """Takes out what says nothing about who wrote it.

    Args:
        own: the names that the program binds.
        numbered: whether each name gets a number of its own; otherwise all of them look the same.
    """

    def __init__(self, own: frozenset[str], *, numbered: bool = True) -> None:
        self._own = own
        self._numbered = numbered
        self._numbers: dict[str, str] = {}
        self._modules: dict[str, str] = {}

    def _name(self, name: str) -> str:
        name = self._modules.get(name, name)
        if name not in self._own:
            return name
        return self._numbers.setdefault(name, f"n{len(self._numbers)}") if self._numbered else "n"

    def visit(self, node: ast.AST) -> ast.AST:
        body = getattr(node, "body", None)
        if isinstance(node, _BODIES) and isinstance(body, list):
            match body:
                case [ast.Expr(ast.Constant(value=str())), *rest]:
                    node.body = rest or [ast.Pass()]
        for field in ("returns", "annotation", "type_comment"):
            if getattr(node, field, None) is not None and not isinstance(node, ast.AnnAssign):
                setattr(node, field, None)
        visited: ast.AST = super().visit(node)
        return visited

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        if node.value is None:
            return ast.Pass()
        return self.visit(ast.Assign([node.target], node.value))

    def visit_Import(self, node: ast.Import) -> ast.AST:
        for alias in node.names:
            if alias.asname:
                self._modules[alias.asname] = alias.name
        return ast.Import([ast.alias(alias.name) for alias in node.names])

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.AST:
        for alias in node.names:
            if alias.asname:
                self._modules[alias.asname] = alias.name
        return ast.ImportFrom(node.module, [ast.alias(alias.name) for alias in node.names], node.level)

    def generic_visit(self, node: ast.AST) -> ast.AST:
        for field in ("id", "attr", "arg", "name"):
            value = getattr(node, field, None)
            if isinstance(value, str):
                setattr(node, field, self._name(value))
        for field in ("names", "kwd_attrs"):  # of `global`, `nonlocal` and class patterns
            values = getattr(node, field, None)
            if isinstance(values, list) and all(isinstance(value, str) for value in values):
                setattr(node, field, [self._name(value) for value in values])
        return super().generic_visit(node)
