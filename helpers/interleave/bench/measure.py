"""Run a tool on a program in a process of its own, within a time limit."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from helpers.interleave.bench.contestants import LAUNCHERS
from helpers.interleave.bench.labels import Label

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class Measurement:
    """How one tool did on one program.

    Attributes:
        file: the program.
        label: what is right.
        contestant: the tool.
        verdict: passed, failed, undecided, error, time-limit, died, or changing when the repeats disagree.
        kind: what the tool says is wrong.
        interleavings: how many it ran; of the first time.
        exhaustive: it says that these were all.
        seconds: median time to the verdict inside the process, its start not counted; the limit when it was reached.
        cpu: the same in seconds of processor time, which a busy machine lengthens less; None when not even one
            verdict came.
        repeats: how often it was measured.
    """

    file: Path
    label: Label
    contestant: str
    verdict: str
    kind: str
    interleavings: int
    exhaustive: bool
    seconds: float
    cpu: float | None
    repeats: int

    @property
    def right(self) -> bool:
        return self.verdict == self.label.expected


def measure(file: Path, label: Label, contestant: str, repeats: int, limit: float) -> Measurement:
    """Judge `file` up to `repeats` times within `limit` seconds in all."""
    child = ["-m", "helpers.interleave.bench.child", contestant, str(file.resolve()), str(repeats)]
    command = [sys.executable, *LAUNCHERS.get(contestant, []), *child]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            output, _ = process.communicate(timeout=limit)
            late = False
        except subprocess.TimeoutExpired:
            _end(process)
            output, _ = process.communicate()
            late = True
    rows = [json.loads(line) for line in output.splitlines() if line.startswith("{") and line.endswith("}")]
    if not rows:
        verdict = "time-limit" if late else "died"
        return Measurement(file, label, contestant, verdict, "", 0, False, limit, None, 0)
    verdicts = {row["verdict"] for row in rows}
    first = rows[0]
    return Measurement(
        file,
        label,
        contestant,
        verdicts.pop() if len(verdicts) == 1 else "changing",
        first["kind"],
        first["interleavings"],
        first["exhaustive"],
        statistics.median(row["seconds"] for row in rows),
        statistics.median(row["cpu"] for row in rows),
        len(rows),
    )


def _end(process: subprocess.Popen[str]) -> None:
    """End the process and, where the system has process groups, what its launcher started."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
