"""How many controlled steps a second: one execution of a plain counter loop."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass

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
