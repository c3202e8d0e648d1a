"""Celery for lessons and exercises: an application, and real worker processes that one call starts.

    from helpers.tasks import app, start_worker

    @app.task
    def add(a, b): ...

Without a server, a folder is the broker (folder_broker.py) and keeps the results (folder_results.py). With
`CELERY_BROKER_URL` a server is, such as Redis or RabbitMQ. settings.py has the rest. For checks, cluster.py is
a broker under the judge's control.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from helpers.tasks.application import app
    from helpers.tasks.worker import Worker, WorkerError, start_worker, waiting

__all__ = ["Worker", "WorkerError", "app", "start_worker", "waiting"]

# name -> the module that has it. Celery takes half a second to import: whoever does not need it, does not wait for it.
_PLACES = {"app": "application", **dict.fromkeys(("Worker", "WorkerError", "start_worker", "waiting"), "worker")}


def __getattr__(name: str) -> Any:
    if name in _PLACES:
        return getattr(importlib.import_module(f"{__name__}.{_PLACES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
