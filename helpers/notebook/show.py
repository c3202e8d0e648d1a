"""What a lesson's cell shows: each thing as plain text and as HTML that says the same."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from helpers.demo.casting import Casting
from helpers.demo.results import Answer, Ending, Endings, Run
from helpers.interleave.trace import Trace
from helpers.language import retell
from helpers.notebook.waiting import circle_html
from helpers.render import trace_text
from helpers.widgets.replay import replay_html

# the same look as the tables of traces (helpers/render/html.py): no colour, so it fits every theme
_TABLE = "border-collapse:collapse;margin:0.5em 0"
_CELL = "border:1px solid currentColor;padding:0.25em 0.6em;text-align:left;vertical-align:top"
_BESIDE = retell("a schedule that ends so")
_LONGEST_SCHEDULE = 200  # characters
_ANSWERS = {"yes": "Yes", "no": "No", "cannot-judge": "It cannot be told"}


class Shown:
    """Something that a cell shows. `print` gives the text; a notebook draws the HTML."""

    def to_text(self) -> str:
        raise NotImplementedError

    def _repr_html_(self) -> str:
        raise NotImplementedError

    def __str__(self) -> str:
        return self.to_text()

    def __repr__(self) -> str:
        return self.to_text()


@dataclass(frozen=True, repr=False)
class ShownEndings(Shown):
    """Every way in which a program can end, as a table with one schedule for each.

    Attributes:
        casting: who did what.
        found: what came out.
        guess: what the learner expected, as Python writes it; None when there was no guess.
    """

    casting: Casting
    found: Endings
    guess: tuple[str, ...] | None = None

    @property
    def values(self) -> tuple[str, ...]:
        """The final values, as Python writes them."""
        return tuple(ending.text for ending in self.found.endings if not ending.wrong)

    def to_text(self) -> str:
        rows = [(self._heading(), _BESIDE), *((_ending(e), _cut(e.schedule)) for e in self.found.endings)]
        width = max(len(first) for first, _ in rows)
        table = [f"{first:{width}}   {second}".rstrip() for first, second in rows]
        table.insert(1, f"{'-' * width}   {'-' * max(len(second) for _, second in rows)}")
        return "\n".join([*(table if self.found.endings else []), *self._sentences()])

    def _repr_html_(self) -> str:
        head = "".join(
            f'<th scope="col" style="{_CELL}">{html.escape(name)}</th>' for name in (self._heading(), _BESIDE)
        )
        rows = "".join(
            f'<tr><td style="{_CELL}"><code>{html.escape(_ending(ending))}</code></td>'
            f'<td style="{_CELL}"><code>{html.escape(_cut(ending.schedule))}</code></td></tr>'
            for ending in self.found.endings
        )
        table = f'<table style="{_TABLE}"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>' if rows else ""
        return table + _paragraphs(self._sentences())

    def _heading(self) -> str:
        return self.casting.shown_result

    def _sentences(self) -> list[str]:
        said = [self.found.trouble] if self.found.trouble else []
        if self.guess is not None and self.found.endings:
            said.append(_judge_guess(self.guess, self.found.endings))
        return [retell(sentence) for sentence in (*said, *self.found.searched)]


@dataclass(frozen=True, repr=False)
class ShownAnswer(Shown):
    """Whether a claim holds at the end of every schedule; if not, the shortest schedule that breaks it.

    Attributes:
        program: the program's name in the lesson.
        claim: the claim, as source.
        found: the answer.
    """

    program: str
    claim: str
    found: Answer

    def __bool__(self) -> bool:
        return self.found.answer == "yes"

    @property
    def summary(self) -> str:
        """The answer in one line."""
        said = f"{self.program}: {_ANSWERS[self.found.answer].lower()}"
        if self.found.answer == "yes":
            return f"{said}, {self.claim} holds at the end of every schedule"
        if self.found.answer == "no" and self.found.schedule:
            return f"{said}, {self.claim} can fail: {self.found.schedule}"
        return f"{said}. {self.found.reason}"

    def to_text(self) -> str:
        parts = [self._verdict(), *self._reason()]
        if self.found.trace is not None:
            parts += ["", trace_text(replace(self.found.trace, outcome="", schedule="")), ""]
        return "\n".join([*parts, *self._after()])

    def _repr_html_(self) -> str:
        picture = ""
        if self.found.trace is not None:
            steps = replace(self.found.trace, outcome="", schedule="")
            picture = replay_html(steps, caption=retell(f"Schedule {self.found.schedule}"))
        verdict = f"<p><strong>{html.escape(self._verdict())}</strong></p>"
        return verdict + _paragraphs(self._reason()) + picture + _paragraphs(self._after(), code=self._replay())

    def _verdict(self) -> str:
        word = _ANSWERS[self.found.answer]
        if self.found.answer == "yes":
            said = f"{word}: {self.claim} holds at the end of every schedule."
        elif self.found.answer == "no":
            said = f"{word}: {self.claim} does not hold at the end of every schedule, as this one shows."
        else:
            said = f"{word} whether {self.claim} holds at the end of every schedule."
        return retell(said)

    def _reason(self) -> list[str]:
        return [retell(self.found.reason)] if self.found.reason else []

    def _after(self) -> list[str]:
        replays = [f"{self._replay()} replays it."] if self.found.schedule else []
        return [retell(sentence) for sentence in (*replays, *self.found.searched)]

    def _replay(self) -> str:
        return f'run_schedule("{self.program}", "{self.found.schedule}")'


@dataclass(frozen=True, repr=False)
class ShownRun(Shown):
    """What happens under one schedule.

    Attributes:
        casting: who did what.
        schedule: the schedule that was asked for.
        found: what came out.
    """

    casting: Casting
    schedule: str
    found: Run

    def to_text(self) -> str:
        steps = trace_text(self._trace(self.found.trace)) if self.found.trace is not None else ""
        return "\n".join(part for part in (steps, *self._sentences()) if part)

    def _repr_html_(self) -> str:
        steps = ""
        if self.found.trace is not None:
            steps = replay_html(self._trace(self.found.trace), caption=retell(f"Schedule {self.schedule}"))
            steps += circle_html(self.found.trace)
        return steps + _paragraphs(self._sentences())

    def _sentences(self) -> list[str]:
        return [retell(sentence) for sentence in self._said()]

    def _said(self) -> list[str]:
        trouble = [self.found.trouble] if self.found.trouble else []
        ending = self.found.ending
        if ending is None:
            return trouble
        if ending.wrong:
            return [*trouble, f"It ends with {_ending(ending).removesuffix('.')}."]
        return [*trouble, f"At the end, {self.casting.shown_result} is {ending.text}."]

    @staticmethod
    def _trace(trace: Trace) -> Trace:
        """The steps alone: what they lead to is said below, and whether that is right nobody asked."""
        return replace(trace, outcome="", schedule="")


def _cut(schedule: str) -> str:
    """The schedule as a table shows it: one of a loop that does not end may have thousands of switches."""
    if len(schedule) <= _LONGEST_SCHEDULE:
        return schedule
    turns = schedule.split()
    shown = schedule[:_LONGEST_SCHEDULE].rpartition(" ")[0].split()
    return f"{' '.join(shown)} ... ({len(turns) - len(shown):,} more)"


def _ending(ending: Ending) -> str:
    return f"{ending.wrong}: {ending.text}" if ending.wrong else ending.text


def _judge_guess(guess: Sequence[str], endings: Iterable[Ending]) -> str:
    possible = list(dict.fromkeys(_ending(ending) for ending in endings))
    missed = [text for text in possible if text not in guess]
    impossible = [text for text in guess if text not in possible]
    if not missed and not impossible:
        return "Your guess is right: these, and no others."
    said = []
    if missed:
        said.append(f"Your guess missed {_listed(missed)}.")
    if impossible:
        said.append(f"{_listed(impossible)} cannot come out.")
    return " ".join(said)


def _listed(texts: Sequence[str]) -> str:
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}"


def _paragraphs(sentences: Sequence[str], code: str = "") -> str:
    """Each sentence as a paragraph; where `code` is part of one, it is set as code."""
    shown = "".join(f"<p>{html.escape(sentence)}</p>" for sentence in sentences)
    return shown.replace(html.escape(code), f"<code>{html.escape(code)}</code>") if code else shown
