"""Repair and write: tasks for a task queue, judged with a broker and workers that the judge holds in its hands.

The tasks run by Celery's own code, in processes of their own; every message, result and effect goes through the judge
(helpers/tasks/cluster.py). So it can let a worker die at every moment that makes a difference, and see what is left.
A check climbs hurdles, the easy ones first, and stops at the first that the answer does not take.
"""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from helpers.exercises.base import Exercise, Shape
from helpers.exercises.misconceptions import misconception
from helpers.exercises.observed import keeps_out
from helpers.exercises.rules import interface, is_empty, no_dynamic_code, parse, same_program
from helpers.tasks.cluster import (
    CannotRun,
    Crash,
    Driven,
    Ending,
    Hangs,
    Stage,
    State,
    TooMany,
    drive,
    endings,
    overlaps,
)
from helpers.tasks.world import World
from helpers.verdict import Finding, Result, Verdict

SECONDS = 30.0
"""For one check. It takes far less; a machine that is busy with something else must not turn it into a failure."""

_MODULES = ("helpers.tasks", "helpers.tasks.shop")


@dataclass
class Bench:
    """An answer that is loaded, and what can be done with it.

    Attributes:
        tree: its syntax tree.
        tasks: the settings of its tasks, by Celery's names.
        names: Celery's name of each task, by the name in the answer.
        deliveries: how many runs there were so far.
        known: what hurdles have found out, and other hurdles need again.
    """

    stage: Stage
    tree: ast.Module
    tasks: dict[str, Any]
    names: dict[str, str]
    deliveries: int = 0
    known: dict[Any, Any] = field(default_factory=dict)

    def sent(self, task: str, *calls: Sequence[Any], world: World | None = None) -> State:
        """The state after `task.delay(...)` was called for each of these arguments.

        Raises:
            Unfit: the call did not work, or sent nothing.
        """
        state = State(world or World())
        for args in calls:
            before = len(state.queue)
            process = self.stage.call(f"{task}.delay", list(args), state.now)
            while process.ended is None:
                process.serve(state)
            process.kill()
            if process.ended["end"] != "returned":
                raise Unfit(_trouble(process.ended, f"`{task}.delay({_shown(args)})`"))
            if len(state.queue) == before:
                message = (
                    f"`{task}.delay({_shown(args)})` sent no message: the task ran in the process of its caller, and "
                    "no worker ever heard of it. What is set to make that happen?"
                )
                raise Unfit(Finding("wrong-result", message, line=line_of(self.tree, task)))
        return state

    def endings(
        self, start: State, crashes: tuple[Crash, ...] = (), most: int = 0, point: float | None = None
    ) -> Iterator[Ending]:
        """Every way in which the messages can end; see `helpers.tasks.cluster.endings`."""
        for ending in endings(self.stage, self.tasks, start, crashes, most, point):
            self.deliveries += 1
            yield ending

    def overlaps(self, start: State) -> Iterator[Ending]:
        """The first message delivered twice at the same time; see `helpers.tasks.cluster.overlaps`."""
        for ending in overlaps(self.stage, self.tasks, start):
            self.deliveries += 1
            yield ending

    def drive(
        self, function: str, args: list[Any], world: World, slots: int, slow: str, newest: bool = False
    ) -> Driven:
        """A call of a function, and all that it sends; see `helpers.tasks.cluster.drive`."""
        self.deliveries += 1
        return drive(self.stage, self.tasks, State(world), function, args, slots, (slow,), newest)


