"""Chapter 10, asyncio and mixed work: seven exercises."""

from __future__ import annotations

import ast
import contextvars
from collections import Counter
from collections.abc import AsyncIterator, Callable
from typing import Any

from helpers.exercises.both_views import both_views
from helpers.exercises.coroutines import (
    PATIENCE,
    Play,
    Refused,
    Service,
    aio,
    holds,
    on_loop,
    others,
    until_idle,
    within,
)
from helpers.exercises.observed import Hurdle as ObservedHurdle
from helpers.exercises.observed import (
    Observed,
    Run,
    each_once,
    first_of,
    nothing_left,
    observed_exercise,
    together,
)
from helpers.exercises.predict import predict_exercise
from helpers.exercises.safety import Diagnose, Hurdle, Situation, safety_exercise
from helpers.exercises.values import same, shown
from helpers.interleave import Budget, Judgement, Probe, Scenario
from helpers.interleave.control.execution import Execution, Unwind, running
from helpers.interleave.doubles.locks import Event
from helpers.observe import Call, Observation, Plan
from helpers.observe.plan import Work
from helpers.verdict import Finding

Said = bool | str

SOME = Budget(systematic=30_000, bounded=10_000, random=5_000, shrink=20_000)
FEW = Budget(systematic=6_000, bounded=2_000, random=2_000, shrink=20_000)
BLOCKS = {"blocks-the-loop": "M54", "never-awaited": "M54"}


def _situation(
    name: str, story: str, play: Play, rules: bool = True, alone: bool = False, plain: bool = False, **more: Any
) -> Situation:
    """A situation whose play says True, or what went wrong.

    Args:
        rules: blocking the event loop is an error.
        plain: what it is about shows in nearly every order, so that not many need be looked at.
    """
    scenario = Scenario(main=on_loop(play), accept=lambda said: said, async_rules=rules, **more)
    return Situation(name, story, scenario, BLOCKS, alone, FEW if plain else SOME)


def _where_it_says(*beliefs: tuple[str, str]) -> Diagnose:
    """From the words of a play to the belief behind what they tell: the first pair whose words are there counts."""

    def diagnose(tree: ast.Module, judgement: Judgement) -> str | None:
        return next((belief for words, belief in beliefs if words in judgement.message), None)

    return diagnose


# 10-1 ---------------------------------------------------------------------------------------------------------

LUNCH = """\
import asyncio

done = []


async def cook(dish):
    await asyncio.sleep(0.1)  # the stove decides how long it takes
    done.append(dish)
    return dish


async def lunch():
    plates = await asyncio.gather(cook(1), cook(2))
    return int("".join(str(dish) for dish in plates + done))


def main():
    return asyncio.run(lunch())
"""


def _why_not_this_lunch(value: Any) -> str:
    text = str(value)
    if len(text) != 4 or sorted(text) != list("1122") or sorted(text[:2]) != list("12"):
        return (
            f"{value} cannot come out. The number has four digits: the two plates, then the two dishes in `done`. Each "
            "dish is cooked once, and stands once in each of the two lists."
        )
    return (
        f"{value} cannot come out. Its first two digits are the plates that `gather` gives. By which order does "
        "`gather` put its results: who was done first, or who was asked first?"
    )


predict_order = predict_exercise(
    id="10-1",
    title="Predict the order of two dishes",
    minutes=5,
    points=2,
    misconceptions=("M19",),
    hints=(
        (
            "There are two lists: `plates` is what `gather` returns, `done` is written by the tasks themselves. "
            "Who decides about the order in each of them?"
        ),
        (
            "`done.append` runs when a task goes on after its `sleep`. Nothing says which of the two goes on first. "
            "The results of `gather` stand where its arguments stand."
        ),
        "So the first two digits are always the same, and the last two can come in two ways. Write both numbers.",
    ),
    given=LUNCH,
    expression="lunch()",
    everyday=frozenset({1212}),
    why_impossible=_why_not_this_lunch,
    example="answer = {1111, 2222}",
    beliefs=("M19", "M19"),
    why_others_fail=(
        "`{1212}`: the tasks were started in this order, and need not end in it (M19).",
        "`{1212, 2121}`: `gather` returns its results in the order of its arguments, whoever is done first.",
        "All four orders: the two lists are not independent of each other in `done` alone; `plates` has one order.",
    ),
)

# 10-2 ---------------------------------------------------------------------------------------------------------

EVENING = """\
import asyncio

served = 0


async def serve():
    global served
    await asyncio.sleep(0.1)
    served += 1


async def fall():
    await asyncio.sleep(0.1)
    raise ValueError("a tray fell")


async def evening():
    try:
        await asyncio.gather(serve(), fall(), serve())
    except ValueError:
        at_the_fall = served
    for task in asyncio.all_tasks() - {asyncio.current_task()}:
        await task
    return 10 * at_the_fall + served


def main():
    return asyncio.run(evening())
"""


def _why_not_this_evening(value: Any) -> str:
    first, last = divmod(value, 10)
    if first > 2 or last > 2 or value < 0:
        return f"{value} cannot come out: there are two guests, so neither digit can be more than 2."
    if last < first:
        return f"{value} cannot come out: a guest who has been served stays served, so the number only grows."
    return (
        f"{value} cannot come out. With it, a guest would never be served. Who stops the others when one task of a "
        "`gather` fails? Look at the loop below the `except`, too."
    )


