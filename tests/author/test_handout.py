"""What a class gets: with help switched off, no hint, no solution and no reason is anywhere in it."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from helpers.author.handout import FILES, FOLDERS, WITH_HELP, HandoutError, make_handout, stripped
from helpers.exercises import all_exercises
from helpers.notebook.help import SETTING, HelpSettingError, setting_of
from helpers.notebook.solution_source import divided

PROJECT = Path(__file__).resolve().parents[2]


def course(folder: Path, setting: str) -> Path:
    """The project, with a setting of its own."""
    folder.mkdir()
    for name in (*FILES, *FOLDERS, *WITH_HELP):
        if name != "nbgrader_config.py":
            (folder / name).symlink_to(PROJECT / name)
    config = (PROJECT / "nbgrader_config.py").read_text(encoding="utf-8")
    assert config.count(f"{SETTING} = True") == 1
    (folder / "nbgrader_config.py").write_text(config.replace(f"{SETTING} = True", setting), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def handouts(tmp_path_factory) -> dict[bool, Path]:
    """The copies for a class without and with help."""
    folder = tmp_path_factory.mktemp("handouts")
    made = {}
    for help in (False, True):
        root = course(folder / f"course-{help}", f"{SETTING} = {help}")
        made[help] = folder / f"class-{help}"
        assert make_handout(root, made[help])[1] == help
    return made


def everything_in(folder: Path) -> str:
    """All texts in a folder, as one line: each file's own, and the texts in programs as Python reads them."""
    parts = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        parts.append(text)
        if path.suffix == ".py":
            constants = (node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant))
            parts += [value for value in constants if isinstance(value, str)]
        if path.suffix == ".ipynb":
            parts += [cell.source for cell in nbformat.read(path, as_version=4).cells]
    return squeezed("\n".join(parts))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def solutions() -> dict[str, str]:
    """The solutions of all master copies, by the cells that hold them."""
    found = {}
    for path in sorted((PROJECT / "source").glob("*/*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            if solution := divided(cell.source)[1]:
                found[f"{path.stem} {cell.metadata.nbgrader.grade_id}"] = squeezed(solution)
    return found


def help_texts() -> dict[str, str]:
    """Hints and reasons, by the exercise and what they are."""
    found = {}
    for exercise in all_exercises():
        for kind, texts in (("hint", exercise.hints), ("reason", exercise.why_others_fail)):
            found |= {f"{exercise.id} {kind} {number}": squeezed(text) for number, text in enumerate(texts, 1)}
    return found


def test_with_help_switched_off_no_hint_no_reason_and_no_solution_is_in_what_the_class_gets(handouts):
    given = everything_in(handouts[False])
    assert [name for name, text in help_texts().items() if text in given] == []
    assert [name for name, text in solutions().items() if text in given] == []
    assert "BEGINSOLUTION" not in squeezed(
        "".join(path.read_text(encoding="utf-8") for path in handouts[False].glob("release/*/*.ipynb"))
    )
    assert not (handouts[False] / "source").exists()


def test_with_help_switched_on_all_of_it_is_there_so_the_search_above_would_have_found_it(handouts):
    given = everything_in(handouts[True])
    assert [name for name, text in help_texts().items() if text not in given] == []
    assert [name for name, text in solutions().items() if text not in given] == []


@pytest.mark.parametrize("help", [False, True])
def test_rubrics_and_tests_are_in_no_copy(handouts, help):
    given = everything_in(handouts[help])
    rubrics = [squeezed(line.text) for exercise in all_exercises() for line in exercise.rubric]
    assert rubrics
    assert [text for text in rubrics if text in given] == []
    assert not (handouts[help] / "tests").exists()


SESSION = """
from helpers.checker import check
from helpers.exercises import find
from helpers.notebook import hint, solution
from helpers.notebook.refusal import Refusal
print(check("04-2", 'answer = "A3 B6 A3"').result, check("04-2", "answer = 'A'").result, find("04-6").points)
for ask in (lambda: hint("04-2"), lambda: solution("04-2", insist=True)):
    try:
        print("shown:", ask().to_text().splitlines()[0])
    except Refusal as error:
        print("refused:", error)
"""


def session_in(folder: Path, tmp_path: Path) -> list[str]:
    environment = {**os.environ, "PYTHONPATH": str(folder), "RACECOURSE_PROGRESS": str(tmp_path / "progress.json")}
    done = subprocess.run(
        [sys.executable, "-P", "-B", "-c", SESSION],
        cwd=folder / "release" / "04-race-conditions",
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


def test_in_the_copy_without_help_checks_work_and_hints_and_solutions_are_refused(handouts, tmp_path):
    judged, hint, solution = session_in(handouts[False], tmp_path)
    assert judged == "passed failed 5"
    assert hint.startswith("refused:")
    assert "your teacher has switched them off" in hint
    assert solution.startswith("refused:")
    # whoever turns the setting back on finds nothing to be shown
    config = handouts[False] / "nbgrader_config.py"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace(f"{SETTING} = False", f"{SETTING} = True"), encoding="utf-8")
    try:
        _, hint, solution = session_in(handouts[False], tmp_path)
    finally:
        config.write_text(text, encoding="utf-8")
    assert "made without hints" in hint
    assert solution.startswith("refused: This copy of the course has no solution")


def test_in_the_copy_with_help_both_are_shown(handouts, tmp_path):
    judged, hint, solution = session_in(handouts[True], tmp_path)
    assert judged == "passed failed 5"
    assert hint.startswith("shown: Hint 1 of 3")
    assert solution.startswith("shown: One of several right solutions")


@pytest.mark.parametrize("help", [False, True])
def test_the_copy_holds_what_learners_need_and_nothing_that_python_or_jupyter_left_behind(handouts, help):
    names = {path.relative_to(handouts[help]).as_posix() for path in handouts[help].rglob("*") if path.is_file()}
    assert {"course.py", "notebooks/00-start-here.ipynb", "requirements/course.txt", "nbgrader_config.py"} <= names
    assert {f"release/{path.stem}/{path.name}" for path in (PROJECT / "release").glob("*/*.ipynb")} <= names
    assert not [name for name in names if "__pycache__" in name or ".ipynb_checkpoints" in name]
    assert not [name for name in names if name.startswith(("progress", "racecourse-progress", ".racecourse"))]


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("keep")
    with pytest.raises(HandoutError, match="not empty"):
        make_handout(PROJECT, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("name", [*FOLDERS, *WITH_HELP])
def test_no_copy_is_made_inside_of_what_is_copied(tmp_path, name):
    for each in (*FOLDERS, *WITH_HELP):
        (tmp_path / each).mkdir()
    with pytest.raises(HandoutError, match="outside"):
        make_handout(tmp_path, tmp_path / name / "class")
    assert not list((tmp_path / name).iterdir())


def test_the_command_says_in_one_sentence_what_is_wrong(tmp_path):
    (tmp_path / "mine.txt").write_text("keep")
    command = [sys.executable, "-P", "-m", "helpers.cli", "handout", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.strip() == f"{tmp_path.name} is there already, and not empty: name a new folder."


def test_a_setting_that_cannot_be_read_makes_no_copy(tmp_path):
    root = course(tmp_path / "course", f"{SETTING} = bool(os.environ)")
    with pytest.raises(HandoutError, match="so that it can be read without running"):
        make_handout(root, tmp_path / "class")
    assert not (tmp_path / "class").exists()


def test_a_text_that_is_not_written_where_it_can_be_taken_out_is_told_and_no_copy_is_left(tmp_path, monkeypatch):
    from helpers.author import handout

    monkeypatch.setattr(handout, "stripped", lambda source, with_help: source)
    with pytest.raises(HandoutError, match="still in the copy"):
        make_handout(course(tmp_path / "course", f"{SETTING} = False"), tmp_path / "class")
    assert not (tmp_path / "class").exists()


def test_only_the_texts_are_taken_out_of_a_table():
    source = (
        "def build(*, hints, rubric):\n    return Exercise(hints=hints, rubric=rubric)\n\n\n"
        'E = build(\n    title="Ü",\n    hints=(\n        "one "\n        "ö",\n        "b",\n        f"c",\n    ),\n'
        '    rubric=(Criterion(1, "names it"), Criterion(points=2, text="says " "why")),\n'
        '    why_others_fail=tuple(f"{n}" for n in (1, 2)),\n)\n'
    )
    assert stripped(source, with_help=False) == (
        "def build(*, hints, rubric):\n    return Exercise(hints=hints, rubric=rubric)\n\n\n"
        'E = build(\n    title="Ü",\n    hints=("", "", ""),\n'
        '    rubric=(Criterion(1, ""), Criterion(points=2, text="")),\n    why_others_fail=(),\n)\n'
    )
    assert '"one "' in stripped(source, with_help=True)
    assert "names it" not in stripped(source, with_help=True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", None),
        ("c = get_config()\nc.Racecourse.help = False\n", False),
        ("c.Racecourse.help = False\nc.Racecourse.help = True\n", True),
        ("# c.Racecourse.help = False\n", None),
        ("c.Racecourse.helpful = False\nd.Racecourse.help = False\n", None),
    ],
)
def test_the_setting_is_read_and_never_run(tmp_path, text, said):
    path = tmp_path / "nbgrader_config.py"
    path.write_text(f"{text}\nraise SystemExit('it was run')\n")
    assert setting_of(path) is said


@pytest.mark.parametrize("text", ["c.Racecourse.help = 0", "c.Racecourse.help = off()", "c.Racecourse.help = (", "\0"])
def test_a_setting_that_is_neither_true_nor_false_is_told(tmp_path, text):
    path = tmp_path / "nbgrader_config.py"
    path.write_text(text)
    with pytest.raises(HelpSettingError):
        setting_of(path)
