"""The English sentences in the code of the checker, as a catalogue needs them.

Authors of exercises and of the model checker write plain f-strings. They are read here without being run: what is put
in gets a name (`{page}` for `page`, `{orders}` for `len(orders)`), and a choice between two words in the middle
(`{'is' if one else 'are'}`) becomes two sentences, because no translator can do anything with half of one.
`helpers/retelling.py` finds them again in what a check has said.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from helpers.widgets.texts import SCREEN, marked_in

FOLDERS = (
    "interleave",
    "observe",
    "site",
    "tasks",
    "exercises",
    "checker",
    "demo",
    "machine",
    "notebook",
    "widgets",
    "timeline",
    "doctor",
)
"""The packages of `helpers` that say something to learners."""

NOT_SAID = ("interleave/bench", "interleave/soundness", "interleave/__main__.py")
"""Tools of the project's own workshop."""

LIKE_PYTHON = ("interleave", "observe", "site", "tasks", "checker")
"""Where an exception that Python has, too, is raised with Python's own words, which have no translation anywhere."""

COUNTING = ("_count", "_times")
"""Functions that say how many there are of something."""

PUT_TOGETHER = {
    "interleave/search.py": (
        *("{number} thread", "{number} threads", "{number} task", "{number} tasks"),
        *("{number} process", "{number} processes"),
    ),
    "interleave/control/task.py": ("thread {name}", "task {name}", "process {name}"),
    "interleave/control/stuck.py": ("Deadlock",),
}
"""What is put together from single words, which no rule could tell from names: with the files that do so."""

HELP = ("hints", "why_others_fail")
"""What of an exercise helps. `course handout` leaves it out where the teacher has switched help off."""

_MANY = 8
_HOLE = re.compile(r"\{\w*\}")
_CODE = re.compile(r"`[^`]*`")
_WORD = re.compile(r"(?<![\w./\\{-])[A-Za-z][a-z'’-]*(?![\w/\\(=])")
_MARKUP = re.compile(r"</?\w+[ >/]|\bpx\b|;base64|:\w+;|^--?\w|\(\?[<:!=]|\\[bwds]|://[^ ]*$|%\(")
_CALLS_NOT_SAID = frozenset({"compile", "getLogger", "N_", "_", "ngettext", "TypeVar", "NewType", "namedtuple"})


@dataclass(frozen=True)
class Sentence:
    """A sentence in the code.

    Attributes:
        text: with names in braces for what is put in.
        place: the file that says it, as a path from the project's folder.
        helps: it is one of an exercise's hints, or of the reasons why other answers fail.
        context: where it stands, where that makes it another text: on the screen.
    """

    text: str
    place: str
    helps: bool = False
    context: str | None = None


def sentences(root: Path) -> Iterator[Sentence]:
    """Each sentence in the packages that say something to learners."""
    for folder in FOLDERS:
        for path in sorted((root / "helpers" / folder).rglob("*.py")):
            place = path.relative_to(root / "helpers").as_posix()
            if not place.startswith(NOT_SAID):
                reader = _Reader(like_python=folder in LIKE_PYTHON)
                reader.visit(ast.parse(path.read_text(encoding="utf-8")))
                for text in dict.fromkeys((*reader.found, *PUT_TOGETHER.get(place, ()))):
                    yield Sentence(text, f"helpers/{place}")
                for text in dict.fromkeys(reader.help):
                    yield Sentence(text, f"helpers/{place}", helps=True)
    for path in sorted((root / "helpers" / "widgets").glob("*.js")):
        for text in marked_in(path.read_text(encoding="utf-8")):
            yield Sentence(text, f"helpers/widgets/{path.name}", context=SCREEN)


