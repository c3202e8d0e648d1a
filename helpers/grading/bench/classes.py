"""A class of any size, made from the corpora: student by student another mixture of right and wrong answers."""

from __future__ import annotations

import copy
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import nbformat

import helpers
from helpers.exercises.assemble import exercise_of

ROOT = Path(helpers.__file__).resolve().parents[1]
CORPORA = ROOT / "tests" / "corpora"

# Wrong answers of these kinds keep stock nbgrader waiting for half a minute each. It is spared them, and so are we.
_DOES_NOT_END = ("deadlock", "hang", "limit", "exit", "attack", "cannot-judge", "crash", "left-over", "stuck")
# Of so many answers one is wrong: a class that has nearly learned it.
_WRONG = 4


Differ = Literal["programs", "layout", "nothing"]


class NoCorpora(Exception):
    """This copy of the course lacks what classes are made from."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What students may hand in for one exercise.

    Attributes:
        right: sources that earn full points.
        wrong: sources that do not; each comes to its end.
    """

    right: tuple[str, ...]
    wrong: tuple[str, ...]

    def of(self, student: int, shift: int) -> str:
        """The answer of a student: another exercise shifts the choice, so that mixtures differ."""
        turn = student + shift
        if self.wrong and turn % _WRONG == _WRONG - 1:
            return self.wrong[(turn // _WRONG) % len(self.wrong)]
        return self.right[turn % len(self.right)]


@cache
def answers_to(exercise: str, only_right: bool = False) -> Answers:
    """The corpus of an exercise, without the answers that do not come to their end.

    Raises:
        NoCorpora: there is no such corpus here.
    """
    right = tuple(path.read_text(encoding="utf-8") for path in sorted((CORPORA / exercise / "pass").glob("*.py")))
    if not right:
        raise NoCorpora(f"tests/corpora/{exercise} is missing: measure in a complete copy of the course.")
    wrong = (path.read_text(encoding="utf-8") for path in sorted((CORPORA / exercise / "fail").glob("*.py")))
    kept = () if only_right else tuple(text for text in wrong if _ends(text))
    return Answers(right, kept)


def chapter_folder(chapter: str) -> str:
    """The folder of a chapter in `source/`, by its number."""
    (folder,) = (ROOT / "source").glob(f"{chapter}-*")
    return folder.name


def make_course(root: Path, chapter: str) -> None:
    """A folder to grade in: a chapter's master copy and the course's configuration.

    Args:
        root: a folder that does not exist yet.
        chapter: the name of a folder in `source/`.
    """
    shutil.copytree(ROOT / "source" / chapter, root / "source" / chapter)
    shutil.copy(ROOT / "nbgrader_config.py", root)


def notebooks(
    chapter: str, students: int, *, differ: Differ = "programs", only_right: bool = False, first: int = 0
) -> Iterator[tuple[str, dict[str, Any]]]:
    """What each student hands in: the name of the student, and the notebook as plain data.

    Args:
        chapter: the name of a folder in `release/`.
        students: how many.
        differ: in what answers that are made from the same one differ: `programs`, no two students have the same
            program, because each has a text with the student's name in it; `layout`, in a comment and empty lines
            alone; `nothing`.
        only_right: every answer earns full points.
        first: the number of the first student.
    """
    released = nbformat.read(ROOT / "release" / chapter / f"{chapter}.ipynb", as_version=4)
    for number in range(first, first + students):
        name = f"student-{number:06d}"
        nb = copy.deepcopy(released)
        asked = ((cell, exercise_of(cell.source)) for cell in nb.cells if cell.cell_type == "code")
        for shift, (cell, exercise) in enumerate((cell, found) for cell, found in asked if found):
            assert exercise is not None
            answer = answers_to(exercise, only_right).of(number, shift)
            cell.source = f"%%exercise {exercise}\n{_marked(answer, name, differ)}"
        yield name, nb


def _marked(answer: str, name: str, differ: Differ) -> str:
    if differ == "programs":
        # A docstring does nothing, and is a part of the program all the same.
        return f'"""by {name}"""\n{answer}'
    return f"# by {name}\n\n{answer}\n# the end\n" if differ == "layout" else answer


def hand_in(root: Path, chapter: str, name: str, notebook: dict[str, Any]) -> Path:
    """Put a student's notebook into `submitted/`.

    Returns:
        the notebook's file.
    """
    folder = root / "submitted" / name / chapter
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{chapter}.ipynb"
    file.write_text(json.dumps(notebook, ensure_ascii=False, indent=1), encoding="utf-8")
    return file


def _ends(text: str) -> bool:
    kind = text.partition("\n")[0].removeprefix("# finding:").split()
    return bool(kind) and kind[0] not in _DOES_NOT_END
