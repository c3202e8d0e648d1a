"""How Celery is set up for checks.

The names are those of https://docs.celeryq.dev/en/stable/userguide/configuration.html
"""

from __future__ import annotations

from celery import Celery
from kombu.connection import Connection
from kombu.entity import Exchange, Queue

from helpers.checker.limits import Limits
from helpers.grading.verdicts import fingerprint

TASK = "racecourse.check"

# A worker that vanishes is noticed by the grader (judge.py). Where no grader looks, Redis gives its task to another one
# after so many seconds; RabbitMQ sees by the connection that it is gone.
_VISIBILITY = 3600
# What nobody took for so many seconds belongs to a grader that has gone.
EXPIRES = 6 * 3600

# Redis serves 0 first, and RabbitMQ the largest one.
_LEVELS = 10


def queue_name() -> str:
    """The queue of this version of the course: a worker with another checker never gets a task that it would judge
    differently."""
    return f"racecourse-{fingerprint()[:16]}"


def is_redis(broker: str) -> bool:
    """Whether the broker is Redis."""
    return broker.startswith(("redis://", "rediss://", "redis+socket://"))


def priority(broker: str, urgent: bool) -> int:
    """The priority of a task, in the broker's own way of counting."""
    return 0 if urgent == is_redis(broker) else _LEVELS - 1


def make_application(broker: str) -> Celery:
    """Celery on a broker.

    Args:
        broker: the URL of a Redis or RabbitMQ server, such as `redis://:password@host:6379/0`.
    """
    app = Celery("racecourse-farm", broker=broker, set_as_current=False)
    transport = {"visibility_timeout": _VISIBILITY, "queue_order_strategy": "priority", "priority_steps": [0, 9]}
    app.conf.update(
        # Only the data of tasks: never a pickle, which could be any program.
        accept_content=["json"],
        task_serializer="json",
        # Results go to the grader's own queue, as messages: both brokers can do that, and a server for results is none
        # of a teacher's cares.
        task_ignore_result=True,
        task_acks_late=True,  # a task belongs to the queue until its verdict is sent
        task_reject_on_worker_lost=True,
        worker_prefetch_multiplier=1,  # what waits, waits where every worker can get it
        worker_send_task_events=True,  # Flower reads them
        task_send_sent_event=True,
        task_default_queue=queue_name(),
        task_queues=[queue(queue_name())],
        task_compression="zlib",
        broker_transport_options=transport if is_redis(broker) else {},
        broker_connection_retry_on_startup=True,
        worker_hijack_root_logger=False,
        worker_redirect_stdouts=False,
        # A check has limits of its own (helpers.checker). This is for a checker that does not keep them.
        task_soft_time_limit=None,
        worker_proc_alive_timeout=Limits().seconds * 6,
    )
    return app


def queue(name: str) -> Queue:
    """A queue for tasks; with priorities on RabbitMQ, too, which wants to know of them in advance."""
    return Queue(name, Exchange(name, type="direct"), routing_key=name, queue_arguments={"x-max-priority": _LEVELS})


def replies(name: str) -> Queue:
    """A queue for what comes back to one grader. It outlives the grader, so that a new one finds the verdicts."""
    return Queue(name, Exchange(name, type="direct"), routing_key=name, durable=True, expires=float(EXPIRES))


def shown(broker: str) -> str:
    """A broker's URL without its password."""
    return str(Connection(broker).as_uri())
