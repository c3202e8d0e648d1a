"""Which answers are the same program: one check that an answer passed is then enough for all of them.

Many answers of a class differ in comments, blank lines and the spaces of a line alone. Python throws these away when it
reads a program: what it compiles is the syntax tree. So two answers with the same tree do the same, *as long as
nothing looks at where in the text the parts of the tree stand*. Three parties might:

* **The check.** Its rules walk the tree, and some compare lines: is this call in the line in which the thread slept, is
  it inside that function? The normal form therefore holds, beside the tree, the order of its lines: for each node the
  rank of its first and its last line among all lines on which nodes begin or end. Answers with the same form differ in
  how many lines lie between two lines of code, and in the columns in which something stands; which parts share a
  line, and which come first, is the same. So is each event of a line in Python's own tracing. A docstring is part of
  the tree, and so is each text.
* **The verdict.** One that is not a full pass quotes lines, names their numbers and holds a trace of them. It
  belongs to its source, and is never shared. One that passes has no finding, and says in `searched` what was
  looked at; `may_be_shared` refuses it where that speaks of a line.
* **The program.** `inspect.getsource`, `__file__`, `linecache`, code objects and frames with their line numbers,
  tracebacks, logging and warnings (which print lines), the text of an asyncio task: all of these show a program where
  its parts stand. So a program is only shared when all that it imports is on a list of modules that show nothing of
  it, when it uses no built-in function and no attribute with which it could get at others (`open`, `getattr`, names
  with double underscores but for the usual ones, `co_...`, `tb_...`), and when no text in it could be such a name. A
  coding cookie, which changes what a file means that holds the same text, is no comment.

What is refused costs one more check, and nothing else. So the lists name what the course's exercises use, and no more.
What somebody could gain who finds a gap in them: his passing answer's points for a copy of it in another layout.
"""

from __future__ import annotations

import ast
import re
import sys
from typing import Any

from helpers.verdict import Verdict

# Larger ones are rare, and near to where size itself decides what a check says.
LARGEST = 20_000  # characters

_COOKIE = re.compile(r"^[ \t\f]*#.*?coding[:=]", re.MULTILINE)  # as in PEP 263

# Modules that show a program nothing of its own text. None: all that is in it; else these names alone.
_MODULES: dict[str, frozenset[str] | None] = {
    **dict.fromkeys(
        (
            "__future__", "abc", "array", "bisect", "collections", "concurrent", "contextlib", "copy", "dataclasses",
            "datetime", "decimal", "enum", "fractions", "functools", "heapq", "helpers", "itertools", "math",
            "multiprocessing", "numbers", "queue", "random", "re", "requests", "statistics", "string", "textwrap",
            "threading", "time", "typing",
        )
    ),
    "os": frozenset({"cpu_count", "getpid", "process_cpu_count"}),
    "types": frozenset({"SimpleNamespace"}),
    "operator": frozenset({"add", "itemgetter", "mul"}),
}  # fmt: skip

_HELPERS = ("helpers.workers", "helpers.site", "helpers.tasks")

_BUILTINS = frozenset(
    {"__import__", "breakpoint", "compile", "delattr", "dir", "eval", "exec", "getattr", "globals", "help", "input",
     "locals", "memoryview", "open", "setattr", "vars"}
)  # fmt: skip
_DUNDERS = frozenset(
    "__add__ __aenter__ __aexit__ __aiter__ __all__ __anext__ __annotations__ __bool__ __call__ __class__ __contains__ "
    "__del__ __delitem__ __doc__ __enter__ __eq__ __exit__ __future__ __ge__ __getitem__ __gt__ __hash__ __iadd__ "
    "__init__ __iter__ __le__ __len__ __lt__ __main__ __name__ __ne__ __new__ __next__ __post_init__ __repr__ "
    "__setitem__ __slots__ __str__ __sub__".split()
)
# Attributes that lead from objects of those modules to frames, code and tracebacks, or have them shown.
_ATTRIBUTES = frozenset(
    {"Formatter", "attrgetter", "excepthook", "format_map", "get_field", "get_stack", "getprofile", "gettrace",
     "methodcaller", "print_stack", "redirect_stderr", "setprofile", "setprofile_all_threads", "settrace",
     "settrace_all_threads", "unraisablehook", "vformat", "with_traceback"}
)  # fmt: skip
_FRAMES = re.compile(r"(co|f|tb|gi|cr|ag)_[a-z]+$")
_OTHER_MODULES = sys.stdlib_module_names - {name for name, parts in _MODULES.items() if parts is None}


