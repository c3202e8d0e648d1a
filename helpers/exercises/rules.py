"""Static rules: what can be said about an answer without running it.

A rule flags only what is certain to be wrong. Names that come into being in a way that the text does not show
(an import, a decorator, a base class from elsewhere) are left to the run.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from helpers.verdict import Finding

Rule = Callable[[ast.Module], Finding | None]
_Function = ast.FunctionDef | ast.AsyncFunctionDef
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def parse(source: str) -> ast.Module | Finding:
    """The answer's syntax tree, or the finding that says why there is none."""
    before, invisible, _ = source.partition("\0")
    if invisible:  # Python's own message has no line
        line = before.count("\n") + 1
        message = (
            f"Line {line} has a character in it that no editor shows (number 0), and Python reads no program with one. "
            "Delete the line, and write it anew."
        )
        return Finding(kind="syntax", message=message, line=line)
    try:
        return ast.parse(source)
    except SyntaxError as error:
        text = (error.text or "").strip()
        shown = f": `{text if len(text) <= 100 else text[:97] + '...'}`" if text else ""
        return Finding(
            kind="syntax",
            message=(
                f"Python cannot read line {error.lineno}{shown} ({error.msg}). "
                "Run the cell: the message below it points at the place."
            ),
            line=error.lineno,
        )
    except (ValueError, RecursionError, MemoryError) as error:  # nesting beyond the parser's limits
        return Finding(kind="syntax", message=f"Python cannot read this program: {error}.")


def is_empty(tree: ast.Module) -> bool:
    """Whether the program has no statement that does anything: only comments, docstrings, `pass` and imports."""
    idle = (ast.Pass, ast.Import, ast.ImportFrom)
    return all(isinstance(node, idle) or _is_constant_expression(node) for node in tree.body)


def same_program(tree: ast.Module, other: ast.Module) -> bool:
    """Whether two programs differ in nothing but comments, layout and docstrings."""
    return _skeleton(tree) == _skeleton(other)


def interface(given: str) -> Rule:
    """The names that the given program defines, its methods, and how they are called: an answer keeps them.

    Args:
        given: the program that the learner starts from.
    """
    wanted = ast.parse(given)

    def rule(tree: ast.Module) -> Finding | None:
        names = _bound_names(tree)
        for node in wanted.body:
            if not isinstance(node, (ast.ClassDef, *_FUNCTIONS)) or node.name.startswith("_"):
                continue  # what begins with an underscore is the program's own affair
            what = "class" if isinstance(node, ast.ClassDef) else "function"
            if names is not None and node.name not in names:
                return Finding(
                    kind="rule",
                    message=f"The {what} `{node.name}` is missing. The task calls it by this name: put it back.",
                )
            mine = _last_definition(tree, node.name)
            finding = None
            if isinstance(node, _FUNCTIONS) and isinstance(mine, _FUNCTIONS):
                finding = _same_call(node, mine, node.name, bound=False)
            elif isinstance(node, ast.ClassDef) and isinstance(mine, ast.ClassDef):
                finding = _same_methods(node, mine, tree)
            if finding is not None:
                return finding
        return None

    return rule


