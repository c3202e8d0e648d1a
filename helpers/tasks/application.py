"""The course's Celery application."""

from __future__ import annotations

from celery import Celery

app = Celery("racecourse")
app.config_from_object("helpers.tasks.settings")
