"""Forget the helper processes of the one that this process was forked off.

`multiprocessing` keeps one process that counts shared memory and semaphores, and with the start method "forkserver" one
that forks. A forked process believes that they are its own. Where it has closed what it inherited, it could not reach
them, and the first process that it starts would fail with "Bad file descriptor".
"""

from __future__ import annotations

import contextlib
from multiprocessing import resource_tracker
from typing import Any


def forget_helper_processes() -> None:
    """Let `multiprocessing` start helpers of its own when it needs them."""
    tracker: Any = vars(resource_tracker)["_resource_tracker"]
    tracker._fd = tracker._pid = None
    with contextlib.suppress(ImportError):  # a system that cannot fork
        from multiprocessing import forkserver

        server: Any = vars(forkserver)["_forkserver"]
        server._forkserver_address = server._forkserver_alive_fd = server._forkserver_pid = None
