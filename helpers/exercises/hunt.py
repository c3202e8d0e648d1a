"""Hunt: be the scheduler, and give a schedule in which the given program goes wrong. It is replayed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from helpers.exercises.base import Exercise
from helpers.exercises.literal import read_answer
from helpers.interleave import Program, Replayed, Scenario, ScheduleError, replay
from helpers.interleave.schedule import decode, encode, letter
from helpers.verdict import Finding, Verdict

# what somebody writes between two steps
_BETWEEN = re.compile(r"[-=–—→>/|.;]+")


def hunt_exercise(
    *,
    id: str,
    title: str,
    minutes: int,
    points: float,
    misconceptions: tuple[str, ...],
    hints: tuple[str, str, str],
    given: str,
    scenario: Scenario,
    goal: str,
    example: str,
    look_at: str = "who reads before whom, and who writes after whom",
    why_others_fail: tuple[str, ...] = (),
    version: int = 2,  # answers in more forms are read than at first
) -> Exercise:
    """An exercise whose answer is a schedule; any schedule with which the scenario goes wrong is right.

    Args:
        given: the program.
        goal: what the schedule shall do, as in "a schedule that loses a sale".
        example: what an answer looks like, such as `answer = "A B2"`; it need not be a right one.
        look_at: what to look at in the trace of a schedule that reaches its end without the goal.
    """
    program = Program(given, scenario, filename="program.py")
    letters = {letter(index) for index in range(len(scenario.workers) + 1)}

    def check(source: str) -> Verdict:
        def failed(finding: Finding, *searched: str) -> Verdict:
            return Verdict(id, "failed", 0.0, points, (replace(finding, points=points),), searched, source)

        said = read_answer(source, example)
        if isinstance(said, list) and all(isinstance(item, str) for item in said):
            said = " ".join(said)
        if isinstance(said, Finding):
            return failed(said)
        if not isinstance(said, str):
            return failed(Finding("rule", f"{said!r} is no schedule: write it as a text in quotes, as in `{example}`."))
        said = _BETWEEN.sub(" ", said)
        try:
            if {character for character in said.upper() if character.isalpha()} <= letters:
                said = said.upper()  # small letters do as well, but words are not taken for schedules
            run, said = _follow(program, said)
        except ScheduleError as error:
            return failed(Finding("rule", f"This schedule cannot be read: {error}."))
        searched = "The schedule that you gave was replayed; no other one was looked at."
        if not _was_followed(said, run.outcome.schedule):
            return failed(
                Finding(
                    "wrong-result",
                    f"This schedule cannot be followed to its end: {run.refused}. The trace shows what happened "
                    "instead from there on.",
                    trace=run.trace,
                ),
                searched,
            )
        if run.outcome.kind:
            return Verdict(id, "passed", points, points, (), (searched,), source)
        return failed(
            Finding(
                "wrong-result",
                f"This schedule runs, but it never {goal}. Follow its steps: {look_at}?",
                trace=run.trace,
            ),
            searched,
        )

    return Exercise(
        id=id,
        title=title,
        shape="hunt",
        points=points,
        minutes=minutes,
        misconceptions=misconceptions,
        hints=hints,
        judge=check,
        given=given,
        why_others_fail=why_others_fail,
        version=version,
    )


def _follow(program: Program, schedule: str) -> tuple[Replayed, str]:
    """Replay the schedule, and again without the steps of threads that had already ended: they do no harm.

    Raises:
        ScheduleError: the text is no schedule.
    """
    run = replay(program, schedule)
    left = Counter(decode(run.outcome.schedule))
    choices = []
    for thread in decode(schedule):
        if left[thread] > 0 or thread not in left:
            choices.append(thread)
        left[thread] -= thread in left
    shortened = encode(choices)
    return (run, schedule) if shortened == encode(decode(schedule)) else (replay(program, shortened), shortened)


def _was_followed(wanted: str, taken: str) -> bool:
    """Whether the steps taken are those wanted, as far as the program went: more letters than steps do no harm."""
    choices, steps = decode(wanted), decode(taken)
    common = min(len(choices), len(steps))
    return choices[:common] == steps[:common]