predict_failure = predict_exercise(
    id="10-2",
    title="Predict what a failing task does to its neighbours",
    minutes=5,
    points=2,
    misconceptions=("M54",),
    hints=(
        (
            "The number has two digits: how many guests were served when the exception arrived, and how many when "
            "all tasks had ended. The three tasks may end in any order."
        ),
        (
            "`gather` raises the first exception at once. What it does to its other tasks is in the lesson, "
            "in the section about groups."
        ),
        (
            "`gather` leaves the others alone: they go on, and the loop below waits for them. So the last digit is "
            "always the same. The first one is 0, 1 or 2; a 0 in front is not written."
        ),
    ),
    given=EVENING,
    expression="evening()",
    everyday=frozenset({12}),
    why_impossible=_why_not_this_evening,
    example="answer = {0, 21}",
    beliefs=("M19", "M54"),
    why_others_fail=(
        "`{0, 11, 22}`: this is what a `TaskGroup` would do: it cancels its other tasks (M54).",
        "`{12}`: the tasks end in the order of their start only by chance (M19).",
        "`{2, 12}`: the failing task may be the last one to go on; then both guests have been served before.",
    ),
)

# 10-3 ---------------------------------------------------------------------------------------------------------

CINEMA = '''\
class Cinema:
    """Sells the seats of a hall. Many coroutines of one event loop use it."""

    def __init__(self, seats, pay):
        """`await pay(name)` asks the bank of this guest, and says whether it has paid."""
        self.free = set(seats)
        self.booked = {}
        self.pay = pay

    async def book(self, seat, name):
        """Book `seat` for this guest and return True. If the seat is taken, or is being paid for, return False.

        Nobody pays for a seat without getting it. If the bank does not pay, return False; the seat is free again.
        """
        if seat in self.free:
            if await self.pay(name):
                self.free.discard(seat)
                self.booked[seat] = name
                return True
        return False

    def report(self):
        """A dictionary: for each seat that is paid for, the guest. Who is still paying is not in it."""
        return dict(self.booked)
'''


def _booked(hall: Any) -> Any:
    said = hall.report()
    return dict(dict.items(said)) if issubclass(type(said), dict) else said


def _hall_is(hall: Any, **wanted: str) -> Said:
    said = _booked(hall)
    right = type(said) is dict and same(sorted(said.items(), key=repr), sorted(wanted.items()))
    return right or f"`report()` gives {shown(said)}, and it should be {shown(wanted)}."


async def _one_guest_after_the_other(answer: Any) -> Said:
    bank = Service(give=lambda name: name != "Ben")
    hall = answer.Cinema(["A1", "A2"], bank)
    for seat, name, good in (("A1", "Ada", True), ("A1", "Cleo", False), ("A2", "Ben", False), ("A2", "Cleo", True)):
        how, said = await within(hall.book(seat, name))
        if how == "stuck":
            return f"`book({seat!r}, {name!r})` never comes back."
        if how == "error":
            return f"`book({seat!r}, {name!r})` raises {shown(said)}."
        if bool(said) is not good:
            return f"{name} asks for {seat} and gets {shown(said)} instead of {good}."
    if bank.calls["Cleo"] != 1:
        return f"Cleo asks for two seats and gets one; her bank was asked {bank.calls['Cleo']} times."
    return _hall_is(hall, A1="Ada", A2="Cleo")


def _two_guests_one_seat(refused: str = "") -> Play:
    async def play(answer: Any) -> Said:
        bank = Service(give=lambda name: name != refused)
        hall = answer.Cinema(["A1"], bank)
        how, said = await within(aio().gather(hall.book("A1", "Ada"), hall.book("A1", "Ben")))
        if how == "stuck":
            return "The two bookings never come to an end."
        if how == "error":
            return f"A booking raises {shown(said)}."
        winners = [name for name, yes in zip(("Ada", "Ben"), said, strict=True) if yes]
        paid = [name for name in ("Ada", "Ben") for _ in range(bank.calls[name]) if name != refused]
        if len(winners) > 1:
            return "Both were told that seat A1 is theirs."
        if paid != winners:
            return f"{' and '.join(paid) or 'Nobody'} paid, and {' and '.join(winners) or 'nobody'} got the seat."
        if not winners and not refused:
            return "Seat A1 was free, and nobody got it."
        if winners:
            return _hall_is(hall, A1=winners[0])
        return await _next_guest(hall, f"{refused}'s bank did not pay")

    return play


async def _next_guest(hall: Any, why: str) -> Said:
    how, said = await within(hall.book("A1", "Cleo"))
    if how == "stuck":
        return f"{why}, and then Cleo's booking of the same seat never comes back."
    if how == "error":
        return f"{why}, and then Cleo's booking of the same seat raises {shown(said)}."
    if not said:
        return f"{why}, and then Cleo is told that this seat is taken."
    return _hall_is(hall, A1="Cleo")


async def _the_line_is_down(answer: Any) -> Said:
    hall = answer.Cinema(["A1"], Service(fail=frozenset({"Ada"}), give=lambda name: True))
    how, said = await within(hall.book("A1", "Ada"))
    if how == "stuck":
        return "The booking never comes back."
    if how == "error" and not holds(said, Refused):
        return f"`pay` raised `Refused`, and the booking raises {shown(said)}."
    if how == "result" and said:
        return "`pay` raised an exception, and Ada was told that the seat is hers."
    return await _next_guest(hall, "The line to Ada's bank was down")


