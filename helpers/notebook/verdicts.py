"""How a verdict appears in a cell: as text, as HTML and as JSON; or as an exception without a Python traceback."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields
from typing import Any

from helpers.exercises.assemble import Assembled
from helpers.exercises.misconceptions import MISCONCEPTIONS
from helpers.language import retell
from helpers.notebook.advice import Advice
from helpers.notebook.waiting import with_circle
from helpers.render import Draw, storyboard_html, verdict_html, verdict_text
from helpers.verdict import Verdict
from helpers.widgets.replay import replay_html

MIME = "application/vnd.racecourse.verdict+json"
# nbgrader's `validate` cuts the lines of an error at 90 characters, its own indent included
_VALIDATE_WIDTH = 80


@dataclass(frozen=True, repr=False)
class ShownVerdict(Verdict):
    """A verdict that draws itself, with line numbers as the notebook shows them.

    Attributes:
        answer: how the answer was put together.
        advice: what is said below it.
    """

    answer: Assembled | None = None
    advice: Advice = field(default_factory=Advice)

    @classmethod
    def of(cls, verdict: Verdict, answer: Assembled | None = None, advice: Advice | None = None) -> ShownVerdict:
        """The verdict, with how to show it."""
        own = {part.name: getattr(verdict, part.name) for part in fields(Verdict)}
        return cls(**own, answer=answer, advice=advice or Advice())

    def __repr__(self) -> str:
        return self.text()

    def text(self, **more: Any) -> str:
        """The verdict as plain text; keyword arguments as for `verdict_text`."""
        return verdict_text(self, **self._view(), **more)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return self.bundle(with_circle(replay_html))

    def bundle(self, draw: Draw = storyboard_html) -> dict[str, Any]:
        """The verdict in each form.

        Args:
            draw: draws the interleavings: without script, unless given.
        """
        below = self.advice.to_text()
        drawn = verdict_html(self, **self._view(), draw=draw)
        return {
            "text/plain": f"{self.text()}\n\n{below}" if below else self.text(),
            "text/html": "\n".join(filter(None, [drawn, self.advice.to_html()])),
            MIME: self.to_json(),
        }

    def _view(self) -> dict[str, Any]:
        view: dict[str, Any] = {"beliefs": {m.id: m.belief for m in MISCONCEPTIONS}}
        if self.answer is not None:
            view |= {"labels": self.answer.line_labels(), "legend": self.answer.legend()}
        return view


class CheckFailed(Exception):
    """A check that gives no points. It is shown without a traceback: the learner's lines are in the findings.

    Attributes:
        verdict: what was found; None when nothing could be checked.
    """

    def __init__(self, message: str, verdict: ShownVerdict | None = None) -> None:
        super().__init__(message)
        self.verdict = verdict

    @classmethod
    def saying(cls, sentence: str) -> CheckFailed:
        """The exception where nothing could be checked, in the reader's language."""
        return cls(retell(sentence))

    @classmethod
    def because(cls, verdict: ShownVerdict) -> CheckFailed:
        """The exception for a verdict of no points."""
        if os.environ.get("NBGRADER_EXECUTION") == "validate":
            # it shows the error alone, so everything has to be in it
            return cls(verdict.text(width=_VALIDATE_WIDTH), verdict)
        return cls(verdict.text(traces=False), verdict)

    def _render_traceback_(self) -> list[str]:
        return str(self).splitlines()


class CheckInterrupted(KeyboardInterrupt):
    """Somebody has interrupted a check. It is shown as its sentence: what the course was doing helps nobody."""

    def _render_traceback_(self) -> list[str]:
        return [retell(str(self))]
