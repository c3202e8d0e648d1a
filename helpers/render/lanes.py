"""An interleaving at one glance: a lane for each thread, a box for each step, from left to right.

Static HTML without script and without a colour of its own. It stands above the table of the same steps, which says in
words what happens in each.
"""

from __future__ import annotations

from helpers.interleave.trace import Trace
from helpers.render.html import escaped
from helpers.render.rows import threads_of

# So many boxes stand side by side on a page; what follows stands below.
_IN_A_BAND = 20
# More than these are no picture at one glance; the table leaves some of them out, too.
_MOST = 60

_BOX = "border:1px solid currentColor;text-align:center;padding:0 0.2em"
_NAME = "font-weight:bold;padding-right:0.4em"


def lanes_html(trace: Trace) -> str:
    """The picture of a trace; empty for a trace that is too long for one."""
    steps = trace.steps
    threads = threads_of(trace)
    if not steps or len(steps) > _MOST or len(threads) < 2:
        return ""
    bands = []
    for start in range(0, len(steps), _IN_A_BAND):
        band = range(start, min(start + _IN_A_BAND, len(steps)))
        rows = []
        for thread in threads:
            boxes = "".join(
                f'<span style="{_BOX}">{number + 1}{"!" if _interrupted(trace, number) else ""}</span>'
                if steps[number].thread == thread
                else "<span></span>"
                for number in band
            )
            rows.append(f'<span style="{_NAME}">{escaped(thread)}</span>{boxes}')
        columns = f"max-content repeat({len(band)}, minmax(1.7em, 2.6em))"
        style = f"display:grid;grid-template-columns:{columns};gap:2px;margin:0.4em 0;font-size:0.9em"
        words = "; ".join(f"step {number + 1}: {steps[number].thread}" for number in band)
        bands.append(
            f'<div role="img" aria-label="Whose turn it is. {escaped(words)}" style="{style}">{"".join(rows)}</div>'
        )
    legend = "Whose turn it is, from left to right; the numbers are those of the steps in the table."
    if any(_interrupted(trace, number) for number in range(len(steps))):
        legend += " After a step with “!” the thread is interrupted, though it could have gone on."
    return f"<p>{legend}</p>{''.join(bands)}"


def _interrupted(trace: Trace, number: int) -> bool:
    """Whether the thread of this step was forced to stop after it."""
    return number + 1 < len(trace.steps) and trace.steps[number + 1].preemption
