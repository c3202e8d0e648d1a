"""A Jupyter kernel in the sandbox.

It has no network, so it is talked to through sockets that are files; the folder of these is all that the two sides
share. The kernel gets a connection file of its own, which names that folder as it is called inside.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import zmq.asyncio
from jupyter_client.manager import AsyncKernelManager

from helpers.sandbox import Sandbox
from helpers.sandbox.command import HERE, environment

_LARGEST_MESSAGE = 32_000_000  # bytes; a kernel that sends more is cut off, before the grader's memory is full of it
_SOCKET = "kernel"


class SandboxedKernel(AsyncKernelManager):
    """A kernel manager that starts its kernels in a sandbox. Call `put_into` before it starts one."""

    _sandbox: Sandbox | None = None

    def put_into(self, sandbox: Sandbox, talk: Path, given: Path | None) -> None:
        """Say where the kernel runs.

        Args:
            talk: an empty folder, in a folder that nobody else may enter.
            given: the folder of the submission.
        """
        talk.chmod(0o777)  # inside, the kernel is another user
        self._sandbox, self._talk, self._given = sandbox, talk, given
        self.transport = "ipc"
        self.ip = str(talk / _SOCKET)
        self.connection_file = str(talk.parent / "connection.json")
        self.context = zmq.asyncio.Context()
        self.context.maxmsgsize = _LARGEST_MESSAGE
        self._created_context = True  # so that it is ended with the kernel
        if self.kernel_spec is not None:
            # A signal would meet the sandbox, not the kernel.
            self.kernel_spec.interrupt_mode = "message"

    def kernel_environment(self) -> dict[str, str]:
        """The variables of the kernel."""
        assert self._sandbox is not None
        folders = {"IPYTHONDIR": ".ipython", "JUPYTER_RUNTIME_DIR": ".jupyter", "MPLCONFIGDIR": ".matplotlib"}
        variables = environment(self._sandbox)
        variables |= {name: os.path.join(variables["HOME"], folder) for name, folder in folders.items()}
        return variables | {"NBGRADER_EXECUTION": "autograde", "PYTHONDONTWRITEBYTECODE": "1"}

    def format_kernel_cmd(self, extra_arguments: list[str] | None = None) -> list[str]:
        """The command that starts the kernel; its connection file has been written by now."""
        command: list[str] = super().format_kernel_cmd(extra_arguments)
        if self._sandbox is None:
            return command
        prefix = self._sandbox.prefix(given=self._given, talk=self._talk)
        if not self._sandbox.isolates:
            return [*prefix, *command]
        own = os.path.realpath(self.connection_file)
        connection = json.loads(Path(own).read_text(encoding="utf-8"))
        inside = self._talk / "connection.json"
        inside.write_text(json.dumps(connection | {"ip": f"/talk/{_SOCKET}"}), encoding="utf-8")
        inside.chmod(0o644)
        command = [part.replace(own, f"/talk/{inside.name}") for part in command]
        return [*prefix, sys.executable, "-I", "-S", str(HERE / "kernel.py"), *command]
