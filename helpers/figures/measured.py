"""Speed-ups as they were measured, with their noise: every repetition is shown, and the median is marked."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.figure import Figure

from helpers.figures.palette import BLACK, BLUE, FAINT, GROUND, ORANGE, TEXT, VERMILION
from helpers.figures.picture import Picture
from helpers.figures.speedup import speed_up

_STYLES = (("s", "--"), ("^", "-."), ("v", (0, (1, 1))), ("P", (0, (5, 1))))


@dataclass(frozen=True)
class Reference:
    """Speed-ups that somebody else has measured, to compare with.

    Attributes:
        name: of what machine and what work.
        source: who measured it and where it can be read. There is no reference without one.
        values: the speed-ups, by the number of workers.
    """

    name: str
    source: str
    values: Mapping[int, float]

    def __post_init__(self) -> None:
        if not self.source.strip():
            raise ValueError(
                f"the reference {self.name!r} has no source: say who measured it, and where it can be read"
            )


@dataclass(frozen=True)
class Runs:
    """The times of a job with different numbers of workers; draws itself.

    Attributes:
        seconds: the time of each repetition, by the number of workers; with one worker among them.
        divisible: the part of the job that can be divided, from 0 to 1; None: the part that fits the medians best.
        references: figures of others, drawn and marked as such.
    """

    seconds: Mapping[int, Sequence[float]]
    divisible: float | None = None
    references: Sequence[Reference] = ()

    def __post_init__(self) -> None:
        if 1 not in self.seconds or any(not times for times in self.seconds.values()):
            raise ValueError("a speed-up compares with one worker: give times for 1, and at least one for each number")
        if any(time <= 0 for times in self.seconds.values() for time in times):
            raise ValueError("a time is longer than nothing")

    @property
    def speed_ups(self) -> dict[int, tuple[float, ...]]:
        """How many times faster than the median with one worker each repetition was."""
        alone = statistics.median(self.seconds[1])
        return {workers: tuple(alone / each for each in self.seconds[workers]) for workers in sorted(self.seconds)}

    @property
    def medians(self) -> dict[int, float]:
        """The median of the speed-ups, by the number of workers."""
        return {workers: statistics.median(values) for workers, values in self.speed_ups.items()}

    @property
    def fitting(self) -> float:
        """The divisible part for which Amdahl's law comes closest to the medians (least squares, to 0.1 %)."""
        medians = self.medians
        return min(
            (part / 1000 for part in range(1001)),
            key=lambda part: sum((speed_up(part, n) - value) ** 2 for n, value in medians.items()),
        )

    def picture(self) -> Picture:
        """The repetitions and medians, beside Amdahl's law and the references."""
        divisible = self.fitting if self.divisible is None else self.divisible
        law_name = f"Amdahl's law, {divisible:.0%} divisible" + (
            " (fits the medians best)" if self.divisible is None else ""
        )
        speed_ups, medians = self.speed_ups, self.medians
        largest = max([*speed_ups, *(n for reference in self.references for n in reference.values)])
        numbers = list(range(1, largest + 1))
        figure = Figure(figsize=(6.4, 4), layout="constrained", facecolor=GROUND)
        axes = figure.subplots()
        axes.plot(numbers, numbers, linestyle=":", color=FAINT, label="ideal: n workers, n times faster")
        axes.plot(numbers, [speed_up(divisible, n) for n in numbers], color=ORANGE, label=law_name)
        for number, values in speed_ups.items():
            label = "each repetition, measured here" if number == min(speed_ups) else None
            axes.plot([number] * len(values), values, "o", markersize=4, mfc="none", color=BLUE, label=label)
        axes.plot(list(medians), list(medians.values()), "D-", markersize=7, color=BLACK, label="median, measured here")
        for reference, (marker, line) in zip(self.references, _STYLES * len(self.references), strict=False):
            label = f"reference, not measured here: {reference.name}"
            points = sorted(reference.values.items())
            axes.plot(*zip(*points, strict=True), marker=marker, linestyle=line, color=VERMILION, label=label)
        highest = max(value for values in speed_ups.values() for value in values)
        highest = max([highest, *(v for reference in self.references for v in reference.values.values())])
        axes.set(xlabel="workers", ylabel="times faster", ylim=(0, highest * 1.4))
        axes.set_xticks(sorted({*speed_ups, largest}))
        axes.set_title("Measured on this machine, just now; beside Amdahl's law", fontsize=10, color=TEXT)
        axes.legend(fontsize=7)
        return Picture(figure, self._text(divisible, law_name))

    def _text(self, divisible: float, law_name: str) -> str:
        medians = self.medians
        head = f"{'workers':>7}  {'median':>6}  {'Amdahl':>6}  each repetition"
        lines = ["Times faster than with one worker, measured on this machine, just now.", head]
        for number, values in self.speed_ups.items():
            each = " ".join(f"{value:.2f}" for value in sorted(values))
            lines.append(f"{number:>7}  {medians[number]:>6.2f}  {speed_up(divisible, number):>6.2f}  {each}")
        lines.append(f"Amdahl: calculated by {law_name}.")
        for reference in self.references:
            points = ", ".join(f"{value:.2f} with {n}" for n, value in sorted(reference.values.items()))
            lines.append(f"Reference, not measured here: {reference.name}: {points}. Source: {reference.source}")
        return "\n".join(lines)

    def __repr__(self) -> str:
        return self.picture().text

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        picture = self.picture()
        return {"text/plain": picture.text, "text/html": picture._repr_html_()}


def measure_speed_up(
    work: Callable[[int], object],
    workers: Sequence[int] = (1, 2, 4),
    repetitions: int = 5,
    *,
    divisible: float | None = None,
    references: Sequence[Reference] = (),
) -> Runs:
    """Do a job with each number of workers, several times.

    Each way is tried once before, unmeasured. Then the numbers take turns, so a moment in which the machine is busy
    hits all of them and not one.

    Args:
        work: does the whole job with so many workers.
        workers: the numbers to try; 1 is added where it is missing.
        repetitions: how often each is measured.
        divisible, references: as in `Runs`.
    """
    numbers = sorted({1, *workers})
    for number in numbers:
        work(number)
    seconds: dict[int, list[float]] = {number: [] for number in numbers}
    for _ in range(repetitions):
        for number in numbers:
            began = time.perf_counter()
            work(number)
            seconds[number].append(time.perf_counter() - began)
    return Runs(seconds, divisible, references)
