"""Every way to be wrong has a kind of its own, and a message that names who and where."""

from __future__ import annotations

import pytest

from helpers.interleave import Judgement, Probe, Program, Scenario, judge
from helpers.interleave.control.execution import describe_error

GATE = """
import threading

class Gate:
    def __init__(self):
        self.ready = False
        self.lock = threading.Lock()

    def open(self):
        self.ready = True

    def open_locked(self):
        with self.lock:
            self.ready = True

    def is_open(self):
        return self.ready

    def is_open_locked(self):
        with self.lock:
            return self.ready
"""


def gate(first: str, second: str) -> Judgement:
    scenario = Scenario(
        setup=lambda answer: answer.Gate(),
        workers=[lambda g: getattr(g, first)(), lambda g: getattr(g, second)()],
        invariant=lambda g: g.ready is True,
        shared=("Gate.ready",),
    )
    return judge(Program(GATE, scenario))


def main_form(source: str, accept: object = None) -> Judgement:
    return judge(Program(source, Scenario(main=lambda answer: answer.main(), accept=lambda r: r == accept)))


def test_a_variable_declared_shared_is_a_data_race_even_if_every_result_is_right() -> None:
    judgement = gate("open", "is_open")
    assert judgement.kind == "data-race"
    assert "Gate.ready" in judgement.message
    assert "line 10" in judgement.message
    assert "line 17" in judgement.message


@pytest.mark.parametrize("second", ["is_open_locked", "open_locked"])
def test_accesses_under_one_lock_are_no_data_race(second: str) -> None:
    assert gate("open_locked", second).result == "passed"


def test_a_lock_on_one_side_orders_nothing() -> None:
    assert gate("open_locked", "is_open").kind == "data-race"


@pytest.mark.parametrize(
    ("hand_over", "name"),
    [
        ("box.value = 1; t = threading.Thread(target=read); t.start(); t.join()", "the start of a thread"),
        ("t = threading.Thread(target=write); t.start(); t.join(); read()", "the end of a thread"),
        (
            "t = threading.Thread(target=lambda: (q.get(), read())); t.start(); write(); q.put(1); t.join()",
            "a queue",
        ),
        (
            "t = threading.Thread(target=lambda: (e.wait(), read())); t.start(); write(); e.set(); t.join()",
            "an event",
        ),
    ],
    ids=lambda value: value if value.startswith(("a", "the")) else "",
)
def test_what_synchronises_orders_the_accesses(hand_over: str, name: str) -> None:
    source = f"""
import queue
import threading

class Box:
    value = 0

box = Box()
q = queue.Queue()
e = threading.Event()

def write():
    box.value = 1

def read():
    return box.value

def main():
    {hand_over}
    return 1
"""
    scenario = Scenario(main=lambda answer: answer.main(), accept=lambda r: r == 1, shared=("Box.value",))
    assert judge(Program(source, scenario)).result == "passed", name


def test_a_result_taken_before_the_threads_end_is_told_as_that() -> None:
    judgement = main_form(
        """
import threading

def main():
    found = []
    threading.Thread(target=lambda: found.append(1)).start()
    return list(found)
""",
        [1],
    )
    assert judgement.kind == "unfinished-threads"
    assert "thread A is still running" in judgement.message


def test_processes_are_called_processes_and_tasks_tasks() -> None:
    judgement = main_form(
        """
import multiprocessing, threading

def work():
    pass

def main():
    process = multiprocessing.Process(target=work)
    thread = threading.Thread(target=threading.Event().wait)
    process.start()
    thread.start()
    return 1
""",
        [2],
    )
    assert judgement.kind == "unfinished-threads"
    assert "taken while process A and thread B are still running" in judgement.message
    assert judgement.searched == ("The first interleaving of 2 processes and 1 thread goes wrong.",)
    judgement = main_form(
        """
import asyncio

async def work():
    await asyncio.sleep(0)

async def both():
    await asyncio.gather(work(), work())

def main():
    asyncio.run(both())
    return 1
""",
        1,
    )
    assert judgement.searched[0].endswith("of 3 tasks that can make a difference.")


def test_a_thread_that_never_ends_keeps_the_program_from_ending() -> None:
    judgement = main_form(
        """
import threading

def main():
    threading.Thread(target=threading.Event().wait).start()
    return 1
""",
        1,
    )
    assert judgement.kind == "leftover-thread"


def test_a_daemon_thread_that_waits_is_no_failure() -> None:
    judgement = main_form(
        """
import threading

def main():
    threading.Thread(target=threading.Event().wait, daemon=True).start()
    return 1
""",
        1,
    )
    assert judgement.result == "passed"


