"""Verdicts for the grader: each answer is checked once, several at a time, and remembered from run to run.

A check is a pure function of the answer's source, so its verdict can be kept under what it depends on: the exercise and
its version, the source, the code of the checker, the version of Python. Grading again after one late submission
checks that one, and equal answers of many students cost one check. Answers that differ in comments and layout are
different sources and, mostly, the same program: `same_program` says when an answer that passes speaks for the others.

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
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Protocol

from helpers.checker.endings import ENDED_EARLY
from helpers.exercises import find
from helpers.grading.places import STATE
from helpers.grading.same_program import may_be_shared, normal_form
from helpers.grading.sandbox import check
from helpers.machine import this_machine
from helpers.verdict import Verdict, VerdictFormatError

FILE = STATE / "verdicts.db"

# What a verdict depends on beside the answer: everything that may run in a judging process.
_JUDGES = ("interleave", "observe", "site", "tasks", "workers", "exercises", "sandbox", "checker")


class Judge(Protocol):
    """Who has answers checked.

    Attributes:
        enough: with so many answers waiting, nobody who checks is idle.
    """

    enough: int

    def judge(self, exercise: str, source: str) -> Future[Verdict]:
        """Begin to check an answer."""

    def close(self) -> None:
        """Give up what waits."""


class LocalJudge:
    """Checks on this machine, a few more at a time than it has cores: some wait for processes to start and to end."""

    def __init__(self) -> None:
        cores = max(1, int(this_machine().usable_cores))
        # While one submission waits for a check that takes a hundred times as long as others, nothing new is looked at:
        # what waits has to last the other cores that long.
        self.enough = 32 * cores
        # Checks run in processes of their own; the threads only wait for them.
        self._pool = ThreadPoolExecutor(cores + max(1, cores // 4), thread_name_prefix="check")

    def judge(self, exercise: str, source: str) -> Future[Verdict]:
        return self._pool.submit(check, exercise, source)

    def close(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)


@dataclass(frozen=True, slots=True)
class Account:
    """What was asked of `Verdicts` so far.

    Attributes:
        answers: how many verdicts were used.
        remembered: how many of these needed no check, because it was made before or for the same program.
        waited: for how long somebody waited for a verdict, in seconds.
        findings: how often each kind of finding was in one of them.
    """

    answers: int = 0
    remembered: int = 0
    waited: float = 0.0
    findings: Counter[str] = field(default_factory=Counter)

    def __sub__(self, before: Account) -> Account:
        return Account(
            self.answers - before.answers,
            self.remembered - before.remembered,
            self.waited - before.waited,
            self.findings - before.findings,
        )


class Verdicts:
    """The verdicts that a grading run needs. May be used from several threads.

    Args:
        file: where verdicts are remembered; None to forget them at the end.
        judge: who checks what is not remembered; by default this machine.
    """

    def __init__(self, file: Path | None = None, judge: Judge | None = None) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._asked: dict[str, Future[Verdict]] = {}
        self._under_way: set[str] = set()
        # By program: the first answer that is being checked; the others wait to see whether it passes.
        self._first: dict[str, Future[Verdict]] = {}
        # Verdicts that need not be held once they are used. What is written down is read again for the next student
        # with the same answer; what the machine may have had a part in gets a new check.
        self._given_away: set[str] = set()
        self._known: set[str] = set()  # of those that were asked for: remembered from an earlier check
        self._store = _open(file) if file else None
        self._judge = judge or LocalJudge()
        self._account = Account()

    def close(self) -> None:
        """Give up what nobody has asked for yet, and close the file."""
        self._judge.close()
        if self._store is not None:
            self._store.close()

    @property
    def enough(self) -> int:
        """With so many answers waiting, nobody who checks is idle."""
        return self._judge.enough

    def waiting(self) -> int:
        """How many answers are being checked, or wait for it."""
        return len(self._under_way)

    def account(self) -> Account:
        """What was asked so far."""
        with self._lock:
            return replace(self._account, findings=Counter(self._account.findings))

    def ask(self, exercise: str, source: str) -> Future[Verdict]:
        """Begin to find the verdict on an answer, and go on meanwhile.

        Raises:
            UnknownExercise: there is no such exercise.
        """
        key = key_of(exercise, source)
        program = first = None
        with self._lock:
            future = self._asked.get(key)
            if future is not None:
                return future
            future = self._asked[key] = Future()
            known = self._read(key)
            if known is None:
                program = program_of(exercise, source)
            if program is not None:
                first = self._first.get(program)
                if first is None:
                    known = self._passed_before(program, key, source)
                    if known is None:
                        self._first[program] = future
            if known is not None:
                self._given_away.add(key)
                self._known.add(key)
        # not under the lock: what is there at once calls back at once
        if known is not None:
            future.set_result(known)
        elif first is not None:
            first.add_done_callback(lambda first: self._take_over(first, exercise, key, source, future))
        else:
            self._check(exercise, key, source, future, program)
        return future

    def of(self, exercise: str, source: str) -> Verdict:
        """The verdict on an answer.

        Raises:
            UnknownExercise: there is no such exercise.
        """
        began = time.monotonic()
        key = key_of(exercise, source)
        future = self.ask(exercise, source)
        try:
            verdict = future.result()
        finally:
            with self._lock:
                if key in self._given_away:
                    self._given_away.discard(key)
                    self._asked.pop(key, None)
                known = key in self._known
                self._known.discard(key)
        with self._lock:
            self._account = Account(
                self._account.answers + 1,
                self._account.remembered + known,
                self._account.waited + time.monotonic() - began,
                self._account.findings + Counter(finding.kind for finding in verdict.findings),
            )
        return verdict

    def _check(self, exercise: str, key: str, source: str, future: Future[Verdict], program: str | None) -> None:
        """Have an answer checked, because nothing is known of it."""
        with self._lock:
            self._under_way.add(key)
        try:
            checked = self._judge.judge(exercise, source)
        except BaseException as error:
            with self._lock:
                self._forget(key, program)
            # others with the same program may wait for it by now
            future.set_exception(error)
            raise
        checked.add_done_callback(lambda checked: self._checked(key, checked, future, program))

    def _forget(self, key: str, program: str | None) -> None:
        self._asked.pop(key, None)
        self._under_way.discard(key)
        if program is not None:
            self._first.pop(program, None)

    def _checked(self, key: str, checked: Future[Verdict], future: Future[Verdict], program: str | None) -> None:
        """A check has come to its end."""
        error = CancelledError() if checked.cancelled() else checked.exception()
        if error is not None:
            with self._lock:
                self._forget(key, program)
            future.set_exception(error)
            return
        verdict = checked.result()
        with self._lock:
            self._under_way.discard(key)
            if not may_be_remembered(verdict) or self._write(key, verdict):
                self._given_away.add(key)
            if program is not None and (not _may_speak_for_others(verdict) or self._write(program, verdict)):
                self._first.pop(program, None)
        future.set_result(verdict)

    def _take_over(self, first: Future[Verdict], exercise: str, key: str, source: str, future: Future[Verdict]) -> None:
        """The first answer with the same program is checked: when it passed, so does this one; else it has its own
        check."""
        error = first.exception()
        try:
            if isinstance(error, CancelledError):
                raise error
            if error is not None or not _may_speak_for_others(first.result()):
                self._check(exercise, key, source, future, None)
                return
        except BaseException as problem:  # noqa: BLE001  (told to those who wait for the verdict)
            # nobody else hears of it: this runs where the first check has ended
            with self._lock:
                self._forget(key, None)
            if not future.done():
                future.set_exception(problem)
            return
        verdict = replace(first.result(), source=source)
        with self._lock:
            self._known.add(key)
            if self._write(key, verdict):
                self._given_away.add(key)
        future.set_result(verdict)

    def _passed_before(self, program: str, key: str, source: str) -> Verdict | None:
        """The verdict on an answer with whose program another one has passed."""
        passed = self._read(program)
        if passed is None or not _may_speak_for_others(passed):
            return None
        verdict = replace(passed, source=source)
        self._write(key, verdict)
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


_shared: dict[Path | None, Verdicts] = {}


def verdicts_in(course: Path | None) -> Verdicts:
    """The verdicts that this process shares for a course's folder; without a folder they are forgotten at the end."""
    if course not in _shared:
        _shared[course] = verdicts = Verdicts(course / FILE if course else None)
        atexit.register(verdicts.close)
    return _shared[course]


@contextlib.contextmanager
def judged_by(course: Path, judge: Judge) -> Iterator[None]:
    """In this block, what is not remembered in a course's folder is checked by somebody else than this machine."""
    before = _shared.get(course)
    verdicts = _shared[course] = Verdicts(course / FILE, judge)
    try:
        yield
    finally:
        if before is None:
            del _shared[course]
        else:
            _shared[course] = before
        verdicts.close()


def may_be_remembered(verdict: Verdict) -> bool:
    """Whether the verdict depends on the answer alone, and not on how the check was ended or on the machine."""
    return verdict.result != "cannot-judge" and ENDED_EARLY not in verdict.searched


def _may_speak_for_others(verdict: Verdict) -> bool:
    return may_be_remembered(verdict) and may_be_shared(verdict)


def program_of(exercise: str, source: str) -> str | None:
    """What a pass of all answers that are the same program is remembered under; None where it is this answer's alone.

    Raises:
        UnknownExercise: there is no such exercise.
    """
    form = normal_form(source)
    if form is None:
        return None
    # hashed twice, so that no answer's text can be taken for another one's form
    return hashlib.sha256(f"program {key_of(exercise, form)}".encode()).hexdigest()


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
