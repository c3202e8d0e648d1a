"""Programs on which a search can go wrong in a way of its own, each compared with brute force."""

from __future__ import annotations

import pytest

from helpers.interleave import Program, judge, outcomes
from helpers.interleave.soundness.compare import compare


def in_threads(*bodies: str, before: str = "", result: str = "r") -> str:
    """A program in which each of `bodies` runs in a thread of its own; `r` is a list that they share."""
    lines = ["import threading, queue, time, random", "from concurrent import futures", "r = [0, 0, 0]", before]
    for number, body in enumerate(bodies):
        lines += [f"def body{number}():", *("    " + line for line in body.splitlines())]
    names = ", ".join(f"body{number}" for number in range(len(bodies)))
    lines += [
        "def run():",
        f"    threads = [threading.Thread(target=body) for body in ({names},)]",
        "    for thread in threads:",
        "        thread.start()",
        "    for thread in threads:",
        "        thread.join()",
        f"    return {result}",
        "# --- scenario ---",
        "main = run",
    ]
    return "\n".join(lines)


TRICKY = {
    "who releases another's lock races with who waits for it": in_threads(
        "with L:\n    r[0] += 1",
        "r[1] = 1\ntry:\n    L.release()\nexcept RuntimeError:\n    r[1] = 2",
        before="L = threading.Lock()",
    ),
    "a free lock is released before or after it is taken": in_threads(
        "r[0] = L.acquire(blocking=False)",
        "r[2] = 1\ntry:\n    L.release()\nexcept RuntimeError:\n    r[1] = 2",
        before="L = threading.Lock()",
    ),
    "a time-out expires or is met by a thread that sleeps longer": in_threads(
        "r[0] = e.wait(timeout=1)", "time.sleep(2)\ne.set()", before="e = threading.Event()"
    ),
    "a shorter sleep ends before the time-out": in_threads(
        "r[0] = e.wait(timeout=3)", "time.sleep(2)\ne.set()", before="e = threading.Event()"
    ),
    "a time-out expires as soon as the other one only sleeps": in_threads(
        "r[1]\ne.wait(timeout=1)\nr[0] += 3", "r[0]\ntime.sleep(2)\nr[0] += 2", before="e = threading.Event()"
    ),
    "a time-out expires between a shorter sleep and a longer one": in_threads(
        "time.sleep(2)\ne.set()", "time.sleep(1)", "r[0] = e.wait(timeout=1)", before="e = threading.Event()"
    ),
    "a time-out expires between two shorter sleeps and a longer one": (
        "import threading, time\ne = threading.Event()\nr = []\n"
        "def long(_):\n    time.sleep(3)\n    e.set()\ndef short(_): time.sleep(1)\n"
        "def wait(_): r.append(e.wait(timeout=1.5))\n"
        "# --- scenario ---\nworkers = [long, short, short, wait]\ndef result(_): return list(r)\n"
    ),
    "the program ends while somebody waits whose time could have been over": (
        "import threading, time\nA = threading.Lock()\ne = threading.Event()\nr = []\n"
        "def hold():\n    A.acquire(blocking=False)\n    time.sleep(1)\n"
        "def wait():\n    r.append(e.wait(timeout=1))\n"
        "def run():\n    t = threading.Thread(target=hold)\n    t.start()\n"
        "    threading.Thread(target=wait, daemon=True).start()\n    time.sleep(2)\n    t.join()\n"
        "# --- scenario ---\nmain = run\ndef result(_): return list(r)\n"
    ),
    "a thread ends, which is a mistake, while somebody waits whose time could have been over": (
        "import threading, time\ne = threading.Event()\nr = []\n"
        "def fall():\n    r.append(1)\n    time.sleep(2)\n    raise KeyError(r)\n"
        "def short():\n    r.append(2)\n    time.sleep(1)\n"
        "def wait():\n    r.append(e.wait(timeout=1))\n"
        "def run():\n    for f in (short, wait):\n        threading.Thread(target=f, daemon=True).start()\n    fall()\n"
        "# --- scenario ---\nmain = run\ndef result(_): return list(r)\n"
    ),
    "two time-outs at once": in_threads(
        "try:\n    r[0] = q.get(timeout=1)\nexcept queue.Empty:\n    r[0] = 8",
        "try:\n    r[1] = q.get(timeout=1)\nexcept queue.Empty:\n    q.put(1)",
        before="q = queue.Queue()",
    ),
    "a join gives up, or the thread has ended by then": (
        "import threading, time\nr = []\ndef work():\n    time.sleep(2)\n    r.append(1)\n"
        "def run():\n    t = threading.Thread(target=work)\n    t.start()\n    t.join(1)\n    r.append(t.is_alive())\n"
        "    t.join()\n    return r\n# --- scenario ---\nmain = run\n"
    ),
    "a condition gives up waiting in the moment of the notification": in_threads(
        "with C:\n    r[0] = C.wait(timeout=1)",
        "with C:\n    C.notify()\n    r[1] = 1",
        before="C = threading.Condition()",
    ),
    "a barrier is reset while one waits": in_threads(
        "try:\n    b.wait()\nexcept threading.BrokenBarrierError:\n    r[0] = 1",
        "r[1] = b.n_waiting\nb.reset()\nr[2] = b.broken",
        before="b = threading.Barrier(2)",
    ),
    "which of two finished futures comes first": (
        "from concurrent.futures import ThreadPoolExecutor, wait, as_completed\ndef same(k):\n    return k\n"
        "def run():\n    with ThreadPoolExecutor(2) as pool:\n"
        "        fs = [pool.submit(same, 1), pool.submit(same, 2)]\n"
        "        wait(fs)\n        return [f.result() for f in as_completed(fs)]\n# --- scenario ---\nmain = run\n"
    ),
    "a priority queue compares items by code of the program": (
        "import queue\nclass Job:\n    seen = 0\n    def __init__(self, n): self.n = n\n"
        "    def __lt__(self, other):\n        Job.seen += 1\n        return self.n < other.n\n"
        "q = queue.PriorityQueue()\nq.put(Job(2))\n"
        "def put(_): q.put(Job(1))\ndef look(_):\n    Job.seen += 5\n    return q.qsize()\n"
        "# --- scenario ---\nworkers = [put, look]\ndef result(_): return Job.seen, [job.n for job in q.queue]\n"
    ),
    "which of two keys was stored first": in_threads("d['a'] = 1", "d['b'] = 1", before="d = {}", result="list(d)"),
    "a dict grows between the start of a loop and its first item": in_threads(
        "try:\n    r[0] = sum(k for k in d)\nexcept RuntimeError:\n    r[0] = 5", "d[1] = 1", before="d = {}"
    ),
    "the items of a queue that are not done yet": in_threads(
        "q.put(1)", "r[0] = q.unfinished_tasks", before="q = queue.Queue()"
    ),
    "two consumers": in_threads(
        "r[0] = q.get()", "r[1] = q.get()", "q.put(1)\nq.put(2)", before="q = queue.SimpleQueue()"
    ),
    "a permit that is given to one of two": in_threads(
        "s.acquire()\nr[0] = r[2]", "s.acquire()", "s.release()\nr[2] = 1", before="s = threading.Semaphore(0)"
    ),
    "a lock that another thread releases between the look and the wait of a condition": in_threads(
        "a.release()\nr[0] = a.acquire(timeout=2)",
        "with c:\n    c.wait()\nr[1] = 1",
        before="a = threading.Lock()\nc = threading.Condition(a)",
        result="(r, a.locked())",
    ),
    "a lock that another thread releases under the hands of two users of its condition": (
        "import threading\na = threading.Lock()\nc = threading.Condition(a)\n"
        "def release(_): a.release()\ndef notify(_):\n    with c:\n        c.notify()\n"
        "def wait(_):\n    with c:\n        c.wait()\n"
        "# --- scenario ---\nworkers = [release, notify, wait]\ndef result(_): return a.locked()\n"
    ),
    "one who is blocked where the search gives up": (
        "import threading, queue\nb = threading.Barrier(2)\nq = queue.Queue(1)\n"
        "def swap():\n    q.get_nowait()\n    q.put_nowait(0)\ndef put():\n    q.put(1, timeout=1)\n    b.wait()\n"
        "def run():\n    threads = [threading.Thread(target=swap), threading.Thread(target=put)]\n"
        "    for thread in threads:\n        thread.start()\n    q.put(2)\n    b.reset()\n"
        "    for thread in threads:\n        thread.join()\n    return list(q.queue)\n# --- scenario ---\nmain = run\n"
    ),
    "random numbers do not depend on who draws first": in_threads(
        "r[2] = 1\nr[0] = random.randrange(100)", "r[2] = 2\nr[1] = random.randrange(100)"
    ),
    "a daemon thread before and after the end": (
        "import threading\nr = [0]\ndef work():\n    r[0] = 1\n    r[0] = 2\n"
        "def run():\n    threading.Thread(target=work, daemon=True).start()\n# --- scenario ---\nmain = run\n"
        "def result(_):\n    return list(r)\n"
    ),
}


