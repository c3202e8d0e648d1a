"""The ways into a published course: addresses for its README, and notebooks that Colab can open.

The course does not know where it is published, so this is asked for: `course author doors https://github.com/...`.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import nbformat
from nbformat.v4 import new_code_cell

FIRST_LESSON = "notebooks/00-start-here.ipynb"
COLAB_BRANCH = "colab"

# Colab has one file and none of the course. A kernel that has the course does nothing here, and says nothing.
COLAB_CELL = """\
# Colab: fetches the course. Elsewhere this cell does nothing.
import importlib.util, os, subprocess, sys

if importlib.util.find_spec("helpers") is None:
    subprocess.run(["git", "clone", "--quiet", "--depth=1", "{repository}", "racecourse"], check=True)
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", {needed}], check=True)
    sys.path.insert(0, os.path.abspath("racecourse"))
    %cd -q racecourse/{folder}"""

# Of the course's packages those that Colab lacks. It brings Jupyter's, matplotlib, psutil, requests, rich and typer.
COLAB_LACKS = ("anywidget", "celery", "greenlet", "h11")


class DoorsError(ValueError):
    """The address is not that of a repository on GitHub."""


def addresses(repository: str) -> dict[str, str]:
    """Markdown for the README, by the name of the door.

    Args:
        repository: such as `https://github.com/OWNER/NAME`.

    Raises:
        DoorsError: it is another kind of address.
    """
    name = _name(repository)
    lesson = quote(f"lab/tree/{FIRST_LESSON}", safe="")
    return {
        "Binder": f"[![Start on Binder](https://mybinder.org/badge_logo.svg)]"
        f"(https://mybinder.org/v2/gh/{name}/HEAD?urlpath={lesson})",
        "Colab": f"[Open in Colab](https://colab.research.google.com/github/{name}/blob/{COLAB_BRANCH}/{FIRST_LESSON})",
        "nbviewer": f"[Read on nbviewer](https://nbviewer.org/github/{name}/tree/HEAD/notebooks/)",
    }


def write_colab(root: Path, repository: str, out: Path) -> list[Path]:
    """Write every lesson and every chapter of exercises with a first cell that fetches the course.

    Args:
        root: the project's folder.
        repository: its address, or a path, as `git clone` takes it.
        out: the folder for the notebooks, laid out like the project. Published as the branch `colab`.

    Returns:
        the files.
    """
    written = []
    for path in _notebooks(root):
        place = path.relative_to(root)
        notebook = colab_notebook(nbformat.read(path, as_version=4), root, repository, place.parent.as_posix())
        target = out / place
        target.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, target)
        written.append(target)
    return written


def colab_notebook(notebook: Any, root: Path, repository: str, folder: str) -> Any:
    """A notebook with the cell in front of its first code cell."""
    changed = copy.deepcopy(notebook)
    needed = ", ".join(f'"{name}=={version}"' for name, version in _locked(root))
    cell = new_code_cell(COLAB_CELL.format(repository=repository, needed=needed, folder=folder), id="colab")
    first = next(index for index, cell in enumerate(changed.cells) if cell.cell_type == "code")
    changed.cells.insert(first, cell)
    return changed


def _locked(root: Path) -> Iterator[tuple[str, str]]:
    """Name and version of what Colab lacks, from the lock."""
    for line in (root / "requirements" / "course.txt").read_text(encoding="utf-8").splitlines():
        name, _, rest = line.partition("==")
        if name.split("[")[0] in COLAB_LACKS:
            yield name, rest.split()[0].split(";")[0]


def _notebooks(root: Path) -> list[Path]:
    return [*sorted((root / "notebooks").glob("[0-9][0-9]-*.ipynb")), *sorted((root / "release").glob("*/*.ipynb"))]


def _name(repository: str) -> str:
    parts = urlsplit(repository)
    name = parts.path.strip("/").removesuffix(".git")
    if parts.hostname != "github.com" or name.count("/") != 1:
        raise DoorsError(f"{repository} is not the address of a repository, such as https://github.com/OWNER/NAME.")
    return name
