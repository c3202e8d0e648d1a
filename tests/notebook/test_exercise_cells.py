"""`%%exercise` and `check()`, in real kernels."""

from __future__ import annotations

import copy
import threading

import pytest

nbclient = pytest.importorskip("nbclient", reason="this environment has no Jupyter")
nbformat = pytest.importorskip("nbformat", reason="this environment has no Jupyter")

from nbgrader.utils import determine_grade  # noqa: E402 - after the check for Jupyter

from helpers.notebook.threads import LeftoverThreads  # noqa: E402

LOAD = "%load_ext helpers.notebook"
VERDICT = "application/vnd.racecourse.verdict+json"
PREDICTED = "%%exercise 04-1\nanswer = {2, 3, 4}"

RIGHT = """%%exercise 04-3
import threading

class Turnstile:
    def __init__(self):
        self.people = 0
        self.groups = 0
        self.lock = threading.Lock()

    def enter(self, size):
        with self.lock:
            self.people += size
            self.groups += 1

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        with self.lock:
            return self.people, self.groups
"""
# one lock around everything: right, but no two tickets are asked about at the same time
TOO_MUCH = RIGHT.replace("threading.Lock()", "threading.RLock()").replace(
    "        if is_valid(ticket):\n            self.enter(1)\n            return True\n        return False\n",
    "        with self.lock:\n            if is_valid(ticket):\n"
    "                self.enter(1)\n                return True\n            return False\n",
)
WRONG = RIGHT.replace("with self.lock:", "if True:")


class Kernel:
    """A kernel and the notebook that runs in it."""

    def __init__(self, client) -> None:
        self.client = client

    def run(self, source: str):
        """Run a new cell, as nbclient and nbgrader do; gives the cell with its outputs."""
        cell = nbformat.v4.new_code_cell(source)
        self.client.nb.cells.append(cell)
        return copy.deepcopy(self.client.execute_cell(cell, len(self.client.nb.cells) - 1))

    def run_with_id(self, source: str, cell_id: str) -> dict:
        """Run a cell as JupyterLab does, which tells the kernel the cell's id; gives the reply's content."""
        client = self.client.kc
        content = {"code": source, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}
        message = client.session.msg("execute_request", content, metadata={"cellId": cell_id})
        client.shell_channel.send(message)
        return self.client.wait_for_reply(message["header"]["msg_id"])["content"]


@pytest.fixture
def kernel(tmp_path):
    client = nbclient.NotebookClient(
        nbformat.v4.new_notebook(), timeout=120, allow_errors=True, resources={"metadata": {"path": str(tmp_path)}}
    )
    with client.setup_kernel():
        client.wait_for_reply(client.kc.kernel_info())
        kernel = Kernel(client)
        assert kernel.run(LOAD).outputs == []
        yield kernel


def text(cell) -> str:
    return "\n".join(o.get("text", "") or o.get("data", {}).get("text/plain", "") for o in cell.outputs)


def error(cell) -> str:
    """What a failing cell shows as its error, which has no Python traceback."""
    (output,) = [o for o in cell.outputs if o.output_type == "error"]
    shown = "\n".join(output.traceback)
    assert "Traceback" not in shown
    assert "\x1b" not in shown
    return shown


def points(cell, most: float = 5) -> float:
    """What nbgrader gives for the cell as a test cell."""
    cell.metadata["nbgrader"] = {"grade": True, "solution": False, "points": most, "grade_id": "test"}
    return determine_grade(cell)[0]


def test_a_right_answer_shows_its_verdict_in_three_forms_and_gets_full_points(kernel):
    assert kernel.run(RIGHT).outputs == []
    cell = kernel.run('check("04-3")')
    (output,) = cell.outputs
    assert output.output_type == "execute_result"
    assert output.data["text/plain"].startswith("Exercise 04-3: passed, 5 of 5 points")
    assert output.data["text/html"].startswith("<div")
    assert output.data[VERDICT]["result"] == "passed"
    assert points(cell) == 5


def test_a_partly_right_answer_shows_its_findings_and_gets_its_points(kernel):
    kernel.run(TOO_MUCH)
    cell = kernel.run('check("04-3")')
    shown, number = cell.outputs
    assert shown.output_type == "display_data"
    assert shown.data[VERDICT]["findings"]
    assert 0 < points(cell) < 5
    assert float(number.data["text/plain"]) == shown.data[VERDICT]["score"]


def test_a_wrong_answer_shows_what_was_found_and_gets_nothing(kernel):
    kernel.run("%%exercise 04-1\nanswer = {4}")
    cell = kernel.run('check("04-1")')
    assert "Your set misses a value" in error(cell)
    assert cell.outputs[0].data[VERDICT]["result"] == "failed"
    assert points(cell, 3) == 0


