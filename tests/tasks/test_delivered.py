"""Checks of tasks: what an answer may not reach for, and how a check ends that has nothing to judge."""

from __future__ import annotations

import hashlib
import uuid

import pytest

pytest.importorskip("celery", reason="this environment has no Celery")

from helpers.exercises import find
from helpers.exercises.base import Exercise
from helpers.exercises.delivered import told

pytestmark = pytest.mark.only_on("linux", "darwin")

RIGHT = """
from helpers.tasks.shop import app, bank, orders


@app.task(acks_late=True, reject_on_worker_lost=True)
def pay(order, cents):
    receipt = bank.charge(order, cents, key=order)
    orders.note(order, receipt)
    return receipt
"""


@pytest.fixture(scope="module")
def payment() -> Exercise:
    return find("12-3")


@pytest.mark.parametrize(
    "line",
    [
        "from helpers.tasks import stage",
        "import helpers.tasks.cluster",
        "from helpers.tasks.shop import _judge",
        "from helpers.exercises import find",
        "import sys\nsys.modules",
        "import ctypes",
        "import importlib",
        "app.__class__.__subclasses__",
    ],
)
def test_what_leads_to_the_judge_is_refused(payment, line):
    verdict = payment.judge(RIGHT + line + "\n")
    assert verdict.result == "cannot-judge"
    assert verdict.score == 0


@pytest.mark.parametrize(
    "line", ["import helpers.tasks.shop", "from helpers.tasks import app as other", "import logging"]
)
def test_what_an_answer_needs_is_not_refused(payment, line):
    assert payment.judge(line + "\n" + RIGHT).passed


def test_an_answer_that_kills_the_process_behind_its_tasks_is_not_judged(payment):
    killing = RIGHT.replace("    receipt =", "    import os\n    os.kill(os.getppid(), 9)\n    receipt =", 1)
    verdict = payment.judge(killing)
    assert verdict.result == "cannot-judge"
    assert verdict.score == 0


def test_an_answer_that_raises_when_it_is_imported_is_shown_its_line(payment):
    verdict = payment.judge(RIGHT + "1 / 0\n")
    assert verdict.findings[0].kind == "exception"
    assert "ZeroDivisionError" in verdict.findings[0].message
    assert verdict.findings[0].line == RIGHT.count("\n") + 1


def test_a_task_that_is_written_again_below_replaces_the_one_above(payment):
    assert payment.judge(payment.given + RIGHT).passed


def test_the_same_answer_gets_the_same_verdict(payment):
    wrong = RIGHT.replace(", key=order", "")
    assert payment.judge(wrong).to_json() == payment.judge(wrong).to_json()


def test_random_names_in_what_happened_are_numbered_and_hashes_stay() -> None:
    one, other, digest = uuid.uuid4(), uuid.uuid4(), hashlib.md5(b"A17").hexdigest()
    story = [f"key='{one}'", f"key='{other.hex}'", f"key='{one}' again", f"key='{digest}'"]
    assert told(story) == f"(1) key='uuid-1'. (2) key='uuid-2'. (3) key='uuid-1' again. (4) key='{digest}'."
