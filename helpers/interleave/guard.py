"""What the program may read of objects that are not its own.

`instrument.internals` refuses a program that names an internal of the interpreter. What is left for the run are names
that the text does not show, names that are fine on some objects only, and the private parts of library classes, which
are not the same here as in life.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable
from typing import Any, NoReturn

from helpers.interleave.control.execution import Execution, Unwind
from helpers.interleave.instrument.internals import DENIED, SPECIAL
from helpers.interleave.raw import class_name, dict_of, instance_dict, is_learners, module_of, mro_of
from helpers.interleave.sealed import Sealed

SHARED_PRIVATE = frozenset(
    """_value _max_workers _work_queue _threads _shutdown _target _args _kwargs _name _daemonic _initialized
    _init _put _get _qsize _is_owned _waiters _flag _identity _config _parent_pid _closed
    _fields _replace _asdict _make _field_defaults
    _name_ _value_ _missing_ _ignore_ _order_ _generate_next_value_ _member_map_ _member_names_
    _getvalue _callmethod _obj""".split()
)
"""Private by their name, and yet documented, or known to everybody; the doubles have them as in life."""

_INTERNAL = (
    "greenlet",
    *(
        f"helpers.interleave.{part}"
        for part in "control explore guard hooks instrument judge program record runner search".split()
    ),
)
# by identity, which a metaclass cannot forge as it can equality
_FRAMES = frozenset(map(id, (types.FrameType, types.CodeType, types.CellType)))
_FIELD = re.compile(r"[.\[]\s*(\w+)")
_PLAIN_METHODS = (types.FunctionType, property, classmethod, staticmethod)


class Guard:
    """The rules for one namespace of an execution.

    Args:
        own_globals: the namespace of the learner's program.
        announce: called before an attribute is read or written by a function that the hooks do not see, with the
            object, the name and whether it is written.
    """

    def __init__(
        self, execution: Execution, own_globals: dict[str, Any], announce: Callable[[Any, str, bool], None]
    ) -> None:
        self._execution = execution
        self._own_globals = own_globals
        self.announce = announce
        self.owners: dict[int, Any] = {}

    # -- refusing

    def attack(self, what: str) -> NoReturn:
        """End the execution: the program reaches for what could change its judge."""
        execution = self._execution
        line = execution.line()
        execution.fail("attack", reaches_in(what, line), line)
        raise Unwind

    def cannot_follow(self, what: str) -> NoReturn:
        """End the execution: this is no attack, but what it does cannot be followed."""
        execution = self._execution
        line = execution.line()
        where = "" if line is None else f"line {line} "
        execution.fail("cannot-judge", f"{where}{what}, so this program cannot be judged", line)
        raise Unwind

    # -- names that only the run shows

    def computed(self, name: Any) -> str:
        """A name as a plain text, if it is one that the program may use."""
        if not issubclass(type(name), str):
            raise TypeError(f"attribute name must be string, not '{class_name(type(name))}'")
        # a class of texts of the program's own may compare equal to anything
        name = str.__str__(name)
        if name in DENIED or name.startswith("_rc_"):
            self.attack(f"`{name}`")
        return name

    def template(self, text: Any) -> None:
        """The template of `str.format` reads attributes, too."""
        text = str.__str__(text)
        if "{" in text:
            for name in _FIELD.findall(text):
                if name in DENIED or name in SPECIAL or name.startswith("_rc_"):
                    self.attack(f"`{name}`")

    # -- objects that are not the program's own

    def is_internal(self, cls: type) -> bool:
        """Is this a class of the checker that no program gets to see?"""
        return module_of(cls).startswith(_INTERNAL) or id(cls) in _FRAMES

    def read(self, thing: Any, name: str) -> Any:
        """`thing.name`, where the name is private or the object a double."""
        if issubclass(type(thing), Sealed) and name in type(thing)._rc_not_in_life and not self._is_own(thing, name):
            raise AttributeError(f"'{class_name(type(thing))}' object has no attribute '{name}'")
        value = getattr(thing, name)
        if (
            name[0] == "_"
            and name[-2:] != "__"
            and name not in SHARED_PRIVATE
            and not self._is_own(thing, name)
            and not self._is_own_function(value)
        ):
            self.cannot_follow(f"uses `{name}` of {_what(thing)}, a private part of Python's library")
        if issubclass(type(thing), Sealed) and self.is_internal(type(value)):
            self.attack(f"`{name}` of {_what(thing)}")
        return value

    def _is_own(self, thing: Any, name: str) -> bool:
        """Is this part of `thing` the program's own doing?"""
        if issubclass(type(thing), type):
            return next((is_learners(base) for base in mro_of(thing) if name in dict_of(base)), is_learners(thing))
        if issubclass(type(thing), types.FunctionType):
            return name in thing.__dict__
        cls = type(thing)
        if not is_learners(cls):
            return False
        if not issubclass(cls, Sealed):
            return True
        owner = next((base for base in mro_of(cls) if name in dict_of(base)), None)
        if owner is not None:
            return is_learners(owner)
        return name not in _set_by_doubles(cls)

    def _is_own_function(self, value: Any) -> bool:
        function = value.__func__ if type(value) is types.MethodType else value
        return type(function) is types.FunctionType and function.__globals__ is self._own_globals

    def store(self, thing: Any, name: str) -> None:
        """`thing.name` is about to be set or deleted: a private name, or one of a double."""
        cls = type(thing)
        if name.startswith("_rc_") or name in DENIED or self.is_internal(cls):
            self.attack(f"`{name}`")
        if name in ("__dict__", "__class__") and issubclass(type(thing), Sealed):
            self.attack(f"`{name}` of {_what(thing)}")
        if name in ("__dict__", "__bases__", "__annotations__", "__match_args__", "__slots__"):
            self.cannot_follow(f"replaces `{name}` of {_what(thing)}")
        if issubclass(type(thing), Sealed):
            owner = next((base for base in mro_of(cls) if name in dict_of(base)), None)
            if owner is not None and not is_learners(owner) and name not in SHARED_PRIVATE and name[0] == "_":
                self.cannot_follow(f"replaces `{name}` of {_what(thing)}, a private part of Python's library")
            if name in _set_by_doubles(cls) and (name[0] == "_" or name in cls._rc_not_in_life):
                self.cannot_follow(f"sets `{name}` of {_what(thing)}, a private part of Python's library")

    # -- names that are fine on some objects

    def special(self, thing: Any, name: str) -> Any:
        """`thing.name`, for the names of `internals.SPECIAL`, and for `format` and `format_map`."""
        rule = getattr(self, f"_special_{name.strip('_')}", None)
        return self._own_only(thing, name) if rule is None else rule(thing, name)

    def _own_only(self, thing: Any, name: str) -> Any:
        """Fine on functions and classes of the program, and on plain values."""
        cls = type(thing)
        fine = (
            self._is_own_function(thing)
            or (issubclass(type(thing), type) and is_learners(thing))
            or (is_learners(cls) and not issubclass(type(thing), type))
            or cls is super
        )
        if not fine and name not in ("__reduce__", "__reduce_ex__", "__getstate__"):
            self.attack(f"`{name}` of {_what(thing)}")
        if issubclass(type(thing), Sealed | types.ModuleType | types.FunctionType | type) and not fine:
            self.attack(f"`{name}` of {_what(thing)}")
        return getattr(thing, name)

    def _special_dict(self, thing: Any, name: str) -> Any:
        cls = type(thing)
        if issubclass(type(thing), type):
            if not is_learners(thing):
                self.attack(f"`{name}` of {_what(thing)}")
            self.announce(thing, "", False)
            return getattr(thing, name)
        per_thread = any(dict_of(base).get("_per_thread") for base in mro_of(cls) if not is_learners(base))
        own = is_learners(cls) or cls is types.SimpleNamespace or issubclass(type(thing), BaseException)
        if issubclass(type(thing), Sealed) and not per_thread:
            own = False
        if not (own or per_thread or self._is_own_function(thing)):
            getattr(thing, name)  # the error, where there is none
            self.attack(f"`{name}` of {_what(thing)}")
        found = getattr(thing, name)
        if found is instance_dict(thing):
            self.owners[self._execution.pin(found)] = thing
        return found

    def _special_getattribute(self, thing: Any, name: str) -> Any:
        return self._announced(thing, name, False)

    def _special_setattr(self, thing: Any, name: str) -> Any:
        return self._announced(thing, name, True)

    _special_delattr = _special_setattr

    def _announced(self, thing: Any, method: str, writes: bool) -> Any:
        """`object.__setattr__` and the like, bound or not: what they touch is announced."""
        function = getattr(thing, method)
        if self._is_own_function(function):
            return function
        bound = not issubclass(type(thing), type)
        target = getattr(function, "__self__", thing) if bound else None

        def call(*arguments: Any) -> Any:
            if not arguments or (not bound and len(arguments) < 2):
                return function(*arguments)
            owner = target if bound else arguments[0]
            place = 0 if bound else 1
            name = self.computed(arguments[place])
            arguments = (*arguments[:place], name, *arguments[place + 1 :])
            if name in SPECIAL and not writes:
                return self.special(owner, name)
            cls = type(owner)
            if writes:
                own_class = isinstance(owner, type) and is_learners(owner)
                if issubclass(cls, type | types.ModuleType) and not own_class:
                    self.attack(f"`{method}` of {_what(owner)}")
                if own_class or name[:1] == "_" or issubclass(cls, Sealed) or self.is_internal(cls):
                    self.store(owner, name)
            elif issubclass(type(owner), types.ModuleType):
                self.attack(f"`{method}` of {_what(owner)}")
            elif issubclass(cls, Sealed) and name in cls._rc_not_in_life and not self._is_own(owner, name):
                raise AttributeError(f"'{class_name(type(owner))}' object has no attribute '{name}'")
            elif self.is_internal(type(owner)):
                self.attack(f"`{method}`")
            self.announce(owner, name, writes)
            return function(*arguments)

        return call

    def _special_self(self, thing: Any, name: str) -> Any:
        value = getattr(thing, name)
        if issubclass(type(value), types.ModuleType) or self.is_internal(type(value)):
            self.attack(f"`{name}` of {_what(thing)}")
        return value

    def _special_get(self, thing: Any, name: str) -> Any:
        if type(thing) in _PLAIN_METHODS or is_learners(type(thing)) or type(thing) is super:
            return getattr(thing, name)
        self.attack(f"`{name}` of {_what(thing)}")

    _special_set = _special_delete = _special_get

    def _special_format(self, thing: Any, name: str) -> Any:
        function = getattr(thing, name)
        if issubclass(type(thing), str) and type(function) is types.BuiltinFunctionType:
            self.template(thing)
            return function
        if issubclass(type(thing), type) and issubclass(thing, str):

            def checked(template: Any, /, *arguments: Any, **keywords: Any) -> Any:
                self.template(template)
                return function(template, *arguments, **keywords)

            return checked
        return function

    _special_format_map = _special_format