class Unfit(Exception):
    """The answer cannot be judged further. The finding says why."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        super().__init__(finding.message)


@dataclass(frozen=True)
class Hurdle:
    """One part of the promise.

    Attributes:
        promise: what holds when the hurdle is taken, as a clause.
        points: what it earns, when all hurdles before it are taken, too.
        look: the finding that says why it is not taken, or None.
        searched: a sentence that says what was looked at.
    """

    promise: str
    points: float
    look: Callable[[Bench], Finding | None]
    searched: str


def delivered_exercise(
    *,
    id: str,
    title: str,
    shape: Shape,
    minutes: int,
    misconceptions: tuple[str, ...],
    hints: tuple[str, str, str],
    given: str,
    hurdles: tuple[Hurdle, ...],
    tasks: tuple[str, ...],
    why_others_fail: tuple[str, ...] = (),
    version: int = 1,
) -> Exercise:
    """An exercise whose answer is a module with tasks.

    Args:
        given: the starter: it fixes the interface, and an answer that says the same is no answer.
        tasks: the names in the answer that have to be tasks.
    """
    points = sum(hurdle.points for hurdle in hurdles)
    starter = ast.parse(given)

    def check(source: str) -> Verdict:
        def verdict(score: float, finding: Finding | None, searched: Sequence[str] = ()) -> Verdict:
            if finding is None:
                return Verdict(id, "passed", points, points, (), tuple(searched), source)
            if isinstance(tree, ast.Module) and same_program(tree, starter):
                said = "This is still the program as it was given. This is what can happen to it: " + finding.message
                finding = replace(finding, kind="no-answer", message=said)
            result: Result = "cannot-judge" if finding.kind in ("cannot-judge", "attack") else "failed"
            costing = replace(finding, points=points - score)
            return Verdict(id, result, score, points, (costing,), tuple(searched), source)

        tree = parse(source)
        if isinstance(tree, Finding):
            return verdict(0.0, tree)
        if is_empty(tree):
            names = [f"`{node.name}`" for node in starter.body if isinstance(node, ast.FunctionDef)]
            message = f"There is no answer yet: write {' and '.join(names)} in the cell above."
            return verdict(0.0, Finding("no-answer", message))
        for rule in (interface(given), no_dynamic_code, _keeps_out):
            if finding := rule(tree):
                return verdict(0.0, finding)
        try:
            with Stage(source) as stage:
                score, finding, searched = _climb(stage, tree, hurdles, tasks)
        except CannotRun as error:
            return verdict(0.0, Finding("cannot-judge", str(error)))
        except OSError:
            message = (
                "The process in which your tasks run was ended from inside, and without it nothing can be judged. "
                "Which line ends a process?"
            )
            return verdict(0.0, Finding("cannot-judge", message))
        return verdict(score, finding, searched)

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
    )


def _climb(
    stage: Stage, tree: ast.Module, hurdles: Sequence[Hurdle], tasks: Sequence[str]
) -> tuple[float, Finding | None, list[str]]:
    score = 0.0
    searched: list[str] = []
    described = stage.describe()
    if described["end"] != "described":
        return score, _trouble(described, "importing your program"), searched
    for name in tasks:
        if name not in described["names"]:
            message = (
                f"`{name}` is no task: a worker can only be sent what `@app.task` (or `@shared_task`) stands above. "
                "Which line does the starter have there?"
            )
            return score, Finding("rule", message, line=line_of(tree, name)), searched
    bench = Bench(stage, tree, described["tasks"], described["names"])
    for hurdle in hurdles:
        before = bench.deliveries
        finding = _look(hurdle, bench)
        runs = bench.deliveries - before
        counted = {0: "known from the runs before", 1: "1 run"}.get(runs, f"{runs} runs")
        searched.append(f"{hurdle.searched} ({counted})")
        if finding is not None:
            return score, replace(finding, scenario=finding.scenario or hurdle.promise), searched
        score += hurdle.points
    return score, None, searched


def _look(hurdle: Hurdle, bench: Bench) -> Finding | None:
    try:
        return hurdle.look(bench)
    except Unfit as error:
        return error.finding
    except TooMany as error:
        message = f"It never ends: {told(error.story[-6:])} And so on. Which line says when it is enough?"
        return believed(Finding("hang", message), "M57")
    except Hangs:
        return Finding(
            "hang", "A task of your program runs on and on, and asks for nothing. Is there a loop without end?"
        )


def believed(finding: Finding, belief: str | None) -> Finding:
    """The finding with the belief that leads there, and with the question that this belief asks for."""
    if belief is None:
        return finding
    return replace(finding, message=f"{finding.message} {misconception(belief).look}", misconception=belief)


# Celery names its messages so, and programs name what shall have a name of its own. Only the versions that are another
# one each time (RFC 9562), so that a hash of the order, which is as long, stays what it is.
_UUID = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[1467][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
    r"|(?<![0-9a-f])[0-9a-f]{12}[1467][0-9a-f]{3}[89ab][0-9a-f]{15}(?![0-9a-f])"
)


def told(story: Sequence[str]) -> str:
    """What happened, event by event, as one sentence with numbers.

    Random names are numbered, so that the same story has the same words in each run.
    """
    numbers: dict[str, int] = {}

    def numbered(match: re.Match[str]) -> str:
        return f"uuid-{numbers.setdefault(match.group(), len(numbers) + 1)}"

    return " ".join(f"({number}) {_UUID.sub(numbered, event)}." for number, event in enumerate(story, 1))


def failed(bench: Bench, ending: Ending | Driven, what: str) -> Finding | None:
    """The finding for a task that ended badly although nothing went wrong outside; None when all went well."""
    for ended in ending.last if isinstance(ending, Ending) else ending.ends:
        if ended["end"] == "done" and ended["state"] == "FAILURE":
            message = f"{what} The task `{_short(ended['task'])}` fails: {ended['error']}: {ended['message']}."
            return Finding("exception", message, line=ended.get("line"))
        if ended["end"] == "unknown task":
            message = f"{what} A message asks for the task {ended['name']!r}, and no worker knows it."
            return Finding("exception", message)
        if ended["end"] in ("trouble", "died"):
            message = f"{what} The task `{_short(ended['task'])}` ends the process of its worker."
            return Finding("exception", message, line=ended.get("line"))
    return None


def line_of(tree: ast.Module, name: str) -> int | None:
    """The first line that calls or defines something of this name."""
    lines = []
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr=called)) | ast.Call(func=ast.Name(id=called)) if called == name:
                lines.append(node.lineno)
            case ast.FunctionDef(name=defined) if defined == name:
                lines.append(node.lineno)
    return min(lines, default=None)


def calls(tree: ast.Module, *names: str) -> bool:
    """Whether the program calls something of one of these names."""
    return any(
        isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Attribute) and node.func.attr in names)
            or (isinstance(node.func, ast.Name) and node.func.id in names)
        )
        for node in ast.walk(tree)
    )


def _trouble(ended: dict[str, Any], what: str) -> Finding:
    if ended["end"] == "died":
        return Finding("exception", f"The process ends while it does {what}.")
    message = f"{what[0].upper() + what[1:]} raises {ended['error']}: {ended['message']}."
    return Finding("exception", message.replace("..", "."), line=ended.get("line"))


def _short(task: str) -> str:
    return task.rpartition(".")[2]


def _shown(args: Sequence[Any]) -> str:
    return ", ".join(map(repr, args))


class _WithoutShop(ast.NodeTransformer):
    """Takes out the imports that an answer may have."""

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.AST | None:
        public = all(not alias.name.startswith("_") for alias in node.names)
        known = node.module in _MODULES and not {alias.name for alias in node.names} & {"stage", "cluster", "serve"}
        return None if known and public else node

    def visit_Import(self, node: ast.Import) -> ast.AST | None:
        return None if all(alias.name in _MODULES for alias in node.names) else node


def _keeps_out(tree: ast.Module) -> Finding | None:
    return keeps_out(_WithoutShop().visit(copy.deepcopy(tree)))
