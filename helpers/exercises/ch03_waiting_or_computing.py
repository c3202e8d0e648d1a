"""Chapter 3, waiting or computing: four exercises."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from types import SimpleNamespace
from typing import Any

from helpers.exercises.calculate import number_question
from helpers.exercises.classify import Card, classify_exercise
from helpers.exercises.questions import Question, Wrong, questions_exercise
from helpers.exercises.rules import Rule
from helpers.exercises.safety import Hurdle, Situation, safety_exercise
from helpers.exercises.stopwatch import Work, timeit_module
from helpers.exercises.values import shown
from helpers.interleave import Program, Scenario, outcomes
from helpers.interleave.explore.replay import Replay
from helpers.interleave.runner import Runner
from helpers.verdict import Finding

# 03-1 ---------------------------------------------------------------------------------------------------------

SIX_FUNCTIONS = """\
import queue
import time


def a():
    for _ in range(5):
        time.sleep(0.5)  # stands for a server that takes its time


def b():
    total = 0
    for n in range(1_000_000):
        total += n * n
    return total


def c():
    return (n * n for n in range(1_000_000))


def d():
    end = time.monotonic() + 2
    while time.monotonic() < end:
        pass


def e():
    inbox = queue.Queue()
    try:
        return inbox.get(timeout=2)
    except queue.Empty:
        return "no letter today"


def f():
    time.sleep(2)  # stands for a server that takes its time
    longest = 0
    for n in range(20_000_000):
        longest = max(longest, n % 1009)
    return longest
"""

WAITS, COMPUTES, BOTH, NEITHER = "waits", "computes", "both", "neither"
_MANY = 10_000
"""Turns of loops; a function that makes more of them computes."""
_TIMED = """

def waited(function):
    begin = time.perf_counter()
    function()
    return time.perf_counter() - begin
"""


def what_it_does(function: str) -> str:
    """Whether one of the functions waits or computes: run once, on a virtual clock that waiting alone moves on."""
    waited: list[float] = []
    scenario = Scenario(main=lambda answer: waited.append(answer.waited(getattr(answer, function))))
    runner = Runner(Program(SIX_FUNCTIONS + _TIMED, scenario, filename="program.py"))
    execution = runner.run(Replay([]), bounds=replace(runner.bounds, ticks=_MANY))
    computes = execution.ticks > _MANY
    # where the run was cut off in a long loop, the time that went by before it counts
    waits = (waited[0] if waited else execution.tasks[0].time) > 0
    return BOTH if waits and computes else WAITS if waits else COMPUTES if computes else NEITHER


def _function(key: str, **why: Wrong) -> Card:
    return Card(key, lambda: what_it_does(key), why)


what_for = classify_exercise(
    id="03-1",
    title="Tell waiting from computing",
    minutes=5,
    points=3,
    misconceptions=("M35", "M36"),
    hints=(
        (
            "Ask for each function: while it is under way, does the processor work through its lines, or does the "
            "function stand still in one line until something comes from outside?"
        ),
        (
            "`sleep`, `get` and `join` stand still, and leave the processor to others. A loop that turns without a "
            "pause computes, whatever it is that it wants to find out."
        ),
        (
            "In `c`, count how many squares are computed before the function returns. In `d`, think of what the "
            "processor does during the two seconds, and compare it with `e`."
        ),
    ),
    given=SIX_FUNCTIONS,
    choices=(WAITS, COMPUTES, BOTH, NEITHER),
    also={"waiting": WAITS, "wait": WAITS, "computing": COMPUTES, "compute": COMPUTES, "none": NEITHER},
    cards=(
        _function(
            "a",
            computes=Wrong("the loop turns five times. Where does it spend its time?"),
            both=Wrong("the loop turns five times. Is that much to compute?"),
            neither=Wrong("it does not return at once. What does it stand still for?"),
        ),
        _function(
            "b",
            waits=Wrong("nothing from outside is asked for. What does the processor do meanwhile?"),
            both=Wrong("nothing from outside is asked for."),
            neither=Wrong("count the turns of the loop."),
        ),
        _function(
            "c",
            waits=Wrong("in which line could it stand still?"),
            computes=Wrong("round brackets make a generator. How many squares does it compute before somebody asks?"),
            both=Wrong("round brackets make a generator. How many squares does it compute before somebody asks?"),
        ),
        _function(
            "d",
            waits=Wrong("it wants to wait, but look at what the processor does: does it ever stand still?"),
            both=Wrong("does it ever stand still? Each look at the clock is a line of Python that is executed."),
            neither=Wrong("it returns after two seconds. What happens in them?"),
        ),
        _function(
            "e",
            computes=Wrong("how many lines are executed while `get` has nothing to give?"),
            both=Wrong("how many lines are executed while `get` has nothing to give?"),
            neither=Wrong("when does `get` give up?"),
        ),
        _function(
            "f",
            waits=Wrong("after the server has replied, there is a loop. How often does it turn?"),
            computes=Wrong("before the loop there is a line that stands still."),
            neither=Wrong("one line stands still, and one loop turns often."),
        ),
    ),
    searched=(
        "Each function was run on a virtual clock, which goes on only while a program waits, and the turns of its "
        "loops were counted."
    ),
    why_others_fail=(
        "`c` as computing: it makes a generator, and returns. The squares are computed when somebody asks for them.",
        "`d` as waiting: it asks the clock again and again, and keeps a core busy all the time (busy waiting).",
        "`e` as computing: `get` stands still until a letter comes or the time is up, and uses no core for that.",
        "`f` as one of the two: most real programs do both, and that is why one measures each part.",
    ),
)

# 03-2 ---------------------------------------------------------------------------------------------------------

NIGHT_JOB = """\
# A job computes in Python code on a standard build, on a machine with more than enough cores.
cannot_be_divided = 30  # seconds
can_be_divided = 90  # seconds of work with one worker; n workers need 90 / n seconds for it
start_of_a_process = 2  # seconds for each process; they are started one after the other, before the divided work

