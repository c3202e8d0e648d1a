"""Orders of asyncio's tasks: all of them, none twice, and told so that a learner finds the line."""

from __future__ import annotations

import textwrap

import pytest

from helpers.interleave import Judgement, Program, Scenario, judge, outcomes, replay
from helpers.interleave.soundness.compare import compare
from helpers.interleave.soundness.tasks import random_tasks

MAIN = "def main(): return asyncio.run(amain())\n"


def program(source: str, scenario: str = "") -> Program:
    return Program("import asyncio\n" + textwrap.dedent(source), Scenario.from_source(MAIN + scenario))


def verdict(source: str, scenario: str = "def accept(r): return True\n") -> Judgement:
    return judge(program(source, scenario))


def values(source: str) -> set[object]:
    found = outcomes(program(source))
    assert found.exhaustive
    return set(found.values)


def test_blocks_that_have_nothing_to_do_with_each_other_are_not_permuted() -> None:
    source = """
    async def work(n):
        for i in range(3):
            await asyncio.sleep(0)
        return n
    async def amain():
        return sum(await asyncio.gather(work(1), work(2), work(3)))
    """
    found = outcomes(program(source))
    assert (found.values, found.interleavings, found.exhaustive) == ((6,), 1, True)


def test_blocks_that_conflict_run_in_every_order_and_each_order_once() -> None:
    source = """
    x = 0
    async def work():
        global x
        for i in range(2):
            x += 1
            await asyncio.sleep(0)
    async def amain():
        await asyncio.gather(work(), work(), work())
        return x
    """
    found = outcomes(program(source))
    # 6! / (2! * 2! * 2!) orders of three rows of two blocks
    assert (found.values, found.interleavings, found.exhaustive) == ((6,), 90, True)


def test_nothing_comes_between_two_awaits() -> None:
    source = """
    x = 0
    async def work():
        global x
        seen = x
        seen += 1
        x = seen
    async def amain():
        await asyncio.gather(work(), work(), work())
        return x
    """
    assert values(source) == {3}


def test_another_task_comes_in_at_each_await() -> None:
    source = """
    x = 0
    async def work():
        global x
        seen = x
        await asyncio.sleep(0)
        x = seen + 1
    async def amain():
        await asyncio.gather(work(), work(), work())
        return x
    """
    assert values(source) == {1, 2, 3}


def test_awaiting_what_is_done_already_does_not_give_way() -> None:
    source = """
    x = 0
    async def ready():
        return 1
    async def work(done):
        global x
        seen = x
        await ready()
        await done
        x = seen + 1
    async def amain():
        done = asyncio.get_running_loop().create_future()
        done.set_result(None)
        await asyncio.gather(work(done), work(done))
        return x
    """
    assert values(source) == {2}


def test_the_first_order_is_that_of_the_library() -> None:
    source = """
    order = []
    async def work(n):
        order.append(n)
        await asyncio.sleep(0)
        order.append(n)
    async def amain():
        await asyncio.gather(work(1), work(2))
        return tuple(order)
    """
    found = outcomes(program(source))
    assert found.values[0] == (1, 2, 1, 2)


def test_a_failing_schedule_is_found_again_and_has_few_switches() -> None:
    source = """
    stock = {"tea": 1}
    async def buy():
        if stock["tea"]:
            await asyncio.sleep(0.1)
            stock["tea"] -= 1
    async def amain():
        await asyncio.gather(buy(), buy())
        return stock["tea"]
    """
    once = program(source, "def accept(left): return left == 0\n")
    judgement = judge(once)
    assert (judgement.result, judgement.kind) == ("failed", "wrong-result")
    assert judgement.trace is not None
    again = replay(once, judgement.schedule)
    assert again.followed
    assert again.outcome.kind == "wrong-result"
    assert judge(once) == judgement
    threads = {step.thread for step in judgement.trace.steps}
    assert {"B (buy)", "C (buy)"} <= threads
    assert not any(thread.startswith(("callbacks", "time-outs")) for thread in judgement.trace.threads)
    kinds = [step.operation for step in judgement.trace.steps if step.thread == "B (buy)"]
    assert kinds[:1] == ["resume"]
    assert "await" in kinds
    line = next(step.line for step in judgement.trace.steps if step.thread == "B (buy)" and step.operation == "await")
    assert judgement.trace.source.splitlines()[line - 1].strip() == "await asyncio.sleep(0.1)"


def test_a_time_out_expires_only_when_nothing_else_can_go_on() -> None:
    source = """
    async def give(event):
        await asyncio.sleep(0)
        event.set()
    async def amain():
        event = asyncio.Event()
        task = asyncio.create_task(give(event))
        try:
            await asyncio.wait_for(event.wait(), 0.001)
        except TimeoutError:
            return "late"
        await task
        return "in time"
    """
    assert values(source) == {"in time"}


def test_a_longer_sleep_is_no_order_but_a_time_out_comes_before_it() -> None:
    order = """
    log = []
    async def work(n):
        await asyncio.sleep(n)
        log.append(n)
    async def amain():
        await asyncio.gather(work(1), work(2))
        return tuple(log)
    """
    late = """
    async def amain():
        try:
            return await asyncio.wait_for(asyncio.sleep(10, "slept"), 1)
        except TimeoutError:
            return "late"
    """
    assert values(order) == {(1, 2), (2, 1)}
    assert values(late) == {"late"}


