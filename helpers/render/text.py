"""Traces and verdicts as plain text of a fixed width, for terminals, tracebacks and logs."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Mapping

from helpers.interleave.trace import Trace
from helpers.language import _, retell
from helpers.render.rows import Gap, StepRow, Switch, in_the_learners_lines, label, last_waiting, rows_of, threads_of
from helpers.render.score import score_line, shown_points
from helpers.verdict import Finding, Verdict

WIDTH = 100
# a thread's column that is narrower than this is no longer readable
_NARROWEST = 22


def trace_text(trace: Trace, *, width: int = WIDTH, labels: Mapping[int, str] | None = None) -> str:
    """A trace as a table: one column for each thread, one row for each step.

    Args:
        width: the most characters in a line, at least 40.
        labels: what to call the program's lines, when not by their numbers.
    """
    threads = threads_of(trace)
    rows = rows_of(trace, labels)
    number = max(len(_("step")), *(len(str(row.number)) for row in rows if isinstance(row, StepRow)), 0) if rows else 4
    column = (width - number) // max(len(threads), 1) - 3
    if column < _NARROWEST:
        lines = _one_column(rows, threads, number, width)
    else:
        lines = _columns(rows, threads, number, min(column, max(_widest(rows), 8)))
    lines += _ending(trace, width)
    return "\n".join(lines)


def verdict_text(
    verdict: Verdict,
    *,
    width: int = WIDTH,
    beliefs: Mapping[str, str] | None = None,
    labels: Mapping[int, str] | None = None,
    legend: tuple[str, ...] = (),
    traces: bool = True,
) -> str:
    """A verdict with all that it found.

    Args:
        width: the most characters in a line, at least 40.
        beliefs: the misconceptions' ids and what they say, in one line each.
        labels: what to call the program's lines, when not by their numbers (`Assembled.line_labels()`).
        legend: sentences that explain those labels (`Assembled.legend()`).
        traces: whether to draw the interleavings.
    """
    lines = _wrap(score_line(verdict), width)
    for finding in verdict.findings:
        lines += ["", *_finding(verdict, finding, width, beliefs or {}, labels, traces)]
    if verdict.findings and legend:
        lines += ["", *(line for sentence in legend for line in _wrap(retell(sentence), width))]
    if verdict.searched:
        lines += ["", _("What was looked at:")]
        lines += (line for sentence in verdict.searched for line in _wrap(f"- {retell(sentence)}", width, "  "))
    return "\n".join(lines)


def _finding(
    verdict: Verdict,
    finding: Finding,
    width: int,
    beliefs: Mapping[str, str],
    labels: Mapping[int, str] | None,
    traces: bool,
) -> list[str]:
    cost = f" (-{shown_points(finding.points)})" if finding.points else ""
    lines = _wrap(f"[{finding.kind}]{cost} {retell(in_the_learners_lines(finding.message, labels))}", width)
    if finding.line is not None:
        source = verdict.source.splitlines()
        text = source[finding.line - 1] if 1 <= finding.line <= len(source) else ""
        lines += [
            "",
            _cut(
                _("    line {line}: {text}").format(line=label(finding.line, labels), text=_plain(text.strip())), width
            ),
        ]
    if finding.misconception:
        belief = retell(beliefs.get(finding.misconception, ""))
        said = _("The belief behind it ({name}): {belief}").format(name=finding.misconception, belief=belief)
        lines += ["", *_wrap(said.rstrip(": "), width)]
    if finding.trace is not None and traces:
        lines += ["", *_wrap(_("The shortest interleaving that shows it:"), width)]
        lines += trace_text(finding.trace, width=width, labels=labels).splitlines()
    return lines


def _columns(rows: list[Switch | Gap | StepRow], threads: tuple[str, ...], number: int, column: int) -> list[str]:
    def line(first: str, cells: list[str]) -> str:
        return " | ".join([first, *(_pad(cell, column) for cell in cells)]).rstrip()

    rule = "-+-".join(["-" * number, *(["-" * column] * len(threads))])
    lines = [line(_("step").rjust(number), [_cut(_plain(name), column) for name in threads]), rule]
    whole = (column + 3) * len(threads) - 3
    for row in rows:
        if isinstance(row, StepRow):
            cell = [part for text in _texts(row) for part in _wrap(text, column, "  ")]
            for index, part in enumerate(cell):
                lines.append(
                    line(
                        str(row.number if index == 0 else "").rjust(number),
                        [part if t == row.thread else "" for t in threads],
                    )
                )
        else:
            mark = "~~ " if isinstance(row, Switch) else "... "
            lines += [f"{' ' * number} | {part}" for part in _wrap(mark + row.text, whole, " " * len(mark))]
    return lines


def _one_column(rows: list[Switch | Gap | StepRow], threads: tuple[str, ...], number: int, width: int) -> list[str]:
    """For more threads than there is room for: the thread's name in a column of its own."""
    name = min(max(len(_("thread")), *(len(_plain(thread)) for thread in threads)), width // 4)
    column = width - number - name - 6
    lines = [f"{_('step').rjust(number)} | {_('thread').ljust(name)} | {_('what it does')}"]
    lines.append("-+-".join(["-" * number, "-" * name, "-" * column]))
    for row in rows:
        if isinstance(row, StepRow):
            cell = [part for text in _texts(row) for part in _wrap(text, column, "  ")]
            for index, part in enumerate(cell):
                first = (str(row.number), _cut(_plain(row.thread), name)) if index == 0 else ("", "")
                lines.append(f"{first[0].rjust(number)} | {_pad(first[1], name)} | {part}".rstrip())
        else:
            mark = "~~ " if isinstance(row, Switch) else "... "
            lines += [
                f"{' ' * number} | {part}" for part in _wrap(mark + row.text, width - number - 3, " " * len(mark))
            ]
    return lines


def _ending(trace: Trace, width: int) -> list[str]:
    lines = [""]
    for thread, reason in last_waiting(trace).items():
        lines += _wrap(_("At the end, {thread} waits for {reason}.").format(thread=thread, reason=reason), width)
    if trace.outcome:
        lines += _wrap(_("Outcome: {outcome}").format(outcome=retell(trace.outcome)), width)
    if trace.schedule:
        lines += _wrap(_("Schedule: {schedule}").format(schedule=trace.schedule), width)
    return lines if len(lines) > 1 else []


def _texts(row: StepRow) -> list[str]:
    """A step's cell: the learner's line, then what the step did."""
    line = f"{row.line}: {row.source}" if row.line else row.source
    return [line, f"  {row.words}"] if line else [row.words]


def _widest(rows: list[Switch | Gap | StepRow]) -> int:
    return max((_cells(_plain(text)) for row in rows if isinstance(row, StepRow) for text in _texts(row)), default=0)


def _wrap(text: str, width: int, indent: str = "") -> list[str]:
    """Wrap each line of a text; what is written in code keeps its spaces."""
    lines = []
    for line in _plain(text).split("\n"):
        lead = line[: len(line) - len(line.lstrip())]
        while _cells(line) > width:
            # characters that take two cells leave less room
            room = max(width - (_cells(line) - len(line)), 1) if _cells(line) != len(line) else width
            parts = textwrap.wrap(line, max(room, 2), drop_whitespace=False, break_on_hyphens=False)
            if not parts[0].strip():
                # the next word has room only without the indent
                line, lead, indent = line.lstrip(), "", ""
                continue
            lines.append(parts[0].rstrip())
            line = lead + indent + "".join(parts[1:]).lstrip()
            if len(lead + indent) >= width // 2:
                lead = indent = ""
        lines.append(line)
    return lines or [""]


def _plain(text: str) -> str:
    """Text without control characters: escape sequences of a student's program must not reach a teacher's terminal."""
    text = text.replace("\t", "    ")
    if text.isascii() and text.replace("\n", "").isprintable():
        return text  # nearly every text, and there are thousands of them in a class
    return "".join(
        c if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs") else f"\\x{ord(c):02x}" for c in text
    )


def _cells(text: str) -> int:
    """How many cells of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _pad(text: str, width: int) -> str:
    return text + " " * max(width - _cells(text), 0)


def _cut(text: str, width: int) -> str:
    while _cells(text) > width:
        text = text[:-2].rstrip(".") + "…"
    return text
