"""The process in which a learner's program visits the site, and what is written down there.

The program is imported as a module from a folder, and one of its functions is called. What the judge cannot see from
the site is reported over a pipe: which session is used by which thread, how long a program sleeps, which time-outs it
gives. Two things are different from a process of the learner's own:

* **Sleeping takes no time.** The clock is one that the judge moves (clock.py). So waiting between two attempts is seen
  exactly, and costs a check nothing.
* **A time-out strikes where the site never answers, and nowhere else.** The time-outs of other requests are made so
  long that a busy machine cannot let them strike.
"""

from __future__ import annotations

import _thread
import contextlib
import faulthandler
import http.client
import importlib
import json
import os
import subprocess
import sys
import threading
import time
import traceback
import weakref
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

import psutil
import requests

from helpers.observe.cores import have_the_same_cores_everywhere
from helpers.observe.program_file import write_program
from helpers.site.clock import Clock
from helpers.site.plain import pack

MODULE = "answer"
_PATIENT = 600.0  # seconds: longer than any check
_IMPATIENT = 0.05  # seconds: the site will not answer
_PROXIES = ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")


@dataclass(frozen=True)
class Call:
    """What is done with the learner's program.

    Attributes:
        function: the name of the function that is called.
        arguments: plain data.
        makers: for arguments that are objects: position and the name of a function in this table: `_MAKERS`.
    """

    function: str
    arguments: tuple[Any, ...]
    makers: tuple[tuple[int, str], ...] = ()


class Stage:
    """Starts the process, and ends it.

    Attributes:
        pid: its number.
        reports: the file descriptor on which its reports come, one JSON object a line.

    Args:
        folder: the program is written there.
        silent: paths that the site never answers.
        fork: start it as a copy of this process; None: where the system is good at it.
    """

    def __init__(
        self, source: str, call: Call, folder: str, silent: Iterable[str] = (), fork: bool | None = None
    ) -> None:
        write_program(os.path.join(folder, MODULE + ".py"), source)
        self._stacks = os.path.join(folder, "stacks.txt")
        task = {
            "folder": folder,
            "function": call.function,
            "arguments": call.arguments,
            "makers": call.makers,
            "silent": sorted(silent),
            "stacks": self._stacks,
        }
        self._process: subprocess.Popen[bytes] | None = None
        if fork if fork is not None else sys.platform == "linux":
            self._fork(task)
        else:
            self._launch(task)
        os.set_blocking(self.reports, False)

    def _fork(self, task: dict[str, Any]) -> None:
        self.reports, reports = os.pipe()
        orders, self._orders = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                _keep_only(reports, orders)
                _run(json.loads(json.dumps(task)), reports, orders)
            finally:
                os._exit(70)
        os.close(reports)
        os.close(orders)

    def _launch(self, task: dict[str, Any]) -> None:
        root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
        program = f"import sys; sys.path.insert(0, {root!r}); from helpers.site.stage import main; main()"
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self.pid = self._process.pid
        self.reports = self._process.stdout.fileno()
        self._orders = self._process.stdin.fileno()
        os.write(self._orders, json.dumps(task).encode() + b"\n")

    def ask_what_is_left(self) -> None:
        """Have it report which threads and processes there still are."""
        self._order(b"l")

    def let_time_pass(self) -> None:
        """Have its clock go on to the next time at which a sleeping thread wakes up, and report how many did."""
        self._order(b"t")

    def _order(self, order: bytes) -> None:
        # a process that has ended by itself is seen by whoever reads its reports
        with contextlib.suppress(BrokenPipeError):
            os.write(self._orders, order)

    def stacks(self) -> str:
        """Where each thread is, as faulthandler writes it. The process goes on."""
        return self._read_stacks() if self._signal() else ""

    def _signal(self) -> bool:
        if sys.platform == "win32":
            return False
        import signal

        try:
            os.kill(self.pid, signal.SIGUSR1)
        except ProcessLookupError:
            return False
        return True

    def _read_stacks(self) -> str:
        # the last line of a dump is the end of the main thread's stack, written last
        until = time.monotonic() + 1.0
        text = ""
        while time.monotonic() < until:
            with open(self._stacks, encoding="utf-8", errors="replace") as file:
                text = file.read()
            if text.endswith("\n") and "most recent call first" in text and "_run" in text:
                return text
            time.sleep(0.005)
        return text

    def end(self) -> None:
        """Kill it and everything that came out of it."""
        try:
            family = psutil.Process(self.pid).children(recursive=True)
        except psutil.Error:
            family = []
        for process in [*family, *([psutil.Process(self.pid)] if psutil.pid_exists(self.pid) else [])]:
            try:
                process.kill()
            except psutil.NoSuchProcess:
                continue
        if self._process is not None:
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                assert pipe is not None
                pipe.close()
            return
        os.waitpid(self.pid, 0)
        os.close(self.reports)
        os.close(self._orders)


