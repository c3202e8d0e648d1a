"""What goes on: `course grade --status`, on a broker, or in this folder."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from helpers.grading.farm.application import make_application, queue, queue_name, shown
from helpers.grading.farm.judge import NoBroker

_ANSWER = 2.0  # seconds in which a worker that is there answers


@dataclass(frozen=True, slots=True)
class WorkerStatus:
    """A worker, as it answers.

    Attributes:
        name: what it calls itself.
        same_version: whether it judges as this copy of the course does. It gets no tasks otherwise.
        busy: how many answers it checks at this moment.
        at_a_time: how many it checks at a time.
        done: how many it has checked.
    """

    name: str
    same_version: bool
    busy: int
    at_a_time: int
    done: int


@dataclass(frozen=True, slots=True)
class FarmStatus:
    """A broker and its workers.

    Attributes:
        waiting: how many answers wait for a worker.
    """

    broker: str
    waiting: int
    workers: tuple[WorkerStatus, ...]


def farm_status(broker: str) -> FarmStatus:
    """Ask a broker's workers how they are.

    Raises:
        NoBroker: it cannot be reached.
    """
    app = make_application(broker)
    try:
        with app.connection_for_read() as connection:
            connection.ensure_connection(max_retries=3, interval_start=0.2, interval_max=1)
            waiting = queue(queue_name())(connection.default_channel).queue_declare().message_count
        inspect = app.control.inspect(timeout=_ANSWER)
        stats: dict[str, Any] = inspect.stats() or {}
        active: dict[str, Any] = inspect.active() or {}
        queues: dict[str, Any] = inspect.active_queues() or {}
    except Exception as error:
        raise NoBroker(f"The broker at {shown(broker)} cannot be reached ({error}).") from error
    finally:
        app.close()
    workers = tuple(
        WorkerStatus(
            name=name.partition("@")[0],
            same_version=any(one["name"] == queue_name() for one in queues.get(name, ())),
            busy=len(active.get(name, ())),
            at_a_time=int(one.get("pool", {}).get("max-concurrency", 0)),
            done=sum(one.get("total", {}).values()),
        )
        for name, one in sorted(stats.items())
    )
    return FarmStatus(shown(broker), int(waiting), workers)


def print_farm(status: FarmStatus, console: Console) -> None:
    """Print how a broker and its workers are."""
    console.print(f"{escape(status.broker)}: {status.waiting} answers wait for a worker.")
    if not status.workers:
        console.print("No worker is there. Start one: course worker --broker URL")
        return
    table = Table("worker", "checks now", "at a time", "checked so far", "version")
    for one in status.workers:
        version = "this one" if one.same_version else "another: it gets no answers from here"
        table.add_row(escape(one.name), str(one.busy), str(one.at_a_time), str(one.done), version)
    console.print(table)


def print_run(course: Path, console: Console) -> None:
    """Print how far the grading run in a folder is, or how the last one ended."""
    from helpers.grading.places import PROGRESS

    try:
        at = json.loads((course / PROGRESS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        console.print("Nothing is being graded in this folder.")
        return
    console.print(f"{escape(str(at.get('chapter')))}: {at.get('done')} of {at.get('of')} submissions.", end=" ")
    console.print(
        "The run has ended." if at.get("ended") else f"{at.get('waiting')} answers are being checked or wait."
    )
