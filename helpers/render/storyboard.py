"""A replay as static HTML: all of it in tables, for feedback pages, nbviewer, GitHub and notebooks without a kernel.

No script, and no colour of its own, like the tables of html.py, on which it builds.
"""

from __future__ import annotations

from collections.abc import Mapping

from helpers.interleave.trace import Trace
from helpers.language import _, ngettext
from helpers.render.html import CELL, TABLE, escaped, trace_html
from helpers.render.rows import shown_steps
from helpers.render.story import Moment, Story, tell_story


def storyboard_html(
    trace: Trace,
    *,
    labels: Mapping[int, str] | None = None,
    caption: str = _("The shortest interleaving that shows it, one column for each thread"),
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
    summary = escaped(_("Step by step: what is shared, who holds a lock, who waits"))
    return f"{trace_html(trace, labels=labels, caption=caption)}\n<details><summary>{summary}</summary>{told}</details>"


def _told(story: Story, shown: set[int]) -> str:
    if not story.moments:
        return ""
    names = (_("Step"), _("What happens"), _("Shared, after it"), _("Locks and who waits, after it"))
    head = "".join(f'<th scope="col" style="{CELL}">{escaped(name)}</th>' for name in names)
    rows = []
    left_out = 0
    for index, moment in enumerate(story.moments):
        if index not in shown:
            left_out += 1
            continue
        if left_out:
            rows.append(f'<tr><td style="{CELL}" colspan="4">… {escaped(_not_shown(left_out))}</td></tr>')
            left_out = 0
        rows.append(_row(story, moment))
    because = f"<p>{escaped(story.because)}</p>" if story.decisive is not None else ""
    return f'{because}<table style="{TABLE}"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def _not_shown(number: int) -> str:
    return ngettext("{count} step not shown", "{count} steps not shown", number).format(count=number)


def _row(story: Story, moment: Moment) -> str:
    line = escaped(_("Line {line}:").format(line=moment.label)) + " " if moment.label else ""
    turn = f"<em>{escaped(moment.switch)}</em><br>" if moment.switch else ""
    this = escaped(_("This switch is the one to look at."))
    decisive = f"<strong>{this}</strong><br>" if moment.number == story.decisive else ""
    values = "<br>".join(
        f"{escaped(name)} = {escaped(value)}{escaped(_(' (changed)')) if name in moment.changed else ''}"
        for name, value in moment.values.items()
    )
    held, waits = _("{lock}: held by {owners}"), _("{thread} waits for {reason}")
    who = [escaped(held.format(lock=lock, owners=_(" and ").join(owners))) for lock, owners in moment.locks.items()]
    who += [escaped(waits.format(thread=thread, reason=reason)) for thread, reason in moment.waiting.items()]
    return (
        f'<tr><th scope="row" style="{CELL}">{moment.number}</th>'
        f'<td style="{CELL}">{turn}{decisive}{line}{escaped(moment.sentence)}</td>'
        f'<td style="{CELL}">{values or escaped(_("nothing yet"))}</td>'
        f'<td style="{CELL}">{"<br>".join(who) or escaped(_("all free, nobody waits"))}</td></tr>'
    )
