"""A result backend that is a folder: one file for each result, and one for each count of a chord.

Celery has a backend of this kind. It writes a file in place, so a reader can meet half of it, and it cannot count,
so a chord has to ask again and again whether its parts are done. This one renames a finished file into place, and
counts by making files that must not exist yet: the operating system lets one process alone make each.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from celery.backends.base import KeyValueStoreBackend

from helpers.tasks import place

_PAUSE = 0.05  # seconds between two looks at a result that is not there yet


class FolderBackend(KeyValueStoreBackend):
    """What Celery is given for the address `folder://`."""

    implements_incr = True
    supports_autoexpire = True  # the whole folder goes when the notebook's kernel ends

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._folder = place.folder() / "results"
        self._folder.mkdir(exist_ok=True)

    def _path(self, key: str | bytes) -> Path:
        return self._folder / (key.decode() if isinstance(key, bytes) else key)

    def get(self, key: str | bytes) -> bytes | None:
        try:
            return self._path(key).read_bytes()
        except FileNotFoundError:
            return None

    def mget(self, keys: Iterable[str | bytes]) -> Iterator[bytes | None]:
        return map(self.get, keys)

    def set(self, key: str | bytes, value: str | bytes) -> None:
        draft = self._folder / f"new-{uuid.uuid4().hex}"
        draft.write_bytes(value.encode() if isinstance(value, str) else value)
        os.replace(draft, self._path(key))

    def delete(self, key: str | bytes) -> None:
        self._path(key).unlink(missing_ok=True)
        for path in self._folder.glob(f"{self._path(key).name}.count-*"):
            path.unlink(missing_ok=True)

    def incr(self, key: str | bytes) -> int:
        number = 0
        while True:
            number += 1
            try:
                self._path(f"{self._path(key).name}.count-{number}").touch(exist_ok=False)
                return number
            except FileExistsError:
                continue

    def wait_for(self, task_id: str, timeout: float | None = None, interval: float = _PAUSE, **kwargs: Any) -> Any:
        """Wait for a result. Celery looks every half second; a folder on the same machine can be asked more often."""
        return super().wait_for(task_id, timeout=timeout, interval=min(interval, _PAUSE), **kwargs)

    def get_many(self, task_ids: Any, timeout: float | None = None, interval: float = _PAUSE, **kwargs: Any) -> Any:
        """Wait for several results."""
        pause = _PAUSE if interval is None else min(interval, _PAUSE)
        return super().get_many(task_ids, timeout=timeout, interval=pause, **kwargs)