# -- inside the process


def main() -> NoReturn:
    """The process where it is no copy of its parent: the task comes on stdin, reports go to what was stdout."""
    reports = os.dup(1)
    os.dup2(2, 1)
    orders = os.dup(0)
    line = b""
    while not line.endswith(b"\n"):
        line += os.read(orders, 1)
    _run(json.loads(line), reports, orders)


def _keep_only(*descriptors: int) -> None:
    """Close all files that came with the copy of the judge, except the standard streams and these."""
    first = 3
    for kept in sorted(descriptors):
        os.closerange(first, kept)
        first = kept + 1
    os.closerange(first, os.sysconf("SC_OPEN_MAX"))


class _Reporter:
    """Writes down what happens, in its order."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._lock = _thread.allocate_lock()
        self._threads: dict[int, int] = {}

    def __call__(self, what: str, **details: Any) -> None:
        """Something that the calling thread did."""
        with self._lock:
            # numbered as they turn up: the system uses the identifiers of ended threads again
            self._write(what, self._number(threading.current_thread()), details)

    def by_judge(self, what: str, **details: Any) -> None:
        """An answer to the judge, from the thread that takes orders."""
        with self._lock:
            self._write(what, -1, details)

    def _write(self, what: str, thread: int, details: Mapping[str, Any]) -> None:
        line = json.dumps({"what": what, "thread": thread, "at": time.monotonic(), **details}).encode() + b"\n"
        while line:
            line = line[os.write(self._descriptor, line) :]

    def _number(self, thread: threading.Thread) -> int:
        known: int | None = getattr(thread, "racecourse_number", None)
        if known is None:
            known = len(self._threads)
            self._threads[known] = known
            thread.racecourse_number = known  # type: ignore[attr-defined]
        return known


def _run(task: Mapping[str, Any], reports: int, orders: int) -> NoReturn:
    """Call the program's function, report its result, and wait for orders."""
    report = _Reporter(reports)
    _outside_of_the_network()
    have_the_same_cores_everywhere()
    stacks = open(task["stacks"], "w", encoding="utf-8")  # noqa: SIM115 - open until the process ends
    if sys.platform != "win32":
        import signal

        faulthandler.register(signal.SIGUSR1, file=stacks, all_threads=True)
    sys.path.insert(0, task["folder"])
    clock = Clock(lambda seconds: report("slept", seconds=seconds))
    clock.install()
    _thread.start_new_thread(_take_orders, (orders, clock, report))
    _watch_requests(report, frozenset(task["silent"]))
    try:
        module = importlib.import_module(MODULE)
        arguments = list(task["arguments"])
        for position, maker in task["makers"]:
            arguments[position] = _MAKERS[maker](arguments[position])
        report("called")
        result = getattr(module, task["function"])(*arguments)
        details: dict[str, Any] = {"result": pack(result)}
    except BaseException as error:  # noqa: BLE001 - whatever the program raises is its result
        details = {"error": _described(error)}
    report("returned", **details)
    for_ever = _thread.allocate_lock()
    for_ever.acquire()
    while True:
        for_ever.acquire()  # until it is killed, or the judge has gone


