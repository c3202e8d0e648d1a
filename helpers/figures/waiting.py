"""Pictures of waiting, from a trace: who waits for whom, in which orders locks are taken, how full queues are."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from helpers.figures.palette import BLACK, BLUE, FAINT, GREEN, GROUND, SKY, TEXT, VERMILION
from helpers.figures.picture import Picture
from helpers.figures.waits import Wait, circle, levels, lock_orders, thread_in_words, waits
from helpers.interleave.trace import Trace

_BEND = -0.22  # of arrows, as a part of their length: those of a circle bend outwards


def wait_for_graph(trace: Trace, step: int | None = None) -> Picture:
    """Who waits for whom: an arrow from each thread that waits to the one that could end its waiting.

    The arrows of a circle, if there is one, are thick; whoever is on it waits for ever.

    Args:
        step: after which step, from 1; None: at the end.
    """
    found = waits(trace, step)
    ring = circle((wait.who, wait.on) for wait in found if wait.on is not None)
    where = "at the end" if step is None else f"after step {step}"
    lines = [f"Who waits for whom {where}:"]
    for wait in found:
        whom = "" if wait.on is None else ", which it holds itself" if wait.on == wait.who else f": {_held_by(wait)}"
        lines.append(f"{thread_in_words(wait.who)} waits for {wait.what}{whom}.")
    if not found:
        lines = [f"Nobody waits {where}."]
    if ring:
        lines.append(f"That is a circle: {' -> '.join([*ring, ring[0]])}. None of them can ever go on.")
    elif found:
        lines.append("The arrows make no circle.")
    figure, axes = _canvas("Who waits for whom: a circle" if ring else "Who waits for whom")
    _draw_graph(
        axes,
        [
            (wait.who, wait.on if wait.on is not None else f"({wait.what})", wait.what if wait.on else "")
            for wait in found
        ],
        set(_edges(ring)),
    )
    return Picture(figure, "\n".join(lines))


def _held_by(wait: Wait) -> str:
    return (
        f"{thread_in_words(wait.on or '')}" if wait.what == "its end" else f"{thread_in_words(wait.on or '')} holds it"
    )


def lock_order_graph(traces: Trace | Iterable[Trace]) -> Picture:
    """The order of locks: an arrow from each lock that was held to the one that was asked for meanwhile.

    A circle, drawn thick, means that threads can come to wait for each other, even if they did not this time.
    """
    orders = lock_orders(traces)
    ring = circle((order.first, order.second) for order in orders)
    lines = ["Who held one lock and asked for another:"] if orders else ["Nobody held one lock and asked for another."]
    arrows: dict[tuple[str, str], list[str]] = defaultdict(list)
    for order in orders:
        where = "" if order.line is None else f", line {order.line}"
        lines.append(f"{order.first}, then {order.second}: {thread_in_words(order.thread)}{where}")
        arrows[order.first, order.second].append(f"{order.thread}{where}")
    if ring:
        lines.append(f"That is a circle: {' -> '.join([*ring, ring[0]])}. Threads that take them so can wait for ever.")
    elif orders:
        lines.append("There is no circle: taken in these orders, the locks lead to no deadlock.")
    figure, axes = _canvas("The order of locks: a circle" if ring else "The order of locks")
    labelled = [(first, second, "\n".join(dict.fromkeys(who))) for (first, second), who in arrows.items()]
    _draw_graph(axes, labelled, set(_edges(ring)))
    return Picture(figure, "\n".join(lines))


def queue_levels(trace: Trace) -> Picture:
    """How full the queues of an execution are, step by step. A step is no time: the axis counts steps."""
    found = levels(trace)
    figure, axes = _canvas("Items in queues, step by step", frame=True)
    styles = [(BLUE, "-", "o"), (VERMILION, "--", "s"), (GREEN, "-.", "^"), (BLACK, ":", "D")]
    lines = [] if found else ["Nobody puts anything into a queue, and nobody gets anything."]
    last = len(trace.steps)
    for (name, seen), (colour, line, marker) in zip(found.items(), styles * len(found), strict=False):
        steps, items = [level.step for level in seen], [level.items for level in seen]
        axes.step([*steps, last], [*items, items[-1]], where="post", color=colour, linestyle=line, label=name)
        axes.plot(steps, items, marker, color=colour)
        lines.append(f"Items in {name}, {items[0]} at the beginning, {max(items)} at most, {items[-1]} at the end:")
        lines += [f"step {level.step}: {level.words}: {level.items}" for level in seen[1:]]
    lines += [f"At the end, {thread_in_words(wait.who)} waits for {wait.what}." for wait in waits(trace)]
    if found:
        axes.set(xlabel="step", ylabel="items", ylim=(0, max(level.items for s in found.values() for level in s) + 0.6))
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
        axes.legend(fontsize=8)
    return Picture(figure, "\n".join(lines))


def _canvas(title: str, frame: bool = False) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(6, 3.2), layout="constrained", facecolor=GROUND)
    axes = figure.subplots()
    axes.set_title(title, fontsize=10, color=TEXT)
    if not frame:
        axes.set_axis_off()
        axes.set_aspect("equal")
    return figure, axes


def _edges(ring: tuple[str, ...]) -> Iterable[tuple[str, str]]:
    return zip(ring, [*ring[1:], *ring[:1]], strict=True)


def _draw_graph(axes: Axes, arrows: list[tuple[str, str, str]], thick: set[tuple[str, str]]) -> None:
    """Names in a ring, an arrow for each pair; names in parentheses are things, not threads."""
    names = sorted({name for arrow in arrows for name in arrow[:2]})
    places = {}
    for number, name in enumerate(names):
        angle = math.pi / 2 + (math.pi / 2 if len(names) == 2 else 0) - 2 * math.pi * number / max(len(names), 1)
        places[name] = (1.4 * math.cos(angle), math.sin(angle))
    height = 0.8 if len(names) <= 2 else 1.3
    axes.set(xlim=(-2.2, 2.2), ylim=(-height, height))
    for source, target, label in arrows:
        on_circle = (source, target) in thick
        _draw_arrow(axes, places[source], places[target], label, on_circle)
    for name, (x, y) in places.items():
        is_thing = name.startswith("(")
        style = "round,pad=0.4" if is_thing else "square,pad=0.45"
        box = {"boxstyle": style, "facecolor": GROUND if is_thing else SKY, "edgecolor": TEXT, "linewidth": 1}
        axes.text(
            x, y, name.strip("()") if is_thing else name, ha="center", va="center", fontsize=9, color=TEXT, bbox=box
        )


def _draw_arrow(
    axes: Axes, source: tuple[float, float], target: tuple[float, float], label: str, on_circle: bool
) -> None:
    (x, y), (to_x, to_y) = source, target
    look = {
        "color": VERMILION if on_circle else FAINT,
        "linewidth": 3 if on_circle else 1.2,
        "shrinkA": 16,
        "shrinkB": 18,
    }
    if source == target:
        # it waits for itself: a loop beside it
        curve = {"arrowstyle": "-|>", "connectionstyle": "arc3,rad=-1.6", **look}
        axes.annotate("", (x + 0.15, y - 0.12), (x - 0.15, y - 0.12), arrowprops=curve)
        middle = (x, y - 0.75)
    else:
        curve = {"arrowstyle": "-|>", "connectionstyle": f"arc3,rad={_BEND}", **look}
        axes.annotate("", target, source, arrowprops=curve)
        # the middle of the curve lies beside that of the straight line
        middle = ((x + to_x) / 2 + _BEND / 2 * (to_y - y), (y + to_y) / 2 - _BEND / 2 * (to_x - x))
    if label:
        box = {"facecolor": GROUND, "edgecolor": "none", "pad": 1.5, "alpha": 0.95}
        axes.text(*middle, label, ha="center", va="center", fontsize=8, color=TEXT, bbox=box)
