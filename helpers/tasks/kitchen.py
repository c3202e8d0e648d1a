"""Tasks of the lesson: orders in a restaurant's kitchen."""

from __future__ import annotations

from typing import Any

from helpers.tasks.application import app


@app.task
def cook(dish: str) -> str:
    """Cook a dish."""
    return f"{dish} is ready"


@app.task
def price(dish: str) -> int:
    """The price of a dish, in cents."""
    return {"soup": 450, "rice": 600, "cake": 380}[dish]


@app.task
def bill(prices: list[int]) -> int:
    """The sum of all prices."""
    return sum(prices)


@app.task(bind=True)
def where(self: Any) -> list[Any]:
    """Who does this task: the worker's name and the process id."""
    import os

    return [self.request.hostname, os.getpid()]
