"""`hint("04-2")`: the next of an exercise's three hints, each of which gives more away."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.exercises.base import Exercise
from helpers.language import retell
from helpers.notebook.help import OFF, help_is_on
from helpers.notebook.progress_keeper import keeper, record
from helpers.notebook.prose import prose
from helpers.notebook.reading import Section, sections_of
from helpers.notebook.refusal import Refusal, exercise_called
from helpers.notebook.show import Shown
from helpers.notebook.standing import hints_given


@dataclass(frozen=True, repr=False)
class ShownHint(Shown):
    """One hint, or all of them when there is no further one.

    Attributes:
        exercise: the exercise.
        number: which hint, from 1; 4 when all three were given before.
    """

    exercise: Exercise
    number: int

    def to_text(self) -> str:
        said = [retell(sentence) for sentence in (*self._hints(), *self._after())]
        return "\n\n".join([*said, *(section.to_text() for section in self._sections())])

    def _repr_html_(self) -> str:
        first, *rest = [*self._hints(), *self._after()]
        parts = [f"<p>{prose(first)}</p>", *(f"<p>{prose(sentence)}</p>" for sentence in rest)]
        return "".join([*parts, *(section.to_html() for section in self._sections())])

    def _hints(self) -> list[str]:
        hints, count = self.exercise.hints, len(self.exercise.hints)
        if self.number <= count:
            return [f"Hint {self.number} of {count} for exercise {self.exercise.id}: {hints[self.number - 1]}"]
        return [f"Hint {number} of {count}: {hint}" for number, hint in enumerate(hints, 1)]

    def _after(self) -> list[str]:
        id = self.exercise.id
        left = len(self.exercise.hints) - self.number
        if left > 0:
            more = "one more hint" if left == 1 else f"{left} more hints"
            return [f'Try it with that first. `hint("{id}")` has {more}.']
        if left == 0:
            return ["That was the last hint. Give it a try, and see what the check says."]
        if self.exercise.shape == "argue":
            now = (
                "write down what you have, and what you are not sure of. Then "
                f'`solution("{id}", insist=True)` shows an answer to compare yours with.'
            )
        else:
            now = (
                f'run `check("{id}")` with what you have, and go through the first thing that it finds, step by step, '
                f'on paper. After that, `solution("{id}")` shows a solution, and why other answers fail.'
            )
        return [f"There are no more hints. What to do now: {now}"]

    def _sections(self) -> tuple[Section, ...]:
        """What to read again, when there are no more hints."""
        no_more = self.number > len(self.exercise.hints)
        return sections_of(self.exercise.misconceptions, self.exercise.id) if no_more else ()


def hint(exercise: str = "") -> ShownHint:
    """The next hint for an exercise. Which ones you had is remembered in your progress.

    Args:
        exercise: the exercise's id, such as `"04-2"`.

    Raises:
        Refusal: there is no such exercise, or the teacher has switched hints off.
    """
    found = exercise_called(exercise, "hint")
    if not help_is_on():
        raise Refusal(OFF)
    if not any(text.strip() for text in found.hints):
        raise Refusal(f"This copy of the course was made without hints for exercise {found.id}. {OFF}")
    number = min(hints_given(keeper().entries(), found.id), len(found.hints)) + 1
    if number <= len(found.hints):
        record("hint", found.id, str(number))
    return ShownHint(found, number)
