"""What would the learner call this object?"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from types import FunctionType, ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from helpers.interleave.control.execution import Execution

LIMIT = 4000
"""How many objects are looked at, at most, to find one."""


def name_of(execution: Execution, thing: Any) -> str:
    """The path by which the program reaches `thing`: a global's name, `Account.lock`, `forks[2]`.

    Objects that are attributes are called after the class of their owner, with a number where there are several.
    """
    thing = getattr(thing, "belongs_to", thing)
    names: dict[int, str] = execution.state.setdefault("names", {})
    known = names.get(id(thing))
    if known is None:
        found = _search(execution, thing)
        known = names[execution.pin(thing)] = found or _kind(thing)
    return known


def _kind(thing: Any) -> str:
    name = getattr(thing, "label", None)
    return name if isinstance(name, str) and name else f"a {type(thing).__name__}"


def _roots(execution: Execution) -> Iterator[tuple[str, Any]]:
    answer = execution.state.get("globals", {})
    for name, value in list(answer.items()):
        if not name.startswith("_") and not isinstance(value, ModuleType):
            yield name, value
    if "shared" in execution.state:
        yield "", execution.state["shared"]
    for task in execution.tasks:
        frame = execution.frame(task) if task.greenlet else None
        while frame is not None:
            if frame.f_code.co_filename == execution.filename and frame.f_code.co_name != "<module>":
                for name, value in list(frame.f_locals.items()):
                    if not name.startswith("_rc_"):
                        yield ("" if name == "self" else name), value
            frame = frame.f_back


def _search(execution: Execution, thing: Any) -> str | None:
    todo = deque(_roots(execution))
    seen: set[int] = set()
    looked = 0
    while todo and looked < LIMIT:
        name, value = todo.popleft()
        looked += 1
        if value is thing:
            return name or _kind(thing)
        if id(value) in seen:
            continue
        seen.add(id(value))
        todo.extend(_parts(execution, name, value))
    return None


def _parts(execution: Execution, name: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, str | bytes | int | float | ModuleType):
        return
    if isinstance(value, FunctionType):
        for cell_name, cell in zip(value.__code__.co_freevars, value.__closure__ or (), strict=False):
            try:
                yield cell_name, cell.cell_contents
            except ValueError:
                continue
        return
    if isinstance(value, dict):
        for key, part in list(value.items())[:50]:
            yield f"{name}[{key!r}]" if isinstance(key, str | int) else name, part
        return
    if isinstance(value, list | tuple | deque):
        for index, part in enumerate(list(value)[:50]):
            yield f"{name}[{index}]", part
        return
    owner = value.__name__ if isinstance(value, type) else instance_name(execution, value)
    attributes = dict(getattr(value, "__dict__", {}) or {})
    for cls in type(value).__mro__:
        slots = cls.__dict__.get("__slots__", ())
        for slot in (slots,) if isinstance(slots, str) else tuple(slots):
            if isinstance(slot, str) and not slot.startswith("__"):
                try:
                    attributes.setdefault(slot, object.__getattribute__(value, slot))
                except AttributeError:
                    continue
    if type(value).__module__.startswith("helpers.interleave"):
        return
    for attribute, part in attributes.items():
        if not attribute.startswith("__"):
            yield f"{owner}.{attribute}", part


def instance_name(execution: Execution, thing: Any) -> str:
    """`Account` when one instance is known, `Account#1`, `Account#2` when there are several."""
    cls = type(thing)
    numbers: dict[int, int] = execution.state.setdefault("instances", {}).setdefault(cls, {})
    if id(thing) not in numbers:
        execution.pin(thing)
        numbers[id(thing)] = len(numbers) + 1
    several = cls.__name__ in execution.observed
    return f"{cls.__name__}#{numbers[id(thing)]}" if several or len(numbers) > 1 else cls.__name__
