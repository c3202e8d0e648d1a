"""The part of the probe that runs inside the sandbox: it tries what must not work. Run as a file, with a JSON argument.

It prints a JSON object: for each promise that does not hold, what happened instead.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import select
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from typing import Any

sys.path[:0] = [os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))]

from helpers.sandbox.command import PLACE  # noqa: E402 - the search path comes first
from helpers.sandbox.namespaces import MIB, Namespaces, Room, settle  # noqa: E402

_SMALL = Room(processes=20, files=MIB, shared_memory=MIB, names=50)


def network(asked: dict[str, Any]) -> str:
    """Nothing of the outside can be reached, and loopback works."""
    for family, address in ((socket.AF_INET, ("127.0.0.1", asked["port"])), (socket.AF_UNIX, asked["socket"])):
        with socket.socket(family) as outside:
            outside.settimeout(5)
            with contextlib.suppress(OSError):
                outside.connect(address)
                return f"a program outside answered at {address}"
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname(), 5):
        return ""


def files(asked: dict[str, Any]) -> str:
    """The files of the machine are not there, and what is there cannot be changed."""
    for path in asked["hidden"]:
        if os.path.exists(path):
            return f"{path} is visible"
    for folder in asked["fixed"]:
        name = os.path.join(folder, f"written-{os.getpid()}")
        with contextlib.suppress(OSError):
            with open(name, "wb"):
                pass
            os.unlink(name)
            return f"a file could be written in {folder}"
    return ""


def rights(asked: dict[str, Any]) -> str:
    """The program is not the machine's root, and has none of its rights."""
    if os.getuid() == 0:
        return "it runs as root"
    with open("/proc/self/status", encoding="ascii") as file:
        status = dict(line.split(":", 1) for line in file)
    if int(status["CapEff"], 16) or int(status["CapPrm"], 16):
        return f"it has rights ({status['CapEff'].strip()})"
    return "" if status["NoNewPrivs"].strip() == "1" else "it could get new rights"


def processes(asked: dict[str, Any]) -> str:
    """It sees itself and the first process of its namespace; and it cannot start many."""
    seen = sorted(int(name) for name in os.listdir("/proc") if name.isdigit())
    if seen != sorted({1, os.getpid()}):
        return f"it sees processes {seen}"
    started = 0
    with _children():
        for _ in range(3 * _SMALL.processes):
            try:
                pid = os.fork()
            except OSError:
                break
            if pid == 0:
                signal.pause()
            started += 1
    if started >= _SMALL.processes:
        return f"{started} processes could be started where {_SMALL.processes} are allowed"
    return "" if started >= _SMALL.processes // 2 else f"only {started} processes could be started"


def disk(asked: dict[str, Any]) -> str:
    """It can write in its folder, and not much."""
    for folder in (PLACE, "/dev/shm"):
        if os.listdir(folder):
            return f"{folder} is not empty"
        try:
            with open(f"{folder}/large", "wb") as file:
                for _ in range(4):
                    file.write(bytes(MIB))
                    file.flush()
            return f"{folder} takes more than it should"
        except OSError:
            os.unlink(f"{folder}/large")
    return ""


def namespaces(asked: dict[str, Any]) -> str:
    """It cannot make namespaces of its own, in which it would have rights."""
    import ctypes

    return "it can make namespaces" if ctypes.CDLL(None).unshare(0x10000000) == 0 else ""


ATTEMPTS: tuple[Callable[[dict[str, Any]], str], ...] = (network, files, rights, processes, disk, namespaces)


@contextlib.contextmanager
def _children() -> Iterator[None]:
    """Ends the children of this process at the end of the block."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            for name in os.listdir("/proc"):
                if name.isdigit() and int(name) not in (1, os.getpid()):
                    os.kill(int(name), signal.SIGKILL)
            while True:
                os.waitpid(-1, 0)


def inside(asked: dict[str, Any]) -> dict[str, str]:
    """Try everything in the namespaces of one check."""
    end, answer = os.pipe()
    made = Namespaces.make()
    child = os.fork()
    if child == 0:
        found: dict[str, str] = {}
        try:
            settle(_SMALL)
            for attempt in ATTEMPTS:
                if problem := attempt(asked):
                    found[attempt.__name__] = problem
        except BaseException as error:  # noqa: BLE001 - the process ends here, and says why
            found["error"] = f"{type(error).__name__}: {error}"
        os.write(answer, json.dumps(found).encode())
        os._exit(0)
    os.close(answer)
    text = b""
    while select.select([end], [], [], asked["patience"])[0]:
        piece = os.read(end, 1 << 16)
        if not piece:
            break
        text += piece
    made.end(child)
    return dict(json.loads(text)) if text else {"error": "the attempts did not come to their end"}


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        result = inside(json.loads(sys.argv[1]))
    except OSError as error:
        result = {"error": f"a check can get no namespaces of its own ({error})"}
    print(json.dumps(result))
