"""How the stage, its tasks and the judge talk: one JSON object per line, bounded, and values with their exact types.

Nothing that comes from a student's process is ever unpickled. A value crosses as data; what is no plain data crosses as
the name of its type and a short text (`Opaque`).
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import Any

LONGEST = 4 * 1024 * 1024
"""The longest line that is read, in bytes."""

_DEEPEST = 40


class WireError(ValueError):
    """The bytes are not a message of this protocol."""


@dataclass(frozen=True, slots=True)
class Opaque:
    """A value that is no plain data.

    Attributes:
        type: the name of its class.
        shown: a short text for it.
    """

    type: str
    shown: str


def pack(message: dict[str, Any]) -> bytes:
    """The bytes of one message."""
    return json.dumps(message, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"


def unpack(line: bytes) -> dict[str, Any]:
    """The message in one line.

    Raises:
        WireError: it is not a JSON object.
    """
    try:
        message = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise WireError(f"this is no message: {error}") from error
    if not isinstance(message, dict):
        raise WireError("this is no message: it is not an object")
    return message


class Lines:
    """Cuts what arrives into messages."""

    def __init__(self, longest: int = LONGEST) -> None:
        self._rest = bytearray()
        self._longest = longest

    def feed(self, piece: bytes) -> list[dict[str, Any]]:
        """The messages that are complete now.

        Raises:
            WireError: a line is too long, or is no message.
        """
        self._rest += piece
        *complete, rest = bytes(self._rest).split(b"\n")
        if len(rest) > self._longest or any(len(line) > self._longest for line in complete):
            raise WireError(f"a message has more than {self._longest} bytes")
        self._rest = bytearray(rest)
        return [unpack(line) for line in complete]


def encode(value: Any, depth: int = 0) -> Any:
    """The value as JSON-ready data that keeps its type. Lists, dicts and so on of the learner's own classes cross as
    what they are made of; their own methods are not asked."""
    kind = type(value)
    if value is None or kind is bool or kind is str:
        return value
    if depth > _DEEPEST:
        return {"o": [kind.__name__, "nested too deep"]}
    if issubclass(kind, bool):
        return bool(value)
    if issubclass(kind, int):
        number = int.__add__(value, 0)
        return number if -(2**53) < number < 2**53 else {"n": hex(number)}
    if issubclass(kind, float):
        real = float.__add__(value, 0.0)
        return real if math.isfinite(real) else {"f": repr(real)}
    if issubclass(kind, str):
        return str.__str__(value)
    if issubclass(kind, (bytes, bytearray)):
        return {"b": bytes.hex(bytes(value))}
    if issubclass(kind, list):
        return [encode(item, depth + 1) for item in list.__iter__(value)]
    for letter, plain in (("t", tuple), ("s", set), ("z", frozenset)):
        if issubclass(kind, plain):
            return {letter: [encode(item, depth + 1) for item in plain.__iter__(value)]}
    if issubclass(kind, dict):
        return {"d": [[encode(key, depth + 1), encode(item, depth + 1)] for key, item in dict.items(value)]}
    return {"o": [kind.__name__, _shown(value)]}


def decode(data: Any, depth: int = 0) -> Any:
    """What `encode` made, as a value again. What cannot be hashed becomes an `Opaque` where it is a key.

    Raises:
        WireError: `encode` cannot have made this.
    """
    if depth > _DEEPEST + 2:
        raise WireError("the data is nested too deep")
    if isinstance(data, list):
        return [decode(item, depth + 1) for item in data]
    if not isinstance(data, dict):
        return data
    if len(data) != 1:
        raise WireError("this is no value")
    [(letter, content)] = data.items()
    try:
        match letter:
            case "n":
                return int(content, 16)
            case "f":
                return float(content)
            case "b":
                return bytes.fromhex(content)
            case "t":
                return tuple(decode(item, depth + 1) for item in content)
            case "s":
                return {_key(decode(item, depth + 1)) for item in content}
            case "z":
                return frozenset(_key(decode(item, depth + 1)) for item in content)
            case "d":
                return {_key(decode(key, depth + 1)): decode(item, depth + 1) for key, item in content}
            case "o":
                name, shown = content
                return Opaque(str(name), str(shown))
    except (TypeError, ValueError) as error:
        raise WireError(f"this is no value: {error}") from error
    raise WireError(f"there is no value of the kind {letter!r}")


def _key(value: Any) -> Any:
    try:
        hash(value)
    except TypeError:
        return Opaque(type(value).__name__, repr(value)[:80])
    return value


def _shown(value: Any) -> str:
    try:
        text = repr(value)
        return text if len(text) <= 80 else text[:77] + "..."
    except Exception as error:  # noqa: BLE001 - the learner's own __repr__ failed: say so instead
        return f"its repr raises {type(error).__name__}"
