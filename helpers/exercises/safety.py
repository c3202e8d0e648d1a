"""Repair and write: an answer is a program that must be right in every interleaving of its scenarios.

A check climbs hurdles, the easy ones first, and stops at the first that the answer does not take. A hurdle's
points count only when all hurdles before it are taken: a program that loses money earns nothing for
being fast (M21). So the untouched starter has no points, whatever it happens to do well.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from types import ModuleType

from helpers.exercises.base import Exercise, Shape
from helpers.exercises.evidence import belief
from helpers.exercises.misconceptions import misconception
from helpers.exercises.rules import Rule, interface, is_empty, no_dynamic_code, parse, same_program
from helpers.interleave import Budget, Judgement, Program, Scenario, judge
from helpers.interleave.schedule import BACKWARDS
from helpers.verdict import Finding, Result, Verdict

_LOCKING_KINDS = (
    "wrong-result",
    "exception",
    "deadlock",
    "lost-wakeup",
    "leftover-lock",
    "leftover-thread",
    "unfinished-threads",
    "too-much-locking",
)
BUDGET = Budget(systematic=60_000, bounded=30_000, random=20_000, shrink=30_000)
"""For one situation. A check has up to eight of them and ten seconds for all; answers that need more than this, such
as those that step back and try again, get a verdict that says what was searched."""

Diagnose = Callable[[ast.Module, Judgement], str | None]
"""From an answer and what went wrong with it to the belief that leads there, if any."""

_STUCK_ALONE = ("deadlock", "lost-wakeup", "leftover-lock")  # one thread is enough for these


@dataclass(frozen=True)
class Situation:
    """One scenario, and how to tell a learner about it.

    Attributes:
        name: a few words: "two doors".
        story: one sentence that says who does what at the same time.
        scenario: the same for the model checker.
        beliefs: for a kind of failure, the belief that leads to it here, where the trace cannot tell.
        alone: nothing else goes on beside it; None: that depends on the number of workers.
        budget: less where nearly every interleaving shows what it is about; None: `BUDGET`.
    """

    name: str
    story: str
    scenario: Scenario
    beliefs: Mapping[str, str] = field(default_factory=dict)
    alone: bool | None = None
    budget: Budget | None = None

    @property
    def is_alone(self) -> bool:
        """Whether it would go wrong in a program without threads, too."""
        if self.alone is not None:
            return self.alone
        return len(self.scenario.workers) == 1


@dataclass(frozen=True)
class Hurdle:
    """Situations that test one part of the promise.

    Attributes:
        promise: what holds when the hurdle is taken, as a clause: "no visitor is lost".
        points: what it earns, when all hurdles before it are taken, too.
        situations: all of them must go well.
    """

    promise: str
    points: float
    situations: tuple[Situation, ...]


def safety_exercise(
    *,
    id: str,
    title: str,
    shape: Shape,
    minutes: int,
    misconceptions: tuple[str, ...],
    hints: tuple[str, str, str],
    given: str,
    hurdles: tuple[Hurdle, ...],
    unprotected: str | None,
    rules: tuple[Rule, ...] = (),
    diagnose: Diagnose | None = None,
    modules: Mapping[str, ModuleType] | None = None,
    why_others_fail: tuple[str, ...] = (),
    version: int = 1,
) -> Exercise:
    """An exercise whose answer is judged over every interleaving.

    Args:
        given: the starter: it fixes the interface, and an answer that says the same is no answer.
        unprotected: the belief behind an answer that uses no lock at all; None where it is not always the same.
        rules: static rules besides the interface.
        diagnose: finds the belief behind a failure, in place of what accesses to shared data tell of locks.
        modules: modules that an answer may import besides those that the model checker knows, by name.
    """
    points = sum(hurdle.points for hurdle in hurdles)
    starter = ast.parse(given)
    every_rule = (interface(given), no_dynamic_code, *rules)

    def check(source: str) -> Verdict:
        def verdict(score: float, findings: Sequence[Finding], searched: Sequence[str] = ()) -> Verdict:
            passed = not findings
            undecided = any(finding.kind in ("cannot-judge", "attack") for finding in findings)
            result: Result = "passed" if passed else "cannot-judge" if undecided else "failed"
            return Verdict(id, result, score, points, tuple(findings), tuple(searched), source)

        tree = parse(source)
        if isinstance(tree, Finding):
            return verdict(0.0, [_costing(tree, points)])
        if is_empty(tree):
            return verdict(0.0, [_costing(_nothing_here(given), points)])
        for rule in every_rule:
            if finding := rule(tree):
                return verdict(0.0, [_costing(finding, points)])
        climb = _climb(tree, source, hurdles, diagnose or partial(_of_locks, unprotected), modules or {})
        finding = climb.finding
        if finding and finding.kind == "attack":
            climb = replace(climb, score=0.0)
        if finding and same_program(tree, starter):
            finding = _untouched(finding)
        return verdict(climb.score, [_costing(finding, points - climb.score)] if finding else [], climb.searched)

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
        version=version,
    )


@dataclass(frozen=True)
class _Climb:
    """How far an answer came: the points of the hurdles taken, and what stopped it."""

    score: float
    finding: Finding | None
    searched: tuple[str, ...]


def _climb(
    tree: ast.Module, source: str, hurdles: Sequence[Hurdle], diagnose: Diagnose, modules: Mapping[str, ModuleType]
) -> _Climb:
    score = 0.0
    searched: list[str] = []
    for hurdle in hurdles:
        for situation in hurdle.situations:
            judgement = judge(
                Program(source, situation.scenario, "answer.py", dict(modules)), situation.budget or BUDGET
            )
            searched += [f"{situation.name}: {sentence}" for sentence in judgement.searched]
            if judgement.result != "passed":
                finding = _finding(tree, judgement, situation, diagnose)
                return _Climb(score, finding, tuple(searched))
        score += hurdle.points
    return _Climb(score, None, tuple(searched))


def _of_locks(unprotected: str | None, tree: ast.Module, judgement: Judgement) -> str | None:
    return belief(tree, judgement.kind, judgement.trace, unprotected, judgement.message)


def _finding(tree: ast.Module, judgement: Judgement, situation: Situation, diagnose: Diagnose) -> Finding:
    if judgement.result == "cannot-judge":
        return Finding(
            judgement.kind,
            _sentence(judgement.message),
            line=judgement.line,
            trace=judgement.trace,
            scenario=situation.name,
        )
    if judgement.kind == "exception" and "NotImplementedError" in judgement.message:
        message = "There is still a `raise NotImplementedError()` here: put your code in its place."
        return Finding("no-answer", message, line=judgement.line, scenario=situation.name)
    concurrent = not situation.is_alone
    found = situation.beliefs.get(judgement.kind)
    of_a_set = judgement.schedule.startswith(BACKWARDS)
    if found is None and (of_a_set or judgement.kind in (_LOCKING_KINDS if concurrent else _STUCK_ALONE)):
        found = diagnose(tree, judgement)
    parts = [situation.story, _sentence(judgement.message)]
    if found:
        parts.append(misconception(found).look)
    if of_a_set:
        parts += judgement.searched[1:]
    elif not concurrent:
        parts.append("No second thread has a part in this: it would go wrong in a program without threads, too.")
    return Finding(
        kind=judgement.kind,
        message=" ".join(part for part in parts if part),
        misconception=found,
        line=judgement.line,
        trace=judgement.trace,
        scenario=situation.name,
    )


def _sentence(text: str) -> str:
    """The text with a full stop, and with a capital letter unless it starts with code."""
    text = text.strip()
    if text.partition(" ")[0].isalpha():
        text = text[0].upper() + text[1:]
    return text if text.endswith((".", "!", "?", ":")) else text + "."


def _untouched(finding: Finding) -> Finding:
    return replace(
        finding,
        kind="no-answer",
        message="This is still the program as it was given. This is what can happen to it: " + finding.message,
    )


def _nothing_here(given: str) -> Finding:
    defined = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    names = [f"`{node.name}`" for node in ast.parse(given).body if isinstance(node, defined)]
    return Finding("no-answer", f"There is no answer yet: write {' and '.join(names)} in the cell above.")


def _costing(finding: Finding, points: float) -> Finding:
    return replace(finding, points=points)
