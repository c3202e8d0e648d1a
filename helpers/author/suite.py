"""Runs the tests: the whole suite here, and the model checker's tests on the other Pythons of the machine."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

from helpers.author.pythons import Python, find_pythons, make_environment
from helpers.machine import this_machine

# What is tested on every Python: it needs no Jupyter, so its environment is made in seconds.
ENGINE_TESTS = "tests/interleave"

SUPPORTED = tuple((3, minor) for minor in range(11, 16))


class MissingTools(RuntimeError):
    """The environment has not got what the tests need."""


def run_tests(root: Path, arguments: list[str], all_pythons: bool = False) -> int:
    """Run the tests of the project in `root`.

    Args:
        root: the project's folder.
        arguments: what pytest gets; without any the whole suite runs, on several cores.
        all_pythons: run the model checker's tests on the other supported Pythons of this machine first.

    Returns:
        an exit status: 0 when all tests passed on all Pythons, otherwise that of the first pytest that failed.

    Raises:
        MissingTools: when pytest is not installed, or an environment for another Python cannot be made.
    """
    if importlib.util.find_spec("pytest") is None:
        raise MissingTools("The test tools are not installed: run `python3 course.py test`, which installs them.")
    status = 0
    if all_pythons:
        # First, so that the suite's own summary is what the reader sees last.
        status = run_on_other_pythons(root)
    here = pytest(root, sys.executable, arguments or in_parallel())
    return status or here


def run_on_other_pythons(root: Path) -> int:
    """Run the model checker's tests on every supported Python but this one."""
    status = 0
    found = find_pythons([version for version in SUPPORTED if version != sys.version_info[:2]])
    for version in SUPPORTED:
        name = ".".join(map(str, version))
        if version == sys.version_info[:2]:
            continue
        if version not in found:
            say(f"Python {name}: not on this machine, so not tested")
            continue
        say(f"Python {name}: the model checker's tests")
        outcome = pytest(root, engine_python(root, found[version]), [ENGINE_TESTS, *in_parallel()])
        status = status or outcome
    say(f"Python {sys.version_info[0]}.{sys.version_info[1]}: every test")
    return status


def engine_python(root: Path, python: Python) -> str:
    """The interpreter of an environment with what the model checker's tests need, made where it is missing."""
    name = ".".join(map(str, python.version))
    folder = root / ".racecourse" / "pythons" / name
    try:
        return str(make_environment(python, folder, root / "requirements" / "engine.txt"))
    except subprocess.CalledProcessError as error:
        raise MissingTools(f"The environment for Python {name} could not be made: {error.stdout.strip()}") from error


def in_parallel() -> list[str]:
    """pytest's options for a whole suite: a process for each core, and tests that share something kept together."""
    return ["-n", str(max(1, min(4, int(this_machine().usable_cores)))), "--dist", "loadgroup"]


def pytest(root: Path, python: str, arguments: list[str]) -> int:
    sys.stdout.flush()
    return subprocess.run([python, "-m", "pytest", *arguments], cwd=root).returncode


def say(line: str) -> None:
    print(f"== {line}", flush=True)
