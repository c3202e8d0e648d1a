"""Chapter 08, pools: chunks, results in order, exceptions, initializers, and workers that die."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from types import ModuleType
from typing import Any, cast

from helpers.exercises.base import Exercise
from helpers.exercises.calculate import number_question
from helpers.exercises.classify import Card, classify_exercise
from helpers.exercises.misconceptions import misconception
from helpers.exercises.observed import (
    MEMORY,
    SECONDS,
    Hurdle,
    Look,
    Observed,
    Run,
    at_most,
    each_once,
    ended_badly,
    first_of,
    hang,
    in_every_order,
    nothing_left,
    observed_exercise,
)
from helpers.exercises.pool_beliefs import one_at_a_time, usual, why_so_few
from helpers.exercises.questions import Question, Wrong, questions_exercise
from helpers.exercises.values import shown
from helpers.interleave.control.execution import Unwind, running
from helpers.observe import Call, Observation, Plan, observe
from helpers.observe.wire import Opaque
from helpers.verdict import Finding
from helpers.workers.bakery import OvenBroken

# -- 08-1: how many orders can be in the ovens together

CHUNKS = """\
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Pool

from helpers.workers.bakery import bake  # bakes one order

ORDERS = [1, 2, 3, 4, 5, 6]


def a():
    with Pool(3) as pool:
        return pool.map(bake, ORDERS, chunksize=1)


def b():
    with Pool(3) as pool:
        return pool.map(bake, ORDERS, chunksize=3)


def c():
    with Pool(3) as pool:
        return [pool.apply_async(bake, (order,)).get() for order in ORDERS]


def d():
    with ThreadPoolExecutor(3) as pool:
        return list(pool.map(bake, ORDERS, chunksize=3))


def e():
    with Pool(3) as pool:
        return list(pool.imap(bake, ORDERS, chunksize=6))


def f():
    with Pool(2) as pool:
        return pool.map(bake, ORDERS)
"""


def _peak(function: str) -> float:
    return observe(CHUNKS, Call(function), Plan(only_peak=True)).peak


_SIX = Wrong("Six orders are waiting, but a pool has no more hands than workers. Who would bake the others?")
_CHUNK = "A chunk is handed to one worker, and it bakes the orders of a chunk one after the other."


def _chunk_question(key: str, why: dict[float, Wrong], other: str) -> Question:
    return number_question(key, partial(_peak, key), {6: _SIX, **why}, other, within=0.0)


_08_1 = replace(
    questions_exercise(
        id="08-1",
        title="Predict how many orders are in the ovens together",
        shape="predict",
        minutes=5,
        points=3,
        misconceptions=("M44",),
        hints=(
            (
                "Draw the workers of each pool as boxes. What does the program hand to a box at a time: one order, a "
                "whole chunk, or nothing until an earlier result is there?"
            ),
            (
                "Two things limit the number: how many workers there are, and how many pieces there are to hand out. "
                "Six orders in chunks of three are how many pieces?"
            ),
            (
                "Read the documentation of each `chunksize`: one of the classes ignores it. And look for a program "
                "that asks for a result before it hands out the next order."
            ),
        ),
        given=CHUNKS,
        questions=[
            _chunk_question(
                "a", {1: Wrong("Each chunk is one order here, and there are three workers.")}, "Count again."
            ),
            _chunk_question("b", {3: Wrong(f"{_CHUNK} How many chunks do six orders make?")}, _CHUNK),
            _chunk_question(
                "c",
                {
                    3: Wrong("`get()` is called before the loop comes to the next order.", "M44"),
                    2: Wrong("`get()` is called before the loop comes to the next order.", "M44"),
                },
                "When does the loop come to its next turn?",
            ),
            _chunk_question(
                "d",
                {
                    2: Wrong(
                        "That is so in a pool of processes. What does the documentation say about `chunksize` of "
                        "threads?"
                    )
                },
                "The documentation of `Executor.map` says for which executors `chunksize` has a meaning.",
            ),
            _chunk_question("e", {3: Wrong(f"{_CHUNK} How many chunks do six orders make?")}, _CHUNK),
            _chunk_question(
                "f",
                {
                    1: Wrong("Without `chunksize`, Pool.map makes about four chunks for each worker, not one for all."),
                    3: Wrong("Count the workers of this pool."),
                },
                "Count the workers of this pool, and the chunks that it makes when nothing is said.",
            ),
        ],
        example='answer = {"a": 6, "b": 6, ...}',
        searched="Each function was run once, with every order held until nothing more could begin.",
        why_others_fail=(
            "`b` is not 3: six orders in chunks of three are two chunks, and a worker bakes its chunk order by order.",
            (
                "`c` is not 3: `apply_async(...)` alone would not wait, but `.get()` does, so the next order comes "
                "after it."
            ),
            (
                "`d` is not 2: threads share memory, so there is nothing to gain from chunks, and the executor ignores "
                "them."
            ),
        ),
    ),
    version=2,
    seconds=SECONDS,
    memory=MEMORY,
)

# -- 08-2: how calls end

ENDINGS = """\
import os
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import Pool

