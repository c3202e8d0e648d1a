"""Traces and verdicts as static HTML, for notebooks, nbviewer and feedback pages.

No script, and no colour: text and lines take the colour of their surroundings, so the contrast is that of the theme. A
switch, an interruption and a result are words, so nothing is lost where styles are taken out. All text that comes from
a learner's program is escaped.
"""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Mapping
from typing import Protocol

from helpers.interleave.trace import Trace
from helpers.language import _, retell
from helpers.render.rows import Gap, StepRow, Switch, in_the_learners_lines, label, last_waiting, rows_of, threads_of
from helpers.render.score import score_line, shown_points
from helpers.verdict import Finding, Verdict

TABLE = "border-collapse:collapse;margin:0.5em 0"
CELL = "border:1px solid currentColor;padding:0.25em 0.6em;text-align:left;vertical-align:top"
_CODE = "white-space:pre-wrap;background:none;color:inherit"


class Draw(Protocol):
    """Draws a trace as HTML."""

    def __call__(self, trace: Trace, *, labels: Mapping[int, str] | None = None) -> str: ...


def trace_html(
    trace: Trace,
    *,
    labels: Mapping[int, str] | None = None,
    caption: str = _("The shortest interleaving that shows it, one column for each thread"),
) -> str:
    """A trace as a table: one column for each thread, one row for each step.

    Args:
        labels: what to call the program's lines, when not by their numbers.
        caption: what stands above the table.
    """
    threads = threads_of(trace)
    head = "".join(f'<th scope="col" style="{CELL}">{escaped(name)}</th>' for name in (_("Step"), *threads))
    body = []
    for row in rows_of(trace, labels):
        if isinstance(row, StepRow):
            cells = "".join(
                f'<td style="{CELL}">{_step(row) if thread == row.thread else ""}</td>' for thread in threads
            )
            body.append(f'<tr><th scope="row" style="{CELL}">{row.number}</th>{cells}</tr>')
        elif isinstance(row, Switch):
            body.append(f'<tr><td style="{CELL}" colspan="{len(threads) + 1}"><em>{escaped(row.text)}</em></td></tr>')
        else:
            assert isinstance(row, Gap)
            body.append(f'<tr><td style="{CELL}" colspan="{len(threads) + 1}">… {escaped(row.text)}</td></tr>')
    caption = f'<caption style="text-align:left;color:inherit">{escaped(caption)}</caption>'
    rows = "".join(body)
    parts = [f'<table style="{TABLE}">{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>']
    for thread, reason in last_waiting(trace).items():
        said = _("At the end, {thread} waits for {reason}.").format(thread=thread, reason=reason)
        parts.append(f"<p>{escaped(said)}</p>")
    if trace.outcome:
        parts.append(f"<p><strong>{escaped(_('Outcome:'))}</strong> {escaped(retell(trace.outcome))}</p>")
    if trace.schedule:
        parts.append(f"<p>{escaped(_('Schedule:'))} {_code(trace.schedule)}</p>")
    return "\n".join(parts)


def verdict_html(
    verdict: Verdict,
    *,
    beliefs: Mapping[str, str] | None = None,
    labels: Mapping[int, str] | None = None,
    legend: tuple[str, ...] = (),
    draw: Draw = trace_html,
) -> str:
    """A verdict with all that it found.

    Args:
        beliefs: the misconceptions' ids and what they say, in one line each.
        labels: what to call the program's lines, when not by their numbers (`Assembled.line_labels()`).
        legend: sentences that explain those labels (`Assembled.legend()`).
        draw: draws the interleavings: `trace_html`, `storyboard_html` (the same with what is shared), or a widget.
    """
    parts = [f"<p><strong>{escaped(score_line(verdict))}</strong></p>"]
    parts += [_finding(verdict, finding, beliefs or {}, labels, draw) for finding in verdict.findings]
    if verdict.findings:
        parts += [f"<p>{_prose(retell(sentence))}</p>" for sentence in legend]
    if verdict.searched:
        items = "".join(f"<li>{_prose(retell(sentence))}</li>" for sentence in verdict.searched)
        parts.append(f"<p>{escaped(_('What was looked at:'))}</p><ul>{items}</ul>")
    return f'<div class="racecourse-verdict">{chr(10).join(parts)}</div>'


def _finding(
    verdict: Verdict, finding: Finding, beliefs: Mapping[str, str], labels: Mapping[int, str] | None, draw: Draw
) -> str:
    cost = f" (−{shown_points(finding.points)})" if finding.points else ""
    message = _prose(retell(in_the_learners_lines(finding.message, labels)))
    parts = [f"<p><strong>{escaped(finding.kind)}</strong>{cost}: {message}</p>"]
    if finding.line is not None:
        source = verdict.source.splitlines()
        text = source[finding.line - 1].strip() if 1 <= finding.line <= len(source) else ""
        where = _("Line {line}:").format(line=label(finding.line, labels))
        parts.append(f"<p>{escaped(where)} {_code(text)}</p>")
    if finding.misconception:
        belief = retell(beliefs.get(finding.misconception, ""))
        said = f": {_prose(belief)}" if belief else ""
        behind = _("The belief behind it ({name})").format(name=finding.misconception)
        parts.append(f"<p>{escaped(behind)}{said}</p>")
    if finding.trace is not None:
        parts.append(draw(finding.trace, labels=labels))
    return "\n".join(parts)


def _step(row: StepRow) -> str:
    line = f"{escaped(row.line)}: " if row.line else ""
    source = f"{line}{_code(row.source)}<br>" if row.source else ""
    return f"{source}{escaped(row.words)}"


def escaped(text: str) -> str:
    """A text as HTML; characters that steer the direction or the device are shown as their numbers."""
    if text.isascii() and text.replace("\n", "").replace("\t", "").isprintable():
        return html.escape(text)  # nearly every text, and there are thousands of them in a class
    shown = "".join(
        c if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs") else f"\\x{ord(c):02x}" for c in text
    )
    return html.escape(shown)


def _prose(text: str) -> str:
    """A message: what is between backticks is code, and lines stay lines."""
    parts = escaped(text).split("`")
    if len(parts) % 2 == 0:  # an odd backtick is no markup
        return "<br>".join(escaped(text).split("\n"))
    marked = [f'<code style="{_CODE}">{part}</code>' if index % 2 else part for index, part in enumerate(parts)]
    return "<br>".join("".join(marked).split("\n"))


def _code(text: str) -> str:
    return f'<code style="{_CODE}">{escaped(text)}</code>'
