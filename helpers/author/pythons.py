"""Finds the other Pythons of this machine, and makes small environments with them."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Version = tuple[int, ...]


@dataclass(frozen=True)
class Python:
    """An interpreter.

    Attributes:
        version: such as `(3, 12)`.
        executable: its path.
    """

    version: Version
    executable: Path


def find_pythons(versions: list[Version]) -> dict[Version, Python]:
    """The first interpreter of each of these versions that starts."""
    found = {}
    for version in versions:
        for candidate in candidates(version):
            if starts(candidate, version):
                found[version] = Python(version, candidate)
                break
    return found


def candidates(version: Version) -> Iterator[Path]:
    """Where an interpreter of this version may be: on the path, or kept by pyenv beside it."""
    name = "python" + ".".join(map(str, version))
    # All of the path: the first hit may be a version manager's stand-in that starts nothing.
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        on_path = shutil.which(name, path=folder) if folder else None
        if on_path:
            yield Path(on_path)
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    # The newest patch release first, and compared as a number: 3.12.10 comes after 3.12.9.
    kept = [folder for folder in pyenv.glob(".".join(map(str, version)) + ".*") if folder.name.split(".")[-1].isdigit()]
    for installed in sorted(kept, key=lambda folder: int(folder.name.split(".")[-1]), reverse=True):
        yield installed / "bin" / name


def starts(executable: Path, version: Version) -> bool:
    """Whether this file is an interpreter of this version that runs, and that can make environments."""
    question = "import sys, venv; print(*sys.version_info[:2])"
    try:
        answer = subprocess.run([executable, "-I", "-c", question], capture_output=True, text=True)
    except OSError:
        return False
    return answer.returncode == 0 and answer.stdout.split() == [str(number) for number in version]


def make_environment(python: Python, folder: Path, lock: Path) -> Path:
    """Make an environment that holds what the lock says, unless it is there already.

    Returns:
        the path of its interpreter.

    Raises:
        subprocess.CalledProcessError: when Python or the installer says no; `stdout` is what it said.
    """
    interpreter = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = folder / "racecourse-lock"
    fingerprint = hashlib.sha256(lock.read_bytes()).hexdigest()
    if interpreter.exists() and stamp.exists() and stamp.read_text() == fingerprint:
        return interpreter
    if folder.exists():
        shutil.rmtree(folder)
    uv = working_uv()
    run([str(python.executable), "-m", "venv", *(["--without-pip"] if uv else []), str(folder)])
    install = [uv, "pip", "install", "--python", str(interpreter)] if uv else [str(interpreter), "-m", "pip", "install"]
    run([*install, "--no-deps", "--require-hashes", "-r", str(lock)])
    stamp.write_text(fingerprint)
    return interpreter


def working_uv() -> str | None:
    """The path of uv, where there is one that runs."""
    uv = shutil.which("uv")
    return uv if uv and subprocess.run([uv, "--version"], capture_output=True).returncode == 0 else None


def run(command: list[str]) -> None:
    subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
