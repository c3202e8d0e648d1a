"""What of a notebook's program a worker process may import: definitions, and not the lines that start workers."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from helpers.exercises.statements import Part

STARTERS = frozenset(
    """Process Pool ProcessPoolExecutor Manager SyncManager SpawnProcess ForkProcess ForkServerProcess
    input check""".split()
)
"""Calls that a worker must not repeat when it imports the program."""
_CLASS_MAKERS = frozenset("namedtuple NamedTuple Enum IntEnum StrEnum Flag IntFlag make_dataclass TypedDict".split())


def module_source(program: str) -> str:
    """What workers need of a program: its functions and classes, and the statements which these use.

    The rest, such as the lines that start the workers, must not run again in each of them.
    """
    part = Part(0, program)
    if not part.statements:
        return "\n"
    tree = ast.parse(program)
    starting = {line for node in starting_statements(tree) for line in range(node.lineno, (node.end_lineno or 0) + 1)}
    may = [statement for statement in part.statements if statement.first not in starting]
    made = {node.lineno for node in tree.body if _makes_a_class(node)}
    taken = [s for s in may if s.binds - s.variables or s.star or made & set(range(s.first, s.last + 1))]
    while True:
        wanted = {name for statement in taken for name in statement.uses}
        more = [s for s in may if s not in taken and (s.binds | s.changes) & wanted]
        if not more:
            break
        taken += more
    lines = []
    for statement in sorted(taken, key=lambda statement: statement.first):
        lines += part.lines[statement.first - 1 : statement.last]
    return "\n".join(lines) + "\n"


def starting_statements(tree: ast.Module) -> Iterator[ast.stmt]:
    """The statements of a program that start processes when it is imported, by themselves or by its own functions.

    What stands under `if __name__ == "__main__":` does not run on an import.
    """
    functions = [n for n in ast.walk(tree) if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef))]
    lines = [node for node in tree.body if not _is_definition(node) and not is_main_guard(node)]
    calls, variables = set(STARTERS), set[str]()
    found: list[ast.stmt] = []
    while True:
        known = len(found) + len(calls)
        for function in functions:
            if calls & set(_called(function, everywhere=True)) or variables & _named(function):
                calls.add(function.name)
        for node in lines:
            # with a pool, what is done with it belongs to the parent, too
            if node not in found and (calls & set(_called(node, everywhere=False)) or variables & _named(node)):
                found.append(node)
                variables |= {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        if len(found) + len(calls) == known:
            return iter(sorted(found, key=lambda node: node.lineno))


def _named(node: ast.AST) -> set[str]:
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}


def is_main_guard(node: ast.stmt) -> bool:
    """Whether it is `if __name__ == "__main__":`."""
    return isinstance(node, ast.If) and any(isinstance(n, ast.Name) and n.id == "__name__" for n in ast.walk(node.test))


def pinned(source: str, names: Mapping[str, str]) -> str:
    """The source with `import kitchen` written as an import of one version of the module, all lines in their places.

    Args:
        names: for each module of the notebook, the module in which its present version lies.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return source
    lines = source.split("\n")
    changes: list[tuple[int, int, int, str]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name in names and alias.end_col_offset is not None:
                    text = f"{names[alias.name]} as {alias.asname or alias.name}"
                    changes.append((alias.lineno, alias.col_offset, alias.end_col_offset, text))
        elif isinstance(node, ast.ImportFrom) and node.module in names and not node.level:
            line = lines[node.lineno - 1].encode()
            start = line.find(str(node.module).encode(), node.col_offset + len("from"))
            if start >= 0:
                changes.append((node.lineno, start, start + len(str(node.module).encode()), names[str(node.module)]))
    for number, start, end, text in sorted(changes, reverse=True):
        raw = lines[number - 1].encode()
        lines[number - 1] = (raw[:start] + text.encode() + raw[end:]).decode()
    return "\n".join(lines)


def imported_names(source: str) -> set[str]:
    """The modules that a program imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return names


def _called(node: ast.AST, everywhere: bool) -> Iterator[str]:
    """The names of what a statement calls; with `everywhere`, also in the functions inside it."""
    stack = list(ast.iter_child_nodes(node))
    if isinstance(node, ast.Call):
        stack.append(node.func)
    while stack:
        inner = stack.pop()
        if isinstance(inner, ast.Call):
            match inner.func:
                case ast.Name(id=name) | ast.Attribute(attr=name):
                    yield name
        if everywhere or not (_is_definition(inner) or isinstance(inner, ast.Lambda)):
            stack.extend(ast.iter_child_nodes(inner))


def _is_definition(node: ast.AST) -> bool:
    return isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))


def _makes_a_class(node: ast.stmt) -> bool:
    """Whether it is `Job = namedtuple(...)` or the like: a class that instances are sent of."""
    if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Call):
        return False
    match node.value.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name in _CLASS_MAKERS
    return False
