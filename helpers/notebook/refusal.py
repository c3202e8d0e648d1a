"""What a notebook's command says when it cannot do what it is asked: a sentence, without a Python traceback."""

from __future__ import annotations

from helpers.exercises import all_exercises, find
from helpers.exercises.base import Exercise
from helpers.language import retell


class Refusal(Exception):
    """A command cannot be carried out. It is shown as its sentence alone."""

    def _render_traceback_(self) -> list[str]:
        return retell(str(self)).splitlines()


def exercise_called(id: object, command: str) -> Exercise:
    """The exercise that a command is about.

    Args:
        id: what the learner gave.
        command: the command's name, for the sentence that shows how it is written.

    Raises:
        Refusal: it is no exercise's id.
    """
    known = all_exercises()
    if not known:
        raise Refusal("This copy of the course has no exercises: start from a complete copy.")
    if not isinstance(id, str) or not id.strip():
        raise Refusal(f'Say which exercise, as a text: {command}("{known[0].id}").')
    try:
        return find(id.strip())
    except LookupError as error:
        said = str(error.args[0])
        raise Refusal(said[:1].upper() + said[1:]) from None
