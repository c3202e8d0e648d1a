"""A thread that looks, every few milliseconds, what the kernel has counted for each thread that is recorded.

What it keeps are running totals, so nothing is lost between two looks but the order of what happened in between. After
each thousand looks it forgets every second one and looks half as often: a recording of an hour is no larger than one of
a few seconds.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from helpers.timeline.gil import asleep_on, gil_address
from helpers.timeline.kernel import counts, counts_of_process, has_ended, reader

PACE = 0.005  # seconds between two looks in the beginning
MOST = 1000


class Sample(NamedTuple):
    """The totals of one thread at one moment, in nanoseconds since it began."""

    at: int
    run: int
    ready: int
    gil: int


Place = tuple[int, int]
"""A process id and a thread id; the thread 0 stands for all threads of the process together."""


@dataclass
class _Thread:
    """A thread of this process: its open files."""

    schedstat: int
    syscall: int | None


class Sampler:
    """Looks at the threads and processes that it has been told of, from `start` to `stop`.

    Attributes:
        samples: what was seen, in the order of time, for each thread.
        ended: when a process was first seen to be gone.
        sees_gil: whether waiting for the GIL can be told from other waiting.
    """

    def __init__(self, run: Callable[[threading.Thread], None]) -> None:
        """`run` starts a thread (a recording replaces `Thread.start`, and this thread is not part of the program)."""
        self._begin = run
        self.samples: dict[Place, list[Sample]] = {}
        self.ended: dict[int, int] = {}
        self._address = gil_address()
        self.sees_gil = self._address is not None
        self._threads: dict[int, _Thread] = {}
        self._processes: set[int] = set()
        self._enough = threading.Event()
        self._thread: threading.Thread | None = None
        self._pid = os.getpid()

    def start(self) -> None:
        self._thread = threading.Thread(target=self._look_again_and_again, name="timeline", daemon=True)
        self._begin(self._thread)

    def stop(self) -> None:
        self._enough.set()
        if self._thread is not None and os.getpid() == self._pid:
            self._thread.join()
        for tid in list(self._threads):
            self._forget(tid)

    def watch_thread(self, tid: int) -> None:
        """Look at a thread of this process from now on."""
        folder = f"/proc/self/task/{tid}"
        if reader() is None or tid in self._threads:
            return
        try:
            schedstat = os.open(f"{folder}/schedstat", os.O_RDONLY)
        except OSError:  # already over, or not this kernel
            return
        try:
            syscall = os.open(f"{folder}/syscall", os.O_RDONLY) if self.sees_gil else None
        except OSError:
            syscall = None
        self._threads[tid] = _Thread(schedstat, syscall)

    def watch_process(self, pid: int) -> None:
        """Look at all threads of another process from now on."""
        self._processes.add(pid)

    def _look_again_and_again(self) -> None:
        pace, looks = PACE, 0
        while True:
            self._look()
            if self._enough.wait(pace):
                self._look()
                return
            looks += 1
            if looks == MOST:
                pace, looks = pace * 2, looks // 2
                for place, seen in self.samples.items():
                    self.samples[place] = [*seen[:-1:2], seen[-1]]

    def _look(self) -> None:
        read = reader()
        assert read is not None
        seen = []
        for tid, files in list(self._threads.items()):
            # nothing in here lets go of the GIL
            at = time.perf_counter_ns()
            counted = counts(read(files.schedstat))
            on = asleep_on(read(files.syscall)) if files.syscall is not None else None
            seen.append((tid, at, counted, on is not None and on == self._address))
        for tid, at, counted, waits_for_gil in seen:
            if counted is None:
                self._forget(tid)
            else:
                self._keep((self._pid, tid), at, *counted, waits_for_gil)
        for pid in list(self._processes):
            self._look_at_process(pid)

    def _look_at_process(self, pid: int) -> None:
        at = time.perf_counter_ns()
        threads = counts_of_process(pid)
        if not threads or has_ended(pid):
            self.ended.setdefault(pid, at)
            self._processes.discard(pid)
            return
        for tid, counted in threads.items():
            self._keep((pid, tid), at, *counted, False)

    def _keep(self, place: Place, at: int, run: int, ready: int, waits_for_gil: bool) -> None:
        seen = self.samples.setdefault(place, [])
        gil = 0
        if seen:
            last = seen[-1]
            gil = last.gil
            if waits_for_gil:
                # what it neither computed nor waited for a core since the last look
                gil += max(0, (at - last.at) - (run - last.run) - (ready - last.ready))
        seen.append(Sample(at, run, ready, gil))

    def _forget(self, tid: int) -> None:
        files = self._threads.pop(tid, None)
        if files is not None:
            os.close(files.schedstat)
            if files.syscall is not None:
                os.close(files.syscall)
