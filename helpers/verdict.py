"""What a check says: a verdict, its findings, and what was searched.

Plain data that crosses process borders as JSON. The same source gives the same verdict everywhere, so a
verdict holds no time, no path and no process id.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, Literal

from helpers.interleave.trace import Trace

VERDICT_VERSION = 1

_ADDRESS = re.compile(r"( object)? at 0x[0-9a-fA-F]+")

Result = Literal["passed", "failed", "cannot-judge"]


class VerdictFormatError(ValueError):
    """The data is not a verdict of a version that this program can read."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with an answer, or that kept it from being judged.

    Attributes:
        kind: wrong-result, deadlock, hang, exception, too-much-locking, too-little-parallelism, rule,
            no-answer, syntax, cannot-judge, limit, attack, ...
        message: what happened, in the learner's words and lines. It does not give the answer away.
        misconception: the id of the belief that leads there (`M02`), where one is known.
        line: the line of the learner's source to look at, from 1.
        trace: the shortest interleaving that shows it, where there is one.
        scenario: the name of the scenario that found it.
        points: how many points it costs.
    """

    kind: str
    message: str
    misconception: str | None = None
    line: int | None = None
    trace: Trace | None = None
    scenario: str = ""
    points: float = 0.0

    def __post_init__(self) -> None:
        # where an object lies in memory is another place in every run, and no run's message may differ from the next
        if " at 0x" in self.message:
            object.__setattr__(self, "message", _ADDRESS.sub("", self.message))
        if self.trace is not None and " at 0x" in self.trace.outcome:
            object.__setattr__(self, "trace", replace(self.trace, outcome=_ADDRESS.sub("", self.trace.outcome)))


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result of one check.

    Attributes:
        exercise: the exercise's id, such as `04-2`.
        result: passed, failed, or cannot-judge. Never a silent pass.
        score: the points that the answer earns, from 0 to `points`.
        points: the points that a right answer earns.
        findings: what is wrong, the most important one first; empty when passed.
        searched: sentences that say what was looked at, and what was not: "All 34 interleavings of 2 threads."
        source: the program that was judged, as assembled from the cells.
    """

    exercise: str
    result: Result
    score: float
    points: float
    findings: tuple[Finding, ...] = ()
    searched: tuple[str, ...] = ()
    source: str = ""

    @property
    def passed(self) -> bool:
        return self.result == "passed"

    def to_json(self) -> dict[str, Any]:
        """The verdict as JSON-ready data."""
        return {
            "version": VERDICT_VERSION,
            "exercise": self.exercise,
            "result": self.result,
            "score": self.score,
            "points": self.points,
            "searched": list(self.searched),
            "source": self.source,
            "findings": [
                {
                    "kind": f.kind,
                    "message": f.message,
                    "misconception": f.misconception,
                    "line": f.line,
                    "trace": f.trace.to_json() if f.trace else None,
                    "scenario": f.scenario,
                    "points": f.points,
                }
                for f in self.findings
            ],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Verdict:
        """Read what `to_json` wrote.

        Raises:
            VerdictFormatError: for another version, or for data that is no verdict.
        """
        try:
            if data["version"] != VERDICT_VERSION:
                raise VerdictFormatError(
                    f"this verdict has version {data['version']!r}; this program reads version {VERDICT_VERSION}"
                )
            if data["result"] not in ("passed", "failed", "cannot-judge"):
                raise VerdictFormatError(f"a verdict cannot be {data['result']!r}")
            findings = tuple(
                Finding(**{**f, "trace": Trace.from_json(f["trace"]) if f["trace"] else None}) for f in data["findings"]
            )
            return cls(
                exercise=data["exercise"],
                result=data["result"],
                score=float(data["score"]),
                points=float(data["points"]),
                findings=findings,
                searched=tuple(data["searched"]),
                source=data["source"],
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise VerdictFormatError(f"this is not a verdict: {error!r}") from error
