"""Keeps what was done in this kernel, and sees to it that it gets into the file.

`record` is for every part of the notebook that wants to remember something; it never breaks a learner's cell.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from helpers.language import retell
from helpers.notebook.places import course_folder
from helpers.notebook.progress_entries import Entry, NewerProgress, merge
from helpers.notebook.progress_file import NAME, VARIABLE, ProgressFile

_LONGEST = 100


def progress_path() -> Path:
    """Where progress is kept: in the course's folder, unless the environment variable RACECOURSE_PROGRESS names a file.

    Where the course is an installed package alone, it is the working folder.
    """
    named = os.environ.get(VARIABLE)
    return Path(named) if named else (course_folder() or Path.cwd()) / NAME


class Keeper:
    """The rows of this session, and the way to the file."""

    def __init__(self) -> None:
        # a forked copy of this process is a session of its own
        self.process = os.getpid()
        self._session = secrets.token_hex(3)
        self._mine: dict[tuple[str, ...], Entry] = {}
        self._told: set[str] = set()

    def add(self, kind: str, id: str, outcome: str, beliefs: Iterable[str], now: datetime) -> None:
        """Count one thing that happened, and write it down."""
        last = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        new = Entry(now.date().isoformat(), kind, id, outcome, self._session, 0, last)
        self._mine[new.key] = self._mine.get(new.key, new).once_more(last, beliefs)
        self._write(self._mine.values())

    def load(self, entries: Iterable[Entry]) -> None:
        """Merge rows from elsewhere. They stay in memory, too, for the case that the file cannot be written."""
        for entry in merge(self._mine.values(), entries):
            self._mine[entry.key] = entry
        self._write(self._mine.values())

    def entries(self) -> tuple[Entry, ...]:
        """All that is known: the file's rows, and those of this session."""
        rows, told = ProgressFile(progress_path()).read()
        self._tell(told)
        return merge(rows, self._mine.values())

    def _write(self, entries: Iterable[Entry]) -> None:
        path = progress_path()
        try:
            _, told = ProgressFile(path).add(entries)
        except NewerProgress as error:
            told = f"{path.name} was left as it is: {error}. Until you have the newest version, nothing is added to it."
        except OSError as error:
            told = (
                f"Your progress cannot be written into {path.name} ({error.strerror or error}). It is kept until this "
                "kernel ends: save_progress() gives it as a code."
            )
        self._tell(told)

    def _tell(self, sentence: str) -> None:
        """Say something once, and not again with every check."""
        if sentence and sentence not in self._told:
            self._told.add(sentence)
            print(retell(sentence))


_keeper: Keeper | None = None


def keeper() -> Keeper:
    """This process's keeper."""
    global _keeper
    if _keeper is None or _keeper.process != os.getpid():
        _keeper = Keeper()
    return _keeper


def record(kind: str, id: str, outcome: str, *, beliefs: Iterable[str] = (), now: datetime | None = None) -> None:
    """Remember that something was done.

    Args:
        kind: what was done, in a word: `check`, `hint`, `solution`, `prediction`.
        id: with what: an exercise's id, or a name for what was predicted, such as `04/tickets`.
        outcome: how it ended, in a word. `passed` and `failed` (of a check), `right` and `wrong` (of a prediction)
            count in `progress()` and `review()`.
        beliefs: the ids of the misconceptions that were found.
        now: the moment, with its time zone; this one unless given.

    Raises:
        ValueError: the texts are empty or too long, which is a mistake of the caller. Nothing that is wrong with the
            file raises: it is told once, and what was to be remembered stays in memory.
    """
    for name, text in (("kind", kind), ("id", id), ("outcome", outcome)):
        if not isinstance(text, str) or not 0 < len(text) <= _LONGEST:
            raise ValueError(f"{name} is a text of 1 to {_LONGEST} letters, not {text!r}")
    keeper().add(kind, id, outcome, beliefs, now or datetime.now().astimezone())
