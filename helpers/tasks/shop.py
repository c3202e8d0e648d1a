"""What the tasks of a small shop work with: `bank`, `orders`, `post` and `warehouse`.

Everything that these do is an effect outside of the worker: it stays when the worker dies. With a real worker they are
kept in a database beside the broker's folder; in a check the judge answers (stage.py).
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from collections.abc import Callable
from typing import Any

from helpers.tasks import place
from helpers.tasks.application import app
from helpers.tasks.world import Refusal, World

__all__ = [
    "Busy",
    "Closed",
    "NoSuchAddress",
    "PostError",
    "app",
    "bank",
    "orders",
    "post",
    "stand_still",
    "surroundings",
    "warehouse",
]


class PostError(Exception):
    """The post office did not send a letter."""


class Busy(PostError):
    """It had too much to do. Later it may go well."""


class Closed(PostError):
    """It was closed. Later it may go well."""


class NoSuchAddress(PostError):
    """Nobody lives at the address. That will not change."""


_ERRORS = {error.__name__: error for error in (Busy, Closed, NoSuchAddress, TypeError, ValueError, LookupError)}

# in a check: asks the judge instead of the database
_judge: Callable[[str, list[Any]], Any] | None = None


class Bank:
    """A bank that takes money by card."""

    def charge(self, order: str, cents: int, key: str | None = None) -> str:
        """Take money for an order, and return a receipt.

        Args:
            key: a text. When the bank has seen it before, it takes nothing, and returns the receipt of that time.
        """
        return str(_ask("bank.charge", order, cents, key))


class Orders:
    """The shop's list of orders, which all workers see."""

    def get(self, order: str) -> str | None:
        """The receipt that is noted for an order, or None."""
        noted = _ask("orders.get", order)
        return None if noted is None else str(noted)

    def note(self, order: str, receipt: str) -> None:
        """Note the receipt for an order."""
        _ask("orders.note", order, receipt)


class Post:
    """A post office."""

    def send(self, order: str) -> str:
        """Send the letter for an order.

        Raises:
            Busy, Closed: not now.
            NoSuchAddress: never.
        """
        return str(_ask("post.send", order))


class Warehouse:
    """A warehouse with shelves."""

    def count(self, shelf: str) -> int:
        """How many things lie on a shelf. Somebody has to walk there, so it takes a while."""
        return int(_ask("warehouse.count", shelf))


bank, orders, post, warehouse = Bank(), Orders(), Post(), Warehouse()


def surroundings(change: World | None = None) -> World:
    """What the world looks like now.

    Args:
        change: make it look like this first.
    """
    with _database() as database:
        if change is not None:
            _save(database, change)
        return _load(database)


def stand_still(redelivered: bool) -> None:
    """Wait in the middle of a task until the worker is killed; a task that is delivered again goes on at once.

    `Worker.wait_for_standstill` waits until a task has come here.

    Args:
        redelivered: whether this is not the first delivery: `self.request.delivery_info["redelivered"]`.
    """
    if not redelivered:
        os.write(int(os.environ[place.ANSWER]), b"stands still\n")
        threading.Event().wait()


def _ask(what: str, *args: Any) -> Any:
    try:
        if _judge is not None:
            return _judge(what, list(args))
        return _do(what, list(args))
    except Refusal as refusal:
        raise _ERRORS[refusal.kind](str(refusal)) from None


def _do(what: str, args: list[Any]) -> Any:
    """Do one thing in the database. What the world refuses has happened, too: it counts the requests."""
    refused: Refusal | None = None
    value = None
    with _database() as database:
        world = _load(database)
        try:
            value = world.do(what, args)
        except Refusal as refusal:
            refused = refusal
        _save(database, world)
    if refused is not None:
        raise refused
    return value


@contextlib.contextmanager
def _database() -> Any:
    """The database, with nobody else in it."""
    connection = sqlite3.connect(place.folder() / "shop.sqlite", isolation_level=None, timeout=30)
    try:
        connection.execute("CREATE TABLE IF NOT EXISTS world (id INTEGER PRIMARY KEY, state TEXT)")
        connection.execute("BEGIN IMMEDIATE")
        yield connection
        connection.execute("COMMIT")
    finally:
        connection.close()


def _load(database: sqlite3.Connection) -> World:
    row = database.execute("SELECT state FROM world WHERE id = 1").fetchone()
    return World.from_json(row[0]) if row else World(shelves={"A": 12, "B": 7, "C": 30, "D": 1})


def _save(database: sqlite3.Connection, world: World) -> None:
    database.execute("INSERT OR REPLACE INTO world VALUES (1, ?)", (world.to_json(),))
