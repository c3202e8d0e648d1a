"""The rest of the standard library, as far as programs under control may have it.

A real module would be a way out: it holds other modules (`logging.os`), functions that read attributes by any name
(`operator.attrgetter`), run text as code (`typing.get_type_hints`), hand out frames (`inspect.stack`) or open files
(`io.open`). So a program gets a *view*: the module's public names, without modules that it may not import and without
those of `LEFT_OUT`; and a few functions are replaced, so that what they read and write is looked at and announced.
"""

from __future__ import annotations

import importlib.util
import random as real_random
import sys
from collections.abc import Callable
from functools import cache
from types import FunctionType, ModuleType
from typing import TYPE_CHECKING, Any, ClassVar

from helpers.interleave.control.execution import running
from helpers.interleave.doubles.cached import cached_property
from helpers.interleave.instrument.internals import SPECIAL
from helpers.interleave.raw import dict_of
from helpers.interleave.sealed import Sealed

if TYPE_CHECKING:
    from helpers.interleave.doubles.modules import Modules

LEFT_OUT = {
    "codecs": "open EncodedFile StreamRecoder register unregister register_error",
    "io": "open open_code FileIO OpenWrapper",
    "enum": "global_enum global_enum_repr global_flag_repr global_str",
    "typing": "get_type_hints ForwardRef evaluate_forward_ref",
    "typing_extensions": "get_type_hints ForwardRef evaluate_forward_ref get_annotations",
    "functools": "singledispatchmethod",
    "weakref": "finalize",
    "types": "CodeType CellType FrameType GetSetDescriptorType MemberDescriptorType WrapperDescriptorType "
    "MethodWrapperType MethodDescriptorType ClassMethodDescriptorType",
    "uuid": "uuid1 uuid6 getnode main",
    "zoneinfo": "reset_tzpath",
    "contextlib": "chdir",
    "locale": "setlocale",
}
"""Public names that a view has not."""

ONLY = {
    "gc": "get_count get_threshold isenabled is_tracked",
    "inspect": """signature Signature Parameter BoundArguments isfunction ismethod isclass isgenerator
        isgeneratorfunction iscoroutine iscoroutinefunction isasyncgen isasyncgenfunction isawaitable
        isbuiltin isroutine isabstract
        isdatadescriptor ismethoddescriptor getdoc cleandoc""",
    "traceback": "format_exc format_exception format_exception_only format_tb format_list extract_tb",
    "warnings": "warn simplefilter filterwarnings resetwarnings catch_warnings",
    "logging": """CRITICAL FATAL ERROR WARNING WARN INFO DEBUG NOTSET BASIC_FORMAT Filter Formatter Handler LogRecord
        Logger LoggerAdapter NullHandler getLevelName StreamHandler""",
    "pickle": "HIGHEST_PROTOCOL DEFAULT_PROTOCOL PickleError PicklingError UnpicklingError",
}
"""The only names that the view of these modules has."""

_views: dict[str, ModuleType] = {}


def view(name: str, allowed: frozenset[str]) -> ModuleType:
    """A module like the real one of this name, without the ways out. It is the same in all executions.

    Args:
        allowed: modules that may be reached as a part of it.
    """
    made = _views.get(name)
    if made is None:
        real = importlib.import_module(name)
        made = _views[name] = ModuleType(name, real.__doc__)
        left_out = frozenset(LEFT_OUT.get(name, "").split())
        only = frozenset(ONLY[name].split()) if name in ONLY else None
        public = frozenset(getattr(real, "__all__", ()))
        for key, value in vars(real).items():
            if (key.startswith("_") and key not in public) or key in left_out or (only is not None and key not in only):
                continue
            if isinstance(value, ModuleType):
                if f"{name}.{key}" in allowed:
                    setattr(made, key, view(f"{name}.{key}", allowed))
                continue
            setattr(made, key, value)
        if hasattr(real, "__path__"):
            made.__path__ = []
    return made


def is_public(name: str) -> bool:
    """Is this a module that programs import, and not one that another module has imported for itself?"""
    return name in sys.modules


def is_view(module: ModuleType) -> bool:
    """Is this one of the views?"""
    return _views.get(module.__name__) is module


