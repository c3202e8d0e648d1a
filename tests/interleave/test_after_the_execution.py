"""What an execution leaves behind is finalised when it is over: that must neither fail nor disturb a later one."""

from __future__ import annotations

import gc
import sys
from typing import Any

import pytest

from helpers.interleave import Program, judge

LEFT = """
import threading, queue
lock, event, items = threading.Lock(), threading.Event(), queue.Queue()
class Kept:
    def __init__(self):
        self.me = self
        self.n = 0
    def __del__(self):
        with lock:
            self.n += 1
        try:
            items.put(self.n)
            threading.Semaphore(2).release()
            items.get_nowait()
        except:
            pass
        event.set()
def generate():
    try:
        with lock:
            yield 1
    finally:
        event.set()
def work(_):
    global kept, generator
    kept = Kept()
    generator = generate()
    next(generator)
# --- scenario ---
workers = [work, lambda _: event.is_set()]
def invariant(_): return True
"""


def test_finalisers_of_what_is_left_use_primitives_in_peace(monkeypatch: pytest.MonkeyPatch) -> None:
    complaints: list[Any] = []
    monkeypatch.setattr(sys, "unraisablehook", complaints.append)
    program = Program.from_file_text(LEFT, "answer.py")
    first = judge(program)
    gc.collect()
    second = judge(program)
    gc.collect()
    assert first == second
    assert first.kind in ("", "leftover-lock")
    assert [str(complaint.exc_value) for complaint in complaints] == []
