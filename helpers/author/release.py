"""Builds `release/`, what students get, from `source/`, and tells where the two have drifted apart.

nbgrader's own `generate_assignment` makes each chapter, in a temporary folder and without the gradebook. It gives the
same bytes every time, so `release/` can be committed and compared.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEND = "run `course author release`"


class ReleaseError(RuntimeError):
    """nbgrader did not make a chapter; the message is what it said."""


def build(root: Path) -> list[str]:
    """Make `release/` equal to what `source/` gives.

    Args:
        root: the project's folder.

    Returns:
        the files that were written or removed, relative to `root`.

    Raises:
        ReleaseError: when nbgrader refuses a chapter. Nothing is changed then.
    """
    release = root / "release"
    with generated(root) as fresh:
        wanted, present = contents(fresh), contents(release)
        changed = sorted(name for name in wanted.keys() | present.keys() if wanted.get(name) != present.get(name))
        for name in changed:
            target = release / name
            if name in wanted:
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(fresh / name, target)
            else:
                target.unlink()
    for folder in sorted(release.glob("**/"), reverse=True):
        if folder != release and not any(folder.iterdir()):
            folder.rmdir()
    return [f"release/{name}" for name in changed]


def drift(root: Path) -> list[str]:
    """How `release/` differs from what `source/` gives: a sentence for each file, none when they agree.

    Raises:
        ReleaseError: when nbgrader refuses a chapter.
    """
    with generated(root) as fresh:
        wanted, present = contents(fresh), contents(root / "release")
    problems = []
    for name in sorted(wanted.keys() | present.keys()):
        if name not in present:
            problems.append(f"release/{name} is missing: {MEND}.")
        elif name not in wanted:
            problems.append(
                f"release/{name} does not come from source/: move it elsewhere, or {MEND}, which removes it."
            )
        elif wanted[name] != present[name]:
            problems.append(f"release/{name} is not what source/ gives: edit source/, not release/, and {MEND}.")
    return problems


@contextmanager
def generated(root: Path) -> Iterator[Path]:
    """A temporary folder that holds every chapter as nbgrader makes it from `source/`."""
    with tempfile.TemporaryDirectory(prefix="racecourse-release-") as folder:
        if wanted := chapters(root):
            generate(root, wanted, Path(folder))
        yield Path(folder)


def chapters(root: Path) -> list[str]:
    """The chapters that have exercises: the folders of `source/`, such as `04-race-conditions`."""
    return sorted(folder.name for folder in (root / "source").glob("*") if folder.is_dir())


def generate(root: Path, wanted: list[str], release: Path) -> None:
    """Have nbgrader make chapters, in a process of their own."""
    program = Path(__file__).with_name("generating.py")
    command = [sys.executable, "-P", str(program), str(root), str(release), *wanted]
    done = subprocess.run(command, cwd=root, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    missing = [chapter for chapter in wanted if not (release / chapter).is_dir()]
    if done.returncode != 0 or missing:
        begun = re.findall(r"^chapter: (.*)$", done.stdout, re.MULTILINE)
        chapter = (begun[-1:] if done.returncode else missing[:1]) or ["a chapter"]
        said = re.findall(r"(?:ERROR|CRITICAL)\S* (.*)", done.stdout) or done.stdout.strip().splitlines()[-1:]
        raise ReleaseError(f"nbgrader cannot make {chapter[0]} from source/: {' '.join(said[:1]) or 'it says nothing'}")


def contents(folder: Path) -> dict[str, bytes]:
    """The files below a folder, by their paths relative to it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".ipynb_checkpoints" not in path.parts
    }
