"""Notebooks in the box: run one after the other beside a running JupyterLab, as they are in a session on Binder."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from helpers.author.binder.box import Limits, NoBox, run_boxed

__all__ = ["NoBox", "Ran", "notebooks", "run_in_box"]


@dataclass(frozen=True)
class Ran:
    """One notebook that was run.

    Attributes:
        notebook: its path in the project.
        problem: what went wrong, empty when nothing did.
        peak: the most memory in bytes that was seen in use while it ran, JupyterLab's included.
        seconds: how long it took; reported, never judged.
        enforced: whether the system itself held the limit on memory.
    """

    notebook: str
    problem: str
    peak: int
    seconds: float
    enforced: bool


def notebooks(root: Path, only: str = "") -> list[Path]:
    """Every lesson, and every chapter of exercises with its solutions; or those whose name begins with `only`."""
    found = [*sorted((root / "notebooks").glob("[0-9][0-9]-*.ipynb")), *sorted((root / "source").glob("*/*.ipynb"))]
    return [path for path in found if path.name.startswith(only)]


def run_in_box(root: Path, notebook: Path, limits: Limits | None = None) -> Ran:
    """Run one notebook within the limits, from top to bottom in a fresh kernel, with a JupyterLab beside it.

    A lesson must run without an error; in a chapter of exercises, where the solutions stand in the cells, every check
    must give full marks.

    Raises:
        NoBox: the limits cannot be made on this machine.
    """
    from helpers.cli import prepare_jupyter

    limits = limits or Limits()
    prepare_jupyter()
    name = notebook.relative_to(root).as_posix()
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "RACECOURSE_PROGRESS": str(Path(folder) / "progress.json"), "CPU_LIMIT": "1"}
        environment["MEM_LIMIT"] = str(limits.memory)
        command = [sys.executable, "-P", "-m", "helpers.author.binder.inside", str(notebook)]
        ran = run_boxed(command, limits, root, environment)
    try:
        report = json.loads(ran.output.splitlines()[-1])
        problem, seconds = report["problem"], report["seconds"]
    except (IndexError, ValueError, KeyError):
        said = ran.errors.strip().splitlines() or ["without a word"]
        problem, seconds = f"ended with {ran.status}: {said[-1]}", 0.0
    if ran.killed:
        problem = f"{ran.killed} processes were ended for want of memory. {problem}".strip()
    elif not problem and ran.peak > limits.memory:
        problem = f"{ran.peak / 2**20:.0f} MB were in use, more than the {limits.memory / 2**20:.0f} MB that there are."
    return Ran(name, problem, ran.peak, seconds, ran.enforced)
