"""Start a real Celery worker from a cell, and stop it with the kernel."""

from __future__ import annotations

import atexit
import contextlib
import itertools
import json
import os
import signal
import socket
import subprocess
import sys
import weakref
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

import psutil
from kombu.exceptions import ChannelError

from helpers.tasks import place
from helpers.tasks.application import app

_GRACE = 20.0  # seconds in which a worker may finish its tasks when it is stopped
_numbers = itertools.count(1)
_running: weakref.WeakSet[Worker] = weakref.WeakSet()


class WorkerError(RuntimeError):
    """A worker did not come up. The message has the last lines of its log."""


class Worker:
    """A worker process that was started by `start_worker`.

    Attributes:
        name: what Celery calls it, such as `worker1@host`.
        pid: its process id.
        pool: how it does several tasks at once: `prefork` (processes), `threads` or `solo`.
    """

    def __init__(self, process: subprocess.Popen[str], name: str, pool: str, log: Path) -> None:
        self._process = process
        self._log = log
        self.name = name
        self.pid = process.pid
        self.pool = pool
        _running.add(self)

    @property
    def alive(self) -> bool:
        """Whether the process is there."""
        return self._process.poll() is None

    def log(self) -> str:
        """What the worker has written to its log so far."""
        return self._log.read_text(encoding="utf-8", errors="replace") if self._log.exists() else ""

    def children(self) -> list[int]:
        """The process ids of the worker's own processes, in which a `prefork` worker does its tasks."""
        with contextlib.suppress(psutil.Error):
            return sorted(child.pid for child in psutil.Process(self.pid).children())
        return []

    def wait_for_standstill(self) -> None:
        """Wait until one of its tasks has called `helpers.tasks.shop.stand_still`.

        Raises:
            WorkerError: it ended before.
        """
        assert self._process.stdout is not None
        if self._process.stdout.readline().strip() != "stands still":
            raise WorkerError(f"No task of {self.name} stands still: the worker has ended.")

    def stop(self) -> None:
        """Let it finish the tasks that it has begun, and end. What is still going on after 20 seconds is killed."""
        if self.alive and self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.write("stop\n")
                self._process.stdin.flush()
            try:
                self._process.wait(_GRACE)
            except subprocess.TimeoutExpired:
                self.kill()
        self._close()

    def kill(self) -> None:
        """Kill it and all of its processes in the middle of whatever they do, as when its machine loses its power."""
        if self.alive:
            _kill_family(self._process)
        self._close()

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def __repr__(self) -> str:
        return f"<{self.name}: {'running' if self.alive else 'ended'}, pool {self.pool}>"

    def _close(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # what was not written cannot be written any more
                    pipe.close()
        _running.discard(self)


def start_worker(
    *modules: str | ModuleType,
    concurrency: int = 2,
    pool: str | None = None,
    queues: Iterable[str] = (),
) -> Worker:
    """Start a worker process, and wait until it takes messages.

    It ends when `stop()` is called, when a `with` block around it ends, and with this process, however that ends.

    Args:
        modules: modules with tasks, or their names. The worker imports them, so they must be importable.
        concurrency: how many tasks it does at once.
        pool: `prefork`, `threads` or `solo`; by default `prefork`, and `threads` on Windows, where there is no prefork.
        queues: the queues that it takes messages from; by default Celery's own.

    Raises:
        WorkerError: it did not come up.
    """
    pool = pool or ("threads" if sys.platform == "win32" else "prefork")
    name = f"worker{next(_numbers)}-{os.getpid()}@{socket.gethostname()}"
    log = place.folder() / f"{name.partition('@')[0]}.log"
    options = {
        "modules": [module if isinstance(module, str) else module.__name__ for module in modules],
        "queues": list(queues),
        "pool": pool,
        "concurrency": concurrency,
        "name": name,
        "log": str(log),
    }
    with open(log, "ab") as file:
        process = subprocess.Popen(
            # -P: the current folder is not searched for modules
            [sys.executable, "-P", "-m", "helpers.tasks.serve", json.dumps(options)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=file,
            text=True,
            env=_environment(),
            start_new_session=True,
        )
    worker = Worker(process, name, pool, log)
    assert process.stdout is not None
    try:
        came_up = process.stdout.readline().strip() == "ready"
    except BaseException:  # an interrupted cell leaves no worker
        worker.kill()
        raise
    if not came_up:
        worker.kill()
        last = "\n".join(worker.log().splitlines()[-8:])
        raise WorkerError(f"The worker ended before it could take messages. Its log ends like this:\n{last}")
    return worker


def _environment() -> dict[str, str]:
    """This process's environment, with its module search path: what a cell can import, the worker can."""
    path = os.pathsep.join(entry or os.getcwd() for entry in sys.path)
    return os.environ | {"PYTHONPATH": path, "PYTHONUTF8": "1", place.VARIABLE: str(place.folder())}


def _kill_family(process: subprocess.Popen[str]) -> None:
    """Kill a worker's process and all that came out of it, in one blow where the system can."""
    family: list[psutil.Process] = []
    with contextlib.suppress(psutil.Error):
        family = psutil.Process(process.pid).children(recursive=True)
    if sys.platform == "win32":
        process.kill()
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for member in family:
        with contextlib.suppress(psutil.Error):
            member.kill()
    psutil.wait_procs(family, timeout=5)


def waiting(queue: str = "celery") -> int:
    """How many messages of a queue no worker has taken yet."""
    with app.connection_for_read() as connection:
        try:
            return int(connection.default_channel.queue_declare(queue=queue, passive=True).message_count)
        except ChannelError:  # nobody has used this queue yet
            return 0


@atexit.register
def _kill_all() -> None:
    for worker in list(_running):
        if worker._process.returncode is None:
            worker.kill()