def _described(error: BaseException) -> dict[str, Any]:
    """An exception as plain data: its kind, its text, and the last line of the program that it went through."""
    lines = [
        frame.lineno
        for frame in traceback.extract_tb(error.__traceback__)
        if os.path.basename(frame.filename) == MODULE + ".py"
    ]
    kinds = [cls.__name__ for cls in type(error).__mro__ if cls.__name__ not in ("object", "BaseException")]
    try:
        text = str(error)
    except Exception:  # noqa: BLE001 - the program's own __str__ failed
        text = ""
    return {"kind": type(error).__name__, "kinds": kinds, "text": text[:300], "line": lines[-1] if lines else None}


def _outside_of_the_network() -> None:
    for name in _PROXIES:
        os.environ.pop(name, None)
    os.environ["NO_PROXY"] = os.environ["no_proxy"] = "*"


def _take_orders(orders: int, clock: Clock, report: _Reporter) -> None:
    """Do what the judge says, in a thread that `threading` does not know: the program shall not see it."""
    while True:
        try:
            order = os.read(orders, 1)
        except OSError:
            order = b""
        if order == b"t":
            report.by_judge("time", woke=clock.ring())
        elif order == b"l":
            left = [thread.name for thread in threading.enumerate() if thread is not threading.main_thread()]
            processes = len(psutil.Process().children(recursive=True))
            report.by_judge("left", threads=left, processes=processes)
        else:
            os._exit(0)  # the judge has gone


def _watch_requests(report: _Reporter, silent: frozenset[str]) -> None:
    """Report sessions and requests; let time-outs strike where they must."""
    numbers: weakref.WeakKeyDictionary[requests.Session, int] = weakref.WeakKeyDictionary()
    lock, count = threading.Lock(), [0]
    send, close = requests.Session.send, requests.Session.close
    put, get = http.client.HTTPConnection.putrequest, http.client.HTTPConnection.getresponse

    def number(session: requests.Session) -> int:
        with lock:
            if session not in numbers:
                count[0] += 1
                numbers[session] = count[0]
            return numbers[session]

    def watched_send(self: requests.Session, request: Any, **keywords: Any) -> Any:
        session = number(self)
        report("session-begins", session=session)
        try:
            return send(self, request, **keywords)
        finally:
            report("session-ends", session=session)

    def watched_close(self: requests.Session) -> None:
        report("session-closed", session=number(self))
        close(self)

    def watched_put(self: Any, method: str, url: str, *arguments: Any, **keywords: Any) -> None:
        self.racecourse_path = url.partition("?")[0]
        report("asks", path=self.racecourse_path)
        put(self, method, url, *arguments, **keywords)

    def watched_get(self: Any) -> Any:
        path = getattr(self, "racecourse_path", "")
        seconds = self.sock.gettimeout() if self.sock is not None else None
        if seconds is not None:
            self.sock.settimeout(_IMPATIENT if path in silent else _PATIENT)
        try:
            response = get(self)
        except TimeoutError:
            report("timed-out", path=path, seconds=seconds)
            raise
        report("answered", path=path, status=response.status, seconds=seconds)
        return response

    requests.Session.send = watched_send  # type: ignore[method-assign]
    requests.Session.close = watched_close  # type: ignore[method-assign]
    http.client.HTTPConnection.putrequest = watched_put  # type: ignore[method-assign]
    http.client.HTTPConnection.getresponse = watched_get  # type: ignore[method-assign]


def _links_of(_: object) -> Callable[[str], list[str]]:
    from helpers.site.browse import links_of

    return links_of


def _allowed(site: str) -> Callable[[str], bool]:
    from urllib.robotparser import RobotFileParser

    robots = RobotFileParser()
    robots.parse(requests.get(f"{site}/robots.txt", timeout=_PATIENT).text.splitlines())
    return lambda url: robots.can_fetch("*", url)


def _session(_: object) -> requests.Session:
    return requests.Session()


_MAKERS: dict[str, Callable[[Any], Any]] = {"links_of": _links_of, "allowed": _allowed, "session": _session}
