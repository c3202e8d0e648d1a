"""Each answer is checked once, and its verdict is remembered as long as all that it depends on is the same."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from helpers.checker.endings import ENDED_EARLY
from helpers.exercises import UnknownExercise
from helpers.grading import verdicts
from helpers.grading.verdicts import Verdicts, key_of, may_be_remembered
from helpers.verdict import Finding, Verdict

RIGHT = Verdict("04-1", "passed", 3, 3, (), ("All 20 interleavings.",), "answer = {2, 3, 4}")


class Checks:
    """Stands for the checker: counts what it is asked."""

    def __init__(self, verdict: Verdict = RIGHT) -> None:
        self.asked: list[str] = []
        self.verdict = verdict
        self.go_on = threading.Event()
        self.go_on.set()

    def __call__(self, exercise: str, source: str) -> Verdict:
        assert self.go_on.wait(60)
        self.asked.append(source)
        return replace(self.verdict, exercise=exercise, source=source)


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> Checks:
    stand_in = Checks()
    monkeypatch.setattr(verdicts, "check", stand_in)
    return stand_in


def judged(file: Path | None, *sources: str) -> list[Verdict]:
    found = Verdicts(file)
    try:
        return [found.of("04-1", source) for source in sources]
    finally:
        found.close()


def test_a_verdict_is_found_again_by_the_next_run(tmp_path: Path, checks: Checks) -> None:
    first = judged(tmp_path / "verdicts.db", "answer = {2}")
    assert judged(tmp_path / "verdicts.db", "answer = {2}") == first
    assert checks.asked == ["answer = {2}"]


def test_answers_that_are_checked_at_the_moment_are_not_checked_twice(checks: Checks) -> None:
    checks.go_on.clear()
    found = Verdicts()
    futures = [found.ask("04-1", "answer = {2}") for _ in range(5)]
    checks.go_on.set()
    assert {future.result().score for future in futures} == {3}
    found.close()
    assert len(checks.asked) == 1


def test_another_version_of_the_exercise_is_another_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    before = key_of("04-1", "answer = {2}")
    exercise = verdicts.find("04-1")
    monkeypatch.setattr(verdicts, "find", lambda _: replace(exercise, version=exercise.version + 1))
    assert key_of("04-1", "answer = {2}") != before


def test_another_checker_is_another_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    before = key_of("04-1", "answer = {2}")
    monkeypatch.setattr(verdicts, "fingerprint", lambda: "another")
    assert key_of("04-1", "answer = {2}") != before


def test_a_change_in_the_model_checker_is_another_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    before = verdicts.fingerprint()
    sources = [*verdicts._sources(Path(verdicts.__file__).parents[1])]
    assert any(path.name == "dpor.py" for path in sources)
    monkeypatch.setattr(verdicts, "_sources", lambda package: iter(sources[1:]))
    assert verdicts.fingerprint.__wrapped__() != before


@pytest.mark.parametrize(
    "verdict",
    [
        replace(RIGHT, result="cannot-judge", score=0),
        replace(RIGHT, result="failed", score=0, findings=(Finding("hang", "It hangs."),), searched=(ENDED_EARLY,)),
    ],
    ids=["cannot judge", "ended by a limit"],
)
def test_what_the_machine_may_have_had_a_part_in_is_checked_again(
    verdict: Verdict, tmp_path: Path, checks: Checks
) -> None:
    checks.verdict = verdict
    assert not may_be_remembered(verdict)
    judged(tmp_path / "verdicts.db", "answer = {2}", "answer = {2}")
    judged(tmp_path / "verdicts.db", "answer = {2}")
    assert len(checks.asked) == 3


def test_a_damaged_file_is_made_anew(tmp_path: Path, checks: Checks) -> None:
    file = tmp_path / "verdicts.db"
    file.write_bytes(b"no database at all, but long enough to be read as one" * 100)
    judged(file, "answer = {2}")
    judged(file, "answer = {2}")
    assert len(checks.asked) == 1


def test_a_damaged_entry_is_checked_again(tmp_path: Path, checks: Checks) -> None:
    file = tmp_path / "verdicts.db"
    judged(file, "answer = {2}")
    with sqlite3.connect(file) as store:
        store.execute("UPDATE verdicts SET verdict = ?", (b"garbage",))
    judged(file, "answer = {2}")
    assert len(checks.asked) == 2


def test_where_nothing_can_be_written_answers_are_judged_all_the_same(tmp_path: Path, checks: Checks) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    assert judged(in_the_way / "verdicts.db", "answer = {2}", "answer = {2}")[1].score == 3
    assert len(checks.asked) == 1


def test_an_unknown_exercise_is_an_error_at_once(checks: Checks) -> None:
    with pytest.raises(UnknownExercise):
        Verdicts().ask("99-1", "answer = 1")
