"""What the environment's own Python says of itself: packages, kernel, JupyterLab, the machine, what was left behind.

Started by outside.py in the environment's interpreter. It prints its findings as JSON, the only line on standard
output. Everything outside of the standard library is imported where it is asked for, so that one damaged package is a
finding and not the end.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.metadata
import json
import multiprocessing
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from helpers.doctor.finding import Finding

PATIENCE = 120.0
"""Seconds to wait for a kernel or JupyterLab that should answer in a few. It decides only when to give up."""

# What is imported to see whether it is whole, and the package that it comes from: those with compiled parts, and those
# without which nothing starts. JupyterLab itself is started, further down.
IMPORTED = {
    "IPython": "ipython",
    "anywidget": "anywidget",
    "celery": "celery",
    "greenlet": "greenlet",
    "ipykernel": "ipykernel",
    "ipywidgets": "ipywidgets",
    "jupyter_client": "jupyter-client",
    "matplotlib.ft2font": "matplotlib",
    "psutil": "psutil",
    "requests": "requests",
    "tornado.web": "tornado",
    "typer": "typer",
    "zmq": "pyzmq",
}

# name -> its commands, what it is for, what to do where it is missing
TOOLS = {
    "bubblewrap": (
        ("bwrap",),
        "Teachers on Linux: with it each submission is graded in a sandbox of its own. Learners do not need it.",
        "On Debian and Ubuntu: `sudo apt install bubblewrap`.",
    ),
    "redis": (
        ("redis-server",),
        "The last chapter's tasks can run on a real broker with it. Without it, its lessons use a folder.",
        "On Debian and Ubuntu: `sudo apt install redis-server`; on macOS: `brew install redis`.",
    ),
    "chromium": (
        ("chromium", "chromium-browser", "google-chrome"),
        "Contributors: the tests look at the course in it. Learners use whatever browser they have.",
        "On Debian and Ubuntu: `sudo apt install chromium`.",
    ),
}

SMALL_SHARED_MEMORY = 64 * 2**20
SMALL_MEMORY = 900 * 2**20


def main(root: str, quick: bool) -> None:
    """Print the findings as JSON."""
    # Nothing that is imported below may write to standard output but the last line.
    kept = os.dup(1)
    os.dup2(2, 1)
    findings = [finding.to_json() for finding in look(Path(root), quick)]
    with os.fdopen(kept, "w", encoding="utf-8") as output:
        output.write(json.dumps(findings))


def look(root: Path, quick: bool) -> Iterator[Finding]:
    """Everything that this interpreter can say. What cannot even be asked is a finding, too."""
    broken = list(packages(root))
    yield from broken
    parts: list[Callable[[], Iterable[Finding]]] = [lambda: tools(shutil.which), lambda: shared_memory(root)]
    if not any(finding.state == "wrong" for finding in broken):
        with contextlib.suppress(ImportError):  # `packages` has said what is missing
            from helpers.cli import prepare_jupyter

            try:
                prepare_jupyter()
            except OSError as error:
                yield Finding(
                    "Jupyter's files",
                    "wrong",
                    f"they cannot be stored ({error.strerror}: {error.filename}).",
                    "JupyterLab and its kernels keep their settings there.",
                    "Make room on the disk, or give yourself the right to write there, and look again.",
                )
        parts += [lambda: kernelspec(root), loopback, machine, lambda: left_behind(root)]
        if not quick:
            parts += [kernel, lambda: jupyterlab(root)]
    for part in parts:
        try:
            yield from part()
        except Exception as error:  # noqa: BLE001 - a broken set-up may raise anything, and the other parts count too
            yield Finding(
                "doctor",
                "wrong",
                f"a part of the set-up could not be looked at ({type(error).__name__}: {error}).",
                "This may be a mistake of the doctor's.",
                "Please report it, with this line.",
            )


# ---- packages ----------------------------------------------------------------------------------------------------


def packages(root: Path) -> Iterator[Finding]:
    """Whether the lock's packages are here, in its versions, and can be imported."""
    wanted = wanted_versions(root)
    found = installed()
    missing = sorted(wanted.keys() - found.keys())
    other = sorted(name for name in wanted.keys() & found.keys() if wanted[name] != found[name])
    damaged = sorted(
        (package, why) for module, package in IMPORTED.items() if package in found and (why := why_not_imported(module))
    )
    said = [
        *(f"{name} {wanted[name]} is missing" for name in missing),
        *(f"{name} is {found[name]} and not {wanted[name]}" for name in other),
        *(f"{name} cannot be imported ({why})" for name, why in damaged),
    ]
    if not said:
        yield Finding("packages", "fine", f"all {len(wanted)} are there, in the versions of the lock.")
        return
    more = f", and {len(said) - 5} more" if len(said) > 5 else ""
    yield Finding(
        "packages",
        "wrong",
        "; ".join(said[:5]) + more + ".",
        "Parts of the course will fail, or behave in a way that nobody has tested.",
        "`--mend` installs these packages anew; the first time that needs the internet.",
        mend=("packages", *sorted({*missing, *other, *(name for name, _ in damaged)})),
    )


