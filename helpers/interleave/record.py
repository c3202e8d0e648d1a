"""Write down what happens in an execution, for a trace.

Recording is only switched on when an execution is repeated to be shown, so exploring pays nothing for it.
"""

from __future__ import annotations

from itertools import islice
from types import FunctionType, MethodType, ModuleType
from typing import TYPE_CHECKING, Any

from helpers.interleave.control.asking import quietly
from helpers.interleave.control.operation import Operation
from helpers.interleave.instrument import Site
from helpers.interleave.raw import class_name, dict_of, is_learners, module_of, mro_of, qualname_of
from helpers.interleave.trace import Step

if TYPE_CHECKING:
    from helpers.interleave.control.execution import Execution
    from helpers.interleave.control.task import Task

SHORT = 60
WORKERS = ("workers",)
"""Where the scenario waits for its workers to end: no step of the program."""


def short(value: Any) -> str:
    """A value as a short text: at most 60 characters, without addresses, whatever its `__repr__` does."""
    cls = type(value)
    if cls is FunctionType or cls is MethodType:
        return str(value.__qualname__).replace("<locals>.", "")
    if issubclass(cls, type):
        return qualname_of(value).replace("<locals>.", "")
    if issubclass(cls, ModuleType):
        return f"module {value.__name__}"
    if module_of(cls).startswith("helpers.interleave"):
        return f"<{class_name(cls)}>"
    if is_learners(cls) and not any("__repr__" in dict_of(base) for base in mro_of(cls)[:-1]):
        return f"<{class_name(cls)}>"
    try:
        text = quietly(lambda: repr(_beginning(value)))
    except BaseException:
        return f"<{class_name(cls)}>"
    if " object at 0x" in text or " at 0x" in text:
        text = _without_addresses(text)
    return text if len(text) <= SHORT else text[: SHORT - 3] + "..."


def _beginning(value: Any) -> Any:
    """As much of a large container as is ever shown: the text of all of it could take seconds."""
    cls = type(value)
    if any(cls is kind for kind in (str, bytes, list, tuple, bytearray)):
        return value[:SHORT] if len(value) > SHORT else value
    if any(cls is kind for kind in (set, frozenset, dict)) and len(value) > SHORT:
        return cls(islice(value.items() if cls is dict else value, SHORT))
    return value


def _without_addresses(text: str) -> str:
    import re

    return re.sub(r"( object)? at 0x[0-9a-fA-F]+", "", text)


class Record:
    """One step, as it is being filled in.

    Attributes:
        value, before, after: short texts.
        name: the object's name in the learner's words.
    """

    __slots__ = (
        "after",
        "before",
        "execution",
        "held",
        "kind",
        "line",
        "name",
        "operation",
        "preemption",
        "site",
        "switch",
        "task",
        "value",
        "waiting",
    )

    def __init__(self, execution: Execution, task: Task, kind: str) -> None:
        self.execution = execution
        self.task = task
        self.kind = kind
        self.operation: Operation | None = None
        self.name = ""
        self.line: int | None = None
        self.site: Site | None = None
        self.value: str | None = None
        self.before: str | None = None
        self.after: str | None = None
        self.held: tuple[str, ...] = ()
        self.waiting: dict[str, str] = {}
        self.switch = False
        self.preemption = False

    def attribute(self, thing: Any, name: str, value: Any) -> None:
        """An attribute was read."""
        self.name = self._attribute_name(thing, name)
        self.value = short(value)

    def store(self, thing: Any, name: str, before: Any, after: Any) -> None:
        """An attribute is stored."""
        from helpers.interleave.access import MISSING

        self.name = self._attribute_name(thing, name)
        self.before = "(not set)" if before is MISSING else short(before)
        self.after = short(after)

    def _attribute_name(self, thing: Any, name: str) -> str:
        from helpers.interleave.names import instance_name

        cls = type(thing)
        if issubclass(cls, type):
            owner = class_name(thing)
        else:
            owner = thing.__name__ if cls is FunctionType else instance_name(self.execution, thing)
        return f"{owner}.{name}"

    def variable(self, name: str, value: str | None) -> None:
        """A plain variable was read or is stored."""
        self.name = name
        self.value = value

    def call(self, method: str) -> None:
        """A container's method is called."""
        self.kind = method

    def finish(self) -> Step:
        """The finished step."""
        site = self.site
        return Step(
            thread=self.task.name,
            operation=self.kind,
            object=self.name,
            line=self.line,
            column=site.column if site else None,
            end_line=site.end_line if site else None,
            end_column=site.end_column if site else None,
            source=site.text if site else "",
            value=self.value,
            before=self.before,
            after=self.after,
            held=self.held,
            waiting=self.waiting,
            switch=self.switch,
            preemption=self.preemption,
        )