def no_dynamic_code(tree: ast.Module) -> Finding | None:
    """Text that is run as a program hides what it does from every check, and from every reader."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("exec", "eval"):
            return Finding(
                kind="rule",
                message=(
                    f"`{node.func.id}` runs text as a program: its steps cannot be followed one by one. Write the "
                    "code out."
                ),
                line=node.lineno,
            )
    return None


def _same_methods(given: ast.ClassDef, mine: ast.ClassDef, tree: ast.Module) -> Finding | None:
    members = _members(mine, tree)
    if members is None:
        return None
    for method in given.body:
        if not isinstance(method, _FUNCTIONS):
            continue
        name = f"{given.name}.{method.name}"
        if method.name not in members:
            if method.name == "__init__" and len(_required(method)) <= 1:
                continue
            return Finding(
                kind="rule",
                message=f"The method `{name}` is missing. The task calls it by this name: put it back.",
                line=mine.lineno,
            )
        own = members[method.name]
        if isinstance(own, _FUNCTIONS) and (finding := _same_call(method, own, name, bound=True)):
            return finding
    return None


def _same_call(given: _Function, mine: _Function, name: str, bound: bool) -> Finding | None:
    if mine.decorator_list or mine.args.vararg:
        return None  # a decorator may change the signature: the run will tell
    count = len(_positional(given))
    if len(_positional(mine)) >= count and len(_required(mine)) <= count and not _required_keywords(mine):
        return None
    shown = ", ".join(_positional(given)[1 if bound else 0 :])
    called = name.rpartition(".")[2]
    return Finding(
        kind="rule",
        message=(
            f"The signature of `{name}` has changed: it is called as `{called}({shown})`. "
            "Others call it like that, so leave the first line of its `def` as it was."
        ),
        line=mine.lineno,
    )


def _positional(function: _Function) -> list[str]:
    return [a.arg for a in (*function.args.posonlyargs, *function.args.args)]


def _required(function: _Function) -> list[str]:
    names = _positional(function)
    return names[: len(names) - len(function.args.defaults)]


def _required_keywords(function: _Function) -> bool:
    return any(default is None for default in function.args.kw_defaults)


def _bound_names(tree: ast.Module) -> set[str] | None:
    """Every name that the program may bind at its top level; None when that cannot be told."""
    names: set[str] = set()
    for node in _outside_functions(tree):
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                names.add(name)
            case ast.Name(id=name, ctx=ast.Store()):
                names.add(name)
            case ast.ImportFrom(names=aliases) | ast.Import(names=aliases):
                if any(alias.name == "*" for alias in aliases):
                    return None
                names.update((alias.asname or alias.name).partition(".")[0] for alias in aliases)
            case ast.Call(func=ast.Name(id="globals" | "exec" | "setattr" | "vars" | "locals")):
                return None
    for node in ast.walk(tree):
        if isinstance(node, ast.Global):
            names.update(node.names)
    return names


def _outside_functions(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        yield child
        if not isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
            yield from _outside_functions(child)


def _last_definition(tree: ast.Module, name: str) -> ast.stmt | None:
    """The last top-level statement that binds the name, when it is one that shows what the name is."""
    found: ast.stmt | None = None
    for node in tree.body:
        if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) and node.name == name:
            found = node
        elif any(isinstance(n, ast.Name) and n.id == name and isinstance(n.ctx, ast.Store) for n in ast.walk(node)):
            found = None
    if isinstance(found, ast.ClassDef) and (found.decorator_list or found.keywords):
        return None
    return found


def _members(cls: ast.ClassDef, tree: ast.Module, depth: int = 0) -> dict[str, ast.AST] | None:
    """What the class defines, its bases included; None when a part of it is out of sight."""
    members: dict[str, ast.AST] = {}
    if depth > 10:
        return None
    for base in reversed(cls.bases):
        if isinstance(base, ast.Name) and base.id == "object":
            continue
        parent = _last_definition(tree, base.id) if isinstance(base, ast.Name) else None
        if not isinstance(parent, ast.ClassDef) or parent is cls:
            return None
        inherited = _members(parent, tree, depth + 1)
        if inherited is None:
            return None
        members.update(inherited)
    for node in cls.body:
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                members[name] = node
            case ast.Assign() | ast.AnnAssign():
                for target in ast.walk(node):
                    if isinstance(target, ast.Name) and isinstance(target.ctx, ast.Store):
                        members[target.id] = node
            case ast.Pass() | ast.Expr():
                pass
            case _:
                return None
    if "__getattr__" in members or "__getattribute__" in members:
        return None
    for part in ast.walk(tree):  # methods that are put into the class or its objects later
        if isinstance(part, ast.Attribute) and isinstance(part.ctx, ast.Store):
            members.setdefault(part.attr, part)
        elif isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.func.id == "setattr":
            return None
    return members


def _is_constant_expression(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _skeleton(tree: ast.Module) -> str:
    """The program's structure as text, without docstrings and other lone constants."""
    copy = ast.parse(ast.unparse(tree))
    for node in ast.walk(copy):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            body[:] = [child for child in body if not _is_constant_expression(child)]
    return ast.dump(copy)
