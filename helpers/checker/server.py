"""The warm process: it has imported every exercise, and forks one supervising process for each check.

Its control socket is its standard input, so that it can be started through a command that knows nothing of it. Over it
come the connections of the checks, one file descriptor each; the request and the verdict go over that connection.
When the control socket is closed, the client has gone, and the server ends as soon as nothing is left of its checks.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
import signal
import socket
import sys
from typing import TYPE_CHECKING

from helpers.checker.isolated import IsolatedSupervision
from helpers.checker.judging import Preparation, requested
from helpers.checker.messages import Reader, pack
from helpers.checker.supervising import Abandoned, Supervision, become_reaper, kill_descendants
from helpers.checker.table import load_table, similar
from helpers.checker.tamper import seal

if TYPE_CHECKING:
    from helpers.exercises.base import Exercise

_LARGEST_REQUEST = 64 * 1024 * 1024


def serve(table_name: str, *, isolated: bool = False) -> None:
    """Serve checks until the client goes away.

    Args:
        table_name: where the exercises are, as `load_table` takes it.
        isolated: whether each check gets namespaces of its own, which needs a sandbox.
    """
    # a notebook's interrupt is meant for the kernel
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    control = socket.socket(fileno=os.dup(0))
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)
    table = load_table(table_name)
    if isolated:
        # here, so that not each check imports them anew
        from helpers.sandbox import namespaces, watch

        del namespaces, watch
    seal()
    become_reaper()
    wake_end, wake = socket.socketpair()
    wake_end.setblocking(False)
    wake.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wake.fileno(), warn_on_full_buffer=False)
    # what is imported stays: the children share its memory, and do not collect it again and again
    gc.collect()
    gc.freeze()
    supervisors: set[int] = set()
    with control, wake_end, wake:
        while True:
            ready, _, _ = select.select([control, wake_end], [], [])
            if wake_end in ready:
                with contextlib.suppress(BlockingIOError):
                    while wake_end.recv(4096):
                        pass
                _reap(supervisors)
            if control in ready:
                data, descriptors, _, _ = socket.recv_fds(control, 1, 4)
                if not data:
                    break
                for descriptor in descriptors:
                    pid = os.fork()
                    if pid == 0:
                        control.close()
                        wake_end.close()
                        wake.close()
                        _supervise(descriptor, table, isolated)
                    supervisors.add(pid)
                    os.close(descriptor)
        signal.set_wakeup_fd(-1)
    while supervisors:
        # each of them sees that its own connection is closed, and ends what it watches
        pid, status = os.waitpid(-1, 0)
        _one_ended(pid, status, supervisors)
    kill_descendants()


def _reap(supervisors: set[int]) -> None:
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        _one_ended(pid, status, supervisors)


def _one_ended(pid: int, status: int, supervisors: set[int]) -> None:
    supervisors.discard(pid)
    if os.WIFSIGNALED(status):
        # a supervisor that was killed could not clear up: what it watched is now a child of this process
        kill_descendants(spare=frozenset(supervisors))


def _supervise(descriptor: int, table: dict[str, Exercise], isolated: bool) -> None:
    """The supervising process of one check. It does not return."""
    status = 1
    try:
        signal.set_wakeup_fd(-1)
        os.set_inheritable(descriptor, False)
        with socket.socket(fileno=descriptor) as client:
            request = Reader(_LARGEST_REQUEST)
            while not request.complete:
                piece = client.recv(1 << 20)
                if not piece:
                    raise Abandoned
                request.feed(piece)
            asked = request.message()
            case = requested(asked, table)
            reply: dict[str, object]
            if isinstance(case, Preparation) and case.exercise.truths is None:
                reply = {"truths": None}
            elif case is None:
                reply = {"unknown": similar(asked["exercise"], list(table))}
            else:
                supervision = IsolatedSupervision if isolated else Supervision
                reply = supervision(case, client).run()
            client.sendall(pack(reply))
        status = 0
    except (Abandoned, ConnectionError):
        status = 0
    except BaseException:  # noqa: BLE001 - the process ends here, whatever it was
        # standard error is the file that the client reads when no answer comes
        sys.excepthook(*sys.exc_info())
        with contextlib.suppress(Exception):
            sys.stderr.flush()
    finally:
        os._exit(status)