from helpers.workers.bakery import bake  # bakes one order, and takes a moment for it

ORDERS = [1, 2, 3]


class Burnt(Exception):
    def __init__(self, order, colour):
        super().__init__(f"order {order} is {colour}")


def burn(order):
    if order == 2:
        raise ValueError("order 2 is black")
    return bake(order)


def burn_strictly(order):
    if order == 2:
        raise Burnt(order, "black")
    return bake(order)


def die(order):
    if order == 2:
        os._exit(1)  # like a worker that the system kills
    return bake(order)


def a():
    with Pool(2) as pool:
        later = pool.map_async(bake, ORDERS)
    return later.get()


def b():
    with ThreadPoolExecutor(2) as pool:
        futures = [pool.submit(burn, order) for order in ORDERS]
    return len(futures)


def c():
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(burn, ORDERS))


def d():
    with Pool(2) as pool:
        return pool.map(die, ORDERS)


def e():
    with ProcessPoolExecutor(2) as pool:
        return list(pool.map(die, ORDERS))


def f():
    with ProcessPoolExecutor(2) as pool:
        return list(pool.map(burn_strictly, ORDERS))
"""

RETURNS, HIDES, RAISES, BREAKS, WAITS = "returns", "hides", "raises", "breaks", "waits"


def _ending(function: str) -> str:
    seen = observe(ENDINGS, Call(function), Plan(release="all"))
    if seen.returned:
        return HIDES if seen.swallowed else RETURNS
    if seen.error is not None:
        return BREAKS if seen.error.type == "BrokenProcessPool" else RAISES
    return WAITS


_END_OF_BLOCK = Wrong(
    "What does a Pool do with its workers at the end of the `with` block, and where is `get()`?", "M43"
)
_DEAD = Wrong(
    "The pool puts a new worker in the place of the dead one. What becomes of the order that the dead one had, and how "
    "would `map` hear of it?"
)
_TWO = Wrong(
    "The exception is sent to the main process as its class and its `args`, and made anew from them there. How many "
    "arguments does the class want, and how many are in `args`?",
    "M53",
)

_08_2 = replace(
    classify_exercise(
        id="08-2",
        title="Predict how six calls end",
        shape="classify",
        minutes=8,
        points=3,
        misconceptions=("M43", "M48", "M49", "M53"),
        hints=(
            (
                "Ask the same three questions of each function: who would notice that something has gone wrong, where "
                "would it be told, and does anybody ask there?"
            ),
            (
                "A Future keeps its exception until somebody calls `result()`. A Pool that loses a worker starts "
                "another one, and an executor that loses a worker calls itself broken."
            ),
            (
                "In `a` look at the place of the last line. In `f` write down what `Burnt('order 2 is black')` would "
                "do: this is how the exception is made anew in the main process."
            ),
        ),
        given=ENDINGS,
        choices=(RETURNS, HIDES, RAISES, BREAKS, WAITS),
        also={
            **dict.fromkeys(("wait", "waits for ever", "waits forever", "hang", "hangs", "deadlock"), WAITS),
            "return": RETURNS,
            "hide": HIDES,
            "hidden": HIDES,
            "raise": RAISES,
            "break": BREAKS,
            "broken": BREAKS,
        },
        cards=[
            Card("a", partial(_ending, "a"), dict.fromkeys((RETURNS, HIDES, RAISES, BREAKS), _END_OF_BLOCK)),
            Card(
                "b",
                partial(_ending, "b"),
                {
                    RETURNS: Wrong("It does come back. And who hears of the black bread?", "M48"),
                    RAISES: Wrong("Which line here asks a Future for its result?", "M48"),
                    BREAKS: Wrong("No worker dies here: an exception is a result like any other."),
                    WAITS: Wrong("Every order comes to an end here, one of them with an exception."),
                },
            ),
            Card(
                "c",
                partial(_ending, "c"),
                {
                    RETURNS: Wrong(
                        "`list` wants all three results, one after the other. What does it get second?", "M49"
                    ),
                    HIDES: Wrong(
                        "`list` wants all three results, one after the other. What does it get second?", "M49"
                    ),
                    BREAKS: Wrong("No worker dies here: an exception is a result like any other."),
                    WAITS: Wrong("Every order comes to an end here, one of them with an exception."),
                },
            ),
            Card("d", partial(_ending, "d"), dict.fromkeys((RETURNS, HIDES, RAISES, BREAKS), _DEAD)),
            Card(
                "e",
                partial(_ending, "e"),
                dict.fromkeys(
                    (RETURNS, HIDES, RAISES, WAITS),
                    Wrong("This executor watches its workers. What does it say to all of its futures when one dies?"),
                ),
            ),
            Card("f", partial(_ending, "f"), dict.fromkeys((RETURNS, HIDES, RAISES, WAITS), _TWO)),
        ],
        searched="Each function was run once in a process of its own, until it ended or nobody could go on.",
        why_others_fail=(
            (
                "`a` does not return: the end of `with Pool(...)` calls `terminate()`, and what is not done then never "
                "will be."
            ),
            "`b` does not raise: an exception stays in its Future until somebody asks for the result.",
            (
                "`d` and `e` differ: an executor breaks when a worker dies, and says so; a Pool goes on and waits for "
                "ever."
            ),
            (
                "`f` does not raise Burnt: it cannot be made anew from one argument, and that breaks the executor. A "
                "Pool would wait for ever instead."
            ),
        ),
    ),
    version=2,
    seconds=SECONDS,
    memory=MEMORY,
)

# -- looks and rules of this chapter

_MAKERS = {
    "Pool": "processes",
    "ProcessPoolExecutor": "max_workers",
    "ThreadPoolExecutor": "max_workers",
    "ThreadPool": "",
}


def says_how_many(tree: ast.Module) -> Finding | None:
    """A pool that leaves the number of its workers to the machine does not do what the task says."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        said = [*node.args[:1], *(k.value for k in node.keywords if k.arg in (None, _MAKERS.get(name), "processes"))]
        if name in _MAKERS and all(isinstance(number, ast.Constant) and number.value is None for number in said):
            message = (
                f"`{name}()` in line {node.lineno} does not say how many workers it has, so that depends on the "
                "machine. The task says how many."
            )
            return Finding("rule", message, line=node.lineno)
    return None


