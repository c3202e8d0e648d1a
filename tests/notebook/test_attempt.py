"""`%%attempt`: what goes wrong with processes is shown and explained, and nothing of it stays."""

from __future__ import annotations

import re

import psutil
import pytest

pytest.importorskip("IPython", reason="this environment has no Jupyter")

from helpers.notebook.attempt import ShownAttempt, attempt

HEAD = "import multiprocessing as mp\nimport os\nctx = mp.get_context('spawn')\n\n"
BAKE = HEAD + "def bake(x):\n    return x\n\n"
MAIN = "if __name__ == '__main__':\n"


def run(source: str, as_script: bool = False) -> ShownAttempt:
    """Run it; none of its processes is left."""
    before = {process.pid for process in psutil.Process().children(recursive=True)}
    shown = attempt(source, as_script)
    left = [p for p in psutil.Process().children(recursive=True) if p.pid not in before]
    assert left == []
    assert shown._repr_html_()
    return shown


def test_a_program_that_goes_well_shows_what_it_printed():
    shown = run(BAKE + MAIN + "    with ctx.Pool(1) as pool:\n        print(pool.map(bake, [1]))", as_script=True)
    assert str(shown).splitlines() == ["[1]", "The program came to its end."]


# the second one is what Python 3.14 and later say
NOT_THERE = re.compile("Can't get attribute 'bake' on <module '__main__'|module '__main__' has no attribute 'bake'")


def test_a_pool_that_cannot_find_the_function_is_stopped_and_explained():
    shown = run(BAKE + "with ctx.Pool(1) as pool:\n    pool.map(bake, range(3))")
    assert shown.ending in ("quiet", "dying")
    assert NOT_THERE.search(shown.error)
    assert "What to do: write the function into a module" in str(shown)


def test_an_executor_that_cannot_find_the_function_ends_with_a_broken_pool():
    shown = run(
        BAKE + "from concurrent.futures import ProcessPoolExecutor\n"
        "with ProcessPoolExecutor(1, mp_context=ctx) as pool:\n    print(pool.submit(bake, 1).result())"
    )
    assert shown.ending == "ended"
    assert "BrokenProcessPool" in shown.last
    assert NOT_THERE.search(shown.error)


def test_a_script_without_a_main_guard_is_told_so():
    shown = run(
        BAKE + "p = ctx.Process(target=bake, args=(1,))\np.start()\np.join()\nprint(p.exitcode)", as_script=True
    )
    assert shown.output == "1"
    assert "bootstrapping phase" in shown.error
    assert "What to do: put these lines under" in str(shown)


def test_an_exception_that_cannot_be_made_anew_does_not_hang_the_notebook():
    shown = run(
        HEAD + "class Burnt(Exception):\n    def __init__(self, dish, minutes):\n        super().__init__(dish)\n\n"
        "def bake(x):\n    raise Burnt('bread', x)\n\n" + MAIN + "    with ctx.Pool(1) as pool:\n        "
        "pool.map(bake, [1])",
        as_script=True,
    )
    assert shown.ending in ("deaf", "quiet")
    assert "missing 1 required positional argument" in shown.error
    assert "its class and its `args`" in str(shown)


def test_a_worker_that_dies_leaves_the_pool_waiting_and_that_is_said():
    shown = run(HEAD + "def bake(x):\n    os._exit(1)\n\n" + MAIN + "    ctx.Pool(1).map(bake, [1])", as_script=True)
    assert shown.ending == "quiet"
    assert "nobody does that task again" in str(shown)


def test_a_child_that_is_joined_before_its_queue_is_drained_is_stopped():
    shown = run(
        HEAD + "def fill(queue):\n    queue.put(b'x' * 1_000_000)\n\n" + MAIN + "    queue = ctx.Queue()\n"
        "    child = ctx.Process(target=fill, args=(queue,))\n    child.start()\n    child.join()",
        as_script=True,
    )
    assert shown.ending == "quiet"
    assert "each process waits for something" in str(shown)


def test_an_error_that_has_nothing_to_do_with_processes_is_shown_as_it_is():
    shown = run("print('on')\n1 / 0")
    assert str(shown).splitlines() == ["on", "The program ended with ZeroDivisionError: division by zero"]


def test_a_program_may_choose_its_exit_code():
    assert str(run("import sys\nsys.exit(3)")) == "The program ended with exit code 3."


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("import sys\nsys.exit('no more flour')", "no more flour"),
        ("class Burnt(Exception):\n    pass\n\nraise Burnt('toast')", "Burnt: toast"),
    ],
)
def test_the_last_words_of_a_program_are_shown_whatever_their_form(source, said):
    assert said in str(run(source)).splitlines()[-1]


def test_a_program_that_python_cannot_read_is_told_the_line_of_the_cell():
    assert str(run("x = 1\ndef f(:\n    pass")) == "The program ended with SyntaxError: invalid syntax (line 3)"


def test_a_program_that_waits_for_a_time_is_not_said_to_wait_for_ever():
    shown = run("from threading import Event\nEvent().wait(timeout=60)")
    assert shown.ending == "quiet"
    assert "for ever" not in str(shown)
    assert "for ever" not in shown._repr_html_()
    assert "make its waiting shorter" in str(shown)


def test_a_program_that_prints_without_end_is_stopped_before_it_fills_the_disk():
    shown = run("while True:\n    print('x' * 100_000)")
    assert (shown.ending, shown.code) == ("loud", None)


def test_a_program_that_takes_ever_more_memory_is_stopped_before_the_machine_has_none(monkeypatch):
    monkeypatch.setattr("helpers.notebook.attempt.LARGEST", 1e-6)
    shown = run("from threading import Event\nEvent().wait()")
    assert (shown.ending, shown.code) == ("large", None)


def test_an_attempt_that_is_interrupted_says_so_and_leaves_nothing(monkeypatch):
    from helpers.notebook import attempt as module

    def interrupt(watch):
        raise KeyboardInterrupt

    monkeypatch.setattr(module._Watch, "until_the_end", interrupt)
    before = psutil.Process().children(recursive=True)
    with pytest.raises(KeyboardInterrupt, match="It was stopped, with the processes that it had started"):
        run("from threading import Event\nEvent().wait()")
    assert [child for child in psutil.Process().children(recursive=True) if child not in before] == []
