"""What a check says below its verdict: what to read, where the next hint is, and that the answer is not saved."""

from __future__ import annotations

import json
import os

import pytest

pytest.importorskip("IPython", reason="this environment has no Jupyter")

from learner import Learner

from helpers.checker import check
from helpers.exercises import assemble
from helpers.notebook import help as setting
from helpers.notebook.advice import advice_on
from helpers.notebook.progress_keeper import keeper, record
from helpers.notebook.saved import not_saved, notebook_path
from helpers.notebook.verdicts import ShownVerdict

ANSWER = "%%exercise 04-1\nanswer = {4}"


@pytest.fixture
def learner(tmp_path, monkeypatch) -> Learner:
    return Learner.sits_down(tmp_path, monkeypatch)


@pytest.fixture(scope="module")
def failed():
    return check("04-1", "answer = {4}")


def notebook(folder, *sources: str):
    path = folder / "mine.ipynb"
    cells = [{"cell_type": "code", "source": source.splitlines(keepends=True)} for source in sources]
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    return path


def test_a_failing_check_names_the_section_and_the_next_hint_in_text_and_html(learner, failed):
    shown = ShownVerdict.of(failed, None, advice_on(failed, (), ""))._repr_mimebundle_()
    for form in ("text/plain", "text/html"):
        assert "Take one line apart into three steps" in shown[form]
        assert "../../notebooks/04-race-conditions.ipynb#cell-id=steps" in shown[form]
        assert "the first of 3 hints" in shown[form]
    record("hint", "04-1", "1")
    assert "the second of 3 hints" in advice_on(failed, keeper().entries(), "").to_text()
    record("hint", "04-1", "3")
    assert "Stuck" not in advice_on(failed, keeper().entries(), "").to_text()


def test_a_right_answer_needs_no_advice_but_to_be_saved(learner):
    passed = check("04-1", "answer = {2, 3, 4}")
    assert advice_on(passed, (), "").to_text() == ""
    assert advice_on(passed, (), "Save it.").to_text() == "Save it."


def test_where_the_teacher_has_switched_help_off_only_what_is_unsaved_is_said(learner, failed, tmp_path, monkeypatch):
    (tmp_path / "nbgrader_config.py").write_text("c.Racecourse.help = False\n")
    monkeypatch.setattr(setting, "config_folders", lambda: (tmp_path,))
    advice = advice_on(failed, (), "Save it.")
    assert advice.to_text() == "Save it."
    assert "notebooks/" not in ShownVerdict.of(failed, None, advice)._repr_mimebundle_()["text/html"]


def test_a_setting_that_cannot_be_read_counts_as_off(learner, failed, tmp_path, monkeypatch):
    (tmp_path / "nbgrader_config.py").write_text("c.Racecourse.help = (\n")
    monkeypatch.setattr(setting, "config_folders", lambda: (tmp_path,))
    assert advice_on(failed, (), "").to_text() == ""


@pytest.mark.parametrize(
    ("saved", "is_told"),
    [
        ([ANSWER], False),
        ([f"\n{ANSWER}\n\n"], False),
        (["x = 1", ANSWER, "check('04-1')"], False),
        (["%%exercise 04-1\nanswer = {...}"], True),
        (["%%exercise 04-2\nanswer = ''"], False),
        ([], False),
    ],
)
def test_what_the_file_does_not_have_is_told_and_where_nobody_can_know_nothing_is_said(tmp_path, saved, is_told):
    path = notebook(tmp_path, *saved)
    said = not_saved(path, "04-1", assemble([ANSWER], "04-1"))
    assert bool(said) == is_told
    assert ("mine.ipynb" in said and "Ctrl+S" in said) == is_told


@pytest.mark.parametrize("content", ["", "{", "[]", '{"cells": [1, {"cell_type": "code"}]}'])
def test_a_file_that_is_no_notebook_says_nothing(tmp_path, content):
    path = tmp_path / "mine.ipynb"
    path.write_text(content)
    assert not_saved(path, "04-1", assemble([ANSWER], "04-1")) == ""
    assert not_saved(None, "04-1", assemble([ANSWER], "04-1")) == ""


def test_the_notebooks_file_is_known_from_the_server_or_from_vs_code_if_it_is_there(tmp_path, monkeypatch):
    path = notebook(tmp_path, ANSWER)
    monkeypatch.setenv("JPY_SESSION_NAME", str(path))
    assert notebook_path({}) == path
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "gone.ipynb"))
    assert notebook_path({}) is None
    assert notebook_path({"__vsc_ipynb_file__": str(path)}) == path
    for useless in ("mine.ipynb", "a-session-id", ""):
        monkeypatch.setenv("JPY_SESSION_NAME", useless)
        assert notebook_path({"__vsc_ipynb_file__": 3}) is None


def test_in_a_kernel_a_check_is_recorded_and_nbgraders_own_run_is_not(tmp_path):
    nbclient = pytest.importorskip("nbclient")
    nbformat = pytest.importorskip("nbformat")
    file = tmp_path / "progress.json"
    cells = [
        "%load_ext helpers.notebook",
        "%%exercise 04-1\nanswer = {...}",
        'check("04-1")',
        ANSWER,
        'check("04-1")',
        "import os\nos.environ['NBGRADER_EXECUTION'] = 'validate'",
        'check("04-1")',
        'solution("04-1")',
    ]
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    environment = {**os.environ, "RACECOURSE_PROGRESS": str(file)}
    environment.pop("JPY_SESSION_NAME", None)
    nbclient.NotebookClient(book, timeout=120, allow_errors=True).execute(env=environment)
    rows = json.loads(file.read_text(encoding="utf-8"))["entries"]
    assert [(row[1], row[2], row[3], row[5]) for row in sorted(rows, key=lambda row: row[3])] == [
        ("solution", "04-1", "after-attempt", 1),
        ("check", "04-1", "failed", 1),
        ("check", "04-1", "starter", 1),
    ]
    (failed,) = [row for row in rows if row[3] == "failed"]
    assert failed[7] == {"M02": 1}
    assert "answer = {2, 3, 4}" in book.cells[-1].outputs[0].data["text/plain"]


def test_on_binder_a_check_says_once_what_to_do_before_the_machine_goes(learner, monkeypatch):
    passed = check("04-1", "answer = {2, 3, 4}")
    answer = assemble([ANSWER], "04-1")
    assert not_saved(None, "04-1", answer) == ""
    monkeypatch.setenv("BINDER_LAUNCH_HOST", "https://hub.example/")
    monkeypatch.setattr("helpers.notebook.saved._said", set())
    shown = advice_on(passed, (), not_saved(None, "04-1", answer))
    assert "`save_progress()`" in shown.to_text()
    assert "save_progress()</code>" in shown.to_html()
    assert not_saved(None, "04-1", answer) == ""
