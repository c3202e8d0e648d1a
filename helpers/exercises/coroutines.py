"""The world around a learner's coroutines: what scenarios of asyncio hand to them, and what they look at.

It all runs on the model checker's event loop. Nothing here knows a time: a time-out of that loop expires when nobody
else can go on, whatever its number says, so "nobody comes any more" is seen and not waited for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine
from types import SimpleNamespace
from typing import Any

from helpers.interleave import Answer
from helpers.interleave.control.execution import running
from helpers.interleave.control.operation import Operation
from helpers.interleave.doubles.asyncio import library

Play = Callable[[Any], Coroutine[Any, Any, Any]]
PATIENCE, LONG = 1e6, 1e9
"""Seconds of virtual time, longer than anything that a learner sleeps for: a call gives up before who looks on does."""


def aio() -> SimpleNamespace:
    """The parts of the checker's asyncio that a scenario uses."""
    tasks = library.part("tasks")
    return SimpleNamespace(
        run=library.part("runners").run,
        Event=library.part("locks").Event,
        timeout=library.part("timeouts").timeout,
        CancelledError=library.part("exceptions").CancelledError,
        **{name: getattr(tasks, name) for name in ("all_tasks", "create_task", "current_task", "gather", "sleep")},
    )


def on_loop(play: Play) -> Callable[[Any], Any]:
    """A scenario's `main` that runs the coroutine function `play(answer)` on an event loop of its own."""

    def main(answer: Answer) -> Any:
        return aio().run(play(answer))

    return main


async def until_idle() -> None:
    """Come back when no other task can go on."""
    loop = aio()
    try:
        async with loop.timeout(LONG):
            await loop.Event().wait()
    except TimeoutError:
        return


async def within(awaitable: Awaitable[Any]) -> tuple[str, Any]:
    """Await something, and cancel it when nobody can go on any more.

    Returns:
        ("result", it), ("error", the exception), or ("stuck", None).
    """
    try:
        async with aio().timeout(LONG):
            return "result", await awaitable
    except TimeoutError:
        return "stuck", None
    except Exception as error:  # noqa: BLE001 - whatever the learner's coroutine raises is what is looked at
        return "error", error


def others() -> int:
    """How many tasks of the event loop there are beside this one."""
    loop = aio()
    return len(loop.all_tasks() - {loop.current_task()})


def holds(error: Any, wanted: type[BaseException]) -> bool:
    """Whether an exception is a `wanted`, or a group with one inside."""
    if type(error) is wanted:
        return True
    if type(error) in (ExceptionGroup, BaseExceptionGroup):
        return any(holds(inner, wanted) for inner in error.exceptions)
    return False


class Service:
    """Something slow that a learner's coroutines call: who is in there, how many at most, and when they go on.

    Args:
        meet: hold the first ones until so many are inside together, or until nobody else can come.
        hold: the items whose calls stay inside until `release()`, or until they are cancelled.
        after: an item, and the one whose call it outlasts: it comes back only when that has been inside.
        fail: the items whose calls raise `Refused`.
        give: the result of a call for an item.
    """

    def __init__(
        self,
        meet: int = 1,
        hold: frozenset[Any] = frozenset(),
        after: dict[Any, Any] | None = None,
        fail: frozenset[Any] = frozenset(),
        give: Callable[[Any], Any] = lambda item: f"page {item}",
    ) -> None:
        loop = aio()
        self.meet, self.hold, self.after, self.fail, self.give = meet, hold, after or {}, fail, give
        self.calls: Counter[Any] = Counter()
        self.ended: Counter[Any] = Counter()
        self.inside = self.peak = self.cancelled = 0
        self.alone = False
        self.waited_in_vain: list[Any] = []
        self._met = loop.Event()
        self._released = loop.Event()
        self._seen: dict[Any, Any] = {}

    async def __call__(self, item: Any) -> Any:
        """One call, as the learner's coroutine makes it."""
        self._enter(item)
        try:
            await self._stay(item)
            if item in self.fail:
                raise Refused(item)
        except aio().CancelledError:
            self.cancelled += 1
            raise
        finally:
            self._leave(item)
        return self.give(item)

    def release(self) -> None:
        """Let those go on that are held."""
        self._released.set()

    def _event(self, item: Any) -> Any:
        return self._seen.setdefault(item, aio().Event())

    def _enter(self, item: Any) -> None:
        self._touch()
        self.calls[item] += 1
        self.inside += 1
        self.peak = max(self.peak, self.inside)
        self._event(item).set()
        if self.inside >= self.meet:
            self._met.set()

    def _leave(self, item: Any) -> None:
        self._touch()
        self.ended[item] += 1
        self.inside -= 1

    async def _stay(self, item: Any) -> None:
        loop = aio()
        if not self._met.is_set():
            try:
                async with loop.timeout(PATIENCE):
                    await self._met.wait()
            except TimeoutError:
                self.alone = True
                self._met.set()
        elif item in self.hold:
            await self._released.wait()
        else:
            await loop.sleep(0)
        if item in self.after:
            try:
                async with loop.timeout(PATIENCE):
                    await self._event(self.after[item]).wait()
            except TimeoutError:
                self.waited_in_vain.append(item)

    def _touch(self) -> None:
        """Every order of two comings and goings is looked at: how many are inside depends on it."""
        running().touch(Operation("write", ("service", id(self))))


class Refused(Exception):
    """The service has not done what it was asked for."""
