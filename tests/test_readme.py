"""README.md says what is true."""

from __future__ import annotations

import contextlib
import io
import json
import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
PAGES = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/index.md", "docs/learners.md", "docs/cheat-sheet.md"]


def blocks(kind: str) -> list[str]:
    text = (PROJECT / "README.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)


def readme_output() -> str:
    """What the programs of README.md print when they are run one after the other."""
    printed, namespace = io.StringIO(), {}
    with contextlib.redirect_stdout(printed):
        for program in blocks("python"):
            exec(compile(program, "README.md", "exec"), namespace)
    return printed.getvalue()


def test_the_example_prints_what_the_readme_shows() -> None:
    assert [readme_output()] == blocks("text")


def test_the_example_passes_with_the_lock_that_the_readme_names() -> None:
    from helpers.interleave import Program, judge

    namespace: dict = {}
    with contextlib.redirect_stdout(io.StringIO()):
        for program in blocks("python"):
            exec(compile(program, "README.md", "exec"), namespace)
    locked = namespace["source"].replace("def sell(customer):\n", "def sell(customer):\n  with lock:\n")
    source = f"import threading\nlock = threading.Lock()\n{locked}"
    judgement = judge(Program(source, namespace["scenario"]))
    assert (judgement.result, judgement.exhaustive) == ("passed", True)


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_a_page_links_to_is_there(page: str) -> None:
    text = (PROJECT / page).read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", text)
    assert [link for link in links if not ((PROJECT / page).parent / link).exists()] == []


def test_the_table_of_chapters_has_every_chapter_and_its_minutes_are_about_right() -> None:
    from helpers.exercises import all_exercises

    text = (PROJECT / "README.md").read_text(encoding="utf-8")
    for path in sorted((PROJECT / "notebooks").glob("[0-9][0-9]-*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        lesson = sum(cell["metadata"].get("racecourse", {}).get("minutes", 0) for cell in cells)
        practice = sum(e.minutes for e in all_exercises() if e.id.startswith(f"{path.name[:2]}-"))
        link = re.escape(f"(release/{path.stem}/{path.stem}.ipynb)")
        row = re.search(rf"\(notebooks/{re.escape(path.name)}\) \| (\d+) \| \[exercises\]{link} \| (\d+) \|", text)
        assert row, f"README.md has no row for {path.name}"
        for said, real in zip(map(int, row.groups()), (lesson, practice), strict=True):
            assert abs(said - real) <= max(3, real // 4), (
                f"{path.name}: README.md says {said} minutes, there are {real}"
            )


def test_the_commands_of_the_readme_exist() -> None:
    from typer.main import get_command

    from helpers.cli import app

    known = get_command(app).commands.keys()
    text = (PROJECT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"course(?:\.py)? (lab|test|check|grade|author)\b", text))
    assert {"lab", "test", "check", "grade"} <= named <= known
    assert list(re.findall(r"course\.py (\w+)", text))[:2] == ["lab", "test"]
