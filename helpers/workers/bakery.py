"""The world of chapter 08: a bakery. Each order takes an oven a while."""

from __future__ import annotations

from helpers.observe.ask import task


@task
def bake(order: int) -> int:
    """Bake the loaves of one order, and say how many grams of bread came out of the oven.

    In a lesson it computes for a moment; in a check it ends when the check says so.
    """
    grams = 0
    for loaf in range(20_000):
        grams = (grams + loaf * order) % 100_000
    return grams
