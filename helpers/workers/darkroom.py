"""The world of chapter 09: a darkroom. Each photo takes a processor a while."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import ModuleType

from helpers.observe.ask import task


@task
def develop(photo: int) -> int:
    """Develop one photo, and say how bright it has become.

    In a lesson it computes for a moment; in a check it ends when the check says so.
    """
    brightness = photo
    for _ in range(20_000):
        brightness = (brightness * 31 + 7) % 1_009
    return brightness


def take_three(
    program: ModuleType, develop: Callable[[int], int], photos: Iterable[int], workers: int, ahead: int
) -> list[int]:
    """Read three results of a program's `develop_stream`, and stop reading."""
    stream = program.develop_stream(develop, photos, workers, ahead)
    three = [next(stream) for _ in range(3)]
    stream.close()
    return three
