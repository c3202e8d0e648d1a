"""A part of the sandbox for one check alone (Linux: namespaces(7), user_namespaces(7), pid_namespaces(7)).

The process that watches a check makes new namespaces and starts the judge in them. The judge sees the processes that
came out of it and no others, an empty folder of its own, and a network of its own with nobody in it. When the check is
over the first process of the namespace is killed; the kernel then ends all others, however many there are and whatever
they do, and what they had written is gone with the last of them.

The number of processes is limited by RLIMIT_NPROC, which since Linux 5.14 is counted for each user namespace; it is
never counted for the user 0 of the machine, which is why `enter` gives that up.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import resource
import signal
import socket
import struct
from dataclasses import dataclass

from helpers.sandbox.command import PLACE

_NEWNS, _NEWUTS, _NEWIPC = 0x00020000, 0x04000000, 0x08000000
_NEWUSER, _NEWPID, _NEWNET = 0x10000000, 0x20000000, 0x40000000
_MS_RDONLY, _MS_NOSUID, _MS_NODEV, _MS_NOEXEC, _MS_REMOUNT = 1, 2, 4, 8, 32
_MS_BIND, _MS_REC, _MS_PRIVATE = 0x1000, 0x4000, 0x40000
_PR_SET_NO_NEW_PRIVS = 38
_CAPABILITY_VERSION = 0x20080522
_SIOCSIFFLAGS, _IFF_UP, _IFF_RUNNING = 0x8914, 0x1, 0x40
MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Room:
    """How much there is for one check.

    Attributes:
        processes: processes and threads together.
        files: bytes in its folder.
        shared_memory: bytes in /dev/shm, where locks, queues and blocks that processes share lie.
        names: files and folders in each of these.
        descriptors: open files of one process.
    """

    processes: int = 256
    files: int = 64 * MIB
    shared_memory: int = 256 * MIB
    names: int = 10_000
    descriptors: int = 1024


@dataclass(slots=True)
class Namespaces:
    """The namespaces of one check, held by the process that watches it.

    Attributes:
        init: their first process. It does nothing but wait: for children that others left, and for its own end.
    """

    init: int
    _lifeline: int

    @classmethod
    def make(cls) -> Namespaces:
        """Make them: children that this process starts from now on are inside; it itself stays where it is.

        Raises:
            OSError: the system does not allow it.
        """
        _enter(_NEWUSER | _NEWPID | _NEWIPC | _NEWUTS | _NEWNET)
        _raise_loopback()
        return cls(*_start_init())

    def end(self, child: int | None) -> None:
        """End every process inside, and wait until they are gone.

        Args:
            child: a child of this process that is inside and was not waited for.
        """
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.init, signal.SIGKILL)
        os.close(self._lifeline)
        # the first process can only end once nobody else is there, this process's own children included
        for pid in (child, self.init):
            if pid:
                with contextlib.suppress(ChildProcessError):
                    os.waitpid(pid, 0)


def settle(room: Room) -> None:
    """In a process inside new namespaces: get places of one's own, and give up all rights for good.

    Raises:
        OSError: the system does not allow it.
    """
    _own_places(room, b"proc")
    give_up_rights(room)
    # A program may take the first process over, which belongs to the same user: it must not have more than others.
    idle = {resource.RLIMIT_NPROC: 1, resource.RLIMIT_AS: 64 * MIB, resource.RLIMIT_FSIZE: 0, resource.RLIMIT_CPU: 1}
    _limit(1, _limits(room) | idle)


def settle_alone(room: Room) -> None:
    """The same for a process that has a whole sandbox to itself: it needs no namespace of processes, only limits."""
    _enter(_NEWUSER)
    _own_places(room)
    give_up_rights(room)


def _enter(namespaces: int) -> None:
    """Make new namespaces, of users among them: in these this process may do what is needed next."""
    user, group = os.getuid(), os.getgid()
    _call("unshare", namespaces)
    for file, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        _write(f"/proc/self/{file}", text)


def _own_places(room: Room, proc: bytes | None = None) -> None:
    """Get an empty folder and /dev/shm of limited size, and where asked for a /proc that shows one's own namespace."""
    _call("unshare", _NEWNS)
    _call("mount", None, b"/", None, _MS_REC | _MS_PRIVATE, None)
    if proc:
        _call("mount", proc, b"/proc", proc, _MS_NOSUID | _MS_NODEV | _MS_NOEXEC, None)
    for place, size in ((PLACE, room.files), ("/dev/shm", room.shared_memory)):
        options = f"size={size},nr_inodes={room.names},mode=700"
        _call("mount", b"tmpfs", place.encode(), b"tmpfs", _MS_NOSUID | _MS_NODEV, options.encode())
    if os.listdir("/tmp"):  # the course lies in it
        _call("mount", None, b"/tmp", None, _MS_REMOUNT | _MS_BIND | _MS_RDONLY | _MS_NOSUID | _MS_NODEV, None)
    else:
        _call("mount", PLACE.encode(), b"/tmp", None, _MS_BIND, None)


def give_up_rights(room: Room) -> None:
    """Take limits on, and give up the rights that making a namespace gave: for this process and all that it starts."""
    # A program that could make namespaces of its own would have these rights again.
    _write("/proc/sys/user/max_user_namespaces", "0")
    # When memory runs out, the kernel takes this one first, and not the grader.
    _write("/proc/self/oom_score_adj", "1000")
    _limit(0, _limits(room))
    head = struct.pack("Ii", _CAPABILITY_VERSION, 0)
    _call("capset", ctypes.create_string_buffer(head, len(head)), ctypes.create_string_buffer(24))
    _call("prctl", _PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def _limits(room: Room) -> dict[int, int]:
    limits = {resource.RLIMIT_NPROC: room.processes, resource.RLIMIT_NOFILE: room.descriptors}
    return limits | dict.fromkeys((resource.RLIMIT_CORE, resource.RLIMIT_MSGQUEUE, resource.RLIMIT_MEMLOCK), 0)


def _limit(pid: int, limits: dict[int, int]) -> None:
    for which, most in limits.items():
        hard = resource.prlimit(pid, which)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.prlimit(pid, which, (most, most))


def _start_init() -> tuple[int, int]:
    """Start the first process: a program that reads what never comes. A fork of the course would cost its memory.

    When the reading ends, because whoever holds the other end has died, the process ends and the namespace with it.
    """
    end, lifeline = os.pipe()
    nothing = os.open(os.devnull, os.O_WRONLY)
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # survives the start: the kernel reaps orphans by itself
    try:
        actions = [(os.POSIX_SPAWN_DUP2, end, 0), (os.POSIX_SPAWN_DUP2, nothing, 1), (os.POSIX_SPAWN_DUP2, nothing, 2)]
        init = os.posix_spawn("/usr/bin/cat", ["cat"], {}, file_actions=actions)
    finally:
        signal.signal(signal.SIGCHLD, before)
        os.close(end)
        os.close(nothing)
    return init, lifeline


def _raise_loopback() -> None:
    """Make 127.0.0.1 work in a new network namespace."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, _SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", _IFF_UP | _IFF_RUNNING))


def _write(path: str, text: str) -> None:
    """Tell the kernel something. A file of text would cost a process that was just forked more than all the rest."""
    with open(path, "wb", buffering=0) as file:
        file.write(text.encode())


# opened once, and not in each process that watches a check
_LIBC = ctypes.CDLL(None, use_errno=True)


def _call(name: str, *arguments: object) -> None:
    if getattr(_LIBC, name)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")
