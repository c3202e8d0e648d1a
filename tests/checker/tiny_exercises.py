"""Exercises whose judges do one thing each, to see what the checker makes of it. Loaded by path, in its processes."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys

from helpers.exercises.base import Exercise
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


def _never_ends_by_itself(source: str) -> Verdict:
    while True:
        pass


TABLE = [
    _exercise("90-1", _passes),
    _exercise("90-2", _runs),
    _exercise("90-3", lambda source: None),  # no verdict at all
    _exercise("90-4", _passes),  # a verdict on another exercise
    _exercise("90-5", _never_ends_by_itself),
]
