"""The folder of a notebook's modules: made once, told apart from those of other kernels, and tidied."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from helpers.notebook import module_folder
from helpers.notebook.module_folder import ModuleFolder, project


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A project's folder for modules, in a project of its own."""
    monkeypatch.setattr(module_folder, "project", lambda: tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))
    parent = tmp_path / ".racecourse" / "answers"
    parent.mkdir(parents=True)
    return parent


def test_what_killed_kernels_of_this_machine_left_is_removed_and_nothing_else(folder):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    host = module_folder._host()
    names = [f"{host}-{gone.pid}-a", f"{host}-{os.getppid()}-b", f"otherhost-{gone.pid}-c", "notes"]
    for name in names:
        (folder / name).mkdir()
    own = ModuleFolder().path
    assert {path.name for path in folder.iterdir()} == {*names[1:], own.name}


def test_each_new_module_gives_the_folder_a_time_that_it_never_had(folder):
    modules = ModuleFolder()
    times = set()
    for number in range(5):
        assert modules.write(f"m{number}", "x = 1").read_text() == "x = 1"
        # some file systems keep times in steps of two seconds
        times.add(os.stat(modules.path).st_mtime_ns // 2_000_000_000)
    assert len(times) == 5
    assert str(modules.path) in sys.path


def test_where_the_project_cannot_be_written_the_folder_is_a_temporary_one(tmp_path, monkeypatch):
    file = tmp_path / "no folder"
    file.write_text("")
    monkeypatch.setattr(module_folder, "project", lambda: file)
    monkeypatch.setattr(sys, "path", list(sys.path))
    place = ModuleFolder().path
    assert place.is_dir()
    assert not place.is_relative_to(tmp_path)


def test_the_project_is_found_from_the_package_wherever_one_works(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = project()
    assert found is not None
    assert (found / "helpers" / "notebook").is_dir()
