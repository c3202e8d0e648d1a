"""When a request is answered, and with what.

The server asks a policy about each request. `Showing` answers at once or after a delay, as lessons need it. `Holding`
answers nothing until its owner says so: a judge holds requests until so many are in flight together, or until the
client has nothing left to do, and no clock has a part in that.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Mapping
from typing import Protocol

from helpers.site.pages import Museum
from helpers.site.traffic import Reply, Visit

Content = Callable[[Visit], Reply]
"""What the site would answer, whenever it does."""


class Policy(Protocol):
    """Whoever decides about requests."""

    def asked(self, visit: Visit) -> Reply | None:
        """The reply to a request that has just come in; None to hold it, until `Server.answer` gives it one."""

    def left(self, visit: Visit) -> None:
        """The client has closed the connection without waiting for its reply any longer."""


def not_found(visit: Visit) -> Reply:
    """The reply to a request for what is not there."""
    return Reply(404, f"There is no page {visit.path}.\n")


def museum_content(museum: Museum, flaky: int = 2, retry_after: int = 1) -> Content:
    """The museum's pages, and at some more paths everything that goes wrong on the web.

    | path | answer |
    |---|---|
    | `/missing` | 404, as every page that is not there |
    | `/broken` | 500, always |
    | `/flaky/ROOM` | 503 for the first `flaky` requests, then the room |
    | `/busy/ROOM` | 429 with `Retry-After` for the first request, then the room |
    | `/moved/ROOM` | 302 to the room |
    | `/loop` | 302 to itself, by way of `/loop/again` |
    | `/reset` | none: the connection is cut |
    | `/slow/ROOM` | the room; a policy makes it slow |
    | `/robots.txt` | what visitors may not fetch |

    Args:
        flaky: how often a flaky page fails before it works.
        retry_after: what `Retry-After` says, in seconds.
    """

    def content(visit: Visit) -> Reply:
        path = visit.path
        if path == Museum.ROBOTS:
            return Reply(200, museum.robots, (("Content-Type", "text/plain; charset=utf-8"),))
        if museum.has(path):
            return Reply(200, museum.page(path))
        first, room = _fault(path)
        if first == "broken":
            return Reply(500, "The server has made a mistake.\n")
        if first == "flaky" and visit.earlier < flaky:
            return Reply(503, "The server is overloaded, try again.\n")
        if first == "busy" and visit.earlier < 1:
            return Reply(429, "Too many requests.\n", (("Retry-After", str(retry_after)),))
        if first == "moved":
            return Reply(302, "", (("Location", room),))
        if first == "loop":
            return Reply(302, "", (("Location", "/loop/again" if path == "/loop" else "/loop"),))
        if first == "reset":
            return Reply(reset=True)
        if first in ("flaky", "busy", "slow") and museum.has(room):
            return Reply(200, museum.page(room))
        return not_found(visit)

    return content


def _fault(path: str) -> tuple[str, str]:
    """`/flaky/room/3` is the fault flaky of the room /room/3."""
    first, slash, rest = path[1:].partition("/")
    return first, slash + rest if rest else Museum.ENTRANCE


class Showing:
    """Answers as a real site does: after some time, and not to those who ask too much.

    Args:
        content: what there is to see.
        latency: seconds from a request to its answer.
        slow: seconds for paths that begin with `/slow`.
        at_once: who has more requests in flight gets status 429; None for no such limit.
        per_second: who asks more often within a second gets status 429; None for no such limit.
    """

    def __init__(
        self,
        content: Content,
        latency: float = 0.0,
        slow: float = 10.0,
        at_once: int | None = None,
        per_second: int | None = None,
    ) -> None:
        self.content = content
        self.latency = latency
        self.slow = slow
        self.at_once = at_once
        self.per_second = per_second
        self._lately: dict[str, deque[float]] = {}

    def asked(self, visit: Visit) -> Reply | None:
        if visit.path != Museum.ROBOTS and self._too_much(visit):
            return Reply(429, "Too many requests.\n", (("Retry-After", "1"),))
        reply = self.content(visit)
        wait = self.slow if visit.path.startswith("/slow") else self.latency
        return Reply(reply.status, reply.body, reply.headers, reply.after + wait, reply.reset)

    def left(self, visit: Visit) -> None:
        pass

    def _too_much(self, visit: Visit) -> bool:
        if self.at_once is not None and visit.together > self.at_once:
            return True
        if self.per_second is None:
            return False
        lately = self._lately.setdefault(visit.agent, deque())
        now = time.monotonic()
        while lately and lately[0] <= now - 1:
            lately.popleft()
        lately.append(now)
        return len(lately) > self.per_second


class Holding:
    """Holds requests, for a judge who answers them one by one.

    Attributes:
        held: the requests that wait, in the order in which they came.
        gone: those whose client left before it got an answer.

    Args:
        content: what they get when they are answered.
        at_once: paths that are never held, such as `/robots.txt`; or a function of the request.
    """

    def __init__(self, content: Content, at_once: Callable[[Visit], bool] = lambda visit: False) -> None:
        self._content = content
        self._at_once = at_once
        self.held: list[Visit] = []
        self.gone: list[Visit] = []

    def asked(self, visit: Visit) -> Reply | None:
        if self._at_once(visit):
            return self._content(visit)
        self.held.append(visit)
        return None

    def left(self, visit: Visit) -> None:
        if visit in self.held:
            self.held.remove(visit)
        self.gone.append(visit)

    def take(self, visit: Visit) -> Reply:
        """The reply to a request that is held; it is held no longer."""
        self.held.remove(visit)
        return self._content(visit)


def fixed(pages: Mapping[str, Reply]) -> Content:
    """Content that is a table of paths."""
    return lambda visit: pages.get(visit.path) or not_found(visit)
