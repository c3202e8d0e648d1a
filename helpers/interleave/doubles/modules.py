"""What `import` gives to a program under control.

Modules that start threads, wait, or depend on the world outside are replaced by doubles. Modules that only
compute are the real ones. Everything else cannot be controlled, and the verdict says so by name.
"""

from __future__ import annotations

import builtins
import importlib.util
import random as real_random
import sys as real_sys
import threading as real_threading
import time as real_time
from concurrent.futures.process import BrokenProcessPool
from concurrent.futures.thread import BrokenThreadPool
from types import FunctionType, MethodType, ModuleType
from typing import TYPE_CHECKING, Any

from helpers.interleave.control.execution import Unwind
from helpers.interleave.doubles import asyncio, clock, futures, library, locks, queues, threads
from helpers.interleave.guard import reaches_in
from helpers.interleave.instrument.internals import SPECIAL
from helpers.interleave.namespace import HIDDEN
from helpers.interleave.raw import dict_of, mro_of
from helpers.interleave.sealed import Sealed

if TYPE_CHECKING:
    from helpers.interleave.control.execution import Execution

REAL = frozenset(
    """abc array base64 binascii bisect calendar cmath collections collections.abc colorsys contextlib copy
    csv dataclasses
    datetime decimal difflib enum fractions functools graphlib hashlib heapq html io ipaddress itertools json keyword
    locale math numbers operator pprint re reprlib statistics string struct textwrap traceback types typing
    typing_extensions unicodedata uuid warnings weakref zlib __future__ ast errno pickle secrets
    zoneinfo gc fnmatch urllib urllib.parse hmac contextvars codecs dis inspect logging
    concurrent""".split()
)
"""Modules of the standard library that compute and do not wait, start or share anything by themselves."""


WAYS_OUT = frozenset(
    """sys._getframe sys._getframemodulename sys._current_frames sys._current_exceptions sys.settrace sys.setprofile
    gc.get_objects gc.get_referrers gc.get_referents gc.callbacks inspect.stack inspect.trace inspect.currentframe
    inspect.getouterframes inspect.getinnerframes inspect.getclosurevars inspect.getgeneratorlocals
    traceback.walk_stack traceback.walk_tb io.FileIO ctypes.pythonapi ctypes.memmove ctypes.memset ctypes.cast
    ctypes.string_at ctypes.py_object ctypes.CDLL ctypes.PyDLL ctypes.cdll ctypes.pydll types.CodeType types.FrameType
    types.CellType enum.global_enum""".split()
)
"""What nobody uses who does not look for the interpreter behind the program."""


