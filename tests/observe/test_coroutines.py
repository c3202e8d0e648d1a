"""Tasks that are coroutines: the event loop goes on while the judge lets them wait."""

from __future__ import annotations

import textwrap

import pytest

from helpers.observe import Call, Observation, Plan, observe

HEAD = "import asyncio, time\nfrom helpers.workers.bakery import deliver\n"


def watch(program: str, plan: Plan | None = None) -> Observation:
    return observe(HEAD + textwrap.dedent(program), Call("main"), plan)


def test_gathered_coroutines_are_in_flight_together_in_one_thread() -> None:
    seen = watch("async def main():\n    return await asyncio.gather(*[deliver(n) for n in range(5)])")
    assert (seen.peak, len(seen.threads)) == (5, 1)
    assert seen.result == [seen.values()[n] for n in range(5)]


def test_one_await_after_the_other_is_seen_as_that() -> None:
    assert watch("async def main():\n    return [await deliver(n) for n in range(5)]").peak == 1


def test_a_blocked_loop_keeps_the_others_from_beginning() -> None:
    seen = watch("""
        async def job(n):
            time.sleep(5)
            return await deliver(n)
        async def main():
            return await asyncio.gather(*[job(n) for n in range(3)])
    """)
    assert seen.returned
    blocked = watch("""
        from helpers.workers.bakery import bake
        async def job(n):
            return bake(n)
        async def main():
            return await asyncio.gather(*[job(n) for n in range(3)])
    """)
    assert blocked.peak == 1


@pytest.mark.parametrize("pause", ["await asyncio.sleep(100)", "await asyncio.sleep(0)", "await asyncio.sleep(0.001)"])
def test_a_coroutine_that_sleeps_and_asks_is_seen_as_waiting(pause: str) -> None:
    seen = watch(f"""
        async def main():
            waiting = [asyncio.create_task(deliver(n)) for n in range(3)]
            while not all(task.done() for task in waiting):
                {pause}
            return [task.result() for task in waiting]
    """)
    assert seen.returned
    assert seen.peak == 3


def test_a_cancelled_task_is_lost_for_the_judge() -> None:
    seen = watch(
        """
        async def main():
            try:
                async with asyncio.timeout(0.05):
                    await deliver(1)
            except TimeoutError:
                return "too late"
    """,
        Plan(forever=frozenset({1})),
    )
    assert seen.result == "too late"


def test_a_failed_delivery_raises_in_its_coroutine() -> None:
    seen = watch("async def main():\n    await deliver(7)", Plan(fail={7: OSError("road closed")}))
    assert seen.error is not None
    assert (seen.error.type, seen.error.text, seen.error.line) == ("OSError", "road closed", 4)
