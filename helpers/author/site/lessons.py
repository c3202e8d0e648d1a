"""Lessons with the outputs of a run on this machine, kept until the lesson or the course's code changes."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

PATIENCE = 600
"""Seconds until a cell counts as hanging; nothing is judged by the time that it takes."""

# A widget needs a kernel and scripts from another server; what stands beside it in the same output does not.
NEEDS_A_KERNEL = "application/vnd.jupyter.widget-view+json"


class LessonFailed(RuntimeError):
    """A cell of a lesson raised an exception, or did not end."""


@dataclass(frozen=True)
class Lesson:
    """One lesson, ready to become a page.

    Attributes:
        path: where it is in the project.
        notebook: its cells, with their outputs when it was run.
        ran_on: what it was run on, such as `CPython 3.13.2 on Linux x86_64, 2 cores`; empty when it was not run.
    """

    path: Path
    notebook: Any
    ran_on: str = ""


def unrun(path: Path) -> Lesson:
    """A lesson as it is stored: without outputs."""
    return Lesson(path, nbformat.read(path, as_version=4))


def run_lesson(root: Path, path: Path, cache: Path, progress: Callable[[str], None]) -> Lesson:
    """A lesson after its run, from the cache where that run is in it.

    Raises:
        LessonFailed: with the cell and the error.
    """
    kept = cache / f"{path.stem}-{fingerprint(root, path)}.ipynb"
    if not kept.exists():
        progress(f"running {path.name}")
        notebook = execute(root, path)
        cache.mkdir(parents=True, exist_ok=True)
        for old in cache.glob(f"{path.stem}-*.ipynb"):
            old.unlink()
        nbformat.write(notebook, kept)
    notebook = nbformat.read(kept, as_version=4)
    return Lesson(path, notebook, notebook.metadata["racecourse_ran_on"])


def fingerprint(root: Path, path: Path) -> str:
    """A short text that changes with the lesson, the course's code, and the Python."""
    digest = hashlib.sha256(path.read_bytes() + sys.version.encode())
    for module in sorted((root / "helpers").rglob("*.py")):
        digest.update(module.read_bytes())
    return digest.hexdigest()[:16]


def execute(root: Path, path: Path) -> Any:
    """Run a lesson from top to bottom in a fresh kernel."""
    import tempfile

    import nbclient

    from helpers.cli import prepare_jupyter
    from helpers.machine import this_machine

    prepare_jupyter()
    notebook = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory() as folder:
        # what runs here is nobody's progress
        environment = {
            **os.environ,
            "RACECOURSE_PROGRESS": str(Path(folder) / "progress.json"),
            "RACECOURSE_PREDICTIONS": "folded",  # nobody can answer a page; its reader unfolds the result
        }
        client = nbclient.NotebookClient(
            notebook, timeout=PATIENCE, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}
        )
        try:
            client.execute(env=environment)
        except (nbclient.exceptions.CellExecutionError, nbclient.exceptions.CellTimeoutError) as error:
            raise LessonFailed(f"{path.relative_to(root)} does not run:\n{error}") from error
    here = this_machine()
    cores = f"{here.usable_cores:g} core{'s' * (here.usable_cores != 1)}"
    notebook.metadata["racecourse_ran_on"] = f"{here.python} on {here.system}, {cores}"
    return without_widgets(notebook)


def without_widgets(notebook: Any) -> Any:
    """The notebook with the static forms of its outputs alone."""
    notebook.metadata.pop("widgets", None)
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            output.get("data", {}).pop(NEEDS_A_KERNEL, None)
        if "outputs" in cell:
            cell.outputs = [output for output in cell.outputs if output.get("data", True)]
    return notebook
