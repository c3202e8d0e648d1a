"""Chapter 2, threads: eight exercises."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from helpers.exercises.classify import Card, classify_exercise
from helpers.exercises.predict import predict_exercise
from helpers.exercises.questions import Wrong
from helpers.exercises.read_error import Broken, read_error_exercise
from helpers.exercises.safety import Hurdle, Situation, safety_exercise
from helpers.exercises.thread_beliefs import diagnose_threads
from helpers.exercises.values import same, shown
from helpers.interleave import Probe, Program, Scenario, outcomes
from helpers.interleave.control.execution import running
from helpers.interleave.doubles.locks import Event

# 02-1 ---------------------------------------------------------------------------------------------------------

BELLS = """\
from threading import Thread


def main():
    bells = []
    soup = Thread(target=bells.append, args=("S",))
    rice = Thread(target=bells.append, args=("R",))
    soup.start()
    rice.start()
    soup.join()
    bells.append("M")
    rice.join()
    return "".join(bells)
"""


def _why_no_order(order: str) -> str:
    if sorted(order) != ["M", "R", "S"]:
        return f"`{order}` cannot come out: each bell rings once. Write the three letters S, R and M in one text."
    return (
        f"`{order}` cannot come out. Which line does the main thread have to get past before it rings its own bell, "
        "and what must have happened by then?"
    )


order = predict_exercise(
    id="02-1",
    title="Predict every order of three bells",
    minutes=5,
    points=3,
    misconceptions=("M19",),
    hints=(
        (
            "Write down for each bell what must have happened before it can ring. `start()` only says that a thread "
            "may begin; `join()` says that it has ended."
        ),
        (
            "The main thread rings after `soup.join()`. So one of the other two bells has rung by then. What is known "
            "about the second one at that moment?"
        ),
        (
            "Fix the two bells whose order is certain, and write them down. Then put the third letter into every place "
            "that is left: in front of them, between them, behind them."
        ),
    ),
    given=BELLS,
    expression="main()",
    everyday=frozenset({"SRM"}),
    why_impossible=_why_no_order,
    example='answer = {"MRS"}',
    beliefs=("M19", "M19"),
    texts=True,
    why_others_fail=(
        '`{"SRM"}`: this is what you nearly always see. But no line makes the rice ring after the soup.',
        '`{"SRM", "RSM"}`: the main thread waits for the soup alone. The rice may still be on its way.',
        "All six orders: `soup.join()` stands before the main thread's own bell, so `M` cannot come before `S`.",
    ),
)

# 02-2 ---------------------------------------------------------------------------------------------------------

SIX_WAITERS = """\
from threading import Event, Thread

log = []


def a():
    order_is_in = Event()

    def serve():
        order_is_in.wait()
        log.append("soup")

    waiter = Thread(target=serve)
    waiter.run()
    order_is_in.set()


def b():
    waiter = Thread(target=print, args=("soup",))
    waiter.start()
    waiter.join()
    waiter.start()
    log.append("soup")


def c():
    def serve():
        log.append("soup"[9])

    waiter = Thread(target=serve)
    waiter.start()
    try:
        waiter.join()
    except IndexError:
        log.append("sorry, no soup")


def d():
    waiter = Thread(target=log.append, args=("soup",), daemon=True)
    waiter.start()


def e():
    def serve():
        try:
            Event().wait()
        finally:
            log.append("kitchen cleaned")

    Thread(target=serve, daemon=True).start()


def f():
    waiter = Thread(target=log.append, args=("soup",))
    waiter.start()