# Another job: many small tasks, which a plain loop does one after the other.
one_task = 0.010  # seconds of computing
pool_start = 0.9  # seconds, once, for a pool of 4 processes
send_one_task = 0.001  # seconds in the main process, for each task, and nothing else goes on meanwhile
"""


def night_numbers() -> dict[str, float]:
    """The right numbers, worked out from the given program's constants."""
    given = SimpleNamespace(
        **{
            node.targets[0].id: ast.literal_eval(node.value)
            for node in ast.parse(NIGHT_JOB).body
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        }
    )
    alone, divided, start = given.cannot_be_divided, given.can_be_divided, given.start_of_a_process

    def time(workers: int, each: float = 0) -> float:
        return alone + divided / workers + each * workers

    def pool(tasks: int) -> float:
        return given.pool_start + tasks * given.send_one_task + tasks * given.one_task / 4

    return {
        "time with 3": time(3),
        "speed-up with 3": time(1) / time(3),
        "limit": time(1) / alone,
        "3 threads": time(1),
        "time with 9": time(9, start),
        "best number": min(range(1, 100), key=lambda workers: time(workers, start)),
        "break-even": next(tasks for tasks in range(1, 10_000) if pool(tasks) < tasks * given.one_task),
    }


def _number(key: str, why: dict[float, Wrong], other: str, within: float = 0.01) -> Question:
    return number_question(key, lambda: night_numbers()[key], why, other, within)


_SAME = "Nothing is gained for the part that cannot be divided."

