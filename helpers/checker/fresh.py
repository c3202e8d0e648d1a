"""One check in a fresh interpreter: slower than a forked one, and possible on every system."""

from __future__ import annotations

import contextlib
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from typing import IO, Any

import psutil

from helpers.checker import endings
from helpers.checker.endings import Subject
from helpers.checker.judging import STACK_SIGNAL, package_folder
from helpers.checker.launch import command, environment
from helpers.checker.limits import Limits
from helpers.checker.messages import ForgedError, MessageError, Reader, make_token, pack
from helpers.checker.table import load_table

# What the processes of one check carry in their environment, so that those which got away can be found.
_MARK = "RACECOURSE_CHECK"
_LOOKS = (0.5, 0.65, 0.8, 0.95)


def check_in_fresh_interpreter(
    request: dict[str, Any], limits: Limits, table: str, prefix: tuple[str, ...]
) -> dict[str, Any]:
    """The reply to one request, as the server would give it.

    Time counts from the first byte that the interpreter could have judged, its own start included.
    """
    exercise = load_table(table).get(request.get("exercise", ""))
    if exercise is not None:
        limits = limits.at_least(seconds=exercise.seconds, memory=exercise.memory)
    return _FreshCheck(request, limits, table, prefix).run()


class _FreshCheck:
    def __init__(self, request: dict[str, Any], limits: Limits, table: str, prefix: tuple[str, ...]) -> None:
        self._request, self._limits = request, limits
        self._command = command("once", table, prefix)
        self._mark = uuid.uuid4().hex
        self._token = make_token()
        self._answer = Reader(limits.answer, self._token)
        self._printed = 0
        self._tail = b""
        # what the reading threads have seen: ("answer" | "output", piece); an empty piece is the end
        self._events: queue.SimpleQueue[tuple[str, bytes]] = queue.SimpleQueue()

    def run(self) -> dict[str, Any]:
        # points are known to the child alone; without its answer the verdict is of no points anyway
        subject = Subject(self._request.get("exercise", ""), 0.0, self._request.get("source", ""), package_folder())
        folder = tempfile.mkdtemp(prefix="racecourse-check-")
        process: subprocess.Popen[bytes] | None = None
        try:
            self._stack = os.path.join(folder, "stack.txt")
            work = os.path.join(folder, "work")
            os.mkdir(work)
            request = self._request | {"folder": work, "stack": self._stack, "token": self._token.hex()}
            variables = environment() | {_MARK: self._mark} | dict.fromkeys(("TMPDIR", "TEMP", "TMP", "HOME"), work)
            process = subprocess.Popen(
                self._command,
                env=variables,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
            assert process.stdin is not None
            assert process.stdout is not None
            assert process.stderr is not None
            threading.Thread(target=self._read, args=("answer", process.stdout), daemon=True).start()
            threading.Thread(target=self._read, args=("output", process.stderr), daemon=True).start()
            with contextlib.suppress(BrokenPipeError):
                process.stdin.write(pack(request))
                process.stdin.close()
            return self._watch(process, subject)
        finally:
            if process is not None:
                self._end_all(process)
            shutil.rmtree(folder, ignore_errors=True)

    def _read(self, name: str, pipe: IO[bytes]) -> None:
        with pipe:
            while piece := os.read(pipe.fileno(), 1 << 16):
                self._events.put((name, piece))
        self._events.put((name, b""))

    def _watch(self, process: subprocess.Popen[bytes], subject: Subject) -> dict[str, Any]:
        limits, started, looks = self._limits, time.monotonic(), list(_LOOKS)
        while True:
            used = time.monotonic() - started
            if looks and used >= looks[0] * limits.seconds:
                looks.pop(0)
                self._look(process)
                continue
            if used >= limits.seconds:
                return {"verdict": endings.out_of_time(subject, limits, self._dumps()).to_json()}
            try:
                name, piece = self._events.get(timeout=(looks[0] if looks else 1.0) * limits.seconds - used)
            except queue.Empty:
                continue
            if name == "output":
                self._printed += len(piece)
                self._tail = (self._tail + piece)[-4096:]
                if self._printed > limits.output:
                    return {"verdict": endings.too_much_output(subject, limits).to_json()}
                continue
            try:
                self._answer.feed(piece)
                if self._answer.complete:
                    return self._answer.message()
            except ForgedError:
                return {"verdict": endings.forged(subject).to_json()}
            except MessageError:
                return {"verdict": endings.verdict_too_large(subject, limits).to_json()}
            if not piece:
                # the end of the answer without an answer: the process has closed it, by ending or on purpose
                try:
                    status = process.wait(timeout=max(0.0, limits.seconds - used))
                except subprocess.TimeoutExpired:
                    return {"verdict": endings.out_of_time(subject, limits, self._dumps()).to_json()}
                tail = self._tail.decode(errors="replace")
                return {"verdict": endings.left_without_verdict(subject, status, tail).to_json()}

    def _look(self, process: subprocess.Popen[bytes]) -> None:
        # only once the interpreter has come far enough to answer: before that, the signal would end it
        if sys.platform != "win32" and os.path.exists(self._stack):
            process.send_signal(STACK_SIGNAL)

    def _dumps(self) -> list[str]:
        try:
            with open(self._stack, encoding="utf-8", errors="replace") as file:
                text = file.read()
        except OSError:
            return []
        return [part for part in text.split("Stack (most recent call first):") if part.strip()]

    def _end_all(self, process: subprocess.Popen[bytes]) -> None:
        """Kill the process and everything that came out of it."""
        family: list[psutil.Process] = []
        with contextlib.suppress(psutil.Error):
            family = psutil.Process(process.pid).children(recursive=True)
        process.kill()
        process.wait()
        while relatives := [*family, *self._marked()]:
            for relative in relatives:
                with contextlib.suppress(psutil.Error):
                    relative.kill()
            # what is killed may have started others just before: look again once it is gone
            psutil.wait_procs(relatives, timeout=1)
            family = []

    def _marked(self) -> list[psutil.Process]:
        """The processes that carry this check's mark: those which left the family, too."""
        found = []
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error, OSError):
                if process.environ().get(_MARK) == self._mark and process.status() != psutil.STATUS_ZOMBIE:
                    found.append(process)
        return found
