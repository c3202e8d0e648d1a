"""Which plain variables can two threads share?

A local variable belongs to one call of one function, so no other thread can see it. Two kinds of plain
variables are different, and every access to them must be announced:

* a module's variable that is bound again after its first binding (by a function's `global`, or at module level);
* a function's variable that an inner function captures and that is bound more than once (by `nonlocal`, by a
  loop, or simply twice): both functions look into the same cell.

A variable that is bound exactly once cannot change under anybody's feet, so reading it is no event.
"""

from __future__ import annotations

import ast
from collections import Counter
from dataclasses import dataclass, field

ScopeNode = ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef | ast.expr


@dataclass(eq=False)
class Scope:
    """One namespace of the source.

    Attributes:
        kind: module, function (lambdas too), class or comprehension.
        bindings: how often each name is bound here; a binding in a loop counts twice.
    """

    kind: str
    parent: Scope | None
    number: int
    bindings: Counter[str] = field(default_factory=Counter)
    declared_global: set[str] = field(default_factory=set)
    declared_nonlocal: set[str] = field(default_factory=set)
    shared: set[str] = field(default_factory=set)

    @property
    def identity(self) -> str:
        """The variable of the rewritten code that tells one call of this function from another."""
        return f"_rc_call_{self.number}"

    def home(self) -> Scope:
        """The scope that a comprehension runs in: it shares its thread, its call and its identity."""
        scope = self
        while scope.kind == "comprehension" and scope.parent is not None:
            scope = scope.parent
        return scope


