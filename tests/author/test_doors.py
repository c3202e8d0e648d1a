"""The ways into a published course."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from helpers.author import doors

PROJECT = Path(__file__).resolve().parents[2]


def test_the_badge_opens_the_first_lesson() -> None:
    text = doors.addresses("https://github.com/someone/racecourse")["Binder"]
    assert (
        "https://mybinder.org/v2/gh/someone/racecourse/HEAD?urlpath=lab%2Ftree%2Fnotebooks%2F00-start-here.ipynb"
        in text
    )
    assert (PROJECT / doors.FIRST_LESSON).exists()


@pytest.mark.parametrize("address", ["https://example.org/a/b", "https://github.com/someone", "racecourse"])
def test_an_address_that_is_no_repository_is_said_to_be_none(address: str) -> None:
    with pytest.raises(doors.DoorsError, match="OWNER/NAME"):
        doors.addresses(address)


def test_every_notebook_gets_the_cell_that_fetches_the_course_and_stays_as_it_was(tmp_path: Path) -> None:
    written = doors.write_colab(PROJECT, "https://github.com/someone/racecourse", tmp_path)
    assert len(written) == len([*PROJECT.glob("notebooks/*.ipynb"), *PROJECT.glob("release/*/*.ipynb")])
    for path in written:
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        (added,) = [cell for cell in notebook.cells if cell.id == "colab"]
        first = next(cell for cell in notebook.cells if cell.cell_type == "code")
        assert first is added
        assert "greenlet==" in added.source
        original = nbformat.read(PROJECT / path.relative_to(tmp_path), as_version=4)
        assert [cell for cell in notebook.cells if cell.id != "colab"] == original.cells


def run(cell: str, folder: Path, path: list[Path]) -> subprocess.CompletedProcess[str]:
    """Run a cell in a kernel's shell, where only these folders are searched for packages, then load the course."""
    program = (
        "import os, sys\n"
        "nothing = lambda entry: 'site-packages' in entry or os.path.isdir(os.path.join(entry, 'helpers'))\n"
        f"sys.path[:] = [entry for entry in sys.path if not nothing(entry)] + {[*map(str, path)]!r}\n"
        "from IPython.core.interactiveshell import InteractiveShell\n"
        "shell = InteractiveShell.instance()\n"
        f"shell.run_cell({cell!r}).raise_error()\n"
        "print('the cell is done')\n"
        "shell.run_line_magic('load_ext', 'helpers.notebook')\n"
        "import helpers, os; print(helpers.__file__, os.getcwd())\n"
    )
    environment = {**os.environ, "IPYTHONDIR": str(folder / "ipython"), "GIT_CONFIG_GLOBAL": os.devnull}
    return subprocess.run(
        [sys.executable, "-I", "-c", program], cwd=folder, env=environment, capture_output=True, text=True
    )


@pytest.mark.needs("git")
def test_the_cell_fetches_the_course_where_it_is_missing_and_is_silent_where_it_is_not(tmp_path: Path) -> None:
    published, colab = tmp_path / "published", tmp_path / "colab"
    colab.mkdir()
    for name in ("helpers", "notebooks"):
        shutil.copytree(PROJECT / name, published / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    shutil.copy(PROJECT / "course.py", published)
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main", "-C"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        subprocess.run([*git, str(published), *words], check=True)
    notebook = nbformat.read(PROJECT / doors.FIRST_LESSON, as_version=4)
    changed = doors.colab_notebook(notebook, PROJECT, published.as_uri(), "notebooks")
    (cell,) = [cell.source for cell in changed.cells if cell.id == "colab"]
    # the packages are lent by this environment, so pip has nothing to do
    (lent,) = [Path(entry) for entry in sys.path if (Path(entry) / "greenlet").is_dir()]
    without_pip = cell.replace('"-m", "pip"', '"-c", "pass"')
    done = run(without_pip, colab, [lent])
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1].startswith(str(colab / "racecourse" / "helpers"))
    assert done.stdout.splitlines()[-1].endswith(str(Path("racecourse", "notebooks")))
    # where the course is there, the cell fetches nothing
    shutil.rmtree(colab / "racecourse")
    done = run(cell, colab, [PROJECT, lent])
    assert done.stdout.splitlines()[0] == "the cell is done", done.stdout + done.stderr
    assert not (colab / "racecourse").exists()


def test_what_the_ways_in_promise_is_there() -> None:
    import json
    import re

    text = (PROJECT / "docs" / "learners.md").read_text(encoding="utf-8")
    locked = (PROJECT / "requirements" / "course.txt").read_text(encoding="utf-8")
    assert "Notebook 7 is in the environment" in text
    assert re.search(r"^notebook==7\.", locked, re.MULTILINE)
    assert re.search(r"^jupyter-offlinenotebook==", locked, re.MULTILINE)
    recommended = json.loads((PROJECT / ".vscode" / "extensions.json").read_text(encoding="utf-8"))["recommendations"]
    assert {"ms-python.python", "ms-toolsai.jupyter"} <= set(recommended)
    settings = json.loads((PROJECT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    # a notebook runs in its own folder, as in JupyterLab
    assert settings["jupyter.notebookFileRoot"] == "${fileDirname}"
