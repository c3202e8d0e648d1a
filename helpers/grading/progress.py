"""How far a grading run is: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator

from rich.console import Console, Group
from rich.live import Live
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bar
from rich.text import Text

from helpers.grading.run import Progress

_SHOWN_FINDINGS = 6
_LINES = 20  # as many plain lines, at most, for a whole class


class Pace:
    """How fast it goes, and how long it will take, from what was done so far.

    Args:
        clock: seconds, as `time.monotonic` counts them.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._began: float | None = None
        self._first = 0

    def at(self, progress: Progress) -> tuple[float, float] | None:
        """Submissions per minute, and the seconds that remain; None before there is anything to go by."""
        now = self._clock()
        if self._began is None:
            # What was graded before is passed over in no time, and says nothing about the rest.
            self._began, self._first = now, progress.done
        done, seconds = progress.done - self._first - progress.skipped, now - self._began
        if done <= 0 or seconds <= 0:
            return None
        return 60 * done / seconds, (progress.of - progress.done) * seconds / done


@contextlib.contextmanager
def shown(console: Console) -> Iterator[tuple[Callable[[Progress], None], Callable[[str], None]]]:
    """Show how far a run is.

    Yields:
        what is told of each step, and what is told a sentence for the teacher.
    """
    pace = Pace()
    if not console.is_terminal:
        last = -1

        def line(progress: Progress) -> None:
            nonlocal last
            part = progress.done * _LINES // max(1, progress.of)
            if part != last:
                last = part
                console.print(in_words(progress, pace.at(progress)), markup=False, soft_wrap=True)
            else:
                pace.at(progress)

        yield line, lambda sentence: console.print(sentence, markup=False, soft_wrap=True)
        return
    bar = Bar(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[pace]}"),
        console=console, auto_refresh=False,
    )  # fmt: skip
    task = bar.add_task("Starting nbgrader", total=None, pace="")
    below = Text()
    with Live(Group(bar, below), console=console, transient=True, refresh_per_second=8) as live:

        def step(progress: Progress) -> None:
            nonlocal below
            bar.update(
                task,
                description=escape(progress.student),
                completed=progress.done,
                total=progress.of,
                pace=_pace(pace.at(progress)),
            )
            below = Text(_findings(progress), style="dim")
            live.update(Group(bar, below))

        yield step, lambda sentence: live.console.print(sentence, markup=False, soft_wrap=True)


def in_words(progress: Progress, pace: tuple[float, float] | None) -> str:
    """One line for those who read a log."""
    parts = [f"{progress.done} of {progress.of}", _pace(pace), _findings(progress)]
    return ", ".join(part for part in parts if part)


def _pace(pace: tuple[float, float] | None) -> str:
    if pace is None:
        return ""
    rate, seconds = pace
    return f"{rate:.0f} a minute, {_duration(seconds)} to go"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _findings(progress: Progress) -> str:
    if not progress.findings:
        return ""
    most = sorted(progress.findings.items(), key=lambda item: (-item[1], item[0]))
    named = ", ".join(f"{count} {kind}" for kind, count in most[:_SHOWN_FINDINGS])
    return f"findings: {named}" + (", ..." if len(most) > _SHOWN_FINDINGS else "")
