"""What an object really is, whatever its class says about itself.

A metaclass may answer for `__mro__`, `__module__` or `__dict__`, compare equal to `int`, or hash to anything; a class
may say that its instances are of another one. Whoever decides by such answers can be told anything. These functions
read what the interpreter itself goes by.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from types import GetSetDescriptorType
from typing import Any

_MRO = type.__dict__["__mro__"].__get__
_FLAGS = type.__dict__["__flags__"].__get__
_MODULE = type.__dict__["__module__"].__get__
_NAME = type.__dict__["__name__"].__get__
_QUALNAME = type.__dict__["__qualname__"].__get__
_DICT = type.__dict__["__dict__"].__get__

HEAP = 1 << 9
"""The flag of classes that were made by a program, and not compiled into the interpreter."""

LEARNERS_MODULES = ("__main__", "__mp_main__")
"""The names under which the program runs: in the main process, and in a simulated child process."""

_library: dict[int, type] = {}


def mro_of(cls: type) -> tuple[type, ...]:
    """The classes in which attributes are looked up."""
    return _MRO(cls)


def dict_of(cls: type) -> Mapping[str, Any]:
    """The attributes of the class itself."""
    return _DICT(cls)


def flags_of(cls: type) -> int:
    """CPython's type flags."""
    return _FLAGS(cls)


def module_of(cls: type) -> str:
    """The name of the module that the class says it is from: a text, whatever the class made of it."""
    try:
        name = _MODULE(cls)
    except AttributeError:
        return ""
    return name if type(name) is str else ""


def class_name(cls: type) -> str:
    """The name of the class."""
    return _NAME(cls)


def qualname_of(cls: type) -> str:
    """The name of the class with those of what it is defined in."""
    return _QUALNAME(cls)


def is_learners(cls: type) -> bool:
    """Was this class made by the program itself? What it says about its module is believed only if it is there."""
    if _library.get(id(cls)) is cls:
        return False
    module = module_of(cls)
    if module in LEARNERS_MODULES:
        return True
    if not flags_of(cls) & HEAP:
        return False
    if not _is_in(module, cls):
        return True
    _library[id(cls)] = cls
    return False


def _is_in(module: str, cls: type) -> bool:
    found: Any = sys.modules.get(module)
    for part in _QUALNAME(cls).split("."):
        contents = dict_of(found) if isinstance(found, type) else getattr(found, "__dict__", {})
        found = contents.get(part)
    return found is cls


def instance_dict(thing: Any) -> Mapping[str, Any]:
    """The attributes of an instance itself, even if its class has another idea of `__dict__`; empty without any."""
    for base in _MRO(type(thing)):
        descriptor = _DICT(base).get("__dict__")
        if type(descriptor) is GetSetDescriptorType:
            found = descriptor.__get__(thing)
            return found if type(found) is dict else {}
    return {}
