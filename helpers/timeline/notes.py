"""Notes of what begins and ends, from whichever process it happens in.

A recording that is under way has an address, its `Sink`. In the process of the recording a note is put on its list;
any other process adds a line to a file in the recording's folder. The file is made when the recording begins and goes
when it ends, so whoever is late writes nothing.

All times are nanoseconds of `time.perf_counter_ns`, whose clock is that of the whole machine on Linux, macOS and
Windows (PEP 418, https://peps.python.org/pep-0418/#time-perf-counter), so notes of several processes can be compared.
"""

from __future__ import annotations

import itertools
import json
import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Note = dict[str, Any]

_numbers = itertools.count(1)
# the recordings that are under way in this process, by their tokens
_lists: dict[str, list[Note]] = {}


@dataclass(frozen=True)
class Sink:
    """Where the notes of one recording go.

    Attributes:
        token: names the recording.
        pid: the process that records.
        file: where the other processes write.
    """

    token: str
    pid: int
    file: str


def open_sink(token: str, file: Path) -> tuple[Sink, list[Note]]:
    """Begin to take notes: where they go, and the list on which those of this process appear."""
    file.touch()
    notes: list[Note] = []
    _lists[token] = notes
    return Sink(token, os.getpid(), str(file)), notes


def close_sink(sink: Sink) -> tuple[list[Note], int]:
    """Take no more notes. Gives those of the other processes, and how many lines could not be read."""
    _lists.pop(sink.token, None)
    found, broken = [], 0
    for line in Path(sink.file).read_text(encoding="utf-8").splitlines():
        try:
            found.append(json.loads(line))
        except ValueError:  # a process was killed while it wrote
            broken += 1
    return found, broken


def note(sinks: Iterable[Sink], **what: Any) -> None:
    """Leave a note with each of these recordings."""
    for sink in sinks:
        notes = _lists.get(sink.token) if sink.pid == os.getpid() else None
        if notes is not None:
            notes.append(what)
        else:
            _write(sink.file, json.dumps(what) + "\n")


def _write(file: str, line: str) -> None:
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_APPEND)
    except FileNotFoundError:  # the recording is over
        return
    try:
        # one call: lines of several processes do not mix
        os.write(descriptor, line.encode())
    finally:
        os.close(descriptor)


def new_key() -> str:
    """A name for one bar, different in all processes and threads."""
    return f"{os.getpid()}-{next(_numbers)}-{time.perf_counter_ns()}"


def moment() -> dict[str, int | None]:
    """Now, and what the calling thread has cost so far.

    Returns:
        `at`: the time; `cpu`: how long this thread has computed, None where that cannot be asked; `ready`: how long it
        has waited for a core while it could have gone on, None where the kernel does not say. All in nanoseconds.
    """
    return {"at": time.perf_counter_ns(), "cpu": _computed(), "ready": _ready()}


def _computed() -> int | None:
    try:
        return time.thread_time_ns()
    except (AttributeError, OSError):
        return None


def _ready() -> int | None:
    # https://docs.kernel.org/scheduler/sched-stats.html: the second number is the time spent waiting on a run queue
    try:
        with open("/proc/thread-self/schedstat", "rb") as file:
            return int(file.read().split()[1])
    except (OSError, ValueError, IndexError):
        return None
