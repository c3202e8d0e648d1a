"""`python -m helpers.interleave FILE... --json` judges files and says what it could not read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.interleave import __main__ as command
from helpers.interleave import replay
from helpers.interleave.program import Program

ROOT = Path(__file__).parents[2]
PROGRAMS = ROOT / "tests" / "programs"
FIELDS = ["file", "verdict", "kind", "message", "interleavings", "exhaustive", "seconds", "schedule"]
WRONG = """\
class Counter:
    value = 0

    def up(self):
        self.value += 1

# --- scenario ---
setup = Counter
workers = [Counter.up, Counter.up]
def invariant(counter): return counter.value == 2
"""


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "helpers.interleave", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    file = tmp_path / "wrong.py"
    file.write_text(WRONG, encoding="utf-8")
    return file


@pytest.fixture
def right(tmp_path: Path) -> Path:
    file = tmp_path / "right.py"
    file.write_text(WRONG.replace("self.value += 1", "pass").replace("== 2", "== 0"), encoding="utf-8")
    return file


def test_each_file_gets_one_line_of_json_with_all_fields(wrong: Path, right: Path) -> None:
    done = run(wrong, right, "--json")
    assert done.returncode == 0
    assert done.stderr == ""
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [list(row) for row in rows] == [FIELDS, FIELDS]
    assert [(row["file"], row["verdict"], row["kind"]) for row in rows] == [
        (str(wrong), "failed", "wrong-result"),
        (str(right), "passed", ""),
    ]
    assert rows[0]["message"]
    assert rows[1]["exhaustive"] is True
    assert rows[0]["seconds"] >= 0


def test_the_schedule_that_it_prints_leads_to_the_failure(wrong: Path) -> None:
    row = json.loads(run(wrong, "--json").stdout)
    assert replay(Program.from_file_text(WRONG, "wrong.py"), row["schedule"]).outcome.kind == "wrong-result"


def test_without_json_it_says_the_same_in_words(wrong: Path, right: Path) -> None:
    done = run(wrong, right)
    assert f"{wrong}: failed wrong-result" in done.stdout
    assert f"{right}: passed" in done.stdout


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "No such file"),
        ("x = 1\n", "has no line '# --- scenario ---'"),
        (WRONG.replace("def invariant(counter)", "def invariant(counter"), "(<scenario>, line 10)"),
        (b"\xff\xfe\xfa", "can't decode"),
    ],
    ids=["missing", "without a scenario", "scenario is not Python", "no text"],
)
def test_a_file_that_cannot_be_read_is_named_and_the_others_are_still_judged(
    tmp_path: Path, wrong: Path, content: str | bytes | None, words: str
) -> None:
    file = tmp_path / "broken.py"
    if isinstance(content, str):
        file.write_text(content, encoding="utf-8")
    elif content is not None:
        file.write_bytes(content)
    done = run(file, wrong, "--json")
    assert done.returncode == 2
    assert str(file) in done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert [json.loads(line)["file"] for line in done.stdout.splitlines()] == [str(wrong)]


def test_a_program_that_is_not_python_gets_a_verdict(tmp_path: Path) -> None:
    file = tmp_path / "broken.py"
    file.write_text(WRONG.replace("def up(self):", "def up(self:"), encoding="utf-8")
    row = json.loads(run(file, "--json").stdout)
    assert (row["verdict"], row["kind"]) == ("failed", "syntax")


def test_a_scenario_without_workers_and_main_is_not_held_against_the_program(tmp_path: Path) -> None:
    file = tmp_path / "idle.py"
    file.write_text("x = 1\n# --- scenario ---\nsetup = dict\n", encoding="utf-8")
    row = json.loads(run(file, "--json").stdout)
    assert (row["verdict"], row["message"]) == ("cannot-judge", "the scenario defines neither workers nor main")


def test_what_a_program_prints_does_not_get_between_the_rows(tmp_path: Path) -> None:
    file = tmp_path / "loud.py"
    file.write_text("print('hello')\n" + WRONG, encoding="utf-8")
    done = run(file, "--json")
    assert len(done.stdout.splitlines()) == 1
    assert "hello" not in done.stderr


def test_the_labelled_programs_can_be_judged_in_one_run(capsys: pytest.CaptureFixture[str]) -> None:
    files = sorted((PROGRAMS / "fail").glob("*.py"))[:5]
    arguments, sys.argv = sys.argv, ["interleave", *map(str, files), "--json"]
    try:
        assert command.main() == 0
    finally:
        sys.argv = arguments
    assert len(capsys.readouterr().out.splitlines()) == 5
