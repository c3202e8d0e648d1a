"""How the course's Celery application is set up. Celery reads this when it first needs it.

`CELERY_BROKER_URL` and `CELERY_RESULT_BACKEND` name a server, such as `redis://localhost:6379/0`; without them, the
broker and the results are a folder on this machine. The names are those of
https://docs.celeryq.dev/en/stable/userguide/configuration.html
"""

from __future__ import annotations

import os

from kombu.transport import TRANSPORT_ALIASES

TRANSPORT_ALIASES["folder"] = "helpers.tasks.folder_broker:Transport"

broker_url = os.environ.get("CELERY_BROKER_URL") or "folder://localhost"
# Redis keeps results as well; RabbitMQ does not, or not for chords, so there they stay on this machine
result_backend = os.environ.get("CELERY_RESULT_BACKEND") or (
    broker_url if broker_url.startswith(("redis://", "rediss://")) else "helpers.tasks.folder_results:FolderBackend"
)
# Redis cannot see that a worker is gone: it gives a message that nobody acknowledged for so many seconds to another
# one. Celery's own default is an hour, which is right for long tasks, and too long to wait for in a lesson.
# It looks when a worker starts, so a short time lets the next worker of a lesson have the message of the killed one.
broker_transport_options = {"visibility_timeout": 1} if broker_url.startswith("redis") else {}
broker_connection_retry_on_startup = True
broker_connection_timeout = 4.0

task_serializer = result_serializer = "json"
accept_content = ["json"]
task_track_started = True
# a worker takes no message before it has a free hand for it: what waits, waits where every worker can get it
worker_prefetch_multiplier = 1
# seconds that a worker waits for the result of a child process that is gone, before it believes that there is none
worker_lost_wait = 0.5
worker_hijack_root_logger = False
worker_redirect_stdouts = False
worker_send_task_events = False
