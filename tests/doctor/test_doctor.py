"""`course doctor`: each thing is really broken, and it is named, and mended where that can be done."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn

import pytest
from fresh_copy import BARE_PYTHON, PROJECT, copy_project, machine, start, unreachable

from helpers.doctor import inside, mending, outside
from helpers.doctor.finding import Finding, report

SCRIPTS = "Scripts" if os.name == "nt" else "bin"


def only(findings, name: str) -> Finding:
    (found,) = [finding for finding in findings if finding.name == name]
    return found


def mend(finding: Finding, root: Path, python: Path = Path(sys.executable)) -> Finding:
    (done,) = mending.mend_all([finding], root, python, say=lambda line: None)
    return done


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """What of the course the set-up needs, without an environment."""
    for name in ("course.py", "pyproject.toml"):
        shutil.copy(PROJECT / name, tmp_path)
    shutil.copytree(PROJECT / "requirements", tmp_path / "requirements")
    return tmp_path


# ---- the folder, and what is stored in it ------------------------------------------------------------------------


def test_a_copy_without_its_lessons_is_not_complete(copy: Path) -> None:
    found = only(outside.complete(copy), "course's files")
    assert found.state == "wrong"
    assert "notebooks/00-start-here.ipynb" in found.says
    assert only(outside.complete(PROJECT), "course's files").state == "fine"


@pytest.mark.only_on("linux")
def test_a_folder_that_cannot_be_written_is_named_with_the_systems_reason() -> None:
    found = only(outside.folder(Path("/proc")), "folder")
    assert found.state == "wrong"
    assert "/proc" in found.says
    assert found.do


@pytest.mark.only_on("linux")
def test_a_full_disk_is_told_from_a_missing_right_and_from_a_damaged_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object, **options: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device", "page_config.json")

    monkeypatch.setattr("helpers.cli.prepare_jupyter", full)
    found = only(inside.look(PROJECT, quick=True), "Jupyter's files")
    assert (found.state, found.mend) == ("wrong", ())
    assert "page_config.json" in found.says
    monkeypatch.setattr(outside.tempfile, "TemporaryFile", lambda dir: open("/dev/full", "wb"))  # noqa: SIM115
    found = only(outside.folder(tmp_path), "folder")
    assert (found.state, found.mend) == ("wrong", ())
    assert "Make room on the disk first" in found.do


def test_the_right_to_write_is_given_back(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(0o555)
    finding = Finding("folder", "wrong", "it is closed.", mend=("writable", str(closed)))
    assert mend(finding, tmp_path).state == "mended"
    assert closed.stat().st_mode & stat.S_IWUSR
    assert only(outside.folder(closed), "folder").state == "fine"


def test_little_room_on_the_disk_is_a_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outside.shutil, "disk_usage", lambda path: SimpleNamespace(free=10 * 2**20))
    found = only(outside.folder(tmp_path), "folder")
    assert (found.state, "10 MB" in found.says) == ("note", True)


def test_damaged_progress_is_named_and_set_aside_and_nothing_of_it_is_lost(tmp_path: Path) -> None:
    progress = tmp_path / "progress.json"
    progress.write_bytes(b'{"04-3": {"passed": tr')
    found = only(outside.learner_files(tmp_path), "progress")
    assert (found.state, "progress.json" in found.says) == ("wrong", True)
    assert mend(found, tmp_path).state == "mended"
    assert only(outside.learner_files(tmp_path), "progress").state == "fine"
    assert [path.read_bytes() for path in tmp_path.glob("progress*")] == [b'{"04-3": {"passed": tr']


def test_progress_that_no_parser_comes_through_is_damaged_too(tmp_path: Path) -> None:
    (tmp_path / "progress.json").write_text("[" * 100_000)
    assert only(outside.learner_files(tmp_path), "progress").state == "wrong"


def test_a_damaged_gradebook_is_named_and_left_as_it_is(tmp_path: Path) -> None:
    gradebook = tmp_path / "gradebook.db"
    with sqlite3.connect(gradebook) as database:
        database.execute("CREATE TABLE grade (student TEXT, score REAL)")
        database.executemany("INSERT INTO grade VALUES (?, ?)", [(f"student {n}", n) for n in range(2000)])
    database.close()
    assert only(outside.learner_files(tmp_path), "gradebook").state == "fine"
    content = bytearray(gradebook.read_bytes())
    content[4096:12288] = b"\xa5" * 8192
    gradebook.write_bytes(content)
    found = only(outside.learner_files(tmp_path), "gradebook")
    assert (found.state, found.mend) == ("wrong", ())
    assert gradebook.read_bytes() == content


# ---- the environment ---------------------------------------------------------------------------------------------


def test_a_missing_environment_is_named(copy: Path) -> None:
    found = only(outside.environment_works(copy, copy / ".venv" / "bin" / "python"), "environment")
    assert found.state == "wrong"
    assert "course.py lab" in found.do
    assert found.mend == ("environment",)


def test_an_environment_that_belongs_to_somebody_else_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python = tmp_path / ".venv" / SCRIPTS / "python"
    real = Path.exists

    def exists(path: Path, **options: bool) -> bool:
        if path == python:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path, **options)

    monkeypatch.setattr(Path, "exists", exists)
    found = only(outside.environment_works(tmp_path, python), "environment")
    assert (found.state, found.mend) == ("wrong", ())
    assert "may not be looked at (Permission denied)" in found.says


@pytest.mark.only_on("linux", "darwin")
@pytest.mark.parametrize(
    ("script", "says"),
    [("exit 1", "does not start"), ("echo '[3, 9, 1]'", "Python 3.9.1"), ("echo '[4, 0, 0]'", "Python 4.0.0")],
)
def test_an_environment_whose_python_is_of_no_use_is_named(copy: Path, script: str, says: str) -> None:
    python = copy / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f"#!/bin/sh\n{script}\n")
    python.chmod(0o755)
    found = only(outside.environment_works(copy, python), "environment")
    assert found.state == "wrong"
    assert says in found.says
    assert found.mend == ("environment", "anew")
    # what was not made by course.py is not course.py's to remove
    refused = mend(found, copy, python)
    assert "rename or delete" in refused.means
    assert python.exists()


def test_an_environment_that_was_moved_and_one_of_another_lock_are_told_apart(copy: Path) -> None:
    course = outside.setup_program(copy)
    course.VENV.mkdir()
    course.PYTHON.parent.mkdir()
    course.PYTHON.write_text("")

    def said() -> tuple[str, str]:
        found = only(outside.up_to_date(copy, course.PYTHON), "lock")
        return found.state, found.says

    course.write_stamp(True, {"course": course.fingerprint("course")})
    assert said()[0] == "fine"
    course.write_stamp(True, {"course": "of another lock"})
    assert said()[0] == "note"
    course.STAMP.write_text(json.dumps({**course.read_stamp(), "root": "/elsewhere"}))
    assert said() == ("wrong", "the environment was made in another folder.")


# ---- the machine -------------------------------------------------------------------------------------------------


def test_one_core_and_little_memory_are_notes_and_not_mistakes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPU_LIMIT", "1")
    monkeypatch.setenv("MEM_LIMIT", str(512 * 2**20))
    findings = list(inside.machine())
    assert (only(findings, "cores").state, only(findings, "memory").state) == ("note", "note")
    assert "CPU_LIMIT" in only(findings, "cores").says
    assert "0.5 GiB" in only(findings, "memory").says


def test_a_missing_program_is_a_note_that_says_who_needs_it() -> None:
    found = list(inside.tools(lambda command: None))
    assert {finding.name for finding in found} == {"bubblewrap", "redis", "chromium"}
    assert all(finding.state == "note" and finding.means and "apt install" in finding.do for finding in found)
    assert {finding.state for finding in inside.tools(lambda command: f"/usr/bin/{command}")} == {"fine"}


def test_a_machine_that_forbids_connections_to_itself_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert only(inside.loopback(), "loopback").state == "fine"

    def forbidden(address):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(inside.socket, "create_server", forbidden)
    found = only(inside.loopback(), "loopback")
    assert (found.state, "Permission denied" in found.says) == ("wrong", True)


@pytest.mark.only_on("linux")
def test_a_system_without_shared_memory_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert only(inside.shared_memory(tmp_path, tmp_path / "shm"), "shared memory").state == "wrong"
    monkeypatch.setattr(inside.shutil, "disk_usage", lambda path: SimpleNamespace(free=2**20, total=64 * 2**20))
    found = only(inside.shared_memory(tmp_path, tmp_path), "shared memory")
    assert (found.state, found.says) == ("note", "1 MB of 64 MB are free.")


@pytest.mark.only_on("linux")
def test_a_block_of_shared_memory_that_nobody_has_open_any_more_is_named() -> None:
    block = SharedMemory(create=True, size=4096)
    path = Path("/dev/shm") / block.name.lstrip("/")
    try:
        assert path not in inside.left_blocks(path.parent)
        block.close()
        assert path in inside.left_blocks(path.parent)
    finally:
        block.unlink()
    assert path not in inside.left_blocks(path.parent)


# ---- what was left behind ----------------------------------------------------------------------------------------


def process(command: list[str], *above: tuple[int, str]) -> SimpleNamespace:
    parents = [SimpleNamespace(pid=pid, name=lambda name=name: name) for pid, name in above]
    return SimpleNamespace(pid=-1, cmdline=lambda: command, parents=lambda: parents)


def test_a_worker_is_stale_when_no_python_is_above_it_any_more() -> None:
    worker = [sys.executable, "-P", str(PROJECT / "helpers" / "checker" / "start.py"), "serve", "helpers.exercises"]
    assert inside.is_stale(process(worker, (1, "python3")), PROJECT)
    assert inside.is_stale(process(worker, (7, "systemd"), (1, "systemd")), PROJECT)
    assert not inside.is_stale(process(worker, (8, "bwrap"), (7, "python3.11"), (1, "systemd")), PROJECT)
    assert not inside.is_stale(process([sys.executable, "-m", "jupyterlab"], (1, "systemd")), PROJECT)
    assert not inside.is_stale(process(worker, (1, "systemd")), PROJECT.parent)


def test_a_process_that_was_left_behind_is_ended_and_no_other(tmp_path: Path) -> None:
    script = tmp_path / "helpers" / "checker" / "start.py"
    script.parent.mkdir(parents=True)
    script.write_text("import sys\nsys.stdin.read()\n")
    ours = subprocess.Popen([sys.executable, str(script)], stdin=subprocess.PIPE)
    other = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        mending.end(tmp_path, Path(sys.executable), [str(ours.pid)])
        assert ours.wait() != 0
        if sys.platform == "linux":
            mending.end(tmp_path, Path(sys.executable), [str(other.pid)])
            assert other.poll() is None
    finally:
        for child in (ours, other):
            child.stdin.close()
            child.kill()
            child.wait()


def test_only_what_lies_in_the_state_folder_is_removed(tmp_path: Path) -> None:
    left = tmp_path / ".racecourse" / "answers" / "0-1-x"
    left.mkdir(parents=True)
    precious = tmp_path / "thesis.txt"
    precious.write_text("forty pages")
    assert mend(Finding("files left behind", "note", "", mend=("remove", str(left))), tmp_path).state == "mended"
    assert not left.exists()
    assert mend(Finding("files left behind", "note", "", mend=("remove", str(precious))), tmp_path).state == "wrong"
    assert precious.exists()


# ---- the command -------------------------------------------------------------------------------------------------


def test_the_report_says_what_it_means_and_what_to_do_and_sums_up() -> None:
    text = report([Finding("kernel", "wrong", "there is none.", "Nothing runs.", "Install it.", ("kernelspec",))])
    assert "WRONG" in text
    assert "Nothing runs." in text
    assert "-> Install it." in text
    assert text.splitlines()[-1].startswith("1 thing is wrong.")
    assert "--mend" in text
    assert report([Finding("kernel", "note", "is old.")]).endswith("Nothing is wrong.")


def test_it_runs_where_there_is_no_environment_and_says_when_a_mend_did_not_work(tmp_path: Path) -> None:
    copy = copy_project(tmp_path / "racecourse")
    environment = machine(tmp_path / "home", **unreachable())
    done = start(copy, "doctor", "--json", environment=environment)
    assert done.returncode == 1, done.stderr
    assert only([Finding.from_json(data) for data in json.loads(done.stdout)], "environment").state == "wrong"
    assert not (copy / ".venv").exists()
    done = start(copy, "doctor", "--mend", environment=environment)
    assert done.returncode == 1
    assert "could not be mended" in done.stdout
    assert "internet" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy whose environment has several things wrong with it at once.

    It takes most packages from this environment, so that it is made in a moment.
    """
    copy = copy_project(tmp_path_factory.mktemp("doctor") / "racecourse")
    subprocess.run([BARE_PYTHON, "-m", "venv", "--without-pip", copy / ".venv"], check=True)
    site = Path(
        subprocess.run(
            [copy / ".venv" / SCRIPTS / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
    )
    lent = next(path for path in map(Path, sys.path) if (path / "jupyterlab").is_dir())
    # `addsitedir` would also take the project itself, which is installed there
    (site / "lent.pth").write_text(f"{lent}\n")
    course = outside.setup_program(copy)
    course.write_stamp(True, {"course": course.fingerprint("course")})
    (site / "anywidget").mkdir()
    (site / "anywidget" / "__init__.py").write_text("def half of the file is miss")
    (site / "anywidget-0.0.1.dist-info").mkdir()
    (site / "anywidget-0.0.1.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: anywidget\nVersion: 0.0.1\n"
    )
    (site / "anywidget-0.0.1.dist-info" / "RECORD").write_text(
        "anywidget/__init__.py,,\nanywidget-0.0.1.dist-info/METADATA,,\nanywidget-0.0.1.dist-info/RECORD,,\n"
    )
    kernel = copy / ".racecourse" / "jupyter" / "data" / "kernels" / "python3"
    kernel.mkdir(parents=True)
    spec = {"argv": ["/opt/another/bin/python", "-m", "ipykernel_launcher"], "display_name": "x", "language": "python"}
    (kernel / "kernel.json").write_text(json.dumps(spec))
    return copy


@pytest.mark.slow
@pytest.mark.xdist_group("setup")
def test_several_things_that_are_wrong_at_once_are_named_and_mended(broken: Path) -> None:
    environment = {**machine(broken.parent / "home"), "PATH": str(Path(sys.executable).parent)}

    def doctor(*options: str) -> tuple[int, list[Finding]]:
        done = start(broken, "doctor", "--json", *options, environment=environment)
        assert done.stdout, done.stderr
        return done.returncode, [Finding.from_json(data) for data in json.loads(done.stdout)]

    status, found = doctor("--quick")
    assert status == 1
    wrong = {finding.name: finding for finding in found if finding.state == "wrong"}
    assert wrong.keys() == {"package", "packages"}  # what needs sound packages is not asked
    assert "anywidget is 0.0.1" in wrong["packages"].says
    assert "anywidget cannot be imported (SyntaxError" in wrong["packages"].says

    status, found = doctor("--quick", "--mend")
    if any("internet" in finding.means or "resolve" in finding.means for finding in found):
        pytest.skip("needs the package index")
    assert {finding.name for finding in found if finding.state == "mended"} == {"package", "packages"}
    # now the rest can be looked at
    assert status == 1
    assert [finding.name for finding in found if finding.state == "wrong"] == ["kernel"]
    assert "/opt/another/bin/python" in only(found, "kernel").says

    status, found = doctor("--mend")
    assert [finding for finding in found if finding.state == "wrong"] == []
    assert status == 0
    assert only([finding for finding in found if finding.state == "fine"], "kernel").state == "fine"
    assert only(found, "notebooks").state == "fine"
    assert only(found, "JupyterLab").state == "fine"
    kernels = broken / ".racecourse" / "jupyter" / "data" / "kernels"
    assert [path.name for path in kernels.iterdir()] == ["python3.damaged-1"]
    damaged_lesson = broken / "helpers" / "notebook" / "__init__.py"
    damaged_lesson.write_text("raise RuntimeError('half of the file is missing')\n")
    settings = broken / ".racecourse" / "jupyter" / "config" / "jupyter_server_config.py"
    settings.write_text("raise SystemExit('no server today')\n")
    status, found = doctor()
    assert status == 1
    wrong = {finding.name: finding for finding in found if finding.state == "wrong"}
    assert wrong.keys() == {"notebooks", "JupyterLab"}
    assert "half of the file is missing" in wrong["notebooks"].says
