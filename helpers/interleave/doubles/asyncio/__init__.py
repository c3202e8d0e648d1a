"""asyncio under control.

The tasks, futures, locks, queues and groups are CPython's own (`library`), on an event loop of ours (`loop`) that
lets the checker choose which of the ready tasks goes on (`strands`). `adapt` tells the checker what they touch.

What a task does between two suspensions is a *block*, and one event of the search, with everything that it touches:
blocks that have nothing to do with each other are not permuted. As soon as a second thread has been started
(`to_thread`, `run_in_executor`, two loops), a block that touches what threads can share is split: that thread can come
in between, though never another task of the same loop, and every order of this block and another is explored.
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from helpers.interleave.doubles.modules import Modules

PARTS = "constants exceptions events coroutines futures tasks locks queues timeouts taskgroups runners threads".split()
"""The modules of asyncio that need no network, no processes and no real event loop."""

BEYOND = frozenset(
    """open_connection start_server open_unix_connection start_unix_server StreamReader StreamWriter
    create_subprocess_exec create_subprocess_shell subprocess Protocol DatagramProtocol BaseProtocol Transport
    SelectorEventLoop ProactorEventLoop DefaultEventLoopPolicy WindowsSelectorEventLoopPolicy
    WindowsProactorEventLoopPolicy ThreadedChildWatcher""".split()
)
"""What reaches for the network, for processes or for a real event loop."""


def make_module(modules: Modules) -> ModuleType:
    """The module `asyncio` for one execution."""
    from helpers.interleave.control.execution import Unwind
    from helpers.interleave.doubles.asyncio import adapt, library, loop

    adapt.begin(modules._execution.filename)
    module = ModuleType("asyncio")
    module.__path__ = []
    module.__dict__.update(library.exported())
    module.__dict__["AbstractEventLoop"] = library.part("events").AbstractEventLoop
    module.__dict__["BaseEventLoop"] = module.__dict__["EventLoop"] = loop.Loop

    for name in PARTS:
        part = modules._made[f"asyncio.{name}"] = ModuleType(f"asyncio.{name}")
        copied = library.part(name)
        part.__dict__.update({public: getattr(copied, public) for public in getattr(copied, "__all__", ())})
        module.__dict__[name] = part

    def missing(name: str) -> Any:
        if name in BEYOND:
            execution = modules._execution
            line = execution.line()
            execution.fail(
                "cannot-judge",
                f"asyncio.{name} (line {line}) reaches beyond what the checker controls, "
                "so this program cannot be judged",
                line,
            )
            raise Unwind
        raise AttributeError(f"module 'asyncio' has no attribute {name!r}")

    module.__dict__["__getattr__"] = missing
    return module


def make_part(name: str) -> Callable[[Modules], ModuleType]:
    """What makes the module `asyncio.<name>`."""

    def make(modules: Modules) -> ModuleType:
        modules.get("asyncio")
        return modules._made[f"asyncio.{name}"]

    return make
