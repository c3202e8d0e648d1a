"""The names of files in a platform's download: whose they are, which attempt, whether late.

========  ======================================================  ======================================================
form      example                                                 what it says
========  ======================================================  ======================================================
canvas    `doejane_LATE_4711_98765_04-race-conditions-1.ipynb`    name, late, Canvas's id of the student, id of the file
moodle    `Jane Doe_1327627_assignsubmission_file_/04.ipynb`      name, the participant's number in this assignment
plain     `jane/04.ipynb`, `jane_attempt_2026-11-20-18-30-00_04`  the folder, or the name's beginning, and the time
========  ======================================================  ======================================================

Canvas counts attachments up, so of two attempts the one with the higher number is the later one. Moodle's numbers
differ between assignments: a student is known by the name, or through the grading worksheet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Literal

Form = Literal["canvas", "moodle", "plain"]
FORMS: tuple[Form, ...] = ("canvas", "moodle", "plain")

EXAMPLES = {
    "canvas": "doejane_4711_98765_04-race-conditions.ipynb",
    "moodle": "Jane Doe_1327627_assignsubmission_file_/04-race-conditions.ipynb",
    "plain": "jane/04-race-conditions.ipynb, or jane_attempt_2026-11-20-18-30-00_04-race-conditions.ipynb",
}

_CANVAS = re.compile(r"(?P<who>[^/]+?)(?P<late>_(?:LATE|late))?_(?P<number>\d+)_(?P<order>\d+)_(?P<file>[^/]+)")
_MOODLE = re.compile(
    r"(?P<who>[^/]+?)_(?P<number>\d+)_assignsubmission_(?:file|onlinetext)_(?:/(?P<inside>.+)|(?P<file>[^/]+))"
)
_ATTEMPT = re.compile(r"(?P<who>[^/]+?)_attempt_(?P<time>\d{4}(?:-\d{2}){5})_(?P<file>[^/]+)")
# What Canvas, browsers and file managers add when a name is used again.
_AGAIN = re.compile(r"(?:[ _-]?\(\d+\)|-\d{1,3}|_\d{1,3}| copy| - Copy)+$")


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What a file's name says.

    Attributes:
        who: the student's name, or folder, as it stands there.
        number: Canvas's id of the student, or Moodle's number of the participant; empty in a plain download.
        file: the name that the student gave the file.
        late: whether the platform calls it late.
        order: of two attempts the later one has the larger number.
        time: when, as the name says it, without a time zone; None where it does not.
    """

    who: str
    number: str
    file: str
    late: bool = False
    order: int = 0
    time: datetime | None = None


def parse(path: PurePosixPath, form: Form, chapter: str) -> HandedIn | None:
    """What the path of a file inside a download says; None where it does not follow the form.

    Args:
        path: relative to the download.
        chapter: the chapter's folder, which may be a part of a plain path.
    """
    if form == "canvas":
        found = _CANVAS.fullmatch(path.name)
        if not found:
            return None
        return HandedIn(found["who"], found["number"], found["file"], bool(found["late"]), int(found["order"][:18]))
    if form == "moodle":
        # Either folders, or files with the same beginning; in courses with groups the group's name comes first.
        for start in range(len(path.parts)):
            found = _MOODLE.fullmatch("/".join(path.parts[start:]))
            if found:
                return HandedIn(found["who"], found["number"], PurePosixPath(found["inside"] or found["file"]).name)
        return None
    return _plain(path, chapter)


def _plain(path: PurePosixPath, chapter: str) -> HandedIn | None:
    found = _ATTEMPT.fullmatch(path.name)
    if found:
        try:
            time = datetime.strptime(found["time"], "%Y-%m-%d-%H-%M-%S")
        except ValueError:
            return None
        return HandedIn(found["who"], "", found["file"], order=int(time.strftime("%Y%m%d%H%M%S")), time=time)
    folders = [part for part in path.parts[:-1] if part not in (chapter, "submitted")]
    if folders:
        return HandedIn(folders[-1], "", path.name)
    before, found_it, _ = path.name.partition(f"_{chapter}")
    if found_it and before:
        return HandedIn(before, "", path.name.removeprefix(f"{before}_"))
    return None


def original_name(file: str) -> str:
    """The name that the student's file had before platforms and browsers added a number to it."""
    path = PurePosixPath(file)
    return f"{_AGAIN.sub('', path.stem)}{path.suffix}"


def guess(paths: list[PurePosixPath], chapter: str) -> Form | None:
    """The form that the names follow; None where not even half of them follow one.

    A platform's names before plain ones: each file in any folder has a plain name, and one such file among a platform's
    must not make folders of their long names.
    """
    counts = {form: sum(parse(path, form, chapter) is not None for path in paths) for form in FORMS}
    enough = [form for form in FORMS if counts[form] and 2 * counts[form] >= len(paths)]
    platforms = [form for form in enough if form != "plain"]
    return max(platforms or enough, key=lambda form: counts[form], default=None)
