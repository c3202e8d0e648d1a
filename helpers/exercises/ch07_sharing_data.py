"""Chapter 7, sharing data between processes: five exercises."""

from __future__ import annotations

import ast
from dataclasses import replace
from functools import partial
from typing import Any

from helpers.exercises.both_views import both_views
from helpers.exercises.classify import Card, classify_exercise
from helpers.exercises.observed import Hurdle as RealHurdle
from helpers.exercises.observed import Observed, Run, each_once, nothing_left, observed_exercise, together
from helpers.exercises.predict import predict_exercise
from helpers.exercises.process_beliefs import diagnose_processes
from helpers.exercises.questions import Wrong
from helpers.exercises.safety import BUDGET, Hurdle, Situation, safety_exercise
from helpers.interleave import Budget, Judgement, Program, Scenario, judge
from helpers.observe import Call, Observation, Plan
from helpers.observe.plan import Work
from helpers.verdict import Finding

# 07-1 ---------------------------------------------------------------------------------------------------------

STOCK = """\
from multiprocessing import Process, Value


def deliver(stock):
    stock.value += 5


def double(stock):
    stock.value *= 2


def main():
    stock = Value("i", 10)
    children = [Process(target=deliver, args=(stock,)), Process(target=double, args=(stock,))]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return stock.value
"""


def _why_no_stock(value: int) -> str:
    if value == 10:
        return (
            "10 cannot come out: each process writes in the end, and neither of them writes what was there at the "
            "start. Which of the two writes last, and what had it read?"
        )
    return (
        f"{value} cannot come out. Each process reads the value once and writes it once. Write down what each can have "
        "read, and what it writes then; the last one to write decides."
    )


predict_stock = predict_exercise(
    id="07-1",
    title="Predict every final value of a shared number",
    minutes=6,
    points=4,
    misconceptions=("M41",),
    hints=(
        (
            "The `Value` lives in memory that both processes see, and it has a lock. Look for the line that takes the "
            "lock and holds it from the reading to the writing."
        ),
        "Each of the two lines reads, computes and writes. First write down the two results with nobody in between.",
        (
            "Now let both read before one of them writes. Whose result is covered, and whose is left? It can be either "
            "of them."
        ),
    ),
    given=STOCK,
    expression="stock.value",
    everyday=frozenset({25, 30}),
    why_impossible=_why_no_stock,
    example="answer = {0, 7}",
    beliefs=("M41", "M41"),
    why_others_fail=(
        "`{30}`: nothing says that the delivery comes first.",
        "`{25, 30}`: this is what two atomic lines would give. The lock covers a reading, or a writing, not the line.",
        "`{15, 20, 25, 30}` with 10: somebody always writes last, and nobody writes 10.",
    ),
)

# 07-2 ---------------------------------------------------------------------------------------------------------

SIX_QUEUES = """\
from multiprocessing import JoinableQueue, Process, Queue


def bring(queue, size):
    queue.put("pear" * size)


def take(queue, box):
    for fruit in iter(queue.get, None):
        box.put(fruit)


def take_and_forget(queue):
    queue.get()


def a():
    queue = Queue()
    child = Process(target=bring, args=(queue, 1_000_000))
    child.start()
    child.join()
    return len(queue.get())


def b():
    queue = Queue()
    child = Process(target=bring, args=(queue, 1_000_000))
    child.start()
    size = len(queue.get())
    child.join()
    return size


def c():
    queue = Queue()
    queue.put("pear")
    return len(queue.get_nowait())


def d():
    queue = Queue()
    child = Process(target=bring, args=(queue, 1))
    child.start()
    fruit = []
    while not queue.empty():
        fruit.append(queue.get())
    child.join()
    return len(fruit)


def e():
    queue, box = Queue(), Queue()
    children = [Process(target=take, args=(queue, box)) for _ in range(2)]
    for child in children:
        child.start()
    queue.put("pear")
    queue.put(None)
    fruit = box.get()
    for child in children:
        child.join()
    return len(fruit)


def f():
    queue = JoinableQueue()
    child = Process(target=take_and_forget, args=(queue,))
    child.start()
    queue.put("pear")
    queue.join()
    child.join()
    return 4
"""
ENDINGS = ("always right", "may wait for ever", "may miss something", "may raise an exception")
"""What can become of a function of exercise 07-2."""
_RIGHT = {"a": 4_000_000, "b": 4_000_000, "c": 4, "d": 1, "e": 4, "f": 4}


