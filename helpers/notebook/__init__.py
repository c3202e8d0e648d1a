"""What a notebook's cells see. The first cell loads it: `%load_ext helpers.notebook`.

* `%%exercise 04-2` and `check("04-2")` in exercises: exercise.py;
* `%%program`, `outcomes`, `always` and `run_schedule` in lessons: program.py;
* `%%module kitchen`, a module that other processes can import: module.py;
* `%%attempt` and `explained()`, which say why something went wrong with processes: attempt.py and explain.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.notebook.attempt import AttemptMagics
from helpers.notebook.exercise import ExerciseCells
from helpers.notebook.explain import explained
from helpers.notebook.module import ModuleMagics
from helpers.notebook.program import ProgramMagics, always, outcomes, run_schedule
from helpers.notebook.verdicts import CheckFailed, ShownVerdict

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

__all__ = [
    "CheckFailed",
    "ShownVerdict",
    "always",
    "explained",
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
    shell.register_magics(AttemptMagics)
    if _loaded is None:
        _loaded = ExerciseCells(shell)
        _loaded.register()
        shell.register_magics(ModuleMagics(shell, _loaded.lesson_modules))


def unload_ipython_extension(shell: InteractiveShell) -> None:
    """Called by `%unload_ext helpers.notebook`, and by `%reload_ext` before it loads again."""
    global _loaded
    if _loaded is not None:
        _loaded.unregister()
        _loaded = None