async def _two_seats(answer: Any) -> Said:
    bank = Service(meet=2, give=lambda name: True)
    hall = answer.Cinema(["A1", "A2"], bank)
    how, said = await within(aio().gather(hall.book("A1", "Ada"), hall.book("A2", "Ben")))
    if how != "result":
        return f"The two bookings come to no good end: {shown(said)}."
    if bank.alone:
        return "While one of them was paying, the other one had to wait, although they want different seats."
    return _hall_is(hall, A1="Ada", A2="Ben")


async def _ada_goes_home(answer: Any) -> Said:
    bank = Service(hold=frozenset({"Ada"}), give=lambda name: True)
    hall = answer.Cinema(["A1"], bank)
    task = aio().create_task(hall.book("A1", "Ada"))
    await until_idle()
    if not bank.calls["Ada"]:
        return "Ada's bank was never asked."
    if (said := _hall_is(hall)) is not True:
        return f"Ada is still paying, and is in the report already: {said}"
    task.cancel()
    await until_idle()
    if bank.inside:
        return "Ada's booking was cancelled, and her payment goes on."
    if not task.done():
        return "Ada's booking was cancelled, and its task does not come to an end."
    if not task.cancelled() and task.exception() is None and task.result():
        return "Ada's booking was cancelled, and she was told that the seat is hers."
    return await _next_guest(hall, "Ada's booking was cancelled while she was paying")


repair_cinema = safety_exercise(
    id="10-3",
    title="Repair a cinema that sells a seat twice",
    shape="repair",
    minutes=12,
    version=2,
    misconceptions=("M09", "M11", "M25", "M52", "M54"),
    hints=(
        (
            "One event loop runs one task at a time, and changes to another only at an `await`. Which `await` stands "
            "between looking whether the seat is free and taking it?"
        ),
        (
            "Take the seat out of `free` before you ask the bank. Now nobody else can want it. Who puts it back when "
            "the bank says no?"
        ),
        (
            "There are three ways out of `await self.pay(name)` without money: False, an exception, and being "
            "cancelled. `except Exception` does not see the last one; `finally` sees them all."
        ),
    ),
    given=CINEMA,
    unprotected=None,
    diagnose=_where_it_says(
        ("Both were told", "M09"),
        (" paid, and ", "M09"),
        ("had to wait", "M11"),
        ("payment goes on", "M52"),
        ("Cleo", "M25"),
        ("told that the seat is hers", "M25"),
    ),
    hurdles=(
        Hurdle(
            "it works for one guest after the other",
            0,
            (
                _situation(
                    "one after the other",
                    "Ada books A1. Then Cleo wants A1, Ben wants A2 and cannot pay, and Cleo takes A2.",
                    _one_guest_after_the_other,
                    rules=False,
                    alone=True,
                ),
            ),
        ),
        Hurdle(
            "no seat is sold twice, and nobody pays for nothing",
            2,
            (
                _situation(
                    "one seat",
                    "Ada and Ben want seat A1 at the same time.",
                    _two_guests_one_seat(),
                ),
            ),
        ),
        Hurdle(
            "a seat that was not paid for is free again",
            1,
            (
                _situation(
                    "no money",
                    "Ada and Ben want seat A1 at the same time; Ada's bank does not pay.",
                    _two_guests_one_seat("Ada"),
                ),
                _situation(
                    "an exception",
                    "Ada wants seat A1, and `pay` raises an exception.",
                    _the_line_is_down,
                ),
            ),
        ),
        Hurdle(
            "guests pay for different seats at the same time",
            1,
            (
                _situation(
                    "two seats",
                    "Ada wants seat A1, Ben wants A2. Both banks take long.",
                    _two_seats,
                ),
            ),
        ),
        Hurdle(
            "a guest who gives up while paying leaves the seat free",
            1,
            (
                _situation(
                    "a guest gives up",
                    "Ada's task is cancelled while her bank is asked.",
                    _ada_goes_home,
                ),
            ),
        ),
    ),
    why_others_fail=(
        "Looking again after the payment: the seat is not sold twice, but somebody has paid for nothing.",
        "One `asyncio.Lock` around all of `book`: right, but the whole hall waits for one bank (M11).",
        "A `threading.Lock` around the `await`: the second task stops the whole event loop, the first one too (M54).",
        "`except Exception:` to put the seat back: `CancelledError` is no `Exception`, so a time-out leaves it taken.",
    ),
)

# 10-4 ---------------------------------------------------------------------------------------------------------

SENSORS = '''\
import time


async def watch(sensor, read, pause):
    """What a sensor says after a pause, in seconds.

    `read(sensor)` is a function of an old library: it waits for the sensor, and returns what it says.
    """
    time.sleep(pause)
    return read(sensor)


async def watch_all(sensors, read, pause):
    """The readings of all sensors, in the order of `sensors`. They are watched at the same time."""
    return [await watch(sensor, read, pause) for sensor in sensors]
'''

_caller: contextvars.ContextVar[str] = contextvars.ContextVar("caller", default="nobody")
PAUSE = 5.0


