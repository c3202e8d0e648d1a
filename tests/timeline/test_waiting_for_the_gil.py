"""Waiting for the GIL is told from other waiting, where the kernel says on what a thread sleeps.

No time is asserted: the threads go on until the fact is there.
"""

from __future__ import annotations

import os
import threading

import pytest

from helpers.timeline import gil
from helpers.timeline.kernel import reader
from helpers.timeline.sampling import Sampler

pytestmark = pytest.mark.only_on("linux")


@pytest.fixture
def address():
    found = gil.gil_address()
    if found is None:  # no failure anywhere, CI included: the kernel is not the course's
        pytest.xfail("this interpreter has no GIL, or this kernel does not say on what a thread sleeps")
    return found


def test_one_of_two_threads_that_count_is_seen_to_wait_for_the_gil_and_one_that_waits_for_a_lock_never(address):
    stop, lock, here = threading.Event(), threading.Lock(), threading.Semaphore(0)
    places: dict[str, int] = {}

    def count(name):
        places[name] = threading.get_native_id()
        here.release()
        while not stop.is_set():
            pass

    def wait():
        places["waiting"] = threading.get_native_id()
        here.release()
        with lock:
            pass

    threads = [threading.Thread(target=count, args=(name,)) for name in ("one", "two")]
    sampler = Sampler(threading.Thread.start)
    with lock:
        threads.append(threading.Thread(target=wait))
        for thread in threads:
            thread.start()
        for _ in threads:
            here.acquire()
        asleep_for_good(places["waiting"])
        for tid in places.values():
            sampler.watch_thread(tid)
        sampler.start()
        while not any(waited_for_gil(sampler, places[name]) for name in ("one", "two")):
            pass
        stop.set()
        sampler.stop()
    for thread in threads:
        thread.join()
    assert waited_for_gil(sampler, places["waiting"]) == 0


def waited_for_gil(sampler: Sampler, tid: int) -> int:
    seen = sampler.samples.get((os.getpid(), tid), ())
    return seen[-1].gil if seen else 0


def asleep_for_good(tid: int) -> None:
    """Until the kernel shows the thread in a sleep without a time limit, which is not that for the GIL."""
    read = reader()
    file = os.open(f"/proc/self/task/{tid}/syscall", os.O_RDONLY)
    try:
        while True:
            words = read(file).split()
            if len(words) > 4 and words[4] == b"0x0":
                return
    finally:
        os.close(file)


def test_a_sleep_without_a_limit_is_not_for_the_gil():
    assert gil.asleep_on(b"202 0x55a85f59bac0 0x189 0x0 0x0 0x0 0x0 0x7ff 0x7ff") is None
    assert gil.asleep_on(b"202 0x7fbfdc94e6f4 0x89 0x0 0x7fbfdbe31ae0 0x0 0xff") == ("202", 0x7FBFDC94E6F0)
    assert gil.asleep_on(b"running") is None
    assert gil.asleep_on(b"") is None
