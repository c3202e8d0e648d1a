"""The broker in the judge's hands: what it explores is all there is, and it agrees with real workers."""

from __future__ import annotations

import hashlib
import sys

import pytest

pytest.importorskip("celery", reason="this environment has no Celery")
pytestmark = pytest.mark.only_on("linux", "darwin")

if sys.platform != "win32":
    from helpers.tasks.cluster import KILLED, POWER, Stage, State, TooMany, drive, endings, overlaps
    from helpers.tasks.world import World

HEAD = "from helpers.tasks.shop import app, bank, orders, post, warehouse\n"


@pytest.fixture
def bench():
    """Loads an answer: gives its stage, its tasks, and the state after `task.delay(...)`."""
    opened = []

    def load(source: str, call: tuple = (), world: World | None = None):
        stage = Stage(HEAD + source)
        opened.append(stage)
        described = stage.describe()
        assert described["end"] == "described", described
        state = State(world or World())
        if call:
            process = stage.call(f"{call[0]}.delay", list(call[1:]), 0.0)
            while process.ended is None:
                process.serve(state)
            assert process.ended["end"] == "returned", process.ended
        return stage, described["tasks"], state

    yield load
    for stage in opened:
        stage.close()


def charges(found):
    return {len(ending.state.world.charges) for ending in found}


CHARGE_TWICE = "def pay(order):\n    bank.charge(order, 1)\n    bank.charge(order, 2)\n"


def test_one_power_cut_after_a_late_acknowledgement_gives_each_number_from_twice_to_four_times(bench):
    stage, tasks, state = bench("@app.task(acks_late=True)\n" + CHARGE_TWICE, ("pay", "A"))
    assert charges(endings(stage, tasks, state, (POWER,), 1)) == {2, 3, 4}


def test_one_power_cut_after_an_early_acknowledgement_gives_each_number_up_to_two(bench):
    stage, tasks, state = bench("@app.task\n" + CHARGE_TWICE, ("pay", "A"))
    assert charges(endings(stage, tasks, state, (POWER,), 1)) == {0, 1, 2}


def test_without_a_crash_there_is_one_ending(bench):
    stage, tasks, state = bench("@app.task\n" + CHARGE_TWICE, ("pay", "A"))
    assert charges(endings(stage, tasks, state, (POWER,), 0)) == {2}


def test_two_power_cuts_can_do_more_than_one(bench):
    stage, tasks, state = bench("@app.task(acks_late=True)\n" + CHARGE_TWICE, ("pay", "A"))
    assert charges(endings(stage, tasks, state, (POWER,), 2)) == {2, 3, 4, 5, 6}


def test_a_killed_process_takes_its_message_along_unless_the_task_says_otherwise(bench):
    stage, tasks, state = bench("@app.task(acks_late=True)\n" + CHARGE_TWICE, ("pay", "A"))
    assert charges(endings(stage, tasks, state, (KILLED,), 1)) == {0, 1, 2}
    stage, tasks, state = bench("@app.task(acks_late=True, reject_on_worker_lost=True)\n" + CHARGE_TWICE, ("pay", "A"))
    assert charges(endings(stage, tasks, state, (KILLED,), 1)) == {2, 3, 4}


def test_the_same_answer_gives_the_same_stories(bench):
    def stories():
        stage, tasks, state = bench("@app.task(acks_late=True)\n" + CHARGE_TWICE, ("pay", "A"))
        return [ending.story for ending in endings(stage, tasks, state, (POWER,), 2)]

    assert stories() == stories()


def test_a_second_delivery_runs_at_every_moment_of_the_first(bench):
    source = "@app.task\ndef pay(order):\n    if orders.get(order) is None:\n        bank.charge(order, 1)\n"
    source += "        orders.note(order, 'r')\n"
    stage, tasks, state = bench(source, ("pay", "A"))
    assert sorted(len(ending.state.world.charges) for ending in overlaps(stage, tasks, state)) == [1, 1, 2, 2]


DIFFERENT = {
    "uuid": "str(uuid.uuid4())",
    "clock": "str(time.time())",
    "random": "str(random.random())",
    "hash": "str(hash(order))",
    "date": "str(datetime.now())",
    "pid": "str(os.getpid())",
    "secret": "secrets.token_hex()",
    "import": "made",
}
SAME = {
    "order": "order",
    "text": "f'{order}!'",
    "digest": "hashlib.sha256(order.encode()).hexdigest()",
    "id": "self.request.id",
}


def test_what_differs_between_machines_differs_between_deliveries_and_what_is_in_the_message_does_not(bench):
    source = (
        "import hashlib, os, random, secrets, time, uuid\nfrom datetime import datetime\nmade = str(uuid.uuid4())\n"
    )
    for name, key in (DIFFERENT | SAME).items():
        source += f"@app.task(bind=True, acks_late=True)\ndef by_{name}(self, order):\n"
        source += f"    bank.charge(order, 1, key={key})\n"
    stage, tasks, _ = bench(source)
    for name in DIFFERENT | SAME:
        state = State(World())
        process = stage.call(f"by_{name}.delay", ["A"], 0.0)
        while process.ended is None:
            process.serve(state)
        assert charges(endings(stage, tasks, state, (POWER,), 1)) == ({1} if name in SAME else {1, 2}), name