def _three_together(seen: Observation, *, processes: bool) -> Finding | None:
    peak = seen.peak_of("bake")
    if peak == 1:
        return one_at_a_time(seen, "order was baked")
    if processes and not seen.workers:
        message = (
            "All orders were baked in threads of one process. Baking is computing, and threads of one process "
            "take turns at that."
        )
        return Finding("too-little-parallelism", f"{message} {misconception('M35').look}", misconception="M35")
    if peak < 3:
        message = (
            f"The check held every order for as long as another could begin: at most {peak} were under way together."
        )
        return Finding("too-little-parallelism", f"{message} There are three ovens. {why_so_few(seen, 3)}")
    return at_most(3, message="The bakery has three ovens.")(seen) if peak > 3 else None


_three_processes: Look = partial(_three_together, processes=True)
_three_workers: Look = partial(_three_together, processes=False)


def _in_place(orders: list[int]) -> Look:
    """The result is the list of the orders' grams, each at its place."""

    def look(seen: Observation) -> Finding | None:
        # the kind of the result first: what else happens while it is wrong may be an accident
        found = _no_list(seen.result, f"`{seen.call}`") or each_once(orders, name="bake")(seen)
        return found or _wrong_list(seen, seen.result, orders, f"`{seen.call}`")

    return look


def _wrong_list(seen: Observation, said: object, orders: list[int], who: str) -> Finding | None:
    if not isinstance(said, (list, tuple)):
        return _no_list(said, who)
    grams = seen.values()
    if list(said) == [grams.get(order) for order in orders]:
        return None
    if len(said) != len(orders):
        return Finding("wrong-result", f"{who} returned {len(said)} results for {len(orders)} orders.")
    place = next(i for i, order in enumerate(orders) if said[i] != grams.get(order))
    item = seen.item_of(said[place])
    if item is None:
        shown = "an exception" if isinstance(said[place], Opaque) else "something else than what `bake` returned"
        return Finding("wrong-result", f"{who}: at the place of order {orders[place]} there is {shown}.")
    message = f"{who}: at the place of order {orders[place]} there is the bread of order {item}."
    items = [seen.item_of(one) for one in said]
    if None not in items and (items == sorted(items) or list(said) == sorted(said)):
        by = "their orders' numbers" if items == sorted(items) else "how many grams they are"
        return Finding("wrong-result", f"{message} The results stand sorted by {by}. Who asked for that?")
    message = (
        f"{message} Results came in the order in which they were ready, which is not the order in which they were "
        "asked for."
    )
    return Finding("wrong-result", f"{message} {misconception('M50').look}", misconception="M50")


def _no_list(said: object, who: str) -> Finding | None:
    if isinstance(said, (list, tuple)):
        return None
    kind = said.type if isinstance(said, Opaque) else type(said).__name__
    return Finding("wrong-result", f"{who} returned no list of grams, but {_a(kind)}.")


def _a(kind: str) -> str:
    return "nothing" if kind == "NoneType" else f"something of the type {kind}"


