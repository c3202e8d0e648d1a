"""Limits around a program: cores, memory, shared memory, network. Linux, with bubblewrap."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

_CGROUPS = Path("/sys/fs/cgroup")
_EVERY = 0.2  # seconds between two looks at the memory in use; a measurement, on which no verdict depends
_TRIES, _BETWEEN = 250, 0.02  # how often, and after how many seconds, a group is tried again to be taken away


@dataclass(frozen=True)
class Limits:
    """What a session on Binder has.

    Attributes:
        cores: cores that it may run on.
        memory: bytes for all of its processes together, /dev/shm included.
        shared_memory: bytes of /dev/shm.
    """

    cores: int = 1
    memory: int = 2**30
    shared_memory: int = 64 * 2**20


@dataclass
class Boxed:
    """A program that ran in the box.

    Attributes:
        status: its exit status; negative for a signal.
        output: what it wrote to standard output.
        errors: what it wrote to standard error.
        peak: the most memory in bytes that was seen in use: what its processes have of their own, and shared memory.
        enforced: whether the system itself held the limit on memory; otherwise it was only measured.
        killed: how many processes the system ended for want of memory.
    """

    status: int
    output: str
    errors: str
    peak: int = 0
    enforced: bool = False
    killed: int = 0


class NoBox(RuntimeError):
    """The limits cannot be made on this machine; the message says what is missing."""


def run_boxed(command: Sequence[str], limits: Limits, root: Path, environment: dict[str, str]) -> Boxed:
    """Run a program within the limits, and wait for it.

    Args:
        command: the program and its arguments.
        limits: what it may use.
        root: the course's folder, which it runs in. What the course stores there is its own, and gone afterwards.
        environment: its environment variables.

    Raises:
        NoBox: bubblewrap is missing or not allowed to work, or the system is not Linux.
    """
    # What runs inside must not take others' folders for those of dead processes: it cannot see theirs.
    state = root / ".racecourse"
    state.mkdir(exist_ok=True)
    own = ["--tmpfs", str(state)]
    cores = sorted(os.sched_getaffinity(0))[: limits.cores] if hasattr(os, "sched_getaffinity") else []
    with memory_group(limits.memory) as group:

        def enter() -> None:
            # in the new process, before its program starts: what it starts inherits both
            os.sched_setaffinity(0, cores)
            if group is not None:
                (group / "cgroup.procs").write_text(str(os.getpid()))

        process = subprocess.Popen(
            [*walls(limits), *own, *command],
            cwd=root,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=enter,
        )
        peak, over = [0], threading.Event()
        watching = threading.Thread(target=_watch, args=(process.pid, group, peak, over))
        watching.start()
        try:
            output, errors = process.communicate()
        finally:
            process.kill()
            over.set()
            watching.join()
        return Boxed(process.returncode, output, errors, peak[0], group is not None, _killed(group))


def walls(limits: Limits) -> list[str]:
    """The command that puts a program behind walls: shared memory of its own, no network but loopback.

    Raises:
        NoBox: it does not work here.
    """
    bwrap = shutil.which("bwrap")
    if bwrap is None:
        raise NoBox("The limits are made with bubblewrap (Linux): on Debian and Ubuntu, `sudo apt install bubblewrap`.")
    command = [bwrap, "--bind", "/", "/", "--dev-bind", "/dev", "/dev", "--proc", "/proc"]
    command += ["--size", str(limits.shared_memory), "--tmpfs", "/dev/shm"]
    command += ["--unshare-net", "--unshare-ipc", "--unshare-pid", "--die-with-parent"]
    done = subprocess.run([*command, "true"], capture_output=True, text=True)
    if done.returncode != 0:
        raise NoBox(
            f"bubblewrap may not work on this machine ({done.stderr.strip()}), so there are no limits to run in."
        )
    return command


@contextlib.contextmanager
def memory_group(memory: int) -> Iterator[Path | None]:
    """A control group whose processes together get that much memory, until the block ends.

    Gives None where this process may not make one; the memory is measured all the same.
    """
    group = _make_group(memory)
    try:
        yield group
    finally:
        if group is not None:
            _remove_group(group)


def _remove_group(group: Path) -> None:
    # Processes that were killed leave the group a little later, and version 1 tells nobody when.
    for _ in range(_TRIES):
        with contextlib.suppress(OSError):
            group.rmdir()
        if not group.exists():
            return
        time.sleep(_BETWEEN)


def _make_group(memory: int) -> Path | None:
    # a name of its own: the group before it may still be there, with a process that is ending
    name = f"racecourse-{os.getpid()}-{secrets.token_hex(4)}"
    # version 1 has a tree for memory alone; https://docs.kernel.org/admin-guide/cgroup-v1/memory.html
    for parent, limit in ((_CGROUPS / "memory", "memory.limit_in_bytes"), (_CGROUPS, "memory.max")):
        group = parent / name
        # where groups are of version 1, the folder above their trees takes new folders, and they are no groups
        if not (parent / "cgroup.procs").exists():
            continue
        try:
            group.mkdir()
        except OSError:
            continue
        try:
            (group / limit).write_text(str(memory))
        except OSError:
            group.rmdir()
            continue
        return group
    return None


def _killed(group: Path | None) -> int:
    if group is None:
        return 0
    for name in ("memory.events", "memory.oom_control"):
        with contextlib.suppress(OSError):
            for line in (group / name).read_text().splitlines():
                if line.startswith("oom_kill "):
                    return int(line.split()[1])
    return 0


def _watch(pid: int, group: Path | None, peak: list[int], over: threading.Event) -> None:
    while not over.wait(_EVERY):
        peak[0] = max(peak[0], in_use(pid, group))


def in_use(pid: int, group: Path | None) -> int:
    """Bytes that the processes have of their own, and shared memory; files that are only cached do not count."""
    if group is not None:
        with contextlib.suppress(OSError, ValueError):
            lines = (line.split() for line in (group / "memory.stat").read_text().splitlines())
            numbers = {words[0]: int(words[1]) for words in lines if len(words) == 2}
            return numbers.get("total_rss", numbers.get("anon", 0)) + numbers.get(
                "total_shmem", numbers.get("shmem", 0)
            )
    used = 0
    with contextlib.suppress(psutil.Error):
        process = psutil.Process(pid)
        for each in [process, *process.children(recursive=True)]:
            with contextlib.suppress(psutil.Error):
                used += each.memory_full_info().pss
    return used
