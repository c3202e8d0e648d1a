"""The world of chapter 11: the archive of a museum. Its records are lines of text, most of them good.

A record says in which room a thing is, what it is, and how many there are: `room 12; maps; 31`.
"""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Iterator, Sequence

from helpers.observe.ask import task

_THINGS = "bells clocks coins jars keys lamps maps masks tiles toys".split()
_EFFORT = 400  # rounds of hashing for each record: what the checksum of a real archive would cost


class BadRecord(ValueError):
    """A line of the archive that cannot be read."""


@task
def parse(line: str) -> tuple[str, int]:
    """Read one record: what it is, and how many there are.

    In a lesson it reads the line and computes its checksum; in a check it ends when the check says so.

    Raises:
        BadRecord: the line is no record.
    """
    return _read(line)


@task
def count(lines: Sequence[str]) -> dict[str, int]:
    """How many things of each kind these records have together; records that cannot be read are left out."""
    found: Counter[str] = Counter()
    for line in lines:
        try:
            thing, number = _read(line)
        except BadRecord:
            found["bad records"] += 1
        else:
            found[thing] += number
    return dict(found)


def lines(number: int, seed: int = 1) -> list[str]:
    """So many lines of an archive, always the same ones; about one in fifty cannot be read.

    Args:
        seed: another seed makes another archive.
    """
    chance = random.Random(seed)
    return [_line(chance) for _ in range(number)]


def batches(number: int, size: int, seed: int = 1) -> Iterator[list[str]]:
    """An archive in batches, each made when it is taken.

    Args:
        number: how many batches.
        size: how many lines each has.
    """
    chance = random.Random(seed)
    for _ in range(number):
        yield [_line(chance) for _ in range(size)]


def _line(chance: random.Random) -> str:
    room, thing, number = chance.randrange(1, 200), chance.choice(_THINGS), chance.randrange(1, 100)
    if chance.randrange(50) == 0:
        return f"room {room}; {thing}; many"
    return f"room {room}; {thing}; {number}"


def _read(line: str) -> tuple[str, int]:
    digest = line.encode()
    for _ in range(_EFFORT):
        digest = hashlib.sha256(digest).digest()
    try:
        _, thing, number = line.split(";")
        return thing.strip(), int(number)
    except ValueError:
        raise BadRecord(f"no record: {line!r}") from None
