"""Which of a notebook's lines make an answer."""

from __future__ import annotations

import ast

import pytest

from helpers.exercises import Assembled, Cell, Origin, assemble

LOAD = "%load_ext helpers.notebook"
OTHER = "%%exercise 04-9\nclass Other:\n    pass\n"


def lines(answer: Assembled) -> list[str]:
    return [line for line in answer.source.splitlines() if line.strip()]


def test_the_cells_of_the_exercise_make_the_answer_in_order():
    answer = assemble([LOAD, "%%exercise 04-2\nx = 1", OTHER, "check('04-9')", "%%exercise 04-2\ny = x\n"], "04-2")
    assert lines(answer) == ["x = 1", "y = x"]


def test_the_magic_line_stays_as_an_empty_one_so_that_lines_keep_their_numbers():
    answer = assemble(["%%exercise 04-2\n\nx = 1"], "04-2")
    assert answer.source.split("\n")[:3] == ["", "", "x = 1"]
    assert answer.line_labels()[3] == "3"


@pytest.mark.parametrize(
    "magic", ["%%exercise 04-2", "\n\n%%exercise   04-2   ", "%%exercise\t04-2 # mine", "%%exercise 04-2\r"]
)
def test_the_magic_line_may_have_spaces_and_a_remark(magic):
    assert lines(assemble([f"{magic}\nx = 1"], "04-2")) == ["x = 1"]


def test_without_a_cell_of_the_exercise_there_is_no_answer():
    assert assemble([LOAD, "import threading", OTHER], "04-2").source == ""


def test_an_exercise_whose_id_begins_alike_is_another_one():
    assert assemble(["%%exercise 04-22\nx = 1"], "04-2").source == ""


def test_a_helper_in_an_extra_cell_comes_with_what_it_uses_itself():
    extra = (
        "import math\nfrom threading import Lock as L\nLIMIT = 3\nguard = L()\n"
        "def helper(x):\n    with guard:\n        return x < LIMIT\n"
    )
    answer = assemble([extra, "%%exercise 04-2\ndef f(x):\n    return helper(x)"], "04-2")
    assert "import math" not in lines(answer)
    assert lines(answer)[:3] == ["from threading import Lock as L", "LIMIT = 3", "guard = L()"]
    names: dict = {}
    exec(answer.source, names)
    assert names["f"](2)
    assert not names["f"](3)


def test_a_helper_below_the_exercise_is_found_too_and_comes_before_it():
    answer = assemble(["%%exercise 04-2\n@decorate\ndef f(): pass", "def decorate(f): return f"], "04-2")
    assert lines(answer)[0] == "def decorate(f): return f"
    exec(answer.source, {})


def test_what_is_below_and_needs_the_exercise_comes_after_it():
    answer = assemble(["%%exercise 04-2\nclass A: pass\ndef f(): return made", "made = A()"], "04-2")
    names: dict = {}
    exec(answer.source, names)
    assert isinstance(names["f"](), names["A"])


def test_a_trial_below_does_not_replace_what_is_above():
    cells = [
        "counter = 0",
        "%%exercise 04-2\ndef add():\n    global counter\n    counter += 1",
        "counter = run_trial()",
    ]
    assert lines(assemble(cells, "04-2"))[0] == "counter = 0"
    assert "run_trial" not in assemble(cells, "04-2").source


def test_demonstrations_in_an_extra_cell_stay_out():
    extra = (
        "import threading\ndef helper(): pass\n"
        "t = threading.Thread(target=helper)\nt.start()\nprint('hi')\nassert helper"
    )
    answer = assemble([extra, "%%exercise 04-2\nhelper()\nthreading.Lock()"], "04-2")
    assert lines(answer) == ["import threading", "def helper(): pass", "helper()", "threading.Lock()"]


def test_an_object_that_is_set_up_in_place_comes_with_its_set_up():
    extra = "table = {}\ntable['a'] = 1\ntable.update(b=2)\nother = []\nother.append(1)\nprint(table)"
    answer = assemble([extra, "%%exercise 04-2\nx = table"], "04-2")
    assert lines(answer)[:-1] == ["table = {}", "table['a'] = 1", "table.update(b=2)"]


def test_a_module_s_functions_are_not_called_for_its_name_alone():
    answer = assemble(["import time\ntime.sleep(5)", "%%exercise 04-2\ntime.monotonic()"], "04-2")
    assert lines(answer) == ["import time", "time.monotonic()"]


def test_a_name_that_the_exercise_defines_itself_is_not_looked_for():
    answer = assemble(["def f(): return 1\nx = 5", "%%exercise 04-2\ndef f(x): return x"], "04-2")
    assert lines(answer) == ["def f(x): return x"]


def test_an_extra_class_above_keeps_the_meaning_that_its_names_have_there():
    cells = ["class A: pass", "base = A()", "%%exercise 04-2\nclass A(str): pass\nx = base"]
    names: dict = {}
    exec(assemble(cells, "04-2").source, names)
    assert not isinstance(names["x"], names["A"])


