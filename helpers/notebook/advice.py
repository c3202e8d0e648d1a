"""What a check adds to its verdict for the learner: what to read again, where hints are, what is unsaved."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.exercises import find
from helpers.language import retell
from helpers.notebook.help import help_is_on
from helpers.notebook.progress_entries import Entry
from helpers.notebook.prose import prose
from helpers.notebook.reading import Section, sections_of
from helpers.notebook.standing import hints_given
from helpers.verdict import Verdict


@dataclass(frozen=True)
class Advice:
    """Sentences below a verdict.

    Attributes:
        sections: the sections of lessons that treat what was found.
        sentences: the rest.
    """

    sections: tuple[Section, ...] = ()
    sentences: tuple[str, ...] = ()

    def to_text(self) -> str:
        return "\n".join([*(section.to_text() for section in self.sections), *map(retell, self.sentences)])

    def to_html(self) -> str:
        shown = [*(section.to_html() for section in self.sections)]
        return "\n".join([*shown, *(f"<p>{prose(sentence)}</p>" for sentence in self.sentences)])


def advice_on(verdict: Verdict, entries: tuple[Entry, ...], unsaved: str) -> Advice:
    """The advice on a verdict. Where the teacher has switched help off, only what is unsaved is said.

    Args:
        entries: the learner's progress, this check counted.
        unsaved: a sentence from `not_saved`, or nothing.
    """
    sentences = [unsaved] if unsaved else []
    if verdict.passed or not help_is_on():
        return Advice(sentences=tuple(sentences))
    exercise = find(verdict.exercise)
    given = hints_given(entries, exercise.id)
    if verdict.result == "failed" and given < len(exercise.hints) and any(hint.strip() for hint in exercise.hints):
        which = ("first", "second", "third")[given]
        sentences.insert(0, f'Stuck? `hint("{exercise.id}")` gives the {which} of {len(exercise.hints)} hints.')
    found = [finding.misconception for finding in verdict.findings]
    return Advice(sections_of(found, exercise.id), tuple(sentences))
