"""Celery's tasks are recorded: by the worker that does them, by their results' metadata, or where they are called."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

pytest.importorskip("celery", reason="this environment has no Celery")

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120  # seconds until it counts as hanging; nothing is judged by the time that it takes

PROGRAM = """
    import os
    from celery import signals
    from helpers.tasks import app, start_worker
    from helpers.timeline import timeline
    import real_tasks as tasks

    heard = [signals.before_task_publish, signals.task_prerun, signals.task_postrun]
    before = [len(signal.receivers) for signal in heard]
    with start_worker(tasks, concurrency=1, pool="solo") as worker:
        with timeline() as t:
            pid = tasks.who.delay().get()
            result = tasks.boom.delay()
            result.get(propagate=False)
            here = tasks.who.apply().get()
    assert [len(signal.receivers) for signal in heard] == before
    there, boom, local = t.of("celery")
    assert (there.name, there.pid, there.how) == ("who", pid, "returned"), there
    assert (boom.name, boom.how) == ("boom", "raised ValueError"), boom
    assert boom.pid == pid == worker.pid
    assert (local.name, local.pid, here) == ("who", os.getpid(), os.getpid()), local
    assert there.asked <= there.began
    assert t.most_together("celery") == 1
    print("fine")
"""


def test_tasks_are_shown_in_the_worker_that_did_them(tmp_path):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CELERY", "RACECOURSE"))}
    done = subprocess.run(
        [sys.executable, "-P", "-c", textwrap.dedent(PROGRAM)],
        cwd=tmp_path,
        env=kept | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests" / "tasks")])},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.stdout == "fine\n", done.stderr[-3000:]
