"""The world of chapters 06 and 07: a market hall. Crates come in, and each is put on a scale."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.observe.ask import task


@task
def weigh(crate: Sequence[int]) -> int:
    """Put a crate on a scale, and say how heavy all that is in it is together.

    In a lesson it adds up; in a check it ends when the check says so.
    """
    return sum(crate)


@task
def look(shelf: str) -> list[str]:
    """Go along a shelf, and say what stands on it: ten labels of 20,000 characters each.

    In a check it ends when the check says so.
    """
    return [f"{shelf} {place} " + "." * 20_000 for place in range(10)]


@task
def cook(order: str) -> str:
    """Cook what was ordered, and say how it looks.

    In a lesson it is ready at once; in a check it ends when the check says so.
    """
    return f"a plate of {order}"


@task
def shade(byte: int) -> int:
    """The new value of one byte of a picture: its negative. In a check it ends when the check says so."""
    return 255 - byte
