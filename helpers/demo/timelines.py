"""Timelines: who works in which moment on which core, drawn with letters; and what such a picture shows.

A row for each core, a column for each moment, a letter for who works there, a dot for nobody:

    core 1: SSRRSSRR
    core 2: ........
"""

from __future__ import annotations

AFTER, CONCURRENT, PARALLEL = "one after the other", "concurrent, not parallel", "parallel"


def kind_of(timeline: str) -> str:
    """What a timeline shows, from its columns alone."""
    rows = [line.partition(":")[2].strip() for line in timeline.strip().splitlines()]
    moments = [{letter for letter in column if letter != "."} for column in zip(*rows, strict=True)]
    if any(len(working) > 1 for working in moments):
        return PARALLEL
    lives = {
        letter: [number for number, working in enumerate(moments) if letter in working]
        for letter in set().union(*moments)
    }
    (first, second) = (range(min(life), max(life) + 1) for life in lives.values())
    return CONCURRENT if set(first) & set(second) else AFTER
