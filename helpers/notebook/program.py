"""`%%program name: sell() | sell() -> sold`: a lesson's cell as a program whose schedules can be looked at.

The cell's source is kept under its name, and the cell runs as usual. What the cells below ask about the program
(`outcomes`, `always`, `run_schedule`) is answered from that source, in a process of its own with limits, so that an
endless loop in a learner's cell is an answer and not a notebook that hangs.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from IPython.core.magic import Magics, cell_magic, magics_class

from helpers.checker import TaskEnded, run_task
from helpers.demo.casting import CastingError
from helpers.demo.program import MAGIC, LessonProgram, read_cell
from helpers.demo.results import Answer, Endings, Run
from helpers.language import retell
from helpers.notebook.hunts import hunted
from helpers.notebook.show import ShownAnswer, ShownEndings, ShownRun
from helpers.widgets.schedule import GoalList, Scheduler, make_scheduler


class LessonError(Exception):
    """Something that the learner can mend. It is shown without a Python traceback: the sentence is what counts."""

    def _render_traceback_(self) -> list[str]:
        return [retell(str(self))] if str(self) else []


class LessonInterrupted(KeyboardInterrupt):
    """Somebody has interrupted what a lesson's cell asked for. It is shown as its sentence alone."""

    def _render_traceback_(self) -> list[str]:
        return [retell(str(self))]


class Shelf:
    """The programs of this notebook, by name: the last one that ran under a name is the one that counts."""

    def __init__(self) -> None:
        self._programs: dict[str, LessonProgram] = {}

    def put(self, program: LessonProgram) -> None:
        self._programs[program.name] = program

    def get(self, name: str) -> LessonProgram:
        """The program with that name.

        Raises:
            LessonError: no cell with that name has run.
        """
        if name in self._programs:
            return self._programs[name]
        known = ", ".join(self._programs) or "none so far"
        raise LessonError(
            f"There is no program {name!r} yet: run the cell that starts with %%program {name} first. Known: {known}."
        )


_shelf = Shelf()


@magics_class
class ProgramMagics(Magics):
    """The `%%program` magic."""

    @cell_magic
    def program(self, line: str, cell: str) -> None:
        """Keep this cell as a program, and run it as usual."""
        try:
            _shelf.put(read_cell(line, cell))
        except CastingError as error:
            raise LessonError(str(error)) from error
        assert self.shell is not None  # a magic is always called by a shell
        # the magic's line stays as a comment, so that Python counts the lines as the cell does
        result = self.shell.run_cell(f"# {MAGIC} {line}\n{cell}", store_history=False)
        if not result.success:
            raise LessonError("")  # the error has been shown; this ends the cell, and "run all" with it


def outcomes(name: str, guess: object = None) -> ShownEndings:
    """Every way in which a program can end, each with a schedule that leads there.

    Args:
        name: the name in the first line of the program's cell.
        guess: the final values that you expect, such as `{1, 2}`; the answer says which ones you missed.

    Raises:
        LessonError: no such program has run, or looking at it was stopped by a limit.
    """
    program = _shelf.get(name)
    found = Endings.from_json(_ask("endings", program))
    if guess is not None and (isinstance(guess, str) or not isinstance(guess, Collection)):
        guess = (guess,)  # one value, without the braces of a set
    return ShownEndings(program.casting, found, None if guess is None else tuple(repr(value) for value in guess))


def always(name: str, claim: str) -> ShownAnswer:
    """Is `claim` true at the end of every schedule? If not: the shortest schedule that breaks it.

    Args:
        name: the name in the first line of the program's cell.
        claim: an expression with the program's names, such as `"sold == 2"`; `result` is what is looked at in the end.

    Raises:
        LessonError: no such program has run, the claim is no expression, or looking at it was stopped by a limit.
    """
    program = _shelf.get(name)
    _read_claim(name, claim)
    return ShownAnswer(name, claim.strip(), Answer.from_json(_ask("claim", program, claim=claim.strip())))


def run_schedule(name: str, schedule: str) -> ShownRun:
    """Run a program under one schedule, and show it step by step.

    Args:
        name: the name in the first line of the program's cell.
        schedule: the threads' letters in the order in which they take steps: `"A B B A"`.

    Raises:
        LessonError: no such program has run, the schedule is no text, or running it was stopped by a limit.
    """
    program = _shelf.get(name)
    if not isinstance(schedule, str):
        raise LessonError(f'Write the schedule as a text, with the threads\' letters: run_schedule("{name}", "A B").')
    found = Run.from_json(_ask("one_run", program, schedule=schedule))
    return ShownRun(program.casting, schedule, found)


def schedule(name: str | None = None, goal: str = "", steps: str = "", claim: str = "") -> Scheduler | GoalList:
    """Be the scheduler: choose whose turn it is in a program, step by step.

    Args:
        name: the name in the first line of the program's cell, or the id of an exercise that asks for a schedule, such
            as `"04-2"`; nothing for a list of all goals.
        goal: the id of the goal to begin with, where the program has several.
        steps: a schedule to begin with, such as `"A B"`.
        claim: what you want to break, as for `always`: it takes the place of the program's goals.

    Raises:
        LessonError: no such program has run, or it has no such goal.
    """
    if name is None:
        return GoalList()
    program = hunted(name) or _shelf.get(name)
    if claim:
        _read_claim(program.name, claim)
    try:
        return make_scheduler(program, goal, steps, claim.strip())
    except LookupError as error:
        raise LessonError(str(error.args[0])) from error


def _read_claim(name: str, claim: object) -> None:
    if not isinstance(claim, str):
        raise LessonError(f'Write the claim as a text, between quotes: always("{name}", "sold == 2").')
    try:
        compile(claim.strip(), "<claim>", "eval")
    except (SyntaxError, ValueError) as error:
        raise LessonError(
            f"{claim!r} is not an expression that can be true or false. Write for example: sold == 2"
        ) from error


def _ask(task: str, program: LessonProgram, **more: str) -> dict[str, Any]:
    try:
        return run_task(task, {"program": program.to_json(), **more})
    except TaskEnded as error:
        raise LessonError(str(error)) from error
    except KeyboardInterrupt:
        raise LessonInterrupted("This was interrupted, and has shown nothing. Run the cell again.") from None
