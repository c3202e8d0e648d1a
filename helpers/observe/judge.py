"""The judge of one run: one thread, one selector. It starts the stage, holds and releases tasks, and writes down what
it sees.

All that the program's processes send is data of strangers: bounded, read as JSON, and never believed where the
operating system can be asked instead (which process is at the other end of a connection).
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import secrets
import selectors
import shutil
import socket
import struct
import sys
import tempfile
import zlib
from collections import Counter
from typing import Any

from helpers.observe import stacks
from helpers.observe.ask import VARIABLE
from helpers.observe.asleep import Looks, Rest
from helpers.observe.family import LINUX, Family, has_ended, is_helper
from helpers.observe.launch import Stage, hide, start_stage
from helpers.observe.patience import Patience
from helpers.observe.plan import Call, Feed, Plan
from helpers.observe.program_file import write_program
from helpers.observe.seen import Left, Observation, Pool, PoolCall, Problem, Task, comparable
from helpers.observe.stage import MODULE, Orders
from helpers.observe.wire import Lines, WireError, decode, encode, pack

START_METHOD = "RACECOURSE_START_METHOD"
"""Environment variable: the start method that runs get where nothing else is said. Tests set it."""

_PAUSE = (0.0005, 0.004)  # seconds between two looks: the first, and the longest
_MOST_EVENTS = 50_000
_MOST_MESSAGES = 200_000
_MOST_LINES = 2_000
_MOST_PROCESSES = 100
_MOST_STARTS = 100  # of processes, with no task that begins meanwhile
_MOST_HELD = 300
# How often a thread may wake from sleep, with nothing else happening in the program, before the tasks go on.
_NAPS = 3
_LONGEST_SLEEP = 1e6
# How long a wait with a time limit may still last when everybody else is asleep, in seconds: while tasks are held; when
# the call is over; and while it is not, and nothing is left that could happen but the end of that wait.
_PATIENCE_HELD, _PATIENCE_OVER, _PATIENCE_LAST = 0.5, 3.0, 10.0
_OUTPUT_KEPT = 16 * 1024
_LONGEST_PATH = 100  # a socket's path has at most 104 to 108 bytes


def observe(
    source: str,
    call: Call,
    plan: Plan | None = None,
    *,
    start_method: str | None = None,
    fork_stage: bool | None = None,
) -> Observation:
    """Run a program once, in a process of its own, and watch it.

    Args:
        source: the program. It is imported as the module `answer`.
        call: what to call in it.
        plan: what to do with its tasks.
        start_method: the default start method of its processes; None: the environment variable
            RACECOURSE_START_METHOD, else the platform's default.
        fork_stage: whether the stage is forked off this process; None: where the system can and this process has one
        thread.

    Returns:
        what was seen. Nothing that the program does is raised; when this returns, nothing of it is left.
    """
    start_method = start_method or os.environ.get(START_METHOD) or None
    try:
        folder = tempfile.mkdtemp(prefix="observed-")
    except OSError as error:
        return Observation(call=call.function, lacks=f"a folder that can be written to ({error.strerror or error})")
    try:
        write_program(os.path.join(folder, f"{MODULE}.py"), source)
        return _Run(call, plan or Plan(), folder, start_method, fork_stage).watch()
    except OSError as error:
        return Observation(call=call.function, lacks=f"what this run needs ({error})")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


_Sleeper = tuple[int, int, str]
"""Process, thread, and the name of the asyncio task, of somebody who sleeps."""


class _Line:
    """A connection from a task, or from the library in one of the program's processes."""

    def __init__(self, connection: socket.socket, pid: int | None) -> None:
        self.socket = connection
        self.pid = pid
        self.thread = 0
        self.lines = Lines()
        self.task: Task | None = None

    def reply(self, message: dict[str, Any]) -> None:
        """Send a reply. Replies are short, so the kernel takes them at once; who does not read is gone."""
        with contextlib.suppress(OSError):
            self.socket.sendall(pack(message))