amdahl = questions_exercise(
    id="03-2",
    title="Calculate how far more workers can help",
    shape="predict",
    minutes=12,
    points=7,
    misconceptions=("M35", "M37"),
    hints=(
        (
            "Write the time as a sum: the part that cannot be divided, plus the other part over the number of "
            "workers, plus what the workers cost to start. Speed-up is the time with one worker over that time."
        ),
        (
            "For the limit, let the divided part become as small as you like: which part of the sum is left? For the "
            "best number, write the sum for 5, 6, 7 and 8 workers. For threads, ask who holds the GIL."
        ),
        (
            "The small tasks: the loop takes `n * 0.010`. The pool takes `0.9` once, `n * 0.001` for sending, and "
            "`n * 0.010 / 4` for the work. From which whole number `n` on is the second sum smaller?"
        ),
    ),
    given=NIGHT_JOB,
    questions=(
        _number(
            "time with 3",
            {
                40.0: Wrong("all 120 seconds were divided by 3. Which part of them cannot be divided?"),
                30.0: Wrong("the part that cannot be divided is missing."),
                66.0: Wrong("here, starting costs nothing yet."),
            },
            "add the part that cannot be divided to the part that can, divided by the number of workers.",
        ),
        _number(
            "speed-up with 3",
            {3.0: Wrong("three times the workers are not three times as fast. " + _SAME, "M37")},
            "divide the time with one worker by the time with three.",
        ),
        _number(
            "limit",
            {
                3.0: Wrong("it was compared with the wrong part: how long is the whole job with one worker?"),
                1.333: Wrong("that is what doing the divisible part in no time leaves out. Which part is left over?"),
            },
            "with as many workers as you like, one part of the time stays. Divide the whole time by it.",
        ),
        _number(
            "3 threads",
            {60.0: Wrong("the threads would compute Python code at the same time. Can they?", "M35")},
            "on a standard build, how many threads run Python code at a time?",
        ),
        _number(
            "time with 9",
            {
                40.0: Wrong("starting nine processes costs nothing in this sum.", "M37"),
                42.0: Wrong("each of the nine processes is started, one after the other."),
                56.0: Wrong("how many processes are started here?"),
            },
            "add three parts: what cannot be divided, the divided part with nine workers, and nine starts.",
        ),
        _number(
            "best number",
            {
                99.0: Wrong("each process costs a start, too: compare the times for 10 and for 50.", "M37"),
                45.0: Wrong("compare the time for this number with the time for half of it.", "M37"),
                6.0: Wrong("very near. Calculate the times for this number and its two neighbours to two decimals."),
                8.0: Wrong("very near. Calculate the times for this number and its two neighbours to two decimals."),
            },
            "calculate the time for this number, and for its two neighbours: is one of them smaller?",
            within=0,
        ),
        _number(
            "break-even",
            {
                138.0: Wrong("with so many tasks, is the pool already faster, or still a little slower?"),
                120.0: Wrong("sending the tasks costs as well: it is missing in this sum."),
                121.0: Wrong("sending the tasks costs as well: it is missing in this sum."),
                1.0: Wrong("for one task, compare 0.010 seconds with what the pool costs to start.", "M37"),
            },
            "write down what both take for this number of tasks, and for one task less.",
            within=0,
        ),
    ),
    example='answer = {"time with 3": 99, "limit": 10 / 4, ...}',
    searched="Each number was compared with the one that follows from the constants; 1 % either way does no harm, but "
    "for the two whole numbers.",
    why_others_fail=(
        "A speed-up of 3 with 3 workers: only for a job that can be divided without a rest.",
        "60 seconds with three threads: Python code of threads takes turns under the GIL (M35).",
        "As many processes as possible: each one costs a start, and what it saves becomes less and less (M37).",
        "138 tasks: at 138 the loop is still faster by a hair.",
    ),
)

# 03-3 ---------------------------------------------------------------------------------------------------------

MEASURE = '''\
import time


def measure(work, repeats):
    """Measure how long `work()` takes.

    `work` is called once without being measured, to warm up. Then it is called `repeats` times, and each call
    is measured for itself, with `time.perf_counter()`.

    Returns:
        a tuple of three numbers, in seconds: the median, the smallest and the largest of the measured times.
    """
    start = time.perf_counter()
    for _ in range(repeats):
        work()
    return (time.perf_counter() - start) / repeats
'''


def _measured(lengths: list[float], wanted: tuple[float, float, float], calls: int) -> Scenario:
    """Work whose calls take the given times; the first call is the one to warm up."""

    def main(answer: Any) -> Any:
        work = Work(lengths)
        return SimpleNamespace(said=answer.measure(work, len(lengths) - 1), calls=work.calls)

    def accept(ended: SimpleNamespace) -> bool | str:
        said, times = ended.said, " ".join(f"{length:g}" for length in lengths)
        if ended.calls != calls:
            return f"`work` was called {ended.calls} times instead of {calls}: once to warm up, and {calls - 1} times."
        if not isinstance(said, (tuple, list)) or len(said) != 3:
            return f"`measure` returns {shown(said)}, which is not three numbers."
        for name, one, right in zip(("median", "smallest", "largest"), said, wanted, strict=True):
            if type(one) not in (int, float) or abs(one - right) > 1e-5:
                return f"The calls took {times} seconds, the first one to warm up. Said of the {name}: {shown(one)}."
        return True

    return Scenario(main=main, accept=accept)


