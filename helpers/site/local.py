"""The site as lessons and learners use it: started by one call, in a thread of its own, gone with its kernel."""

from __future__ import annotations

import os
import threading
from types import TracebackType

from helpers.site.pages import Museum
from helpers.site.policy import Showing, museum_content
from helpers.site.server import Server
from helpers.site.traffic import Log

THREAD_NAME = "local web site"
_NO_PROXY = ("NO_PROXY", "no_proxy")


class Site:
    """A museum's web site on this machine.

    It works while the block lasts: `with Site(rooms=50, latency=0.1) as site:`; or from `start()` to `stop()`. Its
    thread is a daemon: it ends with the process, whatever happens.

    Attributes:
        museum: what there is to see.
        log: who asked for what; see `traffic.Log`.

    Args:
        rooms: how many pages it has.
        seed: another seed makes another museum.
        latency: seconds from a request to its answer. Can be changed at any time: `site.latency = 0.5`.
        slow: seconds for paths that begin with `/slow`.
        at_once: who has more requests in flight gets status 429; None for no such limit.
        per_second: who asks more often within a second gets status 429; None for no such limit.
        elsewhere: the address of another site that some links lead to.
    """

    def __init__(
        self,
        rooms: int = 200,
        *,
        seed: int = 1,
        latency: float = 0.05,
        slow: float = 10.0,
        at_once: int | None = None,
        per_second: int | None = None,
        elsewhere: str = "",
    ) -> None:
        self.museum = Museum(rooms, seed, first_doors=min(12, rooms - 1), elsewhere=elsewhere)
        self._policy = Showing(museum_content(self.museum), latency, slow, at_once, per_second)
        self._server: Server | None = None
        self._thread: threading.Thread | None = None
        self._stopping = False
        self._environment: dict[str, str | None] = {}

    @property
    def url(self) -> str:
        """The site's address, without a slash at the end.

        Raises:
            RuntimeError: the site is not running.
        """
        return self._running().url

    @property
    def log(self) -> Log:
        """What has happened since the start.

        Raises:
            RuntimeError: the site has never been started.
        """
        if self._server is None:
            raise RuntimeError("The site has not been started: call `start()`, or use it in a `with` block.")
        return self._server.log

    @property
    def latency(self) -> float:
        """Seconds from a request to its answer."""
        return self._policy.latency

    @latency.setter
    def latency(self, seconds: float) -> None:
        self._policy.latency = seconds

    def page(self, number: int) -> str:
        """The address of a room; 0 is the entrance."""
        return self.url + self.museum.paths[number]

    def pages(self, count: int) -> list[str]:
        """The addresses of the first `count` rooms after the entrance."""
        return [self.page(number) for number in range(1, count + 1)]

    def fresh_log(self) -> None:
        """Let the log begin anew, for the next measurement."""
        self._running().log.restart()

    def start(self) -> Site:
        """Open the site, unless it is open.

        Raises:
            OSError: there is no loopback interface, or no free port.
        """
        if self._thread is None:
            self._stopping = False
            self._server = Server(self._policy)
            self._without_proxy()
            self._thread = threading.Thread(target=self._serve, name=THREAD_NAME, daemon=True)
            self._thread.start()
        return self

    def stop(self) -> None:
        """Close the site. Requests that wait for an answer see their connection closed."""
        if self._thread is not None and self._server is not None:
            self._stopping = True
            self._server.wake()
            self._thread.join()
            self._thread = None
            self._server.close()
            self._with_proxy_as_before()

    def __enter__(self) -> Site:
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def __repr__(self) -> str:
        if self._thread is None or self._server is None:
            return f"<a site of {self.museum.rooms} pages, closed>"
        return f"<a site of {self.museum.rooms} pages at {self._server.url}>"

    def _running(self) -> Server:
        if self._thread is None or self._server is None:
            raise RuntimeError("The site is closed: call `start()`, or use it in a `with` block.")
        return self._server

    def _serve(self) -> None:
        assert self._server is not None
        while not self._stopping:
            self._server.step()

    def _without_proxy(self) -> None:
        """Where the machine has a proxy for the internet, requests to this site must not go there."""
        for name in _NO_PROXY:
            before = os.environ.get(name)
            self._environment[name] = before
            if before != "*":
                os.environ[name] = ",".join(filter(None, (before, "127.0.0.1")))

    def _with_proxy_as_before(self) -> None:
        for name, before in self._environment.items():
            if before is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = before
        self._environment.clear()


_open: Site | None = None


def open_site(
    rooms: int = 200,
    *,
    seed: int = 1,
    latency: float = 0.05,
    slow: float = 10.0,
    at_once: int | None = None,
    per_second: int | None = None,
) -> Site:
    """Open a site for this notebook: `site = open_site()`, then `site.url`. One that was open before is closed.

    Args:
        rooms: how many pages it has.
        seed: another seed makes another museum.
        latency: seconds from a request to its answer.
        slow: seconds for paths that begin with `/slow`.
        at_once: who has more requests in flight gets status 429; None for no such limit.
        per_second: who asks more often within a second gets status 429; None for no such limit.

    Raises:
        OSError: there is no loopback interface, or no free port.
    """
    global _open
    if _open is not None:
        _open.stop()
    _open = Site(rooms, seed=seed, latency=latency, slow=slow, at_once=at_once, per_second=per_second)
    return _open.start()
