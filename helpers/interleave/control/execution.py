"""One execution of a program, under control.

Every thread of the program is a greenlet. Exactly one runs at a time, and it runs until it is about to touch
something that others can see: it announces that operation (`step`), and the strategy decides whose announced
operation is done next. So an execution is decided by the strategy's choices alone, and can be repeated.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import TYPE_CHECKING, Any

from greenlet import getcurrent, greenlet

from helpers.interleave.control.asking import quietly
from helpers.interleave.control.block import Block
from helpers.interleave.control.operation import EVERYTHING, Operation, SyncOperation, also_touching
from helpers.interleave.control.strategy import Strategy
from helpers.interleave.control.task import Task
from helpers.interleave.raw import class_name
from helpers.interleave.sets import Members

if TYPE_CHECKING:
    from types import FrameType

    from helpers.interleave.control.races import RaceWatch
    from helpers.interleave.record import Record, Recorder

EPILOGUE_STEPS = 200
"""How long daemon threads are followed after the program's end: what they do then can no longer change its
result, but it shows the search what they could have done earlier."""


FAIR_STEPS = 20_000
"""The last steps before an execution counts as endless are shared out fairly: a loop that waits for a thread which
never gets its turn is no endless loop, only an unfair schedule."""

FINAL_STEPS = 100_000
"""How many steps finalisers may take when everything is over; one that waits in a loop has to end, too."""

THREADS = ("threads",)
"""The location of the list of all threads; each is a part of it."""

IDLE = frozenset({"sleep", "yield"})
"""Operations that do nothing: while all that can be done is one of these, time passes."""

FAIR_TURN = 50
"""How many steps a thread takes in a row then."""


STRANDS_PER_THREAD = 4
"""The tasks of an event loop cost less than threads: that many more may be there."""


class Unwind(BaseException):
    """Thrown into the threads that are left when an execution is over."""


@dataclass(frozen=True)
class Failure:
    """Why an execution is a wrong one.

    Attributes:
        kind: wrong-result, exception, deadlock, hang, ...
        message: in the learner's words.
        line: the learner's line to look at.
        task: index of the task that it happened in, where it is one.
    """

    kind: str
    message: str
    line: int | None = None
    task: int | None = None


@dataclass(frozen=True)
class Bounds:
    """When one execution is too long to be anything but endless.

    Attributes:
        steps: visible operations.
        ticks: turns of loops, with or without visible operations.
        tasks: threads.
        output: characters printed.
    """

    steps: int = 120_000
    ticks: int = 1_500_000
    tasks: int = 512
    output: int = 1_000_000


_current: Execution | None = None
_afterwards: Execution | None = None


def running() -> Execution:
    """The execution that is under way; or one that is over, for what finalisers do when no other one is.

    Raises:
        RuntimeError: there never was one, so a controlled primitive is used outside of the checker.
    """
    if _current is not None:
        return _current
    if _afterwards is None:
        raise RuntimeError("a controlled primitive was used outside of a controlled execution")
    return _afterwards


def _make_afterwards() -> Execution:
    """The execution in which everything has ended: objects that an execution left behind are finalised in it.

    It has one thread, which nobody else can see, so using a primitive takes no step; and waiting ends it.
    """
    over = Execution(Strategy(), "")
    over.aborting = over.decided = over.ended = True
    over.tasks.append(Task(0, "M"))
    over.current = over.tasks[0]
    return over


def is_running() -> bool:
    """Is an execution under way?"""
    return _current is not None


class Execution:
    """One run of a program from its beginning to its end.

    Attributes:
        watch: looks for data races, where a scenario declares variables shared.
        tasks: all threads, in the order of their creation.
        current: the one that runs; None between two of them.
        solo: nothing else runs or has run unseen, so accesses need not be announced.
        ended: nothing of it runs any more, save finalisers of what it left behind.
        failure: the first thing that went wrong.
        exceptions: what ended threads, by their number, where that does not end the execution.
        unfair: a loop was made to let others go, so an order in which it does not was left out.
        inside: accesses in the blocks of event loops, which are no steps of their own.
        threads: how many were started; the tasks of event loops are no threads.
        decided: the program's result has been judged; what follows is only its end.
        clock: virtual time in seconds that has passed for everybody, because nobody could go on before.
        slept: somebody has slept, so threads can have different times.
        times: location -> the latest time at which a primitive there was changed.
        versions: how often each location was changed.
        choices: the tasks that were chosen, one per step.
        output: what the program printed.
        members: what the program has put into sets.
        backwards: the members of sets come in the other order.
        looked_at_sets: the program has seen in which order members of a set come.
    """

    def __init__(
        self,
        strategy: Strategy,
        filename: str,
        bounds: Bounds | None = None,
        recorder: Recorder | None = None,
        watches_exit: bool = False,
        goes_on: bool = False,
        backwards: bool = False,
    ) -> None:
        self.strategy = strategy
        self.filename = filename
        self.bounds = bounds or Bounds()
        self.recorder = recorder
        self.watches_exit = watches_exit
        self.goes_on = goes_on
        self.backwards = backwards
        self.looked_at_sets = False
        self.members = Members(self)
        self.watch: RaceWatch | None = None
        self.tasks: list[Task] = []
        self.current: Task | None = None
        self.solo = True
        self.aborting = False
        self.ended = False
        self._final_steps = 0
        self.failure: Failure | None = None
        self.exceptions: dict[int, Failure] = {}
        self.decided = False
        self.epilogue = 0
        self.pruned = False
        self.clock = 0.0
        self.slept = False
        self.times: dict[Hashable, float] = {}
        self.steps = 0
        self.ticks = 0
        self.calls = 0
        self.spinning = 0
        self.unfair = False
        self.threads = 0
        self.inside = 0
        self.versions: dict[Hashable, int] = {}
        self.pins: dict[int, Any] = {}
        self.locks: list[Any] = []
        self.choices: list[int] = []
        self.output: list[str] = []
        self.output_size = 0
        self.state: dict[str, Any] = {}
        self.observed: set[str] = set()
        self._enabled: tuple[Task, ...] | None = None
        self._hub: greenlet = None

    # -- running

    def run(self, main: Callable[[], None]) -> None:
        """Run `main` in the main thread, and everything that it starts, until nothing is left to run."""
        global _current, _afterwards
        # what finalisers made and kept between two executions is forgotten
        _afterwards = _make_afterwards()
        self._hub = getcurrent()
        outer, _current = _current, self
        self.strategy.begin(self)
        try:
            task: Task | None = self.spawn(main, "M")
            while task is not None:
                self.current = task
                task.greenlet.switch()
                if task.greenlet.dead and not task.finished:
                    raise RuntimeError(f"the checker lost {task!r}: this is a fault of the checker")
                task = None if self.aborting else self._next(None)
            if self.exceptions and not self.pruned:
                self._collect_exceptions()
            if self.failure is None and not self.pruned:
                self._check_leftovers()
            self.strategy.end(self)
            if self.recorder is not None:
                self.recorder.finish(self)
        finally:
            self._unwind()
            self.current = None
            # what it leaves behind may still be finalised: nobody is there to see that
            self.solo = self.ended = True
            _current = outer

    def spawn(
        self,
        function: Callable[[], None],
        name: str,
        *,
        daemon: bool = False,
        double: Any = None,
        origin: Any = None,
    ) -> Task:
        """Start a thread, and let it run up to its first visible operation.

        What it does until then nobody can see, so this needs no choice; and from then on every thread has
        announced what it will do next.
        """
        if len(self.tasks) >= self.bounds.tasks:
            self.fail("limit", f"the program starts more than {self.bounds.tasks} threads", self.line())
            raise Unwind
        starter = self.current
        task = Task(len(self.tasks), name, daemon)
        task.double = double
        task.origin = _code_of(origin)
        if starter is not None:
            task.time = starter.time  # it begins when it is started, not when the program began
        if self.state.get("reuses numbers"):
            taken = {other.number for other in self.tasks if not other.finished}
            task.number = next(number for number in range(len(self.tasks) + 1) if number not in taken)
        task.greenlet = greenlet(lambda: self._body(task, function))
        self.tasks.append(task)
        self.threads += 1
        self._enabled = None
        self.strategy.spawned(starter, task)
        if self.watch is not None:
            self.watch.spawned(starter, task)
        if starter is None:
            return task
        task.process = starter.process
        if task.process is not None:
            task.process.solo = False
        self.solo = False
        if starter.block is not None:
            self._split(starter)
        task.starter = starter
        task.greenlet.parent = starter.greenlet
        self.current = task
        task.greenlet.switch()
        self.current = starter
        if self.aborting:
            raise Unwind
        return task

    def _body(self, task: Task, function: Callable[[], None]) -> None:
        try:
            try:
                function()
            except Unwind:
                raise
            except SystemExit as error:
                # ends a thread, and nothing else; in the main thread it ends the program before its result was judged
                if task.index == 0 and not self.decided:
                    self.fail_with(error, task)
            except BaseException as error:
                self.fail_with(error, task)
            if self.watches_exit and not self.solo:
                self.step(SyncOperation("exit", ("thread", task.index), also=(Operation("exit", THREADS, task.index),)))
        except Unwind:
            pass
        task.finished = True
        task.operation = None
        self._enabled = None
        if task.starter is not None:
            self.current = task.starter

    def _unwind(self) -> None:
        """End every thread that is still there. Their `finally` blocks run, but take no visible steps."""
        self.aborting = True
        for task in self.tasks:
            if task.greenlet is not None and task.greenlet:
                task.greenlet.parent = self._hub
                self.current = task
                task.greenlet.throw(Unwind)
            task.finished = True

    # -- the step

    def step(self, operation: Operation) -> Record | None:
        """Announce `operation`; return when it is this thread's turn to do it.

        Returns:
            the record of the step to fill in, where steps are recorded.

        Raises:
            Unwind: the execution is over.
        """
        if self.aborting:
            if self.ended and self._final_steps < FINAL_STEPS:
                # a finaliser waits for what nobody will do any more
                self._final_steps += 1
                return None
            raise Unwind
        task = self.current
        assert task is not None
        self.steps += 1
        if self.steps > self.bounds.steps:
            self._too_long()
        mortal = None if task.process is None else task.process.mortal
        if mortal is not None:
            # somebody may kill this process, before or after each of its steps
            operation = also_touching(operation, mortal)
        if task.strand is not None:
            task.strand.check(operation)
            if task.block is not None:
                if self.threads > 1:
                    self._split(task)
                elif operation.guard is None or operation.guard():
                    return self._do_in_block(task, operation)
                else:
                    # it blocks its whole event loop
                    self.touch(operation)
        task.operation = operation
        if operation.guard is not None or operation.kind in IDLE:
            # it may not be able to go on, or leave nobody who does anything
            self._enabled = None
        if task.starter is None:
            chosen = self._next(task)
            if chosen is not task:
                if chosen is None:
                    self._hub.switch()
                else:
                    self.current = chosen
                    chosen.greenlet.switch()
                if self.aborting:
                    raise Unwind
        else:
            starter, task.starter = task.starter, None
            self._enabled = None
            self.current = starter
            # whoever ends or parks hands over to the hub from now on
            task.greenlet.parent = self._hub
            starter.greenlet.switch()
            if self.aborting:
                raise Unwind
        if task.operation is not operation:
            # its process was killed while it was waiting for its turn: all that is left to do is to die
            assert task.operation is not None
            operation, mortal = task.operation, None
        # from here on the operation is being done
        if operation.settle is not None:
            operation.write = operation.settle()
            if mortal is not None:
                operation = also_touching(operation, mortal)
        self.choices.append(task.index)
        task.steps += 1
        self.strategy.executed(task, operation)
        if self.watch is not None:
            self.watch.step(task, operation)
            if self.aborting:
                raise Unwind
        location = operation.location
        if location is not None:
            if operation.write:
                task.progress += 1
                self.versions[location] = self.versions.get(location, 0) + 1
                if self.spinning:
                    self._enabled = None
            else:
                task.reads[location] = self.versions.get(location, 0)
        if type(operation) is SyncOperation:
            self._enabled = None
            if self.slept:
                self._tell_time(task, operation)
            for extra in operation.also:
                if extra.location is None:
                    continue
                if extra.write:
                    self.versions[extra.location] = self.versions.get(extra.location, 0) + 1
                elif not operation.write:
                    # it was done in vain: a change of this, too, is what its thread may wait for
                    task.reads[extra.location] = self.versions.get(extra.location, 0)
        record = None
        if self.recorder is not None:
            record = self.recorder.step(self, task, operation)
        task.operation = None
        if operation.kind == "die":
            task.process.replace()
            self.vanish(task)
        return record

    # -- event loops

    def strand(self, name: str, greenlet: Any, strand: Any) -> Task:
        """Add a task that does not run in a greenlet of its own: `strand` tells the thread's event loop what to run."""
        if len(self.tasks) >= STRANDS_PER_THREAD * self.bounds.tasks:
            most = STRANDS_PER_THREAD * self.bounds.tasks
            self.fail("limit", f"the program starts more than {most} tasks", self.line())
            raise Unwind
        task = Task(len(self.tasks), name)
        task.greenlet, task.strand = greenlet, strand
        self.tasks.append(task)
        self._enabled = None
        self.strategy.spawned(self.current, task)
        if self.current is not None:
            task.process = self.current.process
        return task

    def next_strand(self, thread: Task) -> Task:
        """The thread's event loop has nothing to finish: whose turn is it, among the tasks that it runs?

        Returns:
            the task, with its block begun: it is the current one until the next call.
        """
        if self.aborting:
            raise Unwind
        self.steps += 1
        if self.steps > self.bounds.steps:
            self._too_long()
        self._enabled = None
        chosen = self._next(self.current)
        if chosen is None:
            self._hub.switch()
        else:
            self.current = chosen
            if chosen.greenlet is not thread.greenlet:
                chosen.greenlet.switch()
        if self.aborting:
            raise Unwind
        task = self.current
        assert task is not None
        operation = task.operation
        assert isinstance(operation, SyncOperation)
        operation.also = ()
        task.strand.begins()
        self.choices.append(task.index)
        task.steps += 1
        self._enabled = None
        self.strategy.executed(task, operation)
        task.block = Block()
        self.strategy.block_began(task)
        if self.recorder is not None and not task.hidden:
            record = self.recorder.step(self, task, operation)
            if record is not None:
                record.kind = "resume"
        task.operation = None
        return task

    def _split(self, task: Task) -> None:
        """From here on other threads can see the middle of what `task` does; the other tasks of its loop still cannot.

        So the rest of its block is one step after the other, and no order of this block and another one of the loop
        is taken for the same as the other way round.
        """
        assert task.block is not None
        self.strategy.touched(task, Operation("write", task.strand.place))
        self.end_block(task)

    def end_block(self, task: Task) -> None:
        """What `task` did since `next_strand` is over."""
        block, task.block = task.block, None
        if block is not None:
            self.strategy.block_ended(task, block.accesses())

    def touch(self, operation: Operation) -> None:
        """An access inside a block, or by the library on behalf of a program that cannot be interrupted there."""
        task = self.current
        location = operation.location
        if task is None or location is None or self.aborting:
            return
        if operation.write:
            self.versions[location] = self.versions.get(location, 0) + 1
            task.progress += 1
        else:
            task.reads[location] = self.versions.get(location, 0)
        if task.block is not None:
            # a loop that never lets the event loop go on takes no steps, and is none the shorter for that
            self._count_inside()
            new = task.block.add(operation)
            if new is not None:
                self.strategy.touched(task, new)

    def _count_inside(self) -> None:
        self.inside += 1
        if self.inside > self.bounds.steps and self.failure is None:
            self._too_long()

    def _do_in_block(self, task: Task, operation: Operation) -> Record | None:
        # no choice was needed, so this is no step of the search
        self.steps -= 1
        self.ticks += 1
        self._count_inside()
        if operation.settle is not None:
            operation.write = operation.settle()
        self.touch(operation)
        for extra in operation.also:
            self.touch(extra)
        record = None
        if self.recorder is not None:
            record = self.recorder.step(self, task, operation)
        return record

    def vanish(self, task: Task) -> None:
        """End `task` where it is, without its `finally` blocks: its process was killed. Does not return."""
        task.finished = True
        task.operation = None
        self._enabled = None
        if task.starter is not None:
            self.current = task.starter
        task.greenlet.parent.switch()
        raise Unwind

    def own(self, key: str) -> Any:
        """What belongs to the current process under `key`: its `hooks`, `globals`, `modules`, ..."""
        process = None if self.current is None else self.current.process
        return self.state[key] if process is None else process.state[key]

    def _tell_time(self, task: Task, operation: SyncOperation) -> None:
        """Who waited for somebody knows at least that one's time."""
        times = self.times
        if operation.guard is not None and operation.location in times:
            task.time = max(task.time, times[operation.location])
        if operation.write and operation.location is not None:
            times[operation.location] = max(task.time, times.get(operation.location, 0.0))

    def _next(self, current: Task | None) -> Task | None:
        """Whose turn is it? None: nobody's, the execution is over."""
        enabled = self._enabled
        if enabled is None:
            enabled = self._enabled = self._find_enabled()
        if self.steps > self.bounds.steps - FAIR_STEPS and self.steps % FAIR_TURN == 0 and current is not None:
            later = tuple(task for task in enabled if task.index > current.index)
            enabled = later + tuple(task for task in enabled if task.index <= current.index)
            current = None
        if not enabled:
            self._find_end()
            self.aborting = True
            return None
        if self.decided and self._in_epilogue():
            self.epilogue += 1
            if self.epilogue > EPILOGUE_STEPS:
                self.aborting = True
                return None
        chosen = self.strategy.choose(enabled, current)
        if chosen is None:
            self.pruned = self.aborting = True
        return chosen

    def _find_enabled(self) -> tuple[Task, ...]:
        enabled = []
        timed = False
        for task in self.tasks:
            if task.finished:
                continue
            operation = task.operation
            if operation is not None and operation.guard is not None:
                if not operation.expired and not operation.guard():
                    timed = timed or operation.deadline is not None
                    continue
            enabled.append(task)
        if timed and all(t.operation is not None and t.operation.kind in IDLE for t in enabled):
            return self._let_time_pass(enabled)
        return tuple(enabled)

    def _let_time_pass(self, idle: list[Task]) -> tuple[Task, ...]:
        """Whoever can go on only sleeps or tries in vain: the first time-out expires, unless a sleep ends before."""
        live = [t for t in self.tasks if not t.finished]
        if self.decided and all(t.daemon or t.service for t in live):
            return tuple(idle)
        waiting = [t for t in live if t.operation is not None and t.operation.deadline is not None]
        now = min(t.operation.deadline for t in waiting)  # type: ignore[union-attr, type-var]
        assert now is not None
        if any(t.operation is not None and t.operation.kind == "sleep" and t.operation.subject <= now for t in idle):
            return tuple(idle)
        self.clock = max(self.clock, now)
        for task in waiting:
            operation = task.operation
            assert isinstance(operation, SyncOperation)
            assert operation.deadline is not None
            if operation.deadline <= now:
                operation.expired = True
                operation.due = len(self.choices)
        # the others that try in vain now have somebody to wait for
        self._enabled = None
        return self._find_enabled()

    def _find_end(self) -> None:
        """Nobody can go on, ever: this is the end, or a deadlock."""
        live = [t for t in self.tasks if not t.finished]
        stuck = [t for t in live if not t.daemon and not t.service]
        if not stuck or (self.decided and all(t.daemon or t.service for t in live)):
            return
        if self.failure is None:
            from helpers.interleave.control.stuck import describe

            self.failure = describe(self, stuck)

    def _in_epilogue(self) -> bool:
        return all(t.finished or t.daemon or t.service for t in self.tasks)

    def _too_long(self) -> None:
        self.fail(
            "hang",
            f"after {self.bounds.steps:,} steps the program is still running: a loop that never ends?",
            self.line(),
        )
        raise Unwind

    # -- what threads tell

    def tick(self) -> None:
        """A loop comes round."""
        self.ticks += 1
        if self.aborting:
            raise Unwind
        if self.ticks > self.bounds.ticks:
            self.fail("hang", f"a loop is still running after {self.bounds.ticks:,} turns", self.line())
            raise Unwind

    def fail(self, kind: str, message: str, line: int | None = None) -> None:
        """Something is wrong: the execution is over. The first failure counts."""
        if self.failure is None and not self.aborting:
            task = self.current.index if self.current is not None else None
            self.failure = Failure(kind, message, line, task)
            if self.current is not None and self.current.block is not None:
                # everything else that could still have happened comes too late
                self.touch(Operation("write", self.current.strand.place))
            if self.recorder is not None:
                self.recorder.failed(self, kind, message)
        self.aborting = True

    def fail_with(self, error: BaseException, task: Task) -> None:
        """A thread ends with an exception that nobody catches."""
        if self.aborting or (self.decided and task.daemon):
            # how a daemon thread ends after the program's result is known, nobody sees
            return
        where = traceback_line(error, self.filename)
        message = f"{task.title} ends with {describe_error(error)}"
        if not self.goes_on:
            self.fail("exception", message, where)
            return
        self.exceptions[task.index] = Failure("exception", message, where, task.index)
        if task.index == 0:
            self.decided = True

    def _collect_exceptions(self) -> None:
        """Threads ended with exceptions, and the others went on to their end."""
        each = [self.exceptions[index] for index in sorted(self.exceptions)]
        if self.failure is not None:
            each.append(self.failure)
        message = "; ".join(failure.message for failure in each)
        self.failure = Failure("exception", message, each[0].line, each[0].task)

    def undo(self, location: Hashable) -> None:
        """The write that was announced last did not happen: the operation failed, and only looked."""
        task = self.current
        assert task is not None
        task.progress -= 1
        task.tries += 1
        self.versions[location] -= 1
        task.reads[location] = self.versions[location]

    def pin(self, thing: Any) -> int:
        """The identity of `thing`, kept alive so that no other object can get the same one."""
        identity = id(thing)
        self.pins[identity] = thing
        return identity

    def has_habit(self, habit: str) -> bool:
        """Has an execution of this program shown that it does this?"""
        return habit in self.state["habits"]

    def shows_habit(self, habit: str) -> None:
        """The program does something that changes what its steps are; executions before this one are repeated."""
        if habit not in self.state["habits"]:
            self.state["late habits"].add(habit)

    def forget_enabled(self) -> None:
        """Something changed that decides who can go on."""
        self._enabled = None

    def solo_ends(self) -> None:
        """From here on accesses are announced even if nothing else runs: this thread is about to wait."""
        self.solo = False

    def others_can_run(self, task: Task) -> bool:
        """Is there another thread that can go on, and does not itself wait for others to?"""
        for other in self.tasks:
            operation = other.operation
            if other is task or other.finished or operation is None or operation.kind == "yield":
                continue
            if operation.guard is None or operation.expired or operation.guard():
                return True
        return False

    def name_of(self, thing: Any) -> str:
        """What the learner would call `thing`: `Account.lock`, `queue`, ..."""
        from helpers.interleave.names import name_of

        return name_of(self, thing)

    def join_seen(self, task: Task, other: Task) -> None:
        """`task` knows that `other` has ended."""
        self.strategy.joined(task, other)
        if self.watch is not None:
            self.watch.joined(task, other)
        if task.index == 0:
            other.joined = True
            if all(t is task or (t.finished and t.joined) for t in self.tasks):
                self.solo = True
        task.time = max(task.time, other.time)

    def before_the_end(self) -> None:
        """The main thread is about to look at the result: what threads that still run do before or after counts."""
        if not self.solo:
            self.step(SyncOperation("end", EVERYTHING))

    def now(self) -> float:
        """What time it is for the current thread, in seconds since the start.

        Its own sleeps and the time-outs that it waited for have passed; and whatever it waited for tells it the time.
        """
        assert self.current is not None
        return max(self.clock, self.current.time)

    def note(self, kind: str, name: str, subject: Any = None) -> None:
        """Record something that happened without a choice, such as the start of a thread."""
        if self.recorder is not None and self.current is not None and not self.aborting:
            self.recorder.note(self, self.current, kind, name, subject)

    def write_output(self, text: str) -> None:
        """The program prints."""
        self.output_size += len(text)
        if self.output_size > self.bounds.output:
            self.fail("limit", f"the program prints more than {self.bounds.output:,} characters", self.line())
            raise Unwind
        self.output.append(text)

    def frame(self, task: Task | None = None) -> FrameType | None:
        """The innermost frame of the learner's code in `task` (the current one, unless told)."""
        frame: FrameType | None
        asked = task or self.current
        if asked is not None and asked.strand is not None and asked.strand.is_suspended:
            return asked.strand.frame()
        if task is None or task is self.current:
            frame = sys._getframe(1)
        else:
            frame = task.greenlet.gr_frame
        while frame is not None and frame.f_code.co_filename != self.filename:
            frame = frame.f_back
        return frame

    def line(self, task: Task | None = None) -> int | None:
        """The learner's line that `task` (the current one, unless told) is at."""
        frame = self.frame(task)
        return None if frame is None else frame.f_lineno

    def _check_leftovers(self) -> None:
        for lock in self.locks:
            owner = lock.owner
            if owner is not None and owner.finished and not lock.signals:
                self.failure = Failure(
                    "leftover-lock", f"{owner.title} ends and never releases a lock that it holds", lock.line
                )
                return
        for look in self.state.get("leftovers", ()):
            found = look()
            if found is not None:
                self.failure = found
                return