def wanted_versions(root: Path) -> dict[str, str]:
    """What the course's lock installs with this Python on this system.

    Raises:
        ImportError: the package that reads requirements is itself missing.
    """
    try:
        from packaging.requirements import Requirement
    except ImportError:
        from pip._vendor.packaging.requirements import Requirement  # type: ignore

    text = (root / "requirements" / "course.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    wanted = {}
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            requirement = Requirement(line.split(" --hash=")[0].strip())
            if requirement.marker is None or requirement.marker.evaluate():
                wanted[normal(requirement.name)] = str(requirement.specifier).removeprefix("==")
    return wanted


def installed() -> dict[str, str]:
    """Name and version of every package in this environment."""
    found: dict[str, str] = {}
    for distribution in importlib.metadata.distributions():
        name = distribution.metadata["Name"]
        if name:  # a folder whose metadata is gone has none
            found.setdefault(normal(name), distribution.version)
    return found


def normal(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")


def why_not_imported(module: str) -> str:
    try:
        importlib.import_module(module)
    except BaseException as error:  # noqa: BLE001 - a damaged package may raise anything
        return f"{type(error).__name__}: {error}"
    return ""


# ---- Jupyter -----------------------------------------------------------------------------------------------------


def kernelspec(root: Path) -> Iterator[Finding]:
    """Whether the notebooks' kernel, `python3`, is this Python."""
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    try:
        spec = KernelSpecManager().get_kernel_spec("python3")
    except NoSuchKernel:
        yield Finding(
            "kernel",
            "wrong",
            "there is no kernel `python3`.",
            "JupyterLab cannot run the notebooks.",
            "`--mend` installs it into the environment.",
            mend=("kernelspec",),
        )
        return
    program = spec.argv[0] if spec.argv else ""
    # jupyter_client takes the bare name for the Python that it runs in
    if program in ("python", "python3", Path(sys.executable).name) or same_file(program, sys.executable):
        yield Finding("kernel", "fine", "`python3` is this environment's Python.")
        return
    folder = spec.resource_dir
    own = Path(folder).is_relative_to(sys.prefix)
    yield Finding(
        "kernel",
        "wrong",
        f"the kernel `python3` is another Python: {program} (as {folder} says).",
        "Notebooks run where the course is not installed: `import helpers` fails in their first cell.",
        "`--mend` renames that folder, and installs this environment's kernel.",
        mend=("kernelspec", *([] if own else [folder])),
    )


def same_file(first: str, second: str) -> bool:
    # not resolved: an environment's python is a link to the one that it was made from
    return os.path.normcase(os.path.abspath(first)) == os.path.normcase(os.path.abspath(second))


def loopback() -> Iterator[Finding]:
    """Whether this machine lets programs talk to each other on 127.0.0.1, on a port that is free."""
    try:
        with socket.create_server(("127.0.0.1", 0)) as server:
            with socket.create_connection(server.getsockname(), timeout=PATIENCE):
                pass
            yield Finding("loopback", "fine", "ports are free on 127.0.0.1.")
    except OSError as error:
        yield Finding(
            "loopback",
            "wrong",
            f"programs cannot reach each other on 127.0.0.1 ({error}).",
            "JupyterLab, its kernels and the lessons on the web need that.",
            "A firewall or a sandbox forbids it: allow connections to 127.0.0.1.",
        )


def kernel() -> Iterator[Finding]:
    """Whether a kernel starts, and loads what the first cell of every notebook loads."""
    from jupyter_client.manager import start_new_kernel

    said: list[str] = []
    with tempfile.TemporaryFile() as log:
        manager, client = start_new_kernel(kernel_name="python3", startup_timeout=PATIENCE, stdout=log, stderr=log)
        try:
            reply: dict[str, Any] = client.execute_interactive(
                "%load_ext helpers.notebook",
                timeout=PATIENCE,
                output_hook=lambda message: said.append(str(message["content"].get("text", ""))),
            )
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)
    content = reply["content"]
    if content["status"] == "ok" and not "".join(said).strip():
        yield Finding("notebooks", "fine", "a kernel starts, and loads the course.")
    else:
        why = f"{content['ename']}: {content['evalue']}" if content["status"] != "ok" else "".join(said).strip()
        yield Finding(
            "notebooks",
            "wrong",
            f"a kernel starts, and `%load_ext helpers.notebook` fails in it ({why.splitlines()[-1]}).",
            "No lesson and no exercise works.",
            "Look at the lines above first. If they are all fine, please report this one.",
        )


def jupyterlab(root: Path) -> Iterator[Finding]:
    """Whether JupyterLab comes up and answers."""
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--ServerApp.port=0", f"--ServerApp.root_dir={root}"]
    command += ["--ServerApp.ip=127.0.0.1", "--LanguageServerManager.autodetect=False"]
    if getattr(os, "geteuid", lambda: 1)() == 0:
        command.append("--allow-root")
    server = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
    )
    too_late = threading.Timer(PATIENCE, server.kill)
    too_late.start()
    lines: list[str] = []
    try:
        assert server.stderr is not None
        for line in server.stderr:
            lines.append(line)
            if "http://127.0.0.1:" in line:
                yield Finding("JupyterLab", "fine", "starts.")
                return
    finally:
        too_late.cancel()
        server.terminate()
        try:
            server.wait(timeout=30)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
    words = [line.strip() for line in lines if line.strip()]
    yield Finding(
        "JupyterLab",
        "wrong",
        f"does not start ({words[-1] if words else 'without a word'}).",
        "The notebooks cannot be opened in the browser.",
        "Look at the lines above first; a setting in .racecourse/jupyter/config may be in the way. VS Code can open "
        "the notebooks meanwhile.",
    )


