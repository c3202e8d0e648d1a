"""The caller's side of the checker: it keeps one warm server, and asks it over one connection for each check."""

from __future__ import annotations

import atexit
import contextlib
import os
import queue
import select
import socket
import subprocess
import tempfile
import threading
import weakref
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from helpers.checker.endings import Subject
from helpers.checker.launch import COURSE, command, environment
from helpers.checker.limits import Limits
from helpers.checker.messages import MessageError, Reader, pack
from helpers.verdict import Verdict, VerdictFormatError

if TYPE_CHECKING:
    from helpers.sandbox import Sandbox

# How long to wait for an answer when the server itself does not keep the limits, in multiples of the limit and in
# seconds. It stretches the limit to three times its length on a crowded machine.
_PATIENCE = (4.0, 60.0)


class UnknownExercise(LookupError):
    """There is no exercise of this id.

    Attributes:
        id: what was asked for.
        similar: ids that may have been meant.
    """

    def __init__(self, id: str, similar: list[str]) -> None:
        self.id = id
        self.similar = similar
        hint = f" Did you mean {' or '.join(similar)}?" if similar else ""
        super().__init__(f"There is no exercise {id!r}.{hint}")

    def __reduce__(self) -> tuple[Any, ...]:
        return UnknownExercise, (self.id, self.similar)


class TaskEnded(Exception):
    """A task came to no result: it ran into a limit, died, or could not be started."""


def _not_reached(error: OSError) -> str:
    """Why there is no checker, and what to do."""
    if "No usable temporary directory" in str(error):
        return (
            "This machine has no folder for temporary files that can be written, and the checker needs one: set the "
            "environment variable TMPDIR to such a folder, and start the kernel again."
        )
    return f"The checker could not be started or reached: {error}."