class _Sensors:
    """The old library: its `read` waits."""

    def __init__(self, on_the_loop: bool = False, meet: int = 1) -> None:
        self.on_the_loop = on_the_loop
        self.meet = meet
        self.inside = 0
        self.alone = False
        self._met = Event()
        self.seen: dict[str, float] = {}
        self.callers: list[str] = []

    def read(self, sensor: str) -> str:
        execution = running()
        task = execution.current
        if task is not None and task.strand is not None and not self.on_the_loop:
            line = execution.line()
            execution.fail(
                "blocks-the-loop",
                f"Line {line}: `read` waits for the sensor, and it runs in the event loop's own thread. No other task "
                "can go on meanwhile.",
                line,
            )
            raise Unwind
        self.callers.append(_caller.get())
        self.seen[sensor] = execution.state.get("latest", 0.0)
        self.inside += 1
        if self.inside >= self.meet:
            self._met.set()
        elif not self._met.wait(PATIENCE):
            self.alone = True
            self._met.set()
        return f"{sensor}: 21"


async def _wait_for_ever() -> None:
    """Another task of the same loop: it would have something to do if anything happened."""
    await aio().Event().wait()


def _watched(*sensors: str, on_the_loop: bool = False, caller: str = "", beside: bool = True, meet: int = 1) -> Play:
    async def play(answer: Any) -> Said:
        library = _Sensors(on_the_loop, meet)
        waiting = aio().create_task(_wait_for_ever()) if beside else None
        if caller:
            _caller.set(caller)
        how, said = await within(answer.watch_all(list(sensors), library.read, PAUSE))
        if waiting is not None:
            waiting.cancel()
        if how == "stuck":
            return "`watch_all` never comes back."
        if how == "error":
            return f"`watch_all` raises {shown(said)}."
        wanted = [f"{sensor}: 21" for sensor in sensors]
        if not same(said, wanted):
            return f"`watch_all` gives {shown(said)} instead of {shown(wanted)}."
        if library.alone:
            return "One sensor was read, and only when it had answered the reading of the other one began."
        for sensor, when in library.seen.items():
            if beside and when < PAUSE:
                return f"Sensor {sensor} was read before the pause of {PAUSE:g} seconds was over."
        if caller and set(library.callers) != {caller}:
            wrong = next(name for name in library.callers if name != caller)
            return f"The context variable says {caller!r} where `watch_all` is called; in `read` it says {wrong!r}."
        return True

    return play


repair_blocking = safety_exercise(
    id="10-4",
    title="Repair coroutines that stop the whole loop",
    shape="repair",
    minutes=10,
    misconceptions=("M54", "M44", "M33"),
    hints=(
        (
            "A coroutine that waits without `await` keeps the loop's only thread. Which three lines of `watch` wait, "
            "and what could other tasks do meanwhile?"
        ),
        (
            "For a pause there is a function that is awaited: `asyncio.sleep`. `read` has no such sister, so it needs "
            "a thread of its own. And a loop with `await` in it waits for one sensor after the other."
        ),
        (
            "`await asyncio.to_thread(read, sensor)` runs it in a thread, with the context variables of the caller; "
            "`run_in_executor` leaves them behind. `asyncio.gather` keeps the order."
        ),
    ),
    given=SENSORS,
    unprotected=None,
    diagnose=_where_it_says(("only when it had answered", "M44"), ("The context variable says", "M33")),
    hurdles=(
        Hurdle(
            "the readings are right",
            0,
            (
                _situation(
                    "one sensor",
                    "One sensor is watched, and nothing else goes on.",
                    _watched("north", on_the_loop=True, beside=False),
                    rules=False,
                    alone=True,
                ),
            ),
        ),
        Hurdle(
            "nothing stops the event loop",
            2,
            (
                _situation(
                    "another task",
                    "One sensor is watched while another task of the loop ticks.",
                    _watched("north"),
                ),
            ),
        ),
        Hurdle(
            "the sensors are read at the same time",
            1,
            (
                _situation(
                    "two sensors",
                    "Two sensors are watched.",
                    _watched("north", "south", beside=False, meet=2),
                    plain=True,
                ),
            ),
        ),
        Hurdle(
            "`read` sees the context variables of the caller",
            1,
            (
                _situation(
                    "a context variable",
                    "The caller sets a context variable, and `read` looks at it.",
                    _watched("north", caller="Ada", beside=False),
                ),
            ),
        ),
    ),
    why_others_fail=(
        "`await asyncio.sleep` alone: the two calls of `read` still stop the loop (M54).",
        "`read` in a thread, and a loop with `await` in `watch_all`: one sensor after the other (M44).",
        "`loop.run_in_executor(None, read, sensor)`: a thread of a pool does not see the caller's context (M33).",
        "`async def` around `read`: a coroutine that never awaits runs in one go.",
    ),
)

# 10-5 ---------------------------------------------------------------------------------------------------------

FETCH = '''\
async def fetch_all(fetch, names, limit):
    """The results of `await fetch(name)` for all names, as a list in the order of `names`.

    As long as there are names left, `limit` fetches are under way, and never more.
    If a fetch raises an exception, the other fetches are cancelled, and the exception comes to the caller (as it is,
    or in an `ExceptionGroup`). No fetch goes on after that, nor when the caller is cancelled.
    """
    ...
'''


def _page(name: Any) -> str:
    return f"page {name}"


