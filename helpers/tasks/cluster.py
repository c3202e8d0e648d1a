"""A broker, its workers and the world around them, all in the judge's hands: no clock, no chance, no server.

The tasks of an answer run in processes of their own, by Celery's own code (stage.py). Whatever these processes want
from outside, a message sent, a result stored, an effect on the world, is a request to the judge, and they go on only
when it answers. Between two requests nothing happens that anybody else could see. So a process that dies anywhere
dies, as far as the rest of the world can tell, just after one of its requests; trying each of these moments is trying
them all.

What is kept of real brokers: a message is delivered at least once. It stays with the broker until it is acknowledged:
before its task begins, or after its end with `acks_late`. What is left out: several queues with workers of their own,
priorities, prefetching.
"""

from __future__ import annotations

import contextlib
import copy
import datetime
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpers.tasks.world import Refusal, World

_PATIENCE = 60.0
"""Seconds until a process that asks nothing counts as hanging. A check ends earlier, by its own limit."""

EPOCH = datetime.datetime(2029, 12, 31, 22, 58, 57, tzinfo=datetime.UTC)
"""When a check begins. An hour and some minutes later (`UNNOTICED`) it is another year, month, day, hour, minute and
second, so that whatever a program makes of the time is something else for a message that comes again."""

UNNOTICED = 3723.0
"""Seconds until a broker notices that a worker is gone."""


class CannotRun(Exception):
    """The tasks cannot be run here; the message says what is missing."""


class Hangs(Exception):
    """A process of the answer asked nothing for very long."""


@dataclass
class Message:
    """A message that waits at the broker.

    Attributes:
        raw: what Celery sent.
        due: when it may be delivered, in virtual seconds.
        redelivered: whether it was delivered before.
    """

    raw: dict[str, Any]
    due: float = 0.0
    redelivered: bool = False

    @property
    def task(self) -> str:
        return str(self.raw["headers"]["task"])

    @property
    def id(self) -> str:
        return str(self.raw["headers"]["id"])

    @property
    def retries(self) -> int:
        return int(self.raw["headers"].get("retries") or 0)


@dataclass
class State:
    """All that outlives a worker's process.

    Attributes:
        world: the surroundings.
        queue: the messages that wait.
        results: what the result backend holds.
        counts: its counters.
        now: virtual time, in seconds.
    """

    world: World
    queue: list[Message] = field(default_factory=list)
    results: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    now: float = 0.0

    def copy(self) -> State:
        return copy.deepcopy(self)

    def key(self) -> str:
        """What tells two states apart, as far as it can matter for the world."""
        # ids are made anew by each run, and mean the same
        waiting = [
            [m.task, m.raw["headers"].get("argsrepr"), m.raw["headers"].get("kwargsrepr"), m.redelivered, m.retries]
            for m in self.queue
        ]
        return json.dumps([self.world.to_json(), waiting])

    def next(self) -> Message | None:
        """Take the message that is due first from the queue; time goes on to it."""
        if not self.queue:
            return None
        message = min(self.queue, key=lambda m: m.due)
        self.queue.remove(message)
        self.now = max(self.now, message.due)
        return message

    def status(self, id: str) -> dict[str, Any] | None:
        """What the result backend has about a task."""
        stored = self.results.get(f"celery-task-meta-{id}")
        return json.loads(stored) if stored else None

    def ready(self, key: str) -> bool:
        stored = self.results.get(key)
        return bool(stored) and json.loads(stored or "{}").get("status") in ("SUCCESS", "FAILURE", "REVOKED")

    def answer(self, what: str, args: list[Any]) -> Any:
        """Do what a process asks for.

        Raises:
            Refusal: the world says no.
        """
        match what, args:
            case "put", [_queue, raw]:
                self.queue.append(Message(raw, max(self.now, _due(raw))))
            case "world", [deed, details]:
                return self.world.do(deed, details)
            case "result.get", [key]:
                return self.results.get(key)
            case "result.set", [key, value]:
                self.results[key] = value
            case "result.delete", [key]:
                self.results.pop(key, None)
                self.counts.pop(key, None)
            case "result.incr", [key]:
                self.counts[key] = self.counts.get(key, 0) + 1
                return self.counts[key]
            case "sleep", [_seconds]:
                pass
            case "wait", [keys, _timeout]:
                return all(map(self.ready, keys))
            case _:
                raise Refusal("ValueError", f"nobody understands {what!r}")
        return None