"""

FULL, EMPTY, EITHER, ERROR, STUCK = "one entry", "no entry", "one or none", "error in the main thread", "never ends"


def _without_tracebacks() -> None:
    """What `threading.excepthook` prints to the screen is no end of the program: a thread may end like that."""
    running().own("modules").get("threading").excepthook = lambda caught: None


def how_it_ends(function: str) -> str:
    """What the log holds when a program that calls one of the functions has ended: one of the choices."""

    def main(answer: Any) -> Any:
        _without_tracebacks()
        getattr(answer, function)()
        others = [task for task in running().tasks[1:] if not task.finished and not task.daemon]
        # the program ends now, when it waits for nobody else; or when the last thread that it waits for has ended
        return answer.log if others else answer.log_now()

    # the copy is made by code under control, so that who appends before and who after makes a difference
    source = f"{SIX_WAITERS}\n\ndef log_now():\n    return list(log)\n"
    found = outcomes(Program(source, Scenario(main=main, result=lambda log: log), filename="program.py"))
    kinds = {outcome.kind for outcome in found.all}
    if kinds - {"", "exception"}:
        return STUCK
    if "exception" in kinds:
        return ERROR
    entries = {len(log) for log in found.values}
    return EITHER if len(entries) > 1 else FULL if entries == {1} else EMPTY


def _ends(key: str, why: dict[str, Wrong], otherwise: Wrong) -> Card:
    whys = {choice: why.get(choice, otherwise) for choice in (FULL, EMPTY, EITHER, ERROR, STUCK)}
    return Card(key, lambda: how_it_ends(key), whys)


endings = classify_exercise(
    id="02-2",
    title="Predict what six waiters leave behind",
    shape="predict",
    minutes=8,
    points=3,
    misconceptions=("M29", "M30", "M31"),
    hints=(
        (
            "Ask three questions of each function. Which thread runs the lines of `serve`? What does the main thread "
            "wait for? And who stops whom when the main thread has done its last line?"
        ),
        (
            "`run()` is an ordinary call, `start()` makes a thread, once. `join()` waits, and does nothing else. "
            "At the end of the program Python waits for threads, but not for daemon threads."
        ),
        (
            "In `a`, the line that could end the waiting stands below the line that waits. In `c`, the `except` is in "
            "another thread than the error. In `d` and `e`, think of a program that ends right after `start()`."
        ),
    ),
    given=SIX_WAITERS,
    choices=(FULL, EMPTY, EITHER, ERROR, STUCK),
    also={
        "1": FULL,
        "one": FULL,
        "full": FULL,
        "0": EMPTY,
        "empty": EMPTY,
        "none": EMPTY,
        "0 or 1": EITHER,
        "none or one": EITHER,
        "one or no entry": EITHER,
        "no entry or one entry": EITHER,
        "one entry or no entry": EITHER,
        "either": EITHER,
        "error": ERROR,
        "never": STUCK,
        "it never ends": STUCK,
    },
    cards=(
        _ends(
            "a",
            {},
            Wrong("the line after `waiter.run()` is not reached before `run()` comes back.", "M31"),
        ),
        _ends(
            "b",
            {STUCK: Wrong("nothing in `b` waits for ever: the only `join()` is for a thread that prints and ends.")},
            Wrong("the same thread object is told to start a second time, before the log is written.", "M31"),
        ),
        _ends(
            "c",
            {STUCK: Wrong("`join()` comes back when the thread has ended, and an error ends it, too.")},
            Wrong("the error comes up in the thread; the `try` is in the main thread.", "M29"),
        ),
        _ends(
            "d",
            {
                FULL: Wrong("nobody waits for this thread: the program may end before its first step.", "M30"),
                EMPTY: Wrong("the thread may get its turn before the main thread comes to the end of the program."),
            },
            Wrong("`start()` works, and nothing here waits."),
        ),
        _ends(
            "e",
            {STUCK: Wrong("at the end of the program, does Python wait for this thread? Look at how it was made.")},
            Wrong("the thread never gets past its `wait()`, so nothing in it leads to the `finally`.", "M30"),
        ),
        _ends(
            "f",
            {
                EITHER: Wrong("this thread is no daemon: when does a program with such a thread end?"),
                EMPTY: Wrong("this thread is no daemon: when does a program with such a thread end?"),
            },
            Wrong("the thread has one line to do, and nothing keeps it from doing it."),
        ),
    ),
    searched="Each function was run, under every interleaving, as the last thing that a program does.",
    why_others_fail=(
        "`run()` in place of `start()`: no thread is made. The main thread waits for something it would do itself.",
        "`except` around `join()`: `join()` does not raise what the thread raised. `threading.excepthook` prints it.",
        "`finally` in a daemon thread: when the program ends, the thread is simply no longer there.",
        "No `join()` for a normal thread: the program itself waits for it before it ends.",
    ),
)

# 02-3 ---------------------------------------------------------------------------------------------------------

FIVE_REPORTS = """\
from threading import Thread

log = []
board = {}


def a():
    log.append("start")
    cook = Thread(target=log.append, args=("soup",))
    cook.start()
    report = len(log)
    cook.join()
    return report


def b():
    def serve(dish):
        board["last dish"] = dish

    waiters = [Thread(target=serve, args=(dish,)) for dish in ("soup", "rice")]
    for waiter in waiters:
        waiter.start()
    for waiter in waiters:
        waiter.join()
    return board["last dish"]


def c():
    cooks = [Thread(target=log.append, args=("plate",)) for _ in range(3)]
    for cook in cooks:
        cook.start()
    for cook in cooks:
        cook.join()
    return len(log)


def d():
    cooks = [Thread(target=log.append, args=("plate",)) for _ in range(2)]
    for cook in cooks:
        cook.start()
    cook.join()
    return len(log)


def e():
    for dish in ("soup", "rice"):
        cook = Thread(target=log.append, args=(dish,))
        cook.start()
        cook.join()
    return log[-1]
