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

from filelock import FileLock, Timeout

VARIABLE = "RACECOURSE_TASKS"
"""The environment variable that tells a worker where the folder is."""

ANSWER = "RACECOURSE_TASKS_ANSWER"
"""The environment variable that tells a worker's processes where they can speak to whoever started the worker."""

# Locked as long as the process lives that made the folder. A process number would not do: a kernel in a container or a
# sandbox that shares the project's folder has numbers of its own.
_OWNER = "owner"
_held: list[FileLock] = []


def folder() -> Path:
    """The folder of this process's broker and results; it is made when it is first asked for."""
    known = os.environ.get(VARIABLE)
    if known and Path(known).is_dir():
        return Path(known)
    try:
        parent = _project() / ".racecourse" / "tasks"
        parent.mkdir(parents=True, exist_ok=True)
        with FileLock(parent.with_suffix(".lock")):  # nobody sweeps away what is not locked yet
            _sweep(parent)
            made = Path(tempfile.mkdtemp(dir=parent))
            _hold(made)
    except OSError:
        made = Path(tempfile.mkdtemp(prefix="racecourse-tasks-"))
        _hold(made)
    os.environ[VARIABLE] = str(made)
    atexit.register(_remove, made, os.getpid())
    return made


def _hold(place: Path) -> None:
    """Lock a folder's mark until this process ends."""
    mark = FileLock(place / _OWNER)
    mark.acquire()
    _held.append(mark)


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
        if not left.is_dir():
            continue
        mark = FileLock(left / _OWNER)
        with contextlib.suppress(OSError, Timeout):
            mark.acquire(timeout=0)
            _empty(left)
            mark.release()
            (left / _OWNER).unlink(missing_ok=True)
            left.rmdir()


def _empty(left: Path) -> None:
    for entry in left.iterdir():
        if entry.is_dir():
            shutil.rmtree(entry, ignore_errors=True)
        elif entry.name != _OWNER:
            entry.unlink(missing_ok=True)


def _remove(place: Path, made_by: int) -> None:
    if os.getpid() == made_by:  # not in a process that was forked off this one
        for mark in _held:
            mark.release()
        shutil.rmtree(place, ignore_errors=True)


def _project() -> Path:
    """The course's folder, where this process works in it; else where it works."""
    here = Path.cwd()
    return next((place for place in (here, *here.parents) if (place / "course.py").is_file()), here)
