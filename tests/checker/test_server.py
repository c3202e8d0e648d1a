"""The warm server and its client: several checks at once, and what happens when one side goes away."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from helpers.checker import Checker, Limits

PROJECT = Path(__file__).resolve().parents[2]
TABLE = f"{Path(__file__).with_name('tiny_exercises.py')}:TABLE"

pytestmark = pytest.mark.only_on("linux", "darwin")


@pytest.fixture
def checker():
    with Checker(table=TABLE) as checker:
        yield checker


@pytest.fixture
def pipe(tmp_path):
    """A named pipe: opening one end waits for the other, and its reader sees when the last writer has gone."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    return str(path)


def message(checker: Checker, program: str, limits: Limits | None = None) -> str:
    return checker.check("90-2", program, limits=limits).findings[0].message


def test_two_checks_from_two_threads_are_under_way_at_once(checker, pipe):
    # each waits until the other has opened the pipe
    programs = [f"open({pipe!r}, 'w').write('met')", f"report = open({pipe!r}).read()"]
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(lambda program: message(checker, program), programs)) == ["", "met"]


def test_many_checks_from_many_threads_each_get_their_own_answer(checker):
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda number: message(checker, f"report = {number}"), range(60)))
    assert found == [str(number) for number in range(60)]


def test_the_server_is_started_once(checker):
    first = message(checker, "report = os.getsid(os.getppid())")
    assert message(checker, "report = os.getsid(os.getppid())") == first


def compared(checker: Checker) -> tuple[int, int]:
    judge, found = json.loads(checker.check("90-6", "").findings[0].message)
    return judge, found


def test_what_answers_are_compared_with_is_found_once_and_in_a_process_of_its_own(checker):
    (first, found), (second, found_again) = compared(checker), compared(checker)
    assert found == found_again
    assert len({first, second, found}) == 3


def test_what_answers_are_compared_with_is_found_once_for_checks_at_one_moment(checker):
    with ThreadPoolExecutor(8) as pool:
        assert len({found for _, found in pool.map(lambda _: compared(checker), range(16))}) == 1


def test_a_new_server_finds_it_again(checker):
    _, before = compared(checker)
    checker.close()
    _, after = compared(checker)
    assert before != after


def test_a_check_with_hardly_any_time_does_not_keep_it_from_being_found(checker):
    checker.close()
    checker.check("90-6", "", limits=Limits(seconds=0.001))
    judge, found = compared(checker)
    assert judge != found


def test_where_it_cannot_be_found_the_check_says_why(checker):
    for _ in range(2):
        verdict = checker.check("90-7", "")
        assert verdict.result == "cannot-judge"
        assert "ZeroDivisionError" in verdict.findings[0].message


def test_a_program_that_kills_its_watcher_cannot_be_judged_and_leaves_nothing(checker, pipe):
    program = f"end = open({pipe!r}, 'w'); os.kill(os.getppid(), 9); signal.pause()"
    with ThreadPoolExecutor(1) as pool:
        check = pool.submit(checker.check, "90-2", program)
        with open(pipe) as reader:
            assert reader.read() == ""  # the program's end is closed: it is gone
        assert check.result().result == "cannot-judge"
    assert message(checker, "report = 'next'") == "next"


def test_a_server_that_was_killed_is_started_again(checker):
    server = int(message(checker, "report = os.getsid(os.getppid())"))
    psutil.Process(server).kill()
    psutil.wait_procs([psutil.Process(server)] if psutil.pid_exists(server) else [])
    assert message(checker, "report = 'again'") == "again"


def test_a_server_that_cannot_start_is_told_with_its_reason(tmp_path):
    broken = tmp_path / "broken.py"
    broken.write_text("raise RuntimeError('no exercises today')")
    with Checker(table=f"{broken}:TABLE") as checker:
        verdict = checker.check("90-1", "")
    assert verdict.result == "cannot-judge"
    assert "no exercises today" in verdict.findings[0].message


