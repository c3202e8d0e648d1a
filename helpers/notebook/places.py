"""Where things of the course lie, seen from a notebook."""

from __future__ import annotations

import os
from pathlib import Path

from helpers.notebook.module_folder import project

FIRST_LESSON = Path("notebooks", "00-start-here.ipynb")


def course_folder() -> Path | None:
    """The course's folder: the nearest one above the working folder that has the lessons, else where `helpers` lies.

    Returns:
        None where the course is an installed package alone.
    """
    here = Path.cwd()
    found = next((folder for folder in (here, *here.parents) if (folder / FIRST_LESSON).is_file()), None)
    return found or project()


def lesson_file(stem: str) -> Path | None:
    """The notebook of a lesson, such as `04-race-conditions`; None where this copy has no lessons."""
    folder = course_folder()
    path = folder / "notebooks" / f"{stem}.ipynb" if folder else None
    return path if path and path.is_file() else None


def chapter_names() -> dict[str, str]:
    """What the chapters are called, by their numbers: `04` -> `race conditions`. Empty where there are no lessons."""
    folder = course_folder()
    stems = sorted(path.stem for path in (folder / "notebooks").glob("[0-9][0-9]-*.ipynb")) if folder else []
    return {stem[:2]: stem[3:].replace("-", " ") for stem in stems}


def as_link(target: Path) -> str | None:
    """The way from the working folder to a file, as a link in a notebook writes it.

    Returns:
        None where there is no such way: the two are on different drives.
    """
    try:
        return Path(os.path.relpath(target, Path.cwd())).as_posix()
    except ValueError:
        return None
