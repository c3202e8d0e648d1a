"""One real run of a learner's program on the site, with a judge who decides when each request is answered.

No clock has a part in what is seen. Requests are held until the program has come to rest: then all that it does
concurrently is in flight together. The newest of them is answered first, so that the order in which answers come
is never the order of the questions. A page that is never answered waits for the program's own time-out.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import psutil

from helpers.observe.patience import Patience
from helpers.site.asleep import Rested
from helpers.site.flight import in_flight
from helpers.site.pages import Museum
from helpers.site.plain import unpack
from helpers.site.policy import Content, Holding
from helpers.site.server import Server
from helpers.site.stage import Call, Stage
from helpers.site.traffic import Log, Visit

_TICK = 0.004  # seconds between two looks while nothing happens
_STEPS = 400_000  # reports that a program may cause
_NAPS = 20_000  # sleeps, one after the other, of a program with one thread: likewise
_EMPTY = {"thread": -1, "at": 0.0, "path": "", "session": 0, "seconds": None}  # what reports have, when they have it
_BUSY = 3.0  # seconds of processor time in which nothing is heard of the program
_LOST = 5.0  # seconds after which nobody waits any longer for what is on its way
_JUMPS = 100  # of the clock, one after the other, with nothing but sleep in between: a loop that waits for ever


@dataclass(frozen=True)
class Plan:
    """How the judge answers.

    Attributes:
        hold: the first so many requests are held until the program rests; later ones are answered as they come.
        silent: paths that are never answered.
        most: so many requests are enough; the run is ended when there are more.
        seconds: after so long without the end, the judge gives up and says so. A check's own limit is longer.
        fork: how the process is started; see `stage.Stage`.
    """

    hold: int = 24
    silent: frozenset[str] = frozenset()
    most: int = 400
    seconds: float = 24.0
    fork: bool | None = None


@dataclass
class Seen:
    """What happened.

    Attributes:
        log: the site's.
        url: the site's address.
        elsewhere: what was asked of the other site, which pages link to.
        returned: whether the function came back, with a result or an exception.
        result: what it returned, as plain data.
        error: its exception: `kind`, `kinds` (with its base classes), `text`, `line`; None where there was none.
        waves: how many requests were held together, each time that the program had come to rest.
        reports: what its process reported, in order.
        stuck: the program rested, nothing was held, and it had not come back.
        never_answered: it was stuck while it waited for a page that is never answered.
        gave_up: the judge's time was over, or the program went round and round.
        flooded: there were more requests than `Plan.most`.
        stacks: where its threads were, where it was stuck.
        died: its process ended by itself.
        forged: something else than the stage wrote reports.
        left_threads: the threads that were there after it came back and had come to rest.
        left_processes: the same for processes.
    """

    log: Log
    url: str
    elsewhere: Log
    returned: bool = False
    result: Any = None
    error: dict[str, Any] | None = None
    waves: list[int] = field(default_factory=list)
    reports: list[dict[str, Any]] = field(default_factory=list)
    stuck: bool = False
    never_answered: bool = False
    gave_up: bool = False
    flooded: bool = False
    stacks: str = ""
    died: bool = False
    forged: bool = False
    left_threads: tuple[str, ...] = ()
    left_processes: int = 0

    @property
    def most_in_flight(self) -> int:
        """How many requests were in flight together at most."""
        return self.log.most_in_flight()

    def shared_sessions(self) -> list[tuple[int, int]]:
        """Pairs of threads that used one session at the same time."""
        inside: dict[int, list[int]] = {}
        found = []
        for report in self.reports:
            if report["what"] == "session-begins":
                users = inside.setdefault(report["session"], [])
                found += [(user, report["thread"]) for user in users if user != report["thread"]]
                users.append(report["thread"])
            elif report["what"] == "session-ends":
                inside[report["session"]].remove(report["thread"])
        return found

    def sessions(self) -> int:
        """How many sessions sent something."""
        return len({report["session"] for report in self.reports if report["what"] == "session-begins"})

    def waits(self, path: str) -> list[float]:
        """Seconds that the thread slept before each request for `path` but the first.

        Where another path was asked for meanwhile, sleeping after that counts too.
        """
        slept: dict[int, float] = {}
        found: list[float] = []
        asked = False
        for report in self.reports:
            thread = report["thread"]
            if report["what"] == "slept":
                slept[thread] = slept.get(thread, 0.0) + report["seconds"]
            elif report["what"] == "asks" and report["path"] == path:
                if asked:
                    found.append(sum(slept.values()))
                asked = True
                slept.clear()
        return found

    def pauses(self, path: str) -> list[float]:
        """Seconds on the program's own clock from the end of each request for `path` to the next one.

        Sleeping moves that clock, and so does the time that passes in earnest: it says that a pause was long enough,
        and not that it was too short.
        """
        ended, found = None, []
        for report in self.reports:
            if report.get("path") != path:
                continue
            if report["what"] == "asks" and ended is not None:
                found.append(report["at"] - ended)
            elif report["what"] in ("answered", "timed-out"):
                ended = report["at"]
        return found

    def timeouts(self) -> list[float | None]:
        """The time-out in seconds that was given with each request, as far as it was answered or struck."""
        return [r["seconds"] for r in self.reports if r["what"] in ("answered", "timed-out")]


def watch(
    source: str,
    call: Callable[[str, str], Call],
    content: Callable[[str], Content],
    plan: Plan | None = None,
) -> Seen:
    """Run a learner's program on the site, and watch it.

    Args:
        source: the program.
        call: what is called, from the addresses of the site and of the other site.
        content: what the site shows, from the address of the other site.
        plan: how the judge answers.
    """
    plan = plan or Plan()
    nothing = Holding(lambda visit: _elsewhere(), at_once=lambda visit: True)
    with Server(nothing) as elsewhere, tempfile.TemporaryDirectory(prefix="site-") as folder:
        policy = Holding(
            content(elsewhere.url),
            at_once=lambda visit: (
                visit.path == Museum.ROBOTS or (visit.number > plan.hold and visit.path not in plan.silent)
            ),
        )
        with Server(policy) as server:
            stage = Stage(source, call(server.url, elsewhere.url), folder, plan.silent, plan.fork)
            try:
                seen = Seen(server.log, server.url, elsewhere.log)
                _Judge(server, elsewhere, policy, stage, plan, seen).run()
            finally:
                stage.end()
    return seen


def _elsewhere() -> Any:
    from helpers.site.traffic import Reply

    return Reply(200, "<html><body>Another site.</body></html>")


class _Judge:
    """Answers requests, reads reports, and looks whether the program rests."""

    def __init__(
        self, server: Server, elsewhere: Server, policy: Holding, stage: Stage, plan: Plan, seen: Seen
    ) -> None:
        self._server, self._elsewhere, self._policy = server, elsewhere, policy
        self._stage, self._plan, self._seen = stage, plan, seen
        self._rested = Rested(stage.pid)
        self._unread = b""
        self._first = True
        self._sleepers = True  # until a jump of the clock has woken nobody
        self._jumps = 0
        self._naps = 0
        self._heard = time.monotonic()
        self._busy_at_first: float | None = None
        self._on_the_way_since: float | None = None
        self._patience = Patience(plan.seconds)

    def run(self) -> None:
        seen = self._seen
        while not seen.returned and not seen.died:
            if self._patience.is_over(self._family) or self._naps > _NAPS or self._is_busy_for_nothing():
                seen.gave_up = True
                seen.stacks = self._stage.stacks()
                return
            rest = self._look()
            if seen.forged:
                return
            if self._server.requests > self._plan.most:
                seen.flooded = True
                return
            if not rest or self._something_is_in_flight():
                continue
            answerable = [visit for visit in self._policy.held if visit.path not in self._plan.silent]
            if answerable:
                self._release(answerable)
            elif rest == "deep" and self._time_may_pass():
                self._stage.let_time_pass()
                self._rested.disturbed()
            elif rest == "deep":
                seen.stuck = True
                seen.never_answered = bool(self._policy.held)
                seen.stacks = self._stage.stacks()
                return
        if seen.returned:
            self._see_what_is_left()

    def _release(self, held: list[Visit]) -> None:
        """Answer the newest request; when the program rests again, all others."""
        if self._first:
            self._seen.waves.append(len(self._policy.held))
        newest, *others = reversed(held)
        for visit in [newest] if self._first and others else [newest, *others]:
            self._server.answer(visit, self._policy.take(visit))
        self._first = not (self._first and others)
        self._rested.disturbed()

    def _something_is_in_flight(self) -> bool:
        """Whether the rest is none: something was sent and has not arrived yet."""
        now = time.monotonic()
        if not in_flight((self._server.port, self._elsewhere.port)):
            self._on_the_way_since = None
            return False
        if self._on_the_way_since is None:
            self._on_the_way_since = now
        # a client that does not read what it gets keeps it on the way for ever
        return now - self._on_the_way_since < _LOST

    def _time_may_pass(self) -> bool:
        """Whether somebody of the program may be asleep for some time, and it is worth while to wake him up."""
        return self._sleepers and self._jumps < _JUMPS

    def _is_busy_for_nothing(self) -> bool:
        """Whether the program has used much processor time since it was last heard of: it goes round and round."""
        if time.monotonic() - self._heard < 1.0:
            self._busy_at_first = None
            return False
        try:
            user, system, *_ = psutil.Process(self._stage.pid).cpu_times()
        except psutil.Error:
            return False
        if self._busy_at_first is None:
            self._busy_at_first = user + system
        return user + system - self._busy_at_first > _BUSY

    def _look(self) -> str:
        """Do what there is to do; when nothing was, look whether the program rests."""
        happened = self._server.step(_TICK)
        happened = self._elsewhere.step(0) or happened
        happened = self._read() or happened
        if happened:
            self._heard = time.monotonic()
            self._rested.disturbed()
            return ""
        return self._rested.look()

    def _read(self) -> bool:
        seen = self._seen
        try:
            piece = os.read(self._stage.reports, 1 << 16)
        except BlockingIOError:
            return False
        if not piece:
            seen.died = not seen.returned
            return True
        *lines, self._unread = (self._unread + piece).split(b"\n")
        for line in lines:
            try:
                self._take(json.loads(line))
            except (ValueError, KeyError, TypeError, AttributeError):
                # the stage writes nothing of this kind: somebody else did
                seen.forged = True
        return bool(lines)

    def _take(self, report: dict[str, Any]) -> None:
        """Take in one report.

        Raises:
            ValueError, KeyError, TypeError, AttributeError: it cannot come from the stage.
        """
        seen, what = self._seen, report["what"]
        if what == "time":
            self._sleepers = report["woke"] > 0
            self._jumps += 1
        elif what == "slept":
            self._sleepers = True
            self._naps += 1
        elif what != "returned":
            # something came of it; a loop that sleeps again and again goes nowhere
            self._sleepers, self._jumps, self._naps = True, 0, 0
        if what == "returned":
            if seen.returned:
                raise ValueError("a program returns once")
            seen.returned = True
            seen.error = report.get("error")
            seen.result = unpack(report.get("result"))
        elif what == "left":
            seen.left_threads, seen.left_processes = tuple(report["threads"]), report["processes"]
            self._left_known = True
        elif len(seen.reports) < _STEPS:
            seen.reports.append({**_EMPTY, **report})

    def _see_what_is_left(self) -> None:
        """When the program has come to rest after its return: which threads and processes are still there?"""
        self._left_known = False
        patience = Patience(self._plan.seconds)
        while not self._seen.died and not patience.is_over(self._family):
            held = [visit for visit in self._policy.held if visit.path not in self._plan.silent]
            if self._look():
                if not held:
                    break
                self._first = False
                self._release(held)
        self._stage.ask_what_is_left()
        while not self._left_known and not self._seen.died and not patience.is_over(self._family):
            self._look()
            if not self._left_known and not self._alive():
                return

    def _family(self) -> list[int]:
        return [self._stage.pid]

    def _alive(self) -> bool:
        return os.path.exists(f"/proc/{self._stage.pid}") or not os.path.isdir("/proc/self")
