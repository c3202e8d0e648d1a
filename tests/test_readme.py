"""README.md says what is true."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
PAGES = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"]


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
    assert [link for link in links if not (PROJECT / link).exists()] == []


def test_the_commands_of_the_readme_exist() -> None:
    from typer.main import get_command

    from helpers.cli import app

    known = get_command(app).commands.keys()
    text = (PROJECT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"course(?:\.py)? (lab|test|check|grade|author)\b", text))
    assert {"lab", "test", "check", "grade"} <= named <= known
    assert list(re.findall(r"course\.py (\w+)", text))[:2] == ["lab", "test"]
