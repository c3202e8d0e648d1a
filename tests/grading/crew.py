"""Workers for tests: a process that forks one for each order, and passes on what they say.

`python -m tests.grading.crew BROKER` reads orders from its standard input, each a label; a line `LABEL ready NAME PORT`
says that this worker takes tasks, `LABEL began SOURCE` that it checks. Its checks are none: the source says what to do
instead. `die` kills the worker; `hold X` never ends in the worker with the label X, and ends at once in others;
`full disk` finds none to write on.
"""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


class Crew:
    """The test's side."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._begun: deque[tuple[str, str]] = deque()
        self.pids: dict[str, int] = {}
        self.names: dict[str, str] = {}
        self.ports: dict[str, int] = {}

    def start(self, label: str) -> None:
        """Start a worker, and wait until it takes tasks."""
        self.order(label)
        while label not in self.names:
            # a task that waited may begin before the worker says that it is ready
            if (heard := self.heard())[1]:
                self._begun.append(heard)

    def order(self, label: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{label}\n")
        self._process.stdin.flush()

    def heard(self) -> tuple[str, str]:
        """The next thing that a worker says that is not about itself: its label, and the source that it begins."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the crew has ended"
        label, what, rest = (*line.rstrip("\n").split(" ", 2), "")[:3]
        assert what != "failed", line
        if what == "pid":
            self.pids[label] = int(rest)
        elif what == "ready":
            self.names[label], port = rest.split()
            self.ports[label] = int(port)
        return (label, rest) if what == "began" else (label, "")

    def next_began(self, label: str) -> str:
        """What a worker checks next; what others have begun is passed over."""
        while True:
            whose, source = self._begun.popleft() if self._begun else self.heard()
            if whose == label and source:
                return source

    def kill(self, label: str) -> None:
        os.kill(self.pids[label], signal.SIGKILL)


@contextlib.contextmanager
def crew(broker: str, prefix: Sequence[str] = (), **variables: str) -> Iterator[Crew]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "RACECOURSE_TRUST_SUBMISSIONS": "1", **variables}
    command = [*prefix, sys.executable, "-m", "tests.grading.crew", broker]
    with subprocess.Popen(
        command, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Crew(process)
        process.kill()


def main() -> None:
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]
    import kombu.transport.redis  # noqa: F401  (all of them before the first fork)

    import helpers.exercises
    from helpers.grading.farm import worker  # noqa: F401

    helpers.exercises.all_exercises()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # killed workers leave no zombies
    for line in sys.stdin:
        label = line.strip()
        pid = os.fork()
        if pid == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            try:
                _work(label, sys.argv[1])
            except Exception as error:  # noqa: BLE001  (told to the test, whatever it is)
                _say(f"{label} failed {error!r}")
            finally:
                os._exit(0)
        _say(f"{label} pid {pid}")


def _work(label: str, broker: str) -> None:
    import ctypes
    import dataclasses

    from helpers.grading.farm import worker

    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: it ends with the crew

    def check(exercise: str, source: str) -> Any:
        from tests.grading.mortal import stub

        _say(f"{label} began {source}")
        if source == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if source == "full disk":
            raise OSError(errno.ENOSPC, "No space left on device")
        if source == f"hold {label}":
            threading.Event().wait()
        verdict = stub(exercise, source)
        if source == "forge":
            return dataclasses.replace(verdict, score=verdict.score + 1)
        return verdict

    def ready(name: str, port: int | None) -> None:
        _say(f"{label} ready {name} {port}")

    worker.serve(broker, concurrency=1, metrics_port=0, check=check, ready=ready)


def _say(line: str) -> None:
    os.write(1, f"{line}\n".encode())


if __name__ == "__main__":
    main()
