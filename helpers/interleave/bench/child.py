"""Judge one program with one tool, several times over, and print one JSON line after each time.

Started by `measure` in a process of its own: a tool that hangs or dies takes nothing with it, and what it had
printed until then still counts.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import time
from pathlib import Path

from helpers.interleave.bench.contestants import CONTESTANTS, Opinion


def main(contestant: str, file: str, repeats: int) -> None:
    """Print `repeats` lines, then end at once, whatever threads the tool has left."""
    judge = CONTESTANTS[contestant]
    report = os.fdopen(os.dup(1), "w", encoding="utf-8")
    for _ in range(repeats):
        begin, worked = time.perf_counter(), time.process_time()
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            try:
                opinion = judge(Path(file))
            except Exception as error:
                opinion = Opinion("error", f"{type(error).__name__}: {error}"[:200])
        seconds, cpu = time.perf_counter() - begin, time.process_time() - worked
        row = {
            "verdict": opinion.verdict,
            "kind": opinion.kind,
            "interleavings": opinion.interleavings,
            "exhaustive": opinion.exhaustive,
            "seconds": seconds,
            "cpu": cpu,
        }
        print(json.dumps(row), file=report, flush=True)
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
