"""Find in a submission what nobody writes by accident: code that reaches for its own grading.

None of it earns a point: the score is made elsewhere, from the sources alone. The teacher is told all the same, with
the cell and the line, and decides what to make of it. What an honest student may write, too, is not named here, and a
wrong alarm is an insult: so the words of a note say what a line does, and accuse nobody.
"""

from __future__ import annotations

import ast
import re
from bisect import bisect, bisect_left
from collections.abc import Collection, Iterator
from functools import lru_cache

from nbformat import NotebookNode

from helpers.exercises.assemble import as_python, exercise_of
from helpers.grading.notes import Note, quoted

_TRANSFORMS = "changes how later cells are read or run"
_LOOKS_AROUND = "looks into the program that runs it"
_OTHER_PROCESSES = "reaches for other processes"
_FOREIGN_FILES = "names a file that is not the student's"
_REPLACES = "replaces a part of Python or of the course"
_FORGES = "imitates what the grader writes"

# Attributes, by what an access to them does.
_ATTRIBUTES = {
    **dict.fromkeys(
        (
            "ast_transformers",
            "input_transformers_post",
            "input_transformers_cleanup",
            "input_transformer_manager",
            "set_custom_exc",
            "ast_node_interactivity",
        ),
        _TRANSFORMS,
    ),
    **dict.fromkeys(
        (
            "_getframe",
            "_current_frames",
            "currentframe",
            "f_back",
            "f_globals",
            "f_builtins",
            "tb_frame",
            "gi_frame",
            "cr_frame",
            "get_objects",
            "get_referrers",
            "get_referents",
            "__globals__",
            "__subclasses__",
            "__closure__",
            "pythonapi",
            "py_object",
            "_posixshmem",
        ),
        _LOOKS_AROUND,
    ),
    **dict.fromkeys(("getppid", "killpg", "ptrace"), _OTHER_PROCESSES),
    **dict.fromkeys(("__code__", "__builtins__"), _REPLACES),
}
# Reading these is a lesson of its own (a function's name, its code's size); writing to them is not.
_ONLY_WRITTEN = frozenset({"__code__"})
# Texts, wherever they stand.
_TEXTS = (
    (re.compile(r"/proc/(?!cpuinfo|meminfo|loadavg|sys/kernel/sched)"), _LOOKS_AROUND),
    (
        re.compile(
            r"gradebook\.db|verdicts\.db|nbgrader_config|(^|/)(submitted|autograded|feedback)/|tests/corpora|/etc/(passwd|shadow)"
            r"|\.ssh/|id_rsa|nbgrader\.log|\.racecourse/"
        ),
        _FOREIGN_FILES,
    ),
    (re.compile(r"(site|user)customize|\.pth$|\.ipython/profile_default/startup"), _REPLACES),
    (re.compile(r"vnd\.racecourse"), _FORGES),
    (re.compile(r"^(RACECOURSE|NBGRADER)_"), _OTHER_PROCESSES.replace("other processes", "the settings of the grader")),
)
# Modules that are not for an answer, or a notebook, to import.
_MODULES = {
    "nbgrader": "reaches for nbgrader",
    "helpers.grading": "reaches for the grader",
    "helpers.checker": "reaches for the checker",
    "helpers.author": "reaches for the authors' tools",
    "helpers.exercises": "reaches for the checks",
    "helpers.sandbox": "reaches for the sandbox",
    "_posixsubprocess": _LOOKS_AROUND,
    "_testcapi": _LOOKS_AROUND,
}
# Modules whose parts a submission replaces only to deceive.
_OWNERS = frozenset({"builtins", "__builtins__", "helpers", "IPython", "nbgrader", "unittest", "json", "threading"})
# Hooks that Python offers for replacement.
_HOOKS = frozenset({"excepthook", "displayhook", "settrace", "setprofile", "unraisablehook", "stack_size"})
_MARKUP = re.compile(
    r"<\s*(script|iframe|object|embed|svg)\b|\bon(error|load|click|mouseover)\s*=|java\W{0,12}script:", re.I
)

