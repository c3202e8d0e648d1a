"""An answer as a module that other processes can import.

A function that is written in a cell belongs to `__main__`, and a worker process under the start methods spawn and
forkserver has another `__main__`: it cannot find the function. So an exercise's cell is also saved as a module, and its
functions and classes say that they come from there. The module is named by its content: after an edit it is another
module, and no process finds the old one under the new name. A pool that is older than the edit imports the new module
when it gets its first task from it; tasks that it still has are done by the old one.
"""

from __future__ import annotations

import ast
import contextlib
import hashlib
import sys
from collections.abc import Callable, Mapping
from types import FunctionType, ModuleType
from typing import Any

from helpers.notebook.importable import module_source, pinned
from helpers.notebook.module_folder import ModuleFolder

_PREFIX = "racecourse_answer_"
# Put into the cell after each definition; the name is of no use to anybody else.
ADOPT = "__racecourse_adopt__"


class AnswerModules:
    """The modules of this kernel's answers.

    Args:
        folder: where they are saved.
        namespace: the notebook's variables.
        versions: for each module that the notebook made with `%%module`, the module in which its present version lies.
    """

    def __init__(
        self,
        folder: ModuleFolder,
        namespace: dict[str, Any],
        versions: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        self._folder = folder
        self._namespace = namespace
        self._versions = versions
        self._current: ModuleType | None = None

    def begin(self, exercise: str, program: str, cell: str) -> None:
        """A cell of this exercise is executed: save its module, and make it the one that adopts what is defined.

        Args:
            program: the answer, as it is put together from all of its cells.
            cell: this cell, as Python.
        """
        source = pinned(module_source(program), self._versions())
        digest = hashlib.sha256(source.encode("utf-8", "replace")).hexdigest()[:16]
        name = f"{_PREFIX}{exercise.replace('-', '_')}_{digest}"
        path = self._folder.write(name, source)
        module = sys.modules.get(name)
        if module is None:
            module = sys.modules[name] = ModuleType(name)
            module.__file__ = str(path)
        self._current = module
        # what other cells have defined for this answer is in the module, too: workers shall take it from there
        anew = _defined(cell)
        for known in _defined(source):
            if known in self._namespace and known not in anew:
                self.adopt(known, self._namespace[known])

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
        _rename(thing, name, self._current.__name__)
        setattr(self._current, name, thing)


def _rename(thing: Any, qualname: str, module: str) -> None:
    """Have a function or class, and what is defined in the class, say that it comes from the module."""
    # what a decorator returned may be anything, and may refuse
    with contextlib.suppress(Exception):
        said = getattr(thing, "__module__", None)
        if getattr(thing, "__qualname__", None) != qualname or not _is_the_notebooks(said):
            return
        thing.__module__ = module
        if isinstance(thing, type):
            for name, member in list(vars(thing).items()):
                inner = member.__func__ if isinstance(member, (staticmethod, classmethod)) else member
                if isinstance(inner, (FunctionType, type)):
                    _rename(inner, f"{qualname}.{name}", module)


def _is_the_notebooks(module: object) -> bool:
    return isinstance(module, str) and (module == "__main__" or module.startswith(_PREFIX))


def _defined(source: str) -> list[str]:
    """The functions and classes that a module defines at its top level."""
    with contextlib.suppress(SyntaxError, ValueError, RecursionError):
        return [name for node in ast.parse(source).body for name in _names(node)]
    return []


def _names(node: ast.stmt) -> list[str]:
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return [node.name]
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
        return [target.id for target in node.targets if isinstance(target, ast.Name)]
    return []


class Adoption(ast.NodeTransformer):
    """Has each function and class of an exercise's cell adopted, in the moment in which it is defined.

    A later moment would be too late for a cell that defines a worker function and starts its workers.
    """

    def __init__(self, modules: AnswerModules) -> None:
        self._modules = modules

    def visit_Module(self, node: ast.Module) -> ast.AST:
        return self.generic_visit(node) if self._modules.active else node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> list[ast.stmt]:
        return [node, *_adopting(node)]

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> list[ast.stmt]:
        return [node, *_adopting(node)]

    def visit_ClassDef(self, node: ast.ClassDef) -> list[ast.stmt]:
        return [node, *_adopting(node)]

    def visit_Assign(self, node: ast.Assign) -> list[ast.stmt]:
        # a call may make a class, as `Job = namedtuple("Job", "id price")` does
        return [node, *_adopting(node)]

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        return node


def _adopting(node: ast.stmt) -> list[ast.stmt]:
    calls = [
        ast.Expr(ast.Call(ast.Name(ADOPT, ast.Load()), [ast.Constant(name), ast.Name(name, ast.Load())], keywords=[]))
        for name in _names(node)
    ]
    return [ast.fix_missing_locations(ast.copy_location(call, node)) for call in calls]
