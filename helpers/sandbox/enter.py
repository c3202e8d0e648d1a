"""The first program in a sandbox that root has made. Run as a file: `python -I -S enter.py COMMAND...`

It becomes somebody without any rights, for good, before anything of the course is imported. Before that it mounts /proc
once more: bubblewrap covers parts of it against root, and the kernel then refuses the checks a /proc of their own.
"""

from __future__ import annotations

import ctypes
import os
import sys

NOBODY = 65534
_MS_NOSUID, _MS_NODEV, _MS_NOEXEC = 2, 4, 8


def main() -> None:
    """Give up all rights, and become the command."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b"proc", b"/proc", b"proc", _MS_NOSUID | _MS_NODEV | _MS_NOEXEC, None) != 0:
        raise OSError(ctypes.get_errno(), "/proc cannot be mounted")
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    os.execv(sys.argv[1], sys.argv[1:])


if __name__ == "__main__":
    main()