MOST = 20
_MOST_PIECES = 50


def attack_notes(nb: NotebookNode, masters_lines: Collection[str]) -> list[Note]:
    """What a submitted notebook holds that is no accident.

    Args:
        nb: the notebook as submitted.
        masters_lines: lines of the assignment itself, which are not the student's.
    """
    found: list[Note] = []
    for position, cell in enumerate(nb.cells, start=1):
        places = _places(cell.cell_type, cell.source)
        lines = [line.strip() for line in cell.source.split("\n")] if places else []
        own = [number for number, line in enumerate(lines, start=1) if line not in masters_lines]
        # What begins on a line of the assignment may go on in one of the student's.
        mine = {(own[at], what) for first, last, what in places if (at := bisect_left(own, first)) < bisect(own, last)}
        for number, what in sorted(mine):
            found.append(Note(f"Cell {position}, line {number} {what}: {quoted(lines[number - 1])}", look=True))
    if len(found) > MOST:
        found[MOST:] = [Note(f"{len(found) - MOST} more lines like these were found.", look=True)]
    return found


@lru_cache(maxsize=1024)
def _places(cell_type: str, source: str) -> tuple[tuple[int, int, str], ...]:
    """The first and the last line of each thing, and what it does. Most cells of a class are the assignment's own: each
    is looked at once."""
    return tuple(_in_code(source) if cell_type == "code" else _in_text(source))


