"""Is everybody asleep? The question that takes the place of every clock.

A program that can still get on has a thread that runs, or wants to run, or sleeps until a time. On Linux the kernel
says so for every thread: its state, how much processor time it has used and how often it was given a core
(proc(5): `stat`, `schedstat`), and what it sleeps in (`syscall`: a wait with or without a time limit). When two looks
at all threads agree, nobody has done anything between them, so nobody was able to. A machine that is busy with
something else changes nothing: a thread that waits for a core is not asleep.

What wakes a thread (a byte in a pipe, a released lock, the end of a process) makes it runnable before the call of
whoever did it returns. So there is no moment in which something is under way and nobody is awake.

Elsewhere than on Linux psutil gives the processor time and the state of processes: coarser, so the looks must agree
for longer.
"""

from __future__ import annotations

import contextlib
import os
import platform
import time
from collections import Counter
from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from helpers.observe.family import LINUX


class Rest(Enum):
    """What a look says."""

    AWAKE = "somebody is awake, or was since the last look"
    ASLEEP = "everybody is asleep, and only somebody else can wake them"
    BUSY = "a thread has used much processor time since the judge last heard of the program"


class _Thread(NamedTuple):
    state: str
    used: tuple[int, ...]


_Key = tuple[int, int]

# How often a thread that sleeps for a time and wakes by itself must have done so, with nothing else coming of it,
# before
# it counts as waiting: a loop that asks again and again.
_TURNS = 5
# A thread whose sleep has a time limit counts as asleep when it has not stirred for so long, in seconds. Only programs
# that have nothing else to do than to wait for a time limit meet this.
_STILL = 1.0
# Processor time of one thread, in seconds, in which the judge hears nothing of the program.
_BUSY = 3.0
# Without Linux: how long processes must have used no processor time, in seconds.
_STILL_ELSEWHERE = 0.25

# System calls, and the place of the argument that limits their time; None: always limited.
# From the kernel's tables, arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h.
_X86_64: dict[int, int | None] = {219: None, 35: None, 230: None, 202: 3, 449: 3, 7: 2, 271: 2}
_X86_64 |= {23: 4, 270: 4, 232: 3, 281: 3, 441: 3, 128: 2, 220: 3}
_ARM64: dict[int, int | None] = {128: None, 101: None, 115: None, 98: 3, 449: 3, 73: 2, 72: 4}
_ARM64 |= {22: 3, 441: 3, 137: 2, 192: 3}
_TABLE = {"x86_64": _X86_64, "aarch64": _ARM64, "arm64": _ARM64}.get(platform.machine(), {})
_MILLISECONDS = {7, 232, 281} if platform.machine() == "x86_64" else {22}


