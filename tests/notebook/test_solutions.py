"""`solution("04-2")`: the master's text, after an honest attempt or on insisting."""

from __future__ import annotations

import nbformat
import pytest

pytest.importorskip("IPython", reason="this environment has no Jupyter")

from learner import CHAPTER, ROOT, Learner, plain

from helpers.checker import check
from helpers.exercises import all_exercises, find
from helpers.exercises.assemble import exercise_of
from helpers.notebook import places, solution
from helpers.notebook.progress_keeper import keeper, record
from helpers.notebook.refusal import Refusal
from helpers.notebook.solution_source import divided, is_untouched, master_of


@pytest.fixture
def learner(tmp_path, monkeypatch) -> Learner:
    return Learner.sits_down(tmp_path, monkeypatch)


def test_without_an_attempt_it_says_what_to_do_first_and_how_to_insist(learner):
    with pytest.raises(Refusal, match="Give it a try first") as caught:
        solution("04-2")
    assert 'hint("04-2")' in str(caught.value)
    assert 'solution("04-2", insist=True)' in str(caught.value)
    assert "A3 B6" not in str(caught.value)


def test_on_insisting_it_is_shown_and_that_is_remembered(learner):
    assert 'answer = "A3 B6 A3"' in solution("04-2", insist=True).to_text()
    (entry,) = keeper().entries()
    assert (entry.kind, entry.id, entry.outcome) == ("solution", "04-2", "insisted")


@pytest.mark.parametrize("outcome", ["failed", "partly", "passed", "cannot-judge"])
def test_after_a_check_of_an_answer_of_ones_own_it_is_shown(learner, outcome):
    record("check", "04-2", outcome)
    learner.restarts_the_kernel()
    assert 'answer = "A3 B6 A3"' in solution("04-2").to_text()


@pytest.mark.parametrize(("kind", "id"), [("hint", "04-2"), ("prediction", "04-2"), ("check", "04-1")])
def test_what_is_no_check_of_this_exercise_is_no_attempt(learner, kind, id):
    record(kind, id, "failed")
    with pytest.raises(Refusal):
        solution("04-2")


def test_a_check_of_the_untouched_starter_is_no_attempt(learner):
    record("check", "04-2", "starter")
    with pytest.raises(Refusal):
        solution("04-2")


@pytest.mark.parametrize("exercise", [e for e in all_exercises() if e.shape != "argue"], ids=lambda e: e.id)
def test_the_starter_is_known_whatever_its_layout_and_comments(learner, exercise):
    starter = master_of(exercise.id, "release").starter
    assert is_untouched(f"%%exercise {exercise.id}\n\n# my notes\n{starter}\n\n", exercise.id)
    assert not is_untouched(f"%%exercise {exercise.id}\n{starter}\nmine = 1", exercise.id)
    assert not is_untouched(f"%%exercise {exercise.id}\n{starter}\nmine = (", exercise.id)


@pytest.mark.parametrize("exercise", all_exercises(), ids=lambda exercise: exercise.id)
def test_every_exercise_has_its_solution_and_why_others_fail_as_text_and_as_html(learner, exercise):
    shown = solution(exercise.id, insist=True)
    assert shown.text
    assert len(exercise.why_others_fail) >= 2, "say in why_others_fail why the obvious other answers fail"
    assert "SOLUTION" not in shown.text
    for text in (shown.to_text(), plain(shown)):
        assert " ".join(shown.text.replace("`", "").split()) in " ".join(text.replace("`", "").split())
        assert all(reason.replace("`", "") in text.replace("`", "") for reason in exercise.why_others_fail)
    assert shown.in_words == (exercise.shape == "argue")
    assert ("The solution of" in shown.to_text()) == (exercise.shape in ("predict", "classify", "read-the-error"))


def test_what_is_shown_passes_the_check_together_with_the_starter(learner):
    for id in ("00-1", "04-1", "04-2"):
        master = master_of(id)
        assert check(id, f"{master.starter}\n{solution(id, insist=True).text}").passed


def test_it_is_the_text_between_the_marks_of_the_master_copy(learner):
    notebook = nbformat.read(ROOT / "source" / CHAPTER.name / f"{CHAPTER.name}.ipynb", as_version=4)
    (cell,) = [cell for cell in notebook.cells if cell.cell_type == "code" and exercise_of(cell.source) == "04-3"]
    inside = cell.source.split("### BEGIN SOLUTION\n")[1].split("\n### END SOLUTION")[0]
    assert solution("04-3", insist=True).text == inside


def test_several_marked_parts_of_one_cell_are_put_together_and_unindented():
    begin, end = "### BEGIN SOLUTION", "### END SOLUTION"
    cell = f"def f():\n    {begin}\n    return 1\n    {end}\n\n{begin}\n    g = 2\n{end}"
    assert divided(cell) == ("def f():\n", "return 1\ng = 2")


def test_an_answer_in_words_has_no_check_so_only_insisting_shows_it(learner):
    with pytest.raises(Refusal, match="answered in words"):
        solution("04-6")
    shown = solution("04-6", insist=True)
    assert "single writer" in shown.to_text()
    assert all(line.text not in shown.to_text() for line in find("04-6").rubric)


def test_a_copy_without_source_says_where_the_solutions_are(learner, monkeypatch, tmp_path):
    monkeypatch.setattr(places, "project", lambda: None)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Refusal, match="in the folder `source` of the complete course"):
        solution("04-2", insist=True)


@pytest.mark.parametrize("insist", [1, "yes", None])
def test_insisting_is_said_with_true(learner, insist):
    with pytest.raises(Refusal, match="insist is True or False"):
        solution("04-2", insist=insist)
