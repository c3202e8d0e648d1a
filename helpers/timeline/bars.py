"""What a recording has seen: bars, each with its pieces, put together from notes and from what the kernel counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from helpers.timeline.notes import Note
from helpers.timeline.sampling import Place, Sample

RUNNING, READY, GIL, WAITING, UNKNOWN, IN_LINE = "running", "ready", "gil", "waiting", "unknown", "in line"
WENT_ON = "went on after the block"
_DIED = "ended without a word"
_SECOND = 1e9


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bar in which one thing prevailed. Times in seconds since the recording began.

    Attributes:
        state: running (on a core; a task of asyncio: it has the event loop), ready (waits for a core), gil (waits for
            the GIL), waiting (for anything else), unknown (this machine does not say), in line (handed over, but
            not begun).
    """

    began: float
    ended: float
    state: str


@dataclass(frozen=True, slots=True)
class Bar:
    """Something that began and ended: a thread, a process, a task. Times in seconds since the recording began.

    Attributes:
        kind: main, thread, process, task (of a pool), coroutine (a task of asyncio) or celery.
        name: its own name, or its function's.
        pid, thread: the process and the thread (the kernel's number) in which it ran.
        began, ended: when. One that had not ended with the block ends with it.
        how: returned, raised ValueError, was cancelled, went on after the block, ...
        asked: when it was handed over to its pool or queue; None when it was not, or nobody noted it.
        running: how long it computed; for a task of asyncio, how long it had the event loop. None: cannot be told.
        ready: how long it could have gone on and had no core; None: cannot be told.
        gil: about how long it waited for the GIL; None: cannot be told from other waiting.
        pieces: what it did when; to be looked at, not to be added up: the sums above are exact, the pieces are seen
            every few milliseconds.
    """

    kind: str
    name: str
    pid: int
    thread: int
    began: float
    ended: float
    how: str
    asked: float | None = None
    running: float | None = None
    ready: float | None = None
    gil: float | None = None
    pieces: tuple[Piece, ...] = ()

    @property
    def seconds(self) -> float:
        """From its beginning to its end."""
        return self.ended - self.began

    @property
    def waiting(self) -> float | None:
        """How long it waited for anything but a core or the GIL, as far as those can be told."""
        if self.running is None:
            return None
        return max(0.0, self.seconds - self.running - (self.ready or 0.0) - (self.gil or 0.0))

    def overlaps(self, other: Bar) -> bool:
        """Whether there was a moment at which both were under way."""
        return self.began < other.ended and other.began < self.ended


@dataclass(frozen=True)
class Evidence:
    """All that a recording has gathered.

    Attributes:
        began, ended: the recording itself, in nanoseconds.
        notes: who began and ended.
        samples: the kernel's counts, by thread.
        gone: when a process was first seen to be gone.
        sees_gil: whether `Sample.gil` means anything.
        pid: the process that recorded.
    """

    began: int
    ended: int
    notes: Sequence[Note]
    samples: Mapping[Place, Sequence[Sample]]
    gone: Mapping[int, int]
    sees_gil: bool
    pid: int


def bars_of(evidence: Evidence) -> tuple[Bar, ...]:
    """All bars, in the order in which they began."""
    by_key: dict[str, list[Note]] = defaultdict(list)
    for note in evidence.notes:
        by_key[note["key"]].append(note)
    bars = [bar for notes in by_key.values() for bar in _bar(notes, evidence)]
    return tuple(sorted(bars, key=lambda bar: (bar.kind != "main", bar.began)))


def most_together(bars: Iterable[Bar]) -> int:
    """The largest number of these bars that were under way at one moment."""
    # at the same moment, who ends goes before who begins: meeting at a point is no overlap
    edges = sorted(edge for bar in bars for edge in ((bar.began, 1), (bar.ended, -1)))
    most = now = 0
    for _, change in edges:
        now += change
        most = max(most, now)
    return most


def _bar(notes: Sequence[Note], evidence: Evidence) -> list[Bar]:
    merged: dict[str, Note] = {}
    for note in notes:
        merged.setdefault(note["do"], note)
    begin, end = merged.get("begin"), merged.get("end")
    started = merged.get("started")  # a process or a thread, as it was seen from where it was started
    if begin is None and started is None:
        return []
    first = begin or started
    assert first is not None
    kind, pid = first["kind"], first["pid"]
    began = started["at"] if started and kind == "process" else first["at"]
    ended = end["at"] if end else _last_seen(pid, evidence)
    steps = (end or merged.get("steps") or {}).get("steps")
    if steps:
        # the notes were written inside of the first step and after the last one
        began, ended = steps[0][0], steps[-1][1] if end else ended
    how = end["how"] if end else _DIED if pid in evidence.gone else WENT_ON
    running, ready, gil, pieces = _what_it_did(first, end, began, ended, merged, evidence)
    asked = (first.get("asked") or 0) or None
    return [
        Bar(
            kind=kind,
            name=first["name"],
            pid=pid,
            thread=first["tid"],
            began=_since(began, evidence),
            ended=_since(ended, evidence),
            how=how,
            asked=None if asked is None or kind == "process" else _since(asked, evidence),
            running=running,
            ready=ready,
            gil=gil,
            pieces=tuple(Piece(_since(a, evidence), _since(b, evidence), state) for a, b, state in pieces),
        )
    ]


