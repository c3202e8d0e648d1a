"""What is written in `%%exercise` and `%%module` cells works in other processes, in real kernels, however they
start."""

from __future__ import annotations

import copy
import multiprocessing
from pathlib import Path

import pytest

nbclient = pytest.importorskip("nbclient", reason="this environment has no Jupyter")
nbformat = pytest.importorskip("nbformat", reason="this environment has no Jupyter")

METHODS = multiprocessing.get_all_start_methods()

ANSWER = """%%exercise 04-3
import enum
import multiprocessing as mp
from collections import namedtuple
from dataclasses import dataclass
from functools import cache, partial

Job = namedtuple("Job", "dish minutes")
EXTRA = 1

class Stove(enum.Enum):
    HOT = 1

class Burnt(Exception):
    def __init__(self, dish, minutes):
        super().__init__(dish, minutes)

@dataclass(frozen=True)
class Dish:
    name: str
    stove: Stove = Stove.HOT

    def loud(self):
        return self.name.upper()

    @staticmethod
    def named(name):
        return Dish(name)

    class Part:
        pass

@cache
def bake(x):
    if x == 13:
        raise Burnt("bread", x)
    return x * 10 + EXTRA

def serve(job, queue):
    queue.put((Dish(job.dish), bake(job.minutes), job))

class Cook(mp.get_context("spawn").Process):
    def __init__(self, queue):
        super().__init__()
        self.queue = queue

    def run(self):
        self.queue.put(bake(5))
"""

USE = """
ctx = mp.get_context({method!r})
queue = ctx.Queue()
child = ctx.Process(target=serve, args=(Job("soup", 4), queue))
child.start()
dish, number, job = queue.get(timeout=60)
child.join()
with ctx.Pool(2) as pool:
    mapped = pool.map(bake, [1, 2]), pool.map(Dish.loud, [dish]), pool.map(Dish.named, ["rice"])
    try:
        pool.map(bake, [13])
    except Burnt as error:
        caught = error.args
from concurrent.futures import ProcessPoolExecutor
with ProcessPoolExecutor(2, mp_context=ctx) as executor:
    later = list(executor.map(partial(bake), [7]))
    part = executor.submit(type, Dish.Part()).result() is Dish.Part
dish == Dish("soup"), dish.stove is Stove.HOT, number, job, mapped, caught, later, part
"""
EXPECTED = (
    "(True, True, 41, Job(dish='soup', minutes=4), "
    "([11, 21], ['SOUP'], [Dish(name='rice', stove=<Stove.HOT: 1>)]), ('bread', 13), [71], True)"
)


class Notebook:
    """A kernel, and the cells that ran in it."""

    def __init__(self, client) -> None:
        self._client = client

    def run(self, source: str):
        cell = nbformat.v4.new_code_cell(source)
        self._client.nb.cells.append(cell)
        return copy.deepcopy(self._client.execute_cell(cell, len(self._client.nb.cells) - 1)).outputs

    def value(self, source: str) -> str:
        """What the last expression of a cell shows; an error in it is shown instead."""
        outputs = self.run(source)
        errors = [f"{o.ename}: {o.evalue}" for o in outputs if o.output_type == "error"]
        results = [o.data["text/plain"] for o in outputs if o.output_type == "execute_result"]
        return "\n".join(errors or results)

    def said(self, source: str) -> str:
        """All text of a cell's outputs."""
        parts = []
        for output in self.run(source):
            parts.append(output.get("text", "") or output.get("data", {}).get("text/plain", ""))
            parts += output.get("traceback", [])
        return "\n".join(parts)


def start(folder):
    resources = {"metadata": {"path": str(folder)}}
    return nbclient.NotebookClient(nbformat.v4.new_notebook(), timeout=120, allow_errors=True, resources=resources)


@pytest.fixture(scope="module")
def notebook(tmp_path_factory):
    client = start(tmp_path_factory.mktemp("a folder"))
    with client.setup_kernel():
        client.wait_for_reply(client.kc.kernel_info())
        book = Notebook(client)
        assert book.run("%load_ext helpers.notebook") == []
        yield book


@pytest.mark.parametrize("method", METHODS)
def test_what_an_exercise_cell_defines_works_in_processes_pools_and_executors(notebook, method):
    assert notebook.said(ANSWER) == ""
    assert " ".join(notebook.value(USE.format(method=method)).split()) == EXPECTED