def _writable(value: Any) -> Any:
    """What came as JSON, without the halves of characters that a program's own texts may have: no file takes them."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, list):
        return [_writable(one) for one in value]
    if isinstance(value, dict):
        return {_writable(key): _writable(one) for key, one in value.items()}
    return value


class _NoAnswer(Exception):
    """The server closed the connection without a reply."""


class Checker:
    """A checker with a server of its own. May be used from several threads at once.

    Args:
        table: where the exercises are, as `helpers.checker.table.load_table` takes it.
        prefix: a command that is put in front of the server's.
        fresh: whether each check gets a fresh interpreter; by default only where the system cannot fork.
        sandbox: where the server and all checks run; None for where this process runs.
    """

    def __init__(
        self,
        *,
        table: str = COURSE,
        prefix: tuple[str, ...] = (),
        fresh: bool | None = None,
        sandbox: Sandbox | None = None,
    ) -> None:
        self._table = table
        self._prefix = prefix
        self._sandbox = sandbox
        if fresh and sandbox is not None:
            raise ValueError(
                "A fresh interpreter for each check would run outside the sandbox: leave out one of the two."
            )
        self._fresh = not hasattr(os, "fork") if fresh is None else fresh
        self._lock = threading.Lock()
        self._server: _Server | None = None
        self._connections: set[socket.socket] = set()
        _checkers.add(self)

    def start(self) -> None:
        """Start the server without waiting for it, so that the first check finds it warm."""
        if not self._fresh:
            with contextlib.suppress(OSError):  # the check itself will say what is wrong
                self._running()

    def check(self, exercise_id: str, source: str, *, limits: Limits | None = None) -> Verdict:
        """Judge an answer in a process of its own.

        Args:
            exercise_id: the exercise's id, such as `04-2`.
            source: the answer, as `helpers.exercises.assemble` puts it together.
            limits: what the check may use.

        Raises:
            UnknownExercise: there is no such exercise. Nothing else is raised: what goes wrong is in the verdict.
        """
        limits = limits or Limits()
        subject = Subject(exercise_id, 0.0, source, "")
        try:
            truths = self._truths(exercise_id, limits)
            reply = self._reply({"exercise": exercise_id, "source": source, "truths": truths}, limits)
            if "unknown" in reply:
                raise UnknownExercise(exercise_id, list(reply["unknown"]))
            verdict = replace(Verdict.from_json(_writable(reply["verdict"])), source=source)
        except UnknownExercise:
            raise
        except (MessageError, VerdictFormatError, KeyError, TypeError, ValueError) as error:
            return subject.cannot_judge(f"The checker's answer cannot be read ({error}). Please report it.")
        except _NoAnswer as error:
            return subject.cannot_judge(str(error))
        except TimeoutError:
            self.close()
            return subject.cannot_judge("The checker did not answer, and was stopped. Check again; it starts anew.")
        except OSError as error:
            return subject.cannot_judge(_not_reached(error))
        if verdict.exercise != exercise_id:
            return subject.cannot_judge(
                f"The checker answered for exercise {verdict.exercise!r} instead of {exercise_id!r}. Please report it."
            )
        return verdict

    def run_task(self, name: str, payload: dict[str, Any], *, limits: Limits | None = None) -> dict[str, Any]:
        """Have something else done than a check, in a process of its own with the same limits.

        Args:
            name: the task's name in `helpers.demo.tasks.TASKS`.
            payload: what it is given, JSON-ready.
            limits: what the task may use.

        Returns:
            what the task returned.

        Raises:
            TaskEnded: the task came to no result; the message says why, in the learner's words.
        """
        try:
            reply = self._reply({"task": name, "payload": payload}, limits or Limits())
            if "result" in reply:
                result: dict[str, Any] = _writable(reply["result"])
                return result
            raise TaskEnded(Verdict.from_json(reply["verdict"]).findings[0].message)
        except (MessageError, VerdictFormatError, KeyError, IndexError) as error:
            raise TaskEnded(f"The checker's answer cannot be read ({error}). Please report it.") from error
        except _NoAnswer as error:
            raise TaskEnded(str(error)) from error
        except TimeoutError as error:
            self.close()
            raise TaskEnded(
                "The checker did not answer, and was stopped. Run the cell again; it starts anew."
            ) from error
        except OSError as error:
            raise TaskEnded(_not_reached(error)) from error

    def close(self) -> None:
        """End the server and every check under way. The next check starts a new one."""
        with self._lock:
            server, self._server = self._server, None
        if server is not None:
            server.close()

    def __enter__(self) -> Checker:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _running(self) -> _Server:
        with self._lock:
            if self._server is None or self._server.process.poll() is not None:
                self._server = _started(self._table, self._prefix, self._sandbox)
            return self._server

    def _reply(self, asked: dict[str, Any], limits: Limits) -> dict[str, Any]:
        """The reply to one request, from the server or from a fresh interpreter."""
        request = asked | {"limits": limits.to_json()}
        if self._fresh:
            # imported late: a system that forks has no use for it
            from helpers.checker.fresh import check_in_fresh_interpreter

            return check_in_fresh_interpreter(request, limits, self._table, self._prefix)
        return self._ask(pack(request), limits)

    def _truths(self, exercise_id: str, limits: Limits) -> dict[str, Any] | None:
        """What answers to an exercise are compared with; None where each check finds it for itself.

        The server is asked for it once. Where that fails, the checks go without: they say what is wrong. A first check
        with little time must not be what makes it fail for all others, so it never has less than it has by default.
        """
        if self._fresh:
            return None
        known = self._running().truths
        with known.lock(exercise_id):
            if exercise_id not in known.found:
                found, usual = None, Limits()
                limits = limits.at_least(seconds=usual.seconds, memory=usual.memory)
                with contextlib.suppress(MessageError, _NoAnswer):
                    found = self._reply({"exercise": exercise_id}, limits).get("truths")
                known.found[exercise_id] = found
            return known.found[exercise_id]

    def _ask(self, request: bytes, limits: Limits) -> dict[str, Any]:
        server, mine = self._connect()
        try:
            mine.settimeout(_PATIENCE[0] * limits.seconds + _PATIENCE[1])
            # the server's own limit on the verdict comes first; here only memory has to be kept
            reply = Reader(2 * limits.answer)
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                mine.sendall(request)
            while not reply.complete:
                try:
                    piece = mine.recv(1 << 20)
                except ConnectionResetError:
                    piece = b""
                if not piece:
                    raise _NoAnswer(server.why_no_answer())
                reply.feed(piece)
            return reply.message()
        finally:
            # whatever ends the wait, KeyboardInterrupt included: a closed connection ends the check
            self._connections.discard(mine)
            mine.close()

    def _connect(self) -> tuple[_Server, socket.socket]:
        """A connection to the server; a server that has ended since the last check is started again."""
        for attempt in (1, 2):
            server = self._running()
            mine, theirs = socket.socketpair()
            self._connections.add(mine)
            try:
                with theirs:
                    server.hand_over(theirs)
                return server, mine
            except (BrokenPipeError, ConnectionResetError):
                self._connections.discard(mine)
                mine.close()
                if attempt == 2:
                    raise _NoAnswer(server.why_no_answer()) from None
                server.close()
            except BaseException:
                self._connections.discard(mine)
                mine.close()
                raise
        raise AssertionError("not reached")

    def _forget(self) -> None:
        """In a process that was forked off this one: the server and its connections belong to the parent."""
        self._lock = threading.Lock()
        server, self._server = self._server, None
        if server is not None:
            server.control.close()
        for connection in list(self._connections):
            connection.close()
        self._connections.clear()


class _Truths:
    """What a server has found out about its exercises.

    Attributes:
        found: by exercise; None where there is nothing to find.
    """

    def __init__(self) -> None:
        self.found: dict[str, dict[str, Any] | None] = {}
        self._locks: dict[str, threading.Lock] = {}

    def lock(self, exercise_id: str) -> threading.Lock:
        """Held by whoever asks for those of an exercise."""
        return self._locks.setdefault(exercise_id, threading.Lock())


class _Server:
    """A running server process and the control socket that keeps it alive.

    Attributes:
        truths: what it has found out about its exercises.
    """

    def __init__(self, table: str, prefix: tuple[str, ...], sandbox: Sandbox | None) -> None:
        isolates = sandbox is not None and sandbox.isolates
        if sandbox is not None:
            # a table that is not the course's own is a file of its author's
            prefix = (*sandbox.prefix(read=[Path(table.rpartition(":")[0])] if table != COURSE else []), *prefix)
        self.truths = _Truths()
        self._lock = threading.Lock()
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the server
        self.control, theirs = socket.socketpair()
        with theirs:
            try:
                # a session of its own: a notebook's interrupt goes to the kernel's whole process group
                self.process = subprocess.Popen(
                    command("isolate" if isolates else "serve", table, prefix),
                    env=environment(sandbox),
                    cwd=os.path.dirname(os.path.abspath(__file__)),
                    stdin=theirs.fileno(),
                    stdout=subprocess.DEVNULL,
                    stderr=self._errors,
                    start_new_session=True,
                )
            except BaseException:
                self.control.close()
                self._errors.close()
                raise

    def hand_over(self, connection: socket.socket) -> None:
        with self._lock:
            socket.send_fds(self.control, [b"c"], [connection.fileno()])

    def why_no_answer(self) -> str:
        """Why a connection was closed without a reply."""
        # a server that has ended closed its control socket before the connections that it had not yet taken
        if select.select([self.control], [], [], 0)[0]:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=1)
        if self.process.poll() is None:
            return "The process that watched this check was ended before it could answer."
        with self._lock:
            self._errors.seek(0, os.SEEK_END)
            self._errors.seek(max(0, self._errors.tell() - 4096))
            words = self._errors.read().decode(errors="replace").strip().splitlines()
        last = f" Its last words: {words[-1].strip()}" if words else ""
        return f"The checker ended with status {self.process.returncode} before it could answer.{last}"

    def close(self) -> None:
        """Let the server end: it does so once nothing of its checks is left."""
        self.control.close()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._errors.close()


def _started(table: str, prefix: tuple[str, ...], sandbox: Sandbox | None) -> _Server:
    """A new server. A sandbox ends when the thread that has started it does (prctl(2), PR_SET_PDEATHSIG): so this is
    done by a thread that stays for as long as this process is there."""
    if sandbox is None:
        return _Server(table, prefix, None)
    answer: queue.SimpleQueue[_Server | BaseException] = queue.SimpleQueue()

    def start() -> None:
        try:
            answer.put(_Server(table, prefix, sandbox))
        except BaseException as error:  # noqa: BLE001 - raised where it was asked for
            answer.put(error)

    with _starter_lock:
        if not _starter:
            _starter.append(queue.SimpleQueue())
            threading.Thread(target=_start_forever, args=(_starter[0],), name="starts sandboxes", daemon=True).start()
        _starter[0].put(start)
    got = answer.get()
    if isinstance(got, BaseException):
        raise got
    return got


def _start_forever(wanted: queue.SimpleQueue[Callable[[], None]]) -> None:
    while True:
        wanted.get()()


_starter: list[queue.SimpleQueue[Callable[[], None]]] = []
_starter_lock = threading.Lock()
_checkers: weakref.WeakSet[Checker] = weakref.WeakSet()


def _forget_all() -> None:
    global _starter_lock
    _starter.clear()  # the thread is the parent's
    _starter_lock = threading.Lock()
    for checker in list(_checkers):
        checker._forget()


def _close_all() -> None:
    for checker in list(_checkers):
        checker.close()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_all)
atexit.register(_close_all)