class Modules:
    """The modules of one execution."""

    def __init__(self, execution: Execution, extra: dict[str, ModuleType] | None = None) -> None:
        self._execution = execution
        self._made: dict[str, ModuleType] = dict(extra or {})

    def threading_hook(self) -> Any:
        """The program's own `threading.excepthook`; None when it has left it as it was."""
        module = self._made.get("threading")
        hook = getattr(module, "excepthook", threads.excepthook)
        return None if hook is threads.excepthook else hook

    def import_module(
        self, name: str, globals: Any = None, locals: Any = None, fromlist: Any = (), level: int = 0
    ) -> ModuleType:
        """What the program's `__import__` does."""
        if level:
            raise ImportError("attempted relative import with no known parent package")
        name = str.__str__(name)
        module = self.get(name)
        if fromlist:
            for part in fromlist:
                if part != "*" and not hasattr(module, part):
                    full = f"{name}.{part}"
                    if full in DOUBLES or full in REAL:
                        self.get(full)
                    self.lacks(module, part)
            return module
        return self.get(name.partition(".")[0]) if "." in name else module

    def get(self, name: str) -> ModuleType:
        """The module `name`, as the program sees it.

        Raises:
            ModuleNotFoundError: there is none.
            Unwind: it exists and cannot be controlled; the execution ends with `cannot-judge`.
        """
        made = self._made.get(name)
        if made is not None:
            return made
        maker = DOUBLES.get(name)
        if maker is not None:
            module = self._made[name] = maker(self)
            return module
        if name in REAL:
            return library.view(name, REAL)
        if name.partition(".")[0] == "helpers":
            line = self._execution.line()
            self._execution.fail("attack", reaches_in(f"the module {name}", line), line)
            raise Unwind
        try:
            known = importlib.util.find_spec(name) is not None
        except (ImportError, AttributeError, ValueError):
            known = False
        if not known:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        self.refuse(name, "reaches beyond what the checker controls")
        raise AssertionError

    def refuse(self, name: str, why: str) -> None:
        """End the execution: this module cannot be controlled."""
        line = self._execution.line()
        where = "" if line is None else f" (line {line})"
        self._execution.fail("cannot-judge", f"the module {name}{where} {why}, so this program cannot be judged", line)
        raise Unwind

    def is_made(self, module: ModuleType, name: str) -> bool:
        """Is this the double of the module `name`, made for this execution?"""
        return self._made.get(name) is module

    def lacks(self, module: ModuleType, name: str) -> None:
        """End the execution if a module lacks `name` only because the checker does not control it."""
        if hasattr(module, name) or (module not in self._made.values() and not library.is_view(module)):
            return
        real = real_sys.modules.get(module.__name__)
        if module.__name__ in ("__main__", "builtins") or not hasattr(real, name):
            return
        full = f"{module.__name__}.{name}"
        if full in WAYS_OUT or (isinstance(getattr(real, name), ModuleType) and not library.is_public(full)):
            line = self._execution.line()
            self._execution.fail("attack", reaches_in(f"`{full}`", line), line)
            raise Unwind
        self.refuse_name(full, "reaches beyond what the checker controls")

    def refuse_name(self, name: str, why: str) -> None:
        """End the execution: this function cannot be controlled."""
        line = self._execution.line()
        where = "" if line is None else f" (line {line})"
        self._execution.fail("cannot-judge", f"{name}{where} {why}, so this program cannot be judged", line)
        raise Unwind

    def refused(self, name: str, why: str) -> Any:
        """A function that cannot be controlled."""
        return lambda *arguments, **keywords: self.refuse_name(name, why)

    def write(self, text: str) -> None:
        """What the program prints."""
        self._execution.write_output(text)

    def reached(self, module: ModuleType, name: str, value: ModuleType) -> ModuleType:
        """What the program gets when it reaches a module as an attribute of another one."""
        if value in self._made.values() or library.is_view(value):
            return value
        return self.get(value.__name__)


def _module(name: str, /, **contents: Any) -> ModuleType:
    module = ModuleType(name)
    module.__dict__.update(contents)
    return module


def _threading(modules: Modules) -> ModuleType:
    return _module(
        "threading",
        Thread=threads.Thread,
        Timer=threads.Timer,
        local=threads.Local,
        Lock=locks.Lock,
        RLock=locks.RLock,
        Condition=locks.Condition,
        Event=locks.Event,
        Semaphore=locks.Semaphore,
        BoundedSemaphore=locks.BoundedSemaphore,
        Barrier=locks.Barrier,
        BrokenBarrierError=real_threading.BrokenBarrierError,
        ThreadError=RuntimeError,
        ExceptHookArgs=real_threading.ExceptHookArgs,
        TIMEOUT_MAX=real_threading.TIMEOUT_MAX,
        current_thread=threads.current_thread,
        currentThread=threads.current_thread,
        main_thread=threads.main_thread,
        get_ident=threads.get_ident,
        get_native_id=threads.get_ident,
        active_count=threads.active_count,
        activeCount=threads.active_count,
        enumerate=threads.enumerate_threads,
        excepthook=threads.excepthook,
        __excepthook__=threads.excepthook,
        stack_size=lambda size=0: 0,
        settrace=lambda function: None,
        setprofile=lambda function: None,
    )


def _queue(modules: Modules) -> ModuleType:
    return _module(
        "queue",
        Queue=queues.Queue,
        LifoQueue=queues.LifoQueue,
        PriorityQueue=queues.PriorityQueue,
        SimpleQueue=queues.SimpleQueue,
        Empty=queues.Empty,
        Full=queues.Full,
        ShutDown=queues.ShutDown,
    )


