"""Repair and write programs for the web: an answer is watched in one real run on a local site (helpers.site).

Hurdles as in safety.py: the easy ones first, and the check stops at the first that the answer does not take. The
situations of a hurdle are real runs, or scenarios for the model checker where every order of threads matters.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from types import ModuleType
from typing import Any

import requests

from helpers.exercises.base import Exercise, Shape
from helpers.exercises.evidence import belief
from helpers.exercises.misconceptions import misconception
from helpers.exercises.observed import MEMORY, SECONDS, keeps_out
from helpers.exercises.rules import Rule, interface, is_empty, no_dynamic_code, parse, same_program
from helpers.exercises.safety import Situation
from helpers.interleave import Budget, Judgement, Program, judge
from helpers.site.policy import Content
from helpers.site.stage import Call
from helpers.site.watch import Plan, Seen, watch
from helpers.verdict import Finding, Result, Verdict

Look = Callable[[Seen], Finding | None]
"""Judges what was seen: None when all is well."""

_BUDGET = Budget(systematic=10_000, bounded=6_000, random=4_000, shrink=10_000)
"""For one situation: less than in safety.py, because programs with pools have many steps, and real runs come on top."""

_STACK_LINE = re.compile(r'File ".*answer\.py", line (\d+)')


@dataclass(frozen=True)
class RealRun:
    """One run of the answer on the site.

    Attributes:
        name: a few words: "fourteen pages".
        story: one sentence that says what is called, with what.
        call: what is called, from the addresses of the site and of another one that pages link to.
        content: what the site shows, from the address of the other site.
        look: judges what was seen. It is asked only when the call came back with a result, unless `wants_error`.
        plan: how the judge answers.
        wants_error: whether an exception is what should come.
        judges_floods: whether `look` is asked also when the run was ended because of too many requests.
    """

    name: str
    story: str
    call: Callable[[str, str], Call]
    content: Callable[[str], Content]
    look: Look
    plan: Plan = field(default_factory=Plan)
    wants_error: bool = False
    judges_floods: bool = False


@dataclass(frozen=True)
class Step:
    """Situations that test one part of the promise.

    Attributes:
        promise: what holds when the hurdle is taken, as a clause: "the texts come in the order of the addresses".
        points: what it earns, when all hurdles before it are taken, too.
        situations: all of them must go well.
    """

    promise: str
    points: float
    situations: tuple[RealRun | Situation, ...]


def web_exercise(
    *,
    id: str,
    title: str,
    shape: Shape,
    minutes: int,
    misconceptions: tuple[str, ...],
    hints: tuple[str, str, str],
    given: str,
    steps: tuple[Step, ...],
    keep: str = "",
    rules: tuple[Rule, ...] = (),
    unprotected: str = "M09",
    why_others_fail: tuple[str, ...] = (),
    version: int = 1,
) -> Exercise:
    """An exercise whose answer visits the local site.

    Args:
        given: the starter: an answer that says the same is no answer.
        keep: what an answer must define, as a program; everything that the starter defines, where it is empty.
        rules: static rules besides the interface.
        unprotected: the belief behind an answer that shares data without a lock.
    """
    points = sum(step.points for step in steps)
    starter = ast.parse(given)
    every_rule = (interface(keep or given), no_dynamic_code, keeps_out, *rules)

    def check(source: str) -> Verdict:
        def verdict(score: float, finding: Finding | None, searched: Sequence[str] = ()) -> Verdict:
            undecided = finding is not None and finding.kind in ("cannot-judge", "attack")
            result: Result = "passed" if finding is None else "cannot-judge" if undecided else "failed"
            findings = () if finding is None else (replace(finding, points=points - score),)
            return Verdict(id, result, score, points, findings, tuple(searched), source)

        tree = parse(source)
        if isinstance(tree, Finding):
            return verdict(0.0, tree)
        if is_empty(tree):
            names = [f"`{node.name}`" for node in starter.body if isinstance(node, ast.FunctionDef)]
            text = f"There is no answer yet: write {' and '.join(names)} in the cell above."
            return verdict(0.0, Finding("no-answer", text))
        for rule in every_rule:
            if finding := rule(tree):
                return verdict(0.0, finding)
        score, searched, runs = 0.0, list[str](), _Runs(source)
        for step in steps:
            for situation in step.situations:
                if isinstance(situation, RealRun):
                    found, sentences = _of_run(situation, source, runs)
                else:
                    found, sentences = _of_scenario(situation, source, tree, unprotected)
                searched += [f"{situation.name}: {sentence}" for sentence in sentences]
                if found is None:
                    continue
                if found.kind == "attack":
                    score = 0.0
                if same_program(tree, starter):
                    text = "This is still the program as it was given. This is what happens to it: " + found.message
                    found = replace(found, kind="no-answer", message=text)
                return verdict(score, replace(found, scenario=situation.name), searched)
            score += step.points
        return verdict(score, None, searched)

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
        seconds=SECONDS,
        memory=MEMORY,
    )


class _Runs:
    """The real runs of one check: what several situations look at is run once."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._seen: dict[tuple[object, object, Plan], Seen] = {}

    def of(self, situation: RealRun) -> tuple[Seen, bool]:
        """What was seen, and whether it was run just now."""
        key = (situation.call, situation.content, situation.plan)
        new = key not in self._seen
        if new:
            self._seen[key] = watch(self._source, situation.call, situation.content, situation.plan)
        return self._seen[key], new


