"""Pickle what goes from one simulated process to another, as the running Python does.

Real pickle stores a function or a class by its name and looks it up in `sys.modules["__main__"]`. The programs under
control are no modules of this interpreter, so their functions and classes are looked up in the namespace of the
simulated process that pickles or unpickles. Everything else, and every error, is pickle's own.
"""

from __future__ import annotations

import io
import pickle
import re
from types import FunctionType
from typing import Any, ClassVar

from helpers.interleave.control.execution import running
from helpers.interleave.raw import LEARNERS_MODULES

_BUILTINS_MODULE = "helpers.interleave.doubles"
_NAMELESS = "colorsys"
"""A module that every interpreter has, that can be imported, and that surely lacks what is looked for."""


class Inheritable:
    """Mixed into doubles that a child gets from the process that starts it, and in no other way."""

    def __reduce_ex__(self, protocol: Any) -> Any:
        if not is_spawning():
            raise RuntimeError(
                f"{type(self).__name__} objects should only be shared between processes through inheritance"
            )
        return inherit(self)


def is_spawning() -> bool:
    """Is a process being started, so that what is pickled is inherited?"""
    return bool(running().state.get("spawning"))


def inherit(thing: Any) -> tuple[Any, tuple[int]]:
    """What `__reduce_ex__` gives for an object that lives outside of all processes: they share it itself."""
    shared = running().state.setdefault("inherited", {})
    shared[id(thing)] = thing
    return _inherited, (id(thing),)


def _inherited(identity: int) -> Any:
    return running().state["inherited"][identity]


class _Pickler(pickle.Pickler):
    def reducer_override(self, thing: Any) -> Any:
        if isinstance(thing, FunctionType):
            if thing.__module__ in LEARNERS_MODULES:
                return _by_name(thing)
            if (
                thing.__module__ == _BUILTINS_MODULE
                and running().own("globals")["__builtins__"].get(thing.__name__) is thing
            ):
                return _builtin, (thing.__name__,)
            if thing.__module__.startswith(_BUILTINS_MODULE) and "<" in thing.__qualname__:
                return _by_module(thing)
        elif isinstance(thing, type) and thing.__module__ in LEARNERS_MODULES:
            return _by_name(thing)
        return NotImplemented


def _by_module(thing: Any) -> Any:
    """A double's function that has no name of its own: `os._exit` by the name that the program has for it."""
    for name, module in running().own("modules")._made.items():
        for attribute, value in vars(module).items():
            if value is thing:
                return _of_module, (name, attribute)
    return NotImplemented


def _of_module(name: str, attribute: str) -> Any:
    return getattr(running().own("modules").get(name), attribute)


def dumps(thing: Any, spawning: bool = False) -> bytes:
    """Pickle `thing` in the current process.

    Args:
        spawning: it is handed to a process that is being started.

    Raises:
        Exception: whatever real pickle raises.
    """
    state = running().state
    outer = state.get("spawning")
    state["spawning"] = spawning
    buffer = io.BytesIO()
    try:
        _Pickler(buffer).dump(thing)
    finally:
        state["spawning"] = outer
    return buffer.getvalue()


def loads(data: bytes) -> Any:
    """Unpickle `data` in the current process.

    Raises:
        Exception: whatever real pickle raises; AttributeError for a function or class that this process does not have.
    """
    if pickle.BUILD not in data:
        return pickle.loads(data)
    return _Unpickler(io.BytesIO(data)).load()


_InPython: Any = vars(pickle)["_Unpickler"]


class _Unpickler(_InPython):
    """The one in Python, because it lets us look at what gets a state: it must not be a class of the library."""

    def load_build(self) -> None:
        from helpers.interleave.doubles.library import given_state

        given_state(running().own("hooks")["_rc_guard"], self.stack[-2])
        super().load_build()

    dispatch: ClassVar = {**_InPython.dispatch, pickle.BUILD[0]: load_build}


def _by_name(thing: Any) -> Any:
    module, name = thing.__module__, thing.__qualname__
    found = _find(running().own("globals"), name)
    if found is _MISSING:
        # a function or class of the scenario, on its way back
        found = _find(_with_scenario(), name)
    if found is thing:
        return _resolve, (name,)
    if found is not _MISSING and "<locals>" not in name:
        raise pickle.PicklingError(f"Can't pickle {plain(repr(thing))}: it's not the same object as {module}.{name}")
    raise _real_error(thing, module, name)


def _real_error(thing: Any, module: str, name: str) -> Exception:
    """What real pickle raises for a function or class that cannot be found under its name."""
    stand_in: Any
    if isinstance(thing, FunctionType):
        stand_in = FunctionType(_stand_in.__code__, {}, thing.__name__)
    else:
        stand_in = type(thing.__name__, (), {})
    stand_in.__module__, stand_in.__qualname__ = _NAMELESS, name
    try:
        pickle.dumps(stand_in)
    except Exception as error:
        text = re.sub(rf"\b{_NAMELESS}\b", module, plain(str(error)))
        return type(error)(text)
    return pickle.PicklingError(f"Can't pickle {plain(repr(thing))}: attribute lookup {name} on {module} failed")


def _stand_in() -> None:
    """Its code is all that is used of it."""


def plain(text: str) -> str:
    """Without addresses, which are different in every run."""
    return re.sub(r" at 0x[0-9a-fA-F]+", "", text)


_MISSING: Any = object()


def _find(namespace: dict[str, Any], path: str) -> Any:
    first, *rest = path.split(".")
    found = namespace.get(first, _MISSING)
    for part in rest:
        found = getattr(found, part, _MISSING)
    return found


def _resolve(path: str) -> Any:
    execution = running()
    namespace = execution.own("globals")
    found = _find(namespace, path)
    if found is _MISSING:
        # a function of the scenario: the child has the learner's module only
        found = _find(_with_scenario(), path)
    if found is _MISSING:
        name = namespace["__name__"]
        raise AttributeError(f"Can't get attribute {path!r} on <module {name!r} from {execution.filename!r}>")
    return found


def _with_scenario() -> dict[str, Any]:
    """The namespace of the current process with the scenario's own functions, too."""
    execution = running()
    process = execution.current.process if execution.current is not None else None
    code = execution.state["program"].scenario._code
    if process is None or not code:
        return {}
    if process.scenario is None:
        process.scenario = dict(execution.own("globals"))
        exec(code[0], process.scenario)
    return process.scenario


def _builtin(name: str) -> Any:
    return running().own("globals")["__builtins__"][name]
