"""A simulation, not a measurement: who works on what when, with 1 to 64 cores, in virtual time.

List scheduling: the tasks stand in a line, and whoever is free takes the next one, as the workers of a pool do. When
several are free, the one with the lowest number is first, so the same tasks give the same plan on every machine. Ronald
Graham showed that such a plan never takes twice as long as the best one: "Bounds on multiprocessing timing anomalies",
SIAM Journal on Applied Mathematics 17, 1969 (https://doi.org/10.1137/0117039).

It leaves out what real machines have: caches, memory that is shared, other programs, the GIL. It shows what the plan
alone makes of a job.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.figure import Figure

from helpers.figures.gantt import Label, Row, Span, draw, letters
from helpers.figures.palette import BLUE, FAINT, GROUND, TEXT
from helpers.figures.picture import Picture

MOST_CORES = 64


@dataclass(frozen=True, slots=True)
class Placed:
    """One task in the plan: on which core, and from when to when, in virtual seconds. Numbers count from 0."""

    task: int
    core: int
    began: float
    ended: float


@dataclass(frozen=True)
class Simulated:
    """The plan of a job.

    Attributes:
        tasks: how long each task computes, in virtual seconds.
        cores: how many cores there are, and as many workers.
        placed: each task's place, in the order of the tasks.
        start: how long it takes to start one worker; they are started one after the other.
        each: what it costs a worker to get one chunk.
        chunk: how many tasks a worker takes at a time.
    """

    tasks: tuple[float, ...]
    cores: int
    placed: tuple[Placed, ...]
    start: float
    each: float
    chunk: int

    @property
    def seconds(self) -> float:
        """How long the whole job takes, in virtual seconds."""
        return max((place.ended for place in self.placed), default=0.0)

    @property
    def speed_up(self) -> float:
        """How many times faster it is than a plain loop over the tasks."""
        return sum(self.tasks) / self.seconds if self.seconds else 1.0

    @property
    def idle(self) -> float:
        """The part of all cores' time in which nobody computes, from 0 to 1."""
        return 1 - sum(self.tasks) / (self.seconds * self.cores) if self.seconds else 0.0

    def picture(self) -> Picture:
        """The plan as a Gantt chart."""
        rows = [
            Row(
                f"core {core + 1}",
                tuple(Span(p.began, p.ended, "running") for p in self.placed if p.core == core),
                tuple(Label(p.began, p.ended, f"{p.task + 1}") for p in self.placed if p.core == core),
            )
            for core in range(self.cores)
        ]
        figure = draw(rows, self.seconds, self._title(), unit="virtual seconds")
        return Picture(figure, f"{self._title()}\n\n{letters(rows, self.seconds)}\n\n{self._sentence()}")

    def _title(self) -> str:
        size = f" in chunks of {self.chunk}" if self.chunk > 1 else ""
        return f"Simulation, not a measurement: {len(self.tasks)} tasks{size} on {self.cores} core{_s(self.cores)}"

    def _sentence(self) -> str:
        return (
            f"The job takes {self.seconds:.2f} virtual seconds, the plain loop {sum(self.tasks):.2f}: "
            f"{self.speed_up:.2f} times faster. {self.idle:.0%} of the cores' time nobody computes."
        )

    def __repr__(self) -> str:
        return self.picture().text

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        picture = self.picture()
        return {"text/plain": picture.text, "text/html": picture._repr_html_()}


def simulate(tasks: Iterable[float], cores: int, *, chunk: int = 1, start: float = 0.0, each: float = 0.0) -> Simulated:
    """Plan a job: each worker takes the next chunk of tasks as soon as it is free.

    Args:
        tasks: how long each task computes, in virtual seconds.
        cores: from 1 to 64; each has one worker.
        chunk: how many tasks a worker takes at a time.
        start: virtual seconds to start one worker, one after the other; one worker alone is a plain loop, at no cost.
        each: virtual seconds that a worker needs to get one chunk.

    Raises:
        ValueError: a number makes no sense; the message says which.
    """
    seconds = tuple(float(task) for task in tasks)
    if not 1 <= cores <= MOST_CORES:
        raise ValueError(f"the simulation has 1 to {MOST_CORES} cores, not {cores}")
    if chunk < 1 or start < 0 or each < 0 or any(task < 0 for task in seconds):
        raise ValueError("times are never negative, and a chunk has at least one task")
    alone = cores == 1
    free = [(0.0 if alone else start * (core + 1), core) for core in range(cores)]
    heapq.heapify(free)
    placed = []
    for first in range(0, len(seconds), chunk):
        now, core = heapq.heappop(free)
        now += 0.0 if alone else each
        for task in range(first, min(first + chunk, len(seconds))):
            placed.append(Placed(task, core, now, now + seconds[task]))
            now += seconds[task]
        heapq.heappush(free, (now, core))
    return Simulated(seconds, cores, tuple(placed), start, each, chunk)


def simulated_speed_up(
    tasks: Iterable[float],
    cores: Sequence[int] = (1, 2, 4, 8, 16, 32, 64),
    *,
    chunk: int = 1,
    start: float = 0.0,
    each: float = 0.0,
) -> Picture:
    """The speed-up of the same job on more and more cores, simulated. The arguments are those of `simulate`."""
    tasks = tuple(tasks)
    plans = [simulate(tasks, number, chunk=chunk, start=start, each=each) for number in cores]
    title = f"Simulation, not a measurement: the speed-up of {len(tasks)} tasks"
    figure = Figure(figsize=(6.4, 3.6), layout="constrained", facecolor=GROUND)
    axes = figure.subplots()
    axes.plot(cores, cores, linestyle=":", color=FAINT, label="ideal: n cores, n times faster")
    axes.plot(cores, [plan.speed_up for plan in plans], "o-", color=BLUE, label="simulated")
    axes.set_xscale("log", base=2)
    axes.set_xticks(list(cores), [str(number) for number in cores])
    axes.set(xlabel="cores", ylabel="times faster", ylim=(0, max(plan.speed_up for plan in plans) * 1.25))
    axes.set_title(title, fontsize=10, color=TEXT)
    axes.legend(fontsize=8)
    lines = [title + ", in virtual time.", f"{'cores':>5}  {'virtual seconds':>15}  {'times faster':>12}  {'idle':>5}"]
    lines += [f"{plan.cores:>5}  {plan.seconds:>15.2f}  {plan.speed_up:>12.2f}  {plan.idle:>5.0%}" for plan in plans]
    return Picture(figure, "\n".join(lines))


def _s(number: int) -> str:
    return "" if number == 1 else "s"
