"""Partial-order reduction must find with processes whatever trying every choice at every step finds."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from helpers.interleave import Program, judge
from helpers.interleave.control.execution import Execution
from helpers.interleave.control.strategy import Strategy
from helpers.interleave.control.task import Task
from helpers.interleave.explore.dpor import Dpor
from helpers.interleave.runner import Runner
from helpers.interleave.soundness import compare as soundness
from helpers.interleave.soundness.pools import HEADER, SCENARIO, random_pool

PROGRAMS = Path(__file__).parents[1] / "programs"
LABELLED = sorted(PROGRAMS.glob("*/mp_*.py"))
MOST = 600
"""How many executions the search without any reduction may take."""


class EveryChoice(Strategy):
    """Every task that could go on, at every step: depth first."""

    def __init__(self) -> None:
        self._path: list[list[int]] = []

    def begin(self, execution: Execution) -> None:
        self._depth = 0

    def choose(self, enabled: tuple[Task, ...], current: Task | None) -> Task:
        if self._depth == len(self._path):
            self._path.append([0, len(enabled)])
        self._depth += 1
        return enabled[self._path[self._depth - 1][0]]

    def more(self) -> bool:
        """Prepare the next execution; False when there is none."""
        while self._path:
            if self._path[-1][0] + 1 < self._path[-1][1]:
                self._path[-1][0] += 1
                return True
            self._path.pop()
        return False


class AnyChoice(Strategy):
    """Draws, from a fixed seed: reaches corners that `EveryChoice` does not come to in time."""

    def __init__(self) -> None:
        self._chance = random.Random(5)

    def choose(self, enabled: tuple[Task, ...], current: Task | None) -> Task:
        return self._chance.choice(enabled)

    def more(self) -> bool:
        return True


def results(
    program: Program, strategy: Dpor | EveryChoice | AnyChoice, most: int | None = None
) -> tuple[set[object], bool]:
    """Everything that `program` can come to, and whether the search was complete."""
    runner = Runner(program)
    found: set[object] = set()
    count = 0
    while True:
        values: list[object] = []
        execution = runner.run(strategy, collect=values.append)
        if not execution.pruned:
            kind = execution.failure.kind if execution.failure is not None else ""
            found.add((repr(values), kind, "" if kind else "".join(sorted(execution.output))))
        count += 1
        if not strategy.more():
            return found, True
        if count == most:
            return found, False


def compare(program: Program) -> None:
    every, complete = results(program, EveryChoice(), MOST)
    reduced, _ = results(program, Dpor())
    assert every <= reduced, f"not found by reduction: {every - reduced}"
    if not complete:
        drawn, _ = results(program, AnyChoice(), MOST // 5)
        assert drawn <= reduced, f"not found by reduction: {drawn - reduced}"
    else:
        assert reduced <= every, f"invented by reduction: {reduced - every}"


@pytest.mark.parametrize("path", LABELLED[::5], ids=lambda path: path.stem)
def test_reduction_finds_all_results_of_a_labelled_program(path: Path) -> None:
    compare(Program.from_file_text(path.read_text(), path.name))


STATEMENTS = (
    "v.value += 1",
    "v.value = {n}",
    "print(me, v.value)",
    "q.put({n})",
    "print(me, q.get(timeout=1))",
    "print(me, q.empty())",
    "s.put({n})",
    "print(me, s.empty())",
    "w.send({n})",
    "print(me, r.poll() and 'there')",
    "with l: v.value += 1",
    "with v.get_lock(): v.value += 1",
    "print(me, e.is_set())",
    "e.set()",
    "print(me, l.acquire(False) and l.release())",
    "try: print(me, q.get_nowait())\n    except queue.Empty: print(me, 'empty')",
)
OF_THE_PARENT = (
    "pa.terminate()",
    "print(pb.is_alive())",
    "print(pa.exitcode)",
    "q.put(9)",
    "v.value = 8",
    "print(v.value)",
    "e.set()",
)


def random_program(seed: int) -> Program:
    """Two children that do one or two things each, and a parent that may do another one."""
    chance = random.Random(seed)

    def body() -> str:
        lines = [chance.choice(STATEMENTS).format(n=chance.randrange(1, 9)) for _ in range(chance.choice((1, 1, 2)))]
        return "\n    ".join(lines)

    between = chance.choice(OF_THE_PARENT) if chance.random() < 0.4 else "pass"
    return Program.from_file_text(
        f"""
import multiprocessing as mp, queue
def a(me, v, q, s, r, w, l, e):
    {body()}