def _dead_worker(seen: Observation) -> Finding | None:
    """A Pool that waits for the result of a worker that has died."""
    died = [task for task in seen.tasks if task.how == "died"]
    pools = [pool for pool in seen.pools if pool.kind == "Pool"]
    if not (died and pools and seen.stuck):
        return None
    found = hang(seen)
    why = (
        f"The worker that had order {died[0].item} was killed. A Pool starts a new worker then, but the order is gone, "
        "and nobody tells the one who waits."
    )
    return replace(found, message=f"{found.message} {why}")


# -- 08-3: repair: one after the other

SERIAL = '''\
from multiprocessing import Pool

from helpers.workers.bakery import bake


def bake_all(orders):
    """The grams of bread for each order, as a list in the order of `orders`. Three processes bake at a time.

    orders: a list of numbers; each number is there once.
    """
    grams = []
    with Pool(3) as pool:
        for order in orders:
            grams.append(pool.apply_async(bake, (order,)).get())
    return grams
'''

# not sorted, and as many that neither chunks of three nor two chunks are enough for three workers
_MIXED = [4, 1, 6, 2, 5, 3]
_MIXED_RUN = Run(
    "six orders",
    "`bake_all([4, 1, 6, 2, 5, 3])` is called, and the check lets greater numbers be ready first.",
    Call("bake_all", (_MIXED,)),
)


def bake_small(order: int) -> int:
    """What stands for `bake` in the simulated situations.

    Raises:
        ValueError: order 13 is never baked.
    """
    if order == 13:
        raise ValueError("no such oven")
    return 10 * order


def heat_small(degrees: int) -> int:
    """What stands for `heat` there."""
    return degrees


def _small_bakery(**functions: Callable[[int], int]) -> dict[str, ModuleType]:
    module = ModuleType("bakery")
    vars(module).update(functions, OvenBroken=OvenBroken)
    return {"bakery": module}


_SMALL_BAKERY = _small_bakery(bake=bake_small, heat=heat_small)


def _bakes_three(answer: Any) -> bool | str:
    said = answer.bake_all([1, 2, 3])
    return list(said) == [10, 20, 30] or f"Of the orders 1, 2 and 3 it returned {shown(said)}."


_NONE_RUN = Run("no orders", "`bake_all([])` is called.", Call("bake_all", ([],)))


def _nothing_to_do(seen: Observation) -> Finding | None:
    if seen.result in ([], ()) and not seen.tasks:
        return None
    return Finding("wrong-result", "Nobody ordered anything, so the result is an empty list.")


_THREE_IN_EVERY_ORDER = in_every_order("three orders", "`bake_all([1, 2, 3])` is called.", _bakes_three)

_08_3 = observed_exercise(
    id="08-3",
    version=3,
    title="Repair the bakery that uses one oven of three",
    shape="repair",
    minutes=10,
    misconceptions=("M35", "M40", "M43", "M44", "M50"),
    hints=(
        (
            "The pool has three workers, and two of them never get an order. Follow the loop: what has to happen "
            "before it comes to the second order?"
        ),
        (
            "Hand out all orders first, and ask for results afterwards. There is a method of Pool that does both and "
            "keeps the order of the results."
        ),
        (
            "`pool.map(bake, orders)` hands out, waits, and puts each result at its place. If you collect asynchronous "
            "results instead, ask for them before the block ends."
        ),
    ),
    given=SERIAL,
    hurdles=(
        Hurdle(
            "every order is baked once, and each result is at its place",
            2,
            (
                Observed(_MIXED_RUN, _in_place(_MIXED), usual),
                Observed(_NONE_RUN, _nothing_to_do),
            ),
        ),
        Hurdle("three processes bake at a time", 2, (Observed(_MIXED_RUN, _three_processes),)),
        Hurdle(
            "nothing is left running",
            1,
            (Observed(_MIXED_RUN, nothing_left(message="Who ends the pool?")), _THREE_IN_EVERY_ORDER),
        ),
    ),
    worlds=_SMALL_BAKERY,
    rules=(says_how_many,),
    why_others_fail=(
        (
            "`map_async` in the block and `get()` after it: the end of the block terminates the pool, and `get()` "
            "waits for ever."
        ),
        (
            "`imap_unordered` and `as_completed` give results in the order in which they are ready, not in that of the "
            "orders."
        ),
        "A ThreadPoolExecutor keeps three orders under way, but in one process: computing threads take turns.",
        "`chunksize=len(orders)` makes one chunk, and one worker bakes all of it.",
    ),
)

# -- 08-4: repair: one failure loses all

FAILING = '''\
from concurrent.futures import ProcessPoolExecutor

from helpers.workers.bakery import bake


def bake_all(orders):
    """What became of each order: a dictionary from each order to its grams, or to the exception that came instead.

    `bake` may raise any exception. The other orders are baked all the same. Three workers bake at a time.
    """
    with ProcessPoolExecutor(3) as pool:
        return dict(zip(orders, pool.map(bake, orders)))
'''

