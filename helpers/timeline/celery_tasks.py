"""Celery's tasks in a recording: who sends them says where the notes go, and the worker writes them.

A message carries its recording's address in a header of its own. A worker that has called `connect_worker` notes when
its tasks begin and end (the course's workers do, helpers/tasks/serve.py). Of tasks that other workers do, the result's
metadata says how and when they were done; when they began nobody has written down.
https://docs.celeryq.dev/en/stable/userguide/signals.html
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from datetime import UTC, datetime
from typing import Any

from helpers.timeline.calls import RETURNED
from helpers.timeline.notes import Note, Sink, moment, note

HEADER = "racecourse_timeline"

_here: list[Listener] = []
_connected = False


class Listener:
    """Hears of the tasks that this process sends while a recording is under way."""

    def __init__(self, sink: Sink) -> None:
        self.sink = sink
        self.sent: dict[str, Note] = {}
        _here.append(self)

    def stop(self) -> None:
        """Hear no more."""
        _here.remove(self)
        if not _here:
            _disconnect()

    def ask_for_results(self) -> list[Note]:
        """What the results' metadata say of the tasks that were sent: how and when they were done."""
        from celery import current_app

        found: list[Note] = []
        for key, sent in self.sent.items():
            # a backend that keeps no results says so by one of these; a server may be gone
            with contextlib.suppress(NotImplementedError, AttributeError, OSError):
                meta = current_app.AsyncResult(key)._get_task_meta()
                done = meta.get("date_done")
                if meta.get("status") in ("SUCCESS", "FAILURE", "REVOKED") and done:
                    how = RETURNED if meta["status"] == "SUCCESS" else _how(meta)
                    found.append(
                        {"do": "begin", "kind": "celery", "key": key, "name": sent["name"], "pid": 0, "tid": 0}
                        | {"at": sent["at"], "asked": None, "cpu": None, "ready": None}
                    )
                    found.append({"do": "end", "key": key, "how": how, "at": _clock(done), "cpu": None, "ready": None})
        return found


def listen(sink: Sink) -> Listener | None:
    """Hear of Celery's tasks; None when this program does not use Celery."""
    if "celery" not in sys.modules:
        return None
    listener = Listener(sink)
    _connect()
    return listener


def connect_worker() -> None:
    """For a worker's process, before it forks its pool: note the tasks of recordings that ask for it."""
    from celery import signals

    signals.task_prerun.connect(_prerun, weak=False)
    signals.task_postrun.connect(_postrun, weak=False)


def _connect() -> None:
    global _connected
    if _connected:
        return
    from celery import signals

    signals.before_task_publish.connect(_publish, weak=False)
    connect_worker()
    _connected = True


def _disconnect() -> None:
    global _connected
    from celery import signals

    signals.before_task_publish.disconnect(_publish)
    signals.task_prerun.disconnect(_prerun)
    signals.task_postrun.disconnect(_postrun)
    _connected = False


def _publish(sender: Any = None, headers: dict[str, Any] | None = None, **_: Any) -> None:
    if headers is None or not headers.get("id"):
        return
    at = time.perf_counter_ns()
    headers[HEADER] = [[each.sink.token, each.sink.pid, each.sink.file, at] for each in _here]
    for each in _here:
        each.sent[headers["id"]] = {"name": str(sender).rpartition(".")[2], "at": at}


def _prerun(task_id: str, task: Any, **_: Any) -> None:
    sinks, asked = _address(task)
    if sinks:
        where = {"pid": os.getpid(), "tid": threading.get_native_id(), "name": task.name.rpartition(".")[2]}
        note(sinks, do="begin", kind="celery", key=task_id, asked=asked, **where, **moment())


def _postrun(task_id: str, task: Any, state: str | None = None, retval: Any = None, **_: Any) -> None:
    sinks, _asked = _address(task)
    if sinks:
        how = (
            RETURNED if state == "SUCCESS" else f"raised {type(retval).__name__}" if state == "FAILURE" else str(state)
        )
        note(sinks, do="end", key=task_id, how=how, **moment())


def _address(task: Any) -> tuple[list[Sink], int | None]:
    carried = task.request.get(HEADER)
    if carried:
        return [Sink(token, pid, file) for token, pid, file, _ in carried], carried[0][3]
    # a task that runs at once where it is called (`apply`) was never sent
    return [each.sink for each in _here], None


def _how(meta: dict[str, Any]) -> str:
    if meta["status"] == "REVOKED":
        return "was revoked"
    return f"raised {type(meta.get('result')).__name__}"


def _clock(done: str | datetime) -> int:
    """A moment of the calendar on the clock of the notes."""
    moment_done = done if isinstance(done, datetime) else datetime.fromisoformat(done)
    if moment_done.tzinfo is None:
        moment_done = moment_done.replace(tzinfo=UTC)  # Celery writes UTC
    return time.perf_counter_ns() - int((time.time() - moment_done.timestamp()) * 1e9)
