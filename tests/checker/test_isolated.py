"""A program that got past every other line of defence, and runs as plain Python in the sandbox, reaches nobody.

The exercise here executes its answer: each answer below does what an attacker would do who has left the model checker.
"""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psutil
import pytest

from helpers.checker import Checker, Limits
from helpers.checker.limits import MIB
from helpers.sandbox import NoSandbox, Sandbox, find_sandbox
from helpers.sandbox.command import environment
from helpers.sandbox.probe import what_is_wrong
from helpers.verdict import Verdict

PROJECT = Path(__file__).resolve().parents[2]
TABLE = f"{Path(__file__).with_name('tiny_exercises.py')}:TABLE"

# What the sandbox shows, because Python and the course are in it.
SHOWN = [PROJECT, *map(Path, (sys.prefix, sys.base_prefix))]
# Where a check can write. /tmp is its own, too, unless the course lies there.
WRITABLE = ["/student", "/dev/shm"] + ([] if any(path.is_relative_to("/tmp") for path in SHOWN) else ["/tmp"])

pytestmark = [pytest.mark.only_on("linux"), pytest.mark.needs("bubblewrap"), pytest.mark.xdist_group("one sandbox")]


@pytest.fixture(scope="module")
def checker() -> Iterator[Checker]:
    os.environ["RACECOURSE_SECRET"] = "the password of the gradebook"
    try:
        with Checker(table=TABLE, sandbox=find_sandbox()) as checker:
            yield checker
    finally:
        del os.environ["RACECOURSE_SECRET"]


def judged(checker: Checker, program: str, limits: Limits | None = None) -> Verdict:
    return checker.check("90-2", textwrap.dedent(program), limits=limits)


def report(checker: Checker, program: str) -> str:
    """What the program has put into `report`."""
    verdict = judged(checker, program)
    assert verdict.findings[0].kind == "rule", verdict.findings
    return verdict.findings[0].message


def test_the_files_of_the_course_and_of_the_teacher_are_not_there(checker: Checker, tmp_path: Path) -> None:
    (tmp_path / "gradebook.db").write_bytes(b"grades")
    paths = [PROJECT / "source", PROJECT / "tests" / "corpora", PROJECT / ".git", tmp_path, Path("/etc/shadow")]
    folders = [path for path in Path.home().iterdir() if path.is_dir()]
    paths += [path for path in folders if not any(shown.is_relative_to(path) for shown in SHOWN)]
    program = f"report = [path for path in {list(map(str, paths))} if os.path.exists(path)]"

    assert report(checker, program) == "[]"


def test_nothing_can_be_written_but_in_the_checks_own_folder(checker: Checker) -> None:
    program = """
        report = []
        for folder, folders, files in os.walk("/"):
            if folder.startswith("/proc"):
                folders.clear()
                continue
            try:
                os.close(os.open(os.path.join(folder, "written"), os.O_CREAT | os.O_WRONLY))
                report.append(folder)
            except OSError:
                pass
            folders[:] = [name for name in folders if folder.count("/") < 3]
    """
    assert set(json.loads(report(checker, program).replace("'", '"'))) == set(WRITABLE)


def test_what_one_submission_writes_the_next_one_does_not_find(checker: Checker) -> None:
    places = f"{WRITABLE}"
    assert report(checker, f"report = [open(f'{{p}}/left-{{len(p)}}', 'w').write('x') for p in {places}]") == str(
        [1] * len(WRITABLE)
    )
    assert report(checker, f"report = [os.listdir(p) for p in {places}]") == str([[]] * len(WRITABLE))


def test_a_process_that_leaves_its_session_does_not_outlive_its_check(checker: Checker) -> None:
    program = """
        for _ in range(3):
            if os.fork() == 0:
                os.setsid()
                if os.fork() == 0:
                    signal.signal(signal.SIGTERM, signal.SIG_IGN)
                    os.execv("/usr/bin/sleep", ["sleep", "86399.75"])
                os._exit(0)
            os.wait()
        report = "started"
    """
    assert report(checker, program) == "started"
    lines = [process.info["cmdline"] or [] for process in psutil.process_iter(["cmdline"])]
    assert [line for line in lines if "86399.75" in line] == []


