"""A schedule as a short string that can be pasted, mailed and replayed.

`A B2 A` means: thread A takes a step, then B takes two, then A one. `M` is the main thread, the others are
`A`, `B`, ... in the order in which they were created; from the 26th on they are `(26)`, `(27)`, ... Where the
string ends, the thread that is running goes on, and after it the one that was created first.

`~` at the beginning means that the members of sets come in the other order (`helpers.interleave.sets`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

LETTERS = "MABCDEFGHIJKLNOPQRSTUVWXYZ"
_TOKEN = re.compile(r"([A-Z]|\((\d+)\))(\d*)")
LONGEST = 1_000_000
BACKWARDS = "~"


class Choices(list[int]):
    """The choices of a schedule, one thread's number per step.

    Attributes:
        backwards: the members of sets come in the other order.
    """

    backwards = False


class ScheduleError(ValueError):
    """The text is not a schedule."""


def letter(index: int) -> str:
    """The letter of the thread number `index`."""
    return LETTERS[index] if index < len(LETTERS) else f"({index})"


def encode(choices: Iterable[int], backwards: bool = False) -> str:
    """The choices, one thread's number per step, as a schedule.

    Args:
        backwards: the members of sets come in the other order.
    """
    tokens = [BACKWARDS] if backwards else []
    for index, group in groupby(choices):
        count = sum(1 for _ in group)
        tokens.append(letter(index) + (str(count) if count > 1 else ""))
    return " ".join(tokens)


def decode(text: str) -> Choices:
    """The choices that a schedule stands for, one thread's number per step.

    Raises:
        ScheduleError: it is no schedule; the message says what is wrong and where.
    """
    choices = Choices()
    position = 0
    if text.lstrip().startswith(BACKWARDS):
        choices.backwards = True
        position = text.index(BACKWARDS) + 1
    while position < len(text):
        if text[position] in " \t\r\n,;":
            position += 1
            continue
        token = _TOKEN.match(text, position)
        if token is None:
            raise ScheduleError(
                f"{text[position]!r} at position {position + 1} is no thread: write the letters of the threads in the "
                "order in which they take steps, such as 'A B2 A'"
            )
        index = int(token[2]) if token[2] else LETTERS.index(token[1])
        count = int(token[3] or "1")
        if count < 1 or len(choices) + count > LONGEST:
            raise ScheduleError(
                f"{token[0]!r} at position {position + 1}: the number of steps must be from 1 to {LONGEST:,}"
            )
        choices.extend([index] * count)
        position = token.end()
    return choices
