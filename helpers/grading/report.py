"""The report of a graded class, as a table for a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from helpers.grading.driver import ClassReport
from helpers.grading.markup import WORD_JOINER


def print_report(report: ClassReport, console: Console) -> None:
    """Print the scores of a class, then what the grader noted."""
    table = Table(title=f"{report.chapter}: {len(report.rows)} submissions")
    table.add_column("student", overflow="fold")
    for name, points in report.points.items():
        table.add_column(f"{escape(name)}\n/ {points:g}", justify="right")
    table.add_column(f"total\n/ {sum(report.points.values()):g}", justify="right")
    table.add_column("look")
    for row in report.rows:
        table.add_row(
            escape(row.student),
            *("?" if score is None else f"{score:g}" for score in row.scores.values()),
            f"{row.total:g}",
            "yes" if row.look else "",
        )
    console.print(table)
    if any(None in row.scores.values() for row in report.rows):
        console.print("? stands for a score that only you can give: in Formgrader, under Manual Grading.")
    for row in report.rows:
        if row.notes:
            console.print(f"\n[bold]{escape(row.student)}[/bold]")
            for note in row.notes:
                console.print(f"  * {escape(note.replace(WORD_JOINER, ''))}", soft_wrap=True)
    console.print(f"\nnbgrader's log: {report.log.name}")