class _Run:
    def __init__(self, call: Call, plan: Plan, folder: str, start_method: str | None, fork_stage: bool | None) -> None:
        self._plan, self._folder = plan, folder
        self._path = os.path.join(folder, "stacks.txt")
        self._orders = Orders(call, folder, start_method)
        self._fork_stage = fork_stage
        self._feeds = {feed.name: feed for feed in _feeds((call.args, call.kwargs))}
        self._seen = Observation(call=call.function or call.driver or "the program")
        self._held: dict[int, _Line] = {}  # by the task's number
        self._lines: set[_Line] = set()
        self._pools: dict[tuple[int, int], Pool] = {}
        self._memory: dict[str, bool] = {}
        self._failed_once: set[str] = set()
        self._sleepers: dict[_Line, tuple[float, _Sleeper]] = {}  # until when, in the program's own time
        self._naps: Counter[_Sleeper] = Counter()
        self._now = 0.0
        self._ours: set[int] = set()  # processes that are known to have come out of the run
        self._events = 0
        self._messages = 0
        self._printed = 0
        self._starts = 0
        self._main_thread = 0
        self._over = False
        self._asked_left = False
        self._control_lines = Lines()
        self._selector = selectors.DefaultSelector()
        self._looks = Looks()

    # -- from start to end

    def watch(self) -> Observation:
        self._patience = Patience(self._plan.seconds)
        self._seen.weak = lacking_memory()
        self._family = Family()
        self._stage: Stage | None = None
        listener, where = self._listen()
        visible = hide(True)
        try:
            environment = {VARIABLE: where, stacks.VARIABLE: self._path}
            self._stage = start_stage(self._orders, environment, fork=self._fork_stage)
            # made after the fork: the program's processes have no copy of it
            self._key = secrets.token_bytes(16)
            self._seen.main_pid = self._main_thread = self._stage.pid
            self._selector.register(listener, selectors.EVENT_READ, self._accept)
            self._selector.register(self._stage.control, selectors.EVENT_READ, self._control)
            self._selector.register(self._stage.output, selectors.EVENT_READ, self._output)
            self._until_over()
        finally:
            self._family.end()
            if self._stage is not None:
                self._stage.close()
            for line in list(self._lines):
                line.socket.close()
            listener.close()
            self._selector.close()
            if where.startswith("unix:"):
                with contextlib.suppress(OSError):
                    os.unlink(where.removeprefix("unix:"))
            self._unlink_memory()
            hide(not visible)
        return self._seen

    def _until_over(self) -> None:
        pause = _PAUSE[0]
        while not self._over:
            if self._patience.is_over(self._family.members):
                self._seen.late = True
                return
            if self._handle(pause):
                self._looks.heard()
                pause = _PAUSE[0]
                self._meet()
                continue
            members = self._family.members()
            if len(members) > _MOST_PROCESSES:
                self._flood("processes")
                return
            rest = self._looks.look(members, self._most_patience())
            if rest is Rest.AWAKE:
                pause = min(pause * 1.5, _PAUSE[1])
                continue
            # what was sent before everybody fell asleep must be read before anything is concluded
            if self._handle(0):
                self._looks.heard()
                continue
            self._quiet(rest)
            self._looks.heard()
            pause = _PAUSE[0]

    def _most_patience(self) -> float:
        """How long a wait that ends by itself may still last, in seconds, so that it is waited for."""
        if self._held:
            return _PATIENCE_HELD
        return _PATIENCE_OVER if self._seen.returned or self._seen.error is not None else _PATIENCE_LAST

    def _handle(self, timeout: float) -> bool:
        """Read all that has arrived; whether something did."""
        ready = self._selector.select(timeout)
        for key, _ in ready:
            if not self._over:
                key.data(key.fileobj)
        return bool(ready)

    def _quiet(self, rest: Rest) -> None:
        """Everybody is asleep, or busy with nothing: only the judge can change that."""
        seen = self._seen
        if seen.returned or seen.error is not None:
            if not self._asked_left:
                self._asked_left = True
                assert self._stage is not None
                with contextlib.suppress(OSError):
                    self._stage.control.sendall(pack({"do": "left"}))
            elif rest is Rest.ASLEEP:
                self._over = True  # the stage does not answer: the program has taken its main thread
            return
        if self._wake_a_sleeper():
            return
        if self._held:
            if self._plan.only_peak:
                self._over = True
            else:
                self._release()
            return
        if rest is Rest.ASLEEP and self._looks.somebody_will_wake:
            # by the end of a long time limit: the program is not stuck, and nobody waits that long
            seen.late, seen.sleeps = True, self._most_patience()
            self._over = True
            return
        seen.busy = rest is Rest.BUSY or bool(self._sleepers)
        names = self._names()
        pids = [pid for pid in self._family.members() if not is_helper(pid) and not has_ended(pid)]
        seen.stuck = stacks.ask(self._path, pids, names, f"{MODULE}.py")
        self._over = True

    def _wake_a_sleeper(self) -> bool:
        """Let the sleep that is over first come to its end; False when sleeping leads to nothing any more."""
        ends = [(until, who, line) for line, (until, who) in self._sleepers.items() if self._naps[who] < _NAPS]
        if not ends:
            return False
        until, who, line = min(ends, key=lambda end: end[:2])
        del self._sleepers[line]
        self._now = max(self._now, until)
        self._naps[who] += 1
        line.reply({"ok": True})
        return True

    # -- tasks

    def _meet(self) -> None:
        if self._plan.meet and len(self._held) >= self._plan.meet and not self._seen.returned:
            for number in list(self._held):
                self._go_on(number)

    def _release(self) -> None:
        # by their arguments: which of two workers began first is an accident
        held = tuple(sorted((self._seen.tasks[number - 1] for number in self._held), key=_rank))
        match self._plan.release:
            case "reversed":
                chosen: tuple[Task, ...] = (held[-1],)
            case "in order":
                chosen = (held[0],)
            case "all":
                chosen = held
            case str() as unknown:
                raise ValueError(f"Plan.release cannot be {unknown!r}")
            case choose:
                some = choose(held)
                chosen = some if isinstance(some, tuple) else (some,)
        for task in chosen:
            self._go_on(task.number)

    def _go_on(self, number: int) -> None:
        line = self._held.pop(number)
        task = self._seen.tasks[number - 1]
        line.task = None
        task.ended = self._event()
        plan = self._plan
        error = _find(plan.fail, task)
        if error is None and (error := _find(plan.fail_once, task)) is not None:
            key = repr(task.args)
            if key in self._failed_once:
                error = None
            self._failed_once.add(key)
        first = sum(1 for other in self._seen.tasks[:number] if other.args == task.args) == 1
        if _among(plan.forever, task):
            task.how = "forever"
            line.reply({"forever": True})
        elif _among(plan.die_always, task) or (first and _among(plan.die, task)):
            task.how = "died"
            line.reply({"die": True})
        elif error is not None:
            task.how = "raised"
            home = type(error).__module__
            name = type(error).__qualname__ if home == "builtins" else f"{home}:{type(error).__qualname__}"
            line.reply({"raise": [name, [encode(arg) for arg in error.args]]})
        else:
            task.how = "returned"
            if plan.values == "plain":
                line.reply({"plain": True})
                return
            task.value = plan.values(task) if callable(plan.values) else self._secret(task)
            line.reply({"value": encode(task.value)})

    def _secret(self, task: Task) -> int:
        """A number that only the judge knows, the same for each run of the task with the same arguments.

        How the numbers of different tasks compare is no secret, and the same in each run: a program that sorts results
        by their size gets the same verdict each time.
        """
        digest = hmac.digest(self._key, repr((task.name, task.args)).encode(errors="replace"), hashlib.sha256)
        number = task.item if type(task.item) is int else zlib.crc32(repr(task.args).encode(errors="replace"))
        # 37 and 90 have no common divisor: neighbours are far apart, and in no order that is theirs
        return 100_000 + number * 37 % 90 * 10_000 + int.from_bytes(digest[:4], "big") % 10_000

    def _begin(self, line: _Line, message: dict[str, Any]) -> None:
        args = tuple(decode(arg) for arg in message["args"])
        seen = self._seen
        main = line.pid == seen.main_pid
        task = Task(
            number=len(seen.tasks) + 1,
            name=str(message["name"]),
            args=args,
            pid=line.pid or 0,
            thread=line.thread,
            main=main,
            main_thread=main and line.thread == self._main_thread,
            began=self._event(),
        )
        seen.tasks.append(task)
        self._starts = 0
        line.task = task
        self._held[task.number] = line
        if len(self._held) > _MOST_HELD or len(seen.tasks) > self._plan.most_tasks:
            self._flood("tasks")
        seen.peak = max(seen.peak, len(self._held))
        seen.peak_pids = max(seen.peak_pids, len({other.pid for other in self._held.values()}))

    def _event(self) -> int:
        self._events += 1
        self._naps.clear()
        if self._events > _MOST_EVENTS:
            self._flood("reports")
        return self._events

    def _flood(self, what: str) -> None:
        self._seen.flooded = self._seen.flooded or what
        self._over = True

    # -- connections

    def _listen(self) -> tuple[socket.socket, str]:
        path = os.path.join(self._folder, "judge")
        if hasattr(socket, "AF_UNIX") and sys.platform != "win32":
            listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            if len(os.fsencode(path)) <= _LONGEST_PATH:
                listener.bind(path)
                where = f"unix:{path}"
            elif LINUX:
                name = f"racecourse-{secrets.token_hex(16)}"
                listener.bind("\0" + name)
                where = f"abstract:{name}"
            else:
                listener.close()
                return self._listen_on_loopback()
            listener.listen(512)
            listener.setblocking(False)
            return listener, where
        return self._listen_on_loopback()

    def _listen_on_loopback(self) -> tuple[socket.socket, str]:
        listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        listener.setblocking(False)
        return listener, f"tcp:127.0.0.1:{listener.getsockname()[1]}"

    def _accept(self, listener: socket.socket) -> None:
        try:
            connection, _ = listener.accept()
        except OSError:
            self._flood("connections")
            return
        if len(self._lines) >= _MOST_LINES:
            connection.close()
            self._flood("connections")
            return
        line = _Line(connection, _peer(connection))
        connection.settimeout(2.0)
        self._lines.add(line)
        self._selector.register(connection, selectors.EVENT_READ, lambda _: self._read(line))

    def _read(self, line: _Line) -> None:
        try:
            piece = line.socket.recv(1 << 16)
            messages = line.lines.feed(piece)
        except WireError as error:
            self._attacked(str(error))
            return
        except OSError:
            piece, messages = b"", []
        for message in messages:
            try:
                self._message(line, message)
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                self._attacked(f"a report that makes no sense ({type(error).__name__})")
                return
        if not piece:
            self._hung_up(line)

    def _hung_up(self, line: _Line) -> None:
        if line.task is not None:
            del self._held[line.task.number]
            line.task.how, line.task.ended = "lost", self._event()
        self._sleepers.pop(line, None)
        self._selector.unregister(line.socket)
        line.socket.close()
        self._lines.discard(line)

    def _attacked(self, what: str) -> None:
        self._seen.attack = what
        self._over = True

    def _message(self, line: _Line, message: dict[str, Any]) -> None:
        self._messages += 1
        if self._messages > _MOST_MESSAGES:
            self._flood("reports")
            return
        do = message["do"]
        if do == "hello":
            if line.pid is None:
                line.pid = int(message["pid"])
            line.thread = int(message["thread"])
            if line.pid not in self._ours:
                if line.pid not in self._family.members() and not has_ended(line.pid):
                    self._attacked("a report from a process that is not the program's")
                self._ours.add(line.pid)
        elif line.task is not None or line in self._sleepers:
            self._attacked("a second report before the reply to the first")
        elif do == "task":
            self._begin(line, message)
        elif do == "forever":
            pass  # no reply, ever
        elif do == "forks":
            self._flood("processes")  # no reply either
        elif do == "sleep":
            until = self._now + max(0.0, min(float(message["seconds"]), _LONGEST_SLEEP))
            self._sleepers[line] = until, (line.pid or 0, line.thread, str(message.get("who", "")))
        elif do == "pull":
            self._pull(line, str(message["feed"]))
        elif do == "emit":
            sink = str(message["sink"])
            self._seen.emitted.setdefault(sink, []).append((self._event(), decode(message["value"])))
            if (line.pid, line.thread) != (self._seen.main_pid, self._main_thread):
                self._seen.emitted_elsewhere.add(sink)
            line.reply({"ok": True})
        elif do == "note":
            self._note(line.pid or 0, message)
            line.reply({"ok": True})
        else:
            self._attacked(f"a report of an unknown kind ({str(do)[:40]!r})")

    def _pull(self, line: _Line, name: str) -> None:
        feed = self._feeds[name]
        pulls = self._seen.pulls.setdefault(name, [])
        if feed.items is not None and len(pulls) >= len(feed.items):
            line.reply({"stop": True})
            return
        item = len(pulls) if feed.items is None else feed.items[len(pulls)]
        pulls.append(self._event())
        ended = sum(1 for task in self._seen.tasks if task.ended is not None)
        self._seen.ahead[name] = max(self._seen.ahead.get(name, 0), len(pulls) - ended)
        if len(pulls) > feed.most:
            self._flood(name)
            return
        line.reply({"value": encode(item)})

    def _note(self, pid: int, message: dict[str, Any]) -> None:
        what = message["what"]
        details = {str(key): value for key, value in message.items() if key not in ("do", "what")}
        if what == "pool":
            pool = Pool(
                kind=str(message["kind"]),
                pid=pid,
                workers=message["workers"],
                method=str(message["method"]),
                initializer=bool(message["initializer"]),
                per_child=message["per_child"],
            )
            self._pools[(pid, int(message["id"]))] = pool
            self._seen.pools.append(pool)
            self._event()
        elif what in ("call", "changed"):
            known = self._pools.get((pid, int(message["id"])))
            if known is None:
                return
            if what == "call":
                known.calls.append(PoolCall(str(message["name"]), message["items"], message["chunksize"]))
            elif message["change"] in ("closed", "terminated", "joined"):
                setattr(known, message["change"], True)
        else:
            if what == "memory" and message["create"]:
                self._memory[str(message["name"])] = True
            elif what == "unlinked":
                self._memory[str(message["name"])] = False
            elif what == "Process.start":
                self._starts += 1
                if self._starts > _MOST_STARTS:
                    self._flood("starts")
                    return
            self._event()
            self._seen.notes.append((str(what), details))

    # -- the stage

    def _control(self, control: socket.socket) -> None:
        try:
            piece = control.recv(1 << 16)
            messages = self._control_lines.feed(piece)
        except WireError:
            self._flood("result")
            return
        except OSError:
            piece, messages = b"", []
        for message in messages:
            try:
                self._from_stage(message)
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                self._attacked(f"a result that makes no sense ({type(error).__name__})")
                return
        if not piece and not self._over:
            assert self._stage is not None
            if not (self._seen.returned or self._seen.error):
                self._seen.died = self._stage.how_it_ended()
            self._over = True

    def _from_stage(self, message: dict[str, Any]) -> None:
        seen = self._seen
        match message["do"]:
            case "ready":
                self._main_thread = int(message["thread"])
                seen.start_method = str(message["method"])
            case "result" if not seen.returned and seen.error is None:
                seen.result = decode(message["value"])
                seen.returned, seen.returned_at = True, self._event()
            case "error" if not seen.returned and seen.error is None:
                said = message["error"]
                line = said["line"] if isinstance(said["line"], int) else None
                chain = tuple(str(cause) for cause in said["chain"])
                seen.error = Problem(str(said["type"]), str(said["text"]), line, chain, bool(said["remote"]))
                seen.returned_at = self._event()
            case "left" if self._asked_left:
                self._take_left(message)
                self._over = True
            case _:
                self._attacked("a result that nobody asked for")

    def _take_left(self, message: dict[str, Any]) -> None:
        assert self._stage is not None
        self._seen.swallowed = [str(text) for text in message["swallowed"]]
        others = [pid for pid in self._family.members() if pid != self._stage.pid and not is_helper(pid)]
        ended = [pid for pid in others if has_ended(pid)]
        self._seen.left = Left(
            threads=tuple(map(str, message["threads"])),
            daemons=tuple(map(str, message["daemons"])),
            children=tuple(pid for pid in others if pid not in ended),
            unjoined=tuple(ended),
            memory=tuple(name for name, there in self._memory.items() if there and _may_be_there(name)),
            tasks=tuple(self._seen.tasks[number - 1] for number in sorted(self._held)),
        )

    def _output(self, descriptor: int) -> None:
        piece = os.read(descriptor, 1 << 16)
        if not piece:
            self._selector.unregister(descriptor)
            return
        self._printed += len(piece)
        self._seen.output = (self._seen.output + piece.decode(errors="replace"))[-_OUTPUT_KEPT:]
        if self._printed > self._plan.output:
            self._flood("output")

    def _names(self) -> Any:
        known: dict[int, str] = {self._seen.main_pid: "the main process"}

        def name_of(pid: int) -> str:
            return known.setdefault(pid, f"child process {len(known)}")

        return name_of

    def _unlink_memory(self) -> None:
        """Blocks of shared memory outlive their processes: take those away that the program has left."""
        for name in self._memory:
            if file := _file_of(name):
                with contextlib.suppress(OSError):
                    os.unlink(file)