_WRONG_CLOCKS = {
    "time": "is the clock on the wall: it can be set back or forward while you measure",
    "process_time": "counts only what this process computes: while `work` waits, it stands still",
    "thread_time": "counts only what this thread computes: while `work` waits, it stands still",
    "time_ns": "is the clock on the wall: it can be set back or forward while you measure",
}


def _right_clock(tree: ast.Module) -> Finding | None:
    """The clocks that are not made for this."""
    names = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "time"
        for alias in node.names
    }
    for node in ast.walk(tree):
        called = None
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="time"), attr=attribute)):
                called = attribute
            case ast.Call(func=ast.Name(id=name)):
                called = names.get(name)
        if called in _WRONG_CLOCKS:
            message = f"`time.{called}()` {_WRONG_CLOCKS[called]}. The task names the clock to use."
            return Finding("rule", message, line=getattr(node, "lineno", None))
    return None


_RULES: tuple[Rule, ...] = (_right_clock,)

measure = safety_exercise(
    id="03-3",
    title="Write an honest stopwatch",
    shape="repair",
    minutes=15,
    version=2,
    misconceptions=("M37",),
    hints=(
        (
            "One number for all calls together cannot show that one of them was slow. You need a time for each call: "
            "look at the clock before it and after it, and keep the difference in a list."
        ),
        (
            "Call `work` once before the loop, and do not measure that call. In the loop, measure one call at a time. "
            "The median is the middle of the sorted times; with an even number, the mean of the two in the middle."
        ),
        (
            "`statistics.median` knows both cases. `min` and `max` of the same list give the other two numbers. What "
            "is returned is a tuple of the three, in the order of the docstring."
        ),
    ),
    given=MEASURE,
    unprotected=None,
    rules=_RULES,
    diagnose=lambda tree, judgement: None,
    modules={"timeit": timeit_module()},
    hurdles=(
        Hurdle(
            "every call is measured for itself, the first one not at all",
            2,
            (
                Situation(
                    "one call",
                    "`work` takes 5 seconds at first, and 2 afterwards; it is measured once.",
                    _measured([5, 2], (2, 2, 2), 2),
                ),
                Situation(
                    "three calls",
                    "`work` takes 5 seconds at first, then 1, 3 and 2; it is measured three times.",
                    _measured([5, 1, 3, 2], (2, 1, 3), 4),
                ),
                Situation(
                    "parts of a second",
                    "`work` takes 5 seconds at first, then 0.25, 0.75 and 0.5; it is measured three times.",
                    _measured([5, 0.25, 0.75, 0.5], (0.5, 0.25, 0.75), 4),
                ),
            ),
        ),
        Hurdle(
            "one slow call does not move the middle",
            2,
            (
                Situation(
                    "one slow call",
                    "`work` takes 5 seconds at first, then 1, 1, 90, 2 and 1; it is measured five times.",
                    _measured([5, 1, 1, 90, 2, 1], (1, 1, 90), 6),
                ),
            ),
        ),
        Hurdle(
            "an even number of calls has a middle, too",
            1,
            (
                Situation(
                    "four calls",
                    "`work` takes 5 seconds at first, then 4, 1, 3 and 8; it is measured four times.",
                    _measured([5, 4, 1, 3, 8], (3.5, 1, 8), 5),
                ),
            ),
        ),
    ),
    why_others_fail=(
        "The mean of all calls: one call during which the machine was busy with something else moves it far away.",
        "The first call with the others: it also loads modules, fills caches and opens connections.",
        "`sorted(times)[len(times) // 2]`: with an even number of times, the middle lies between two of them.",
        "`time.time()`: the wall clock can be set while you measure. `process_time()` does not see waiting.",
    ),
)

# 03-4 ---------------------------------------------------------------------------------------------------------

