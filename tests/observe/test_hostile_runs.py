"""Programs that do not want to be watched, or to end. Each one is seen for what it is, and leaves nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from helpers.observe import Observation, Plan, forks, judge
from helpers.observe.wire import Opaque

Watch = Callable[..., Observation]
PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    before = set(psutil.Process().children(recursive=True))
    yield
    assert set(psutil.Process().children(recursive=True)) - before == set()


def test_a_child_that_ignores_sigterm_is_ended_and_the_hang_is_seen(watch: Watch) -> None:
    seen = watch("""
        import multiprocessing, signal
        def stubborn():
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            signal.pause()
        def main():
            child = multiprocessing.get_context("fork").Process(target=stubborn)
            child.start()
            bake(1)
            child.terminate()
            child.join()
    """)
    assert not seen.returned
    assert {thread.line for thread in seen.stuck} == {6, 12}


def test_a_grandchild_in_its_own_session_is_found_and_ended(watch: Watch) -> None:
    seen = watch("""
        import os, subprocess, sys
        def main():
            run = "import os, time; os.setsid(); time.sleep(1000)"
            quick = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {run!r}])"
            subprocess.run([sys.executable, "-c", quick])
            return "gone"
    """)
    assert seen.result == "gone"
    assert seen.left is not None
    assert len(seen.left.children) == 1


def test_a_queue_that_is_joined_before_it_is_drained_is_a_hang(watch: Watch) -> None:
    seen = watch("""
        import multiprocessing
        def fill(queue):
            queue.put("x" * 1_000_000)
        def main():
            queue = multiprocessing.Queue()
            child = multiprocessing.Process(target=fill, args=(queue,))
            child.start()
            child.join()
            return queue.get()
    """)
    main = next(thread for thread in seen.stuck if thread.pid == seen.main_pid and thread.line)
    assert (main.line, main.inside) == (10, "process.join")


def test_a_task_that_leaves_by_os_exit_leaves_the_pool_waiting(watch: Watch) -> None:
    seen = watch("""
        import os
        from multiprocessing import Pool
        def job(order):
            bake(order)
            os._exit(3)
        def main():
            with Pool(1) as pool:
                return pool.map(job, [1])
    """)
    assert [thread.line for thread in seen.stuck if thread.pid == seen.main_pid and thread.line] == [10]


def test_the_function_that_ends_its_process_is_seen(watch: Watch) -> None:
    assert watch("import os\ndef main():\n    os._exit(3)").died == "exit status 3"
    assert watch("import os\ndef main():\n    os.kill(os.getpid(), 9)").died == "signal SIGKILL"
    assert watch("def main():\n    raise SystemExit(4)").error is not None


@pytest.mark.parametrize(
    "message",
    [
        "not json at all",
        '["a", "list"]',
        '{"do": "result", "value": 42}',
        '{"do": "task"}',
        '{"do": "task", "name": "bake", "args": 5}',
        '{"do": "note", "what": "pool", "id": "x"}',
        '{"do": "hello", "pid": 1, "thread": "x"}',
        "[" * 100_000,
        '{"do": "emit", "sink": "out", "value": {"t": 3}}',
    ],
)
def test_a_forged_report_is_an_attack_and_no_more(watch: Watch, message: str) -> None:
    seen = watch(f"""
        import os, socket
        def main():
            line = socket.socket(socket.AF_UNIX)
            line.connect(os.environ["RACECOURSE_OBSERVER"].partition(":")[2])
            line.sendall({message!r}.encode() + b"\\n")
            line.recv(1)
            return 42
    """)
    assert seen.attack


def test_a_report_without_an_end_is_an_attack(watch: Watch) -> None:
    seen = watch("""
        import os, socket
        def main():
            line = socket.socket(socket.AF_UNIX)
            line.connect(os.environ["RACECOURSE_OBSERVER"].partition(":")[2])
            while True:
                line.sendall(b"x" * 100_000)
    """)
    assert seen.attack


def test_a_forged_result_on_the_stage_connection_counts_for_nothing_known_to_the_judge(watch: Watch) -> None:
    seen = watch("""
        import os, socket
        def main():
            for number in range(3, 4096):
                try:
                    os.write(number, b'{"do": "result", "value": 123456}\\n')
                except OSError:
                    pass
            return bake(1)
    """)
    assert seen.attack or seen.item_of(seen.result) is None


def test_endless_output_is_stopped(watch: Watch) -> None:
    seen = watch("def main():\n    while True:\n        print('again and again ' * 100)")
    assert seen.flooded == "output"


def test_endless_tasks_are_stopped(watch: Watch) -> None:
    seen = watch(
        "import threading\ndef main():\n    while True:\n        threading.Thread(target=bake, args=(1,)).start()",
        plan=Plan(seconds=5),
    )
    assert seen.flooded == "tasks"


def test_workers_that_end_before_their_first_task_are_stopped(watch: Watch) -> None:
    seen = watch("""
        import multiprocessing
        def fail():
            raise ValueError("no oven")
        def main():
            with multiprocessing.Pool(3, initializer=fail) as pool:
                # without `chunksize`, `map` divides by the number of workers, which may be 0 at this moment
                return pool.map(bake, [1, 2], chunksize=1)
    """)
    assert (seen.flooded, seen.tasks) == ("starts", [])
    assert "ValueError: no oven" in seen.output


def test_endless_children_are_stopped(watch: Watch) -> None:
    seen = watch("""
        import os, signal
        def main():
            while True:
                if os.fork() == 0:
                    signal.pause()
    """)
    assert (seen.flooded, seen.busy) == ("processes", False)


def test_forks_are_counted_where_the_judge_is_too_slow_to_see_them(
    watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judge, "_MOST_PROCESSES", 10**6)
    monkeypatch.setattr(forks, "MOST_FORKS", 20)
    seen = watch("""
        import os, signal
        def main():
            while True:
                if os.fork() == 0:
                    signal.pause()
    """)
    assert (seen.flooded, seen.busy) == ("processes", False)


def test_a_result_that_is_no_plain_data_crosses_by_name_only(watch: Watch) -> None:
    seen = watch("""
        class Sly(dict):
            def items(self): raise SystemExit
            def __repr__(self): raise SystemExit
        class Odd:
            def __repr__(self): raise ValueError
        def main():
            return [Sly(a=1), Odd(), 2**80, float("inf"), (1, {2}), b"x"]
    """)
    odd = Opaque("Odd", "its repr raises ValueError")
    assert seen.result == [{"a": 1}, odd, 2**80, float("inf"), (1, {2}), b"x"]


def test_the_stage_and_its_children_die_with_their_judge(tmp_path: Path) -> None:
    judge = textwrap.dedent("""
        import sys
        sys.path.insert(0, sys.argv[1])
        from helpers.observe import Call, Plan, observe
        source = '''
        from multiprocessing import Pool
        from helpers.workers.bakery import bake
        def main():
            print("x" * 10)
            with Pool(2) as pool:
                return pool.map(bake, [1, 2], 1)
        '''
        def told(held):
            print(*{task.pid for task in held}, held[0].pid, flush=True)
            sys.stdin.read()
        observe(__import__("textwrap").dedent(source), Call("main"), Plan(release=told))
    """)
    process = subprocess.Popen(
        [sys.executable, "-c", judge, str(PROJECT)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=tmp_path,
        env=os.environ | {"TMPDIR": str(tmp_path)},
    )
    assert process.stdout is not None
    pids = [int(word) for word in process.stdout.readline().split()]
    stage = psutil.Process(pids[0]).parent()
    assert stage is not None
    family = [stage, *stage.children(recursive=True)]
    assert len(family) >= 3
    process.send_signal(signal.SIGKILL)
    process.wait()
    _, alive = psutil.wait_procs(family, timeout=20)
    assert alive == []


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="this system keeps semaphores elsewhere")
@pytest.mark.parametrize("method", ["forkserver", "spawn"])
def test_semaphores_of_a_pool_that_was_killed_are_taken_away(watch: Watch, method: str) -> None:
    seen = watch(
        """
        import os
        from multiprocessing import Lock, Pool
        keep = []
        def main():
            keep.append(Pool(1))
            keep[0].map(bake, [1])
            keep.append(Lock())
            return sorted(name for name in os.listdir("/dev/shm") if name[4:] in keep[1]._semlock.name)
        """,
        start_method=method,
    )
    assert len(seen.result) == 1
    assert not (Path("/dev/shm") / seen.result[0]).exists()