def _ends(key: str) -> str:
    scenario = Scenario(main=lambda answer: getattr(answer, key)(), accept=lambda result: result == _RIGHT[key])
    judgement = judge(Program(SIX_QUEUES, scenario, filename="program.py"))
    if judgement.result == "passed":
        return "always right"
    kinds = {
        "deadlock": "may wait for ever",
        "wrong-result": "may miss something",
        "exception": "may raise an exception",
    }
    return kinds[judgement.kind]


def _card(key: str, look: str, belief: str) -> Card:
    return Card(key, partial(_ends, key), dict.fromkeys(ENDINGS, Wrong(look, belief)))


classify_queues = classify_exercise(
    id="07-2",
    title="Predict which queues fail",
    shape="predict",
    minutes=8,
    points=3,
    misconceptions=("M45", "M46", "M47"),
    hints=(
        (
            "`put` hands the item to a thread of the process, which writes it into a pipe. The pipe holds some ten "
            "thousand bytes. So between `put` and the moment at which the other side can read there may be a while."
        ),
        (
            "A process that has put something ends when its thread has written everything. Ask for each `join()`: who "
            "takes the items out meanwhile? For each `empty()`: what may still be on its way?"
        ),
        (
            "Count for *e* how many children wait for a `None`, and how many are sent. For *f*: what does "
            "`queue.join()` wait for, and who says it?"
        ),
    ),
    given=SIX_QUEUES,
    choices=ENDINGS,
    cards=[
        _card("a", "the item has four million letters, and a pipe holds far less. Who takes them out?", "M45"),
        _card("b", "compare it with `a`: who takes the item out while the child waits to end?", "M45"),
        _card("c", "`put` returns at once. Where is the item at that moment?", "M46"),
        _card("d", "`empty()` tells of this moment. What may the child be about to do?", "M46"),
        _card("e", "count the children that wait for a `None`, and the `None`s.", "M47"),
        _card("f", "`queue.join()` waits until each item has been reported as done.", "M47"),
    ],
    searched="Each function was run with simulated processes, in every order.",
    why_others_fail=(
        "*b* drains before it joins, and does nothing else differently from *a*.",
        "*c* puts and gets in the same process, and can still find nothing: the item is on its way through the pipe.",
        "*d* may ask before the child has even begun. An empty queue is not the end of the work.",
    ),
)

# 07-3 ---------------------------------------------------------------------------------------------------------

STOCKTAKE = '''\
import multiprocessing


def _walk_along(shelf, look, found):
    for thing in look(shelf):
        found.put(thing)


def stocktake(shelves, look):
    """Have each shelf looked at in a process of its own, all at the same time.

    shelves   a list of names.
    look      `look(shelf)` gives a list of the things on a shelf: texts, some of them long. The list may be empty.

    Returns all things of all shelves, as one sorted list. No process is left then.
    """
    found = multiprocessing.Queue()
    children = [multiprocessing.Process(target=_walk_along, args=(shelf, look, found)) for shelf in shelves]
    for child in children:
        child.start()
    for child in children:
        child.join()
    things = []
    while not found.empty():
        things.append(found.get())
    return sorted(things)
'''

_SHELVES = """
import multiprocessing
import time

SHELVES = {shelves}

def look(shelf):
    if {seconds}:
        time.sleep({seconds})
    return [text * times for text, times in SHELVES[shelf]]

def main():
    return stocktake(list(SHELVES), look), len(multiprocessing.active_children())

def fits(result):
    expected = sorted(text * times for things in SHELVES.values() for text, times in things)
    if type(result) is not list:
        return f"`stocktake` gives a {type(result).__name__}, and should give a list."
    if result == expected:
        return True
    if len(result) == len(expected):
        return "`stocktake` gives other things than there are, or not in order."
    there_are = "There is 1 thing" if len(expected) == 1 else f"There are {len(expected)} things"
    return f"{there_are} on the shelves, and the list has {len(result)}."

def accept(ended):
    result, running = ended
    said = fits(result)
    if said is True and running:
        return "The result is right, but a process of it was still running when `stocktake` came back."
    return said
"""


