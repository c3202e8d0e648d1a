"""The world of chapter 08: a bakery. Each order keeps an oven busy for a while."""

from __future__ import annotations

import asyncio
import os

from helpers.observe.ask import task


class OvenBroken(Exception):
    """The oven has stopped while the bread was in it."""


@task
def bake(order: int) -> int:
    """Bake the loaves of one order: the grams of bread that came out of the oven.

    In a lesson it computes for a moment; in a check it ends when the check says so.
    """
    grams = 0
    for loaf in range(20_000):
        grams = (grams + loaf * order) % 100_000
    return grams


@task
def heat(degrees: int) -> int:
    """Heat the oven of this worker: slow, and needed once before the first loaf."""
    warmth = 0
    for step in range(40_000):
        warmth = (warmth + step) % (degrees + 1)
    return degrees


@task
async def deliver(order: int) -> int:
    """Bring an order to the customer: nothing but waiting. The number of the street."""
    await asyncio.sleep(0.01)
    return order * 10


_heated = 0


def heat_up(degrees: int) -> None:
    """For a lesson: heat the oven of this process, and count how often."""
    global _heated
    _heated += 1
    heat(degrees)


def worker_of(order: int) -> tuple[int, int]:
    """For a lesson: which process bakes the order, as (order, process id)."""
    bake(order)
    return order, os.getpid()


def heated_for(order: int) -> tuple[int, int]:
    """For a lesson: how often the oven that bakes this order has been heated, as (order, times)."""
    bake(order)
    return order, _heated


def burn(order: int) -> int:
    """For a lesson: bake an order; order 3 gets black."""
    if order == 3:
        raise ValueError("order 3 is black")
    return bake(order)
