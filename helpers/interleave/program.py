"""A program to judge: the learner's source, and the scenario that it is put in."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import CodeType, ModuleType, SimpleNamespace
from typing import Any

from helpers.interleave.instrument import Instrumented, instrument

MARK = "# --- scenario ---"
START_METHOD = re.compile(r"^start_method = [\"'](\w+)[\"']", re.MULTILINE)


class ScenarioError(ValueError):
    """A scenario that cannot be used; the message says why."""


class Answer:
    """The learner's program from outside: attribute access gives its globals."""

    def __init__(self, namespace: dict[str, Any]) -> None:
        self.__dict__["_namespace"] = namespace

    def __getattr__(self, name: str) -> Any:
        try:
            return self._namespace[name]
        except KeyError:
            raise AttributeError(f"the answer has no {name}") from None

    def __setattr__(self, name: str, value: Any) -> None:
        self._namespace[name] = value

    def __contains__(self, name: str) -> bool:
        return name in self._namespace


@dataclass(frozen=True)
class Scenario:
    """Who does what with the learner's program, and what must hold at the end.

    Either `workers` or `main` is given.

    Attributes:
        setup: makes the shared state from the answer.
        workers: each is called with the state, in a thread of its own.
        names: the workers' names in traces; `A`, `B`, ... where they are not given.
        invariant: True when the end state is right; False, or a string that says what is wrong, when not.
        main: runs in the main thread and starts its own threads.
        accept: the same as `invariant`, for the result of `main`.
        result: what `outcomes` collects; gets the state, or the result of `main`. The default is the result of
            `main`, or nothing.
        async_rules: blocking the event loop while other tasks are there is an error.
        children_may_fail: a child process that ends with an exception is what the scenario is about, and no failure.
        start_method: how child processes are started when the program does not say: spawn, forkserver or fork.
        parallel: probes of which two workers must be able to be inside at the same time.
        shared: variables that threads share, as traces name them (`Counter.value`, `hits`): two accesses that nothing
            orders are a data race, even if every result is right.
        text: the scenario as source, executed in the learner's namespace; instead of all of the above.
    """

    setup: Callable[[Any], Any] | None = None
    workers: Sequence[Callable[[Any], Any]] = ()
    invariant: Callable[[Any], Any] | None = None
    names: Sequence[str] = ()
    main: Callable[[Any], Any] | None = None
    accept: Callable[[Any], Any] | None = None
    result: Callable[[Any], Any] | None = None
    parallel: Sequence[Any] = ()
    shared: Sequence[str] = ()
    async_rules: bool = False
    children_may_fail: bool = False
    start_method: str = "spawn"
    text: str = ""
    _code: list[CodeType] = field(default_factory=list, repr=False, compare=False)

    @classmethod
    def from_source(cls, text: str) -> Scenario:
        """Read a scenario from source.

        It defines `setup`, `workers` and `invariant`, or `main` and `accept`; optionally `result`, `async_rules`,
        `children_may_fail`.

        Raises:
            SyntaxError: it is not Python.
        """
        text = textwrap.dedent(text)
        method = START_METHOD.search(text)
        return cls(
            start_method=method[1] if method else "spawn",
            text=text,
            _code=[compile(text, "<scenario>", "exec", dont_inherit=True)],
        )

    def bind(self, namespace: dict[str, Any]) -> Scenario:
        """The scenario's functions, for one execution of the learner's program in `namespace`.

        Raises:
            ScenarioError: neither workers nor main is there.
        """
        answer = Answer(namespace)
        if not self.text:
            if not self.workers and self.main is None:
                raise ScenarioError("a scenario needs workers, or main")
            setup, main = self.setup, self.main
            return Scenario(
                setup=(lambda _: setup(answer)) if setup is not None else None,
                workers=self.workers,
                invariant=self.invariant,
                names=self.names,
                main=(lambda _: main(answer)) if main is not None else None,
                accept=self.accept,
                result=self.result,
                parallel=self.parallel,
                shared=self.shared,
                async_rules=self.async_rules,
                children_may_fail=self.children_may_fail,
            )
        exec(self._code[0], namespace)
        names = ("setup", "workers", "invariant", "main", "accept", "result", "async_rules", "children_may_fail")
        found = SimpleNamespace(**{name: namespace.get(name) for name in names})
        if found.workers:
            make = found.setup if callable(found.setup) else (lambda: None)
            return Scenario(
                setup=lambda _: make(),
                workers=tuple(found.workers),
                invariant=found.invariant,
                result=found.result,
                async_rules=bool(found.async_rules),
                children_may_fail=bool(found.children_may_fail),
            )
        if callable(found.main):
            run = found.main
            return Scenario(
                main=lambda _: run(),
                accept=found.accept,
                result=found.result,
                async_rules=bool(found.async_rules),
                children_may_fail=bool(found.children_may_fail),
            )
        raise ScenarioError("the scenario defines neither workers nor main")


@dataclass(frozen=True)
class Program:
    """The learner's source in a scenario.

    Attributes:
        source: the learner's program.
        scenario: what is done with it.
        filename: what tracebacks and messages call it.
        modules: further modules that it may import, by name.
    """

    source: str
    scenario: Scenario
    filename: str = "answer.py"
    modules: dict[str, ModuleType] = field(default_factory=dict)

    @cached_property
    def instrumented(self) -> Instrumented:
        """The program, ready to run under control.

        Raises:
            SyntaxError, RecursionError, MemoryError: as `instrument` does.
        """
        return instrument(self.source, self.filename)

    @classmethod
    def from_file_text(cls, text: str, filename: str) -> Program:
        """Read a labelled program: source above, scenario below the line that marks it.

        Raises:
            ScenarioError: there is no such line.
        """
        above, mark, below = text.partition(MARK)
        if not mark:
            raise ScenarioError(f"{filename} has no line {MARK!r} that parts the program from its scenario")
        return cls(above, Scenario.from_source("\n" * above.count("\n") + below), filename)
