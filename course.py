#!/usr/bin/env python3
"""Makes the course's environment in .venv, then runs the `course` command in it.

    python3 course.py lab       open the course
    python3 course.py test      run its tests
    python3 course.py doctor    say what is wrong with the set-up; --mend mends what it can
    python3 course.py --help    everything else

Standard library only. Older Pythons must still be able to parse this file, for it tells them what is missing.
"""

import sys

OLDEST, NEWEST = (3, 11), (3, 15)

if not OLDEST <= sys.version_info[:2] <= NEWEST:
    sys.exit(
        f"Racecourse needs Python 3.11 to 3.15, and this is Python {sys.version_info[0]}.{sys.version_info[1]}: "
        "install one of those and start the course with it, for example `python3.13 course.py lab`."
    )

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "racecourse.json"
LOG = VENV / "racecourse-setup.log"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

# What pip and uv say when the packages cannot be reached.
UNREACHABLE = (
    "connection refused",
    "connection reset",
    "dns error",
    "error sending request",
    "failed to establish a new connection",
    "getaddrinfo failed",
    "name resolution",
    "network is unreachable",
    "proxyerror",
    "timed out",
)


def main(arguments: list[str]) -> int:
    """Run `course` with these arguments, in an environment made first where it is missing or outdated."""
    if arguments[:1] == ["doctor"]:
        return doctor(arguments[1:])
    lock = "test" if arguments[:1] == ["test"] else "course"
    if not is_ready(lock):
        make_environment(lock)
    # -P: a file in the reader's folder that happens to be called helpers.py is not this course's package.
    command = [str(PYTHON), "-P", "-m", "helpers.cli", *arguments]
    if os.name != "nt":
        os.execv(command[0], command)
    child = subprocess.Popen(command)
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:  # Ctrl-C reaches the child as well, and it is the one that answers
            continue


def doctor(arguments: list[str]) -> int:
    """Look at the set-up as it is, in this Python: the environment may be what is broken."""
    sys.path.insert(0, str(ROOT))
    try:
        from helpers.doctor import main as look
    except ImportError as error:
        sys.exit(f"This copy of the course is not complete ({error}): get it again.")
    return look(arguments, ROOT, PYTHON)


def is_ready(lock: str) -> bool:
    """Whether the environment holds what this lock says. A few file reads: this is all that a second start costs."""
    stamp = read_stamp()
    # An environment cannot be moved, so one that was made elsewhere is not ready.
    # os.path: a folder that may not be looked into counts as none here, and making it says what is wrong.
    if stamp.get("root") != str(ROOT) or not os.path.exists(PYTHON):
        return False
    locks = stamp.get("locks", {})
    # The test lock holds everything of the course lock.
    return any(locks.get(name) == fingerprint(name) for name in {lock, "test"})


def fingerprint(lock: str) -> str:
    """What an installed environment depends on, as a short text that changes when it does."""
    content = lock_file(lock).read_bytes() + (ROOT / "pyproject.toml").read_bytes()
    return hashlib.sha256(content).hexdigest()


def lock_file(lock: str) -> Path:
    return ROOT / "requirements" / f"{lock}.txt"


def read_stamp() -> dict[str, Any]:
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(made_here: bool, locks: dict[str, str]) -> None:
    """Write the record of what is installed. `made_here`: this program made the environment, so it may remake it."""
    unfinished = STAMP.with_suffix(".new")
    record = {"root": str(ROOT), "made_here": made_here, "locks": locks}
    unfinished.write_text(json.dumps(record, indent=1), encoding="utf-8")
    unfinished.replace(STAMP)


def make_environment(lock: str) -> None:
    """Make .venv, or bring it up to date, so that it holds what the lock says, and this course."""
    try:
        uv = working_uv()
        made_here = prepare_folder(with_pip=uv is None)
        install = [uv, "pip", "install", "--python", str(PYTHON)] if uv else pip_install()
        # Nothing is true of the environment while it is being changed.
        write_stamp(made_here, {})
        run([*install, "--no-deps", "--require-hashes", "-r", str(lock_file(lock))])
        run([*install, "--no-deps", "--no-build-isolation", "-e", str(ROOT)])
        write_stamp(made_here, {lock: fingerprint(lock)})
    except OSError as error:
        sys.exit(
            f"The environment cannot be made in {ROOT} ({error.strerror or error}): copy the course to a folder in "
            "which you may write, and start it there."
        )


