"""Objects of the library that threads can share: what is done to them are steps, so their orders are searched."""

from __future__ import annotations

import pytest

from helpers.interleave import Program, outcomes

SHARED: dict[str, tuple[str, str, str, set[str]]] = {
    "a dict with a class of its own": (
        "import collections\nb = collections.UserDict()", "b['k'] = {w}", "b['k']", {"0", "1"}
    ),
    "an item of a list with a class of its own is counted up": (
        "import collections\nb = collections.UserList([0])", "b[0] += 1", "b.data", {"[1]", "[2]"}
    ),
    "a subclass whose own method reaches into its data, and one that is inherited": (
        (
            "import collections\nclass B(collections.UserDict):\n    def up(self):\n"
            "        self.data['k'] = self.data['k'] + 1\nb = B(k=0)"
        ),
        "b.up() if {w} else b.update(k=5)", "b['k']", {"1", "5", "6"}
    ),
    "a chain of dicts": (
        "import collections\nd = {}\nb = collections.ChainMap(d)", "if {w}: d['k'] = 1\nelse: r[0] = len(b)", "r[0]",
        {"0", "1"}
    ),
    "a text that is written piece by piece": (
        "import io\nb = io.StringIO()", "b.write('{w}')", "b.getvalue()", {"'01'", "'10'"}
    ),
    "what was written of a text until now": (
        "import io\nb = io.BytesIO()", "r[{w}] = b.getvalue(); b.write(b'-')", "r[:2]",
        {"[b'', b'']", "[b'', b'-']", "[b'-', b'']"}
    ),
    "a window on bytes": ("b = memoryview(bytearray(1))", "b[0] += 1", "b[0]", {"1", "2"}),
    "a dict that holds no key alive": (
        "import weakref\nclass K: pass\nk = K()\nb = weakref.WeakKeyDictionary()\nb[k] = 0", "b[k] += 1", "b[k]",
        {"1", "2"}
    ),
    "a counter that adds what others have counted": (
        "import collections\nb = collections.Counter()", "b.update({{'k': 1}})", "b['k']", {"1", "2"}
    ),
    "a counter that subtracts": (
        "import collections\nb = collections.Counter()", "b.subtract('k')", "b['k']", {"-1", "-2"}
    ),
    "a counter counts members at once": (
        "import collections\nb = collections.Counter()", "b.update('k')", "b['k']", {"2"}
    ),
    "a counter that counts while another thread counts up": (
        "import collections\nb = collections.Counter()", "if {w}: b['k'] += 1\nelse: b.update(['j', 'k'])", "b['k']",
        {"1", "2"}
    ),
    "a method with some of its arguments": (
        "import functools\nb = []\nput = functools.partial(b.append)", "put({w})", "b", {"[0, 1]", "[1, 0]"}
    ),
    "a method that is given to map": ("b = []", "list(map(b.append, [{w}]))", "b", {"[0, 1]", "[1, 0]"}),
    "a method that is given as a key": ("b = []", "max([{w}, {w}], key=b.count)\nb.append(1)", "b", {"[1, 1]"}),
    "an iterator behind another one": (
        "b = iter([5, 6])", "for k, v in enumerate(b):\n    r[{w}] = v\n    break", "r", {"[5, 6]", "[6, 5]"}
    ),
    "an iterator behind another one, to its end": (
        "b = iter([5, 6])", "if {w}: r[1] = next(b, 0)\nelse:\n    for k, v in enumerate(b):\n        r[0] = v", "r",
        {"[6, 5]", "[5, 6]", "[6, 0]"}
    ),
    "a generator that is closed before another thread comes to it": (
        "def counting():\n    yield 7\nb = counting()\ni = iter([1])",
        "if {w}:\n    list(i)\n    r[1] = next(b, 0)\nelse: b.close()", "r[1]", {"7", "0"}
    ),
    "a list behind an iterator grows": (
        "b = [1]", "if {w}: b.append(2)\nelse:\n    for k, v in zip(b, [1, 2]):\n        r[0] += k", "r[0]", {"1", "3"}
    ),
    "a method under another name": (
        "import collections\nb = collections.UserList()\nput = b.append", "put({w})", "b.data", {"[0, 1]", "[1, 0]"}
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", SHARED)
def test_each_order_of_what_threads_do_to_it_is_found(what: str) -> None:
    before, body, result, expected = SHARED[what]
    lines = ["r = [0, 0]", before]
    for number in range(2):
        lines += [f"def work{number}(_):", *("    " + line for line in body.format(w=number).split("\n"))]
    lines += ["# --- scenario ---", "workers = [work0, work1]", f"def result(_):\n    return repr({result})"]
    found = outcomes(Program.from_file_text("\n".join(lines), "shared.py"))
    assert found.exhaustive
    assert set(found.values) == expected


COUNTED = """
import collections
def run():
    c = collections.Counter("ab")
    c.update(a=2); c.update({"b": 5}, z=1); c.update("ca"); c.update(); c.update(None)
    c.update(collections.Counter("q"))
    c.subtract("ab"); c.subtract({"b": 2}, c=4); c.subtract(); c.subtract(None); c.subtract(c)
    errors = []
    for wrong in (lambda: c.update(1), lambda: c.update("a", "b"), lambda: c.subtract(1), lambda: c.subtract([[]])):
        try:
            wrong()
        except TypeError as error:
            errors.append(type(error).__name__)
    return list(c.items()), errors
"""


def test_a_counter_that_is_counted_step_by_step_counts_as_the_library_does() -> None:
    namespace: dict[str, object] = {}
    exec(COUNTED, namespace)
    real = namespace["run"]()  # type: ignore[operator]
    company = "\nimport threading\nGOT = []\ndef work(_): GOT.append(run())\ndef other(_): GOT\n"
    scenario = "# --- scenario ---\nworkers = [work, other]\ndef result(_): return GOT[0]\n"
    found = outcomes(Program.from_file_text(COUNTED + company + scenario, "counted.py"))
    assert list(found.values) == [real]


def test_a_class_that_is_only_registered_as_one_of_the_librarys_is_the_programs_own() -> None:
    source = """
import collections
class Box:
    def __init__(self): self.n = 0
    def up(self): self.n += 1
collections.UserDict.register(Box)
b = Box()
def work(_): b.up()
# --- scenario ---
workers = [work, work]
def result(_): return b.n
"""
    found = outcomes(Program.from_file_text(source, "registered.py"))
    assert set(found.values) == {1, 2}
    assert found.exhaustive


LEAVES_EARLY = {
    "a loop that ends": "for row in rows():\n        break",
    "one item": "next(rows())",
    "a generator around it": "any(row for row in rows())",
    "a generator that hands on": "for row in handed_on():\n        break",
    "a loop that looks at it": "looks()",
    "enumerate": "for number, row in enumerate(rows()):\n        break",
    "zip": "for one, row in zip([1], rows()):\n        pass",
    "map": "next(map(str, rows()))",
    "filter": "next(filter(None, rows()))",
    "enumerate around zip": "for number, pair in enumerate(zip(rows(), [1, 2])):\n        break",
}


@pytest.mark.parametrize("how", LEAVES_EARLY)
def test_a_generator_that_nobody_needs_any_more_lets_go_of_its_lock_at_once(how: str) -> None:
    source = f"""
import threading
lock = threading.Lock()
n = 0
def rows():
    with lock:
        yield 1
        yield 2
def handed_on():
    yield from rows()
def looks():
    items = rows()
    while next(items) < 2:
        pass
def work(_):
    global n
    {LEAVES_EARLY[how]}
    with lock:
        n += 1
# --- scenario ---
workers = [work, work]
def result(_): return n
"""
    found = outcomes(Program.from_file_text(source, "early.py"))
    assert list(found.values) == [2]
    assert found.exhaustive
