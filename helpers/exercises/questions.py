"""Several small questions in one answer: `answer = {"a": "threads", "b": 40}`. Each counts for itself.

The building block of three shapes: classify (`classify.py`), read the error (`read_error.py`) and calculate
(`calculate.py`). An answer is read, not run; the truth of a question is computed, by running something, wherever
something can be run.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace
from typing import Any

from helpers.exercises.base import Exercise, Shape
from helpers.exercises.literal import read_answer
from helpers.exercises.misconceptions import misconception
from helpers.exercises.truths import Truths
from helpers.verdict import Finding, Result, Verdict


class Unreadable(ValueError):
    """What was said is no answer to this question. The message says in a sentence how an answer looks."""


@dataclass(frozen=True)
class Wrong:
    """What to tell somebody whose answer is wrong.

    Attributes:
        message: what happens instead, or what to look at, without the right answer.
        misconception: the belief that leads to this answer, where one is known.
    """

    message: str
    misconception: str | None = None


@dataclass(frozen=True)
class Question:
    """One question.

    Attributes:
        key: its name in the answer: "a".
        truth: computes the right answer: a string, a number, or a list of such.
        read: makes a comparable value of what the learner said; raises `Unreadable`.
        why: what to say to a wrong answer.
        right: whether an answer, as read, is right; gets the answer and the truth.
    """

    key: str
    truth: Callable[[], Any]
    read: Callable[[Any], Any]
    why: Callable[[Any], Wrong]
    right: Callable[[Any, Any], bool] = lambda said, truth: bool(said == truth)


def questions_exercise(
    *,
    id: str,
    title: str,
    shape: Shape,
    minutes: int,
    points: float,
    misconceptions: tuple[str, ...],
    hints: tuple[str, str, str],
    given: str,
    questions: Sequence[Question],
    example: str,
    searched: str,
    choices: Sequence[str] = (),
    why_others_fail: tuple[str, ...] = (),
    version: int = 2,  # answers in more forms are read than at first
) -> Exercise:
    """An exercise whose answer is a dictionary, with one entry for each question; each counts the same.

    A list in the order of the questions does as well; and where `choices` are given, so does a dictionary the other
    way round, from a choice to the questions that it answers.

    Args:
        given: the program that the questions are about.
        example: what an answer looks like, such as `answer = {"a": "..."}`; it need not be a right one.
        searched: a sentence that says what the answers were compared with.
        choices: what can be answered, when all questions have the same few choices.
    """
    truths = Truths({question.key: question.truth for question in questions})

    def check(source: str) -> Verdict:
        def verdict(findings: list[tuple[Finding, int]], right: int) -> Verdict:
            score = round(points * right / len(questions), 2)
            shares = sum(share for _, share in findings)
            costing = tuple(replace(f, points=(points - score) * share / shares) for f, share in findings)
            compared = right > 0 or any(finding.kind == "wrong-result" for finding, _ in findings)
            result: Result = "failed" if findings else "passed"
            return Verdict(id, result, score, points, costing, (searched,) if compared else (), source)

        said = read_answer(source, example, pairs=True)
        if isinstance(said, Finding):
            return verdict([(said, 1)], 0)
        answers = _by_question(said, questions, choices, example)
        if isinstance(answers, Finding):
            return verdict([(answers, 1)], 0)
        missing = [question.key for question in questions if question.key not in answers]
        if len(missing) == len(questions):
            return verdict([(_nothing(missing, example), 1)], 0)
        findings = [
            (finding, 1)
            for question in questions
            if question.key in answers and (finding := _finding(question, answers[question.key], truths))
        ]
        right = len(questions) - len(missing) - len(findings)
        if missing:
            findings.append((_nothing(missing, example), len(missing)))
        return verdict(findings, right)

    return Exercise(
        id=id,
        title=title,
        shape=shape,
        points=points,
        minutes=minutes,
        misconceptions=misconceptions,
        hints=hints,
        judge=check,
        given=given,
        why_others_fail=why_others_fail,
        truths=truths,
        version=version,
    )


def _finding(question: Question, said: Any, truths: Truths) -> Finding | None:
    try:
        value = question.read(said)
    except Unreadable as error:
        return Finding("rule", f"`{question.key}`: {error}", scenario=question.key)
    if question.right(value, truths[question.key]):
        return None
    wrong = question.why(value)
    look = f" {misconception(wrong.misconception).look}" if wrong.misconception else ""
    return Finding(
        "wrong-result", f"`{question.key}`: {wrong.message}{look}", wrong.misconception, scenario=question.key
    )


def _nothing(keys: Sequence[str], example: str) -> Finding:
    names = ", ".join(f"`{key}`" for key in keys)
    return Finding("no-answer", f"There is no answer yet for {names}. Write it as in `{example}`.")


def _by_question(
    said: Any, questions: Sequence[Question], choices: Sequence[str], example: str
) -> dict[str, Any] | Finding:
    """The answers by the questions' keys, without those that say nothing."""
    keys = {_plain(question.key): question.key for question in questions}
    if isinstance(said, list):
        if len(said) != len(questions):
            message = f"There are {len(questions)} questions, and the list has {len(said)} answers."
            return Finding("rule", f"{message} Give each answer the name of its question, as in `{example}`.")
        said = dict(zip(keys.values(), said, strict=True))
    if not isinstance(said, dict):
        return Finding("rule", f"Each question has an answer of its own: write them as in `{example}`.")
    if choices and {_plain(key) for key in said} <= {_plain(choice) for choice in choices}:
        said = {item: choice for choice, items in said.items() for item in _several(items, keys)}
    answers = {}
    for key, value in said.items():
        if _plain(key) not in keys:
            names = ", ".join(f"`{name}`" for name in keys.values())
            return Finding("rule", f"There is no question `{key}`: they are {names}. Write them as in `{example}`.")
        if value is not None and value is not ... and value != "" and value != []:
            answers[keys[_plain(key)]] = value
    return answers


def _several(items: Any, keys: Container[str]) -> list[Any]:
    """The questions that are named with a choice: `["a", "c"]`, `"a, c"` or `"ac"`."""
    if isinstance(items, (list, set)):
        return sorted(items, key=str)
    if not isinstance(items, str):
        return [items]
    words = items.replace(",", " ").split()
    if len(words) == 1 and all(letter in keys for letter in _plain(items)):
        return list(items.strip())
    return words


def _plain(key: Any) -> str:
    """A key or a choice without what makes no difference: case, spaces, hyphens."""
    return " ".join(str(key).casefold().replace("_", " ").replace("-", " ").split())
