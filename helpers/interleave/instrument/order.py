"""Does a program look at the order of a dict's keys?

A dict keeps its keys in the order in which they were stored, so two threads that store different keys disturb each
other after all, where somebody looks at that order. Most programs do not, and for them such stores need not be tried
in every order: three threads with a key each have one interleaving instead of six.
"""

from __future__ import annotations

import ast

ORDERLESS = frozenset("sorted sum len min max any all set frozenset dict Counter isinstance type id bool".split())
"""Functions whose result does not depend on the order of what they get."""

LOOKING = frozenset(
    "list tuple str repr print next iter enumerate zip map filter reversed join dumps deque chain".split()
)
VIEWS = frozenset({"items", "keys", "values"})
MAKERS = frozenset({"dict", "defaultdict", "OrderedDict", "Counter", "ChainMap"})

JUDGES = ("accept", "invariant", "result")
"""The functions of a scenario that look at the end."""


def looks_at_order(*trees: ast.Module) -> bool:
    """Is there a place in the program, or in its scenario, that can tell which key of a dict was stored first?

    Dicts are known by the names that they are bound to, so an alias can hide one; a view (`d.items()`) is seen.
    """
    dicts = {name for tree in trees for name in _names_of_dicts(tree)}
    return any(_Finder(dicts).finds(tree) for tree in trees)


def _names_of_dicts(tree: ast.Module) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if node.value is not None and _makes_dict(node.value):
                found.update(name for target in targets if (name := _name(target)))
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name in JUDGES:
            # what a scenario judges may be one
            found.update(argument.arg for argument in node.args.args)
    return found


def _makes_dict(value: ast.expr) -> bool:
    if isinstance(value, ast.Dict | ast.DictComp):
        return True
    return isinstance(value, ast.Call) and (_name(value.func) in MAKERS or _is_dict_field(value))


def _is_dict_field(call: ast.Call) -> bool:
    """`field(default_factory=dict)` of a dataclass."""
    return any(keyword.arg == "default_factory" and _name(keyword.value) in MAKERS for keyword in call.keywords)


def _name(node: ast.expr) -> str | None:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else None


class _Finder(ast.NodeVisitor):
    def __init__(self, dicts: set[str]) -> None:
        self._dicts = dicts
        self._found = False

    def finds(self, tree: ast.Module) -> bool:
        self.visit(tree)
        return self._found

    def _look(self, node: ast.expr) -> None:
        if _name(node) in self._dicts or _is_view(node):
            self._found = True

    def visit_Call(self, node: ast.Call) -> None:
        name = _name(node.func)
        if name == "popitem":
            self._found = True
        if name in LOOKING:
            for argument in node.args:
                self._look(argument)
        if name in ORDERLESS and len(node.args) >= 1:
            # `sorted(d.items())` and `sum(n for n in d.values())` do not care
            for argument in node.args:
                self._visit_orderless(argument)
            for keyword in node.keywords:
                self.visit(keyword)
            return
        self.generic_visit(node)

    def _visit_orderless(self, node: ast.expr) -> None:
        if isinstance(node, ast.GeneratorExp | ast.ListComp):
            self._comprehension(node, looks=False)
        else:
            self.visit(node)

    def _comprehension(self, node: ast.GeneratorExp | ast.ListComp | ast.SetComp | ast.DictComp, looks: bool) -> None:
        for generator in node.generators:
            if looks:
                self._look(generator.iter)
        self.generic_visit(node)

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> None:
        self._comprehension(node, looks=True)

    def visit_ListComp(self, node: ast.ListComp) -> None:
        self._comprehension(node, looks=True)

    def visit_For(self, node: ast.For) -> None:
        self._look(node.iter)
        self.generic_visit(node)

    def visit_FormattedValue(self, node: ast.FormattedValue) -> None:
        self._look(node.value)
        self.generic_visit(node)

    def visit_Starred(self, node: ast.Starred) -> None:
        self._look(node.value)
        self.generic_visit(node)

    def visit_YieldFrom(self, node: ast.YieldFrom) -> None:
        self._look(node.value)
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        if any(isinstance(target, ast.Tuple | ast.List) for target in node.targets):
            self._look(node.value)
        self.generic_visit(node)


def _is_view(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in VIEWS
