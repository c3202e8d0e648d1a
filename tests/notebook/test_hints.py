"""`hint("04-2")`: three hints, one after the other, and what to do when there are no more."""

from __future__ import annotations

import dataclasses

import pytest

pytest.importorskip("IPython", reason="this environment has no Jupyter")

from learner import Learner, plain

from helpers import exercises
from helpers.exercises import all_exercises, find
from helpers.notebook import hint, refusal, solution
from helpers.notebook.refusal import Refusal


@pytest.fixture
def learner(tmp_path, monkeypatch) -> Learner:
    return Learner.sits_down(tmp_path, monkeypatch)


def test_each_call_gives_the_next_of_three_hints_and_says_how_many_are_left(learner):
    first, second, third = (hint("04-2").to_text() for _ in range(3))
    for number, (shown, wanted) in enumerate(zip((first, second, third), find("04-2").hints, strict=True), 1):
        assert f"Hint {number} of 3" in shown
        assert wanted in shown
    assert "2 more hints" in first
    assert "one more hint" in second
    assert "last hint" in third
    assert find("04-2").hints[1] not in first


def test_after_the_third_all_are_shown_with_what_to_do_then_and_what_to_read_again(learner):
    for _ in range(3):
        hint("04-2")
    shown = hint("04-2").to_text()
    assert all(text in shown for text in find("04-2").hints)
    assert "There are no more hints. What to do now:" in shown
    assert 'solution("04-2")' in shown
    assert "../../notebooks/04-race-conditions.ipynb#cell-id=" in shown
    assert hint("04-2").to_text() == shown


def test_which_hint_was_given_outlives_the_kernel_and_is_counted_for_each_exercise(learner):
    hint("04-2")
    learner.restarts_the_kernel()
    assert "Hint 2 of 3" in hint("04-2").to_text()
    assert "Hint 1 of 3" in hint("04-3").to_text()


def test_without_a_file_that_can_be_written_hints_still_go_on(learner, capsys):
    learner.file.mkdir()  # no file can be put in its place
    assert [hint("04-2").number for _ in range(4)] == [1, 2, 3, 4]
    assert capsys.readouterr().out.count("cannot be written") == 1


@pytest.mark.parametrize("exercise", all_exercises(), ids=lambda exercise: exercise.id)
def test_every_hint_is_shown_as_text_and_as_html_that_says_the_same(learner, exercise):
    for _ in range(4):
        shown = hint(exercise.id)
        words = " ".join(shown.to_text().replace("`", "").split())
        for sentence in shown._hints() + shown._after():
            assert " ".join(sentence.replace("`", "").split()) in " ".join(plain(shown).split())
            assert " ".join(sentence.replace("`", "").split()) in words


def test_an_exercise_in_words_has_hints_and_never_sends_to_a_check(learner):
    shown = "".join(hint("04-6").to_text() for _ in range(4))
    assert "check(" not in shown
    assert 'solution("04-6", insist=True)' in shown


@pytest.mark.parametrize("command", [hint, solution])
@pytest.mark.parametrize(
    ("id", "said"),
    [
        ("04-91", "did you mean 04-1"),
        ("tea", "there are 00-1"),
        (4, "as a text"),
        ("", "as a text"),
        (None, "as a text"),
    ],
)
def test_what_is_no_exercise_gets_a_sentence_and_no_traceback(learner, command, id, said):
    with pytest.raises(Refusal, match=said) as caught:
        command(id)
    assert caught.value._render_traceback_() == str(caught.value).splitlines()
    assert not learner.file.exists()


@pytest.mark.parametrize("command", [hint, solution])
def test_a_command_without_its_exercise_shows_how_it_is_written(learner, command):
    with pytest.raises(Refusal, match=rf'{command.__name__}\("00-1"\)'):
        command()


@pytest.mark.parametrize("command", [hint, solution])
def test_a_copy_without_exercises_says_so(learner, command, monkeypatch):
    monkeypatch.setattr(refusal, "all_exercises", lambda: ())
    with pytest.raises(Refusal, match="no exercises"):
        command("04-2")


def test_a_copy_that_was_made_without_hints_says_so(learner, monkeypatch):
    bare = dataclasses.replace(find("04-2"), hints=("", "", ""))
    monkeypatch.setitem(exercises._BY_ID, "04-2", bare)
    with pytest.raises(Refusal, match="without hints"):
        hint("04-2")
