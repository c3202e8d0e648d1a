"""`asyncio.Queue.shutdown`, as in 3.13, on the versions that do not have it."""

from __future__ import annotations

import types
from typing import Any


class QueueShutDown(Exception):
    """Raised when putting on to or getting from a queue that has been shut down."""


def add_shutdown(queues: types.ModuleType) -> None:
    """Give the queues of `queues` a `shutdown`, unless they have one."""
    queue: Any = queues.Queue
    if hasattr(queue, "shutdown"):
        return
    queues.QueueShutDown = QueueShutDown  # type: ignore[attr-defined]
    queues.__dict__["__all__"] = (*queues.__dict__["__all__"], "QueueShutDown")
    QueueShutDown.__module__ = queues.__name__
    wait_for_item, wait_for_room = queue.get, queue.put
    get_at_once, put_at_once = queue.get_nowait, queue.put_nowait
    queue._is_shutdown = False

    def get_nowait(self: Any) -> Any:
        if self._is_shutdown and self.empty():
            raise QueueShutDown
        return get_at_once(self)

    def put_nowait(self: Any, item: Any) -> None:
        if self._is_shutdown:
            raise QueueShutDown
        put_at_once(self, item)

    async def get(self: Any) -> Any:
        if self._is_shutdown and self.empty():
            raise QueueShutDown
        return await _until_shut_down(wait_for_item(self), self)

    async def put(self: Any, item: Any) -> None:
        if self._is_shutdown:
            raise QueueShutDown
        await _until_shut_down(wait_for_room(self, item), self)

    def shutdown(self: Any, immediate: bool = False) -> None:
        self._is_shutdown = True
        if immediate:
            while not self.empty():
                self._get()
                if self._unfinished_tasks > 0:
                    self._unfinished_tasks -= 1
            if self._unfinished_tasks == 0:
                self._finished.set()
        for waiters in (self._getters, self._putters):
            while waiters:
                waiter = waiters.popleft()
                if not waiter.done():
                    waiter.set_result(None)

    for method in (get, put, get_nowait, put_nowait, shutdown):
        setattr(queue, method.__name__, method)


@types.coroutine
def _until_shut_down(coroutine: Any, queue: Any) -> Any:
    """Wait as the coroutine does, but no longer when the queue has been shut down with nothing to get."""
    error: BaseException | None = None
    while True:
        try:
            wanted = coroutine.send(None) if error is None else coroutine.throw(error)
        except StopIteration as stop:
            return stop.value
        if queue._is_shutdown:
            # it was woken by shutdown() and is about to wait again, for what will never come
            coroutine.close()
            raise QueueShutDown
        error = None
        try:
            yield wanted
        except BaseException as thrown:
            error = thrown
