"""A submission's folder, as a stranger may have filled it.

nbgrader copies everything in it that is no notebook into `autograded/`, and from there into the feedback. It follows
links: one to a file of the teacher's would hand that file to the student, one to `/dev/zero` would fill the disk, and
a named pipe ends the run. Here only plain files are copied, of which there may be so many and so large; the teacher is
told what was left out.
"""

from __future__ import annotations

import fnmatch
import os
import stat
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from nbgrader import utils
from nbgrader.converters import Autograde, base
from nbgrader.utils import find_all_files, parse_utc

from helpers.grading.notes import Note, quoted

TIMESTAMP = "timestamp.txt"  # where nbgrader looks for the time
MOST_FILES = 1_000
MOST_BYTES = 200_000_000  # of all files of a submission together
DEEPEST = 12
_MOST_NOTES = 10
_LARGEST_TIME = 1_000  # bytes of a timestamp

# What Python or the course would run or read without being asked. It is copied for the teacher, and never run.
_RUN_UNASKED = ("helpers", "helpers.py", "sitecustomize.py", "usercustomize.py", "conftest.py", "nbgrader_config.py")

_guarded: set[str] = set()


def guard(converter: Autograde) -> None:
    """Have a converter, which is about to start, copy only plain files of its submissions."""
    coursedir = converter.coursedir
    _guarded.add(os.path.realpath(coursedir.format_path(coursedir.submitted_directory, ".", ".")))
    base.find_all_files = _find
    utils.is_ignored = is_ignored
    if not hasattr(coursedir.get_existing_timestamp, "_is_guarded"):

        def get_existing_timestamp(folder: str) -> datetime | None:
            # nbgrader gives a submission up whose time it cannot read; its answers can be judged without
            return time_in(Path(folder))

        get_existing_timestamp._is_guarded = True  # type: ignore[attr-defined]
        coursedir.get_existing_timestamp = get_existing_timestamp


def time_in(folder: Path) -> datetime | None:
    """When a submission was handed in, as its folder says, in UTC without a time zone; None where it does not say."""
    file = folder / TIMESTAMP
    if not _is_small_file(file):
        return None
    try:
        found: datetime = parse_utc(file.read_text(encoding="utf-8").strip())
    except (OSError, ValueError, OverflowError):  # grading says what is wrong with it, see `folder_notes`
        return None
    return found


def _is_small_file(path: Path) -> bool:
    """Whether a file may be read as a whole: no link to `/dev/zero`, no pipe on which nobody writes."""
    try:
        status = path.lstat()
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and status.st_size <= _LARGEST_TIME


def _find(path: str, exclude: list[str] | None = None) -> list[str]:
    """In place of nbgrader's `find_all_files`, which it is for every folder but those of submissions."""
    real = os.path.realpath(path)
    if not any(real.startswith(folder + os.sep) for folder in _guarded):
        found: list[str] = find_all_files(path, exclude)
        return found
    return plain_files(path, exclude)[0]


def plain_files(path: str, exclude: list[str] | None = None) -> tuple[list[str], list[tuple[str, str]]]:
    """The files of a submission that may be copied, and the others, each with what is wrong with it."""
    files: list[str] = []
    odd: list[tuple[str, str]] = []
    left = MOST_BYTES
    for full, problem, size in _walk(path, exclude or []):
        if not problem and len(files) >= MOST_FILES:
            problem = f"is one of more than {MOST_FILES} files"
        elif not problem and size > left:
            problem = f"is too large: a submission may have {MOST_BYTES // 1_000_000} MB"
        if problem:
            odd.append((os.path.relpath(full, path), problem))
            if len(odd) > MOST_FILES:
                break
        else:
            left -= size
            files.append(full)
    return files, odd


def is_ignored(filename: str, ignore_globs: list[str] | None = None) -> bool:
    """In place of nbgrader's: the same answer from the name alone. nbgrader lists the folder anew for each pattern."""
    name = os.path.basename(filename)
    return any(
        # as in a shell, a wildcard at the beginning does not stand for a dot
        fnmatch.fnmatch(name, pattern) and (pattern[:1] == "." or name[:1] != ".")
        for pattern in ignore_globs or ()
    )


def _walk(path: str, exclude: list[str], depth: int = 0) -> Iterator[tuple[str, str, int]]:
    """What lies in a folder: its path, what is wrong with it, its size."""
    if os.path.islink(path):
        yield path, "is a link", 0
        return
    try:
        entries = sorted(os.scandir(path), key=lambda entry: entry.name)
    except OSError as error:
        yield path, f"cannot be read ({error.strerror})", 0
        return
    for entry in entries:
        if is_ignored(entry.path, exclude):
            continue
        try:
            status = entry.stat(follow_symlinks=False)
        except OSError as error:
            yield entry.path, f"cannot be read ({error.strerror})", 0
            continue
        if stat.S_ISLNK(status.st_mode):
            yield entry.path, "is a link", 0
        elif stat.S_ISDIR(status.st_mode):
            if depth >= DEEPEST:
                yield entry.path, f"lies more than {DEEPEST} folders deep", 0
            else:
                yield from _walk(entry.path, exclude, depth + 1)
        elif not stat.S_ISREG(status.st_mode):
            yield entry.path, "is no plain file", 0
        elif not os.access(entry.path, os.R_OK):
            yield entry.path, "cannot be read (no permission)", 0
        else:
            yield entry.path, "", status.st_size


def folder_notes(folder: Path, exclude: list[str] | None = None) -> list[Note]:
    """What the teacher has to know about the folder of a submission."""
    notes = []
    for name, problem in plain_files(str(folder), exclude)[1]:
        notes.append(Note(f"{quoted(name)} {problem}; it was not copied.", look=True))
    for name in _RUN_UNASKED:
        if (folder / name).exists():
            notes.append(
                Note(f"Beside the notebook lies {quoted(name)}, which would take the place of another. It was not run.")
            )
    if (folder / TIMESTAMP).exists() and time_in(folder) is None:
        text = f"{quoted(TIMESTAMP)} holds no time that can be read, so the submission counts as in time."
        notes.append(Note(f"{text} Write one such as `2026-11-20 22:30:00 UTC` into it, and grade again.", look=True))
    for path in sorted(folder.glob("*.pth")):
        notes.append(Note(f"Beside the notebook lies {quoted(path.name)}, which Python would run. It was not run."))
    if len(notes) > _MOST_NOTES:
        notes[_MOST_NOTES:] = [Note(f"{len(notes) - _MOST_NOTES} more files are odd.", look=True)]
    return notes
