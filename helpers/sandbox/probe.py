"""Find a sandbox that works on this machine, by trying it.

That a program is installed says little: containers and some systems forbid what it does. So a program is started in
the sandbox and tries what must not work: to reach a server outside, to see a file, to start too many processes, to
fill the disk.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from helpers.sandbox.command import HERE, PACKAGE, Sandbox, environment

_PATIENCE = 60.0  # seconds; a machine that is asleep for longer has no working sandbox

_INSTALL = "Install bubblewrap (Debian and Ubuntu: apt install bubblewrap; Fedora: dnf install bubblewrap)."
_ALLOW = (
    "Containers forbid it by default, and Ubuntu 23.10 and later want an AppArmor profile for bubblewrap: "
    "docs/security.md has what to do about either, word for word."
)


class NoSandbox(Exception):
    """There is no sandbox on this machine that keeps what is promised. The message says why, and what to do."""


@cache
def find_sandbox() -> Sandbox:
    """The sandbox of this machine. Tried with the first call in a process; it takes a fraction of a second.

    Raises:
        NoSandbox: there is none.
    """
    if sys.platform == "darwin":
        return _on_macos()
    if sys.platform != "linux":
        raise NoSandbox("There is no sandbox for this system. Grade on Linux; on Windows, in WSL 2.")
    if shutil.which("bwrap") is None:
        raise NoSandbox(f"There is no program `bwrap` on this machine. {_INSTALL}")
    kinds = ["namespaces"]
    if os.getuid() == 0:
        # Root of a container that has no rights outside may have to do what a user does.
        kinds.insert(0, "namespaces as root")
    problems = []
    for kind in kinds:
        sandbox = Sandbox("bubblewrap" + (", started by root" if kind.endswith("root") else ""), kind)
        problem = what_is_wrong(sandbox)
        if not problem:
            return sandbox
        problems.append(f"{sandbox.label}: {problem}")
    raise NoSandbox(f"bubblewrap does not work on this machine ({'; '.join(problems)}). {_ALLOW}")


def what_is_wrong(sandbox: Sandbox) -> str:
    """Which promise a sandbox does not keep, found by trying; empty when it keeps all of them."""
    with (
        tempfile.TemporaryDirectory(prefix="racecourse-probe-") as folder,
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.socket(socket.AF_UNIX) as abstract,
    ):
        os.chmod(folder, 0o755)  # what hides the file must be the sandbox
        secret = Path(folder) / "secret"
        secret.write_text("no program in the sandbox sees this", encoding="utf-8")
        address = f"\0racecourse-{secrets.token_hex(8)}"
        abstract.bind(address)
        abstract.listen()
        hidden = [str(secret), str(PACKAGE.parent / "source"), "/etc/shadow", str(Path.home() / ".ssh")]
        fixed = ["/", "/dev", "/etc", "/usr", str(PACKAGE), sys.prefix]
        asked = {
            "port": server.getsockname()[1],
            "socket": address,
            "hidden": hidden,
            "fixed": fixed,
            "patience": _PATIENCE / 2,
        }
        command = [*sandbox.prefix(), sys.executable, "-I", "-S", str(HERE / "attempts.py"), json.dumps(asked)]
        try:
            done = subprocess.run(
                command, env=environment(sandbox), stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE
            )
        except subprocess.TimeoutExpired:
            return f"it did not come to its end in {_PATIENCE:g} seconds"
        except OSError as error:
            return f"it cannot be started: {error}"
    try:
        found: dict[str, str] = json.loads(done.stdout)
    except ValueError:
        words = done.stderr.decode(errors="replace").strip().splitlines() or [f"status {done.returncode}"]
        return words[-1]
    return "; ".join(f"{promise}: {what}" for promise, what in found.items())


def _on_macos() -> Sandbox:
    sandbox = Sandbox(
        "sandbox-exec", "sandbox-exec", "it keeps programs from files and the network, and sets no limits on processes"
    )
    # What a check needs at least: Python, a package of its environment, a file of its own, another process.
    needs = "import os, tempfile, greenlet; tempfile.TemporaryFile().write(b'x'); os.fork() or os._exit(0); os.wait()"
    try:
        done = subprocess.run(
            [*sandbox.prefix(), sys.executable, "-c", needs],
            env=environment(sandbox),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoSandbox(f"sandbox-exec does not work on this machine ({error}).") from error
    if done.returncode != 0:
        words = done.stderr.decode(errors="replace").strip().splitlines() or [f"status {done.returncode}"]
        raise NoSandbox(f"sandbox-exec does not work on this machine ({words[-1]}).")
    return sandbox
