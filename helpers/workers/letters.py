"""The world of chapter 10: texts whose letters are counted, which takes a processor a while."""

from __future__ import annotations

from helpers.observe.ask import task


@task
def count_letters(text: str) -> int:
    """How many letters a text has: what is no letter does not count.

    In a lesson it is done at once; in a check it ends when the check says so.
    """
    return sum(character.isalpha() for character in text)
