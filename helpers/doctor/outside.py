"""What can be seen of a set-up without its environment: files, folders, and whether the environment works at all.

Standard library only, and nothing of the course but this package: it runs where everything else is broken.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from helpers.doctor.finding import Finding

OLDEST, NEWEST = (3, 11), (3, 15)

# Parts without which the course is not complete.
PARTS = ("course.py", "pyproject.toml", "requirements/course.txt", "helpers/cli.py", "notebooks/00-start-here.ipynb")

STATE = ".racecourse"
LOW_DISK = 500 * 2**20
TRIAL = 2**16  # bytes
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
PATIENCE = 300.0
"""Seconds to wait for an interpreter that should answer in a few. It decides only when to give up."""

# Without a site-packages folder of its own nothing of the reader's gets in the way: -P, and no PYTHONPATH.
_START = (
    "import sys; sys.path.insert(0, {root!r}); from helpers.doctor.inside import main; main({root!r}, quick={quick})"
)


def look(root: Path, python: Path, quick: bool = False) -> list[Finding]:
    """Everything that the doctor looks at, in the order in which it depends on each other.

    Args:
        root: the course's folder.
        python: the interpreter of the environment that is looked at; it need not exist.
        quick: whether to start neither a kernel nor JupyterLab.
    """
    findings = [*complete(root), *folder(root), *learner_files(root)]
    environment = list(environment_works(root, python))
    findings += environment
    if any(finding.state == "wrong" for finding in environment):
        return findings
    return [*findings, *up_to_date(root, python), *course_is_found(root, python), *inside(root, python, quick)]


# ---- the folder --------------------------------------------------------------------------------------------------


def complete(root: Path) -> Iterator[Finding]:
    """Whether the course's own files are there."""
    missing = [part for part in PARTS if not (root / part).exists()]
    if missing:
        yield Finding(
            "course's files",
            "wrong",
            f"missing: {', '.join(missing)}.",
            "This copy of the course is not complete.",
            "Get the course again. Copy your own notebooks out of this folder first.",
        )
    else:
        yield Finding("course's files", "fine", f"complete, in {root}.")


def folder(root: Path) -> Iterator[Finding]:
    """Whether the course can store things in its folder, and the disk has room."""
    for place in (root, root / STATE):
        error = refusal(place)
        if error is not None and error.errno in NO_ROOM:
            yield Finding(
                "folder",
                "wrong",
                f"nothing can be stored in {place} ({error.strerror}).",
                "Notebooks, answers and your progress cannot be saved; the environment may look damaged and is not.",
                "Make room on the disk first, and look again.",
            )
            return
        if error is not None:
            yield Finding(
                "folder",
                "wrong",
                f"{place} cannot be written ({error.strerror or error}).",
                "The course keeps its environment, your progress and your answers there.",
                "Give yourself the right to write there, or copy the course to a folder of your own.",
                mend=("writable", str(place)) if place.exists() else (),
            )
            return
    free = shutil.disk_usage(root).free
    if free < LOW_DISK:
        yield Finding(
            "folder",
            "note",
            f"can be written; the disk has {free // 2**20} MB left.",
            "The environment needs about 800 MB when it is made, and notebooks cannot be saved on a full disk.",
            "Make room on the disk.",
        )
    else:
        yield Finding("folder", "fine", "can be written.")


def refusal(place: Path) -> OSError | None:
    """Why no file can be written in a folder; None when one can. A missing folder is made."""
    try:
        place.mkdir(exist_ok=True)
        with tempfile.TemporaryFile(dir=place) as file:
            file.write(bytes(TRIAL))  # on a full disk a file can be made, and nothing be put into it
            file.flush()
            return None
    except OSError as error:
        return error


# ---- what belongs to the learner or the teacher ------------------------------------------------------------------


def learner_files(root: Path) -> Iterator[Finding]:
    """Whether what the course has stored can be read: progress, and the gradebook."""
    stored = [*sorted((root / STATE).glob("*.json")), *(path for path in [root / "progress.json"] if path.exists())]
    damaged = [path for path in stored if not is_json(path)]
    for path in damaged:
        yield Finding(
            "progress",
            "wrong",
            f"{path.relative_to(root)} is damaged: it is no JSON.",
            "The course cannot read what it stored there, such as your progress.",
            "`--mend` gives the file another name; the course begins a new one. A code or file from `save_progress()` "
            "brings your progress back.",
            mend=("set_aside", str(path)),
        )
    if not damaged:
        yield Finding("progress", "fine", "what the course has stored can be read.")
    gradebook = root / "gradebook.db"
    if gradebook.exists():
        why = why_no_database(gradebook)
        if why:
            yield Finding(
                "gradebook",
                "wrong",
                f"gradebook.db is damaged ({why}).",
                "nbgrader cannot read the scores in it. The submissions are not touched by this.",
                "Put a copy of gradebook.db in its place. Without one, rename it and grade again: "
                "`course grade CHAPTER --force` makes the automatic scores anew from submitted/. Scores and comments "
                "given by hand are only in the old file.",
            )
        else:
            yield Finding("gradebook", "fine", "gradebook.db can be read.")


def is_json(path: Path) -> bool:
    try:
        json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return False
    return True


def why_no_database(path: Path) -> str:
    """What SQLite finds wrong with a file; empty when it is a sound database."""
    try:
        # read only: looking must not change it
        with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
            (answer,) = database.execute("PRAGMA quick_check").fetchone()
    except sqlite3.Error as error:
        return str(error)
    return "" if answer == "ok" else str(answer).splitlines()[-1]


