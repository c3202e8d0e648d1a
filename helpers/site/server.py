"""HTTP/1.1 on the loopback interface: one thread, a free port, and a policy that is asked about each request.

Whoever owns the server calls `step` again and again, in one thread: a judge between its looks at the client, or the
thread of `local.Site`. So a policy is never asked twice at the same time, and needs no lock.
"""

from __future__ import annotations

import contextlib
import heapq
import selectors
import socket
import struct
import time
from types import TracebackType

import h11

from helpers.site.policy import Policy
from helpers.site.traffic import Ending, Log, Reply, Visit

_BACKLOG = 512
_AT_ONCE = 1 << 16


class Server:
    """A web server on `127.0.0.1` and a port that the system chooses.

    Attributes:
        url: its address, without a slash at the end: `http://127.0.0.1:54321`.
        log: what has happened so far.
        requests: how many have come so far.

    Args:
        policy: decides about each request.

    Raises:
        OSError: there is no loopback interface, or no free port.
    """

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self.log = Log()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=_BACKLOG)
        self._listener.setblocking(False)
        self.port: int = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._listener, selectors.EVENT_READ, None)
        self._connections: set[_Connection] = set()
        self._of: dict[int, _Connection] = {}
        self._timers: list[tuple[float, int, Visit, Reply]] = []
        self._opened = 0
        self.requests = 0
        self._wake_end, self._waker = socket.socketpair()
        self._wake_end.setblocking(False)
        self._waker.setblocking(False)
        self._selector.register(self._wake_end, selectors.EVENT_READ, None)

    def __enter__(self) -> Server:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def step(self, timeout: float | None = None) -> bool:
        """Do what there is to do.

        Args:
            timeout: seconds to wait for something; None for as long as it takes.

        Returns:
            whether anything happened: False says that nothing was on its way to this server.
        """
        if self._timers:
            due = max(0.0, self._timers[0][0] - time.monotonic())
            timeout = due if timeout is None else min(timeout, due)
        busy = False
        for key, mask in self._selector.select(timeout):
            busy = True
            if key.fileobj is self._listener:
                self._accept()
            elif key.fileobj is self._wake_end:
                with contextlib.suppress(BlockingIOError):
                    self._wake_end.recv(_AT_ONCE)
            else:
                connection: _Connection = key.data
                if mask & selectors.EVENT_WRITE and not connection.closed:
                    connection.flush()
                if mask & selectors.EVENT_READ and not connection.closed:
                    connection.read()
        while self._timers and self._timers[0][0] <= time.monotonic():
            _, _, visit, reply = heapq.heappop(self._timers)
            self.answer(visit, reply)
            busy = True
        return busy

    def wake(self) -> None:
        """Let a `step` that waits in another thread return."""
        with contextlib.suppress(BlockingIOError, OSError):
            self._waker.send(b"!")

    def answer(self, visit: Visit, reply: Reply) -> None:
        """Answer a request that was held. Nothing happens when its client has left meanwhile.

        `reply.after` is not looked at: it is answered now.
        """
        connection = self._of.pop(visit.number, None)
        if connection is not None:
            connection.reply(visit, reply)

    def close(self) -> None:
        """Close all connections and the port."""
        for connection in list(self._connections):
            connection.close("stopped")
        self._selector.close()
        for end in (self._listener, self._wake_end, self._waker):
            end.close()

    # -- for connections

    def _accept(self) -> None:
        while True:
            try:
                sock, (_, port) = self._listener.accept()
            except (BlockingIOError, ConnectionAbortedError):
                return
            self._opened += 1
            self.log.connected(self._opened)
            connection = _Connection(self, sock, self._opened, port)
            self._connections.add(connection)
            self._selector.register(sock, selectors.EVENT_READ, connection)

    def _listen(self, connection: _Connection, writing: bool) -> None:
        mask = selectors.EVENT_READ | (selectors.EVENT_WRITE if writing else 0)
        self._selector.modify(connection.sock, mask, connection)

    def _asked(self, connection: _Connection, request: h11.Request) -> Visit:
        self.requests += 1
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in request.headers}
        path, _, query = request.target.decode("latin-1").partition("?")
        visit = Visit(
            self.requests,
            path,
            query,
            request.method.decode("latin-1"),
            headers.get("user-agent", ""),
            headers,
            connection.number,
            connection.port,
        )
        self.log.began(visit, time.perf_counter())
        self._of[visit.number] = connection
        return visit

    def _decide(self, visit: Visit) -> None:
        if visit.method not in ("GET", "HEAD"):
            reply: Reply | None = Reply(405, "This site can be read only.\n", (("Allow", "GET, HEAD"),))
        else:
            reply = self._policy.asked(visit)
        if reply is None:
            return
        if reply.after > 0:
            heapq.heappush(self._timers, (time.monotonic() + reply.after, visit.number, visit, reply))
        else:
            self.answer(visit, reply)

    def _closed(self, connection: _Connection) -> None:
        self._connections.discard(connection)
        self._selector.unregister(connection.sock)

    def _left(self, visit: Visit) -> None:
        self._of.pop(visit.number, None)
        self._policy.left(visit)