_TWELVE = list(range(1, 13))
_FAILURES: dict[int, BaseException] = {3: ValueError("black"), 6: OvenBroken("cold"), 9: LookupError("no flour")}
_FAIL_RUN = Run(
    "three of twelve orders fail",
    "`bake_all([1, 2, ..., 12])` is called; order 3 ends with a ValueError, order 6 with an OvenBroken, order 9 with a "
    "LookupError.",
    Call("bake_all", (_TWELVE,)),
    Plan(fail=_FAILURES),
)
_ALL_FAIL_RUN = Run(
    "both orders fail",
    "`bake_all([3, 6])` is called; both orders end with an exception.",
    Call("bake_all", ([3, 6],)),
    Plan(fail=_FAILURES),
)


def _good_ones(seen: Observation) -> Finding | None:
    """The orders that do not fail have their grams."""
    if not isinstance(seen.result, dict):
        kind = seen.result.type if isinstance(seen.result, Opaque) else type(seen.result).__name__
        return Finding("wrong-result", f"`bake_all` returned no dictionary, but {_a(kind)}.")
    if found := each_once(_TWELVE, name="bake")(seen):
        lost = seen.runs("bake")
        if any(lost[order] == 0 for order in _TWELVE):
            look = misconception("M49").look
            return replace(found, message=f"{found.message} Another order failed before. {look}", misconception="M49")
        return found
    for order, grams in seen.values().items():
        if order not in seen.result:
            message = f"Order {order} was baked, and is not in the result."
            if not _lost_by_a_failure(seen):
                return Finding("wrong-result", f"{message} At whose place is its result?")
            message = f"{message} Another order failed meanwhile."
            return Finding("wrong-result", f"{message} {misconception('M49').look}", misconception="M49")
        if seen.result[order] != grams:
            return Finding("wrong-result", f"The result for order {order} is not what `bake({order})` returned.")
    return None


def _lost_by_a_failure(seen: Observation) -> bool:
    """Whether what is there comes before the first failure: in the order of the orders, or in that of their ends."""
    there = [order for order in _TWELVE if order in seen.result]
    failed_first = min(task.ended or 0 for task in seen.tasks if task.how == "raised")
    ended_before = {task.item for task in seen.tasks if (task.ended or 0) <= failed_first}
    return there == _TWELVE[: len(there)] or ended_before >= set(there)


def _failed_ones(seen: Observation) -> Finding | None:
    """Each order that failed has its exception."""
    if not isinstance(seen.result, dict):
        return _good_ones(seen)
    for order, error in _FAILURES.items():
        if order not in seen.runs("bake"):
            continue
        said = seen.result.get(order, None)
        name = type(error).__name__
        if order not in seen.result or said is None:
            message = f"Order {order} failed, and nobody hears of it: it is not in the result with its exception."
            return Finding("wrong-result", f"{message} {misconception('M48').look}", misconception="M48")
        if not (isinstance(said, Opaque) and said.type == name and repr(error) == said.shown):
            shown = said.shown if isinstance(said, Opaque) else repr(said)[:40]
            return Finding("wrong-result", f"Order {order} ended with {error!r}, and the result says {shown}.")
    if extra := [order for order in seen.result if order not in seen.runs()]:
        return Finding("wrong-result", f"Order {extra[0]!r} is in the result, and nobody gave it.")
    return None


def _came_out(seen: Observation) -> Finding | None:
    """An exception of `bake` that ended the whole call."""
    if seen.error is None or seen.error.type not in {type(error).__name__ for error in _FAILURES.values()}:
        return usual(seen)
    found = ended_badly(seen)
    return replace(found, message=f"{found.message} {misconception('M49').look}", misconception="M49")


def _bakes_two_of_three(answer: Any) -> bool | str:
    said = answer.bake_all([1, 13, 3])
    failed = isinstance(said, dict) and said.get(13)
    right = isinstance(failed, ValueError) and {**said, 13: None} == {1: 10, 13: None, 3: 30}
    return right or f"Of the orders 1, 13 (which fails) and 3 it returned {shown(said)}."


