"""`review()`: three questions from earlier chapters; the same progress and the same day give the same ones."""

from __future__ import annotations

from datetime import date

import pytest

pytest.importorskip("IPython", reason="this environment has no Jupyter")

from learner import Learner

from helpers.exercises import all_exercises, find
from helpers.notebook import review
from helpers.notebook.progress_entries import Entry
from helpers.notebook.progress_keeper import record
from helpers.notebook.review import SHAPES, ShownReview, due_on, questions

TODAY = date(2026, 3, 20)


def checked(id: str, day: str, outcome: str = "passed", session: str = "s1") -> Entry:
    return Entry(day, "check", id, outcome, session, 1, f"{day}T12:00:00Z")


def ids(rows: list[Entry], today: date = TODAY) -> list[str]:
    return [question.exercise.id for question in questions(all_exercises(), rows, today)]


@pytest.fixture
def learner(tmp_path, monkeypatch) -> Learner:
    return Learner.sits_down(tmp_path, monkeypatch)


@pytest.mark.parametrize(
    ("outcomes", "due"),
    [
        ([], None),
        ([("2026-03-01", "failed")], "2026-03-02"),
        ([("2026-03-01", "passed")], "2026-03-03"),
        ([("2026-03-01", "passed"), ("2026-03-03", "passed")], "2026-03-07"),
        ([("2026-03-01", "passed"), ("2026-03-03", "passed"), ("2026-03-07", "passed")], "2026-03-15"),
        ([("2026-03-01", "passed"), ("2026-03-03", "failed")], "2026-03-04"),
        ([("2026-03-01", "failed"), ("2026-03-01", "passed")], "2026-03-03"),
        ([("2026-03-01", "failed"), ("2026-03-03", "passed")], "2026-03-05"),
        ([(f"2026-02-{day:02}", "passed") for day in range(1, 29)], "2026-05-03"),
        ([("2026-03-01", "starter")], None),
    ],
)
def test_the_wait_doubles_with_each_day_on_which_it_was_solved_and_starts_anew_after_one_on_which_it_was_not(
    outcomes, due
):
    rows = [checked("02-1", day, outcome) for day, outcome in outcomes]
    assert due_on(rows, "02-1") == (date.fromisoformat(due) if due else None)


def test_it_asks_three_questions_of_different_earlier_chapters_the_longest_due_first():
    rows = [
        checked("00-1", "2026-03-10"),
        checked("01-1", "2026-03-08"),
        checked("01-2", "2026-03-07"),
        checked("02-1", "2026-03-09"),
        checked("04-1", "2026-03-11"),
    ]
    assert ids(rows) == ["01-2", "02-1", "00-1"]


def test_what_was_skipped_is_asked_on_its_day_too():
    rows = [checked("01-1", "2026-03-08"), checked("02-1", "2026-03-18")]
    found = {q.exercise.id: q.asked_before for q in questions(all_exercises(), rows, TODAY)}
    assert found["01-1"]
    assert not found["00-1"]


def test_chapters_that_come_later_and_programs_are_never_asked():
    rows = [checked(exercise.id, "2026-03-01") for exercise in all_exercises() if exercise.id < "06"]
    found = questions(all_exercises(), rows, TODAY)
    assert len(found) == 3
    assert all(question.exercise.id < "05" and question.exercise.shape in SHAPES for question in found)


def test_what_was_answered_today_is_not_asked_again_today():
    rows = [checked("00-1", "2026-03-01"), checked("01-1", "2026-03-02"), checked("02-1", "2026-03-20")]
    assert "00-1" in ids(rows)
    again = [*rows, checked("00-1", "2026-03-20", "failed")]
    assert "00-1" not in ids(again)
    assert "00-1" in ids(again, date(2026, 3, 21))


def test_the_same_rows_in_another_order_give_the_same_questions():
    rows = [checked(e.id, f"2026-03-{number % 9 + 1:02}") for number, e in enumerate(all_exercises()) if e.id < "07"]
    assert ids(rows) == ids(rows[::-1])


@pytest.mark.parametrize("rows", [[], [checked("00-1", "2026-03-01")]])
def test_in_the_first_chapter_there_is_nothing_to_review_and_it_says_when_there_will_be(rows):
    shown = ShownReview(questions(all_exercises(), rows, TODAY), TODAY)
    assert "nothing to review yet" in shown.to_text()
    assert "second chapter" in shown.to_text()


@pytest.mark.parametrize("exercise", [e for e in all_exercises() if e.shape in SHAPES], ids=lambda e: e.id)
def test_every_question_shows_its_task_and_a_cell_to_fill_in(learner, exercise):
    from helpers.notebook.review import Question

    text = ShownReview((Question(exercise, TODAY, True),), TODAY).to_text()
    assert f"%%exercise {exercise.id}\n" in text
    assert f'check("{exercise.id}")' in text
    assert len(text) > 400
    assert "SOLUTION" not in text
    assert "](../" not in text, "a link of another folder leads nowhere"
    assert not [line for line in text.split("\n") if line.startswith("#") and "```" not in text.split(line)[0]]


def test_it_is_shown_as_markdown_and_as_the_same_text(learner):
    record("check", "04-1", "failed")
    shown = review()
    bundle = shown._repr_mimebundle_()
    assert bundle["text/markdown"] == bundle["text/plain"] == repr(shown)
    assert "3 questions from earlier chapters" in repr(shown)
    assert find(shown.questions[0].exercise.id).title in repr(shown)