def _like(name: str, modules: Modules, **replaced: Any) -> ModuleType:
    """The view of a module, with some names replaced for this execution."""
    from helpers.interleave.doubles.modules import REAL

    module = ModuleType(name)
    module.__dict__.update({key: value for key, value in vars(view(name, REAL)).items() if not key.startswith("__")})
    for key, value in replaced.items():
        if isinstance(value, FunctionType):
            value.__name__ = value.__qualname__ = key
            value.__module__ = "helpers.interleave.doubles"
        setattr(module, key, value)
    return module


def _hooks() -> dict[str, Any]:
    return running().own("hooks")


def read_path(thing: Any, path: str) -> Any:
    """`thing.a.b`, each step looked at and announced."""
    guard, builtins = _hooks()["_rc_guard"], running().own("globals")["__builtins__"]
    for name in guard.computed(path).split("."):
        thing = builtins["getattr"](thing, name)
    return thing


def _operator(modules: Modules) -> ModuleType:
    def attrgetter(attr: str, *attrs: str) -> Callable[[Any], Any]:
        paths = (attr, *attrs)
        for path in paths:
            if not isinstance(path, str):
                raise TypeError("attribute name must be a string")

        def get(thing: Any) -> Any:
            found = tuple(read_path(thing, path) for path in paths)
            return found if len(found) > 1 else found[0]

        return get

    def methodcaller(name: str, /, *arguments: Any, **keywords: Any) -> Callable[[Any], Any]:
        if not isinstance(name, str):
            raise TypeError("method name must be a string")

        def call(thing: Any) -> Any:
            hooks = _hooks()
            plain = hooks["_rc_guard"].computed(name)
            special = plain in SPECIAL or plain in ("format", "format_map")
            return hooks["_rc_special" if special else "_rc_method"](thing, plain, -1)(*arguments, **keywords)

        return call

    return _like("operator", modules, attrgetter=attrgetter, methodcaller=methodcaller)


def _functools(modules: Modules) -> ModuleType:
    import functools as real

    def checked(names: Any) -> tuple[str, ...]:
        guard = _hooks()["_rc_guard"]
        found = tuple(guard.computed(name) for name in names)
        for name in found:
            if name in SPECIAL and name not in ("__dict__", "__annotations__", "__annotate__", "__type_params__"):
                guard.attack(f"`{name}`")
        return found

    def update_wrapper(
        wrapper: Any,
        wrapped: Any,
        assigned: Any = real.WRAPPER_ASSIGNMENTS,
        updated: Any = real.WRAPPER_UPDATES,
    ) -> Any:
        if assigned is not real.WRAPPER_ASSIGNMENTS:
            assigned = checked(assigned)
        if updated is not real.WRAPPER_UPDATES:
            updated = checked(updated)
        if not isinstance(wrapper, FunctionType) and not isinstance(wrapped, FunctionType):
            _hooks()["_rc_guard"].special(wrapped, "__dict__")
        return real.update_wrapper(wrapper, wrapped, assigned, updated)

    def wraps(
        wrapped: Any, assigned: Any = real.WRAPPER_ASSIGNMENTS, updated: Any = real.WRAPPER_UPDATES
    ) -> Callable[[Any], Any]:
        def decorate(wrapper: Any) -> Any:
            return update_wrapper(wrapper, wrapped, assigned, updated)

        return decorate

    def singledispatch(func: Any) -> Any:
        dispatcher: Any = real.singledispatch(func)
        register = dispatcher.register

        def checked_register(cls: Any, func: Any = None) -> Any:
            if func is None and not isinstance(cls, type):
                # the real one would run annotations that are texts
                found = next(iter(getattr(cls, "__annotations__", {}).values()), None)
                if type(found) is str:
                    own = running().own("globals")
                    found = own.get(found, own["__builtins__"].get(found))
                if not isinstance(found, type):
                    _hooks()["_rc_guard"].cannot_follow("registers a function by an annotation that is no class")
                return register(found, cls)
            return register(cls, func)

        dispatcher.register = checked_register
        return dispatcher

    return _like(
        "functools",
        modules,
        update_wrapper=update_wrapper,
        wraps=wraps,
        singledispatch=singledispatch,
        cached_property=cached_property,
    )


def _string(modules: Modules) -> ModuleType:
    import string as real

    class Formatter(real.Formatter):
        def get_field(self, field_name: str, args: Any, kwargs: Any) -> Any:
            hooks = _hooks()
            hooks["_rc_guard"].template("{." + str(field_name) + "}")
            return super().get_field(field_name, args, kwargs)

    return _like("string", modules, Formatter=Formatter)


