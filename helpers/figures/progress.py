"""How far somebody has come, chapter by chapter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from helpers.figures.palette import BLUE, FAINT, GROUND, ORANGE, TEXT
from helpers.figures.picture import Picture


@dataclass(frozen=True, slots=True)
class ChapterBar:
    """One chapter's exercises.

    Attributes:
        name: what the chapter is called, with its number.
        solved, tried, left: how many are solved, tried and not solved, and neither.
    """

    name: str
    solved: int
    tried: int
    left: int


def progress_bars(chapters: Sequence[ChapterBar], text: str) -> Picture:
    """A bar for each chapter. The parts differ in their filling, not only in their colour.

    Args:
        text: what the picture says, as text.
    """
    names = [chapter.name for chapter in chapters]
    places = range(len(chapters))
    figure = Figure(figsize=(7.2, 0.32 * len(chapters) + 1.1), layout="constrained")
    axes = figure.subplots()
    start = [0] * len(chapters)
    looks: tuple[tuple[str, list[int], dict[str, Any]], ...] = (
        ("solved", [c.solved for c in chapters], {"color": BLUE}),
        ("tried", [c.tried for c in chapters], {"facecolor": ORANGE, "hatch": "////", "edgecolor": TEXT}),
        ("not yet tried", [c.left for c in chapters], {"facecolor": GROUND, "edgecolor": FAINT}),
    )
    for label, counts, look in looks:
        axes.barh(places, counts, left=start, label=label, linewidth=1, **look)
        start = [before + count for before, count in zip(start, counts, strict=True)]
    axes.set_yticks(places, names)
    axes.invert_yaxis()
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlabel("exercises")
    axes.legend(loc="lower center", bbox_to_anchor=(0.4, 1.0), ncols=3, frameon=False, fontsize=9)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    return Picture(figure, text)
