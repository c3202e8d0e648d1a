"""Tests that share what takes long to make run in one process, as the suite's own options ask for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from helpers.author.suite import in_parallel

SHARED = """
import os, pathlib, pytest

@pytest.fixture(scope="module")
def made():
    with open("made.txt", "a") as file:
        print(os.getpid(), file=file)

@pytest.mark.xdist_group("shared")
@pytest.mark.parametrize("number", range(8))
def test_shares(made, number):
    pass
"""


def test_what_a_group_of_tests_shares_is_made_once(tmp_path: Path) -> None:
    (tmp_path / "test_shared.py").write_text(SHARED, encoding="utf-8")
    _, _, *how = in_parallel()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", *how, "-p", "no:cacheprovider", "test_shared.py"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert len((tmp_path / "made.txt").read_text(encoding="utf-8").splitlines()) == 1
