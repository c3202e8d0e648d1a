"""Progress as a text that can be copied, mailed and pasted: it outlives a Binder session.

    racecourse-progress-1:eNrLz...:3f9ac02b61d8

A mark with the version, the rows (their text, compressed, in the letters of URLs), and a checksum over both.
White space does not count: a mail program may have broken the lines.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import zlib
from collections.abc import Iterable

from helpers.notebook.progress_entries import MARK, VERSION, Entry, NewerProgress, NotProgress, from_text, to_text

_CODE = re.compile(rf"{MARK}-(?P<version>\d+):(?P<rows>[\w=-]*)(?::(?P<sum>[0-9a-f]*))?", re.ASCII)
_SUM = 12
_LARGEST = 20_000_000
"""Bytes that a code may hold. A few letters can stand for gigabytes."""
_WIDTH = 76


class DamagedCode(ValueError):
    """A code that cannot be read; the message says why and what to do."""


def encode(entries: Iterable[Entry]) -> str:
    """The code, in lines of a width that mail programs leave alone."""
    rows = base64.urlsafe_b64encode(zlib.compress(to_text(entries).encode(), 9)).decode().rstrip("=")
    head = f"{MARK}-{VERSION}:{rows}"
    code = f"{head}:{_checksum(head)}"
    return "\n".join(code[start : start + _WIDTH] for start in range(0, len(code), _WIDTH))


def looks_like_code(text: str) -> bool:
    """Whether a text is meant to be a code, and not the name of a file."""
    return text.strip().lower().startswith(f"{MARK}-") and ":" in text


def decode(text: str) -> tuple[Entry, ...]:
    """Read a code.

    Raises:
        DamagedCode: something is missing or changed, or a newer version of the course made it.
    """
    code = "".join(text.split())
    found = _CODE.fullmatch(code)
    if found and int(found["version"]) > VERSION:
        raise DamagedCode(
            f"This code has version {found['version']}, and this copy of the course reads version {VERSION}: get the "
            "newest version of the course, and load it there."
        )
    if found is None and not looks_like_code(code):
        raise DamagedCode(f"This is no code of save_progress(): such a code begins with {MARK}-{VERSION}:")
    if found is None:
        raise DamagedCode("This code was changed on its way, or something else was copied with it: copy it again.")
    if not found["sum"] or len(found["sum"]) < _SUM:
        raise DamagedCode("The end of this code is missing: copy it again, from its first letter to its last.")
    if found["sum"] != _checksum(code.rpartition(":")[0]):
        raise DamagedCode("This code was changed on its way, or a part of it is missing: copy it again, all of it.")
    try:
        entries, damaged = from_text(_unpacked(found["rows"]))
    except (ValueError, zlib.error, binascii.Error, NotProgress, NewerProgress) as error:
        raise DamagedCode(f"This code holds no progress ({error}): save it again, and copy the new one.") from None
    if damaged:
        raise DamagedCode("Some lines in this code cannot be read: save it again, and copy the new one.")
    return entries


def _unpacked(rows: str) -> str:
    packed = base64.urlsafe_b64decode(rows + "=" * (-len(rows) % 4))
    unpacker = zlib.decompressobj()
    text = unpacker.decompress(packed, _LARGEST)
    if not unpacker.eof:
        raise NotProgress("it is cut off, or far too large")
    return text.decode("utf-8")


def _checksum(head: str) -> str:
    return hashlib.sha256(head.encode()).hexdigest()[:_SUM]
