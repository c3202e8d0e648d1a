"""Makes the copy of the course that a class gets: `course handout FOLDER`.

What `c.Racecourse.help = False` switches off is not in that copy: no hints, no solutions, no reasons why other answers
fail, no `source/`. Rubrics, and the tests with their right answers, are never in it. The checks are: they run on the
learner's machine, and whoever reads their code can learn from it what they look for.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from helpers.language import HELP_DOMAIN
from helpers.notebook.help import HelpSettingError, config_folders, setting_in

FILES = (
    *(".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "LICENSE-text", "README.md", "course.py"),
    *("environment.yml", "nbgrader_config.py", "postBuild", "pyproject.toml"),
)
FOLDERS = ("docs", "helpers", "notebooks", "release", "requirements")
WITH_HELP = ("source",)
LEFT_OUT = (
    *("__pycache__", ".ipynb_checkpoints", "*.pyc", ".DS_Store", "progress.json*"),
    *("grader-quality.md", "teaching.md", "pictures"),
)
"""Neither part of the course nor for learners: the report on the checks shows slips put into the solutions, and a
picture of the teacher's guide a rubric."""

# What stands in the place of the texts that are taken out, by the keyword that holds them.
_INSTEAD = {"hints": '("", "", "")', "why_others_fail": "()"}


class HandoutError(RuntimeError):
    """The copy cannot be made; the message says why and what to do."""


def make_handout(root: Path, target: Path) -> tuple[int, bool]:
    """Copy what a class gets.

    Args:
        root: the project's folder.
        target: a folder that does not exist yet, or is empty.

    Returns:
        how many files were written, and whether help is in the copy.

    Raises:
        HandoutError: the folder is not empty, a part of the course is missing, the setting cannot be read, or a text
            that should be out is still in. Then the folder is as it was.
    """
    target = target.resolve()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise HandoutError(f"{target.name} is there already, and not empty: name a new folder.")
    # a copy inside of what is copied would hold a copy of itself, and that one, too, without an end
    if any(target.is_relative_to((root / name).resolve()) for name in (*FOLDERS, *WITH_HELP)):
        raise HandoutError("Name a folder outside of what is copied.")
    try:
        with_help = setting_in([root, *config_folders()])
    except HelpSettingError as error:
        raise HandoutError(f"Whether the class gets help cannot be told: {error}") from None
    folders = (*FOLDERS, *(WITH_HELP if with_help else ()))
    missing = [name for name in (*FILES, *folders) if not (root / name).exists()]
    if missing:
        raise HandoutError(f"{missing[0]} is missing: start from a complete copy of the course.")
    was_there = target.exists()
    try:
        return _made(root, target, folders, with_help), with_help
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        if was_there:
            target.mkdir()
        raise


def _made(root: Path, target: Path, folders: tuple[str, ...], with_help: bool) -> int:
    target.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        shutil.copy(root / name, target / name)
    for name in folders:
        shutil.copytree(root / name, target / name, ignore=shutil.ignore_patterns(*LEFT_OUT))
    if not with_help:
        for path in (target / "helpers" / "locale").rglob(f"{HELP_DOMAIN}.*"):
            path.unlink()
    for path in sorted((target / "helpers" / "exercises").glob("*.py")):
        source = path.read_text(encoding="utf-8")
        path.write_text(stripped(source, with_help), encoding="utf-8", newline="\n")
    _look_again(target, with_help)
    return sum(path.is_file() for path in target.rglob("*"))


def stripped(source: str, with_help: bool) -> str:
    """The source of a table of exercises without the rubrics' texts, and unless with help without what helps.

    Args:
        source: a module of `helpers.exercises`.
        with_help: whether hints and reasons stay.
    """
    lines = source.encode().splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    text = b"".join(lines)
    for node, instead in sorted(_to_replace(ast.parse(source), with_help), key=_place, reverse=True):
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        first = starts[node.lineno - 1] + node.col_offset
        last = starts[node.end_lineno - 1] + node.end_col_offset
        text = text[:first] + instead.encode() + text[last:]
    return text.decode()


def _place(found: tuple[ast.expr, str]) -> tuple[int, int]:
    return found[0].lineno, found[0].col_offset


def _to_replace(tree: ast.AST, with_help: bool) -> Iterator[tuple[ast.expr, str]]:
    """Each expression that is taken out, with what takes its place."""
    for node in ast.walk(tree):
        named: list[tuple[object, ast.expr]] = []
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name) and node.func.id == "Criterion":
                yield from ((text, '""') for text in _texts_of_a_criterion(node))
            named = [(keyword.arg, keyword.value) for keyword in node.keywords]
        elif isinstance(node, ast.Dict):  # keyword arguments that two calls share
            keys: list[object] = [key.value if isinstance(key, ast.Constant) else None for key in node.keys]
            named = list(zip(keys, node.values, strict=True))
        for name, value in named:
            # `hints=hints` hands on what its caller wrote, and there it is taken out
            if not with_help and isinstance(name, str) and name in _INSTEAD and not isinstance(value, ast.Name):
                yield value, _INSTEAD[name]


def _texts_of_a_criterion(node: ast.Call) -> Iterator[ast.expr]:
    yield from node.args[1:]
    yield from (keyword.value for keyword in node.keywords if keyword.arg == "text")


# Run in the copy itself: what Python finds in its table counts, not what was meant to be replaced.
_QUESTION = """
from helpers.exercises import all_exercises
left = [e.id for e in all_exercises() if any(c.text for c in e.rubric)]
if {without_help}:
    left += [e.id for e in all_exercises() if any(e.hints) or e.why_others_fail]
print(*left)
"""


def _look_again(target: Path, with_help: bool) -> None:
    command = [sys.executable, "-P", "-B", "-c", _QUESTION.format(without_help=not with_help)]
    environment = {**os.environ, "PYTHONPATH": str(target)}
    done = subprocess.run(command, cwd=target, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        raise HandoutError(f"The copy does not work: {(done.stderr.strip().splitlines() or ['no word'])[-1]}")
    if done.stdout.strip():
        raise HandoutError(
            f"Texts that a class must not get are still in the copy, of exercises {done.stdout.strip()}: write them as "
            "keyword arguments `hints=(...)`, `why_others_fail=(...)` and `rubric=(Criterion(...), ...)`."
        )
