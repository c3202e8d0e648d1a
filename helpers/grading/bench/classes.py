"""A class of any size, made from the corpora: student by student another mixture of right and wrong answers."""

from __future__ import annotations

import copy
import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import nbformat

import helpers
from helpers.exercises.assemble import exercise_of

ROOT = Path(helpers.__file__).resolve().parents[1]
CORPORA = ROOT / "tests" / "corpora"

# Wrong answers of these kinds may keep stock nbgrader waiting for half a minute each: only `ending=False` has them.
_MAY_NOT_END = ("deadlock", "hang", "spin", "stuck", "left-over", "leftover", "leftover-lock", "lost-wakeup")
# Nobody is asked to grade these without a sandbox.
_HARMS = ("limit", "exit", "attack", "cannot-judge", "crash")
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
        wrong: sources that do not.
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
def answers_to(exercise: str, ending: bool = True) -> Answers:
    """The corpus of an exercise, without the answers that harm the machine which runs them.

    Args:
        ending: without those, too, that may not come to their end.

    Raises:
        NoCorpora: there is no such corpus here.
    """
    right, wrong = (_mixed((CORPORA / exercise / folder).glob("*.py")) for folder in ("pass", "fail"))
    if not right:
        raise NoCorpora(f"tests/corpora/{exercise} is missing: measure in a complete copy of the course.")
    left_out = (*_HARMS, *_MAY_NOT_END) if ending else _HARMS
    return Answers(right, tuple(text for text in wrong if _kind(text) not in ("", *left_out)))


def _mixed(paths: Iterable[Path]) -> tuple[str, ...]:
    """The texts of files in an order that is always the same, and has nothing to do with their names: what fails in
    one way has names that begin alike."""
    texts = (path.read_text(encoding="utf-8") for path in paths)
    return tuple(sorted(texts, key=lambda text: hashlib.sha256(text.encode()).digest()))


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
    chapter: str, students: int, *, differ: Differ = "programs", ending: bool = True, first: int = 0
) -> Iterator[tuple[str, dict[str, Any]]]:
    """What each student hands in: the name of the student, and the notebook as plain data.

    Args:
        chapter: the name of a folder in `release/`.
        students: how many.
        differ: in what answers that are made from the same one differ: `programs`, no two students have the same
            program, because each has a text with the student's name in it; `layout`, in a comment and empty lines
            alone; `nothing`.
        ending: every answer comes to its end.
        first: the number of the first student.
    """
    released = nbformat.read(ROOT / "release" / chapter / f"{chapter}.ipynb", as_version=4)
    for number in range(first, first + students):
        name = f"student-{number:06d}"
        nb = copy.deepcopy(released)
        asked = ((cell, exercise_of(cell.source)) for cell in nb.cells if cell.cell_type == "code")
        for shift, (cell, exercise) in enumerate((cell, found) for cell, found in asked if found):
            assert exercise is not None
            answer = answers_to(exercise, ending).of(number, shift)
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


def _kind(text: str) -> str:
    """The kind of finding that a wrong answer's first line names; empty where it names none."""
    return (text.partition("\n")[0].removeprefix("# finding:").split() or [""])[0]