def _fetched(names: str, limit: int, **service: Any) -> Play:
    async def play(answer: Any) -> Said:
        fetch = Service(**service)
        how, said = await within(answer.fetch_all(fetch, list(names), limit))
        if how == "error":
            return f"`fetch_all` raises {shown(said)}."
        if how == "stuck":
            return "`fetch_all` never comes back."
        wanted = [_page(name) for name in names]
        if not same(said, wanted):
            return f"`fetch_all` gives {shown(said)} instead of {shown(wanted)}."
        for name, times in fetch.calls.items():
            if times > 1:
                return f"{name} was fetched {times} times."
        if fetch.peak > limit:
            return f"The limit is {limit}, and {fetch.peak} fetches were under way at the same time."
        if fetch.alone:
            return f"The limit is {limit}, and there were never {service['meet']} fetches under way at the same time."
        if fetch.waited_in_vain:
            slow = fetch.waited_in_vain[0]
            return (
                f"The fetch of {slow} takes long. Meanwhile only {fetch.peak - 1} more could have been under way, and "
                f"{service['after'][slow]} was not begun before {slow} was done."
            )
        return True

    return play


def _one_fails(names: str, limit: int, slow: str) -> Play:
    async def play(answer: Any) -> Said:
        fetch = Service(fail=frozenset("b"), hold=frozenset(slow))
        how, said = await within(answer.fetch_all(fetch, list(names), limit))
        if how == "stuck":
            return "The fetch of b failed, and `fetch_all` waits until the others are done instead of ending them."
        if how == "result":
            return f"The fetch of b raised an exception, and `fetch_all` returns {shown(said)}."
        if not holds(said, Refused):
            return f"The fetch of b raised `Refused`, and `fetch_all` raises {shown(said)}."
        before = fetch.calls.total()
        await until_idle()
        if fetch.inside:
            return "The exception has come to the caller, and a fetch still goes on."
        if fetch.calls.total() > before:
            return "The exception has come to the caller, and then one more fetch was begun."
        if others():
            return "The exception has come to the caller, and a task is left that waits for something."
        return True

    return play


async def _caller_is_cancelled(answer: Any) -> Said:
    fetch = Service(hold=frozenset("abc"))
    task = aio().create_task(answer.fetch_all(fetch, ["a", "b", "c"], 2))
    await until_idle()
    if fetch.inside == 0:
        return "No fetch was begun."
    before = fetch.calls.total()
    task.cancel()
    await until_idle()
    if fetch.inside:
        return "The task that runs `fetch_all` was cancelled, and a fetch still goes on."
    if not task.done() or others():
        return "The task that runs `fetch_all` was cancelled, and a task is left that waits for something."
    if not task.cancelled():
        return "The task that runs `fetch_all` was cancelled, and it ends as if nothing had happened."
    if fetch.calls.total() > before:
        return "The task that runs `fetch_all` was cancelled, and then one more fetch was begun."
    return True


write_fetch = safety_exercise(
    id="10-5",
    title="Write a fetch of many pages, a few at a time",
    shape="write",
    minutes=15,
    misconceptions=("M44", "M54", "M52"),
    hints=(
        (
            "Two questions. How can at most `limit` coroutines be in one place? And which of `gather` and `TaskGroup` "
            "ends the others when one fails?"
        ),
        (
            "An `asyncio.Semaphore(limit)`, made once, and an inner coroutine that fetches one page inside "
            "`async with`. Or `limit` workers that take names from one common iterator until there are none left."
        ),
        (
            "`async with asyncio.TaskGroup() as group:`, one task per name, all of them in a list. Below the block all "
            "are done: the results are `[task.result() for task in tasks]`, in the order of the list."
        ),
    ),
    given=FETCH,
    unprotected=None,
    diagnose=_where_it_says(
        ("there were never", "M44"),
        ("was not begun before", "M44"),
        ("was cancelled, and", "M52"),
        ("The exception has come to the caller", "M54"),
        ("instead of ending them", "M54"),
        ("raised an exception, and `fetch_all` returns", "M54"),
    ),
    hurdles=(
        Hurdle(
            "all pages are fetched, in order, never more than the limit",
            2,
            (
                _situation(
                    "one by one",
                    "Three names are fetched with limit 1.",
                    _fetched("abc", 1),
                    alone=True,
                ),
                _situation("no names", "There are no names.", _fetched("", 3), alone=True),
                _situation("three names", "Three names are fetched with limit 2.", _fetched("abc", 2)),
            ),
        ),
        Hurdle(
            "as many fetches are under way as the limit lets in",
            2,
            (
                _situation(
                    "two at a time",
                    "Two names are fetched with limit 2.",
                    _fetched("ab", 2, meet=2),
                ),
                _situation(
                    "a slow one",
                    "Three names are fetched with limit 2; the first one takes longer than the two others together.",
                    _fetched("abc", 2, after={"a": "c"}),
                ),
            ),
        ),
        Hurdle(
            "a failure ends the others, and comes to the caller",
            1,
            (
                _situation(
                    "a failure",
                    "Three names are fetched with limit 3; the fetch of b fails, the others take long.",
                    _one_fails("abc", 3, "ac"),
                ),
                _situation(
                    "a failure at the limit",
                    "Two names are fetched with limit 1; the fetch of b fails.",
                    _one_fails("ba", 1, ""),
                ),
            ),
        ),
        Hurdle(
            "when the caller is cancelled, no fetch goes on",
            1,
            (
                _situation(
                    "cancelled",
                    "Three names are fetched with limit 2; the caller is cancelled while two fetches are under way.",
                    _caller_is_cancelled,
                ),
            ),
        ),
    ),
    why_others_fail=(
        "A loop with `await fetch(name)`: one at a time, whatever the limit says (M44).",
        "`gather` in slices of `limit`: each slice waits for its slowest fetch (M44).",
        "`gather` with a semaphore: fast and in order, but after a failure the others go on (M54).",
        "`gather(..., return_exceptions=True)`: no exception comes, and everybody waits for the slowest.",
        "A semaphore made inside the inner coroutine: each has one of its own (M06).",
    ),
)

