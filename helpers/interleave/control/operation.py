"""What a thread is about to do.

A thread announces an operation, waits until it is chosen, and then does it. Two operations *conflict* when
their order can matter: they touch the same location, and one of them writes. Everything that the search for
interleavings needs to know about a program is in its operations.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Final

ANY: Final = type("Any", (), {"__repr__": lambda self: "ANY"})()
"""As a key: the whole object, in conflict with each of its parts."""


EVERYTHING: Final = "everything"
"""As a location: the order relative to every step of every other thread matters."""


class Operation:
    """A plain access to shared data.

    Attributes:
        kind: read, write, ... (`Step.operation` lists them).
        location: what is touched, unique within one execution; None touches nothing that others see.
        key: which part of the location, such as a dict's key; ANY for the whole.
        write: whether it changes the location.
        site: number of the place in the learner's source; -1 where it is not known.
    """

    __slots__ = ("key", "kind", "location", "site", "write")

    guard: Callable[[], Any] | None = None
    deadline: float | None = None
    expired = False
    due = 0
    also: tuple[Operation, ...] = ()
    settle: Callable[[], bool] | None = None
    watches: dict[Hashable, int] | None = None
    subject: Any = None
    awaits = ""
    blocker: Callable[[], Any] | None = None
    is_held = True

    def __init__(self, kind: str, location: Hashable, key: Any = ANY, write: bool = True, site: int = -1) -> None:
        self.kind = kind
        self.location = location
        self.key = key
        self.write = write
        self.site = site

    def __repr__(self) -> str:
        return f"<{self.kind} {self.location!r}[{self.key!r}] {'w' if self.write else 'r'}>"


class SyncOperation(Operation):
    """An operation of a synchronisation primitive.

    Attributes:
        guard: tells whether the operation can be done now; None: always.
        deadline: virtual time, in seconds, after which it can be done although the guard says no.
        expired: the deadline has passed.
        due: how many steps had been taken when it passed.
        also: further accesses that belong to the same step.
        settle: called when the operation is done; tells whether it wrote after all (a failed try only reads).
        watches: for a waiting loop, the locations that it read, with their versions.
        subject: the primitive itself, for messages.
        awaits: what a thread that cannot go on waits for, in words: "room in".
        blocker: gives the task that holds what this operation waits for, if there is one.
    """

    __slots__ = ("also", "awaits", "blocker", "deadline", "due", "expired", "guard", "settle", "subject", "watches")

    def __init__(
        self,
        kind: str,
        location: Hashable,
        *,
        key: Any = ANY,
        write: bool = True,
        guard: Callable[[], Any] | None = None,
        deadline: float | None = None,
        also: tuple[Operation, ...] = (),
        settle: Callable[[], bool] | None = None,
        watches: dict[Hashable, int] | None = None,
        subject: Any = None,
        awaits: str = "",
        blocker: Callable[[], Any] | None = None,
        site: int = -1,
    ) -> None:
        super().__init__(kind, location, key, write, site)
        self.guard = guard
        self.deadline = deadline
        self.expired = False
        self.due = 0
        self.also = also
        self.settle = settle
        self.watches = watches
        self.subject = subject
        self.awaits = awaits
        self.blocker = blocker


def also_touching(operation: Operation, extra: Operation) -> SyncOperation:
    """`operation`, with `extra` as a part of the same step."""
    if type(operation) is SyncOperation:
        if extra not in operation.also:
            operation.also += (extra,)
        return operation
    key, write, site = operation.key, operation.write, operation.site
    return SyncOperation(operation.kind, operation.location, key=key, write=write, site=site, also=(extra,))


def _touch(a: Operation, b: Operation) -> bool:
    return (
        a.location is not None
        and (a.write or b.write)
        and a.location == b.location
        and (a.key is ANY or b.key is ANY or a.key == b.key)
    )


def conflict(a: Operation, b: Operation) -> bool:
    """Can the order of these two operations, of two different threads, make a difference?"""
    if a.location is EVERYTHING or b.location is EVERYTHING:
        return True
    if _touch(a, b):
        return True
    if a.watches is not None and b.write and b.location in a.watches:
        return True
    if b.watches is not None and a.write and a.location in b.watches:
        return True
    if a.also or b.also:
        return any(conflict(x, b) for x in a.also) or any(conflict(a, y) for y in b.also)
    return False


NEVER_TOGETHER: Final = frozenset(
    {
        frozenset({"release", "acquire"}),
        frozenset({"release", "wake"}),
        frozenset({"release", "peek"}),
        # who notifies holds the lock that waking up takes
        frozenset({"notify", "woken"}),
        frozenset({"notify-all", "woken"}),
        frozenset({"join", "exit"}),
        frozenset({"join", "die"}),
        frozenset({"fill", "drain"}),
        frozenset({"put", "drain"}),
    }
)


def coenabled(a: Operation, b: Operation) -> bool:
    """Can there be a state in which both could be done next, `a` before `b` and the other way round?

    A lock that can be released is held, so nobody can acquire it: their order is no choice. (Trying to acquire
    it, or asking whether it is locked, is one.) Who has waited until its time was over can go on in any case.
    """
    if a.expired or b.expired or frozenset({a.kind, b.kind}) not in NEVER_TOGETHER:
        return True
    # who joins without waiting may do so before the end
    return a.kind == "join" or (b.kind == "join" and b.guard is None)
