"""Requests, replies, and what was seen of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from threading import Lock
from typing import Literal

Ending = Literal["", "answered", "left", "reset", "stopped"]


@dataclass(frozen=True)
class Reply:
    """What a request gets.

    Attributes:
        status: the HTTP status, such as 200.
        body: the text; sent as UTF-8.
        headers: further headers.
        after: seconds that the site waits before it answers. Lessons use it; checks do not.
        reset: answer nothing, and cut the connection off as a crashed server does.
    """

    status: int = 200
    body: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    after: float = 0.0
    reset: bool = False


@dataclass
class Visit:
    """One request.

    Attributes:
        number: 1 for the first request to this site.
        path: without the query.
        query: what stands behind the question mark.
        method: GET, HEAD, ...
        agent: the User-Agent header. A *client* is everybody who sends the same one.
        headers: all headers, with names in lower case.
        connection: the number of the TCP connection that it came over. Requests over one connection share the number.
        port: the client's port of that connection.
        earlier: how many requests for this path were there before.
        together: how many requests of all clients were in flight when it came, itself counted.
        began: its place in the order of everything that happened at the site.
        ended: the same for its end; 0 while it is in flight.
        status: of the reply; 0 where there was none.
        ending: answered; left (the client closed the connection first); reset (by a fault of the site); stopped (with
            the site); empty while it is in flight.
        start, end: seconds on the clock `time.perf_counter`, for pictures of a lesson's run.
    """

    number: int
    path: str
    query: str
    method: str
    agent: str
    headers: dict[str, str]
    connection: int
    port: int
    earlier: int = 0
    together: int = 0
    began: int = 0
    ended: int = 0
    status: int = 0
    ending: Ending = ""
    start: float = 0.0
    end: float = 0.0


@dataclass
class Log:
    """Everything that happened at a site, in order. Safe to read while the site works."""

    _visits: list[Visit] = field(default_factory=list)
    _connections: list[int] = field(default_factory=list)
    _events: int = 0
    _flying: int = 0
    _most: int = 0
    _most_of: Counter[str] = field(default_factory=Counter)
    _flying_of: Counter[str] = field(default_factory=Counter)
    _earlier: Counter[str] = field(default_factory=Counter)
    _lock: Lock = field(default_factory=Lock, repr=False)

    # -- written by the server

    def connected(self, number: int) -> None:
        """A client opened a connection."""
        with self._lock:
            self._connections.append(number)

    def began(self, visit: Visit, now: float) -> None:
        """A request has come in, whole."""
        with self._lock:
            self._events += 1
            visit.began, visit.start = self._events, now
            visit.earlier = self._earlier[visit.path]
            self._earlier[visit.path] += 1
            self._flying += 1
            self._flying_of[visit.agent] += 1
            visit.together = self._flying
            self._most = max(self._most, self._flying)
            self._most_of[visit.agent] = max(self._most_of[visit.agent], self._flying_of[visit.agent])
            self._visits.append(visit)

    def ended(self, visit: Visit, ending: Ending, status: int, now: float) -> None:
        """A request is no longer in flight."""
        with self._lock:
            self._events += 1
            visit.ended, visit.end, visit.ending, visit.status = self._events, now, ending, status
            self._flying -= 1
            self._flying_of[visit.agent] -= 1

    def restart(self) -> None:
        """Forget what has ended; requests that are in flight stay."""
        with self._lock:
            self._visits[:] = [visit for visit in self._visits if not visit.ended]
            self._connections.clear()
            self._earlier.clear()
            self._most, self._most_of = self._flying, self._flying_of.copy()

    # -- read by everybody

    @property
    def visits(self) -> list[Visit]:
        """All requests so far, in the order in which they came."""
        with self._lock:
            return list(self._visits)

    @property
    def paths(self) -> list[str]:
        """The paths asked for, in order; a path that was asked for twice is there twice."""
        return [visit.path for visit in self.visits]

    @property
    def times_fetched(self) -> Counter[str]:
        """How often each path was asked for."""
        return Counter(self.paths)

    @property
    def in_flight(self) -> int:
        """How many requests wait for their answers now."""
        with self._lock:
            return self._flying

    def most_in_flight(self, agent: str | None = None) -> int:
        """How many requests were in flight together at most, of all clients or of one.

        Args:
            agent: the User-Agent header of that client.
        """
        with self._lock:
            return self._most if agent is None else self._most_of[agent]

    @property
    def connections(self) -> int:
        """How many connections were opened since the log began."""
        with self._lock:
            return len(self._connections)

    @property
    def agents(self) -> Counter[str]:
        """How many requests came with each User-Agent header."""
        return Counter(visit.agent for visit in self.visits)

    def summary(self) -> str:
        """What happened, in one line."""
        visits = self.visits
        pages = len({visit.path for visit in visits})
        return (
            f"{_count(len(visits), 'request')} for {_count(pages, 'page')} over "
            f"{_count(self.connections, 'connection')}; at most {self.most_in_flight()} in flight together"
        )


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