@pytest.mark.skipif("forkserver" not in METHODS, reason="this system has no forkserver")
def test_it_works_where_forkserver_is_the_default_as_in_python_3_14(notebook):
    notebook.run(ANSWER)
    source = (
        "mp.set_start_method('forkserver', force=True)\nwith mp.Pool(1) as pool:\n    x = pool.map(bake, [4])\n"
        "mp.set_start_method(None, force=True)\nx"
    )
    assert notebook.value(source) == "[41]"


def test_a_process_class_of_an_exercise_cell_starts(notebook):
    notebook.run(ANSWER)
    source = (
        'q = mp.get_context("spawn").Queue()\nc = Cook(q)\nc.start()\nx = q.get(timeout=60)\nc.join()\nx, c.exitcode'
    )
    assert notebook.value(source) == "(51, 0)"


def test_a_helper_from_another_cell_goes_along_when_the_exercise_uses_it(notebook):
    notebook.run("def salt(x):\n    return x + 1\n\nclass Salty:\n    pass")
    notebook.run("%%exercise 04-3\ndef cook(x):\n    return salt(x), Salty()")
    source = (
        "import multiprocessing as mp\nwith mp.get_context('spawn').Pool(1) as pool:\n"
        "    (number, thing), = pool.map(cook, [1])\n    other = pool.map(salt, [5])\nnumber, isinstance(thing, "
        "Salty), other"
    )
    assert notebook.value(source) == "(2, True, [6])"


def test_after_the_notebook_has_changed_its_folder_workers_still_find_the_cell(notebook, tmp_path):
    notebook.run("%%exercise 04-3\ndef far(x):\n    return -x")
    source = (
        f"import os, multiprocessing as mp\nbefore = os.getcwd()\nos.chdir({str(tmp_path)!r})\n"
        "with mp.get_context('spawn').Pool(1) as pool:\n    found = pool.map(far, [1])\nos.chdir(before)\nfound"
    )
    assert notebook.value(source) == "[-1]"


@pytest.mark.parametrize("magic", ["%%exercise 04-3", "%%module oven"])
def test_an_edit_reaches_the_workers_of_a_pool_that_is_older_and_those_of_a_new_one(notebook, magic):
    use = "from oven import heat\n" if "module" in magic else ""
    notebook.run("import multiprocessing as mp\npool = mp.get_context('spawn').Pool(1)")
    notebook.run(f"{magic}\ndef heat(x):\n    return x + 1")
    assert notebook.value(f"{use}old = heat\nheat(1), pool.map(heat, [1])") == "(2, [2])"
    for new in (100, 200, 300):
        notebook.run(f"{magic}\ndef heat(x):\n    return x + {new}")
        assert notebook.value("heat(1), pool.map(heat, [1])") == f"({new + 1}, [{new + 1}])"
    assert notebook.value("with mp.get_context('spawn').Pool(1) as fresh:\n    x = fresh.map(heat, [1])\nx") == "[301]"
    if "module" not in magic:
        assert notebook.value("pool.map(old, [1])") == "[2]"
    assert notebook.value("pool.terminate(); pool.join(); 'ended'") == "'ended'"


@pytest.mark.parametrize("method", METHODS)
def test_a_module_cell_is_imported_by_the_notebook_and_by_workers(notebook, method):
    notebook.run("%%module kitchen\nGRAMS = 7\n\ndef bake(x):\n    return x * GRAMS\n\nclass Dish:\n    pass")
    notebook.run(
        "%%module menu\nimport kitchen\nfrom kitchen import Dish as D\n\ndef order(x):\n    return kitchen.bake(x), D()"
    )
    source = (
        "import kitchen, menu\nimport multiprocessing as mp\n"
        f"with mp.get_context({method!r}).Pool(1) as pool:\n"
        "    baked, ((n, dish),) = pool.map(kitchen.bake, [2]), pool.map(menu.order, [3])\n"
        "baked, n, type(dish) is kitchen.Dish"
    )
    assert notebook.value(source) == "([14], 21, True)"