def _gc(modules: Modules) -> ModuleType:
    import gc as real

    return _like(
        "gc", modules, collect=lambda generation=2: real.collect(generation), enable=lambda: None, disable=lambda: None
    )


def _io(modules: Modules) -> ModuleType:
    return _like("io", modules, open=modules.refused("io.open", "opens a file"))


def _traceback(modules: Modules) -> ModuleType:
    import traceback as real

    def out(text: str, file: Any) -> None:
        if file is None:
            modules.write(text)
        else:
            file.write(text)

    def print_exc(limit: Any = None, file: Any = None, chain: bool = True) -> None:
        out(real.format_exc(limit, chain), file)

    def print_exception(*arguments: Any, file: Any = None, **keywords: Any) -> None:
        out("".join(real.format_exception(*arguments[:3], **keywords)), file)

    def print_tb(tb: Any, limit: Any = None, file: Any = None) -> None:
        out("".join(real.format_tb(tb, limit)), file)

    return _like("traceback", modules, print_exc=print_exc, print_exception=print_exception, print_tb=print_tb)


def _pickle(modules: Modules) -> ModuleType:
    from helpers.interleave.doubles.processes import pickling

    def dumps(obj: Any, protocol: Any = None, *, fix_imports: bool = True, buffer_callback: Any = None) -> bytes:
        return pickling.dumps(obj)

    def loads(data: Any, **keywords: Any) -> Any:
        return restricted_loads(bytes(data), _hooks()["_rc_guard"])

    def dump(obj: Any, file: Any, protocol: Any = None, **keywords: Any) -> None:
        file.write(pickling.dumps(obj))

    def load(file: Any, **keywords: Any) -> Any:
        return loads(file.read())

    return _like("pickle", modules, dumps=dumps, loads=loads, dump=dump, load=load)


_PICKLED_MODULES = frozenset(
    """collections datetime decimal fractions uuid array copyreg enum zoneinfo queue
    helpers.interleave.doubles.processes.pickling""".split()
)
_PICKLED_BUILTINS = frozenset(
    """complex set frozenset bytearray slice range list dict tuple int float str bytes bool object reversed enumerate
    zip map filter""".split()
)


def restricted_loads(data: bytes, guard: Any) -> Any:
    """Unpickle what the program itself has pickled: plain values, and its own functions and classes."""
    import builtins
    import io
    import pickle

    # the one in Python, because it lets us look at what gets a state
    unpickler: Any = vars(pickle)["_Unpickler"]

    class Restricted(unpickler):
        def load_build(self) -> None:
            given_state(guard, self.stack[-2])
            super().load_build()

        dispatch: ClassVar = {**unpickler.dispatch, pickle.BUILD[0]: load_build}

        def find_class(self, module: str, name: str) -> Any:
            if module in ("builtins", "__builtin__"):
                found = getattr(builtins, name, None)
                if name in _PICKLED_BUILTINS or (isinstance(found, type) and issubclass(found, BaseException)):
                    return found
            elif module in _PICKLED_MODULES and "." not in name:
                return super().find_class(module, name)
            guard.attack(f"a pickle that loads `{module}.{name}`")

    return Restricted(io.BytesIO(data)).load()


def given_state(guard: Any, thing: Any) -> None:
    """Copying and unpickling set attributes; they must not set those of the library or the checker."""
    cls = type(thing)
    # processes are sent to the interpreters that become them, locks never
    sealed = issubclass(cls, Sealed) and bool(cls._unpicklable)
    if issubclass(cls, type | ModuleType | FunctionType) or sealed or guard.is_internal(cls):
        guard.attack("a copy that changes what it is a copy of")


def _copy(modules: Modules) -> ModuleType:
    module = _like("copy", modules)
    module.__dict__.update({name: getattr(_copying(), name) for name in ("copy", "deepcopy")})
    return module


@cache
def _copying() -> ModuleType:
    """A copy module of our own, that looks at what gets a state."""
    spec = importlib.util.find_spec("copy")
    assert spec is not None
    assert spec.loader is not None
    module: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    reconstruct = module._reconstruct

    def checked(x: Any, memo: Any, func: Any, args: Any, *state: Any, **keywords: Any) -> Any:
        def make(*arguments: Any) -> Any:
            made = func(*arguments)
            if any(part is not None for part in state):
                given_state(_hooks()["_rc_guard"], made)
            return made

        return reconstruct(x, memo, make, args, *state, **keywords)

    module._reconstruct = checked
    return module


