"""What lesson 10 tells its readers is so, on the Python that runs this test."""

from __future__ import annotations

import asyncio
import contextvars
import sys
import threading
import time

import pytest
from lesson_reading import ask, end_of, final_values, lesson

from helpers.timeline import timeline

LESSON = lesson("10")


def run_cells(*ids: str, last: str = ""):
    """The cells as one program, with `await` at its top as in a notebook; what `last` gives in the end."""
    text = "\n".join(LESSON.cell(id).text for id in ids)
    body = "".join(f"    {line}\n" for line in f"{text}\nreturn {last}".splitlines())
    namespace: dict = {"asyncio": asyncio, "time": time, "contextvars": contextvars, "timeline": timeline}
    exec(f"async def cells():\n{body}", namespace)
    return asyncio.run(namespace["cells"]())


def test_a_call_of_a_coroutine_function_has_not_begun(capsys):
    run_cells("await-run")
    assert capsys.readouterr().out == "coroutine\nsoup is ready\n"


def test_asyncio_run_fails_where_a_loop_runs_and_await_works(capsys):
    run_cells("await-run", "run-run")
    said = capsys.readouterr().out.splitlines()
    assert "cannot be called from a running event loop" in said[2]
    assert said[3] == "rice is ready"


def test_two_tasks_get_done_in_both_orders():
    assert final_values(LESSON.program("tasks")) == {"['soup', 'rice']", "['rice', 'soup']"}


def test_two_coroutines_that_are_no_tasks_have_one_order():
    without = ('[asyncio.create_task(boil(dish)) for dish in ("soup", "rice")]', 'map(boil, ("soup", "rice"))')
    assert final_values(LESSON.program("tasks", without)) == {"['soup', 'rice']"}


def test_no_task_comes_in_between_two_awaits_and_another_one_does_at_an_await():
    assert final_values(LESSON.program("till")) == {"2"}
    assert final_values(LESSON.program("slow_till")) == {"1", "2"}


@pytest.mark.parametrize("name", ["till", "slow_till"])
def test_with_threads_both_tills_lose_money(name):
    changes = [
        ("async def pay():", "def pay():"),
        ("    await asyncio.sleep(0)\n", ""),
        ("import asyncio\n", "import threading\n"),
        ("async def evening():", "def evening():"),
        (
            "    await asyncio.gather(pay(), pay())\n",
            """\
    both = [threading.Thread(target=pay) for _ in range(2)]
    for one in both: one.start()
    for one in both: one.join()
""",
        ),
        ("asyncio.run(evening())", "evening()"),
    ]
    assert final_values(LESSON.program(name, *changes)) == {"1", "2"}


def test_two_guests_can_get_one_room_until_the_room_is_taken_first():
    hotel = LESSON.program("hotel")
    answer = ask(hotel, "rooms >= 0")
    assert answer.answer == "no"
    assert end_of(hotel, answer.schedule) == "-1"
    lines = ("        await asyncio.sleep(0.1)  # ask the bank\n", "        rooms -= 1\n")
    first = LESSON.program("hotel", ("".join(lines), "".join(reversed(lines))))
    assert ask(first, "rooms >= 0").answer == "yes"


@pytest.mark.parametrize(("module", "answer"), [("asyncio", "yes"), ("threading", "no")])
def test_a_lock_over_the_await_must_be_one_of_asyncio(module, answer):
    held = f"    {'async ' if module == 'asyncio' else ''}with lock:\n"
    body = (
        "    if rooms > 0:\n        await asyncio.sleep(0.1)  # ask the bank\n        rooms -= 1\n",
        f"{held}        if rooms > 0:\n            await asyncio.sleep(0.1)\n            rooms -= 1\n",
    )
    made = ("rooms = 1\n", f"rooms = 1\nimport threading\nlock = {module}.Lock()\n")
    locked = LESSON.program("hotel", body, made)
    said = ask(locked, "rooms >= 0")
    assert said.answer == answer
    assert ("no other task of its event loop can go on" in said.reason) is (answer == "no")


