"""What lesson 05 tells its readers is so, on the Python that runs this test."""

from __future__ import annotations

import pytest
from lesson_reading import ask, final_values, lesson

from helpers.demo.program import LessonProgram
from helpers.demo.results import Endings, Run
from helpers.demo.tasks import endings, one_run

LESSON = lesson("05")


def ways_to_end(program: LessonProgram) -> dict[str, set[str]]:
    """The final values under the key "", and the messages of what goes wrong under their kinds; none is left out."""
    found = Endings.from_json(endings({"program": program.to_json()}))
    assert not found.trouble
    assert "nothing else can come out" in found.searched[0]
    ways: dict[str, set[str]] = {}
    for ending in found.endings:
        ways.setdefault(ending.wrong, set()).add(ending.text)
    return ways


def run(program: LessonProgram, schedule: str) -> Run:
    found = Run.from_json(one_run({"program": program.to_json(), "schedule": schedule}))
    assert not found.trouble
    return found


def test_a_copy_and_a_fax_are_both_done_or_none_is():
    ways = ways_to_end(LESSON.program("office"))
    assert set(ways) == {"", "deadlock"}
    assert ways[""] == {"['copy', 'fax']"}


def test_two_steps_are_enough_for_the_deadlock_in_the_office():
    found = run(LESSON.program("office"), "A B")
    assert found.ending.wrong == "deadlock"
    waiting = found.trace.steps[-1].waiting
    assert waiting == {"A": "printer, held by thread B", "B": "scanner, held by thread A"}


def test_three_cooks_with_the_left_fork_in_their_hands_wait_in_a_circle():
    found = run(LESSON.program("table"), "A B C")
    assert found.ending.wrong == "deadlock"
    assert found.trace.steps[-1].waiting == {
        "A": "forks[1], held by thread B",
        "B": "forks[2], held by thread C",
        "C": "forks[0], held by thread A",
    }


def test_the_picture_and_its_text_say_who_holds_and_who_waits_for_what_in_that_schedule():
    picture = (LESSON.path.parent / "05-circle-of-cooks.svg").read_text(encoding="utf-8")
    text = " ".join(LESSON.cell("wait-for").text.split())
    for seat, (name, following) in enumerate([("Ann", "Bob"), ("Bob", "Cid"), ("Cid", "Ann")]):
        assert f">{name}<" in picture
        assert f">holds {seat}<" in picture
        assert f"{name} waits for {following}" in text
    assert picture.count("waits for") == 4  # three arrows and the title


def test_one_order_of_the_forks_lets_everybody_eat_in_every_schedule():
    program = LESSON.program(
        "table", ("left, right = seat, (seat + 1) % 3", "left, right = sorted((seat, (seat + 1) % 3))")
    )
    assert ask(program, "len(meals) == 3").answer == "yes"
    assert ask(LESSON.program("table"), "len(meals) == 3").answer == "no"


def test_a_thread_waits_for_itself_with_a_lock_and_not_with_a_reentrant_lock():
    (message,) = ways_to_end(LESSON.program("again"))["deadlock"]
    assert "which it holds itself" in message
    reentrant = LESSON.program("again", ("import Lock", "import RLock"), ("= Lock()", "= RLock()"))
    assert final_values(reentrant) == {"7"}


def test_any_thread_may_release_a_lock_and_only_its_owner_a_reentrant_lock():
    assert final_values(LESSON.program("hand_over")) == {"True"}
    reentrant = LESSON.program("hand_over", ("import Lock,", "import RLock,"), ("= Lock()", "= RLock()"))
    (message,) = ways_to_end(reentrant)["exception"]
    assert "RuntimeError" in message


def test_two_tables_let_in_two_guests_and_no_third():
    assert final_values(LESSON.program("cafe")) == {"'+-+-+-'", "'++--+-'", "'+-++--'", "'++-+--'"}


def test_asking_a_semaphore_first_can_leave_a_guest_waiting_for_ever():
    ways = ways_to_end(LESSON.program("asks"))
    assert ways[""] == {"['leaves', 'sits']"}
    assert ways["deadlock"]


def test_asking_and_taking_in_one_step_lets_nobody_wait():
    one_step = LESSON.program(
        "asks",
        ("    if tables._value > 0:\n        tables.acquire()\n", "    if tables.acquire(blocking=False):\n"),
    )
    assert final_values(one_step) == {"['leaves', 'sits']"}


def test_an_event_lets_through_who_comes_after_it_was_set():
    source = (
        "from threading import Condition\nbell, plates = Condition(), []",
        "import threading\nbell, plates = threading.Event(), []",
    )
    changes = [
        source,
        ("    with bell:\n        bell.wait()\n        plates.pop()", "    bell.wait()\n    plates.pop()"),
        (
            '    with bell:\n        plates.append("soup")\n        bell.notify()',
            '    plates.append("soup")\n    bell.set()',
        ),
    ]
    assert final_values(LESSON.program("bell", *changes)) == {"[]"}


def test_a_bell_that_rings_before_the_guest_sleeps_is_lost():
    ways = ways_to_end(LESSON.program("bell"))
    assert ways[""] == {"[]"}
    (message,) = ways["lost-wakeup"]
    assert "when nobody was waiting yet" in message


