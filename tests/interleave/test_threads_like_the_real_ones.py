"""Details of threading that programs ask for: the doubles answer as the library does."""

from __future__ import annotations

import threading

import pytest

from helpers.interleave import Program, judge

QUESTIONS = {
    "the main thread is a thread": """
m = threading.main_thread()
return (isinstance(m, threading.Thread), m is threading.current_thread(), m.name, m.is_alive(), m.daemon,
        m in threading.enumerate(), m.ident == threading.get_ident(), type(m).__name__)
""",
    "the main thread can be named": """
threading.current_thread().name = "boss"
return threading.main_thread().name
""",
    "a timer has finished when it was cancelled before its time, or has called its function": """
out = []
first = threading.Timer(50, out.append, ["never"])
first.cancel()
first.start()
first.join()
second = threading.Timer(0.001, out.append, ["called"])
before = second.finished.is_set()
second.start()
second.finished.wait()
second.join()
return first.finished.is_set(), before, second.finished.is_set(), out
""",
}


@pytest.mark.parametrize("what", QUESTIONS)
def test_the_double_answers_as_the_library(what: str) -> None:
    body = "".join(f"    {line}\n" for line in QUESTIONS[what].strip().splitlines())
    source = f"import threading\ndef run():\n{body}"
    namespace: dict[str, object] = {}
    name = threading.current_thread().name
    try:
        exec(source, namespace)
        real = namespace["run"]()  # type: ignore[operator]
    finally:
        threading.current_thread().name = name
    if what == "the main thread is a thread" and name != "MainThread":
        pytest.skip("the tests do not run in the main thread")
    scenario = f"# --- scenario ---\nmain = run\ndef accept(r): return True if r == {real!r} else repr(r)\n"
    judgement = judge(Program.from_file_text(source + scenario, "answer.py"))
    assert judgement.result == "passed", judgement.message