def prepare_folder(with_pip: bool) -> bool:
    """Leave an environment with a working Python in .venv.

    Returns:
        whether it is one that this program made, rather than one that was there.
    """
    stamp = read_stamp()
    made_here = stamp.get("made_here", False)
    if stamp.get("root", str(ROOT)) == str(ROOT) and is_supported(PYTHON):
        return made_here
    if made_here:
        shutil.rmtree(VENV)
    elif VENV.exists() and any(VENV.iterdir()):
        sys.exit(
            "There is a folder .venv already, and it is no environment with Python 3.11 to 3.15: rename or delete it, "
            "and start again."
        )
    missing = [name for name in ["venv", "ensurepip"] if not importlib.util.find_spec(name)]
    if "venv" in missing or (missing and with_pip):
        sys.exit(
            f"This Python lacks the module {missing[0]}, which makes environments: install it (on Debian and Ubuntu: "
            "`sudo apt install python3-venv`), or install uv, and start again."
        )
    import venv

    print("Making the environment in .venv; this happens once.", flush=True)
    VENV.mkdir(exist_ok=True)
    write_stamp(True, {})  # first, so that a start after an interrupted one knows whose the folder is
    try:
        venv.create(VENV, symlinks=os.name != "nt", with_pip=with_pip)
    except subprocess.CalledProcessError as error:
        sys.exit(f"Python could not make an environment in .venv: {summary((error.output or b'').decode())}")
    return True


def is_supported(python: Path) -> bool:
    """Whether this Python starts, and is of a version that the course supports."""
    question = f"import sys; sys.exit(not {OLDEST} <= sys.version_info[:2] <= {NEWEST})"
    try:
        return subprocess.run([str(python), "-c", question], capture_output=True).returncode == 0
    except OSError:
        return False


def working_uv() -> str | None:
    """The path of uv, where there is one that runs. A version manager's stand-in may be on the path and not run."""
    uv = shutil.which("uv")
    return uv if uv and subprocess.run([uv, "--version"], capture_output=True).returncode == 0 else None


def pip_install() -> list[str]:
    """The command that installs with the environment's own pip, which is put there where it is missing."""
    if subprocess.run([str(PYTHON), "-m", "pip", "--version"], capture_output=True).returncode != 0:
        run([str(PYTHON), "-m", "ensurepip", "--default-pip"])
    return [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]


def run(command: list[str]) -> None:
    """Run one step of the set-up: its output goes to the log, its latest line to the terminal.

    Raises:
        SystemExit: with one sentence that says what to do, when the step fails.
    """
    width = shutil.get_terminal_size().columns - 1 if sys.stdout.isatty() else 0
    lines = []
    step = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace"
    )
    # Two statements: the Pythons that only get to read the first lines do not know `with (a, b):`.
    with step, LOG.open("a", encoding="utf-8") as log:
        assert step.stdout is not None
        for line in step.stdout:
            lines.append(line)
            log.write(line)
            if width:
                print("\r" + line.strip()[:width].ljust(width), end="", flush=True)
    if width:
        print("\r" + " " * width + "\r", end="", flush=True)
    if step.returncode == 0:
        return
    output = "".join(lines)
    if any(words in output.lower() for words in UNREACHABLE):
        sys.exit(
            "The packages of the course could not be reached: connect to the internet for this first start, and start "
            "again."
        )
    sys.exit(f"The set-up stopped ({summary(output)}): the file {LOG} says more.")


def summary(text: str) -> str:
    """The last line that calls itself an error, or the last line, of what a program said."""
    lines = [line.strip() for line in text.splitlines() if line.strip()] or ["without a word"]
    return [*lines[-1:], *(line for line in lines if line.lower().startswith("error"))][-1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
