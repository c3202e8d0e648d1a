"""The order of a set is nobody's promise: no verdict depends on addresses or seeds, and both ways round are tried."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.interleave import Program, Stepper, judge, outcomes, replay
from helpers.interleave.schedule import decode, encode

SCENARIO = "# --- scenario ---\nmain = run\ndef accept(r): return r == [0, 1, 2]\n"

JOBS = """
class Job:
    def __init__(self, n):
        self.n = n
def run():
    jobs = {Job(n) for n in range(3)}
    return %s
"""

FINISHED = """
from concurrent.futures import ThreadPoolExecutor, wait
def same(n):
    return n
def run():
    with ThreadPoolExecutor(1) as pool:
        done, _ = wait([pool.submit(same, n) for n in range(3)])
    return %s
"""

TASKS = """
import asyncio
async def same(n):
    return n
async def ask():
    done, _ = await asyncio.wait([asyncio.create_task(same(n)) for n in range(3)])
    return %s
def run():
    return asyncio.run(ask())
"""

LISTENERS = """
heard = []
listeners = set()
for number in range(3):
    listeners.add(lambda number=number: heard.append(number))
def run():
    for listener in listeners:
        listener()
    return %s
"""

TEXTS = """
def run():
    texts = set(["0", "1", "2"])
    return %s
"""

ORDERED = {
    "jobs": JOBS % "[job.n for job in jobs]",
    "finished futures": FINISHED % "[future.result() for future in done]",
    "finished tasks": TASKS % "[task.result() for task in done]",
    "listeners": LISTENERS % "heard",
    "texts": TEXTS % "[int(text) for text in texts]",
    "texts as a list": TEXTS % "list(map(int, list(texts)))",
    "texts unpacked": TEXTS % "[int(text) for text in (*texts,)]",
    "texts taken out": TEXTS % "[int(texts.pop()) for _ in range(3)]",
    "jobs named one by one": JOBS.replace("return %s", "a, b, c = jobs\n    return [a.n, b.n, c.n]"),
    "jobs that are held weakly": JOBS.replace(
        "    return %s",
        "    import weakref\n    kept = sorted(jobs, key=lambda job: job.n)\n    weak = weakref.WeakSet(kept[:1])\n"
        "    weak.add(kept[1])\n    weak.add(kept[2])\n    return [job.n for job in weak]",
    ),
    "jobs sorted by what they share": JOBS % "[job.n for job in sorted(jobs, key=lambda job: 0)]",
}

UNORDERED = {
    "jobs": JOBS % "sorted(job.n for job in jobs)",
    "finished futures": FINISHED % "sorted(future.result() for future in done)",
    "finished tasks": TASKS % "sorted(task.result() for task in done)",
    "listeners": LISTENERS % "sorted(heard)",
    "texts": TEXTS % "[int(text) for text in sorted(texts)]",
    "numbers": TEXTS.replace('"0", "1", "2"', "2, 1, 0") % "list(texts)",
    "jobs taken out": JOBS % "sorted(jobs.pop().n for _ in range(3))",
}


@pytest.mark.parametrize("name", ORDERED)
def test_a_program_that_relies_on_the_order_of_a_set_goes_wrong(name: str) -> None:
    program = Program.from_file_text(ORDERED[name] + SCENARIO, "answer.py")
    judgement = judge(program)
    assert (judgement.result, judgement.kind) == ("failed", "wrong-result")
    assert judgement.schedule.startswith("~")
    assert "members of a set" in judgement.searched[1]
    assert replay(program, judgement.schedule).outcome.value == [2, 1, 0]
    assert judge(program) == judgement


@pytest.mark.parametrize("name", UNORDERED)
def test_a_program_that_does_not_rely_on_it_passes(name: str) -> None:
    judgement = judge(Program.from_file_text(UNORDERED[name] + SCENARIO, "answer.py"))
    assert (judgement.result, judgement.exhaustive) == ("passed", True), judgement.message


def test_outcomes_have_a_schedule_for_each_order() -> None:
    program = Program.from_file_text(ORDERED["texts"] + SCENARIO, "answer.py")
    found = outcomes(program)
    assert sorted(found.values) == [[0, 1, 2], [2, 1, 0]]
    for outcome in found.all:
        assert replay(program, outcome.schedule).outcome.value == outcome.value
    assert found.exhaustive


def test_a_stepper_takes_a_schedule_with_the_other_order() -> None:
    program = Program.from_file_text(ORDERED["texts"] + SCENARIO, "answer.py")
    schedule = judge(program).schedule
    assert Stepper(program, schedule=schedule).schedule.startswith("~")


def test_the_other_order_is_part_of_a_schedule() -> None:
    assert encode([1, 1, 2], backwards=True) == "~ A2 B"
    assert (decode("~ A2 B"), decode("~ A2 B").backwards) == ([1, 1, 2], True)
    assert decode("A2 B").backwards is False


def test_a_set_that_changes_while_it_is_iterated_over_says_so() -> None:
    source = (
        TEXTS % "list(texts)"
        + "def run():\n    texts = {'a', 'b'}\n    for text in texts:\n        texts.add(text * 2)\n"
    )
    judgement = judge(Program.from_file_text(source + SCENARIO, "answer.py"))
    assert judgement.message.endswith("RuntimeError: Set changed size during iteration")


def test_a_class_may_say_itself_how_it_is_iterated_over() -> None:
    source = (
        "class Own(set):\n    def __iter__(self):\n        return iter([0, 1, 2])\n"
        "def run():\n    return list(Own(['b', 'a']))\n"
    )
    assert judge(Program.from_file_text(source + SCENARIO, "answer.py")).result == "passed"


def test_a_thread_is_found_in_a_set_after_it_was_started() -> None:
    source = (
        "import threading\ndef run():\n    t = threading.Thread(target=print)\n    known = {t}\n    t.start()\n"
        "    t.join()\n    return [0, 1, 2] if t in known else []\n"
    )
    assert judge(Program.from_file_text(source + SCENARIO, "answer.py")).result == "passed"


def test_the_seed_of_hashes_makes_no_difference(tmp_path: Path) -> None:
    files = []
    for number, source in enumerate([*ORDERED.values(), *UNORDERED.values()]):
        files.append(tmp_path / f"program_{number}.py")
        files[-1].write_text(source + SCENARIO)
    seen = []
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-m", "helpers.interleave", *map(str, files), "--json"],
            capture_output=True,
            text=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
            check=False,
        )
        verdicts = [json.loads(line) for line in done.stdout.splitlines()]
        for verdict in verdicts:
            del verdict["seconds"]
        seen.append(verdicts)
    assert len(seen[0]) == len(files)
    assert seen[0] == seen[1]
