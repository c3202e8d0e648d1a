"""Verdicts for the grader: each answer is checked once, several at a time, and remembered from run to run.

A check is a pure function of the answer's source, so its verdict can be kept under what it depends on: the exercise and
its version, the source, the code of the checker, the version of Python. Grading again after one late submission
checks that one, and equal answers of many students cost one check.

The file of remembered verdicts is a SQLite database. Losing it costs time and nothing else.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import json
import platform
import sqlite3
import sys
import threading
import zlib
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from pathlib import Path

from helpers.checker import check
from helpers.checker.endings import ENDED_EARLY
from helpers.exercises import find
from helpers.machine import this_machine
from helpers.verdict import Verdict, VerdictFormatError

FILE = Path(".racecourse") / "verdicts.db"

# What a verdict depends on beside the answer: everything that may run in a judging process.
_JUDGES = ("interleave", "observe", "site", "tasks", "workers", "exercises", "checker")


class Verdicts:
    """The verdicts that a grading run needs. May be used from several threads.

    Args:
        file: where verdicts are remembered; None to forget them at the end.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._asked: dict[str, Future[Verdict]] = {}
        self._store = _open(file) if file else None
        # Checks run in processes of their own; the threads only wait for them.
        self._pool = ThreadPoolExecutor(max(1, int(this_machine().usable_cores)), thread_name_prefix="check")
        self.checked = 0
        self.remembered = 0

    def close(self) -> None:
        """Give up what nobody has asked for yet, and close the file."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        if self._store is not None:
            self._store.close()

    def ask(self, exercise: str, source: str) -> Future[Verdict]:
        """Begin to find the verdict on an answer, and go on meanwhile.

        Raises:
            UnknownExercise: there is no such exercise.
        """
        key = key_of(exercise, source)
        with self._lock:
            future = self._asked.get(key)
            if future is None:
                known = self._read(key)
                if known is not None:
                    self.remembered += 1
                    future = Future()
                    future.set_result(known)
                else:
                    future = self._pool.submit(self._check, key, exercise, source)
                    self._asked[key] = future
        return future

    def of(self, exercise: str, source: str) -> Verdict:
        """The verdict on an answer.

        Raises:
            UnknownExercise: there is no such exercise.
        """
        return self.ask(exercise, source).result()

    def _check(self, key: str, exercise: str, source: str) -> Verdict:
        verdict = check(exercise, source)
        with self._lock:
            self.checked += 1
            # What is written down need not be held. What may not be remembered gets a new check when it is asked
            # for again: what stopped this one may have been the machine.
            if not may_be_remembered(verdict) or self._write(key, verdict):
                self._asked.pop(key, None)
        return verdict

    def _read(self, key: str) -> Verdict | None:
        if self._store is None:
            return None
        with contextlib.suppress(sqlite3.Error, VerdictFormatError, ValueError, zlib.error):
            row = self._store.execute("SELECT verdict FROM verdicts WHERE key = ?", (key,)).fetchone()
            return Verdict.from_json(json.loads(zlib.decompress(row[0]))) if row else None
        return None

    def _write(self, key: str, verdict: Verdict) -> bool:
        """Whether it could be written: a full disk or a locked file costs another check, and no score."""
        if self._store is None:
            return False
        data = zlib.compress(json.dumps(verdict.to_json()).encode())
        try:
            self._store.execute("INSERT OR REPLACE INTO verdicts VALUES (?, ?)", (key, data))
        except sqlite3.Error:
            return False
        return True


@cache
def verdicts_in(course: Path | None) -> Verdicts:
    """The verdicts that this process shares for a course's folder; without a folder they are forgotten at the end."""
    verdicts = Verdicts(course / FILE if course else None)
    atexit.register(verdicts.close)
    return verdicts


def may_be_remembered(verdict: Verdict) -> bool:
    """Whether the verdict depends on the answer alone, and not on how the check was ended or on the machine."""
    return verdict.result != "cannot-judge" and ENDED_EARLY not in verdict.searched


def key_of(exercise: str, source: str) -> str:
    """What a verdict is remembered under: a hash of all that it depends on.

    Raises:
        UnknownExercise: there is no such exercise.
    """
    parts = (exercise, str(find(exercise).version), fingerprint(), source)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


@cache
def fingerprint() -> str:
    """A hash of the code that judges, and of the Python that runs it."""
    package = Path(__file__).parents[1]
    digest = hashlib.sha256(f"{sys.version_info[:2]} {platform.system()}".encode())
    for path in _sources(package):
        digest.update(path.relative_to(package).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _sources(package: Path) -> Iterator[Path]:
    yield package / "verdict.py"
    for folder in _JUDGES:
        yield from sorted((package / folder).rglob("*.py"))


def _open(file: Path) -> sqlite3.Connection | None:
    """The database, made where it is missing, and made anew where it is damaged; None where it cannot be written."""
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
    for _ in range(2):
        try:
            # A lost verdict is found again: no need to wait for the disk with each of them.
            store = sqlite3.connect(file, timeout=10, isolation_level=None, check_same_thread=False)
            store.execute("PRAGMA synchronous = OFF")
            store.execute("CREATE TABLE IF NOT EXISTS verdicts (key TEXT PRIMARY KEY, verdict BLOB) WITHOUT ROWID")
            return store
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                return None
            with contextlib.suppress(OSError):
                file.unlink()
    return None
