"""`review()`: three questions from earlier chapters, when it is time to ask them again.

When that is, is a simple rule: an exercise that was solved on the last n days on which it was checked is due 2**n days
after the last of them, and never later than after 64 days; one that was not solved then is due on the next day.
That is Sebastian Leitner's box of cards ("So lernt man lernen", 1972) with doubling intervals. That practice which is
spread out is remembered longer: N. J. Cepeda et al., "Distributed practice in verbal recall tasks: A review and
quantitative synthesis", Psychological Bulletin 132 (2006), https://doi.org/10.1037/0033-2909.132.3.354.

Nothing is random: the same progress and the same day give the same questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from helpers.exercises import all_exercises
from helpers.exercises.assemble import exercise_of
from helpers.exercises.base import Exercise
from helpers.language import retell
from helpers.notebook.progress_entries import Entry
from helpers.notebook.progress_keeper import keeper
from helpers.notebook.show import Shown
from helpers.notebook.solution_source import cells_of, master_of
from helpers.notebook.standing import FINAL

QUESTIONS = 3
LONGEST = 64
"""Days between two reviews, at most."""
SHAPES = ("predict", "classify", "read-the-error", "hunt")
"""What can be asked again in minutes. Programs are not written twice."""
_NOTHING = (
    "There is nothing to review yet. Questions come from chapters before the one that you work in, so come back when "
    "you have checked exercises of a second chapter."
)
_HOW = "Answer from memory: copy the cell, fill it in, run it, and check it."
_LINK = re.compile(r"\[([^\]]*)\]\((?!https?://)[^)]*\)")


@dataclass(frozen=True, slots=True)
class Question:
    """An exercise to answer again.

    Attributes:
        exercise: which one.
        due: since when, as a date.
        asked_before: whether it was tried before; else it was skipped.
    """

    exercise: Exercise
    due: date
    asked_before: bool


def due_on(entries: Iterable[Entry], id: str) -> date | None:
    """The day from which an exercise should be asked again; None when it was never checked."""
    solved: dict[str, bool] = {}
    for entry in entries:
        if entry.kind == "check" and entry.id == id and entry.outcome in FINAL:
            solved[entry.day] = solved.get(entry.day, False) or entry.outcome == "passed"
    if not solved:
        return None
    days = sorted(solved, reverse=True)
    in_a_row = next((count for count, day in enumerate(days) if not solved[day]), len(days))
    wait = min(2 ** min(in_a_row, 10), LONGEST)
    return date.fromisoformat(days[0]) + timedelta(days=wait)


def questions(exercises: Sequence[Exercise], entries: Sequence[Entry], today: date) -> tuple[Question, ...]:
    """Up to three questions from chapters before the latest one that was worked in.

    What has been due for longest comes first, one from each chapter as far as there are enough. Exercises that were
    skipped are due at once. Where fewer than three are due, the next ones are asked early.
    """
    numbers = {exercise.id: _chapter(exercise.id) for exercise in exercises}
    worked_in = [numbers[e.id] for e in entries if e.kind == "check" and e.id in numbers and e.outcome in FINAL]
    if not worked_in:
        return ()
    latest = max(worked_in)
    found = []
    for exercise in exercises:
        if numbers[exercise.id] < latest and exercise.shape in SHAPES:
            due = due_on(entries, exercise.id)
            found.append(Question(exercise, due or today, due is not None))
    answered_today = {e.id for e in entries if e.kind == "check" and e.outcome in FINAL and e.day == today.isoformat()}
    # what was answered today is not asked again today, however few others there are
    found = [question for question in found if question.exercise.id not in answered_today]
    found.sort(key=lambda question: (question.due, question.exercise.id))
    return tuple(_spread(found))


def _spread(found: Sequence[Question]) -> list[Question]:
    """The first ones, each from another chapter as far as there are enough chapters."""
    chosen: list[Question] = []
    for question in found:
        if _chapter(question.exercise.id) not in {_chapter(known.exercise.id) for known in chosen}:
            chosen.append(question)
    chosen += [question for question in found if question not in chosen]
    return sorted(chosen[:QUESTIONS], key=lambda question: (question.due, question.exercise.id))


def _chapter(id: str) -> str:
    return id.split("-")[0]


@dataclass(frozen=True, repr=False)
class ShownReview(Shown):
    """The questions.

    Attributes:
        questions: which ones.
        today: the day of the review.
    """

    questions: tuple[Question, ...]
    today: date

    def to_text(self) -> str:
        return "\n\n".join(self._parts())

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        text = self.to_text()
        return {"text/plain": text, "text/markdown": text}

    def _parts(self) -> list[str]:
        if not self.questions:
            return [retell(_NOTHING)]
        asked = len(self.questions)
        parts = [retell(f"**{asked} question{'s' * (asked > 1)} from earlier chapters.** {_HOW}")]
        for number, question in enumerate(self.questions, 1):
            which = f"{question.exercise.id}: {question.exercise.title}"
            parts += [retell(f"**Question {number} ({which}), {self._when(question)}.**")]
            parts += _asked(question.exercise)
        return parts

    def _when(self, question: Question) -> str:
        if not question.asked_before:
            return "which you left out"
        if question.due > self.today:
            return f"before its day, {question.due.isoformat()}"
        return f"due since {question.due.isoformat()}"


def _asked(exercise: Exercise) -> list[str]:
    """The task and the cell to fill in, as the exercises' notebook has them."""
    cells = list(cells_of(exercise.id, "release"))
    sources = {_name(cell): "".join(cell["source"]) for cell in cells}
    task = sources.get(f"ex-{exercise.id}-task", "")
    body = "\n".join(line for line in task.split("\n") if not line.startswith("#")).strip()
    program = sources.get(f"ex-{exercise.id}-program", "")
    master = master_of(exercise.id, "release")
    start = next((s for s in sources.values() if exercise_of(s) == exercise.id), f"%%exercise {exercise.id}\nanswer = ")
    if master is None and not body:
        return [retell(f"Its task is in the exercises of chapter {_chapter(exercise.id)}."), _fenced(exercise.given)]
    parts = [_LINK.sub(r"\1", body)] if body else []
    parts += [_fenced(program)] if program else []
    return [*parts, _fenced(f'{start.rstrip()}\n\n# and in the next cell: check("{exercise.id}")')]


def _fenced(code: str) -> str:
    return f"```python\n{code.strip()}\n```"


def _name(cell: dict[str, Any]) -> str:
    return str(cell.get("metadata", {}).get("nbgrader", {}).get("grade_id", ""))


def review() -> ShownReview:
    """Three questions from earlier chapters: those that have waited longest for being asked again."""
    today = datetime.now().astimezone().date()
    return ShownReview(questions(all_exercises(), keeper().entries(), today), today)
