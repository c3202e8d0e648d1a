"""Real servers for tests: Redis, RabbitMQ, PostgreSQL, on free ports or sockets of their own, stopped at the end."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path


def free_port(address: str = "127.0.0.1") -> int:
    with socket.socket() as free:
        free.bind((address, 0))
        port: int = free.getsockname()[1]
        return port


class Redis:
    """A Redis server that can be killed, and started again without its memory."""

    def __init__(self, folder: Path, addresses: Sequence[str] = ("127.0.0.1",)) -> None:
        self.port = free_port(addresses[0])
        self._command = [
            shutil.which("redis-server") or "redis-server",
            *("--port", str(self.port), "--bind", *addresses, "--save", "", "--dir", str(folder)),
            *("--requirepass", "secret"),
        ]
        self.start()

    def url(self, address: str = "127.0.0.1") -> str:
        return f"redis://:secret@{address}:{self.port}/0"

    def start(self) -> None:
        self._server = subprocess.Popen(self._command, stdout=subprocess.PIPE, text=True)
        assert self._server.stdout is not None
        for line in self._server.stdout:
            if "Ready to accept connections" in line:
                return
        raise AssertionError("redis-server did not start")

    def kill(self) -> None:
        self._server.kill()
        self._server.communicate()


@contextlib.contextmanager
def redis_server(folder: Path, addresses: Sequence[str] = ("127.0.0.1",)) -> Iterator[Redis]:
    server = Redis(folder, addresses)
    try:
        yield server
    finally:
        server.kill()


@contextlib.contextmanager
def rabbitmq_server() -> Iterator[str]:
    """The URL of a RabbitMQ server. All that it keeps is in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="rmq-") as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        port, names, nodes = free_port(), free_port(), free_port()
        (folder / "plugins").write_text("[].\n")
        (folder / "rabbitmq.conf").write_text("")
        env = {
            **os.environ,
            "HOME": name,  # Erlang's cookie
            "ERL_EPMD_PORT": str(names),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODENAME": f"test{port}@localhost",
            "RABBITMQ_NODE_PORT": str(port),
            "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
            "RABBITMQ_DIST_PORT": str(nodes),
            "RABBITMQ_MNESIA_BASE": str(folder / "mnesia"),
            "RABBITMQ_LOG_BASE": str(folder / "log"),
            "RABBITMQ_LOGS": "-",
            "RABBITMQ_PID_FILE": str(folder / "pid"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
            "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq"),
            "RABBITMQ_ADVANCED_CONFIG_FILE": str(folder / "none.config"),
            "RABBITMQ_CONF_ENV_FILE": str(folder / "none"),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "+S 1:1",
        }
        # Erlang's server of names would be left behind if Erlang started it.
        epmd = stack.enter_context(subprocess.Popen(["epmd", "-address", "127.0.0.1", "-port", str(names)], env=env))
        stack.callback(epmd.kill)
        # Debian's command on the path wants to be another user; what it calls does not.
        server = stack.enter_context(
            subprocess.Popen(
                ["/usr/lib/rabbitmq/bin/rabbitmq-server"],
                env=env, cwd=name, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
            )
        )  # fmt: skip
        stop = stack.enter_context(contextlib.ExitStack())
        stop.callback(os.killpg, server.pid, signal.SIGKILL)
        assert server.stdout is not None
        said = []
        for line in server.stdout:
            said.append(line)
            if "completed with" in line:
                break
        else:
            raise AssertionError("rabbitmq-server did not start:\n" + "".join(said))
        # what it says later must not fill the pipe
        reader = threading.Thread(target=server.stdout.read, daemon=True)
        reader.start()
        yield f"amqp://guest:guest@127.0.0.1:{port}//"


class Postgres:
    """A PostgreSQL server on a socket in a folder of its own; without a network address.

    It refuses to run as root, so then it runs as the user `postgres`, whom Debian's package makes.
    """

    def __init__(self, folder: Path) -> None:
        self._bin = _postgres_folder()
        self._as = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
        self.folder = folder
        self.data = folder / "data"
        self.data.mkdir()
        if self._as:
            for path in (folder, self.data):
                shutil.chown(path, "postgres", "postgres")
        self._run(
            "initdb", "-D", str(self.data), "-U", "teacher", "--auth=trust", "--no-sync", "--encoding=UTF8",
            "--locale=C",
        )  # fmt: skip
        self.start()

    def url(self) -> str:
        """The setting for `c.CourseDirectory.db_url`."""
        return f"postgresql+psycopg://teacher@/postgres?host={self.folder}"

    def start(self) -> None:
        options = f"-c listen_addresses= -c unix_socket_directories={self.folder} -c fsync=off"
        self._run("pg_ctl", "-D", str(self.data), "-w", "-o", options, "-l", str(self.folder / "log"), "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self.data), "-w", "-m", "immediate", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        # what it starts keeps its streams open: none of them may be a pipe to here
        with (self.folder / f"{program}.out").open("w") as out:
            done = subprocess.run(
                [*self._as, str(self._bin / program), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                check=False,
            )
        assert done.returncode == 0, (self.folder / f"{program}.out").read_text()


@contextlib.contextmanager
def postgres_server() -> Iterator[Postgres]:
    # in a folder that the user `postgres` can reach, and with a short name: sockets have no long ones
    with tempfile.TemporaryDirectory(prefix="pg-") as folder:
        os.chmod(folder, 0o755)
        server = Postgres(Path(folder))
        try:
            yield server
        finally:
            server.stop()


def _postgres_folder() -> Path:
    on_path = shutil.which("pg_ctl")
    folders = [Path(on_path).parent] if on_path else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return folders[-1]