def test_time_is_virtual_and_tasks_sleep_at_the_same_time() -> None:
    source = """
    async def amain():
        loop = asyncio.get_running_loop()
        begin = loop.time()
        await asyncio.gather(asyncio.sleep(1000), asyncio.sleep(1000))
        return loop.time() - begin
    """
    assert values(source) == {1000.0}


def test_a_background_task_without_end_does_not_keep_the_search_from_ending() -> None:
    source = """
    beats = 0
    async def beat():
        global beats
        while True:
            beats += 1
            await asyncio.sleep(1)
    async def amain():
        task = asyncio.create_task(beat())
        await asyncio.sleep(3)
        task.cancel()
        return beats >= 0
    """
    judgement = verdict(source, "def accept(r): return r\n")
    assert judgement.result == "passed"
    assert judgement.interleavings < 100


@pytest.mark.parametrize(
    ("body", "scenario", "kind", "line", "words"),
    [
        (
            """
            import threading
            lock = threading.Lock()
            async def work():
                with lock:
                    await asyncio.sleep(0)
            async def amain():
                await asyncio.gather(work(), work())
            """,
            "",
            "deadlock",
            None,
            "no other task of its event loop can go on",
        ),
        (
            """
            import time
            async def work():
                time.sleep(1)
            async def amain():
                await asyncio.gather(work(), work())
            """,
            "async_rules = True\n",
            "blocks-the-loop",
            5,
            "await asyncio.sleep()",
        ),
        (
            """
            import queue
            jobs = queue.Queue()
            async def give():
                jobs.put(1)
            async def amain():
                task = asyncio.create_task(give())
                found = jobs.get()
                await task
            """,
            "",
            "deadlock",
            None,
            "meanwhile no other task",
        ),
        (
            """
            async def work():
                pass
            async def amain():
                work()
                await asyncio.sleep(0)
            """,
            "",
            "never-awaited",
            6,
            "work() was called and never awaited",
        ),
        (
            """
            async def work():
                raise ValueError("no")
            async def amain():
                task = asyncio.create_task(work())
                await asyncio.sleep(1)
            """,
            "",
            "exception",
            4,
            "nobody awaits it",
        ),
        (
            """
            async def amain():
                queue = asyncio.Queue()
                await asyncio.to_thread(queue.put_nowait, 1)
            """,
            "",
            "wrong-thread",
            None,
            "call_soon_threadsafe",
        ),
        (
            """
            async def amain():
                lock = asyncio.Lock()
                await lock.acquire()
            """,
            "",
            "leftover-lock",
            None,
            "never releases",
        ),
        (
            """
            async def amain():
                reader, writer = await asyncio.open_connection("example.org", 80)
            """,
            "",
            "cannot-judge",
            4,
            "asyncio.open_connection",
        ),
    ],
)
def test_each_way_to_be_wrong_has_its_kind_and_its_line(
    body: str, scenario: str, kind: str, line: int | None, words: str
) -> None:
    judgement = verdict(body, scenario + "def accept(r): return True\n")
    assert judgement.kind == kind, judgement.message
    assert words in judgement.message
    if line is not None:
        assert judgement.line == line


def test_blocking_the_loop_is_only_an_error_where_the_scenario_says_so() -> None:
    source = """
    import time
    async def work():
        time.sleep(1)
    async def amain():
        await asyncio.gather(work(), work())
    """
    assert verdict(source).result == "passed"


def test_a_program_cannot_change_the_copy_of_asyncio() -> None:
    judgement = verdict("asyncio.Lock.acquire = None\nasync def amain():\n    pass\n")
    assert judgement.result == "cannot-judge"
    assert verdict("async def amain():\n    async with asyncio.Lock():\n        return 1\n").result == "passed"


def test_threads_come_in_the_middle_of_a_block_but_other_tasks_do_not() -> None:
    source = """
    x = 0
    def add():
        global x
        x += 1
    async def work():
        global x
        x += 1
    async def amain():
        await asyncio.gather({0}, {0})
        return x
    """
    assert values(source.replace("{0}", "work()")) == {2}
    assert values(source.replace("{0}", "asyncio.to_thread(add)")) == {1, 2}
    assert values(source.replace("{0}, {0}", "work(), asyncio.to_thread(add)")) == {1, 2}


def test_two_loops_in_two_threads_race() -> None:
    source = """
    import threading
    x = 0
    async def add():
        global x
        await asyncio.sleep(0)
        x += 1
    def run():
        asyncio.run(add())
    async def amain():
        pass
    def both():
        threads = [threading.Thread(target=run) for _ in range(2)]
        for thread in threads: thread.start()
        for thread in threads: thread.join()
        return x
    """
    text = "import asyncio\n" + textwrap.dedent(source)
    found = outcomes(Program(text, Scenario.from_source("def main(): return both()\n")))
    assert found.exhaustive
    assert set(found.values) == {1, 2}


def test_random_programs_end_as_brute_force_says(request: pytest.FixtureRequest) -> None:
    compared = 0
    for seed in range(60):
        source = random_tasks(f"test {seed}")
        comparison = compare(source, most=3000)
        assert not comparison.differs, (seed, comparison.missed, comparison.invented)
        compared += comparison.compared
    assert compared > 20


def test_a_pool_of_processes_gives_its_result_to_the_loop() -> None:
    source = """
    from concurrent.futures import ProcessPoolExecutor
    def square(n):
        return n * n
    async def amain():
        loop = asyncio.get_running_loop()
        with ProcessPoolExecutor(1) as pool:
            return await loop.run_in_executor(pool, square, 4)
    """
    assert values(source) == {16}
