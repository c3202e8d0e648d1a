"""Grading runs that die, or lose their disk, at a step that a test names: a process that forks one for each order.

`python -m tests.grading.mortal` reads orders from its standard input, one line of JSON each, and answers each with a
line. A run gets no real checks: what is lost or not lost does not depend on verdicts. Forked from a process that has
imported everything, it starts at once.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import resource
import signal
import subprocess
import sys
import traceback
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


class Runs:
    """The test's side: a process that forks runs."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def grade(self, course: Path, **order: Any) -> dict[str, Any]:
        """Grade a chapter in a process of its own.

        Args:
            course: the folder.
            order: `at`, the number of a step, and `end`, what happens there: `kill`, or `full` for a full disk;
                `largest`, the size that no file may pass, in bytes; `busy`, how long a locked gradebook is waited for,
                in seconds; `steps`, whether to watch them; `force` and `student`, as for `driver.grade`.

        Returns:
            `status`, as `os.waitstatus_to_exitcode` gives it; `steps`, the names of those that were reached; `error`,
            what the teacher is told.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"course": str(course), **order}) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer


@contextlib.contextmanager
def runs() -> Iterator[Runs]:
    # Its checks are no checks, so there is nothing for a sandbox.
    env = {**os.environ, "PYTHONPATH": str(ROOT), "RACECOURSE_TRUST_SUBMISSIONS": "1"}
    command = [sys.executable, "-m", "tests.grading.mortal"]
    with subprocess.Popen(
        command, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Runs(process)
        assert process.stdin is not None
        process.stdin.close()


def main() -> None:
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]  # seconds of import, for what is not used here
    from helpers.grading import driver  # noqa: F401  (before the first fork)

    for line in sys.stdin:
        order = json.loads(line)
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(read)
            status = 70
            try:
                status = _run(order, write)
            except Exception:  # noqa: BLE001  (told to the test, whatever it is)
                os.write(write, f"error {traceback.format_exc()!r}\n".encode())
            finally:
                os._exit(status)
        os.close(write)
        with os.fdopen(read, encoding="utf-8") as said:
            lines = said.read().splitlines()
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        steps = [one[5:] for one in lines if one.startswith("step ")]
        errors = [one[6:] for one in lines if one.startswith("error ")]
        print(json.dumps({"status": status, "steps": steps, "error": " ".join(errors)}), flush=True)


def _run(order: dict[str, Any], write: int) -> int:
    from nbconvert.writers import FilesWriter
    from nbgrader.preprocessors import SaveAutoGrades

    from helpers.grading import driver, gradebook, log, run, verdicts

    def say(line: str) -> None:
        os.write(write, f"{line}\n".encode())

    count = 0

    def step(name: str) -> None:
        nonlocal count
        say(f"step {name}")
        if count == order.get("at"):
            if order["end"] == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            raise OSError(errno.ENOSPC, "No space left on device")
        count += 1

    def watch(where: Any, name: str, title: str) -> None:
        real: Callable[..., Any] = getattr(where, name)

        def watched(*args: Any, **named: Any) -> Any:
            step(f"before {title}")
            result = real(*args, **named)
            step(f"after {title}")
            return result

        setattr(where, name, watched)

    verdicts.check = stub  # type: ignore[attr-defined]
    if order.get("steps", True):
        watch(gradebook._HeldSession, "commit_now", "the commit")
        watch(FilesWriter, "write", "writing the notebook")
        watch(SaveAutoGrades, "preprocess", "saving the scores")
        watch(run, "_write_mark", "the mark")
        watch(run.os, "replace", "the rename")
        watch(log, "write", "the line in the log")
    if "largest" in order:
        resource.setrlimit(resource.RLIMIT_FSIZE, (order["largest"], order["largest"]))
    if "busy" in order:
        gradebook.BUSY = order["busy"]
    try:
        chapter, student = order.get("chapter", "04"), order.get("student", "*")
        driver.grade(Path(order["course"]), chapter, student=student, force=order.get("force", False))
    except driver.GradingError as error:
        say(f"error {error}")
        return 1
    return 0


def stub(exercise: str, source: str) -> Any:
    """A verdict that depends on the source alone."""
    from helpers.exercises import find
    from helpers.verdict import Finding, Verdict

    points = float(find(exercise).points)
    if zlib.crc32(source.encode()) % 3:
        return Verdict(exercise, "passed", points, points, source=source)
    return Verdict(exercise, "failed", 0.0, points, (Finding("wrong-result", "It is wrong."),), source=source)


if __name__ == "__main__":
    main()
