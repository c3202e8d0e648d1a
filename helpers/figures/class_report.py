"""Pictures of a graded class: bars with their numbers written beside them, so that no colour carries a meaning alone.

The text form of each is one sentence per bar. The page that shows them has a table with the same numbers beside each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from helpers.figures.picture import Picture

# Okabe and Ito's palette, which people with any kind of colour vision can tell apart
# (https://jfly.uni-koeln.de/color/), each with a hatch of its own.
_LOOKS = (("#0072B2", ""), ("#E69F00", "//"), ("#999999", ".."), ("#F0E442", "xx"), ("#D55E00", "\\\\"))
_INK = "#1a1a1a"
_LABEL = {"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none"}


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.

    Attributes:
        name: what stands beside it.
        parts: how many of each kind, in the order of the legend.
    """

    name: str
    parts: tuple[int, ...]


def stacked_bars(title: str, unit: str, kinds: Sequence[str], bars: Sequence[Bar]) -> Picture:
    """Horizontal bars, each divided into kinds.

    Args:
        title: what the picture shows.
        unit: what is counted, in the plural: "students".
        kinds: the legend; of one kind there is none.
        bars: from top to bottom.
    """
    figure = Figure(figsize=(7.2, 1.3 + 0.36 * max(len(bars), 1)), layout="constrained")
    axes = figure.subplots()
    places = range(len(bars))
    left = [0] * len(bars)
    for index, kind in enumerate(kinds):
        colour, hatch = _LOOKS[index % len(_LOOKS)]
        numbers = [bar.parts[index] for bar in bars]
        axes.barh(places, numbers, left=left, color=colour, hatch=hatch, edgecolor=_INK, linewidth=0.6, label=kind)
        for place, (start, number) in enumerate(zip(left, numbers, strict=True)):
            if number:
                axes.text(start + number / 2, place, str(number), ha="center", va="center", fontsize=8, bbox=_LABEL)
        left = [start + number for start, number in zip(left, numbers, strict=True)]
    axes.set_yticks(list(places), [_plain(bar.name) for bar in bars])
    axes.invert_yaxis()
    axes.set_xlim(0, max([*left, 1]) * 1.02)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlabel(unit)
    axes.spines[["top", "right"]].set_visible(False)
    axes.set_title(_plain(title), loc="left", fontsize=11)
    if len(kinds) > 1:
        figure.legend(loc="outside lower center", ncols=min(len(kinds), 3), fontsize=8, frameon=False)
    return Picture(figure, _text(title, unit, kinds, bars))


def _plain(text: str) -> str:
    """The text as it is: matplotlib takes what is between dollar signs for a formula."""
    return text.replace("$", r"\$")


def _text(title: str, unit: str, kinds: Sequence[str], bars: Sequence[Bar]) -> str:
    lines = [f"{title}."]
    for bar in bars:
        numbers = ", ".join(f"{number} {kind}" for kind, number in zip(kinds, bar.parts, strict=True) if number)
        lines.append(f"{bar.name}: {numbers or f'no {unit}'}.")
    return " ".join(lines)
