"""Who waits where: the stacks of all threads, from every process of a run that can no longer go on.

Each process has faulthandler write its stacks to one file when it gets a certain signal; it does so even while it
waits in C. The judge asks one process after the other and reads what is new in the file.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import re
import select
import signal
import sys
import time
from collections.abc import Callable

from helpers.observe.family import LINUX
from helpers.observe.seen import Waiting

VARIABLE = "RACECOURSE_STACKS"
"""Names the file that the stacks are written to."""

_LONGEST = 512 * 1024
_PATIENCE = 2.0
_THREAD = re.compile(r"^(?:Current thread|Thread) 0x[0-9a-f]+.*\(most recent call first\):$", re.MULTILINE)
_FRAME = re.compile(r'^  File "(?P<file>[^"]*)", line (?P<line>\d+) in (?P<function>.*)$', re.MULTILINE)
# frames of the observer's own, between the program and the library
_OURS = {"library.py", "ask.py", "ask_async.py", "stage.py", "launch.py"}
_PUBLIC = re.compile(r"^[a-z]\w*$")


def _signal() -> int:
    if sys.platform == "win32":
        return 0
    return signal.SIGRTMIN + 7 if LINUX else signal.SIGUSR2


def answer_requests() -> None:
    """Let this process, and those forked off it, write down its stacks on request."""
    path = os.environ.get(VARIABLE)
    if not path or not _signal():
        return
    with contextlib.suppress(OSError):
        # faulthandler keeps the number of the descriptor, not the object
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        faulthandler.register(_signal(), file=descriptor, all_threads=True)


def ask(path: str, pids: list[int], name_of: Callable[[int], str], program: str) -> tuple[Waiting, ...]:
    """The place where each thread of these processes is.

    Args:
        path: the file.
        name_of: how to call a process.
        program: the file name of the program.
    """
    found: list[Waiting] = []
    for pid in pids:
        dump = _dump(path, pid)
        for stack in _THREAD.split(dump)[1:]:
            found.append(_waiting(pid, name_of(pid), stack, program))
    return tuple(found)


def _dump(path: str, pid: int) -> str:
    if not _signal() or not _catches(pid):
        return ""
    try:
        with open(path, "rb") as file:
            file.seek(0, os.SEEK_END)
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, _signal())
            text = b""
            started = time.monotonic()
            while time.monotonic() - started < _PATIENCE and len(text) < _LONGEST:
                piece = file.read(1 << 16)
                text += piece
                # a dump ends with the main thread's stack; what is still being written comes in the next reads
                if not piece and text and text.endswith(b"\n"):
                    break
                if not piece:
                    select.select([], [], [], 0.002)
    except OSError:
        return ""
    return text.decode(errors="replace")


def _catches(pid: int) -> bool:
    """Whether the process has a handler for the signal: without one it would be killed."""
    if not LINUX:
        return True
    with (
        contextlib.suppress(OSError, ValueError),
        open(f"/proc/{pid}/status", encoding="utf-8", errors="replace") as file,
    ):
        for line in file:
            if line.startswith("SigCgt:"):
                return bool(int(line.split()[1], 16) >> (_signal() - 1) & 1)
    return False


def _waiting(pid: int, process: str, stack: str, program: str) -> Waiting:
    frames = tuple(
        (frame["file"].replace("\\", "/").rpartition("/")[2], int(frame["line"]), frame["function"])
        for frame in _FRAME.finditer(stack)
    )
    # below the start of a process that was forked is the stack of its parent at that moment
    own = next(
        (i for i, (file, _, name) in enumerate(frames) if (file, name) == ("process.py", "_bootstrap")), len(frames)
    )
    frames = frames[:own]
    line, function, inside = None, "", ""
    for file, number, name in frames:
        if file in _OURS:
            continue
        if file == program:
            line, function = number, name
            break
        # the outermost public function of the library below the program's line: what the program called
        if _PUBLIC.match(name) or not inside:
            inside = f"{file.removesuffix('.py')}.{name}"
    return Waiting(pid, process, line, function, inside or "its own code", frames)
