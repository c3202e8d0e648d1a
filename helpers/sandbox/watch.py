"""How much one check takes in all of its processes together (Linux: proc(5)).

Limits of the system are for each process. What many processes take together is looked at from outside, now and then.
It is a second line: each process has its own limit, and when the machine's memory runs out all the same, the kernel
ends a judge first (`namespaces.give_up_rights`).
"""

from __future__ import annotations

import os
from collections.abc import Iterable

_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


def memory_of(roots: Iterable[int], at_most: int) -> int:
    """Bytes of memory that belong to these processes and all that came out of them.

    Args:
        roots: the first process of a namespace, to which orphans come, and the judge.
        at_most: when a quick count says less than this, it is given back; a forked process shares most of its memory
            with its parent, and telling the shares apart takes the kernel a moment.
    """
    members = _members(roots)
    quick = sum(map(_private_at_most, members))
    return quick if quick <= at_most else sum(map(_share, members))


def _members(roots: Iterable[int]) -> list[int]:
    found = list(roots)
    for pid in found:
        try:
            for thread in os.listdir(f"/proc/{pid}/task"):
                with open(f"/proc/{pid}/task/{thread}/children", encoding="utf-8") as file:
                    found.extend(map(int, file.read().split()))
        except OSError:
            continue  # it has ended meanwhile
    return found


def _private_at_most(pid: int) -> int:
    try:
        with open(f"/proc/{pid}/statm", encoding="utf-8") as file:
            fields = file.read().split()
    except OSError:
        return 0
    return (int(fields[1]) - int(fields[2])) * _PAGE


def _share(pid: int) -> int:
    """A process's memory, what it shares with others divided among them; all of it where the kernel does not tell."""
    try:
        with open(f"/proc/{pid}/smaps_rollup", encoding="utf-8") as file:
            for line in file:
                if line.startswith("Pss:"):
                    return int(line.split()[1]) * 1024
    except OSError:
        return _private_at_most(pid)
    return 0


def is_stopped(pid: int) -> bool:
    """Whether a signal keeps a process from going on (SIGSTOP and the like)."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
            return file.read().rpartition(")")[2].split()[0] in "Tt"
    except (OSError, IndexError):
        return False


def kills_for_memory() -> int:
    """How often the kernel has ended a process since it started, because memory ran out; -1 where it does not tell."""
    try:
        with open("/proc/vmstat", encoding="utf-8") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("oom_kill "))
    except (OSError, StopIteration):
        return -1