def _dis(modules: Modules) -> ModuleType:
    """The code that runs under control is not what the learner wrote: nothing is shown of it."""
    module = ModuleType("dis")
    module.dis = lambda x=None, **keywords: None  # type: ignore[attr-defined]
    return module


def _dataclasses(modules: Modules) -> ModuleType:
    import dataclasses as real

    def check(cls: Any) -> Any:
        # the real decorator makes text of the names of fields, and runs it
        if isinstance(cls, type):
            names = dict_of(cls).get("__annotations__", {})
            fine = type(names) is dict and all(type(name) is str and name.isidentifier() for name in names)
            if not fine or "__dict__" in {key for base in _bases(type(cls))[:-2] for key in dict_of(base)}:
                _hooks()["_rc_guard"].attack("a dataclass whose fields have no proper names")
        return cls

    def dataclass(cls: Any = None, /, **options: Any) -> Any:
        if cls is None:
            return lambda cls: real.dataclass(check(cls), **options)
        return real.dataclass(check(cls), **options)

    return _like("dataclasses", modules, dataclass=dataclass)


def _logging(modules: Modules) -> ModuleType:
    """The real loggers, with a root of their own for each execution, and without files."""
    import logging as real

    stream = modules.get("sys").stderr

    class StreamHandler(real.StreamHandler):
        def __init__(self, given: Any = None) -> None:
            super().__init__(stream if given is None else given)

    root = real.RootLogger(real.WARNING)
    manager = real.Manager(root)
    module = _like("logging", modules, StreamHandler=StreamHandler, root=root)

    def basicConfig(**options: Any) -> None:
        if options.get("filename") is not None:
            _hooks()["_rc_guard"].cannot_follow("opens a log file")
        if options.pop("force", False):
            root.handlers.clear()
        if root.handlers:
            return
        handlers = options.get("handlers") or [StreamHandler(options.get("stream"))]
        text = options.get("format", real.BASIC_FORMAT)
        formatter = real.Formatter(text, options.get("datefmt"), options.get("style", "%"))
        for handler in handlers:
            if handler.formatter is None:
                handler.setFormatter(formatter)
            root.addHandler(handler)
        if options.get("level") is not None:
            root.setLevel(options["level"])

    def getLogger(name: str | None = None) -> Any:
        return root if not name or name == "root" else manager.getLogger(name)

    def level(name: str) -> Callable[..., None]:
        def log(message: Any, *arguments: Any, **keywords: Any) -> None:
            basicConfig()
            getattr(root, name)(message, *arguments, **keywords)

        log.__name__ = log.__qualname__ = name
        return log

    module.__dict__.update(
        basicConfig=basicConfig,
        getLogger=getLogger,
        **{name: level(name) for name in "debug info warning error exception critical log".split()},
    )
    return module


def _uuid(modules: Modules) -> ModuleType:
    import uuid as real

    generator = real_random.Random(20260102)
    return _like("uuid", modules, uuid4=lambda: real.UUID(int=generator.getrandbits(128), version=4))


def _secrets(modules: Modules) -> ModuleType:
    generator = real_random.Random(20260103)
    module = ModuleType("secrets")
    module.__dict__.update(
        choice=lambda sequence: generator.choice(sequence),
        randbelow=lambda exclusive: generator.randrange(exclusive),
        randbits=lambda count: generator.getrandbits(count),
        token_bytes=lambda size=32: generator.randbytes(size),
        token_hex=lambda size=32: generator.randbytes(size).hex(),
        compare_digest=lambda a, b: a == b,
    )
    return module


DOUBLES: dict[str, Callable[[Modules], ModuleType]] = {
    "copy": _copy,
    "operator": _operator,
    "functools": _functools,
    "string": _string,
    "gc": _gc,
    "io": _io,
    "traceback": _traceback,
    "pickle": _pickle,
    "dis": _dis,
    "dataclasses": _dataclasses,
    "logging": _logging,
    "uuid": _uuid,
    "secrets": _secrets,
}
"""Replaced functions of modules that else are as in life."""


def _bases(cls: type) -> tuple[type, ...]:
    return cls.__mro__
