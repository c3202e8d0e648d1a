"""The process in which the tasks of an answer run while they are judged: `python -P -m helpers.tasks.stage FD`.

Celery's own machinery does the work: it makes the messages, runs the tasks, retries them, counts the parts of a
chord. Only the broker and the result backend are the judge's (cluster.py): each message, each result and each effect is
a request to it, and the process goes on when it has the answer. So the judge decides when a process dies: it never
answers again.

This process is the mould. For each delivery of a message it forks another one, which imports the answer anew: no
delivery finds anything in memory that another one has left, as if each happened on a machine of its own. The clock,
the random numbers and the hashes of texts differ from one delivery to the next in a way that the judge decides.
"""

from __future__ import annotations

import asyncio
import builtins
import datetime
import json
import os
import platform
import random
import secrets
import select
import signal
import socket
import sys
import threading
import time
import traceback
import uuid
from collections.abc import Iterable
from queue import Empty
from types import ModuleType
from typing import Any

import celery.app.backends
import kombu.pools  # noqa: F401 - imported by celery when it first sends
from celery._state import _set_task_join_will_block
from celery.app.base import Celery
from celery.app.trace import build_tracer, setup_worker_optimizations
from celery.backends.base import KeyValueStoreBackend
from celery.exceptions import Reject
from celery.result import ResultBase
from celery.states import READY_STATES
from celery.utils import nodenames
from kombu.transport import TRANSPORT_ALIASES, virtual

from helpers.tasks import shop
from helpers.tasks.cluster import EPOCH
from helpers.tasks.world import Refusal

MODULE = "answer"
_real_hash = hash


class Line:
    """The line to the judge."""

    def __init__(self, connection: socket.socket) -> None:
        self._file = connection.makefile("rw", encoding="utf-8", newline="\n")
        self._turn = threading.Lock()  # a task may ask from threads of its own

    def ask(self, what: str, *args: Any) -> Any:
        """Ask the judge, and wait for the answer."""
        own = threading.current_thread() is not threading.main_thread()
        with self._turn:
            self.say({"ask": what, "args": list(args), "thread": own})
            answer = self.hear()
        if "refusal" in answer:
            raise Refusal(*answer["refusal"])
        return answer["value"]

    def say(self, message: dict[str, Any]) -> None:
        self._file.write(json.dumps(message, default=repr) + "\n")
        self._file.flush()

    def hear(self) -> dict[str, Any]:
        text = self._file.readline()
        if not text:
            os._exit(0)  # the judge needs this process no more
        heard: dict[str, Any] = json.loads(text)
        return heard


_line: Line | None = None


def _ask(what: str, *args: Any) -> Any:
    assert _line is not None
    return _line.ask(what, *args)


class Channel(virtual.Channel):
    """Hands each message to the judge."""

    def _put(self, queue: str, message: dict[str, Any], **_: Any) -> None:
        _ask("put", queue, message)

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        raise Empty

    def _size(self, queue: str) -> int:
        return 0

    def _purge(self, queue: str) -> int:
        return 0


class Transport(virtual.Transport):
    """What Celery is given for the address `stage://`."""

    Channel = Channel
    default_port = 0  # type: ignore[assignment]
    driver_type = driver_name = "stage"


class Backend(KeyValueStoreBackend):
    """Keeps every result with the judge."""

    implements_incr = True
    supports_autoexpire = True

    def get(self, key: Any) -> Any:
        return _ask("result.get", _key(key))

    def mget(self, keys: Iterable[Any]) -> list[Any]:
        return [self.get(key) for key in keys]

    def set(self, key: Any, value: Any) -> None:
        _ask("result.set", _key(key), value.decode() if isinstance(value, bytes) else value)

    def delete(self, key: Any) -> None:
        _ask("result.delete", _key(key))

    def incr(self, key: Any) -> int:
        return int(_ask("result.incr", _key(key)))

    def wait_for(self, task_id: str, timeout: float | None = None, **_: Any) -> Any:
        _wait([self.get_key_for_task(task_id)], timeout)
        return self.get_task_meta(task_id)

    def get_many(self, task_ids: Any, timeout: float | None = None, on_message: Any = None, **_: Any) -> Any:
        ids = list(task_ids)
        _wait([self.get_key_for_task(id) for id in ids], timeout)
        for id in ids:
            meta = self.get_task_meta(id)
            if meta["status"] in READY_STATES:
                if on_message is not None:
                    on_message(meta)
                yield id, meta