_LONG = 100
"""Seconds: longer than what anybody thinks of as a time limit. They pass in the simulated time of the model checker."""
_ONCE = Budget(systematic=4_000, bounded=2_000, random=1_000, shrink=4_000)
"""For what shows in nearly every order."""


def _shelves(shelves: str, seconds: int = 0) -> Scenario:
    return Scenario.from_source(_SHELVES.replace("{shelves}", shelves).replace("{seconds}", str(seconds)))


_ROWS = ("north", "south", "west")


def _whole_stock(seen: Observation) -> Finding | None:
    expected = sorted(f"{row} {place} " + "." * 20_000 for row in _ROWS for place in range(10))
    if seen.result == expected:
        return None
    count = len(seen.result) if isinstance(seen.result, list) else "no list of"
    return Finding("wrong-result", f"There are 30 things on the shelves, and `stocktake` gave {count} things.")


_STOCKTAKE: dict[str, Any] = {
    "id": "07-3",
    "title": "Repair a stocktaking that hangs",
    "shape": "repair",
    "minutes": 12,
    "misconceptions": ("M45", "M46"),
    "hints": (
        (
            "Two lines are wrong together. Why can the child not end while its things are in the queue? And when does "
            "`empty()` tell the truth?"
        ),
        (
            "Take things out before you join. But then `empty()` cannot tell you when to stop: who knows when a shelf "
            "is at its end, and how can it say so through the queue?"
        ),
        (
            "Each child puts one more item at its end, such as None. You get items until you have seen as many of "
            "these as there are children; then you join."
        ),
    ),
    "given": STOCKTAKE,
}

repair_stocktake = both_views(
    safety_exercise(
        **_STOCKTAKE,
        unprotected=None,
        version=4,
        diagnose=partial(diagnose_processes, missing="and the list has"),
        hurdles=(
            Hurdle(
                "it ends, however long the things are",
                2,
                (
                    Situation("a long thing", "One shelf has one long thing.", _shelves('{"a": [("pear", 300_000)]}')),
                    Situation("no shelf", "There is no shelf at all.", _shelves("{}")),
                ),
            ),
            Hurdle(
                "no thing is missing",
                2,
                (
                    Situation(
                        "two shelves",
                        "One shelf has two things, another one has one of them, too.",
                        _shelves('{"a": [("fig", 1), ("pear", 1)], "b": [("pear", 1)]}'),
                    ),
                    Situation(
                        "an empty shelf",
                        "One shelf is empty, another one has a long thing.",
                        _shelves('{"a": [], "b": [("pear", 300_000)]}'),
                    ),
                    Situation(
                        "a slow walk",
                        f"There is one shelf, and `look` takes {_LONG} seconds for it.",
                        _shelves('{"a": [("fig", 1)]}', _LONG),
                        budget=_ONCE,
                    ),
                ),
            ),
        ),
        why_others_fail=(
            "The `join()` moved below the loop, and nothing else: `empty()` is true while a child has not begun (M46).",
            "`time.sleep` before the loop: it makes it likely that the things are there, not certain (M18).",
            (
                "`get(timeout=1)` until it raises Empty: on a busy machine a child may need longer, and things are "
                "missing. On a quiet one, everybody waits for nothing."
            ),
            "`get()` as often as there are shelves: right only if each child sends one item: send a list, then.",
            (
                "One pipe for all children: only one at a time may send through an end of it. A queue sees to that by "
                "itself."
            ),
        ),
    ),
    observed_exercise(
        **_STOCKTAKE,
        hurdles=(
            RealHurdle(
                "the shelves are looked at at the same time",
                1,
                tuple(
                    Observed(run, look)
                    for run in [
                        Run(
                            "three shelves",
                            "There are three shelves with ten things of 20,000 letters each.",
                            Call("stocktake", (list(_ROWS), Work("helpers.workers.market:look"))),
                            Plan(values="plain"),
                        )
                    ]
                    for look in (
                        _whole_stock,
                        together(3, None, "Start all children before you take the first thing out.", processes=True),
                        nothing_left(message="Wait for each child before you return: `join()`."),
                    )
                ),
            ),
        ),
    ),
)

# 07-4 ---------------------------------------------------------------------------------------------------------

