"""`solution("04-2")`: a solution, and why other answers fail; after an honest attempt, or on insisting."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.exercises.base import Exercise
from helpers.language import retell
from helpers.notebook.help import OFF, help_is_on
from helpers.notebook.progress_keeper import keeper, record
from helpers.notebook.prose import block, prose
from helpers.notebook.refusal import Refusal, exercise_called
from helpers.notebook.show import Shown
from helpers.notebook.solution_source import Master, master_of
from helpers.notebook.standing import hints_given, was_tried

_WHY = retell("Why other answers fail:")


@dataclass(frozen=True, repr=False)
class ShownSolution(Shown):
    """A solution.

    Attributes:
        exercise: the exercise.
        text: the solution, from its master copy in `source/`.
        in_words: whether it is prose, and no program.
    """

    exercise: Exercise
    text: str
    in_words: bool

    def to_text(self) -> str:
        why = [f"- {retell(reason)}" for reason in self.exercise.why_others_fail]
        opening, closing = retell(self._opening()), retell(self._closing())
        return "\n".join([opening, "", self.text, *(["", _WHY, *why] if why else []), "", closing])

    def _repr_html_(self) -> str:
        items = "".join(f"<li>{prose(reason)}</li>" for reason in self.exercise.why_others_fail)
        why = f"<p>{_WHY}</p><ul>{items}</ul>" if items else ""
        words = "\n".join(f'<p style="white-space:pre-line">{prose(part)}</p>' for part in self.text.split("\n\n"))
        return (
            f"<p>{prose(self._opening())}</p>{words if self.in_words else block(self.text)}{why}"
            f"<p>{prose(self._closing())}</p>"
        )

    def _opening(self) -> str:
        which = "The solution" if self._is_the_only_one() else "One of several right solutions"
        return f"{which} of exercise {self.exercise.id}: {self.exercise.title}."

    def _closing(self) -> str:
        if self.in_words:
            return "Compare it with yours, point by point: what does one say that the other does not?"
        if self._is_the_only_one():
            return "Which of these reasons did you not think of? Say it in your own words before you go on."
        return "Close it, and write your own from memory: what you can write again tomorrow is yours."

    def _is_the_only_one(self) -> bool:
        return self.exercise.shape in ("predict", "classify", "read-the-error")


def solution(exercise: str = "", *, insist: bool = False) -> ShownSolution:
    """A solution of an exercise, once an answer of your own was checked.

    Args:
        exercise: the exercise's id, such as `"04-2"`.
        insist: show it without an attempt.

    Raises:
        Refusal: there is no such exercise, no attempt, no solution in this copy, or the teacher has switched it off.
    """
    found = exercise_called(exercise, "solution")
    if not isinstance(insist, bool):
        raise Refusal(f'insist is True or False: solution("{found.id}", insist=True).')
    if not help_is_on():
        raise Refusal(OFF)
    master = master_of(found.id)
    if master is None or not master.solution:
        raise Refusal(
            f"This copy of the course has no solution of exercise {found.id}: the solutions are in the folder `source` "
            "of the complete course, and this notebook is not in it."
        )
    entries = keeper().entries()
    tried = was_tried(entries, found.id)
    if not tried and not insist:
        raise Refusal(_first_try(found, master, hints_given(entries, found.id)))
    record("solution", found.id, "after-attempt" if tried else "insisted")
    return ShownSolution(found, master.solution, master.in_words)


def _first_try(exercise: Exercise, master: Master, hints: int) -> str:
    """What to do before a solution is shown."""
    anyway = f'solution("{exercise.id}", insist=True) shows the solution without that.'
    if master.in_words:
        return (
            f"Exercise {exercise.id} is answered in words, which no check can see. Write your answer first, however "
            f"short. {anyway}"
        )
    stuck = f' Are you stuck? hint("{exercise.id}") gives a hint.' if hints < len(exercise.hints) else ""
    return (
        f'Give it a try first: change the cell that begins with %%exercise {exercise.id}, run it, and run check("'
        f'{exercise.id}"). A wrong answer of your own teaches more than a right one of somebody else.{stuck} {anyway}'
    )