# 10-6 ---------------------------------------------------------------------------------------------------------

PIPELINE = '''\
async def pipeline(source, work, workers, room):
    """The results of `await work(item)` for every item of the asynchronous iterator `source`, as a list in any order.

    `workers` tasks work at the same time. At most `room` items wait for them, besides the one that was drawn last:
    a fast source has to wait. Draw from `source` in one task only.
    If `work` or `source` raises an exception, everything stops, and the exception comes to the caller (as it is, or in
    an `ExceptionGroup`). When the pipeline has ended, for whatever reason, none of its tasks is left.
    """
    ...
'''


class _Source:
    """A source of items that knows how many were drawn from it."""

    def __init__(self, items: int, breaks: bool = False, first: int = 1) -> None:
        self.items, self.breaks, self.first, self.drawn = items, breaks, first, 0

    def __aiter__(self) -> AsyncIterator[int]:
        return self.stream()

    async def stream(self) -> AsyncIterator[int]:
        for item in range(self.first, self.first + self.items):
            self.drawn += 1
            yield item
        if self.breaks:
            raise Refused("source")


def _squares(item: int) -> int:
    return item * item


def _worked(items: int, workers: int, room: int, first: int = 1, **service: Any) -> Play:
    async def play(answer: Any) -> Said:
        work = Service(give=_squares, **service)
        how, said = await within(answer.pipeline(_Source(items, first=first).stream(), work, workers, room))
        if how == "error":
            return f"`pipeline` raises {shown(said)}."
        if how == "stuck":
            done = work.ended.total()
            return f"`pipeline` never comes back: {done} of {items} items were worked on, and nobody can go on."
        wanted = Counter(_squares(item) for item in range(first, first + items))
        if type(said) is not list or any(type(value) is not int for value in said):
            return f"`pipeline` gives {shown(said)} instead of a list of {items} numbers."
        if Counter(said) != wanted:
            return f"`pipeline` gives {shown(said)}; the numbers of the list should be {shown(sorted(wanted))}."
        if work.peak > workers:
            return f"There are {workers} workers, and {work.peak} items were worked on at the same time."
        if work.alone:
            return f"There are {workers} workers, and never more than {work.peak} of them worked at the same time."
        await until_idle()
        if others():
            return "The pipeline has ended, and one of its tasks is left that waits for something."
        return True

    return play


async def _fast_source(answer: Any) -> Said:
    workers, room = 2, 2
    source = _Source(20)
    work = Service(hold=frozenset(range(21)), give=_squares)
    task = aio().create_task(answer.pipeline(source.stream(), work, workers, room))
    await until_idle()
    drawn = source.drawn
    task.cancel()
    await until_idle()
    if drawn > workers + room + 1:
        return f"{workers} items are worked on and {room} may wait, and {drawn} were drawn from the source."
    if drawn < workers + room:
        return f"{workers} items are worked on and {room} may wait, and only {drawn} were drawn from the source."
    return True


def _breaks(items: int, workers: int, breaks: bool = False, **service: Any) -> Play:
    async def play(answer: Any) -> Said:
        work = Service(give=_squares, **service)
        how, said = await within(answer.pipeline(_Source(items, breaks).stream(), work, workers, 1))
        what = "The source" if breaks else "`work`"
        if how == "stuck":
            return f"{what} raised an exception, and the pipeline never comes back."
        if how == "result":
            return f"{what} raised an exception, and `pipeline` returns {shown(said)}."
        if not holds(said, Refused):
            return f"{what} raised `Refused`, and `pipeline` raises {shown(said)}."
        return await _all_gone(work, "The exception has come to the caller")

    return play


async def _all_gone(work: Service, when: str) -> Said:
    await until_idle()
    if work.inside:
        return f"{when}, and an item is still worked on."
    if others():
        return f"{when}, and a task of the pipeline is left that waits for something."
    return True


async def _pipeline_times_out(answer: Any) -> Said:
    work = Service(hold=frozenset(range(9)), give=_squares)
    task = aio().create_task(answer.pipeline(_Source(4).stream(), work, 2, 1))
    await until_idle()
    if not work.inside:
        return "Nothing is being worked on."
    task.cancel()
    await until_idle()
    if not task.done():
        return "The time-out has cancelled the pipeline, and its task does not come to an end."
    if not task.cancelled():
        return "The time-out has cancelled the pipeline, and its task ends as if nothing had happened."
    return await _all_gone(work, "The time-out has cancelled the pipeline")