def _time(modules: Modules) -> ModuleType:
    contents = {k: v for k, v in vars(real_time).items() if not k.startswith("__")}
    return _module("time", **{**contents, **clock.DOUBLES})


def _concurrent(modules: Modules) -> ModuleType:
    package = _module("concurrent", __path__=[])
    modules._made["concurrent"] = package
    package.futures = modules.get("concurrent.futures")  # type: ignore[attr-defined]
    return package


def _futures(modules: Modules) -> ModuleType:
    import concurrent.futures as real

    names = (
        "ALL_COMPLETED FIRST_COMPLETED FIRST_EXCEPTION "
        "CancelledError TimeoutError BrokenExecutor InvalidStateError".split()
    )
    module = _module(
        "concurrent.futures",
        Future=futures.Future,
        Executor=futures.Executor,
        ThreadPoolExecutor=futures.ThreadPoolExecutor,
        as_completed=futures.as_completed,
        wait=futures.wait,
        __path__=[],
        __all__=real.__all__,
        **{name: getattr(real, name) for name in names},
    )
    module.thread = _module(  # type: ignore[attr-defined]
        "concurrent.futures.thread",
        ThreadPoolExecutor=futures.ThreadPoolExecutor,
        BrokenThreadPool=BrokenThreadPool,
    )
    modules._made["concurrent.futures.thread"] = module.thread
    module.__getattr__ = _process_pool  # type: ignore[method-assign]
    # new in Python 3.14: `import *` asks for it without any use for it
    if "InterpreterPoolExecutor" in real.__all__:
        full = "concurrent.futures.InterpreterPoolExecutor"
        module.InterpreterPoolExecutor = modules.refused(full, "runs interpreters that the checker does not control")  # type: ignore[attr-defined]
    return module


def _process_pool(name: str) -> Any:
    """What only those pay for who use it."""
    from helpers.interleave.doubles.processes import executor

    if name == "ProcessPoolExecutor":
        return executor.ProcessPoolExecutor
    if name == "process":
        return _module(
            "concurrent.futures.process",
            ProcessPoolExecutor=executor.ProcessPoolExecutor,
            BrokenProcessPool=BrokenProcessPool,
        )
    raise AttributeError(f"module 'concurrent.futures' has no attribute {name!r}")


def _multiprocessing(modules: Modules, name: str) -> ModuleType:
    from helpers.interleave.doubles.processes import make_modules

    made = make_modules()
    modules._made.update(made)
    return made[name]


def _ctypes(modules: Modules) -> ModuleType:
    """The types alone: the rest of ctypes reaches into the interpreter."""
    import ctypes

    names = [n for n in dir(ctypes) if n.startswith("c_")]
    return _module("ctypes", **{n: getattr(ctypes, n) for n in (*names, "Structure", "Union", "Array", "sizeof")})


def _random(modules: Modules) -> ModuleType:
    """The real functions, on a generator with a fixed seed for each thread.

    So every execution draws the same numbers, and no thread's numbers depend on when another one draws.
    """

    def draw(name: str) -> Any:
        def drawn(*arguments: Any, **keywords: Any) -> Any:
            task = modules._execution.current
            assert task is not None
            generators = task.local.setdefault("random", {})
            if "generator" not in generators:
                generators["generator"] = real_random.Random(SEED + task.index)
            return getattr(generators["generator"], name)(*arguments, **keywords)

        drawn.__name__ = drawn.__qualname__ = name
        # what it is given is announced as for the real function
        drawn.__module__ = "random"
        return drawn

    module = _module("random", Random=real_random.Random, SystemRandom=real_random.Random)
    for name in dir(real_random.Random):
        if not name.startswith("_"):
            setattr(module, name, draw(name))
    return module


SEED = 20260101


class _Stream(Sealed):
    """Double of standard output and standard error."""

    encoding, errors, closed = "utf-8", "strict", False

    def __init__(self, execution: Execution) -> None:
        self._execution = execution

    def write(self, text: str) -> int:
        self._execution.write_output(str(text))
        return len(text)

    def writelines(self, lines: Any) -> None:
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """There is nothing to flush."""

    def isatty(self) -> bool:
        return False


