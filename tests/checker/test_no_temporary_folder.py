"""On a machine where no temporary file can be written, a check says so; it judges nobody."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]

PROGRAM = """
import json, sys
from helpers.checker import check
verdict = check(sys.argv[1], open(sys.argv[2]).read())
print(json.dumps([verdict.result, [finding.message for finding in verdict.findings]]))
"""


@pytest.mark.needs("bubblewrap")
@pytest.mark.only_on("linux")
@pytest.mark.parametrize(("temporary", "result"), [((), "cannot-judge"), (("--tmpfs", "/var/tmp"), "passed")])
def test_without_a_folder_for_temporary_files_a_check_says_what_is_missing(
    temporary: tuple[str, ...], result: str
) -> None:
    answer = sorted((PROJECT / "tests" / "corpora" / "08-3" / "pass").glob("*.py"))[0]
    box = ["bwrap", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--unshare-pid", *temporary]
    program = [sys.executable, "-c", textwrap.dedent(PROGRAM), "08-3", str(answer)]
    done = subprocess.run([*box, *program], cwd=PROJECT, capture_output=True, text=True, env={"PYTHONPATH": "."})
    assert done.returncode == 0, done.stderr
    said, messages = json.loads(done.stdout)
    assert said == result, messages
    assert all("TMPDIR" in message for message in messages)