def _in_text(text: str) -> Iterator[tuple[int, int, str]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if _MARKUP.search(line):
            yield number, number, "holds a script, which is shown as plain text"


def _in_code(source: str) -> Iterator[tuple[int, int, str]]:
    lines = source.split("\n")
    for number, line in enumerate(lines, start=1):
        if re.match(r"\s*%%(javascript|js|html|svg)\b", line):
            yield number, number, "shows a script"
    python = as_python(_without_first_magic(source))
    try:
        tree = ast.parse(python)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        tree = None
    if tree is not None:
        yield from _in_tree(tree)
        others = python.split("\n")
    elif source.startswith("%%") and exercise_of(source) is None:
        others = [""] * len(lines)  # for another language, or for a file
    else:
        return  # nobody can run it
    # Of what is for a shell only the words can be looked at.
    for number, (line, other) in enumerate(zip(lines, others, strict=False), start=1):
        if line != other:
            yield from ((number, number, what) for pattern, what in _TEXTS if pattern.search(line.strip()))


def _without_first_magic(source: str) -> str:
    """A `%%exercise` line is not Python; an empty one in its place keeps the numbers of the others."""
    first, newline, rest = source.partition("\n")
    return f"{newline}{rest}" if first.startswith("%%") else source


def _in_tree(tree: ast.Module) -> Iterator[tuple[int, int, str]]:
    """What is found in the nodes of a program, with the lines of the node."""
    for node, what in _found_in(tree):
        first = getattr(node, "lineno", 1)
        yield first, getattr(node, "end_lineno", None) or first, what


def _found_in(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    nodes = list(ast.walk(tree))
    docstrings = _docstrings(nodes)
    imported: dict[str, str] = {}
    for node in nodes:
        if isinstance(node, ast.Import):
            imported |= {name.asname or name.name.split(".")[0]: name.name for name in node.names}
    for node in nodes:
        match node:
            case ast.Attribute(attr=name, ctx=context) if name in _ATTRIBUTES:
                if not (name in _ONLY_WRITTEN and isinstance(context, ast.Load)):
                    yield node, _ATTRIBUTES[name]
            case ast.Name(id="__builtins__"):
                yield node, _REPLACES
            case ast.Constant(value=str() | bytes() as value) if len(value) < 10_000 and id(node) not in docstrings:
                text = value if isinstance(value, str) else value.decode("latin-1")
                yield from ((node, what) for what in _about_text(text))
                if _MARKUP.search(text):
                    yield node, "shows a script"
            case ast.BinOp(op=ast.Add()) | ast.JoinedStr():
                yield from ((node, what) for what in _about_text(_put_together(node)))
            case ast.Call(func=ast.Attribute(attr="kill"), args=[ast.UnaryOp(op=ast.USub()), *_]):
                yield node, _OTHER_PROCESSES
            case ast.Import(names=names):
                yield from ((node, what) for name in names if (what := _about(name.name)))
            case ast.ImportFrom(module=str(module)):
                if what := _about(module):
                    yield node, what
                yield from ((node, _ATTRIBUTES[name.name]) for name in node.names if name.name in _ATTRIBUTES)
            case ast.FunctionDef(name="__eq__", body=[*_, ast.Return(value=ast.Constant(value=True))]) if (
                len(_statements(node)) == 1
            ):
                yield node, "makes objects that are equal to everything"
        for target in _targets(node):
            if _belongs_to_others(target, imported):
                yield target, _REPLACES


def _about_text(text: str) -> Iterator[str]:
    yield from (what for pattern, what in _TEXTS if pattern.search(text))
    if text in _ATTRIBUTES and text not in _ONLY_WRITTEN:
        yield _ATTRIBUTES[text]
    if "." in text and (what := _about(text)):
        yield what


def _put_together(node: ast.expr) -> str:
    """The text that a sum of texts or an f-string of texts is: who writes a name in pieces hides it. Empty for what is
    not known before it runs, and for what is longer than any name."""
    pieces: list[str] = []
    left: list[ast.expr] = [node]
    while left:
        match left.pop():
            case ast.Constant(value=str() as text):
                pieces.append(text)
            case ast.BinOp(op=ast.Add(), left=first, right=second):
                left += [second, first]
            case ast.JoinedStr(values=parts):
                left += reversed(parts)
            case ast.FormattedValue(value=value, conversion=-1, format_spec=None):
                left.append(value)
            case _:
                return ""
        if len(pieces) + len(left) > _MOST_PIECES:
            return ""
    return "".join(pieces)


def _about(module: str) -> str:
    return next((what for name, what in _MODULES.items() if module == name or module.startswith(f"{name}.")), "")


def _statements(function: ast.FunctionDef) -> list[ast.stmt]:
    first = function.body[0]
    is_text = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    return function.body[1:] if is_text else function.body


def _targets(node: ast.AST) -> Iterator[ast.expr]:
    """What a statement assigns to; `setattr(module, ...)` and `module.__dict__.update(...)` among them."""
    if isinstance(node, ast.Assign):
        for target in node.targets:
            yield from target.elts if isinstance(target, ast.Tuple) else [target]
    elif isinstance(node, (ast.AugAssign, ast.AnnAssign)):
        yield node.target
    elif isinstance(node, ast.Delete):
        yield from node.targets
    elif isinstance(node, ast.Call):
        match node:
            case ast.Call(func=ast.Name(id="setattr"), args=[owner, ast.Constant(value=str(name)), *_]):
                yield ast.copy_location(ast.Attribute(value=owner, attr=name, ctx=ast.Store()), node)


def _belongs_to_others(target: ast.expr, imported: dict[str, str]) -> bool:
    match target:
        case ast.Subscript(value=ast.Attribute(value=ast.Name(id=owner), attr="modules")):
            return imported.get(owner) == "sys"
        case ast.Subscript(value=ast.Name(id="__builtins__")):
            return True
        case ast.Attribute(attr=name):
            root = target.value
            while isinstance(root, ast.Attribute):
                root = root.value
            if not isinstance(root, ast.Name) or name in _HOOKS:
                return False
            owner = imported.get(root.id, root.id if root.id == "__builtins__" else "")
            return owner.split(".")[0] in _OWNERS
    return False


def _docstrings(nodes: list[ast.AST]) -> set[int]:
    """The identities of the constants that are docstrings."""
    return {
        id(node.body[0].value)
        for node in nodes
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
