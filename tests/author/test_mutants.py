"""Mutants are programs with one slip, and every check notices every slip that matters."""

from __future__ import annotations

import ast
import re
import textwrap
from pathlib import Path

import pytest

from helpers.author import corpus
from helpers.author.mutants import analysis, mutants, table
from helpers.author.mutants.known import read_known, stale
from helpers.author.mutants.making import OPERATORS
from helpers.exercises import all_exercises

ROOT = Path(__file__).resolve().parents[2]


def made(operator: str, source: str) -> list[str]:
    """The mutants that one operator makes of a program, as it would be written."""
    found = [mutant.source for mutant in mutants(textwrap.dedent(source)) if mutant.operator == operator]
    return [ast.unparse(ast.parse(program)) for program in found]


def program(source: str) -> str:
    return ast.unparse(ast.parse(textwrap.dedent(source)))


ONE_OF_EACH = [
    ("remove a `with lock`", "with lock:\n    n += 1", "n += 1"),
    ("drop get_lock", "with value.get_lock():\n    value.value += 1", "value.value += 1"),
    (
        "another lock object",
        "lock = Lock()\nwith lock:\n    n += 1\nwith lock:\n    n += 2",
        "lock = Lock()\nlock_2 = Lock()\nwith lock_2:\n    n += 1\nwith lock:\n    n += 2",
    ),
    ("a lock per call", "lock = Lock()\nwith lock:\n    n += 1", "lock = Lock()\nwith Lock():\n    n += 1"),
    (
        "a lock per class",
        "class A:\n    def __init__(self):\n        self.lock = Lock()\n        self.n = 0",
        "class A:\n    lock = Lock()\n    def __init__(self):\n        self.n = 0",
    ),
    (
        "a lock per instance",
        "class A:\n    lock = Lock()\n    def __init__(self):\n        self.n = 0",
        "class A:\n    def __init__(self):\n        self.lock = Lock()\n        self.n = 0",
    ),
    ("acquire and release without finally", "with lock:\n    f()", "lock.acquire()\nf()\nlock.release()"),
    ("swap two locks", "with a, b:\n    f()", "with b, a:\n    f()"),
    ("swap two locks", "with a:\n    with b:\n        f()", "with b:\n    with a:\n        f()"),
    ("shrink a critical section", "with lock:\n    f()\n    g()", "f()\nwith lock:\n    g()"),
    ("split a critical section", "with lock:\n    f()\n    g()", "with lock:\n    f()\nwith lock:\n    g()"),
    ("expand a critical section", "f()\nwith lock:\n    g()", "with lock:\n    f()\n    g()"),
    ("shift a critical section", "f()\nwith lock:\n    g()\n    h()", "with lock:\n    f()\n    g()\nh()"),
    ("delete acquire", "lock.acquire()\nf()", "f()"),
    ("delete release", "f()\nlock.release()", "f()"),
    ("acquire without blocking", "lock.acquire()", "lock.acquire(blocking=False)"),
    ("Semaphore of one more", "s = Semaphore(3)", "s = Semaphore(4)"),
    ("Semaphore of one less", "s = BoundedSemaphore(n)", "s = BoundedSemaphore(n - 1)"),
    ("Barrier of one less", "b = Barrier(3)", "b = Barrier(2)"),
    ("notify for notify_all", "c.notify_all()", "c.notify()"),
    ("if for while before wait", "while not ready:\n    c.wait()", "if not ready:\n    c.wait()"),
    ("if and wait for wait_for", "c.wait_for(lambda: ready)", "if not ready:\n    c.wait()"),
    ("drop a wait", "f()\ne.wait()", "f()"),
    ("drop a timeout", "e.wait(timeout=1)", "e.wait()"),
    ("drop a join", "for t in threads:\n    t.join()", "for t in threads:\n    pass"),
    ("target=f()", "Thread(target=f)", "Thread(target=f())"),
    ("daemon=True", "Thread(target=f)", "Thread(target=f, daemon=True)"),
    ("get_nowait for get", "item = q.get()", "item = q.get_nowait()"),
    (
        "one sentinel too few",
        "for _ in range(3):\n    q.put(None)",
        "for _ in range(3 - 1):\n    q.put(None)",
    ),
    ("delete task_done", "f()\nq.task_done()", "f()"),
    ("terminate for close", "pool.close()", "pool.terminate()"),
    (
        "wait for each task at once",
        "futures = [pool.submit(f, x) for x in xs]",
        "futures = [(lambda task: (task, task.result())[0])(pool.submit(f, x)) for x in xs]",
    ),
    ("ignore chunksize", "pool.map(f, xs, chunksize=8)", "pool.map(f, xs)"),
    ("drop shutdown", "f()\npool.shutdown()", "f()"),
    ("drop the `with` of a pool", "with Pool(2) as pool:\n    f(pool)", "pool = Pool(2)\nf(pool)"),
    (
        "sequential awaits for gather",
        "async def f():\n    return await gather(*xs)",
        "async def f():\n    return [await each for each in xs]",
    ),
    ("drop await", "async def f():\n    return await g()", "async def f():\n    return g()"),
    (
        "time.sleep for asyncio.sleep",
        "import time\nasync def f():\n    await asyncio.sleep(1)",
        "import time\nasync def f():\n    time.sleep(1)",
    ),
]


