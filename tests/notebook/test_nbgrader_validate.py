"""What stock `nbgrader validate` prints for a notebook of ours."""

from __future__ import annotations

import io

import pytest

nbformat = pytest.importorskip("nbformat", reason="this environment has no Jupyter")
validator = pytest.importorskip("nbgrader.validator", reason="this environment has no nbgrader")


def printed_for(answer: str, tmp_path, monkeypatch) -> str:
    metadata = {"grade": True, "solution": False, "locked": True, "points": 3, "grade_id": "test", "schema_version": 3}
    metadata["task"] = False
    test_cell = nbformat.v4.new_code_cell('check("04-1")', metadata={"nbgrader": metadata})
    cells = [nbformat.v4.new_code_cell(source) for source in ("%load_ext helpers.notebook", answer)]
    path = tmp_path / "notebook.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[*cells, test_cell]), path)
    # the command sets it around execution
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    stream = io.StringIO()
    validate = validator.Validator(ignore_checksums=True)
    validate.stream = stream
    validate.validate_and_print(str(path))
    return stream.getvalue()


def test_a_right_answer_passes(tmp_path, monkeypatch):
    printed = printed_for("%%exercise 04-1\nanswer = {2, 3, 4}", tmp_path, monkeypatch)
    assert printed == "Success! Your notebook passes all the tests.\n"


def test_a_wrong_answer_shows_its_interleaving_uncut(tmp_path, monkeypatch):
    printed = printed_for("%%exercise 04-1\nanswer = {4}", tmp_path, monkeypatch)
    assert "VALIDATION FAILED ON 1 CELL" in printed
    assert "Your set misses a value" in printed
    assert "step | M" in printed
    assert "..." not in printed.replace("... ", "")
    assert "Traceback" not in printed