class _Connection:
    """One client's connection: what was read of it, and what is still to be written."""

    def __init__(self, server: Server, sock: socket.socket, number: int, port: int) -> None:
        sock.setblocking(False)
        self.sock = sock
        self.number = number
        self.port = port
        self.closed = False
        self._server = server
        self._protocol = h11.Connection(h11.SERVER)
        self._request: h11.Request | None = None
        self._visit: Visit | None = None
        self._out = b""
        self._close_after = False

    def read(self) -> None:
        """Take what has come in."""
        try:
            data = self.sock.recv(_AT_ONCE)
        except BlockingIOError:
            return
        except OSError:
            self.close("left")
            return
        if not data:
            self.close("left")
            return
        self._protocol.receive_data(data)
        self._read_events()

    def _read_events(self) -> None:
        while not self.closed:
            try:
                event = self._protocol.next_event()
            except h11.RemoteProtocolError as error:
                self._refuse(error)
                return
            if event is h11.NEED_DATA or event is h11.PAUSED:
                return
            if isinstance(event, h11.Request):
                self._request = event
            elif isinstance(event, h11.EndOfMessage):
                assert self._request is not None
                self._visit = self._server._asked(self, self._request)
                self._server._decide(self._visit)
            elif isinstance(event, h11.ConnectionClosed):
                self.close("left")

    def _refuse(self, error: h11.RemoteProtocolError) -> None:
        if self._protocol.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            self._send(Reply(error.error_status_hint, f"{error}\n"), close=True)
        else:
            self.close("left")

    def reply(self, visit: Visit, reply: Reply) -> None:
        """Answer the request that this connection waits with."""
        if self.closed or self._visit is not visit:
            return
        self._visit = None
        if reply.reset:
            self._server.log.ended(visit, "reset", 0, time.perf_counter())
            # a close that does not linger sends RST instead of FIN (socket(7))
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close("reset")
            return
        self._server.log.ended(visit, "answered", reply.status, time.perf_counter())
        self._send(reply, close=False)

    def _send(self, reply: Reply, close: bool) -> None:
        body = reply.body.encode()
        headers = list(reply.headers)
        if not any(name.lower() == "content-type" for name, _ in headers):
            headers.append(("Content-Type", "text/html; charset=utf-8"))
        headers.append(("Content-Length", str(len(body))))
        if close:
            headers.append(("Connection", "close"))
        head_only = self._request is not None and self._request.method == b"HEAD"
        self._out += self._protocol.send(h11.Response(status_code=reply.status, headers=headers)) or b""
        if body and not head_only:
            self._out += self._protocol.send(h11.Data(data=body)) or b""
        self._out += self._protocol.send(h11.EndOfMessage()) or b""
        self._close_after = self._protocol.our_state is h11.MUST_CLOSE
        self.flush()
        if not self.closed and not self._close_after:
            self._protocol.start_next_cycle()
            self._read_events()

    def flush(self) -> None:
        """Write what is to be written, as far as it can be written now."""
        while self._out:
            try:
                sent = self.sock.send(self._out)
            except BlockingIOError:
                break
            except OSError:
                self.close("left")
                return
            self._out = self._out[sent:]
        self._server._listen(self, writing=bool(self._out))
        if not self._out and self._close_after:
            self.close("answered")

    def close(self, why: str) -> None:
        """Close the connection; a request that still waits ends with it."""
        if self.closed:
            return
        self.closed = True
        self._server._closed(self)
        self.sock.close()
        visit, self._visit = self._visit, None
        if visit is not None:
            ending: Ending = "stopped" if why == "stopped" else "left"
            self._server.log.ended(visit, ending, 0, time.perf_counter())
            self._server._left(visit)
