"""The picture of a deadlock, below the steps that lead to it."""

from __future__ import annotations

from collections.abc import Mapping

from helpers.figures.waits import circle, waits
from helpers.interleave.trace import Trace
from helpers.render import Draw


def with_circle(draw: Draw) -> Draw:
    """Draws a trace as `draw` does, and below it who waits for whom, if the trace ends in a circle."""

    def both(trace: Trace, *, labels: Mapping[int, str] | None = None) -> str:
        return "\n".join(filter(None, [draw(trace, labels=labels), circle_html(trace)]))

    return both


def circle_html(trace: Trace) -> str:
    """Who waits for whom at the end of a trace, as a picture with its text; nothing where that is no circle."""
    if not circle((wait.who, wait.on) for wait in waits(trace) if wait.on is not None):
        return ""
    from helpers.figures.waiting import wait_for_graph  # matplotlib takes a second to load

    return wait_for_graph(trace)._repr_html_()
