"""A message broker that is a folder: what a lesson needs of RabbitMQ or Redis, without a server.

    queues/celery/000001-....json     messages that wait, the oldest first
    taken/<who>/celery/...            messages that a worker has taken and not yet acknowledged
    bindings/<exchange>/...           which queues an exchange feeds

Kombu, the library that Celery talks to brokers with, has a transport of this kind (`filesystem://`). It forgets a
message as soon as a worker has taken it, so it cannot show what a real broker does for a worker that dies. This one
keeps the message until it is acknowledged, and when the worker's process is gone it puts the message back into its
queue, marked `redelivered`. RabbitMQ does the same when the worker's connection is lost.

Every change is one rename, which the operating system does wholly or not at all; so there are no locks. Source of the
interface: https://docs.celeryq.dev/projects/kombu/en/stable/reference/kombu.transport.virtual.html
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import time
import urllib.parse
import uuid
from collections.abc import Iterator
from pathlib import Path
from queue import Empty
from typing import Any

from kombu.transport import virtual

from helpers.tasks import place

_PAUSE = 0.05  # seconds between two looks into the folder
_PATIENCE = 0.1  # seconds until the worker is given the chance to do something else, such as to acknowledge
_AGAIN = ".again.json"

_Binding = tuple[str, str, str]
_number = itertools.count()


class QoS(virtual.QoS):
    """Knows which messages this worker has taken."""

    def ack(self, delivery_tag: str) -> None:
        self.channel.forget(delivery_tag)
        super().ack(delivery_tag)

    def reject(self, delivery_tag: str, requeue: bool = False) -> None:
        self.channel.give_back(delivery_tag) if requeue else self.channel.forget(delivery_tag)
        self._quick_ack(delivery_tag)

    def restore_unacked(self) -> list[Any]:
        self._flush()
        for tag in list(self._delivered):
            self.channel.give_back(tag)
        self._delivered.clear()
        return []


class Channel(virtual.Channel):
    """One conversation with the folder."""

    QoS = QoS
    supports_fanout = True

    def __init__(self, connection: Any, **kwargs: Any) -> None:
        super().__init__(connection, **kwargs)
        self._root = place.folder()
        self._mine = self._root / "taken" / f"{place.identity()}-{uuid.uuid4().hex}"
        self._taken: dict[str, Path] = {}

    # messages

    def _put(self, queue: str, message: dict[str, Any], **_: Any) -> None:
        # the counter keeps the order of what one process sends within one tick of the clock
        name = f"{time.time_ns():020}-{next(_number):06}-{uuid.uuid4().hex}.json"
        _write(self._root, self._queue(queue) / name, json.dumps(message))

    def _get(self, queue: str, timeout: float | None = None) -> dict[str, Any]:
        self._take_from_the_dead()
        for path in _files(self._queue(queue)):
            mine = self._mine / self._queue(queue).name / path.name
            mine.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.rename(path, mine)
            except FileNotFoundError:
                continue  # another worker was faster
            except PermissionError:
                continue  # Windows: another worker is about to take it
            message: dict[str, Any] = json.loads(mine.read_text(encoding="utf-8"))
            message["properties"]["delivery_info"]["redelivered"] = path.name.endswith(_AGAIN)
            self._taken[message["properties"]["delivery_tag"]] = mine
            return message
        raise Empty

    def forget(self, delivery_tag: str) -> None:
        """The message is done: nobody will get it again."""
        path = self._taken.pop(delivery_tag, None)
        if path is not None:
            path.unlink(missing_ok=True)

    def give_back(self, delivery_tag: str) -> None:
        """Put a message that was taken back into its queue."""
        path = self._taken.pop(delivery_tag, None)
        if path is not None:
            self._back(path)

    def basic_consume(self, queue: str, no_ack: bool, *args: Any, **kwargs: Any) -> Any:
        self._forgets = getattr(self, "_forgets", set()) | ({queue} if no_ack else set())
        return super().basic_consume(queue, no_ack, *args, **kwargs)

    def _get_and_deliver(self, queue: str, callback: Any) -> None:
        message = self._get(queue)
        if queue in getattr(self, "_forgets", ()):
            self.forget(message["properties"]["delivery_tag"])
        callback(message, queue)

    def basic_get(self, queue: str, no_ack: bool = False, **kwargs: Any) -> Any:
        message = super().basic_get(queue, no_ack=no_ack, **kwargs)
        if no_ack and message is not None:
            self.forget(message.delivery_tag)
        return message

    def _take_from_the_dead(self) -> None:
        for who in _folders(self._root / "taken"):
            if who != self._mine and not place.is_alive(who.name.rpartition("-")[0]):
                for queue in _folders(who):
                    for path in _files(queue):
                        self._back(path)

    def _back(self, path: Path) -> None:
        name = path.name if path.name.endswith(_AGAIN) else path.name.removesuffix(".json") + _AGAIN
        queue = self._root / "queues" / path.parent.name
        queue.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):  # another worker was faster
            os.rename(path, queue / name)

    def _size(self, queue: str) -> int:
        return len(list(_files(self._queue(queue))))

    def _purge(self, queue: str) -> int:
        found = list(_files(self._queue(queue)))
        for path in found:
            path.unlink(missing_ok=True)
        return len(found)

    # queues and exchanges

    def _queue(self, queue: str) -> Path:
        return self._root / "queues" / urllib.parse.quote(queue, safe="@")

    def _new_queue(self, queue: str, **_: Any) -> None:
        self._queue(queue).mkdir(parents=True, exist_ok=True)

    def _has_queue(self, queue: str, **_: Any) -> bool:
        return self._queue(queue).is_dir()

    def _delete(self, queue: str, exchange: str, routing_key: str, pattern: str, *_: Any, **__: Any) -> None:
        self._purge(queue)
        self._binding(exchange, (routing_key or "", pattern or "", queue)).unlink(missing_ok=True)

    def _binding(self, exchange: str, binding: _Binding) -> Path:
        name = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(binding)).hex
        return self._root / "bindings" / urllib.parse.quote(exchange or "default", safe="") / f"{name}.json"

    def _queue_bind(self, exchange: str, routing_key: str, pattern: str, queue: str) -> None:
        binding = (routing_key or "", pattern or "", queue or "")
        _write(self._root, self._binding(exchange, binding), json.dumps(binding))

    def get_table(self, exchange: str) -> list[_Binding]:
        """What is bound to an exchange: routing key, pattern, queue."""
        table: list[_Binding] = []
        for path in _files(self._binding(exchange, ("", "", "")).parent):
            with contextlib.suppress(FileNotFoundError):  # unbound since
                routing_key, pattern, queue = json.loads(path.read_text(encoding="utf-8"))
                table.append((routing_key, pattern, queue))
        return table

    def _put_fanout(self, exchange: str, message: dict[str, Any], routing_key: str, **_: Any) -> None:
        for _key, _pattern, queue in self.get_table(exchange):
            self._put(queue, message)


class Transport(virtual.Transport):
    """What Celery is given for the address `folder://`."""

    Channel = Channel
    implements = virtual.Transport.implements.extend(exchange_type=frozenset(["direct", "topic", "fanout"]))
    polling_interval = _PAUSE
    default_port = 0  # type: ignore[assignment]
    driver_type = "folder"
    driver_name = "folder"
    # one for all connections of a process, as of one broker
    global_state = virtual.BrokerState()

    def __init__(self, client: Any, **kwargs: Any) -> None:
        super().__init__(client, **kwargs)
        self.state = self.global_state

    def drain_events(self, connection: Any, timeout: float | None = None, **_: Any) -> None:
        """Wait for a message, but not for long: a worker acknowledges between two of these calls."""
        super().drain_events(connection, timeout=_PATIENCE if timeout is None else min(timeout, _PATIENCE))

    def driver_version(self) -> str:
        return "1"


def _write(root: Path, path: Path, text: str) -> None:
    """Write a file so that whoever sees it sees all of it."""
    for parent in (root / "new", path.parent):
        parent.mkdir(parents=True, exist_ok=True)
    draft = root / "new" / uuid.uuid4().hex
    draft.write_text(text, encoding="utf-8")
    os.replace(draft, path)


def _files(folder: Path) -> Iterator[Path]:
    """The files of a folder, the oldest first; none where the folder is not there."""
    try:
        names = sorted(os.listdir(folder))
    except FileNotFoundError:
        return
    yield from (folder / name for name in names if name.endswith(".json"))


def _folders(folder: Path) -> list[Path]:
    try:
        return [Path(entry.path) for entry in os.scandir(folder) if entry.is_dir()]
    except FileNotFoundError:
        return []
