"""Every lesson runs from top to bottom in a fresh kernel, says nothing on stderr, asks no other machine for anything,
and leaves no process behind."""

from __future__ import annotations

import copy
import os
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

import psutil
import pytest

nbclient = pytest.importorskip("nbclient", reason="this environment has no Jupyter")
nbformat = pytest.importorskip("nbformat", reason="this environment has no Jupyter")

from lesson_reading import LESSONS, lesson  # noqa: E402

SHOWING = ("outcomes(", "always(", "run_schedule(", "this_machine(", "print(")
PATIENCE = 120  # seconds until a cell counts as hanging; nothing is judged by the time that it takes


# Python imports this by itself in each of its processes that take something from their surroundings.
WATCH = """\
import os, socket, sys

def watch(event, args):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        place = args[1][0] if isinstance(args[1], tuple) else ""  # elsewhere the socket is a file, or is connected
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        place = args[0]
    else:
        return
    place = os.fsdecode(place or "")
    if place not in ("", "localhost", "::1", "0.0.0.0", "::", socket.gethostname()) and not place.startswith("127."):
        file = os.open({file!r}, os.O_WRONLY | os.O_APPEND)
        os.write(file, (event + " " + place + "\\n").encode())
        os.close(file)

sys.addaudithook(watch)
"""


class Ran(NamedTuple):
    """A notebook after its run.

    Attributes:
        family: the processes that its kernel had just before it was shut down.
        abroad: what its processes asked of other machines.
    """

    notebook: Any
    family: list[psutil.Process]
    abroad: list[str]


# Each lesson runs once: what looks at its run is kept together.
RUNS = [pytest.param(path, id=path.stem, marks=pytest.mark.xdist_group(f"run of {path.stem}")) for path in LESSONS]


@pytest.fixture(scope="module", params=RUNS)
def ran(request):
    """The lesson after its run."""
    notebook = nbformat.read(request.param, as_version=4)
    return run(notebook)


def run(notebook):
    folder = {"metadata": {"path": str(LESSONS[0].parent)}}
    client = nbclient.NotebookClient(notebook, timeout=PATIENCE, resources=folder)
    with tempfile.TemporaryDirectory() as watching:
        abroad = Path(watching) / "abroad.txt"
        abroad.touch()
        (Path(watching) / "sitecustomize.py").write_text(WATCH.format(file=str(abroad)), encoding="utf-8")
        path = os.pathsep.join(filter(None, [watching, os.environ.get("PYTHONPATH", "")]))
        with client.setup_kernel(env={**os.environ, "PYTHONPATH": path}):
            client.wait_for_reply(client.kc.kernel_info())
            kernel = psutil.Process(client.km.provisioner.pid)
            for index, cell in enumerate(notebook.cells):
                client.execute_cell(cell, index)
            family = [kernel, *kernel.children(recursive=True)]
        return Ran(notebook, family, abroad.read_text(encoding="utf-8").splitlines())


def outputs(notebook):
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


def test_it_runs_from_top_to_bottom_and_says_nothing_on_stderr(ran):
    notebook = ran.notebook
    assert [o for o in outputs(notebook) if o.output_type == "error" or o.get("name") == "stderr"] == []


def test_every_cell_that_should_show_something_does(ran):
    notebook = ran.notebook
    for cell in notebook.cells:
        last = cell.source.splitlines()[-1]
        if cell.cell_type == "code" and last.startswith(SHOWING):
            assert cell.outputs, cell.id


def test_what_is_shown_as_html_is_there_as_plain_text_too(ran):
    notebook = ran.notebook
    for output in outputs(notebook):
        if "text/html" in output.get("data", {}):
            assert len(output.data["text/plain"]) > 20
            assert "object at 0x" not in output.data["text/plain"]


def test_it_leaves_no_process_behind(ran):
    _, alive = psutil.wait_procs(ran.family, timeout=30)
    assert alive == []


def test_it_asks_no_other_machine_for_anything(ran):
    assert ran.abroad == []


def test_a_program_that_asks_another_machine_is_seen_in_whichever_process():
    # a datagram socket that is connected sends nothing; the address belongs to documentation (RFC 5737)
    ask = "import socket; socket.socket(type=socket.SOCK_DGRAM).connect(({!r}, 9))"
    there = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {ask.format('192.0.2.2')!r}])"
    cells = [nbformat.v4.new_code_cell(cell) for cell in (ask.format("192.0.2.1"), ask.format("127.0.0.1"), there)]
    found = run(nbformat.v4.new_notebook(cells=cells))
    assert found.abroad == ["socket.connect 192.0.2.1", "socket.connect 192.0.2.2"]


def test_an_endless_loop_in_a_program_is_an_answer_and_the_notebook_goes_on():
    source = "%%program stuck: spin() | spin() -> x\nx = 0\n\ndef spin():\n    while True:\n        pass"
    cells = [lesson("04").cell("load").text, source, 'outcomes("stuck")', "1 + 1"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    done = run(copy.deepcopy(notebook)).notebook
    assert done.cells[-1].outputs[0].data["text/plain"] == "2"
    assert "hang" in done.cells[2].outputs[0].data["text/plain"]
