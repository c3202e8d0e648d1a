"""The file in which progress is kept, shared by all kernels that are open.

Each change reads the file, merges, and puts a whole new file in its place, while it holds a lock that the system
gives back when its holder dies. Where there is no such lock (some network drives), a change that another kernel
overwrites is still in its own kernel's memory, and comes back with that kernel's next change.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from filelock import FileLock

from helpers.notebook.progress_entries import Entry, NewerProgress, NotProgress, from_text, merge, to_text

VARIABLE = "RACECOURSE_PROGRESS"
NAME = "progress.json"
_LARGEST = 20_000_000
"""Bytes. No learner's file comes near that: it is something else."""


class ProgressFile:
    """A file with rows.

    Args:
        path: where it lies. It need not be there yet.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> tuple[tuple[Entry, ...], str]:
        """The rows, without a change to the file.

        Returns:
            the rows, and a sentence on what is wrong with the file; empty when nothing is.
        """
        # Windows cannot replace a file while it is read; elsewhere reading needs no lock, and leaves no trace.
        waiting = os.name == "nt" and self.path.exists()
        try:
            with self._locked() if waiting else contextlib.nullcontext():
                entries, damaged = from_text(self._text())
        except FileNotFoundError:
            return (), ""
        except (NotProgress, NewerProgress) as error:
            return (), f"{self.path.name} cannot be read: {error}."
        except OSError as error:
            return (), f"{self.path.name} cannot be read ({error.strerror or error})."
        return entries, f"{damaged} lines of {self.path.name} are damaged." if damaged else ""

    def add(self, entries: Iterable[Entry]) -> tuple[tuple[Entry, ...], str]:
        """Merge rows into the file.

        Returns:
            all rows that the file has then, and a sentence on what was wrong with it; empty when nothing was.

        Raises:
            NewerProgress: a newer version of the course wrote the file; it was left as it is.
            OSError: the file cannot be read or written.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self._locked():
            kept, told = self._rescued()
            merged = merge(kept, entries)
            self._replace(to_text(merged))
        return merged, told

    def _rescued(self) -> tuple[tuple[Entry, ...], str]:
        """The rows of the file. A damaged file is put aside, with all that is in it."""
        try:
            entries, damaged = from_text(self._text())
        except FileNotFoundError:
            return (), ""
        except NotProgress as error:
            reason = f"it could not be read: {error}"
            entries = ()
        else:
            if not damaged:
                return entries, ""
            reason = f"{damaged} of its lines could not be read"
        aside = self._free_name()
        os.replace(self.path, aside)
        lost = (
            "What could be read was kept."
            if entries
            else "A new one was begun; load_progress() brings a saved one back."
        )
        return entries, f"{self.path.name} was damaged ({reason}). It is now {aside.name}. {lost}"

    def _text(self) -> str:
        if self.path.stat().st_size > _LARGEST:
            raise NotProgress("it is far too large")
        try:
            return self.path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            raise NotProgress("it is no text") from None

    def _replace(self, text: str) -> None:
        """Put a new file in the place of the old one, whole or not at all."""
        fresh = self.path.with_name(f"{self.path.name}.{os.getpid()}.new")
        try:
            with open(fresh, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                # The name must not reach the disk before the content does.
                os.fsync(file.fileno())
            os.replace(fresh, self.path)
        except OSError:
            with contextlib.suppress(OSError):
                fresh.unlink()
            raise

    def _free_name(self) -> Path:
        number = 1
        while (name := self.path.with_name(f"{self.path.name}.damaged-{number}")).exists():
            number += 1
        return name

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        lock = FileLock(self.path.with_name(f"{self.path.name}.lock"))
        with contextlib.suppress(OSError, NotImplementedError):  # no lock to be had: see the first lines of this module
            lock.acquire()
        try:
            yield
        finally:
            lock.release()