_08_4 = observed_exercise(
    id="08-4",
    version=3,
    title="Repair the batch that one bad order ruins",
    shape="repair",
    minutes=12,
    misconceptions=("M43", "M44", "M48", "M49"),
    hints=(
        (
            "`map` hands results out one after the other, and the first exception ends it: what comes behind is lost. "
            "So each order needs a place of its own where its exception can stay."
        ),
        (
            "A Future is such a place. `submit` gives one for each order, and an exception in it disturbs nobody until "
            "you ask."
        ),
        (
            "Submit all orders and keep the futures by order. Then ask each one: `future.exception()` gives the "
            "exception or None, or put `try` around each `result()`."
        ),
    ),
    given=FAILING,
    hurdles=(
        Hurdle("no good order is lost", 2, (Observed(_FAIL_RUN, _good_ones, _came_out),)),
        Hurdle(
            "each failure is told",
            2,
            (Observed(_FAIL_RUN, _failed_ones), Observed(_ALL_FAIL_RUN, _failed_ones, _came_out)),
        ),
        Hurdle(
            "three workers bake at a time, and nothing is left",
            1,
            (
                Observed(_FAIL_RUN, first_of(_three_workers, nothing_left())),
                in_every_order(
                    "one of three orders fails",
                    "`bake_all([1, 13, 3])` is called; order 13 ends with a ValueError.",
                    _bakes_two_of_three,
                ),
            ),
        ),
    ),
    worlds=_SMALL_BAKERY,
    rules=(says_how_many,),
    why_others_fail=(
        "`try` around the whole `map` keeps the results before the first failure, and loses all behind it.",
        "`except ValueError` catches one kind of failure; the task says any.",
        "Orders whose futures are never asked just vanish: an exception in a Future is silent.",
        "`submit(bake, order).result()` in one line catches everything, and bakes one order at a time.",
    ),
)

# -- 08-5: repair: a new pool for each batch

BATCHES = '''\
from multiprocessing import Pool

from helpers.workers.bakery import bake, heat


def job(order):
    heat(220)
    return bake(order)


def bake_batches(batches):
    """The grams of bread: for each batch a list with a number for each order, in the order in which they were given.

    Three processes bake at a time. They are the same three for all batches, and each of them heats its oven
    with `heat(220)` once, before its first order.
    """
    results = []
    for batch in batches:
        with Pool(3) as pool:
            results.append(pool.map(job, batch))
    return results
'''

# two, so that a worker for each batch is not enough; not sorted, so that numbers are not places
_BATCHES = [[4, 1, 3, 2], [7, 5, 6]]
_ALL_ORDERS = [order for batch in _BATCHES for order in batch]
_BATCH_RUN = Run(
    "two batches",
    "`bake_batches([[4, 1, 3, 2], [7, 5, 6]])` is called.",
    Call("bake_batches", (_BATCHES,)),
)


def _batches_in_place(seen: Observation) -> Finding | None:
    if not isinstance(seen.result, (list, tuple)) or len(seen.result) != len(_BATCHES):
        return Finding("wrong-result", "The result is no list with one list of grams for each of the two batches.")
    if found := each_once(_ALL_ORDERS, name="bake")(seen):
        return found
    for number, (said, batch) in enumerate(zip(seen.result, _BATCHES, strict=True), start=1):
        if found := _wrong_list(seen, said, batch, f"Batch {number}"):
            return found
    return None


def _same_three(seen: Observation) -> Finding | None:
    if len(seen.workers) <= 3:
        return None
    recycled = any(pool.per_child for pool in seen.pools)
    made = len(seen.pools)
    if recycled:
        why = "The pool replaces its workers after a number of tasks."
    elif made > 1:
        why = f"{made} pools were made, and each one has workers of its own."
    else:
        why = "Who starts them?"
    message = f"More than three processes had work to do. {why} {misconception('M37').look}"
    return Finding("too-many-workers", message, misconception="M37")


def _one_heating_each(seen: Observation) -> Finding | None:
    heats = [task for task in seen.tasks if task.name == "heat"]
    for pid in seen.pids:
        bakes = [task for task in seen.tasks if task.pid == pid and task.name == "bake"]
        mine = [task for task in heats if task.pid == pid]
        if not bakes:
            continue
        if not mine and any(task.main for task in heats):
            message = (
                "The oven was heated in the main process. A worker is a process of its own, with an oven of its own."
            )
            return Finding("wrong-result", f"{message} {misconception('M39').look}", misconception="M39")
        if not mine:
            return Finding("wrong-result", "A worker baked in a cold oven: `heat` was never called in its process.")
        if mine[0].began > bakes[0].began:
            return Finding("wrong-result", "A worker baked its first order before it heated its oven.")
        if len(mine) > 1:
            message = f"One worker heated its oven {len(mine)} times for {len(bakes)} orders."
            return Finding("wrong-result", f"{message} What is done once in each worker, and what for each order?")
    if wrong := [task.item for task in heats if task.item != 220]:
        return Finding("wrong-result", f"The oven was heated to {wrong[0]!r} degrees; 220 are needed.")
    return None


def heat_here(degrees: int) -> int:
    """What stands for `heat` in the simulated situation of 08-5: it heats the oven of the process that calls it."""
    _ovens().add(_process())
    return degrees


# tells the model checker that the processes of a pool are not alike: this function keeps something in each of them
vars(heat_here).update(keeps="the heat of an oven")


