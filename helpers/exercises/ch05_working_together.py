"""Chapter 5, working together: waiting for each other, and not for ever."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from functools import partial
from types import SimpleNamespace
from typing import Any

from helpers.exercises.argue import argue_exercise
from helpers.exercises.base import Criterion, Exercise
from helpers.exercises.classify import Card, classify_exercise
from helpers.exercises.evidence import Text, belief
from helpers.exercises.hunt import hunt_exercise
from helpers.exercises.predict import predict_exercise
from helpers.exercises.questions import Wrong
from helpers.exercises.safety import Diagnose, Hurdle, Situation, safety_exercise
from helpers.exercises.values import same, shown
from helpers.interleave import Judgement, Probe, Program, Scenario, judge
from helpers.interleave.doubles.locks import Event

Setup = Callable[[Any], SimpleNamespace]
Worker = Callable[[SimpleNamespace], None]
Invariant = Callable[[SimpleNamespace], bool | str]


def _only(*beliefs: str) -> Diagnose:
    """Names a belief only where it is one of these: what fits no belief of an exercise is more likely a slip."""

    def diagnose(tree: ast.Module, judgement: Judgement) -> str | None:
        found = belief(tree, judgement.kind, judgement.trace, None, judgement.message)
        return found if found in beliefs else None

    return diagnose


# 05-1 ---------------------------------------------------------------------------------------------------------

SMALL_PROGRAMS = '''\
from threading import Condition, Event, Lock, RLock, Semaphore, Thread


def in_a_thread(work):
    """Call `work` in a thread of its own, and wait until that thread has ended."""
    thread = Thread(target=work)
    thread.start()
    thread.join()


def program_a():
    lock = Lock()
    with lock:
        print("in")
        with lock:
            print("in again")


def program_b():
    lock = RLock()
    with lock:
        print("in")
        with lock:
            print("in again")


def program_c():
    lock = Lock()
    lock.acquire()
    in_a_thread(lock.release)
    lock.acquire()


def program_d():
    lock = RLock()
    in_a_thread(lock.acquire)
    lock.release()


def program_e():
    ready = Semaphore(0)
    ready.release()
    ready.acquire()


def program_f():
    ready = Condition()
    with ready:
        ready.notify()
    with ready:
        ready.wait()


def program_g():
    ready = Event()
    ready.set()
    ready.wait()
'''

ENDS, WAITS, RAISES = "ends", "waits", "raises"
_WAITING = frozenset({"deadlock", "lost-wakeup", "leftover-lock", "leftover-thread"})


def _ending(letter: str) -> str:
    """How a program ends, as the model checker finds it in all interleavings."""
    source = f"{SMALL_PROGRAMS}\n\nmain = program_{letter}\n"
    judgement = judge(Program(source, Scenario(main=lambda answer: answer.main()), "program.py"))
    if judgement.result == "passed":
        return ENDS
    return WAITS if judgement.kind in _WAITING else RAISES


_AGAIN = Wrong("The second `with` asks for a lock that this very thread holds. Does this kind of lock care?", "M23")
_OTHER = Wrong("One thread acquires, another one releases. Does this kind of lock remember who has acquired it?", "M26")
_SIGNAL = Wrong("The signal comes before the waiting begins. Does this object remember a signal?", "M14")


def _card(letter: str, look: Wrong) -> Card:
    return Card(letter, partial(_ending, letter), dict.fromkeys((ENDS, WAITS, RAISES), look))


predict_endings = classify_exercise(
    id="05-1",
    title="Predict which of seven small programs wait for ever",
    shape="predict",
    minutes=5,
    points=3.5,
    misconceptions=("M14", "M23", "M26"),
    hints=(
        (
            "Ask two questions of every lock: may the thread that holds it take it again, and may another thread give "
            "it back? For `Lock` and for `RLock` the two answers differ."
        ),
        (
            "E, F and G give a signal first and wait for it afterwards. Which of the three objects has a memory: a "
            "number or a flag that is still there when the waiting begins?"
        ),
        (
            "A plain lock does not know who holds it: nobody may take it twice, and anybody may release it. A "
            "reentrant lock knows its owner. A condition has no memory at all."
        ),
    ),
    given=SMALL_PROGRAMS,
    choices=(ENDS, WAITS, RAISES),
    also={"end": ENDS, "wait": WAITS, "waits for ever": WAITS, "raise": RAISES, "raises an exception": RAISES},
    cards=(
        _card("a", _AGAIN),
        _card("b", _AGAIN),
        _card("c", _OTHER),
        _card("d", _OTHER),
        _card("e", _SIGNAL),
        _card("f", _SIGNAL),
        _card("g", _SIGNAL),
    ),
    searched="Each program was run in all of its interleavings.",
    why_others_fail=(
        (
            'a "ends": a `Lock` does not care that it is its own holder who asks. One thread is enough for a deadlock '
            "(M23)."
        ),
        (
            'c "raises": any thread may release a `Lock`; it may even serve as a signal. Only an `RLock` has an owner '
            "(M26)."
        ),
        (
            'f "ends": a condition wakes who waits *now*. The notification came when nobody waited, and it is gone '
            "(M14); a semaphore and an event remember."
        ),
    ),
)

# 05-2 ---------------------------------------------------------------------------------------------------------

ASKS_AND_TAKES = """\
from threading import Semaphore, Thread

dishes = Semaphore(0)
log = []


def cook():
    log.append("c")
    dishes.release()
    log.append("r")


def waiter():
    if dishes.acquire(blocking=False):
        log.append("w")
    else:
        log.append("n")


