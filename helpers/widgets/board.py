"""The scheduler's board without its picture: what the learner has chosen so far, and what can be seen of it.

The learner's program never runs here. For each choice the checker's process is asked where the program stands after
all choices so far; a program that hangs, or is killed there, costs one choice and not the notebook.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from helpers.checker import TaskEnded
from helpers.demo.goals import Goal
from helpers.demo.program import LessonProgram
from helpers.demo.steering import Position, Standing
from helpers.interleave.trace import Step
from helpers.language import _, retell
from helpers.render.story import Story, tell_story
from helpers.render.words import say

HUNT = "hunt_"
"""How the names of programs begin that are exercises: there the schedule is the answer."""

Ask = Callable[[str, dict[str, Any]], dict[str, Any]]
"""Has a task of `helpers.demo.tasks` done: its name, and what it is given."""


class Board:
    """One program, and the choices that were made for it.

    Args:
        program: what is scheduled.
        goals: what can be brought about; the first one is chosen.
        ask: has the checker's process look at the program.
        steps: a schedule to begin with.

    Attributes:
        schedule: the choices, as the string that replays them.
        position: where the program stands.
        message: what the last choice led to, or why it could not be made.
    """

    def __init__(self, program: LessonProgram, goals: Sequence[Goal], ask: Ask, steps: str = "") -> None:
        self.program = program
        self.goals = tuple(goals)
        self._ask = ask
        self._goal = 0 if self.goals else None
        self._before: list[str] = []
        self._solved: set[str] = set()
        self.schedule = ""
        self.position = Position()
        self.hinted = ""
        self.message = ""
        self._turn = 0
        self._look(steps, "")
        if steps and self.position.trouble:
            self._look("", self.position.trouble)

    @property
    def goal(self) -> Goal | None:
        """What the learner tries to bring about; None where the program has no goals."""
        return None if self._goal is None else self.goals[self._goal]

    # -- choices

    def take(self, letter: str, whole_line: bool = False) -> None:
        """Let the thread with that letter take a step, or all steps of its line as far as it can go on."""
        thread = next((thread for thread in self.position.threads if thread.letter == letter), None)
        refusal = self._why_not(thread, letter)
        if refusal or thread is None:
            self._say(refusal)
            return
        count = thread.choices if whole_line else 1
        self._go(f"{self.schedule} {letter}{count}".strip())

    def finish(self) -> None:
        """Let the program go on to its end, without a further choice."""
        if self.position.ended:
            self._say("The program has come to its end already.")
        else:
            self._go(self.schedule, finish=True)

    def undo(self) -> None:
        """Take back the last choice."""
        if not self._before:
            self._say("There is nothing to take back: this is the beginning.")
            return
        self._look(self._before.pop(), "Taken back.")

    def restart(self) -> None:
        """Go back to the beginning."""
        self._before.clear()
        self._look("", "Back at the beginning.")

    def choose_goal(self, id: str) -> None:
        """Try another goal, from the beginning."""
        for number, goal in enumerate(self.goals):
            if goal.id == id:
                self._goal = number
                self._before.clear()
                self._look("", f"New goal: {goal.task}")
                return
        self._say(f"There is no goal {id!r} for this program.")

    def hint(self) -> None:
        """Say the next good choice."""
        goal = self.goal
        if goal is None:
            self._say("There is no goal for this program, so there is nothing to give a hint for.")
            return
        if self.position.solved:
            self._say("The goal is reached.")
            return
        try:
            found = self._ask("hint", self._asked(self.schedule))
        except TaskEnded as error:
            self._say(str(error))
            return
        if found["impossible"]:
            looked = " ".join(found["searched"])
            self._say(f"No schedule reaches this goal: the program is safe from it. Looked at: {looked}")
        else:
            self._say(f"Hint: {found['text']}")
            self.hinted = found["thread"]

    def _go(self, schedule: str, finish: bool = False) -> None:
        before = self.schedule
        if self._look(schedule, "", finish):
            self._before.append(before)

    def _why_not(self, thread: Standing | None, letter: str) -> str:
        if self.position.ended:
            return "The program has come to its end. Undo a step, or start again."
        if thread is None:
            return f"There is no thread {letter} here."
        if thread.state == "ended":
            return f"{_capital(thread.title)} has ended. Choose another thread."
        if thread.state == "blocked":
            return f"{_capital(thread.title)} cannot go on: it waits for {thread.reason}. Choose another thread."
        return ""

    def _look(self, schedule: str, message: str, finish: bool = False) -> bool:
        try:
            found = Position.from_json(self._ask("position", {**self._asked(schedule), "finish": finish}))
        except TaskEnded as error:
            self._say(f"That step was not taken: {error}")
            return False
        if found.trouble and schedule:
            self._say(found.trouble)
            self.position = self.position if self.position.threads else found
            return False
        self.position = found
        self.schedule = found.schedule
        if found.solved and self.goal is not None:
            self._solved.add(self.goal.id)
        self._say(message or found.trouble)
        return True

    def _asked(self, schedule: str) -> dict[str, Any]:
        goal = self.goal
        return {
            "program": self.program.to_json(),
            "schedule": schedule,
            "goal": goal.to_json() if goal is not None else None,
        }

    def _say(self, message: str) -> None:
        self.message = message
        self.hinted = ""
        self._turn += 1

    # -- what can be seen

    def view(self) -> dict[str, Any]:
        """All that the front end draws, as JSON-ready data."""
        trace = self.position.trace
        story = tell_story(trace) if trace is not None else None
        goal = self.goal
        return {
            "turn": self._turn,
            "name": self.program.name,
            "lines": [[str(number), text] for number, text in enumerate(self.program.source.splitlines(), 1)],
            "goal": goal.id if goal else "",
            "goals": [{"id": g.id, "task": retell(g.task), "solved": g.id in self._solved} for g in self.goals],
            "threads": [self._thread(thread) for thread in self.position.threads],
            "values": _values(story),
            "locks": [[lock, _(" and ").join(owners)] for lock, owners in _locks(story)],
            "history": [
                {"number": m.number, "turn": m.switch, "text": m.sentence, "line": m.label}
                for m in (story.moments if story else ())
            ],
            "schedule": self.schedule,
            "use": self.use,
            "hinted": self.hinted,
            "message": retell(self.message),
            "status": retell(self.status),
            "ended": self.position.ended,
            "solved": self.position.solved,
            "undo": bool(self._before),
        }

    @property
    def use(self) -> str:
        """The line of Python that the choices go into: it replays them, or it is the answer to an exercise."""
        if self.program.name.startswith(HUNT):
            return f'answer = "{self.schedule}"'
        return f'run_schedule("{self.program.name}", "{self.schedule}")'

    @property
    def status(self) -> str:
        """Where the program stands, in a sentence or two."""
        position = self.position
        if position.trouble:
            return position.trouble
        if not position.ended:
            return "Choose the thread that goes next."
        if position.wrong:
            ending = position.ending if position.ending.endswith((".", "!", "?")) else f"{position.ending}."
            said = position.wrong == "wrong-result" or ending.lower().startswith(position.wrong)
            end = ending if said else f"It ends with {position.wrong}: {ending}"
        elif position.ending:
            end = f"At the end, {self.program.casting.shown_result} is {position.ending}."
        else:
            end = "The program has come to its end."
        if position.solved:
            return f"Goal reached. {end}"
        return f"{end} The goal is not reached: undo, or start again." if self.goal else end

    def _thread(self, thread: Standing) -> dict[str, Any]:
        calls = self.program.casting.calls
        number = "ABCDEFGH".find(thread.letter) if not self.program.casting.in_main_thread else -1
        return {
            "name": thread.name,
            "title": retell(_capital(thread.title)),
            "letter": thread.letter,
            "call": calls[number] if 0 <= number < len(calls) else calls[0] if thread.letter == "M" else "",
            "state": thread.state,
            "reason": retell(thread.reason),
            "line": thread.line or 0,
            "ahead": [_coming(step) for step in thread.ahead],
            "choices": thread.choices,
        }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _coming(step: Step) -> str:
    """A step that is not taken yet, in words."""
    return say(step)


def _values(story: Story | None) -> list[list[str]]:
    if story is None or not story.moments:
        return []
    last = story.moments[-1]
    return [[name, value, "changed" if name in last.changed else ""] for name, value in last.values.items()]


def _locks(story: Story | None) -> list[tuple[str, tuple[str, ...]]]:
    if story is None or not story.moments:
        return []
    held = story.moments[-1].locks
    return [(lock, held.get(lock, ())) for lock in story.locks]
