"""course.py: what it says when something is missing, and that a fresh machine gets what the lock says."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from fresh_copy import BARE_PYTHON, PROJECT, copy_project, machine, start, unreachable

SCRIPTS = "Scripts" if os.name == "nt" else "bin"
# pip's last words where it finds nothing, which are not uv's
PIP_SAYS = "No matching distribution found"


def one_sentence(done: subprocess.CompletedProcess[str]) -> str:
    """What a failed start says: exactly one line, and no traceback."""
    assert done.returncode == 1, done
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    assert len(lines) == 1, done.stderr
    return lines[0]


def uv_folder() -> str:
    """The folder with the uv of the test tools."""
    return str(Path(sys.executable).parent)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "racecourse")


# ---- what is missing is said in one sentence ---------------------------------------------------------------------


@pytest.mark.parametrize("version", [(3, 8), (3, 9), (3, 10)])
def test_older_pythons_can_parse_course_py(version: tuple[int, int]) -> None:
    ast.parse((PROJECT / "course.py").read_text(encoding="utf-8"), feature_version=version)


@pytest.mark.parametrize("version", [(3, 8), (3, 10), (3, 16), (4, 0)])
def test_a_python_of_another_version_is_told_which_ones_the_course_supports(copy: Path, version) -> None:
    # Old Pythons lack what course.py imports later, so nothing may be imported before the version is looked at.
    prelude = f"sys.version_info = (*{version}, 1, 'final', 0); sys.modules['hashlib'] = None"
    said = one_sentence(start(copy, "lab", environment=machine(copy / "home"), prelude=prelude))
    assert "3.11 to 3.15" in said
    assert f"Python {version[0]}.{version[1]}" in said
    assert not (copy / ".venv").exists()


def test_a_folder_that_cannot_be_written_is_named(copy: Path) -> None:
    prelude = ""
    if os.name == "nt" or os.geteuid() == 0:
        # Permissions do not stop these, so the system's answer is put in the way.
        prelude = (
            "import os; mkdir = os.mkdir; "
            f"os.mkdir = lambda path, *a, **k: mkdir(path, *a, **k) if not str(path).startswith({str(copy)!r}) "
            "else (_ for _ in ()).throw(PermissionError(13, 'Permission denied'))"
        )
    environment = machine(copy.parent / "home")
    copy.chmod(0o555)
    try:
        said = one_sentence(start(copy, "lab", environment=environment, prelude=prelude))
    finally:
        copy.chmod(0o755)
    assert str(copy) in said
    assert "Permission denied" in said


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_a_python_without_the_modules_for_environments_is_told_what_to_install(copy: Path, module: str) -> None:
    said = one_sentence(
        start(copy, "lab", environment=machine(copy / "home"), prelude=f"sys.modules[{module!r}] = None")
    )
    assert module in said
    assert "python3-venv" in said
    assert not (copy / ".venv").exists()


@pytest.mark.parametrize("installer", ["pip", "uv"])
def test_without_a_network_the_first_start_asks_for_one(copy: Path, installer: str) -> None:
    variables = {"PATH": uv_folder()} if installer == "uv" else {}
    environment = machine(copy / "home", **unreachable(), **variables)
    said = one_sentence(start(copy, "lab", environment=environment))
    assert "internet" in said
    log = (copy / ".venv" / "racecourse-setup.log").read_text(encoding="utf-8")
    assert (PIP_SAYS in log) == (installer == "pip")


def test_a_folder_called_venv_that_is_no_environment_is_left_alone(copy: Path) -> None:
    precious = copy / ".venv" / "thesis.txt"
    precious.parent.mkdir()
    precious.write_text("forty pages")
    said = one_sentence(start(copy, "lab", environment=machine(copy / "home")))
    assert ".venv" in said
    assert precious.read_text() == "forty pages"


@pytest.mark.parametrize("record", ["[]", '"text"', "{", '{"root": "ROOT"}', "null"])
def test_a_record_of_the_environment_that_says_nothing_counts_as_none(copy: Path, record: str) -> None:
    folder = copy / ".venv"
    (folder / SCRIPTS).mkdir(parents=True)
    (folder / SCRIPTS / ("python.exe" if os.name == "nt" else "python")).write_text("no program")
    (folder / "racecourse.json").write_text(record.replace("ROOT", str(copy)))
    said = one_sentence(start(copy, "lab", environment=machine(copy / "home")))
    assert "rename or delete it" in said


def test_a_uv_on_the_path_that_does_not_run_is_not_used(copy: Path) -> None:
    if os.name == "nt":
        pytest.skip("the stand-in is a shell script")
    environment = machine(copy / "home", **unreachable())
    stand_in = Path(environment["PATH"]) / "uv"
    stand_in.write_text("#!/bin/sh\necho 'uv: no version of it is chosen' >&2\nexit 127\n")
    stand_in.chmod(0o755)
    start(copy, "lab", environment=environment)
    assert PIP_SAYS in (copy / ".venv" / "racecourse-setup.log").read_text(encoding="utf-8")


# ---- a fresh machine ---------------------------------------------------------------------------------------------


def must_start(copy: Path, *arguments: str, environment: dict[str, str]) -> str:
    """Start course.py, and give what it prints; without a network there is nothing to test."""
    done = start(copy, *arguments, environment=environment)
    if "internet" in done.stderr:
        pytest.skip("needs the package index")
    assert done.returncode == 0, done.stderr
    return done.stdout


def installed(copy: Path) -> dict[str, str]:
    """The packages of a copy's environment."""
    question = (
        "import importlib.metadata as m, json; "
        "print(json.dumps({d.name.lower().replace('_', '-').replace('.', '-'): d.version for d in m.distributions()}))"
    )
    answer = subprocess.run(
        [copy / ".venv" / SCRIPTS / "python", "-I", "-c", question], capture_output=True, text=True, check=True
    )
    return json.loads(answer.stdout)