def bake_here(order: int) -> int:
    """What stands for `bake` there: no bread comes out of a cold oven."""
    if _process() not in _ovens():
        execution = running()
        message = (
            "A process baked in a cold oven: `heat` was never called in it. Which process makes which call is not "
            "yours to choose. What does the pool promise for each new worker?"
        )
        execution.fail("wrong-result", message, execution.line())
        raise Unwind
    return bake_small(order)


def _ovens() -> set[int]:
    """The simulated processes whose ovens are hot."""
    return cast("set[int]", running().state.setdefault("hot ovens", set()))


def _process() -> int:
    task = running().current
    return 0 if task is None or task.process is None else id(task.process)


def _bakes_two_batches(answer: Any) -> bool | str:
    said = answer.bake_batches([[1, 2], [3]])
    return [list(batch) for batch in said] == [[10, 20], [30]] or f"Of [[1, 2], [3]] it returned {shown(said)}."


_08_5 = observed_exercise(
    id="08-5",
    version=4,
    title="Repair the bakery that heats too often",
    shape="repair",
    minutes=12,
    misconceptions=("M37", "M39", "M43", "M50"),
    hints=(
        (
            "Count two things for three batches with nine orders: how many processes are started, and how often is an "
            "oven heated? Which line is to blame for each?"
        ),
        (
            "Processes are expensive to start, so a pool is made once and used for all batches. And a pool can run a "
            "function in each worker when the worker starts."
        ),
        (
            "Put the `with` around the loop, not into it. `Pool(3, initializer=heat, initargs=(220,))` calls "
            "`heat(220)` in each new worker before its first task."
        ),
    ),
    given=BATCHES,
    fixed="def bake_batches(batches): ...",
    hurdles=(
        Hurdle(
            "every order is baked once, and each result is at its place",
            1,
            (Observed(_BATCH_RUN, _batches_in_place, usual),),
        ),
        Hurdle("three processes bake at a time", 1, (Observed(_BATCH_RUN, _three_processes),)),
        Hurdle("the same three processes work for all batches", 2, (Observed(_BATCH_RUN, _same_three),)),
        Hurdle(
            "each of them heats once",
            1,
            (
                Observed(_BATCH_RUN, first_of(_one_heating_each, nothing_left(message="Who ends the pool?"))),
                in_every_order("two small batches", "`bake_batches([[1, 2], [3]])` is called.", _bakes_two_batches),
            ),
        ),
    ),
    worlds=_small_bakery(bake=bake_here, heat=heat_here),
    rules=(says_how_many,),
    why_others_fail=(
        "A pool inside the loop starts three processes for every batch, and each of them heats again.",
        (
            "`heat(220)` before the pool is made heats the main process; the workers stay cold where they are started "
            "afresh."
        ),
        "`maxtasksperchild=1` replaces each worker after one task: nine orders, nine processes, nine heatings.",
    ),
)

# -- 08-6: write: workers that die

DYING = '''\
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from helpers.workers.bakery import bake


def bake_all(orders):
    """The grams of bread for each order, as a list in the order of `orders`. Three processes bake at a time.

    orders: a list of numbers; each number is there once.

    Now and then the system kills a worker. Then a new executor bakes the orders that have no result yet; an order
    that has its result is not baked again. When an executor breaks before it has given a single result, its
    BrokenProcessPool comes out of this function.
    """
    raise NotImplementedError
'''

_SIX_ORDERS = [1, 2, 3, 4, 5, 6]
_DIE = "`bake_all([1, 2, ..., 6])` is called, orders are ready one after the other, and"
_WELL_RUN = Run("nobody dies", "`bake_all([4, 1, 6, 2, 5, 3])` is called.", Call("bake_all", (_MIXED,)))
_ONE_DIES_RUN = Run(
    "one worker dies",
    f"{_DIE} the worker that has order 3 is killed once.",
    Call("bake_all", (_SIX_ORDERS,)),
    Plan(release="in order", die=frozenset({3})),
)
_TWO_DIE_RUN = Run(
    "two workers die",
    f"{_DIE} the workers that have orders 2 and 5 are killed once each.",
    Call("bake_all", (_SIX_ORDERS,)),
    Plan(release="in order", die=frozenset({2, 5})),
)
_FIRST_DIES_RUN = Run(
    "the first one dies last",
    "`bake_all([1, 2, ..., 6])` is called, later orders are ready before earlier ones, and the worker that has order 1 "
    "is killed once, when all others are ready.",
    Call("bake_all", (_SIX_ORDERS,)),
    Plan(die=frozenset({1})),
)
_ALWAYS_RUN = Run(
    "one order kills every worker",
    f"{_DIE} every worker that gets order 4 is killed.",
    Call("bake_all", (_SIX_ORDERS,)),
    Plan(release="in order", die_always=frozenset({4}), most_tasks=24),
)