def _due(raw: dict[str, Any]) -> float:
    eta = raw["headers"].get("eta")
    if not eta:
        return 0.0
    moment = datetime.datetime.fromisoformat(eta)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=datetime.UTC)
    return (moment - EPOCH).total_seconds()


class Process:
    """One process of the answer: a delivery, or a call of one of its functions.

    Attributes:
        ended: how it ended, once it has; None before.
        asking: its request that has no answer yet.
        threads: whether a thread that the answer has started has asked for something.
    """

    def __init__(self, connection: socket.socket, job: dict[str, Any]) -> None:
        self._connection = connection
        connection.settimeout(_PATIENCE)
        self._file = connection.makefile("rw", encoding="utf-8", newline="\n")
        self.ended: dict[str, Any] | None = None
        self.asking: tuple[str, list[Any]] | None = None
        self.threads = False
        self._looks: dict[str, int] = {}
        self._requests = 0
        self._say(job)
        self._hear()

    def reply(self, value: Any = None, refusal: Refusal | None = None) -> None:
        """Answer its request, and wait for the next one or for its end."""
        self.asking = None
        self._say({"value": value} if refusal is None else {"refusal": [refusal.kind, str(refusal)]})
        self._hear()

    def serve(self, state: State) -> None:
        """Do what it asks for, and wait for the next request or its end."""
        assert self.asking is not None
        try:
            value = state.answer(*self.asking)
        except Refusal as refusal:
            self.reply(refusal=refusal)
        except (TypeError, ValueError, KeyError) as error:
            self.reply(refusal=Refusal("ValueError", str(error)))
        else:
            self.reply(value)

    def polled(self, key: str) -> bool:
        """Whether it has asked for this result a few times already: it does nothing but wait."""
        return self._looks.get(key, 0) > 5

    def kill(self) -> None:
        """It gets no answer any more: that is the end of it."""
        with contextlib.suppress(OSError):
            self._file.close()
        self._connection.close()

    def _say(self, message: dict[str, Any]) -> None:
        with contextlib.suppress(OSError):  # it is gone: the next reading says so
            self._file.write(json.dumps(message) + "\n")
            self._file.flush()

    def _hear(self) -> None:
        try:
            text = self._file.readline()
        except TimeoutError as error:
            raise Hangs from error
        except OSError:
            text = ""
        if not text:
            self.ended = {"end": "died"}
            return
        heard = json.loads(text)
        if "ask" in heard:
            self._requests += 1
            if self._requests > _MOST_REQUESTS:
                raise TooMany(("one task asks for one thing after another, without an end",))
            self.asking = heard["ask"], heard["args"]
            self.threads |= bool(heard.get("thread"))
            if heard["ask"] == "result.get":
                key = str(heard["args"][0])
                self._looks[key] = self._looks.get(key, 0) + 1
        else:
            self.ended = heard


