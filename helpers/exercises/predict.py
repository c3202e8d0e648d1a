"""Predict: say which final values can come out. The model checker computes the truth.

The answer is read, not run. Each value that is named rightly counts, each one that cannot come out takes as
much away; and who names only what every run shows anyway has not taken the hurdle that the exercise is about
(M21).
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from functools import partial
from typing import Any

from helpers.exercises.base import Exercise
from helpers.exercises.literal import read_answer
from helpers.exercises.misconceptions import misconception
from helpers.exercises.truths import Truths
from helpers.interleave import Program, Scenario, judge, outcomes
from helpers.verdict import Finding, Verdict


def predict_exercise(
    *,
    id: str,
    title: str,
    minutes: int,
    points: float,
    misconceptions: tuple[str, ...],
    hints: tuple[str, str, str],
    given: str,
    expression: str,
    everyday: frozenset[Any],
    why_impossible: Callable[[Any], str],
    example: str,
    beliefs: tuple[str, str] = ("M02", "M20"),
    texts: bool = False,
    why_others_fail: tuple[str, ...] = (),
    version: int = 2,  # answers in more forms are read than at first
) -> Exercise:
    """An exercise whose answer is the set of all results of `main()`.

    Args:
        given: the program, with a function `main`.
        expression: what the results are results of, for messages: "`counter`".
        everyday: the results that nearly every real run shows; naming only these earns nothing.
        why_impossible: why a value that cannot come out cannot, without saying what can.
        example: what an answer looks like, such as `answer = {0, 7}`.
        beliefs: the one of those who name nothing but the everyday results, and the one of those who miss some.
        texts: the results are texts; spaces in them do not count.
    """
    truths = Truths({"outcomes": partial(_outcomes, given)})

    def check(source: str) -> Verdict:
        def verdict(score: float, findings: Collection[Finding], searched: tuple[str, ...] = ()) -> Verdict:
            lost = points - score
            costing = tuple(replace(finding, points=lost / len(findings)) for finding in findings)
            return Verdict(id, "failed" if findings else "passed", score, points, costing, searched, source)

        said = read_answer(source, example)
        if isinstance(said, Finding):
            return verdict(0.0, [said])
        values = _texts(said, example) if texts else _whole_numbers(said, example)
        if isinstance(values, Finding):
            return verdict(0.0, [values])
        possible = truths["outcomes"]
        truth = frozenset(possible["values"])
        if texts:  # "S-M-R" and "smr" mean "SMR"
            meant = {_letters(value): value for value in truth}
            values = {meant.get(_letters(value), value) for value in values}
        missed, impossible = truth - values, values - truth
        findings = []
        if missed:
            belief = beliefs[0] if values <= everyday else beliefs[1]
            findings.append(_missed(max(missed), given, belief, expression))
        if impossible:
            findings.append(_impossible(impossible, why_impossible))
        right = len(truth) - len(missed)
        part = max(0, right - len(impossible)) / len(truth) if values & (truth - everyday) else 0.0
        every = "all" if possible["exhaustive"] else "not all"
        searched = (
            f"{possible['interleavings']} interleavings of the program were run: {every} that can make a difference."
        )
        return verdict(round(points * part, 2), findings, (searched,))

    return Exercise(
        id=id,
        title=title,
        shape="predict",
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


def _outcomes(given: str) -> dict[str, Any]:
    """What can come out, and in how many interleavings that was seen."""
    found = outcomes(Program(given, Scenario(main=_main), filename="program.py"))
    return {"values": list(found.values), "interleavings": found.interleavings, "exhaustive": found.exhaustive}


def _whole_numbers(said: Any, example: str) -> set[Any] | Finding:
    """The numbers that the learner named; a single number is a set of one."""
    items = said if isinstance(said, (set, list)) else [said]
    for item in items:
        if isinstance(item, str):
            return Finding("rule", f"{item!r} is text: write the numbers without quotes, as in `{example}`.")
        if isinstance(item, bool) or not isinstance(item, (int, float)) or item % 1 != 0:  # also inf and nan
            return Finding("rule", f"{item!r} is no result: the results are whole numbers, as in `{example}`.")
    return {int(item) for item in items}


def _texts(said: Any, example: str) -> set[Any] | Finding:
    """The texts that the learner named, without spaces; a single text is a set of one, or of its words."""
    items = said if isinstance(said, (set, list)) else [said]
    if isinstance(said, str):
        words = said.replace(",", " ").split()
        items = words if all(len(word) > 1 for word in words) else [said]
    for item in items:
        if not isinstance(item, str):
            return Finding("rule", f"{item!r} is no result: the results are texts in quotes, as in `{example}`.")
    return {"".join(item.split()) for item in items}


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _main(answer: Any) -> Any:
    return answer.main()


def _missed(value: Any, given: str, belief: str, expression: str) -> Finding:
    """The finding for a value that was not named, with the simplest interleaving that ends with it."""
    shown = judge(Program(given, Scenario(main=_main, accept=lambda result: result != value), filename="program.py"))
    return Finding(
        "wrong-result",
        f"Your set misses a value that can come out. This interleaving ends with `{expression}` = {value}: "
        f"`{shown.schedule or 'M'}`. {misconception(belief).look}",
        misconception=belief,
        trace=shown.trace,
    )


def _impossible(values: set[Any], why: Callable[[Any], str]) -> Finding:
    value = min(values)
    others = f" The same is worth asking of {len(values) - 1} more of your values." if len(values) > 1 else ""
    return Finding("wrong-result", why(value) + others)