def _file_of(name: str) -> str:
    """The file that is a block of shared memory (Linux: shm_overview(7)); empty where blocks are no files."""
    name = name.lstrip("/")
    return os.path.join("/dev/shm", name) if name and "/" not in name and os.path.isdir("/dev/shm") else ""


def _may_be_there(name: str) -> bool:
    """Whether a block of shared memory that nobody is known to have unlinked is there.

    It may have been unlinked in a process that is not watched, such as the one that a SharedMemoryManager starts: under
    forkserver or spawn it does not import what the program imports.
    """
    file = _file_of(name)
    return not file or os.path.exists(file)


def lacking_memory(folder: str = "/dev/shm") -> str:
    """What is wrong with the shared memory in which locks and queues of processes lie (Linux: shm_overview(7)).

    Returns:
        a clause for a message; empty when nothing is wrong, and on systems that keep it elsewhere.
    """
    if not LINUX:
        return ""
    path = os.path.join(folder, f"racecourse-{secrets.token_hex(8)}")
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except OSError as error:
        return f"shared memory for the locks of processes ({folder}: {error.strerror})"
    try:
        os.write(descriptor, bytes(4096))
    except OSError as error:
        return f"shared memory for the locks of processes ({folder}: {error.strerror})"
    finally:
        os.close(descriptor)
        os.unlink(path)
    return ""


