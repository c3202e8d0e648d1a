"""A submission's folder may hold links, pipes and heaps: only plain files are copied, and the teacher is told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from helpers.grading import submitted_folder
from helpers.grading.submitted_folder import folder_notes, plain_files

pytestmark = pytest.mark.only_on("linux", "darwin")


def names(folder: Path) -> list[str]:
    return [os.path.relpath(path, folder) for path in plain_files(str(folder), ["*.ipynb"])[0]]


def texts(folder: Path) -> str:
    return "\n".join(note.text for note in folder_notes(folder, ["*.ipynb"]))


def test_plain_files_are_copied_and_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for name in ("04.ipynb", "data/a.csv", "b.txt"):
        (tmp_path / name).write_text("x")

    assert names(tmp_path) == ["b.txt", "data/a.csv"] or names(tmp_path) == ["data/a.csv", "b.txt"]
    assert texts(tmp_path) == ""


def test_links_and_pipes_are_not_copied(tmp_path: Path) -> None:
    (tmp_path / "outside").write_text("the teacher's")
    folder = tmp_path / "submission"
    folder.mkdir()
    os.symlink(tmp_path / "outside", folder / "link")
    os.symlink("/", folder / "everything")
    os.symlink("/dev/zero", folder / "timestamp.txt")
    os.mkfifo(folder / "pipe")

    assert names(folder) == []
    for name in ("link", "everything", "timestamp.txt", "pipe"):
        assert f"`{name}` is " in texts(folder)


def test_heaps_are_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(submitted_folder, "MOST_FILES", 5)
    monkeypatch.setattr(submitted_folder, "MOST_BYTES", 1000)
    monkeypatch.setattr(submitted_folder, "DEEPEST", 2)
    (tmp_path / "a" / "b" / "c" / "d").mkdir(parents=True)
    (tmp_path / "large").write_bytes(bytes(2000))
    for number in range(9):
        (tmp_path / f"small-{number}").write_text("x")

    assert names(tmp_path) == [f"small-{number}" for number in range(5)]
    assert "`large` is too large" in texts(tmp_path)
    assert "`small-5` is one of more than 5 files" in texts(tmp_path)
    assert "`a/b/c` lies more than 2 folders deep" in texts(tmp_path)


def test_what_python_would_run_unasked_is_named(tmp_path: Path) -> None:
    (tmp_path / "helpers").mkdir()
    (tmp_path / "sitecustomize.py").write_text("")
    (tmp_path / "x.pth").write_text("import os")

    for name in ("helpers", "sitecustomize.py", "x.pth"):
        assert f"lies `{name}`" in texts(tmp_path)