def test_it_sees_and_reaches_no_other_process(checker: Checker) -> None:
    program = """
        def refused(what):
            try:
                what()
            except OSError as error:
                return type(error).__name__
            return "done"
        others = [int(name) for name in os.listdir("/proc") if name.isdigit() and int(name) != os.getpid()]
        import resource
        limits = [resource.prlimit(1, which)[1] for which in (resource.RLIMIT_NPROC, resource.RLIMIT_FSIZE)]
        report = [others, os.getppid(), refused(lambda: os.kill(-1, signal.SIGKILL)), limits,
                  open("/proc/1/cmdline").read(), os.listdir("/proc/1/root/student"),
                  refused(lambda: open("/proc/1/root/student/x", "w"))]
    """
    # The first process of its own namespace is there. It holds nothing, may do nothing, and no signal from inside
    # reaches it.
    assert report(checker, program) == "[[1], 0, 'ProcessLookupError', [1, 0], 'cat\\x00', [], 'OSError']"


def test_many_processes_are_few_and_end_with_the_check(checker: Checker) -> None:
    program = """
        import errno
        started = 0
        while True:
            try:
                if os.fork() == 0:
                    signal.pause()
            except OSError as error:
                report = [errno.errorcode[error.errno], started]
                break
            started += 1
    """
    reason, started = json.loads(report(checker, program).replace("'", '"'))
    assert reason == "EAGAIN"
    assert 200 < started <= 256


def test_processes_that_start_each_other_without_end_are_ended(checker: Checker) -> None:
    program = """
        while True:
            try:
                os.fork()
            except OSError:
                signal.pause()
    """
    assert not judged(checker, program, Limits(seconds=1)).passed
    assert report(checker, "report = 'next'") == "next"


def test_the_disk_is_small(checker: Checker) -> None:
    program = """
        import errno
        report = []
        for folder in ("/student", "/dev/shm"):
            try:
                for number in range(100):
                    with open(f"{folder}/{number}", "wb") as file:
                        file.write(bytes(8 << 20))
            except OSError as error:
                report.append((errno.errorcode[error.errno], number < 40))
    """
    assert report(checker, program) == "[('ENOSPC', True), ('ENOSPC', True)]"


def test_memory_is_counted_over_all_processes(checker: Checker) -> None:
    program = """
        for _ in range(6):
            if os.fork() == 0:
                held = bytearray(150 << 20)
                signal.pause()
        signal.pause()
    """
    finding = judged(checker, program, Limits(memory=320 * MIB, seconds=30)).findings[0]
    assert (finding.kind, "more memory" in finding.message) == ("limit", True)


def test_no_server_outside_can_be_reached_and_loopback_works(checker: Checker) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        program = f"""
            import socket
            with socket.socket() as outside:
                refused = outside.connect_ex(("127.0.0.1", {server.getsockname()[1]})) != 0
            with socket.socket() as outside:
                nowhere = outside.connect_ex(("192.0.2.1", 80)) != 0
            with socket.create_server(("127.0.0.1", 0)) as own:
                socket.create_connection(own.getsockname())
            report = [refused, nowhere]
        """
        assert report(checker, program) == "[True, True]"


def test_it_has_no_rights_and_can_get_none(checker: Checker) -> None:
    program = """
        import ctypes
        libc = ctypes.CDLL(None)
        status = dict(line.split(":", 1) for line in open("/proc/self/status"))
        report = [os.getuid() != 0, int(status["CapEff"], 16), status["NoNewPrivs"].strip(),
                  libc.unshare(0x10000000), libc.mount(b"x", b"/tmp", b"tmpfs", 0, None), libc.umount(b"/student"),
                  libc.sethostname(b"x", 1), libc.chroot(b"/student")]
    """
    assert report(checker, program) == "[True, 0, '1', -1, -1, -1, -1, -1]"


