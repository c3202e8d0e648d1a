"""The number of cores that a program under a check is told: the same on each machine."""

from __future__ import annotations

import os
import sys

CORES = 2
"""As in the model checker. It is less than exercises ask for, so who takes one worker for each core is told of it."""


def have_the_same_cores_everywhere() -> None:
    """Let a program of this process that asks for the number of cores get `CORES` as the answer.

    Otherwise `Pool(os.cpu_count())` would be right for three workers on a machine with three cores, and wrong on all
    others.
    """
    os.cpu_count = lambda: CORES
    if sys.version_info >= (3, 13):
        os.process_cpu_count = lambda: CORES
    if sys.platform == "linux":
        os.sched_getaffinity = lambda pid: set(range(CORES))
