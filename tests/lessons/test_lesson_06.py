"""What lesson 06 tells its readers is so, on the Python that runs this test."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import re
import sys

import pytest
from lesson_reading import final_values, lesson

from helpers.interleave import Program, Scenario, judge

LESSON = lesson("06")


def body(id: str) -> str:
    """What a cell holds below its magic line."""
    first, _, rest = LESSON.cell(id).text.partition("\n")
    assert first.startswith("%%")
    return rest


def attempt(id: str, *changes: tuple[str, str]):
    """Run an `%%attempt` cell as the lesson does."""
    pytest.importorskip("IPython", reason="this environment has no Jupyter")
    from helpers.notebook.attempt import attempt as run

    source = body(id)
    for old, new in changes:
        assert source.count(old) == 1
        source = source.replace(old, new)
    return run(source, as_script=LESSON.cell(id).text.startswith("%%attempt script"))


@pytest.fixture
def module(tmp_path, monkeypatch):
    """Makes a module of a `%%module` cell that other processes can import."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def make(id: str):
        name = LESSON.cell(id).text.partition("\n")[0].split()[1]
        unique = f"lesson_06_{name}"
        (tmp_path / f"{unique}.py").write_text(body(id), encoding="utf-8")
        sys.modules.pop(unique, None)
        return __import__(unique)

    return make


spawn = multiprocessing.get_context("spawn")


def run(function, *args) -> int | None:
    process = spawn.Process(target=function, args=args)
    process.start()
    process.join()
    return process.exitcode


def test_a_crate_within_the_limit_ends_with_0_and_one_above_it_with_3(module):
    market = module("market")
    assert run(market.weigh, [3, 4], 10) == 0
    assert run(market.weigh, [9, 8], 10) == 3


def test_the_pid_that_comes_back_is_the_childs(module):
    market = module("market")
    answers = spawn.Queue()
    child = spawn.Process(target=market.name_yourself, args=(answers,))
    assert child.exitcode is None
    child.start()
    said = answers.get()
    child.join()
    assert said == child.pid != os.getpid()


def test_an_exception_that_nobody_catches_ends_a_process_with_1(capfd):
    assert run(divmod, 1, 0) == 1
    assert "ZeroDivisionError" in capfd.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="signals have no numbers there")
def test_a_killed_process_has_the_negative_number_of_the_signal():
    process = spawn.Process(target=input)
    process.start()
    process.kill()
    process.join()
    assert process.exitcode == -9


def test_what_a_child_adds_to_a_global_stays_in_the_child():
    assert final_values(LESSON.program("till")) == {"5"}


def test_a_spawned_child_imports_the_module_and_a_forked_one_is_a_copy():
    assert final_values(LESSON.program("price")) == {"(3, 8)"}


def test_the_default_start_method_of_this_python_is_the_one_in_the_table():
    rows = {
        cells[1].strip(" `"): cells[3].strip()
        for cells in (line.split("|") for line in LESSON.cell("method").text.splitlines())
        if len(cells) > 3
    }
    default = multiprocessing.get_context().get_start_method()
    if sys.platform == "linux":
        expected = "forkserver" if sys.version_info >= (3, 14) else "fork"
        assert rows["fork"] == "Linux up to Python 3.13"
        assert rows["forkserver"] == "Linux since Python 3.14"
    else:
        expected = "spawn"
        assert rows["spawn"] == "Windows, macOS"
    assert default == expected


def test_without_a_main_guard_the_child_starts_a_child_and_is_stopped():
    shown = attempt("guard-missing")
    assert shown.output == "exit code: 1"
    assert "bootstrapping phase" in shown.error


def test_with_a_main_guard_it_runs():
    shown = attempt("guard-there")
    assert (shown.output, shown.error) == ("exit code: 0", "")


def test_a_guard_around_the_function_hides_it_from_the_child():
    moved = ("def weigh():\n    pass\n\n", ""), ('__main__":\n', '__main__":\n    def weigh():\n        pass\n\n')
    shown = attempt("guard-there", *moved)
    assert shown.output == "exit code: 1"
    assert "weigh" in shown.error


def test_both_scripts_end_so_in_the_simulation_too():
    scenario = Scenario(main=lambda answer: None)
    assert "bootstrapping" in judge(Program(body("guard-missing").replace("print", "str"), scenario)).message
    assert judge(Program(body("guard-there"), scenario)).result == "passed"


def test_a_lambda_cannot_be_a_target_and_a_partial_can(module):
    from functools import partial

    market = module("market")
    with pytest.raises((pickle.PicklingError, AttributeError)):
        run(lambda crate, limit: sum(crate), [3], 10)
    assert run(partial(market.weigh, limit=1), [3]) == 3


def test_a_function_of_a_notebook_cell_breaks_the_pool():
    shown = attempt("cell-function")
    assert "BrokenProcessPool" in shown.last
    # the second one is what Python 3.14 and later say
    not_there = "Can't get attribute 'bake' on <module '__main__'|module '__main__' has no attribute 'bake'"
    assert re.search(not_there, shown.error)
    assert shown.explanation is not None


def test_an_exception_with_two_arguments_cannot_be_made_anew_and_the_mended_one_can(module):
    oven = module("burnt")
    with pytest.raises(TypeError, match="missing 1 required positional argument"):
        pickle.loads(pickle.dumps(oven.Burnt("bread", 90)))
    namespace: dict = {"__name__": oven.__name__}
    line = 'super().__init__(f"{dish} burnt after {minutes} minutes")'
    assert body("burnt").count(line) == 1
    exec(body("burnt").replace(line, "super().__init__(dish, minutes)"), namespace)
    oven.Burnt = namespace["Burnt"]
    assert pickle.loads(pickle.dumps(oven.Burnt("bread", 90))).args == ("bread", 90)


def test_both_children_report_and_end_with_0(module):
    scales = module("report-module")
    reports = spawn.Queue()
    children = [
        spawn.Process(target=scales.report, args=(*one, reports)) for one in (("pears", [3, 4]), ("nothing", []))
    ]
    for child in children:
        child.start()
    said = sorted(reports.get() for _ in children)
    for child in children:
        child.join()
    assert said == [("nothing", "failed", "ValueError: no bottom"), ("pears", "done", 7)]
    assert [child.exitcode for child in children] == [0, 0]


def test_whoever_waits_for_a_report_of_a_dead_child_waits_for_ever():
    shown = attempt("silent")
    assert shown.ending == "quiet"
    assert shown.output == ""


def test_the_simulation_shows_the_same_deadlock():
    program = Program(
        "import multiprocessing, os\n\ndef report(reports):\n    os._exit(3)\n\ndef main():\n"
        "    reports = multiprocessing.Queue()\n    multiprocessing.Process(target=report, args=(reports,)).start()\n"
        "    return reports.get()\n",
        Scenario(main=lambda answer: answer.main()),
    )
    assert judge(program).kind == "deadlock"