# ---- the environment ---------------------------------------------------------------------------------------------


def environment_works(root: Path, python: Path) -> Iterator[Finding]:
    """Whether the environment's Python starts, and is of a version that the course supports."""
    mend = ("environment",) if is_ours(root, python) else ()
    try:
        there = python.exists()
    except OSError as error:  # somebody else has made it, as an administrator
        yield Finding(
            "environment",
            "wrong",
            f"its Python at {python} may not be looked at ({error.strerror}).",
            "Nothing of the course can run. Often it was made by another user, such as an administrator.",
            "Copy the course without .venv into a folder of your own, and start `python3 course.py lab` there.",
        )
        return
    if not there:
        yield Finding(
            "environment",
            "wrong",
            f"there is no Python at {python}.",
            "Nothing of the course can run.",
            "`python3 course.py lab` makes the environment; so does `--mend`.",
            mend=mend,
        )
        return
    done = run(python, "import json, sys; print(json.dumps(list(sys.version_info[:3])))")
    try:
        version = tuple(json.loads(done.stdout))
    except ValueError:
        yield Finding(
            "environment",
            "wrong",
            f"its Python does not start ({last_line(done.stderr)}).",
            "Often the Python that it was made from was removed or upgraded.",
            "Make it anew: delete .venv and start `python3 course.py lab`; `--mend` does that.",
            mend=mend and ("environment", "anew"),
        )
        return
    name = ".".join(map(str, version))
    if not OLDEST <= version[:2] <= NEWEST:
        yield Finding(
            "environment",
            "wrong",
            f"it has Python {name}.",
            "The course supports Python 3.11 to 3.15.",
            "Delete .venv, and start course.py with a Python of such a version, for example "
            "`python3.13 course.py lab`.",
            mend=mend and ("environment", "anew"),
        )
    else:
        yield Finding("environment", "fine", f"Python {name}, {python.parent.parent}.")


def up_to_date(root: Path, python: Path) -> Iterator[Finding]:
    """Whether the environment in .venv was made for this folder and from the present lock."""
    if not is_ours(root, python):
        return
    course = setup_program(root)
    if course.is_ready("course"):
        yield Finding("lock", "fine", "the environment was made from the lock as it is now.")
        return
    if course.read_stamp().get("root", str(root)) != str(root):
        yield Finding(
            "lock",
            "wrong",
            "the environment was made in another folder.",
            "An environment cannot be moved: its commands lead to the old place.",
            "`python3 course.py lab` makes a new one; so does `--mend`.",
            mend=("environment",),
        )
        return
    yield Finding(
        "lock",
        "note",
        "pyproject.toml or the lock is not the one that was installed.",
        "The installed versions may not be those of the course; the line on packages says whether they are.",
        "The next `python3 course.py lab` brings the environment up to date; so does `--mend`.",
        mend=("environment",),
    )


def course_is_found(root: Path, python: Path) -> Iterator[Finding]:
    """Whether the environment finds the course's package, in this folder, from whatever folder it is asked."""
    with tempfile.TemporaryDirectory() as elsewhere:
        done = run(python, "import helpers; print(helpers.__file__)", cwd=elsewhere)
    found = Path(done.stdout.strip()).resolve().parent.parent if done.returncode == 0 else None
    if found == root.resolve():
        yield Finding("package", "fine", "`import helpers` finds the course.")
        return
    yield Finding(
        "package",
        "wrong",
        f"`import helpers` finds another copy, in {found}." if found else "`import helpers` finds nothing.",
        "Notebooks would use another course than this one." if found else "No lesson and no exercise can be loaded.",
        "`--mend` installs the course into its environment.",
        mend=("package",),
    )


def inside(root: Path, python: Path, quick: bool) -> list[Finding]:
    """What the environment's own Python says of itself."""
    done = run(python, _START.format(root=str(root), quick=quick))
    try:
        return [Finding.from_json(found) for found in json.loads(done.stdout)]
    except ValueError:
        return [
            Finding(
                "packages",
                "wrong",
                f"the environment cannot be looked at ({last_line(done.stderr)}).",
                "Something that nearly everything needs is damaged.",
                "Make it anew: delete .venv and start `python3 course.py lab`; `--mend` does that.",
                mend=("environment", "anew") if is_ours(root, python) else (),
            )
        ]


# ---- tools -------------------------------------------------------------------------------------------------------


def is_ours(root: Path, python: Path) -> bool:
    """Whether this is the interpreter of the environment that course.py makes, rather than conda's or Binder's."""
    # not resolved: the interpreter of an environment is a link to the one that it was made from
    return python.is_relative_to(root / ".venv")


def setup_program(root: Path) -> ModuleType:
    """course.py of that folder, as a module."""
    import importlib.util

    spec = importlib.util.spec_from_file_location("racecourse_setup", root / "course.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(python: Path, program: str, cwd: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run a program in another interpreter, without what the reader's shell or folder would put in its way."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    command = [str(python), "-P", "-c", program]
    try:
        return subprocess.run(
            command,
            cwd=cwd,
            env=environment | {"PYTHONUTF8": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=PATIENCE,
        )
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 1, "", "it did not answer")
    except OSError as error:
        return subprocess.CompletedProcess(command, 1, "", str(error))


def last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "without a word"


def base_python() -> str:
    """The interpreter that environments are made from: this one's, when this one is an environment's."""
    return str(getattr(sys, "_base_executable", None) or sys.executable)
