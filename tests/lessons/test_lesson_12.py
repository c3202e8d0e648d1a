"""What lesson 12 tells its readers is so: its cells are run, with real workers, and what they show is compared."""

from __future__ import annotations

import re
import sys

import pytest
from lesson_reading import LESSONS, lesson

nbclient = pytest.importorskip("nbclient", reason="this environment has no Jupyter")
nbformat = pytest.importorskip("nbformat", reason="this environment has no Jupyter")

LESSON = lesson("12")
PATIENCE = 240  # seconds until a cell counts as hanging; nothing is judged by the time that it takes


@pytest.fixture(scope="module")
def shown():
    """What each code cell shows as text, by the cell's name."""
    notebook = nbformat.read(LESSON.path, as_version=4)
    folder = {"metadata": {"path": str(LESSONS[0].parent)}}
    nbclient.NotebookClient(notebook, timeout=PATIENCE, resources=folder).execute()
    return {
        cell.id: "".join(output.get("text", "") for output in cell.outputs)
        for cell in notebook.cells
        if cell.cell_type == "code"
    }


def test_a_message_waits_without_a_worker_and_a_plain_call_runs_here(shown):
    state, rice = shown["queue-send"].splitlines()
    assert state == "PENDING - 1 message waits"
    soup, here = shown["queue-work"].splitlines()
    pid = re.search(r"\d+$", here)[0]
    assert rice == f"rice, cooked by process {pid}"
    assert soup.startswith("soup, cooked by process ")
    assert not soup.endswith(f" {pid}")


def test_a_group_keeps_the_order_of_its_tasks_and_a_chord_gives_the_sum(shown):
    assert shown["many-run"].splitlines() == ["[450, 600, 380]", "1430"]


def test_a_task_may_not_wait_for_another_one(shown):
    assert shown["wait-run"] == "Never call result.get() within a task!\n"


def test_a_message_waits_for_a_worker_of_its_queue(shown):
    assert shown["route-run"].splitlines() == ["1 waits in the queue oven", "380"]


def test_with_early_acknowledgement_nothing_is_left_of_the_message(shown):
    assert shown["early-run"] == "0 messages, STARTED\n"


def test_with_late_acknowledgement_the_next_worker_does_it_again_from_the_first_line(shown):
    paid, charges = shown["late-run"].splitlines()
    assert paid == "B4 is paid"
    assert charges.count("['A17', 1200]") == 1
    assert charges.count("['B4', 1200]") == 2


def test_looking_first_charges_twice_and_a_key_once(shown):
    assert "2 times charged" in shown["looks-run"]
    assert "1 times charged" in shown["key-run"]


def test_what_can_get_better_is_retried_and_what_cannot_is_not(shown):
    assert shown["retry-run"].splitlines() == ["letter 1", "NoSuchAddress", "{'E1': 3, 'F2': 1}"]


def test_pauses_double_up_to_the_tenth_and_jitter_only_shortens_them(shown):
    longest, jittered = (eval(line) for line in shown["pauses"].splitlines())
    assert longest == [2**n for n in range(10)]
    assert all(0 <= short <= long for short, long in zip(jittered, longest, strict=True))


@pytest.mark.skipif(sys.platform == "win32", reason="threads have no time limits, as the lesson says")
def test_a_time_limit_kills_what_never_ends(shown):
    assert shown["limit-run"] == "TimeLimitExceeded\n"


def test_littles_law_gives_the_numbers_of_the_text(shown):
    assert [line.split()[0] for line in shown["scale-run"].splitlines()] == ["20.0", "32.0", "28800.0"]
    assert "With fewer than 20 workers" in LESSON.cell("scale-explain").text


def test_the_extra_hour_of_the_last_question_has_an_answer():
    # twice the orders for an hour, 24 workers: what is left of it goes with what 24 can do more than 40 per second
    left = (80 - 24 / 0.5) * 3600
    assert left / (24 / 0.5 - 40) / 3600 == pytest.approx(4.0)


def test_calling_a_task_that_is_always_eager_sends_nothing():
    celery = pytest.importorskip("celery")
    app = celery.Celery("eager", broker="memory://", backend="cache+memory://")
    app.conf.task_always_eager = True
    ran = []

    @app.task
    def note(value):
        ran.append(value)

    note.delay(1)
    assert ran == [1]
