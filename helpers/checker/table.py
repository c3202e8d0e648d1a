"""Where the checker's processes find the exercises."""

from __future__ import annotations

import difflib
import importlib
import importlib.util
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.checker.launch import COURSE

if TYPE_CHECKING:
    from helpers.exercises.base import Exercise


def load_table(name: str = COURSE) -> dict[str, Exercise]:
    """Every exercise by its id.

    Args:
        name: `helpers.exercises` for the course's own, or `FILE.py:NAME` for a mapping or sequence of exercises
            in another file, which tests and authors use.
    """
    if name == COURSE:
        exercises = importlib.import_module(COURSE).all_exercises()
    else:
        path, _, attribute = name.rpartition(":")
        spec = importlib.util.spec_from_file_location(f"exercises_of_{Path(path).stem}", path)
        if spec is None or spec.loader is None:
            raise ImportError(f"no exercises can be read from {path!r}: it is not a Python file")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        exercises = getattr(module, attribute)
    if isinstance(exercises, Mapping):
        exercises = exercises.values()
    return {exercise.id: exercise for exercise in exercises}


def similar(wanted: str, ids: list[str]) -> list[str]:
    """The ids that someone who wrote `wanted` may have meant, the likeliest first, at most five."""
    close = difflib.get_close_matches(wanted, ids, n=5, cutoff=0.6)
    chapter = [known for known in sorted(ids) if known.partition("-")[0] == wanted.partition("-")[0]]
    return list(dict.fromkeys(close + chapter))[:5]
