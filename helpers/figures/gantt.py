"""A Gantt chart: a row for each who runs, a bar for each piece of time; as a picture, and as letters in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import fill

from matplotlib.figure import Figure
from matplotlib.patches import Patch

from helpers.figures.palette import FAINT, GROUND, STATES, TEXT

_LETTERS = 60


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a row. `state` is one of `helpers.figures.palette.STATES`."""

    began: float
    ended: float
    state: str


@dataclass(frozen=True, slots=True)
class Label:
    """One thing on a row: where its outline is drawn, and the text in it, which may be empty."""

    began: float
    ended: float
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        name: what stands on its left.
        spans: what is drawn; they do not overlap.
        labels: what stands in it.
    """

    name: str
    spans: tuple[Span, ...]
    labels: tuple[Label, ...] = ()


def draw(rows: Sequence[Row], seconds: float, title: str, unit: str = "seconds since the beginning") -> Figure:
    """The chart as a figure.

    Args:
        seconds: where the axis ends.
        unit: what its numbers are.
    """
    figure = Figure(figsize=(8, 1.5 + 0.36 * max(len(rows), 2)), layout="constrained", facecolor=GROUND)
    axes = figure.subplots()
    # so wide is a letter, in the axis's own measure, on a picture of this size
    letter = seconds / 92 if seconds else 1.0
    for number, row in enumerate(rows):
        for state in dict.fromkeys(span.state for span in row.spans):
            look = STATES[state]
            height = 0.3 if state == "in line" else 0.72
            axes.broken_barh(
                [(span.began, span.ended - span.began) for span in row.spans if span.state == state],
                (number - height / 2, height),
                facecolor=look.colour,
                hatch=look.hatch,
                edgecolor=TEXT if look.hatch or state == "in line" else look.colour,
                linewidth=0.5 if state == "in line" else 0,
            )
        for label in row.labels:
            axes.barh(
                number,
                label.ended - label.began,
                left=label.began,
                height=0.72,
                facecolor="none",
                edgecolor=TEXT,
                linewidth=0.8,
            )
            if label.text and len(label.text) * letter <= label.ended - label.began:
                axes.text(
                    (label.began + label.ended) / 2,
                    number,
                    label.text,
                    ha="center",
                    va="center",
                    fontsize=7,
                    color=TEXT,
                    bbox={"facecolor": GROUND, "edgecolor": "none", "pad": 1, "alpha": 0.9},
                )
    axes.set_yticks(range(len(rows)), [row.name for row in rows], fontsize=8, color=TEXT)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_xlim(0, seconds or 1)
    axes.set_xlabel(unit, fontsize=8, color=TEXT)
    axes.tick_params(axis="x", labelsize=8, colors=TEXT)
    axes.grid(axis="x", color=FAINT, linewidth=0.3, alpha=0.4)
    axes.set_axisbelow(True)
    figure.suptitle(fill(title, 110), fontsize=9, color=TEXT, x=0.01, ha="left")
    used = [state for state in STATES if any(span.state == state for row in rows for span in row.spans)]
    if used:
        patches = [
            Patch(
                facecolor=STATES[s].colour, hatch=STATES[s].hatch, edgecolor=TEXT, linewidth=0.5, label=STATES[s].words
            )
            for s in used
        ]
        figure.legend(handles=patches, loc="outside lower center", ncols=min(3, len(used)), fontsize=8, frameon=False)
    return figure


def letters(rows: Sequence[Row], seconds: float, width: int = _LETTERS) -> str:
    """The chart as lines of letters, one letter for each part of the time, and a line that explains them.

    Where two states fall into one letter the longer one is shown.
    """
    name = max((len(row.name) for row in rows), default=0)
    lines = [f"{row.name:{name}} |{_line(row, seconds, width)}|" for row in rows]
    used = [state for state in STATES if any(span.state == state for row in rows for span in row.spans)]
    if used:
        lines.append("; ".join(f"{STATES[state].letter} {STATES[state].words}" for state in used))
    return "\n".join(lines)


def _line(row: Row, seconds: float, width: int) -> str:
    step = seconds / width if seconds else 1.0
    line = []
    for column in range(width):
        began, ended = column * step, (column + 1) * step
        shares: dict[str, float] = {}
        for span in row.spans:
            share = min(ended, span.ended) - max(began, span.began)
            if share > 0:
                shares[span.state] = shares.get(span.state, 0.0) + share
        line.append(STATES[max(shares, key=lambda state: shares[state])].letter if shares else " ")
    return "".join(line)
