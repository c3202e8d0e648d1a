"""Every labelled program is decided as its label says, and the same way each time.

`--repeat 20` judges each of them twenty times.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.interleave import Judgement, Program, judge
from helpers.interleave.bench.labels import read_label
from helpers.interleave.judge import tell
from helpers.interleave.runner import Runner
from helpers.interleave.schedule import decode

TESTS = Path(__file__).parents[1]
FILES = sorted(
    path.relative_to(TESTS).as_posix()
    for folder in ("programs/pass", "programs/fail", "classics")
    for path in (TESTS / folder).glob("*.py")
)


def judge_file(name: str) -> Judgement:
    path = TESTS / name
    return judge(Program.from_file_text(path.read_text(encoding="utf-8"), path.name))


def test_there_are_programs_to_judge() -> None:
    assert len(FILES) > 400


@pytest.mark.parametrize("name", FILES)
def test_a_program_is_decided_as_its_label_says(name: str, request: pytest.FixtureRequest) -> None:
    label = read_label(TESTS / name)
    judgement = judge_file(name)
    assert judgement.result == label.expected, f"{judgement.kind}: {judgement.message} {judgement.searched}"
    if label.kind:
        assert judgement.kind == label.kind, judgement.message
    for _ in range(request.config.getoption("--repeat") - 1):
        assert judge_file(name) == judgement
    if judgement.result == "passed":
        assert (judgement.kind, judgement.message, judgement.schedule, judgement.trace) == ("", "", "", None)
        return
    assert judgement.message
    assert judgement.trace is not None
    assert judgement.trace.schedule == judgement.schedule


ENDLESS = ("hang", "limit")


@pytest.mark.parametrize("name", [name for name in FILES if read_label(TESTS / name).expected == "failed"])
def test_the_schedule_of_a_wrong_program_shows_its_failure_again(name: str) -> None:
    judgement = judge_file(name)
    if judgement.kind in ENDLESS or judgement.result != "failed":
        return
    path = TESTS / name
    program = Program.from_file_text(path.read_text(encoding="utf-8"), path.name)
    execution, _ = tell(program, Runner(program), decode(judgement.schedule))
    failure = execution.failure
    assert failure is not None
    assert (failure.kind, failure.message, failure.line) == (judgement.kind, judgement.message, judgement.line)
