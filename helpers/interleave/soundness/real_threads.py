"""Run programs on real threads, and see whether they come to an end that the search does not know.

The programs run in a process of their own. One that can deadlock is not run: a run that never ends would say
nothing that is not known.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence

from helpers.interleave.outcomes import Outcomes

RealEnding = tuple[str, tuple[str, ...]]
"""The result's text, and those of the exceptions that ended threads."""


class RealRunFailed(Exception):
    """The process that ran the programs did not come to its end; the message says what it printed."""


def known_endings(outcomes: Outcomes) -> frozenset[RealEnding] | None:
    """The endings that the search knows; None when the program can get stuck or was not searched to the end."""
    if not outcomes.exhaustive:
        return None
    endings = set()
    for outcome in outcomes.all:
        if outcome.kind not in ("", "exception") or "waits" in outcome.message:
            # a lock that is never given back is a failure for the checker, and no event on real threads
            if outcome.kind != "leftover-lock":
                return None
        errors = re.findall(r"ends with (.+?)(?=; \w|$)", outcome.message) if outcome.kind == "exception" else []
        endings.add((repr(outcome.value), tuple(sorted(errors))))
    return frozenset(endings)


def run_for_real(sources: Sequence[str], repeats: int, limit: float = 300.0) -> list[list[RealEnding]]:
    """Run each program `repeats` times on real threads, in one process.

    Args:
        limit: seconds after which the process is killed.

    Returns:
        for each program, the endings of its runs.

    Raises:
        RealRunFailed: the process was killed or died.
    """
    command = [sys.executable, "-m", "helpers.interleave.soundness.real_child", str(repeats)]
    try:
        done = subprocess.run(
            command, input=json.dumps(list(sources)), capture_output=True, text=True, timeout=limit, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise RealRunFailed(f"the real threads did not end: {(error.stderr or b'')[-2000:]!r}") from None
    if done.returncode:
        raise RealRunFailed(f"the process ended with {done.returncode}: {done.stderr[-2000:]}")
    return [[(value, tuple(errors)) for value, errors in each] for each in json.loads(done.stdout)]
