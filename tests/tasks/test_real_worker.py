"""A real worker, started by one call: it does what it is sent, survives what it should, and never outlives its owner.

The tests run twice: without a server, and on a Redis server of their own.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import textwrap
from pathlib import Path

import psutil
import pytest

pytest.importorskip("celery", reason="this environment has no Celery")

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PATIENCE = 120  # seconds until something counts as hanging; nothing is judged by the time that it takes

pytestmark = pytest.mark.xdist_group("real_worker")


def run(body: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a program that has `start_worker`, the tasks, and a folder of its own for the broker."""
    return subprocess.run(
        [sys.executable, "-P", "-c", program(body)],
        cwd=folder,
        env=environment(**variables),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )


def program(body: str) -> str:
    head = """
        import real_tasks as tasks
        from celery import chord, group
        from celery.exceptions import TimeLimitExceeded
        from helpers.tasks import app, start_worker, waiting
        from helpers.tasks.shop import surroundings
        from helpers.tasks.world import World
    """
    return textwrap.dedent(head) + textwrap.dedent(body)


def environment(**variables: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CELERY", "RACECOURSE"))}
    return kept | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(HERE)])} | variables


def said(done: subprocess.CompletedProcess[str]) -> list[str]:
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def redis(tmp_path_factory):
    """The address of a Redis server that lives as long as these tests."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [shutil.which("redis-server") or "redis-server", "--port", str(port), "--bind", "127.0.0.1"]
    folder = tmp_path_factory.mktemp("redis")
    server = subprocess.Popen([*command, "--save", "", "--dir", str(folder)], stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    for line in server.stdout:
        if "Ready to accept connections" in line:
            break
    yield f"redis://127.0.0.1:{port}/0"
    server.terminate()
    server.communicate(timeout=30)


@pytest.fixture(params=["folder", pytest.param("redis", marks=pytest.mark.needs("redis"))])
def broker(request):
    """The variables that choose a broker: none for the folder."""
    if request.param == "folder":
        return {}
    return {"CELERY_BROKER_URL": request.getfixturevalue("redis")}


def test_a_worker_does_tasks_groups_and_chords_and_forbids_to_wait_in_a_task(tmp_path, broker):
    body = """
        with start_worker(tasks) as worker:
            print(tasks.add.delay(1, 2).get(timeout=60))
            print(group(tasks.add.s(n, n) for n in range(4))().get(timeout=60))
            print(chord(tasks.add.s(n, n) for n in range(4))(tasks.total.s()).get(timeout=60))
            print(tasks.who.delay().get(timeout=60) in worker.children())
            for task in (tasks.boom, tasks.outer):
                try:
                    task.delay().get(timeout=60)
                except (ValueError, RuntimeError) as error:
                    print(type(error).__name__, str(error).splitlines()[0])
        print(worker.alive)
    """
    assert said(run(body, tmp_path, **broker)) == [
        "3",
        "[0, 2, 4, 6]",
        "12",
        "True",
        "ValueError as ordered",
        "RuntimeError Never call result.get() within a task!",
        "False",
    ]


@pytest.mark.only_on("linux", "darwin")
def test_a_time_limit_ends_a_task_and_a_retry_comes_again(tmp_path, broker):
    body = """
        surroundings(World(troubles={"E": ["busy"]}))
        with start_worker(tasks):
            letter = tasks.send_letter.delay("E")
            try:
                tasks.endless.delay().get(timeout=60)
            except TimeLimitExceeded:
                print("ended")
            print(letter.get(timeout=60), surroundings().calls)
    """
    assert said(run(body, tmp_path, **broker)) == ["ended", "letter 1 {'E': 2}"]


@pytest.mark.only_on("linux", "darwin")
def test_a_task_whose_process_is_killed_comes_back_only_if_it_says_so(tmp_path, broker):
    body = """
        with start_worker(tasks):
            print(tasks.die_and_come_back.delay("A").get(timeout=60))
            try:
                tasks.die_and_be_forgotten.delay("B").get(timeout=60)
            except Exception as error:
                print(type(error).__name__)
        print(surroundings().charges)
    """
    assert said(run(body, tmp_path, **broker)) == ["receipt 1", "WorkerLostError", "[['A', 100], ['B', 100]]"]


@pytest.mark.parametrize(
    ("task", "ending", "charges"),
    [("charge_late", "done", 2), ("charge_with_key", "receipt 1", 1)],
    ids=["late acknowledgement alone charges twice", "with a key it is charged once"],
)
def test_a_task_of_a_killed_worker_is_done_by_the_next_one(tmp_path, task, ending, charges):
    body = f"""
        worker = start_worker(tasks)
        result = tasks.{task}.delay("A")
        worker.wait_for_standstill()
        worker.kill()
        print(result.state)
        with start_worker(tasks):
            print(result.get(timeout=60))
        print(len(surroundings().charges), waiting())
    """
    assert said(run(body, tmp_path)) == ["STARTED", ending, f"{charges} 0"]


@pytest.mark.needs("redis")
def test_redis_gives_the_message_of_a_killed_worker_to_another_one_after_its_time(tmp_path, redis):
    body = """
        worker = start_worker(tasks)
        result = tasks.charge_with_key.delay("A")
        worker.wait_for_standstill()
        worker.kill()
        with start_worker(tasks):
            print(result.get(timeout=100))
        print(len(surroundings().charges))
    """
    assert said(run(body, tmp_path, CELERY_BROKER_URL=redis)) == ["receipt 1", "1"]


def test_with_early_acknowledgement_the_task_of_a_killed_worker_is_gone(tmp_path):
    body = """
        worker = start_worker(tasks)
        result = tasks.charge_early.delay("A")
        worker.wait_for_standstill()
        worker.kill()
        with start_worker(tasks):
            print(tasks.add.delay(1, 1).get(timeout=60))  # the next worker has nothing else to do
        print(result.state, waiting(), len(surroundings().charges))
    """
    assert said(run(body, tmp_path)) == ["2", "STARTED 0 1"]


@pytest.mark.parametrize("pool", ["threads", "solo"])
def test_the_pools_without_processes_work_as_on_windows(tmp_path, pool):
    body = f"""
        with start_worker(tasks, pool="{pool}") as worker:
            print(chord(tasks.add.s(n, n) for n in range(3))(tasks.total.s()).get(timeout=60))
            print(tasks.who.delay().get(timeout=60) == worker.pid)
    """
    assert said(run(body, tmp_path)) == ["6", "True"]


def test_a_message_waits_for_a_worker_of_its_queue(tmp_path):
    body = """
        slow = tasks.add.apply_async((1, 2), queue="oven")
        with start_worker(tasks, concurrency=1):
            print(tasks.add.delay(3, 4).get(timeout=60), waiting("oven"))
        with start_worker(tasks, queues=["oven"], concurrency=1):
            print(slow.get(timeout=60), waiting("oven"))
    """
    assert said(run(body, tmp_path)) == ["7 1", "3 0"]


def test_a_worker_that_cannot_import_its_tasks_says_why(tmp_path):
    body = """
        from helpers.tasks import WorkerError
        try:
            start_worker("no_such_module")
        except WorkerError as error:
            print("no_such_module" in str(error))
    """
    assert said(run(body, tmp_path)) == ["True"]


@pytest.mark.only_on("linux", "darwin")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_the_worker_and_its_processes_end_when_their_owner_is_killed(tmp_path, how):
    body = """
        worker = start_worker(tasks)
        tasks.charge_late.delay("A")  # one of its processes is busy
        worker.wait_for_standstill()
        print(worker.pid, *worker.children(), flush=True)
        input()
    """
    owner = subprocess.Popen(
        [sys.executable, "-P", "-c", program(body)],
        cwd=tmp_path,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert owner.stdout is not None
    family = [psutil.Process(int(pid)) for pid in owner.stdout.readline().split()]
    assert len(family) == 3
    owner.send_signal(how)
    owner.communicate(timeout=PATIENCE)
    _, alive = psutil.wait_procs(family, timeout=PATIENCE)
    assert alive == []


def test_nothing_is_left_of_the_broker_when_its_owner_has_ended(tmp_path):
    (tmp_path / "course.py").touch()  # as in the project's folder
    assert said(run("tasks.add.delay(1, 2); print(waiting())", tmp_path)) == ["1"]
    assert list((tmp_path / ".racecourse" / "tasks").iterdir()) == []


def test_what_a_killed_owner_has_left_is_removed_by_the_next_one(tmp_path):
    (tmp_path / "course.py").touch()
    done = run("import os; tasks.add.delay(1, 2); print(waiting(), flush=True); os._exit(1)", tmp_path)
    assert done.stdout == "1\n"
    assert len(list((tmp_path / ".racecourse" / "tasks").iterdir())) == 1
    assert said(run("print(waiting())", tmp_path)) == ["0"]
    assert list((tmp_path / ".racecourse" / "tasks").iterdir()) == []


@pytest.mark.only_on("linux")
@pytest.mark.needs("bubblewrap")
def test_an_owner_with_process_numbers_of_its_own_sweeps_nobody_else_away(tmp_path):
    """A kernel in a container may share the project's folder: what it cannot see among its processes still lives."""
    (tmp_path / "course.py").touch()
    owner = subprocess.Popen(
        [sys.executable, "-P", "-c", program("tasks.add.delay(1, 2); print(waiting(), flush=True); input()")],
        cwd=tmp_path,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert owner.stdout is not None
    assert owner.stdout.readline() == "1\n"
    (held,) = (folder for folder in (tmp_path / ".racecourse" / "tasks").iterdir() if folder.is_dir())
    box = ["bwrap", "--bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--unshare-pid"]
    other = [sys.executable, "-P", "-c", program("print(waiting())")]
    done = subprocess.run([*box, *other], cwd=tmp_path, env=environment(), capture_output=True, text=True)
    assert done.stdout == "0\n", done.stderr
    assert list(held.iterdir()) != []
    owner.communicate("\n", timeout=PATIENCE)
    assert owner.returncode == 0