def _of_run(situation: RealRun, source: str, runs: _Runs) -> tuple[Finding | None, tuple[str, ...]]:
    """What is wrong in a real run, and sentences that say what was looked at."""
    seen, new = runs.of(situation)
    finding = trouble(seen, source)
    if finding is None and seen.flooded and not situation.judges_floods:
        finding = flood()
    if finding is None and seen.error is not None and not situation.wants_error:
        finding = raised(seen)
    if finding is None:
        finding = situation.look(seen)
    if finding is not None:
        finding = replace(finding, message=f"{situation.story} {finding.message}")
    return finding, (SEARCHED,) if new else ()


SEARCHED = (
    "one real run on a site of this machine, whose judge holds requests and answers the newest first; not every order "
    "of threads was looked at."
)


def _of_scenario(
    situation: Situation, source: str, tree: ast.Module, unprotected: str
) -> tuple[Finding | None, tuple[str, ...]]:
    """What is wrong in some interleaving, and sentences that say what was looked at."""
    judgement = judge(Program(source, situation.scenario, "answer.py", {"requests": _exceptions()}), _BUDGET)
    finding = None if judgement.result == "passed" else _of_judgement(judgement, situation, tree, unprotected)
    return finding, judgement.searched


def _of_judgement(judgement: Judgement, situation: Situation, tree: ast.Module, unprotected: str) -> Finding:
    text = judgement.message.strip()
    if text.partition(" ")[0].isalpha():
        text = text[0].upper() + text[1:]
    text = text if text.endswith((".", "!", "?")) else text + "."
    found = situation.beliefs.get(judgement.kind)
    if found is None and judgement.kind in ("wrong-result", "deadlock", "exception"):
        found = belief(tree, judgement.kind, judgement.trace, unprotected)
    if judgement.result == "failed":
        text = " ".join(filter(None, (situation.story, text, misconception(found).look if found else "")))
    else:
        found = None
    return Finding(judgement.kind, text, found, judgement.line, judgement.trace)


def _exceptions() -> ModuleType:
    """What a program under the model checker may have of requests: its exceptions, for `except`."""
    module, inner = ModuleType("requests"), ModuleType("requests.exceptions")
    for name, value in vars(requests.exceptions).items():
        if isinstance(value, type) and issubclass(value, requests.RequestException):
            setattr(inner, name, value)
            if hasattr(requests, name):
                setattr(module, name, value)
    module.exceptions = inner  # type: ignore[attr-defined]
    return module


def trouble(seen: Seen, source: str) -> Finding | None:
    """What kept the call from coming back, if anything did."""
    if seen.forged:
        return Finding(
            "attack",
            "Something else than the check's own code wrote reports to the check. What it wrote was thrown away, and "
            "the program is not judged; its teacher is told.",
        )
    if seen.died:
        return Finding(
            "exit", "Your program ended the whole Python process. Take `os._exit` and the like out: a function returns."
        )
    if seen.stuck or seen.gave_up:
        lines = [int(number) for number in _STACK_LINE.findall(seen.stacks)]
        line = max(lines, default=None, key=lines.count) if lines else None
        where = f" Line {line} is where it waits: `{_line(source, line)}`." if line else ""
        if seen.never_answered:
            text = (
                f"One page never came, and your program waits for it for ever.{where} `requests` has no time-out "
                "unless you give one."
            )
            return Finding("hang", text, "M20", line)
        if seen.stuck:
            left = "All requests were answered, nothing of your program will go on by itself, and it has not returned."
            return Finding("hang", left + where, None, line)
        return Finding(
            "hang", f"Your program did not come to an end, and was stopped.{where} What would make it stop?", None, line
        )
    return None


