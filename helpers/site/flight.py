"""Is something on its way between the site and its clients, which neither of them has?

What one end of a connection sends has not arrived at the other when the sender sleeps again: on a machine that is very
busy, Linux leaves the delivery, on the loopback interface too, to a thread of its own (`ksoftirqd`), which waits for a
core like everybody else. Then both ends are asleep and yet something will happen. The kernel's table of connections
(proc(5), `/proc/net/tcp`) tells: what was sent and not acknowledged is in a queue, and a connection that is being
opened or closed is in a state of its own.
"""

from __future__ import annotations

from collections.abc import Collection

# include/net/tcp_states.h: SYN_SENT, SYN_RECV, FIN_WAIT1, LAST_ACK, CLOSING
_ON_THE_WAY = frozenset({"02", "03", "04", "09", "0B"})
_LISTENS = "0A"


def in_flight(ports: Collection[int], table: str = "/proc/net/tcp") -> bool:
    """Whether something is on its way to or from these ports of the loopback interface, or has come and is not read.

    False where the system has no such table.
    """
    wanted = {f"{port:04X}" for port in ports}
    try:
        with open(table, encoding="ascii") as file:
            next(file)
            return any(_moves(line.split(None, 5), wanted) for line in file)
    except (OSError, StopIteration):
        return False


def _moves(row: list[str], wanted: set[str]) -> bool:
    _, local, remote, state, queues, _ = row
    ours = local.rpartition(":")[2] in wanted
    if not ours and remote.rpartition(":")[2] not in wanted:
        return False
    if state in _ON_THE_WAY:
        return True
    sent, received = queues.split(":")
    # what the learner's end has received and leaves unread is its own affair
    unread = ours and int(received, 16) > 0
    return unread or (state != _LISTENS and int(sent, 16) > 0)
