"""Messages between the processes of the checker: JSON with its length in front."""

from __future__ import annotations

import json
import struct
from typing import Any

_LENGTH = struct.Struct("!Q")


class MessageError(ValueError):
    """The bytes are not a message of the checker."""


def pack(message: dict[str, Any]) -> bytes:
    """The bytes of a message."""
    # surrogates are escaped, so that even a source that is no valid Unicode travels
    body = json.dumps(message, ensure_ascii=True).encode("ascii")
    return _LENGTH.pack(len(body)) + body


class Reader:
    """Puts one message together from the pieces in which it arrives.

    Args:
        limit: the largest body to accept, in bytes.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._data = bytearray()

    def feed(self, piece: bytes) -> None:
        """Add what was received.

        Raises:
            MessageError: when the message is larger than the limit.
        """
        self._data += piece
        if len(self._data) >= _LENGTH.size and self._size() > self._limit:
            raise MessageError(f"the message has {self._size()} bytes; {self._limit} are allowed")

    def _size(self) -> int:
        size: int = _LENGTH.unpack_from(self._data)[0]
        return size

    @property
    def complete(self) -> bool:
        return len(self._data) >= _LENGTH.size and len(self._data) >= _LENGTH.size + self._size()

    def message(self) -> dict[str, Any]:
        """The message, once it is complete.

        Raises:
            MessageError: when the bytes are not a JSON object.
        """
        try:
            message = json.loads(bytes(self._data[_LENGTH.size : _LENGTH.size + self._size()]))
        except (ValueError, RecursionError) as error:
            raise MessageError(f"the message is not JSON: {error}") from error
        if not isinstance(message, dict):
            raise MessageError(f"the message is a JSON {type(message).__name__}, not an object")
        return message
