"""What the Linux kernel counts for each thread: how long it computed, and how long it waited for a core."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable
from functools import cache

_LENGTH = 512


@cache
def reader() -> Callable[[int], bytes] | None:
    """A function that reads an open file of /proc from its beginning *without letting go of the GIL*; None elsewhere.

    While it reads, no thread of this process runs Python, so what it sees of several threads belongs to one moment. It
    gives nothing for a thread that has ended.
    """
    if sys.platform != "linux":
        return None
    try:
        pread = ctypes.PyDLL(None).pread
    except (OSError, AttributeError):
        return None
    pread.argtypes = [ctypes.c_int, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_long]
    pread.restype = ctypes.c_ssize_t

    def read(file: int) -> bytes:
        buffer = ctypes.create_string_buffer(_LENGTH)
        got = pread(file, buffer, _LENGTH, 0)
        return buffer.raw[:got] if got > 0 else b""

    return read


def counts(text: bytes) -> tuple[int, int] | None:
    """Nanoseconds of computing and of waiting for a core, from a `schedstat` file; None when it is no such file.

    Source: https://docs.kernel.org/scheduler/sched-stats.html
    """
    words = text.split()
    return (int(words[0]), int(words[1])) if len(words) >= 2 else None


def counts_of_process(pid: int) -> dict[int, tuple[int, int]]:
    """The counts of each thread of a process, by its id; empty when the process has ended."""
    found = {}
    try:
        threads = os.listdir(f"/proc/{pid}/task")
    except OSError:
        return {}
    for thread in threads:
        try:
            with open(f"/proc/{pid}/task/{thread}/schedstat", "rb") as file:
                counted = counts(file.read())
        except OSError:  # ended meanwhile
            continue
        if counted is not None:
            found[int(thread)] = counted
    return found


def has_ended(pid: int) -> bool:
    """Whether a process is gone, or a zombie that nobody has waited for yet."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            # the name is in parentheses and may hold anything; the state follows it
            return file.read().rpartition(b")")[2].split()[0] in (b"Z", b"X")
    except (OSError, IndexError):
        return True


@cache
def is_counted() -> bool:
    """Whether this kernel counts at all."""
    try:
        with open("/proc/thread-self/schedstat", "rb") as file:
            return counts(file.read()) is not None
    except OSError:
        return False
