"""Test cells that a teacher wrote with plain asserts: they run, and a cell that dies costs only itself."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import nbformat
import psutil
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.utils import determine_grade
from traitlets.config import Config

from helpers.grading.plain_cells import EXECUTED_KEY, RunPlainCells
from helpers.grading.reader import RESOURCES_KEY
from helpers.grading.sandbox import TRUST

pytestmark = pytest.mark.slow  # each starts a kernel


def graded(name: str, source: str, points: float = 2) -> NotebookNode:
    nbgrader = {"grade": True, "solution": False, "locked": True, "grade_id": name, "points": points}
    return new_code_cell(source, metadata={"nbgrader": nbgrader})


def run(
    *cells: NotebookNode | str, folder: Path | None = None, **config: Any
) -> tuple[dict[str, float], NotebookNode, set[str]]:
    """Run a notebook: the score of each test cell, the notebook, and which test cells were run."""
    nb = new_notebook(cells=[new_code_cell(cell) if isinstance(cell, str) else cell for cell in cells])
    resources: dict[str, Any] = {"metadata": {"path": folder and str(folder)}}
    nb, resources = RunPlainCells(config=Config(Execute=config)).preprocess(nb, resources)
    nbformat.validate(nb)
    tests = [cell for cell in nb.cells if "nbgrader" in cell.metadata]
    scores = {cell.metadata.nbgrader.grade_id: determine_grade(cell)[0] for cell in tests}
    return scores, nb, resources[RESOURCES_KEY][EXECUTED_KEY]


def ends(cell: NotebookNode) -> list[str]:
    return [output.ename for output in cell.outputs if output.output_type == "error"]


def test_asserts_and_partial_scores_count_as_in_nbgrader() -> None:
    scores, nb, executed = run(
        "x = 1",
        graded("right", "assert x == 1"),
        graded("wrong", "assert x == 2"),
        graded("part", "print('half')\nx / 2"),
        graded("text", "'well done'"),
    )

    assert scores == {"right": 2, "wrong": 0, "part": 0.5, "text": 2}
    assert executed == set(scores)
    assert nb.cells[1].source == "assert x == 1"
    assert nb.cells[1].outputs == []


@pytest.mark.parametrize("value", ["-1.0", "float('nan')", "float('inf')", "100.0"])
def test_a_score_that_cannot_be_is_no_score(value: str) -> None:
    scores, nb, _ = run(graded("test", value))

    assert scores == {"test": 0}
    assert ends(nb.cells[0]) == ["ImpossibleScore"]


def test_a_submission_that_empties_later_cells_gets_no_points() -> None:
    attack = (
        "import ast\n"
        "class Empty(ast.NodeTransformer):\n"
        "    def visit_Module(self, node):\n"
        "        return ast.Module([], [])\n"
        "get_ipython().ast_transformers.append(Empty())"
    )
    scores, nb, _ = run(attack, graded("test", "assert False"))

    assert scores == {"test": 0}
    assert ends(nb.cells[1]) == ["NotRun"]


def test_late_text_on_stderr_costs_nothing() -> None:
    late = (
        "import sys, threading\n"
        "go = threading.Event()\n"
        "def late():\n"
        "    go.wait()\n"
        "    print('late', file=sys.stderr, flush=True)\n"
        "thread = threading.Thread(target=late)\n"
        "thread.start()"
    )
    scores, _, _ = run(
        late,
        graded("test", "import sys\ngo.set()\nthread.join()\nprint('a warning', file=sys.stderr)\nassert True"),
    )

    assert scores == {"test": 2}


@pytest.mark.parametrize(
    ("fatal", "name"),
    [
        ("import os\nos._exit(0)", "KernelDied"),
        ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", "KernelDied"),
        ("while True: pass", "TooLong"),
        ("while True:\n    try:\n        while True: pass\n    except BaseException: pass", "TooLong"),
        ("while True: print('x' * 1000)", "TooMuchOutput"),
    ],
)
def test_a_cell_that_does_not_come_to_its_end_costs_only_itself(fatal: str, name: str) -> None:
    scores, nb, _ = run(
        "x = 1",
        graded("before", "assert x == 1"),
        graded("fatal", fatal),
        "y = x + 1",
        graded("after", "assert (x, y) == (1, 2)"),
        timeout=3,
    )

    assert scores == {"before": 2, "fatal": 0, "after": 2}
    assert name in ends(nb.cells[2])
    assert len(nbformat.writes(nb)) < 3_000_000


def test_a_students_cell_that_dies_leaves_the_others_their_points() -> None:
    scores, nb, _ = run("x = 1", "import os; os._exit(1)", "y = 2", graded("test", "assert x + y == 3"))

    assert scores == {"test": 2}
    assert ends(nb.cells[1]) == ["KernelDied"]


def test_a_notebook_in_which_cell_after_cell_dies_comes_to_an_end() -> None:
    deaths = ["import os; os._exit(1)"] * 5
    scores, nb, executed = run(*deaths, graded("test", "assert True"), max_kernels=3)

    assert scores == {"test": 0}
    assert executed == set()
    assert ends(nb.cells[-1]) == ["NotRun"]


def test_a_tag_does_not_keep_a_test_from_running() -> None:
    cell = graded("test", "assert False")
    cell.metadata.tags = ["skip-execution", "raises-exception"]

    assert run(cell, skip_cells_with_tag="")[0] == {"test": 0}


def test_html_of_a_student_does_not_come_through() -> None:
    show = "from IPython.display import HTML, display\ndisplay(HTML('<script>alert(1)</script>'))"
    _, nb, _ = run(show, graded("test", show))

    assert "<script>" not in "".join(str(output) for cell in nb.cells for output in cell.outputs)


def test_no_process_outlives_the_run() -> None:
    before = {process.pid for process in psutil.Process().children(recursive=True)}
    child = "import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', 'input()'], stdin=subprocess.PIPE)"
    run(child, graded("test", "assert True"))

    after = [process for process in psutil.Process().children(recursive=True) if process.pid not in before]
    assert [process for process in after if process.status() != psutil.STATUS_ZOMBIE] == []


def test_without_plain_tests_no_kernel_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RunPlainCells, "create_kernel_manager", lambda self: pytest.fail("a kernel was started"))

    _, nb, executed = run("while True: pass", graded("test", 'check("04-2")'))

    assert executed == set()
    assert nb.cells[1].outputs == []


@pytest.mark.needs("bubblewrap")
def test_the_kernel_sees_its_own_submission_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(TRUST, raising=False)
    monkeypatch.setenv("RACECOURSE_SECRET", "the password of the gradebook")
    submission = tmp_path / "ann"
    (submission / "helpers").mkdir(parents=True)
    (submission / "helpers" / "__init__.py").write_text("raise SystemExit")
    (submission / "data.csv").write_text("1,2,3")
    (tmp_path / "gradebook.db").write_text("grades")
    with socket.create_server(("127.0.0.1", 0)) as server:
        scores, nb, _ = run(
            "import os, socket, signal",
            graded("own file", "assert open('data.csv').read() == '1,2,3'"),
            graded("own copy", "open('data.csv', 'w').write('gone')\nopen('new', 'w').close()\nassert True"),
            graded("package", "import helpers.verdict"),
            graded("gradebook", f"assert not os.path.exists({str(tmp_path / 'gradebook.db')!r})"),
            graded("variables", "assert 'RACECOURSE_SECRET' not in os.environ"),
            graded("network", f"assert socket.socket().connect_ex(('127.0.0.1', {server.getsockname()[1]})) != 0"),
            graded(
                "loopback", "own = socket.create_server(('127.0.0.1', 0))\nsocket.create_connection(own.getsockname())"
            ),
            graded(
                "bomb",
                "import subprocess, errno\nstarted = []\n"
                "try:\n    while True: started.append(subprocess.Popen(['/usr/bin/sleep', '9999']))\n"
                "except OSError as error: assert error.errno == errno.EAGAIN\n"
                "for one in started: one.kill()",
            ),
            folder=submission,
        )

    assert scores == dict.fromkeys(scores, 2), [cell.outputs for cell in nb.cells]
    assert len(scores) == 8
    assert (submission / "data.csv").read_text() == "1,2,3"
    assert sorted(path.name for path in submission.iterdir()) == ["data.csv", "helpers"]


@pytest.mark.needs("bubblewrap")
def test_one_message_that_is_too_large_does_not_fill_the_graders_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(TRUST, raising=False)
    scores, nb, _ = run(
        graded("flood", "print('x' * 40_000_000)"), graded("after", "assert True"), timeout=5, iopub_timeout=1
    )

    assert scores["flood"] == 0
    assert len(nbformat.writes(nb)) < 3_000_000
