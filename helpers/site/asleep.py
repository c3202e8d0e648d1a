"""Has a program come to rest? Nothing of it will go on before somebody from outside lets it.

Every thread of a process and of its descendants sleeps in the kernel, and has not run between two looks. A thread that
waits for a core is not asleep, so it makes no difference how busy the machine is. A thread that sleeps for a limited
time wakes up by itself: it has come to rest when it has woken up several times and nothing came of it (a loop that
polls), or when it has slept for long (a generous time-out). Such a rest is called *light*.

Linux tells all this in /proc (proc(5)). Where there is no /proc, a program rests when it has used no processor time and
done nothing that its observer noticed for a while; that is always a light rest.
"""

from __future__ import annotations

import os
import platform
import time
from dataclasses import dataclass
from typing import Literal

import psutil

Rest = Literal["", "light", "deep"]

_LOOKS = 3  # so many looks in a row must see the same
_WAKES = 3  # a thread that polls has woken up so often
_LONG = 0.25  # seconds without any event after which a limited sleep counts as rest
_LONG_ELSEWHERE = 1.0  # the same where there is no /proc, for every sleep
_FAR = 30_000  # milliseconds: a time-out beyond a check's own limit is no time-out

# system calls that may wait for a limited time, and where their argument says so
_TIMED: dict[str, dict[int, int]] = {
    # futex, ppoll, pselect6, clock_nanosleep, nanosleep: a pointer that is null when unlimited
    "x86_64": {202: 3, 271: 2, 270: 4, 230: 2, 35: 0, 23: 4},
    "aarch64": {98: 3, 73: 2, 72: 4, 115: 2, 101: 0},
}
_MILLISECONDS: dict[str, dict[int, int]] = {
    # poll, epoll_wait, epoll_pwait: milliseconds, negative when unlimited
    "x86_64": {7: 2, 232: 3, 281: 3},
    "aarch64": {22: 3},
}


@dataclass(frozen=True)
class _Thread:
    switches: int
    timed: bool


class Rested:
    """Looks at a process and its descendants until they have come to rest.

    Args:
        pid: the process.
    """

    def __init__(self, pid: int) -> None:
        self._process = psutil.Process(pid)
        self._pid = pid
        self._has_proc = os.path.isdir(f"/proc/{pid}/task")
        self._machine = platform.machine()
        self.disturbed()

    def disturbed(self) -> None:
        """Something has happened: look for rest from now on."""
        self._since = time.monotonic()
        self._first: dict[int, _Thread] | None = None
        self._last: dict[int, _Thread] | None = None
        self._same = 0
        self._cpu = -1.0

    def look(self) -> Rest:
        """Look once: `deep` when nothing will go on by itself, `light` when nothing has for long, else empty."""
        if not self._has_proc:
            return self._look_elsewhere()
        now = self._threads()
        if now is None:
            self._first, self._same = None, 0
            return ""
        if self._first is None or now.keys() != self._first.keys():
            self._first = self._last = now
            self._same = 1
            return ""
        assert self._last is not None
        unlimited = [tid for tid, thread in now.items() if not thread.timed]
        if any(now[tid].switches != self._last[tid].switches for tid in unlimited):
            self._first = self._last = now
            self._same = 1
            return ""
        self._last = now
        self._same += 1
        if self._same < _LOOKS:
            return ""
        if len(unlimited) == len(now):
            return "deep"
        woken = all(now[tid].switches - self._first[tid].switches >= _WAKES for tid in now if now[tid].timed)
        return "light" if woken or time.monotonic() - self._since >= _LONG else ""

    def _threads(self) -> dict[int, _Thread] | None:
        """Every thread, or None when one of them is not asleep."""
        found = {}
        try:
            pids = [self._pid, *(child.pid for child in self._process.children(recursive=True))]
        except psutil.Error:
            return None
        for pid in pids:
            try:
                tids = os.listdir(f"/proc/{pid}/task")
            except OSError:
                continue
            for tid in tids:
                try:
                    with open(f"/proc/{pid}/task/{tid}/status", encoding="ascii", errors="replace") as file:
                        status = file.read()
                except OSError:
                    return None  # it ended while we looked
                state = status.partition("State:\t")[2][:1]
                if state in "ZX":
                    continue
                if state not in "St":
                    return None
                switches = int(status.partition("\nvoluntary_ctxt_switches:")[2].split()[0])
                found[int(tid)] = _Thread(switches, self._is_timed(pid, tid))
        return found

    def _is_timed(self, pid: int, tid: str) -> bool:
        """Whether the thread sleeps for a limited time; also when that cannot be told."""
        try:
            with open(f"/proc/{pid}/task/{tid}/syscall", encoding="ascii") as file:
                words = file.read().split()
        except OSError:
            return True
        if len(words) < 7:
            return True
        number, arguments = int(words[0]), [int(word, 16) for word in words[1:7]]
        pointers, numbers = _TIMED.get(self._machine), _MILLISECONDS.get(self._machine)
        if pointers is None or numbers is None:
            return True
        if number in pointers:
            return arguments[pointers[number]] != 0
        if number in numbers:
            milliseconds = arguments[numbers[number]] & 0xFFFFFFFF
            return milliseconds < _FAR
        return False

    def _look_elsewhere(self) -> Rest:
        try:
            family = [self._process, *self._process.children(recursive=True)]
            cpu = sum(sum(process.cpu_times()[:2]) for process in family)
        except psutil.Error:
            cpu = -1.0
        if cpu < 0 or cpu != self._cpu:
            self._cpu, self._since = cpu, time.monotonic()
            return ""
        return "light" if time.monotonic() - self._since >= _LONG_ELSEWHERE else ""
