"""How much faster a job gets with more workers, by Amdahl's law, and with what the workers cost.

Gene Amdahl, "Validity of the single processor approach to achieving large scale computing capabilities", AFIPS 1967
(https://doi.org/10.1145/1465482.1465560): the part of a job that cannot be divided limits the speed-up.
"""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.figure import Figure

from helpers.figures.picture import Picture


def speed_up(divisible: float, workers: int, start: float = 0.0) -> float:
    """How many times faster a job is with so many workers.

    Args:
        divisible: the part of the job that can be divided evenly among workers, from 0 to 1.
        workers: from 1.
        start: what each worker costs before it works, as a part of the whole job's time with one worker; one worker
            alone costs nothing.

    Raises:
        ValueError: the part is not between 0 and 1, or there is no worker.
    """
    if not 0 <= divisible <= 1 or workers < 1:
        raise ValueError("the divisible part is a number from 0 to 1, and there is at least one worker")
    started = workers if workers > 1 else 0
    return 1 / ((1 - divisible) + divisible / workers + start * started)


def amdahl(
    divisible: float, workers: int = 16, start: float = 0.0, measured: Mapping[int, float] | None = None
) -> Picture:
    """The speed-up for 1 to `workers` workers, as a curve beside the ideal one.

    Args:
        divisible, start: as in `speed_up`.
        workers: the largest number of workers that is drawn.
        measured: speed-ups that you have measured, by the number of workers; drawn as points.
    """
    numbers = list(range(1, workers + 1))
    law = [speed_up(divisible, number) for number in numbers]
    with_cost = [speed_up(divisible, number, start) for number in numbers]
    limit = 1 / (1 - divisible) if divisible < 1 else None

    figure = Figure(figsize=(6.4, 3.6), layout="constrained")
    axes = figure.subplots()
    axes.plot(numbers, numbers, linestyle=":", color="grey", label="ideal: n workers, n times faster")
    axes.plot(numbers, law, marker="o", markersize=3, label=f"{divisible:.0%} can be divided")
    if start:
        axes.plot(numbers, with_cost, marker="s", markersize=3, label=f"and each worker costs {start:.1%}")
    if limit is not None:
        axes.axhline(limit, linestyle="--", linewidth=1, color="black", label=f"limit: {limit:.1f}")
    if measured:
        axes.plot(list(measured), list(measured.values()), "k^", label="measured on this machine, just now")
    axes.set(
        xlabel="workers", ylabel="times faster", ylim=(0, max([*law, *(measured or {}).values(), limit or 0]) * 1.25)
    )
    axes.set_title("Calculated by Amdahl's law, not measured" if not measured else "Calculated, and measured here")
    axes.legend(fontsize=8)
    return Picture(figure, _text(numbers, law, with_cost if start else None, limit, divisible, start, measured or {}))


def _text(
    numbers: list[int],
    law: list[float],
    with_cost: list[float] | None,
    limit: float | None,
    divisible: float,
    start: float,
    measured: Mapping[int, float],
) -> str:
    shown = [number for number in numbers if number in (1, 2, 3, 4, 6, 8, 12, numbers[-1]) or number in measured]
    head = f"{'workers':>7}  {'times faster':>12}"
    head += f"  {'with the costs':>14}" if with_cost else ""
    head += f"  {'measured here':>13}" if measured else ""
    lines = [f"Speed-up of a job of which {divisible:.0%} can be divided; calculated by Amdahl's law.", head]
    for number in shown:
        line = f"{number:>7}  {law[number - 1]:>12.2f}"
        line += f"  {with_cost[number - 1]:>14.2f}" if with_cost else ""
        line += f"  {measured[number]:>13.2f}" if number in measured else ""
        lines.append(line)
    lines.append(f"limit, with any number of workers: {limit:.2f}" if limit is not None else "there is no limit")
    if start:
        best = max(numbers, key=lambda number: speed_up(divisible, number, start))
        lines.append(f"with a cost of {start:.1%} for each worker, {best} workers are best; more make it slower")
    return "\n".join(lines)