@pytest.mark.parametrize(("operator", "source", "mutant"), ONE_OF_EACH, ids=[one[0] for one in ONE_OF_EACH])
def test_an_operator_makes_its_slip(operator: str, source: str, mutant: str) -> None:
    assert program(mutant) in made(operator, source)


def test_every_operator_has_an_example() -> None:
    assert {operator.name for operator in OPERATORS} == {one[0] for one in ONE_OF_EACH}


@pytest.mark.parametrize(
    "path", sorted((ROOT / "tests" / "programs" / "pass").glob("*.py")), ids=lambda path: path.stem
)
def test_mutants_are_programs_each_another_one_and_each_with_its_own_name(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    found = list(mutants(source))
    for mutant in found:
        compile(mutant.source, path.name, "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    programs = [ast.unparse(ast.parse(source)), *(mutant.source for mutant in found)]
    assert len(set(programs)) == len(programs)
    assert len({(mutant.operator, mutant.change) for mutant in found}) == len(found)


JUDGED_HERE = ("04-3", "04-4", "04-5", "05-6", "05-7", "05-9", "10-3")
"""Exercises whose mutants are judged by this test. `course author mutate` judges those of all."""


@pytest.mark.slow
@pytest.mark.parametrize("exercise", JUDGED_HERE)
def test_a_check_notices_every_slip_in_its_solution(exercise: str) -> None:
    qualities = analysis.analyse(ROOT, exercise)
    assert [quality.exercise for quality in qualities] == [exercise]
    assert not list(analysis.problems(ROOT, qualities))


def test_the_page_is_about_the_solutions_and_corpora_as_they_are() -> None:
    page = (ROOT / table.FILE).read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in page.splitlines()]
    shown = {
        row[0]: (int(row[1]), int(row[5]))
        for row in rows
        if re.fullmatch(r"\d\d-\d+", row[0] if row else "") and len(row) == 7
    }
    expected = {}
    for exercise in all_exercises():
        if exercise.shape in analysis.PROGRAMS:
            slips = list(mutants(analysis.solution(ROOT, exercise.id) or ""))
            right = corpus.answers(ROOT, exercise.id, "pass")
            expected[exercise.id] = (len(slips), len(right) + 1)
    assert shown == expected, "run `course author mutate --update`"


def test_every_listed_mutant_is_one_that_its_solution_has() -> None:
    known = read_known(ROOT)
    sources = {exercise: analysis.solution(ROOT, exercise) or "" for exercise, *_ in known}
    seen = {(exercise, m.operator, m.change) for exercise, source in sources.items() for m in mutants(source)}
    assert stale(known, seen) == []
