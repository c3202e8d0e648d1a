"""From what went wrong to the belief that leads there.

The evidence is the failing interleaving (which thread touched what, holding which locks) and the text of the
program (where locks are made). Where the evidence fits no belief, none is named: a wrong diagnosis sends the
learner astray.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from helpers.exercises import waiting
from helpers.interleave.trace import Step, Trace

LOCKS = ("Lock", "RLock", "Semaphore", "BoundedSemaphore", "Condition")
_MADE_ONCE = ("__init__", "__new__", "__post_init__", "__init_subclass__", "__set_name__")
_SYNCHRONISATION = frozenset(
    [
        "acquire",
        "try-acquire",
        "release",
        "wait",
        "wake",
        "notify",
        "notify-all",
        "put",
        "get",
        "start",
        "join",
        "sleep",
        "exit",
        "enter",
        "leave",
        "raise",
    ]
)
_INSTANCE = re.compile(r"\w+#\d+\.\w+")
_ATTRIBUTE = re.compile(r"\w+\.(\w+)")
_OF_SELF = re.compile(r"\bself\.(\w+)")
_ITEM = re.compile(r"\b(\w+)\[")


@dataclass(frozen=True)
class Text:
    """What the program's text shows about its locks."""

    lock_per_call: int | None
    makes_locks: bool
    sleeps: bool
    counts: bool
    tests: frozenset[tuple[int, int, int, int]]

    @classmethod
    def of(cls, tree: ast.Module) -> Text:
        names = _lock_names(tree)
        makers = [call for call in ast.walk(tree) if isinstance(call, ast.Call) and _called(call) in names]
        return cls(
            lock_per_call=next(_per_call(tree, names), None),
            makes_locks=bool(makers) or any(isinstance(node, (ast.With,)) for node in ast.walk(tree)),
            sleeps=any(isinstance(call, ast.Call) and _called(call) == "sleep" for call in ast.walk(tree)),
            counts=any("Semaphore" in _called(call) for call in makers),
            tests=frozenset(_tests(tree)),
        )

    def in_test(self, step: Step) -> bool:
        """Whether the step belongs to a condition: the check of a check-then-act."""
        if step.line is None:
            return False
        place = (step.line, step.column or 0)
        return any((a, b) <= place < (c, d) for a, b, c, d in self.tests)


def belief(tree: ast.Module, kind: str, trace: Trace | None, unprotected: str | None, message: str = "") -> str | None:
    """The id of the misconception that fits, or None.

    Args:
        tree: the answer.
        kind: the kind of the judgement: wrong-result, deadlock, exception, ...
        trace: the failing interleaving.
        unprotected: the belief behind a program of this exercise that uses no lock at all.
        message: what happened, in words.
    """
    text = Text.of(tree)
    if kind == "too-much-locking":
        return "M11"
    if kind == "leftover-lock":
        return "M25"
    if kind in ("deadlock", "lost-wakeup", "leftover-thread") and trace is not None:
        return _deadlock(tree, trace) or waiting.stuck(tree, kind, trace)
    if trace is not None and (found := waiting.went_on(tree, trace, message)):
        return found
    if kind not in ("wrong-result", "exception") or trace is None or not _shared(trace):
        return None
    if text.lock_per_call is not None:
        return "M06"
    if _own_flag(text, trace):
        return "M09"
    if not text.makes_locks:
        return "M18" if text.sleeps else unprotected if _reads_to_write(trace) else "M10"
    return _access_pattern(text, trace, unprotected)


def _deadlock(tree: ast.Module, trace: Trace) -> str | None:
    """Who waits for whom at the end: oneself, a thread that has ended, or each other."""
    reasons = next((step.waiting for step in reversed(trace.steps) if step.waiting), {})
    if any("which it holds itself" in reason for reason in reasons.values()):
        return "M25" if _acquires_without_finally(tree) else "M23"
    if any("which has ended" in reason for reason in reasons.values()):
        return "M25"
    holder = {
        thread: reason.partition("held by ")[2].removeprefix("thread ")
        for thread, reason in reasons.items()
        if "held by " in reason
    }
    for thread in holder:
        seen = [thread]
        while (following := holder.get(seen[-1])) is not None and following not in seen:
            seen.append(following)
        if following is not None:
            return "M24"
    return None


def _acquires_without_finally(tree: ast.Module) -> bool:
    """Whether the program calls `acquire()` somewhere and has no `finally` to release in."""
    acquires = any(isinstance(node, ast.Call) and _called(node) == "acquire" for node in ast.walk(tree))
    return acquires and not any(isinstance(node, ast.Try) and node.finalbody for node in ast.walk(tree))


