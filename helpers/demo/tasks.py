"""What a lesson asks about a program, answered by the model checker.

These functions run in a process of their own (`helpers.checker.run_task`): they take and give plain data.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from helpers.demo.program import LessonProgram
from helpers.demo.results import Answer as Told
from helpers.demo.results import Ending, Endings, Run
from helpers.demo.scenarios import FILENAME, MISSPELT, not_a_program, of_the_cast, own_schedule, scenario_of
from helpers.demo.steering import hint, position
from helpers.interleave import (
    Judgement,
    Outcome,
    Outcomes,
    Program,
    ScheduleError,
    judge,
    outcomes,
    replay,
)

_ANSWERS: dict[str, Literal["yes", "no", "cannot-judge"]] = {
    "passed": "yes",
    "failed": "no",
    "cannot-judge": "cannot-judge",
}


def endings(asked: dict[str, Any]) -> dict[str, Any]:
    """Every way in which a program can end.

    Args:
        asked: `program`, as `LessonProgram.to_json` writes it.

    Returns:
        `Endings`, as JSON-ready data.
    """
    lesson = LessonProgram.from_json(asked["program"])
    try:
        found = outcomes(Program(lesson.source, scenario_of(lesson), FILENAME))
    except (SyntaxError, RecursionError, MemoryError, ValueError) as error:
        return Endings((), (), not_a_program(error)).to_json()
    all_endings = sorted((_ending(lesson, outcome) for outcome in found.all), key=lambda e: (e.wrong, e.text))
    return Endings(tuple(all_endings), (_searched(found),)).to_json()


def claim(asked: dict[str, Any]) -> dict[str, Any]:
    """Whether an expression is true at the end of every schedule.

    Args:
        asked: `program`, as `LessonProgram.to_json` writes it, and `claim`, the expression.

    Returns:
        `Answer`, as JSON-ready data.
    """
    lesson = LessonProgram.from_json(asked["program"])
    judgement = judge(Program(lesson.source, scenario_of(lesson, asked["claim"]), FILENAME))
    if judgement.message.startswith(MISSPELT):
        return Told("cannot-judge", judgement.message, "", None, ()).to_json()
    return Told(
        answer=_ANSWERS[judgement.result],
        reason=_reason(judgement),
        schedule=own_schedule(lesson, judgement.schedule),
        trace=of_the_cast(lesson, judgement.trace) if judgement.trace else None,
        searched=_claim_searched(judgement),
    ).to_json()


def one_run(asked: dict[str, Any]) -> dict[str, Any]:
    """What happens under one schedule.

    Args:
        asked: `program`, as `LessonProgram.to_json` writes it, and `schedule`.

    Returns:
        `Run`, as JSON-ready data.
    """
    lesson = LessonProgram.from_json(asked["program"])
    try:
        found = replay(Program(lesson.source, scenario_of(lesson), FILENAME), asked["schedule"])
    except ScheduleError as error:
        return Run(None, None, f"That is no schedule: {error}.").to_json()
    except (SyntaxError, RecursionError, MemoryError, ValueError) as error:
        return Run(None, None, not_a_program(error)).to_json()
    trouble = f"The schedule cannot be followed to its end: {found.refused}." if not found.followed else ""
    return Run(_ending(lesson, found.outcome), of_the_cast(lesson, found.trace), trouble).to_json()


# The names by which `helpers.checker.run_task` finds them.
TASKS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "endings": endings,
    "claim": claim,
    "one_run": one_run,
    "position": position,
    "hint": hint,
}


def _ending(lesson: LessonProgram, outcome: Outcome) -> Ending:
    schedule = own_schedule(lesson, outcome.schedule)
    if outcome.kind:
        return Ending(outcome.message, outcome.kind, schedule)
    return Ending(outcome.value, "", schedule)


def _reason(judgement: Judgement) -> str:
    if not judgement.message:
        return ""
    return judgement.message if judgement.message.endswith((".", "!", "?")) else f"{judgement.message}."


def _searched(found: Outcomes) -> str:
    if found.exhaustive:
        return f"{_ran(found.interleavings)}, so nothing else can come out."
    ran = "1 interleaving was" if found.interleavings == 1 else f"{found.interleavings:,} interleavings were"
    return f"{ran} run, and there are more: something else may come out as well."


def _claim_searched(judgement: Judgement) -> tuple[str, ...]:
    if judgement.result == "failed":
        return ()  # one schedule says it all
    if judgement.exhaustive:
        return (_ran(judgement.interleavings) + ".",)
    return judgement.searched


def _ran(interleavings: int) -> str:
    """How many, when these were all: the ones left out differ from one that was run only where it cannot matter."""
    if interleavings == 1:
        return "1 interleaving was run: no other can make a difference"
    return f"{interleavings:,} interleavings were run: all that can make a difference"