class _Reader(ast.NodeVisitor):
    def __init__(self, *, like_python: bool) -> None:
        self.found: list[str] = []
        self.help: list[str] = []
        self._like_python = like_python
        # what a local variable can be, where that is one of a few words
        self._words: dict[str, list[str]] = {}

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):  # a docstring
            self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        if node.name in ("__repr__", "__reduce__"):
            return
        outside, self._words = self._words, self._words | _choices_in(node)
        for part in (*node.args.defaults, *node.args.kw_defaults, *node.decorator_list, *node.body):
            if part is not None:
                self.visit(part)
        self._words = outside

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)

    def visit_Assert(self, node: ast.Assert) -> None:
        """What an assertion of the code itself says is for whoever mends it."""

    def visit_Raise(self, node: ast.Raise) -> None:
        error = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
        if self._like_python and isinstance(error, ast.Name) and hasattr(builtins, error.id):
            return
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in COUNTING:
            self.found += counted(node)
        elif name == "Criterion":
            pass  # for who grades an answer in words
        elif name not in _CALLS_NOT_SAID:
            self.generic_visit(node)

    def visit_keyword(self, node: ast.keyword) -> None:
        self._named(node.arg, node.value)

    def visit_Dict(self, node: ast.Dict) -> None:
        for key, value in zip(node.keys, node.values, strict=True):
            if key is not None:
                self.visit(key)
            self._named(key.value if isinstance(key, ast.Constant) else None, value)

    def _named(self, name: object, value: ast.expr) -> None:
        if name not in HELP:
            self.visit(value)
            return
        # apart from the rest: it is not in what a class gets whose teacher has switched help off
        outside, self.found = self.found, []
        self.visit(value)
        self.help += self.found
        self.found = outside

    def visit_Constant(self, node: ast.Constant) -> None:
        if not isinstance(node.value, str):
            return
        if "\n" in node.value and "return" in node.value and (program := _program(node.value)) is not None:
            # a scenario is a program of the author's, and what it returns may be said to the learner
            for inner in ast.walk(program):
                if isinstance(inner, ast.Return) and inner.value is not None:
                    self.visit(inner.value)
            return
        self._take(node.value)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        self._take_all(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        if isinstance(node.op, ast.Add) and any(isinstance(part, ast.Constant | ast.JoinedStr) for part in _sum(node)):
            self._take_all(node)
        else:
            self.generic_visit(node)

    def _take_all(self, node: ast.expr) -> None:
        for text in variants(node, self._words):
            self._take(text)
        # what is put in may be a sentence itself
        for inner in _put_in(node):
            self.visit(inner)

    def _take(self, text: str) -> None:
        text = text.strip()
        if is_prose(text):
            self.found.append(text)


def is_prose(text: str) -> bool:
    """Whether a text is, or is part of, an English sentence, and no code, path or markup."""
    words = _WORD.findall(_HOLE.sub("", _CODE.sub("", text)))
    enough = 1 if _HOLE.search(text) and " " in text and any(len(word) > 2 for word in words) else 2
    if len(words) < enough or not re.search(r"[a-z]{2}", text) or _MARKUP.search(text):
        return False
    if "\n" in text and re.search(r"^(    |def |class |import |from |with |for )", text, re.MULTILINE):
        return False
    return not _is_code(_HOLE.sub("x", text))


def _program(text: str) -> ast.Module | None:
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError):
        return None


def _is_code(text: str) -> bool:
    try:
        tree = ast.parse(text.strip())
    except (SyntaxError, ValueError):
        return False
    return re.search(r"[=().\[\]{}:,*+]", text) is not None or not isinstance(tree.body[0], ast.Expr)


def counted(node: ast.Call) -> list[str]:
    """One thing and several, from `_count(number, "process", "processes")`."""
    said = [part.value for part in node.args[1:] if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    if not said:
        return []
    return [f"{{number}} {said[0]}", f"{{number}} {said[1] if len(said) > 1 else said[0] + 's'}", f"one {said[0]}"]


def variants(node: ast.expr, words: Mapping[str, list[str]] | None = None) -> list[str]:
    """The sentences that an expression can be, with names in braces for what is put in.

    Args:
        words: what variables can be, where that is one of a few words.
    """
    names: dict[str, str] = {}
    return list(dict.fromkeys("".join(parts) for parts in product(*_parts(node, names, words or {}))))


def _choices_in(function: ast.AST) -> dict[str, list[str]]:
    """The local variables that only ever hold one of a few words."""
    found: dict[str, list[str]] = {}
    stored = Counter(n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store))
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            name, choices = node.targets[0].id, _choices(node.value)
            if choices is not None and len(choices) > 1 and stored[name] == 1:
                found[name] = choices
    return found