def test_gather_leaves_the_others_running_and_a_group_cancels_them():
    assert final_values(LESSON.program("gathered")) == {f"'{n} at the fall, 2 in the end'" for n in range(3)}
    assert final_values(LESSON.program("grouped")) == {f"'{n} at the fall, {n} in the end'" for n in range(3)}


def test_the_results_of_gather_stand_in_the_order_of_its_arguments():
    changes = [
        ("    done.append(dish)\n", "    done.append(dish)\n    return dish\n"),
        ("    return done", '    return await asyncio.gather(boil("soup"), boil("rice"))'),
    ]
    assert final_values(LESSON.program("tasks", *changes)) == {"['soup', 'rice']"}


def test_a_semaphore_of_two_lets_two_in_and_one_made_for_each_dish_limits_nothing():
    assert ask(LESSON.program("limited"), "max(seen) <= 2").answer == "yes"
    assert ask(LESSON.program("limited"), "max(seen) <= 1").answer == "no"
    own = LESSON.program("limited", ("    async with stove:", "    async with asyncio.Semaphore(2):"))
    assert ask(own, "max(seen) <= 2").answer == "no"


def test_a_time_out_runs_what_stands_in_finally(capsys):
    run_cells("timeout-run")
    assert capsys.readouterr().out == "sink cleaned\nno soup today\n"


def test_a_cancellation_that_is_caught_does_not_stop_the_task(capsys):
    run_cells("swallow-run")
    assert capsys.readouterr().out.splitlines() == ["True", "caught CancelledError", "I went on False"]
    assert not issubclass(asyncio.CancelledError, Exception)


def test_no_task_goes_on_while_time_sleep_sleeps(capsys):
    run_cells("tick-code", "tick-run")
    blocked, awaited = capsys.readouterr().out.splitlines()
    assert blocked == "time.sleep: 0 ticks"
    assert awaited.startswith("asyncio.sleep: ")


def test_to_thread_keeps_the_loop_free_and_takes_the_context_along(capsys):
    # the thread waits until the clock has ticked, however slow this machine is
    changed = LESSON.cell("thread-run").text.replace("time.sleep(0.2)", "assert ticked.wait(60)")
    ticked = threading.Event()
    tick = LESSON.cell("tick-code").text.replace(
        'ticks.append("tick")', 'ticks.append("tick")\n            ticked.set()'
    )
    text = f"{tick}\n{changed.replace('import contextvars', '')}"
    body = "".join(f"    {line}\n" for line in text.splitlines())
    namespace: dict = {"asyncio": asyncio, "contextvars": contextvars, "ticked": ticked}
    exec(f"async def cells():\n{body}", namespace)
    asyncio.run(namespace["cells"]())
    assert capsys.readouterr().out == "serving Ada\nTrue\n"


@pytest.mark.skipif(getattr(sys.flags, "thread_inherit_context", 0), reason="threads of this build inherit the context")
def test_run_in_executor_leaves_the_context_behind():
    guest = contextvars.ContextVar("guest", default="nobody")

    async def both():
        guest.set("Ada")
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(None, guest.get), await asyncio.to_thread(guest.get)

    assert asyncio.run(both()) == ("nobody", "Ada")


def test_the_pool_of_processes_counts_the_letters(capsys):
    run_cells("process-load", "process-run")
    assert capsys.readouterr().out == "[4, 5, 4]\n"


DISHES = ("politely('rice')", "alone('soup')", "politely('tea')")


def test_a_coroutine_that_sleeps_without_await_has_the_loop_in_one_piece_and_the_others_wait_for_it():
    seen = run_cells("kitchen-run", last="t")
    rice, soup, tea = (seen.of("coroutine", f"cook_{how}")[0] for how in DISHES)
    assert [piece.state for piece in soup.pieces] == ["running"]
    assert tea.began >= soup.ended
    assert rice.began <= soup.began
    assert rice.ended >= soup.ended