_Pieces = list[tuple[int, int, str]]


def _what_it_did(
    first: Note, end: Note | None, began: int, ended: int, merged: Mapping[str, Note], evidence: Evidence
) -> tuple[float | None, float | None, float | None, _Pieces]:
    """How long it ran, was ready, and waited for the GIL, all in seconds; and its pieces."""
    if first["kind"] == "coroutine":
        steps = (end or merged.get("steps") or {"steps": ()})["steps"]
        pieces = _between(began, ended, steps)
        return sum(b - a for a, b in steps) / _SECOND, None, None, pieces
    pid, tid = first["pid"], first["tid"]
    seen = [each for each in evidence.samples.get((pid, tid), ()) if began <= each.at <= ended]
    if first.get("ready") is not None and first.get("cpu") is not None and first["kind"] != "process":
        seen = _with_edge(seen, first, 0)
    if end is not None and end.get("ready") is not None and end.get("cpu") is not None:
        seen = _with_edge(seen, end, -1)
    # a process began in the recording, with counts of zero
    birth = {"cpu": 0, "ready": 0} if first["kind"] == "process" else first
    if first["kind"] == "process" and seen:
        seen = [Sample(began, 0, 0, 0), *seen]
    running, ready, gil = _difference(birth, end, "cpu"), _difference(birth, end, "ready"), None
    if len(seen) >= 2:
        running = (seen[-1].run - seen[0].run) / _SECOND if running is None else running
        ready = (seen[-1].ready - seen[0].ready) / _SECOND if ready is None else ready
        if evidence.sees_gil and pid == evidence.pid:
            gil = (seen[-1].gil - seen[0].gil) / _SECOND
    return running, ready, gil, _pieces(began, ended, seen)


def _with_edge(seen: list[Sample], note: Note, where: int) -> list[Sample]:
    """The beginning or the end as a sample of its own: the thread itself has asked for its counts."""
    gil = seen[where].gil if seen else 0
    edge = Sample(note["at"], note["cpu"], note["ready"], gil)
    return [edge, *seen] if where == 0 else [*seen, edge]


def _difference(first: Mapping[str, Any], end: Note | None, what: str) -> float | None:
    if end is None or first.get(what) is None or end.get(what) is None:
        return None
    return (end[what] - first[what]) / _SECOND


def _pieces(began: int, ended: int, seen: Sequence[Sample]) -> _Pieces:
    if len(seen) < 2:
        return [(began, ended, UNKNOWN)]
    pieces: _Pieces = []
    if began < seen[0].at:
        pieces.append((began, seen[0].at, UNKNOWN))
    for before, after in pairwise(seen):
        shares = {
            RUNNING: after.run - before.run,
            READY: after.ready - before.ready,
            GIL: after.gil - before.gil,
        }
        shares[WAITING] = after.at - before.at - sum(shares.values())
        _split(pieces, before.at, after.at, shares)
    if seen[-1].at < ended:
        _add(pieces, seen[-1].at, ended, UNKNOWN)
    return pieces


def _split(pieces: _Pieces, began: int, ended: int, shares: Mapping[str, int]) -> None:
    """Add what happened between two looks: each share as one piece.

    In which order is not known; what went on before comes first. Less than a tenth is left out.
    """
    if ended <= began:
        return
    kept = {state: share for state, share in shares.items() if share * 10 >= ended - began}
    last = pieces[-1][2] if pieces else RUNNING
    place = began
    total = sum(kept.values())
    for state in sorted(kept, key=lambda state: state != last):
        until = place + kept[state] * (ended - began) // total
        _add(pieces, place, until, state)
        place = until
    if pieces and pieces[-1][1] < ended:  # what the division has left
        pieces[-1] = (pieces[-1][0], ended, pieces[-1][2])


def _between(began: int, ended: int, steps: Sequence[Sequence[int]]) -> _Pieces:
    """A task of asyncio: it has the loop in its steps, and waits between them."""
    pieces: _Pieces = []
    last = began
    for start, stop in steps:
        _add(pieces, last, start, WAITING)
        _add(pieces, start, stop, RUNNING)
        last = stop
    _add(pieces, last, ended, WAITING)
    return pieces


def _add(pieces: _Pieces, began: int, ended: int, state: str) -> None:
    if ended <= began:
        return
    if pieces and pieces[-1][2] == state and pieces[-1][1] == began:
        pieces[-1] = (pieces[-1][0], ended, state)
    else:
        pieces.append((began, ended, state))


def _last_seen(pid: int, evidence: Evidence) -> int:
    return min(evidence.gone.get(pid, evidence.ended), evidence.ended)


def _since(at: int, evidence: Evidence) -> float:
    return (min(max(at, evidence.began), evidence.ended) - evidence.began) / _SECOND
