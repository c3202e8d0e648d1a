"""The module that workers import instead of the cell."""

from __future__ import annotations

from helpers.notebook.answer_module import module_source


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
