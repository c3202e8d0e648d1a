"""Speed: controlled steps a second in a plain counter loop, and the time to the verdict on ten thousand increments."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass

from helpers.interleave import judge
from helpers.interleave.control.execution import Bounds
from helpers.interleave.explore.replay import Replay
from helpers.interleave.program import Program
from helpers.interleave.runner import Runner

COUNTER = """\
class Counter:
    def __init__(self):
        self.value = 0

    def work(self):
        for _ in range({rounds}):
            self.value += 1

# --- scenario ---
setup = Counter
workers = [Counter.work] * {threads}
def invariant(counter): return True
"""


@dataclass(frozen=True, slots=True)
class Speed:
    """How fast controlled steps are, median of the repeats.

    Attributes:
        threads: how many threads count.
        steps: visible operations in one execution.
        per_second: of them in a second on the clock; other work on the machine lowers it.
        per_cpu_second: of them in a second of processor time.
    """

    threads: int
    steps: int
    per_second: float
    per_cpu_second: float


def steps_per_second(threads: int = 1, rounds: int = 50_000, repeats: int = 5) -> Speed:
    """Let `threads` threads count to `rounds` each, `repeats` times, and take the median."""
    text = COUNTER.format(rounds=rounds, threads=threads)
    runner = Runner(Program.from_file_text(text, "counter.py"), Bounds(steps=10 * rounds * threads))
    speeds, cpu_speeds = [], []
    steps = 0
    for _ in range(repeats):
        begin, worked = time.perf_counter(), time.process_time()
        execution = runner.run(Replay([]))
        seconds, cpu = time.perf_counter() - begin, time.process_time() - worked
        if execution.failure is not None:
            raise RuntimeError(f"the counter loop did not run to its end: {execution.failure.message}")
        steps = execution.steps
        speeds.append(steps / seconds)
        cpu_speeds.append(steps / cpu)
    return Speed(threads, steps, statistics.median(speeds), statistics.median(cpu_speeds))


INCREMENTS = """\
import threading

class Counter:
    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()

    def work(self):
        for _ in range(1000):
            {increment}

# --- scenario ---
setup = Counter
workers = [Counter.work] * 10
def invariant(counter): return counter.value == 10_000
"""
UNLOCKED, LOCKED = "self.value += 1", "with self.lock:\n                self.value += 1"


@dataclass(frozen=True, slots=True)
class Increments:
    """The verdict on ten threads of a thousand increments each.

    Attributes:
        locked: each increment holds a lock.
        verdict: passed, failed or cannot-judge.
        interleavings: how many were run; all of them cannot be.
        seconds: median time to the verdict.
        repeats: how often it was measured.
    """

    locked: bool
    verdict: str
    interleavings: int
    seconds: float
    repeats: int


def ten_thousand_increments(locked: bool, repeats: int = 3) -> Increments:
    """Judge them `repeats` times, and take the median of the times."""
    text = INCREMENTS.format(increment=LOCKED if locked else UNLOCKED)
    times = []
    for _ in range(repeats):
        begin = time.perf_counter()
        judgement = judge(Program.from_file_text(text, "increments.py"))
        times.append(time.perf_counter() - begin)
    return Increments(locked, judgement.result, judgement.interleavings, statistics.median(times), repeats)
