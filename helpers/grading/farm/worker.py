"""A worker: it takes answers from the broker, has them checked on this machine, and sends the verdicts back.

It needs the package and nothing else: no course folder, no gradebook, no student's name. A check runs in the sandbox
and in processes of its own (helpers.checker), so the worker itself only waits, with one thread for each core.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable
from typing import Any

from celery import Celery

from helpers.checker import UnknownExercise
from helpers.grading import sandbox
from helpers.grading.farm import messages
from helpers.grading.farm.application import TASK, make_application, queue_name, replies, shown
from helpers.grading.farm.metrics import Metrics
from helpers.grading.farm.presence import Presence
from helpers.machine import this_machine
from helpers.sandbox import NoSandbox
from helpers.verdict import Verdict


class CannotWork(Exception):
    """This machine cannot check answers. The message says what to do."""


def worker_name() -> str:
    """What this process calls itself."""
    return f"{socket.gethostname()}-{os.getpid()}"


def serve(
    broker: str,
    *,
    concurrency: int | None = None,
    metrics_port: int | None = None,
    metrics_address: str = "127.0.0.1",
    log_level: str = "WARNING",
    check: Callable[[str, str], Verdict] = sandbox.check,
    ready: Callable[[str, int | None], None] = lambda name, metrics_port: None,
) -> None:
    """Work until SIGTERM or Ctrl-C: what has begun then is finished, and what waits is left to others.

    Args:
        broker: the URL of the Redis or RabbitMQ server.
        concurrency: how many answers are checked at a time; by default one for each core.
        metrics_port: where Prometheus may ask; 0 for a free port, None for nowhere.
        metrics_address: the network address of that port; others than this machine's own let others read it.
        log_level: from which level on Celery's messages are shown.
        check: what judges an answer.
        ready: called when the worker takes tasks, with its name and the port for Prometheus.

    Raises:
        CannotWork: there is no sandbox and nobody has said that strangers' programs are trusted; the broker cannot be
            reached; metrics are wanted, and prometheus-client is not installed.
    """
    try:
        sandbox.sandbox()
    except NoSandbox as problem:
        raise CannotWork(str(problem)) from problem
    app = make_application(broker)
    name = worker_name()
    try:
        metrics = Metrics(metrics_port, metrics_address)
    except ImportError as error:
        raise CannotWork("Metrics need one more package: pip install prometheus-client") from error
    except OSError as error:
        raise CannotWork(f"Port {metrics_port} cannot be opened for the metrics: {error}. Try --metrics 0.") from error
    _add_task(app, name, metrics, check)
    try:
        presence = Presence(broker, name)
    except Exception as error:
        metrics.close()
        raise CannotWork(f"The broker at {shown(broker)} cannot be reached ({error}).") from error
    worker = app.Worker(
        hostname=f"{name}@racecourse",
        pool="threads",
        concurrency=concurrency or max(1, int(this_machine().usable_cores)),
        loglevel=log_level,
        queues=[queue_name()],
        task_events=True,
        without_gossip=True,
        without_mingle=True,
        optimization="fair",
        quiet=True,
    )
    from celery.signals import worker_ready

    def say_ready(**_: Any) -> None:
        ready(name, metrics.port)

    worker_ready.connect(say_ready, weak=False)
    try:
        worker.start()
    finally:
        worker_ready.disconnect(say_ready)
        presence.end()
        metrics.close()


def _add_task(app: Celery, name: str, metrics: Metrics, check: Callable[[str, str], Verdict]) -> None:
    @app.task(name=TASK)
    def check_answer(message: object) -> None:
        try:
            id, exercise, source, reply_to = messages.read_task(message)
        except messages.BadMessage as problem:
            # Nobody waits for an answer to it who could be trusted with one.
            metrics.failed()
            raise ValueError(f"A task was thrown away: {problem}.") from problem
        _send(app, reply_to, messages.begun(id, name))
        began = time.monotonic()
        with metrics.one():
            try:
                verdict = check(exercise, source)
            except (UnknownExercise, NoSandbox) as problem:
                metrics.failed()
                _send(app, reply_to, messages.failed(id, name, str(problem)))
                return
            except Exception as error:
                # A full disk, no process left: this worker is still there, so the grader would wait for it for ever.
                metrics.failed()
                _send(app, reply_to, messages.failed(id, name, f"{type(error).__name__}: {error}"))
                raise
        seconds = time.monotonic() - began
        metrics.checked(verdict, seconds)
        _send(app, reply_to, messages.done(id, name, verdict, seconds))


def _send(app: Celery, to: str, message: dict[str, Any]) -> None:
    queue = replies(to)
    with app.producer_or_acquire() as producer:
        producer.publish(
            message,
            exchange=queue.exchange,
            routing_key=queue.routing_key,
            declare=[queue],
            serializer="json",
            compression="zlib",
            retry=True,
        )