write_pipeline = safety_exercise(
    id="10-6",
    version=2,
    title="Write a pipeline with room for a few",
    shape="write",
    minutes=20,
    misconceptions=("M46", "M47", "M44", "M54", "M52"),
    hints=(
        (
            "One task draws from the source and puts items into an `asyncio.Queue` of limited size; others take them "
            "out. Two things to decide: how a worker learns that nothing more comes, and who ends the tasks when one "
            "fails."
        ),
        (
            "`asyncio.Queue(maxsize=room)` makes `put` wait when it is full: that is the back-pressure. After the last "
            "item, put one end mark for each worker. Run producer and workers in one `TaskGroup`."
        ),
        (
            "The block of the `TaskGroup` itself may be the producer: `async for item in source: await queue.put(...)`,"
            " then the end marks. When a worker fails, the group cancels the block and the other workers."
        ),
    ),
    given=PIPELINE,
    unprotected=None,
    diagnose=_where_it_says(
        ("and nobody can go on", "M47"),
        ("the numbers of the list should be", "M46"),
        ("worked at the same time", "M44"),
        ("raised an exception, and the pipeline never comes back", "M54"),
        ("The exception has come to the caller", "M54"),
        ("The time-out has cancelled", "M52"),
    ),
    hurdles=(
        Hurdle(
            "each item is worked on once, and the pipeline ends",
            2,
            (
                _situation("one worker", "Two items, 0 and 1, one worker, room for one.", _worked(2, 1, 1, first=0)),
                _situation(
                    "more workers than items",
                    "One item, two workers, room for two.",
                    _worked(1, 2, 2),
                ),
                _situation(
                    "two workers",
                    "Two items, two workers, room for one.",
                    _worked(2, 2, 1),
                ),
                _situation("nothing", "The source is empty; one worker.", _worked(0, 1, 1)),
            ),
        ),
        Hurdle(
            "all workers work at the same time",
            1,
            (
                _situation(
                    "two at work",
                    "Two items, two workers, room for one; work takes long.",
                    _worked(2, 2, 1, meet=2),
                    plain=True,
                ),
            ),
        ),
        Hurdle(
            "a fast source has to wait",
            1,
            (
                _situation(
                    "a fast source",
                    "Twenty items, two workers, room for two; no work ends.",
                    _fast_source,
                    plain=True,
                ),
            ),
        ),
        Hurdle(
            "a failure stops everything, and comes to the caller",
            1,
            (
                _situation(
                    "work fails",
                    "Four items, two workers, room for one; the work on 2 fails, the work on 1 takes long.",
                    _breaks(4, 2, fail=frozenset({2}), hold=frozenset({1})),
                    plain=True,
                ),
                _situation(
                    "the source fails",
                    "The source gives two items and fails; two workers, whose work takes long.",
                    _breaks(2, 2, breaks=True, hold=frozenset({1, 2})),
                    plain=True,
                ),
            ),
        ),
        Hurdle(
            "a time-out leaves nothing behind",
            1,
            (
                _situation(
                    "a time-out",
                    "Four items, two workers, room for one; the pipeline is cancelled while work is under way.",
                    _pipeline_times_out,
                    plain=True,
                ),
            ),
        ),
    ),
    why_others_fail=(
        "`while not queue.empty()` in the workers: empty means only that nothing is there at the moment (M46).",
        "One end mark for all workers: one worker takes it, the others wait for ever (M47).",
        "`asyncio.Queue()` without a size: a fast source fills the memory.",
        "`await queue.join()` and nothing else: when a worker has failed, nobody calls `task_done` any more.",
        "Workers made with `create_task` and forgotten: after an exception they wait at `get` for ever (M54).",
    ),
)

# 10-7 ---------------------------------------------------------------------------------------------------------

COUNTING = '''\
import asyncio
from concurrent.futures import ProcessPoolExecutor


async def count_all(count, texts, workers):
    """`count(text)` for every text, as a list in the order of `texts`.

    `count` computes for a long time, so it runs in a pool of `workers` processes, and the event loop goes on
    meanwhile. If `count` raises an exception, it comes to the caller. No process is left in the end.
    """
    loop = asyncio.get_event_loop()
    pool = ProcessPoolExecutor(max_workers=workers)
    futures = [pool.submit(count, text) for text in texts]
    return [future.result() for future in futures]
'''

_counting = Probe("in `count`")


def count_anywhere(text: str) -> int:
    """What the scenario hands over as `count` where only the results are looked at."""
    return len(text)


def count_letters(text: str) -> int:
    """What the scenario hands over as `count`: it knows in which process it runs."""
    execution = running()
    task = execution.current
    if task is None or task.process is None:
        line = execution.line()
        if task is not None and task.strand is not None:
            kind, where = "blocks-the-loop", "the event loop's own thread. No other task can go on meanwhile."
        else:
            kind, where = "wrong-result", "a thread of the main process: there it takes the interpreter from the loop."
        execution.fail(kind, f"`count` computes for a long time, and it runs in {where}", line)
        raise Unwind
    with _counting:
        _meet(execution)
        if text == "?":
            raise Refused(text)
        return len(text)


def _meet(execution: Execution) -> None:
    """Where two are to count together, the first one waits for the other; or until nobody else can come."""
    both = execution.state.get("counting together")
    if both is None:
        return
    if execution.state["inside"][id(_counting)] > 1:
        both.set()
    elif not both.wait(PATIENCE):
        execution.state["counted alone"] = True
        both.set()


async def _together(answer: Any) -> Said:
    execution = running()
    execution.state["counting together"] = Event()
    said = await _counted("a", "bb")(answer)
    if said is True and execution.state.get("counted alone"):
        execution.fail("too-much-locking", "two texts are never in `count` at the same time")
        raise Unwind
    return said


