"""A recording shows who was under way together, where, and how it ended; and nothing of it stays.

Nothing here is judged by how long it takes. Who overlapped whom is made certain by a barrier: whoever has met was
under way together.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from types import SimpleNamespace

import pytest

from helpers.timeline import recording, timeline
from helpers.timeline.bars import WENT_ON
from helpers.timeline.calls import ThreadRun
from helpers.timeline.gil import gil_address
from helpers.timeline.recording import TimelineError
from helpers.workers.bakery import burn, worker_of

METHODS = multiprocessing.get_all_start_methods()
on_linux = pytest.mark.only_on("linux")


def hooked():
    """What the library is made of, where a recording could have left something behind."""
    return [
        threading.Thread.start,
        multiprocessing.process.BaseProcess.start,
        subprocess.Popen.__init__,
        ThreadPoolExecutor.submit,
        ProcessPoolExecutor.submit,
        ProcessPoolExecutor.map,
        multiprocessing.pool.Pool.apply_async,
        multiprocessing.pool.Pool._map_async,
        multiprocessing.pool.Pool.imap,
        multiprocessing.pool.Pool.imap_unordered,
        asyncio.BaseEventLoop.create_task,
    ]


@pytest.fixture(autouse=True)
def nothing_stays(tmp_path, monkeypatch):
    here = functools.partial(tempfile.TemporaryDirectory, dir=tmp_path)
    monkeypatch.setattr(recording, "tempfile", SimpleNamespace(TemporaryDirectory=here))
    before, threads = hooked(), set(threading.enumerate())
    yield
    assert hooked() == before
    assert set(threading.enumerate()) <= threads
    assert list(tmp_path.iterdir()) == []


def run_threads(*threads: threading.Thread) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_threads_that_met_are_shown_together_and_threads_in_a_row_are_not():
    meeting = threading.Barrier(3)
    with timeline() as t:
        run_threads(*(threading.Thread(target=meeting.wait, name=f"cook {n}") for n in range(3)))
        for n in range(3):
            run_threads(threading.Thread(target=int, name=f"alone {n}"))
    assert t.most_together("thread", "cook") == 3
    assert t.most_together("thread", "alone") == 1
    assert {bar.how for bar in t.of("thread")} == {"returned"}
    assert len({bar.thread for bar in t.of("thread", "cook")}) == 3
    assert {bar.pid for bar in t.bars} == {os.getpid()}


def test_a_subclass_and_a_run_of_its_own_are_threads_too():
    class Cook(threading.Thread):
        def run(self):
            self.cooked = True

    mine = threading.Thread(name="mine")
    mine.run = lambda: done.append("mine")
    done: list[str] = []
    cook = Cook(name="cook")
    with timeline() as t:
        run_threads(cook, mine)
    assert cook.cooked
    assert done == ["mine"]
    assert {bar.name for bar in t.of("thread")} == {"cook", "mine"}
    assert "run" not in vars(cook)


def test_an_error_in_a_thread_goes_where_it_always_goes(monkeypatch):
    heard = []
    monkeypatch.setattr(threading, "excepthook", lambda args: heard.append(args.exc_type))
    with timeline() as t:
        run_threads(threading.Thread(target=burn, args=(3,)))
    assert heard == [ValueError]
    (bar,) = t.of("thread")
    assert bar.how == "raised ValueError"


def test_an_exception_of_the_block_passes_through_and_what_was_recorded_is_there():
    t = timeline()

    def work():
        with t:
            run_threads(threading.Thread(target=int, name="early"))
            1 / 0  # noqa: B018

    with pytest.raises(ZeroDivisionError):
        work()
    assert t.of("thread", "early")
    assert t.bars[0].how == "raised ZeroDivisionError"


def test_a_thread_cannot_be_started_twice_and_keeps_its_run():
    thread = threading.Thread(target=int)
    with timeline() as t:
        run_threads(thread)
        with pytest.raises(RuntimeError, match="once"):
            thread.start()
    assert "run" not in vars(thread)
    assert len(t.of("thread")) == 1


def test_a_thread_that_goes_on_after_the_block_is_shown_so_and_is_left_alone():
    gate, done = threading.Event(), []
    thread = threading.Thread(target=lambda: (gate.wait(), done.append("done")), name="long")
    with timeline() as t:
        thread.start()
    gate.set()
    thread.join()
    assert done == ["done"]
    assert t.of("thread", "long")[0].how == WENT_ON


def test_a_thread_whose_own_code_has_not_begun_by_the_end_of_the_block_is_shown(monkeypatch):
    gate = threading.Event()
    begin = ThreadRun.__call__
    monkeypatch.setattr(ThreadRun, "__call__", lambda run: (gate.wait(), begin(run)))
    thread = threading.Thread(target=int, name="long")
    with timeline() as t:
        thread.start()
    gate.set()
    thread.join()
    assert [bar.how for bar in t.of("thread", "long")] == [WENT_ON]


@pytest.mark.parametrize("method", METHODS)
def test_processes_that_met_are_shown_together_with_their_pids(method):
    context = multiprocessing.get_context(method)
    meeting = context.Barrier(2)
    with timeline() as t:
        processes = [context.Process(target=meeting.wait, name=f"oven {n}") for n in range(2)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
    assert t.most_together("process", "oven") == 2
    assert {bar.pid for bar in t.of("process", "oven")} == {process.pid for process in processes}
    assert {bar.how for bar in t.of("process", "oven")} == {"returned"}


@pytest.mark.parametrize("method", METHODS)
def test_each_task_of_a_pool_is_shown_in_the_process_that_did_it(method):
    context = multiprocessing.get_context(method)
    with timeline() as t, context.Pool(1) as pool:
        together = pool.map(worker_of, [1, 2, 3], chunksize=2)
        one = pool.apply(worker_of, (4,))
        lazily = list(pool.imap(worker_of, [5, 6], chunksize=2))
        pool.close()
        pool.join()
    done = t.of("task", "worker_of")
    assert [bar.name for bar in done] == [f"worker_of({order})" for order in (1, 2, 3, 4, 5, 6)]
    assert [bar.pid for bar in done] == [pid for _, pid in (*together, one, *lazily)]
    assert t.most_together("task") == 1


@pytest.mark.parametrize("method", [method for method in METHODS if method != "fork"])
def test_tasks_of_an_executor_are_shown_and_their_errors_come_as_always(method):
    context = multiprocessing.get_context(method)
    with timeline() as t, ProcessPoolExecutor(1, mp_context=context) as pool:
        mapped = list(pool.map(worker_of, [1, 2], chunksize=2))
        failing = pool.submit(burn, 3)
        with pytest.raises(ValueError, match="order 3 is black"):
            failing.result()
    assert [bar.pid for bar in t.of("task", "worker_of")] == [pid for _, pid in mapped]
    (bad,) = t.of("task", "burn")
    assert bad.how == "raised ValueError"
    assert bad.asked is not None
    assert bad.asked <= bad.began


def test_arguments_that_cannot_be_written_down_are_left_out_and_the_task_is_done():
    class Odd(str):
        def __repr__(self):
            raise RuntimeError("nobody may look")

    async def later(number):
        return number.bit_length()

    huge = 10**5000  # Python refuses to write that many digits
    with timeline() as t, ThreadPoolExecutor(1) as pool:
        assert pool.submit(int.bit_length, huge).result() == huge.bit_length()
        assert pool.submit(len, Odd("abc")).result() == 3
        assert pool.submit(len, "x" * 1_000_000).result() == 1_000_000
        assert pool.submit(len, "short").result() == 5
        assert asyncio.run(later(huge)) == huge.bit_length()
    assert [bar.name for bar in t.of("task")] == ["bit_length", "len", "len", "len('short')"]


def test_what_cannot_be_pickled_still_cannot():
    with timeline(), ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        future = pool.submit(lambda: 1)
        with pytest.raises(Exception, match=r"(?i)pickle|local object"):
            future.result()


def test_tasks_of_threads_that_met_are_together_and_those_of_one_worker_are_not():
    meeting = threading.Barrier(2)
    with timeline() as t, ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: meeting.wait(), range(2)))
    assert t.most_together("task") == 2
    with timeline() as t, ThreadPoolExecutor(1) as pool:
        list(pool.map(abs, range(3)))
    assert t.most_together("task") == 1
    assert len(t.of("thread")) == 1


@on_linux
def test_a_process_that_is_killed_has_an_end_and_says_nothing_of_how():
    context = multiprocessing.get_context("fork")
    ready, never = context.Event(), context.Event()
    with timeline() as t:
        process = context.Process(target=lambda: (ready.set(), never.wait()))
        process.start()
        ready.wait()
        os.kill(process.pid, signal.SIGKILL)
        process.join()
    (bar,) = t.of("process")
    assert bar.how == "ended without a word"


def test_a_broken_pool_breaks_as_always():
    with timeline() as t, ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        broken = pool.submit(os._exit, 1)
        assert isinstance(broken.exception(), BrokenProcessPool)
    (bar,) = t.of("task", "_exit")
    assert bar.how != "returned"


def test_programs_that_the_block_starts_are_processes_too():
    with timeline() as t:
        done = subprocess.Popen([sys.executable, "-S", "-c", "pass"])
        done.wait()
    (bar,) = t.of("process")
    assert bar.pid == done.pid
    assert bar.name == Path(sys.executable).name


def test_tasks_of_asyncio_are_shown_with_their_steps():
    async def cook(dish, meeting):
        await meeting.wait()
        return dish

    async def main():
        meeting = asyncio.Barrier(2)
        return await asyncio.gather(cook("soup", meeting), asyncio.create_task(cook("rice", meeting), name="rice"))

    with timeline() as t:
        assert asyncio.run(main()) == ["soup", "rice"]
    names = {bar.name for bar in t.of("coroutine")}
    assert {"main", "rice"} < names
    assert len(names) == 3
    assert t.most_together("coroutine") == 3
    assert {bar.how for bar in t.of("coroutine")} == {"returned"}
    # who came first had the loop, waited for the other one, and had it again
    (rice,) = t.of("coroutine", "rice")
    states = [piece.state for piece in rice.pieces]
    assert states[0] == states[-1] == "running"
    assert "waiting" in states


def test_a_task_that_never_gives_way_is_one_piece():
    async def stubborn():
        return sum(range(1000))

    with timeline() as t:
        asyncio.run(stubborn())
    (bar,) = t.of("coroutine")
    assert [piece.state for piece in bar.pieces] == ["running"]


def test_cancelled_and_failed_tasks_say_so_and_nothing_changes_for_them():
    async def fail():
        raise KeyError("salt")

    async def main():
        sleeper = asyncio.create_task(asyncio.sleep(3600), name="sleeper")
        await asyncio.sleep(0)
        sleeper.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await sleeper
        with pytest.raises(KeyError):
            await asyncio.create_task(fail())
        assert sleeper.cancelled()

    with timeline() as t:
        asyncio.run(main())
    how = {bar.name: bar.how for bar in t.of("coroutine")}
    assert how["sleeper"] == "was cancelled"
    assert how["fail"] == "raised KeyError"


def test_what_to_thread_calls_has_its_own_name():
    async def main():
        return await asyncio.to_thread(abs, -3)

    with timeline() as t:
        assert asyncio.run(main()) == 3
    assert [bar.name for bar in t.of("task")] == ["abs(-3)"]


def test_a_recording_inside_of_a_recording_sees_its_own_part_and_the_outer_one_sees_all():
    with timeline() as outer:
        run_threads(threading.Thread(target=int, name="first"))
        with timeline() as inner:
            run_threads(threading.Thread(target=int, name="second"))
        run_threads(threading.Thread(target=int, name="third"))
    assert [bar.name for bar in inner.of("thread")] == ["second"]
    assert [bar.name for bar in outer.of("thread")] == ["first", "second", "third"]


def test_a_recording_can_be_used_again_and_begins_anew():
    t = timeline()
    for name in ("first", "second"):
        with t:
            run_threads(threading.Thread(target=int, name=name))
        assert [bar.name for bar in t.of("thread")] == [name]


def test_a_recording_cannot_be_begun_twice_and_says_what_to_do():
    with timeline() as t, pytest.raises(TimelineError, match=r"call timeline\(\)"), t:
        pass
    assert t.of("thread") == ()


def test_a_recording_says_that_it_has_nothing_to_show_yet():
    t = timeline()
    with pytest.raises(TimelineError, match="below its `with` block"):
        _ = t.bars
    assert "has not ended" in repr(t)


@on_linux
def test_a_forked_child_that_leaves_the_block_too_takes_nothing_from_its_parent():
    context = multiprocessing.get_context("fork")
    t = timeline()
    t.__enter__()
    child = context.Process(target=t.__exit__, args=(None, None, None))
    child.start()
    child.join()
    run_threads(threading.Thread(target=int, name="later"))
    t.__exit__(None, None, None)
    assert child.exitcode == 0
    assert t.of("thread", "later")


@on_linux
def test_threads_of_a_forked_child_are_recorded_in_it():
    context = multiprocessing.get_context("fork")
    with timeline() as t:
        child = context.Process(target=lambda: run_threads(threading.Thread(target=int, name="inside")))
        child.start()
        child.join()
    (bar,) = t.of("thread", "inside")
    assert bar.pid == child.pid


def test_the_table_and_the_picture_say_the_same_and_the_picture_has_it_as_alt_text():
    pytest.importorskip("matplotlib", reason="this environment has no matplotlib")
    with timeline() as t:
        run_threads(threading.Thread(target=int, name="cook"))
    picture = t.picture()
    assert picture.text == t.table() == repr(t)
    assert picture.png().startswith(b"\x89PNG")
    bundle = t._repr_mimebundle_()
    assert "1 thread, at most 1 at once" in bundle["text/plain"]
    assert 'alt="Timeline of' in bundle["text/html"]
    row = next(line for line in picture.text.splitlines() if line.startswith("cook"))
    assert row.count("|") == 2


def test_tasks_are_drawn_in_the_row_of_their_worker():
    pytest.importorskip("matplotlib", reason="this environment has no matplotlib")
    with timeline() as t, ThreadPoolExecutor(1, thread_name_prefix="baker") as pool:
        list(pool.map(abs, [-1, -2, -3]))
    rows = [line for line in t.table().splitlines() if line.count("|") == 2]
    assert [line.partition("|")[0].strip() for line in rows] == ["the block", "baker_0"]


def test_a_recording_says_what_it_cannot_tell_of_the_gil():
    with timeline() as t:
        run_threads(threading.Thread(target=int))
    (bar,) = t.of("thread")
    if gil_address() is None:
        assert any("GIL" in remark for remark in t.remarks)
        assert bar.gil is None
    assert (bar.running is None) == (bar.waiting is None)
