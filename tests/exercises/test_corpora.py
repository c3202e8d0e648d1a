"""Every answer of the corpora is decided rightly, and the same way each time.

`--repeat 20` judges each answer that often. What the course says about each one is kept in the expected.json of
its exercise's folder, so that a change of a verdict shows in review; `--update` writes it anew.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from helpers.author.corpus import TREATED_AS_A_WHOLE
from helpers.checker import Checker
from helpers.exercises import all_exercises
from helpers.verdict import Verdict

CORPORA = Path(__file__).parents[1] / "corpora"
FILES = sorted(path.relative_to(CORPORA).as_posix() for path in CORPORA.glob("*/*/*.py"))
HEADER = re.compile(r"# finding: (?P<kind>\S+) (?P<misconception>M\d\d|-)\n# message: (?P<words>.+)\n?")


@pytest.fixture(scope="module")
def checker():
    with Checker() as course:
        yield course


class Expected:
    """What was said before about each answer: one file for each exercise."""

    def __init__(self) -> None:
        self._known: dict[str, dict[str, Any]] = {}
        self._updated: dict[str, dict[str, Any]] = {}

    def of(self, name: str) -> dict[str, Any] | None:
        exercise, answer = name.split("/", 1)
        if exercise not in self._known:
            self._known[exercise] = read_expected(exercise)
        return self._known[exercise].get(answer)

    def update(self, name: str, value: dict[str, Any]) -> None:
        exercise, answer = name.split("/", 1)
        self._updated.setdefault(exercise, {})[answer] = value

    def write(self) -> None:
        for exercise, updated in self._updated.items():
            merged = {**read_expected(exercise), **updated}
            kept = {name: merged[name] for name in sorted(merged) if (CORPORA / exercise / name).exists()}
            (CORPORA / exercise / "expected.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def read_expected(exercise: str) -> dict[str, Any]:
    path = CORPORA / exercise / "expected.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


@pytest.fixture(scope="module")
def expected():
    known = Expected()
    yield known
    known.write()


def summary(verdict: Verdict) -> dict[str, Any]:
    return {
        "result": verdict.result,
        "score": verdict.score,
        "findings": [[f.kind, f.misconception, f.line, f.scenario] for f in verdict.findings],
    }


@pytest.mark.parametrize("name", FILES)
def test_an_answer_gets_the_verdict_that_it_deserves(name, checker, expected, request):
    exercise, folder, _ = name.split("/")
    source = (CORPORA / name).read_text(encoding="utf-8")
    verdict = checker.check(exercise, source)
    for _ in range(request.config.getoption("--repeat") - 1):
        assert checker.check(exercise, source).to_json() == verdict.to_json()
    if folder == "pass":
        assert verdict.result == "passed", verdict.findings
        assert verdict.score == verdict.points
    else:
        header = HEADER.match(source)
        assert header, "a wrong answer starts with '# finding: <kind> <misconception or ->' and '# message: <words>'"
        assert verdict.result != "passed"
        assert verdict.score < verdict.points
        wanted = (header["kind"], None if header["misconception"] == "-" else header["misconception"])
        matching = [f for f in verdict.findings if (f.kind, f.misconception) == wanted]
        assert matching, [(f.kind, f.misconception, f.message) for f in verdict.findings]
        assert any(header["words"] in f.message for f in matching), [f.message for f in matching]
        assert sum(f.points for f in verdict.findings) == pytest.approx(verdict.points - verdict.score)
    if request.config.getoption("--update"):
        expected.update(name, summary(verdict))
    else:
        assert expected.of(name) == summary(verdict), "the verdict has changed: if that is meant, run with --update"


def test_nothing_is_expected_of_an_answer_that_is_gone():
    expected = {
        f"{path.parent.name}/{name}"
        for path in CORPORA.glob("*/expected.json")
        for name in json.loads(path.read_text())
    }
    assert expected <= set(FILES)


CHECKED = [exercise for exercise in all_exercises() if exercise.shape != "argue"]  # a person reads the others


@pytest.mark.parametrize("exercise", CHECKED, ids=lambda exercise: exercise.id)
def test_a_corpus_has_enough_right_and_wrong_answers(exercise):
    folder = CORPORA / exercise.id
    assert len(list((folder / "pass").glob("*.py"))) >= 4
    assert len(list((folder / "fail").glob("*.py"))) >= 8


@pytest.mark.parametrize("exercise", CHECKED, ids=lambda exercise: exercise.id)
def test_each_misconception_that_an_exercise_names_is_found_in_its_corpus(exercise):
    headers = [HEADER.match(path.read_text(encoding="utf-8")) for path in (CORPORA / exercise.id / "fail").glob("*.py")]
    found = {header["misconception"] for header in headers if header}
    assert set(exercise.misconceptions) - TREATED_AS_A_WHOLE.get(exercise.id, set()) <= found


def test_corpora_belong_to_exercises_that_exist():
    assert {name.split("/")[0] for name in FILES} <= {exercise.id for exercise in all_exercises()}
