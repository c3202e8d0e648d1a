"""Compare what the search finds with what brute force finds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from helpers.interleave.explore.dpor import Dpor
from helpers.interleave.outcomes import Outcome, Outcomes, gather
from helpers.interleave.program import Program
from helpers.interleave.runner import Runner
from helpers.interleave.search import Budget
from helpers.interleave.soundness.brute_force import BruteForce
from helpers.interleave.soundness.programs import RandomProgram

Ending = tuple[str, str, str]


NEVER_MEANT = re.compile(r"(Name|Import|ModuleNotFound|Attribute|Type|Syntax|UnboundLocal)Error")
"""Exceptions that no generated program raises: they are mistakes of the generator or of the checker."""


class NothingToCompare(Exception):
    """The program does not run as it is meant to, so that both searches finding the same says nothing."""


@dataclass(frozen=True)
class Comparison:
    """Two searches of one program.

    Attributes:
        compared: both came to their end; where not, the rest says nothing.
        missed: endings that only brute force found.
        invented: endings that only the search found.
        endings: how many there are.
        brute: how many interleavings brute force ran.
        searched: how many the search ran to their end.
        redundant: how many it gave up because another one stood for them.
    """

    compared: bool
    missed: tuple[Outcome, ...] = ()
    invented: tuple[Outcome, ...] = ()
    endings: int = 0
    brute: int = 0
    searched: int = 0
    redundant: int = 0

    @property
    def differs(self) -> bool:
        """Did the two searches find different endings?"""
        return bool(self.missed or self.invented)


def compare(source: str, most: int = 20_000) -> Comparison:
    """Search the program of `source` in both ways, with at most `most` steps by brute force.

    Raises:
        NothingToCompare: it ends in a way that no generated program should.
    """
    runner = Runner(Program.from_file_text(source, "random.py"))
    brute_force = BruteForce()
    brute = gather(runner, brute_force, Budget(systematic=most))
    for outcome in brute.all:
        if outcome.kind == "cannot-judge" or NEVER_MEANT.search(outcome.message):
            raise NothingToCompare(f"{outcome.message}\n{source}")
    if not brute.exhaustive:
        return Comparison(False, brute=brute_force.executions)
    dpor = Dpor()
    # the search gets ten times as much: if it is that bad, this is a mistake, too
    found = gather(runner, dpor, Budget(systematic=10 * most))
    left, right = _by_ending(brute), _by_ending(found)
    missed = tuple(outcome for ending, outcome in left.items() if ending not in right)
    invented = tuple(outcome for ending, outcome in right.items() if ending not in left)
    if not found.exhaustive and not missed:
        missed = (Outcome(None, "unfinished", "the search did not come to its end", ""),)
    return Comparison(True, missed, invented, len(left), brute_force.executions, dpor.executions, dpor.redundant)


def _by_ending(outcomes: Outcomes) -> dict[Ending, Outcome]:
    return {(repr(outcome.value), outcome.kind, _anonymous(outcome.message)): outcome for outcome in outcomes.all}


def _anonymous(message: str) -> str:
    """The message without the letters of threads: who gets which depends on who is started first."""
    parts = re.split(r"[.;] |, held by ", re.sub(r"([Tt])hread [A-Z]", "thread", message).rstrip("."))
    return "; ".join(sorted(parts))


def shrink(program: RandomProgram, most: int = 20_000) -> RandomProgram:
    """The smallest program found by leaving out one thing after the other that still shows a difference."""
    while True:
        for less in program.smaller():
            try:
                differs = compare(less.source(), most).differs
            except (SyntaxError, NothingToCompare):
                continue
            if differs:
                program = less
                break
        else:
            return program


def report(program: RandomProgram, seed: str, most: int = 20_000) -> str:
    """What to say about a program on which the two searches differ: the smallest one that shows it."""
    small = shrink(program, most)
    comparison = compare(small.source(), most)
    lines = [f"seed {seed}: the search and brute force differ on", "", small.source(), ""]
    for title, outcomes in (("missed", comparison.missed), ("invented", comparison.invented)):
        for outcome in outcomes[:3]:
            lines.append(f"{title}: {outcome.value!r} {outcome.kind} {outcome.message}   schedule {outcome.schedule}")
    return "\n".join(lines)
