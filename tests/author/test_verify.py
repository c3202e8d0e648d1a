"""`course author check` finds every kind of disorder, and names the mend."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import nbformat
import pytest

from helpers.author import corpus, verify
from helpers.exercises import all_exercises, find
from helpers.exercises.base import Criterion
from helpers.verdict import Finding, Verdict

PROJECT = Path(__file__).resolve().parents[2]
CHAPTER = "04-race-conditions"

EXERCISE = find("04-3")


@pytest.fixture
def course(tmp_path: Path) -> Path:
    for name in ("source", "release", "docs", "notebooks"):
        shutil.copytree(PROJECT / name, tmp_path / name, ignore=shutil.ignore_patterns(".*"))
    return tmp_path


@pytest.fixture
def notebook():
    return nbformat.read(PROJECT / "source" / CHAPTER / f"{CHAPTER}.ipynb", as_version=4)


# Their corpora are judged by tests/exercises/test_corpora.py.
@pytest.mark.parametrize("exercise", all_exercises(), ids=lambda exercise: exercise.id)
def test_every_exercise_of_the_course_is_in_order(exercise) -> None:
    notebook = verify.read_notebook(PROJECT, "source", exercise.id)
    problems = [*verify.statement_problems(PROJECT, exercise), *verify.notebook_problems(PROJECT, exercise, notebook)]
    assert problems == []


@pytest.mark.parametrize("exercise", [EXERCISE, find("04-6")], ids=lambda exercise: exercise.id)
def test_all_of_an_exercise_is_verified_together(exercise) -> None:
    assert list(verify.exercise_problems(PROJECT, exercise)) == []


def test_the_table_the_notebooks_and_the_folders_of_the_course_agree() -> None:
    assert [*verify.table_problems(PROJECT), *verify.stray_files(PROJECT)] == []


def test_an_unknown_exercise_is_answered_with_the_known_ones() -> None:
    (problem,) = verify.verify(PROJECT, only="99-9")
    assert "99-9" in problem
    assert "04-1" in problem


# ---- each disorder is found --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"points": 0}, "points"),
        ({"minutes": 0}, "minutes"),
        ({"title": "A turnstile that loses visitors"}, "Repair"),
        ({"hints": ("Look.", "Look.", "Look again.")}, "three different hints"),
        ({"hints": ("Look.", "Look again.", "Look a third time.")}, "15 words"),
        ({"why_others_fail": EXERCISE.why_others_fail[:2]}, "at least 3"),
        ({"hints": ("Look.", " ", "Look again.")}, "three different hints"),
        ({"misconceptions": ()}, "misconceptions"),
        ({"misconceptions": ("M99",)}, "M99"),
        ({"misconceptions": ("M57",)}, "test_misconceptions.py --update"),
    ],
)
def test_an_incomplete_entry_of_the_table_is_found(course: Path, change, says: str) -> None:
    (problem,) = verify.statement_problems(course, dataclasses.replace(EXERCISE, **change))
    assert problem.startswith("04-3: ")
    assert says in problem


def cell_of(notebook, text: str):
    return next(cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.startswith(text))


def change_points(notebook) -> None:
    cell_of(notebook, 'check("04-3")').metadata.nbgrader.points += 1


def make_plain(notebook) -> None:
    cell_of(notebook, 'check("04-3")').metadata.nbgrader.grade = False


def lose_the_check(notebook) -> None:
    notebook.cells.remove(cell_of(notebook, 'check("04-3")'))


def double_the_answer(notebook) -> None:
    notebook.cells.append(cell_of(notebook, "%%exercise 04-3"))


def lose_the_solution_marks(notebook) -> None:
    cell = cell_of(notebook, "%%exercise 04-3")
    cell.source = cell.source.replace("### BEGIN SOLUTION", "").replace("### END SOLUTION", "")


def answer_is_not_an_answer(notebook) -> None:
    cell_of(notebook, "%%exercise 04-3").metadata.nbgrader.solution = False


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (change_points, "points"),
        (make_plain, "Autograder tests"),
        (lose_the_check, "0 cells"),
        (double_the_answer, "2 cells"),
        (lose_the_solution_marks, "BEGIN SOLUTION"),
        (answer_is_not_an_answer, "Autograded answer"),
    ],
)
def test_a_disorder_in_the_cells_is_found(notebook, change, says: str) -> None:
    assert list(verify.cell_problems(EXERCISE, notebook)) == []
    change(notebook)
    problems = list(verify.cell_problems(EXERCISE, notebook))
    assert any(says in problem for problem in problems)
    assert all(problem.startswith("04-3: ") for problem in problems)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"minutes": EXERCISE.minutes + 1}, "task does not begin"),
        ({"given": f"{EXERCISE.given}\nmore = 1\n"}, "another program than `given`"),
    ],
)
def test_a_notebook_that_says_something_else_than_the_table_is_found(notebook, change, says: str) -> None:
    assert list(verify.text_problems(EXERCISE, notebook)) == []
    (problem,) = verify.text_problems(dataclasses.replace(EXERCISE, **change), notebook)
    assert says in problem


def test_a_task_that_is_too_long_is_found(notebook) -> None:
    next(cell for cell in notebook.cells if cell.id == "ex-04-3-task").source += " and so on" * 40
    (problem,) = verify.text_problems(EXERCISE, notebook)
    assert "80 words" in problem


def test_a_solution_that_does_not_pass_is_found() -> None:
    verdict = Verdict("04-3", "failed", 2, 5, findings=(Finding("wrong-result", "A visitor is lost."),))
    (problem,) = verify.answer_problems(EXERCISE, "solution in source/", "passed", verdict)
    assert "A visitor is lost." in problem


def test_a_starter_that_passes_is_found() -> None:
    verdict = Verdict("04-3", "passed", 5, 5)
    (problem,) = verify.answer_problems(EXERCISE, "unsolved starter in release/", "failed", verdict)
    assert "must be failed" in problem


def test_an_exercise_without_a_notebook_and_without_a_release_is_found(course: Path) -> None:
    shutil.rmtree(course / "release")
    problems = list(verify.exercise_problems(course, EXERCISE))
    assert any("release/ has no notebook" in problem for problem in problems)
    shutil.rmtree(course / "source")
    assert any("no notebook in source/" in problem for problem in verify.exercise_problems(course, EXERCISE))


def test_a_corpus_that_is_missing_or_wrong_is_found(course: Path) -> None:
    right, wrong = (course / "tests" / "corpora" / "04-3" / name for name in ("pass", "fail"))
    right.mkdir(parents=True)
    wrong.mkdir()
    passing = sorted((PROJECT / "tests" / "corpora" / "04-3" / "pass").glob("*.py"))[0]
    shutil.copy(passing, right / "right.py")
    (right / "broken.py").write_text("class Turnstile:\n    pass\n")
    (wrong / "without_its_lines.py").write_text("class Turnstile:\n    pass\n")
    (wrong / "not_known_yet.py").write_text(f"# finding: ?\n# message: ?\n{EXERCISE.given}")
    text = passing.read_text(encoding="utf-8")
    (wrong / "is_right.py").write_text(f"# finding: wrong-result M02\n# message: lost\n{text}")
    problems = "\n".join(verify.corpus_problems(course, EXERCISE))
    assert "pass has 2 answers; write at least 4" in problems
    assert "fail has 3 answers; write at least 8" in problems
    assert "broken.py must be passed" in problems
    assert "without_its_lines.py does not say" in problems
    (unknown,) = (line for line in problems.split("\n") if "not_known_yet.py" in line)
    assert "it gets `# finding: no-answer M02`" in unknown
    assert "still the program as it was given" in unknown
    assert "no wrong answer of its corpus gets M06" in problems
    assert "test_corpora.py -k 04-3 --update" in problems
    assert "is_right.py must get its finding, but it is passed" in problems
    assert "right.py must be passed" not in problems


def test_an_id_that_the_table_does_not_have_and_one_of_another_chapter_are_found(course: Path, notebook) -> None:
    cell_of(notebook, "%%exercise 04-1").source = "%%exercise 04-77\nanswer = 1"
    nbformat.write(notebook, course / "source" / CHAPTER / f"{CHAPTER}.ipynb")
    shutil.copytree(course / "source" / CHAPTER, course / "source" / "05-locks")
    problems = list(verify.table_problems(course))
    assert any("04-77" in problem for problem in problems)
    assert any("05-locks" in problem and "another chapter" in problem for problem in problems)


def test_what_lies_about_is_found(course: Path) -> None:
    (course / "source" / CHAPTER / "my_solutions.txt").write_text("")
    (course / "source" / CHAPTER / "picture.svg").write_text("<svg/>")
    (course / "source" / "05-empty").mkdir()
    (course / "notebooks" / "scratch.py").write_text("")
    problems = list(verify.stray_files(course))
    assert len(problems) == 3
    for name in ("my_solutions.txt", "05-empty", "scratch.py"):
        assert any(name in problem for problem in problems)


# ---- what a wrong answer's first lines say -----------------------------------------------------------------------


def verdict_with(kind: str = "wrong-result", misconception: str | None = "M02", result="failed") -> Verdict:
    return Verdict("04-3", result, 0, 5, findings=(Finding(kind, "Two visitors are lost.", misconception),))


def test_an_expectation_is_read_from_the_first_two_lines() -> None:
    read = corpus.expectation("# finding: wrong-result -\n# message: visitors are lost\nx = 1\n")
    assert read == corpus.Expectation("wrong-result", None, "visitors are lost")


@pytest.mark.parametrize(
    "text", ["", "x = 1\ny = 2", "# finding: deadlock\n# message: x", "# finding: deadlock M02\nx = 1"]
)
def test_first_lines_in_another_form_are_refused(text: str) -> None:
    with pytest.raises(corpus.CorpusError, match="finding"):
        corpus.expectation(text)


def test_only_the_expected_finding_is_accepted() -> None:
    expected = corpus.Expectation("wrong-result", "M02", "visitors are lost")
    assert corpus.difference(expected, verdict_with()) is None
    assert "deadlock" in (corpus.difference(expected, verdict_with(kind="deadlock")) or "")
    assert "M07" in (corpus.difference(expected, verdict_with(misconception="M07")) or "")
    assert "cannot-judge" in (corpus.difference(expected, verdict_with(result="cannot-judge")) or "")
    assert "passed" in (corpus.difference(expected, Verdict("04-3", "passed", 5, 5)) or "")
    other_words = dataclasses.replace(expected, words="a ticket")
    assert "a ticket" in (corpus.difference(other_words, verdict_with()) or "")


# ---- answers in words ---------------------------------------------------------------------------------------------

IN_WORDS = find("04-6")


def words_of(notebook):
    return next(cell for cell in notebook.cells if cell.get("id") == "ex-04-6")


def lose_the_words(notebook) -> None:
    notebook.cells.remove(words_of(notebook))


def ask_for_a_program(notebook) -> None:
    notebook.cells.append(nbformat.v4.new_code_cell("%%exercise 04-6\nx = 1"))


def lock_the_words(notebook) -> None:
    words_of(notebook).metadata.nbgrader.locked = True


def change_the_points_of_the_words(notebook) -> None:
    words_of(notebook).metadata.nbgrader.points += 1


def show_the_model_answer(notebook) -> None:
    cell = words_of(notebook)
    cell.source = cell.source.replace("### BEGIN SOLUTION\n", "")


def say_nothing(notebook) -> None:
    words_of(notebook).source = "### BEGIN SOLUTION\nSee above.\n### END SOLUTION"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lose_the_words, "0 text cells"),
        (ask_for_a_program, "remove its %%exercise"),
        (lock_the_words, "Manually graded answer"),
        (change_the_points_of_the_words, "points"),
        (show_the_model_answer, "BEGIN SOLUTION"),
        (say_nothing, "model answer"),
    ],
)
def test_a_disorder_in_an_exercise_in_words_is_found(notebook, change, says: str) -> None:
    assert list(verify.argument_problems(PROJECT, IN_WORDS, notebook)) == []
    change(notebook)
    problems = list(verify.argument_problems(PROJECT, IN_WORDS, notebook))
    assert any(says in problem for problem in problems)
    assert all(problem.startswith("04-6: ") for problem in problems)


@pytest.mark.parametrize(
    ("rubric", "says"),
    [
        ((), "write at least two"),
        ((Criterion(4, "shows in five words how"), Criterion(1, "good")), "say in each line"),
        ((Criterion(4, "shows in five words how"), Criterion(0, "shows in five words why")), "give it points"),
        (
            (Criterion(2, "shows in five words how"), Criterion(2, "shows in five words why")),
            "not those of the exercise",
        ),
    ],
)
def test_a_rubric_that_is_incomplete_is_found(rubric, says: str) -> None:
    problems = list(verify.rubric_problems(dataclasses.replace(IN_WORDS, rubric=rubric)))
    assert any(says in problem for problem in problems)


def test_a_rubric_or_an_answer_that_students_would_get_is_found(course: Path, notebook) -> None:
    path = course / "release" / CHAPTER / f"{CHAPTER}.ipynb"
    release = nbformat.read(path, as_version=4)
    cell = next(cell for cell in release.cells if cell.id == "ex-04-6")
    cell.source = f"The answer {IN_WORDS.rubric[0].text} and says more of it."
    nbformat.write(release, path)
    problems = "\n".join(verify.argument_problems(course, IN_WORDS, notebook))
    assert "is an answer already" in problems
    assert "its rubric stands in release/" in problems
