"""The lock files in requirements/: which version of every package is installed, with hashes.

There are three, resolved together so that none contradicts another: `course.txt` is what a reader needs, `test.txt`
adds what the tests, the static site and a class of a thousand need, and `engine.txt` is the little that the model
checker's tests need on the other Pythons. Each holds for all supported Pythons and systems at once, by environment
markers.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

# Name -> what it is made from. The widest comes first: the others take their versions from it.
LOCKS: dict[str, tuple[str, ...]] = {
    "test": ("pyproject.toml", "--extra", "test", "--extra", "site", "--extra", "teach", "--group", "build"),
    "course": ("pyproject.toml", "--group", "build", "--constraints", "requirements/test.txt"),
    "engine": ("--group", "engine", "--constraints", "requirements/test.txt"),
}

OPTIONS = (
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-annotate",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--custom-compile-command=course author lock",
    "--quiet",
)


class LockError(RuntimeError):
    """The locks could not be made."""


def write_locks(root: Path, upgrade: bool = False) -> None:
    """Write the lock files of the project in `root`.

    Args:
        root: the project's folder.
        upgrade: take the newest versions; otherwise versions change only where pyproject.toml asks for it.

    Raises:
        LockError: without uv, or when no set of versions fits.
    """
    # The test tools bring one; it lies beside the interpreter, which need not be on the path.
    uv = shutil.which("uv", path=Path(sys.executable).parent) or shutil.which("uv")
    if uv is None:
        raise LockError(
            "The locks are made with uv, and there is none: run `python3 course.py test`, which installs it, and then "
            "this again."
        )
    for name, sources in LOCKS.items():
        output = f"requirements/{name}.txt"
        command = [uv, "pip", "compile", *sources, *OPTIONS, "--output-file", output]
        # The constraints already hold the upgraded versions when the narrower locks are made.
        if upgrade:
            command.append("--upgrade")
        done = subprocess.run(command, cwd=root, capture_output=True, text=True)
        if done.returncode != 0:
            raise LockError(f"{output} could not be made: {done.stderr.strip()}")
