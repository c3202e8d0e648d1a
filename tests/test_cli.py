"""The `course` command."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

import helpers
from helpers import cli

PROJECT = Path(__file__).resolve().parent.parent
CORPUS = PROJECT / "tests" / "corpora" / "04-3"


def course(*arguments: str | Path, **options) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, as a reader does."""
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1"}
    command = [sys.executable, "-P", "-m", "helpers.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, **options)


@pytest.mark.parametrize(
    ("number", "todo"), [(errno.ENOSPC, "Make room on the disk"), (errno.EACCES, "give yourself the right")]
)
def test_what_a_disk_refuses_is_a_sentence_whichever_command_meets_it(monkeypatch, capsys, number: int, todo: str):
    def refused(prog_name: str) -> None:
        raise OSError(number, os.strerror(number), str(PROJECT / "students.csv.new"))

    monkeypatch.setattr(cli, "app", refused)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    said = capsys.readouterr().err
    assert ended.value.code == 1
    assert said == f"{os.strerror(number)} (students.csv.new). {said.partition('). ')[2]}"
    assert todo in said
    assert "Traceback" not in said


def test_an_error_of_ours_keeps_its_traceback(monkeypatch):
    def mistaken(prog_name: str) -> None:
        raise OSError(errno.EBADF, "Bad file descriptor")

    monkeypatch.setattr(cli, "app", mistaken)
    with pytest.raises(OSError, match="Bad file"):
        cli.main()


def test_help_shows_every_command_behind_its_door() -> None:
    text = course("--help").stdout
    doors = {door: text.index(door) for door in ("I learn", "I teach", "I contribute")}
    commands = {name: text.index(f" {name} ") for name in ("lab", "check", "grade", "test", "author", "bench")}
    assert doors["I learn"] < commands["lab"] < commands["check"] < doors["I teach"]
    assert doors["I teach"] < commands["grade"] < doors["I contribute"] < commands["test"] < commands["author"]


@pytest.mark.parametrize(
    "command",
    [
        ["lab"],
        ["check"],
        ["grade"],
        ["test"],
        ["author"],
        ["author", "check"],
        ["author", "release"],
        ["author", "lock"],
        ["bench"],
    ],
    ids=" ".join,
)
def test_every_command_explains_itself(command: list[str]) -> None:
    done = course(*command, "--help")
    assert done.returncode == 0
    assert " ".join(["Usage: course", *command]) in done.stdout


def test_help_imports_nothing_heavy() -> None:
    program = (
        "import sys\n"
        "from helpers.cli import main\n"
        "sys.argv = ['course', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-P", "-c", program], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in done.stderr.split()} | set(done.stderr.split())
    assert "typer" in loaded
    heavy = {"IPython", "jupyterlab", "matplotlib", "nbgrader", "nbformat", "numpy", "greenlet", "helpers.checker"}
    assert not loaded & heavy


def test_version_is_the_packages() -> None:
    assert course("--version").stdout.strip() == f"racecourse {helpers.__version__}"


def test_an_unknown_command_is_an_error_that_says_so() -> None:
    done = course("labb")
    assert done.returncode == 2
    assert "labb" in done.stderr


# ---- course check ------------------------------------------------------------------------------------------------


def test_a_right_answer_passes_the_check() -> None:
    answer = sorted((CORPUS / "pass").glob("*.py"))[0]
    done = course("check", answer, "--exercise", "04-3")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "04-3" in done.stdout


def test_a_wrong_answer_fails_the_check_with_its_finding_and_its_interleaving() -> None:
    answer = CORPUS / "fail" / "a_lock_for_each_number.py"
    done = course("check", answer, "--exercise", "04-3")
    assert done.returncode == 1
    assert "wrong-result" in done.stdout
    assert re.search(r"^step \| .*\bA\b.*\| .*\bB\b", done.stdout, flags=re.MULTILINE)


def test_the_verdict_can_be_had_as_json() -> None:
    answer = CORPUS / "fail" / "a_lock_for_each_number.py"
    done = course("check", answer, "--exercise", "04-3", "--json")
    verdict = json.loads(done.stdout)
    assert (verdict["exercise"], verdict["result"]) == ("04-3", "failed")
    assert verdict["findings"][0]["trace"]["steps"]


def test_an_answer_in_a_notebook_is_put_together_from_its_cells(tmp_path: Path) -> None:
    answer = sorted((CORPUS / "pass").glob("*.py"))[0].read_text(encoding="utf-8")
    notebook = new_notebook(cells=[new_code_cell("1 / 0"), new_code_cell(f"%%exercise 04-3\n{answer}")])
    path = tmp_path / "mine.ipynb"
    nbformat.write(notebook, path)
    assert course("check", path, "--exercise", "04-3").returncode == 0


@pytest.mark.parametrize(
    ("name", "content", "exercise", "says"),
    [
        ("answer.py", b"x = 1", "99-9", "99-9"),
        ("answer.py", b"\xff\xfe\xff", "04-3", "cannot be read"),
        ("answer.ipynb", b"{not json", "04-3", "cannot be read"),
    ],
)
def test_what_cannot_be_judged_is_one_sentence(tmp_path: Path, name, content, exercise, says) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    done = course("check", path, "--exercise", exercise)
    assert done.returncode == 1
    assert says in done.stderr
    assert "Traceback" not in done.stderr


# ---- the other commands, as far as they need no class and no browser ----------------------------------------------


def test_grading_an_unknown_chapter_names_the_ones_there_are() -> None:
    done = course("grade", "99")
    assert done.returncode == 1
    assert "04-race-conditions" in done.stderr
    assert "Traceback" not in done.stderr


def test_pytest_gets_the_further_arguments_of_course_test() -> None:
    done = course("test", "tests/test_cli.py", "--collect-only", "-q", "-k", "version_is_the_packages")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1/" in done.stdout
    assert "test_version_is_the_packages" in done.stdout


def test_a_failing_test_is_the_exit_status_of_course_test(tmp_path: Path) -> None:
    failing = tmp_path / "test_failing.py"
    failing.write_text("def test_it():\n    assert False\n")
    assert course("test", failing).returncode == 1


def test_course_lab_says_when_the_first_lesson_is_missing(tmp_path: Path) -> None:
    import shutil

    shutil.copytree(PROJECT / "helpers", tmp_path / "helpers", ignore=shutil.ignore_patterns("__pycache__"))
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    command = [sys.executable, "-P", "-m", "helpers.cli", "lab", "--no-browser"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert done.returncode == 1
    assert "00-start-here.ipynb" in done.stderr
