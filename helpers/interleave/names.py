"""What would the learner call this object?"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import islice
from types import FunctionType, MemberDescriptorType, ModuleType
from typing import TYPE_CHECKING, Any

from helpers.interleave.raw import class_name, dict_of, instance_dict, module_of, mro_of

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
        seen_as = getattr(thing, "_rc_seen_as", None)
        found = _search(execution, thing if seen_as is None else seen_as())
        known = names[execution.pin(thing)] = found or _kind(thing)
    return known


def _kind(thing: Any) -> str:
    name = getattr(thing, "label", None)
    return name if issubclass(type(name), str) and name else f"a {type(thing).__name__}"


def _roots(execution: Execution) -> Iterator[tuple[str, Any]]:
    answer = execution.state.get("globals", {})
    for name, value in list(answer.items()):
        if not name.startswith("_") and not issubclass(type(value), ModuleType):
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
    if issubclass(type(value), str | bytes | int | float | ModuleType):
        return
    if issubclass(type(value), FunctionType):
        for cell_name, cell in zip(value.__code__.co_freevars, value.__closure__ or (), strict=False):
            try:
                yield cell_name, cell.cell_contents
            except ValueError:
                continue
        return
    if issubclass(type(value), dict):
        for key, part in list(dict.items(value))[:50]:
            yield f"{name}[{key!r}]" if issubclass(type(key), str | int) else name, part
        return
    for kind in (list, tuple, deque):
        if issubclass(type(value), kind):
            for index, part in enumerate(islice(kind.__iter__(value), 50)):
                yield f"{name}[{index}]", part
            return
    if module_of(type(value)).startswith("helpers.interleave"):
        return
    is_class = issubclass(type(value), type)
    owner = class_name(value) if is_class else instance_name(execution, value)
    attributes = dict(dict_of(value) if is_class else instance_dict(value))
    for cls in mro_of(type(value)):
        for slot, descriptor in dict_of(cls).items():
            if type(descriptor) is MemberDescriptorType and not slot.startswith("__"):
                try:
                    attributes.setdefault(slot, descriptor.__get__(value))
                except AttributeError:
                    continue
    for attribute, part in attributes.items():
        if not attribute.startswith("__"):
            yield f"{owner}.{attribute}", part


def instance_name(execution: Execution, thing: Any) -> str:
    """`Account` when one instance is known, `Account#1`, `Account#2` when there are several."""
    cls = type(thing)
    name = class_name(cls)
    execution.pin(cls)
    numbers: dict[int, int] = execution.state.setdefault("instances", {}).setdefault((id(cls), name), {})
    if id(thing) not in numbers:
        execution.pin(thing)
        numbers[id(thing)] = len(numbers) + 1
    several = name in execution.observed
    return f"{name}#{numbers[id(thing)]}" if several or len(numbers) > 1 else name


def numbered_classes(execution: Execution) -> frozenset[str]:
    """The names of the classes of which several instances were named: they need numbers from the first step on."""
    instances = execution.state.get("instances", {})
    return frozenset(name for (_, name), numbers in instances.items() if len(numbers) > 1)
