"""How long a job takes with a loop, with threads, with processes: a model to think with, not a measurement.

A job is a number of equal tasks. Each task waits for something outside, computes in Python code, and computes in C
code that lets go of the GIL meanwhile (`zlib`, `hashlib` and NumPy have such functions). The model is that of a
standard build of CPython. It takes the largest of the times that cannot be undercut:

* no worker is faster than the tasks that it has to do, one after the other;
* Python code of the threads of one process runs one thread at a time;
* no more than `cores` tasks compute at the same moment;

and adds what the workers cost to start. What such a model leaves out (caches, memory, the operating system's own work)
makes real programs slower, so its numbers are the best that one can hope for.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

LOOP, THREADS, PROCESSES = "loop", "threads", "processes"
TOOLS = (LOOP, THREADS, PROCESSES)
"""From the simplest to the one that asks most of a program."""

ABOUT_THE_SAME = 1.1
"""Two times that differ by less than this factor are not worth a more complicated program."""


@dataclass(frozen=True)
class Job:
    """Equal tasks.

    Attributes:
        tasks: how many.
        waits: seconds that each task waits for a server, a disk, a person.
        computes: seconds that each task computes in Python code.
        in_c: seconds that each task computes in C code that lets go of the GIL.
    """

    tasks: int
    waits: float = 0.0
    computes: float = 0.0
    in_c: float = 0.0

    @property
    def one_task(self) -> float:
        """Seconds for one task alone."""
        return self.waits + self.computes + self.in_c


@dataclass(frozen=True)
class Costs:
    """A machine, and what workers cost there.

    Attributes:
        cores: how many tasks can compute at the same moment.
        thread: seconds to start a thread. The default is within what was measured on CPython 3.8 to 3.15 on Linux:
            0.06 to 0.33 milliseconds.
        process: seconds to start a process; processes start at the same time, as far as there are cores. The default is
            within what was measured for the start method spawn: 0.46 to 1.09 seconds.
        most_threads: how many threads are started at most.
    """

    cores: int = 4
    thread: float = 0.0002
    process: float = 0.5
    most_threads: int = 32


def workers_of(tool: str, job: Job, costs: Costs) -> int:
    """How many workers the model gives to a job."""
    if tool == LOOP:
        return 1
    return max(1, min(job.tasks, costs.most_threads if tool == THREADS else costs.cores))


def seconds(tool: str, job: Job, costs: Costs, workers: int | None = None) -> float:
    """How long a job takes with a tool.

    Args:
        workers: how many threads or processes; None: as many as `workers_of` says.

    Raises:
        ValueError: the tool is none of `TOOLS`.
    """
    if tool not in TOOLS:
        raise ValueError(f"{tool!r} is none of {', '.join(TOOLS)}")
    if tool == LOOP:
        return job.tasks * job.one_task
    workers = workers or workers_of(tool, job, costs)
    longest_worker = math.ceil(job.tasks / workers) * job.one_task
    at_the_cores = job.tasks * (job.computes + job.in_c) / min(costs.cores, workers)
    if tool == THREADS:
        return workers * costs.thread + max(longest_worker, at_the_cores, job.tasks * job.computes)
    starting = math.ceil(workers / costs.cores) * costs.process
    return starting + max(longest_worker, at_the_cores)


def best_tool(job: Job, costs: Costs) -> str:
    """The simplest tool that is about as fast as the fastest one."""
    times = {tool: seconds(tool, job, costs) for tool in TOOLS}
    return next(tool for tool in TOOLS if times[tool] <= ABOUT_THE_SAME * min(times.values()))


@dataclass(frozen=True, repr=False)
class Comparison:
    """A job's times with each tool; printed as a table."""

    job: Job
    costs: Costs

    def __repr__(self) -> str:
        lines = [f"{'tool':<10} {'workers':>7} {'seconds':>10}"]
        for tool in TOOLS:
            count = workers_of(tool, self.job, self.costs)
            lines.append(f"{tool:<10} {count:>7} {seconds(tool, self.job, self.costs):>10.3f}")
        return "\n".join([*lines, f"A model with {self.costs.cores} cores and the GIL, not a measurement."])


def compare(
    tasks: int, waits: float = 0.0, computes: float = 0.0, in_c: float = 0.0, costs: Costs | None = None
) -> Comparison:
    """What the model says of a job, for a lesson's cell.

    Args:
        tasks: how many equal tasks.
        waits, computes, in_c: seconds for each task, as in `Job`.
        costs: the machine; None: four cores and usual costs.
    """
    return Comparison(Job(tasks, waits, computes, in_c), costs or Costs())