def test_findings_speak_of_the_lines_of_the_cell(kernel):
    kernel.run(WRONG)
    shown = kernel.run('check("04-3")').outputs[0]
    line = WRONG.split("\n").index("            self.people += size") + 1
    assert f"{line}: self.people += size" in shown.data["text/plain"]


def test_a_syntax_error_is_shown_by_the_cell_and_found_by_the_check(kernel):
    # a brace that is never closed is an "_IncompleteInputError" to IPython on Python 3.15
    assert "SyntaxError" in [o.get("ename") for o in kernel.run("%%exercise 04-1\nanswer = 2 3").outputs]
    cell = kernel.run('check("04-1")')
    assert "line 2" in error(cell)
    assert points(cell, 3) == 0


def test_the_cell_runs_as_any_cell_does(kernel):
    assert text(kernel.run("%%exercise 04-1\nanswer = {2}\nprint('seen')\nlen(answer)")) == "seen\n\n1"
    assert text(kernel.run("answer")) == "{2}"
    (output,) = kernel.run("%%exercise 04-1\nimport asyncio\nawait asyncio.sleep(0)\n1 / 0").outputs
    assert output.ename == "ZeroDivisionError"
    assert "line 4" in "\n".join(output.traceback)


def test_a_definition_at_the_end_of_the_cell_displays_nothing(kernel):
    assert kernel.run("%%exercise 04-1\ndef f():\n    return 1").outputs == []


def test_a_check_before_the_answer_says_what_to_run_first(kernel):
    cell = kernel.run('check("04-1")')
    assert "run the cell above that begins with %%exercise 04-1" in error(cell)
    assert points(cell, 3) == 0


@pytest.mark.parametrize(
    ("line", "words"), [("%%exercise 04-11", "no exercise '04-11'"), ("%%exercise", "for example: %%exercise 0")]
)
def test_a_wrong_magic_line_is_told_and_the_cell_does_not_run(kernel, line, words):
    assert words in text(kernel.run(f"{line}\nran = True"))
    assert "NameError" in [o.get("ename") for o in kernel.run("ran").outputs]


@pytest.mark.parametrize(
    ("above", "words"),
    [
        ("%%time\n%%exercise 04-1", "take %%time away"),
        ("%%exercise 04-1\n%%time", "take %%time away"),
        ("# mine\n\n%%exercise 04-1", "Move %%exercise 04-1 to the very top"),
        ("# mine\n%%module kitchen", "Move %%module kitchen to the very top"),
        ("%%exercise\u00a004-1", "only looks like a space"),
        ("%exercise 04-1", "with two percent signs"),
    ],
)
def test_a_magic_line_at_the_wrong_place_is_told_and_the_cell_does_not_run(kernel, above, words):
    assert words in text(kernel.run(f"{above}\nran = True"))
    assert "NameError" in [o.get("ename") for o in kernel.run("ran").outputs]


@pytest.mark.parametrize("source", ['said = """\n%%exercise 04-1\n"""', "%%capture\n'%%exercise 04-1'"])
def test_a_magic_line_in_a_text_is_no_magic_line(kernel, source):
    assert kernel.run(source).outputs == []


def test_an_unknown_id_in_a_check_is_told(kernel):
    assert "04-1" in error(kernel.run('check("04-11")'))


def test_a_check_of_nothing_shows_how_it_is_written(kernel):
    for asked in ("check()", "check(4.1)", 'check(["04-1"])', 'check(" ")'):
        assert error(kernel.run(asked)) == 'Say which exercise, as a text: check("00-1").'


def test_a_check_of_an_exercise_in_words_says_who_reads_it(kernel):
    assert "a person reads them" in error(kernel.run('check(" 04-6 ")'))


def test_threads_of_jupyter_itself_are_not_taken_for_the_learners():
    class HistorySavingThread(threading.Thread):  # begins anew after each fork
        __module__ = "IPython.core.history"

    class GarbageCollectorThread(threading.Thread):  # begins with the first large output
        __module__ = "zmq.utils.garbage"

    known = LeftoverThreads()
    enough = threading.Event()
    kinds = (HistorySavingThread, GarbageCollectorThread, threading.Thread)
    threads = [make(target=enough.wait, daemon=True) for make in kinds]
    for thread in threads:
        thread.start()
    try:
        assert known.running() == threads[2:]
    finally:
        enough.set()
        for thread in threads:
            thread.join()


def test_an_edited_answer_is_checked_as_it_is_now(kernel):
    kernel.run("%%exercise 04-1\nanswer = {4}")
    assert points(kernel.run('check("04-1")'), 3) == 0
    kernel.run(PREDICTED)
    assert points(kernel.run('check("04-1")'), 3) == 3


