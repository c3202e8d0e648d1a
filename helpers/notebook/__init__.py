"""What a notebook's cells see. The first cell loads it: `%load_ext helpers.notebook`.

* `%%exercise 04-2` and `check("04-2")` in exercises: exercise.py;
* `hint("04-2")` and `solution("04-2")`: hints.py and solution.py, with help.py, which says where there are none;
* `progress()`, `save_progress()` and `load_progress()`: progress.py; `review()`: review.py;
* `%%program`, `outcomes`, `always`, `run_schedule` and `schedule` in lessons: program.py;
* `replay`, which steps through what one of these has shown: helpers.widgets;
* `%%module kitchen`, a module that other processes can import: module.py;
* `%%only_with interpreters`, a cell for those Pythons that have what it shows: only_with.py;
* `%%attempt` and `explained()`, which say why something went wrong with processes: attempt.py and explain.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.notebook.attempt import AttemptMagics
from helpers.notebook.exercise import ExerciseCells
from helpers.notebook.explain import explained
from helpers.notebook.hints import hint
from helpers.notebook.module import ModuleMagics
from helpers.notebook.only_with import OnlyWithMagics
from helpers.notebook.program import ProgramMagics, always, outcomes, run_schedule, schedule
from helpers.notebook.progress import load_progress, progress, save_progress
from helpers.notebook.review import review
from helpers.notebook.solution import solution
from helpers.notebook.verdicts import CheckFailed, ShownVerdict
from helpers.widgets.replay import replay

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

__all__ = [
    "CheckFailed",
    "ShownVerdict",
    "always",
    "explained",
    "hint",
    "load_ipython_extension",
    "load_progress",
    "outcomes",
    "progress",
    "replay",
    "review",
    "run_schedule",
    "save_progress",
    "schedule",
    "solution",
    "unload_ipython_extension",
]

# IPython loads an extension once for each shell, and a process has one shell
_loaded: ExerciseCells | None = None


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Called by `%load_ext helpers.notebook`."""
    global _loaded
    shell.register_magics(ProgramMagics)
    shell.register_magics(AttemptMagics)
    shell.register_magics(OnlyWithMagics)
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
