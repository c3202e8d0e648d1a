"""What a notebook's cells see. The first cell loads it: `%load_ext helpers.notebook`.

* `%%exercise 04-2` and `check("04-2")` in exercises: exercise.py;
* `%%program`, `outcomes`, `always` and `run_schedule` in lessons: program.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.notebook.exercise import ExerciseCells
from helpers.notebook.program import ProgramMagics, always, outcomes, run_schedule
from helpers.notebook.verdicts import CheckFailed, ShownVerdict

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

__all__ = [
    "CheckFailed",
    "ShownVerdict",
    "always",
    "load_ipython_extension",
    "outcomes",
    "run_schedule",
    "unload_ipython_extension",
]

# IPython loads an extension once for each shell, and a process has one shell
_loaded: ExerciseCells | None = None


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Called by `%load_ext helpers.notebook`."""
    global _loaded
    shell.register_magics(ProgramMagics)
    if _loaded is None:
        _loaded = ExerciseCells(shell)
        _loaded.register()


def unload_ipython_extension(shell: InteractiveShell) -> None:
    """Called by `%unload_ext helpers.notebook`, and by `%reload_ext` before it loads again."""
    global _loaded
    if _loaded is not None:
        _loaded.unregister()
        _loaded = None