def test_a_helper_in_an_extra_cell_belongs_to_the_answer(kernel):
    kernel.run("def all_values():\n    return {2, 3, 4}")
    kernel.run("import threading\nclass Locked:\n    def __init__(self): self.lock = threading.Lock()")
    kernel.run(
        RIGHT.replace("class Turnstile:", "class Turnstile(Locked):").replace(
            "self.lock = threading.Lock()", "super().__init__()"
        )
    )
    assert points(kernel.run('check("04-3")')) == 5


def test_what_a_cell_did_to_the_kernel_does_not_reach_the_check(kernel):
    kernel.run("%%exercise 04-1\nanswer = {4}")
    kernel.run("set = dict\nfrom helpers import exercises\nexercises.ch04_race_conditions = None\nanswer = {2, 3, 4}")
    assert points(kernel.run('check("04-1")'), 3) == 0


def test_cells_are_told_apart_by_their_ids_where_the_frontend_sends_them(kernel):
    kernel.run_with_id("%%exercise 04-1\nold_name = {4}", "one")
    kernel.run_with_id("%%exercise 04-1\nanswer = {2, 3, 4}", "one")
    kernel.run_with_id("seen = repr(check('04-1')); source = check('04-1').source", "two")
    assert "passed" in text(kernel.run("seen"))
    assert "old_name" not in text(kernel.run("source"))


def test_a_check_that_is_interrupted_ends_and_the_next_one_works(kernel):
    # the interrupt comes when the server has been asked, so the check is under way
    kernel.run(
        "import os, signal, threading\nfrom helpers.checker import client\n"
        "real = client._Server.hand_over\n"
        "def hand_over(self, connection):\n    real(self, connection)\n    os.kill(os.getpid(), signal.SIGINT)\n"
        "client._Server.hand_over = hand_over"
    )
    kernel.run(PREDICTED)
    assert error(kernel.run('check("04-1")')).startswith("This check was interrupted, and has judged nothing.")
    kernel.run("client._Server.hand_over = real")
    assert points(kernel.run('check("04-1")'), 3) == 3


def test_a_late_error_in_a_thread_of_an_earlier_cell_costs_no_points(kernel):
    kernel.run(PREDICTED)
    kernel.run(
        "import sys, threading\nheld = sys.stderr\nchecked = threading.Event()\n"
        "def late():\n    checked.wait()\n    held.write('one')\n    print('two', file=sys.stderr)\n    1 / 0\n"
        "thread = threading.Thread(target=late, daemon=True)\nthread.start()"
    )
    cell = kernel.run('verdict = check("04-1"); checked.set(); thread.join(); verdict')
    assert "Note: still running from earlier cells: A thread" in text(cell)
    assert "ZeroDivisionError" in text(cell)
    assert points(cell, 3) == 3
    # and in the next cell, stderr is stderr again
    assert kernel.run("sys.stderr.write('x');").outputs[0].name == "stderr"


def test_a_thread_that_ends_soon_is_waited_for(kernel):
    kernel.run(PREDICTED)
    kernel.run("import threading\ngo = threading.Event()\nthread = threading.Thread(target=go.wait)\nthread.start()")
    kernel.run("threading.Timer(0, go.set).start()")
    cell = kernel.run('check("04-1")')
    assert "Note" not in text(cell)
    assert points(cell, 3) == 3


WORKER = """%%exercise 04-1
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
answer = {2, 3, 4}
def work(x):
    return x FACTOR
if __name__ == "__main__":
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("METHOD")) as pool:
        print(list(pool.map(work, [1, 2])))
"""


@pytest.mark.parametrize("method", ["spawn", pytest.param("forkserver", marks=pytest.mark.only_on("linux", "darwin"))])
def test_a_worker_function_of_the_cell_is_found_by_worker_processes_and_never_stale(kernel, method):
    source = WORKER.replace("METHOD", method)
    assert text(kernel.run(source.replace("FACTOR", "* 10"))).strip() == "[10, 20]"
    assert text(kernel.run(source.replace("FACTOR", "* 100"))).strip() == "[100, 200]"
    again = (
        "with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context('spawn')) as pool:\n"
        "    print(list(pool.map(work, [3])))"
    )
    assert text(kernel.run(again)).strip() == "[300]"
    assert points(kernel.run('check("04-1")'), 3) == 3


def test_objects_of_a_class_of_the_cell_can_be_pickled(kernel):
    kernel.run("%%exercise 04-1\nfrom dataclasses import dataclass\n@dataclass\nclass P:\n    x: int")
    assert text(kernel.run("import pickle\npickle.loads(pickle.dumps(P(3)))")) == "P(x=3)"


@pytest.mark.parametrize(
    "way", ["%reload_ext helpers.notebook", "%unload_ext helpers.notebook\n%load_ext helpers.notebook"]
)
def test_loading_again_changes_nothing(kernel, way):
    kernel.run(way)
    kernel.run(PREDICTED)
    cell = kernel.run('check("04-1")')
    assert points(cell, 3) == 3
    assert len(cell.outputs) == 1
