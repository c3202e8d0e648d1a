"""The grader's own log: one line of JSON for each submission, to be searched and counted by other programs.

Fields of a line: `time` (UTC), `chapter`, `student`, `outcome` (`graded`, `failed`), `seconds` (a table: `total`;
`checks`, which were waited for; `gradebook`, from the first score to the commit), `answers`, `cached` (verdicts that
were known before), `findings` (a table: how often each kind), and `error` where there was one.
"""

from __future__ import annotations

import contextlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from helpers.grading.places import LOG


def write(course: Path, **fields: Any) -> None:
    """Add a line. A log that cannot be written (a full disk) costs no student a grade."""
    line = json.dumps({"time": datetime.now(UTC).isoformat(timespec="milliseconds"), **fields}, ensure_ascii=False)
    with contextlib.suppress(OSError):
        path = course / LOG
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")


def read(course: Path) -> list[dict[str, Any]]:
    """Every complete line: a run that was killed may have left half of one."""
    try:
        lines = (course / LOG).read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return []
    found = []
    for line in lines:
        with contextlib.suppress(json.JSONDecodeError):
            found.append(json.loads(line))
    return found
