"""Start the stage: forked off the judge where that can be done, else in a fresh interpreter."""

from __future__ import annotations

import base64
import contextlib
import ctypes
import faulthandler
import io
import json
import multiprocessing
import os
import pickle
import signal
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import NoReturn

from helpers.observe.family import LINUX
from helpers.observe.forget import forget_helper_processes
from helpers.observe.stage import Orders, run
from helpers.observe.wire import pack

_PR_SET_PDEATHSIG = 1
_PR_GET_DUMPABLE = 3
_PR_SET_DUMPABLE = 4


@dataclass
class Stage:
    """The running stage.

    Attributes:
        pid: its process id.
        control: the connection to it.
        output: the end of the pipe that its standard output and standard error go to.
    """

    pid: int
    control: socket.socket
    output: int
    process: subprocess.Popen[bytes] | None = None

    def how_it_ended(self) -> str:
        """The end of the stage, in words. Waits for it: its connection has been closed."""
        if self.process is not None:
            status = self.process.wait()
        else:
            try:
                status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
            except ChildProcessError:
                return "an unknown status"
        if status < 0:
            with contextlib.suppress(ValueError):
                return f"signal {signal.Signals(-status).name}"
        return f"exit status {status}"

    def close(self) -> None:
        self.control.close()
        os.close(self.output)
        if self.process is not None:
            self.process.wait()


def start_stage(orders: Orders, environment: dict[str, str], *, fork: bool | None = None) -> Stage:
    """Start the stage.

    Args:
        orders: what it shall do.
        environment: variables for it and all that comes out of it.
        fork: whether it is forked off this process; None: where the system can and this process has one thread.
    """
    if fork is None:
        fork = hasattr(os, "fork") and threading.active_count() == 1
    return _forked(orders, environment) if fork else _fresh(orders, environment)


def _forked(orders: Orders, environment: dict[str, str]) -> Stage:
    control, theirs = socket.socketpair()
    output, output_end = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        try:
            _become_stage(orders, environment, theirs, output_end)
        finally:
            os._exit(70)  # only reached when even the preparation failed
    theirs.close()
    os.close(output_end)
    return Stage(pid, control, output)


def _become_stage(orders: Orders, environment: dict[str, str], control: socket.socket, output: int) -> NoReturn:
    """The child's side: streams, signals and an environment of its own; then the program."""
    die_with_the_judge()
    os.setsid()
    faulthandler.cancel_dump_traceback_later()
    for number in (signal.SIGUSR1, signal.SIGUSR2):
        faulthandler.unregister(number)
        signal.signal(number, signal.SIG_DFL)
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    # out of the way of the numbers that are given next
    mine = os.fdopen(0, "rb", closefd=False)  # keeps 0 in use while the others move
    del mine
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    descriptor = control.detach()
    for first, last in _gaps(descriptor):
        os.closerange(first, last)
    forget_helper_processes()
    _new_streams()
    os.environ.update(environment)
    control = socket.socket(fileno=descriptor)
    control.set_inheritable(False)
    announce_and_run(orders, control)


def announce_and_run(orders: Orders, control: socket.socket) -> NoReturn:
    """Say that the stage is ready, do what the orders say, and end the process without further ado."""
    method = orders.start_method or multiprocessing.get_start_method(allow_none=True) or _default_method()
    control.sendall(pack({"do": "ready", "thread": threading.get_native_id(), "method": method}))
    run(orders, control)
    os._exit(0)


def _default_method() -> str:
    # the first one is the platform's default (library documentation, `multiprocessing.get_all_start_methods`)
    return multiprocessing.get_all_start_methods()[0]


def _gaps(kept: int) -> list[tuple[int, int]]:
    most = os.sysconf("SC_OPEN_MAX")
    return [(3, kept), (kept + 1, most if most > 0 else 65536)]


def _new_streams() -> None:
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - lives as long as the process
    # unbuffered below: what is printed before the process is killed is seen
    sys.stdout = io.TextIOWrapper(os.fdopen(1, "wb", 0, closefd=False), encoding="utf-8", write_through=True)
    sys.stderr = io.TextIOWrapper(os.fdopen(2, "wb", 0, closefd=False), encoding="utf-8", write_through=True)


def hide(hidden: bool) -> bool:
    """Keep other processes of the same user from opening this one's files and memory (Linux; prctl(2)), or let them.

    Returns:
        whether they could before.
    """
    if not LINUX:
        return True
    libc = ctypes.CDLL(None)
    before = libc.prctl(_PR_GET_DUMPABLE, 0, 0, 0, 0)
    libc.prctl(_PR_SET_DUMPABLE, int(not hidden), 0, 0, 0)
    return bool(before == 1)


def die_with_the_judge() -> None:
    """Have the kernel end this process when its parent ends (Linux; prctl(2))."""
    if LINUX:
        parent = os.getppid()
        libc = ctypes.CDLL(None)
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        # a parent that hides from its children (as the judge does) has made them hidden, too: be visible to it again
        libc.prctl(_PR_SET_DUMPABLE, 1, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)


def _fresh(orders: Orders, environment: dict[str, str]) -> Stage:
    """A stage in an interpreter of its own. It connects back over loopback, and says a word that only it was told."""
    control, theirs = socket.socketpair()
    output, output_end = os.pipe()
    start = os.path.join(os.path.dirname(os.path.abspath(__file__)), "start.py")
    # the orders come from the judge, not from the program: they may be pickled
    told = base64.b64encode(pickle.dumps(orders)).decode("ascii")
    process = subprocess.Popen(
        [sys.executable, "-P", start, str(theirs.fileno())],
        env=os.environ | environment | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"},
        stdin=subprocess.PIPE,
        stdout=output_end,
        stderr=output_end,
        pass_fds=(theirs.fileno(),),
        start_new_session=True,
    )
    assert process.stdin is not None
    process.stdin.write(json.dumps({"orders": told}).encode("ascii"))
    process.stdin.close()
    theirs.close()
    os.close(output_end)
    return Stage(process.pid, control, output, process)
