"""Judges every mutant of every solution, and every right answer of the corpora: what docs/grader-quality.md says."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from helpers.author import corpus
from helpers.author.mutants.known import Key, as_entry, read_known, stale
from helpers.author.mutants.making import Mutant, mutants
from helpers.author.verify import code_cells, read_notebook
from helpers.checker import check
from helpers.exercises import all_exercises, assemble
from helpers.exercises.base import Exercise
from helpers.machine import this_machine
from helpers.verdict import Verdict

PROGRAMS = ("repair", "write")
"""The shapes whose answers are programs; the others are answered with values."""


_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@dataclass(frozen=True)
class Quality:
    """How well one exercise's check tells right from wrong.

    Attributes:
        exercise: its id.
        killed: mutants with a failed verdict.
        undecided: mutants of which the check says that it cannot judge them.
        equivalent: mutants that passed and are listed as right, with their reasons.
        survivors: mutants that passed and are not listed: holes, or entries to be written.
        right: how many right answers were judged, the solution among them.
        false_alarms: the names of those that did not pass.
    """

    exercise: str
    killed: int
    undecided: tuple[Mutant, ...]
    equivalent: tuple[tuple[Mutant, str], ...]
    survivors: tuple[Mutant, ...]
    right: int
    false_alarms: tuple[str, ...]

    @property
    def mutants(self) -> int:
        return self.killed + len(self.undecided) + len(self.equivalent) + len(self.survivors)


def analyse(root: Path, only: str | None = None, progress: Callable[[str], None] = lambda _: None) -> list[Quality]:
    """Judge the mutants and the right answers of all exercises that are answered with a program.

    Args:
        root: the project's folder.
        only: the id of one exercise.
        progress: called with the id of each exercise that is done.

    Raises:
        KnownError: the list of equivalent mutants cannot be read.
    """
    known = read_known(root)
    found = []
    # The checker judges in processes of its own; threads only wait for them.
    with ThreadPoolExecutor(max_workers=max(1, int(this_machine().usable_cores))) as pool:
        for exercise in all_exercises():
            source = solution(root, exercise.id) if exercise.shape in PROGRAMS and only in (None, exercise.id) else None
            if source is not None:
                found.append(_quality(root, exercise, source, known, pool))
                progress(exercise.id)
    return found


def problems(root: Path, qualities: list[Quality]) -> Iterator[str]:
    """A sentence for each thing to mend: holes, false alarms, entries of the list that nothing answers to."""
    for quality in qualities:
        for mutant in quality.survivors:
            yield (
                f"{quality.exercise}, line {mutant.line} of its solution: {mutant.operator}: the mutant passes. Mend "
                f"the check, or list the mutant as right, with the reason:\n{as_entry(quality.exercise, mutant)}"
            )
        for name in quality.false_alarms:
            yield f"{quality.exercise}: the right answer {name} does not pass: mend the check."
    listed = {(q.exercise, mutant.operator, mutant.change) for q in qualities for mutant, _ in q.equivalent}
    judged = {quality.exercise for quality in qualities}
    for key in stale((key for key in read_known(root) if key[0] in judged), listed):
        yield f"the list of equivalent mutants has an entry that no mutant answers to, or whose mutant fails: {key}"


def solution(root: Path, exercise: str) -> str | None:
    """The program that `source/` gives as the solution; None when no notebook has the exercise."""
    notebook = read_notebook(root, "source", exercise)
    if notebook is None:
        return None
    return without_starter(assemble([cell.source for cell in code_cells(notebook)], exercise).source)


def without_starter(source: str) -> str:
    """The program without the functions and classes that it defines anew further down.

    In `source/` a solution stands below the starter and takes its place; a slip in the starter would change nothing.
    """
    body = ast.parse(source).body
    last = {part.name: part for part in body if isinstance(part, _DEFINITIONS)}
    kept = [part for part in body if not isinstance(part, _DEFINITIONS) or last[part.name] is part]
    return ast.unparse(ast.Module(kept, []))


def _quality(root: Path, exercise: Exercise, source: str, known: dict[Key, str], pool: ThreadPoolExecutor) -> Quality:
    made = list(mutants(source))
    right = {"the solution": source}
    right |= {path.name: path.read_text(encoding="utf-8") for path in corpus.answers(root, exercise.id, "pass")}

    def judge(answer: str) -> Verdict:
        return check(exercise.id, answer)

    verdicts = list(pool.map(judge, [mutant.source for mutant in made]))
    alarms = [
        name
        for (name, _), verdict in zip(right.items(), pool.map(judge, right.values()), strict=True)
        if not verdict.passed
    ]
    passed = [mutant for mutant, verdict in zip(made, verdicts, strict=True) if verdict.passed]
    reasons = {mutant: known.get((exercise.id, mutant.operator, mutant.change)) for mutant in passed}
    return Quality(
        exercise=exercise.id,
        killed=sum(verdict.result == "failed" for verdict in verdicts),
        undecided=tuple(m for m, verdict in zip(made, verdicts, strict=True) if verdict.result == "cannot-judge"),
        equivalent=tuple((mutant, reason) for mutant, reason in reasons.items() if reason),
        survivors=tuple(mutant for mutant, reason in reasons.items() if not reason),
        right=len(right),
        false_alarms=tuple(alarms),
    )