def main():
    threads = [Thread(target=cook), Thread(target=waiter)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return "".join(log)
"""


def _why_no_such_order(order: str) -> str:
    if set(order) - set("crwn"):
        return f"{order!r} has other letters than `c`, `r`, `w` and `n`, which are all that the program writes."
    if len(order) != 3 or sorted(set(order)) != sorted(order) or len(set("wn") & set(order)) != 1:
        return (
            f"{order!r} cannot come out: the cook writes `c` and `r`, once each, and the waiter writes one letter, `w` "
            "or `n`."
        )
    if order.index("r") < order.index("c"):
        return f"{order!r} cannot come out: one thread does its own lines from top to bottom, so `c` comes before `r`."
    return (
        f"{order!r} cannot come out: `w` is written by a waiter who has got a dish, and the cook has written `c` "
        "before that dish is there."
    )


predict_orders = predict_exercise(
    id="05-2",
    title="Predict what a waiter finds out by asking a semaphore",
    minutes=6,
    points=3,
    misconceptions=("M13", "M20", "M21"),
    hints=(
        (
            "Write down the steps of each thread: the cook has three, the waiter two. Where among the cook's steps can "
            "the waiter's question fall, and where the writing of its answer?"
        ),
        (
            "What the waiter has found out is a fact about the moment of the question. How many steps of the cook fit "
            "between the question and the line that writes the answer down?"
        ),
        (
            "If the question comes before the release, the answer is no, and `n` may be written at any time after "
            "that. If it comes after the release, the answer is yes, and `c` has been written long ago."
        ),
    ),
    given=ASKS_AND_TAKES,
    expression="main()",
    everyday=frozenset({"crw", "ncr"}),
    why_impossible=_why_no_such_order,
    example='answer = {"ccc", "rrr"}',
    beliefs=("M20", "M13"),
    texts=True,
    why_others_fail=(
        "`crw` and `ncr` alone: one thread after the other. Nothing in the program forbids that they overlap (M20).",
        (
            "Without `crn`: the dish is there and the log says so, and still the waiter writes that there is none. "
            "What it knows is from before. A semaphore is no number that one looks at; one takes, or waits (M13)."
        ),
        "With `wcr`: nobody gets through a semaphore of 0 before somebody has released it.",
    ),
)

# 05-3 ---------------------------------------------------------------------------------------------------------

THREE_COOKS = """\
from threading import Lock

knife, board, pan = Lock(), Lock(), Lock()
meals = []


def cook(name, first, second):
    with first, second:
        meals.append(name)


def ann():
    cook("Ann", knife, board)


def bob():
    cook("Bob", board, pan)


def cid():
    cook("Cid", pan, knife)
"""

hunt_deadlock = hunt_exercise(
    id="05-3",
    title="Find the schedule in which three cooks starve",
    minutes=5,
    points=2,
    misconceptions=("M24",),
    hints=(
        (
            "Two cooks alone can never block each other here: they share only one tool. So all three have to hold "
            "something, and all three have to wait for something."
        ),
        (
            "Draw an arrow from each cook to the one who holds the tool that the cook waits for. When do the arrows "
            "make a circle?"
        ),
        (
            "Stop each cook as soon as he or she holds the first tool. Taking a tool is one step, so how many steps "
            "does each of them need?"
        ),
    ),
    given=THREE_COOKS,
    scenario=Scenario(
        setup=lambda answer: answer,
        workers=(lambda answer: answer.ann(), lambda answer: answer.bob(), lambda answer: answer.cid()),
        invariant=lambda answer: True,
    ),
    goal="lets all three wait for ever",
    look_at="which lock does each cook hold, and who asks for it meanwhile",
    example='answer = "A2 B"',
    why_others_fail=(
        '`"A B"`: where the schedule ends, Bob goes on and takes the pan; the circle never closes.',
        '`"A2 B C"`: Ann holds both tools, cooks, and gives them back. Somebody who holds all waits for nobody.',
        "Everybody takes the lower tool of a fixed order first (knife, board, pan): then no schedule does it.",
    ),
)

# 05-4 ---------------------------------------------------------------------------------------------------------

LOOKS_AND_SLEEPS = """\
from threading import Condition

bell = Condition()
served = False


def guest():
    while True:
        with bell:
            if served:
                return
        with bell:
            bell.wait()


def waiter():
    global served
    with bell:
        served = True
        bell.notify_all()
"""

hunt_lost_wakeup = hunt_exercise(
    id="05-4",
    title="Find the schedule in which a guest sleeps through the bell",
    minutes=8,
    points=3,
    misconceptions=("M14", "M17"),
    hints=(
        (
            "The guest goes through the lock twice. What has the guest found out when it is between its two `with` "
            "blocks, and for how long is that still true?"
        ),
        (
            "`notify_all()` wakes those who wait at that moment and is forgotten then. So the bell has to ring after "
            "the guest has looked, and before the guest sleeps."
        ),
        (
            "Acquiring, reading `served` and releasing are one step each. Let the guest take these three, then let the "
            "waiter run to its end."
        ),
    ),
    given=LOOKS_AND_SLEEPS,
    scenario=Scenario(
        setup=lambda answer: answer,
        workers=(lambda answer: answer.guest(), lambda answer: answer.waiter()),
        invariant=lambda answer: True,
    ),
    goal="lets the guest sleep for ever",
    look_at="what has the guest found out before it sleeps, and when does the bell ring",
    example='answer = "A B2"',
    why_others_fail=(
        '`"B"`: the waiter is first, the guest sees `served` and goes. The flag remembers, the bell does not.',
        '`"A B"`: the guest holds the lock, so the waiter cannot take its step there.',
        '`"A5 B"`: the guest sleeps already when the bell rings, and is woken (M14).',
    ),
)

# 05-5 ---------------------------------------------------------------------------------------------------------

OFFICE = '''\
import threading


class Office:
    """One scanner and one printer. Many threads use them; each device works on one job at a time.

    Office(scan, print_out): two slow functions, `scan(page)` gives a picture, `print_out(picture)` a sheet of paper.
    Either may raise an exception, a paper jam. The caller gets it, and the next job can begin.
    """

    def __init__(self, scan, print_out):
        self.scan = scan
        self.print_out = print_out
        self.scanner = threading.Lock()
        self.printer = threading.Lock()

    def send(self, page):
        """Scan a page and return its picture; an empty page (None) is not scanned, and gives None."""
        self.scanner.acquire()
        if page is None:
            return None
        picture = self.scan(page)
        self.scanner.release()
        return picture

    def publish(self, picture):
        """Print a picture and return the sheet."""
        self.printer.acquire()
        sheet = self.print_out(picture)
        self.printer.release()
        return sheet

    def copy(self, page):
        """Scan a page, print it, and return the sheet. No other job gets a device between the two."""
        with self.scanner:
            with self.printer:
                return self.publish(self.send(page))

    def calibrate(self):
        """Print the picture "test", scan the sheet, and return what the scanner sees. No other job in between."""
        with self.printer:
            with self.scanner:
                return self.send(self.publish("test"))
'''

_device = Probe("at work in a device")


class PaperJam(Exception):
    """A device has not done its work."""


def _office(scanner_jams: int = 0, printer_jams: int = 0) -> Setup:
    def setup(answer: Any) -> SimpleNamespace:
        state = SimpleNamespace(
            events=[], said={}, jams={"scan": scanner_jams, "print": printer_jams}, busy=set(), bad=""
        )

        def work(device: str, what: Any) -> str:
            if device in state.busy:
                state.bad = f"Two threads used the {'scanner' if device == 'scan' else 'printer'} at the same time."
            state.busy.add(device)
            with _device:
                state.events.append(f"{device} {what}")
            state.busy.discard(device)
            if state.jams[device]:
                state.jams[device] -= 1
                raise PaperJam(device)
            return f"{what}, {'scanned' if device == 'scan' else 'printed'}"

        state.office = answer.Office(lambda page: work("scan", page), lambda picture: work("print", picture))
        return state

    return setup


def _job(who: str, call: Callable[[Any], Any]) -> Worker:
    def worker(state: SimpleNamespace) -> None:
        try:
            state.said[who] = call(state.office)
        except PaperJam as jam:
            state.said[who] = f"jam: {jam}"

    return worker


def _send(who: str, page: str | None) -> Worker:
    return _job(who, lambda office: office.send(page))


def _publish(who: str, picture: str) -> Worker:
    return _job(who, lambda office: office.publish(picture))


def _copy(who: str, page: str) -> Worker:
    return _job(who, lambda office: office.copy(page))


def _calibrate(who: str) -> Worker:
    return _job(who, lambda office: office.calibrate())


_PAIRS = {"print test": "scan test, printed"}


def _jobs_end(**expected: str | None) -> Invariant:
    """Every job has given what it should, and nothing came between the two halves of a job."""

    def invariant(state: SimpleNamespace) -> bool | str:
        if state.bad:
            return str(state.bad)
        for who, wanted in expected.items():
            if not same(state.said.get(who), wanted):
                return f"{who} got {shown(state.said.get(who))} instead of {shown(wanted)}."
        events = state.events
        for index, event in enumerate(events):
            second = _PAIRS.get(event)
            if event.startswith("scan") and f"print {event[5:]}, scanned" in events:
                second = f"print {event[5:]}, scanned"
            if second in events and events.index(second) != index + 1:
                return f"Between `{event}` and `{second}`, which are one job, came `{events[index + 1]}`."
        return True

    return invariant


def _one_after_the_other(*workers: Worker) -> Worker:
    def worker(state: SimpleNamespace) -> None:
        for each in workers:
            each(state)

    return worker


def _jam_ends(*allowed: dict[str, str]) -> Invariant:
    """One of some ends: who met the jam depends on who came first."""

    def invariant(state: SimpleNamespace) -> bool | str:
        if state.bad:
            return str(state.bad)
        if any(all(same(state.said.get(who), wanted) for who, wanted in end.items()) for end in allowed):
            return True
        told = " and ".join(f"{who} got {shown(said)}" for who, said in sorted(state.said.items()))
        return f"There was one paper jam, and {told}: one job should get the exception, the other its result."

    return invariant


_COPY = "letter, scanned, printed"
_TEST = "test, printed, scanned"


def _of_the_office(tree: ast.Module, judgement: Judgement) -> str | None:
    """What the devices do is no part of the program, so a trace shows no data that the threads share."""
    if judgement.kind == "wrong-result":
        if Text.of(tree).lock_per_call is not None:
            return "M06"
        return "M10" if "which are one job" in judgement.message else None
    return _only("M11", "M23", "M24", "M25")(tree, judgement)


repair_office = safety_exercise(
    id="05-5",
    title="Repair an office that comes to a standstill",
    shape="repair",
    minutes=15,
    misconceptions=("M06", "M10", "M11", "M23", "M24", "M25"),
    hints=(
        (
            "Look for three different ways to wait for ever: a thread that waits for itself, a lock that was never "
            "given back, and two threads that wait for each other."
        ),
        (
            "`copy` holds the scanner and calls `send`, which takes it again: which kind of lock allows that? And "
            "which ways out of `send` leave the scanner locked?"
        ),
        (
            "Make both locks `RLock`, use `with` in all four methods, and let everybody who needs both devices take "
            "the scanner first, even where it is used last."
        ),
    ),
    given=OFFICE,
    unprotected=None,
    diagnose=_of_the_office,
    version=2,
    hurdles=(
        Hurdle(
            "every job works when it is alone",
            1,
            (
                Situation(
                    "one job after the other",
                    "One thread sends a page, publishes a picture, copies a letter and calibrates.",
                    Scenario(
                        setup=_office(),
                        workers=(
                            _one_after_the_other(
                                _send("A", "bill"), _publish("B", "photo"), _copy("C", "letter"), _calibrate("D")
                            ),
                        ),
                        invariant=_jobs_end(A="bill, scanned", B="photo, printed", C=_COPY, D=_TEST),
                    ),
                ),
                Situation(
                    "an empty page first",
                    "One thread sends an empty page, then another page.",
                    Scenario(
                        setup=_office(),
                        workers=(_one_after_the_other(_send("A", None), _send("B", "bill")),),
                        invariant=_jobs_end(A=None, B="bill, scanned"),
                    ),
                ),
            ),
        ),
        Hurdle(
            "a paper jam stops nobody else",
            1,
            (
                Situation(
                    "the scanner jams",
                    "A and B send a page each, and the scanner jams once.",
                    Scenario(
                        setup=_office(scanner_jams=1),
                        workers=(_send("A", "bill"), _send("B", "letter")),
                        invariant=_jam_ends(
                            {"A": "jam: scan", "B": "letter, scanned"}, {"A": "bill, scanned", "B": "jam: scan"}
                        ),
                    ),
                ),
                Situation(
                    "the printer jams",
                    "A copies a letter, B publishes a photo, and the printer jams once.",
                    Scenario(
                        setup=_office(printer_jams=1),
                        workers=(_copy("A", "letter"), _publish("B", "photo")),
                        invariant=_jam_ends(
                            {"A": "jam: print", "B": "photo, printed"}, {"A": _COPY, "B": "jam: print"}
                        ),
                    ),
                ),
            ),
        ),
        Hurdle(
            "jobs that need both devices get through, undisturbed",
            2,
            (
                Situation(
                    "a copy and a calibration",
                    "A copies a letter while B calibrates.",
                    Scenario(
                        setup=_office(),
                        workers=(_copy("A", "letter"), _calibrate("B")),
                        invariant=_jobs_end(A=_COPY, B=_TEST),
                    ),
                ),
                Situation(
                    "a copy and a page to be sent",
                    "A copies a letter while B sends a bill.",
                    Scenario(
                        setup=_office(),
                        workers=(_copy("A", "letter"), _send("B", "bill")),
                        invariant=_jobs_end(A=_COPY, B="bill, scanned"),
                    ),
                ),
                Situation(
                    "a copy and a picture to be printed",
                    "A copies a letter while B publishes a photo.",
                    Scenario(
                        setup=_office(),
                        workers=(_copy("A", "letter"), _publish("B", "photo")),
                        invariant=_jobs_end(A=_COPY, B="photo, printed"),
                    ),
                ),
                Situation(
                    "a calibration and a page to be sent",
                    "A calibrates while B sends a bill.",
                    Scenario(
                        setup=_office(),
                        workers=(_calibrate("A"), _send("B", "bill")),
                        invariant=_jobs_end(A=_TEST, B="bill, scanned"),
                    ),
                ),
                Situation(
                    "a calibration and a picture to be printed",
                    "A calibrates while B publishes a photo.",
                    Scenario(
                        setup=_office(),
                        workers=(_calibrate("A"), _publish("B", "photo")),
                        invariant=_jobs_end(A=_TEST, B="photo, printed"),
                    ),
                ),
            ),
        ),
        Hurdle(
            "scanner and printer can work at the same time",
            1,
            (
                Situation(
                    "a page to be sent and a picture to be printed",
                    "A sends a bill while B publishes a photo.",
                    Scenario(
                        setup=_office(),
                        workers=(_send("A", "bill"), _publish("B", "photo")),
                        invariant=_jobs_end(A="bill, scanned", B="photo, printed"),
                        parallel=(_device,),
                    ),
                ),
            ),
        ),
    ),
    why_others_fail=(
        (
            "`RLock` alone: nobody waits for himself any more, but a copy and a calibration still wait for each other "
            "(M24)."
        ),
        (
            "`with` alone: the thread that copies holds the scanner when `send` asks for it, and a `Lock` does not "
            "ask who (M23)."
        ),
        (
            "`release()` behind the call, without `finally`: a jam, or an empty page, leaves the device locked for "
            "ever (M25)."
        ),
        "One lock for the whole office: right, but the printer stands still while somebody scans (M11).",
        (
            "`copy` that takes and gives back the scanner before it takes the printer: no deadlock, but another job "
            "comes between the two halves (M10)."
        ),
    ),
)

# 05-6 ---------------------------------------------------------------------------------------------------------

RENTAL = '''\
import threading


class Rental:
    """A place that lends bikes to groups. Each group is a thread; it waits until there are enough bikes for it."""

    def __init__(self, bikes):
        self.bikes = bikes
        self.changed = threading.Condition()

    def borrow(self, number):
        """Take `number` bikes. Wait as long as there are fewer, and no longer: nobody has to queue."""
        with self.changed:
            if self.bikes < number:
                self.changed.wait()
            self.bikes -= number

    def give_back(self, number):
        """Put `number` bikes back."""
        with self.changed:
            self.bikes += number
            self.changed.notify()

    def left(self):
        """How many bikes are there now."""
        with self.changed:
            return self.bikes
'''

_riding = Probe("out with their bikes")


def _rental(bikes: int) -> Setup:
    def setup(answer: Any) -> SimpleNamespace:
        return SimpleNamespace(rental=answer.Rental(bikes), owned=bikes, out=0, bad="", seen=[])

    return setup


def _ride(number: int, back: int | None = None) -> Worker:
    """Borrow bikes, ride, and give some back: as many as were borrowed where `back` is not given."""

    def worker(state: SimpleNamespace) -> None:
        state.rental.borrow(number)
        state.out += number
        if state.out > state.owned:
            state.bad = f"{state.out} bikes are out, and the rental has only {state.owned}."
        with _riding:
            pass
        returned = number if back is None else back
        if returned:
            state.out -= number
            state.owned += returned - number
            state.rental.give_back(returned)

    return worker


def _bring(number: int) -> Worker:
    """New bikes come in."""

    def worker(state: SimpleNamespace) -> None:
        state.owned += number
        state.rental.give_back(number)

    return worker


def _left(expected: int) -> Invariant:
    def invariant(state: SimpleNamespace) -> bool | str:
        said = state.rental.left()
        if state.bad:
            return str(state.bad)
        return same(said, expected) or f"At the end `left()` gives {shown(said)}, and it should give {expected}."

    return invariant


def _rental_alone(state: SimpleNamespace) -> None:
    state.rental.borrow(2)
    state.seen.append(state.rental.left())
    state.rental.give_back(1)
    state.rental.borrow(2)
    state.seen.append(state.rental.left())


def _rental_alone_went_well(state: SimpleNamespace) -> bool | str:
    return same(state.seen, [1, 0]) or (
        f"Of 3 bikes 2 are borrowed, 1 comes back, 2 are borrowed: `left()` should give 1, then 0, and it gave "
        f"{shown(state.seen)}."
    )


repair_rental = safety_exercise(
    id="05-6",
    title="Repair a rental whose groups wait too long, or not long enough",
    shape="repair",
    minutes=12,
    misconceptions=("M14", "M15", "M16", "M17"),
    hints=(
        (
            "Between the notification and the moment at which the woken group goes on, the lock was free. Who may have "
            "taken the bikes meanwhile, and who looks whether they are still there?"
        ),
        (
            "Two groups wait, and two bikes come back: how many groups are woken by one `notify()`? And what if the "
            "one that is woken needs more bikes than there are?"
        ),
        (
            "A group that was woken looks again, and sleeps again if need be: a loop. Who gives bikes back cannot know "
            "whose wish can now be fulfilled, so everybody has to look."
        ),
    ),
    given=RENTAL,
    unprotected=None,
    diagnose=_only("M14", "M15", "M16", "M17"),
    hurdles=(
        Hurdle(
            "it works without threads",
            0,
            (
                Situation(
                    "one group",
                    "One thread borrows and gives back bikes, and there are always enough.",
                    Scenario(setup=_rental(3), workers=(_rental_alone,), invariant=_rental_alone_went_well),
                ),
            ),
        ),
        Hurdle(
            "nobody rides a bike that is not there",
            2,
            (
                Situation(
                    "two groups and one bike",
                    "There is one bike. A and B borrow it and give it back.",
                    Scenario(setup=_rental(1), workers=(_ride(1), _ride(1)), invariant=_left(1)),
                ),
                Situation(
                    "three groups and one bike",
                    "There is one bike. A, B and C borrow it and give it back.",
                    Scenario(setup=_rental(1), workers=(_ride(1), _ride(1), _ride(1)), invariant=_left(1)),
                ),
                Situation(
                    "one bike comes, and one more",
                    "There is no bike. A wants two; B brings one, C brings one.",
                    Scenario(setup=_rental(0), workers=(_ride(2), _bring(1), _bring(1)), invariant=_left(2)),
                ),
            ),
        ),
        Hurdle(
            "nobody waits while there are bikes enough",
            2,
            (
                Situation(
                    "two bikes for two groups",
                    "There is no bike. A and B want one each, for good; C brings two.",
                    Scenario(setup=_rental(0), workers=(_ride(1, 0), _ride(1, 0), _bring(2)), invariant=_left(0)),
                ),
                Situation(
                    "a large group and a small one",
                    "There is no bike. A wants two, for good; B wants one, and brings back two; C brings one.",
                    Scenario(setup=_rental(0), workers=(_ride(2, 0), _ride(1, 2), _bring(1)), invariant=_left(0)),
                ),
            ),
        ),
    ),
    why_others_fail=(
        "`if` around `wait()`: a third group takes the bike before the woken one goes on (M15).",
        "`notify()` for two bikes: one group is woken, the other sleeps beside a free bike (M16).",
        "`notify(number)`: it may wake a large group that cannot go, and leave the small one asleep (M16).",
        (
            "Looking outside of the `with`, sleeping inside: the bike comes in between, and its bell rings for nobody "
            "(M17)."
        ),
        (
            "A semaphore with one `acquire()` per bike: two groups that each hold one of two bikes wait for each "
            "other. With a lock around it, a small group waits behind a large one."
        ),
    ),
)

# 05-7 ---------------------------------------------------------------------------------------------------------

WORK_THROUGH = '''\
import queue
import threading


def work_through(jobs, work, helpers):
    """Call `work(job)` for every job of a list, in `helpers` threads, and return the list of results, in any order.

    Returns when everything is done. A job for which `work` raises an exception gives no result; all others do.
    """
    todo = queue.Queue()
    results = []

    def helper():
        while not todo.empty():
            job = todo.get()
            results.append(work(job))
            todo.task_done()

    threads = [threading.Thread(target=helper) for _ in range(helpers)]
    for thread in threads:
        thread.start()
    for job in jobs:
        todo.put(job)
    todo.join()
    return results
'''

_at_work = Probe("in `work`")


class BadJob(Exception):
    """This job cannot be done."""


def _work_through(jobs: list[int], helpers: int) -> Callable[[Any], Any]:
    """Call the learner's function; negative jobs fail."""

    def main(answer: Any) -> Any:
        state = SimpleNamespace(done=[], results=None)

        def work(job: int) -> int:
            with _at_work:
                state.done.append(job)
            if job < 0:
                raise BadJob(job)
            return job * 10

        state.results = answer.work_through(list(jobs), work, helpers)
        state.done = list(state.done)
        return state

    return main


def _all_worked(*jobs: int) -> Invariant:
    def accept(state: SimpleNamespace) -> bool | str:
        if sorted(state.done) != sorted(jobs):
            return (
                f"The jobs are {shown(list(jobs))}. When `work_through` returned, `work` had been called for "
                f"{shown(state.done)}."
            )
        wanted = sorted(job * 10 for job in jobs if job >= 0)
        said = state.results
        if not issubclass(type(said), (list, tuple)) or any(type(result) is not int for result in said):
            return f"`work_through` returned {shown(said)} instead of the list of the results."
        return sorted(said) == wanted or (
            f"`work_through` returned {shown(said)}; in some order, it should be {shown(wanted)}."
        )

    return accept


def _crew(jobs: list[int], helpers: int, **more: Any) -> Scenario:
    return Scenario(main=_work_through(jobs, helpers), accept=_all_worked(*jobs), **more)


repair_queue = safety_exercise(
    id="05-7",
    title="Repair a crew that believes an empty queue",
    shape="repair",
    minutes=12,
    misconceptions=("M11", "M46", "M47"),
    hints=(
        (
            "`empty()` says something about this moment. Which of these does it mean here: everything is done, nothing "
            "was put in yet, or another helper has just taken the last job?"
        ),
        (
            "A helper should wait in `get()`, and be told when no more jobs will come. How many helpers are there to "
            "be told? And which lines are left out when `work` raises an exception?"
        ),
        (
            "Put one sentinel for each helper behind the jobs (or call `todo.shutdown()`, from Python 3.13 on), and "
            "wait for the threads. `try` and `finally` see to it that a job is always counted as done."
        ),
    ),
    given=WORK_THROUGH,
    unprotected=None,
    diagnose=_only("M11", "M46", "M47"),
    hurdles=(
        Hurdle(
            "every job is done once, and then it returns",
            2,
            (
                Situation("one helper, one job", "There is one job, and one helper.", _crew([1], 1)),
                Situation("one helper, two jobs", "There are two jobs, and one helper.", _crew([1, 2], 1)),
                Situation("two helpers, one job", "There is one job, and there are two helpers.", _crew([1], 2)),
                Situation("two helpers, two jobs", "There are two jobs and two helpers.", _crew([1, 2], 2)),
                Situation("no job", "There is nothing to do, for one helper.", _crew([], 1)),
            ),
        ),
        Hurdle(
            "a job that fails stops nobody",
            2,
            (
                Situation(
                    "a job that fails first", "There is one helper, and the first of two jobs fails.", _crew([-1, 2], 1)
                ),
                Situation(
                    "one of two jobs fails", "There are two helpers, and one of two jobs fails.", _crew([-1, 2], 2)
                ),
            ),
        ),
        Hurdle(
            "two helpers work at the same time",
            1,
            (
                Situation(
                    "two long jobs",
                    "There are two helpers and two jobs that take long.",
                    _crew([1, 2], 2, parallel=(_at_work,)),
                ),
            ),
        ),
    ),
    why_others_fail=(
        (
            "`while not todo.empty()`: a helper that starts before the first `put` goes home; two helpers that see "
            "one job both go to get it (M46)."
        ),
        "`get_nowait()` while jobs are still being put: an empty queue is taken for a finished one (M46).",
        "One sentinel for all helpers: the first one that takes it ends, the others wait for ever (M47).",
        (
            "`task_done()` behind `work(job)`, without `finally`: a job that fails is never done, and `join()` waits "
            "for ever (M47)."
        ),
        "`work` under a lock, or `join()` right after `start()`: right results, and one helper at a time (M11).",
    ),
)

# 05-8 ---------------------------------------------------------------------------------------------------------

ONE_GENERATOR = '''\
import threading


def fetch_all(addresses, fetch, helpers):
    """Call `fetch(address)` for each address, in `helpers` threads; return a dictionary from address to result.

    `addresses` is a generator. It is slow itself, because it reads the addresses from somewhere.
    """
    pages = {}

    def helper():
        for address in addresses:
            pages[address] = fetch(address)

    threads = [threading.Thread(target=helper) for _ in range(helpers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return pages
'''

_drawing = Probe("in the generator")
_fetching = Probe("in `fetch`")


def _fetch_all(number: int, helpers: int) -> Callable[[Any], Any]:
    def main(answer: Any) -> Any:
        fetched: list[str] = []

        def addresses() -> Iterator[str]:
            for index in range(number):
                with _drawing:
                    address = f"page {index + 1}"
                yield address

        def fetch(address: str) -> str:
            with _fetching:
                fetched.append(address)
            return f"text of {address}"

        return SimpleNamespace(pages=answer.fetch_all(addresses(), fetch, helpers), fetched=list(fetched))

    return main


def _all_fetched(number: int) -> Invariant:
    addresses = [f"page {index + 1}" for index in range(number)]

    def accept(state: SimpleNamespace) -> bool | str:
        if sorted(state.fetched) != addresses:
            return f"The addresses are {shown(addresses)}, and `fetch` was called for {shown(sorted(state.fetched))}."
        pages = state.pages
        if not issubclass(type(pages), dict):
            return f"`fetch_all` returned {shown(pages)} instead of a dictionary."
        items = sorted(dict.items(pages))
        return same(items, [[address, f"text of {address}"] for address in addresses]) or (
            f"`fetch_all` returned {shown(pages)}: that is not the text of each page under its address."
        )

    return accept


def _readers(number: int, helpers: int, **more: Any) -> Scenario:
    return Scenario(main=_fetch_all(number, helpers), accept=_all_fetched(number), **more)


repair_generator = safety_exercise(
    id="05-8",
    title="Repair helpers that draw from one generator",
    shape="repair",
    minutes=8,
    misconceptions=("M11", "M34", "M47"),
    hints=(
        (
            "A generator is a function that stands still in the middle. What shall happen when a second thread wants "
            "to continue it while the first one is inside?"
        ),
        (
            "Only one thread at a time may ask the generator for its next address. The fetching has nothing to do with "
            "that: it may go on in all threads at once."
        ),
        (
            "Take one address under a lock with `next(addresses, None)`, and fetch it when the lock is free again. Or "
            "let the main thread draw all addresses, and hand them on in a queue."
        ),
    ),
    given=ONE_GENERATOR,
    unprotected=None,
    diagnose=_only("M11", "M34", "M47"),
    hurdles=(
        Hurdle(
            "it works with one helper",
            0,
            (Situation("one helper", "One helper fetches two pages.", _readers(2, 1)),),
        ),
        Hurdle(
            "each page is fetched once",
            2,
            (
                Situation("two helpers, one page", "There are two helpers and one page.", _readers(1, 2)),
                Situation("two helpers, two pages", "There are two helpers and two pages.", _readers(2, 2)),
            ),
        ),
        Hurdle(
            "two pages can be fetched at the same time",
            1,
            (
                Situation(
                    "two slow pages",
                    "There are two helpers, and two pages that are slow to fetch.",
                    _readers(2, 2, parallel=(_fetching,)),
                ),
            ),
        ),
    ),
    why_others_fail=(
        "A lock around `for address in addresses`: one helper draws all addresses, the others find nothing (M11).",
        "A lock around `fetch`: the generator is still continued by two threads at once (M34).",
        "`except ValueError: return`: the helper goes home, and the work is left to the others, or to nobody.",
        "One sentinel in a queue for all helpers: the ones that do not get it wait for ever (M47).",
    ),
)

# 05-9 ---------------------------------------------------------------------------------------------------------

BELT = '''\
class Closed(Exception):
    """The belt is closed."""


class Belt:
    """A belt between cooks and waiters on which dishes travel, first in, first out. Many threads use one belt.

    Belt(places)  There is room for so many dishes.

    put(dish)     Waits while the belt is full, then puts the dish on it. Raises Closed when the belt is closed, also
                  when it is closed during the wait.
    get()         Waits while the belt is empty, then takes the first dish and returns it. When the belt is closed, what
                  is still on it can be taken; then Closed is raised, also for those who wait.
    close()       Closes the belt. It may be called more than once.
    """

    def __init__(self, places):
        ...

    def put(self, dish):
        ...

    def get(self):
        ...

    def close(self):
        ...
'''


def _belt(places: int) -> Setup:
    def setup(answer: Any) -> SimpleNamespace:
        return SimpleNamespace(belt=answer.Belt(places), closed=answer.Closed, got={}, put=[], refused=[], ended=[])

    return setup


def _put(*dishes: str) -> Worker:
    def worker(state: SimpleNamespace) -> None:
        for dish in dishes:
            try:
                state.belt.put(dish)
            except state.closed:
                state.refused.append(dish)
            else:
                state.put.append(dish)

    return worker


def _get(who: str, times: int) -> Worker:
    def worker(state: SimpleNamespace) -> None:
        for _ in range(times):
            try:
                state.got.setdefault(who, []).append(state.belt.get())
            except state.closed:
                state.ended.append(who)
                return

    return worker


def _close(state: SimpleNamespace) -> None:
    state.belt.close()


def _dishes(state: SimpleNamespace) -> list[Any]:
    return [dish for who in sorted(state.got) for dish in state.got[who]]


def _travelled(*dishes: str, in_order: bool = True) -> Invariant:
    """All dishes have arrived, each once; a single taker got them in the order in which a single cook put them."""

    def invariant(state: SimpleNamespace) -> bool | str:
        got = _dishes(state)
        if any(type(dish) is not str for dish in got):
            return (
                f"`get()` gave {shown(next(dish for dish in got if type(dish) is not str))}, which nobody has put on "
                "it."
            )
        if sorted(got) != sorted(dishes):
            return f"{_words(dishes)} were put on the belt, and {_words(got)} were taken from it."
        if state.ended or state.refused:
            return "`Closed` was raised, and nobody had closed the belt."
        if in_order and len(state.got) == 1 and got != list(dishes):
            return f"{_words(dishes)} were put on the belt, and they came from it as {_words(got)}."
        return True

    return invariant


def _words(dishes: Any) -> str:
    return ", ".join(map(str, dishes)) or "none"


def _belt_alone(state: SimpleNamespace) -> None:
    _put("soup", "rice")(state)
    _get("A", 1)(state)
    _put("cake")(state)
    _get("A", 2)(state)


def _close_alone(state: SimpleNamespace) -> None:
    _put("soup", "rice")(state)
    state.belt.close()
    state.belt.close()
    _put("tea")(state)
    _get("A", 3)(state)


def _belt_alone_went_well(state: SimpleNamespace) -> bool | str:
    said = f"soup, rice and cake were put on the belt, and `get()` gave {shown(state.got.get('A'))}."
    return same(state.got.get("A"), ["soup", "rice", "cake"]) or said


def _close_alone_went_well(state: SimpleNamespace) -> bool | str:
    if not same(state.got.get("A"), ["soup", "rice"]):
        return f"soup and rice were on the belt when it was closed, and `get()` gave {shown(state.got.get('A'))}."
    if state.refused != ["tea"]:
        return "After `close()`, `put` did not raise Closed."
    return bool(state.ended) or "The belt was closed and empty, and `get` did not raise Closed."


def _nobody_waits_any_more(most: int) -> Invariant:
    """After `close` everybody has come to an end, and what was put has been taken or is one of at most `most` left."""

    def invariant(state: SimpleNamespace) -> bool | str:
        left = [dish for dish in state.put if dish not in _dishes(state)]
        extra = [dish for dish in _dishes(state) if dish not in state.put]
        if extra:
            return f"{_words(extra)} came from the belt, and `put` had raised Closed for it."
        return len(left) <= most or f"At the end {_words(left)} are on the belt, and there is room for {most}."

    return invariant


def _filled(answer: Any) -> SimpleNamespace:
    state = _belt(1)(answer)
    _put("bread")(state)
    return state


def _get_then_close(state: SimpleNamespace) -> None:
    _get("C", 1)(state)
    state.belt.close()


def _put_then_close(*dishes: str) -> Worker:
    def worker(state: SimpleNamespace) -> None:
        _put(*dishes)(state)
        state.belt.close()

    return worker


def _all_were_taken(*dishes: str) -> Invariant:
    def invariant(state: SimpleNamespace) -> bool | str:
        got = _dishes(state)
        if sorted(map(shown, got)) != sorted(map(shown, dishes)):
            return (
                f"{_words(dishes)} were put on the belt before it was closed, and {_words(map(shown, got))} came from "
                "it."
            )
        waiting = sorted(set(state.got) - set(state.ended))
        return not waiting or f"The belt was closed and empty, and {_words(waiting)} was not told so."

    return invariant


def _full(answer: Any) -> SimpleNamespace:
    return SimpleNamespace(belt=answer.Belt(1), hungry=Event(), bad="")


def _put_two(state: SimpleNamespace) -> None:
    state.belt.put("soup")
    state.belt.put("rice")
    if not state.hungry.is_set():
        state.bad = "The belt has one place, and two dishes were put on it before anybody wanted one."


def _get_two(state: SimpleNamespace) -> None:
    state.hungry.set()
    state.belt.get()
    state.belt.get()


write_belt = safety_exercise(
    id="05-9",
    title="Write a belt that waits, and can be closed",
    shape="write",
    minutes=20,
    misconceptions=("M09", "M14", "M15", "M16"),
    hints=(
        (
            "Three things are shared: the dishes, how many places there are, and whether the belt is closed. Both "
            "methods wait for a change of them, so who changes something has to say so."
        ),
        (
            "One `Condition` is enough. A thread that is woken knows only that something has changed: it looks again "
            "whether it is its turn, whether the belt is closed, and sleeps again if it is neither."
        ),
        (
            "`while not self.closed and len(self.dishes) == self.places: self.changed.wait()`, then decide. Everybody "
            "who changes something calls `notify_all()`, `close()` too."
        ),
    ),
    given=BELT,
    unprotected=None,
    diagnose=_only("M09", "M14", "M15", "M16", "M17"),
    version=2,
    hurdles=(
        Hurdle(
            "it works without threads",
            0,
            (
                Situation(
                    "one thread",
                    "One thread puts and gets three dishes on a belt of two places.",
                    Scenario(setup=_belt(2), workers=(_belt_alone,), invariant=_belt_alone_went_well),
                ),
            ),
        ),
        Hurdle(
            "every dish arrives, and nobody waits for ever",
            3,
            (
                Situation(
                    "a cook and a waiter",
                    "The belt has one place. A puts two dishes, B gets two.",
                    Scenario(
                        setup=_belt(1),
                        workers=(_put("soup", "rice"), _get("B", 2)),
                        invariant=_travelled("soup", "rice"),
                    ),
                ),
                Situation(
                    "two waiters",
                    "The belt has one place. A puts two dishes, B and C get one each.",
                    Scenario(
                        setup=_belt(1),
                        workers=(_put("soup", "rice"), _get("B", 1), _get("C", 1)),
                        invariant=_travelled("soup", "rice"),
                    ),
                ),
                Situation(
                    "two cooks and one place",
                    "The belt has one place. A and B put one dish each, C gets two.",
                    Scenario(
                        setup=_belt(1),
                        workers=(_put("soup"), _put("rice"), _get("C", 2)),
                        invariant=_travelled("rice", "soup", in_order=False),
                    ),
                ),
                Situation(
                    "a full belt",
                    (
                        "The belt has one place. A puts two dishes; the second one has to wait until B has taken the "
                        "first."
                    ),
                    Scenario(setup=_full, workers=(_put_two, _get_two), invariant=lambda state: state.bad or True),
                ),
            ),
        ),
        Hurdle(
            "a closed belt gives back what is on it, and lets nobody wait",
            2,
            (
                Situation(
                    "one thread closes it",
                    "One thread puts two dishes on a belt of four places, closes it twice, and gets what is there.",
                    Scenario(setup=_belt(4), workers=(_close_alone,), invariant=_close_alone_went_well),
                ),
                Situation(
                    "closed behind the last dish",
                    "A puts a dish and closes the belt. B wants two dishes.",
                    Scenario(
                        setup=_belt(1),
                        workers=(_put_then_close("soup"), _get("B", 2)),
                        invariant=_all_were_taken("soup"),
                    ),
                ),
                Situation(
                    "two hungry waiters",
                    "A closes the belt while B and C wait for a dish.",
                    Scenario(
                        setup=_belt(1),
                        workers=(_close, _get("B", 1), _get("C", 1)),
                        invariant=_nobody_waits_any_more(0),
                    ),
                ),
                Situation(
                    "two cooks who wait for one place",
                    "The belt is full, with one dish. A and B put one dish each; C takes one and closes the belt.",
                    Scenario(
                        setup=_filled,
                        workers=(_put("soup"), _put("rice"), _get_then_close),
                        invariant=_nobody_waits_any_more(1),
                    ),
                ),
                Situation(
                    "a cook who waits for a place",
                    "The belt has one place. A puts two dishes, B closes it.",
                    Scenario(
                        setup=_belt(1), workers=(_put("soup", "rice"), _close), invariant=_nobody_waits_any_more(1)
                    ),
                ),
            ),
        ),
    ),
    why_others_fail=(
        "`if` before `wait()`: two waiters are woken, one takes the dish, the other takes from an empty belt (M15).",
        "One `notify()` on one condition: it may wake another cook when a waiter was meant (M16).",
        "`close()` that sets a flag and notifies nobody: who sleeps already never looks at it (M14).",
        "`close()` that notifies one thread: the others sleep on (M16).",
        "Looking before the `with`: what was seen is no longer true inside (M09).",
    ),
)

# 05-10 --------------------------------------------------------------------------------------------------------

READING_ROOM = '''\
class ReadingRoom:
    """A rule for a document that many threads read and some write: any number of readers at a time, or one writer
    alone.

    start_reading()   Waits as long as somebody writes.
    stop_reading()    Said by a thread that has started reading, when it is done.
    start_writing()   Waits as long as somebody reads or writes.
    stop_writing()    Said by a thread that has started writing, when it is done.

    No thread starts twice without stopping in between. Whether a new reader may go before a writer who waits is yours
    to decide.
    """

    def __init__(self):
        ...

    def start_reading(self):
        ...

    def stop_reading(self):
        ...

    def start_writing(self):
        ...

    def stop_writing(self):
        ...
'''

_in_the_room = Probe("in the room")


def _room(answer: Any) -> SimpleNamespace:
    return SimpleNamespace(room=answer.ReadingRoom(), readers=0, writers=0, done=0, bad="")


def _read(state: SimpleNamespace) -> None:
    state.room.start_reading()
    state.readers += 1
    if state.writers:
        state.bad = "A reader was let in while a writer wrote."
    with _in_the_room:
        pass
    state.readers -= 1
    state.done += 1
    state.room.stop_reading()


def _write(state: SimpleNamespace) -> None:
    state.room.start_writing()
    state.writers += 1
    if state.writers > 1:
        state.bad = "Two writers wrote at the same time."
    elif state.readers:
        state.bad = "A writer was let in while somebody read."
    with _in_the_room:
        pass
    state.writers -= 1
    state.done += 1
    state.room.stop_writing()


def _write_first(state: SimpleNamespace) -> None:
    state.room.start_writing()
    state.begun.set()
    state.room.stop_writing()


def _read_and_meet(mine: str, other: str) -> Worker:
    """Read behind the writer, and do not leave before the other reader is there."""

    def worker(state: SimpleNamespace) -> None:
        state.begun.wait()
        state.room.start_reading()
        getattr(state, mine).set()
        getattr(state, other).wait()
        state.room.stop_reading()

    return worker


def _meeting(answer: Any) -> SimpleNamespace:
    return SimpleNamespace(room=answer.ReadingRoom(), begun=Event(), first=Event(), second=Event())


def _all_done(number: int) -> Invariant:
    def invariant(state: SimpleNamespace) -> bool | str:
        return state.bad or state.done == number or f"{state.done} of {number} got their turn."

    return invariant


def _room_for(*workers: Worker, rounds: int = 0, **more: Any) -> Scenario:
    return Scenario(setup=_room, workers=workers, invariant=_all_done(rounds or len(workers)), **more)


def _of_the_room(tree: ast.Module, judgement: Judgement) -> str | None:
    """A count that is changed without a lock goes wrong later, in a deadlock or in an error of something else."""
    steps = judgement.trace.steps if judgement.trace else ()
    if judgement.kind != "too-much-locking" and any(s.after is not None and not s.held for s in steps):
        return "M02"
    return _only("M11", "M14", "M15", "M16", "M17", "M26")(tree, judgement)


write_room = safety_exercise(
    id="05-10",
    title="Write a rule for readers and writers",
    shape="write",
    minutes=20,
    misconceptions=("M02", "M11", "M15", "M16", "M17", "M26"),
    hints=(
        (
            "What has a new reader to know, and what a new writer? Two facts about the room are enough. Both change "
            "while others look at them."
        ),
        (
            "Keep the number of readers and whether somebody writes, under one `Condition`. The waiting is two loops. "
            "Whose leaving can be what somebody waits for?"
        ),
        (
            "A reader waits while somebody writes; a writer waits while somebody writes or the number of readers is "
            "not 0. The lock is held only to look and to count, never while one reads."
        ),
    ),
    given=READING_ROOM,
    unprotected=None,
    diagnose=_of_the_room,
    version=2,
    hurdles=(
        Hurdle(
            "it works with one thread",
            0,
            (
                Situation(
                    "one thread",
                    "One thread reads, writes, reads again, and writes again.",
                    _room_for(_one_after_the_other(_read, _write, _read, _write), rounds=4),
                ),
            ),
        ),
        Hurdle(
            "a writer is alone, and everybody gets in",
            3,
            (
                Situation("a reader and a writer", "A reads while B writes.", _room_for(_read, _write)),
                Situation("two writers", "A and B write.", _room_for(_write, _write)),
                Situation("two readers and a writer", "A and B read, C writes.", _room_for(_read, _read, _write)),
                Situation("a reader and two writers", "A reads, B and C write.", _room_for(_read, _write, _write)),
                Situation(
                    "a reader who comes again",
                    "A reads and comes back to read again; B writes.",
                    _room_for(_one_after_the_other(_read, _read), _write, rounds=3),
                ),
            ),
        ),
        Hurdle(
            "two readers can be in the room at the same time",
            2,
            (
                Situation(
                    "two slow readers",
                    "A and B read, and both take long.",
                    _room_for(_read, _read, parallel=(_in_the_room,)),
                ),
                Situation(
                    "two readers behind a writer",
                    "C writes. A and B come to read meanwhile, and neither leaves before the other is there.",
                    Scenario(
                        setup=_meeting,
                        workers=(_read_and_meet("first", "second"), _read_and_meet("second", "first"), _write_first),
                        invariant=lambda state: True,
                    ),
                ),
            ),
        ),
    ),
    why_others_fail=(
        "One lock from start to stop: a writer is alone, and so is every reader (M11).",
        (
            "A count of readers that is changed without a lock: two readers come at once, and one of them is not "
            "counted (M02)."
        ),
        "`if` around `wait()`: a reader is woken, a writer comes first, and the reader walks in on it (M15).",
        "`notify()` by the writer: of two readers who wait, one is woken, though nobody writes (M16).",
        (
            "An `RLock` that the first reader takes and the last one gives back: that is another thread, and an "
            "`RLock` belongs to one (M26). A `Lock` would do."
        ),
    ),
)

# 05-11 --------------------------------------------------------------------------------------------------------

INTEREST = '''\
from threading import RLock


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance
        self.lock = RLock()


def transfer(source, target, amount):
    first, second = sorted((source, target), key=lambda account: account.number)
    with first.lock, second.lock:
        source.balance -= amount
        target.balance += amount


def pay_interest(bank, account):
    """The bank pays one percent. Nobody shall change the account between the calculation and the payment."""
    with account.lock:
        transfer(bank, account, account.balance // 100)
'''

argue_order = argue_exercise(
    id="05-11",
    title="Argue whether an account can wait for ever",
    minutes=12,
    misconceptions=("M20", "M24"),
    hints=(
        (
            "`transfer` alone is in order, and it says why in its first line. In which order are the locks taken when "
            "`pay_interest` calls it, if the bank's own account has the number 0?"
        ),
        (
            "Two threads are enough. Let one of them stand still in `pay_interest` with one lock in its hand. What may "
            "the other thread do, so that it holds one lock and waits for this one?"
        ),
        (
            "To argue that there is no deadlock, show that there can be no circle: give all locks numbers, say that "
            "each thread takes them upwards, and ask what the thread with the highest lock is waiting for."
        ),
    ),
    given=INTEREST,
    rubric=(
        Criterion(
            1, "sees that `pay_interest` holds the account's lock when `transfer` asks for a lock of a lower number"
        ),
        Criterion(
            2, "gives an interleaving of two threads, step by step, that ends in a circle, and says who waits for whom"
        ),
        Criterion(
            1,
            "repairs it: both locks in the same order, before the calculation; or one lock for all accounts",
        ),
        Criterion(
            1, "argues for the repair: all locks have one order, so nobody who holds the highest one waits for a lower"
        ),
        Criterion(1, "answers that short blocks, and a year without an accident, make it rare and not impossible"),
    ),
    why_others_fail=(
        "An `RLock` lets a thread take its own lock again. It changes nothing between two threads (M24).",
        "`account.lock` is released before `transfer` is called: no deadlock, and the balance may change then (M09).",
        "A time-out on `acquire`: the circle still comes about, and somebody has to undo what is half done.",
    ),
)

EXERCISES: tuple[Exercise, ...] = (
    predict_endings,
    predict_orders,
    hunt_deadlock,
    hunt_lost_wakeup,
    repair_office,
    repair_rental,
    repair_queue,
    repair_generator,
    write_belt,
    write_room,
    argue_order,
)