@dataclass(frozen=True)
class _Access:
    index: int
    step: Step

    @property
    def writes(self) -> bool:
        return self.step.operation == "write" or self.step.after is not None


def _shared(trace: Trace) -> dict[str, list[_Access]]:
    """The objects that several threads touched and one of them changed."""
    accesses: dict[str, list[_Access]] = defaultdict(list)
    for index, step in enumerate(trace.steps):
        if step.object and (step.operation not in _SYNCHRONISATION or step.after is not None):
            accesses[_key(step.object)].append(_Access(index, step))
    return {
        name: found
        for name, found in accesses.items()
        if any(a.writes for a in found) and len({a.step.thread for a in found}) > 1
    }


def _key(name: str) -> str:
    """What the steps on one object have in common: `Desk.badges`, `len(self.badges)`, `self.badges[name]`."""
    if _INSTANCE.fullmatch(name):
        return name
    if found := _ATTRIBUTE.fullmatch(name) or _OF_SELF.search(name) or _ITEM.search(name):
        return found[1]
    return name


def _reads_to_write(trace: Trace) -> bool:
    """Whether a thread reads what it also writes; else each step is whole, and only their sum is not."""
    return any(
        {a.step.thread for a in accesses if a.writes}
        & {a.step.thread for a in accesses if not a.writes and _is_data(a)}
        for accesses in _shared(trace).values()
    )


def _is_data(access: _Access) -> bool:
    """Whether a read got at the data itself, and not only at the container in which the next step changes it."""
    return access.step.after is None and not (access.step.value or "").startswith(("[", "{", "deque("))


def _own_flag(text: Text, trace: Trace) -> bool:
    """Whether a variable that is only looked at in conditions, and set without a lock, stands in for a lock."""
    for accesses in _shared(trace).values():
        reads = [a for a in accesses if not a.writes]
        bare = all(not a.step.held for a in accesses)
        if bare and len({a.step.thread for a in reads}) > 1 and all(text.in_test(a.step) for a in reads):
            return True
    return False


def _access_pattern(text: Text, trace: Trace, unprotected: str | None) -> str | None:
    """Which of the accesses to the shared objects keeps to no common lock, and how."""
    shared = _shared(trace)
    if text.counts:
        return None  # a semaphore may let several in: who holds it says nothing
    if _held_by_two(trace):
        return "M09" if _looked_for_a_lock(text, trace) else "M06"
    beliefs: list[tuple[int, str | None]] = []
    for accesses in shared.values():
        writers = {a.step.thread for a in accesses if a.writes}
        bare_writes = [a for a in accesses if a.writes and not a.step.held]
        bare_reads = [a for a in accesses if not a.writes and not a.step.held]
        locked = [a for a in accesses if a.step.held]
        if bare_writes:
            locked_elsewhere = {a.step.line for a in locked} - {a.step.line for a in bare_writes}
            beliefs.append((0, "M07" if locked_elsewhere else "M18" if text.sleeps else unprotected))
        elif _different_locks(locked):
            beliefs.append((1, "M07" if len(writers) > 1 else "M12"))
        elif bare_reads:
            checks = any(text.in_test(a.step) and a.step.thread in writers for a in bare_reads)
            beliefs.append((2, "M09" if checks else "M08"))
        elif between := _interrupted(accesses):
            beliefs.append((3, "M09" if any(text.in_test(a.step) for a in between) else "M10"))
    if not beliefs and _several_holds(trace, shared):
        beliefs.append((3, "M10"))
    if not beliefs:
        return None
    rank, found = min(beliefs, key=lambda ranked: ranked[0])
    if rank == 3 and _several_guards(shared):
        return "M07"
    return found


def _several_holds(trace: Trace, shared: dict[str, list[_Access]]) -> bool:
    """Whether a thread did its work in several lock holds, and another one came in between."""
    accesses = sorted((a for found in shared.values() for a in found), key=lambda a: a.index)
    for first in accesses:
        for last in accesses:
            if last.step.thread == first.step.thread and last.index > first.index:
                between = trace.steps[first.index : last.index]
                let_go = any(s.operation == "release" and s.thread == first.step.thread for s in between)
                others = any(
                    first.index < a.index < last.index and a.step.thread != first.step.thread for a in accesses
                )
                if let_go and others:
                    return True
    return False


