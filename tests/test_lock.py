"""The locks in requirements/, pyproject.toml and environment.yml say the same."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from itertools import product
from pathlib import Path

import pytest
import yaml
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

PROJECT = Path(__file__).resolve().parent.parent
PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))

# Environments that the locks must serve: every supported Python on every system.
SYSTEMS = {
    "linux": {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux"},
    "macos": {"sys_platform": "darwin", "os_name": "posix", "platform_system": "Darwin"},
    "windows": {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows"},
}
PYTHONS = ["3.11", "3.12", "3.13", "3.14", "3.15"]


def entries(lock: str) -> list[tuple[Requirement, list[str]]]:
    """The requirements of a lock, each with its hashes."""
    text = (PROJECT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    found = []
    for entry in text.replace("\\\n", " ").splitlines():
        if entry.strip() and not entry.startswith("#"):
            requirement, *hashes = re.split(r"\s+--hash=", entry.strip())
            found.append((Requirement(requirement), hashes))
    return found


def chosen(lock: str, environment: dict[str, str]) -> list[tuple[str, str]]:
    """Name and version of what a lock installs in an environment."""
    return [
        (requirement.name, str(requirement.specifier).removeprefix("=="))
        for requirement, _ in entries(lock)
        if requirement.marker is None or requirement.marker.evaluate(environment)
    ]


def wanted_here(lock: str) -> dict[str, str]:
    """What a lock installs with this Python on this machine."""
    return dict(chosen(lock, dict(default_environment())))


def environment(python: str, system: str) -> dict[str, str]:
    return {
        **default_environment(),
        **SYSTEMS[system],
        "python_version": python,
        "python_full_version": f"{python}.9",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }


def declared() -> dict[str, list[str]]:
    """What pyproject.toml asks for in each lock."""
    project, groups = PYPROJECT["project"], PYPROJECT["dependency-groups"]
    course = [*project["dependencies"], *groups["build"]]
    return {
        "course": course,
        "test": [
            *course,
            *(text for extra in ("test", "site", "teach") for text in project["optional-dependencies"][extra]),
        ],
        "engine": groups["engine"],
    }


@pytest.mark.parametrize("lock", ["course", "test", "engine"])
def test_every_entry_of_a_lock_is_pinned_and_has_hashes(lock: str) -> None:
    for requirement, hashes in entries(lock):
        assert re.fullmatch(r"==[^*,]+", str(requirement.specifier)), requirement
        assert hashes, requirement
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", value) for value in hashes)
        assert requirement.url is None


@pytest.mark.parametrize("lock", ["course", "test", "engine"])
def test_a_lock_names_no_package_index_and_no_folder(lock: str) -> None:
    text = (PROJECT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    options = [line for line in text.splitlines() if line.lstrip().startswith("-") and "--hash=sha256:" not in line]
    assert options == []
    assert "://" not in text


@pytest.mark.parametrize(("lock", "python", "system"), list(product(["course", "test", "engine"], PYTHONS, SYSTEMS)))
def test_a_lock_gives_one_version_of_each_package_everywhere(lock: str, python: str, system: str) -> None:
    packages = chosen(lock, environment(python, system))
    names = [name for name, _ in packages]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize(("lock", "python", "system"), list(product(["course", "test", "engine"], PYTHONS, SYSTEMS)))
def test_a_lock_gives_what_pyproject_asks_for(lock: str, python: str, system: str) -> None:
    versions = dict(chosen(lock, environment(python, system)))
    for text in declared()[lock]:
        requirement = Requirement(text)
        assert requirement.name in versions
        assert versions[requirement.name] in requirement.specifier, requirement


@pytest.mark.parametrize("python", PYTHONS)
def test_the_locks_do_not_contradict_each_other(python: str) -> None:
    test = chosen("test", environment(python, "linux"))
    for lock in ("course", "engine"):
        assert set(chosen(lock, environment(python, "linux"))) <= set(test)


def test_conda_and_binder_get_the_versions_of_the_lock() -> None:
    conda = yaml.safe_load((PROJECT / "environment.yml").read_text(encoding="utf-8"))
    plain = [entry for entry in conda["dependencies"] if isinstance(entry, str)]
    (through_pip,) = (entry["pip"] for entry in conda["dependencies"] if isinstance(entry, dict))
    # Every package comes from the lock itself. Through conda come only Python and pip, so none can come twice.
    assert through_pip == ["-r requirements/course.txt"]
    assert sorted(re.split("[=<>]", entry)[0] for entry in plain) == ["pip", "python"]
    (python,) = (entry.removeprefix("python=") for entry in plain if entry.startswith("python"))
    assert f"{python}.0" in SpecifierSet(PYPROJECT["project"]["requires-python"])
    locked = dict(chosen("course", environment(python, "linux")))
    assert {"jupyterlab", "nbgrader", "greenlet", "hatchling"} <= locked.keys()


def test_binder_accepts_the_configuration(tmp_path: Path) -> None:
    for name in ("environment.yml", "postBuild", "pyproject.toml"):
        (tmp_path / name).write_bytes((PROJECT / name).read_bytes())
    (tmp_path / "postBuild").chmod(0o755)
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", "."]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    dockerfile = done.stdout + done.stderr
    assert done.returncode == 0, dockerfile
    assert "python=3.13" in dockerfile
    assert '--file "environment.yml"' in dockerfile
    assert "./postBuild" in dockerfile