def _sys(modules: Modules) -> ModuleType:
    stream = _Stream(modules._execution)
    names = (
        "version version_info hexversion platform maxsize byteorder implementation float_info int_info maxunicode"
    ).split()
    module = _module("sys", **{name: getattr(real_sys, name) for name in names})
    module.__dict__.update(
        argv=["answer.py"],
        path=[],
        modules={},
        flags=real_sys.flags,
        stdout=stream,
        stderr=stream,
        __stdout__=stream,
        __stderr__=stream,
        exit=_exit,
        getswitchinterval=lambda: 0.005,
        setswitchinterval=lambda seconds: None,
        getrecursionlimit=real_sys.getrecursionlimit,
        setrecursionlimit=lambda limit: None,
        getsizeof=real_sys.getsizeof,
        exc_info=real_sys.exc_info,
        intern=real_sys.intern,
        getrefcount=real_sys.getrefcount,
        _is_gil_enabled=lambda: True,
        executable="python",
    )
    return module


def _exit(status: Any = None) -> None:
    raise SystemExit(status)


def _os(modules: Modules) -> ModuleType:
    return _module(
        "os",
        getpid=lambda: _process_number(modules, 4242),
        getppid=lambda: _process_number(modules, 4241, parent=True),
        cpu_count=lambda: 2,
        process_cpu_count=lambda: 2,
        environ={},
        getenv=lambda name, default=None: default,
        sep="/",
        linesep="\n",
        name="posix",
        urandom=lambda size: real_random.Random(size).randbytes(size),
        _exit=lambda status: _hard_exit(modules, status),
    )


def _process_number(modules: Modules, main: int, parent: bool = False) -> int:
    task = modules._execution.current
    process = None if task is None else task.process
    if process is None:
        return main
    return process.parent.pid if parent else process.pid


def _hard_exit(modules: Modules, status: Any) -> None:
    execution = modules._execution
    task = execution.current
    if task is not None and task.process is not None:
        task.process.exit_now(int(status))
    execution.fail("exception", f"os._exit({status!r}) ends the program at once", execution.line())
    raise Unwind


def _atexit(modules: Modules) -> ModuleType:
    return _module("atexit", register=lambda function, *a, **k: function, unregister=lambda function: None)


DOUBLES: dict[str, Any] = {
    "threading": _threading,
    "queue": _queue,
    "time": _time,
    "concurrent": _concurrent,
    "concurrent.futures": _futures,
    "concurrent.futures.thread": lambda modules: modules.get("concurrent.futures").thread,
    "random": _random,
    "sys": _sys,
    "os": _os,
    "atexit": _atexit,
    "ctypes": _ctypes,
    "concurrent.futures.process": lambda modules: _process_pool("process"),
    "__main__": lambda modules: _module("__main__"),
    "builtins": lambda modules: _module(
        "builtins",
        **{k: v for k, v in modules._execution.own("globals")["__builtins__"].items() if not k.startswith(HIDDEN)},
    ),
    **library.DOUBLES,
    "asyncio": asyncio.make_module,
    **{f"asyncio.{part}": asyncio.make_part(part) for part in asyncio.PARTS},
}


MULTIPROCESSING = (
    "multiprocessing",
    *(
        f"multiprocessing.{part}"
        for part in (
            "pool dummy queues connection shared_memory managers sharedctypes synchronize process context"
        ).split()
    ),
)
DOUBLES.update({name: lambda modules, name=name: _multiprocessing(modules, name) for name in MULTIPROCESSING})


WITHOUT = frozenset({"__loader__", "__spec__", "copyright", "credits", "license", "_"})
"""Builtins that a program under control does not have."""
_BUILTINS = {name: value for name, value in vars(builtins).items() if name not in WITHOUT}


