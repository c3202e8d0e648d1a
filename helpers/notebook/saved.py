"""Whether what was checked is in the notebook's file, too: a kernel and a server can go, a file stays.

On Binder the file goes with them, which is said once in each kernel.

Where the notebook lies is known where the server tells the kernel (Jupyter Server since 2.0, in JPY_SESSION_NAME) or
the editor does (VS Code, in a variable of the notebook). Elsewhere nothing is said.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from helpers.exercises.assemble import Assembled, exercise_of
from helpers.notebook.solution_source import read_cells

_VS_CODE = "__vsc_ipynb_file__"
# BinderHub tells each session where it was started (https://github.com/jupyterhub/binderhub).
_BINDER = "BINDER_LAUNCH_HOST"
_said: set[str] = set()
_LARGEST = 50_000_000  # bytes; a file that takes long to read is not read for a friendly word


def notebook_path(names: Mapping[str, Any]) -> Path | None:
    """The notebook's file, where it is known and there.

    Args:
        names: the notebook's variables.
    """
    for named in (names.get(_VS_CODE), os.environ.get("JPY_SESSION_NAME")):
        if isinstance(named, str) and named.endswith(".ipynb"):
            path = Path(named)
            try:
                if path.is_absolute() and path.stat().st_size <= _LARGEST:
                    return path
            except OSError:
                continue
    return None


def not_saved(path: Path | None, exercise: str, answer: Assembled) -> str:
    """A sentence when the file holds another answer than the one that was checked; empty when not, or when unknown. On
    Binder also, once in each kernel, what a learner does before the machine goes.

    Args:
        path: the notebook's file.
        exercise: the exercise's id.
        answer: what was checked.
    """
    return " ".join(filter(None, (_other_in_the_file(path, exercise, answer), _before_the_machine_goes())))


def _before_the_machine_goes() -> str:
    if _BINDER not in os.environ or _BINDER in _said:
        return ""
    _said.add(_BINDER)
    return (
        "You are on Binder: some minutes after you leave, this machine goes, and your files and your progress with it. "
        "Before that, run `save_progress()` and keep its code, and download the notebook (*Download* in the toolbar)."
    )


def _other_in_the_file(path: Path | None, exercise: str, answer: Assembled) -> str:
    if path is None:
        return ""
    sources = ["".join(cell["source"]) for cell in read_cells(path) if cell["cell_type"] == "code"]
    saved = [source.strip() for source in sources if exercise_of(source) == exercise]
    checked = [answer.cells[index].source.strip() for index in answer.own]
    if not saved or set(checked) <= set(saved):
        # without any, it is another notebook, or the file of another moment: nobody knows
        return ""
    return (
        f"This answer is not saved yet: {path.name} holds another one. If you have changed the cell since you ran it, "
        "run it, and check again. If not, press Ctrl+S (on a Mac: Cmd+S) to save it."
    )