def test_who_was_woken_must_look_again():
    wrong = ask(LESSON.program("looks"), "len(eaten) == 2")
    assert wrong.answer == "no"
    assert "IndexError" in wrong.reason
    assert ask(LESSON.program("looks", ("if not plates", "while not plates")), "len(eaten) == 2").answer == "yes"


def test_one_notification_for_two_plates_leaves_a_guest_asleep():
    ways = ways_to_end(LESSON.program("one_bell"))
    assert ways[""] == {"['rice', 'soup']"}
    assert len(ways["deadlock"]) == 2
    everybody = LESSON.program("one_bell", ("bell.notify()", "bell.notify_all()"))
    assert final_values(everybody) == {"['rice', 'soup']"}


def test_the_rule_in_one_line_is_right_and_taking_it_apart_is_not():
    loop = "        while not plates:\n            bell.wait()\n"
    everybody = ("bell.notify()", "bell.notify_all()")
    one_line = LESSON.program("one_bell", (loop, "        bell.wait_for(lambda: plates)\n"), everybody)
    assert final_values(one_line) == {"['rice', 'soup']"}
    guest = "    with bell:\n        while not plates:\n            bell.wait()\n        eaten.append(plates.pop())\n"
    apart = "    while not plates:\n        with bell:\n            bell.wait()\n    eaten.append(plates.pop())\n"
    assert "lost-wakeup" in ways_to_end(LESSON.program("one_bell", (guest, apart), everybody))


def test_an_empty_queue_is_not_a_finished_one():
    assert final_values(LESSON.program("empty")) == {"[]", "['soup']", "['soup', 'rice']"}


@pytest.mark.parametrize(
    ("first_line", "marks", "answer"),
    [
        ("cook() | waiter() ->", "None", "yes"),
        ("cook() | waiter() | waiter() ->", "None", "no"),
        ("cook() | waiter() | waiter() ->", "None, None", "yes"),
    ],
)
def test_every_waiter_needs_a_sentinel_of_its_own(first_line, marks, answer):
    program = LESSON.program("sentinel", ("cook() | waiter() ->", first_line), ('"rice", None', f'"rice", {marks}'))
    assert ask(program, "sorted(served) == ['rice', 'soup']").answer == answer


def test_a_shutdown_ends_all_waiters_when_the_rest_is_given_out():
    program = LESSON.program(
        "sentinel",
        ("cook() | waiter() ->", "cook() | waiter() | waiter() ->"),
        ("import Queue", "import Queue, ShutDown"),
        (", None):\n        counter.put(dish)\n", "):\n        counter.put(dish)\n    counter.shutdown()\n"),
        (
            "    while (dish := counter.get()) is not None:\n        served.append(dish)",
            "    try:\n        while True: served.append(counter.get())\n    except ShutDown:\n        pass",
        ),
    )
    assert ask(program, "sorted(served) == ['rice', 'soup']").answer == "yes"


def test_a_forgotten_task_done_lets_join_wait_for_ever_and_finally_mends_it():
    (message,) = ways_to_end(LESSON.program("done"))["deadlock"]
    assert "task_done() for every item of counter" in message
    old = '    log.append(dish)\n    if dish != "soup":\n        counter.task_done()'
    new = "    try:\n        log.append(dish)\n    finally:\n        counter.task_done()"
    assert final_values(LESSON.program("done", (old, new))) == {"['soup']"}


def test_two_threads_in_one_generator_are_an_error_and_a_lock_mends_it():
    ways = ways_to_end(LESSON.program("generator"))
    assert ways[""] == {"[1, 2]"}
    assert all("ValueError: generator already executing" in message for message in ways["exception"])
    locked = LESSON.program(
        "generator",
        ("stock, drawn = [1, 2], []", "from threading import Lock\nstock, drawn, lock = [1, 2], [], Lock()"),
        ("    drawn.append(next(roll))", "    with lock:\n        drawn.append(next(roll))"),
    )
    assert final_values(locked) == {"[1, 2]"}


def test_nobody_passes_the_barrier_before_both_have_come():
    logs = final_values(LESSON.program("tour"))
    assert len(logs) == 4
    assert all(log.strip("'").split()[2].endswith("goes") for log in logs)
    assert all(log.strip("'").split()[1].endswith("comes") for log in logs)


def test_a_barrier_for_one_more_than_come_waits_for_ever():
    assert set(ways_to_end(LESSON.program("tour", ("Barrier(2)", "Barrier(3)")))) == {"deadlock"}


@pytest.mark.parametrize(("program", "claim"), [("table", "len(meals) == 3"), ("looks", "len(eaten) == 2")])
def test_each_claim_is_asked_in_the_lesson_as_it_was_tested(program, claim):
    assert f'always("{program}", "{claim}")' in "\n".join(cell.text for cell in LESSON.cells)


def test_the_office_is_locked_up_by_two_schedules_of_two_steps():
    for schedule in ("A B", "B A"):
        found = Run.from_json(one_run({"program": LESSON.program("office").to_json(), "schedule": schedule}))
        assert found.ending is not None
        assert found.ending.wrong == "deadlock"
