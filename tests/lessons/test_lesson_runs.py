"""Every lesson runs from top to bottom in a fresh kernel, says nothing on stderr, and leaves no process behind."""

from __future__ import annotations

import copy

import psutil
import pytest

nbclient = pytest.importorskip("nbclient", reason="this environment has no Jupyter")
nbformat = pytest.importorskip("nbformat", reason="this environment has no Jupyter")

from lesson_reading import LESSONS, lesson  # noqa: E402

SHOWING = ("outcomes(", "always(", "run_schedule(", "this_machine(", "print(")
PATIENCE = 120  # seconds until a cell counts as hanging; nothing is judged by the time that it takes


# Each lesson runs once: what looks at its run is kept together.
RUNS = [pytest.param(path, id=path.stem, marks=pytest.mark.xdist_group(f"run of {path.stem}")) for path in LESSONS]


@pytest.fixture(scope="module", params=RUNS)
def ran(request):
    """The lesson after its run, and the processes that its kernel had just before it was shut down."""
    notebook = nbformat.read(request.param, as_version=4)
    return run(notebook)


def run(notebook):
    folder = {"metadata": {"path": str(LESSONS[0].parent)}}
    client = nbclient.NotebookClient(notebook, timeout=PATIENCE, resources=folder)
    with client.setup_kernel():
        client.wait_for_reply(client.kc.kernel_info())
        kernel = psutil.Process(client.km.provisioner.pid)
        for index, cell in enumerate(notebook.cells):
            client.execute_cell(cell, index)
        family = [kernel, *kernel.children(recursive=True)]
    return notebook, family


def outputs(notebook):
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


def test_it_runs_from_top_to_bottom_and_says_nothing_on_stderr(ran):
    notebook, _ = ran
    assert [o for o in outputs(notebook) if o.output_type == "error" or o.get("name") == "stderr"] == []


def test_every_cell_that_should_show_something_does(ran):
    notebook, _ = ran
    for cell in notebook.cells:
        last = cell.source.splitlines()[-1]
        if cell.cell_type == "code" and last.startswith(SHOWING):
            assert cell.outputs, cell.id


def test_what_is_shown_as_html_is_there_as_plain_text_too(ran):
    notebook, _ = ran
    for output in outputs(notebook):
        if "text/html" in output.get("data", {}):
            assert len(output.data["text/plain"]) > 20
            assert "object at 0x" not in output.data["text/plain"]


def test_it_leaves_no_process_behind(ran):
    _, family = ran
    _, alive = psutil.wait_procs(family, timeout=30)
    assert alive == []


def test_an_endless_loop_in_a_program_is_an_answer_and_the_notebook_goes_on():
    source = "%%program stuck: spin() | spin() -> x\nx = 0\n\ndef spin():\n    while True:\n        pass"
    cells = [lesson("04").cell("load").text, source, 'outcomes("stuck")', "1 + 1"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    done, _ = run(copy.deepcopy(notebook))
    assert done.cells[-1].outputs[0].data["text/plain"] == "2"
    assert "hang" in done.cells[2].outputs[0].data["text/plain"]
