"""Which threads wait for the GIL: asked of the kernel, where that can be asked.

Who waits for the GIL sleeps in the kernel on one address, that of the condition variable inside the interpreter's lock
(`take_gil` in https://github.com/python/cpython/blob/main/Python/ceval_gil.c). `/proc/self/task/ID/syscall` says on
which address a thread of this process sleeps (https://man7.org/linux/man-pages/man5/proc_pid_syscall.5.html). So that
the address need not be guessed, it is found by an experiment: a thread that only counts cannot wait for anything else,
so when this thread holds the GIL and the other one sleeps, it sleeps there.

Where one part of this is missing (no Linux, no glibc, no such file) nothing is said about the GIL.
"""

from __future__ import annotations

import os
import platform
import sys
import threading
from collections import Counter
from collections.abc import Callable
from functools import cache

from helpers.timeline.kernel import reader

ENOUGH = 3  # the same address so often
TRIES = 20_000  # each a few microseconds; on a busy machine the other thread comes to its sleep late


def has_gil() -> bool:
    """Whether this interpreter takes turns under a GIL."""
    asked: Callable[[], bool] | None = getattr(sys, "_is_gil_enabled", None)  # since 3.13
    return asked() if asked else True


@cache
def gil_address() -> tuple[str, int] | None:
    """The system call and the address on which threads sleep that wait for the GIL; None where it cannot be found.

    In glibc a condition variable has two such words side by side, which take turns, so the address is that of the pair.
    """
    if not has_gil() or sys.platform != "linux" or platform.libc_ver()[0] != "glibc" or reader() is None:
        return None
    counting = _Counting()
    counting.start()
    try:
        return counting.find()
    finally:
        counting.stop = True
        counting.join()


def asleep_on(text: bytes) -> tuple[str, int] | None:
    """The system call and the address in a `syscall` file, for a sleep with a time limit; None for anything else."""
    words = text.split()
    # futex(address, operation, value, timeout): who waits for the GIL looks up now and then, so it has a limit
    if len(words) < 5 or words[4] == b"0x0":
        return None
    return words[0].decode(), int(words[1], 16) & ~7


class _Counting(threading.Thread):
    """A thread that holds the GIL or waits for it, and does nothing else."""

    def __init__(self) -> None:
        super().__init__(name="finds the GIL", daemon=True)
        self.stop = False
        self.counting = threading.Event()

    def run(self) -> None:
        self.counting.set()
        while not self.stop:
            pass

    def find(self) -> tuple[str, int] | None:
        read = reader()
        assert read is not None
        self.counting.wait()
        try:
            file = os.open(f"/proc/self/task/{self.native_id}/syscall", os.O_RDONLY)
        except OSError:  # a kernel without this file, or one that does not let us
            return None
        seen: Counter[tuple[str, int]] = Counter()
        try:
            for _ in range(TRIES):
                where = asleep_on(read(file))
                if where is not None:
                    seen[where] += 1
                    if seen[where] == ENOUGH:
                        return where
        finally:
            os.close(file)
        return None
