"""The judge of real runs on the site: what it sees of programs, without a clock. Each program here is its own proof."""

from __future__ import annotations

import psutil
import pytest

pytest.importorskip("requests", reason="this environment has no requests")
pytest.importorskip("h11", reason="this environment has no h11")

from helpers.site import Museum, Reply
from helpers.site.plain import Strange, pack, unpack
from helpers.site.policy import museum_content
from helpers.site.stage import Call
from helpers.site.watch import Plan, Seen, watch

MUSEUM = Museum(rooms=30, seed=2)
PATHS = MUSEUM.paths[1:9]
HEAD = """
import threading, time, requests
from concurrent.futures import ThreadPoolExecutor

def get(url, timeout=10):
    return requests.get(url, timeout=timeout).text
"""


def run(source: str, plan: Plan | None = None, content=None, paths=PATHS) -> Seen:
    return watch(
        HEAD + source,
        lambda url, _: Call("run", ([url + path for path in paths],)),
        lambda _: content or museum_content(MUSEUM),
        plan,
    )


def test_what_is_in_flight_together_is_what_the_program_does_concurrently():
    seen = run("def run(urls):\n    with ThreadPoolExecutor(3) as pool:\n        return list(pool.map(get, urls))\n")
    assert max(seen.waves) == seen.most_in_flight == 3
    assert seen.result == [MUSEUM.page(path) for path in PATHS]
    assert (seen.error, seen.stuck, seen.left_threads) == (None, False, ())


def test_a_loop_has_one_request_in_flight_however_long_it_is_held():
    seen = run("def run(urls):\n    return len([get(url) for url in urls])\n")
    assert set(seen.waves) == {1}
    assert seen.result == len(PATHS)


def test_the_newest_request_is_answered_first():
    seen = run(
        "done = []\ndef fetch(url):\n    get(url)\n    done.append(url)\n"
        "def run(urls):\n    with ThreadPoolExecutor(8) as pool:\n        list(pool.map(fetch, urls))\n    return "
        "done\n"
    )
    assert seen.result[0].endswith(max(seen.log.visits, key=lambda visit: visit.began).path)


def test_a_program_that_polls_comes_to_rest_too():
    seen = run(
        "def run(urls):\n    threads = [threading.Thread(target=get, args=(url,)) for url in urls]\n"
        "    for thread in threads: thread.start()\n"
        "    while any(thread.is_alive() for thread in threads): time.sleep(0.1)\n    return 'done'\n"
    )
    assert (seen.result, max(seen.waves)) == ("done", len(PATHS))


def test_a_time_out_strikes_where_the_site_is_silent_and_takes_no_time():
    seen = run(
        "def run(urls):\n    try:\n        get(urls[0], timeout=3600)\n"
        "    except requests.Timeout:\n        return 'gave up'\n",
        Plan(silent=frozenset(PATHS[:1])),
    )
    assert seen.result == "gave up"
    assert seen.timeouts() == [3600.0]
    assert [visit.ending for visit in seen.log.visits] == ["left"]


def test_a_program_without_a_time_out_is_stuck_and_shows_where():
    seen = run("def run(urls):\n    return requests.get(urls[0]).text\n", Plan(silent=frozenset(PATHS[:1])))
    assert (seen.returned, seen.stuck, seen.never_answered) == (False, True, True)
    assert "answer.py" in seen.stacks


def test_a_program_that_waits_for_itself_is_stuck():
    seen = run("def run(urls):\n    get(urls[0])\n    threading.Event().wait()\n")
    assert (seen.stuck, seen.never_answered) == (True, False)


def test_sleeping_takes_no_time_and_moves_the_programs_clock():
    seen = run(
        "def run(urls):\n    began = time.monotonic()\n    get(urls[0])\n    time.sleep(86400)\n    get(urls[0])\n"
        "    return time.monotonic() - began >= 86400\n"
    )
    assert seen.result is True
    assert seen.waits(PATHS[0]) == [86400.0]
    assert seen.pauses(PATHS[0])[0] >= 86400


def test_waiting_for_an_event_that_nobody_can_set_is_sleeping():
    seen = run("def run(urls):\n    get(urls[0])\n    threading.Event().wait(3600)\n    get(urls[0])\n")
    assert seen.waits(PATHS[0]) == [3600.0]


def test_a_wait_with_a_time_out_does_not_end_while_there_are_answers_to_come():
    seen = run(
        "import queue\ndef run(urls):\n    answers = queue.Queue()\n"
        "    threading.Thread(target=lambda: answers.put(get(urls[0]))).start()\n"
        "    try:\n        return len(answers.get(timeout=0.001))\n    except queue.Empty:\n        return 'too late'\n"
    )
    assert seen.result == len(MUSEUM.page(PATHS[0]))


def test_a_wait_with_a_time_out_ends_when_nothing_else_can_happen():
    seen = run(
        "import queue\ndef run(urls):\n    get(urls[0])\n"
        "    threading.Thread(target=threading.Event().wait, daemon=True).start()\n"
        "    began = time.monotonic()\n    try:\n        queue.Queue().get(timeout=3600)\n"
        "    except queue.Empty:\n        return time.monotonic() - began >= 3600\n"
    )
    assert seen.result is True


def test_sleepers_wake_up_in_the_order_of_their_times():
    seen = run(
        "woke = []\ndef nap(seconds):\n    time.sleep(seconds)\n    woke.append(seconds)\n"
        "def run(urls):\n    with ThreadPoolExecutor(3) as pool:\n        list(pool.map(nap, [300, 100, 200]))\n"
        "    return woke\n"
    )
    assert seen.result == [100, 200, 300]