def _feeds(value: Any) -> list[Feed]:
    if isinstance(value, Feed):
        return [value]
    if isinstance(value, (list, tuple)):
        return [feed for item in value for feed in _feeds(item)]
    if isinstance(value, dict):
        return _feeds(list(value.values()))
    return []


def _rank(task: Task) -> tuple[Any, ...]:
    return comparable(task.args), task.name, task.number


def _find(table: Any, task: Task) -> BaseException | None:
    for wanted, error in table.items():
        if _same(wanted, task):
            found: BaseException = error
            return found
    return None


def _among(wanted: frozenset[Any], task: Task) -> bool:
    return any(_same(item, task) for item in wanted)


def _same(wanted: Any, task: Task) -> bool:
    return bool(wanted == task.item or (isinstance(wanted, tuple) and wanted == task.args))


def _peer(connection: socket.socket) -> int | None:
    """The process at the other end, as the operating system knows it; None where it does not say."""
    if LINUX:
        size = struct.calcsize("3i")
        pid: int = struct.unpack("3i", connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size))[0]
        return pid
    if sys.platform == "darwin" and connection.family == socket.AF_UNIX:
        # SOL_LOCAL, LOCAL_PEERPID: sys/un.h
        mac: int = struct.unpack("i", connection.getsockopt(0, 2, 4))[0]
        return mac
    return None
