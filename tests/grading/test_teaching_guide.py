"""The teacher's guide is true: its commands run, in its order, and print what it shows. `--update` writes that anew."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from helpers import cli
from tests.grading import answers
from tests.grading.course import ROOT, Course
from tests.grading.term import OWN_TURNSTILE, everything_wrong
from tests.grading.the_class import CHAPTER, Submission

GUIDE = ROOT / "docs" / "teaching.md"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)

# These need the whole course or another program; the tests named here run them.
ELSEWHERE = {
    "course handout": "author/test_handout.py",
    "course author release": "author/test_release.py",
    "nbgrader zip_collect": "grading/test_collect.py",
}

GRADEBOOK = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Race conditions (815)\n"
    "    Points Possible,,,,,25.0\n"
    '"Hamilton, Margaret",4714,u103,mhamilton@example.org,Threads,\n'
    '"Hopper, Grace",4713,u102,ghopper@example.org,Threads,\n'
    '"Lovelace, Ada",4711,u100,alovelace@example.org,Threads,\n'
    '"Turing, Alan",4712,u101,aturing@example.org,Threads,\n'
)


def blocks() -> list[list[tuple[str, str]]]:
    """The commands of the guide, each with the output that stands below it."""
    found = []
    for block in BLOCK.findall(GUIDE.read_text(encoding="utf-8")):
        parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)[1:]
        found.append(list(zip(parts[::2], parts[1::2], strict=True)))
    return found


def commands() -> list[str]:
    return [command for block in blocks() for command, _ in block]


def is_elsewhere(command: str) -> bool:
    return command.startswith(tuple(ELSEWHERE))


def test_every_command_of_the_guide_exists_with_its_options() -> None:
    from typer.main import get_command

    for line in commands():
        program, *words = shlex.split(line)
        if program != "course":
            continue
        found = get_command(cli.app)
        while hasattr(found, "commands"):
            found = found.commands[words.pop(0)]
        options = {name for parameter in found.params for name in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= options, line


def test_what_is_not_run_here_is_run_by_another_test() -> None:
    for command, file in ELSEWHERE.items():
        assert any(line.startswith(command) for line in commands())
        text = (ROOT / "tests" / file).read_text(encoding="utf-8")
        assert command.split()[-1] in text, f"{file} does not run {command}"


def test_a_teachers_commands_are_all_in_the_guide() -> None:
    from typer.main import get_command

    theirs = {name for name, found in get_command(cli.app).commands.items() if found.rich_help_panel == cli.TEACH}
    elsewhere = {"worker"}  # docs/scaling.md
    assert theirs - elsewhere <= {shlex.split(line)[1] for line in commands()}


def test_the_links_and_pictures_of_the_guide_are_there() -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", GUIDE.read_text(encoding="utf-8"))
    assert len(links) >= 4
    assert [link for link in links if not (GUIDE.parent / link).exists()] == []


@pytest.fixture
def teachers_course(fresh_course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Course]:
    """A course in which nothing is handed in, with what a teacher has downloaded, for commands in this process."""
    root = tmp_path / "course"
    shutil.copytree(fresh_course.root, root)
    course = Course(root)
    (root / "downloads").mkdir()
    (root / "downloads" / "gradebook.csv").write_text(GRADEBOOK, encoding="utf-8")

    def handed_in(change: Callable[[Submission], object]) -> str:
        submission = Submission(course.release)
        change(submission)
        return submission.text()

    with zipfile.ZipFile(root / "downloads" / "submissions.zip", "w") as file:
        for name, change in {
            f"hamiltonmargaret_4714_98770_{CHAPTER}.ipynb": lambda it: it.answer("04-3", OWN_TURNSTILE),
            f"hoppergrace_4713_98771_{CHAPTER}.ipynb": everything_wrong,
            f"hoppergrace_4713_98802_{CHAPTER}-1.ipynb": lambda it: it.answer("04-5", answers.DESK_WRONG),
            f"lovelaceada_4711_98765_{CHAPTER}.ipynb": lambda it: None,
            f"turingalan_LATE_4712_98801_{CHAPTER}.ipynb": lambda it: it.answer("04-3", answers.TURNSTILE_PART),
            "homework.ipynb": lambda it: None,
        }.items():
            file.writestr(name, handed_in(change))
    (toml,) = re.findall(r"^```toml\n(.*?)^```$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    (root / "late.toml").write_text(toml, encoding="utf-8")

    before = dict(os.environ)
    monkeypatch.setattr(cli, "ROOT", root)
    monkeypatch.setattr(cli, "STATE", root / ".racecourse")
    monkeypatch.chdir(root)
    yield course
    os.environ.clear()
    os.environ.update(before)


def an_older_check(course: Course) -> None:
    """As if ada's turnstile had been graded by a check that refused it."""
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}", "racecourse") as gradebook:
        (name,) = (
            cell.name
            for cell in gradebook.find_notebook(CHAPTER, CHAPTER).source_cells
            if cell.source == 'check("04-3")'
        )
        gradebook.find_grade(name, CHAPTER, CHAPTER, "alovelace").auto_score = 1.0
        gradebook.db.commit()


@pytest.mark.slow
@pytest.mark.xdist_group("a term")
def test_the_commands_run_in_the_guides_order_and_print_what_it_shows(
    teachers_course: Course, request: pytest.FixtureRequest
) -> None:
    text = GUIDE.read_text(encoding="utf-8")
    runner = CliRunner(env={"COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"})
    printed: dict[str, str] = {}
    for block in blocks():
        shown = ""
        for command, expected in block:
            output = ""
            if not is_elsewhere(command):
                if command == "course regrade 04":
                    an_older_check(teachers_course)
                done = runner.invoke(cli.app, shlex.split(command)[1:])
                output = "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())
                printed[command] = output
                # something in the download is nobody's, and the command says so
                assert done.exit_code == (1 if " collect " in command else 0), f"{command}\n{done.output}"
                if expected and not request.config.getoption("--update"):
                    assert output == expected, command
            shown += f"$ {command}\n{output if expected else ''}"
        if request.config.getoption("--update"):
            old = "".join(f"$ {command}\n{expected}" for command, expected in block)
            text = text.replace(f"```console\n{old}```", f"```console\n{shown}```")
    if request.config.getoption("--update"):
        GUIDE.write_text(text, encoding="utf-8")

    root = teachers_course.root
    assert {path.name for path in (root / "submitted").iterdir()} == {"alovelace", "aturing", "ghopper", "mhamilton"}
    assert "'homework.ipynb' was not collected" in printed["course collect 04 downloads/submissions.zip"]
    graded = teachers_course.gradebook()
    assert {student: one.total for student, one in graded.items()} == {
        "alovelace": 20, "aturing": 19, "ghopper": 15, "mhamilton": 15
    }  # fmt: skip
    assert "aturing" in printed["course late 04"]
    assert "alovelace" in printed["course regrade 04"]
    assert "1 submission would change" in printed["course regrade 04"]
    assert "1 submission changed" in printed["course regrade 04 --write"]
    assert (root / "reports" / f"{CHAPTER}.html").exists()
    assert len(list((root / "feedback").glob("*/*/*.html"))) == 4
    assert {path.name for path in (root / "exports").iterdir()} == {
        f"{CHAPTER}-canvas.csv", f"{CHAPTER}-moodle.csv", f"{CHAPTER}.csv"
    }  # fmt: skip
    header = (root / "exports" / f"{CHAPTER}-canvas.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header == "Student,ID,SIS User ID,SIS Login ID,Section,Race conditions (815)"
