"""The folder in which this notebook's modules lie, so that other processes can import them.

It is on the search path from the start: a pool that was made before the first module finds the later ones, too.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import socket
import sys
import tempfile
import zlib
from pathlib import Path

import psutil

import helpers

_COARSEST = 4_000_000_000
"""Nanoseconds. Some file systems keep the time of a change in steps of two seconds."""


class ModuleFolder:
    """A folder of modules, made when it is first needed, and removed when the kernel ends."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._changes = 0

    @property
    def path(self) -> Path:
        """The folder. In the project where that can be written, else where temporary files go."""
        if self._folder is None:
            self._folder = self._made()
            sys.path.append(str(self._folder))
            atexit.register(shutil.rmtree, self._folder, ignore_errors=True)
        return self._folder

    def write(self, name: str, source: str) -> Path:
        """Save a module, whole or not at all: a worker may be importing it."""
        path = self.path / f"{name}.py"
        temporary = path.with_suffix(f".{os.getpid()}.tmp")
        temporary.write_text(source, encoding="utf-8", errors="replace", newline="\n")
        os.replace(temporary, path)
        self._tell_importers()
        return path

    def _tell_importers(self) -> None:
        """Give the folder a time that it never had: running workers look into it anew when its time has changed.

        The time of the change itself may be the same as that of the change before, where the file system counts
        in coarse steps.
        """
        self._changes += 1
        with contextlib.suppress(OSError):
            now = os.stat(self.path).st_mtime_ns + self._changes * _COARSEST
            os.utime(self.path, ns=(now, now))

    def _made(self) -> Path:
        mark = f"{_host()}-{os.getpid()}-"
        course = project()
        if course is not None:
            with contextlib.suppress(OSError):
                parent = course / ".racecourse" / "answers"
                parent.mkdir(parents=True, exist_ok=True)
                _tidy(parent)
                return Path(tempfile.mkdtemp(prefix=mark, dir=parent))
        return Path(tempfile.mkdtemp(prefix="racecourse-answers-"))


def project() -> Path | None:
    """The course's folder: where `helpers` lies, if that is no installed copy; else above the working folder.

    Not the working folder itself: in some editors that is not the notebook's folder, but the home folder.
    """
    here = Path.cwd()
    above = (Path(helpers.__file__).resolve().parent.parent, here, *here.parents)
    return next((folder for folder in above if (folder / "course.py").is_file()), None)


def _host() -> str:
    return f"{zlib.crc32(socket.gethostname().encode()):08x}"


def _tidy(parent: Path) -> None:
    """Remove what kernels of this machine left that were killed."""
    for folder in parent.iterdir():
        host, _, rest = folder.name.partition("-")
        pid = rest.partition("-")[0]
        if host == _host() and pid.isdecimal() and not psutil.pid_exists(int(pid)):
            shutil.rmtree(folder, ignore_errors=True)