def test_what_a_process_keeps_in_memory_is_gone_in_the_next_delivery(bench):
    source = "done = []\n@app.task(acks_late=True)\ndef pay(order):\n    if not done:\n        bank.charge(order, 1)\n"
    stage, tasks, state = bench(source + "    done.append(order)\n", ("pay", "A"))
    assert charges(endings(stage, tasks, state, (POWER,), 1)) == {1, 2}


def test_retries_come_in_virtual_time_and_random_numbers_can_be_held(bench):
    source = "import random\n@app.task(bind=True, max_retries=3)\ndef send(self, order):\n    try:\n"
    source += "        post.send(order)\n    except Exception as e:\n"
    source += "        self.retry(exc=e, countdown=10 + random.uniform(0, 4) + random.randint(0, 2))\n"
    for point, pause in ((0.0, 10.0), (1.0, 16.0)):
        stage, tasks, state = bench(source, ("send", "A"), World(troubles={"A": ["busy", "..."]}))
        (ending,) = endings(stage, tasks, state, point=point)
        assert [round(end["at"], 3) for end in ending.last] == [0, pause, 2 * pause, 3 * pause]
        assert ending.last[-1]["state"] == "FAILURE"


def test_a_task_that_sends_itself_for_ever_is_stopped(bench):
    stage, tasks, state = bench("@app.task\ndef again():\n    again.delay()\n", ("again",))
    with pytest.raises(TooMany):
        list(endings(stage, tasks, state))


def test_a_task_that_asks_for_ever_is_stopped(bench):
    source = "@app.task\ndef ask():\n    while True:\n        orders.get('A')\n"
    stage, tasks, state = bench(source, ("ask",))
    with pytest.raises(TooMany):
        list(endings(stage, tasks, state))


def test_a_task_that_ends_its_own_process_is_seen(bench):
    stage, tasks, state = bench("import os\n@app.task\ndef leave():\n    os._exit(3)\n", ("leave",))
    (ending,) = endings(stage, tasks, state)
    assert "ends its own process" in ending.story[-1]


COUNTS = """
from celery import chord
from celery.result import allow_join_result

@app.task
def count(shelf):
    return warehouse.count(shelf)

@app.task
def total(numbers):
    return sum(numbers)

@app.task
def waits(shelves):
    with allow_join_result():
        return sum(count.delay(shelf).get() for shelf in shelves)

def by_chord(shelves):
    return chord(count.s(shelf) for shelf in shelves)(total.s())

def one_by_one(shelves):
    return total.delay([count.delay(shelf).get() for shelf in shelves])

def by_a_waiting_task(shelves):
    return waits.delay(shelves)
"""


@pytest.mark.parametrize(
    ("function", "slots", "peak", "waited", "stuck"),
    [
        ("by_chord", 4, 3, False, ()),
        ("by_chord", 2, 2, False, ()),
        ("by_chord", 1, 1, False, ()),
        ("one_by_one", 4, 1, True, ()),
        ("by_a_waiting_task", 4, 1, False, ()),
        ("by_a_waiting_task", 1, 0, False, ("answer.waits",)),
    ],
)
def test_who_works_together_and_who_waits_is_seen_without_a_clock(bench, function, slots, peak, waited, stuck):
    stage, tasks, state = bench(COUNTS, world=World(shelves={"A": 1, "B": 2, "C": 3}))
    driven = drive(stage, tasks, state, function, [["A", "B", "C"]], slots, ("warehouse.count",))
    assert (driven.peak, driven.waited, driven.stuck) == (peak, waited, stuck)
    if not stuck:
        assert driven.called is not None
        assert driven.state.status(driven.called["value"]["result"])["result"] == 6


def test_nothing_of_an_answer_is_left_when_its_stage_is_closed(bench):
    import psutil

    before = {child.pid for child in psutil.Process().children(recursive=True)}
    stage, tasks, state = bench("import threading\n@app.task\ndef stay():\n    threading.Event().wait(0)\n", ("stay",))
    list(endings(stage, tasks, state))
    family = [child for child in psutil.Process().children(recursive=True) if child.pid not in before]
    assert family
    stage.close()
    _, alive = psutil.wait_procs(family, timeout=30)
    assert alive == []


def test_importing_the_cluster_does_not_import_celery():
    import subprocess

    code = "import sys, helpers.tasks.cluster, helpers.exercises; print('celery' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "False\n", done.stderr


def test_hashes_of_numbers_stay_what_they_are(bench):
    number = hash(12345)
    assert number == 12345
    digest = hashlib.sha256(b"A").hexdigest()
    source = f"import hashlib\n@app.task\ndef pay(order):\n    assert hash(12345) == {number}\n"
    source += f"    assert hashlib.sha256(b'A').hexdigest() == {digest!r}\n    bank.charge(order, 1)\n"
    stage, tasks, state = bench(source, ("pay", "A"))
    assert charges(endings(stage, tasks, state)) == {1}
