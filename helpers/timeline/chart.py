"""A recording as a Gantt chart and as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from helpers.figures.gantt import Label, Row, Span, draw, letters
from helpers.figures.picture import Picture
from helpers.language import _, retell
from helpers.timeline.bars import IN_LINE, Bar

if TYPE_CHECKING:
    from helpers.timeline.recording import Timeline

MOST_ROWS = 40
"""So many rows are drawn; what is beyond them is in the bars."""

_KINDS = {
    "thread": ("thread", "threads"),
    "process": ("process", "processes"),
    "task": ("task of a pool", "tasks of pools"),
    "coroutine": ("asyncio task", "asyncio tasks"),
    "celery": ("Celery task", "Celery tasks"),
}


def chart(timeline: Timeline) -> Picture:
    """The recording as a picture; its text is that of `table`."""
    rows = rows_of(timeline.bars)
    return Picture(draw(rows[:MOST_ROWS], timeline.seconds, _title(timeline, rows)), table(timeline))


def table(timeline: Timeline) -> str:
    """The recording as text: how many there were, a chart of letters, the sums of each bar, and what is not known."""
    rows = rows_of(timeline.bars)
    lines = [_title(timeline, rows), "", letters(rows[:MOST_ROWS], timeline.seconds), "", *_sums(timeline.bars)]
    return "\n".join([*lines, *(["", *timeline.remarks] if timeline.remarks else [])])


def rows_of(bars: Sequence[Bar]) -> list[Row]:
    """A row for each thread and process, with the tasks that ran in it; and one for each task of asyncio."""
    rows: list[Row] = []
    pids = {bar.pid for bar in bars}
    placed: set[int] = set()
    for bar in bars:
        if id(bar) in placed:
            continue
        tasks = [] if bar.kind in ("main", "coroutine") else [each for each in bars if _runs_in(each, bar)]
        placed.update(id(each) for each in (bar, *tasks))
        rows.append(_row(bar, tasks, len(pids) > 1))
    return rows


def _runs_in(task: Bar, bar: Bar) -> bool:
    """Whether a task is drawn in the row of a bar: that of its thread, or of another task of the same thread."""
    return (
        task is not bar
        and task.kind in ("task", "celery")
        and bar.kind != "main"
        and (task.pid, task.thread) == (bar.pid, bar.thread)
    )


def _row(bar: Bar, tasks: list[Bar], several: bool) -> Row:
    inside = [bar, *tasks] if bar.kind in ("task", "celery") else tasks
    shown = inside or [bar]
    spans = [Span(piece.began, piece.ended, piece.state) for piece in bar.pieces] if not inside else []
    if inside and bar not in inside:
        # what the thread or process did before, between and after its tasks
        spans = [Span(piece.began, piece.ended, piece.state) for piece in bar.pieces]
    for each in inside:
        spans = _cut_out(spans, each.began, each.ended)
        spans += [Span(piece.began, piece.ended, piece.state) for piece in each.pieces]
    first = min(shown, key=lambda each: each.began)
    if first.asked is not None and first.asked < first.began and not (inside and bar not in inside):
        spans.append(Span(first.asked, first.began, IN_LINE))
    whole = () if bar in inside else (Label(bar.began, bar.ended, ""),)
    labels = (*whole, *(Label(each.began, each.ended, each.name) for each in inside))
    return Row(_row_name(bar, several), tuple(spans), labels)


def _cut_out(spans: list[Span], began: float, ended: float) -> list[Span]:
    left = []
    for span in spans:
        if span.began < began:
            left.append(Span(span.began, min(span.ended, began), span.state))
        if span.ended > ended:
            left.append(Span(max(span.began, ended), span.ended, span.state))
    return left


def _row_name(bar: Bar, several: bool) -> str:
    if bar.kind == "main":
        return _("the block")
    if bar.kind == "process":
        return f"{bar.name}, pid {bar.pid}"
    if bar.kind in ("task", "celery"):
        return f"{_('worker')}, pid {bar.pid}" if several and bar.pid else "worker"
    if bar.kind == "coroutine":
        return f"{bar.name} (asyncio)"
    return bar.name


def _title(timeline: Timeline, rows: Sequence[Row]) -> str:
    counts = []
    for kind, (one, many) in _KINDS.items():
        number = len(timeline.of(kind))
        if number:
            counts.append(f"{number} {one if number == 1 else many}, at most {timeline.most_together(kind)} at once")
    what = "; ".join(counts) or "nothing began in the block"
    cut = f" (the first {MOST_ROWS} of {len(rows)} rows)" if len(rows) > MOST_ROWS else ""
    return retell(f"Timeline of {timeline.seconds:.3f} seconds here, just now: {what}{cut}")


def _sums(bars: Sequence[Bar]) -> list[str]:
    head = (_("what"), _("begins"), _("ends"), _("ran"), _("no core"), "GIL", _("waited"), _("how it ended"))
    cells = [head]
    for bar in bars[:MOST_ROWS]:
        name = retell("the block" if bar.kind == "main" else f"{_KINDS[bar.kind][0]} {bar.name}")
        sums = (_number(bar.running), _number(bar.ready), _number(bar.gil), _number(bar.waiting))
        cells.append((name, f"{bar.began:.3f}", f"{bar.ended:.3f}", *sums, bar.how))
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    lines = []
    for row in cells:
        middle = "  ".join(cell.rjust(width) for cell, width in zip(row[1:-1], widths[1:-1], strict=True))
        lines.append(f"{row[0]:{widths[0]}}  {middle}  {row[-1]}".rstrip())
    lines.append(retell("Seconds; `no core`: could have run, and waited for a core; ? cannot be told here."))
    if len(bars) > MOST_ROWS:
        lines.append(retell(f"And {len(bars) - MOST_ROWS} more."))
    return lines


def _number(seconds: float | None) -> str:
    return "?" if seconds is None else f"{seconds:.3f}"