@pytest.mark.parametrize("loop", ["while True: pass", "while True: time.sleep(1)"])
def test_a_loop_that_never_ends_is_given_up(loop):
    seen = run(f"def run(urls):\n    {loop}\n", Plan(seconds=3))
    assert seen.gave_up
    assert not seen.returned


def test_a_loop_that_asks_again_and_again_is_ended():
    seen = run("def run(urls):\n    while get(urls[0]): pass\n", Plan(most=50))
    assert (seen.flooded, seen.stuck, seen.gave_up) == (True, False, False)
    assert seen.log.times_fetched == {PATHS[0]: 51}


def test_a_loop_that_sleeps_beside_a_thread_that_waits_gets_nowhere():
    seen = run(
        "def run(urls):\n    threading.Thread(target=threading.Event().wait, daemon=True).start()\n"
        "    while True: time.sleep(60)\n"
    )
    assert seen.stuck


def test_a_session_that_two_threads_use_at_once_is_seen_and_one_that_is_passed_on_is_not():
    shared = "session = requests.Session()\ndef fetch(url):\n    return session.get(url, timeout=9).status_code\n"
    pooled = "def run(urls):\n    with ThreadPoolExecutor(2) as pool:\n        return list(pool.map(fetch, urls))\n"
    assert run(shared + pooled).shared_sessions()
    in_turn = "def run(urls):\n    return [ThreadPoolExecutor(1).submit(fetch, url).result() for url in urls]\n"
    seen = run(shared + in_turn)
    assert (seen.shared_sessions(), seen.sessions(), seen.log.connections) == ([], 1, 1)


def test_an_exception_crosses_with_its_base_classes_and_its_line():
    seen = run("def run(urls):\n    get(urls[0])\n    raise requests.HTTPError('no')\n")
    assert seen.error is not None
    assert (seen.error["kind"], seen.error["text"], "RequestException" in seen.error["kinds"]) == (
        "HTTPError",
        "no",
        True,
    )
    assert (HEAD + "def run(urls):\n    get(urls[0])\n    raise").count("\n") + 1 == seen.error["line"]


def test_a_process_that_ends_itself_is_seen_to_die():
    assert run("import os\ndef run(urls):\n    os._exit(0)\n").died


FORGERIES = ["nonsense", "[1]", '{"what": "returned", "result": {"list": 3}}', '{"what": "time"}', '{"no": 1}']


@pytest.mark.parametrize("line", FORGERIES)
def test_a_report_that_the_stage_did_not_write_is_noticed(line):
    # a program that looks for the pipe by trying all numbers
    seen = run(
        f"import os\ndef run(urls):\n    for number in range(3, 4096):\n        try:\n"
        f"            os.write(number, {line!r}.encode() + b'\\n')\n        except OSError:\n            pass\n"
        f"    return get(urls[0])\n"
    )
    assert seen.forged


def test_threads_that_go_on_after_the_return_are_seen():
    seen = run(
        "def run(urls):\n    threading.Thread(target=threading.Event().wait, name='left').start()\n    return 1\n"
    )
    assert seen.left_threads == ("left",)


def test_what_is_asked_of_another_site_is_seen_there_alone():
    seen = watch(
        HEAD + "def run(here, there):\n    return get(there + '/x'), get(here + '/')[:15]\n",
        lambda url, other: Call("run", (url, other)),
        lambda _: museum_content(MUSEUM),
    )
    assert seen.log.paths == ["/"]
    assert seen.elsewhere.paths == ["/x"]


def test_a_reset_connection_reaches_the_program_as_an_error():
    seen = run("def run(urls):\n    get(urls[0])\n", content=lambda visit: Reply(reset=True))
    assert seen.error is not None
    assert "ConnectionError" in seen.error["kinds"]


@pytest.mark.parametrize("fork", [True, False])
def test_the_same_is_seen_in_a_copy_of_this_process_and_in_a_fresh_one(fork):
    source = "def run(urls):\n    with ThreadPoolExecutor(3) as pool:\n        return list(pool.map(get, urls))\n"
    seen = run(source, Plan(fork=fork))
    assert (max(seen.waves), len(seen.result), seen.left_threads) == (3, len(PATHS), ())


def test_nothing_of_a_run_is_left():
    before = {process.pid for process in psutil.Process().children(recursive=True)}
    run(
        "import subprocess, sys\n"
        "def run(urls):\n"
        "    subprocess.Popen([sys.executable, '-c', 'input()'], stdin=subprocess.PIPE)\n"
        "    threading.Thread(target=threading.Event().wait).start()\n"
        "    return get(urls[0])\n"
    )
    assert {process.pid for process in psutil.Process().children(recursive=True)} <= before


@pytest.mark.parametrize(
    "value", [None, True, 3, 2.5, "text", [1, [2]], (1, "b"), {1, 2}, frozenset({3}), {"a": [1], 2: ("x",)}]
)
def test_plain_data_crosses_with_its_exact_types(value):
    assert unpack(pack(value)) == value
    assert type(unpack(pack(value))) is type(value)


def test_what_is_no_plain_data_crosses_as_the_name_of_its_class():
    class Pretender(str):
        __slots__ = ()

    assert unpack(pack([Pretender("x")])) == [Strange("Pretender")]