def test_the_answer_of_another_exercise_may_help():
    answer = assemble([OTHER, "%%exercise 04-2\nx = Other()"], "04-2")
    exec(answer.source, {})


def test_a_star_import_comes_along_when_a_name_is_not_found_otherwise():
    extra = "from math import *\nx = 1"
    assert lines(assemble([extra, "%%exercise 04-2\ny = pi"], "04-2"))[0] == "from math import *"
    assert "math" not in assemble([extra, "%%exercise 04-2\ny = len('')"], "04-2").source


def test_decorators_belong_to_their_function_and_statements_on_one_line_together():
    extra = "def d(f): return f\n@d\ndef g(): pass\na = 1; b = 2\n"
    answer = assemble([extra, "%%exercise 04-2\ng(a)"], "04-2")
    assert lines(answer) == ["def d(f): return f", "@d", "def g(): pass", "a = 1; b = 2", "g(a)"]


def test_conditional_definitions_are_definitions():
    extra = (
        "try:\n    import fast as m\nexcept ImportError:\n    import math as m\n"
        "if True:\n    def h(): pass\nwith open('x') as f: pass"
    )
    answer = assemble([extra, "%%exercise 04-2\nm.h(h)"], "04-2")
    assert "import math as m" in answer.source
    assert "def h" in answer.source
    assert "open" not in answer.source


@pytest.mark.parametrize(
    "extra",
    [
        "%matplotlib inline\n!ls *.py\ndef helper():\n    %time x = 1\n    return 1\n?helper\nhelper?\nfiles = !ls\n",
        "%%time\ndef helper(): return 1",
        "%%capture out\ndef helper(): return 1",
    ],
)
def test_lines_for_ipython_are_taken_out(extra):
    answer = assemble([extra, "%%exercise 04-2\n%config x\nx = helper()"], "04-2")
    names: dict = {}
    exec(answer.source, names)
    assert names["x"] == 1


def test_a_line_of_an_expression_that_begins_with_a_percent_sign_stays():
    cell = "%%exercise 04-2\ntext = ('%d'\n% 5)\nsame = '''\n!x\n'''"
    assert assemble([cell], "04-2").source == cell.replace("%%exercise 04-2", "") + "\n"


@pytest.mark.parametrize(
    "extra",
    [
        "def helper(:",
        "%%bash\nhelper",
        "%%writefile helper.py\nhelper = 1",
        "%%html\nhelper = 1",
        "check('04-1'); helper = 1",
        "%load_ext x\nhelper = 1",
        "x = '\0'; helper = 1",
        "helper = " + "(" * 500 + ")" * 500,
    ],
)
def test_cells_that_are_no_python_or_have_another_purpose_are_passed_over(extra):
    assert lines(assemble([extra, "%%exercise 04-2\nhelper"], "04-2")) == ["helper"]


@pytest.mark.parametrize("source", ["def f(:\n    pass", "x = '\0'", "if True:\npass"])
def test_a_syntax_error_in_the_answer_is_passed_on_for_the_check_to_report(source):
    answer = assemble(["def helper(): pass", f"%%exercise 04-2\n{source}"], "04-2")
    assert source in answer.source
    assert answer.line_labels()[2] == "2"
    with pytest.raises((SyntaxError, ValueError)):
        ast.parse(answer.source)


def test_future_imports_go_to_the_top():
    cells = [
        "from __future__ import annotations\nx: int = 1",
        "%%exercise 04-2\nfrom __future__ import annotations\ny = x",
    ]
    answer = assemble(cells, "04-2")
    exec(compile(answer.source, "answer.py", "exec"), {})
    place = answer.source.split("\n").index("y = x") + 1
    assert answer.line_labels()[place] == "3"


def test_each_line_knows_its_cell_and_its_line_there():
    cells = [LOAD, "import math\n\ndef area(r):\n    return math.pi * r", "%%exercise 04-2\nx = area(2)"]
    answer = assemble(cells, "04-2")
    for line, origin in zip(answer.source.split("\n"), answer.origins, strict=False):
        assert isinstance(origin, Origin)
        assert cells[origin.cell].split("\n")[origin.line - 1] in (line, "%%exercise 04-2")
    assert answer.line_labels() == {1: "a:1", 2: "a:3", 3: "a:4", 4: "1", 5: "2"}
    assert answer.legend() == ("a:1 is line 1 of the cell that begins with `import math`.",)


def test_the_same_cells_give_the_same_answer_with_or_without_ids():
    sources = ["a = 1\nb = 2\nc = 3", "%%exercise 04-2\nx = a + b + c", "%%exercise 04-2\ny = x"]
    plain = assemble(sources, "04-2")
    assert assemble([Cell(source, str(n)) for n, source in enumerate(sources)], "04-2").source == plain.source
    assert assemble(sources, "04-2") == plain