def test_a_command_that_does_not_exist_is_told():
    with Checker(table=TABLE, prefix=("/nowhere/sandbox",)) as checker:
        verdict = checker.check("90-1", "")
    assert verdict.result == "cannot-judge"
    assert "/nowhere/sandbox" in verdict.findings[0].message


def test_the_server_runs_behind_a_command_that_is_put_in_front():
    with Checker(table=TABLE, prefix=("env", "IN_SANDBOX=yes")) as checker:
        assert message(checker, "report = os.environ['IN_SANDBOX']") == "yes"


@pytest.mark.needs("bubblewrap")
def test_the_server_works_inside_bubblewrap():
    prefix = (
        "bwrap",
        "--unshare-all",
        "--die-with-parent",
        "--ro-bind",
        "/",
        "/",
        "--tmpfs",
        "/tmp",
        # the course itself may lie in /tmp
        "--ro-bind",
        str(PROJECT),
        str(PROJECT),
        "--proc",
        "/proc",
        "--dev",
        "/dev",
        "--",
    )
    with Checker(table=TABLE, prefix=prefix) as checker:
        assert message(checker, "report = os.getpid() < 50") == "True"


@pytest.mark.parametrize("fresh", [False, True])
def test_a_package_or_module_of_the_same_name_beside_the_notebook_does_no_harm(tmp_path, monkeypatch, fresh):
    for name in ("helpers", "greenlet", "random", "socket"):
        (tmp_path / f"{name}.py").write_text("raise RuntimeError('shadowed')")
    (tmp_path / "helpers").mkdir()
    (tmp_path / "helpers" / "__init__.py").write_text("raise RuntimeError('shadowed')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with Checker(table=TABLE, fresh=fresh) as checker:
        assert message(checker, "report = 'fine'") == "fine"


def client(code: str, **more) -> subprocess.Popen[str]:
    """A process of its own that uses the checker."""
    # where the tests run in the background of a shell, interrupts are ignored unless somebody asks for them
    start = "import os, signal, sys\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
    start += f"from helpers.checker import Checker\nchecker = Checker(table={TABLE!r})\n"
    return subprocess.Popen(
        [sys.executable, "-c", start + textwrap.dedent(code)], stdout=subprocess.PIPE, text=True, **more
    )


def test_an_interrupt_ends_the_check_and_the_next_one_works(pipe):
    program = f"end = open({pipe!r}, 'w'); signal.pause()"
    with client(f"""
        try:
            checker.check("90-2", {program!r})
        except KeyboardInterrupt:
            print("interrupted", checker.check("90-1", "").result)
        """) as process:
        with open(pipe) as reader:  # opened by both: the check is under way
            process.send_signal(signal.SIGINT)
            assert reader.read() == ""  # and now its process is gone
        assert process.communicate()[0] == "interrupted passed\n"


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_nothing_is_left_when_the_client_dies(pipe, end):
    program = f"end = open({pipe!r}, 'w'); signal.pause()"
    with client(f"""
        checker.check("90-1", "")
        print(checker._server.process.pid, flush=True)
        checker.check("90-2", {program!r})
        """) as process:
        server = psutil.Process(int(process.stdout.readline()))
        with open(pipe) as reader:
            process.send_signal(end)
            assert reader.read() == ""
        _, alive = psutil.wait_procs([server], timeout=60)
        assert alive == []


def test_a_forked_client_has_a_server_of_its_own():
    with client("""
        checker.check("90-1", "")
        mine = checker._server.process.pid
        pid = os.fork()
        if pid == 0:
            verdict = checker.check("90-1", "")
            other = checker._server.process.pid
            checker.close()
            os._exit(0 if verdict.passed and other != mine else 1)
        print(os.waitpid(pid, 0)[1], checker.check("90-1", "").result, checker._server.process.pid == mine)
        """) as process:
        assert process.communicate()[0] == "0 passed True\n"


def test_the_server_ends_with_the_program_that_used_it():
    with client("""
        checker.check("90-1", "")
        print(checker._server.process.pid)
        """) as process:
        server = int(process.communicate()[0])
    assert not psutil.pid_exists(server)
