"""The folder in which the course's broker and results live when there is no server.

One folder for each kernel, inside the project's `.racecourse` folder, or among the temporary files where that cannot be
written. The worker processes get its path by an environment variable. It is removed when the process that made it ends,
and what a killed process left is removed by the next one.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import tempfile
from pathlib import Path

VARIABLE = "RACECOURSE_TASKS"
"""The environment variable that tells a worker where the folder is."""

ANSWER = "RACECOURSE_TASKS_ANSWER"
"""The environment variable that tells a worker's processes where they can speak to whoever started the worker."""

_OWNER = "owner"


def folder() -> Path:
    """The folder of this process's broker and results; it is made when it is first asked for."""
    known = os.environ.get(VARIABLE)
    if known and Path(known).is_dir():
        return Path(known)
    try:
        parent = _project() / ".racecourse" / "tasks"
        parent.mkdir(parents=True, exist_ok=True)
        made = tempfile.mkdtemp(dir=parent)
        _sweep(parent)
    except OSError:
        made = tempfile.mkdtemp(prefix="racecourse-tasks-")
    place = Path(made)
    (place / _OWNER).write_text(identity(), encoding="ascii")
    os.environ[VARIABLE] = made
    atexit.register(_remove, place, os.getpid())
    return place


def identity() -> str:
    """Which process this is: a text that no other one has while the machine runs."""
    import psutil  # not needed by those who only read the folder's name

    me = psutil.Process()
    return f"{me.pid}-{int(me.create_time() * 1000)}"


def is_alive(who: str) -> bool:
    """Whether the process that called itself this with `identity` is still there."""
    import psutil

    pid, _, born = who.partition("-")
    try:
        process = psutil.Process(int(pid))
        # the second is rounded differently when it is read by another process: a pid comes back much later than that
        return abs(process.create_time() * 1000 - int(born)) < 2000 and process.status() != psutil.STATUS_ZOMBIE
    except (psutil.NoSuchProcess, ValueError):
        return False
    except psutil.AccessDenied:
        return True


def _sweep(parent: Path) -> None:
    """Remove the folders of processes that ended without removing them."""
    for left in parent.iterdir():
        with contextlib.suppress(OSError):
            if not is_alive((left / _OWNER).read_text(encoding="ascii")):
                shutil.rmtree(left, ignore_errors=True)


def _remove(place: Path, made_by: int) -> None:
    if os.getpid() == made_by:  # not in a process that was forked off this one
        shutil.rmtree(place, ignore_errors=True)


def _project() -> Path:
    """The course's folder, where this process works in it; else where it works."""
    here = Path.cwd()
    return next((place for place in (here, *here.parents) if (place / "course.py").is_file()), here)