@pytest.mark.parametrize("what", TRICKY)
def test_search_finds_what_brute_force_finds(what: str) -> None:
    comparison = compare(TRICKY[what], most=300_000)
    assert comparison.compared
    assert not comparison.missed
    assert not comparison.invented


def values(source: str) -> set[str]:
    return {repr(outcome.value) for outcome in outcomes(Program.from_file_text(source, "tricky.py")).all}


def test_daemon_thread_can_be_at_each_of_its_steps_when_the_program_ends() -> None:
    assert values(TRICKY["a daemon thread before and after the end"]) == {"[0]", "[1]", "[2]"}


def test_sleep_that_ends_before_a_time_out_leaves_no_choice() -> None:
    assert values(TRICKY["a shorter sleep ends before the time-out"]) == {"[True, 0, 0]"}


def test_time_out_may_be_met_late_or_not_at_all() -> None:
    found = values(TRICKY["a time-out expires or is met by a thread that sleeps longer"])
    assert found == {"[True, 0, 0]", "[False, 0, 0]"}


def test_exception_ends_its_own_thread_and_the_others_go_on() -> None:
    source = in_threads("r[0] = 1", "raise KeyError('x')", "r[2] = 1")
    found = outcomes(Program.from_file_text(source, "tricky.py"))
    assert [(o.value, o.kind) for o in found.all] == [([1, 0, 1], "exception")]
    assert "KeyError: 'x'" in found.all[0].message