class Scopes(ast.NodeVisitor):
    """All scopes of a module, and the names that are shared.

    Attributes:
        of: the scope that a node opens.
        module: the outermost one.
        functions: names of functions and classes that are defined at module level and never bound again.
    """

    def __init__(self, tree: ast.Module) -> None:
        self.of: dict[ast.AST, Scope] = {}
        self._count = 0
        self._loops = 0
        self.module = self._scope = self._open(tree, "module")
        self._uses: list[tuple[Scope, str]] = []
        for statement in tree.body:
            self.visit(statement)
        self._find_shared()
        if any(name == "globals" for _, name in self._uses):
            self.module.shared.update(self.module.bindings)
        self.functions = {
            node.name
            for node in tree.body
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and self.module.bindings[node.name] == 1
        } - self.module.shared

    def owner(self, scope: Scope, name: str) -> Scope | None:
        """The scope whose variable `name` means in `scope`; None for a builtin or a name bound nowhere."""
        if name in scope.declared_global:
            return self.module
        if name in scope.bindings and name not in scope.declared_nonlocal:
            return scope
        outer = scope.parent
        while outer is not None:
            if outer.kind != "class" and name in outer.bindings and name not in outer.declared_nonlocal:
                return self.module if name in outer.declared_global else outer
            if name in outer.declared_global:
                return self.module
            outer = outer.parent
        return None

    # -- building

    def _open(self, node: ast.AST, kind: str) -> Scope:
        self._count += 1
        scope = Scope(kind, getattr(self, "_scope", None), self._count)
        self.of[node] = scope
        return scope

    def _bind(self, name: str, times: int = 1) -> None:
        scope = self._scope
        if name in scope.declared_global:
            self.module.bindings[name] += times
            self.module.shared.add(name)
            return
        if name in scope.declared_nonlocal:
            self._uses.append((scope, name))
            scope.bindings[name] += times
            return
        scope.bindings[name] += times + bool(self._loops)

    def _inside(self, scope: Scope, *nodes: ast.AST | None) -> None:
        outer, loops = self._scope, self._loops
        self._scope, self._loops = scope, 0
        for node in nodes:
            if node is not None:
                self.visit(node)
        self._scope, self._loops = outer, loops

    def _find_shared(self) -> None:
        captured: set[tuple[Scope, str]] = set()
        rebound: set[tuple[Scope, str]] = set()
        for scope, name in self._uses:
            owner = self.owner(scope, name)
            if owner is None or owner.kind == "class":
                continue
            if owner.home() is not scope.home():
                captured.add((owner, name))
            if name in scope.declared_nonlocal and name in scope.bindings:
                rebound.add((owner, name))
        for owner, name in captured:
            if owner.bindings[name] > 1 or (owner, name) in rebound:
                owner.shared.add(name)

    def visit_Global(self, node: ast.Global) -> None:
        if self._scope is not self.module:
            self._scope.declared_global.update(node.names)

    def visit_Nonlocal(self, node: ast.Nonlocal) -> None:
        self._scope.declared_nonlocal.update(node.names)

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            self._uses.append((self._scope, node.id))
        else:
            self._bind(node.id)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if isinstance(node.target, ast.Name):
            self._uses.append((self._scope, node.target.id))
            self._bind(node.target.id, 2)
        else:
            self.visit(node.target)
        self.visit(node.value)

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self._bind(node.name)
        for outer in (*node.decorator_list, *node.args.defaults, *node.args.kw_defaults):
            if outer is not None:
                self.visit(outer)
        scope = self._open(node, "function")
        self._parameters(scope, node.args)
        # `global` and `nonlocal` hold for the whole function, so they are read before the rest
        for inner in own_nodes(node):
            if isinstance(inner, ast.Global):
                scope.declared_global.update(inner.names)
            elif isinstance(inner, ast.Nonlocal):
                scope.declared_nonlocal.update(inner.names)
        self._inside(scope, *node.body)

    visit_FunctionDef = _function
    visit_AsyncFunctionDef = _function

    def visit_Lambda(self, node: ast.Lambda) -> None:
        for default in (*node.args.defaults, *node.args.kw_defaults):
            if default is not None:
                self.visit(default)
        scope = self._open(node, "function")
        self._parameters(scope, node.args)
        self._inside(scope, node.body)

    @staticmethod
    def _parameters(scope: Scope, arguments: ast.arguments) -> None:
        for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
            scope.bindings[argument.arg] += 1
        for extra in (arguments.vararg, arguments.kwarg):
            if extra is not None:
                scope.bindings[extra.arg] += 1

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._bind(node.name)
        for outer in (*node.decorator_list, *node.bases, *(k.value for k in node.keywords)):
            self.visit(outer)
        self._inside(self._open(node, "class"), *node.body)

    def _comprehension(self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp) -> None:
        self.visit(node.generators[0].iter)
        scope = self._open(node, "comprehension")
        outer, loops = self._scope, self._loops
        self._scope, self._loops = scope, 1
        for index, generator in enumerate(node.generators):
            self.visit(generator.target)
            if index:
                self.visit(generator.iter)
            for condition in generator.ifs:
                self.visit(condition)
        for part in ("elt", "key", "value"):
            if hasattr(node, part):
                self.visit(getattr(node, part))
        self._scope, self._loops = outer, loops

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _comprehension

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        scope, self._scope = self._scope, self._scope.home()
        self._bind(node.target.id)
        self._scope = scope
        self.visit(node.value)

    def _loop(self, node: ast.For | ast.AsyncFor | ast.While) -> None:
        if isinstance(node, ast.While):
            self.visit(node.test)
        else:
            self.visit(node.iter)
        self._loops += 1
        if not isinstance(node, ast.While):
            self.visit(node.target)
        for statement in node.body:
            self.visit(statement)
        self._loops -= 1
        for statement in node.orelse:
            self.visit(statement)

    visit_For = visit_AsyncFor = visit_While = _loop

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        if node.name:
            self._bind(node.name)
        self.generic_visit(node)

    def _import(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias in node.names:
            self._bind((alias.asname or alias.name).split(".")[0])

    visit_Import = visit_ImportFrom = _import

    def visit_MatchAs(self, node: ast.MatchAs) -> None:
        if node.name:
            self._bind(node.name)
        self.generic_visit(node)

    def visit_MatchStar(self, node: ast.MatchStar) -> None:
        if node.name:
            self._bind(node.name)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)
            self.visit(node.target)
        elif not isinstance(node.target, ast.Name):
            self.visit(node.target)


def own_nodes(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.AST]:
    """The nodes of a function's body, without those of functions and classes inside it."""
    found: list[ast.AST] = []
    todo: list[ast.AST] = list(function.body)
    while todo:
        node = todo.pop()
        found.append(node)
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            todo.extend(ast.iter_child_nodes(node))
    return found
