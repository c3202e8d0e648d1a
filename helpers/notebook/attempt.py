"""`%%attempt`: run a cell that may go wrong, or never end, in a process of its own, and say what happened.

    %%attempt            the cell runs like a cell of a notebook: its functions are in no file
    %%attempt script     the cell runs like a file: `python script.py`

The cell stands for a program by itself: it sees modules of `%%module` cells, and no variable of the notebook. When
nothing moves in it any more, or its workers die again and again, it is stopped, with every process that it has started.
So a lesson can show what hangs, and the notebook goes on.
"""

from __future__ import annotations

import contextlib
import html
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal

import psutil
from IPython.core.magic import Magics, cell_magic, magics_class
from IPython.display import display

import helpers
from helpers.demo.stand_in import COMMAND
from helpers.language import retell
from helpers.machine import this_machine
from helpers.notebook.explain import Explanation, explain
from helpers.notebook.program import LessonError, LessonInterrupted
from helpers.notebook.show import Shown, _paragraphs

QUIET = 3.0
"""Seconds in which no process of the attempt does anything, until it is taken for stuck."""
LONGEST = 60.0
"""Seconds that an attempt may take."""
LOUDEST = 10_000_000
"""Bytes that an attempt may print."""
LARGEST = 0.5
"""The part of the memory to use that its processes may hold together."""
SAME_DEATHS = 8
"""So many processes that end with the same error are taken for workers that are replaced for ever."""
_LOOK = 0.1
_AT_REST = (psutil.STATUS_SLEEPING, psutil.STATUS_ZOMBIE, psutil.STATUS_IDLE)
_MOST_TEXT = 4000  # characters
_ERROR = re.compile(r"^(?:[\w.]+\.)?(\w*(?:Error|Exception|Exit|Pool|Empty|Full|Interrupt)\w*)(?::.*)?$")

# Of what Python cannot read there is no traceback, but the place stands above it.
_UNREADABLE = ("SyntaxError", "IndentationError", "TabError")
_SYNTAX = re.compile(r'(?s:.*)^  File "[^"\n]*", line (\d+)$', re.MULTILINE)

Ending = Literal["ended", "quiet", "dying", "deaf", "long", "loud", "large"]
# A program that waits for a time may look like one that waits for ever.
_WAITS_FOR_A_TIME = re.compile(r"\b(sleep|timeout|Timer|settimeout)\b")
_DEAF = re.compile(r"Exception in thread [^\n]*\(_handle_results\)")


@dataclass(frozen=True, repr=False)
class ShownAttempt(Shown):
    """What an attempt did.

    Attributes:
        output: what it printed.
        error: the first error of one of its processes, in one line; empty when there was none.
        last: the error that ended the program itself; empty when none did.
        code: its exit code; None when it had to be stopped.
        ending: how it came to its end.
        processes: how many processes were seen besides the first.
        explanation: why it went wrong; None where nothing is known about it, or nothing went wrong.
        words: the last line of its errors, where it ended with an exit code and no error that is known by its form: a
            word of `sys.exit`, an exception of the program's own.
    """

    output: str
    error: str
    last: str
    code: int | None
    ending: Ending
    processes: int
    explanation: Explanation | None
    words: str = ""

    def to_text(self) -> str:
        return "\n".join([*([self.output] if self.output else []), *self._sentences()])

    def _repr_html_(self) -> str:
        printed = f"<pre>{_escaped(self.output)}</pre>" if self.output else ""
        return printed + _paragraphs(self._sentences())

    def _sentences(self) -> list[str]:
        said = [f"In one of its processes: {self.error}"] if self.error and self.error != self.last else []
        if self.last:
            said.append(f"The program ended with {self.last}")
        elif self.ending == "ended" and self.code == 0:
            said.append("The program came to its end.")
        elif self.ending == "ended":
            said.append(f"The program ended with exit code {self.code}{f': {self.words}' if self.words else '.'}")
        if self.ending != "ended":
            said.append(_STOPPED[self.ending])
        if self.ending == "quiet" and self.explanation is not _A_TIME:
            said.append("By itself it would wait for ever.")
        return [retell(sentence) for sentence in (*said, *(self.explanation.sentences if self.explanation else []))]


