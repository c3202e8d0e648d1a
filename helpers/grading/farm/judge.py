"""The grader's side: sends answers to the workers, collects their verdicts, and sends again what was lost.

It is lost when the worker that took it is gone (presence.py), when the queue is empty and nobody has said that he took
it, and when the broker was away. Sent again, it may be checked twice; the first verdict counts, and the second one is
the same. An answer that has ended so many workers in a row is set aside: its verdict says so, and a person decides.
"""

from __future__ import annotations

import contextlib
import hashlib
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path

from kombu.connection import Connection
from kombu.exceptions import KombuError
from kombu.message import Message
from kombu.messaging import Consumer

from helpers.grading.farm import messages
from helpers.grading.farm.application import (
    EXPIRES,
    TASK,
    make_application,
    priority,
    queue,
    queue_name,
    replies,
    shown,
)
from helpers.grading.farm.presence import Attendance
from helpers.verdict import Finding, Verdict

POISON = 3
"""So many workers may be lost over an answer before it is set aside."""

_POLL = 1.0  # seconds between two looks at who is there; verdicts are taken as they come
_ENOUGH = 256


class NoBroker(Exception):
    """The broker cannot be reached. The message says what to do."""


@dataclass
class _Task:
    """An answer that was sent.

    Attributes:
        worker: who has taken it last; empty while nobody has.
        takers: all that have taken it.
        missed: for how many looks in a row its worker was not there, or the queue empty without anyone who took it.
    """

    exercise: str
    source: str
    future: Future[Verdict] = field(default_factory=Future)
    worker: str = ""
    takers: list[str] = field(default_factory=list)
    missed: int = 0


