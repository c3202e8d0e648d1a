"""Who waits for whom in a trace, in which orders locks were taken, how full queues were: facts, without pictures."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from helpers.interleave.trace import Trace

_HELD = re.compile(r"^(?P<what>.+), (?:held by (?P<by>.+?)(?:, which has ended)?|which it holds itself)$")
_END = re.compile(r"^(?:the pool's )?(?P<by>(?:thread|process|task) .+) to end$")
_TITLE = re.compile(r"^(?:thread|task|process) ")


@dataclass(frozen=True, slots=True)
class Wait:
    """One arrow of a wait-for graph.

    Attributes:
        who: the thread that waits.
        what: what it waits for, in the trace's words: `scanner`, `an item in counter`, `its end`.
        on: the thread that could end this; None when the trace names nobody.
    """

    who: str
    what: str
    on: str | None


def waits(trace: Trace, step: int | None = None) -> tuple[Wait, ...]:
    """Who waits for what, and for whom.

    Args:
        step: after which step, from 1; None: at the end.

    Raises:
        ValueError: the trace has no such step.
    """
    if not trace.steps:
        return ()
    if step is not None and not 1 <= step <= len(trace.steps):
        raise ValueError(f"this trace has the steps 1 to {len(trace.steps)}, and no step {step}")
    now = trace.steps[-1 if step is None else step - 1]
    return tuple(_wait(who, reason) for who, reason in now.waiting.items())


def _wait(who: str, reason: str) -> Wait:
    held, end = _HELD.match(reason), _END.match(reason)
    if held:
        return Wait(who, held["what"], who if held["by"] is None else _name(held["by"]))
    if end:
        return Wait(who, "its end", _name(end["by"]))
    return Wait(who, reason, None)


def _name(words: str) -> str:
    return "M" if words == "the main thread" else _TITLE.sub("", words)


def circle(arrows: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """One circle of these arrows, each from the first to the second; empty when there is none.

    It begins with the name that comes first in the alphabet.
    """
    after: dict[str, list[str]] = defaultdict(list)
    for source, target in arrows:
        after[source].append(target)
    done: set[str] = set()
    for start in sorted(after):
        path: list[str] = []
        found = _walk(start, after, path, done)
        if found:
            first = found.index(min(found))
            return tuple(found[first:] + found[:first])
    return ()


def _walk(node: str, after: Mapping[str, list[str]], path: list[str], done: set[str]) -> list[str]:
    if node in path:
        return path[path.index(node) :]
    if node in done:
        return []
    path.append(node)
    for target in sorted(after.get(node, ())):
        found = _walk(target, after, path, done)
        if found:
            return found
    path.pop()
    done.add(node)
    return []


def thread_in_words(name: str) -> str:
    """What a sentence calls a thread."""
    return "the main thread" if name == "M" else name


@dataclass(frozen=True, slots=True)
class Order:
    """One arrow of a lock-order graph: somebody held `first` and asked for `second`.

    Attributes:
        thread, line: who did, and where; the line is None where the trace names none.
    """

    first: str
    second: str
    thread: str
    line: int | None


def lock_orders(traces: Trace | Iterable[Trace]) -> tuple[Order, ...]:
    """In which orders locks were taken, or asked for and not got, in one execution or several."""
    found: dict[Order, None] = {}
    for trace in [traces] if isinstance(traces, Trace) else traces:
        held: dict[str, tuple[str, ...]] = {}
        for step in trace.steps:
            before = held.get(step.thread, ())
            if step.operation == "acquire" and step.object in step.held:
                for lock in before:
                    if lock != step.object:
                        found[Order(lock, step.object, step.thread, step.line)] = None
            held[step.thread] = step.held
        for wait in waits(trace):
            # it asked, and did not get it: such a step never came to be
            for lock in held.get(wait.who, ()):
                if wait.on is not None and wait.what not in (lock, "its end"):
                    found[Order(lock, wait.what, wait.who, _waiting_line(trace, wait.who))] = None
    return tuple(found)


def _waiting_line(trace: Trace, who: str) -> int | None:
    said = re.search(rf"[Tt](?:hread|ask) {re.escape(who)} waits in line (\d+)", trace.outcome)
    return int(said[1]) if said else None


@dataclass(frozen=True, slots=True)
class Level:
    """How many items are in a queue after a step (from 1); 0 stands for the beginning."""

    step: int
    items: int
    words: str


def levels(trace: Trace) -> dict[str, tuple[Level, ...]]:
    """How full each queue was, from the steps that put and get."""
    found: dict[str, list[Level]] = {}
    for number, step in enumerate(trace.steps, 1):
        if step.operation not in ("put", "get"):
            continue
        seen = found.setdefault(step.object, [])
        if not seen:
            seen.append(Level(0, _length(step.before) or 0, "at the beginning"))
        change, word = (1, "puts") if step.operation == "put" else (-1, "gets")
        value = "" if step.value is None else f" {step.value}"
        words = f"{thread_in_words(step.thread)} {word}{value}"
        seen.append(Level(number, max(0, seen[-1].items + change), words))
    return {name: tuple(seen) for name, seen in found.items()}


def _length(text: str | None) -> int | None:
    try:
        return len(ast.literal_eval(text or ""))
    except (ValueError, SyntaxError, TypeError):
        return None
