"""Read the error: programs that go wrong, and the questions which line has to change, and what its fault is.

A traceback names the line at which Python gave up, which is often not the line at which the mistake is. The truth
about the line is computed: it is the one with which, once it is mended, the program no longer goes wrong.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from helpers.exercises.base import Exercise
from helpers.exercises.classify import choice_question
from helpers.exercises.questions import Question, Unreadable, Wrong, questions_exercise
from helpers.interleave import Judgement, Program, Scenario, judge


@dataclass(frozen=True)
class Broken:
    """A function of the given program that goes wrong.

    Attributes:
        key: its name.
        suspects: every line that a traceback or a reader may point at, each with a change that one could try there.
        cause: the fault, one of the exercise's causes.
        why_line: what speaks against a line that does not have to change, by the line's text.
        why_cause: what speaks against a cause, by the cause.
    """

    key: str
    suspects: Mapping[str, str]
    cause: str
    why_line: Mapping[str, Wrong]
    why_cause: Mapping[str, Wrong]


def read_error_exercise(
    *,
    id: str,
    title: str,
    minutes: int,
    points: float,
    misconceptions: tuple[str, ...],
    hints: tuple[str, str, str],
    given: str,
    causes: Sequence[str],
    programs: Sequence[Broken],
    why_others_fail: tuple[str, ...] = (),
    version: int = 2,  # answers in more forms are read than at first
) -> Exercise:
    """An exercise that asks, for each broken function, for a line (its number, or its text) and a cause."""
    questions = []
    for broken in programs:
        questions += [_line_question(given, broken), _cause_question(broken, causes)]
    first = programs[0].key
    return questions_exercise(
        id=id,
        title=title,
        shape="read-the-error",
        minutes=minutes,
        points=points,
        misconceptions=misconceptions,
        hints=hints,
        given=given,
        questions=questions,
        example=f'answer = {{"line of {first}": 1, "cause of {first}": "{causes[-1]}", ...}}',
        searched="Each function was run as it is, and with one line mended.",
        why_others_fail=why_others_fail,
        version=version,
    )


def run_one(source: str, function: str) -> Judgement:
    """How one function of a program ends, under every interleaving."""

    def main(answer: Any) -> Any:
        return getattr(answer, function)()

    return judge(Program(source, Scenario(main=main), filename="program.py"))


def line_that_mends(given: str, broken: Broken) -> int:
    """The number of the line that has to change, from 1: the one suspect with whose change nothing goes wrong any more.

    Raises:
        ValueError: the function does not go wrong, or not exactly one change mends it.
    """
    if run_one(given, broken.key).result == "passed":
        raise ValueError(f"{broken.key} does not go wrong")
    found = []
    for old, new in broken.suspects.items():
        if given.count(old) != 1:
            raise ValueError(f"{old!r} is {given.count(old)} times in the program")
        if run_one(given.replace(old, new), broken.key).result == "passed":
            found.append(given[: given.index(old)].count("\n") + 1)
    if len(found) != 1:
        raise ValueError(f"{len(found)} changes mend {broken.key}")
    return found[0]


def _line_question(given: str, broken: Broken) -> Question:
    return Question(
        f"line of {broken.key}",
        truth=partial(line_that_mends, given, broken),
        read=partial(_read_line, given),
        why=partial(_why_line, given, broken),
    )


def _cause_question(broken: Broken, causes: Sequence[str]) -> Question:
    def truth() -> str:
        return broken.cause

    return choice_question(f"cause of {broken.key}", truth, causes, broken.why_cause)


def _read_line(given: str, said: Any) -> int:
    lines = given.splitlines()
    if isinstance(said, float) and said.is_integer():
        said = int(said)
    if isinstance(said, str):
        if numbered := _NUMBERED.fullmatch(said.strip()):
            said = int(numbered[1])
        else:
            same = [number for number, line in enumerate(lines, 1) if _bare(line) == _bare(said)]
            if not same and len(_bare(said)) > 5:  # a part of a line that no other line has
                same = [number for number, line in enumerate(lines, 1) if _bare(said) in _bare(line)]
            if len(same) == 1:
                return same[0]
            if same:
                raise Unreadable(f"{said!r} is {len(same)} times in the program: write the line's number.")
    if isinstance(said, bool) or not isinstance(said, int) or not 1 <= said <= len(lines):
        raise Unreadable(f"{said!r} is no line of the program: write its number, from 1 to {len(lines)}.")
    if not lines[said - 1].strip():
        raise Unreadable(f"line {said} is empty. The first line of the program's cell is line 1.")
    return said


def _why_line(given: str, broken: Broken, said: int) -> Wrong:
    line = given.splitlines()[said - 1]
    for text, wrong in broken.why_line.items():
        if text in line:
            return wrong
    return Wrong(f"line {said}, `{line.strip()}`, is not where `{broken.key}` is to be mended.")


_NUMBERED = re.compile(r"(?:line|l\.?|no\.?|nr\.?|#)?\s*0*([1-9][0-9]{0,3})\s*[.:]?", re.IGNORECASE)


def _bare(line: str) -> str:
    """A line without what makes no difference: spaces, its comment, the kind of quotes."""
    return "".join(line.partition("#")[0].replace("'", '"').split())