def _all_there(seen: Observation) -> Finding | None:
    never = [order for order in _SIX_ORDERS if seen.runs("bake")[order] == 0]
    if never:
        return Finding("wrong-result", f"The work for order {never[-1]!r} was never begun.")
    return _wrong_list(seen, seen.result, _SIX_ORDERS, "`bake_all`")


def _not_again(seen: Observation) -> Finding | None:
    for order in _SIX_ORDERS:
        done = [task for task in seen.tasks if task.item == order and task.how == "returned"]
        if len(done) > 1:
            message = f"Order {order} had been baked when the worker died, and was baked again afterwards."
            return Finding("wrong-result", f"{message} Where does the program keep the results that it has?")
    return None


def _worker_died(seen: Observation) -> Finding | None:
    if found := _dead_worker(seen) or usual(seen):
        return found
    if seen.died and (there := [task for task in seen.tasks if task.main and task.how == "died"]):
        message = (
            f"Order {there[0].item} was baked in the main process when its turn came again. What kills a worker ends "
            "the whole program there."
        )
        return Finding("exception", message)
    if seen.error is not None and seen.error.type == "BrokenProcessPool":
        found = ended_badly(seen)
        why = "An executor whose worker has died is of no use any more: every order that it still had ends like this."
        return replace(found, message=f"{found.message} {why} Who bakes the orders that are left?")
    return None


def _gives_up(seen: Observation) -> Finding | None:
    # the executor that gave the last result, and one more that gave none
    last = max((task.ended or 0 for task in seen.tasks if task.how == "returned"), default=0)
    tries = sum(1 for task in seen.tasks if task.item == 4 and (task.ended or 0) > last)
    if seen.error is not None and seen.error.type == "BrokenProcessPool" and tries <= 2:
        return None
    if seen.error is not None and seen.error.type == "BrokenProcessPool":
        message = (
            f"Order 4 was tried {tries} times. After the first time the next executor breaks before it has given a "
            "single result, and that is where to stop."
        )
        return Finding("wrong-result", message)
    if seen.returned:
        return Finding("wrong-result", "It came back with a result, though order 4 can never be baked.")
    if seen.error is not None or (not (seen.late or seen.flooded) and tries <= 3):
        found = ended_badly(seen)
        return replace(
            found, message=f"{found.message} What the docstring says should come out is a BrokenProcessPool."
        )
    message = "Order 4 was tried again and again, and it would go on like that. When does the program give up?"
    return Finding("wrong-result", message)


_08_6 = observed_exercise(
    id="08-6",
    version=3,
    title="Write a bakery that survives its workers",
    shape="write",
    minutes=20,
    misconceptions=("M44", "M50"),
    hints=(
        (
            "Begin without accidents: submit all orders to one executor and collect the results by order. Then ask: "
            "what does a Future say whose worker died, and what do the futures say that had not begun?"
        ),
        (
            "After a worker has died, every unfinished future raises BrokenProcessPool, and the finished ones keep "
            "their results. So a round is: submit what is missing, keep what came, and look at what is still missing."
        ),
        (
            "Loop while orders are missing. In each round make one executor, submit the missing orders, and collect "
            "each result in a `try`. If a round broke and brought nothing, raise; otherwise go into the next round."
        ),
    ),
    given=DYING,
    hurdles=(
        Hurdle(
            "with no accident every order is baked once, three at a time",
            1,
            (
                Observed(_WELL_RUN, first_of(_in_place(_MIXED), _three_processes, nothing_left())),
                Observed(_NONE_RUN, _nothing_to_do),
            ),
        ),
        Hurdle(
            "when workers die, every order has its result",
            2,
            (
                Observed(_ONE_DIES_RUN, _all_there, _worker_died),
                Observed(_TWO_DIE_RUN, _all_there, _worker_died),
                Observed(_FIRST_DIES_RUN, _all_there, _worker_died),
            ),
        ),
        Hurdle(
            "what is done is not done again",
            1,
            (
                Observed(_ONE_DIES_RUN, _not_again),
                Observed(_TWO_DIE_RUN, first_of(_not_again, nothing_left())),
                Observed(_FIRST_DIES_RUN, _not_again),
            ),
        ),
        Hurdle("it gives up when an executor brings nothing", 1, (Observed(_ALWAYS_RUN, _gives_up, survives=True),)),
    ),
    rules=(says_how_many,),
    why_others_fail=(
        "A `multiprocessing.Pool` replaces the dead worker and loses its order: `map` waits for ever.",
        "`submit` on the broken executor raises BrokenProcessPool again: it has to be a new one.",
        "Starting again with all orders gives the right list, and bakes twice what was done.",
        "Trying again without an end never comes back when one order kills every worker that takes it.",
    ),
)

EXERCISES: tuple[Exercise, ...] = (_08_1, _08_2, _08_3, _08_4, _08_5, _08_6)
