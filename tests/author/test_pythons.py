"""`course test --all-pythons` finds the Pythons of the machine that work."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from helpers.author.pythons import Python, find_pythons, make_environment

HERE = sys.version_info[:2]
NAME = f"python{HERE[0]}.{HERE[1]}"

pytestmark = pytest.mark.only_on("linux", "darwin")


def script(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)
    return path


@pytest.fixture
def empty_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    return tmp_path


def this_python(path: Path) -> Path:
    return script(path, f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')


def test_a_machine_without_other_pythons_has_none(empty_machine: Path) -> None:
    assert find_pythons([(3, 11), (3, 12)]) == {}


def test_a_python_on_the_path_is_found(empty_machine: Path) -> None:
    path = this_python(empty_machine / "bin" / NAME)
    assert find_pythons([HERE]) == {HERE: Python(HERE, path)}


def test_a_stand_in_that_starts_nothing_is_passed_over(empty_machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script(empty_machine / "bin" / NAME, "#!/bin/sh\nexit 127\n")
    real = this_python(empty_machine / "other" / NAME)
    monkeypatch.setenv("PATH", os.pathsep.join([str(empty_machine / "bin"), str(empty_machine / "other")]))
    assert find_pythons([HERE])[HERE].executable == real


def test_a_python_that_calls_itself_by_another_version_is_passed_over(empty_machine: Path) -> None:
    this_python(empty_machine / "bin" / "python3.99")
    assert find_pythons([(3, 99)]) == {}


def test_the_newest_patch_release_of_pyenv_is_taken(empty_machine: Path) -> None:
    versions = empty_machine / "pyenv" / "versions"
    for patch in (2, 9, 10):
        this_python(versions / f"{HERE[0]}.{HERE[1]}.{patch}" / "bin" / NAME)
    this_python(versions / f"{HERE[0]}.{HERE[1]}.11-debug" / "bin" / NAME)
    assert find_pythons([HERE])[HERE].executable.parents[1].name == f"{HERE[0]}.{HERE[1]}.10"


def test_an_environment_is_made_once_and_again_when_its_lock_changes(tmp_path: Path) -> None:
    lock = tmp_path / "nothing.txt"
    lock.write_text("# nothing to install\n")
    python = Python(HERE, Path(sys.executable))
    interpreter = make_environment(python, tmp_path / "env", lock)
    mark = tmp_path / "env" / "mark"
    mark.touch()
    assert make_environment(python, tmp_path / "env", lock) == interpreter
    assert mark.exists()
    lock.write_text("# still nothing\n")
    assert make_environment(python, tmp_path / "env", lock).exists()
    assert not mark.exists()
