"""A class of attackers, and three honest students among them, graded together as a teacher grades.

No attacker gains a point against the honest starter, none harms another submission, and what is no accident is reported
to the teacher with its line.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import psutil
import pytest

from helpers.checker.client import Checker
from helpers.exercises import find
from helpers.grading import notes, sandbox
from helpers.grading.call import checked_exercise
from helpers.grading.driver import ClassReport, grade
from tests.attacks.submissions import HERE, Attack, answers, attacks
from tests.grading.course import Course, Graded, make_course
from tests.grading.the_class import CHAPTER, EXERCISES, NOTEBOOK, Submission

pytestmark = [
    pytest.mark.slow,
    pytest.mark.only_on("linux"),
    pytest.mark.needs("bubblewrap"),
    pytest.mark.xdist_group("a class of attackers"),
]

HONEST = ("ann-who-is-first", "m-in-the-middle", "zoe-who-is-last")
ATTACKS = attacks()
ANSWERS = list(answers())
VERDICT = "application/vnd.racecourse.verdict+json"

each = pytest.mark.parametrize("attack", [*ATTACKS, *ANSWERS], ids=lambda attack: attack.name)


@dataclass(frozen=True)
class Graded_class:
    """What grading gave, and what was there before."""

    course: Course
    report: ClassReport
    grades: dict[str, Graded]
    files_before: dict[str, str]
    processes_before: frozenset[int]


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graded_class]:
    course = make_course(tmp_path_factory.mktemp("attackers") / "course")
    starter = nbformat.read(course.release, as_version=4)
    for attack in (*ATTACKS, *ANSWERS):
        attack.hand_in(starter, course.hand_in(attack.name), NOTEBOOK)
    for name in HONEST:
        course.hand_in(name, Submission(course.release))
    before = files(course.root)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(sandbox.TRUST, raising=False)
        processes = frozenset(process.pid for process in psutil.Process().children(recursive=True))
        report = grade(course.root, CHAPTER)
        yield Graded_class(course, report, course.gradebook(), before, processes)


def files(root: Path) -> dict[str, str]:
    """A hash of each file of the master copy and of the submissions."""
    found = [path for folder in ("source", "submitted", "release") for path in (root / folder).rglob("*")]
    return {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in found
        if path.is_file() and not path.is_symlink()
    }


def test_there_are_many() -> None:
    assert len(ATTACKS) >= 40
    assert len(ANSWERS) >= 40
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS)


@each
def test_no_attack_gains_a_point_against_the_honest_starter(attack: Attack, graded: Graded_class) -> None:
    grades = graded.grades[attack.name]

    assert grades.scores.keys() == set(EXERCISES)
    assert [score for score in grades.scores.values() if score] == []
    assert grades.total == 0


def test_honest_students_in_the_same_class_have_all_their_points(graded: Graded_class) -> None:
    full = {exercise: pytest.approx(find(exercise).points) for exercise in EXERCISES}
    rows = {row.student: row for row in graded.report.rows}

    for name in HONEST:
        assert graded.grades[name].scores == full
        assert not graded.grades[name].open
        assert (rows[name].look, rows[name].notes) == (False, ())


def test_every_submission_is_in_the_report(graded: Graded_class) -> None:
    assert [row.student for row in graded.report.rows] == sorted([*HONEST, *(a.name for a in (*ATTACKS, *ANSWERS))])


@pytest.mark.parametrize("attack", [attack for attack in ATTACKS if attack.reported], ids=lambda attack: attack.name)
def test_what_is_no_accident_is_reported_with_its_line(attack: Attack, graded: Graded_class) -> None:
    row = next(row for row in graded.report.rows if row.student == attack.name)

    assert attack.reported in "\n".join(row.notes)


@pytest.mark.parametrize("attack", ANSWERS, ids=lambda attack: attack.name)
def test_an_answer_gets_its_verdict_and_what_is_an_attack_is_reported_with_its_line(
    attack: Attack, graded: Graded_class
) -> None:
    source = (HERE / "04-3" / f"{attack.name.removeprefix('answer_')}.py").read_text(encoding="utf-8")
    result, kind = source.partition("\n")[0].removeprefix("# expected: ").split()
    nb = graded.course.graded_notebook(attack.name)
    cell = next(cell for cell in nb.cells if checked_exercise(cell.source) == "04-3")
    verdict = next(output.data[VERDICT] for output in cell.outputs if VERDICT in output.get("data", {}))

    assert (verdict["result"], verdict["findings"][0]["kind"]) == (result, kind), verdict["findings"][0]["message"]
    assert verdict["points"] == find("04-3").points
    if kind == "attack":
        # the line as the notebook numbers it: below the magic one
        line = source.splitlines()[verdict["findings"][0]["line"] - 2].strip()
        assert line
        found = "\n".join(note.text for note in notes.read(nb))
        assert notes.quoted(line) in found
        assert graded.grades[attack.name].flagged


def test_nothing_of_the_course_was_changed(graded: Graded_class) -> None:
    assert files(graded.course.root) == graded.files_before


def test_no_file_of_others_was_copied_through_a_link(graded: Graded_class) -> None:
    copied = graded.course.root / "autograded" / "link_to_the_gradebook" / CHAPTER

    assert {path.name for path in copied.iterdir() if not path.name.startswith(".")} == {NOTEBOOK}


def test_no_process_is_left_but_the_checker(graded: Graded_class) -> None:
    sandbox.grading_checker().close()
    left = [p for p in psutil.Process().children(recursive=True) if p.pid not in graded.processes_before]

    assert [p.cmdline() for p in left if p.status() != psutil.STATUS_ZOMBIE] == []


class Live(HTMLParser):
    """Collects what a page would run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._script = tag == "script"
        self.found += [f"{tag} {name}" for name, _ in attrs if name.startswith("on") or name == "srcdoc"]
        self.found += [f"{tag} {value}" for _, value in attrs if (value or "").strip().lower().startswith("javascript")]

    def handle_data(self, data: str) -> None:
        if self._script and any(word in data for word in ("alert(1)", "taken", "manual_score", "kernel.execute")):
            self.found.append(data)


def test_feedback_carries_no_script_of_a_student(graded: Graded_class) -> None:
    graded.course.nbgrader("generate_feedback", CHAPTER, "--student", "script_*")
    pages = sorted((graded.course.root / "feedback").glob("script_*/*/*.html"))

    assert len(pages) == 4
    for page in pages:
        live = Live()
        live.feed(page.read_text(encoding="utf-8"))
        assert live.found == []


def test_the_sandbox_was_used(graded: Graded_class) -> None:
    checker = sandbox.grading_checker()

    assert isinstance(checker, Checker)
    assert checker._sandbox is not None
