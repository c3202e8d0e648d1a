"""What one check gives back, whatever the judged program does, in a forked process and in a fresh interpreter."""

from __future__ import annotations

import os
import random
import sys
import uuid
from pathlib import Path

import psutil
import pytest

from helpers.checker import Checker, Limits, UnknownExercise
from helpers.verdict import Verdict

TABLE = f"{Path(__file__).with_name('tiny_exercises.py')}:TABLE"
# long enough for a fresh interpreter to start on a crowded machine; what runs into it hangs for ever
SHORT = Limits(seconds=3)

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


@pytest.fixture(
    scope="module", params=[pytest.param(False, marks=needs_fork, id="forked"), pytest.param(True, id="fresh")]
)
def checker(request):
    with Checker(table=TABLE, fresh=request.param) as checker:
        yield checker


def run(checker: Checker, program: str, limits: Limits | None = None) -> Verdict:
    return checker.check("90-2", program, limits=limits)


def report(checker: Checker, program: str) -> str:
    """What the program leaves in `report`."""
    (finding,) = run(checker, program).findings
    assert finding.kind == "rule", finding.message
    return finding.message


def ending(checker: Checker, program: str, limits: Limits | None = None) -> tuple[str, str, str]:
    """The result, kind and message of a check that came to no verdict of its own; it earns nothing."""
    verdict = run(checker, program, limits)
    (finding,) = verdict.findings
    assert verdict.exercise == "90-2"
    assert verdict.score == 0
    assert verdict.source == program
    return verdict.result, finding.kind, finding.message


def test_the_judges_verdict_arrives_as_it_is(checker):
    source = "x = 'ä€𝄞'\n"
    assert checker.check("90-1", source) == Verdict("90-1", "passed", 2.0, 2.0, (), ("everything",), source)


def test_a_source_that_is_no_valid_unicode_arrives_too(checker):
    assert checker.check("90-1", "x = '\ud800'").source == "x = '\ud800'"


def test_an_unknown_exercise_is_named_with_those_like_it(checker):
    with pytest.raises(UnknownExercise, match=r"no exercise '90-11'.*90-1") as caught:
        checker.check("90-11", "")
    assert isinstance(caught.value, LookupError)
    assert "90-1" in caught.value.similar


def test_hashes_and_random_numbers_are_the_same_in_every_check(checker, monkeypatch):
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    random.seed(99)
    program = "report = (hash('a'), list({'x', 'y', 'z'}), random.random())"
    first = report(checker, program)
    assert report(checker, program) == first
    with Checker(table=TABLE, fresh=True) as other:
        assert report(other, program) == first


def test_one_check_leaves_nothing_to_the_next(checker):
    assert report(checker, "sys.left = 1; os.environ['LEFT'] = '1'; report = 'done'") == "done"
    assert report(checker, "report = (hasattr(sys, 'left'), 'LEFT' in os.environ)") == "(False, False)"


def test_the_program_works_in_an_empty_folder_that_is_gone_afterwards(checker):
    folder = report(checker, "open('file', 'w').write('x'); report = os.getcwd()")
    assert report(checker, "report = os.listdir()") == "[]"
    assert folder != os.getcwd()
    assert not os.path.exists(folder)


def test_standard_input_is_empty(checker):
    assert report(checker, "report = repr(sys.stdin.read())") == "''"


def test_what_is_printed_does_not_mix_with_the_verdict(checker):
    program = "print('{}'); sys.stderr.write('x'); os.write(1, b'y'); os.write(2, b'z'); report = 'arrived'"
    assert report(checker, program) == "arrived"


def test_too_much_output_ends_the_check(checker):
    result, kind, message = ending(checker, "while True: print('x' * 1000)", Limits(output=100_000))
    assert (result, kind) == ("failed", "limit")
    assert "printed more than 97 KiB" in message


@pytest.mark.only_on("linux")
def test_too_much_memory_ends_the_check(checker):
    result, kind, message = ending(checker, "x = bytearray(10**10)")
    assert (result, kind) == ("failed", "limit")
    assert "1536 MiB" in message


@pytest.mark.only_on("linux")
def test_memory_that_runs_out_bit_by_bit_ends_the_check(checker):
    result, kind, _ = ending(checker, "x = []\nwhile True: x.append(bytearray(10**6))", Limits(seconds=60))
    assert (result, kind) == ("failed", "limit")


@pytest.mark.only_on("linux", "darwin")
def test_a_file_cannot_grow_without_end(checker):
    program = """
try:
    with open("big", "wb") as file:
        while True:
            file.write(bytes(10**6))
except OSError as error:
    report = error.strerror
"""
    assert report(checker, program) == "File too large"