def _parts(node: ast.expr, names: dict[str, str], words: Mapping[str, list[str]]) -> list[list[str]]:
    """What stands one after the other, each with its choices."""
    if isinstance(node, ast.JoinedStr):
        parts = [part for value in node.values for part in _parts(value, names, words)]
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [[node.value]]
    elif isinstance(node, ast.FormattedValue):
        choices = _choices(node.value, words) if node.conversion == -1 and node.format_spec is None else None
        return [choices if choices is not None else [_hole(node.value, names)]]
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        parts = [part for side in _sum(node) for part in _parts(side, names, words)]
    else:
        choices = _choices(node, words)
        return [choices if choices is not None else [_hole(node, names)]]
    count = 1
    for part in parts:
        count *= len(part)
    return parts if count <= _MANY else [[_hole_for(part, names)] if len(part) > 1 else part for part in parts]


def _hole_for(choices: list[str], names: dict[str, str]) -> str:
    return _name("choice", repr(choices), names)


def _choices(node: ast.expr, words: Mapping[str, list[str]] | None = None) -> list[str] | None:
    """The texts that a choice between constants can be."""
    if isinstance(node, ast.Name):
        return (words or {}).get(node.id)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        one, other = _choices(node.body, words), _choices(node.orelse, words)
        return [*one, *other] if one is not None and other is not None else None
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult) and isinstance(node.left, ast.Constant):
        return [str(node.left.value), ""]
    return None


def _sum(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return [*_sum(node.left), *_sum(node.right)]
    return [node]


def _put_in(node: ast.expr) -> Iterator[ast.expr]:
    for part in _sum(node):
        if isinstance(part, ast.JoinedStr):
            for value in part.values:
                if isinstance(value, ast.FormattedValue):
                    yield value.value
        elif not isinstance(part, ast.Constant):
            yield part


def _hole(node: ast.expr, names: dict[str, str]) -> str:
    return _name(_called(node), ast.unparse(node), names)


def _name(called: str, source: str, names: dict[str, str]) -> str:
    """A name that no other value of the same sentence has."""
    name, number = called, 1
    while names.setdefault(name, source) != source:
        number += 1
        name = f"{called}{number}"
    return f"{{{name}}}"


_SAYS_NOTHING = frozenset(
    {"shown", "len", "str", "repr", "join", "sorted", "shortened", "max", "min", "list", "map", "next"}
)


def _called(node: ast.expr) -> str:
    """A name that tells a translator what stands there."""
    if isinstance(node, ast.Name):
        return node.id.strip("_").lower() or "value"
    if isinstance(node, ast.Attribute):
        return node.attr.strip("_").lower()
    if isinstance(node, ast.Subscript):
        key = node.slice
        if isinstance(key, ast.Constant) and isinstance(key.value, str) and key.value.isidentifier():
            return key.value
        return _called(node.value)
    if isinstance(node, ast.Call):
        function = _called(node.func)
        if function not in _SAYS_NOTHING and not isinstance(node.func, ast.Attribute):
            return function
        if node.args:
            return _called(node.args[0])
        return _called(node.func.value) if isinstance(node.func, ast.Attribute) else function
    if isinstance(node, ast.BinOp):
        return _called(node.left)
    if isinstance(node, ast.Starred | ast.Await | ast.NamedExpr):
        return _called(node.value)
    if isinstance(node, ast.GeneratorExp | ast.ListComp):
        return _called(node.generators[0].iter)
    return "value"
