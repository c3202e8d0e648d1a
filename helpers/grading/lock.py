"""One grading run at a time in a course's folder.

The lock is the operating system's: it ends with the process that holds it, however that ends.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from helpers.grading.places import STATE

FILE = "grading.lock"


class AlreadyGrading(Exception):
    """Another process grades in this folder. The message says which."""


@contextlib.contextmanager
def grading_lock(course: Path) -> Iterator[None]:
    """Be the only one who grades in a course's folder, in this block.

    Raises:
        AlreadyGrading: somebody else is at it.
    """
    folder = course / STATE
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / FILE).open("a+", encoding="utf-8") as file:
        if not _take(file):
            file.seek(0)
            who = file.read().strip() or "unknown"
            raise AlreadyGrading(
                f"Another grading run is at work in this folder (process {who}): wait until it has ended."
            )
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def _take(file: IO[str]) -> bool:
    if os.name == "nt":
        import msvcrt

        try:
            # far behind what is written, so that others can read who holds it
            file.seek(1 << 20)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
