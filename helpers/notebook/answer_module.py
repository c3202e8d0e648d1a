"""An answer as a module that other processes can import.

A function that is written in a cell belongs to `__main__`, and a worker process under the start methods spawn and
forkserver has another `__main__`: it cannot find the function. So an exercise's cell is also saved as a module, and its
functions and classes say that they come from there. The module is named by its content: after an edit it is another
module, and no process finds the old one under the new name.
"""

from __future__ import annotations

import ast
import atexit
import contextlib
import hashlib
import os
import shutil
import sys
import tempfile
from pathlib import Path
from types import ModuleType

from helpers.exercises.statements import Part

_PREFIX = "racecourse_answer_"
# Put into the cell after each definition; the name is of no use to anybody else.
ADOPT = "__racecourse_adopt__"


def module_source(program: str) -> str:
    """What workers need of a program: its functions and classes, and the statements which these use.

    The rest, such as the lines that start the workers, must not run again in each of them.
    """
    part = Part(0, program)
    taken = [statement for statement in part.statements if statement.binds - statement.variables or statement.star]
    while True:
        wanted = {name for statement in taken for name in statement.uses}
        more = [
            statement
            for statement in part.statements
            if statement not in taken and (statement.binds | statement.changes) & wanted
        ]
        if not more:
            break
        taken += more
    lines = []
    for statement in sorted(taken, key=lambda statement: statement.first):
        lines += part.lines[statement.first - 1 : statement.last]
    return "\n".join(lines) + "\n"


class AnswerModules:
    """The modules of this kernel's answers, in a folder of their own on the search path."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._current: ModuleType | None = None

    def begin(self, exercise: str, program: str) -> None:
        """A cell of this exercise is executed: save its module, and make it the one that adopts what is defined."""
        source = module_source(program)
        name = (
            _PREFIX
            + exercise.replace("-", "_")
            + "_"
            + hashlib.sha256(source.encode("utf-8", "replace")).hexdigest()[:16]
        )
        path = self._place() / f"{name}.py"
        # written whole or not at all: a worker may be importing it
        temporary = path.with_suffix(".tmp")
        temporary.write_text(source, encoding="utf-8", errors="replace")
        os.replace(temporary, path)
        module = sys.modules.get(name)
        if module is None:
            module = sys.modules[name] = ModuleType(name)
            module.__file__ = str(path)
        self._current = module

    def end(self) -> None:
        """The cell has been executed."""
        self._current = None

    @property
    def active(self) -> bool:
        """Whether a cell of an exercise is being executed."""
        return self._current is not None

    def adopt(self, name: str, thing: object) -> None:
        """A function or class was defined under this name in the cell."""
        if self._current is None:
            return
        # what a decorator returned may be anything, and may refuse
        with contextlib.suppress(Exception):
            if getattr(thing, "__module__", None) == "__main__" and getattr(thing, "__qualname__", None) == name:
                thing.__module__ = self._current.__name__
        setattr(self._current, name, thing)

    def _place(self) -> Path:
        """The folder, made when it is first needed. In the project where that can be written."""
        if self._folder is None:
            try:
                parent = _project() / ".racecourse" / "answers"
                parent.mkdir(parents=True, exist_ok=True)
                folder = tempfile.mkdtemp(dir=parent)
            except OSError:
                folder = tempfile.mkdtemp(prefix="racecourse-answers-")
            self._folder = Path(folder)
            sys.path.append(folder)
            atexit.register(shutil.rmtree, folder, ignore_errors=True)
        return self._folder


class Adoption(ast.NodeTransformer):
    """Has each function and class of an exercise's cell adopted, in the moment in which it is defined.

    A later moment would be too late for a cell that defines a worker function and starts its workers.
    """

    def __init__(self, modules: AnswerModules) -> None:
        self._modules = modules

    def visit_Module(self, node: ast.Module) -> ast.AST:
        return self.generic_visit(node) if self._modules.active else node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> list[ast.stmt]:
        return [node, _adopt(node)]

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> list[ast.stmt]:
        return [node, _adopt(node)]

    def visit_ClassDef(self, node: ast.ClassDef) -> list[ast.stmt]:
        return [node, _adopt(node)]

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        return node


def _adopt(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> ast.stmt:
    call = ast.Expr(
        ast.Call(ast.Name(ADOPT, ast.Load()), [ast.Constant(node.name), ast.Name(node.name, ast.Load())], keywords=[])
    )
    return ast.fix_missing_locations(ast.copy_location(call, node))


def _project() -> Path:
    """The course's folder, where this notebook lies in it; else the notebook's own."""
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / "course.py").is_file()), here)