# ---- the machine -------------------------------------------------------------------------------------------------


def machine() -> Iterator[Finding]:
    """Cores, memory, start methods and the interpreter lock."""
    from helpers.machine import this_machine

    here = this_machine()
    by = f", limited by {' and '.join(here.cores_limited_by)}" if here.cores_limited_by else ""
    yield Finding(
        "cores",
        "note" if here.usable_cores < 2 else "fine",
        f"{here.usable_cores:g} of {here.hardware_cores} can be used{by}.",
        "Every lesson and every check works; speed-ups cannot be seen here." if here.usable_cores < 2 else "",
    )
    little = here.memory < SMALL_MEMORY
    yield Finding(
        "memory",
        "note" if little else "fine",
        f"{here.memory / 2**30:.1f} GiB can be used.",
        "The course is tested with 1 GiB; here a check may be ended for want of memory." if little else "",
        "Close other notebooks (Kernel, then Shut Down All Kernels)." if little else "",
    )
    methods = multiprocessing.get_all_start_methods()
    yield Finding(
        "start methods",
        "fine",
        f"{', '.join(methods)}; {here.start_method} is the default of this Python on this system.",
    )
    build = "free-threaded" if here.free_threaded_build else "standard"
    yield Finding(
        "interpreter", "fine", f"{here.python}, {build} build, the GIL is {'on' if here.gil_enabled else 'off'}."
    )


def tools(which: Callable[[str], str | None]) -> Iterator[Finding]:
    """Programs beside Python: who needs them."""
    for name, (commands, purpose, advice) in TOOLS.items():
        found = next(filter(None, map(which, commands)), None)
        if found:
            yield Finding(name, "fine", "is there.")
        else:
            yield Finding(name, "note", "is not there.", purpose, advice)


def shared_memory(root: Path, place: Path = Path("/dev/shm")) -> Iterator[Finding]:
    """Whether processes can share memory here, and how much (Linux; elsewhere it has no such size)."""
    if sys.platform != "linux":
        return
    name = "shared memory"
    if not place.is_dir() or not os.access(place, os.W_OK):
        yield Finding(
            name,
            "wrong",
            f"{place} is not there, or cannot be written.",
            "Locks and queues between processes cannot be made: chapters 6 to 9 do not work.",
            f"Mount it: `mount -t tmpfs tmpfs {place}`; in a container start it with `--shm-size=64m`.",
        )
        return
    usage = shutil.disk_usage(place)
    left = left_blocks(place)
    if usage.free < SMALL_SHARED_MEMORY // 2:
        yield Finding(
            name,
            "note",
            f"{usage.free / 2**20:.0f} MB of {usage.total / 2**20:.0f} MB are free.",
            "The lessons share a few megabytes; a block that does not fit ends its process with a bus error.",
            "Remove what is left over, or start the container with `--shm-size=64m`.",
        )
    else:
        yield Finding(name, "fine", f"{usage.free / 2**20:.0f} MB of {usage.total / 2**20:.0f} MB are free.")
    if left:
        size = sum(path.stat().st_size for path in left)
        yield Finding(
            f"{name} left behind",
            "note",
            f"{len(left)} block{'s' * (len(left) > 1)} of yours with {size / 2**20:.1f} MB, that no process has open.",
            "A program ended without `unlink()`. This memory is taken until the machine starts again. A name does not "
            "tell which program made it, so `--mend` leaves it alone.",
            "If no program of yours wants them: " + " ".join(["rm", *(str(path) for path in left[:3])]),
        )