TOO_DEEP = "maximum recursion depth exceeded"
"""How Python begins its text for functions that call each other without end."""


def describe_error(error: BaseException) -> str:
    """The exception as a traceback's last line has it."""
    try:
        text = quietly(lambda: str(error))
    except BaseException as second:
        text = f"(its text cannot be made: {type(second).__name__})"
    if type(error) is RecursionError and text.startswith(TOO_DEEP):
        # the rest of it tells what the interpreter did at that moment, which may have been the checker's work
        text = TOO_DEEP
    if len(text) > 200:
        text = text[:197] + "..."
    name = class_name(type(error))[:100]
    return f"{name}: {text}" if text else name


def traceback_line(error: BaseException, filename: str) -> int | None:
    """The innermost line of `filename` in the exception's traceback."""
    line = None
    entry = error.__traceback__
    while entry is not None:
        if entry.tb_frame.f_code.co_filename == filename:
            line = entry.tb_lineno
        entry = entry.tb_next
    return line


def _code_of(origin: Any) -> Hashable:
    """What tells the code that two threads run apart. A program's object is not asked: its methods are its own."""
    if type(origin) is MethodType:
        origin = origin.__func__
    if type(origin) is FunctionType:
        return origin.__code__
    if type(origin) is BuiltinFunctionType:
        return id(origin.__self__), origin.__name__
    return None if origin is None else id(origin)