class Stage:
    """The mould of an answer's processes (stage.py), from the judge's side.

    Args:
        source: the answer.

    Raises:
        CannotRun: this system has no fork.
    """

    def __init__(self, source: str) -> None:
        if not hasattr(os, "fork"):
            raise CannotRun(
                "This check makes a new process for each delivery of a message by forking, which this system cannot "
                "do. Check it on Linux or macOS (on Windows: in WSL), or on Binder."
            )
        self._source = source
        self._number = 0
        mine, theirs = socket.socketpair()
        package = Path(__file__).resolve().parents[2]
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "CELERY"))}
        kept |= {"PYTHONPATH": str(package), "PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "TZ": "UTC"}
        kept |= {"CELERY_BROKER_URL": "stage://", "CELERY_RESULT_BACKEND": "helpers.tasks.stage:Backend"}
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "helpers.tasks.stage", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                env=kept,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        self._control = mine
        self._control.settimeout(_PATIENCE)
        self._processes: list[Process] = []
        if self._control.recv(1) != b"r":
            self.close()
            raise CannotRun("Celery could not be loaded in a process of its own. Run `course test` to see why.")

    def __enter__(self) -> Stage:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End every process of the answer."""
        for process in self._processes:
            process.kill()
        self._control.close()
        self._process.kill()
        self._process.wait()

    def describe(self) -> dict[str, Any]:
        """The tasks that the answer defines: under which names, and how they are acknowledged."""
        process = self._start({"kind": "describe"}, 0.0)
        while process.ended is None:  # what the answer does when it is imported
            process.reply(refusal=Refusal("ValueError", "nothing can be asked while the module is imported"))
        return process.ended

    def deliver(self, message: Message, now: float, point: float | None = None) -> Process:
        """Start a process that runs the task of this message."""
        job = {"kind": "deliver", "message": message.raw, "redelivered": message.redelivered, "point": point}
        return self._start(job, now)

    def call(self, function: str, args: list[Any], now: float) -> Process:
        """Start a process that calls a function of the answer, such as `pay.delay`."""
        return self._start({"kind": "call", "function": function, "args": args}, now)

    def _start(self, job: dict[str, Any], now: float) -> Process:
        self._number += 1
        mine, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._control, [b"c"], [theirs.fileno()])
        process = Process(mine, job | {"source": self._source, "number": self._number, "now": now})
        self._processes.append(process)
        return process


@dataclass(frozen=True)
class Crash:
    """A way in which a delivery ends too early.

    Attributes:
        name: what happened, as a clause.
        returns: whether the message is delivered again, given the task's settings.
    """

    name: str
    returns: Callable[[dict[str, Any]], bool]


POWER = Crash("the worker's machine loses its power", lambda task: task["acks_late"])
KILLED = Crash(
    "the system kills the process that does the task, and the worker lives on",
    lambda task: task["acks_late"] and task["reject_on_worker_lost"],
)


@dataclass(frozen=True)
class Ending:
    """One way in which it all ends: no message is left.

    Attributes:
        state: the world and the results in the end.
        story: what happened on the way, one clause for each event.
        last: how each delivery that came to its end ended, in order.
    """

    state: State
    story: tuple[str, ...]
    last: tuple[dict[str, Any], ...] = ()


class TooMany(Exception):
    """The answer goes on for ever, or for longer than anybody looks."""

    def __init__(self, story: tuple[str, ...]) -> None:
        self.story = story
        super().__init__("no end")


MOST_DELIVERIES = 60
_MOST_REQUESTS = 500  # of one delivery

UNKNOWN_TASK = {"acks_late": False, "reject_on_worker_lost": False}


def endings(
    stage: Stage,
    tasks: dict[str, Any],
    start: State,
    crashes: tuple[Crash, ...] = (),
    most: int = 0,
    point: float | None = None,
) -> Iterator[Ending]:
    """Every way in which the waiting messages can end, with at most `most` crashes, the ones with fewer crashes first.

    Args:
        tasks: each task's settings, as `Stage.describe` gives them.
        start: where it begins.
        crashes: which crashes there are.

    Raises:
        TooMany: messages follow messages without an end.
        Hangs: a task asks nothing for very long.
    """
    front: list[tuple[State, tuple[str, ...], tuple[dict[str, Any], ...]]] = [(start.copy(), (), ())]
    for budget in range(most, -1, -1):
        behind: list[tuple[State, tuple[str, ...], tuple[dict[str, Any], ...]]] = []
        seen: set[str] = set()
        for state, story, ends in front:
            if state.key() not in seen:
                seen.add(state.key())
                crashed, ending = _to_the_end(stage, tasks, state, story, ends, crashes if budget else (), point)
                yield ending
                behind += crashed
        front = behind


_Node = tuple[State, tuple[str, ...], tuple[dict[str, Any], ...]]


def _to_the_end(
    stage: Stage,
    tasks: dict[str, Any],
    state: State,
    story: tuple[str, ...],
    ends: tuple[dict[str, Any], ...],
    crashes: tuple[Crash, ...],
    point: float | None,
) -> tuple[list[_Node], Ending]:
    """Deliver message after message without a crash; and, beside that, the states after each crash on the way."""
    crashed: list[_Node] = []
    for _ in range(MOST_DELIVERIES):
        message = state.next()
        if message is None:
            return crashed, Ending(state, story, ends)
        settings = tasks.get(message.task, UNKNOWN_TASK)
        story = (*story, f"{'delivered again' if message.redelivered else 'delivered'}: {_named(message)}")
        process = stage.deliver(message, state.now, point)
        crashed += _after_a_crash(state, message, settings, crashes, story, ends)
        while process.ended is None:
            what = process.asking
            process.serve(state)
            if what and what[0] in ("world", "put", "sleep"):
                story = (*story, deed_in_words(what))
                crashed += _after_a_crash(state, message, settings, crashes, story, ends)
        process.kill()
        ends = (*ends, process.ended | {"task": message.task, "id": message.id, "at": state.now})
        story = (*story, _settle(state, message, settings, process.ended))
    raise TooMany(story)


def _after_a_crash(
    state: State,
    message: Message,
    settings: dict[str, Any],
    crashes: tuple[Crash, ...],
    story: tuple[str, ...],
    ends: tuple[dict[str, Any], ...],
) -> Iterator[_Node]:
    """What the world is like when the delivery dies now, in each of the ways."""
    for kind in crashes:
        after = state.copy()
        returns = kind.returns(settings)
        if returns:
            after.queue.insert(0, Message(message.raw, message.due, True))
        after.now += UNNOTICED
        fate = "the message goes back to the queue" if returns else "its message is gone"
        yield after, (*story, f"{kind.name}; {fate}"), ends


def _settle(state: State, message: Message, settings: dict[str, Any], ended: dict[str, Any]) -> str:
    """Acknowledge a message, or put it back, as the end of its delivery wants it; and say it in words."""
    if ended["end"] == "died" or (ended["end"] == "trouble" and ended["where"] == "task"):
        if KILLED.returns(settings):
            state.queue.insert(0, Message(message.raw, message.due, True))
        return "the task ends its own process"
    if ended["end"] == "rejected" and ended["requeue"]:
        state.queue.append(Message(message.raw, message.due, True))
    if ended["end"] == "done" and ended.get("error"):
        return f"the task ends with state {ended['state']}: {ended['error']}"
    return f"the task ends with state {ended['state']}" if ended["end"] == "done" else str(ended["end"])


def overlaps(stage: Stage, tasks: dict[str, Any], start: State) -> Iterator[Ending]:
    """The first message is delivered twice, and the second delivery runs while the first one stands still somewhere.

    That happens when a broker takes a slow worker for a dead one.
    """
    place = 0
    while True:
        state = start.copy()
        message = state.next()
        assert message is not None
        story = [f"delivered: {_named(message)}"]
        process = stage.deliver(message, state.now)
        done = 0
        while process.ended is None and done < place:
            what = process.asking
            process.serve(state)
            if what and what[0] in ("world", "put"):
                done += 1
                story.append(deed_in_words(what))
        if process.ended is not None:  # there are no more moments that differ
            process.kill()
            return
        story.append("the worker is slow, and the broker gives the message to another worker, too")
        second = stage.deliver(Message(message.raw, message.due, True), state.now + UNNOTICED)
        for which, name in ((second, "the second worker: "), (process, "the first worker goes on: ")):
            while which.ended is None:
                what = which.asking
                which.serve(state)
                story += [name + deed_in_words(what)] if what and what[0] in ("world", "put") else []
            which.kill()
            if which.ended["end"] != "done" or which.ended.get("error"):
                story.append(name + _settle(state, message, tasks.get(message.task, UNKNOWN_TASK), which.ended))
        state.now += UNNOTICED
        _, ending = _to_the_end(stage, tasks, state, tuple(story), (), (), None)  # what the two have sent
        yield ending
        place += 1


def deed_in_words(request: tuple[str, list[Any]]) -> str:
    """What a process asked for, as a learner would write it."""
    what, args = request
    if what == "world":
        deed, details = args
        shown = [repr(detail) for detail in details]
        if deed == "bank.charge":
            shown[2:] = [f"key={shown[2]}"] if details[2] is not None else []
        return f"{deed}({', '.join(shown)})"
    if what == "put":
        headers = args[1]["headers"]
        again = f", try {headers['retries'] + 1}" if headers.get("retries") else ""
        return f"a message is sent: {headers['task'].rpartition('.')[2]}{headers.get('argsrepr') or '()'}{again}"
    return what


def _named(message: Message) -> str:
    return f"{message.task.rpartition('.')[2]}{message.raw['headers'].get('argsrepr') or '()'}"


@dataclass
class Driven:
    """What came of a call of one of the answer's functions, with workers that do several tasks at once.

    Attributes:
        called: how the call ended.
        state: the world and the results in the end.
        waited: whether the caller waited for a result before it returned.
        peak: how many tasks were in the world's slow places at the same moment, at most.
        stuck: the names of the tasks that wait for results that never come, when everything stands still.
        sleeps: the tasks that slept.
        ends: how each delivery ended.
        endless: whether it went on for longer than anybody looks.
        threads: whether a task worked in several threads of its own; `peak` says little then, for a process asks for
            one thing at a time.
    """

    called: dict[str, Any] | None
    state: State
    waited: bool = False
    peak: int = 0
    stuck: tuple[str, ...] = ()
    sleeps: tuple[str, ...] = ()
    ends: tuple[dict[str, Any], ...] = ()
    endless: bool = False
    threads: bool = False


def drive(
    stage: Stage,
    tasks: dict[str, Any],
    start: State,
    function: str,
    args: list[Any],
    slots: int,
    slow: tuple[str, ...],
    newest_first: bool = False,
) -> Driven:
    """Call a function of the answer, and let workers with so many slots do what it sends.

    A task that asks for one of the `slow` things waits until nothing else can go on. So as many tasks are there
    together as the answer and the slots allow, on a busy machine as on an idle one.

    Args:
        newest_first: of those who wait in a slow place, the one who came last goes on first.
    """
    state = start.copy()
    caller = stage.call(function, args, state.now)
    active: list[tuple[Process, Message | None]] = [(caller, None)]
    driven = Driven(None, state)
    polls = 0
    for _ in range(2000):
        moved = False
        for process, message in list(active):
            while process.ended is None and not _held(process, state, slow):
                if process.asking and process.asking[0] == "sleep":
                    driven.sleeps += (message.task if message else "",)
                process.serve(state)
                moved = True
            driven.threads |= process.threads
            if process.ended is not None:
                active.remove((process, message))
                process.kill()
                moved = True
                if message is None:
                    driven.called = process.ended
                else:
                    driven.ends += (process.ended | {"task": message.task, "id": message.id},)
                    _settle(state, message, tasks.get(message.task, UNKNOWN_TASK), process.ended)
        driven.waited |= any(p is caller and p.asking and p.asking[0] == "wait" for p, _ in active)
        busy = sum(message is not None for _, message in active)
        due = [message for message in state.queue if message.due <= state.now]
        if due and busy < slots:
            state.queue.remove(due[0])
            active.append((stage.deliver(due[0], state.now), due[0]))
            continue
        if moved:
            continue
        asleep = [process for process, _ in active if process.asking and _is_slow(process, slow)]
        driven.peak = max(driven.peak, len(asleep))
        polling = [process for process, _ in active if process.asking and process.asking[0] == "result.get"]
        driven.waited |= caller in polling
        if asleep:
            (asleep[-1] if newest_first else asleep[0]).serve(state)
        elif state.queue and busy < slots:
            state.now = min(message.due for message in state.queue)
        elif polling and polls < 50:
            polls += 1
            polling[0].serve(state)
        elif waiting := [process for process, _ in active if process.asking]:
            # nothing can go on: whoever has set a time limit runs into it
            limited = [process for process in waiting if process.asking and process.asking[1][-1] is not None]
            if not limited or polling:
                driven.stuck = tuple(message.task if message else "" for _, message in active)
                break
            limited[0].reply(False)
        else:
            break
    else:
        driven.endless = True
    for process, _ in active:
        process.kill()
    return driven


def _held(process: Process, state: State, slow: tuple[str, ...]) -> bool:
    """Whether a request is not answered before everything else stands still."""
    assert process.asking is not None
    what, args = process.asking
    if what == "wait":
        return not state.answer(what, args)
    if what == "result.get" and process.polled(args[0]):
        return True
    return _is_slow(process, slow)


def _is_slow(process: Process, slow: tuple[str, ...]) -> bool:
    assert process.asking is not None
    what, args = process.asking
    return what == "world" and args[0] in slow