def b(me, v, q, s, r, w, l, e):
    {body()}
def run():
    r, w = mp.Pipe(False)
    things = (mp.Value('i', 0), mp.Queue(), mp.SimpleQueue(), r, w, mp.Lock(), mp.Event())
    v, q, s, r, w, l, e = things
    pa, pb = mp.Process(target=a, args=("a", *things)), mp.Process(target=b, args=("b", *things))
    pa.start(); pb.start()
    {between}
    pa.join(); pb.join()
    return v.value
# --- scenario ---
def main(): return run()
""",
        "answer.py",
    )


def seeds() -> list[int]:
    """Always the same in CI; `RANDOM_PROCESS_PROGRAMS=FIRST:COUNT` tries others."""
    first, _, count = os.environ.get("RANDOM_PROCESS_PROGRAMS", "0:40").partition(":")
    return list(range(int(first), int(first) + int(count)))


@pytest.mark.parametrize("seed", seeds())
def test_reduction_finds_all_results_of_a_random_program(seed: int) -> None:
    program = random_program(seed)
    try:
        compare(program)
    except AssertionError:
        print(program.source)
        raise


# each was missed once: the end of a worker breaks futures that were submitted, or had been over, while it waited for
# its turn; it kills the other workers; and callbacks came in the middle of that step
BROKEN_POOLS = {
    "a future that is over when the pool breaks": (
        "ProcessPoolExecutor(1)",
        "f = pool.submit(leaves, 0)\ng = pool.submit(leaves, 1)\nsay(g.cancel())\npool.shutdown(cancel_futures=True)",
    ),
    "another worker that is killed": (
        "ProcessPoolExecutor(2)",
        "f = pool.submit(leaves, 0)\ng = pool.submit(same, 1)\nsay(attempt(lambda: g.result(timeout=1)))",
    ),
    "a callback when the pool breaks": (
        "ProcessPoolExecutor(1)",
        """f = pool.submit(leaves, 0)
f.add_done_callback(lambda f: say('called'))
g = pool.submit(leaves, 1)
say(attempt(lambda: list(pool.map(same, [7, 8]))))""",
    ),
    "a question about one result that does not wait": (
        "ProcessPoolExecutor(1)",
        """f = pool.submit(same, 0)
g = pool.submit(same, 1)
say(attempt(f.result))
say(attempt(lambda: g.exception(timeout=0)))""",
    ),
    "a question about one future": (
        "ProcessPoolExecutor(1)",
        "f = pool.submit(same, 1)\ng = pool.submit(same, 2)\nsay((f.done(), g.done(), f.running(), g.cancel()))",
    ),
}


@pytest.mark.parametrize("name", BROKEN_POOLS)
def test_reduction_finds_what_can_come_of_a_pool(name: str) -> None:
    pool, body = BROKEN_POOLS[name]
    lines = [
        "def run():",
        f"    with {pool} as pool:",
        *(f"        {line}" for line in body.splitlines()),
        "    return seen",
    ]
    comparison = soundness.compare(HEADER + "\n".join(lines) + SCENARIO, most=200_000)
    assert comparison.compared
    assert (comparison.missed, comparison.invented) == ((), ())


def test_reduction_finds_all_results_of_a_random_program_with_a_pool() -> None:
    compared = 0
    for seed in seeds():
        source = random_pool(f"test {seed}")
        comparison = soundness.compare(source, most=3_000)
        assert not comparison.differs, f"{source}\nmissed {comparison.missed}, invented {comparison.invented}"
        compared += comparison.compared
    assert compared > len(seeds()) // 4


@pytest.mark.parametrize("path", LABELLED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_labelled_program_with_processes_is_judged_rightly(path: Path) -> None:
    text = path.read_text()
    expectation, because, *_ = text.splitlines()
    judgement = judge(Program.from_file_text(text, path.name))
    if expectation == "# expect: pass":
        assert (judgement.result, judgement.message) == ("passed", "")
        assert judgement.exhaustive
    else:
        assert judgement.result == "failed", judgement
        assert judgement.kind == because.removeprefix("# because: ").partition(":")[0]
        assert judgement.schedule or judgement.interleavings == 1


def test_the_same_judgement_every_time() -> None:
    path = PROGRAMS / "fail" / "mp_value_plus_equals.py"
    program = Program.from_file_text(path.read_text(), path.name)
    assert len({(j.kind, j.message, j.schedule, j.interleavings) for j in (judge(program) for _ in range(5))}) == 1
