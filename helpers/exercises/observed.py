"""Programs with processes, pools, coroutines: judged in the model checker's view and in one real run that is watched.

A check climbs hurdles, as in `safety`. A hurdle is made of situations of two kinds: `safety.Situation` is searched over
all interleavings with simulated threads and processes; `Observed` is looked at in one real run (`helpers.observe`), in
which no clock is asked. The verdict's `searched` and each finding's `scenario` say which view found what.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import ModuleType
from typing import Any

from helpers.exercises.base import Exercise, Shape
from helpers.exercises.rules import Rule, interface, is_empty, no_dynamic_code, parse, same_program
from helpers.exercises.safety import Hurdle as SimulatedHurdle
from helpers.exercises.safety import Situation, safety_exercise
from helpers.interleave import Budget, Scenario
from helpers.interleave.instrument.internals import denied_name
from helpers.observe import Call, Observation, Plan, observe
from helpers.verdict import Finding, Result, Verdict

Look = Callable[[Observation], Finding | None]
"""Looks at a run: what is wrong in it, or None. Points and scenario are filled in by the exercise."""

SECONDS, MEMORY = 30.0, 4 * 1024**3
"""What the checks of this kind may use: processes start, and each thread and process reserves address space."""


@dataclass(frozen=True, eq=False)
class Run:
    """One real run, made once for all situations that look at it.

    Attributes:
        name: a few words: "six orders, three workers".
        story: one sentence that says what is called, and what the check does meanwhile.
        call: what is called in the answer.
        plan: what the judge does with the tasks.
        start_method: None for the platform's default.
    """

    name: str
    story: str
    call: Call
    plan: Plan = field(default_factory=Plan)
    start_method: str | None = None


@dataclass(frozen=True, eq=False)
class Observed:
    """One look at a real run.

    Attributes:
        run: the run.
        look: is only asked when the function came back with a result.
        explain: is asked first when it did not: an exception, a hang, a killed process. None: the usual words are used.
        survives: `look` is asked in any case, and the usual words are not used: for runs that shall end badly.
    """

    run: Run
    look: Look
    explain: Look | None = None
    survives: bool = False


@dataclass(frozen=True)
class Hurdle:
    """Situations that test one part of the promise.

    Attributes:
        promise: what holds when the hurdle is taken, as a clause: "no order is lost".
        points: what it earns, when all hurdles before it are taken, too.
        situations: all of them must go well.
    """

    promise: str
    points: float
    situations: tuple[Situation | Observed, ...]


_FEW = Budget(systematic=8_000, bounded=4_000, random=2_000, shrink=5_000)


def in_every_order(name: str, story: str, play: Callable[[Any], bool | str]) -> Situation:
    """A small situation in the model checker's simulated processes, beside what one real run shows.

    It finds what shows in some orders only: threads in front of a pool that share something without a lock, say.

    Args:
        name: a few words.
        story: one sentence that says what is called.
        play: is given the answer's namespace, and says True, or what went wrong.
    """
    return Situation(name, story, Scenario(main=play, accept=lambda said: said), {}, False, _FEW)


def observed_exercise(
    *,
    id: str,
    title: str,
    shape: Shape,
    minutes: int,
    misconceptions: tuple[str, ...],
    hints: tuple[str, str, str],
    given: str,
    hurdles: tuple[Hurdle, ...],
    fixed: str = "",
    rules: tuple[Rule, ...] = (),
    unprotected: str = "M10",
    worlds: Mapping[str, ModuleType] | None = None,
    why_others_fail: tuple[str, ...] = (),
    version: int = 1,
) -> Exercise:
    """An exercise whose answer is judged by hurdles of simulated and of real situations.

    Args:
        given: the starter: it fixes the interface, and an answer that says the same is no answer.
        fixed: a program that fixes the interface in place of `given`, where the starter has parts that may go.
        rules: static rules besides the interface.
        unprotected: for simulated situations: the belief behind an answer that uses no lock at all.
        worlds: for simulated situations: what stands for modules of `helpers.workers`, by their last name.
    """
    points = sum(hurdle.points for hurdle in hurdles)
    starter = ast.parse(given)
    every_rule = (interface(fixed or given), no_dynamic_code, keeps_out, *rules)

    def simulated(situation: Situation, source: str) -> Verdict:
        exercise = safety_exercise(
            id=id,
            title=title,
            shape=shape,
            minutes=minutes,
            misconceptions=misconceptions,
            hints=hints,
            given=fixed or given,
            hurdles=(SimulatedHurdle("", 1.0, (situation,)),),
            unprotected=unprotected,
            modules=_as_simulated(worlds or {}),
        )
        return exercise.judge(_of_simulated_worlds(source))

    def check(source: str) -> Verdict:
        def verdict(score: float, finding: Finding | None, searched: Sequence[str] = ()) -> Verdict:
            if finding is None:
                return Verdict(id, "passed", points, points, (), tuple(searched), source)
            if finding.kind == "attack":
                score = 0.0
            if isinstance(tree, ast.Module) and same_program(tree, starter):
                score = 0.0  # what the starter does well is no answer
                said = "This is still the program as it was given. This is what happens to it: " + finding.message
                finding = replace(finding, kind="no-answer", message=said)
            undecided = finding.kind in ("cannot-judge", "attack")
            result: Result = "cannot-judge" if undecided else "failed"
            return Verdict(
                id, result, score, points, (replace(finding, points=points - score),), tuple(searched), source
            )

        tree = parse(source)
        if isinstance(tree, Finding):
            return verdict(0.0, tree)
        if is_empty(tree):
            names = [f"`{node.name}`" for node in starter.body if isinstance(node, (ast.ClassDef, ast.FunctionDef))]
            message = f"There is no answer yet: write {' and '.join(names)} in the cell above."
            return verdict(0.0, Finding("no-answer", message))
        for rule in every_rule:
            if finding := rule(tree):
                return verdict(0.0, finding)
        score = 0.0
        searched: list[str] = []
        runs: dict[Run, Observation] = {}
        for hurdle in hurdles:
            for situation in hurdle.situations:
                if isinstance(situation, Situation):
                    part = simulated(situation, source)
                    found = part.findings[0] if part.findings else None
                    if found is None or found.kind != "cannot-judge" or not runs:
                        searched += part.searched
                    else:
                        # the real run has been judged; what the model checker cannot control is named, and no fault
                        searched.append(f"{situation.name}: the interleavings were not searched. {found.message}")
                        found = None
                else:
                    found = _look(situation, source, runs, searched)
                if found is not None:
                    return verdict(score, found, searched)
            score += hurdle.points
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


def _look(situation: Observed, source: str, runs: dict[Run, Observation], searched: list[str]) -> Finding | None:
    run = situation.run
    seen = runs.get(run)
    if seen is None:
        seen = runs[run] = observe(source, run.call, run.plan, start_method=run.start_method)
        searched.append(f"{run.name}: one real run was watched.")
    found = unfit(seen)
    if found is None and situation.survives:
        found = situation.look(seen)
    elif found is None and not seen.returned:
        found = (situation.explain(seen) if situation.explain else None) or ended_badly(seen)
    elif found is None:
        found = situation.look(seen)
    if found is None:
        # the evidence of a run in which all is well is the same each time; how far a wrong program comes may vary
        short = f"{run.name}: one real run was watched."
        if short in searched:
            place = searched.index(short)
            searched[place : place + 1] = [f"{run.name}: {sentence}" for sentence in seen.sentences]
        return None
    if seen.weak and found.kind not in ("attack", "no-answer"):
        message = f"Something went wrong in the run, and it may be this machine: it lacks {seen.weak}."
        return Finding("cannot-judge", message, scenario=f"{run.name} (one real run)")
    message = found.message
    if found.kind not in ("cannot-judge", "attack", "no-answer"):
        message = f"{run.story} {message}"
    return replace(found, message=message, scenario=f"{run.name} (one real run)")


def unfit(seen: Observation) -> Finding | None:
    """Why nothing can be said about a run: the machine lacks something, or its reports cannot be believed."""
    if seen.lacks:
        return Finding("cannot-judge", f"This machine cannot make the run: it lacks {seen.lacks}.")
    if seen.attack:
        message = (
            f"The program sent the check {seen.attack}. No answer needs this, so nothing is said about the program."
        )
        return Finding("attack", message)
    return None


def ended_badly(seen: Observation) -> Finding:
    """The usual words for a run whose function did not come back with a result."""
    if seen.error is not None:
        if seen.error.type == "NotImplementedError":
            message = "There is still a `raise NotImplementedError()` here: put your code in its place."
            return Finding("no-answer", message, line=seen.error.line)
        if seen.error.type.startswith("Broken") and not seen.tasks and any(pool.initializer for pool in seen.pools):
            # at which line it came out, and in which of the library's words, is a matter of speed
            why = f"A worker ended in its initializer, before its first task.{_how_workers_ended(seen)}"
            return Finding("exception", f"`{seen.call}` ended with {seen.error.type}. {why}")
        causes = f" Behind it: {'; '.join(seen.error.chain)}." if seen.error.chain else ""
        said = str(seen.error).rstrip(".")
        return Finding("exception", f"`{seen.call}` ended with {said}.{causes}", line=seen.error.line)
    if seen.died:
        return Finding("exception", f"The process that ran `{seen.call}` ended before it returned: {seen.died}.")
    if seen.flooded == "output":
        return Finding("limit", "Your program printed without end, so it was stopped.")
    if seen.flooded in seen.pulls:
        taken = len(seen.pulls[seen.flooded])
        return Finding("limit", f"Your program took {taken} items out of the endless source, and went on taking them.")
    if seen.flooded == "starts":
        return _workers_that_end(seen)
    if seen.flooded:
        return Finding("limit", "Your program started tasks without end, so it was stopped.")
    if seen.stuck:
        return hang(seen)
    if seen.sleeps:
        message = (
            f"Everything in your program waits, and nothing will happen before a time limit ends that is more than "
            f"{seen.sleeps:g} seconds away. A check does not wait that long: it was stopped, and not judged. What does "
            "it wait for, and who would bring that about?"
        )
    else:
        message = "Your program was still working when its time was over. It was stopped, and not judged."
    return Finding("cannot-judge", message)


def _workers_that_end(seen: Observation) -> Finding:
    """Processes that end before they begin a task, and others in their place."""
    said = _how_workers_ended(seen)
    if any(pool.kind == "Pool" and pool.initializer for pool in seen.pools):
        message = (
            "Each worker of the pool ended in its initializer, before its first task, and the pool put another one in "
            f"its place, again and again.{said} How is the initializer called, and with what?"
        )
        return Finding("exception", message)
    message = f"One process after the other was started, and none of them began a task, so it was stopped.{said}"
    return Finding("limit", message)


def _how_workers_ended(seen: Observation) -> str:
    # several processes write at the same time: a line that came out whole comes many times
    lines = Counter(re.findall(r"^[A-Z]\w*(?:Error|Exception)\b.*$", seen.output, re.MULTILINE))
    return f" It ended with {lines.most_common(1)[0][0]}." if lines else ""


def hang(seen: Observation) -> Finding:
    """The finding for a run in which nobody could go on any more: who waits where."""
    waiting = list(dict.fromkeys(str(thread) for thread in seen.stuck if thread.line is not None))
    main = next((thread for thread in seen.stuck if thread.pid == seen.main_pid and thread.line is not None), None)
    if seen.busy:
        said = f"`{seen.call}` goes round and round and gets nowhere"
    else:
        said = f"`{seen.call}` never comes back: every thread of every process waits, and nobody is left to wake them"
    where = f" ({'; '.join(waiting[:4])})" if waiting else ""
    return Finding("hang", f"{said}{where}.", line=main.line if main else None)


# -- what an answer may not do, besides what the model checker refuses

_LEADS_AWAY = frozenset({"ctypes", "gc", "inspect", "dis", "importlib", "runpy", "_ctypes", "faulthandler", "mmap"})
_OF_SYS = frozenset({"modules", "_getframe", "_current_frames", "settrace", "setprofile", "meta_path", "path_hooks"})


def keeps_out(tree: ast.Module) -> Finding | None:
    """A program that reaches for the check itself is not judged."""
    nodes = [node for node in ast.walk(tree) if not _is_worker_import(node)]
    found = denied_name(nodes)
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
            if any(part in text for part in ("RACECOURSE_", "helpers.observe", "helpers.checker", "helpers.exercises")):
                found = found or (text[:40], node.lineno)
        elif isinstance(node, ast.Attribute) and node.attr in _OF_SYS:
            if isinstance(node.value, ast.Name) and node.value.id == "sys":
                found = found or (f"sys.{node.attr}", node.lineno)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            if away := next((name for name in modules if name.partition(".")[0] in _LEADS_AWAY), None):
                message = f"Line {node.lineno} imports `{away}`, which can change what the check sees. Do without it."
                return Finding("cannot-judge", message, line=node.lineno)
    if found is None:
        return None
    name, line = found
    message = (
        f"Line {line} uses `{name}`, which leads out of your program and into the check. No exercise needs it, so the "
        "program was not judged."
    )
    return Finding("attack", message, line=line)


def _is_worker_import(node: ast.AST) -> bool:
    if isinstance(node, ast.ImportFrom):
        module = node.module or ""
        return module == "helpers.workers" or module.startswith("helpers.workers.")
    return isinstance(node, ast.Import) and all(alias.name.startswith("helpers.workers.") for alias in node.names)


def _as_simulated(worlds: Mapping[str, ModuleType]) -> dict[str, ModuleType]:
    """The modules that `_of_simulated_worlds` has a program import."""
    package = ModuleType("workers")
    vars(package).update(worlds)
    return {**worlds, "workers": package}


def _of_simulated_worlds(source: str) -> str:
    """A program that names modules of `helpers.workers` by their last name only, line by line the same otherwise.

    The model checker lets no program into this package; what stands for a world has a name of its own.
    """
    return re.sub(r"\bhelpers\.workers\.", "", re.sub(r"\bfrom\s+helpers\.workers\b(?!\.)", "from workers", source))


# -- looks that many exercises need


def first_of(*looks: Look) -> Look:
    """The first finding of several looks."""

    def look(seen: Observation) -> Finding | None:
        return next((found for each in looks if (found := each(seen)) is not None), None)

    return look


def each_once(items: Sequence[object], what: str = "order", name: str | None = None) -> Look:
    """Each item's task was run, and none twice.

    Args:
        what: what an item is called in the message.
        name: the task function that counts; None: any.
    """

    def look(seen: Observation) -> Finding | None:
        runs = seen.runs(name)
        # how far a program came that gave up too early may be an accident; that it did not come to the last one is none
        if never := [item for item in items if runs[item] == 0]:
            return Finding("wrong-result", f"The work for {what} {never[-1]!r} was never begun.")
        for item in items:
            if runs[item] > 1:
                return Finding("wrong-result", f"The work for {what} {item!r} was done {runs[item]} times.")
        if more := [item for item in runs if item not in items]:
            return Finding("wrong-result", f"Work was done for {what} {more[0]!r}, which nobody asked for.")
        return None

    return look


def together(least: int, belief: str | None = None, message: str = "", *, processes: bool = False) -> Look:
    """At least so many tasks were in flight at the same time.

    Args:
        message: what it means for the learner; the count is said anyway.
        processes: in so many different processes.
    """

    def look(seen: Observation) -> Finding | None:
        peak = seen.peak_pids if processes else seen.peak
        if peak >= least:
            return None
        where = "processes had a task" if processes else "tasks were"
        if processes and not seen.workers:
            count = "no other process ran a task"
        elif peak <= 1:
            count = "never were two tasks under way at the same time"
        else:
            count = f"at most {peak} {where} under way at the same time, and {least} could have been"
        said = f"The check let every task wait for as long as anything else could begin: {count}. {message}".strip()
        return Finding("too-little-parallelism", said, misconception=belief)

    return look


def at_most(most: int, belief: str | None = None, message: str = "") -> Look:
    """No more than so many tasks were in flight at the same time."""

    def look(seen: Observation) -> Finding | None:
        if seen.peak <= most:
            return None
        said = f"{seen.peak} tasks were under way at the same time; at most {most} may be. {message}".strip()
        return Finding("wrong-result", said, misconception=belief)

    return look


def nothing_left(belief: str | None = None, message: str = "") -> Look:
    """When the function had come back, nothing of its own was there any more."""

    def look(seen: Observation) -> Finding | None:
        left = seen.left
        if left is None or not left.anything:
            return None
        parts = []
        if left.children:
            parts.append(f"{len(left.children)} processes" if len(left.children) > 1 else "a process")
        threads = set(left.threads) - set(left.daemons)
        if threads:
            parts.append(f"{len(threads)} threads" if len(threads) > 1 else "a thread")
        if left.memory:
            parts.append("a block of shared memory" if len(left.memory) == 1 else "blocks of shared memory")
        said = f"When `{seen.call}` had come back, {' and '.join(parts)} of it was still there. {message}".strip()
        return Finding("leftover", said, misconception=belief)

    return look