SIX_WAYS = """\
import time
from threading import Lock, Thread

door = Lock()


def fetch(page):
    time.sleep(1)


def fetch_alone(page):
    with door:
        time.sleep(1)


def fetch_some(pages):
    for page in pages:
        fetch(page)


def in_threads(work, *arguments):
    threads = [Thread(target=work, args=(argument,)) for argument in arguments]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def a():
    for page in (1, 2, 3, 4):
        fetch(page)


def b():
    in_threads(fetch, 1, 2, 3, 4)


def c():
    for page in (1, 2, 3, 4):
        in_threads(fetch, page)


def d():
    in_threads(fetch_some, (1, 2, 3), (4,))


def e():
    in_threads(fetch_alone, 1, 2, 3, 4)


def f():
    waiter = Thread(target=time.sleep, args=(3,))
    waiter.start()
    time.sleep(2)
    waiter.join()
    time.sleep(1)
"""


def seconds_of(function: str) -> float:
    """How long one of the functions waits, on the virtual clock; the same in every interleaving.

    Raises:
        ValueError: it is not the same in every interleaving.
    """
    source = SIX_WAYS + _TIMED
    scenario = Scenario(main=lambda answer: answer.waited(getattr(answer, function)))
    found = outcomes(Program(source, scenario, filename="program.py"))
    if len(set(found.values)) != 1 or not found.exhaustive:
        raise ValueError(f"{function} takes {found.values} seconds")
    return float(found.values[0])


def _way(key: str, why: dict[float, Wrong], other: str) -> Question:
    truth: Callable[[], float] = partial(seconds_of, key)
    return number_question(key, truth, why, other)


seconds = questions_exercise(
    id="03-4",
    title="Predict how long six programs wait",
    shape="predict",
    minutes=8,
    points=3,
    misconceptions=("M36", "M37"),
    hints=(
        (
            "Draw a line for each thread, with a stroke for each second of waiting. What is under way at the same "
            "time is counted once; what comes one after the other adds up."
        ),
        (
            "`join()` waits for the thread, so `start()` and `join()` in the same turn of a loop make the next turn "
            "wait. A lock that is held while waiting makes the others wait for the lock."
        ),
        (
            "In `d` the longer of the two threads decides. In `f`, two seconds of the main thread and three of the "
            "waiter begin at the same time; what comes after `join()` begins when both are over."
        ),
    ),
    given=SIX_WAYS,
    questions=(
        _way(
            "a", {1.0: Wrong("there is one thread here, and it makes one call after the other.")}, "add up the calls."
        ),
        _way(
            "b",
            {
                4.0: Wrong("while one thread waits, what keeps the others from waiting, too?", "M36"),
                0.25: Wrong("each thread waits for one second: that does not become less.", "M37"),
            },
            "four threads begin at almost the same moment, and each waits for one second.",
        ),
        _way(
            "c",
            {1.0: Wrong("each turn of the loop starts one thread and joins it. When does the next turn begin?", "M37")},
            "when does the second thread start: before or after the first one has ended?",
        ),
        _way(
            "d",
            {
                2.0: Wrong("the pages are not divided evenly: which thread has how many?", "M37"),
                4.0: Wrong("while one thread waits for its first page, what does the other one do?", "M36"),
                1.0: Wrong("a thread that fetches three pages fetches them one after the other.", "M37"),
            },
            "the two threads begin together; which one ends last, and when?",
        ),
        _way(
            "e",
            {1.0: Wrong("four threads, but where do three of them stand while one is inside?", "M37")},
            "who holds the lock during the second of waiting, and who else may wait at that time?",
        ),
        _way(
            "f",
            {
                6.0: Wrong("two of the three waits go on at the same time.", "M36"),
                3.0: Wrong("there is one more line after the `join()`."),
                5.0: Wrong("while the main thread waits its two seconds, what does the waiter do?", "M36"),
            },
            "which of the waits begin at the same time, and which begins when another one is over?",
        ),
    ),
    example='answer = {"a": 10, "b": 20, ...}',
    searched="Each function was run under every interleaving, on a virtual clock that only waiting moves on.",
    why_others_fail=(
        "4 for `b`: threads that wait do not hold the GIL, so they wait at the same time (M36).",
        "1 for `c`: `start()` and `join()` in one turn of the loop is a loop with more effort.",
        "2 for `d`: four pages in two threads, but not two each. The longest thread decides.",
        "1 for `e`: the lock is held while waiting, so the waiting is done one after the other.",
    ),
)


EXERCISES = (what_for, amdahl, measure, seconds)
