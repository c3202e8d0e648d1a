"""Cells that only some Pythons can run: what they claim where they run, and what they say where they do not."""

from __future__ import annotations

import dataclasses
import platform
import re

import pytest

pytest.importorskip("IPython", reason="this environment has no Jupyter")

from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from lesson_reading import LESSONS, lesson, read
from traitlets.config import Config

from helpers.machine import feature, features, this_machine
from helpers.notebook.only_with import OnlyWithMagics, ShownRecord
from helpers.notebook.refusal import Refusal

CELLS = {
    cell.id: cell.text.split("\n")[0].split()[1]
    for path in LESSONS
    for cell in read(path).cells
    if cell.kind == "code" and cell.text.startswith("%%only_with")
}


@pytest.fixture
def shell(tmp_path):
    shell = InteractiveShell(ipython_dir=str(tmp_path), config=Config({"HistoryManager": {"enabled": False}}))
    shell.register_magics(OnlyWithMagics)
    return shell


def run(shell: InteractiveShell, source: str) -> str:
    """What a cell prints and shows."""
    with capture_output() as captured:
        result = shell.run_cell(source)
    result.raise_error()
    return captured.stdout + "".join(str(output) for output in captured.outputs)


def with_feature(monkeypatch, name: str, is_here: bool) -> None:
    table = [
        dataclasses.replace(known, is_here=lambda: is_here) if known.name == name else known
        for known in features.FEATURES
    ]
    monkeypatch.setattr(features, "FEATURES", tuple(table))


def test_the_lessons_have_such_cells_and_they_name_features_that_there_are():
    assert set(CELLS.values()) == {known.name for known in features.FEATURES}


@pytest.mark.parametrize("name", sorted(set(CELLS.values())))
def test_where_it_is_missing_the_cell_does_not_run_and_what_is_shown_is_marked_as_recorded(shell, monkeypatch, name):
    with_feature(monkeypatch, name, False)
    shown = run(shell, f"%%only_with {name}\nraise SystemExit")
    assert f"Not run: this Python, {platform.python_implementation()} {platform.python_version()}, has" in shown
    assert re.search(r"Recorded with .*CPython 3\.14.*, not here: .*\.", shown)
    assert "https://docs.python.org/3.14/" in shown
    known = feature(name)
    html = ShownRecord(known, "CPython 3.11.7")._repr_html_()
    assert known.recorded in html
    assert known.recorded_on in html


@pytest.mark.parametrize("name", sorted(set(CELLS.values())))
def test_where_it_is_here_the_cell_runs_as_any_cell(shell, monkeypatch, name):
    with_feature(monkeypatch, name, True)
    assert run(shell, f"%%only_with {name}\nx = 6\nprint(x * 7)").strip() == "42"
    assert shell.user_ns["x"] == 6
    with capture_output(), pytest.raises(Refusal):
        shell.run_cell(f"%%only_with {name}\n1 / 0").raise_error()


def test_a_feature_that_is_unknown_is_told_with_those_that_there_are(shell):
    with capture_output(), pytest.raises(Refusal, match="There is no feature 'speed': there are interpreters, free-"):
        shell.run_cell("%%only_with speed\npass").raise_error()


def test_the_machine_says_the_same_as_the_features():
    machine = this_machine()
    assert machine.interpreters == feature("interpreters").is_here()
    assert (not machine.gil_enabled) == feature("free-threading").is_here()
    text = machine.to_text()
    assert ("several in one process" in text) == machine.interpreters
    assert machine.start_method in machine.start_methods
    assert all(method in text for method in machine.start_methods)


@pytest.mark.since_python(3, 14)
def test_another_interpreter_of_the_same_process_runs_the_function():
    nbclient = pytest.importorskip("nbclient")
    nbformat = pytest.importorskip("nbformat")
    cells = ["%load_ext helpers.notebook\nimport os", lesson("08").cell("hand-interpreters-run").text]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    nbclient.NotebookClient(notebook, timeout=120).execute()
    text = "".join(output.get("text", "") for output in notebook.cells[1].outputs)
    assert text == "the same process: True\nthe same interpreter: False\n"


def test_the_cell_on_threads_that_count_runs_on_every_build_and_says_how_many_cores_were_busy(shell, monkeypatch):
    with_feature(monkeypatch, "free-threading", True)
    source = lesson("02").cell("free-run").text.replace("5_000_000", "20_000")
    run(shell, "from threading import Thread")
    assert re.fullmatch(r"\d+\.\d cores were busy here, just now\n", run(shell, source))
