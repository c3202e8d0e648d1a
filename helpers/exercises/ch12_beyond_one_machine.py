"""Chapter 12, beyond one machine: five exercises about tasks that are delivered at least once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from helpers.exercises.classify import Card, classify_exercise
from helpers.exercises.delivered import Bench, Hurdle, believed, calls, delivered_exercise, failed, line_of, told
from helpers.exercises.predict import predict_exercise
from helpers.exercises.questions import Wrong
from helpers.tasks.cluster import KILLED, POWER, Driven, Ending, State
from helpers.tasks.world import World
from helpers.verdict import Finding

# 12-1 ---------------------------------------------------------------------------------------------------------

THREE_PARCELS = """\
from threading import Thread

messages = ["order 7"]  # at the broker
power = True  # of the first worker's machine
shipped = 0  # parcels that have left the house: nobody can take them back


class PowerCut(Exception):
    pass


def check_power():
    if not power:
        raise PowerCut


def ship(order, check):
    global shipped
    for _ in range(3):  # the parcels
        check()
        shipped += 1


def first_worker():
    try:
        ship(messages[0], check_power)
        check_power()
        messages.pop()  # acks_late: the message is acknowledged after the task
    except PowerCut:
        pass


def storm():
    global power
    power = False


def main():
    threads = [Thread(target=first_worker), Thread(target=storm)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for order in messages:  # a second worker, on a machine that has power
        ship(order, lambda: None)
    return shipped
"""


def _why_impossible(value: int) -> str:
    if value < 3:
        return (
            f"{value} cannot come out: as long as the message is not acknowledged, the broker keeps it, and then the "
            "second worker ships all three parcels. What must have happened before it is acknowledged?"
        )
    return (
        f"{value} cannot come out: the task runs at most twice, and each time it ships three parcels at most. Can it "
        "ship more in the first run than it ships in all?"
    )


predict = predict_exercise(
    id="12-1",
    title="Predict how often a parcel is shipped",
    minutes=8,
    points=4,
    misconceptions=("M55", "M56"),
    hints=(
        (
            "The storm may come at any moment. Go through the first worker line by line: how many parcels have left "
            "the house by then, and is the message still at the broker?"
        ),
        (
            "The second worker knows nothing of the first. If the message is still there, it begins with the first "
            "parcel, whatever the first worker has already done."
        ),
        (
            "There are two moments that are easy to forget: before the first parcel, and after the last parcel but "
            "before the message is acknowledged. What does the second worker ship in each of these?"
        ),
    ),
    given=THREE_PARCELS,
    expression="shipped",
    everyday=frozenset({3}),
    why_impossible=_why_impossible,
    example="answer = {0, 9}",
    beliefs=("M55", "M56"),
    why_others_fail=(
        "`{3}`: that is what you see as long as there is no storm, or the storm comes late enough.",
        (
            "`{0, 1, 2, 3}`: these are the parcels of the first worker. With a late acknowledgement nothing is lost: "
            "the second worker ships three more."
        ),
        (
            "`{3, 6}`: all or nothing. The first worker may also have shipped one parcel or two before the storm, and "
            "the second one begins from the start."
        ),
        (
            "`{3, 4, 5}`: this leaves out the moment after the third parcel. All the work is done, only the "
            "acknowledgement is missing, and so everything is done again."
        ),
    ),
)

# 12-2 ---------------------------------------------------------------------------------------------------------

JOBS = """\
# a: A notebook downloads 200 pages from one site, and then draws a table of what it found.
# b: A shop says "thank you" at once. The invoice goes out in the next minutes, even if the web server is restarted.
# c: A notebook computes the same pure-Python simulation for 64 parameters, on a machine with 8 cores.
# d: Twelve machines convert videos. On Saturday evening ten more are added, while the work goes on.
# e: One page of a web application asks three databases at once, and shows the answers together.
# f: A program on one machine with 4 cores searches 10,000 texts that it has in memory with slow pure-Python code.
"""

_THREADS, _PROCESSES, _QUEUE = "thread pool", "process pool", "task queue"
_CHOICES = (_THREADS, _PROCESSES, _QUEUE)


def _tool(outlives: bool, computes: bool) -> str:
    """The simplest tool that does it.

    Args:
        outlives: the work must go on without the program that asks for it, or on several machines.
        computes: the time goes into pure Python code, and not into waiting.
    """
    return _QUEUE if outlives else _PROCESSES if computes else _THREADS


_BROKER_FOR_NOTHING = Wrong(
    "That works, and it costs a broker, a result backend and workers that somebody has to run. The program waits for "
    "the results anyway, on the one machine where it runs. What would be missing without all these?"
)
_PYTHON_CODE = Wrong("The time goes into pure Python code, and the machine has several cores.", "M35")
_WAITING = Wrong(
    "That works, and each process costs far more than a thread. What does the program do for most of the time, and "
    "does it need a core for that?",
    "M37",
)
_LOST = Wrong("The program that owns the pool may end before the work is done.", "M59")
_ONE_MACHINE = Wrong("The pool and its workers belong to one program on one machine.", "M59")


def _card(key: str, outlives: bool, computes: bool, why: Mapping[str, Wrong]) -> Card:
    return Card(key, lambda: _tool(outlives, computes), why)


choose = classify_exercise(
    id="12-2",
    title="Choose the simplest tool for each job",
    minutes=5,
    points=3,
    misconceptions=("M35", "M37", "M59"),
    hints=(
        (
            "Ask two questions about each job. Must the work go on when the program that asked for it is gone, or on "
            "other machines? And where does the time go: into waiting, or into Python code?"
        ),
        (
            "Threads are enough for waiting: for sites, for databases. Pure Python code needs processes to use more "
            "than one core, on a standard build."
        ),
        (
            "A task queue is worth its broker where something must survive: a restart, a lost machine, a change in "
            "the number of machines. Two of the six jobs say so in their text."
        ),
    ),
    given=JOBS,
    choices=_CHOICES,
    cards=(
        _card("a", False, False, {_PROCESSES: _WAITING, _QUEUE: _BROKER_FOR_NOTHING}),
        _card("b", True, False, {_THREADS: _LOST, _PROCESSES: _LOST}),
        _card("c", False, True, {_THREADS: _PYTHON_CODE, _QUEUE: _BROKER_FOR_NOTHING}),
        _card("d", True, True, {_THREADS: _ONE_MACHINE, _PROCESSES: _ONE_MACHINE}),
        _card("e", False, False, {_PROCESSES: _WAITING, _QUEUE: _BROKER_FOR_NOTHING}),
        _card("f", False, True, {_THREADS: _PYTHON_CODE, _QUEUE: _BROKER_FOR_NOTHING}),
    ),
    searched=(
        "Two questions decide each job: must the work outlive the program, or leave its machine? Does it wait or "
        "compute?"
    ),
    also={
        "threads": _THREADS,
        "thread": _THREADS,
        "ThreadPoolExecutor": _THREADS,
        "processes": _PROCESSES,
        "process": _PROCESSES,
        "ProcessPoolExecutor": _PROCESSES,
        "multiprocessing": _PROCESSES,
        "celery": _QUEUE,
        "queue": _QUEUE,
    },
    why_others_fail=(
        "A task queue everywhere: it does all six jobs, and four of them do not need what it costs to run.",
        "A pool for `b`: the list of invoices is in the memory of the web server, and goes when that is restarted.",
        "A pool for `d`: a pool cannot take in workers on other machines while it runs.",
        "Threads for `c` and `f`: on a standard build, one thread at a time runs Python code.",
    ),
)

# 12-3 ---------------------------------------------------------------------------------------------------------

PAY = '''\
from helpers.tasks.shop import app, bank, orders


@app.task
def pay(order, cents):
    """Charge the card for this order once, note the receipt, and return it. Whatever happens to the workers.

    bank.charge(order, cents)           takes the money and returns a receipt
    bank.charge(order, cents, key="…")  a key (a text) that the bank has seen before takes nothing:
                                        the bank returns the receipt of the first time
    orders.get(order)                   the receipt that is noted for the order, or None
    orders.note(order, receipt)         notes the receipt
    """
    receipt = bank.charge(order, cents)
    orders.note(order, receipt)
    return receipt
'''

# whatever part of an order somebody takes for its key, the letter, the number, the amount or the beginning: two of
# these have it in common
_ORDER: tuple[str, int] = ("A17", 1200)
_ORDERS: tuple[tuple[str, int], ...] = (_ORDER, ("B17", 800), ("A18", 1200))


def _receipts(world: World, order: str) -> list[str]:
    """The receipts that the bank gave for an order when it took money."""
    return [f"receipt {number}" for number, (name, _) in enumerate(world.charges, 1) if name == order]


def _three_orders(bench: Bench) -> Finding | None:
    state = bench.sent("pay", *_ORDERS)
    ids = [message.id for message in state.queue]
    (ending,) = bench.endings(state)
    if finding := failed(bench, ending, "Three orders are paid, and nothing goes wrong outside."):
        return finding
    world = ending.state.world
    for (order, cents), id in zip(_ORDERS, ids, strict=True):
        taken = sum(amount for name, amount in world.charges if name == order)
        if taken != cents:
            message = (
                f"Three orders are paid, and nothing goes wrong. For order {order!r} the bank has taken {taken} cents "
                f"instead of {cents}. {told(ending.story)}"
            )
            return Finding("wrong-result", message, line=line_of(bench.tree, "charge"))
        if world.notes.get(order) not in _receipts(world, order):
            message = (
                f"Order {order!r} is paid, and its receipt is not noted: `orders.get` gives {world.notes.get(order)!r}."
            )
            return Finding("wrong-result", message, line=line_of(bench.tree, "note") or line_of(bench.tree, "pay"))
        result = (ending.state.status(id) or {}).get("result")
        if result not in _receipts(world, order):
            message = f"`pay` returns the receipt of its order; for {order!r} it returned {result!r}."
            return Finding("wrong-result", message, line=line_of(bench.tree, "pay"))
    return None


def _charged_once(bench: Bench, start: State, ending: Ending, story: str) -> Finding | None:
    """What is wrong with an end of order A17, if anything is.

    Args:
        start: with the messages from which it all came.
    """
    world = ending.state.world
    times = len(world.charges)
    happened = f"{story} This can happen: {told(ending.story)}"
    checks_first = calls(bench.tree, "get")
    if times == 0:
        message = f"{happened} In the end nobody has paid: the card was never charged."
        gone = any("its message is gone" in event for event in ending.story)
        belief = "M09" if world.notes else "M55" if gone else "M56"
        return believed(Finding("wrong-result", message, line=line_of(bench.tree, "pay")), belief)
    if times > 1:
        message = f"{happened} In the end the card was charged {times} times for one order."
        return believed(
            Finding("wrong-result", message, line=line_of(bench.tree, "charge")), "M09" if checks_first else "M56"
        )
    if world.notes.get("A17") not in _receipts(world, "A17"):
        message = f"{happened} In the end the card was charged, and the receipt is not noted."
        return believed(Finding("wrong-result", message, line=line_of(bench.tree, "note")), "M55")
    for sent in start.queue:
        stored = ending.state.status(sent.id) or {"status": "STARTED"}
        if stored["status"] != "SUCCESS":
            message = (
                f"{happened} The order is paid and its receipt noted, but `pay` returns no receipt: whoever asks for "
                f"its result finds the state {stored['status']}."
            )
            return Finding("wrong-result", message, line=line_of(bench.tree, "pay"))
        if stored["result"] not in _receipts(world, "A17"):
            message = f"{happened} The order is paid and its receipt noted, but `pay` returned {stored['result']!r}."
            return Finding("wrong-result", message, line=line_of(bench.tree, "pay"))
    return None


def _survives_a_power_cut(bench: Bench) -> Finding | None:
    start = bench.sent("pay", _ORDER)
    for ending in bench.endings(start, (POWER,), 2):
        if finding := _charged_once(bench, start, ending, "Machines lose their power."):
            return finding
    return None


def _survives_a_killed_process(bench: Bench) -> Finding | None:
    mine = [bench.tasks[name] for name in bench.names.values()]
    if all(KILLED.returns(settings) == POWER.returns(settings) for settings in mine):
        return None  # then the same follows from both, and a power cut at every moment has been tried
    start = bench.sent("pay", _ORDER)
    for ending in bench.endings(start, (KILLED,), 2):
        if finding := _charged_once(bench, start, ending, "The system runs out of memory."):
            return finding
    return None


def _survives_twins(bench: Bench) -> Finding | None:
    start = bench.sent("pay", _ORDER)
    for ending in bench.overlaps(start):
        if finding := _charged_once(bench, start, ending, "Two workers have the same message."):
            return finding
    start = bench.sent("pay", _ORDER, _ORDER)
    (ending,) = bench.endings(start)
    return _charged_once(bench, start, ending, "The customer has clicked twice, so `pay` was sent twice for one order.")


repair_pay = delivered_exercise(
    id="12-3",
    title="Repair a payment that is charged twice",
    shape="repair",
    minutes=20,
    version=2,
    misconceptions=("M09", "M55", "M56"),
    hints=(
        (
            "Put your finger on each line and let the machine die there. Is the message still at the broker? If it is, "
            "the task begins again, on another machine: what has the bank already done?"
        ),
        (
            "Two settings of the task decide whether the message comes back: one about when it is acknowledged, one "
            "about a worker that has lost the process of the task. Look for both in the lesson."
        ),
        (
            "Between charging and noting there is always a moment in which the machine can die. So nothing that you "
            "note can help; the bank itself must recognise the second request. What is the same in both of them?"
        ),
    ),
    given=PAY,
    tasks=("pay",),
    hurdles=(
        Hurdle("it works when nothing goes wrong", 0, _three_orders, "Three orders, nothing goes wrong"),
        Hurdle(
            "a power cut charges nobody twice, and forgets nobody",
            3,
            _survives_a_power_cut,
            "One order, at most two power cuts, each of them at every moment",
        ),
        Hurdle(
            "a killed process charges nobody twice, and forgets nobody",
            1,
            _survives_a_killed_process,
            "One order, at most two killed processes, each of them at every moment",
        ),
        Hurdle(
            "two deliveries of one order are one payment",
            1,
            _survives_twins,
            "One order that is delivered twice, the second time at every moment of the first",
        ),
    ),
    why_others_fail=(
        (
            "`if orders.get(order) is None:` before the charge: the machine can die after the charge and before the "
            "note, and then the second delivery finds no note (M09)."
        ),
        "Noting before charging: the machine can die in between, and then the order looks paid and is not.",
        "`acks_late=True` alone: the message comes back, and the whole task is done again (M56).",
        "A key from `uuid4()`, from the clock or from `random`: the second delivery makes another one.",
        "The task's id as key: it is the same in a second delivery, but not when the customer clicks twice.",
    ),
)

# 12-4 ---------------------------------------------------------------------------------------------------------

COUNT = '''\
from celery import chord, group
from helpers.tasks.shop import app, warehouse


@app.task
def count(shelf):
    """How many things lie on this shelf. Somebody has to walk there, so it takes a while."""
    return warehouse.count(shelf)


def count_all(shelves):
    """Have all shelves counted, all of them at the same time if there are enough workers.

    Returns at once, without waiting for any result: an AsyncResult whose value will be the number of all things.
    shelves: a list of names, at least one.
    """
    return sum(count.delay(shelf).get() for shelf in shelves)
'''

_SHELVES = {"A": 5, "B": 20, "C": 5, "D": 100}  # equal numbers, too: who collects them in a set, loses some


def _count(bench: Bench, shelves: list[str], slots: int, newest: bool = False) -> tuple[Driven, Finding | None]:
    driven = bench.drive("count_all", [shelves], World(shelves=dict(_SHELVES)), slots, "warehouse.count", newest)
    call = f"`count_all({shelves})`, with {'one worker' if slots == 1 else f'{slots} workers'}."
    line = line_of(bench.tree, "count_all")
    called = driven.called
    if called is not None and called["end"] == "trouble":
        belief = "M51" if "within a task" in called["message"] else None
        message = f"{call} It raises {called['error']}: {called['message'].splitlines()[0]}"
        return driven, believed(Finding("exception", message, line=called.get("line") or line), belief)
    for ended in driven.ends:
        if ended.get("state") == "FAILURE" and "Never call result.get()" in ended.get("message", ""):
            message = f"{call} A task waits for the result of another one, and Celery forbids it: {ended['error']}."
            return driven, believed(Finding("exception", message, line=ended.get("line")), "M51")
    if driven.stuck or driven.endless:
        who = " and ".join(sorted({name.rpartition(".")[2] or "the caller" for name in driven.stuck})) or "a task"
        message = f"{call} Everything stands still: {who} waits for a result, and no worker is free to compute it."
        return driven, believed(Finding("deadlock", message, line=line), "M51")
    if finding := failed(bench, driven, call):
        return driven, finding
    return driven, None


def _right_sum(bench: Bench) -> Finding | None:
    for shelves, slots, newest in ((["A", "B", "C", "D"], 8, False), (["D", "A", "C"], 8, True)):
        driven, finding = _count(bench, shelves, slots, newest)
        if finding:
            return finding
        finding = _is_sum(bench, driven, shelves)
        if finding:
            return finding
    return None


def _is_sum(bench: Bench, driven: Driven, shelves: list[str]) -> Finding | None:
    line = line_of(bench.tree, "count_all")
    value = (driven.called or {}).get("value", {})
    if value.get("type") == "GroupResult":
        message = (
            "`count_all` returns the results of a group: one number for each shelf. The value has to be one number. "
            "Which task could add them up, and when may it start?"
        )
        return Finding("wrong-result", message, line=line)
    if not value.get("result"):
        message = f"`count_all` returns {value.get('shown', value.get('type'))}, and that is no AsyncResult."
        return believed(Finding("wrong-result", message, line=line), "M44" if driven.waited else None)
    stored = driven.state.status(value["result"])
    if stored is None or stored["status"] != "SUCCESS":
        state = stored["status"] if stored else "PENDING"
        message = f"All tasks are done, and the AsyncResult that `count_all` returned is still in the state {state}."
        return Finding("wrong-result", message, line=line)
    total = sum(_SHELVES[shelf] for shelf in shelves)
    if isinstance(stored["result"], bool) or stored["result"] != total:
        said = repr(stored["result"])[:60]
        message = f"`count_all({shelves})` comes to {said}; on these shelves lie {total} things."
        return Finding("wrong-result", message, line=line)
    return None


def _does_not_wait(bench: Bench) -> Finding | None:
    driven, finding = _count(bench, ["A", "B", "C", "D"], 8)
    if finding:
        return finding
    if driven.waited:
        message = "`count_all` waits for a result before it returns, and so does everybody who calls it."
        return believed(Finding("too-little-parallelism", message, line=line_of(bench.tree, "get")), "M44")
    return None


def _all_together(bench: Bench) -> Finding | None:
    shelves = ["A", "B", "C", "D"]
    driven, finding = _count(bench, shelves, 8)
    if finding:
        return finding
    if driven.peak < len(shelves) and driven.threads:
        message = (
            "Your tasks count in threads that they start themselves, and this check cannot see how many of these are "
            "at work at the same moment. Send a task for each shelf: then it can, and several machines can share the "
            "work."
        )
        return Finding("cannot-judge", message, line=line_of(bench.tree, "count_all"))
    if driven.peak < len(shelves):
        most = "one" if driven.peak == 1 else str(driven.peak)
        message = (
            f"Eight workers were free, and at no moment more than {most} of the {len(shelves)} shelves "
            f"{'was' if driven.peak == 1 else 'were'} being counted. How many messages have been sent when the first "
            "worker begins?"
        )
        belief = "M44" if calls(bench.tree, "get") else None
        return believed(Finding("too-little-parallelism", message, line=line_of(bench.tree, "count_all")), belief)
    return None


def _the_least(bench: Bench) -> Finding | None:
    for shelves, slots in ((["A", "B", "C"], 1), (["B"], 2)):
        driven, finding = _count(bench, shelves, slots)
        if finding and len(shelves) == 1:
            message = f"{finding.message} What does each of your tasks get when there is only a single shelf?"
            return replace(finding, message=message)
        if finding := finding or _is_sum(bench, driven, shelves):
            return finding
    return None


write_count = delivered_exercise(
    id="12-4",
    title="Write a count of all shelves at once",
    shape="write",
    minutes=10,
    version=2,
    misconceptions=("M44", "M51"),
    hints=(
        (
            "Two things have to be sent: a task for each shelf, and one that adds the numbers up. The second one needs "
            "the results of the first ones. Who can wait for them, if neither you nor a task may?"
        ),
        (
            "`count.s(shelf)` is a task with its arguments that has not been sent yet. The lesson has one building "
            "block for many of these at the same time, and one for a task that comes after all of them."
        ),
        (
            "Write a task that gets a list of numbers and returns their sum. Give it to a chord as the second part, as "
            "a signature without arguments: the list of results becomes its first argument."
        ),
    ),
    given=COUNT,
    tasks=("count",),
    hurdles=(
        Hurdle("the sum is right", 1, _right_sum, "Four shelves, and three in another order, with enough workers"),
        Hurdle("nobody waits in `count_all`", 1, _does_not_wait, "Four shelves, eight workers: what the caller does"),
        Hurdle(
            "all shelves are counted at the same time",
            1,
            _all_together,
            "Four shelves, eight workers: how many count at the same moment",
        ),
        Hurdle(
            "one worker is enough, and so is one shelf",
            1,
            _the_least,
            "Three shelves and a worker that does one task at a time; and a single shelf",
        ),
    ),
    why_others_fail=(
        "`sum(count.delay(s).get() for s in shelves)`: each shelf is sent after the one before it is done (M44).",
        "`[r.get() for r in results]` in `count_all`: all at once, but the caller waits for them.",
        "The same inside a task: Celery forbids it, because workers that wait for workers can all be waiting (M51).",
        "Returning the `GroupResult`: it holds a number for each shelf, and somebody has to wait and add them up.",
    ),
)

# 12-5 ---------------------------------------------------------------------------------------------------------

SEND = '''\
from helpers.tasks.shop import Busy, Closed, NoSuchAddress, app, post


@app.task
def send_letter(order):
    """Send the letter for this order.

    post.send(order) may raise
        Busy, Closed    not now: try again, at most 5 times after the first try. Each pause is longer than the one
                        before (up to a limit, if you like), and different tasks do not all pause equally long
        NoSuchAddress   that will not change: do not try again

    The task fails when it gives up, and it never sleeps: a worker that waits can do nothing else.
    """
    return post.send(order)
'''

_RETRIES = 5


def _tries(bench: Bench, trouble: list[str], point: float | None = None, order: str = "A17") -> tuple[Ending, int]:
    """How the letter for an order ends, and how often the post office was asked; each case is tried once."""
    case = (tuple(trouble), point, order)
    if case not in bench.known:
        bench.known[case] = _try(bench, trouble, point, order)
    ending: Ending = bench.known[case]
    return ending, ending.state.world.calls.get(order, 0)


def _try(bench: Bench, trouble: list[str], point: float | None, order: str) -> Ending:
    state = bench.sent("send_letter", [order], world=World(troubles={order: trouble}))
    if order != "A17":  # no two tasks fail at the very same moment: the clock may be what makes them differ
        state.now += 0.378125
    (ending,) = bench.endings(state, point=point)
    return ending


def _outcome(ending: Ending) -> tuple[str, str]:
    """The state and the kind of result in which the task ended at last."""
    last = [ended for ended in ending.last if ended["end"] == "done"]
    return (last[-1]["state"], last[-1].get("error", "")) if last else ("", "")


def _sleepless(bench: Bench, ending: Ending) -> Finding | None:
    if "sleep" in " ".join(ending.story):
        message = (
            "The task sleeps before it tries again. Meanwhile its worker does nothing, and a thousand letters that "
            "wait keep a thousand workers from working. Who could keep the task until its time has come?"
        )
        return Finding("rule", message, line=line_of(bench.tree, "sleep") or line_of(bench.tree, "wait"))
    return None


def _sends(bench: Bench) -> Finding | None:
    ending, tries = _tries(bench, [])
    if finding := failed(bench, ending, "The post office is open, and has time."):
        return finding
    if ending.state.world.letters != ["A17"] or tries != 1:
        message = f"The post office is open, and has time. The letter was sent {len(ending.state.world.letters)} times."
        return Finding("wrong-result", message, line=line_of(bench.tree, "send"))
    return None


def _tries_again(bench: Bench) -> Finding | None:
    for trouble in (["closed", "busy"], ["busy"] * _RETRIES):
        ending, tries = _tries(bench, trouble)
        if finding := _sleepless(bench, ending):
            return finding
        sent = len(ending.state.world.letters)
        said = " and ".join(
            f"{trouble.count(answer)} times {answer}" for answer in ("busy", "closed") if answer in trouble
        )
        story = f"The post office is {said}, and then it would take the letter."
        line = line_of(bench.tree, "send")
        if sent == 0:
            state, error = _outcome(ending)
            message = (
                f"{story} The task asked {tries} times and ended with {state} ({error}): the letter was never sent."
            )
            return Finding("wrong-result", message, line=line)
        if sent > 1:
            message = f"{story} The letter was sent {sent} times."
            return Finding("wrong-result", message, line=line)
    return None


def _gives_up(bench: Bench) -> Finding | None:
    ending, tries = _tries(bench, ["unknown", "..."])
    line = line_of(bench.tree, "send")
    if tries > 1:
        message = f"Nobody lives at the address, and the post office was asked {tries} times."
        return believed(Finding("wrong-result", message, line=line), "M57")
    if _outcome(ending)[0] != "FAILURE":
        message = (
            f"Nobody lives at the address, and the task ends with {_outcome(ending)[0]}: who asks, hears of nothing."
        )
        return believed(Finding("wrong-result", message, line=line), "M48")
    ending, tries = _tries(bench, ["busy", "..."], point=1.0)
    if tries > _RETRIES + 1:
        message = f"The post office is busy for ever, and was asked {tries} times; {_RETRIES + 1} were allowed."
        return believed(Finding("wrong-result", message, line=line), "M57")
    if _outcome(ending)[0] != "FAILURE":
        message = (
            f"The post office is busy for ever. After {tries} tries the task ends with {_outcome(ending)[0]}, as if "
            "the letter had been sent."
        )
        return believed(Finding("wrong-result", message, line=line), "M48")
    return None


def _pauses(ending: Ending) -> list[float]:
    times = [float(ended["at"]) for ended in ending.last]
    return [round(after - before, 6) for before, after in pairwise(times)]


def _seconds(pauses: list[float]) -> str:
    return ", ".join(f"{pause:g}" for pause in pauses)


def _backs_off(bench: Bench) -> Finding | None:
    longest = _pauses(_tries(bench, ["busy", "..."], point=1.0)[0])
    if len(longest) < _RETRIES:
        message = (
            f"The post office is busy for ever, and was asked {_RETRIES + 1} times. Between these there were "
            f"{len(longest)} pauses in which the worker was free for something else: who asks again at once, or waits "
            "in the task, gives it no time to do so."
        )
        return believed(Finding("wrong-result", message, line=line_of(bench.tree, "send")), "M58")
    growing = all(a <= b for a, b in pairwise(longest)) and longest[-1] > longest[0]
    if not growing:
        message = (
            f"The post office is busy for ever. The pauses before the next tries are at most {_seconds(longest)} "
            "seconds: they do not grow."
        )
        return believed(Finding("wrong-result", message, line=line_of(bench.tree, "retry")), "M58")
    return None


def _jitters(bench: Bench) -> Finding | None:
    # the first pauses of two tasks, and of one whose random numbers are as small as they can be
    shortest = _pauses(_tries(bench, ["busy"] * 2, point=0.0)[0])
    longest = _pauses(_tries(bench, ["busy"] * 2, point=1.0)[0])
    other = _pauses(_tries(bench, ["busy"] * 2, point=1.0, order="B4")[0])
    if shortest == longest == other:
        message = (
            f"A thousand letters find the post office busy at the same moment. All of them come back after "
            f"{_seconds(longest)}, ... seconds: again at the same moment."
        )
        return believed(Finding("wrong-result", message, line=line_of(bench.tree, "retry")), "M58")
    return None


write_letter = delivered_exercise(
    id="12-5",
    title="Write retries that end, and that spread",
    shape="write",
    minutes=12,
    version=2,
    misconceptions=("M48", "M57", "M58"),
    hints=(
        (
            "There are two groups of errors: those that may be gone later, and those that stay. The first group is "
            "tried again, with a limit; the second one is left alone, so that the task fails."
        ),
        (
            "Celery keeps a task until its next try is due. Either the decorator says which exceptions are retried and "
            "how, or the task itself calls `self.retry`, for which it needs `bind=True`."
        ),
        (
            "For the decorator: `autoretry_for`, `max_retries`, `retry_backoff`, `retry_jitter`. For `self.retry`: "
            "`countdown` from `self.request.retries`, with something random in it, and `max_retries`."
        ),
    ),
    given=SEND,
    tasks=("send_letter",),
    hurdles=(
        Hurdle("a letter is sent", 0, _sends, "The post office takes the letter at once"),
        Hurdle(
            "it tries again when that can help",
            1,
            _tries_again,
            "The post office is closed and then busy, or busy five times",
        ),
        Hurdle("it gives up when it must", 2, _gives_up, "No such address; and a post office that is busy for ever"),
        Hurdle("the pauses grow", 1, _backs_off, "The pauses, with each random number at its upper end"),
        Hurdle("not everybody comes back together", 1, _jitters, "The pauses, with each random number at either end"),
    ),
    why_others_fail=(
        "`autoretry_for=(Exception,)`: an address that does not exist is asked for again and again (M57).",
        "`max_retries=None`: a letter that cannot be sent is tried for ever (M57).",
        "A `while` loop with `time.sleep` in the task: the worker is busy with waiting.",
        "`countdown=60`: everybody who failed together comes back together (M58).",
        "`except PostError: return None`: the task ends well, and the letter was never sent (M48).",
    ),
)

EXERCISES = (predict, choose, repair_pay, write_count, write_letter)
