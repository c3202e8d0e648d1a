"""The course within the limits of a session on Binder. `course author binder` runs all of it; here the heaviest."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from helpers.author.binder.box import Limits, in_use, memory_group, run_boxed, walls
from helpers.author.binder.runs import notebooks, run_in_box

PROJECT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.only_on("linux"), pytest.mark.needs("bubblewrap")]


def in_box(program: str, limits: Limits | None = None):
    return run_boxed([sys.executable, "-c", program], limits or Limits(), PROJECT, {})


def test_in_the_box_there_is_one_core_little_shared_memory_and_no_network_but_the_machines_own() -> None:
    ran = in_box(
        "import os, shutil, socket\n"
        "print(len(os.sched_getaffinity(0)), shutil.disk_usage('/dev/shm').total)\n"
        "server = socket.create_server(('127.0.0.1', 0))\n"
        "socket.create_connection(server.getsockname()).close()\n"
        "try:\n    socket.create_connection(('192.0.2.1', 80))\nexcept OSError as error:\n"
        "    print(type(error).__name__)"
    )
    assert ran.status == 0, ran.errors
    cores, shared, error = ran.output.split()
    assert (cores, int(shared)) == ("1", 64 * 2**20)
    assert error == "OSError"


def test_what_does_not_fit_into_shared_memory_fails_there_as_on_binder() -> None:
    program = "import os\nfd = os.open('/dev/shm/x', os.O_CREAT | os.O_RDWR)\nos.write(fd, b'x' * (2 << 20))\n"
    program += "try:\n    os.write(fd, b'x' * (2 << 20))\nexcept OSError as error:\n    print(error.strerror)"
    ran = in_box(program, Limits(shared_memory=2 << 20))
    assert ran.output.strip() == "No space left on device", ran.errors


def test_the_memory_of_all_processes_is_measured_where_it_cannot_be_limited() -> None:
    holds = "import sys; x = bytearray(b'x') * (100 << 20); print('holds', flush=True); sys.stdin.read()"
    starts = f"import subprocess, sys; sys.exit(subprocess.run([sys.executable, '-c', {holds!r}]).returncode)"
    with subprocess.Popen([sys.executable, "-c", starts], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        assert 100 << 20 < in_use(process.pid, None) < 200 << 20
        process.stdin.close()


def test_more_memory_than_there_is_ends_a_program_where_the_system_holds_the_limit() -> None:
    with memory_group(100 << 20) as group:
        held_here = group is not None
    ran = in_box("x = bytearray(b'x') * (300 << 20)", Limits(memory=100 << 20))
    assert ran.enforced == held_here
    assert group is None or not group.exists(), "nothing of it is left in the system"
    assert bool(ran.killed) == held_here
    assert (ran.status == 0) == (not held_here)


def test_nothing_outlives_the_box() -> None:
    word = f"left-by-{os.getpid()}"
    program = (
        f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'input()', {word!r}], stdin=subprocess.PIPE)"
    )
    ran = in_box(program)
    assert ran.status == 0, ran.errors
    # the caller's own command line has the word too, as a part of the program
    assert [each for each in psutil.process_iter(["cmdline"]) if word in (each.info["cmdline"] or ())] == []


def test_the_command_runs_every_lesson_and_every_chapter_of_exercises() -> None:
    found = {path.relative_to(PROJECT).as_posix() for path in notebooks(PROJECT)}
    for path in [*PROJECT.glob("notebooks/*.ipynb"), *PROJECT.glob("source/*/*.ipynb")]:
        assert path.relative_to(PROJECT).as_posix() in found


def test_walls_stand_around_the_program_and_not_around_the_caller() -> None:
    assert walls(Limits())[0].endswith("bwrap")
    assert "--unshare-net" in walls(Limits())


@pytest.mark.slow
@pytest.mark.parametrize("name", ["notebooks/07-sharing-data.ipynb"])  # processes, and shared memory
def test_a_lesson_that_needs_much_runs_within_the_limits(name: str) -> None:
    ran = run_in_box(PROJECT, PROJECT / name)
    assert ran.problem == ""
    assert 0 < ran.peak <= Limits().memory
