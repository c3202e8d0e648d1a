"""Who is there, by the connections that the broker has.

The kernel of a machine closes the connections of a process that is killed, so the broker knows at once. RabbitMQ uses
that itself: it gives the tasks of a lost connection to others. Redis has no such thing, but it tells who is connected
(https://redis.io/docs/latest/commands/client-list/); each worker holds a connection that carries its name.
"""

from __future__ import annotations

import threading
from typing import Any

from helpers.grading.farm.application import is_redis

_PREFIX = "racecourse-worker:"
_LOOK = 5.0  # seconds after which a connection that was lost is made again


class Presence:
    """Shows the broker that a worker is there, until `end` or the end of the process."""

    def __init__(self, broker: str, worker: str) -> None:
        self._ended = threading.Event()
        self._client = _client(broker, client_name=f"{_PREFIX}{worker}", health_check_interval=30)
        if self._client is not None:
            self._client.ping()
            threading.Thread(target=self._stay, name="presence", daemon=True).start()

    def _stay(self) -> None:
        import redis

        while not self._ended.wait(_LOOK):
            try:
                self._client.ping()
            except redis.RedisError:
                continue  # the server is restarted, or will never come back: Celery tells that

    def end(self) -> None:
        """Be gone."""
        self._ended.set()
        if self._client is not None:
            self._client.close()


class Attendance:
    """The grader's view of who is there."""

    def __init__(self, broker: str) -> None:
        self._client = _client(broker)

    def workers(self) -> set[str] | None:
        """The names of the workers that are connected; None where the broker itself takes care of the lost ones."""
        if self._client is None:
            return None
        names = (client.get("name", "") for client in self._client.client_list())
        return {name.removeprefix(_PREFIX) for name in names if name.startswith(_PREFIX)}

    def close(self) -> None:
        """Give up the connection."""
        if self._client is not None:
            self._client.close()


def _client(broker: str, **options: Any) -> Any:
    """A connection to Redis; None for other brokers."""
    if not is_redis(broker):
        return None
    import redis

    # Celery's word for a socket in a file is another than that of Redis' own client.
    url = broker.replace("redis+socket://", "unix://", 1)
    # one connection, so that the name is there as long as the process
    return redis.Redis.from_url(
        url, decode_responses=True, socket_keepalive=True, single_connection_client=True, **options
    )