def normal_form(source: str) -> str | None:
    """What two answers have in common that are the same program; None for one that is only the same as itself.

    Args:
        source: the answer, as assembled from the cells.
    """
    if len(source) > LARGEST or _COOKIE.search("\n".join(source.split("\n", 2)[:2])):
        return None
    try:
        tree = ast.parse(source)
        nodes = list(ast.walk(tree))
        if not all(map(_shows_nothing, nodes)) or not _uses_modules_well(nodes):
            return None
        places = [_lines(node) for node in nodes if hasattr(node, "lineno")]
        ranks = {line: rank for rank, line in enumerate(sorted({line for place in places for line in place}))}
        return f"{ast.dump(tree)}\n{[(ranks[first], ranks[last]) for first, last in places]}"
    except (SyntaxError, ValueError, RecursionError, MemoryError, TypeError):
        return None


def may_be_shared(verdict: Verdict) -> bool:
    """Whether a verdict says nothing of the text of its answer."""
    return (
        verdict.passed
        and verdict.score == verdict.points
        and not verdict.findings
        and not any(re.search(r"\blines?\b", sentence, re.IGNORECASE) for sentence in verdict.searched)
    )


def _lines(node: Any) -> tuple[int, int]:
    return node.lineno, node.end_lineno


def _shows_nothing(node: ast.AST) -> bool:
    """Whether a part of a program gives it no way to its own text, or to the places of its parts."""
    match node:
        case ast.Name(id=name):
            return name not in _BUILTINS and _is_harmless(name)
        case ast.Attribute(value=value, attr="format"):
            return isinstance(value, ast.Constant)  # what is in its braces may be an attribute, too
        case ast.Attribute(attr=name):
            return _is_harmless(name) and name.lstrip("_") not in _OTHER_MODULES
        case ast.Constant(value=str() | bytes() as value):
            text = value if isinstance(value, str) else value.decode("latin-1")
            return "__" not in text.replace("__main__", "") and not _FRAMES.search(text)
        case ast.Import(names=names):
            return all(_is_known(one.name) for one in names)
        case ast.ImportFrom(module=module, names=names, level=level):
            root = (module or "").split(".")[0]
            allowed = _MODULES.get(root)
            if level or not _is_known(module or ""):
                return False
            return all(
                one.name in allowed
                if allowed is not None
                else one.name != "*" and _is_harmless(one.name) and one.name.lstrip("_") not in _OTHER_MODULES
                for one in names
            )
        case ast.MatchClass(kwd_attrs=names):
            return all(_is_harmless(name) for name in names)
    return True


def _is_known(module: str) -> bool:
    root = module.split(".")[0]
    return root in _MODULES and (root != "helpers" or module.startswith(_HELPERS))


def _is_harmless(name: str) -> bool:
    if name.startswith("__") and name.endswith("__"):
        return name in _DUNDERS
    return name not in _ATTRIBUTES and not _FRAMES.fullmatch(name)


def _uses_modules_well(nodes: list[ast.AST]) -> bool:
    """Whether of modules of which only some parts are allowed no others are used, and none is handed to anybody."""
    allowed: dict[str, frozenset[str]] = {}
    for node in nodes:
        if isinstance(node, ast.Import):
            for one in node.names:
                names = _MODULES[one.name.split(".")[0]]
                if names is not None:
                    allowed[one.asname or one.name.split(".")[0]] = names
    good = {
        id(node.value)
        for node in nodes
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.attr in allowed.get(node.value.id, ())
    }
    return all(id(node) in good for node in nodes if isinstance(node, ast.Name) and node.id in allowed)
