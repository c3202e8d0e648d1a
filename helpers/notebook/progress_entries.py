"""What happened, as rows that can be merged in any order, and any number of times, without losing or doubling any.

A row counts how often one thing happened on one day in one session (one run of a kernel). A session is never continued
elsewhere, so of two copies of a row the one with the higher count is the newer one, and merging takes it. That is the
grow-only counter of M. Shapiro et al., "Conflict-free Replicated Data Types", SSS 2011
(https://doi.org/10.1007/978-3-642-24550-3_29).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

MARK = "racecourse-progress"
VERSION = 1

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_LONGEST = 200
_MOST = 10**9


class NotProgress(ValueError):
    """The data is no progress; the message says what is wrong with it."""


class NewerProgress(ValueError):
    """The data was written by a newer version of the course."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row.

    Attributes:
        day: the day where the learner is, as `2026-11-23`.
        kind: what was done: check, hint, solution, prediction, ...
        id: what it was done with: an exercise's id, or the name of what was predicted.
        outcome: how it ended: passed, partly, failed, ...
        session: the run of a kernel in which it was done.
        times: how often.
        last: when it was last done, in UTC: `2026-11-23T17:30:05Z`.
        beliefs: the misconceptions that were found, each with the number of times that it was.
    """

    day: str
    kind: str
    id: str
    outcome: str
    session: str
    times: int
    last: str
    beliefs: tuple[tuple[str, int], ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        """What two copies of the same row have in common."""
        return self.day, self.kind, self.id, self.outcome, self.session

    def once_more(self, last: str, beliefs: Iterable[str]) -> Entry:
        """The row after the same thing happened again."""
        counts = dict(self.beliefs)
        for belief in beliefs:
            counts[belief] = counts.get(belief, 0) + 1
        return replace(self, times=self.times + 1, last=max(self.last, last), beliefs=_sorted(counts))

    def merged(self, other: Entry) -> Entry:
        """The newer of two copies of a row; of two that cannot be copies, the most that either says."""
        counts = dict(self.beliefs)
        for belief, count in other.beliefs:
            counts[belief] = max(count, counts.get(belief, 0))
        return replace(
            self, times=max(self.times, other.times), last=max(self.last, other.last), beliefs=_sorted(counts)
        )

    def to_row(self) -> list[Any]:
        """The row as JSON-ready data."""
        return [
            self.day,
            self.kind,
            self.id,
            self.outcome,
            self.session,
            self.times,
            self.last,
            *([dict(self.beliefs)] if self.beliefs else []),
        ]


def merge(*groups: Iterable[Entry]) -> tuple[Entry, ...]:
    """All rows of all groups, each once, in the order in which they happened."""
    found: dict[tuple[str, ...], Entry] = {}
    for group in groups:
        for entry in group:
            known = found.get(entry.key)
            found[entry.key] = entry if known is None else known.merged(entry)
    return tuple(sorted(found.values(), key=lambda entry: (entry.last, entry.key)))


def to_text(entries: Iterable[Entry]) -> str:
    """The file's text: JSON, a line for each row."""
    rows = ",\n".join(f"  {json.dumps(entry.to_row(), ensure_ascii=False)}" for entry in entries)
    return f'{{"{MARK}": {VERSION},\n "entries": [\n{rows}\n]}}\n'


def from_text(text: str) -> tuple[tuple[Entry, ...], int]:
    """Read what `to_text` wrote.

    Returns:
        the rows, and how many rows could not be read.

    Raises:
        NotProgress: it is no such text at all.
        NewerProgress: a newer version of the course wrote it.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotProgress(f"it is no JSON ({error})") from None
    if not isinstance(data, dict) or not isinstance(data.get(MARK), int) or isinstance(data[MARK], bool):
        raise NotProgress(f"it does not say that it is {MARK}")
    if data[MARK] > VERSION:
        raise NewerProgress(f"it has version {data[MARK]}, and this copy of the course reads version {VERSION}")
    rows = data.get("entries")
    if data[MARK] < 1 or not isinstance(rows, list):
        raise NotProgress("it has no entries")
    read = [_entry(row) for row in rows]
    good = [entry for entry in read if entry is not None]
    return merge(good), len(read) - len(good)


def _entry(row: Any) -> Entry | None:
    """One row; None when it is damaged."""
    if not isinstance(row, list) or len(row) not in (7, 8):
        return None
    *texts, times, last = row[:7]
    beliefs = row[7] if len(row) == 8 else {}
    if not all(isinstance(text, str) and 0 < len(text) <= _LONGEST for text in [*texts, last]):
        return None
    if not _DAY.fullmatch(row[0]) or not _MOMENT.fullmatch(last) or not _count(times):
        return None
    if not isinstance(beliefs, dict) or not all(_count(count) for count in beliefs.values()):
        return None
    day, kind, id, outcome, session = texts
    return Entry(day, kind, id, outcome, session, times, last, _sorted(beliefs))


def _count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < _MOST


def _sorted(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items()))
