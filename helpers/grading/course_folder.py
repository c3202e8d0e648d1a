"""The course's folder as nbgrader sees it: where things are, and the gradebook, by `nbgrader_config.py`."""

from __future__ import annotations

import contextlib
import logging
import warnings
from collections.abc import Iterator
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.apps.baseapp import NbGrader
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import DatabaseError
from traitlets.config import Configurable


class CourseFolderError(Exception):
    """The folder is no course, or its configuration cannot be read. The message says what to do."""


def settings_of(course: Path) -> CourseDirectory:
    """nbgrader's folders and gradebook for a course.

    Raises:
        CourseFolderError: when there is no configuration, or it cannot be read.
    """
    if not (course / "nbgrader_config.py").exists():
        raise CourseFolderError(f"There is no nbgrader_config.py in {course}: run this in the folder of the course.")
    app = NbGrader(raise_config_file_errors=True, log_level=logging.ERROR)
    app.load_cwd_config = False
    try:
        app.initialize([], root=str(course.resolve()))
    except Exception as error:  # the configuration is a program, and may raise anything
        raise CourseFolderError(f"nbgrader_config.py cannot be read: {error}") from error
    return app.coursedir


@contextlib.contextmanager
def gradebook_of(course: Path) -> Iterator[Gradebook]:
    """The gradebook of a course, open until the block ends.

    Raises:
        CourseFolderError: when the folder is no course, or its gradebook cannot be opened or read.
    """
    settings = settings_of(course)
    try:
        with _opened(settings) as gradebook:
            yield gradebook
    except DatabaseError as error:
        raise CourseFolderError(why_no_gradebook(error)) from error


@contextlib.contextmanager
def _opened(settings: CourseDirectory) -> Iterator[Gradebook]:
    with warnings.catch_warnings():
        # SQLAlchemy's remark on nbgrader's own queries, which nobody here can mend
        warnings.filterwarnings("ignore", message=r"Object of type <Submitted\w+> not in session")
        with Gradebook(settings.db_url, settings.course_id) as gradebook:
            yield gradebook


def is_damaged(error: DatabaseError) -> bool:
    """Whether SQLite says that its file is not what it was."""
    return any(words in str(error.orig) for words in ("not a database", "malformed"))


def why_no_gradebook(error: DatabaseError) -> str:
    """What to do about a gradebook that cannot be opened, read or written to."""
    reason = str(error.orig if error.orig is not None else error).split("\n")[0]
    if is_damaged(error):
        return (
            f"The gradebook is damaged, or no gradebook ({reason}). Put your backup in its place. Without one, move "
            "the file away and grade anew: all is made again from submitted/ but the scores and comments given by hand."
        )
    return (
        f"The gradebook cannot be used ({reason}). Nothing is lost: see that it is there and that no other program "
        "holds it, and start the same command again."
    )


def course_above(part: Configurable) -> Path:
    """The course's folder, for a plug-in: what it belongs to knows it.

    Raises:
        CourseFolderError: nothing above the plug-in knows of a course.
    """
    above: object = part
    while above is not None:
        coursedir = getattr(above, "coursedir", None)
        if coursedir is not None:
            return Path(coursedir.root).resolve()
        above = getattr(above, "parent", None)
    raise CourseFolderError("This plug-in works only in a command of nbgrader, which knows the course's folder.")
