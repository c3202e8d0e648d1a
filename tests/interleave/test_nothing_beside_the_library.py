"""A double shows a program no attribute that the library's own object has not."""

from __future__ import annotations

import asyncio
import concurrent.futures
import multiprocessing
import queue
import sys
import threading
from typing import Any

import pytest

from helpers.interleave import Program, Scenario, judge

SHOWS = """
import asyncio, concurrent.futures, multiprocessing, queue, threading

def make(text):
    return eval_of[text]()

def has(thing, name):
    return hasattr(thing, name)

eval_of = {{{makers}}}
"""
MADE = (
    "threading.Lock()", "threading.RLock()", "threading.Condition()", "threading.Event()", "threading.Semaphore()",
    "threading.BoundedSemaphore()", "threading.Barrier(2)", "threading.Thread()", "threading.Timer(1, print)",
    "queue.Queue()", "queue.LifoQueue()", "queue.PriorityQueue()", "queue.SimpleQueue()",
    "concurrent.futures.Future()", "concurrent.futures.ThreadPoolExecutor(1)",
    "multiprocessing.Lock()", "multiprocessing.RLock()", "multiprocessing.Semaphore()", "multiprocessing.Condition()",
    "multiprocessing.Event()", "multiprocessing.Barrier(2)", "multiprocessing.Queue()", "multiprocessing.SimpleQueue()",
    "multiprocessing.JoinableQueue()", "multiprocessing.Process()", "multiprocessing.Pipe()[0]",
    "multiprocessing.Value('i')", "multiprocessing.Array('i', 2)",
    "asyncio.Lock()", "asyncio.Condition()", "asyncio.Event()", "asyncio.Semaphore()", "asyncio.Queue()",
)  # fmt: skip
SOURCE = SHOWS.format(makers=", ".join(f"{text!r}: lambda: {text}" for text in MADE))
LIBRARY = {module.__name__: module for module in (asyncio, multiprocessing, queue, threading)} | {
    "concurrent": concurrent
}

# The doubles have what the newest Python has, on each of them.
LATER = {
    "locked": (3, 14),
    "interrupt": (3, 14),
    "shutdown": (3, 13),
    "is_shutdown": (3, 13),
}


@pytest.mark.parametrize("text", MADE)
def test_a_double_has_nothing_that_the_library_lacks(text: str) -> None:
    real = set(dir(eval(text, {"print": print, **LIBRARY})))
    extra: list[str] = []

    def look(answer: Any) -> None:
        double = answer.make(text)
        extra.extend(name for name in dir(double) if name[0] != "_" and name not in real and answer.has(double, name))

    judgement = judge(Program(SOURCE, Scenario(main=look)))
    assert judgement.result == "passed", judgement.message
    assert [name for name in extra if sys.version_info >= LATER.get(name, (3, 0))] == []