def reaches_in(what: str, line: int | None) -> str:
    """The message on a program that reaches into the interpreter."""
    where = "the program" if line is None else f"line {line}"
    return (
        f"{where} uses {what}, which leads out of the program and into the interpreter that judges it: "
        "such a program is not judged, and its teacher is told"
    )


def _what(thing: Any) -> str:
    if issubclass(type(thing), types.ModuleType):
        return f"the module {thing.__name__}"
    if issubclass(type(thing), type):
        return f"the class {class_name(thing)}"
    name = class_name(type(thing))
    return "a function" if name in ("function", "builtin_function_or_method", "method") else f"a {name}"


_stores: dict[type, frozenset[str]] = {}


def _set_by_doubles(cls: type) -> frozenset[str]:
    """The attributes that the library's part of a class sets on its objects."""
    names: set[str] = set()
    for base in mro_of(cls):
        if is_learners(base) or base is object:
            continue
        known = _stores.get(base)
        if known is None:
            known = _stores[base] = frozenset(_stored_names(base))
        names |= known
    return frozenset(names) - SHARED_PRIVATE


def _stored_names(cls: type) -> set[str]:
    import dis

    return {
        str(instruction.argval)
        for function in dict_of(cls).values()
        if issubclass(type(function), types.FunctionType)
        for instruction in dis.get_instructions(function)
        if instruction.opname == "STORE_ATTR"
    }
