"""What the doctor found, one thing at a time, and how it reads."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from helpers.language import retell

State = Literal["fine", "note", "wrong", "mended"]

WIDTH = 100
_MARKS = {"fine": "fine  ", "note": "note  ", "wrong": "WRONG ", "mended": "mended"}


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        name: what was looked at, such as `environment`. It stays the same, so programs can look for it.
        state: `fine`; `note`: the course runs, and somebody should know this; `wrong`: something does not work;
            `mended`: it was wrong a moment ago.
        says: what is there, in one sentence.
        means: what follows for the course; empty when everything is as it should be.
        do: what to do about it; empty when there is nothing to do.
        mend: what `--mend` does about it: the name of a mend in mending.py, and its arguments. Empty when it can
            do nothing.
    """

    name: str
    state: State
    says: str
    means: str = ""
    do: str = ""
    mend: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Finding:
        """The opposite of `to_json`."""
        return cls(**{**data, "mend": tuple(data["mend"])})

    def to_text(self) -> str:
        """A line for the state, and one each for what it means and what to do."""
        lines = [f"{_MARKS[self.state]}  {self.name}: {retell(self.says)}"]
        if self.means:
            lines.append(f"        {retell(self.means)}")
        if self.do:
            lines.append(f"        -> {retell(self.do)}")
        return "\n".join(
            textwrap.fill(line, WIDTH, subsequent_indent=" " * 11, break_long_words=False, break_on_hyphens=False)
            for line in lines
        )


def report(findings: Sequence[Finding], mended: bool = False) -> str:
    """All findings as text, with the sum of them in the last line."""
    wrong = [finding for finding in findings if finding.state == "wrong"]
    lines = [finding.to_text() for finding in findings]
    if not wrong:
        lines.append("\n" + retell("Nothing is wrong."))
    else:
        lines.append("\n" + retell(f"{len(wrong)} {'thing is' if len(wrong) == 1 else 'things are'} wrong."))
        if not mended and any(finding.mend for finding in wrong):
            lines[-1] += " " + retell("`python3 course.py doctor --mend` mends what it can.")
    return "\n".join(lines)