def _wait(keys: list[Any], timeout: float | None) -> None:
    """Wait until these results are there. The judge says no where that will never be, or would take too long."""
    if not _ask("wait", [_key(key) for key in keys], timeout):
        from celery.exceptions import TimeoutError

        raise TimeoutError("The operation timed out.")


def _key(key: Any) -> str:
    return key.decode() if isinstance(key, bytes) else str(key)


_THROWS = """random uniform triangular randint choice randrange sample shuffle choices normalvariate lognormvariate
    expovariate vonmisesvariate gammavariate gauss betavariate paretovariate weibullvariate getrandbits
    randbytes""".split()


class _Dice(random.Random):
    """Random numbers from a generator with a seed, or always the same point between the lowest and the highest."""

    point: float | None = None

    def random(self) -> float:
        return super().random() if self.point is None else min(self.point, 1 - 2**-53)

    def getrandbits(self, bits: int) -> int:
        return super().getrandbits(bits) if self.point is None else int(self.random() * 2**bits)

    def _randbelow(self, n: int) -> int:
        return int(self.random() * n) if self.point is not None else super().getrandbits(62) % n

    def seed(self, a: Any = None, version: int = 2) -> None:
        """Whoever gives a seed gets the numbers that belong to it, and nothing random any more."""
        if a is not None:
            self.point = None
            super().seed(a, version)


def _throw_dice(seed: int, point: float | None) -> None:
    dice = _Dice(seed)
    dice.point = point
    for name in (*_THROWS, "seed"):
        setattr(random, name, getattr(dice, name))
    entropy = random.Random(seed)  # what the system calls random; names are made of it, so it has no point
    os.urandom = random._urandom = secrets.token_bytes = _bytes_of(entropy)  # type: ignore[attr-defined]
    if point is not None:
        seeded = random.Random

        def make(seed: Any = None) -> random.Random:
            return dice if seed is None else seeded(seed)

        random.Random, random.SystemRandom = make, lambda *_: dice  # type: ignore[misc, assignment]
        secrets.randbelow = lambda exclusive_upper_bound: dice.randrange(exclusive_upper_bound)
        secrets.choice, secrets.randbits = dice.choice, lambda k: dice.getrandbits(k)


def _bytes_of(source: random.Random) -> Any:
    def some(size: int | None = None) -> bytes:
        return source.getrandbits(8 * (32 if size is None else size)).to_bytes(32 if size is None else size, "big")

    return some


def _name_machine(number: int) -> None:
    """Give this process a machine of its own: another name, another number of the process, another network card."""
    name, own = f"worker-{number}", os.getpid()
    pid = _NO_PID + number  # too large for any system: nobody ends somebody else's process by it
    real_pid, real_kill = os.getpid, os.kill
    system = os.uname()
    renamed = os.uname_result((system.sysname, name, *tuple(system)[2:]))
    os.getpid = lambda: pid
    os.kill = lambda whom, what: real_kill(own if whom == pid else whom, what)
    os.register_at_fork(after_in_child=lambda: setattr(os, "getpid", real_pid))
    os.uname = lambda: renamed
    socket.gethostname = nodenames.gethostname = lambda: name
    platform.node = lambda: name
    uuid.getnode = lambda: number
    uuid._generate_time_safe = None  # type: ignore[attr-defined]


_NO_PID = 5_000_000


