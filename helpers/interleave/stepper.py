"""Step through a program by hand: choose a thread, see what it does, take it back.

A `Stepper` stands in front of a step. It shows what every thread is about to do, and lets one of them do it. Nothing is
kept running in between: for each step the program is run anew from its first line, along the choices made so far, which
takes less than a millisecond for programs of the size that exercises have. So taking a step back is to leave out the
last choice, and a stepper can be thrown away at any time.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from helpers.interleave.control.execution import Bounds, Execution, Failure
from helpers.interleave.control.operation import Operation
from helpers.interleave.control.strategy import Strategy, preferred
from helpers.interleave.control.stuck import waits_for
from helpers.interleave.control.task import Task
from helpers.interleave.explore.bounded import Bounded
from helpers.interleave.names import numbered_classes
from helpers.interleave.probe import Probe
from helpers.interleave.program import Program
from helpers.interleave.record import WORKERS
from helpers.interleave.runner import Runner
from helpers.interleave.schedule import decode, encode, letter
from helpers.interleave.search import cost
from helpers.interleave.trace import Trace

State = Literal["ready", "blocked", "ended"]

PREEMPTIONS = 3
"""Hints are looked for among the ways to go on with at most as many forced switches."""

HINT_BUDGET = 60_000
"""How long a hint is looked for, in steps."""

LEARNING_BUDGET = 5_000
"""How long is looked, in steps, for what must be known of the program before its first step."""

LEARNING_BOUNDS = Bounds(steps=LEARNING_BUDGET, ticks=200_000)
"""How long one of the executions may be that are looked at for that."""

LOOKS = 16
"""How many executions are looked at to see what threads share."""

PLAIN = frozenset({"read", "write"})
"""Operations that can be of no interest to other threads; each one of a primitive is."""


class StepError(ValueError):
    """This step cannot be taken; the message says why."""


@dataclass(frozen=True)
class NextStep:
    """What a thread does when it is chosen.

    Attributes:
        operation: read, write, acquire, ... as in `trace.Step`.
        object: what it does it to, as the source calls it.
        line: line in the learner's source, from 1; None when it has no line of its own.
        source: the expression's or the line's text.
    """

    operation: str
    object: str = ""
    line: int | None = None
    source: str = ""


@dataclass(frozen=True)
class ThreadView:
    """A thread as it stands in front of a step.

    Attributes:
        name: its name in traces.
        letter: its letter in schedules.
        state: ready, blocked or ended.
        waits_for: what a blocked thread waits for, in words.
        next: what it does next, or would do if it could go on; None when it has ended.
        held: the locks that it holds.
        title: what a sentence calls it: the main thread, process A, ...
    """

    name: str
    letter: str
    state: State
    waits_for: str = ""
    next: NextStep | None = None
    held: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True)
class Ending:
    """How a program has ended.

    Attributes:
        kind: what is wrong, as in `Judgement`; empty when nothing is.
        message: what is wrong, in words.
        line: the line to look at.
    """

    kind: str = ""
    message: str = ""
    line: int | None = None


@dataclass(frozen=True)
class Position:
    """Where a stepper stands.

    Attributes:
        threads: all threads so far, in the order of their creation.
        choices: one thread's number per step that was taken.
        trace: what happened so far.
        ending: how the program has ended; None while it has not.
        values: the variables that were touched so far, by name, with their values as short texts.
        output: what the program has printed.
        inside: how many threads are inside each probe, by the probe's identity.
        enabled: numbers of the threads that can go on.
    """

    threads: tuple[ThreadView, ...]
    choices: tuple[int, ...]
    trace: Trace
    ending: Ending | None
    values: dict[str, str]
    output: str
    inside: dict[int, int]
    enabled: tuple[int, ...]


def _never(_: Any) -> bool:
    return False


@dataclass(frozen=True)
class Goal:
    """What a learner is to bring about.

    Attributes:
        text: the goal as an infinitive: "bring about a deadlock".
        at_the_end: is it reached by this ending?
        on_the_way: is it reached while so many threads are inside each probe, by the probe's identity?
    """

    text: str
    at_the_end: Callable[[Ending], bool] = _never
    on_the_way: Callable[[Mapping[int, int]], bool] = _never

    @classmethod
    def failure(cls, *kinds: str, text: str = "") -> Goal:
        """The program goes wrong, in one of `kinds` where some are given (`wrong-result`, `deadlock`, ...)."""
        named = f", with {' or '.join(kinds)}" if kinds else ""
        return cls(
            text or f"make the program go wrong{named}",
            at_the_end=lambda ending: bool(ending.kind) and (not kinds or ending.kind in kinds),
        )

    @classmethod
    def together(cls, probe: Probe, threads: int = 2) -> Goal:
        """So many threads are inside `probe` at the same time."""
        return cls(
            f"have {threads} threads {probe.name} at the same time",
            on_the_way=lambda inside: inside.get(id(probe), 0) >= threads,
        )

    def reached(self, position: Position) -> bool:
        """Is it reached where the stepper stands?"""
        if position.ending is not None and self.at_the_end(position.ending):
            return True
        return self.on_the_way(position.inside)


@dataclass(frozen=True)
class Hint:
    """What to do next.

    Attributes:
        letter: the thread to choose; empty when that does not help.
        undo: how often to call `Stepper.undo` first.
        reached: there is nothing left to do.
        text: the same in a sentence.
    """

    letter: str = ""
    undo: int = 0
    reached: bool = False
    text: str = ""


class Stepper:
    """Go through one execution of `program`, step by step.

    Args:
        program: what to step through.
        goal: what is to be brought about; that the program goes wrong, unless given.
        schedule: steps to take at once, as `Stepper.schedule` gives them.

    Raises:
        SyntaxError: the program is not Python.
        ScheduleError: `schedule` is no schedule.
        StepError: a step of `schedule` cannot be taken.
    """

    def __init__(self, program: Program, goal: Goal | None = None, schedule: str = "") -> None:
        self.program = program
        self.goal = goal or Goal.failure()
        self._runner = Runner(program)
        choices = decode(schedule)
        self._runner.backwards = choices.backwards
        self._get_to_know()
        self._several: frozenset[str] = frozenset()
        self._shared: frozenset[Hashable] | None = None
        self._way: tuple[int, ...] | None = None
        # the choices at each position that can be gone back to
        self._history: list[tuple[int, ...]] = []
        self._position = self._start = self._look(())
        for index in choices:
            self.step(letter(index))

    def _get_to_know(self) -> None:
        """Let the runner learn what it can of the program before the first step: later its steps must stay the same."""
        while True:
            bounded = Bounded(PREEMPTIONS)
            budget = LEARNING_BUDGET
            while budget > 0:
                budget -= cost(self._runner.run(bounded, bounds=LEARNING_BOUNDS))
                if not bounded.more():
                    break
            if not self._runner.learns():
                return

    # -- looking

    @property
    def position(self) -> Position:
        """Everything about where the stepper stands."""
        return self._position

    @property
    def threads(self) -> tuple[ThreadView, ...]:
        """All threads so far, in the order of their creation."""
        return self._position.threads

    @property
    def schedule(self) -> str:
        """The steps so far, as a string that replays them."""
        return encode(self._position.choices, self._runner.backwards)

    @property
    def trace(self) -> Trace:
        """What happened so far."""
        return self._position.trace

    @property
    def values(self) -> dict[str, str]:
        """The variables that were touched so far, with their values as short texts."""
        return self._position.values

    @property
    def finished(self) -> bool:
        """Has the program ended, or can nobody go on?"""
        return self._position.ending is not None

    @property
    def outcome(self) -> Ending | None:
        """How the program has ended; None while it has not."""
        return self._position.ending

    @property
    def reached(self) -> bool:
        """Is the goal reached?"""
        return self.goal.reached(self._position)

    # -- going

    def step(self, thread: str) -> Position:
        """Let the thread with this letter do its next operation.

        Raises:
            StepError: it cannot go on, or there is no such thread.
        """
        before = self._position
        after = self._after(thread)
        self._history.append(before.choices)
        self._position = after
        return after

    def run_to_choice(self, thread: str) -> Position:
        """Let the thread take a step, and go on with it up to where the order can make a difference.

        It stops in front of an operation on something that another thread touches too, when it can go no further,
        and when something changes for another thread: one starts, ends, has to wait or can go on again.

        Raises:
            StepError: it cannot go on, or there is no such thread.
        """
        before = self._position
        after = self._after(thread)
        self._history.append(before.choices)
        while not self._is_choice(thread, before, after):
            before, after = after, self._look((*after.choices, self._index(thread)))
        self._position = after
        return after

    def run_to_end(self) -> Position:
        """Go on to the end of the program: the thread that runs, then the one that was created first."""
        if not self.finished:
            self._history.append(self._position.choices)
            self._position = self._look(self._position.choices, stop=False)
        return self._position

    def undo(self) -> bool:
        """Take back what was done last, a step or a run; False when nothing is left."""
        if not self._history:
            return False
        choices = self._history.pop()
        self._position = self._look(choices)
        return True

    def restart(self) -> None:
        """Go back to the beginning; what was done before can be brought back by `undo`."""
        if self._position.choices != self._start.choices:
            self._history.append(self._position.choices)
            self._position = self._start

    # -- hints

    def hint(self) -> Hint:
        """The next step of a way to the goal, which goes on from here if that is possible.

        The ways with few forced switches are tried, so where it finds none there can still be one with many.
        """
        position = self._position
        if self.reached:
            return Hint(reached=True, text="The goal is reached.")
        way = self._way
        if way is None or way[: len(position.choices)] != position.choices or len(way) == len(position.choices):
            way = self._search(position.choices)
        if way is not None and len(way) > len(position.choices):
            self._way = way
            chosen = letter(way[len(position.choices)])
            who = next(view.title for view in position.threads if view.letter == chosen)
            return Hint(chosen, text=f"Let {who} take the next step.")
        way = self._search(self._start.choices)
        if way is None:
            return Hint(text="No way to the goal was found, neither from here nor from the beginning.")
        self._way = way
        undo = 0
        for choices in reversed(self._history):
            undo += 1
            if way[: len(choices)] == choices:
                break
        times = {1: "once", 2: "twice"}.get(undo, f"{undo} times")
        return Hint(undo=undo, text=f"From here no way to the goal was found. Undo {times}.")

    def _search(self, choices: tuple[int, ...]) -> tuple[int, ...] | None:
        """Choices that begin with `choices` and reach the goal."""
        bounded = Bounded(PREEMPTIONS, after=choices)
        budget = HINT_BUDGET
        while budget > 0:
            towards = _Towards(bounded, self.goal, len(choices))
            execution = self._runner.run(towards)
            budget -= cost(execution)
            if towards.reached or (not execution.pruned and self.goal.at_the_end(_ending(execution.failure))):
                return tuple(execution.choices)
            if not bounded.more():
                break
        return None

    # -- how

    def _after(self, thread: str) -> Position:
        index = self._index(thread)
        view = self._position.threads[index]
        if view.state == "ended":
            raise StepError(f"{view.title} has ended: choose one that is ready")
        if view.state == "blocked":
            raise StepError(f"{view.title} cannot go on, because it waits for {view.waits_for}: choose another one")
        if self.finished:
            raise StepError("the program has come to its end: take a step back, or restart")
        return self._look((*self._position.choices, index))

    def _index(self, thread: str) -> int:
        for index, view in enumerate(self._position.threads):
            if view.letter == thread:
                return index
        known = ", ".join(view.letter for view in self._position.threads)
        raise StepError(f"there is no thread {thread!r} here, only {known}")

    def _look(self, choices: Sequence[int], stop: bool = True) -> Position:
        """Run the program along `choices`, and look at where that leads."""
        while True:
            halt = _Halt(self.program, choices, stop)
            execution = self._runner.run(halt, record=True, several=self._several)
            several = self._several | numbered_classes(execution)
            if several == self._several:
                break
            # there are several of a class after all: tell them apart from the first step on
            self._several = several
        return halt.position(execution)

    def _is_choice(self, thread: str, before: Position, after: Position) -> bool:
        index = self._index(thread)
        if after.ending is not None or index not in after.enabled:
            return True
        if [(v.letter, v.state) for v in before.threads] != [(v.letter, v.state) for v in after.threads]:
            return True
        if self._shared is None:
            self._shared = _shared_places(self.program, self._runner)
        step = after.threads[index].next
        return step is None or step.operation not in PLAIN or (step.operation, step.line, step.source) in self._shared


class _Halt(Strategy):
    """Follow the given choices, look around, and give the execution up.

    The main thread of a scenario that has workers only waits for them: its steps are no choices, so they are taken.
    """

    def __init__(self, program: Program, choices: Sequence[int], stop: bool = True) -> None:
        self._program = program
        self._choices = choices
        self._stop = stop
        self._used = 0
        self._views: tuple[ThreadView, ...] = ()
        self._enabled: tuple[int, ...] = ()
        self._inside: dict[int, int] = {}

    def begin(self, execution: Execution) -> None:
        self._execution = execution

    def choose(self, enabled: tuple[Task, ...], current: Task | None) -> Task | None:
        step = self._used
        self._used = step + 1
        if step < len(self._choices):
            for task in enabled:
                if task.index == self._choices[step]:
                    return task
            raise RuntimeError("the program does not behave the same when it is run again with the same order of steps")
        if self._stop and not self._only_waits(enabled):
            self._look_around(enabled)
            return None
        return preferred(enabled, current)

    def end(self, execution: Execution) -> None:
        if not execution.pruned:
            # no thread runs any more, so each one's frame is where it stopped
            last, execution.current = execution.current, None
            self._look_around(())
            execution.current = last

    def _only_waits(self, enabled: tuple[Task, ...]) -> bool:
        if len(enabled) > 1 or not self._execution.state.get("workers"):
            return False
        operation = enabled[0].operation
        return enabled[0].index == 0 and operation is not None and operation.kind in ("join", "end")

    def _look_around(self, enabled: tuple[Task, ...]) -> None:
        execution = self._execution
        self._views = tuple(self._view(task, task in enabled) for task in execution.tasks)
        self._enabled = tuple(task.index for task in enabled)
        self._inside = dict(execution.state.get("inside", {}))

    def _view(self, task: Task, ready: bool) -> ThreadView:
        execution = self._execution
        name, sign, title = task.name, letter(task.index), task.title
        if task.finished or (task.operation is None and not ready):
            return ThreadView(name, sign, "ended", title=title)
        held = tuple(execution.name_of(lock) for lock in task.held)
        if task.operation is None:
            return ThreadView(name, sign, "ready", held=held, title=title)
        coming = next_step(self._program, execution, task, task.operation)
        if ready:
            return ThreadView(name, sign, "ready", "", coming, held, title)
        return ThreadView(name, sign, "blocked", waits_for(execution, task) or "its turn", coming, held, title)

    def position(self, execution: Execution) -> Position:
        """Where the execution was given up, or how it ended."""
        recorder = execution.recorder
        assert recorder is not None
        ending = None
        if not execution.pruned:
            ending = _ending(execution.failure)
        steps = recorder.steps(execution)
        trace = Trace(
            threads=tuple(view.name for view in self._views),
            steps=steps,
            schedule=encode(execution.choices, execution.backwards),
            source=self._program.source,
            outcome="" if ending is None else ending.message or "The program ends as it should.",
        )
        values = {}
        for step in steps:
            value = step.after if step.after is not None else step.value
            if step.object and value is not None and step.operation in ("read", "write"):
                values[step.object] = value
        return Position(
            self._views,
            tuple(execution.choices),
            trace,
            ending,
            values,
            "".join(execution.output),
            self._inside,
            self._enabled,
        )


class _Towards(Strategy):
    """Another strategy, whose execution ends where a goal is reached on the way.

    Attributes:
        reached: it was.
    """

    def __init__(self, strategy: Strategy, goal: Goal, since: int) -> None:
        self._strategy = strategy
        self._goal = goal
        self._since = since
        self.reached = False

    def begin(self, execution: Execution) -> None:
        self._execution = execution
        self._strategy.begin(execution)

    def choose(self, enabled: tuple[Task, ...], current: Task | None) -> Task | None:
        execution = self._execution
        if len(execution.choices) > self._since and self._goal.on_the_way(execution.state.get("inside", {})):
            self.reached = True
            return None
        return self._strategy.choose(enabled, current)

    def executed(self, task: Task, operation: Operation) -> None:
        self._strategy.executed(task, operation)

    def end(self, execution: Execution) -> None:
        self._strategy.end(execution)


class _Sharing(Bounded):
    """Sees which places of the source touch something that several threads touch, and one of them changes."""

    def __init__(self) -> None:
        super().__init__(most=1)
        self._sites: dict[Hashable, set[tuple[str, int]]] = {}
        self.sites: set[tuple[str, int]] = set()

    def begin(self, execution: Execution) -> None:
        super().begin(execution)
        self._tasks: dict[Hashable, set[int]] = {}
        self._written: set[Hashable] = set()
        self._sites = {}

    def executed(self, task: Task, operation: Operation) -> None:
        super().executed(task, operation)
        for access in (operation, *operation.also):
            self._tasks.setdefault(access.location, set()).add(task.index)
            self._sites.setdefault(access.location, set()).add((operation.kind, operation.site))
            if access.write:
                self._written.add(access.location)

    def end(self, execution: Execution) -> None:
        super().end(execution)
        for location in self._written:
            if location is not None and len(self._tasks[location]) > 1:
                self.sites |= self._sites[location]


def _shared_places(program: Program, runner: Runner) -> frozenset[Hashable]:
    """Operation, line and source of each access whose order relative to other threads can matter."""
    sharing = _Sharing()
    for _ in range(LOOKS):
        runner.run(sharing)
        if not sharing.more():
            break
    table = program.instrumented.sites
    return frozenset((kind, table[site].line, table[site].text) for kind, site in sharing.sites if site >= 0)


def _ending(failure: Failure | None) -> Ending:
    return Ending() if failure is None else Ending(failure.kind, failure.message, failure.line)


def next_step(program: Program, execution: Execution, task: Task, operation: Operation) -> NextStep:
    """What `task` is about to do, in the learner's words."""
    name, text = "", ""
    line = execution.line(task)
    if operation.site >= 0:
        site = program.instrumented.sites[operation.site]
        line, name, text = site.line, site.text, site.text
    elif line is not None:
        lines = program.source.splitlines()
        text = lines[line - 1].strip() if line <= len(lines) else ""
    if operation.subject is not None and operation.kind != "sleep":
        name = execution.name_of(operation.subject)
    if operation.location == WORKERS:
        name = "the workers"
    return NextStep(operation.kind, name, line, text)
