"""The scheduler's outputs and its way to the checker, without a browser."""

from __future__ import annotations

import json
import re

import pytest
from boards import GOALS, ask, board_for

from helpers.checker import run_task
from helpers.demo.goals import OWN
from helpers.demo.program import read_cell
from helpers.widgets import schedule
from helpers.widgets.schedule import GoalList, Scheduler, make_scheduler

VIEW = "application/vnd.jupyter.widget-view+json"
PLACES = ("VSCODE_PID", "VSCODE_CWD", "JPY_SESSION_NAME")


@pytest.fixture(autouse=True)
def in_no_particular_place(monkeypatch):
    for name in PLACES:
        monkeypatch.delenv(name, raising=False)


def lesson_program(name):
    return board_for(name).program


def test_what_the_screen_sends_is_done_on_the_board_and_comes_back_as_the_view():
    shown = make_scheduler(lesson_program("tickets"), ask=ask)
    for message in ({"do": "take", "thread": "A"}, {"do": "take", "thread": "B", "line": True}, {"do": "finish"}):
        shown._do(shown, message, [])
    assert shown.view["schedule"] == "A B2 A"
    assert shown.view["solved"]
    shown._do(shown, {"do": "restart"}, [])
    assert shown.view["schedule"] == ""


def test_a_message_that_it_does_not_know_changes_nothing():
    shown = make_scheduler(lesson_program("tickets"), ask=ask)
    before = shown.view
    for message in ({}, {"do": "__class__"}, {"do": "view"}, {"do": 7}):
        shown._do(shown, message, [])
    assert shown.view == before


def test_the_output_refers_to_nothing_that_ends_with_the_kernel():
    bundle = make_scheduler(lesson_program("tickets"), ask=ask).bundle()
    assert set(bundle) == {"text/plain", "text/html"}
    assert not re.search("<script|<style", bundle["text/html"])


def test_the_static_form_and_the_text_say_the_goal_the_threads_and_the_steps():
    shown = make_scheduler(lesson_program("office"), steps="A B", ask=ask)
    for said in (shown.to_text(), re.sub("<[^>]+>", " ", shown.to_html())):
        assert "Make it deadlock" in said
        assert "Thread A (copy()) waits in line 7 for printer, held by thread B." in said
        assert "Goal reached." in said
        assert "Schedule so far: A B" in said
    assert "step | A" in shown.to_text()


def test_where_each_output_has_a_page_of_its_own_the_widget_itself_is_the_output(monkeypatch):
    monkeypatch.setenv("VSCODE_PID", "1")
    shown = make_scheduler(lesson_program("tickets"), ask=ask)
    assert shown.bundle()[VIEW]["model_id"] == shown.model_id
    monkeypatch.setenv("JPY_SESSION_NAME", "lesson.ipynb")
    assert VIEW not in shown.bundle()


def test_the_last_picture_goes_into_the_notebook_when_the_reader_leaves(monkeypatch):
    kept = []

    class Handle:
        def update(self, bundle, raw):
            kept.append(bundle["text/plain"])

    monkeypatch.setattr(schedule, "display", lambda *args, **more: Handle())
    shown = make_scheduler(lesson_program("tickets"), ask=ask)
    shown._do(shown, {"do": "keep"}, [])
    assert kept == []
    shown._ipython_display_()
    shown._do(shown, {"do": "take", "thread": "A"}, [])
    shown._do(shown, {"do": "keep"}, [])
    assert "Schedule so far: A" in kept[-1]


def test_the_board_asks_a_process_of_its_own_and_gets_the_same_answer():
    here, there = (make_scheduler(lesson_program("tickets"), ask=way) for way in (ask, run_task))
    for shown in (here, there):
        shown._do(shown, {"do": "take", "thread": "A"}, [])
        shown._do(shown, {"do": "hint"}, [])
    assert json.loads(json.dumps(here.view)) == json.loads(json.dumps(there.view))


def test_a_claim_of_the_learners_own_is_a_goal():
    program = read_cell("mine: add() | add() -> x", "x = 0\ndef add():\n    global x\n    x += 1\n")
    shown = make_scheduler(program, claim="x == 2", ask=ask)
    assert shown.view["goal"] == OWN
    assert shown.view["goals"][0]["task"] == "Break this: at the end, x == 2."
    shown.board.hint()
    assert shown.board.hinted


def test_a_program_without_a_goal_is_to_go_wrong_in_whatever_way():
    program = read_cell(
        "mine: wait() -> 0", "from threading import Lock\ndef wait():\n    Lock().acquire()\n    1 / 0\n"
    )
    shown = make_scheduler(program, ask=ask)
    shown.board.finish()
    assert shown.board.position.solved


def test_an_unknown_goal_is_answered_with_those_that_there_are():
    with pytest.raises(LookupError, match="04-lose-a-sale"):
        make_scheduler(lesson_program("tickets"), goal="04-nothing", ask=ask)
    assert isinstance(make_scheduler(lesson_program("tickets"), goal="04-lose-a-sale", ask=ask), Scheduler)


def test_the_list_of_goals_has_them_all_as_text_and_as_html():
    for shown in (repr(GoalList()), GoalList()._repr_html_()):
        for goal in GOALS:
            assert goal.program in shown
            assert goal.task in shown
