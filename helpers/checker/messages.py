"""Messages between the processes of the checker: JSON with its length in front.

In front of a judge's message stands a token besides: only the judge knows it, so the judged program cannot write a
message of its own, even if it found the pipe.
"""

from __future__ import annotations

import json
import secrets
import struct
from typing import Any

_LENGTH = struct.Struct("!Q")


class MessageError(ValueError):
    """The bytes are not a message of the checker."""


class ForgedError(MessageError):
    """The bytes come from somebody who does not know the token."""


def make_token() -> bytes:
    """What nobody can guess."""
    return secrets.token_bytes(16)


def pack(message: dict[str, Any], token: bytes = b"") -> bytes:
    """The bytes of a message."""
    # surrogates are escaped, so that even a source that is no valid Unicode travels
    body = json.dumps(message, ensure_ascii=True).encode("ascii")
    return token + _LENGTH.pack(len(body)) + body


class Reader:
    """Puts one message together from the pieces in which it arrives.

    Args:
        limit: the largest body to accept, in bytes.
        token: what must stand in front.
    """

    def __init__(self, limit: int, token: bytes = b"") -> None:
        self._limit = limit
        self._token = token
        self._data = bytearray()

    def feed(self, piece: bytes) -> None:
        """Add what was received.

        Raises:
            ForgedError: when it does not begin with the token.
            MessageError: when the message is larger than the limit.
        """
        self._data += piece
        if self._token:
            begin = bytes(self._data[: len(self._token)])
            if begin != self._token[: len(begin)]:
                raise ForgedError("the message does not begin with the token")
            if len(begin) < len(self._token):
                return
            del self._data[: len(begin)]
            self._token = b""
        if len(self._data) >= _LENGTH.size and self._size() > self._limit:
            raise MessageError(f"the message has {self._size()} bytes; {self._limit} are allowed")

    def _size(self) -> int:
        size: int = _LENGTH.unpack_from(self._data)[0]
        return size

    @property
    def complete(self) -> bool:
        return not self._token and len(self._data) >= _LENGTH.size and len(self._data) >= _LENGTH.size + self._size()

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
