"""The module that workers import instead of the cell."""

from __future__ import annotations

from helpers.notebook.importable import module_source, pinned


def lines(program: str) -> list[str]:
    return module_source(program).split("\n")[:-1]


def test_functions_classes_and_imports_come_along_with_what_they_use():
    program = "import os\nLIMIT = 3\nNOTE = 'x'\ndef work(x):\n    return x + LIMIT\nclass A:\n    y = NOTE"
    assert lines(program) == program.split("\n")


def test_what_starts_the_workers_does_not_run_in_them():
    program = (
        "from multiprocessing import Pool\ndef work(x): return x\n"
        "with Pool() as p:\n    r = p.map(work, [1])\nprint(r)\nresult = work(1)"
    )
    assert lines(program) == ["from multiprocessing import Pool", "def work(x): return x"]


def test_an_answer_without_functions_is_an_empty_module():
    assert module_source("answer = {1, 2}").strip() == ""
    assert module_source("def f(:").strip() == ""


def test_what_a_function_needs_does_not_start_processes_in_each_worker():
    program = (
        "from multiprocessing import Pool\ndef work(x):\n    return x + LIMIT\ndef run():\n    return "
        "pool.map(work, [1])\n"
        "def report():\n    print(results)\nLIMIT = 3\npool = Pool(2)\nresults = run()"
    )
    assert "LIMIT = 3" in lines(program)
    assert not {"pool = Pool(2)", "results = run()"} & set(lines(program))


def test_a_class_that_a_call_makes_comes_along():
    program = "from collections import namedtuple\nJob = namedtuple('Job', 'id price')\njobs = [Job(1, 2)]"
    assert lines(program) == program.split("\n")[:2]


def test_imports_of_the_notebooks_modules_name_one_version_and_lines_stay_where_they_are():
    source = (
        "import os, kitchen\nfrom kitchen import bake as b\nimport kitchen as k\n"
        "from kitchens import bake\nx = 'kitchen'"
    )
    assert pinned(source, {"kitchen": "kitchen_1a"}).split("\n") == [
        "import os, kitchen_1a as kitchen",
        "from kitchen_1a import bake as b",
        "import kitchen_1a as k",
        "from kitchens import bake",
        "x = 'kitchen'",
    ]