class Recorder:
    """Collects the records of one execution."""

    def __init__(self, sites: tuple[Site, ...], lines: list[str]) -> None:
        self.records: list[Record] = []
        self._sites = sites
        self._lines = lines
        self._last: Task | None = None
        self._last_could_go_on = False

    def step(self, execution: Execution, task: Task, operation: Operation) -> Record | None:
        """`task` does `operation` now."""
        self._complete(execution)
        if operation.location == WORKERS:
            return None
        record = self._new(execution, task, operation.kind)
        record.operation = operation
        if operation.site >= 0:
            record.site = self._sites[operation.site]
            record.line = record.site.line
            record.name = record.site.text
        if operation.subject is not None and operation.kind != "sleep":
            record.name = execution.name_of(operation.subject)
        if operation.expired and operation.guard is not None and not operation.guard():
            record.value = "timed out"
        self.records.append(record)
        return record

    def note(self, execution: Execution, task: Task, kind: str, name: str, subject: Any) -> None:
        """Something happened that was no choice."""
        self._complete(execution)
        record = self._new(execution, task, kind)
        record.name = name or (execution.name_of(subject) if subject is not None else "")
        self.records.append(record)

    def failed(self, execution: Execution, kind: str, message: str) -> None:
        """The execution goes wrong here."""
        if kind == "exception" and execution.current is not None:
            record = self._new(execution, execution.current, "raise")
            record.value = message
            self.records.append(record)

    def _new(self, execution: Execution, task: Task, kind: str) -> Record:
        record = Record(execution, task, kind)
        record.line = execution.line(task)
        record.site = self._line_site(record.line)
        record.switch = self._last is not None and self._last is not task
        if record.switch:
            assert self._last is not None
            last = self._last
            record.preemption = not last.finished and last.operation is not None and _can_go_on(last)
        self._last = task
        return record

    def _line_site(self, line: int | None) -> Site | None:
        if line is None or not 0 < line <= len(self._lines):
            return None
        text = self._lines[line - 1]
        start = len(text) - len(text.lstrip())
        return Site(line, start, line, len(text.rstrip()), text.strip())

    def finish(self, execution: Execution) -> None:
        """The execution is over, and its threads are still where they stopped."""
        self._complete(execution)

    def _complete(self, execution: Execution) -> None:
        """The last step is over: see who holds and who waits now."""
        from helpers.interleave.control.stuck import waits_for

        if self.records:
            last = self.records[-1]
            last.held = tuple(execution.name_of(lock) for lock in last.task.held)
            last.waiting = {}
            for task in execution.tasks:
                if task.hidden or (task.strand is not None and task.strand.is_ready()):
                    continue
                if not task.finished and task.operation is not None and task.operation.kind != "join":
                    reason = waits_for(execution, task)
                    if reason:
                        last.waiting[task.name] = reason

    def steps(self, execution: Execution) -> tuple[Step, ...]:
        """All steps, once the execution is over."""
        return tuple(record.finish() for record in self.records)


def _can_go_on(task: Task) -> bool:
    operation = task.operation
    assert operation is not None
    if task.strand is not None and task.strand.is_suspended:
        # it gave way by itself
        return False
    return operation.guard is None or operation.expired or bool(operation.guard())
