"""A lesson's program as the model checker takes it, and traces as the lesson shows them."""

from __future__ import annotations

from dataclasses import replace
from types import CodeType
from typing import Any

from helpers.demo.program import LessonProgram
from helpers.interleave import Answer, Scenario, Trace
from helpers.interleave.control.execution import describe_error
from helpers.interleave.record import short

FILENAME = "cell"
MAIN = "M"
# How the sentence on a claim begins that asks for a name which is not there: it says nothing of the program.
MISSPELT = "The claim cannot be read: "


def scenario_of(lesson: LessonProgram, expression: str = "") -> Scenario:
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
    trouble = "is not true"
    try:
        if _value(code, answer, result=result):
            return True
    except NameError as error:
        return f"{MISSPELT}{error}. Take names that the program has at its top level, or result."
    except Exception as error:  # noqa: BLE001 - the learner's own expression may raise anything
        trouble = f"ends with {describe_error(error)}"
    namespace = vars(answer)["_namespace"] | {"result": result}
    values = [f"{name} is {short(namespace[name])}" for name in dict.fromkeys(code.co_names) if name in namespace]
    told = [value for value in values if not value.endswith(">")]
    at_the_end = f"At the end, {' and '.join(told)}: " if told else ""
    return f"{at_the_end}{expression} {trouble}."


def own_schedule(lesson: LessonProgram, schedule: str) -> str:
    """The schedule without the main thread's last step, which waits for the cast: a schedule is complete without it."""
    return schedule if lesson.casting.in_main_thread else schedule.removesuffix(MAIN).rstrip()


def of_the_cast(lesson: LessonProgram, trace: Trace) -> Trace:
    """The trace without the main thread, where that does nothing but wait for the cast."""
    if lesson.casting.in_main_thread:
        return trace
    return replace(
        trace,
        threads=tuple(thread for thread in trace.threads if thread != MAIN),
        steps=tuple(step for step in trace.steps if step.thread != MAIN),
        schedule=own_schedule(lesson, trace.schedule),
    )


def not_a_program(error: BaseException) -> str:
    if isinstance(error, SyntaxError):
        return f"This program cannot be run: {error.msg} (line {error.lineno})."
    return f"This program cannot be run: {error}."