@pytest.mark.parametrize(
    ("source", "most"),
    [
        (in_threads("d['a'] = 1", "d['b'] = 1", "d['c'] = 1", before="d = {}", result="sorted(d)"), 1),
        (in_threads("r[0] = 1", "r[1] = 1", "r[2] = 1"), 1),
        (in_threads("with L:\n    r[0] += 1", "with L:\n    r[0] += 1", before="L = threading.Lock()"), 2),
        (in_threads("q.put(1)\nq.put(2)\nq.put(3)", "q.get()\nq.get()\nq.get()", before="q = queue.Queue()"), 1),
        (in_threads("s.release()\ns.release()", "s.acquire()\ns.acquire()", before="s = threading.Semaphore(0)"), 1),
        (in_threads("e.set()", "e.wait()", "e.wait()", before="e = threading.Event()"), 2),
    ],
    ids=["keys", "items", "lock", "queue", "semaphore", "event"],
)
def test_orders_that_make_no_difference_are_not_run(source: str, most: int) -> None:
    judgement = judge(Program.from_file_text(source + "\ndef accept(r): return True\n", "tricky.py"))
    assert judgement.result == "passed"
    assert judgement.exhaustive
    assert judgement.interleavings <= most


def test_a_mistake_near_the_beginning_of_long_threads_does_not_wait_for_their_ends() -> None:
    source = """
total = 0
done = [0, 0, 0]
def work(k):
    global total
    x = total
    total = x + 1
    for i in range(150):
        done[k] += 1
        done.append(i)
        done.pop()
# --- scenario ---
workers = [lambda _: work(0), lambda _: work(1), lambda _: work(2)]
def invariant(_): return total == 3
"""
    judgement = judge(Program.from_file_text(source, "long.py"))
    assert judgement.result == "failed"
    assert judgement.interleavings < 20