PICTURE = '''\
def repaint(picture, change, painters):
    """Change every byte of a picture, in place, in memory that several processes share.

    picture    bytes.
    change     `change(byte)` gives the new value of a byte, 0 to 255. Other processes can import it.
    painters   how many processes share the work, 1 or more; each one paints a part.

    The picture lies in one `multiprocessing.shared_memory.SharedMemory` block, which every painter opens by its name.

    Returns the new picture as bytes. When `change` raises an exception in a painter, `repaint` raises RuntimeError.
    In both cases no block and no process is left.
    """
    raise NotImplementedError()
'''

_PAINT = """
import multiprocessing
import time

def lighter(byte):
    return min(byte + 50, 255)

def inverted(byte):
    return 255 - byte

def slow(byte):
    time.sleep({seconds})
    return 255 - byte

def fails_at_3(byte):
    if byte == 3:
        raise ValueError("no such colour")
    return byte + 1

PICTURE = bytes({picture})
# however the answer learns of it: by the exit code, or by what the painter says or does not say
children_may_fail = {fails}

def main():
    try:
        result = repaint(PICTURE, {change}, {painters})
    except RuntimeError as error:
        result = error
    return result, len(multiprocessing.active_children())

def fits(result):
    if {fails}:
        if isinstance(result, RuntimeError):
            return True
        kind = type(result).__name__
        return f"`change` raised an exception in a painter, and `repaint` raised nothing: it gave {kind}."
    expected = bytes(map({change}, PICTURE))
    if isinstance(result, RuntimeError):
        return f"`repaint` raises RuntimeError({result}), and no painter had an exception."
    if type(result) not in (bytes, bytearray):
        return f"`repaint` gives a {type(result).__name__}, and should give bytes."
    if len(result) != len(expected):
        return f"The picture has {len(expected)} bytes, and the result has {len(result)}."
    if bytes(result) == PICTURE and expected != PICTURE:
        return f"The picture is {list(result)}, as it was before."
    return bytes(result) == expected or f"The picture is {list(result)}; it should be {list(expected)}."

def accept(ended):
    result, running = ended
    said = fits(result)
    if said is True and running:
        return "The result is right, but a process of it was still running when `repaint` came back."
    return said
"""


def _painted(picture: list[int], change: str, painters: int, fails: bool = False) -> Scenario:
    filled = {"picture": picture, "change": change, "painters": painters, "fails": fails, "seconds": _LONG}
    text = _PAINT
    for name, value in filled.items():
        text = text.replace(f"{{{name}}}", str(value))
    return Scenario.from_source(text)


def _diagnose_painting(tree: ast.Module, judgement: Judgement) -> str | None:
    """A picture that is as it was, when no painter ever stores into the block: each has painted a copy."""
    painters = [node for node in tree.body if not (isinstance(node, ast.FunctionDef) and node.name == "repaint")]
    stores = [
        node
        for painter in painters
        for node in ast.walk(painter)
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store) and "buf" in ast.unparse(node.value)
    ]
    if judgement.kind == "wrong-result" and "as it was before" in judgement.message and not stores:
        return "M39"
    return diagnose_processes(tree, judgement)


def _uses_shared_memory(tree: ast.Module) -> Finding | None:
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    names |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    names |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
    if names & {"SharedMemory", "SharedMemoryManager", "NotImplementedError"}:
        return None
    return Finding(
        "rule",
        "The picture shall lie in shared memory: there is no `SharedMemory` in the answer. Nothing else was looked at.",
    )


_SHOT = bytes([10, 20, 30, 40, 50])


def _really_painted(seen: Observation) -> Finding | None:
    values = seen.values()
    expected = bytes(values[byte] for byte in _SHOT) if set(_SHOT) <= set(values) else None
    if isinstance(seen.result, (bytes, bytearray)) and bytes(seen.result) == expected:
        return None
    return Finding("wrong-result", "The picture that `repaint` gave is not what `change` said for each byte.")


_REPAINT: dict[str, Any] = {
    "id": "07-4",
    "version": 3,
    "title": "Write a painter that leaves nothing behind",
    "shape": "write",
    "minutes": 18,
    "misconceptions": ("M39",),
    "hints": (
        (
            "The parent makes the block with `create=True` and copies the picture into `block.buf`. A painter gets the "
            "block's name, and from where to where it paints."
        ),
        (
            "Every process that has opened a block closes it; one process unlinks it, once, when all others are done. "
            "Where must these lines stand, so that they run after an exception, too?"
        ),
        (
            "try: start, join, look at each `exitcode`, `bytes(block.buf[:size])`; finally: `close()` and `unlink()`. "
            "A block may be larger than you asked for, and none can have 0 bytes."
        ),
    ),
    "given": PICTURE,
    "rules": (_uses_shared_memory,),
}

