"""Run a program once, from its first line to its last, under a given strategy."""

from __future__ import annotations

import ast
import gc
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from helpers.interleave.control.execution import Bounds, Execution, Unwind, describe_error, traceback_line
from helpers.interleave.control.operation import SyncOperation
from helpers.interleave.control.races import RaceWatch
from helpers.interleave.control.strategy import Strategy
from helpers.interleave.doubles.modules import Modules, make_builtins
from helpers.interleave.hooks import Hooks
from helpers.interleave.instrument.order import looks_at_order
from helpers.interleave.program import Program, Scenario, ScenarioError
from helpers.interleave.record import WORKERS, Recorder
from helpers.interleave.schedule import letter

WATCHES_EXIT = frozenset({"is_alive", "active_count", "activeCount"})
NUMBERS = frozenset({"get_ident", "ident", "get_native_id", "native_id"})
READS_CLOCK = frozenset({"monotonic", "perf_counter", "time_ns", "monotonic_ns", "perf_counter_ns", "process_time"})


@contextmanager
def without_collection() -> Iterator[None]:
    """No garbage is collected within."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@lru_cache(maxsize=8)
def _looks_at_order(*texts: str) -> bool:
    """The same for texts: an exercise puts one program into many situations."""
    return looks_at_order(*map(ast.parse, texts))


class Runner:
    """Runs one program as often as needed; every run starts from nothing.

    Attributes:
        backwards: the members of sets come in the other order (`helpers.interleave.sets`).
    """

    def __init__(self, program: Program, bounds: Bounds | None = None) -> None:
        self.backwards = False
        self.program = program
        self.bounds = bounds or Bounds()
        # what an earlier program left behind may have finalisers: run by a collection while Python builds a syntax
        # tree, they can leave the interpreter's account of its own recursion wrong, and 3.11 then refuses the tree
        with without_collection():
            instrumented = program.instrumented
            self._orders_keys = _looks_at_order(program.source, program.scenario.text)
        names = instrumented.names
        self._code = instrumented.code
        self._sites = instrumented.sites
        self._collects = "gc" in instrumented.imports
        self._reuses_numbers = bool(NUMBERS & names)
        self._watches_exit = bool((WATCHES_EXIT | NUMBERS) & names) or "threading.enumerate" in program.source
        self._orders_futures = "as_completed" in names
        self._class_stores = set(instrumented.class_stores)
        self._late_stores: set[str] = set()
        self._habits: set[str] = set()
        self._late_habits: set[str] = set()
        self._replaces_dicts = instrumented.replaces_dicts
        self._reads_clock = bool(READS_CLOCK & names) or "time.time(" in program.source

    def run(
        self,
        strategy: Strategy,
        *,
        record: bool = False,
        several: frozenset[str] = frozenset(),
        collect: Callable[[Any], None] | None = None,
        bounds: Bounds | None = None,
        goes_on: bool = False,
    ) -> Execution:
        """One execution.

        Args:
            strategy: chooses who goes next.
            record: write down the steps, for a trace.
            several: names of classes whose instances are numbered in the record.
            collect: gets the program's result (`Scenario.result`), when it has one.
            goes_on: an exception that a thread does not catch ends this thread, and not the execution.
        """
        if self._collects:
            # what earlier executions have left is finalised now, and not in the middle of this one
            gc.collect()
        recorder = Recorder(self._sites, self.program.source.splitlines()) if record else None
        execution = Execution(
            strategy,
            self.program.filename,
            bounds or self.bounds,
            recorder,
            watches_exit=self._watches_exit,
            goes_on=goes_on,
            backwards=self.backwards,
        )
        execution.observed.update(several)
        if self.program.scenario.shared:
            execution.watch = RaceWatch(execution, self.program.scenario.shared)
        execution.state["reads clock"] = self._reads_clock
        execution.state["orders futures"] = self._orders_futures
        execution.state["replaces dicts"] = self._replaces_dicts
        execution.state["reuses numbers"] = self._reuses_numbers
        execution.state["orders keys"] = self._orders_keys
        execution.state["class stores"], execution.state["late class stores"] = self._class_stores, self._late_stores
        execution.state["habits"], execution.state["late habits"] = self._habits, self._late_habits
        modules = execution.state["modules"] = Modules(execution, self.program.modules)
        execution.state["program"], execution.state["code"] = self.program, self._code
        namespace: dict[str, Any] = {"__name__": "__main__", "__doc__": None}
        hooks = execution.state["hooks"] = Hooks(execution, namespace).by_name()
        namespace["__builtins__"] = make_builtins(execution, modules, hooks)
        namespace.update(hooks)
        execution.state["globals"] = namespace
        # a collection at an arbitrary moment would run finalisers at an arbitrary step
        with without_collection():
            execution.run(lambda: self._main(execution, namespace, collect))
        return execution

    def learns(self) -> bool:
        """Has a run shown what earlier ones should have known about the program? Then they are to be repeated."""
        stores, self._late_stores = self._late_stores, set()
        habits, self._late_habits = self._late_habits, set()
        self._class_stores |= stores
        self._habits |= habits
        return bool(stores or habits)

    def _main(self, execution: Execution, namespace: dict[str, Any], collect: Callable[[Any], None] | None) -> None:
        try:
            try:
                exec(self._code, namespace)
            except SystemExit as error:
                # `sys.exit(main())` at the end: all that is defined is there by then, and can be judged
                if type(error.code) not in (int, type(None)) or error.code or not self._is_at_the_end(error):
                    raise
            try:
                scenario = self.program.scenario.bind(namespace)
            except ScenarioError as error:
                # this is no fault of the learner's
                execution.fail("cannot-judge", str(error))
                raise Unwind from None
            execution.state["async rules"] = scenario.async_rules
            execution.state["children may fail"] = scenario.children_may_fail
            if scenario.workers:
                result = self._workers(execution, scenario)
                judge = scenario.invariant
            else:
                assert scenario.main is not None
                result = scenario.main(None)
                judge = scenario.accept
        except Exception:
            if execution.goes_on and not execution.aborting:
                execution.before_the_end()
            raise
        execution.before_the_end()
        if collect is not None:
            collect(scenario.result(result) if scenario.result is not None else result if scenario.main else None)
        if judge is not None:
            self._judge(execution, judge, result)
        execution.decided = True
        for leave in execution.state.get("at exit", ()):
            leave()

    def _is_at_the_end(self, error: BaseException) -> bool:
        """Whether an exception left the program by the last one of its statements."""
        last = ast.parse(self.program.source).body[-1]
        lines = (
            line
            for frame, line in traceback.walk_tb(error.__traceback__)
            if frame.f_code.co_filename == self.program.filename
        )
        return next(lines, 0) >= last.lineno

    def _workers(self, execution: Execution, scenario: Scenario) -> Any:
        state = scenario.setup(None) if scenario.setup is not None else None
        execution.state["shared"] = state
        execution.state["workers"] = True
        workers = []
        for number, worker in enumerate(scenario.workers):
            name = scenario.names[number] if number < len(scenario.names) else letter(len(execution.tasks))
            workers.append(execution.spawn(lambda worker=worker: worker(state), name, origin=worker))  # type: ignore[misc]
        main = execution.current
        assert main is not None
        if not all(task.finished for task in workers):
            execution.step(
                SyncOperation(
                    "join",
                    WORKERS,
                    write=False,
                    guard=lambda: all(task.finished for task in workers),
                    awaits="the workers to end",
                    blocker=lambda: next((t for t in workers if not t.finished), None),
                )
            )
        for task in workers:
            execution.join_seen(main, task)
        return state

    @staticmethod
    def _judge(execution: Execution, judge: Callable[[Any], Any], result: Any) -> None:
        """Ask the scenario whether the end is right; a scenario that raises says that it is not."""
        try:
            right = judge(result)
        except Unwind:
            raise
        except Exception as error:
            line = traceback_line(error, execution.filename)
            execution.fail("wrong-result", f"the end state is not what it should be: {describe_error(error)}", line)
            raise Unwind from None
        if right is True or (right and not isinstance(right, str)):
            return
        message = right if isinstance(right, str) and right else "the end state is not what it should be"
        unfinished = [t for t in execution.tasks[1:] if not t.finished and not t.daemon and not t.service]
        if unfinished and not execution.state.get("workers"):
            names = " and ".join(task.title for task in unfinished)
            running = "is" if len(unfinished) == 1 else "are"
            message = f"the result is taken while {names} {running} still running: {message}"
            execution.fail("unfinished-threads", message)
        else:
            execution.fail("wrong-result", message)
        raise Unwind
