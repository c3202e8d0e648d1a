"""The report of a graded class, as a table for a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from helpers.grading.driver import ClassReport
from helpers.grading.visible import for_terminal

_CELL = re.compile(r"ex-(\d\d-\d+)(-check)?")
_WIDEST = 14  # columns of a terminal for the name of a test cell: a longer one goes on in the next line
_AROUND = 3  # what a table needs for each column beside its text; one more for its edge


def print_report(report: ClassReport, console: Console) -> None:
    """Print the scores of a class, then what the grader noted."""
    _print_scores(report, console)
    if any(None in row.scores.values() for row in report.rows):
        console.print("? stands for a score that only you can give: in Formgrader, under Manual Grading.")
    for row in report.rows:
        if row.notes:
            console.print(f"\n[bold]{for_terminal(row.student)}[/bold]")
            for note in row.notes:
                console.print(f"  * {for_terminal(note)}", soft_wrap=True)
    console.print(f"\nnbgrader's log: {report.log.name}")


@dataclass(frozen=True)
class _Column:
    heading: str
    values: tuple[str, ...]

    @property
    def width(self) -> int:
        return min(_WIDEST, max(cell_len(text) for text in (*self.heading.split("\n"), *self.values)))


def _print_scores(report: ClassReport, console: Console) -> None:
    """One table, or several of the same students where the terminal is too narrow for all exercises side by side."""
    names = [for_terminal(row.student) for row in report.rows]
    longest = max(map(cell_len, ["student", *names]))
    ends = [
        _Column(f"total\n/ {sum(report.points.values()):g}", tuple(f"{row.total:g}" for row in report.rows)),
        _Column("look", tuple("yes" if row.look else "" for row in report.rows)),
    ]
    exercises = [
        _Column(
            f"{heading}\n/ {report.points[name]:g}",
            tuple("?" if (score := row.scores[name]) is None else f"{score:g}" for row in report.rows),
        )
        for name, heading in zip(report.points, _headings(report.points), strict=True)
    ]
    title: str | None = (
        f"{report.chapter}: {len(report.rows)} {'submission' if len(report.rows) == 1 else 'submissions'}"
    )
    for columns in _side_by_side(exercises, ends, console.width - min(longest, console.width // 6) - _AROUND - 1):
        table = Table(title=title)
        table.add_column("student", overflow="fold")
        for column in columns:
            table.add_column(
                escape(column.heading),
                justify="left" if column.heading == "look" else "right",
                overflow="fold",
                min_width=column.width,
                max_width=column.width,
            )
        for number, name in enumerate(names):
            table.add_row(name, *(column.values[number] for column in columns))
        console.print(table)
        title = None


def _headings(names: dict[str, float]) -> list[str]:
    """The test cells as the notebook calls its exercises: `04-1` for `ex-04-1-check`; as they are where that is not one
    of them alone."""
    short = [found[1] if (found := _CELL.fullmatch(name)) else name for name in names]
    return short if len(set(short)) == len(short) else list(names)


def _side_by_side(exercises: list[_Column], ends: list[_Column], width: int) -> Iterator[list[_Column]]:
    """The columns of one table after the other; the last ones stay together."""
    now: list[_Column] = []
    for group in [*([one] for one in exercises), ends]:
        if now and sum(column.width + _AROUND for column in (*now, *group)) > width:
            yield now
            now = []
        now += group
    yield now