def _held_by_two(trace: Trace) -> bool:
    """Whether two threads at once held what the program calls by one name: not one lock, or none for one."""
    held: dict[str, tuple[str, ...]] = {}
    for step in trace.steps:
        held[step.thread] = step.held
        others = {name for thread, names in held.items() if thread != step.thread for name in names}
        if others & set(step.held):
            return True
    return False


def _looked_for_a_lock(text: Text, trace: Trace) -> bool:
    """Whether a lock was made because a condition said that there was none: then it is that check that goes wrong."""
    made = {_key(step.object) for step in trace.steps if (step.after or "").strip("<>") in LOCKS}
    return any(_key(step.object) in made and text.in_test(step) for step in trace.steps)


def _several_guards(shared: dict[str, list[_Access]]) -> bool:
    """Whether attributes of one object are always accessed under different locks."""
    guards = {name: set.intersection(*(set(a.step.held) for a in found)) for name, found in shared.items()}
    return any(
        guards[one] and guards[other] and not guards[one] & guards[other]
        for one in guards
        for other in guards
        if one.rpartition(".")[0] == other.rpartition(".")[0]
    )


def _different_locks(accesses: list[_Access]) -> bool:
    """Whether two threads touched the object, one writing, with no lock in common."""
    return any(
        a.step.thread != b.step.thread and (a.writes or b.writes) and not set(a.step.held) & set(b.step.held)
        for a in accesses
        for b in accesses
    )


def _interrupted(accesses: list[_Access]) -> list[_Access]:
    """Accesses of a thread that let go of the lock, and after which another thread changed the object."""

    def changed_by_another(a: _Access, before: int) -> bool:
        return any(b.writes and a.index < b.index < before and b.step.thread != a.step.thread for b in accesses)

    last = {a.step.thread: a.index for a in accesses}
    return [a for a in accesses if changed_by_another(a, before=last[a.step.thread])]


def _lock_names(tree: ast.Module) -> frozenset[str]:
    """The names by which the program calls the makers of locks: `Lock`, and `L` after `import Lock as L`."""
    names = set(LOCKS)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in ("threading", "multiprocessing"):
            names.update(alias.asname for alias in node.names if alias.asname and alias.name in LOCKS)
    return frozenset(names)


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _per_call(tree: ast.Module, names: frozenset[str]) -> Iterator[int]:
    """The lines that make a lock anew on each call of a function, for that call alone."""
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef) or function.name in _MADE_ONCE:
            continue
        inner = [node for node in ast.walk(function) if node is not function and isinstance(node, _SCOPES)]
        borrowed = {n.id for scope in inner for n in ast.walk(scope) if isinstance(n, ast.Name)}
        for node in _own(function):
            match node:
                case ast.withitem(context_expr=ast.Call() as call) if _called(call) in names:
                    yield call.lineno
                case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call() as call) if _called(call) in names:
                    used_in_with = any(
                        isinstance(n, ast.Name) and n.id == name for item in _withs(function) for n in ast.walk(item)
                    )
                    if used_in_with and name not in borrowed and name not in _global_names(function):
                        yield call.lineno
                case ast.Assign(targets=[ast.Attribute(value=ast.Name(id="self"))], value=ast.Call() as call) if (
                    _called(call) in names and not _under_if(function, node)
                ):
                    yield call.lineno


_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)


def _own(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """The nodes of a function without those of the functions inside it."""
    stack: list[ast.AST] = list(function.body)
    while stack:
        node = stack.pop()
        yield node
        if not isinstance(node, _SCOPES):
            stack.extend(ast.iter_child_nodes(node))


def _withs(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """What a function enters with `with`, and what it calls `acquire` on."""
    for node in _own(function):
        if isinstance(node, ast.withitem):
            yield node.context_expr
        elif isinstance(node, ast.Attribute) and node.attr == "acquire":
            yield node.value


def _global_names(function: ast.FunctionDef) -> set[str]:
    return {name for node in _own(function) if isinstance(node, (ast.Global, ast.Nonlocal)) for name in node.names}


def _under_if(function: ast.FunctionDef, wanted: ast.AST) -> bool:
    return any(
        isinstance(node, (ast.If, ast.Try)) and any(child is wanted for child in ast.walk(node))
        for node in _own(function)
    )


def _tests(tree: ast.Module) -> Iterator[tuple[int, int, int, int]]:
    """The places of all conditions: (line, column, end line, end column), columns in characters."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.If, ast.While, ast.IfExp)):
            test = node.test
            yield test.lineno, test.col_offset, test.end_lineno or test.lineno, test.end_col_offset or 0
