"""What the teacher's commands say in a terminal, as tables. All text of students is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from rich.console import Console
from rich.table import Table

from helpers.grading.collect import Collection
from helpers.grading.late import Settled
from helpers.grading.regrade import Regrading
from helpers.grading.visible import for_terminal


def print_collection(collection: Collection, chapter: str, console: Console) -> None:
    """Print whose submissions were collected, then what was not, and what to do about it."""
    table = Table(title=f"{chapter}, names as {collection.form} gives them: {_number(collection.rows, 'student')}")
    for name in ("student", "submission", "handed in (UTC)", "remarks"):
        table.add_column(name, overflow="fold")
    for row in collection.rows:
        remarks = "\n".join(f"* {remark}" for remark in row.remarks)
        table.add_row(for_terminal(row.student), row.status, _time(row.time), for_terminal(remarks))
    console.print(table)
    if collection.problems:
        console.print("\nNot collected:")
        for problem in collection.problems:
            console.print(f"  * {for_terminal(problem)}", soft_wrap=True)
    taken = sum(row.status in ("new", "replaced") for row in collection.rows)
    console.print(f"\n{taken} new or replaced. Next: course grade {chapter.split('-')[0]}")


def print_settled(rows: list[Settled], remarks: list[str], *, written: bool, console: Console) -> None:
    """Print the late submissions with their penalties, before and after."""
    table = Table(title="Late submissions and extensions")
    table.add_column("student", overflow="fold")
    for name in ("handed in (UTC)", "extension", "late by", "penalty before", "penalty now"):
        table.add_column(name, justify="right")
    shown = [row for row in rows if row.late or row.extension or row.before or row.after]
    for row in shown:
        table.add_row(
            for_terminal(row.student),
            _time(row.handed_in),
            _span(row.extension),
            _span(row.late),
            f"{row.before:g}",
            f"{round(row.after, 2):g}",
        )
    console.print(table if shown else "Nobody is late, and nobody has an extension.")
    for remark in remarks:
        console.print(f"  * {for_terminal(remark)}", soft_wrap=True)
    changed = sum(round(row.before, 4) != round(row.after, 4) for row in rows)
    _say_whether_written(changed, "penalty", "penalties", written=written, console=console)


def print_regrading(found: Regrading, console: Console) -> None:
    """Print whose score changes, and how."""
    console.print(f"{found.compared} answers were checked again.")
    if found.changes:
        table = Table(title=f"{found.chapter}: whose outcome is another one now")
        table.add_column("student", overflow="fold")
        table.add_column("exercise")
        by_person = any(not change.counts for change in found.changes)
        for name in ("gave", "gives", *(["by a person"] if by_person else []), "total before", "total now"):
            table.add_column(name, justify="right")
        table.add_column("the check says", overflow="fold")
        for change in found.changes:
            before, after = found.totals[change.student]
            table.add_row(
                for_terminal(change.student),
                change.exercise,
                _score(change.before),
                _score(change.after),
                *([("" if change.counts else f"{change.by_person:g} stays")] if by_person else []),
                f"{round(before, 2):g}",
                f"{round(after, 2):g}",
                for_terminal(change.reason),
            )
        console.print(table)
        if any(None in (change.before, change.after) for change in found.changes):
            console.print("? stands for a score that only you can give.")
    for student in found.unreadable:
        console.print(
            f"  * {for_terminal(student)}: there is no graded notebook that can be read. Grade it with course grade."
        )
    for student in found.not_judged:
        console.print(
            f"  * {for_terminal(student)}: what was handed in could not be read, so there is no answer to check again. "
            "Ask for the right file, and collect again.",
            soft_wrap=True,
        )
    students = len({change.student for change in found.changes})
    _say_whether_written(students, "submission", "submissions", written=found.written, console=console)


def _say_whether_written(number: int, one: str, many: str, *, written: bool, console: Console) -> None:
    what = f"{number} {one if number == 1 else many}"
    if not number:
        console.print("Nothing changes.")
    elif written:
        console.print(f"{what} changed in the gradebook.")
    else:
        console.print(f"{what} would change. Nothing is written yet: do the same with --write.")


def _number(things: Sequence[object], what: str) -> str:
    return f"{len(things)} {what}{'' if len(things) == 1 else 's'}"


def _score(value: float | None) -> str:
    return "?" if value is None else f"{value:g}"


def _time(time: datetime | None) -> str:
    return "" if time is None else f"{time.replace(tzinfo=UTC):%Y-%m-%d %H:%M}"


def _span(span: timedelta | None) -> str:
    if not span:
        return ""
    minutes = int(span.total_seconds() // 60)
    days, rest = divmod(minutes, 1440)
    return f"{days} d {rest // 60:02}:{rest % 60:02}" if days else f"{rest // 60}:{rest % 60:02}"