def flood() -> Finding:
    """The finding for a program that asks without end."""
    # how many, and for what, is a matter of speed
    return Finding("hang", "Your program sent requests without end, until it was stopped. What would make it stop?")


def raised(seen: Seen) -> Finding:
    """The finding for an exception where there should be a result."""
    assert seen.error is not None
    error = seen.error
    if error["kind"] == "NotImplementedError":
        text = "There is still a `raise NotImplementedError()` here: put your code in its place."
        return Finding("no-answer", text, line=error["line"])
    said = f": {shortened(error['text'])}" if error["text"] else ""
    return Finding("exception", f"It ended with {error['kind']}{said}.", line=error["line"])


def _line(source: str, number: int) -> str:
    lines = source.splitlines()
    return lines[number - 1].strip() if 0 < number <= len(lines) else ""


_ADDRESS = re.compile(r"(127\.0\.0\.1|localhost)(:|', port=)\d+")


def shortened(text: str) -> str:
    """A text for a message: on one line, not long, and the same in every run: ports and addresses of objects differ."""
    text = re.sub(r"0x[0-9a-f]+", "0x...", _ADDRESS.sub("museum", " ".join(text.split())))
    return text if len(text) <= 120 else text[:117] + "..."


def texts_in_order(said: Any, expected: Sequence[str], names: Sequence[str], in_order: bool = True) -> Finding | None:
    """Compare a result with the texts that should be in it.

    Args:
        names: how messages call the texts: paths.
        in_order: whether their order counts.
    """
    if not isinstance(said, (list, tuple)):
        kind = type(said).__name__ if not hasattr(said, "kind") else said.kind
        return Finding("wrong-result", f"It returned a {kind}, where a list of texts was asked for.")
    if len(said) == len(expected) and all(a == b for a, b in zip(said, expected, strict=True)):
        return None
    strange = next((item for item in said if not isinstance(item, str)), None)
    if strange is not None or (said and None in said):
        what = "None" if strange is None else f"a {strange.kind}" if hasattr(strange, "kind") else repr(strange)
        return Finding("wrong-result", f"In the list is {shortened(what)}, where the text of a page was asked for.")
    missing = [name for name, text in zip(names, expected, strict=True) if text not in said]
    if missing:
        return Finding("wrong-result", f"The text of {missing[0]} is not in the result ({len(missing)} are missing).")
    if sorted(said) == sorted(expected):
        if not in_order:
            return None
        # Which one is at which place is another matter in the next run.
        return Finding(
            "wrong-result",
            "All texts are there, but not in the order of the addresses. The answers came in another order than the "
            f"questions. {misconception('M50').look}",
            "M50",
        )
    return Finding("wrong-result", f"The result has {len(said)} texts for {len(expected)} addresses.")


def at_most(seen: Seen, most: int) -> Finding | None:
    """No more than so many requests in flight together."""
    if seen.most_in_flight > most:
        return Finding(
            "too-much-parallelism",
            # how many more is a matter of speed
            f"More requests were in flight together than the {most} that are allowed. What in your program says how "
            "many there may be?",
            "M37",
        )
    return None


def as_many_as(seen: Seen, most: int, others: str = "M36") -> Finding | None:
    """So many requests in flight together, while nothing else could go on."""
    together = max(seen.waves, default=0)
    if together >= most:
        return None
    if together <= 1:
        text = (
            "Each request waited for the answer to the one before: when nothing in your program could go on, one "
            "request was in flight."
        )
        belief_ = "M44"
    else:
        text = (
            f"When nothing in your program could go on, {together} requests were in flight, where {most} are allowed "
            "and there was enough to do."
        )
        belief_ = others
    return Finding("too-little-parallelism", f"{text} {misconception(belief_).look}".rstrip(), belief_)
