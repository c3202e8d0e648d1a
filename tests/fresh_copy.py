"""A copy of the project as someone gets it who clones it, and course.py run in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent

# The interpreter itself, not the environment's: this is what a person has before the course is set up.
BARE_PYTHON = getattr(sys, "_base_executable", sys.executable)

# What the course needs for its set-up and its first lesson.
PARTS = (
    *("course.py", "pyproject.toml", "README.md", "LICENSE", "LICENSE-text", "environment.yml", "postBuild"),
    *("helpers", "notebooks", "requirements"),
)


def copy_project(folder: Path) -> Path:
    """Copy into `folder`, without environment, caches and state; gives the copy."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in PARTS:
        source = PROJECT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
        else:
            shutil.copy2(source, folder / name)
    return folder


def machine(home: Path, **variables: str) -> dict[str, str]:
    """The environment variables of a machine with nothing on its path, and an empty home folder.

    How packages are reached stays as it is on this machine.
    """
    home.mkdir(parents=True, exist_ok=True)
    nothing = home / "nothing-on-the-path"
    nothing.mkdir(exist_ok=True)
    kept = {
        name: value
        for name, value in os.environ.items()
        if name.startswith(("PIP_", "UV_", "SSL_", "SYSTEMROOT", "TEMP", "TMP")) or name.lower().endswith("_proxy")
    }
    return {**kept, "HOME": str(home), "USERPROFILE": str(home), "PATH": str(nothing), "COLUMNS": "100", **variables}


def start(
    copy: Path, *arguments: str, environment: Mapping[str, str], prelude: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run course.py of a copy; `prelude` is code that makes this Python one that lacks something."""
    command = [BARE_PYTHON, str(copy / "course.py"), *arguments]
    if prelude:
        run = "runpy.run_path(sys.argv[0], run_name='__main__')"
        command = [BARE_PYTHON, "-c", f"import runpy, sys; sys.argv = {command[1:]!r}; {prelude}; {run}"]
    return subprocess.run(command, cwd=copy, env=dict(environment), capture_output=True, text=True)


def unreachable() -> dict[str, str]:
    """Settings with which every download fails at once, as it does without a network."""
    nowhere = "http://127.0.0.1:1/simple"
    return {
        **dict.fromkeys(("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "UV_DEFAULT_INDEX", "UV_INDEX_URL"), nowhere),
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_FIND_LINKS": "",
        "PIP_NO_CACHE_DIR": "1",
        "PIP_RETRIES": "1",
        "UV_HTTP_RETRIES": "0",
        "UV_NO_CACHE": "1",
    }
