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
import math
import os
import platform
import struct
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

# How often a thread that sleeps for a short time and wakes by itself must have done so, with nothing else coming of it,
# before it counts as waiting: a loop that asks again and again.
_TURNS = 2
# Where the end of a sleep cannot be read: it counts as waiting when it has lasted for so long, in seconds.
_STILL = 1.0
# Processor time of one thread, in seconds, in which the judge hears nothing of the program: the first time, and later.
_BUSY = (1.5, 0.2)
# Without Linux: how long processes must have used no processor time, in seconds.
_STILL_ELSEWHERE = 0.25
# From which patience on, in seconds, a program that only waits for the end of a time limit is waited for there, too.
_LONG = 5.0

# System calls, and the place of the argument that limits their time; None: always limited.
# From the kernel's tables, arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h.
_X86_64: dict[int, int | None] = {219: None, 35: None, 230: None, 202: 3, 449: 3, 7: 2, 271: 2}
_X86_64 |= {23: 4, 270: 4, 232: 3, 281: 3, 441: 3, 128: 2, 220: 3}
_ARM64: dict[int, int | None] = {128: None, 101: None, 115: None, 98: 3, 449: 3, 73: 2, 72: 4}
_ARM64 |= {22: 3, 441: 3, 137: 2, 192: 3}
_TABLE = {"x86_64": _X86_64, "aarch64": _ARM64, "arm64": _ARM64}.get(platform.machine(), {})
_MILLISECONDS = {7, 232, 281} if platform.machine() == "x86_64" else {22}
_FUTEX, _CLOCK_NANOSLEEP, _NANOSLEEP, _SELECT = (
    (202, 230, 35, 23) if platform.machine() == "x86_64" else (98, 115, 101, -1)
)
_TIMESPEC = struct.Struct("qq")


class Looks:
    """Looks at all threads of a run, one after the other."""

    def __init__(self) -> None:
        self._last: dict[_Key, _Thread] = {}
        self._busy_after = _BUSY[0]
        self.somebody_will_wake = False
        """Whether, at the last look that said `Rest.ASLEEP`, a wait with a time limit was longer than the patience."""
        self.heard()

    def heard(self) -> None:
        """The judge has heard of the program, or told it something: what was seen before says nothing any more."""
        self._turns: Counter[_Key] = Counter()
        self._still_since = time.monotonic()
        self._used_at_first: dict[_Key, int] | None = None
        self._agreed = False

    def look(self, pids: Iterable[int], patience: float = 0.5) -> Rest:
        """Look at all threads of these processes.

        Args:
            patience: a sleep that ends by itself counts as waiting when it lasts for more than so many seconds yet.
                Where sleeps cannot be told apart, and it is long, that long nobody may have done anything.
        """
        return self._look_linux(pids, patience) if LINUX else self._look_elsewhere(pids, patience)

    def _look_linux(self, pids: Iterable[int], patience: float) -> Rest:
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
        ends = {key: _ends_in(*key) for key, thread in now.items() if thread.state == "S"}
        sleepers = {key for key, seconds in ends.items() if seconds is None or seconds <= patience}
        if changed - sleepers:
            self._turns.clear()
            self._still_since = time.monotonic()
            return self._busy(now)
        self._turns.update(changed)
        if changed:
            self._still_since = time.monotonic()
        self.somebody_will_wake = any(
            seconds is not None and patience < seconds < math.inf for seconds in ends.values()
        )
        if not sleepers:
            return Rest.ASLEEP
        long_still = time.monotonic() - self._still_since >= _STILL
        if all(self._turns[key] >= _TURNS or (ends[key] is None and long_still) for key in sleepers):
            return Rest.ASLEEP
        return self._busy(now)

    def _busy(self, now: dict[_Key, _Thread]) -> Rest:
        first = self._used_at_first or {}
        if {pid for pid, _ in now} - {pid for pid, _ in first}:
            # a new process is progress, however slowly the machine makes them; the judge limits how many there may be
            self._used_at_first = {key: thread.used[0] for key, thread in now.items() if thread.used}
            return Rest.AWAKE
        most = max((thread.used[0] - first.get(key, 0) for key, thread in now.items() if thread.used), default=0)
        if most <= self._busy_after * 1e9:
            return Rest.AWAKE
        self._busy_after = _BUSY[1]
        return Rest.BUSY

    def _look_elsewhere(self, pids: Iterable[int], patience: float) -> Rest:
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
        enough = patience if patience > _LONG else _STILL_ELSEWHERE
        return Rest.ASLEEP if time.monotonic() - self._still_since >= enough else Rest.AWAKE


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


def _ends_in(pid: int, thread: int) -> float | None:
    """Seconds until the thread's sleep ends by itself: infinity when only somebody else can end it; None when that
    cannot be told. Where the kernel only knows the whole length of the sleep, it is that."""
    try:
        with open(f"/proc/{pid}/task/{thread}/syscall", encoding="ascii") as file:
            call = file.read().split()
    except OSError:
        return math.inf if _wait_channel_is_plain(pid, thread) else None
    if not call or call[0] == "running":
        return 0.0
    number = int(call[0])
    if number == -1:
        return math.inf  # stopped outside a system call
    if number not in _TABLE:
        return math.inf if _TABLE else None
    args = [int(value, 16) for value in call[1:7]]
    limit = _TABLE[number]
    if number in _MILLISECONDS and limit is not None:
        milliseconds = args[limit] & 0xFFFFFFFF
        return math.inf if milliseconds == 0xFFFFFFFF else milliseconds / 1000
    if number == _CLOCK_NANOSLEEP:
        return _from_memory(pid, args[2], time.CLOCK_MONOTONIC if args[0] else time.CLOCK_REALTIME, bool(args[1] & 1))
    if limit is None:
        return _from_memory(pid, args[0], 0, False) if number == _NANOSLEEP else None
    if args[limit] == 0:
        return math.inf
    if number == _FUTEX:
        # futex(2): FUTEX_WAIT_BITSET (9) has a point of time, FUTEX_WAIT (0) a length
        clock = time.CLOCK_REALTIME if args[1] & 256 else time.CLOCK_MONOTONIC
        return _from_memory(pid, args[limit], clock, args[1] & 0x7F == 9)
    return _from_memory(pid, args[limit], 0, False, 1e-6 if number == _SELECT else 1e-9)


def _from_memory(pid: int, place: int, clock: int, is_point: bool, unit: float = 1e-9) -> float | None:
    """The time that lies in a process' memory, in seconds from now."""
    try:
        with open(f"/proc/{pid}/mem", "rb", buffering=0) as file:
            file.seek(place)
            seconds, parts = _TIMESPEC.unpack(file.read(_TIMESPEC.size))
    except (OSError, ValueError, OverflowError, struct.error):
        return None
    length = float(seconds + parts * unit)
    return length - time.clock_gettime(clock) if is_point else length


def _wait_channel_is_plain(pid: int, thread: int) -> bool:
    """Without `syscall`: whether the kernel's function that it sleeps in has no time limit (proc(5), `wchan`)."""
    try:
        with open(f"/proc/{pid}/task/{thread}/wchan", encoding="ascii") as file:
            return file.read().strip() in {"pipe_read", "anon_pipe_read", "do_wait", "unix_stream_data_wait"}
    except OSError:
        return False
