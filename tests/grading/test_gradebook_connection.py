"""A grading run shares one connection to the gradebook, and leaves nbgrader and the file as they were."""

from __future__ import annotations

import os
import sqlite3
import sysconfig
from pathlib import Path

import jsonschema
import pytest
from nbgrader import api
from nbgrader.nbgraderformat import common

from helpers.grading.gradebook import shared_gradebook


@pytest.fixture(autouse=True)
def alembic_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """nbgrader starts it by name when it makes a gradebook; nbgrader_config.py does the same."""
    monkeypatch.setenv("PATH", os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")]))


def url(folder: Path) -> str:
    return f"sqlite:///{folder / 'gradebook.db'}"


def test_gradebooks_share_an_engine_and_what_one_writes_the_next_one_reads(tmp_path: Path) -> None:
    with shared_gradebook():
        with api.Gradebook(url(tmp_path), "course") as first:
            first.add_student("ada")
        with api.Gradebook(url(tmp_path), "course") as second:
            assert [student.id for student in second.students] == ["ada"]
        assert first.engine is second.engine


def test_a_new_gradebook_says_which_version_of_the_tables_it_has_as_nbgrader_says_it(tmp_path: Path) -> None:
    with shared_gradebook(), api.Gradebook(url(tmp_path), "course") as gradebook:
        (version,) = gradebook.db.execute(api.text("SELECT version_num FROM alembic_version")).one()
    assert version == api.get_alembic_version()


def test_another_program_reads_while_the_run_writes(tmp_path: Path) -> None:
    with shared_gradebook(), api.Gradebook(url(tmp_path), "course") as gradebook:
        gradebook.add_student("ada")
        gradebook.db.add(api.Student(id="bob"))
        gradebook.db.flush()  # written, and not committed
        with sqlite3.connect(tmp_path / "gradebook.db", timeout=0) as reader:
            assert reader.execute("SELECT id FROM student").fetchall() == [("ada",)]


def test_afterwards_the_gradebook_is_one_file_and_nbgrader_is_as_before(tmp_path: Path) -> None:
    before = api.create_engine, api.Base.metadata.create_all, api.Gradebook.close, common.jsonschema
    with shared_gradebook(), api.Gradebook(url(tmp_path), "course") as gradebook:
        gradebook.add_student("ada")
    assert (api.create_engine, api.Base.metadata.create_all, api.Gradebook.close, common.jsonschema) == before
    assert [path.name for path in tmp_path.iterdir()] == ["gradebook.db"]
    with sqlite3.connect(tmp_path / "gradebook.db") as reader:
        assert reader.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert reader.execute("SELECT id FROM student").fetchall() == [("ada",)]


def test_wrong_metadata_is_still_refused() -> None:
    schema = {"type": "object", "properties": {"points": {"type": "number"}}}
    with shared_gradebook():
        common.jsonschema.validate({"points": 1}, schema)
        with pytest.raises(jsonschema.ValidationError, match="is not of type 'number'"):
            common.jsonschema.validate({"points": "many"}, schema)
