"""Executors and futures that a program makes itself."""

from __future__ import annotations

from helpers.interleave import Program, outcomes

OWN_EXECUTOR = """
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor

class AtOnce(Executor):
    def submit(self, fn, /, *args, **kwargs):
        future = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future

def run():
    with AtOnce() as pool:
        tens = list(pool.map(lambda a, b: a * b, [1, 2, 3], [10, 10, 10]))
        quotient = pool.submit(divmod, 1, 0).exception()
    try:
        Executor().submit(print)
        error = None
    except NotImplementedError:
        error = "has no submit of its own"
    return (
        tens, type(quotient).__name__, error, Executor().shutdown(wait=False, cancel_futures=True),
        isinstance(pool, Executor), isinstance(pool, ThreadPoolExecutor), Executor is ThreadPoolExecutor,
        issubclass(ThreadPoolExecutor, Executor), issubclass(ProcessPoolExecutor, Executor),
    )
"""
IN_COMPANY = """
GOT = []
def work(_): GOT.append(run())
def other(_): GOT
# --- scenario ---
workers = [work, other]
def result(_): return GOT[0]
"""


def test_an_executor_of_the_programs_own_does_what_it_does_with_the_library() -> None:
    namespace: dict[str, object] = {}
    exec(OWN_EXECUTOR, namespace)
    real = namespace["run"]()  # type: ignore[operator]
    assert list(outcomes(Program.from_file_text(OWN_EXECUTOR + IN_COMPANY, "own.py")).values) == [real]


def test_a_future_that_the_program_itself_sets_running_is_seen_before_and_after() -> None:
    source = """
from concurrent.futures import Future
future = Future()
got = []
def look(_): got.append(future.running())
def set_running(_): future.set_running_or_notify_cancel()
# --- scenario ---
workers = [look, set_running]
def result(_): return got[0]
"""
    found = outcomes(Program.from_file_text(source, "promise.py"))
    assert found.exhaustive
    assert set(found.values) == {False, True}
