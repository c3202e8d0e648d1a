"""The process that watches one check: it forks the judge, waits for its message, and ends all that it leaves.

On Linux it makes itself the reaper of its descendants, so that a process which the program started cannot get away,
not even with a session of its own. On other systems it takes the descendants that psutil sees.
"""

from __future__ import annotations

import contextlib
import ctypes
import math
import os
import select
import shutil
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache, partial
from typing import NoReturn

import psutil

from helpers.checker import endings
from helpers.checker.judging import ANSWER, STACK, STACK_SIGNAL, Work, judge_and_leave
from helpers.checker.messages import ForgedError, MessageError, Reader, make_token
from helpers.observe.patience import own_time
from helpers.verdict import Verdict

_PR_SET_CHILD_SUBREAPER = 36
# When the judge's stack is looked at, as parts of the time limit. A hang is a hang where all of them agree.
_LOOKS = (0.5, 0.65, 0.8, 0.95)
_LAST_OUTPUT = 4096


class Abandoned(Exception):
    """Nobody waits for this check any more."""


def become_reaper() -> None:
    """Let orphaned descendants of this process become its children (Linux; elsewhere nothing happens)."""
    if sys.platform == "linux":
        _libc().prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


@cache
def _libc() -> ctypes.CDLL:
    """The C library: opened once by the server, and not in each process that it forks."""
    return ctypes.CDLL(None)


