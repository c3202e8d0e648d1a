"""The corpora in tests/corpora: answers to each exercise, right and wrong, with what a check must say of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from helpers.verdict import Verdict

LEAST_RIGHT, LEAST_WRONG = 4, 8

_FINDING = re.compile(r"# finding: (?P<kind>\S+) (?P<misconception>M\d\d|-)\s*")
_MESSAGE = re.compile(r"# message: (?P<words>.*\S)\s*")


class CorpusError(ValueError):
    """A wrong answer's first two lines do not say what its finding must be."""


@dataclass(frozen=True)
class Expectation:
    """What the check must find in a wrong answer.

    Attributes:
        kind: the kind of its first finding.
        misconception: the id of its misconception, or None for none.
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


def difference(expected: Expectation, verdict: Verdict) -> str | None:
    """How a verdict differs from what is expected of it, or None."""
    if verdict.result != ("cannot-judge" if expected.kind == "cannot-judge" else "failed"):
        return f"it is {verdict.result}"
    if not verdict.findings:
        return "the verdict has no finding"
    finding = verdict.findings[0]
    if finding.kind != expected.kind:
        return f"the first finding is {finding.kind}, not {expected.kind}: {finding.message}"
    if finding.misconception != expected.misconception:
        return (
            f"the finding names {finding.misconception or 'no misconception'}, not {expected.misconception or 'none'}"
        )
    if expected.words not in finding.message:
        return f"the message does not contain {expected.words!r}: {finding.message}"
    return None
