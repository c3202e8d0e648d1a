"""The workflow for GitHub Actions: valid, on all systems and Pythons, without a secret."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import yaml
from packaging.specifiers import SpecifierSet

PROJECT = Path(__file__).resolve().parent.parent
WORKFLOW = PROJECT / ".github" / "workflows" / "tests.yml"


def valid(text: str, folder: Path) -> bool:
    """Whether the schema that check-jsonschema carries accepts a workflow."""
    file = folder / "workflow.yml"
    file.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(file)]
    return subprocess.run(command, capture_output=True).returncode == 0


def test_the_workflow_is_valid_and_a_broken_one_would_not_be(tmp_path: Path) -> None:
    text = WORKFLOW.read_text(encoding="utf-8")
    assert valid(text, tmp_path)
    assert not valid(text.replace("runs-on:", "runs_on:"), tmp_path)


def test_it_runs_on_three_systems_and_every_python_that_the_course_supports() -> None:
    matrix = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]["course"]["strategy"]["matrix"]
    assert {system.split("-")[0] for system in matrix["system"]} == {"ubuntu", "macos", "windows"}
    wanted = SpecifierSet(tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]["requires-python"])
    supported = [f"3.{minor}" for minor in range(40) if f"3.{minor}.1" in wanted]
    assert matrix["python"] == supported


def test_a_test_that_lacks_a_program_fails_only_where_every_program_is_installed() -> None:
    jobs = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]
    assert jobs["course"]["env"] == {"CI": ""}
    assert "export CI=true" in (PROJECT / ".ci" / "run").read_text(encoding="utf-8")


def test_it_needs_no_secret_and_may_write_nothing() -> None:
    text = WORKFLOW.read_text(encoding="utf-8")
    assert "secrets." not in text
    assert yaml.safe_load(text)["permissions"] == {"contents": "read"}


def test_the_commands_that_it_runs_are_there() -> None:
    text = WORKFLOW.read_text(encoding="utf-8")
    assert (PROJECT / ".ci" / "run").exists()
    from typer.main import get_command

    from helpers.cli import app

    known = get_command(app).commands.keys()
    assert set(re.findall(r"(?:course\.py|bin/course) ([a-z]+)", text)) <= known