def test_an_edit_of_a_module_reaches_those_that_import_it_and_the_names_in_the_notebook(notebook):
    notebook.run("%%module pantry\nGRAMS = 1\n\ndef take():\n    return GRAMS")
    notebook.run("%%module soup\nfrom pantry import take\n\ndef make(_):\n    return take()")
    notebook.run("import pantry\nfrom pantry import take as t\nfrom soup import make\nimport multiprocessing as mp")
    notebook.run("pool = mp.get_context('spawn').Pool(1)")
    assert notebook.value("pantry.GRAMS, t(), make(0), pool.map(make, [0])") == "(1, 1, 1, [1])"
    notebook.run("%%module pantry\nGRAMS = 2\n\ndef take():\n    return GRAMS")
    assert notebook.value("pantry.GRAMS, t(), make(0), pool.map(make, [0])") == "(2, 2, 2, [2])"
    notebook.run("pool.terminate(); pool.join()")


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("%%module\nx = 1", "Give the module a name, for example: %%module kitchen"),
        ("%%module my-kitchen\nx = 1", "'my-kitchen' cannot be imported"),
        ("%%module class\nx = 1", "no word of Python itself"),
        ("%%module random\nx = 1", "random is a module of Python's standard library"),
        ("%%module psutil\nx = 1", "psutil is there already (an installed package)"),
        ("%%module helpers\nx = 1", "helpers is there already (the course's own package)"),
        ("%%module beside\nx = 1", "beside is there already (the file beside.py beside this notebook)"),
        ("%%module broken\n\ndef bake(:\n    pass", "Python cannot read line 3 of this cell"),
        ("%%module crash\nx = 1\ny = 1 / 0", "ended with ZeroDivisionError: division by zero in line 3 of this cell"),
        (
            "%%module starts\nfrom multiprocessing import Process\n\ndef go():\n    Process().start()\n\ngo()",
            "line 7 of this cell starts processes",
        ),
    ],
)
def test_a_module_that_cannot_be_made_says_what_to_do(notebook, cell, says):
    notebook.run("from pathlib import Path\nPath('beside.py').write_text('')")
    said = notebook.said(cell)
    assert says in said
    assert "Traceback" not in said


def test_an_answer_that_imports_a_module_cell_is_told_where_its_functions_belong(notebook):
    notebook.run("%%module tools\ndef weigh(crate):\n    return sum(crate)")
    notebook.run("%%exercise 06-4\nfrom tools import weigh\n\ndef weigh_all(crates, weigh):\n    return []")
    said = notebook.said('check("06-4")')
    assert "Your answer imports tools, a %%module cell of this notebook." in said
    assert "Traceback" not in said


def test_a_module_with_a_mistake_leaves_the_version_before_it_in_place(notebook):
    notebook.run("%%module shelf\ndef take():\n    return 'jam'")
    notebook.run("from shelf import take")
    assert "was not made" in notebook.said("%%module shelf\ndef take(:")
    assert notebook.value("take()") == "'jam'"


def test_a_function_of_another_cell_is_explained_and_the_notebook_goes_on(notebook):
    cell = (
        "import multiprocessing as mp\nfrom helpers.notebook import explained\n"
        "with explained():\n    mp.get_context('spawn').Process(target=lambda: 1).start()\n'on'"
    )
    said = notebook.said(cell)
    assert "PicklingError" in said
    assert "Why: a function travels to another process as a name. A lambda has no name" in said
    assert "'on'" in said
    assert "ZeroDivisionError" in notebook.said("with explained():\n    1 / 0")


def test_a_file_that_shadows_the_package_is_named_and_workers_find_the_package_all_the_same(notebook):
    said = notebook.said("Path('helpers.py').write_text('raise SystemExit')")
    assert "Beside this notebook lies helpers.py" not in said
    said = notebook.said("1 + 1")
    assert "Beside this notebook lies helpers.py" in said
    assert "Rename it" in said
    source = (
        "import multiprocessing as mp\nfrom helpers.machine import this_machine\n"
        "with mp.get_context('spawn').Pool(1) as pool:\n    x = pool.apply(this_machine)\ntype(x) is "
        "type(this_machine())"
    )
    assert notebook.value(source) == "True"
    assert "Beside this notebook" not in notebook.said("Path('helpers.py').unlink()")


def test_the_folder_of_the_modules_is_gone_when_the_kernel_has_ended(tmp_path):
    client = start(tmp_path)
    with client.setup_kernel():
        client.wait_for_reply(client.kc.kernel_info())
        book = Notebook(client)
        book.run("%load_ext helpers.notebook")
        book.run("%%module kitchen\nx = 1")
        folder = eval(book.value("import kitchen, os\nos.path.dirname(kitchen.__file__)"))
        assert Path(folder).is_dir()
    assert not Path(folder).exists()
