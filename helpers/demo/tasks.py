"""What a lesson asks about a program, answered by the model checker.

These functions run in a process of their own (`helpers.checker.run_task`): they take and give plain data.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import CodeType
from typing import Any, Literal

from helpers.demo.program import LessonProgram
from helpers.demo.results import Answer as Told
from helpers.demo.results import Ending, Endings, Run
from helpers.interleave import (
    Answer,
    Judgement,
    Outcome,
    Outcomes,
    Program,
    Scenario,
    ScheduleError,
    Trace,
    judge,
    outcomes,
    replay,
)
from helpers.interleave.record import short

FILENAME = "cell"
MAIN = "M"

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
        found = outcomes(Program(lesson.source, _scenario(lesson), FILENAME))
    except (SyntaxError, RecursionError, MemoryError, ValueError) as error:
        return Endings((), (), _not_a_program(error)).to_json()
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
    judgement = judge(Program(lesson.source, _scenario(lesson, asked["claim"]), FILENAME))
    return Told(
        answer=_ANSWERS[judgement.result],
        reason=_reason(judgement),
        schedule=_schedule(lesson, judgement.schedule),
        trace=_of_the_cast(lesson, judgement.trace) if judgement.trace else None,
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
        found = replay(Program(lesson.source, _scenario(lesson), FILENAME), asked["schedule"])
    except ScheduleError as error:
        return Run(None, None, f"That is no schedule: {error}.").to_json()
    except (SyntaxError, RecursionError, MemoryError, ValueError) as error:
        return Run(None, None, _not_a_program(error)).to_json()
    trouble = f"The schedule cannot be followed to its end: {found.refused}." if not found.followed else ""
    return Run(_ending(lesson, found.outcome), _of_the_cast(lesson, found.trace), trouble).to_json()


# The names by which `helpers.checker.run_task` finds them.
TASKS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {"endings": endings, "claim": claim, "one_run": one_run}


def _scenario(lesson: LessonProgram, expression: str = "") -> Scenario:
    """The casting as a scenario; its expressions are evaluated among the program's own names."""
    casting = lesson.casting
    calls = [compile(call, "<casting>", "eval") for call in casting.calls]
    truth = compile(expression, "<claim>", "eval") if expression else None
    if casting.in_main_thread:
        return Scenario(
            main=lambda answer: (answer, _value(calls[0], answer)),
            accept=(lambda ended: _holds(truth, expression, *ended)) if truth else None,
            result=lambda ended: short(ended[1]),
        )
    result = compile(casting.result, "<casting>", "eval")
    return Scenario(
        setup=lambda answer: answer,
        workers=[lambda answer, call=call: _value(call, answer) for call in calls],  # type: ignore[misc]
        invariant=(lambda answer: _holds(truth, expression, answer, _value(result, answer))) if truth else None,
        result=lambda answer: short(_value(result, answer)),
    )


def _value(code: CodeType, answer: Answer, **more: object) -> Any:
    return eval(code, vars(answer)["_namespace"], more or None)


def _holds(code: CodeType, expression: str, answer: Answer, result: object) -> bool | str:
    """True, or a sentence that says with which values the claim is not true."""
    if _value(code, answer, result=result):
        return True
    namespace = vars(answer)["_namespace"] | {"result": result}
    values = [f"{name} is {short(namespace[name])}" for name in dict.fromkeys(code.co_names) if name in namespace]
    told = [value for value in values if not value.endswith(">")]
    return f"At the end, {' and '.join(told)}: {expression} is not true." if told else f"{expression} is not true."


def _ending(lesson: LessonProgram, outcome: Outcome) -> Ending:
    schedule = _schedule(lesson, outcome.schedule)
    if outcome.kind:
        return Ending(outcome.message, outcome.kind, schedule)
    return Ending(outcome.value, "", schedule)


def _schedule(lesson: LessonProgram, schedule: str) -> str:
    """The schedule without the main thread's last step, which waits for the cast: a schedule is complete without it."""
    return schedule if lesson.casting.in_main_thread else schedule.removesuffix(MAIN).rstrip()


def _of_the_cast(lesson: LessonProgram, trace: Trace) -> Trace:
    """The trace without the main thread, where that does nothing but wait for the cast."""
    if lesson.casting.in_main_thread:
        return trace
    return replace(
        trace,
        threads=tuple(thread for thread in trace.threads if thread != MAIN),
        steps=tuple(step for step in trace.steps if step.thread != MAIN),
        schedule=_schedule(lesson, trace.schedule),
    )


def _reason(judgement: Judgement) -> str:
    if not judgement.message:
        return ""
    return judgement.message if judgement.message.endswith((".", "!", "?")) else f"{judgement.message}."


def _searched(found: Outcomes) -> str:
    if found.exhaustive:
        return f"{_ran(found.interleavings)}, so nothing else can come out."
    return f"{found.interleavings:,} interleavings were run, and there are more: something else may come out as well."


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


def _not_a_program(error: BaseException) -> str:
    if isinstance(error, SyntaxError):
        return f"This program cannot be run: {error.msg} (line {error.lineno})."
    return f"This program cannot be run: {error}."