def test_leaving_the_process_fails_with_its_exit_status(checker):
    result, kind, message = ending(checker, "os._exit(3)")
    assert (result, kind) == ("failed", "exit")
    assert "exit status 3" in message


def test_leaving_the_process_with_success_passes_nothing(checker):
    assert ending(checker, "os._exit(0)")[:2] == ("failed", "exit")


@pytest.mark.only_on("linux", "darwin")
@pytest.mark.parametrize("name", ["SIGSEGV", "SIGABRT", "SIGKILL"])
def test_a_process_that_dies_of_a_signal_cannot_be_judged(checker, name):
    result, kind, message = ending(checker, f"os.kill(os.getpid(), signal.{name})")
    assert (result, kind) == ("cannot-judge", "crash")
    assert name in message


def test_a_recursion_without_end_comes_to_a_verdict(checker):
    program = (
        "sys.setrecursionlimit(10**9)\nclass A:\n    def __getattr__(self, name): return getattr(self, name)\nA().x"
    )
    assert ending(checker, program, SHORT)[0] in ("failed", "cannot-judge")


@pytest.mark.parametrize("way", ["raise SystemExit", "raise KeyboardInterrupt", "1 / 0", "raise RecursionError"])
def test_an_exception_that_the_judge_lets_out_cannot_be_judged(checker, way):
    assert ending(checker, way)[:2] == ("cannot-judge", "cannot-judge")


def test_a_judge_that_gives_no_verdict_cannot_judge(checker):
    verdict = checker.check("90-3", "")
    assert verdict.result == "cannot-judge"
    assert "report it" in verdict.findings[0].message


def test_a_verdict_on_another_exercise_is_not_taken(checker):
    verdict = checker.check("90-4", "")
    assert verdict.result == "cannot-judge"
    assert verdict.exercise == "90-4"


@needs_fork
@pytest.mark.parametrize(
    "program", ["while True: pass", "\nimport time\ntime.sleep(10**6)", "import re; re.match('(a*)*b', 'a' * 40)"]
)
def test_a_line_that_never_ends_is_named(program):
    with Checker(table=TABLE) as checker:
        result, kind, message = ending(checker, program, SHORT)
    assert (result, kind) == ("failed", "hang")
    assert f"line {program.count(chr(10)) + 1} within 3 seconds" in message


def test_a_program_that_never_ends_is_a_hang(checker):
    assert ending(checker, "while True: pass", SHORT)[1] == "hang"


def test_a_judge_that_never_ends_fails_nobody(checker):
    verdict = checker.check("90-5", "", limits=SHORT)
    assert (verdict.result, verdict.findings[0].kind) == ("cannot-judge", "hang")


def processes_with(mark: str) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter(["cmdline", "status"]):
        if mark in (process.info["cmdline"] or ()) and process.info["status"] != psutil.STATUS_ZOMBIE:
            found.append(process)
    return found


@pytest.mark.only_on("linux")
@pytest.mark.parametrize("then", ["report = 1", "os._exit(0)", "os.kill(os.getpid(), 9)", "while True: pass"])
def test_no_process_that_the_program_started_outlives_the_check(checker, then):
    mark = uuid.uuid4().hex
    # three ways to get away: a child, a child with a session of its own, and its orphaned grandchild
    program = f"""
sleeper = [{sys.executable!r}, "-c", "import signal; signal.pause()", {mark!r}]
subprocess.Popen(sleeper)
subprocess.Popen(sleeper, start_new_session=True)
middle = "import os, subprocess, sys; os.setsid(); subprocess.Popen(sys.argv[1:], start_new_session=True)"
subprocess.run([{sys.executable!r}, "-c", middle, *sleeper])
{then}
"""
    verdict = run(checker, program, SHORT if "while" in then else None)
    assert verdict.findings
    assert processes_with(mark) == []


@needs_fork
def test_a_fork_that_comes_back_from_the_judge_has_no_say(checker):
    program = "if os.fork() == 0:\n    report = 'child'\nelse:\n    os.wait()\n    report = 'parent'"
    assert report(checker, program) == "parent"


@pytest.mark.only_on("linux", "darwin")
@pytest.mark.parametrize(
    "data", [b"\0" * 7 + b"\x02ab", b"\0" * 7 + b"\x02[]", b"\xff" * 8], ids=["bytes", "list", "huge"]
)
def test_what_is_no_message_cannot_be_judged(data):
    with Checker(table=TABLE) as checker:
        assert ending(checker, f"os.write(3, {data!r}); signal.pause()")[0] == "cannot-judge"