def left_blocks(place: Path) -> list[Path]:
    """This person's blocks of shared memory that no process has open, as far as we may look."""
    held = held_files()
    return [path for path in sorted(place.glob("psm_*")) if owned(path) and path.name not in held]


def owned(path: Path) -> bool:
    try:
        return path.stat().st_uid == os.getuid()
    except OSError:
        return False


def held_files() -> set[str]:
    """The names of the files in /dev/shm that some process has mapped."""
    held: set[str] = set()
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            with contextlib.suppress(OSError):
                for line in (process / "maps").read_text(encoding="utf-8", errors="replace").splitlines():
                    if "/dev/shm/" in line:
                        held.add(line.rsplit("/dev/shm/", 1)[1].removesuffix(" (deleted)"))
    return held


# ---- what was left behind ----------------------------------------------------------------------------------------

WORKERS = ("checker", "observe", "site", "tasks")
"""The packages of the course whose processes never outlive the program that started them."""


def left_behind(root: Path) -> Iterator[Finding]:
    """Processes and folders of the course whose owner is gone."""
    import psutil

    stale = sorted(process.pid for process in psutil.process_iter() if is_stale(process, root))
    if stale:
        yield Finding(
            "processes left behind",
            "wrong",
            f"{len(stale)} process{'es' * (len(stale) > 1)} of the course without the program that started "
            f"{'them' if len(stale) > 1 else 'it'}: {', '.join(map(str, stale))}.",
            "They take memory and time, and will not end by themselves.",
            "`--mend` ends them.",
            mend=("end", *map(str, stale)),
        )
    else:
        yield Finding("processes left behind", "fine", "none.")
    folders = [path for path in sorted((root / ".racecourse" / "answers").glob("*")) if pid_is_gone(path)]
    runtime = os.environ.get("JUPYTER_RUNTIME_DIR", "")
    if runtime and Path(runtime).is_relative_to(root / ".racecourse"):
        folders += [path for path in sorted(Path(runtime).glob("jpserver-*.json")) if server_is_gone(path)]
    if folders:
        yield Finding(
            "files left behind",
            "note",
            f"{len(folders)} in .racecourse, of kernels and servers that have ended without tidying up.",
            "They take a little room, and do no harm.",
            "`--mend` removes them.",
            mend=("remove", *map(str, folders)),
        )


def is_stale(process: Any, root: Path) -> bool:
    """Whether a process is one of the course's workers, and no program of Python's is above it any more."""
    import psutil

    try:
        if process.pid == os.getpid() or not is_worker(process.cmdline(), root):
            return False
        # the first process of a container takes in every orphan, and may itself be a Python
        above = [parent for parent in process.parents() if parent.pid != 1]
        return not any("python" in parent.name().lower() for parent in above)
    except psutil.Error:
        return False


def is_worker(command: list[str], root: Path) -> bool:
    """Whether a command line starts a worker of this copy of the course."""
    for package in WORKERS:
        folder = str(root / "helpers" / package) + os.sep
        if any(argument.startswith(folder) and argument.endswith(".py") for argument in command):
            return True
    return False


def pid_is_gone(folder: Path) -> bool:
    """Whether a folder `HOST-PID-...` belongs to a process of this machine that has ended."""
    import zlib

    import psutil

    host, _, rest = folder.name.partition("-")
    pid = rest.partition("-")[0]
    here = f"{zlib.crc32(socket.gethostname().encode()):08x}"
    return host == here and pid.isdigit() and not psutil.pid_exists(int(pid))


def server_is_gone(path: Path) -> bool:
    import psutil

    try:
        pid = json.loads(path.read_text(encoding="utf-8"))["pid"]
    except (OSError, ValueError, KeyError, TypeError):
        return True
    return not psutil.pid_exists(int(pid))