def test_no_secret_is_among_its_variables_and_descriptors(checker: Checker) -> None:
    program = "report = [sorted(os.environ), sorted(os.listdir('/proc/self/fd'))[:-1]]"
    names, descriptors = json.loads(report(checker, program).replace("'", '"'))
    assert set(names) <= {
        *environment(find_sandbox()),
        "TEMP",
        "TMP",
        "PWD",
        *(n for n in names if n.startswith("PYTHON")),
    }
    # nothing, two ends for output, the answer's, the stack's
    assert descriptors == ["0", "1", "2", "3", "4"]


def test_one_submission_cannot_reach_another_that_is_judged_at_the_same_time(checker: Checker) -> None:
    # each tries to find and end all others, again and again, and is then judged itself
    program = """
        import contextlib
        for _ in range(50):
            for name in os.listdir("/proc"):
                if name.isdigit() and int(name) not in (1, os.getpid()):
                    with contextlib.suppress(OSError):
                        os.kill(int(name), signal.SIGKILL)
            with contextlib.suppress(OSError):
                os.kill(-1, signal.SIGKILL)
        report = "judged"
    """
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: report(checker, program), range(12))) == {"judged"}


def test_exercises_with_real_processes_are_judged_as_outside(checker: Checker) -> None:
    answers = [sorted((PROJECT / "tests" / "corpora" / "08-2" / kind).glob("*.py"))[0] for kind in ("pass", "fail")]
    with Checker(sandbox=find_sandbox()) as inside:
        found = [inside.check("08-2", answer.read_text(encoding="utf-8")).result for answer in answers]
    assert found == ["passed", "failed"]


def test_when_the_grader_is_killed_the_sandbox_ends() -> None:
    program = f"""
        import os, signal
        from helpers.checker import Checker
        from helpers.sandbox import find_sandbox
        checker = Checker(table={TABLE!r}, sandbox=find_sandbox())
        print(checker.check("90-1", "").result, flush=True)
        signal.pause()
    """
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program)], stdout=subprocess.PIPE, text=True, cwd=PROJECT
    ) as grader:
        assert grader.stdout is not None
        assert grader.stdout.readline() == "passed\n"
        inside = psutil.Process(grader.pid).children(recursive=True)
        grader.kill()
    assert inside
    assert psutil.wait_procs(inside, timeout=60)[1] == []


def with_temporary_files(command: tuple[str, ...]) -> tuple[str, ...]:
    at = command.index("--remount-ro")
    return (*command[:at], "--ro-bind", tempfile.gettempdir(), tempfile.gettempdir(), *command[at:])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda command: command, ""),
        (with_temporary_files, "secret is visible"),
        (lambda command: (), "mount|is visible|not permitted"),
        (lambda command: ("false",), "status 1"),
        (lambda command: ("no such program",), "cannot be started"),
    ],
    ids=["as it is", "files of others", "no sandbox at all", "a program that only fails", "no program"],
)
def test_a_sandbox_is_believed_only_once_everything_was_tried_in_it(
    change: Callable[[tuple[str, ...]], tuple[str, ...]], words: str
) -> None:
    class Changed(Sandbox):
        def prefix(self, **options: Any) -> tuple[str, ...]:
            return change(super().prefix())

    problem = what_is_wrong(Changed("changed", find_sandbox().kind))
    assert bool(problem) == bool(words)
    assert re.search(words, problem)


def test_without_bubblewrap_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    find_sandbox.cache_clear()
    try:
        with pytest.raises(NoSandbox, match="apt install bubblewrap"):
            find_sandbox()
    finally:
        find_sandbox.cache_clear()


def test_a_sandbox_and_a_fresh_interpreter_for_each_check_exclude_each_other() -> None:
    with pytest.raises(ValueError, match="outside the sandbox"):
        Checker(sandbox=Sandbox("any", "namespaces"), fresh=True)
