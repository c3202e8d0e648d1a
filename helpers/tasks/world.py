"""What is outside of the tasks: the bank, the list of orders, the post office, and the shelves of a small shop.

Plain state with plain methods. In a check the judge holds it; with a real worker it lies in a database (shop.py). What
a task does here is an effect: it stays when the task's process dies.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any


class Refusal(Exception):
    """The world says no. The task gets the exception of that name in shop.py.

    Attributes:
        kind: the exception's name.
    """

    def __init__(self, kind: str, message: str) -> None:
        self.kind = kind
        super().__init__(message)


@dataclass
class World:
    """The shop's surroundings.

    Attributes:
        charges: each time that the bank took money: order and cents.
        keys: the receipt for each key that the bank has seen.
        notes: the receipt that is noted for each order.
        letters: the orders whose letter has been sent.
        calls: how often the post office was asked to send each order's letter.
        troubles: for each order, what the post office answers to the first, the second, ... request: `busy`,
            `closed` or `unknown`; the last one goes on for ever when it is followed by `...`.
        shelves: how many things lie on each shelf.
    """

    charges: list[list[Any]] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    letters: list[str] = field(default_factory=list)
    calls: dict[str, int] = field(default_factory=dict)
    troubles: dict[str, list[str]] = field(default_factory=dict)
    shelves: dict[str, int] = field(default_factory=dict)

    def to_json(self) -> str:
        """The state as a text; equal states give equal texts."""
        return json.dumps(asdict(self), sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> World:
        """Read what `to_json` wrote."""
        return cls(**json.loads(text))

    def do(self, what: str, args: list[Any]) -> Any:
        """Do one thing, as its caller in shop.py names it.

        Raises:
            Refusal: the world says no.
        """
        return _DEEDS[what](self, *args)

    def _charge(self, order: Any, cents: Any, key: Any) -> str:
        order = _text(order, "an order")
        if isinstance(cents, bool) or not isinstance(cents, int) or cents <= 0:
            raise Refusal("ValueError", f"the bank takes a whole number of cents, not {cents!r}")
        if key is not None:
            key = _text(key, "a key")
            if key in self.keys:
                return self.keys[key]
        self.charges.append([order, cents])
        receipt = f"receipt {len(self.charges)}"
        if key is not None:
            self.keys[key] = receipt
        return receipt

    def _note(self, order: Any, receipt: Any) -> None:
        self.notes[_text(order, "an order")] = _text(receipt, "a receipt")

    def _noted(self, order: Any) -> str | None:
        return self.notes.get(_text(order, "an order"))

    def _send(self, order: Any) -> str:
        order = _text(order, "an order")
        count = self.calls[order] = self.calls.get(order, 0) + 1
        troubles = self.troubles.get(order, [])
        if troubles and troubles[-1] == "..." and count >= len(troubles):
            trouble = troubles[-2]
        else:
            trouble = troubles[count - 1] if count <= len(troubles) else ""
        if trouble in _ANSWERS:
            raise Refusal(*_ANSWERS[trouble])
        self.letters.append(order)
        return f"letter {len(self.letters)}"

    def _count(self, shelf: Any) -> int:
        shelf = _text(shelf, "a shelf")
        if shelf not in self.shelves:
            raise Refusal("LookupError", f"there is no shelf {shelf!r}")
        return self.shelves[shelf]


_ANSWERS = {
    "busy": ("Busy", "the post office is busy"),
    "closed": ("Closed", "the post office is closed for lunch"),
    "unknown": ("NoSuchAddress", "nobody lives at this address"),
}

_DEEDS: dict[str, Callable[..., Any]] = {
    "bank.charge": World._charge,
    "orders.note": World._note,
    "orders.get": World._noted,
    "post.send": World._send,
    "warehouse.count": World._count,
}


def _text(value: Any, what: str) -> str:
    if not isinstance(value, str):
        raise Refusal("TypeError", f"{what} is a text, not {value!r}")
    return value