class Supervision:
    """One check from its fork to its end.

    Args:
        case: what to judge.
        client: the connection to whoever waits for the verdict. When it is closed, the check is given up.
    """

    # Seconds after which the watcher looks at the check again, although nothing has happened.
    _longest_wait = math.inf

    def __init__(self, case: Work, client: socket.socket) -> None:
        self._case = case
        self._client = client
        self._token = make_token()
        self._answer = Reader(case.limits.answer, self._token)
        self._forged = False
        self._too_large = False
        self._printed = 0
        self._tail = b""
        self._status: int | None = None
        self._dumps: list[str] = []

    def run(self) -> dict[str, object]:
        """The message for the client: the verdict. When it returns, nothing of the check is left.

        Raises:
            Abandoned: the client has gone.
        """
        become_reaper()
        folder = tempfile.mkdtemp(prefix="racecourse-check-")
        child = 0
        try:
            child = self._fork(partial(_move_into, folder))
            return self._watch()
        finally:
            if child:
                self._end_all(child)
            shutil.rmtree(folder, ignore_errors=True)

    def _fork(self, settle: Callable[[], None]) -> int:
        """Start the judge.

        Args:
            settle: what it does first, once it has closed what belongs to others.
        """
        # set_wakeup_fd makes the end of the child readable, like everything else that is waited for
        self._wake, self._waker = socket.socketpair()
        self._wake.setblocking(False)
        self._waker.setblocking(False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._waker.fileno(), warn_on_full_buffer=False)
        self._answer_end, answer = os.pipe()
        self._output_end, output = os.pipe()
        self._stack_end, stack = os.pipe()
        for end in (self._answer_end, self._output_end, self._stack_end):
            os.set_blocking(end, False)
        self._started = time.monotonic()
        self._child = os.fork()
        if self._child == 0:
            try:
                _become_judge(self._case, settle, answer, output, stack, self._token)
            finally:
                os._exit(70)  # only reached when even the preparation failed
        for end in (answer, output, stack):
            os.close(end)
        return self._child

    def _watch(self) -> dict[str, object]:
        """Wait for what comes first: the verdict, the end of the child, a limit, or the client's leaving."""
        limits, subject = self._case.limits, self._case.subject
        looks = [part * limits.seconds for part in _LOOKS]
        watched = {self._answer_end, self._output_end, self._client.fileno(), self._wake.fileno()}
        while True:
            used = self._time_used()
            if looks and used >= looks[0]:
                looks.pop(0)
                self._look()
                continue
            if used >= limits.seconds:
                return {"verdict": endings.out_of_time(subject, limits, self._dumps).to_json()}
            if (problem := self._problem()) is not None:
                return {"verdict": problem.to_json()}
            until = min((looks[0] if looks else limits.seconds) - used, self._longest_wait)
            ready, _, _ = select.select(watched, [], [], until)
            if self._client.fileno() in ready:
                raise Abandoned
            if self._output_end in ready and not self._read_output():
                watched.discard(self._output_end)
            if self._answer_end in ready and not self._read_answer():
                watched.discard(self._answer_end)
            if self._forged:
                return {"verdict": endings.forged(subject).to_json()}
            if self._too_large:
                return {"verdict": endings.verdict_too_large(subject, limits).to_json()}
            if self._answer.complete:
                return self._message()
            if self._printed > limits.output:
                return {"verdict": endings.too_much_output(subject, limits).to_json()}
            if self._wake.fileno() in ready and self._ended():
                # what it wrote before it ended is still in the pipes
                while self._read_answer():
                    pass
                self._read_output()
                if self._forged:
                    return {"verdict": endings.forged(subject).to_json()}
                if self._answer.complete:
                    return self._message()
                assert self._status is not None
                if self._status == -signal.SIGXCPU:
                    return {"verdict": endings.out_of_time(subject, limits, self._dumps).to_json()}
                return {"verdict": self._left(self._status).to_json()}

    def _problem(self) -> Verdict | None:
        """What a watcher that knows more than this one sees of the processes of the check; None for nothing."""
        return None

    def _left(self, status: int) -> Verdict:
        """The verdict when the judge has ended without one.

        Args:
            status: as `os.waitstatus_to_exitcode` gives it.
        """
        return endings.left_without_verdict(self._case.subject, status, self._tail.decode(errors="replace"))

    def _message(self) -> dict[str, object]:
        try:
            return self._answer.message()
        except MessageError as error:
            return {
                "verdict": self._case.subject.cannot_judge(f"The judge's message cannot be read: {error}.").to_json()
            }

    def _ended(self) -> bool:
        with contextlib.suppress(BlockingIOError):
            while self._wake.recv(4096):
                pass
        pid, status = os.waitpid(self._child, os.WNOHANG)
        if pid:
            self._status = os.waitstatus_to_exitcode(status)
        return bool(pid)

    def _read_answer(self) -> bool:
        """Take what there is; False when there is nothing (more)."""
        try:
            piece = os.read(self._answer_end, 1 << 20)
        except BlockingIOError:
            return False
        try:
            self._answer.feed(piece)
        except ForgedError:
            self._forged = True
            return False
        except MessageError:
            self._too_large = True
        return bool(piece)

    def _read_output(self) -> bool:
        try:
            piece = os.read(self._output_end, 1 << 16)
        except BlockingIOError:
            return True
        self._printed += len(piece)
        self._tail = (self._tail + piece)[-_LAST_OUTPUT:]
        return bool(piece)

    def _look(self) -> None:
        """Have the judge write down where it is, and read it."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._child, STACK_SIGNAL)
        # faulthandler writes from within the signal handler: a process that is only waiting for a core answers
        # late, and then this look sees nothing and the verdict stays careful
        dump = b""
        while select.select([self._stack_end], [], [], 0.1 if dump else 1.0)[0]:
            piece = os.read(self._stack_end, 1 << 16)
            dump += piece
            if not piece:
                break
        self._dumps.append(dump.decode(errors="replace"))

    def _time_used(self) -> float:
        """Seconds since the start, less those in which the judge waited for a core."""
        wall = time.monotonic() - self._started
        if wall < self._case.limits.seconds * _LOOKS[0]:
            return wall
        return own_time(wall, [self._child])

    def _end_all(self, child: int) -> None:
        """Kill the child and everything that came out of it, and wait until all of it has gone."""
        if sys.platform != "linux":
            with contextlib.suppress(psutil.Error):
                for process in psutil.Process(child).children(recursive=True):
                    with contextlib.suppress(psutil.Error):
                        process.kill()
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child, signal.SIGKILL)
        if self._status is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        while True:
            # orphans come to this process, the reaper: each round kills those that the one before has set free
            try:
                os.waitpid(-1, os.WNOHANG)
                kill_descendants()
                os.waitpid(-1, 0)
            except ChildProcessError:
                return


def kill_descendants(spare: frozenset[int] = frozenset()) -> None:
    """Kill every descendant of this process, except the children in `spare` and what is below them."""
    for child in psutil.Process().children():
        if child.pid not in spare:
            for process in [child, *_children_of(child)]:
                with contextlib.suppress(psutil.Error):
                    process.kill()


def _children_of(process: psutil.Process) -> list[psutil.Process]:
    try:
        found: list[psutil.Process] = process.children(recursive=True)
    except psutil.Error:
        return []
    return found


def _move_into(folder: str) -> None:
    os.chdir(folder)
    for name in ("TMPDIR", "TEMP", "TMP", "HOME"):
        os.environ[name] = folder


def _become_judge(
    case: Work, settle: Callable[[], None], answer: int, output: int, stack: int, token: bytes
) -> NoReturn:
    """The child's side: a session, streams and a folder of its own; then the judge."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    # first out of the way of the numbers that they will get
    answer, output, stack = (_above(end, STACK) for end in (answer, output, stack))
    nothing = os.open(os.devnull, os.O_RDONLY)
    for source, target in ((nothing, 0), (output, 1), (output, 2), (answer, ANSWER), (stack, STACK)):
        os.dup2(source, target, inheritable=target <= 2)
    os.closerange(STACK + 1, os.sysconf("SC_OPEN_MAX"))
    settle()
    tempfile.tempdir = None
    judge_and_leave(case, ANSWER, STACK, token)
    os._exit(70)


def _above(descriptor: int, least: int) -> int:
    import fcntl

    return fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, least + 1)
