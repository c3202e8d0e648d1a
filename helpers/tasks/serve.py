"""The worker's process: `python -P -m helpers.tasks.serve OPTIONS`, started by `helpers.tasks.start_worker`.

It says `ready` on standard output when it takes messages. A line on standard input asks it to finish what it does and
end. When standard input is closed without such a line, whoever started it is gone: then it ends at once, with
all of its children.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
import threading
from typing import Any

from celery.signals import worker_ready

from helpers.tasks.application import app
from helpers.tasks.place import ANSWER
from helpers.timeline.celery_tasks import connect_worker


def main(options: dict[str, Any]) -> None:
    """Be a worker until told otherwise.

    Args:
        options: `modules` whose tasks this worker does, `queues`, `pool`, `concurrency`, `name`, `log` (a path).
    """
    answer = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    os.environ[ANSWER] = str(answer.fileno())
    app.conf.imports = tuple(options["modules"])
    name = options["name"]

    def ready(**_: Any) -> None:
        print("ready", file=answer, flush=True)

    worker_ready.connect(ready, weak=False)
    connect_worker()
    threading.Thread(target=_watch, args=(name,), daemon=True).start()
    worker = app.Worker(
        hostname=name,
        pool=options["pool"],
        concurrency=options["concurrency"],
        queues=options["queues"] or None,
        logfile=options["log"],
        loglevel="INFO",
        without_gossip=True,
        without_mingle=True,
        without_heartbeat=True,
        task_events=False,
    )
    worker.start()
    logging.shutdown()
    # the pool is closed and joined; what is left to do at a normal exit is to wait for a thread that sleeps
    os._exit(worker.exitcode or 0)


def _watch(name: str) -> None:
    """Wait for the order to end, or for the end of whoever could give it."""
    # not through sys.stdin: its lock would be held in the pool's processes, which are forked meanwhile
    if os.read(0, 100):
        app.control.shutdown(destination=[name])
        os.read(0, 1)  # and then for whoever does not want to wait any longer
    if sys.platform != "win32":
        os.killpg(0, signal.SIGKILL)  # this process was started as the leader of a group
    os._exit(1)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
