"""Where grading keeps what is its own, in a course's folder."""

from __future__ import annotations

from pathlib import Path

STATE = Path(".racecourse")

LOG = STATE / "grading.jsonl"
"""One line for each submission that was graded; see `helpers.grading.log`."""

LOG_FILE = ".nbgrader.log"
"""nbgrader's own messages, where a run's were not wanted on the terminal."""

UNFINISHED = ".unfinished"
"""In `autograded/`: what is being written. Hidden from nbgrader, which looks for no names that begin with a dot."""

MARK = ".racecourse"
"""In a graded submission's folder: which submission was graded. `nbgrader_config.py` has nbgrader ignore the name."""

PROGRESS = STATE / "grading-progress.json"
"""How far the run in this folder is, for `course grade --status`."""