class FarmJudge:
    """Has answers checked by workers. A `helpers.grading.verdicts.Judge`.

    Args:
        broker: the URL of the Redis or RabbitMQ server.
        course: the course's folder: verdicts for a grader that was killed go to the next one of the same folder.
        urgent: whether somebody waits: these answers go before those of a batch.
        say: told what a teacher should know, a sentence at a time.

    Raises:
        NoBroker: it cannot be reached.
    """

    enough = _ENOUGH

    def __init__(
        self,
        broker: str,
        course: Path,
        *,
        urgent: bool = False,
        say: Callable[[str], None] = lambda sentence: None,
    ) -> None:
        self._broker = broker
        self._app = make_application(broker)
        self._priority = priority(broker, urgent)
        self._say = say
        mine = f"{course.resolve()}\0{queue_name()}".encode("utf-8", "surrogatepass")
        self._replies = replies("racecourse-replies-" + hashlib.sha256(mine).hexdigest()[:16])
        self._lock = threading.Lock()
        self._tasks: dict[str, _Task] = {}
        # What an earlier grader of this folder, which was killed, has left: the first ones only.
        self._left: dict[str, Verdict] = {}
        self._ended = threading.Event()
        self._workers: set[str] = set()
        self._said_alone = False
        self.resent = 0
        try:
            self._connection = self._connect()
            self._attendance = Attendance(broker)
            # what a connection that breaks raises, in each broker's own classes
            known = self._connection.connection_errors + self._connection.channel_errors
            self._lost: tuple[type[BaseException], ...] = (OSError, KombuError, *known)
        except Exception as error:
            raise NoBroker(
                f"The broker at {shown(broker)} cannot be reached ({error}). Start it, or grade without --broker."
            ) from error
        self._collector = threading.Thread(target=self._collect, name="collector", daemon=True)
        self._collector.start()

    def judge(self, exercise: str, source: str) -> Future[Verdict]:
        """Send an answer to whichever worker is free."""
        id = hashlib.sha256(f"{exercise}\0{source}".encode("utf-8", "surrogatepass")).hexdigest()
        with self._lock:
            task = self._tasks.get(id)
            if task is not None:
                return task.future
            task = self._tasks[id] = _Task(exercise, source)
            left = self._left.pop(id, None)
        if left is not None:
            with contextlib.suppress(messages.BadMessage):
                self._finish(id, messages.believed(left, exercise, source))
                return task.future
        # Where the broker is away, the collector knows of the task, and sends it when the broker is back.
        with contextlib.suppress(*self._lost):
            self._send(id, task)
        return task.future

    def close(self) -> None:
        """Give up what waits. Workers may go on with what they have begun; the next grader finds their verdicts."""
        self._ended.set()
        self._collector.join(timeout=30)
        with self._lock:
            left, self._tasks = self._tasks, {}
        for task in left.values():
            task.future.cancel()
        self._attendance.close()
        self._app.close()

    # ---- the collector's thread ------------------------------------------------------------------------------------

    def _collect(self) -> None:
        try:
            while not self._ended.is_set():
                try:
                    self._listen()
                except self._lost as error:
                    if self._ended.is_set():
                        return
                    self._say(f"The connection to the broker was lost ({error}); trying again.")
                    self._reconnect()
        except Exception as error:  # a fault of ours must not leave the grader waiting for ever
            self._fail_all(error)
            raise

    def _listen(self) -> None:
        with self._connection, Consumer(self._connection, [self._replies], on_message=self._receive):
            looked = time.monotonic()
            while not self._ended.is_set():
                with contextlib.suppress(TimeoutError):
                    self._connection.drain_events(timeout=_POLL)
                if time.monotonic() - looked >= _POLL:
                    self._look()
                    looked = time.monotonic()

    def _connect(self) -> Connection:
        connection = self._app.connection_for_read()
        connection.ensure_connection(max_retries=3, interval_start=0.2, interval_max=1)
        return connection

    def _reconnect(self) -> None:
        """Wait for the broker; what it has forgotten is sent again, and what it has not is checked twice."""
        while not self._ended.is_set():
            try:
                self._connection = self._connect()
                with self._lock:
                    waiting = list(self._tasks.items())
                for id, task in waiting:
                    self._send(id, task)
            except self._lost:
                continue
            return

    def _receive(self, message: Message) -> None:
        try:
            try:
                reply = messages.read_reply(message.decode())
                self._take(reply)
            finally:
                message.ack()
        except messages.BadMessage as problem:
            self._say(f"A message from a worker was thrown away: {problem}.")

    def _take(self, reply: messages.Reply) -> None:
        with self._lock:
            task = self._tasks.get(reply.task)
            if task is None:
                # the answer to an earlier run, or a second one
                if reply.verdict is not None and len(self._left) < _ENOUGH:
                    self._left[reply.task] = reply.verdict
                return
        if reply.error:
            self._finish(reply.task, error=f"Worker {reply.worker}: {reply.error}")
        elif reply.verdict is None:
            task.worker, task.missed = reply.worker, 0
            task.takers.append(reply.worker)
            self._workers.add(reply.worker)
            if len(task.takers) > POISON and len(set(task.takers)) > 1:
                self._set_aside(reply.task, task)
        else:
            try:
                verdict = messages.believed(reply.verdict, task.exercise, task.source)
            except messages.BadMessage as problem:
                # It might be the next worker's turn to be believed; after some of them a person decides.
                self._say(f"The verdict of worker {reply.worker} was not believed: {problem}.")
                self._send_again(reply.task, task)
            else:
                self._finish(reply.task, verdict)

    def _look(self) -> None:
        """Find what was lost: what is so at two looks in a row, so that no message is overtaken."""
        there = self._attendance.workers()
        with self._lock:
            waiting = list(self._tasks.items())
        if not waiting:
            return
        empty = self._length() == 0
        if there is not None and not there and not self._said_alone:
            self._said_alone = True
            self._say(f"No worker is there yet; start one: course worker --broker {shown(self._broker)}")
        for id, task in waiting:
            lost = (there is not None and task.worker not in there) if task.worker else empty
            task.missed = task.missed + 1 if lost else 0
            if task.missed >= 2:
                if task.worker:
                    self._say(f"Worker {task.worker} is gone; what it had is sent again.")
                self._send_again(id, task)

    def _length(self) -> int:
        """How many tasks wait in the queue."""
        channel = self._connection.default_channel
        return int(queue(queue_name())(channel).queue_declare(passive=False).message_count)

    # ---- sending and finishing -------------------------------------------------------------------------------------

    def _send(self, id: str, task: _Task) -> None:
        task.worker, task.missed = "", 0
        self._app.send_task(
            TASK,
            args=(messages.task(id, task.exercise, task.source, self._replies.name),),
            task_id=id,
            queue=queue(queue_name()),
            priority=self._priority,
            expires=EXPIRES,
            retry=True,
        )

    def _send_again(self, id: str, task: _Task) -> None:
        if len(task.takers) >= POISON:
            self._set_aside(id, task)
            return
        self.resent += 1
        self._send(id, task)

    def _set_aside(self, id: str, task: _Task) -> None:
        """An answer over which worker after worker is lost."""
        with contextlib.suppress(*self._lost):
            self._app.control.revoke(id)
        sentence = (
            f"{len(task.takers)} workers were lost while they checked this answer, the last one was "
            f"{task.takers[-1] if task.takers else 'unknown'}. It was set aside: look at what it does before you have "
            "it checked again."
        )
        self._say(f"An answer to {task.exercise} was set aside: {sentence}")
        finding = Finding("crash", sentence)
        self._finish(id, Verdict(task.exercise, "cannot-judge", 0.0, 0.0, (finding,), (), task.source))

    def _finish(self, id: str, verdict: Verdict | None = None, error: str = "") -> None:
        with self._lock:
            task = self._tasks.pop(id, None)
        if task is None or not task.future.set_running_or_notify_cancel():
            return
        if verdict is not None:
            task.future.set_result(verdict)
        else:
            task.future.set_exception(RuntimeError(error))

    def _fail_all(self, error: Exception) -> None:
        with self._lock:
            left = list(self._tasks)
        for id in left:
            self._finish(id, error=f"The grader's own collector failed ({type(error).__name__}: {error}).")
