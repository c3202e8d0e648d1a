"""The command line that puts a program into a sandbox.

bubblewrap (https://github.com/containers/bubblewrap) builds the sandbox from the kernel's namespaces; no rights are
needed where a system lets its users make them. Run by root (in a container, say), it makes them with root's rights,
and the first program inside gives these up for good.
"""

from __future__ import annotations

import os
import shutil
import site
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parent

# The folder of a check. Not /tmp: the course itself may lie there.
PLACE = "/student"

# What a program needs of the system, read-only. /etc is not among it: it tells about users and the network.
_SYSTEM = ("usr", "bin", "sbin", "lib", "lib32", "lib64", "libx32", "nix/store")
_ETC = ("ld.so.cache", "ld.so.conf", "ld.so.conf.d", "alternatives", "localtime", "os-release")
# Variables that go in. Everything else stays outside: tokens, passwords, the addresses of databases.
_VARIABLES = ("LANG", "LC_ALL", "LC_CTYPE", "TZ", "RACECOURSE_START_METHOD")


@dataclass(frozen=True, slots=True)
class Sandbox:
    """A way to start programs in a sandbox that works on this machine.

    Attributes:
        label: what it is, in words.
        kind: `namespaces` (bubblewrap), `namespaces as root` (bubblewrap, started by root), or `sandbox-exec`.
        best_effort: what it does not do, in words; empty where it keeps all that docs/security.md promises.
    """

    label: str
    kind: str
    best_effort: str = ""

    @property
    def isolates(self) -> bool:
        """Whether programs inside can be given namespaces of their own."""
        return self.kind != "sandbox-exec"

    def prefix(
        self, *, read: Iterable[Path] = (), given: Path | None = None, talk: Path | None = None
    ) -> tuple[str, ...]:
        """What is put in front of a command.

        Args:
            read: further folders that can be read, under their own paths.
            given: a folder to work on, read-only, as `/given`; on macOS under its own path.
            talk: a folder for sockets to the outside, as `/talk`; on macOS under its own path.
        """
        if self.kind == "sandbox-exec":
            readable = [*environment_folders(), *read, *([given] if given else [])]
            return ("sandbox-exec", "-p", _apple_profile(readable, [talk] if talk else []))
        return _bubblewrap(self.kind == "namespaces as root", read, given, talk)


def environment(sandbox: Sandbox) -> dict[str, str]:
    """The variables of a program in the sandbox."""
    kept = {name: os.environ[name] for name in _VARIABLES if name in os.environ}
    scripts = os.path.dirname(sys.executable)
    home = PLACE if sandbox.isolates else os.environ.get("TMPDIR", "/tmp")
    return {"LANG": "C.UTF-8"} | kept | {"PATH": f"{scripts}:/usr/bin:/bin", "HOME": home, "TMPDIR": home}


def environment_folders() -> list[Path]:
    """The folders that Python, its packages and this course are in. Of the course only the package is among them:
    not its master copies, gradebook or submissions, although they may lie in the same folder."""
    packages = [Path(path) for path in sys.path if Path(path).name in ("site-packages", "dist-packages")]
    if site.ENABLE_USER_SITE:
        packages.append(Path(site.getusersitepackages()))
    found = [Path(sys.prefix), Path(sys.base_prefix), PACKAGE, *packages]
    # An environment's `python` is a link, often through another link: each place on the way must exist.
    step = Path(sys.executable)
    for _ in range(10):
        if not step.is_symlink():
            break
        step = Path(os.path.normpath(step.parent / os.readlink(step)))
        found.append(step.parent.parent if step.parent.name == "bin" else step.parent)
    found += [path.resolve() for path in found]
    usable = [path for path in dict.fromkeys(found) if path.is_dir() and path != Path("/") and path != Path.home()]
    return [path for path in usable if not any(_inside(path, other) for other in usable if other != path)]


def _inside(path: Path, other: Path) -> bool:
    return path.is_relative_to(other)


def _bubblewrap(as_root: bool, read: Iterable[Path], given: Path | None, talk: Path | None) -> tuple[str, ...]:
    command = [shutil.which("bwrap") or "bwrap"]
    command += ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"]
    command += ["--die-with-parent", "--new-session", "--hostname", "racecourse", "--chdir", "/"]
    # by which a kernel would look for the process that has started it, and end where it does not see it
    command += ["--unsetenv", "JPY_PARENT_PID"]
    if as_root:
        # for `enter`, which mounts /proc anew and then becomes somebody without rights
        command += ["--cap-drop", "ALL"]
        for capability in ("CAP_SETUID", "CAP_SETGID", "CAP_SYS_ADMIN"):
            command += ["--cap-add", capability]
    else:
        command += ["--unshare-user"]
    for name in _SYSTEM:
        place = f"/{name}"
        if os.path.islink(place):
            command += ["--symlink", os.readlink(place), place]
        elif os.path.isdir(place):
            command += ["--ro-bind", place, place]
    for name in _ETC:
        command += ["--ro-bind-try", f"/etc/{name}", f"/etc/{name}"]
    for file in sorted((HERE / "etc").iterdir()):
        command += ["--ro-bind", str(file), f"/etc/{file.name}"]
    command += ["--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", "--perms", "0755", "--dir", PLACE]
    made: set[Path] = {Path("/"), Path("/usr"), Path("/tmp")}
    for path in [*environment_folders(), *read]:
        if not path.is_relative_to("/usr"):
            command += [*_parents(path, made), "--ro-bind", str(path), str(path)]
    if given is not None:
        command += ["--ro-bind", str(given), "/given"]
    if talk is not None:
        command += ["--bind", str(talk), "/talk"]
    # now that everything has its place, there is nothing to write to: a check makes its own place
    command += ["--remount-ro", "/dev", "--remount-ro", "/tmp", "--remount-ro", "/", "--"]
    if as_root:
        command += [sys.executable, "-I", "-S", str(HERE / "enter.py")]
    return tuple(command)


def _parents(path: Path, made: set[Path]) -> Iterable[str]:
    """Make the folders on the way to a path, such that everybody may pass: the real ones may be closed (`/root`)."""
    for parent in reversed(path.parents):
        if parent not in made:
            made.add(parent)
            yield from ("--perms", "0755", "--dir", str(parent))


def _apple_profile(read: Sequence[Path], write: Iterable[Path]) -> str:
    """A profile for `sandbox-exec`: nothing but what is named. Written from Apple's own profiles in /usr/share/sandbox;
    the course's tests do not run on macOS."""
    temporary = Path(os.environ.get("TMPDIR", "/tmp")).resolve()
    readable = ["/usr", "/bin", "/System", "/Library", "/private/var/db", "/private/etc/localtime", "/dev"]
    readable += [str(path) for path in read]
    writable = [str(temporary), *(str(path) for path in write)]
    lines = [
        "(version 1)",
        "(deny default)",
        "(allow process-fork process-exec signal sysctl-read mach-lookup ipc-posix-sem ipc-posix-shm)",
        "(allow file-read-metadata)",
        *(f'(allow file-read* (subpath "{path}"))' for path in [*readable, *writable]),
        *(f'(allow file-write* (subpath "{path}"))' for path in writable),
        '(allow file-write-data (literal "/dev/null"))',
        '(allow network* (local ip "localhost:*") (remote ip "localhost:*") (local unix-socket) (remote unix-socket))',
    ]
    return "\n".join(lines)
