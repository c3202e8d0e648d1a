"""What lesson 01 tells its readers is so, on the Python that runs this test."""

from __future__ import annotations

import ast
import hashlib
import re
import sys
import zlib
from threading import Event, Thread

import pytest
from lesson_reading import final_values, lesson

from helpers.demo.costs import ABOUT_THE_SAME, LOOP, PROCESSES, THREADS, Costs, Job, best_tool, compare, seconds
from helpers.demo.timelines import CONCURRENT, PARALLEL, kind_of
from helpers.interleave import Program, Scenario, outcomes
from helpers.machine import gil_enabled

LESSON = lesson("01")
FOUR = Costs()


def compared(cell: str) -> list[Job]:
    """The jobs that a cell compares."""
    calls = [n for n in ast.walk(ast.parse(LESSON.cell(cell).text)) if isinstance(n, ast.Call)]
    mine = [call for call in calls if getattr(call.func, "id", "") == "compare"]
    return [compare(**{str(k.arg): ast.literal_eval(k.value) for k in call.keywords}).job for call in mine]


def _count() -> int:
    return sum(number % 7 for number in range(20_000))


def test_two_generators_in_one_thread_are_under_way_together(capsys):
    exec(LESSON.cell("generators").text, {})
    said = capsys.readouterr().out.splitlines()
    assert said == ["soup on the fire", "rice on the fire", "soup on the table", "rice on the table"]


def test_the_three_pictures_show_what_stands_above_them():
    text = LESSON.cell("timelines").text
    rows = [re.split(r"\s{3,}", line.strip()) for line in text.splitlines() if line.lstrip().startswith("core")]
    pictures = ["\n".join(f"core: {row[i].replace(' ', '')}" for row in rows) for i in range(1, 4)]
    pictures = [picture.replace("core 1", "") for picture in pictures]
    assert [kind_of(picture) for picture in pictures] == ["one after the other", CONCURRENT, PARALLEL]


def test_two_threads_of_two_steps_have_six_orders():
    orders = final_values(LESSON.program("kitchen"))
    assert len(orders) == 6
    assert "['soup on', 'soup off', 'rice on', 'rice off']" in orders


def test_a_thread_writes_into_the_list_and_a_process_into_its_copy():
    assert final_values(LESSON.program("apart")) == {"['thread']"}


def test_a_process_has_its_own_number_and_its_own_names(capsys):
    exec(LESSON.cell("pid").text, {"log": []})
    mine, its, knows, *_ = capsys.readouterr().out.splitlines()
    assert mine.split()[-1] != its.split()[-1]
    assert knows == "knows log: False"


@pytest.mark.parametrize(("cell", "expected"), [("waiting", 0.6), ("waiting-threads", 0.2)])
def test_a_loop_waits_three_times_and_threads_wait_together(cell, expected):
    # on the model checker's virtual clock, which waiting alone moves on
    lines = f"{LESSON.cell('waiting').text}\n" if cell == "waiting" else _without_loop() + LESSON.cell(cell).text
    body = re.sub(r"print\(.*", "return round(time.perf_counter() - start, 3)", lines)
    source = "def main():\n" + "".join(f"    {line}\n" for line in body.splitlines())
    assert outcomes(Program(source, Scenario(main=lambda answer: answer.main()))).values == (expected,)


def _without_loop() -> str:
    return LESSON.cell("waiting").text.partition("start =")[0]


def test_asyncio_waits_together():
    text = LESSON.cell("waiting-asyncio").text
    assert "await asyncio.gather(" in text
    body = re.sub(r"print\(.*", "return round(time.perf_counter() - start, 3)", text).replace("import asyncio", "")
    source = "import asyncio, time\nasync def run():\n" + "".join(f"    {line}\n" for line in body.splitlines() if line)
    source += "def main():\n    return asyncio.run(run())\n"
    assert outcomes(Program(source, Scenario(main=lambda answer: answer.main()))).values == (0.2,)


def test_in_the_model_threads_gain_nothing_for_python_code_and_processes_use_the_cores():
    (job,) = compared("compute-run")
    assert seconds(THREADS, job, FOUR) == pytest.approx(seconds(LOOP, job, FOUR), rel=0.01)
    assert seconds(PROCESSES, job, FOUR) < seconds(LOOP, job, FOUR) / 3


def test_in_the_model_threads_use_the_cores_for_code_that_lets_go_of_the_lock():
    (job,) = compared("c-run")
    assert best_tool(job, FOUR) == THREADS


def test_the_three_jobs_are_won_by_the_tools_that_the_text_names():
    assert [best_tool(job, FOUR) for job in compared("choose-run")] == [THREADS, LOOP, PROCESSES]


@pytest.fixture
def nobody_is_interrupted():
    """The lock is handed over only by who lets go of it: no thread is asked to for the next quarter of an hour."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1000)
    yield
    sys.setswitchinterval(before)


DATA = b"x" * 20_000_000


@pytest.mark.parametrize(
    ("work", "lets_go"), [(lambda: zlib.compress(DATA), True), (lambda: hashlib.sha256(DATA), True), (_count, False)]
)
def test_zlib_and_hashlib_let_others_run_while_they_compute_and_python_code_does_not(
    work, lets_go, nobody_is_interrupted
):
    if not gil_enabled():
        pytest.skip("this build has no lock to let go of")

    def overlapped() -> bool:
        begun, done = Event(), Event()
        thread = Thread(target=lambda: (begun.set(), work(), done.set()))
        thread.start()
        begun.wait()
        seen = not done.is_set()
        thread.join()
        return seen

    # once is enough to know that it lets go; a busy machine may be too late to see it the first time
    assert any(overlapped() for _ in range(50 if lets_go else 5)) is lets_go


def test_no_job_is_faster_with_threads_than_the_lock_allows():
    for job in (Job(8, 1, 1, 1), Job(3, 0, 2), Job(100, 0.1, 0.01)):
        assert seconds(THREADS, job, FOUR) >= job.tasks * job.computes
        for tool in (LOOP, THREADS, PROCESSES):
            assert seconds(tool, job, FOUR) >= job.one_task
        assert seconds(best_tool(job, FOUR), job, FOUR) <= ABOUT_THE_SAME * min(
            seconds(tool, job, FOUR) for tool in (LOOP, THREADS, PROCESSES)
        )


def test_an_unknown_tool_is_refused():
    with pytest.raises(ValueError, match="none of loop, threads, processes"):
        seconds("magic", Job(1), FOUR)
