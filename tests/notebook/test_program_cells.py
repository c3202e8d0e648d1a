"""`%%program` and what is asked about it, in a real kernel."""

from __future__ import annotations

import copy
import re

import pytest

nbclient = pytest.importorskip("nbclient", reason="this environment has no Jupyter")
nbformat = pytest.importorskip("nbformat", reason="this environment has no Jupyter")

LOAD = "%load_ext helpers.notebook\nfrom helpers.notebook import always, outcomes, run_schedule"
COUNTER = "%%program p: add() | add() -> x\nx = 0\n\ndef add():\n    global x\n    x += 1"


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    """A kernel with the course loaded; gives a function that runs a cell and returns its outputs."""
    notebook = nbformat.v4.new_notebook()
    folder = {"metadata": {"path": str(tmp_path_factory.mktemp("notebook"))}}
    client = nbclient.NotebookClient(notebook, timeout=60, allow_errors=True, resources=folder)

    def run(source):
        cell = nbformat.v4.new_code_cell(source)
        notebook.cells.append(cell)
        return copy.deepcopy(client.execute_cell(cell, len(notebook.cells) - 1).outputs)

    with client.setup_kernel():
        client.wait_for_reply(client.kc.kernel_info())
        assert run(LOAD) == []
        yield run


def text(outputs) -> str:
    return "\n".join(o.get("text", "") or o.get("data", {}).get("text/plain", "") for o in outputs)


def error(outputs) -> str:
    """What a failing cell shows: exactly one error, without a Python traceback."""
    (output,) = [o for o in outputs if o.output_type == "error"]
    shown = "\n".join(output.traceback)
    assert "Traceback" not in shown
    return shown


def test_a_program_cell_runs_as_usual_and_its_names_are_there(kernel):
    kernel(COUNTER)
    kernel("add()")
    assert text(kernel("x")) == "1"


def test_the_engine_starts_from_the_cell_and_not_from_the_notebooks_names(kernel):
    kernel(COUNTER)
    kernel("x = 100")
    assert "At the end, x is 2." in text(kernel('run_schedule("p", "A A B B")'))


def test_the_last_version_of_a_cell_counts(kernel):
    kernel(COUNTER)
    assert "No:" in text(kernel('always("p", "x == 2")'))
    locked = COUNTER.replace("x = 0", "import threading\nx = 0\nlock = threading.Lock()").replace(
        "    x += 1", "    with lock:\n        x += 1"
    )
    kernel(locked)
    assert "Yes:" in text(kernel('always("p", "x == 2")'))


def test_a_guess_is_told_what_it_missed_and_what_cannot_come_out(kernel):
    kernel(COUNTER)
    assert "Your guess missed 1. 3 cannot come out." in text(kernel('outcomes("p", guess={2, 3})'))
    assert "Your guess is right" in text(kernel('outcomes("p", guess=[1, 2])'))


def test_an_answer_can_be_used_as_a_truth_value(kernel):
    kernel(COUNTER)
    assert text(kernel('bool(always("p", "x == 2")), bool(always("p", "x > 0"))')) == "(False, True)"


def test_the_html_and_the_text_show_the_same_steps(kernel):
    kernel(COUNTER)
    (output,) = kernel('run_schedule("p", "A B B A")')
    for words in ("reads x: 0", "writes x: 0 → 1", "writes x: 1 → 1", "At the end, x is 1."):
        assert words in output.data["text/plain"]
        assert words in output.data["text/html"]


def test_text_from_a_program_is_escaped(kernel):
    kernel("%%program odd: f() -> word\nword = '<b onclick=1>'\n\ndef f():\n    pass")
    (output,) = kernel('outcomes("odd")')
    assert "<b onclick" not in output.data["text/html"]
    assert "&lt;b onclick" in output.data["text/html"]


def test_a_name_without_a_program_says_which_cell_to_run(kernel):
    assert "run the cell that starts with %%program nothing" in error(kernel('outcomes("nothing")'))


def test_a_first_line_of_another_form_shows_an_example(kernel):
    assert "for example: %%program tickets:" in error(kernel("%%program\nx = 1"))
    assert "for example: sell()" in error(kernel("%%program p: add() | add()\nx = 1"))


def test_a_claim_that_is_no_expression_shows_an_example(kernel):
    kernel(COUNTER)
    assert "for example: sold == 2" in error(kernel('always("p", "x = 2")'))


def test_what_is_no_text_is_told_with_an_example(kernel):
    kernel(COUNTER)
    assert 'between quotes: always("p", "sold == 2")' in error(kernel('always("p", 2)'))
    assert 'run_schedule("p", "A B")' in error(kernel('run_schedule("p", ["A", "B"])'))


def test_a_guess_may_be_one_value_without_braces(kernel):
    kernel(COUNTER)
    assert text(kernel('outcomes("p", guess=2)')) == text(kernel('outcomes("p", guess={2})'))
    assert text(kernel('outcomes("p", guess="no")')) == text(kernel('outcomes("p", guess={"no"})'))


def test_python_counts_the_lines_of_a_program_as_its_cell_does(kernel):
    shown = "\n".join(
        line for o in kernel("%%program bad: add() -> 1\nx = 0\nx = = 1") for line in o.get("traceback", ())
    )
    assert "line 3" in re.sub(r"\x1b\[[0-9;]*m", "", shown)


def test_a_schedule_of_thousands_of_switches_is_cut_in_the_table(kernel):
    kernel("%%program turns: add() | add() -> x\nx = 0\n\ndef add():\n    global x\n    while True:\n        x += 1")
    shown = text(kernel('outcomes("turns")'))
    assert re.search(r" \.\.\. \([\d,]+ more\)$", shown, re.MULTILINE)
    assert max(map(len, shown.splitlines())) < 400


def test_asking_about_a_program_can_be_interrupted_and_says_so(kernel):
    kernel(COUNTER)
    kernel(
        "from helpers.notebook import program\nreal = program.run_task\n"
        "def interrupted(*asked): raise KeyboardInterrupt"
    )
    kernel("program.run_task = interrupted")
    assert error(kernel('outcomes("p")')) == "This was interrupted, and has shown nothing. Run the cell again."
    kernel("program.run_task = real")


def test_a_replay_of_nothing_says_what_it_takes(kernel):
    kernel("from helpers.notebook import replay")
    for asked in ("replay()", "replay('x')"):
        assert error(kernel(asked)).startswith("There is nothing to step through here.")


def test_an_error_in_the_program_is_shown_once_and_ends_the_cell(kernel):
    outputs = kernel("%%program broken: f() -> 1\n1 / 0")
    errors = [o for o in outputs if o.output_type == "error"]
    assert errors[0].ename == "ZeroDivisionError"
    assert all(not "".join(o.traceback).strip() for o in errors[1:])


def test_a_program_that_never_returns_to_python_does_not_hang_the_notebook(kernel):
    kernel("%%program stuck: f() -> 1\ndef f():\n    sum(iter(int, 1))")
    assert "was stopped" in error(kernel('outcomes("stuck")'))
    assert text(kernel("1 + 1")) == "2"
