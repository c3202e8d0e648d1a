"""Classify: for each of several cards, choose one of a few words. Each card counts for itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from helpers.exercises.base import Exercise, Shape
from helpers.exercises.questions import Question, Unreadable, Wrong, questions_exercise


@dataclass(frozen=True)
class Card:
    """One thing to be classified.

    Attributes:
        key: its letter.
        truth: computes the right choice; where something can be run, it runs it.
        why: for a wrong choice, what speaks against it. It does not say which choice is right.
    """

    key: str
    truth: Callable[[], str]
    why: Mapping[str, Wrong] = field(default_factory=dict)


def classify_exercise(
    *,
    id: str,
    title: str,
    minutes: int,
    points: float,
    misconceptions: tuple[str, ...],
    hints: tuple[str, str, str],
    given: str,
    choices: Sequence[str],
    cards: Sequence[Card],
    searched: str,
    shape: Shape = "classify",
    also: Mapping[str, str] | None = None,
    why_others_fail: tuple[str, ...] = (),
    version: int = 2,  # answers in more forms are read than at first
) -> Exercise:
    """An exercise whose answer gives one of the choices to each card.

    Args:
        given: the cards, as a program that the learner reads.
        choices: what each card can be; every card has a `why` for each choice but the right one.
        searched: a sentence that says where the truth comes from.
        also: other words for the choices, such as `{"thread": "threads"}`.
    """
    words = {_plain(word): choice for word, choice in {**{c: c for c in choices}, **(also or {})}.items()}
    first, second = cards[0].key, cards[1].key
    return questions_exercise(
        id=id,
        title=title,
        shape=shape,
        minutes=minutes,
        points=points,
        misconceptions=misconceptions,
        hints=hints,
        given=given,
        questions=[Question(c.key, c.truth, partial(_read, words, choices), partial(_why, c)) for c in cards],
        example=f'answer = {{"{first}": "{choices[0]}", "{second}": "{choices[-1]}", ...}}',
        searched=searched,
        choices=choices,
        why_others_fail=why_others_fail,
        version=version,
    )


def choice_question(key: str, truth: Callable[[], str], choices: Sequence[str], why: Mapping[str, Wrong]) -> Question:
    """One question of any exercise that is answered by one of the choices."""
    words = {_plain(choice): choice for choice in choices}
    return Question(key, truth, partial(_read, words, choices), partial(_why, Card(key, truth, why)))


def _read(words: Mapping[str, str], choices: Sequence[str], said: Any) -> str:
    if isinstance(said, list) and len(said) == 1:
        said = said[0]
    if isinstance(said, int) and not isinstance(said, bool):
        said = str(said)
    if isinstance(said, str) and _plain(said) not in words:
        near = {choice for word, choice in words.items() if _loose(word) == _loose(said) != ""}
        if len(near) == 1:
            return near.pop()
    if not isinstance(said, str) or _plain(said) not in words:
        listed = ", ".join(f'"{choice}"' for choice in choices)
        raise Unreadable(f"{said!r} is none of the choices. They are {listed}.")
    return words[_plain(said)]


def _why(card: Card, said: str) -> Wrong:
    return card.why.get(said, Wrong(f'"{said}" does not fit.'))


def _plain(word: str) -> str:
    """A choice without what makes no difference: case, spaces, hyphens, commas, and what stands around it."""
    bare = word.casefold().strip(" \t\n.;:!'\"`")
    return " ".join(bare.replace("_", " ").replace("-", " ").replace(",", " ").split())


def _loose(word: str) -> str:
    """A choice without what a reader does not look at, either: articles, plurals, and where one word ends."""
    kept = [part for part in _plain(word).split() if part not in ("a", "an", "the", "it", "is")]
    return "".join(part if part.endswith("ss") else part.removesuffix("s") for part in kept)