"""

RACE, UNFINISHED, FINE = "race", "unfinished", "always the same"


def race_or_unfinished(function: str) -> str:
    """What the interleavings of one function show, from what it returns and what is there when all threads ended."""

    def main(answer: Any) -> Any:
        return getattr(answer, function)(), answer

    def result(ended: Any) -> Any:
        said, answer = ended
        return said, answer.log, answer.board

    found = outcomes(Program(FIVE_REPORTS, Scenario(main=main, result=result), filename="program.py"))
    # log and board as they are when all threads have ended, which may be later than the return
    if len({(tuple(sorted(log)), tuple(sorted(board.items()))) for _, log, board in found.values}) > 1:
        return RACE
    return UNFINISHED if len({said for said, _, _ in found.values}) > 1 else FINE


def _report(key: str, **why: Wrong) -> Card:
    return Card(key, lambda: race_or_unfinished(key), {choice: why[choice.split()[0]] for choice in _named(why)})


def _named(why: dict[str, Wrong]) -> list[str]:
    return [choice for choice in (RACE, UNFINISHED, FINE) if choice.split()[0] in why]


_NO_LINE = "is there a line that makes the returned value certain? Try to find a schedule with another one."

unfinished = classify_exercise(
    id="02-3",
    title="Tell a race from work that is unfinished",
    minutes=5,
    points=3,
    misconceptions=("M04", "M19"),
    hints=(
        (
            "Two questions for each function. Can it return different values? And when all threads have ended, can "
            "the program's data be different from run to run?"
        ),
        (
            "Find the line that reads what is returned. Which threads are certain to have ended when it is reached? "
            "A thread is certain to have ended only after its own `join()`."
        ),
        (
            "If the data is always the same in the end, and only the moment of looking differs, the work was "
            "unfinished. If two threads write the same name, ask who writes last."
        ),
    ),
    given=FIVE_REPORTS,
    choices=(RACE, UNFINISHED, FINE),
    also={
        "always same": FINE,
        "unfinished work": UNFINISHED,
        "same": FINE,
        "fine": FINE,
        "race condition": RACE,
        "not finished": UNFINISHED,
    },
    cards=(
        _report(
            "a",
            race=Wrong(
                "two numbers can be returned, but what is in `log` when all threads have ended is the same each time.",
                "M04",
            ),
            always=Wrong(_NO_LINE, "M19"),
        ),
        _report(
            "b",
            unfinished=Wrong("all threads have ended when the board is read: nothing is left to be done.", "M04"),
            always=Wrong("who was started last need not write last.", "M19"),
        ),
        _report(
            "c",
            race=Wrong("each `append` is one step, and adds one entry, in whatever order they come."),
            unfinished=Wrong("which of the three threads could still be at work when `len(log)` is read?"),
        ),
        _report(
            "d",
            race=Wrong("what is in `log` when all threads have ended is the same each time.", "M04"),
            always=Wrong(
                "for which of the two threads does `cook.join()` wait here? The other one may be late.", "M19"
            ),
        ),
        _report(
            "e",
            race=Wrong("how many threads are there at the same time, beside the main thread?"),
            unfinished=Wrong("which thread could still be at work when `log[-1]` is read?"),
        ),
    ),
    searched="Each function was run under every interleaving: what it returns, and what is there when all has ended.",
    why_others_fail=(
        "`a` as a race: the report comes early or late, but no plate is ever lost. It is read before `join()`.",
        "`b` as always the same: the waiter who was started last usually writes last, and nothing makes him.",
        "`d` as always the same: the loop's variable is the last thread. Only that one is waited for.",
    ),
)

# 02-4 ---------------------------------------------------------------------------------------------------------

BROKEN_ORDERS = '''\
from threading import Thread

prices = {"soup": 4, "rice": 3}  # this is the whole menu


def pay(dish, guests):
    """What a dish costs for so many guests."""
    return prices[dish] * guests


def call(name):
    """How many letters the waiter had to shout."""
    return len(name)


def a():
    waiter = Thread(target=call("Ann"))
    waiter.start()
    waiter.join()


def b():
    waiter = Thread(target=call, args=(7))
    waiter.start()
    waiter.join()


def c():
    waiter = Thread(target=call, args=("Bob"))
    waiter.start()
    waiter.join()


def d():
    dish = "tea"
    waiter = Thread(target=pay, args=(dish, 2))
    waiter.start()
    waiter.join()
'''

CALLED, NO_TUPLE, LETTERS, DATA = "called too early", "not a tuple", "one argument per letter", "missing data"
_CAUSES = (CALLED, NO_TUPLE, LETTERS, DATA)
_START = {"waiter.start()": Wrong("`start()` is where the new thread begins. What it was given is from another line.")}
_JOIN = {"waiter.join()": Wrong("`join()` only waits. By then, it has gone wrong already.")}
_DEF = Wrong("the function works when it is given what its docstring says. Who gives it something else?")


def _causes(right: str, **why: Wrong) -> dict[str, Wrong]:
    names = {"called": CALLED, "no_tuple": NO_TUPLE, "letters": LETTERS, "data": DATA}
    return {names[key]: wrong for key, wrong in why.items() if names[key] != right}


_A_LINE = '    waiter = Thread(target=call("Ann"))'
_B_LINE = "    waiter = Thread(target=call, args=(7))"
_C_LINE = '    waiter = Thread(target=call, args=("Bob"))'
_D_LINE = '    dish = "tea"'

read_errors = read_error_exercise(
    id="02-4",
    title="Read four tracebacks of threads",
    minutes=8,
    points=4,
    misconceptions=("M27", "M28"),
    hints=(
        (
            "Read the last line of a traceback first: it says what was wrong. Then look whether any line above it is "
            "yours. Lines in `threading.py` say only that a thread tried to do what it was told."
        ),
        (
            "The new thread does `target(*args)`, and nothing else. Which target and which arguments did it get? Go "
            "back to the line that made the thread, and say what each bracket in it is."
        ),
        (
            "`f(x)` in the place of the target is a call: what does it return? And `(7)` is the same as `7`, as "
            '`("Bob")` is the same as `"Bob"`: what does the star in front of it make of that?'
        ),
    ),
    given=BROKEN_ORDERS,
    causes=_CAUSES,
    programs=(
        Broken(
            "a",
            {_A_LINE: '    waiter = Thread(target=call, args=("Ann",))', "return len(name)": "return str(name)"},
            CALLED,
            {**_START, **_JOIN, "return len(name)": _DEF, "def call": _DEF},
            _causes(
                CALLED,
                no_tuple=Wrong("no `args` are given here. What is the target, when the thread gets it?", "M27"),
                letters=Wrong("no `args` are given here. What is the target, when the thread gets it?", "M27"),
                data=Wrong("`call` works well with `Ann`, and is done before the thread exists.", "M27"),
            ),
        ),
        Broken(
            "b",
            {_B_LINE: '    waiter = Thread(target=call, args=("7",))', "return len(name)": "return len(str(name))"},
            NO_TUPLE,
            {**_START, **_JOIN, "return len(name)": _DEF, "def call": _DEF},
            _causes(
                NO_TUPLE,
                called=Wrong("the target is `call`, without brackets: it is handed over as it should be."),
                letters=Wrong("there is a number between the brackets, and a number has no letters.", "M28"),
                data=Wrong("`call` is never reached: the thread fails while it unpacks its arguments.", "M28"),
            ),
        ),
        Broken(
            "c",
            {_C_LINE: '    waiter = Thread(target=call, args=("Bob",))', "def call(name):": "def call(name, more):"},
            LETTERS,
            {**_START, **_JOIN, "return len(name)": _DEF, "def call": _DEF},
            _causes(
                LETTERS,
                called=Wrong("the target is `call`, without brackets: it is handed over as it should be."),
                no_tuple=Wrong(
                    "it is no tuple, and yet Python could unpack it. The message counts arguments: which ones?", "M28"
                ),
                data=Wrong("`call` is never reached: it was given too much.", "M28"),
            ),
        ),
        Broken(
            "d",
            {
                _D_LINE: '    dish = "rice"',
                "waiter = Thread(target=pay, args=(dish, 2))": "waiter = Thread(target=pay, args=(dish, 3))",
            },
            DATA,
            {
                **_START,
                **_JOIN,
                "return prices": Wrong("this is where the error comes up. Which value is wrong here, and from where?"),
                "waiter = Thread(": Wrong("target and arguments are handed over as they should be."),
                "prices =": Wrong("the menu is complete, as its comment says. Who asks for something else?"),
            },
            _causes(
                DATA,
                called=Wrong("the traceback shows a line inside of `pay`: it runs in the thread."),
                no_tuple=Wrong("`(dish, 2)` is a tuple of two.", "M28"),
                letters=Wrong("`(dish, 2)` is a tuple of two.", "M28"),
            ),
        ),
    ),
    why_others_fail=(
        "The line with `start()`: the thread begins there, but what it was given comes from another line.",
        "`not a tuple` for `c`: a text is no tuple, but can be unpacked, into letters. So `call` gets three arguments.",
        "`missing data` for `a`: `call` ran to its end, in the main thread. The thread tried to call its result.",
    ),
)

# 02-5 ---------------------------------------------------------------------------------------------------------

FETCH_ALL = '''\
from threading import Thread


def fetch_all(fetch, pages):
    """Call `fetch(page)` for every page, all at the same time, each call in a thread of its own.

    Returns:
        a list of what the calls returned, in the order of `pages`.
    """
    results = []
    for page in pages:
        thread = Thread(target=lambda: results.append(fetch(page)))
        thread.start()
    thread.join()
    return results
'''

_fetching = Probe("in `fetch`")


def _text_of(page: str) -> str:
    return "" if page == "empty" else f"text of {page}"


def _fetch_scenario(*pages: str, together: bool = False, slow: bool = False) -> Scenario:
    """Some pages are asked for; the page "empty" has no text.

    Args:
        together: two of them must be under way at once, in some interleaving.
        slow: the server takes a minute for each, and all of them must be under way together.
    """

    def main(answer: Any) -> Any:
        state = SimpleNamespace(fetched=[], under_way=0, most=0)
        never = Event()

        def fetch(page: str) -> str:
            with _fetching:
                state.fetched.append(page)
            if slow:  # a minute passes only when nobody can go on: then all who will come are there
                state.under_way += 1
                state.most = max(state.most, state.under_way)
                never.wait(timeout=60)
                state.under_way -= 1
            return _text_of(page)

        state.said = answer.fetch_all(fetch, list(pages))
        return state

    def accept(state: SimpleNamespace) -> bool | str:
        said, wanted = state.said, [_text_of(page) for page in pages]
        if slow and together and state.most < len(pages):
            return f"never more than {state.most} of the {len(pages)} pages are fetched at the same time."
        if same(said, wanted):
            return True
        if not isinstance(said, (list, tuple)):
            return f"`fetch_all` returns {shown(said)}, which is no list."
        if sorted(state.fetched) != sorted(pages):
            twice = next((page for page in pages if state.fetched.count(page) > 1), None)
            if twice:
                return f"`fetch` was called for {twice!r} {state.fetched.count(twice)} times, and not for another page."
        if len(said) < len(wanted):
            return f"`fetch_all` returns {len(said)} of {len(wanted)} results: {shown(said)}."
        if sorted(map(str, said)) == sorted(wanted):
            return f"The results are in another order than the pages: {shown(said)}."
        return f"`fetch_all` returns {shown(said)} instead of {shown(wanted)}."

    return Scenario(main=main, accept=accept, parallel=(_fetching,) if together and not slow else ())


gather = safety_exercise(
    id="02-5",
    title="Repair a collector that mixes up its results",
    shape="repair",
    minutes=10,
    version=2,
    misconceptions=("M19", "M27", "M31"),
    hints=(
        (
            "There are three mistakes. When does the `lambda` look at `page`? Which threads are waited for? And in "
            "which order do the threads append?"
        ),
        (
            "Hand the page over as an argument, with `args`. Keep all threads in a list, start them all, then join "
            "them all. And give each result a place that does not depend on who comes first."
        ),
        (
            "Make a list with one place for each page, such as `[None] * len(pages)`. A thread that is given its place "
            "as a number, from `enumerate(pages)`, writes there and nowhere else."
        ),
    ),
    given=FETCH_ALL,
    unprotected=None,
    diagnose=diagnose_threads({"in another order than the pages": "M19"}),
    hurdles=(
        Hurdle(
            "one page is fetched",
            0,
            (Situation("one page", "One page is asked for.", _fetch_scenario("menu")),),
        ),
        Hurdle(
            "every result is there, in the order of the pages",
            3,
            (
                Situation("two pages", "Two pages are asked for: 'menu' and 'wine'.", _fetch_scenario("menu", "wine")),
                Situation(
                    "three pages",
                    "Three pages are asked for: 'menu', 'wine' and 'about'.",
                    _fetch_scenario("menu", "wine", "about"),
                ),
                Situation("no pages", "No page is asked for: the list of pages is empty.", _fetch_scenario()),
                Situation(
                    "a page without a text",
                    "Two pages are asked for, and the text of the second one is empty.",
                    _fetch_scenario("menu", "empty"),
                ),
                Situation(
                    "slow pages",
                    "Two pages are asked for, and the server takes a minute for each.",
                    _fetch_scenario("menu", "wine", slow=True),
                ),
            ),
        ),
        Hurdle(
            "the pages are fetched at the same time",
            1,
            (
                Situation(
                    "two pages at the same time",
                    "Two pages are asked for, and the server takes long for both.",
                    _fetch_scenario("menu", "wine", together=True),
                ),
                Situation(
                    "three pages at the same time",
                    "Three pages are asked for, and the server takes a minute for each.",
                    _fetch_scenario("menu", "wine", "about", together=True, slow=True),
                ),
            ),
        ),
    ),
    why_others_fail=(
        "`results.append(...)` in each thread: the results come in the order in which the fetches end (M19).",
        "`lambda: fetch(page)`: `page` is looked up when the thread runs; by then the loop may have gone on.",
        "`start()` and `join()` in the same loop: right, but each thread waits for the one before it has ended.",
        "`Thread(target=fetch(page))`: the main thread fetches, and the new thread gets the text to call (M27).",
    ),
)

# 02-6 ---------------------------------------------------------------------------------------------------------

TABLES = '''\
import threading

tables = threading.local()


def current_guest():
    """The guest whom the calling thread serves. Any function may ask, however deep inside it is called."""
    return tables.guest


def serve_all(guests, work):
    """Call `work()` once for each guest, all at the same time, each call in a thread of its own.

    `work` takes no argument: it asks `current_guest()` whom it is for.

    Returns:
        a list of what the calls returned, in the order of `guests`.
    """
    results = [None] * len(guests)

    def serve(place):
        results[place] = work()

    threads = []
    for place, guest in enumerate(guests):
        tables.guest = guest
        threads.append(threading.Thread(target=serve, args=(place,)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
'''

_serving = Probe("in `work`")


class _Slow:
    """Counts who is under way together.

    A day passes only when nobody can go on: then all who will come are there, and whoever waits no longer than some
    seconds has gone on without them.
    """

    def __init__(self) -> None:
        self.said: Any = None
        self.under_way = self.most = 0
        self.never = Event()

    def pass_a_day(self) -> None:
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        self.never.wait(timeout=86_400)
        self.under_way -= 1


def _serve_scenario(*guests: str, together: bool = False, slow: bool = False) -> Scenario:
    def main(answer: Any) -> Any:
        state = _Slow()

        def work() -> tuple[Any, Any]:
            first = answer.current_guest()
            with _serving:
                pass
            if slow:
                state.pass_a_day()
            return first, answer.current_guest()

        state.said = answer.serve_all(list(guests), work)
        return state

    def accept(state: _Slow) -> bool | str:
        said = state.said
        if slow and together and state.most < len(guests):
            return f"never more than {state.most} of the {len(guests)} guests are served at the same time."
        if same(said, [(guest, guest) for guest in guests]):
            return True
        if not isinstance(said, (list, tuple)):
            return f"`serve_all` returns {shown(said)}, which is no list."
        if len(said) != len(guests):
            return f"`serve_all` returns {len(said)} results for {len(guests)} guests."
        for guest, told in zip(guests, said, strict=True):
            if not isinstance(told, (list, tuple)):
                return f"The call of `work` for {guest} returned nothing that was kept: {shown(told)} is in its place."
            if not same(told, (guest, guest)):
                other = next((name for name in told if name != guest), None)
                return f"In the thread for {guest}, `current_guest()` gave {shown(other)}."
        return True

    return Scenario(main=main, accept=accept, parallel=(_serving,) if together and not slow else ())


local = safety_exercise(
    id="02-6",
    title="Repair a note that the waiter cannot see",
    shape="repair",
    minutes=8,
    version=2,
    misconceptions=("M33", "M31"),
    hints=(
        (
            "`threading.local()` is one name for many notes: every thread has its own. Which thread writes the guest's "
            "name here, and which one reads it?"
        ),
        (
            "The line `tables.guest = guest` runs in the main thread. What must happen so that the same line runs in "
            "the thread that will ask for it?"
        ),
        (
            "Hand the guest to the thread as an argument, beside its place. The first line of `serve` can then write "
            "it down, in the thread that needs it, before `work()` is called."
        ),
    ),
    given=TABLES,
    unprotected=None,
    diagnose=diagnose_threads({"AttributeError": "M33", "LookupError": "M33", "gave None": "M33", "KeyError": "M33"}),
    hurdles=(
        Hurdle(
            "every thread sees its own guest",
            2,
            (
                Situation("one guest", "One guest, Ann, is served.", _serve_scenario("Ann")),
                Situation("two guests", "Two guests, Ann and Bob, are served.", _serve_scenario("Ann", "Bob")),
                Situation(
                    "slow service",
                    "Two guests, Ann and Bob, are served, and each takes a day.",
                    _serve_scenario("Ann", "Bob", slow=True),
                ),
            ),
        ),
        Hurdle(
            "the guests are served at the same time",
            1,
            (
                Situation(
                    "two guests at the same time",
                    "Two guests, Ann and Bob, are served, and serving takes long.",
                    _serve_scenario("Ann", "Bob", together=True),
                ),
                Situation(
                    "three guests at the same time",
                    "Three guests, Ann, Bob and Cleo, are served, and each takes a day.",
                    _serve_scenario("Ann", "Bob", "Cleo", together=True, slow=True),
                ),
            ),
        ),
    ),
    why_others_fail=(
        "A global variable in place of `tables`: there is one for all threads, so the last guest's name wins.",
        "`tables.guest = guest` just before `start()`: still in the main thread; the new thread does not see it (M33).",
        "A `ContextVar` set in the main thread: on standard builds a new thread starts with an empty context (M33).",
        "`start()` and `join()` in the same loop, with a global variable: right, but one guest after the other.",
    ),
)

# 02-7 ---------------------------------------------------------------------------------------------------------

RUN_ALL = '''\
def run_all(functions):
    """Call all functions at the same time, each in a thread of its own, and wait until all of them have ended.

    Args:
        functions: a list of functions that take no argument.

    Returns:
        a list of what they returned, in the order of `functions`.

    Raises:
        what the first of them in this order raised that raised anything; also then only when all have ended.
    """
    ...
'''

_cooking = Probe("in a function")


class Burnt(Exception):
    """A dish is spoilt."""


Job = tuple[str, Any]
"""What a function does: ("returns", value) or ("raises", exception)."""


def _run_scenario(*jobs: Job, together: bool = False, slow: bool = False) -> Scenario:
    def main(answer: Any) -> Any:
        days = _Slow()
        state = SimpleNamespace(begun=0, ended=0, lost=[], said=None, raised=None, still=None)
        running().own("modules").get("threading").excepthook = lambda caught: state.lost.append(caught.exc_value)

        def function(how: str, what: Any) -> Callable[[], Any]:
            def run() -> Any:
                state.begun += 1
                with _cooking:
                    pass
                if slow:
                    days.pass_a_day()
                state.ended += 1
                if how == "raises":
                    raise what
                return what

            return run

        functions = [function(how, what) for how, what in jobs]
        try:
            state.said = answer.run_all(functions)
        except Exception as error:  # noqa: BLE001 - whatever comes out is looked at
            state.raised = error
        state.still = len(jobs) - state.ended
        state.most = days.most
        return state

    def accept(state: SimpleNamespace) -> bool | str:
        if slow and together and state.most < len(jobs):
            return f"never more than {state.most} of the {len(jobs)} functions run at the same time."
        expected = next((what for how, what in jobs if how == "raises"), None)
        if expected is None:
            return _returned([what for _, what in jobs], state)
        return _raised(expected, state)

    return Scenario(main=main, accept=accept, parallel=(_cooking,) if together and not slow else ())


def _returned(wanted: list[Any], state: SimpleNamespace) -> bool | str:
    if state.raised is not None:
        return f"`run_all` raised {state.raised!r}, and no function had raised anything."
    said = state.said
    if not isinstance(said, (list, tuple)):
        return f"`run_all` returns {shown(said)}, which is no list."
    if len(said) == len(wanted) and all(
        one is other or same(one, other) for one, other in zip(said, wanted, strict=True)
    ):
        return True
    if state.still:
        return f"`run_all` returns {shown(said)} when {state.still} of {len(wanted)} functions had not ended."
    if sorted(map(repr, said)) == sorted(map(repr, wanted)):
        return f"The results are in another order than the functions: {shown(said)}."
    return f"`run_all` returns {shown(said)} instead of {shown(wanted)}."


def _raised(expected: BaseException, state: SimpleNamespace) -> bool | str:
    if state.raised is None:
        return f"A function raised {expected!r}, and `run_all` returns {shown(state.said)} as if nothing had happened."
    if type(state.raised) is not type(expected) or state.raised.args != expected.args:
        return f"`run_all` raised {state.raised!r}; the first function of the list that failed raised {expected!r}."
    if state.still:
        return f"`run_all` raised {state.raised!r} when {state.still} of the functions had not ended."
    return True


def _returns(what: Any) -> Job:
    return "returns", what


def _raises(text: str) -> Job:
    return "raises", Burnt(text)


run_all = safety_exercise(
    id="02-7",
    title="Write a function that runs others and loses nothing",
    shape="write",
    minutes=15,
    version=2,
    misconceptions=("M19", "M27", "M29", "M31"),
    hints=(
        (
            "What a thread's target returns is thrown away, and what it raises is printed and gone. So each thread "
            "needs a small function of yours around the real one, which keeps both."
        ),
        (
            "Give each thread a place of its own for the result, and one for the exception. `try` and `except` must "
            "stand inside of the thread, around the call. Raise nothing before the last `join()`."
        ),
        (
            "After the last `join()`, go through the places in order and `raise` the first exception that was kept. "
            "Keep results and exceptions apart: a function may return anything, an exception as well."
        ),
    ),
    given=RUN_ALL,
    unprotected=None,
    diagnose=diagnose_threads({"as if nothing had happened": "M29", "in another order than the functions": "M19"}),
    hurdles=(
        Hurdle(
            "one function is run",
            0,
            (
                Situation("one function", "There is one function, which returns 7.", _run_scenario(_returns(7))),
                Situation("no functions", "The list of functions is empty.", _run_scenario()),
            ),
        ),
        Hurdle(
            "the results are in order",
            2,
            (
                Situation(
                    "two functions",
                    "There are two functions; the first returns None, the second 2.",
                    _run_scenario(_returns(None), _returns(2)),
                ),
                Situation(
                    "three functions",
                    "There are three functions; they return 30, 20 and 10.",
                    _run_scenario(_returns(30), _returns(20), _returns(10)),
                ),
                Situation(
                    "slow functions",
                    "There are two functions, and each takes a day.",
                    _run_scenario(_returns(1), _returns(2), slow=True),
                ),
            ),
        ),
        Hurdle(
            "the functions run at the same time",
            1,
            (
                Situation(
                    "two slow functions",
                    "There are two functions that both take long.",
                    _run_scenario(_returns(1), _returns(2), together=True),
                ),
                Situation(
                    "three functions at the same time",
                    "There are three functions, and each takes a day.",
                    _run_scenario(_returns(1), _returns(2), _returns(3), together=True, slow=True),
                ),
            ),
        ),
        Hurdle(
            "the first exception comes out, when all have ended",
            2,
            (
                Situation(
                    "the first one raises",
                    "There are two functions; the first one raises Burnt, the second one returns 2.",
                    _run_scenario(_raises("soup"), _returns(2)),
                ),
                Situation(
                    "the last two raise",
                    "There are three functions; the second and the third raise Burnt, each its own.",
                    _run_scenario(_returns(1), _raises("rice"), _raises("cake")),
                ),
            ),
        ),
        Hurdle(
            "an exception that is returned is a result",
            1,
            (
                Situation(
                    "an exception is returned",
                    "There are two functions; the first one returns an exception without raising it, the second 2.",
                    _run_scenario(_returns(Burnt("only a note")), _returns(2)),
                ),
            ),
        ),
    ),
    why_others_fail=(
        "`try` around `join()`: `join()` does not raise what the thread raised. That is printed, and lost (M29).",
        "`results.append(...)` in the threads: the results come in the order in which the functions end (M19).",
        "Raising in the loop that joins: the first failure leaves while other threads are still at work.",
        "One list for results and exceptions, and `isinstance` to tell them apart: a function may return an exception.",
    ),
)

# 02-8 ---------------------------------------------------------------------------------------------------------

CRAWLER = '''\
import threading


class Crawler:
    """Fetches pages, one after the other, in a thread of its own.

    start()  The thread begins. Called once at the most.
    stop()   The page that is being fetched is finished and kept; no further one is begun. Returns when the thread
             has ended. It may be called several times, and without a `start()`: then it just returns.
    wait()   Returns when the thread has ended, because all pages are there, or because it was stopped.
    done     A list of the results so far, in the order of the pages.
    """

    def __init__(self, fetch, pages):
        self.fetch = fetch
        self.pages = pages
        self.done = []
        self.thread = threading.Thread(target=self.work)

    def work(self):
        for page in self.pages:
            self.done.append(self.fetch(page))

    def start(self):
        self.thread.start()

    def stop(self):
        self.thread.join(timeout=1)

    def wait(self):
        self.thread.join()
'''


def _crawl(stops: int, early: bool = False, slow: bool = True) -> Scenario:
    """A crawler with three pages, that is stopped so many times.

    The first page is slow: it comes only when nobody else can go on, that is when `stop()` has asked and waits.

    Args:
        early: it is stopped before it is started, and not started.
    """

    def main(answer: Any) -> Any:
        state = SimpleNamespace(begun=[], ended=[], still=None, done=None)
        first_has_begun, never = Event(), Event()

        def fetch(page: int) -> str:
            state.begun.append(page)
            if page == 1 and stops and slow:
                first_has_begun.set()
                never.wait(timeout=86_400)
            state.ended.append(page)
            return f"page {page}"

        crawler = answer.Crawler(fetch, [1, 2, 3])
        if not early:
            crawler.start()
            if stops and slow:
                first_has_begun.wait()
        for _ in range(stops):
            crawler.stop()
        if not stops:
            crawler.wait()
        state.still = [page for page in state.begun if page not in state.ended]
        state.at_stop = list(state.begun)
        state.done = crawler.done
        if stops and not early and not state.still:
            crawler.wait()
        return state

    def accept(state: SimpleNamespace) -> bool | str:
        if state.still:
            return f"`stop()` came back while page {state.still[0]} was still being fetched."
        if state.begun != state.at_stop:
            return f"`stop()` had come back, and page {state.begun[len(state.at_stop)]} was fetched after that."
        wanted = [] if early else [1] if stops and slow else [1, 2, 3]
        if len(state.begun) > len(wanted):
            return f"`stop()` had been called, and page {state.begun[len(wanted)]} was begun all the same."
        if slow and state.begun != wanted:
            return f"Pages {shown(wanted)} should have been fetched, and {shown(state.begun)} were."
        kept = [f"page {page}" for page in state.begun]
        return same(state.done, kept) or f"Pages {shown(state.begun)} were fetched, and `done` is {shown(state.done)}."

    return Scenario(main=main, accept=accept)


def _two_crawlers() -> Scenario:
    """One crawler is stopped, and then there is another one, with pages of its own."""

    def main(answer: Any) -> Any:
        first = answer.Crawler("page {}".format, [1])
        first.start()
        first.stop()
        second = answer.Crawler("page {}".format, [7, 8])
        second.start()
        second.wait()
        return second.done

    def accept(done: Any) -> bool | str:
        said = same(done, ["page 7", "page 8"])
        return said or f"The other crawler has pages 7 and 8, and its `done` is {shown(done)}."

    return Scenario(main=main, accept=accept)


crawler = safety_exercise(
    id="02-8",
    title="Repair a crawler that cannot be stopped",
    shape="repair",
    minutes=15,
    version=3,
    misconceptions=("M31", "M32"),
    hints=(
        (
            "`join(timeout=1)` stops waiting after a second; it stops nothing else. Nobody can end a thread from "
            "outside: it has to look, again and again, whether it is wanted, and leave its loop by itself."
        ),
        (
            "What do `stop()` and the loop in `work()` both have to see? A `threading.Event` is made for that. At what "
            "place in the loop is it looked at? And after it has been set, what does `stop()` still wait for?"
        ),
        (
            "Set the event in `stop()`, then join the thread without a time-out. Joining a thread that was never "
            "started is an error, and so is joining oneself: ask first whether it was started."
        ),
    ),
    given=CRAWLER,
    unprotected=None,
    diagnose=diagnose_threads({"was still being fetched": "M32", "was begun all the same": "M32", "after that": "M32"}),
    hurdles=(
        Hurdle(
            "all pages are fetched when nobody stops it",
            0,
            (
                Situation(
                    "nobody stops it", "The crawler is started with three pages, and waited for.", _crawl(stops=0)
                ),
            ),
        ),
        Hurdle(
            "`stop()` ends the work after the page that is being fetched",
            3,
            (
                Situation(
                    "stopped during the first page",
                    "The crawler is stopped while it fetches the first of three pages.",
                    _crawl(stops=1),
                ),
                Situation(
                    "stopped at any time",
                    "The crawler is started with three pages and stopped right after that.",
                    _crawl(stops=1, slow=False),
                ),
            ),
        ),
        Hurdle(
            "`stop()` does no harm when there is nothing to stop, and none to others",
            1,
            (
                Situation("stopped twice", "The crawler is stopped twice during the first page.", _crawl(stops=2)),
                Situation(
                    "stopped before the start",
                    "The crawler is stopped without having been started.",
                    _crawl(stops=1, early=True),
                ),
                Situation(
                    "another crawler",
                    "One crawler is stopped. After that another one is started, and waited for.",
                    _two_crawlers(),
                ),
            ),
        ),
    ),
    why_others_fail=(
        "`join(timeout=...)`: it ends the waiting, not the thread. The pages go on being fetched (M32).",
        "`daemon=True`: the thread is cut off at the end of the program, in the middle of a page, and not before.",
        "Setting the event without `join()`: `stop()` comes back while the last page is still being fetched.",
        "Looking at the event once, before the loop: the thread never looks again.",
        "One event for the whole class: who stops one crawler stops all of them, and those that come later.",
        "`self.thread = None`: the object has forgotten the thread; the thread has not noticed.",
    ),
)


EXERCISES = (order, endings, unfinished, read_errors, gather, local, run_all, crawler)