_STOPPED: dict[Ending, str] = {
    "ended": "",
    "quiet": f"Then nothing moved any more: for {QUIET:.0f} seconds no process of the program did anything; each of "
    "them waits. It was stopped here.",
    "dying": "Worker after worker ended with this error, and each time a new one was started in its place, while the "
    "program waits for a result. It was stopped here; by itself it would go on for ever.",
    "deaf": "This error ended the thread of the pool that takes results, so no result ever comes in. The program was "
    "stopped here; by itself it would wait for ever.",
    "long": f"The program was stopped after {LONGEST:.0f} seconds.",
    "loud": f"The program was stopped because it printed more than {LOUDEST:,} bytes.",
    "large": "The program was stopped because its processes together held more than half of the memory that this "
    "notebook may use.",
}


@magics_class
class AttemptMagics(Magics):
    """The `%%attempt` magic."""

    @cell_magic
    def attempt(self, line: str, cell: str) -> None:
        """Run this cell in a process of its own, and say what happened; `%%attempt script` runs it as a file."""
        if line.strip() not in ("", "script"):
            raise LessonError("Write %%attempt for a cell that runs as in a notebook, or %%attempt script for a file.")
        display(attempt(cell, as_script=bool(line.strip())))


def attempt(source: str, as_script: bool = False) -> ShownAttempt:
    """Run a program in a process of its own.

    Args:
        source: the program; line 1 is counted as line 2, below the magic.
        as_script: as a file, whose `__main__` its children can import; else as a cell of a notebook.
    """
    with tempfile.TemporaryDirectory(prefix="racecourse-attempt-", ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "script.py"
        file.write_text(f"\n{source}", encoding="utf-8")
        command = [sys.executable, str(file)] if as_script else [sys.executable, "-c", COMMAND, str(file)]
        with open(Path(folder) / "out", "wb") as out, open(Path(folder) / "err", "wb") as err:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=_environment(), start_new_session=True
            )
            watch = _Watch(process, Path(folder) / "err", Path(folder) / "out")
            try:
                ending = watch.until_the_end()
            except KeyboardInterrupt:
                raise LessonInterrupted(
                    "You interrupted this attempt. It was stopped, with the processes that it had started."
                ) from None
            finally:
                watch.stop()
        output, errors = _text(Path(folder) / "out"), _text(Path(folder) / "err")
        code = process.returncode if ending == "ended" else None
        said = list(_errors(errors))
        found = explain(errors) if said else None
        if found is None and ending == "quiet":
            waits = _A_TIME if _WAITS_FOR_A_TIME.search(source) else _STUCK
            found = _LOST_TASK if watch.gone and "Pool(" in source else waits
        return ShownAttempt(
            output.rstrip(),
            said[0] if said else "",
            said[-1] if said and code else "",
            code,
            ending,
            watch.others,
            found,
            _short(_last_line(errors)) if code and not said else "",
        )


_STUCK = Explanation(
    re.compile(""),
    "each process waits for something that only another one could do: for an item, a result, a lock, or the end of a "
    "process.",
    "write down for each process what it waits for, and who should give it.",
)
_A_TIME = Explanation(
    re.compile(""),
    "it may wait for a time that it was told (`sleep`, a time-out), or for something that never comes: from outside "
    "the two look alike.",
    f"make its waiting shorter than {QUIET:.0f} seconds together, and run the cell again.",
)
_LOST_TASK = Explanation(
    re.compile(""),
    "a worker of the pool ended in the middle of a task. `Pool` starts another worker in its place, but nobody does "
    "that task again, and its result never comes.",
    "use `ProcessPoolExecutor`: it raises BrokenProcessPool instead of waiting.",
)


