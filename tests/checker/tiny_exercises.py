"""Exercises whose judges do one thing each, to see what the checker makes of it. Loaded by path, in its processes."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from dataclasses import replace

from helpers.exercises.base import Exercise
from helpers.exercises.truths import Truths
from helpers.verdict import Finding, Verdict


def _exercise(id: str, judge) -> Exercise:
    return Exercise(id, "Do something", "write", 2.0, 5, (), ("a", "b", "c"), judge)


def _passes(source: str) -> Verdict:
    return Verdict("90-1", "passed", 2.0, 2.0, (), ("everything",), source)


def _runs(source: str) -> Verdict:
    """Executes the answer as a learner's program; the finding's message is what `report` is after that."""
    names = {"os": os, "sys": sys, "signal": signal, "subprocess": subprocess, "random": random}
    exec(compile(source, "answer.py", "exec"), names)
    return Verdict("90-2", "failed", 0.0, 2.0, (Finding("rule", str(names.get("report", ""))),), ("nothing",), source)


def _compared_with(truths: Truths):
    """The finding's message says in which process the answer was judged, and what it was compared with."""

    def judge(source: str) -> Verdict:
        said = json.dumps([os.getpid(), truths["process"]])
        return Verdict("90-6", "failed", 0.0, 2.0, (Finding("rule", said),), ("nothing",), source)

    return judge


FOUND_ONCE = Truths({"process": os.getpid})
NEVER_FOUND = Truths({"process": lambda: 1 // 0})


def _never_ends_by_itself(source: str) -> Verdict:
    while True:
        pass


TABLE = [
    _exercise("90-1", _passes),
    _exercise("90-2", _runs),
    _exercise("90-3", lambda source: None),  # no verdict at all
    _exercise("90-4", _passes),  # a verdict on another exercise
    _exercise("90-5", _never_ends_by_itself),
    replace(_exercise("90-6", _compared_with(FOUND_ONCE)), truths=FOUND_ONCE),
    replace(_exercise("90-7", _compared_with(NEVER_FOUND)), truths=NEVER_FOUND),
]