class Looks:
    """Looks at all threads of a run, one after the other."""

    def __init__(self) -> None:
        self._last: dict[_Key, _Thread] = {}
        self.heard()

    def heard(self) -> None:
        """The judge has heard of the program, or told it something: what was seen before says nothing any more."""
        self._turns: Counter[_Key] = Counter()
        self._still_since = time.monotonic()
        self._used_at_first: dict[_Key, int] | None = None
        self._agreed = False

    def look(self, pids: Iterable[int]) -> Rest:
        """Look at all threads of these processes."""
        return self._look_linux(pids) if LINUX else self._look_elsewhere(pids)

    def _look_linux(self, pids: Iterable[int]) -> Rest:
        now: dict[_Key, _Thread] = {}
        for pid in pids:
            now.update(_threads(pid))
        last, self._last = self._last, now
        if self._used_at_first is None:
            self._used_at_first = {key: thread.used[0] for key, thread in now.items() if thread.used}
            self._agreed = False
            return Rest.AWAKE
        if any(thread.state not in "SZXTtI" for thread in now.values()):
            self._agreed = False
            return self._busy(now)
        if now.keys() != last.keys():
            self._turns.clear()
            self._still_since = time.monotonic()
            return Rest.AWAKE
        changed = {key for key in now if now[key] != last[key]}
        sleepers = {key for key, thread in now.items() if thread.state == "S" and _has_limit(*key)}
        if changed - sleepers:
            self._turns.clear()
            self._still_since = time.monotonic()
            return self._busy(now)
        self._turns.update(changed)
        if changed:
            self._still_since = time.monotonic()
        if not sleepers:
            return Rest.ASLEEP
        long_still = time.monotonic() - self._still_since >= _STILL
        if long_still or all(self._turns[key] >= _TURNS for key in sleepers):
            return Rest.ASLEEP
        return self._busy(now)

    def _busy(self, now: dict[_Key, _Thread]) -> Rest:
        first = self._used_at_first or {}
        most = max((thread.used[0] - first.get(key, 0) for key, thread in now.items() if thread.used), default=0)
        return Rest.BUSY if most > _BUSY * 1e9 else Rest.AWAKE

    def _look_elsewhere(self, pids: Iterable[int]) -> Rest:
        import psutil

        now: dict[_Key, _Thread] = {}
        for pid in pids:
            with contextlib.suppress(psutil.Error):
                process = psutil.Process(pid)
                times = process.cpu_times()
                switches = process.num_ctx_switches()
                used = (int((times.user + times.system) * 1e9), switches.voluntary + switches.involuntary)
                now[(pid, process.num_threads())] = _Thread(str(process.status()), used)
        last, self._last = self._last, now
        if self._used_at_first is None:
            self._used_at_first = {key: thread.used[0] for key, thread in now.items()}
        if now != last:
            self._still_since = time.monotonic()
            return self._busy(now)
        return Rest.ASLEEP if time.monotonic() - self._still_since >= _STILL_ELSEWHERE else Rest.AWAKE


def _threads(pid: int) -> Iterable[tuple[_Key, _Thread]]:
    try:
        names = os.listdir(f"/proc/{pid}/task")
    except OSError:
        return
    for name in names:
        with contextlib.suppress(OSError, ValueError, IndexError):
            with open(f"/proc/{pid}/task/{name}/stat", encoding="utf-8", errors="replace") as file:
                fields = file.read().rpartition(")")[2].split()
            yield (pid, int(name)), _Thread(fields[0], _used(pid, name, fields))


def _used(pid: int, thread: str, stat: list[str]) -> tuple[int, ...]:
    """Nanoseconds of processor time, and how often the thread was given a core."""
    try:
        with open(f"/proc/{pid}/task/{thread}/schedstat", encoding="ascii") as file:
            run, _, slices = map(int, file.read().split())
        return run, slices
    except (OSError, ValueError):
        # a kernel without schedstat: processor time in ticks, and the switches from `status`
        ticks = (int(stat[11]) + int(stat[12])) * (1_000_000_000 // os.sysconf("SC_CLK_TCK"))
        with open(f"/proc/{pid}/task/{thread}/status", encoding="utf-8", errors="replace") as file:
            switches = [int(line.split()[1]) for line in file if "ctxt_switches" in line]
        return ticks, *switches


def _has_limit(pid: int, thread: int) -> bool:
    """Whether the thread's sleep ends by itself at some time. Where that cannot be told: yes."""
    try:
        with open(f"/proc/{pid}/task/{thread}/syscall", encoding="ascii") as file:
            call = file.read().split()
    except OSError:
        return not _wait_channel_is_plain(pid, thread)
    if not call or call[0] == "running":
        return True
    number = int(call[0])
    if number == -1:
        return False  # stopped outside a system call
    if number not in _TABLE:
        return not _TABLE
    limit = _TABLE[number]
    if limit is None:
        return True
    value = int(call[1 + limit], 16)
    if number in _MILLISECONDS:
        return value & 0xFFFFFFFF != 0xFFFFFFFF
    return value != 0


def _wait_channel_is_plain(pid: int, thread: int) -> bool:
    """Without `syscall`: whether the kernel's function that it sleeps in has no time limit (proc(5), `wchan`)."""
    try:
        with open(f"/proc/{pid}/task/{thread}/wchan", encoding="ascii") as file:
            return file.read().strip() in {"pipe_read", "anon_pipe_read", "do_wait", "unix_stream_data_wait"}
    except OSError:
        return False