write_repaint = both_views(
    safety_exercise(
        **_REPAINT,
        unprotected=None,
        diagnose=_diagnose_painting,
        hurdles=(
            Hurdle(
                "every byte is changed, once",
                2,
                (
                    Situation("one painter", "One painter has three bytes.", _painted([1, 2, 250], "lighter", 1)),
                    Situation(
                        "two painters", "Two painters share five bytes.", _painted([1, 2, 9, 250, 255], "inverted", 2)
                    ),
                    Situation(
                        "more painters than bytes", "Three painters share two bytes.", _painted([1, 2], "inverted", 3)
                    ),
                    Situation("an empty picture", "The picture has no byte at all.", _painted([], "inverted", 2)),
                    Situation(
                        "a slow painter",
                        f"One painter has one byte, and `change` takes {_LONG} seconds for it.",
                        _painted([1], "slow", 1),
                        budget=_ONCE,
                    ),
                ),
            ),
            Hurdle(
                "a painter's exception is reported, and no block is left",
                2,
                (
                    Situation(
                        "an exception",
                        "Two painters share four bytes, and `change` raises ValueError for one of them.",
                        _painted([3, 1, 2, 4], "fails_at_3", 2, fails=True),
                    ),
                    Situation(
                        "one painter, and an exception",
                        "There is one painter, and `change` raises ValueError for the first byte.",
                        _painted([3, 4], "fails_at_3", 1, fails=True),
                    ),
                ),
            ),
        ),
        why_others_fail=(
            "A `bytearray` as an argument: each painter paints a copy of its own (M39).",
            "`unlink()` after the last line, not in a `finally`: after an exception the block stays until a reboot.",
            "`close()` without `unlink()`: the block stays, and its name is lost.",
            "The exit codes never looked at: `join()` does not raise what went wrong in a painter.",
            "`bytes(block.buf)`: on some systems a block is rounded up to whole pages, and the picture grows.",
        ),
    ),
    observed_exercise(
        **_REPAINT,
        hurdles=(
            RealHurdle(
                "the painters work at the same time, and nothing is left",
                1,
                tuple(
                    Observed(run, look)
                    for run in [
                        Run(
                            "three painters",
                            "Three painters share five bytes.",
                            Call("repaint", (_SHOT, Work("helpers.workers.market:shade"), 3)),
                            Plan(values=lambda task: 255 - int(task.item)),
                        )
                    ]
                    for look in (
                        _really_painted,
                        together(3, None, "Start all painters before you wait for the first.", processes=True),
                        nothing_left(message="Each `join()`, each `close()`, and one `unlink()`."),
                    )
                ),
            ),
        ),
    ),
)

# 07-5 ---------------------------------------------------------------------------------------------------------

KITCHEN = '''\
def run_kitchen(orders, cook, cooks):
    """Let a fixed number of processes work through a queue of orders.

    orders   a list of different texts.
    cook     `cook(order)` gives the dish, a text that may be long. Other processes can import it.
    cooks    how many processes to start, 1 or more. Each takes one order after the other.

    Returns a dict: order -> dish. No process is left then.
    """
    raise NotImplementedError()
'''

_ORDERED = """
import multiprocessing
import time

def cook(order):
    if {seconds}:
        time.sleep({seconds})
    return order.upper() * {times}

ORDERS = {orders}

def main():
    return run_kitchen(list(ORDERS), cook, {cooks}), len(multiprocessing.active_children())

def fits(result):
    expected = {order: order.upper() * {times} for order in ORDERS}
    if type(result) is not dict:
        return f"`run_kitchen` gives a {type(result).__name__}, and should give a dict."
    if sorted(result) != sorted(expected):
        return f"The orders were {sorted(expected)}, and there are dishes for {sorted(result)}."
    return result == expected or "The dishes are not what `cook` gave for the orders."

def accept(ended):
    result, running = ended
    said = fits(result)
    if said is True and running:
        return "The result is right, but a process of it was still running when `run_kitchen` came back."
    return said
"""


