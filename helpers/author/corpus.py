"""The corpora in tests/corpora: answers to each exercise, right and wrong, with what a check must say of them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from helpers.verdict import Verdict

# Beliefs that an exercise as a whole works against, without a finding of their own.
TREATED_AS_A_WHOLE = {
    "00-1": {"M19"},  # the schedule puts the last one to start first
    "03-1": {"M35", "M36"},  # both mix up waiting and computing
    "03-3": {"M37"},  # to measure honestly is to see when it is not so
    "04-1": {"M01", "M21"},  # naming only what every run under the GIL shows earns nothing
    "04-2": {"M03", "M10"},  # to find the schedule is to see the belief fail
    "05-2": {"M21"},
    "05-3": {"M24"},
    "05-4": {"M14", "M17"},
}

LEAST_RIGHT, LEAST_WRONG = 4, 8

_FINDING = re.compile(r"# finding: (?P<kind>\S+) (?P<misconception>M\d\d|-)\s*")
_MESSAGE = re.compile(r"# message: (?P<words>.*\S)\s*")


# What looks like an attack is not judged; its teacher is told.
_UNDECIDED = ("cannot-judge", "attack")


class CorpusError(ValueError):
    """A wrong answer's first two lines do not say what its finding must be."""


@dataclass(frozen=True)
class Expectation:
    """What the check must find in a wrong answer.

    Attributes:
        kind: the kind of one of its findings.
        misconception: the id of that finding's misconception, or None for none.
        words: what that finding's message must contain.
    """

    kind: str
    misconception: str | None
    words: str


def answers(root: Path, exercise: str, folder: str) -> list[Path]:
    """The files of an exercise's corpus; `folder` is `pass` or `fail`."""
    return sorted((root / "tests" / "corpora" / exercise / folder).glob("*.py"))


def expectation(answer: str) -> Expectation:
    """What the first two lines of a wrong answer say.

    Raises:
        CorpusError: they say nothing, or not in the agreed form.
    """
    lines = [*answer.splitlines()[:2], "", ""]
    finding, message = _FINDING.fullmatch(lines[0]), _MESSAGE.fullmatch(lines[1])
    if not finding or not message:
        raise CorpusError("begin it with `# finding: KIND MISCONCEPTION-or-dash`, then `# message: WORDS`")
    misconception = finding["misconception"]
    return Expectation(finding["kind"], None if misconception == "-" else misconception, message["words"])


def stored(root: Path, exercise: str) -> set[str]:
    """The answers whose verdicts `expected.json` has, such as `fail/lock_for_each_call.py`."""
    path = root / "tests" / "corpora" / exercise / "expected.json"
    return set(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else set()


def gets(verdict: Verdict) -> str:
    """What the first two lines would say that fit the verdict: for an author who does not know yet."""
    if verdict.passed:
        return "the check passes it"
    finding = verdict.findings[0]
    return f"it gets `# finding: {finding.kind} {finding.misconception or '-'}`, and its message is: {finding.message}"


def difference(expected: Expectation, verdict: Verdict) -> str | None:
    """How a verdict differs from what is expected of it, or None."""
    if verdict.result != ("cannot-judge" if expected.kind in _UNDECIDED else "failed"):
        return f"it is {verdict.result}"
    wanted = expected.kind, expected.misconception
    matching = [finding for finding in verdict.findings if (finding.kind, finding.misconception) == wanted]
    if not matching:
        said = "; ".join(f"{finding.kind} {finding.misconception or '-'}" for finding in verdict.findings) or "nothing"
        return f"the verdict finds {said}, not {expected.kind} {expected.misconception or '-'}"
    if not any(expected.words in finding.message for finding in matching):
        return f"the message does not contain {expected.words!r}: {matching[0].message}"
    return None
