"""A program that forks without end is stopped by itself: the judge may be too slow to see it in time.

On a loaded machine a loop around `os.fork` makes processes faster than the judge can count them, until the system has
no more of them for anybody else. So each fork is counted here, in memory that all the program's processes share, and
after the last that is allowed the judge is told, who never replies.
"""

from __future__ import annotations

import mmap
import os
import struct

from helpers.observe.ask import ask

MOST_FORKS = 1_000
"""Forks of one run, in all its processes together; many times what any exercise needs."""


def stop_endless_ones() -> None:
    """Count the forks of this process, and of all that are forked off it, from now on. No-op where there is no fork."""
    if not hasattr(os, "register_at_fork"):
        return
    number = struct.Struct("q")
    shared = mmap.mmap(-1, number.size)

    def count() -> None:
        # two processes at once may count one fork for two: the limit is far from any exercise, and need not be exact
        forks = number.unpack_from(shared)[0] + 1
        number.pack_into(shared, 0, forks)
        if forks > MOST_FORKS:
            ask({"do": "forks"})

    os.register_at_fork(before=count)
