"""The scheduler's board, without a browser."""

from __future__ import annotations

import json

import pytest
from boards import ask, board_for

from helpers.checker import TaskEnded
from helpers.demo.goals import goals_of
from helpers.demo.program import read_cell
from helpers.exercises import find
from helpers.notebook.hunts import _CASTINGS, hunted
from helpers.widgets.board import Board


def letters(board: Board) -> dict[str, str]:
    return {thread["letter"]: thread["state"] for thread in board.view()["threads"]}


def test_a_step_is_one_atomic_step_and_a_line_is_all_of_it():
    board = board_for("tickets")
    assert board.view()["threads"][0]["ahead"] == ["reads sold: 0", "writes sold: 0 → 1"]
    board.take("A")
    assert board.schedule == "A"
    assert board.view()["threads"][0]["ahead"] == ["writes sold: 0 → 1"]
    board.take("B", whole_line=True)
    assert board.schedule == "A B2"
    assert board.view()["values"] == [["sold", "1", "changed"]]


def test_the_update_is_lost_and_the_schedule_says_how():
    board = board_for("tickets")
    for letter in "ABBA":
        board.take(letter)
    view = board.view()
    assert view["solved"]
    assert view["schedule"] == "A B2 A"
    assert view["use"] == 'run_schedule("tickets", "A B2 A")'
    assert view["status"].startswith("Goal reached. At the end, sold is 1")
    assert view["goals"][0]["solved"]


def test_another_order_does_not_reach_the_goal_and_the_board_says_so():
    board = board_for("tickets")
    board.finish()
    assert board.position.ended
    assert not board.position.solved
    assert "At the end, sold is 2." in board.status
    assert "not reached" in board.status


def test_undo_takes_back_one_choice_after_the_other_up_to_the_beginning():
    board = board_for("tickets")
    board.take("A", whole_line=True)
    board.take("B")
    board.undo()
    assert board.schedule == "A2"
    board.undo()
    assert board.schedule == ""
    board.undo()
    assert board.schedule == ""
    assert "nothing to take back" in board.message


def test_a_solved_goal_stays_solved_when_one_starts_again():
    board = board_for("tickets", "A B2 A")
    assert board.position.solved
    board.restart()
    assert not board.view()["solved"]
    assert board.view()["goals"][0]["solved"]


def test_a_thread_that_waits_cannot_go_and_the_board_says_for_what():
    board = board_for("office")
    board.take("A")
    board.take("B")
    assert board.position.solved
    assert board.position.wrong == "deadlock"
    board.undo()
    board.take("A")
    assert letters(board)["B"] == "blocked"
    board.take("B")
    assert board.schedule == "A2"
    assert "Thread B cannot go on: it waits for printer, held by thread A." in board.message


def test_who_has_ended_cannot_go_and_neither_can_who_is_not_there():
    board = board_for("tickets")
    board.take("A", whole_line=True)
    board.take("A")
    assert "Thread A has ended" in board.message
    board.take("Q")
    assert "no thread Q" in board.message
    board.finish()
    board.take("B")
    assert "come to its end" in board.message


def test_a_hint_from_where_the_goal_is_out_of_reach_says_how_far_to_go_back():
    board = board_for("tickets")
    board.take("A", whole_line=True)
    board.hint()
    assert "Undo" in board.message
    board.undo()
    board.hint()
    assert board.hinted in ("A", "B")


def test_the_main_thread_is_one_of_the_choices_where_it_starts_the_others():
    board = board_for("note")
    assert letters(board) == {"M": "blocked", "A": "ready", "B": "ready"}
    board.take("A")
    assert letters(board) == {"M": "ready", "A": "ended", "B": "ready"}


def test_a_schedule_to_begin_with_is_taken_and_one_that_cannot_be_followed_is_explained():
    assert board_for("tickets", "A B").schedule == "A B"
    board = board_for("tickets", "A9")
    assert board.schedule == ""
    assert "cannot be followed" in board.message
    assert "no schedule" in board_for("tickets", "A?").message


def test_a_step_that_is_stopped_by_a_limit_is_not_taken_and_the_board_goes_on():
    killed = []

    def ask_or_die(name, payload):
        if killed:
            raise TaskEnded(killed.pop())
        return ask(name, payload)

    program = board_for("tickets").program
    board = Board(program, goals_of("tickets"), ask_or_die)
    board.take("A")
    killed.append("It was stopped after 10 seconds.")
    board.take("B")
    assert board.schedule == "A"
    assert board.message == "That step was not taken: It was stopped after 10 seconds."
    killed.append("It was stopped after 10 seconds.")
    board.hint()
    assert "stopped" in board.message
    board.take("B")
    assert board.schedule == "A B"


def test_a_program_that_is_no_python_is_explained_and_shows_no_threads():
    board = Board(read_cell("odd: f() | f() -> x", "def f(:\n"), (), ask)
    assert "cannot be run" in board.status
    assert board.view()["threads"] == []
    board.take("A")
    board.hint()


def test_an_endless_line_is_looked_ahead_only_so_far():
    source = "stop = False\ndef f():\n    while not stop: pass\ndef g():\n    global stop\n    stop = True\n"
    board = Board(read_cell("spins: f() | g() -> stop", source), (), ask)
    assert 0 < len(board.view()["threads"][0]["ahead"]) <= 30
    board.take("B", whole_line=True)
    board.finish()
    assert board.position.ended
    assert board.position.wrong == ""


def test_everything_that_is_drawn_is_plain_data():
    board = board_for("looks")
    board.take("A", whole_line=True)
    assert json.loads(json.dumps(board.view())) == board.view()


@pytest.mark.parametrize("id", _CASTINGS)
def test_what_is_found_on_the_board_of_a_hunt_is_an_answer_to_the_exercise(id):
    program = hunted(id)
    assert program is not None
    wrong = {"00-1": "order == 'tea'", "04-2": "sold != 5"}.get(id)
    board = Board(program, (), ask)
    assert board.goal is None
    found = search(program, wrong)
    board = Board(program, (), ask, found)
    board.finish()
    assert board.view()["use"] == f'answer = "{board.schedule}"'
    assert find(id).judge(board.view()["use"]).passed


def search(program, wrong):
    """A schedule that goes wrong: among all endings, or one at whose end `wrong` is true."""
    ends = ask("endings", {"program": program.to_json()})["endings"]
    for end in ends:
        if end["wrong"] and not wrong:
            return end["schedule"]
    said = ask("claim", {"program": program.to_json(), "claim": f"not ({wrong})"})
    assert said["answer"] == "no"
    return said["schedule"]


def test_every_exercise_that_asks_for_a_schedule_has_a_board():
    from helpers.exercises import all_exercises

    assert {exercise.id for exercise in all_exercises() if exercise.shape == "hunt"} == _CASTINGS.keys()