def make_builtins(execution: Execution, modules: Modules, hooks: dict[str, Any]) -> dict[str, Any]:
    """The builtins of a program under control."""
    line = execution.line

    def refuse(name: str, why: str) -> Any:
        def refused(*arguments: Any, **keywords: Any) -> Any:
            execution.fail("cannot-judge", f"{name}() in line {line()} {why}, so this program cannot be judged", line())
            raise Unwind

        refused.__name__ = name
        return refused

    def write(
        *values: Any, sep: str | None = " ", end: str | None = "\n", file: Any = None, flush: bool = False
    ) -> None:
        operand = hooks["_rc_operand"]
        text = (" " if sep is None else sep).join([str(operand(value, -1)) for value in values])
        text += "\n" if end is None else end
        if file is None or isinstance(file, _Stream):
            execution.write_output(text)
        else:
            file.write(text)

    guard = hooks["_rc_guard"]

    def read(thing: Any, name: str) -> Any:
        name = guard.computed(name)
        if name in SPECIAL or name in ("format", "format_map"):
            return hooks["_rc_special"](thing, name, -1)
        return hooks["_rc_attribute"](thing, name, -1)

    def get(thing: Any, name: str, *default: Any) -> Any:
        if default:
            if type(thing) is ModuleType and not hasattr(thing, guard.computed(name)):
                return default[0]
            try:
                return read(thing, name)
            except AttributeError:
                return default[0]
        return read(thing, name)

    def has(thing: Any, name: str) -> bool:
        if type(thing) is ModuleType:
            return hasattr(thing, guard.computed(name))
        try:
            read(thing, name)
        except AttributeError:
            return False
        return True

    def put(thing: Any, name: str, value: Any) -> None:
        hooks["_rc_set_attribute"](value, thing, guard.computed(name), -1)

    def remove(thing: Any, name: str) -> None:
        hooks["_rc_delete_attribute"](thing, guard.computed(name), -1)

    def local_variables() -> Any:
        frame = execution.frame()
        if frame is None or frame.f_code.co_name == "<module>":
            return hooks["_rc_globals"]()
        return {name: value for name, value in frame.f_locals.items() if not name.startswith(HIDDEN)}

    def variables(*things: Any) -> Any:
        return hooks["_rc_special"](things[0], "__dict__", -1) if things else local_variables()

    def names(*things: Any) -> list[str]:
        found = dir(things[0]) if things else sorted(local_variables())
        return [name for name in found if not name.startswith(HIDDEN)]

    def import_module(name: str, globals: Any = None, locals: Any = None, fromlist: Any = (), level: int = 0) -> Any:
        return modules.import_module(name, globals, locals, fromlist, level)

    def identity(thing: Any) -> int:
        # addresses differ from run to run; these numbers follow the order in which they are asked for
        known: dict[int, int] = execution.state.setdefault("identities", {})
        return known.setdefault(execution.pin(thing), 0x7F00_0000_0000 + 64 * len(known))

    def hashed(thing: Any) -> int:
        own_hash = next(
            (dict_of(base)["__hash__"] for base in mro_of(type(thing)) if "__hash__" in dict_of(base)), None
        )
        if own_hash is object.__hash__ or type(thing) in (FunctionType, MethodType):
            return identity(thing) >> 4
        return hash(thing)

    own = {
        "id": identity,
        "hash": hashed,
        "print": write,
        "getattr": get,
        "hasattr": has,
        "setattr": put,
        "delattr": remove,
    }
    own |= {"vars": variables, "locals": local_variables, "dir": names, "globals": hooks["_rc_globals"]}
    for name, function in own.items():
        function.__name__ = function.__qualname__ = name
        function.__module__ = "helpers.interleave.doubles"
    result = dict(_BUILTINS)
    result.update(
        own,
        __import__=import_module,
        help=lambda *things: None,
        exit=_exit,
        quit=_exit,
        input=refuse("input", "waits for somebody to type"),
        open=refuse("open", "opens a file"),
        exec=refuse("exec", "runs text as code"),
        eval=refuse("eval", "runs text as code"),
        compile=refuse("compile", "makes code out of text"),
        breakpoint=refuse("breakpoint", "starts a debugger"),
    )
    return result