def _ordered(orders: list[str], cooks: int, times: int = 1, seconds: int = 0) -> Scenario:
    text = _ORDERED.replace("{orders}", str(orders)).replace("{cooks}", str(cooks)).replace("{times}", str(times))
    text = text.replace("{seconds}", str(seconds))
    return Scenario.from_source(text)


_MENU = ("bread", "fish", "jam", "pie", "rice", "soup")


def _all_cooked(seen: Observation) -> Finding | None:
    values = seen.values()
    if seen.result == {order: values.get(order) for order in _MENU}:
        return None
    return Finding("wrong-result", "The dict does not hold for each order what `cook` gave for it.")


def _three_cooks(seen: Observation) -> Finding | None:
    if len(seen.workers) <= 3:
        return None
    return Finding(
        "wrong-result",
        f"Three cooks were asked for, and the orders were cooked in {len(seen.workers)} processes. Each cook shall "
        "take one order after the other.",
    )


_KITCHEN: dict[str, Any] = {
    "id": "07-5",
    "version": 3,
    "title": "Write a kitchen with a queue of orders",
    "shape": "write",
    "minutes": 16,
    "misconceptions": ("M45", "M46", "M47"),
    "hints": (
        (
            "Two queues: orders go in through one, dishes come back through the other. A cook is a loop around "
            "`get()`. What ends the loop?"
        ),
        (
            "Put one sentinel for each cook behind the orders. You know how many dishes will come: take exactly so "
            "many out, and only then join the cooks."
        ),
        (
            "A cook: for order in iter(orders.get, None): dishes.put((order, cook(order))). The function of a cook "
            "stands at the top level, and gets both queues as arguments."
        ),
    ),
    "given": KITCHEN,
}

write_kitchen = both_views(
    safety_exercise(
        **_KITCHEN,
        unprotected=None,
        diagnose=partial(diagnose_processes, missing="there are dishes for"),
        hurdles=(
            Hurdle(
                "one cook gets through one order",
                0,
                (Situation("one cook", "One cook gets one order.", _ordered(["soup"], 1)),),
            ),
            Hurdle(
                "every order is cooked, and the kitchen closes",
                2,
                (
                    # a counter that two cooks read before either writes shows in few of very many orders
                    Situation(
                        "two cooks",
                        "Two cooks get two orders.",
                        _ordered(["soup", "rice"], 2),
                        budget=replace(BUDGET, random=80_000),
                    ),
                    Situation("more cooks than orders", "Two cooks get one order.", _ordered(["soup"], 2)),
                    Situation("no order", "Two cooks get no order at all.", _ordered([], 2)),
                    Situation(
                        "a slow dish",
                        f"One cook gets one order, and `cook` takes {_LONG} seconds for it.",
                        _ordered(["soup"], 1, seconds=_LONG),
                        budget=_ONCE,
                    ),
                ),
            ),
            Hurdle(
                "dishes may be long",
                1,
                (
                    Situation(
                        "a long dish", "One cook gets one order, and the dish is long.", _ordered(["soup"], 1, 300_000)
                    ),
                ),
            ),
        ),
        why_others_fail=(
            "One sentinel for all: one cook goes home, the others wait for ever (M47).",
            "`while not orders.empty():` in a cook: it may be true before the first order has arrived (M46).",
            "The cooks are joined before the dishes are taken out: with a long dish they cannot end (M45).",
            "A process for each order: right for six orders, and not for six thousand.",
        ),
    ),
    observed_exercise(
        **_KITCHEN,
        hurdles=(
            RealHurdle(
                "all cooks work at the same time, and each order is cooked once",
                2,
                tuple(
                    Observed(run, look)
                    for run in [
                        Run(
                            "six orders, three cooks",
                            "Three cooks get six orders.",
                            Call("run_kitchen", (list(_MENU), Work("helpers.workers.market:cook"), 3)),
                            Plan(),
                        )
                    ]
                    for look in (
                        each_once(_MENU),
                        _all_cooked,
                        _three_cooks,
                        together(3, None, "Are all cooks started before the first dish is waited for?", processes=True),
                        nothing_left(message="Wait for each cook before you return: `join()`."),
                    )
                ),
            ),
        ),
    ),
)


EXERCISES = (predict_stock, classify_queues, repair_stocktake, write_repaint, write_kitchen)