def _set_clock(now: float) -> None:
    """Give this process the judge's time, in seconds since the first moment of the check."""
    moment = EPOCH + datetime.timedelta(seconds=now)

    class Datetime(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> Any:
            return moment.astimezone(tz) if tz else moment.replace(tzinfo=None)

        @classmethod
        def utcnow(cls) -> Any:
            return moment.replace(tzinfo=None)

        @classmethod
        def today(cls) -> Any:
            return moment.replace(tzinfo=None)

    class Date(datetime.date):
        @classmethod
        def today(cls) -> Any:
            return moment.date()

    datetime.datetime, datetime.date = Datetime, Date  # type: ignore[misc]
    stamp = moment.timestamp()
    time.time = time.monotonic = time.perf_counter = lambda: stamp
    time.time_ns = time.monotonic_ns = time.perf_counter_ns = lambda: int(stamp * 1e9)
    read, shown, text = time.gmtime, time.strftime, time.asctime
    time.gmtime = time.localtime = lambda seconds=None: read(stamp if seconds is None else seconds)
    time.strftime = lambda format, t=None: shown(format, time.gmtime() if t is None else t)
    time.asctime = lambda t=None: text(time.gmtime() if t is None else t)
    time.ctime = lambda seconds=None: text(time.gmtime(seconds))
    Celery.now = lambda self: moment


def _never_sleep() -> None:
    """Whoever sleeps, in one of the usual ways, asks the judge, and goes on at once."""
    wait = threading.Condition.wait

    def sleep(seconds: float) -> None:
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        if seconds > 0:
            _ask("sleep", float(seconds))

    def wait_a_while(self: threading.Condition, timeout: float | None = None) -> bool:
        if timeout and timeout > 0 and threading.active_count() == 1:  # nobody is there who could notify
            sleep(timeout)
            return False
        return wait(self, timeout)

    really = asyncio.sleep

    async def asleep(delay: float, result: Any = None) -> Any:
        sleep(delay)
        return await really(0, result)

    real_select = select.select

    def watch(read: Any, write: Any, other: Any, timeout: float | None = None) -> Any:
        if timeout and not (read or write or other):
            sleep(timeout)
            return [], [], []
        return real_select(read, write, other, timeout)

    time.sleep = sleep  # type: ignore[assignment]
    threading.Condition.wait = wait_a_while  # type: ignore[method-assign]
    asyncio.sleep = asleep
    select.select = watch


def _salt_hashes(salt: int) -> None:
    """Texts have another hash in each process, as they have without PYTHONHASHSEED."""
    builtins.hash = lambda thing: _real_hash((salt, thing)) if isinstance(thing, (str, bytes)) else _real_hash(thing)


def _load(source: str) -> ModuleType:
    """Import the answer."""
    module = ModuleType(MODULE)
    sys.modules[MODULE] = module
    exec(compile(source, "answer.py", "exec", dont_inherit=True), module.__dict__)
    return module


def _perform(job: dict[str, Any]) -> dict[str, Any]:
    """Do what this process was made for, and say how it ended."""
    _throw_dice(job["number"], job.get("point"))
    _name_machine(job["number"])
    _set_clock(job["now"])
    _never_sleep()
    _salt_hashes(job["number"])
    try:
        answer = _load(job["source"])
    except BaseException as error:  # noqa: BLE001 - whatever the answer raises, the judge is told
        return _trouble("import", error)
    tasks = {name: task for app in _apps(answer) for name, task in app.tasks.items()}
    if job["kind"] == "describe":
        shown = {}
        for name, value in answer.__dict__.items():
            task = tasks.get(getattr(value, "name", None)) if hasattr(value, "apply_async") else None
            if task is not None:
                shown[name] = task.name
        return {"end": "described", "names": shown, "tasks": {name: _describe(task) for name, task in tasks.items()}}
    if job["kind"] == "call":
        try:
            thing = _resolve(answer, job["function"])
            value = thing(*job["args"])
        except BaseException as error:  # noqa: BLE001 - likewise
            return _trouble("call", error)
        return {"end": "returned", "value": _describe_result(value)}
    return _deliver(job["message"], tasks, job.get("redelivered", False))


def _resolve(answer: ModuleType, path: str) -> Any:
    thing: Any = answer
    for name in path.split("."):
        thing = getattr(thing, name)
    return thing


def _deliver(message: dict[str, Any], tasks: dict[str, Any], redelivered: bool) -> dict[str, Any]:
    """Run the task that a message asks for, as the process of a worker's pool does."""
    channel = Channel(_Connection())
    raw = virtual.Message(message, channel=channel)
    args, kwargs, embed = raw.decode()
    task = tasks.get(raw.headers["task"])
    if task is None:
        return {"end": "unknown task", "name": raw.headers["task"]}
    request = {**raw.headers, **embed, "delivery_info": {**raw.delivery_info, "redelivered": redelivered}}
    request |= {
        "hostname": f"celery@{socket.gethostname()}",
        "reply_to": raw.properties.get("reply_to"),
        "is_eager": False,
    }
    request |= {"correlation_id": raw.properties.get("correlation_id")}
    _set_task_join_will_block(True)  # as in the processes of a worker's pool
    tracer = build_tracer(task.name, task, app=task.app)
    try:
        done = tracer(raw.headers["id"], args, kwargs, request)
    except Reject as error:
        return {"end": "rejected", "requeue": bool(error.requeue)}
    except BaseException as error:  # noqa: BLE001 - SystemExit and the like: the worker's process ends by it
        return _trouble("task", error)
    info = done.info
    if info is None:
        return {"end": "done", "state": "SUCCESS"}
    ended = {"end": "done", "state": info.state, "error": type(info.retval).__name__, "message": str(info.retval)}
    if isinstance(info.retval, BaseException):
        ended["line"] = _line_of(info.retval)
    return ended


class _Connection:
    """As much of a transport as decoding a message needs."""

    def __init__(self) -> None:
        self.client = self
        self.transport_options: dict[str, Any] = {}
        self.state = virtual.BrokerState()
        self._used_channel_ids: list[int] = []
        self.channel_max = 10


def _apps(answer: ModuleType) -> list[Celery]:
    found = {id(shop.app): shop.app}
    for value in answer.__dict__.values():
        app = value if isinstance(value, Celery) else getattr(value, "app", None)
        if isinstance(app, Celery):
            found[id(app)] = app
    for app in found.values():
        app.finalize()
    return list(found.values())


def _describe(task: Any) -> dict[str, Any]:
    """What a broker and a worker need to know of a task."""
    return {
        "acks_late": bool(task.acks_late),
        "reject_on_worker_lost": bool(task.reject_on_worker_lost),
        "acks_on_failure": task.acks_on_failure_or_timeout is not False,
        "eager": bool(task.app.conf.task_always_eager),
    }


def _describe_result(value: Any) -> dict[str, Any]:
    if isinstance(value, ResultBase):
        return {"result": getattr(value, "id", None), "type": type(value).__name__}
    return {"type": type(value).__name__, "shown": repr(value)[:80]}


def _trouble(where: str, error: BaseException) -> dict[str, Any]:
    return {
        "end": "trouble",
        "where": where,
        "error": type(error).__name__,
        "message": str(error)[:300],
        "line": _line_of(error),
    }


def _line_of(error: BaseException) -> int | None:
    """The line of the answer that an exception comes from."""
    if isinstance(error, SyntaxError) and error.filename == "answer.py":
        return error.lineno
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "answer.py"]
    return lines[-1] if lines else None