def test_a_lock_that_is_never_given_back_is_told_with_its_line() -> None:
    judgement = main_form(
        """
import threading

lock = threading.Lock()

def main():
    t = threading.Thread(target=lock.acquire)
    t.start()
    t.join()
    return 1
""",
        1,
    )
    assert judgement.kind == "leftover-lock"


def test_a_deadlock_names_the_circle() -> None:
    source = """
import threading
left, right = threading.Lock(), threading.Lock()

def one():
    with left:
        with right:
            pass

def two():
    with right:
        with left:
            pass
"""
    scenario = Scenario(
        setup=lambda answer: answer, workers=[lambda a: a.one(), lambda a: a.two()], invariant=lambda a: True
    )
    judgement = judge(Program(source, scenario))
    assert judgement.kind == "deadlock"
    assert "Thread A waits in line 7 for right, held by thread B" in judgement.message
    assert "Thread B waits in line 12 for left, held by thread A" in judgement.message


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("with self.lock:\n            with self.probe:\n                pass", "too-much-locking"),
        ("with self.probe:\n            pass", ""),
    ],
    ids=["a lock around the part that should be parallel", "no lock around it"],
)
def test_too_much_locking_is_seen_without_a_clock(body: str, kind: str) -> None:
    probe = Probe("cooking")
    source = f"""
import threading

class Kitchen:
    def __init__(self, probe):
        self.probe = probe
        self.lock = threading.Lock()

    def cook(self):
        {body}
"""
    scenario = Scenario(
        setup=lambda answer: answer.Kitchen(probe),
        workers=[lambda kitchen: kitchen.cook()] * 2,
        parallel=[probe],
    )
    assert judge(Program(source, scenario)).kind == kind


def test_a_notification_that_nobody_waits_for_is_a_lost_wakeup() -> None:
    source = """
import threading

class Oven:
    def __init__(self):
        self.hot = threading.Condition()

    def heat(self):
        with self.hot:
            self.hot.notify()

    def bake(self):
        with self.hot:
            self.hot.wait()
"""
    scenario = Scenario(setup=lambda a: a.Oven(), workers=[lambda o: o.bake(), lambda o: o.heat()])
    assert judge(Program(source, scenario)).kind == "lost-wakeup"


def test_a_loop_that_asks_with_a_time_limit_for_what_comes_late_is_no_spin() -> None:
    # in the round in which nothing comes, it sees the child alive, and in the next one that it has ended
    source = """
import multiprocessing, queue, time

def late(box):
    time.sleep(5)
    box.put("here")

def main():
    box = multiprocessing.Queue()
    child = multiprocessing.Process(target=late, args=(box,))
    child.start()
    found = []
    while not found:
        try:
            found.append(box.get(timeout=1))
        except queue.Empty:
            if child.exitcode not in (None, 0):
                break
    child.join()
    return found
"""
    judgement = judge(
        Program(source, Scenario(main=lambda answer: answer.main(), accept=lambda found: found == ["here"]))
    )
    assert (judgement.result, judgement.exhaustive) == ("passed", True), judgement.message


def test_a_loop_that_waits_for_what_nobody_does_is_a_spin() -> None:
    source = """
class Door:
    def __init__(self):
        self.open = False

    def wait(self):
        while not self.open:
            pass
"""
    scenario = Scenario(setup=lambda a: a.Door(), workers=[lambda d: d.wait(), lambda d: d.wait()])
    assert judge(Program(source, scenario)).kind == "spin"


def test_a_loop_that_never_ends_is_a_hang_with_its_line() -> None:
    source = """
class Job:
    def __init__(self):
        self.n = 0

    def run(self):
        while True:
            self.n += 1
"""
    judgement = judge(Program(source, Scenario(setup=lambda a: a.Job(), workers=[lambda j: j.run()] * 2)))
    assert judgement.kind == "hang"
    assert judgement.line in (7, 8)


@pytest.mark.parametrize("rest", ["", " in comparison", " while calling a Python object"])
def test_calls_without_end_are_told_in_the_same_words_wherever_the_interpreter_noticed_it(rest: str) -> None:
    words = "maximum recursion depth exceeded"
    assert describe_error(RecursionError(words + rest)) == f"RecursionError: {words}"
    assert describe_error(RecursionError("too many doors in a row")) == "RecursionError: too many doors in a row"


def test_the_input_of_a_pool_that_waits_for_results_is_not_judged() -> None:
    source = """
import threading
from multiprocessing import Pool

def double(number):
    return 2 * number

def main():
    room = threading.Semaphore(2)
    def numbers():
        for number in range(3):
            room.acquire()
            yield number
    total = 0
    with Pool(1) as pool:
        for result in pool.imap(double, numbers()):
            total += result
            room.release()
    return total
"""
    judgement = judge(Program(source, Scenario(main=lambda answer: answer.main(), accept=lambda total: total == 6)))
    assert judgement.result == "cannot-judge"
    assert "line 12" in judgement.message