class _Watch:
    """Looks at an attempt's processes until they have ended, or do nothing any more."""

    def __init__(self, process: subprocess.Popen[bytes], errors: Path, output: Path) -> None:
        self._process = process
        self._errors = errors
        self._output = output
        self._most_memory = this_machine().memory * LARGEST
        self._gone = 0
        self._family: dict[int, psutil.Process] = {}
        with contextlib.suppress(psutil.Error):
            self._family[process.pid] = psutil.Process(process.pid)

    @property
    def others(self) -> int:
        return max(0, len(self._family) - 1)

    @property
    def gone(self) -> int:
        """At least how many of its processes had ended when it was stopped."""
        return self._gone

    def until_the_end(self) -> Ending:
        start = moved = time.monotonic()
        last: object = None
        while True:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_LOOK)
                return "ended"
            now = time.monotonic()
            state = self._state()
            if state is None or state != last:
                last, moved = state, now
            if ending := self._by_its_errors() or self._by_its_size():
                return ending
            if now - moved > QUIET:
                return "quiet"
            if now - start > LONGEST:
                return "long"

    def stop(self) -> None:
        """End every process that belongs to it."""
        alive = self._children()
        self._gone = max(len(self._family) - len(alive), int(self._has_outlived_a_child()))
        helping = [process for process in alive if _is_tracker(process)]
        for process in alive:
            if process not in helping:
                with contextlib.suppress(psutil.Error):
                    process.kill()
        self._process.wait()
        # it ends by itself when those are gone, after it has removed what they left: semaphores and shared memory
        _, stubborn = psutil.wait_procs(helping, timeout=5)
        for process in stubborn:
            with contextlib.suppress(psutil.Error):
                process.kill()

    def _has_outlived_a_child(self) -> bool:
        """Whether a child of the program has ended, by the kernel's account: looks may miss one that lived briefly."""
        with contextlib.suppress(psutil.Error, KeyError):
            times = self._family[self._process.pid].cpu_times()
            return bool(getattr(times, "children_user", 0.0) + getattr(times, "children_system", 0.0))
        return False

    def _state(self) -> object:
        """What changes whenever a process does something; None while one of them runs."""
        seen = []
        for process in self._children():
            try:
                status = process.status()
                if os.name == "posix" and status not in (
                    psutil.STATUS_SLEEPING,
                    psutil.STATUS_ZOMBIE,
                    psutil.STATUS_IDLE,
                ):
                    return None
                times = process.cpu_times()
                switches = process.num_ctx_switches() if hasattr(process, "num_ctx_switches") else None
                seen.append((process.pid, status, times.user, times.system, switches))
            except psutil.Error:
                continue
        return tuple(seen)

    def _children(self) -> list[psutil.Process]:
        with contextlib.suppress(psutil.Error):
            # those that it has lost sight of are looked at through the ones that are known
            for process in list(self._family.values()):
                with contextlib.suppress(psutil.Error):
                    for child in process.children():
                        self._family.setdefault(child.pid, child)
        return [process for process in self._family.values() if process.is_running()]

    def _by_its_size(self) -> Ending | None:
        """Whether it has taken more of the disk or of the memory than a lesson needs."""
        if self._errors.stat().st_size + self._output.stat().st_size > LOUDEST:
            return "loud"
        held = 0
        for process in self._family.values():
            with contextlib.suppress(psutil.Error):
                held += process.memory_info().rss
        return "large" if held > self._most_memory else None

    def _by_its_errors(self) -> Ending | None:
        """What the errors say that will never end."""
        text = _text(self._errors)
        lines = Counter(line for line in text.splitlines() if _ERROR.match(line))
        if any(count >= SAME_DEATHS for count in lines.values()):
            return "dying"
        # the traceback of that thread is there as a whole
        return "deaf" if _DEAF.search(text) and any(_errors(text[text.index("_handle_results") :])) else None


def _is_tracker(process: psutil.Process) -> bool:
    with contextlib.suppress(psutil.Error):
        return "resource_tracker" in " ".join(process.cmdline())
    return False


def _environment() -> dict[str, str]:
    """This process's environment, with its search path: modules of `%%module` cells are on it."""
    paths = [str(Path(helpers.__file__).parent.parent), *(path for path in sys.path if path)]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(dict.fromkeys(paths)), "PYTHONUNBUFFERED": "1"}


def _text(file: Path) -> str:
    with open(file, "rb") as stream:
        return stream.read(1_000_000).decode("utf-8", "replace")[-50_000:]


def _errors(text: str) -> Iterator[str]:
    """The lines that end a traceback: not indented, below an indented one. A message on the lines below belongs to
    it."""
    lines = text.splitlines()
    for number, (before, line) in enumerate(pairwise(lines), 1):
        if before.startswith(" ") and _ERROR.match(line):
            below = " ".join(" ".join(lines[number + 1 : number + 6]).split()).partition(".")[0]
            where = _SYNTAX.search("\n".join(lines[:number])) if line.startswith(_UNREADABLE) else None
            line = f"{line} (line {where[1]})" if where else line
            yield _short(f"{line.rstrip()} {below}." if line.rstrip().endswith(":") else line)


def _last_line(text: str) -> str:
    return next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "")


def _short(line: str) -> str:
    return line if len(line) <= 200 else line[:197] + "..."


def _escaped(text: str) -> str:
    return html.escape(text if len(text) <= _MOST_TEXT else text[:_MOST_TEXT] + "\n...")
