"""The course's Celery application."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from celery import Celery


class Application(Celery):
    """Celery, with one difference: a task that is defined again replaces the one of the same name.

    Celery keeps the first one, which is what a program needs that imports a module under two names. In a notebook a
    cell is run again after an edit, and then the new function is meant.
    """

    def _task_from_fun(self, fun: Callable[..., Any], name: str | None = None, **options: Any) -> Any:
        name = name or self.gen_task_name(fun.__name__, fun.__module__)
        self._tasks.pop(name, None)
        return super()._task_from_fun(fun, name=name, **options)


app = Application("racecourse")
app.config_from_object("helpers.tasks.settings")
