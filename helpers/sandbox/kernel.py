"""The first program of a kernel's sandbox. Run as a file: `python -I -S kernel.py COMMAND...`

It copies the submission's files to where the kernel may write, takes the limits on, and becomes the kernel.
"""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import sys

sys.path[:0] = [os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))]

from helpers.sandbox.command import PLACE  # noqa: E402 - the search path comes first
from helpers.sandbox.namespaces import MIB, Room, settle_alone  # noqa: E402

ROOM = Room(files=256 * MIB)
_ADDRESS_SPACE = 4096 * MIB  # less starves a program with many threads, which reserve their stacks
_GIVEN = "/given"
# What lies beside a notebook must not take the place of the course's own package, nor run when Python starts.
_LEFT_OUT = shutil.ignore_patterns("helpers", "helpers.py", "sitecustomize.py", "usercustomize.py", "*.pth")


def main() -> None:
    """Become the kernel."""
    settle_alone(ROOM)
    folder = os.path.join(PLACE, "submission")
    if os.path.isdir(_GIVEN):
        # What does not fit is not there; a test that needs it says so by failing.
        with contextlib.suppress(shutil.Error, OSError):
            shutil.copytree(_GIVEN, folder, ignore=_LEFT_OUT, symlinks=True)
    os.makedirs(folder, exist_ok=True)
    os.chdir(folder)
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESS_SPACE, _ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * MIB, 64 * MIB))
    os.execv(sys.argv[1], sys.argv[1:])


if __name__ == "__main__":
    main()
