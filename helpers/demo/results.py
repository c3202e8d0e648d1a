"""What a lesson learns about a program: plain data that crosses from the process that ran it to the notebook."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from helpers.interleave.trace import Trace


@dataclass(frozen=True, slots=True)
class Ending:
    """One way in which a program can end.

    Attributes:
        text: the final value as Python writes it; what went wrong when there is none.
        wrong: empty when the program came to its end; otherwise how it went wrong: deadlock, exception, hang, ...
        schedule: one schedule that ends so.
    """

    text: str
    wrong: str
    schedule: str


@dataclass(frozen=True, slots=True)
class Endings:
    """Every way in which a program can end.

    Attributes:
        endings: each with one schedule.
        searched: sentences on what was looked at, and what was not.
        trouble: why nothing, or not everything, could be looked at; empty when all is well.
    """

    endings: tuple[Ending, ...]
    searched: tuple[str, ...]
    trouble: str = ""

    def to_json(self) -> dict[str, Any]:
        """JSON-ready data."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Endings:
        """Read what `to_json` wrote."""
        return cls(tuple(Ending(**e) for e in data["endings"]), tuple(data["searched"]), data["trouble"])


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether something is true at the end of every schedule.

    Attributes:
        answer: yes, no, or cannot-judge: never a silent yes.
        reason: what happened when it is not yes, in the learner's words.
        schedule: the shortest schedule that says no; empty when there is none.
        trace: the steps of that schedule.
        searched: sentences on what was looked at, and what was not.
    """

    answer: Literal["yes", "no", "cannot-judge"]
    reason: str
    schedule: str
    trace: Trace | None
    searched: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """JSON-ready data."""
        return {
            "answer": self.answer,
            "reason": self.reason,
            "schedule": self.schedule,
            "trace": self.trace.to_json() if self.trace else None,
            "searched": list(self.searched),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Answer:
        """Read what `to_json` wrote."""
        trace = Trace.from_json(data["trace"]) if data["trace"] else None
        return cls(data["answer"], data["reason"], data["schedule"], trace, tuple(data["searched"]))


@dataclass(frozen=True, slots=True)
class Run:
    """How one schedule ends.

    Attributes:
        ending: the final value, or what went wrong.
        trace: the steps; None when the schedule could not be run.
        trouble: why the schedule could not be run; empty when all is well.
    """

    ending: Ending | None
    trace: Trace | None
    trouble: str = ""

    def to_json(self) -> dict[str, Any]:
        """JSON-ready data."""
        return {
            "ending": asdict(self.ending) if self.ending else None,
            "trace": self.trace.to_json() if self.trace else None,
            "trouble": self.trouble,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Run:
        """Read what `to_json` wrote."""
        ending = Ending(**data["ending"]) if data["ending"] else None
        return cls(ending, Trace.from_json(data["trace"]) if data["trace"] else None, data["trouble"])
