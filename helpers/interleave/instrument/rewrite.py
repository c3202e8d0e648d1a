"""Rewrite a program so that it announces what it does to shared state.

The rewritten code calls a handful of *hooks*, functions whose names start with `_rc_` and which
`helpers.interleave.hooks` provides. What is announced, and as how many steps, follows CPython's own atomicity
(docs.python.org, library/threadsafety): reading an attribute is one step, storing it is another, a method of a
built-in container is one step, and `x += 1` is a read and a write with room for every other thread in between.

The source is rewritten as a syntax tree and not as bytecode: the tree means the same in 3.11 to 3.15, and its
positions are the learner's own.
"""

from __future__ import annotations

import ast
import builtins
import gc
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from types import CodeType
from typing import Any

from helpers.interleave.instrument.class_stores import class_stores, replaces_dicts
from helpers.interleave.instrument.internals import SPECIAL, denied_name
from helpers.interleave.instrument.patterns import Splitter, together
from helpers.interleave.instrument.quiet import quiet_attributes
from helpers.interleave.instrument.scopes import Scopes, own_nodes
from helpers.interleave.instrument.sites import Site, SiteTable

PREFIX = "_rc_"
LOOKED_AT = SPECIAL | {"format", "format_map"}
"""Attributes for which it depends on the object whether the program may read them."""


class ReservedName(SyntaxError):
    """The program uses a name that belongs to the checker."""


class InternalName(SyntaxError):
    """The program uses a name that leads into the interpreter."""


@dataclass(frozen=True)
class Instrumented:
    """A program that is ready to run under control.

    Attributes:
        code: the compiled module.
        sites: the places that its steps refer to, by number.
        names: every identifier that occurs in the source; some features cost steps only where they are used.
        imports: the modules that the source imports, with the line of each first import.
        class_stores: attributes that are stored on classes after their bodies.
        replaces_dicts: objects may share their attributes.
    """

    code: CodeType
    sites: tuple[Site, ...]
    names: frozenset[str]
    imports: dict[str, int]
    class_stores: frozenset[str] = frozenset()
    replaces_dicts: bool = False


@lru_cache(maxsize=4)
def instrument(source: str, filename: str) -> Instrumented:
    """Rewrite `source`.

    Raises:
        SyntaxError: the source is not Python.
        ReservedName: it uses a name that starts with `_rc_`.
        InternalName: it uses a name that leads into the interpreter.
        RecursionError, MemoryError: it is nested too deeply to be compiled.
    """
    # a collection now would run finalisers of other programs, and it costs more than it frees
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _instrument(source, filename)
    finally:
        if collecting:
            gc.enable()


def _instrument(source: str, filename: str) -> Instrumented:
    tree = ast.parse(source, filename)
    nodes = tuple(ast.walk(tree))
    names = _identifiers(nodes)
    imports = _imports(nodes)
    for name in names:
        if name.startswith(PREFIX):
            raise ReservedName(f"names that start with {PREFIX!r} belong to the checker: rename {name!r}")
    denied = denied_name(nodes)
    if denied is not None:
        name, line = denied
        raise InternalName(name, (filename, line, None, None))
    stores, replaces = class_stores(nodes), replaces_dicts(nodes)
    rewriter = _Rewriter(tree, source, quiet_attributes(nodes, frozenset(names)))
    tree.body = rewriter.statements(tree.body)
    ast.fix_missing_locations(tree)
    code = compile(tree, filename, "exec", dont_inherit=True)
    return Instrumented(code, tuple(rewriter.sites.sites), frozenset(names), imports, stores, replaces)


def _identifiers(nodes: Iterable[ast.AST]) -> set[str]:
    found: set[str] = set()
    for node in nodes:
        for field, value in ast.iter_fields(node):
            if field in ("id", "attr", "name", "arg", "module", "asname", "rest") and isinstance(value, str):
                found.update(value.split("."))
            elif field == "names" and isinstance(node, ast.Global | ast.Nonlocal):
                found.update(value)
    return found


def _imports(nodes: Iterable[ast.AST]) -> dict[str, int]:
    found: dict[str, int] = {}
    for node in nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                found.setdefault(alias.name, node.lineno)
        elif isinstance(node, ast.ImportFrom):
            found.setdefault("." * node.level + (node.module or ""), node.lineno)
    return found


