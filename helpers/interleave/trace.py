"""The record of one execution: what each thread did, step by step.

A trace is plain data. It can be stored as JSON, sent from the process that ran the program to the one that
shows it, and drawn as text, as HTML or as a picture. It contains no object of the program itself: values are
already turned into short texts.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

TRACE_VERSION = 1


class TraceFormatError(ValueError):
    """The data is not a trace of a version that this program can read."""


@dataclass(frozen=True, slots=True)
class Step:
    """One visible operation of one thread.

    Attributes:
        thread: the thread's name, one of `Trace.threads`.
        operation: what it did: read, write, acquire, try-acquire, release, wait, wake, notify, put, get,
            start, join, sleep, exit, raise, ...
        object: what it did it to, in the learner's words: `Account.balance`, `counts['a']`, `self.lock`.
        line: line in the learner's source, from 1; None when the step has no line of its own.
        column, end_line, end_column: the expression's place, columns from 0 in characters.
        source: the expression's text.
        value: what was read or returned, as a short text.
        before, after: the object's value around a write, as short texts.
        held: the locks that the thread holds after the step.
        waiting: who waits for what after the step: thread name -> reason, such as
            "self.lock, held by B".
        switch: whether another thread ran the step before this one.
        preemption: whether the switch was forced: the thread that ran before could have gone on.
    """

    thread: str
    operation: str
    object: str = ""
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    source: str = ""
    value: str | None = None
    before: str | None = None
    after: str | None = None
    held: tuple[str, ...] = ()
    waiting: dict[str, str] = field(default_factory=dict)
    switch: bool = False
    preemption: bool = False


@dataclass(frozen=True, slots=True)
class Trace:
    """One execution of a program.

    Attributes:
        threads: every thread's name, in the order of their creation.
        steps: the visible operations in the order in which they happened.
        schedule: the choices that lead to this execution, as `helpers.interleave.schedule` writes them.
        source: the learner's program, whole.
        outcome: one sentence on how it ended.
    """

    threads: tuple[str, ...]
    steps: tuple[Step, ...]
    schedule: str
    source: str
    outcome: str = ""

    def to_json(self) -> dict[str, Any]:
        """The trace as JSON-ready data. Fields that have their default value are left out of the steps."""
        defaults = asdict(Step(thread="", operation=""))
        steps = []
        for step in self.steps:
            data = asdict(step)
            steps.append({k: v for k, v in data.items() if k in ("thread", "operation") or v != defaults[k]})
        return {
            "version": TRACE_VERSION,
            "threads": list(self.threads),
            "schedule": self.schedule,
            "outcome": self.outcome,
            "source": self.source,
            "steps": steps,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Trace:
        """Read what `to_json` wrote.

        Raises:
            TraceFormatError: for another version, or for data that is no trace.
        """
        try:
            if data["version"] != TRACE_VERSION:
                raise TraceFormatError(
                    f"this trace has version {data['version']!r}; this program reads version {TRACE_VERSION}: update "
                    "the one that is older"
                )
            steps = []
            for item in data["steps"]:
                item = dict(item)
                item["held"] = tuple(item.get("held", ()))
                steps.append(Step(**item))
            return cls(
                threads=tuple(data["threads"]),
                steps=tuple(steps),
                schedule=data["schedule"],
                source=data["source"],
                outcome=data["outcome"],
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise TraceFormatError(f"this is not a trace: {error!r}") from error