def _counted(*texts: str, count: Callable[[str], int] = count_letters, beside: bool = False) -> Play:
    async def play(answer: Any) -> Said:
        waiting = aio().create_task(_wait_for_ever()) if beside else None
        how, said = await within(answer.count_all(count, list(texts), 2))
        if waiting is not None:
            waiting.cancel()
        if how == "stuck":
            return "`count_all` never comes back."
        if "?" in texts:
            if how == "result":
                return f"`count` raised an exception, and `count_all` returns {shown(said)}."
            return holds(said, Refused) or f"`count` raised `Refused`, and `count_all` raises {shown(said)}."
        if how == "error":
            return f"`count_all` raises {shown(said)}."
        wanted = [len(text) for text in texts]
        return same(said, wanted) or f"`count_all` gives {shown(said)} instead of {wanted}."

    return play


async def _many_texts(answer: Any) -> Said:
    how, said = await within(answer.count_all(count_letters, ["a", "bb", "ccc"], 2))
    if how != "result":
        return f"`count_all` comes to no good end: {shown(said)}."
    started = len({id(task.process) for task in running().tasks if task.process is not None})
    if started > 2:
        return f"The pool may have 2 processes, and {started} were started."
    return same(said, [1, 2, 3]) or f"`count_all` gives {shown(said)} instead of [1, 2, 3]."


_mixed_simulated = safety_exercise(
    id="10-7",
    title="Repair a coroutine that waits for a pool of processes",
    shape="repair",
    minutes=10,
    misconceptions=("M54", "M44", "M35", "M37"),
    hints=(
        (
            "The pool is right: processes compute at the same time. But who waits for them in `future.result()`, and "
            "which other tasks can go on meanwhile?"
        ),
        (
            "The event loop has a method that hands a call to an executor and gives something to `await`: "
            "`run_in_executor`. Inside a coroutine, ask for the loop with `asyncio.get_running_loop()`."
        ),
        (
            "First hand over all calls, then await them together: `asyncio.gather` keeps the order. The pool in a "
            "`with` block is shut down whatever happens."
        ),
    ),
    given=COUNTING,
    unprotected=None,
    version=2,
    diagnose=_where_it_says(
        ("never in `count` at the same time", "M44"),
        ("a thread of the main process", "M35"),
        ("were started", "M37"),
    ),
    hurdles=(
        Hurdle(
            "the numbers are right",
            0,
            (
                _situation(
                    "two texts",
                    "Two texts are counted, and nothing else goes on.",
                    _counted("a", "bb", count=count_anywhere),
                    rules=False,
                    alone=True,
                ),
            ),
        ),
        Hurdle(
            "the event loop goes on meanwhile",
            2,
            (
                _situation(
                    "another task",
                    "Two texts are counted while another task of the loop waits.",
                    _counted("a", "bb", beside=True),
                ),
            ),
        ),
        Hurdle(
            "as many processes as allowed count at the same time",
            1,
            (
                _situation(
                    "at the same time",
                    "Two texts are counted by two processes.",
                    _together,
                    plain=True,
                ),
                _situation(
                    "more texts than processes",
                    "Three texts are counted by two processes.",
                    _many_texts,
                    plain=True,
                ),
            ),
        ),
        Hurdle(
            "an exception comes to the caller",
            1,
            (
                _situation(
                    "an exception",
                    "Two texts are counted by two processes; the second one raises an exception.",
                    _counted("a", "?"),
                    plain=True,
                ),
            ),
        ),
    ),
    why_others_fail=(
        "`list(pool.map(count, texts))`: the list waits for every result, in the loop's thread (M54).",
        "`await loop.run_in_executor(...)` in a loop: one process works, the others look on (M44).",
        "A `ThreadPoolExecutor`: threads of one standard interpreter take turns, the loop among them (M35).",
        "A pool for each text: starting processes costs more than the counting (M37).",
        "A pool in a global variable: its processes stay as long as the program runs.",
    ),
)

COUNT = Work("helpers.workers.letters:count_letters")
TEXTS = ["to be", "or not", "to", "be"]


def _really_counted(seen: Observation) -> Finding | None:
    values = seen.values()
    if seen.result == [values.get(text) for text in TEXTS]:
        return None
    return Finding("wrong-result", "The numbers do not stand in the order of the texts.")


_REAL_RUN = Run(
    "real processes",
    "Four texts are counted by two processes.",
    Call("count_all", (COUNT, TEXTS, 2), is_async=True),
    Plan(),
)

_mixed_real = observed_exercise(
    id=_mixed_simulated.id,
    title=_mixed_simulated.title,
    shape=_mixed_simulated.shape,
    minutes=_mixed_simulated.minutes,
    misconceptions=_mixed_simulated.misconceptions,
    hints=_mixed_simulated.hints,
    given=COUNTING,
    hurdles=(
        ObservedHurdle(
            "two real processes count at the same time, and none is left",
            1,
            (
                Observed(
                    _REAL_RUN,
                    first_of(
                        each_once(TEXTS, "text"), _really_counted, together(2, "M44", processes=True), nothing_left()
                    ),
                ),
            ),
        ),
    ),
)

repair_mixed = both_views(_mixed_simulated, _mixed_real)


EXERCISES = (
    predict_order,
    predict_failure,
    repair_cinema,
    repair_blocking,
    write_fetch,
    write_pipeline,
    repair_mixed,
)