def _is_safe_to_catch(kind: ast.expr | None) -> bool:
    """Does this handler surely not catch what unwinds a thread at the end of an execution?"""
    if isinstance(kind, ast.Tuple):
        return all(_is_safe_to_catch(element) for element in kind.elts)
    if isinstance(kind, ast.Name):
        found = getattr(builtins, kind.id, None)
        return isinstance(found, type) and issubclass(found, Exception)
    return False


class _Rewriter(ast.NodeTransformer):
    def __init__(self, tree: ast.Module, source: str, quiet: frozenset[str] = frozenset()) -> None:
        self.sites = SiteTable(source)
        self._scopes = Scopes(tree)
        self._scope = self._scopes.module
        self._classes: list[str] = []
        self._temporaries = 0
        self._quiet = quiet
        self._splitter = Splitter(self._hook, self._temporary)
        self._whiles = 0
        self._waiting = False

    # -- building blocks

    def _hook(self, name: str, *arguments: ast.expr, at: ast.AST) -> ast.Call:
        call = ast.Call(ast.Name(PREFIX + name, ast.Load()), list(arguments), [])
        return ast.fix_missing_locations(ast.copy_location(call, at))

    def _site(self, node: ast.AST) -> ast.Constant:
        return ast.Constant(self.sites.add(node))

    def _temporary(self) -> str:
        self._temporaries += 1
        return f"{PREFIX}{self._temporaries}"

    @staticmethod
    def _assign(name: str, value: ast.expr, at: ast.AST) -> ast.Assign:
        statement = ast.Assign([ast.Name(name, ast.Store())], value)
        return ast.fix_missing_locations(ast.copy_location(statement, at))

    @staticmethod
    def _expression(value: ast.expr, at: ast.AST) -> ast.Expr:
        return ast.fix_missing_locations(ast.copy_location(ast.Expr(value), at))

    def _mangle(self, name: str) -> str:
        """A private name as the compiler would spell it: the hooks get names as strings, which it leaves alone."""
        if self._classes and name.startswith("__") and not name.endswith("__"):
            return f"_{self._classes[-1].lstrip('_')}{name}"
        return name

    def _identity(self, name: str) -> ast.expr | None:
        """The first part of a shared variable's identity; None for a variable that is not shared."""
        if self._scope.kind == "class":
            return None
        owner = self._scopes.owner(self._scope, name)
        if owner is None or name not in owner.shared:
            return None
        home = owner.home()
        if home.kind in ("module", "class"):
            return ast.Constant(None)
        return ast.Name(home.identity, ast.Load())

    def _is_container_candidate(self, node: ast.expr) -> bool:
        return isinstance(node, ast.Name | ast.Attribute | ast.Subscript)

    def _consumed(self, node: ast.expr) -> ast.expr:
        """An expression whose value is looked at whole here: for a container that is one read of it."""
        if not self._is_container_candidate(node):
            return self.visit(node)
        return self._hook("operand", self.visit(node), self._site(node), at=node)

    def _unpacked(self, node: ast.expr) -> ast.expr:
        """An expression whose items are taken one by one, but in one go."""
        if isinstance(node, ast.Tuple | ast.List | ast.Constant | ast.ListComp):
            return self.visit(node)
        return self._hook("unpacked", self.visit(node), self._site(node), at=node)

    # -- scopes

    def statements(self, body: list[ast.stmt]) -> list[ast.stmt]:
        result: list[ast.stmt] = []
        for statement in body:
            new = self.visit(statement)
            result.extend(new if isinstance(new, list) else [new])
        return result

    def _function(self, node: Any) -> Any:
        node.decorator_list = [self.visit(d) for d in node.decorator_list]
        self._defaults(node.args)
        outer, self._scope = self._scope, self._scopes.of[node]
        body = self.statements(node.body)
        self._scope = outer
        if any(isinstance(inner, ast.Yield | ast.YieldFrom) for inner in own_nodes(node)):
            resumed = self._expression(self._hook("resumed", at=node), node)
            body.insert(1 if ast.get_docstring(node, clean=False) is not None else 0, resumed)
        if self._needs_identity(node):
            identity = self._assign(self._scopes.of[node].identity, self._hook("call", at=node), node)
            first = 1 if ast.get_docstring(node, clean=False) is not None else 0
            body.insert(first, identity)
        node.body = body
        return node

    visit_FunctionDef = visit_AsyncFunctionDef = _function

    def _needs_identity(self, node: ast.AST) -> bool:
        own = self._scopes.of[node]
        return any(scope.shared and scope.home() is own for scope in self._scopes.of.values())

    def _defaults(self, arguments: ast.arguments) -> None:
        arguments.defaults = [self.visit(d) for d in arguments.defaults]
        arguments.kw_defaults = [d and self.visit(d) for d in arguments.kw_defaults]

    def visit_Lambda(self, node: ast.Lambda) -> ast.Lambda:
        self._defaults(node.args)
        outer, self._scope = self._scope, self._scopes.of[node]
        node.body = self.visit(node.body)
        self._scope = outer
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        node.decorator_list = [self.visit(d) for d in node.decorator_list]
        node.bases = [self.visit(b) for b in node.bases]
        for keyword in node.keywords:
            keyword.value = self.visit(keyword.value)
        outer, self._scope = self._scope, self._scopes.of[node]
        self._classes.append(node.name)
        node.body = self.statements(node.body)
        self._classes.pop()
        self._scope = outer
        return node

    def _comprehension(self, node: Any) -> Any:
        first = node.generators[0]
        first.iter = self._iterated(first.iter)
        outer, self._scope = self._scope, self._scopes.of[node]
        for index, generator in enumerate(node.generators):
            if index:
                generator.iter = self._iterated(generator.iter)
            generator.ifs = [self._truth(condition) for condition in generator.ifs]
            # a target that other threads can see is stored by the comprehension itself: announce it from a condition
            for name in self._shared_names(generator.target):
                condition = self._hook("write", *self._variable(name, generator.target), ast.Constant(True), at=node)
                generator.ifs.insert(0, condition)
        for part in ("elt", "key", "value"):
            if hasattr(node, part):
                setattr(node, part, self.visit(getattr(node, part)))
        if isinstance(node, ast.SetComp):
            node.elt = self._hook("member", node.elt, at=node.elt)
        self._scope = outer
        return node

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _comprehension

    def _shared_names(self, target: ast.expr) -> list[str]:
        return [n.id for n in ast.walk(target) if isinstance(n, ast.Name) and self._identity(n.id) is not None]

    def _iterated(self, node: ast.expr) -> ast.expr:
        return self._hook("iterate", self.visit(node), self._site(node), at=node)

    # -- expressions

    def _variable(self, name: str, at: ast.AST) -> tuple[ast.expr, ast.expr, ast.expr]:
        identity = self._identity(name)
        assert identity is not None
        return identity, ast.Constant(name), self._site(at)

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if not isinstance(node.ctx, ast.Load) or self._identity(node.id) is None:
            return node
        # the hook gives None, so `or` goes on to the plain read, which then happens in the same step
        read = self._hook("read", *self._variable(node.id, node), at=node)
        return ast.copy_location(ast.BoolOp(ast.Or(), [read, node]), node)

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        if not isinstance(node.ctx, ast.Load):
            return node
        # a loop that waits for an attribute which nobody sets must be seen to wait
        if node.attr in LOOKED_AT:
            return self._attribute("special", node)
        if not self._waiting and (self._mangle(node.attr) in self._quiet or node.attr in self._quiet):
            node.value = self.visit(node.value)
            return node
        return self._attribute("attribute", node)

    def _attribute(self, hook: str, node: ast.Attribute) -> ast.expr:
        name = ast.Constant(self._mangle(node.attr))
        return self._hook(hook, self.visit(node.value), name, self._site(node), at=node)

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        if not isinstance(node.ctx, ast.Load):
            return node
        return self._hook("item", self.visit(node.value), self._key(node.slice), self._site(node), at=node)

    def _key(self, node: ast.expr) -> ast.expr:
        if isinstance(node, ast.Slice):
            parts = [self.visit(p) if p else ast.Constant(None) for p in (node.lower, node.upper, node.step)]
            return self._hook("slice", *parts, at=node)
        if isinstance(node, ast.Tuple):
            return ast.copy_location(ast.Tuple([self._key(e) for e in node.elts], ast.Load()), node)
        return self.visit(node)

    def visit_Call(self, node: ast.Call) -> ast.expr:
        function = node.func
        if isinstance(function, ast.Attribute):
            node.func = self._attribute("special" if function.attr in LOOKED_AT else "method", function)
        elif isinstance(function, ast.Name) and (function.id == "super" or function.id in self._scopes.functions):
            pass
        else:
            node.func = self._hook("callee", self.visit(function), self._site(node), at=function)
        node.args = [self.visit(a) for a in node.args]
        for keyword in node.keywords:
            keyword.value = self.visit(keyword.value)
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        if len(node.ops) == 1 and isinstance(node.ops[0], ast.In | ast.NotIn):
            left, right = self.visit(node.left), self._searched(node.comparators[0])
            found = self._hook("contains", left, right, self._site(node), at=node)
            if isinstance(node.ops[0], ast.NotIn):
                return ast.copy_location(ast.UnaryOp(ast.Not(), found), node)
            return found
        if all(isinstance(op, ast.Is | ast.IsNot) for op in node.ops):
            return self.generic_visit(node)  # type: ignore[return-value]
        node.left = self._consumed(node.left)
        node.comparators = [self._consumed(c) for c in node.comparators]
        return node

    def _searched(self, node: ast.expr) -> ast.expr:
        """What `in` looks into: the order of a set that is written there is nobody's business."""
        return self.generic_visit(node) if isinstance(node, ast.Set) else self.visit(node)  # type: ignore[return-value]

    def visit_BinOp(self, node: ast.BinOp) -> ast.BinOp:
        node.left, node.right = self._consumed(node.left), self._consumed(node.right)
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        if isinstance(node.op, ast.Not):
            node.operand = self._truth(node.operand)
            return node
        return self.generic_visit(node)  # type: ignore[return-value]

    def _truth(self, node: ast.expr) -> ast.expr:
        """A condition: looking at a container's truth value is one read of it."""
        if isinstance(node, ast.BoolOp):
            node.values = [self._truth(value) for value in node.values]
            return node
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            node.operand = self._truth(node.operand)
            return node
        return self._consumed(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.BoolOp:
        node.values = [*(self._truth(value) for value in node.values[:-1]), self.visit(node.values[-1])]
        return node

    def visit_IfExp(self, node: ast.IfExp) -> ast.IfExp:
        node.test, node.body, node.orelse = self._truth(node.test), self.visit(node.body), self.visit(node.orelse)
        return node

    def visit_Starred(self, node: ast.Starred) -> ast.Starred:
        if isinstance(node.ctx, ast.Load):
            node.value = self._unpacked(node.value)
        return node

    def visit_Set(self, node: ast.Set) -> ast.Set:
        node.elts = [self._member(element) for element in node.elts]
        return node

    def _member(self, node: ast.expr) -> ast.expr:
        """What is put into a set: the order of its members follows from the order in which they come."""
        plain = isinstance(node, ast.Constant) and isinstance(node.value, int | float)
        if plain or isinstance(node, ast.Starred):
            return self.visit(node)
        return self._hook("member", self.visit(node), at=node)

    def visit_FormattedValue(self, node: ast.FormattedValue) -> ast.FormattedValue:
        node.value = self._consumed(node.value)
        if node.format_spec is not None:
            node.format_spec = self.visit(node.format_spec)
        return node

    def visit_YieldFrom(self, node: ast.YieldFrom) -> ast.YieldFrom:
        node.value = self._hook("delegate", self.visit(node.value), self._site(node.value), at=node.value)
        return node

    def visit_Yield(self, node: ast.Yield) -> ast.expr:
        if node.value is not None:
            node.value = self.visit(node.value)
        return self._hook("resumed", node, at=node)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> ast.NamedExpr:
        node.value = self._stored_variable(node.target.id, self.visit(node.value), node)
        return node

    # -- statements that store

    def _stored_variable(self, name: str, value: ast.expr, at: ast.AST) -> ast.expr:
        if self._identity(name) is None:
            return value
        return self._hook("write", *self._variable(name, at), value, at=at)

    def _store(self, target: ast.expr, value: ast.expr, at: ast.stmt) -> list[ast.stmt]:
        if isinstance(target, ast.Name):
            return [self._assign(target.id, self._stored_variable(target.id, value, target), at)]
        if isinstance(target, ast.Attribute):
            attribute = ast.Constant(self._mangle(target.attr))
            call = self._hook("set_attribute", value, self.visit(target.value), attribute, self._site(target), at=at)
            return [self._expression(call, at)]
        if isinstance(target, ast.Subscript):
            key = self._key(target.slice)
            call = self._hook("set_item", value, self.visit(target.value), key, self._site(target), at=at)
            return [self._expression(call, at)]
        if isinstance(target, ast.Starred):
            return self._store(target.value, value, at)
        assert isinstance(target, ast.Tuple | ast.List)
        names = [self._temporary() for _ in target.elts]
        elements: list[ast.expr] = []
        for name, element in zip(names, target.elts, strict=True):
            variable = ast.Name(name, ast.Store())
            elements.append(ast.Starred(variable, ast.Store()) if isinstance(element, ast.Starred) else variable)
        unpack = ast.Assign([ast.Tuple(elements, ast.Store())], value)
        result: list[ast.stmt] = [ast.fix_missing_locations(ast.copy_location(unpack, at))]
        for name, element in zip(names, target.elts, strict=True):
            result += self._store(element, ast.Name(name, ast.Load()), at)
        return result

    def _is_private(self, target: ast.expr) -> bool:
        """Can the plain statement do the store, because no other thread sees the target?"""
        if isinstance(target, ast.Name):
            return self._identity(target.id) is None
        if isinstance(target, ast.Tuple | ast.List):
            return all(self._is_private(element) for element in target.elts)
        return isinstance(target, ast.Starred) and self._is_private(target.value)

    def visit_Assign(self, node: ast.Assign) -> ast.stmt | list[ast.stmt]:
        unpacks = any(isinstance(t, ast.Tuple | ast.List) for t in node.targets)
        value = self._unpacked(node.value) if unpacks else self.visit(node.value)
        if all(self._is_private(t) for t in node.targets):
            node.value = value
            return node
        if len(node.targets) == 1:
            return self._store(node.targets[0], value, node)
        name = self._temporary()
        result: list[ast.stmt] = [self._assign(name, value, node)]
        for target in node.targets:
            result += self._store(target, ast.Name(name, ast.Load()), node)
        return result

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.stmt | list[ast.stmt]:
        if node.value is None or self._scope.kind == "class" or self._is_private(node.target):
            if node.value is not None:
                node.value = self.visit(node.value)
            return node
        return self._store(node.target, self.visit(node.value), node)

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.stmt | list[ast.stmt]:
        """Read, compute, write: three steps in a row, with room for other threads between them."""
        target, result = node.target, self._temporary()
        before: list[ast.stmt] = []
        read: ast.expr
        again: ast.expr
        if isinstance(target, ast.Name):
            if self._identity(target.id) is None:
                if isinstance(node.value, ast.Constant | ast.JoinedStr):
                    node.value = self.visit(node.value)
                    return node
                # the variable is private, but it may be the name of a shared list
                touch = self._hook("mutate", ast.Name(target.id, ast.Load()), self._site(node), at=node)
                value, name = self._consumed(node.value), self._temporary()
                node.value = ast.Name(name, ast.Load())
                return [self._assign(name, value, node), self._expression(touch, node), ast.copy_location(node, node)]
            read = self.visit(ast.copy_location(ast.Name(target.id, ast.Load()), target))
            again = target
        elif isinstance(target, ast.Attribute):
            owner = self._temporary()
            before.append(self._assign(owner, self.visit(target.value), node))
            again = ast.copy_location(ast.Attribute(ast.Name(owner, ast.Load()), target.attr, ast.Store()), target)
            read = self._hook(
                "attribute",
                ast.Name(owner, ast.Load()),
                ast.Constant(self._mangle(target.attr)),
                self._site(target),
                at=target,
            )
        else:
            assert isinstance(target, ast.Subscript)
            owner, key = self._temporary(), self._temporary()
            before.append(self._assign(owner, self.visit(target.value), node))
            before.append(self._assign(key, self._key(target.slice), node))
            again = ast.copy_location(
                ast.Subscript(ast.Name(owner, ast.Load()), ast.Name(key, ast.Load()), ast.Store()), target
            )
            read = self._hook(
                "item", ast.Name(owner, ast.Load()), ast.Name(key, ast.Load()), self._site(target), at=target
            )
        plain_value = isinstance(node.value, ast.Constant)
        before.append(self._assign(result, read, node))
        value = self._consumed(node.value)
        if not plain_value:
            name = self._temporary()
            before.append(self._assign(name, value, node))
            value = ast.Name(name, ast.Load())
            touch = self._hook("mutate", ast.Name(result, ast.Load()), self._site(node), at=node)
            before.append(self._expression(touch, node))
        compute = ast.AugAssign(ast.Name(result, ast.Store()), node.op, value)
        before.append(ast.fix_missing_locations(ast.copy_location(compute, node)))
        return before + self._store(again, ast.Name(result, ast.Load()), node)

    def visit_Delete(self, node: ast.Delete) -> list[ast.stmt]:
        result: list[ast.stmt] = []
        for target in node.targets:
            if isinstance(target, ast.Attribute):
                name = ast.Constant(self._mangle(target.attr))
                call = self._hook("delete_attribute", self.visit(target.value), name, self._site(target), at=node)
                result.append(self._expression(call, node))
            elif isinstance(target, ast.Subscript):
                key = self._key(target.slice)
                call = self._hook("delete_item", self.visit(target.value), key, self._site(target), at=node)
                result.append(self._expression(call, node))
            elif isinstance(target, ast.Tuple | ast.List):
                result += self.visit_Delete(ast.copy_location(ast.Delete(list(target.elts)), node))
            else:
                assert isinstance(target, ast.Name)
                if self._identity(target.id) is not None:
                    call = self._hook("write", *self._variable(target.id, target), ast.Constant(None), at=node)
                    result.append(self._expression(call, node))
                result.append(ast.copy_location(ast.Delete([target]), node))
        return result

    # -- statements with bodies

    def visit_Expr(self, node: ast.Expr) -> ast.Expr:
        node.value = self.visit(node.value)
        return node

    def _with(self, node: Any) -> Any:
        stores: list[ast.stmt] = []
        for item in node.items:
            item.context_expr = self.visit(item.context_expr)
            if item.optional_vars is not None and not self._is_private(item.optional_vars):
                name = self._temporary()
                stores += self._store(item.optional_vars, ast.Name(name, ast.Load()), node)
                item.optional_vars = ast.copy_location(ast.Name(name, ast.Store()), node)
        node.body = stores + self.statements(node.body)
        return node

    visit_With = visit_AsyncWith = _with

    def _for(self, node: Any) -> Any:
        first: list[ast.stmt] = []
        if isinstance(node, ast.For):
            node.iter = self._iterated(node.iter)
            first.append(self._expression(self._hook("tick", at=node), node))
        else:
            node.iter = self.visit(node.iter)
        if not self._is_private(node.target):
            name = self._temporary()
            first += self._store(node.target, ast.Name(name, ast.Load()), node)
            node.target = ast.copy_location(ast.Name(name, ast.Store()), node)
        node.body = first + self.statements(node.body)
        node.orelse = self.statements(node.orelse)
        return node

    visit_For = visit_AsyncFor = _for

    def visit_While(self, node: ast.While) -> ast.While:
        head = self._expression(self._hook("loop", self._site(node.test), at=node), node)
        self._whiles += 1
        node.test = self._condition(node.test)
        node.body = [head, *self.statements(node.body)]
        self._whiles -= 1
        node.orelse = self.statements(node.orelse)
        return node

    def visit_If(self, node: ast.If) -> ast.If:
        node.test = self._condition(node.test)
        node.body, node.orelse = self.statements(node.body), self.statements(node.orelse)
        return node

    def _condition(self, node: ast.expr) -> ast.expr:
        """What a loop, or a branch inside of one, depends on."""
        before, self._waiting = self._waiting, self._whiles > 0
        test = self._truth(node)
        self._waiting = before
        return test

    def visit_Assert(self, node: ast.Assert) -> ast.Assert:
        node.test = self._truth(node.test)
        if node.msg is not None:
            node.msg = self.visit(node.msg)
        return node

    def _try(self, node: Any) -> Any:
        node.body = self.statements(node.body)
        for handler in node.handlers:
            if handler.type is not None:
                handler.type = self.visit(handler.type)
            handler.body = self.statements(handler.body)
            if not _is_safe_to_catch(handler.type):
                handler.body.insert(0, self._expression(self._hook("caught", at=handler), handler))
        node.orelse, node.finalbody = self.statements(node.orelse), self.statements(node.finalbody)
        return node

    visit_Try = visit_TryStar = _try

    def visit_Match(self, node: ast.Match) -> ast.Match:
        node.subject = self._consumed(node.subject)
        for case in node.cases:
            guard = [] if case.guard is None else [self._truth(case.guard)]
            names = [getattr(p, "name", None) or getattr(p, "rest", None) for p in ast.walk(case.pattern)]
            case.pattern, conditions = self._splitter.split(case.pattern)
            if conditions or guard:
                whole = together([*conditions, *guard])
                case.guard = ast.fix_missing_locations(ast.copy_location(whole, case.pattern))
            case.body = self.statements(case.body)
            stores: list[ast.stmt] = []
            for name in names:
                if isinstance(name, str) and self._identity(name) is not None:
                    call = self._hook("write", *self._variable(name, case.pattern), ast.Constant(None), at=node)
                    stores.append(self._expression(call, node))
            case.body = stores + case.body
        return node
