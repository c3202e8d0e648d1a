"""A prediction is written down before its result exists, and the notebook's text has no answer."""

from __future__ import annotations

import pytest

pytest.importorskip("anywidget", reason="this environment has no widgets")

from helpers.widgets import question as questions
from helpers.widgets.question import NoAnswer, Question, answer, answers, choices, members, number


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    monkeypatch.setattr(questions, "_given", [])
    monkeypatch.setattr(questions, "_asked", {})


def ask(form, result, truth=lambda result: result, **more):
    return Question("05/office", "How many?", form, lambda: result, truth, **more)


def test_nothing_is_made_before_there_is_an_answer_and_the_answer_is_written_down_first():
    seen = []

    def show():
        seen.append(answers()[-1].answer)
        return 2

    asked = Question("05/office", "How many?", number(), show, lambda result: result)
    assert repr(asked).startswith("How many?")
    assert seen == []
    answered = asked.answer("2")
    assert seen == [2]
    assert answered.result == 2
    assert "You predicted 2. That is right." in repr(answered)


def test_the_truth_comes_out_of_the_result_and_what_is_wrong_is_told():
    answered = ask(number("ways"), [1, 2, 3], len).answer(2)
    assert answered.sentence == "You predicted 2 ways. It is 3 ways. Why?"
    assert answers()[-1].outcome == "wrong"


@pytest.mark.parametrize(
    ("form", "truth", "given", "outcome"),
    [
        (number(), 2, "2.0", "right"),
        (number(), 0.5, 0.5, "right"),
        (number(), 2, -2, "wrong"),
        (choices("one", "two"), "two", "two", "right"),
        (choices(1, 2), 2, 2, "right"),
        (choices("one", "two"), "two", "one", "wrong"),
        (members(1, 2, 3), {1, 3}, {3, 1}, "right"),
        (members(1, 2, 3), {1, 3}, ["1", "3"], "right"),
        (members(1, 2, 3), {1, 3}, {1}, "wrong"),
        (members(1, 2), set(), set(), "right"),
        (number(), 2, None, "skipped"),
    ],
)
def test_answers_are_compared_in_the_form_of_the_question(form, truth, given, outcome):
    remembered = []
    ask(form, truth, remember=lambda id, how: remembered.append((id, how))).answer(given)
    assert answers()[-1].outcome == outcome
    # who did not predict has nothing to remember
    assert remembered == ([] if outcome == "skipped" else [("05/office", outcome)])


@pytest.mark.parametrize(
    ("form", "given", "what_to_do"),
    [
        (number(), "many", "Write a number"),
        (number(), "", "Write a number"),
        (number(), "nan", "Write a number"),
        (number(), "inf", "Write a number"),
        (choices("one", "two"), "", "Choose one of these first: one, two"),
        (members(1, 2), {3}, "There is no 3 here"),
        (members("12", "3"), "12", "Give a set"),
    ],
)
def test_what_is_no_answer_is_not_written_down_and_shows_nothing(form, given, what_to_do):
    made = []
    asked = Question("id", "How many?", form, lambda: made.append("made"), lambda result: 0)
    with pytest.raises(NoAnswer, match=what_to_do):
        asked.answer(given)
    assert made == []
    assert answers() == ()


def test_a_question_can_be_answered_by_its_name_and_says_so():
    asked = ask(choices("one", "two"), "two")
    assert "answer(\"05/office\", 'one')" in repr(asked)
    assert answer("05/office", "two").given.outcome == "right"
    with pytest.raises(NoAnswer, match="Asked: 05/office") as caught:
        answer("05/table", 1)
    assert caught.value._render_traceback_() == [str(caught.value)]  # no lines of the course around it


def test_what_the_result_prints_is_shown_with_it(capsys):
    asked = Question("id", "What?", number(), lambda: print("printed <b>") or 3, lambda result: result)
    bundle = asked.answer(3)._repr_mimebundle_()
    assert "printed <b>" in bundle["text/plain"]
    assert "printed &lt;b&gt;" in bundle["text/html"]
    assert capsys.readouterr().out == ""


def test_an_error_of_the_result_goes_on_and_the_answer_stays_written_down():
    asked = Question("id", "What?", number(), lambda: 1 / 0, lambda result: result)
    with pytest.raises(ZeroDivisionError):
        asked.answer(3)
    assert answers()[-1].answer == 3


def test_the_form_in_the_browser_knows_the_question_and_no_answer():
    asked = ask(members(1, 2, 3), {1, 3})
    front = questions._Front(asked)
    sent = {name: value for name, value in front.get_state().items() if name in ("question", "phase", "said")}
    assert sent == {
        "question": {"text": "How many?", "kind": "set", "options": ["1", "2", "3"], "unit": ""},
        "phase": "open",
        "said": "",
    }
    front.close()


def test_the_form_takes_one_answer_and_tells_what_is_none(monkeypatch):
    placed = []
    monkeypatch.setattr(questions, "change", lambda place, bundle: placed.append(bundle["text/plain"]))
    asked = ask(number(), 2)
    asked._places = (None, None)
    front = questions._Front(asked)
    front._hear(front, {"answer": "many"}, [])
    assert (front.phase, front.said, placed) == ("open", "Write a number first, such as 7 or 0.5.", [])
    front._hear(front, {"answer": "2"}, [])
    assert (front.phase, front.said) == ("answered", "You predicted 2. That is right.")
    front._hear(front, {"answer": "3"}, [])
    assert [given.answer for given in answers()] == [2]
    assert len(placed) == 1
    front.close()


def test_in_a_lesson_a_prediction_is_remembered(monkeypatch):
    from helpers.notebook import prediction

    kept = []
    monkeypatch.setattr(prediction, "record", lambda **what: kept.append(what))
    prediction.predict("05/office", "How many?", number(), lambda: 2, lambda result: result).answer(2)
    assert kept == [{"kind": "prediction", "id": "05/office", "outcome": "right"}]


def test_on_a_page_that_nobody_can_answer_the_result_is_folded_away(monkeypatch):
    shown = []
    monkeypatch.setenv("RACECOURSE_PREDICTIONS", "folded")
    monkeypatch.setattr(questions, "put", shown.append)
    ask(number(), 2)._ipython_display_()
    (bundle,) = shown
    before, _, folded = bundle["text/html"].partition("<details>")
    assert "How many?" in before
    assert "It is 2." not in before
    assert "It is 2." in folded
    assert answers() == ()


WIDGET = "application/vnd.jupyter.widget-view+json"


@pytest.mark.parametrize(("variable", "has_its_own_view"), [("VSCODE_PID", True), ("JPY_SESSION_NAME", False)])
def test_what_is_saved_refers_to_no_kernel_but_where_each_output_is_a_page_of_its_own(
    monkeypatch, variable, has_its_own_view
):
    for name in ("VSCODE_PID", "VSCODE_CWD", "JPY_SESSION_NAME", "RACECOURSE_PREDICTIONS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(variable, "1")
    shown = []
    monkeypatch.setattr(questions, "in_notebook", lambda: True)
    monkeypatch.setattr(questions, "put", shown.append)
    asked = ask(number(), 2)
    asked._ipython_display_()
    form, empty = shown
    assert (WIDGET in form) is has_its_own_view
    assert f'data-rc-place="{asked._front.place}"' in form["text/html"]
    assert "from helpers.widgets.question import answer" in form["text/plain"]
    assert "when you have answered" in empty["text/plain"]
    asked._front.close()
