"""A replay as static HTML: all of it in tables, for feedback pages, nbviewer, GitHub and notebooks without a kernel.

No script, and no colour of its own, like the tables of html.py, on which it builds.
"""

from __future__ import annotations

from collections.abc import Mapping

from helpers.interleave.trace import Trace
from helpers.render.html import CELL, TABLE, escaped, trace_html
from helpers.render.rows import shown_steps
from helpers.render.story import Moment, Story, tell_story


def storyboard_html(
    trace: Trace,
    *,
    labels: Mapping[int, str] | None = None,
    caption: str = "The shortest interleaving that shows it, one column for each thread",
) -> str:
    """A trace step by step: who does what, and for each step what is shared, who holds a lock and who waits.

    Args:
        labels: what to call the program's lines, when not by their numbers.
        caption: what stands above the table.
    """
    story = tell_story(trace, labels)
    told = _told(story, shown_steps(trace.steps))
    if not told:
        return trace_html(trace, labels=labels, caption=caption)
    return (
        f"{trace_html(trace, labels=labels, caption=caption)}\n"
        f"<details><summary>Step by step: what is shared, who holds a lock, who waits</summary>{told}</details>"
    )


def _told(story: Story, shown: set[int]) -> str:
    if not story.moments:
        return ""
    names = ("Step", "What happens", "Shared, after it", "Locks and who waits, after it")
    head = "".join(f'<th scope="col" style="{CELL}">{name}</th>' for name in names)
    rows = []
    left_out = 0
    for index, moment in enumerate(story.moments):
        if index not in shown:
            left_out += 1
            continue
        if left_out:
            rows.append(f'<tr><td style="{CELL}" colspan="4">… {_steps(left_out)} not shown</td></tr>')
            left_out = 0
        rows.append(_row(story, moment))
    because = f"<p>{escaped(story.because)}</p>" if story.decisive is not None else ""
    return f'{because}<table style="{TABLE}"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def _steps(number: int) -> str:
    return f"{number} step{'s' * (number > 1)}"


def _row(story: Story, moment: Moment) -> str:
    line = f"Line {escaped(moment.label)}: " if moment.label else ""
    turn = f"<em>{escaped(moment.switch)}</em><br>" if moment.switch else ""
    decisive = "<strong>This switch is the one to look at.</strong><br>" if moment.number == story.decisive else ""
    values = "<br>".join(
        f"{escaped(name)} = {escaped(value)}{' (changed)' if name in moment.changed else ''}"
        for name, value in moment.values.items()
    )
    who = [f"{escaped(lock)}: held by {escaped(' and '.join(owners))}" for lock, owners in moment.locks.items()]
    who += [f"{escaped(thread)} waits for {escaped(reason)}" for thread, reason in moment.waiting.items()]
    return (
        f'<tr><th scope="row" style="{CELL}">{moment.number}</th>'
        f'<td style="{CELL}">{turn}{decisive}{line}{escaped(moment.sentence)}</td>'
        f'<td style="{CELL}">{values or "nothing yet"}</td>'
        f'<td style="{CELL}">{"<br>".join(who) or "all free, nobody waits"}</td></tr>'
    )
