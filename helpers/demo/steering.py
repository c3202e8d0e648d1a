"""Where a program stands after some steps, what each thread would do next, and how to get to a goal from there.

This is what a learner sees who is the scheduler. These functions run in a process of their own
(`helpers.checker.run_task`), like those of tasks.py: they take and give plain data.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from helpers.demo.goals import Goal
from helpers.demo.program import LessonProgram
from helpers.demo.scenarios import FILENAME, MAIN, not_a_program, of_the_cast, own_schedule, scenario_of
from helpers.interleave import Goal as Wanted
from helpers.interleave import Program, ScheduleError, Step, StepError, Stepper, Trace, judge, replay
from helpers.interleave.stepper import ThreadView

LONGEST_LINE = 30
"""How many steps of one line are looked ahead: a line that waits in a loop has no end."""


@dataclass(frozen=True)
class Standing:
    """One thread, and what it would do next.

    Attributes:
        name: as in traces.
        title: what a sentence calls it: thread A, the main thread, task T.
        letter: as in schedules.
        state: ready, blocked or ended.
        reason: what it waits for.
        line: the line of its next step, from 1; None when it has none.
        ahead: the steps that it would take up to the end of that line, if nobody came in between; empty unless ready.
        choices: how many steps of a schedule these are.
    """

    name: str
    title: str
    letter: str
    state: str
    reason: str = ""
    line: int | None = None
    ahead: tuple[Step, ...] = ()
    choices: int = 0


@dataclass(frozen=True)
class Position:
    """Where a program stands.

    Attributes:
        schedule: the steps taken so far.
        trace: what they did.
        threads: every thread that is there.
        ended: whether the program has come to its end, or cannot go on.
        ending: how it ended: the final value, or what went wrong.
        wrong: empty when it ended well; otherwise how it went wrong, as the model checker calls it.
        solved: whether that is what the goal asks for.
        trouble: why the schedule could not be followed.
    """

    schedule: str = ""
    trace: Trace | None = None
    threads: tuple[Standing, ...] = ()
    ended: bool = False
    ending: str = ""
    wrong: str = ""
    solved: bool = False
    trouble: str = ""

    def to_json(self) -> dict[str, Any]:
        """JSON-ready data."""
        return {
            **{key: getattr(self, key) for key in ("schedule", "ended", "ending", "wrong", "solved", "trouble")},
            "trace": self.trace.to_json() if self.trace else None,
            "threads": [asdict(thread) for thread in self.threads],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Position:
        """Read what `to_json` wrote."""
        trace = Trace.from_json(data["trace"]) if data["trace"] else None
        threads = tuple(
            Standing(**{**thread, "ahead": tuple(_step(step) for step in thread["ahead"])})
            for thread in data["threads"]
        )
        return cls(**{**data, "trace": trace, "threads": threads})


def _step(data: dict[str, Any]) -> Step:
    return Step(**{**data, "held": tuple(data["held"])})


class _Board:
    """One program, and the way that a learner has taken through it.

    Args:
        asked: `program`, `goal` and `schedule`, as JSON-ready data.
    """

    def __init__(self, asked: dict[str, Any]) -> None:
        self.lesson = LessonProgram.from_json(asked["program"])
        self.goal = find_goal_in(asked)
        self.program = Program(
            self.lesson.source, scenario_of(self.lesson, self.goal.claim if self.goal else ""), FILENAME
        )
        self.stepper = Stepper(self.program, Wanted.failure(*(self.goal.kinds if self.goal else ())), asked["schedule"])

    def position(self) -> Position:
        """Where it stands, what each thread would do, and whether the goal is reached."""
        stepper = self.stepper
        schedule = own_schedule(self.lesson, stepper.schedule)
        trace = of_the_cast(self.lesson, stepper.trace)
        if stepper.finished:
            outcome = replay(self.program, stepper.schedule).outcome
            kind = stepper.outcome.kind if stepper.outcome else ""
            ending = outcome.message if outcome.kind else "" if outcome.value is None else str(outcome.value)
            solved = self.goal is not None and stepper.reached
            return Position(schedule, trace, self._threads(), True, ending, kind, solved)
        return Position(schedule, replace(trace, outcome=""), self._threads())

    def _threads(self) -> tuple[Standing, ...]:
        return tuple(
            self._standing(view)
            for view in self.stepper.threads
            if self.lesson.casting.in_main_thread or view.letter != MAIN
        )

    def _standing(self, view: ThreadView) -> Standing:
        line = view.next.line if view.next is not None else None
        ready = view.state == "ready" and not self.stepper.finished
        ahead, choices = self._ahead(view.letter, line) if ready else ((), 0)
        return Standing(view.name, view.title, view.letter, view.state, view.waits_for, line, ahead, choices)

    def _ahead(self, chosen: str, line: int | None) -> tuple[tuple[Step, ...], int]:
        """The steps that a thread takes in its line, if it goes on alone; and how many choices these are."""
        stepper = self.stepper
        before = len(stepper.trace.steps)
        taken = 0
        while taken < LONGEST_LINE and not stepper.finished:
            view = next(thread for thread in stepper.threads if thread.letter == chosen)
            if view.state != "ready" or (taken and (view.next is None or view.next.line != line)):
                break
            stepper.step(chosen)
            taken += 1
        steps = stepper.trace.steps[before:]
        for _ in range(taken):
            stepper.undo()
        return tuple(step for step in steps if self.lesson.casting.in_main_thread or step.thread != MAIN), taken


def find_goal_in(asked: dict[str, Any]) -> Goal | None:
    """The goal that a request names, if it names one."""
    return Goal.from_json(asked["goal"]) if asked.get("goal") else None


def position(asked: dict[str, Any]) -> dict[str, Any]:
    """Where a program stands after some steps.

    Args:
        asked: `program`, as `LessonProgram.to_json` writes it; `schedule`, the steps; `goal`, as `Goal.to_json` writes
            it, or None; `finish`, whether to go on from there to the end, without a further choice.

    Returns:
        `Position`, as JSON-ready data.
    """
    try:
        board = _Board(asked)
        if asked.get("finish"):
            board.stepper.run_to_end()
        return board.position().to_json()
    except ScheduleError as error:
        return Position(trouble=f"That is no schedule: {error}.").to_json()
    except StepError as error:
        return Position(trouble=f"This schedule cannot be followed: {error}.").to_json()
    except (SyntaxError, RecursionError, MemoryError, ValueError) as error:
        return Position(trouble=not_a_program(error)).to_json()


def hint(asked: dict[str, Any]) -> dict[str, Any]:
    """The next good choice on the way to the goal.

    Args:
        asked: as for `position`, with a goal.

    Returns:
        `thread`: the letter of the thread that should go next, empty when there is none; `undo`: how many steps to take
        back first; `text`: the same as a sentence; `impossible`: no schedule at all reaches the goal; `searched`:
        sentences on what was looked at.
    """
    board = _Board(asked)
    found = board.stepper.hint()
    told = {"thread": found.letter, "undo": found.undo, "text": found.text, "impossible": False, "searched": []}
    if found.letter or found.undo or found.reached:
        return told
    judgement = judge(board.program)
    return told | {"impossible": judgement.result == "passed", "searched": list(judgement.searched)}