@pytest.fixture(scope="module")
def through_pip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy whose first start has made its environment, with nothing but Python on the machine."""
    copy = copy_project(tmp_path_factory.mktemp("pip") / "a folder with spaces")
    assert "Making the environment" in must_start(copy, "--version", environment=machine(copy.parent / "home"))
    return copy


@pytest.fixture
def through_uv(copy: Path) -> Path:
    environment = machine(copy.parent / "home", PATH=uv_folder())
    assert "Making the environment" in must_start(copy, "--version", environment=environment)
    return copy


@pytest.mark.slow
@pytest.mark.xdist_group("setup")
def test_pip_installs_what_the_lock_says(through_pip: Path) -> None:
    check_versions(through_pip, and_more={"pip", "setuptools"})


@pytest.mark.slow
@pytest.mark.xdist_group("setup")
def test_uv_installs_what_the_lock_says(through_uv: Path) -> None:
    check_versions(through_uv, and_more=set())


def check_versions(copy: Path, and_more: set[str]) -> None:
    from test_lock import wanted_here

    found = installed(copy)
    found.pop("racecourse")
    wanted = wanted_here("course")
    assert {name: found.get(name) for name in wanted} == wanted
    assert found.keys() - wanted.keys() <= and_more


@pytest.mark.slow
@pytest.mark.xdist_group("setup")
def test_the_second_start_installs_nothing_and_needs_no_network(through_pip: Path) -> None:
    log = through_pip / ".venv" / "racecourse-setup.log"
    before = log.read_bytes(), log.stat().st_mtime_ns
    said = must_start(through_pip, "--version", environment=machine(through_pip.parent / "home", **unreachable()))
    assert said.startswith("racecourse ")
    assert (log.read_bytes(), log.stat().st_mtime_ns) == before


@pytest.mark.slow
@pytest.mark.xdist_group("setup")
def test_the_course_command_of_the_environment_runs_from_any_folder(through_pip: Path, tmp_path: Path) -> None:
    (tmp_path / "helpers.py").write_text("raise SystemExit('this file is not the course')")
    command = [through_pip / ".venv" / SCRIPTS / "course", "--version"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    by_script = [BARE_PYTHON, through_pip / "course.py", "--version"]
    assert subprocess.run(by_script, cwd=tmp_path, capture_output=True, text=True).stdout == done.stdout


@pytest.mark.slow
@pytest.mark.xdist_group("setup")
@pytest.mark.only_on("linux", "darwin")
def test_post_build_installs_the_course_into_the_environment_that_runs_it(through_pip: Path) -> None:
    python = through_pip / ".venv" / SCRIPTS / "python"
    subprocess.run([python, "-m", "pip", "uninstall", "--quiet", "--yes", "racecourse"], check=True)
    assert "racecourse" not in installed(through_pip)
    path = os.pathsep.join([str(python.parent), "/usr/bin", "/bin"])
    subprocess.run(
        ["bash", "postBuild"], cwd=through_pip, check=True, env={**os.environ, **unreachable(), "PATH": path}
    )
    assert "racecourse" in installed(through_pip)


@pytest.mark.slow
@pytest.mark.xdist_group("setup")
def test_a_start_after_an_interrupted_first_one_finishes_it(copy: Path) -> None:
    environment = machine(copy.parent / "home", PATH=uv_folder())
    one_sentence(start(copy, "--version", environment={**environment, **unreachable()}))
    assert must_start(copy, "--version", environment=environment).startswith("racecourse ")


@pytest.mark.slow
@pytest.mark.xdist_group("setup")
def test_a_folder_that_was_moved_gets_a_new_environment(through_uv: Path) -> None:
    moved = through_uv.with_name("moved")
    through_uv.rename(moved)
    environment = machine(moved.parent / "home", PATH=uv_folder())
    must_start(moved, "--version", environment=environment)
    done = subprocess.run([moved / ".venv" / SCRIPTS / "course", "--version"], capture_output=True, text=True)
    assert done.stdout.startswith("racecourse ")


@pytest.mark.slow
@pytest.mark.xdist_group("setup")
def test_a_changed_lock_is_installed_at_the_next_start(through_uv: Path) -> None:
    lock = through_uv / "requirements" / "course.txt"
    text = lock.read_text(encoding="utf-8")
    environment = machine(through_uv.parent / "home", PATH=uv_folder())
    lock.write_text(text + "# changed\n", encoding="utf-8")
    log = through_uv / ".venv" / "racecourse-setup.log"
    before = log.stat().st_size
    must_start(through_uv, "--version", environment=environment)
    assert log.stat().st_size > before
    after = log.stat().st_size
    must_start(through_uv, "--version", environment=environment)
    assert log.stat().st_size == after


@pytest.mark.slow
@pytest.mark.xdist_group("setup")
def test_an_environment_that_someone_else_made_is_used_and_keeps_what_it_has(copy: Path) -> None:
    subprocess.run([BARE_PYTHON, "-m", "venv", "--without-pip", copy / ".venv"], check=True)
    precious = copy / ".venv" / "notes.txt"
    precious.write_text("mine")
    environment = machine(copy.parent / "home", PATH=uv_folder())
    assert must_start(copy, "--version", environment=environment).startswith("racecourse ")
    assert precious.read_text() == "mine"
    # When its Python is gone it is not remade, because it is not ours to remove.
    shutil.rmtree(copy / ".venv" / SCRIPTS)
    assert ".venv" in one_sentence(start(copy, "--version", environment=environment))
    assert precious.read_text() == "mine"
