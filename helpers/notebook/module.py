"""`%%module kitchen`: this cell is the module `kitchen`, which the cells below and all processes can import.

It stands for a file `kitchen.py`. What `kitchen.py` beside a notebook would lack is that an edit takes effect: the
module is saved under a name with the hash of its content, and its functions and classes say that they come from there.
So after an edit there are two modules: no process takes the old one for the new one, and a pool made before the edit
can do both.
"""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import keyword
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from IPython.core.magic import Magics, cell_magic, magics_class

from helpers.language import retell
from helpers.notebook.importable import imported_names, is_main_guard, pinned, starting_statements
from helpers.notebook.module_folder import ModuleFolder
from helpers.notebook.program import LessonError

_EXAMPLE = "%%module kitchen"


class LessonModules:
    """The modules that this notebook's cells have made.

    Args:
        folder: where they are saved.
        namespace: the notebook's variables.
    """

    def __init__(self, folder: ModuleFolder, namespace: dict[str, Any]) -> None:
        self._folder = folder
        self._namespace = namespace
        self._cells: dict[str, str] = {}
        self._modules: dict[str, ModuleType] = {}

    def versions(self) -> Mapping[str, str]:
        """For each module, the module in which its present version lies."""
        return {name: module.__name__ for name, module in self._modules.items()}

    def make(self, line: str, cell: str) -> None:
        """Make the module of a cell, or a new version of it.

        Args:
            line: the rest of the cell's first line: the name.
            cell: the lines below.

        Raises:
            LessonError: it cannot be made. The version that was there stays.
        """
        name = line.strip()
        self._check_name(name)
        self._check_source(name, cell)
        module = self._version(name, cell)
        old = self._modules.get(name)
        self._cells[name], self._modules[name] = cell, module
        self._show(name, old, module)
        for other in list(self._cells):
            if other != name and name in imported_names(self._cells[other]):
                self.make(other, self._cells[other])

    def _version(self, name: str, cell: str) -> ModuleType:
        source = f"# module {name}\n" + pinned(cell, self.versions())
        version = f"{name}_{hashlib.sha256(source.encode('utf-8', 'replace')).hexdigest()[:8]}"
        known = self._modules.get(name)
        if known is not None and known.__name__ == version:
            return known
        path = self._folder.write(version, source)
        module = ModuleType(version)
        module.__file__ = str(path)
        sys.modules[version] = module
        try:
            exec(compile(source, str(path), "exec"), vars(module))
        except Exception as error:
            del sys.modules[version]
            raise LessonError(
                f"The module {name} was not made, because running it ended with {_last_line(error)}"
                f"{_where(error, str(path))}. Mend that, and run the cell again."
            ) from error
        return module

    def _show(self, name: str, old: ModuleType | None, module: ModuleType) -> None:
        """Have `import kitchen` give this version, and the notebook's variables from the old one those of the new."""
        self._folder.write(
            name, f"import sys\n\nimport {module.__name__}\n\nsys.modules[__name__] = {module.__name__}\n"
        )
        sys.modules[name] = module
        if old is None or old is module:
            return
        new = {id(old): module}
        for known, thing in vars(old).items():
            if known in vars(module) and getattr(thing, "__module__", None) == old.__name__:
                new[id(thing)] = getattr(module, known)
        for variable, value in list(self._namespace.items()):
            if id(value) in new:
                self._namespace[variable] = new[id(value)]

    def _check_name(self, name: str) -> None:
        if not name:
            raise LessonError(f"Give the module a name, for example: {_EXAMPLE}")
        if not name.isidentifier() or keyword.iskeyword(name) or not name.isascii():
            raise LessonError(
                f"{name!r} cannot be imported: a module's name is one word of the letters a to z, digits and _, and no "
                f"word of Python itself. For example: {_EXAMPLE}"
            )
        if name in self._modules:
            return
        if name in sys.stdlib_module_names or name in sys.builtin_module_names:
            raise LessonError(
                f"{name} is a module of Python's standard library: every import of it would get this "
                "cell instead. Take another name."
            )
        found = _elsewhere(name)
        if found:
            raise LessonError(
                f"{name} is there already ({found}): every import of it would get this cell instead. Take another name."
            )

    def _check_source(self, name: str, cell: str) -> None:
        try:
            tree = ast.parse(cell)
        except SyntaxError as error:
            line = (error.lineno or 0) + 1  # the magic's own line is the first
            raise LessonError(
                f"The module {name} was not made: Python cannot read line {line} of this cell ({error.msg}). "
                "Mend it, and run the cell again."
            ) from error
        except (ValueError, RecursionError) as error:
            raise LessonError(f"The module {name} was not made: Python cannot read this cell ({error}).") from error
        starting = next(starting_statements(tree), None)
        if starting is not None:
            raise LessonError(
                f"The module {name} was not made: line {starting.lineno + 1} of this cell starts processes, or asks "
                "something, as soon as the module is imported. Each worker imports it and would do the same again. Put "
                "the line into a cell below, or into a function."
            )
        if any(is_main_guard(node) for node in tree.body):
            note = (
                'Note: in a module __name__ is its own name, so what stands under `if __name__ == "__main__":` '
                f"does not run. Put it into a cell below, after `import {name}`."
            )
            print(retell(note))


@magics_class
class ModuleMagics(Magics):
    """The `%%module` magic."""

    def __init__(self, shell: Any, modules: LessonModules) -> None:
        super().__init__(shell)
        self._lesson_modules = modules

    @cell_magic
    def module(self, line: str, cell: str) -> None:
        """%%module NAME as the first line of a cell: this cell is that module."""
        self._lesson_modules.make(line, cell)


def _elsewhere(name: str) -> str:
    """Where a module of this name is already found; empty for nowhere."""
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError, AttributeError):
        spec = None
    if spec is None:
        return "the notebook has imported it" if name in sys.modules else ""
    if spec.origin and Path(spec.origin).parent.resolve() == Path.cwd().resolve():
        return f"the file {Path(spec.origin).name} beside this notebook"
    return "the course's own package" if name == "helpers" else "an installed package"


def _last_line(error: BaseException) -> str:
    return " ".join("".join(traceback.format_exception_only(error)).strip().splitlines()[-1].split()).rstrip(".")


def _where(error: BaseException, file: str) -> str:
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    return f" in line {lines[-1]} of this cell" if lines else ""