def _run(connection: socket.socket) -> None:
    """One delivery, in a process of its own."""
    global _line
    _line = Line(connection)
    shop._judge = lambda what, args: _ask("world", what, args)
    job = _line.hear()
    ended = _perform(job)
    _line.say(ended)
    _line.hear()


def main(descriptor: int) -> None:
    """Make a process for each connection that the judge hands over."""
    TRANSPORT_ALIASES["stage"] = f"{__name__}:Transport"
    # what it would look for are packages with further backends, and it would look again in each process
    celery.app.backends.load_extension_class_names = lambda namespace: ()
    setup_worker_optimizations(shop.app, "worker@stage")
    shop.app.finalize()
    # whatever Celery imports when it first needs it: once here, and not in each process
    _ = shop.app.backend, shop.app.amqp.send_task_message, shop.app.producer_pool, shop.app.amqp.router
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how they ended
    control = socket.socket(fileno=descriptor)
    control.sendall(b"r")
    while True:
        word, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        if not word:
            os._exit(0)
        connection = socket.socket(fileno=descriptors[0])
        if os.fork() == 0:
            control.close()
            try:
                _run(connection)
            finally:
                os._exit(0)
        connection.close()


if __name__ == "__main__":
    # under its own name, so that there is one module of it
    from helpers.tasks import stage

    stage.main(int(sys.argv[1]))
