"""One grading run at a time in a course's folder.

The lock is the operating system's: it ends with the process that holds it, however that ends.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from helpers.grading.places import STATE

FILE, HOLDER = "grading.lock", "grading.pid"


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
    holder = folder / HOLDER
    lock = FileLock(folder / FILE, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        who = holder.read_text(encoding="utf-8") if holder.exists() else "unknown"
        raise AlreadyGrading(
            f"Another grading run is at work in this folder (process {who}): wait until it has ended."
        ) from None
    try:
        holder.write_text(str(os.getpid()), encoding="utf-8")
        yield
    finally:
        lock.release()
