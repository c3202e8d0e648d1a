"""Chapter 1, concurrency, parallelism, processes: four exercises."""

from __future__ import annotations

import ast
from typing import Any

from helpers.demo.costs import LOOP, PROCESSES, THREADS, TOOLS, Costs, Job, best_tool
from helpers.demo.timelines import AFTER, CONCURRENT, PARALLEL, kind_of
from helpers.exercises.classify import Card, classify_exercise
from helpers.exercises.predict import predict_exercise
from helpers.exercises.questions import Wrong
from helpers.exercises.safety import Hurdle, Situation, safety_exercise
from helpers.exercises.values import same, shown
from helpers.interleave import Judgement, Scenario

# 01-1 ---------------------------------------------------------------------------------------------------------

TIMELINES = """\
# S: a step of the soup, R: a step of the rice, a dot: nothing. Each column is one moment.
timelines = {
    "a": \"\"\"
        core 1: SSSSRRRR
        core 2: ........
    \"\"\",
    "b": \"\"\"
        core 1: SSRRSSRR
        core 2: ........
    \"\"\",
    "c": \"\"\"
        core 1: SSSS....
        core 2: ....RRRR
    \"\"\",
    "d": \"\"\"
        core 1: SSSSSS..
        core 2: ..RRRR..
    \"\"\",
    "e": \"\"\"
        core 1: SSRRSS..
        core 2: ......RR
    \"\"\",
    "f": \"\"\"
        core 1: S..RR..S
        core 2: ........
    \"\"\",
}
"""


def _timeline(key: str) -> Card:
    timelines = ast.literal_eval(TIMELINES.partition("timelines = ")[2])

    def truth() -> str:
        return kind_of(timelines[key])

    return Card(
        key,
        truth,
        {
            PARALLEL: Wrong("in which column do both letters stand?", "M38"),
            CONCURRENT: Wrong("when does the one begin, and when does the other one end?", "M38"),
            AFTER: Wrong(
                "has the one dish ended before the other one begins? Look for the last letter of each.", "M38"
            ),
        },
    )


timelines = classify_exercise(
    id="01-1",
    title="Tell concurrent from parallel",
    minutes=5,
    points=3,
    misconceptions=("M38",),
    hints=(
        (
            "Two questions for each picture. Is there a moment in which both dishes are worked on? And is there a "
            "moment at which both have begun and neither has ended?"
        ),
        (
            "Parallel: both letters in one column. Concurrent: from its first letter to its last letter, a dish is "
            "under way, and the two stretches overlap. Which core a letter stands in is not asked."
        ),
        (
            "In `c` there are two cores at work, but never in the same column. In `f` the soup is under way from the "
            "first column to the last one, also while nobody works on it."
        ),
    ),
    given=TIMELINES,
    choices=(AFTER, CONCURRENT, PARALLEL),
    also={
        "sequential": AFTER,
        "serial": AFTER,
        "neither": AFTER,
        "concurrent": CONCURRENT,
        "only concurrent": CONCURRENT,
        "concurrent but not parallel": CONCURRENT,
        "concurrent and not parallel": CONCURRENT,
        "concurrent and parallel": PARALLEL,
        "both": PARALLEL,
    },
    cards=[_timeline(key) for key in "abcdef"],
    searched="The columns of each timeline were compared: who works in which moment, and who is under way.",
    why_others_fail=(
        "`c` as parallel: two cores are used, but one after the other. Parallel means: in the same moment.",
        "`e` as parallel: a dish that changes the core is still alone in each column.",
        "`f` as one after the other: the soup waits in the middle, but it has begun and has not ended.",
        "`b` as parallel: one core takes turns. That is concurrency without parallelism.",
    ),
)

# 01-2 ---------------------------------------------------------------------------------------------------------

JOBS = """\
cores = 4  # on a standard build of Python, with its interpreter lock (GIL)
start_of_a_thread = 0.0002  # seconds; at most 32 threads
start_of_a_process = 0.5  # seconds; at most 4 processes, which start together

# Each job has so many equal tasks; the rest is seconds for each task.
jobs = {
    "a": {"what": "fetch pages from a server", "tasks": 200, "waits": 0.3, "computes": 0.001, "in C": 0},
    "b": {"what": "test large numbers for primes", "tasks": 16, "waits": 0, "computes": 5, "in C": 0},
    "c": {"what": "check postcodes", "tasks": 1000, "waits": 0, "computes": 0.0001, "in C": 0},
    "d": {"what": "compress with zlib, which lets go of the lock", "tasks": 16, "waits": 0, "computes": 0, "in C": 3},
    "e": {"what": "one puzzle, each step needs the one before", "tasks": 1, "waits": 0, "computes": 60, "in C": 0},
    "f": {"what": "ask a server, then work long on the reply", "tasks": 8, "waits": 2, "computes": 2, "in C": 0},
}
"""


def _jobs() -> tuple[dict[str, Job], Costs]:
    """The cards as the model of costs takes them."""
    values = {
        node.targets[0].id: ast.literal_eval(node.value)
        for node in ast.parse(JOBS).body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    costs = Costs(values["cores"], values["start_of_a_thread"], values["start_of_a_process"])
    jobs = {
        key: Job(card["tasks"], card["waits"], card["computes"], card["in C"]) for key, card in values["jobs"].items()
    }
    return jobs, costs


def tool_for(key: str) -> str:
    """The simplest tool that is about as fast as the fastest one, by the model of costs."""
    jobs, costs = _jobs()
    return best_tool(jobs[key], costs)


def _job(key: str, **why: Wrong) -> Card:
    return Card(key, lambda: tool_for(key), why)


tools = classify_exercise(
    id="01-2",
    title="Choose a tool for six jobs",
    minutes=10,
    points=3,
    misconceptions=("M35", "M36", "M37"),
    hints=(
        (
            "For each job, work out three times. With a loop: all tasks one after the other. With threads: waiting "
            "overlaps, computing in Python does not. With processes: both overlap, after a start that costs."
        ),
        (
            "Python code of several threads takes turns under the lock, so 16 times 5 seconds stay 80 seconds. What "
            "waits, and C code that lets go of the lock, can go on side by side; computing as far as there are cores."
        ),
        (
            "Two jobs gain nothing from more workers: one is over before a process has started, one cannot be divided. "
            "Where threads and processes come out about the same, threads are the simpler tool."
        ),
    ),
    given=JOBS,
    choices=TOOLS,
    also={
        "thread": THREADS,
        "multithreading": THREADS,
        "process": PROCESSES,
        "multiprocessing": PROCESSES,
        "plain loop": LOOP,
        "for loop": LOOP,
        "neither": LOOP,
    },
    cards=(
        _job(
            "a",
            loop=Wrong("with a loop, every page waits until the one before is there: 200 times 0.3 seconds.", "M36"),
            processes=Wrong("four processes can wait for four pages at a time. How many could wait otherwise?", "M36"),
        ),
        _job(
            "b",
            loop=Wrong("a loop takes 80 seconds, on one core of four."),
            threads=Wrong("the threads would compute in Python, and need the lock for that, one at a time.", "M35"),
        ),
        _job(
            "c",
            threads=Wrong("nothing here waits, so threads overlap nothing. What do they cost?", "M35"),
            processes=Wrong("all tasks together take a tenth of a second. What does it cost to start?", "M37"),
        ),
        _job(
            "d",
            loop=Wrong("`zlib` lets go of the lock while it works. Who can work meanwhile?", "M36"),
            processes=Wrong(
                "it comes to about the same time as a simpler tool, because `zlib` lets go of the lock.", "M36"
            ),
        ),
        _job(
            "e",
            threads=Wrong("there is one task. What would a second thread do?", "M37"),
            processes=Wrong("there is one task. What would a second process do, after it has started?", "M37"),
        ),
        _job(
            "f",
            loop=Wrong("a loop takes 8 times 4 seconds: nothing overlaps."),
            threads=Wrong("the waiting overlaps, but 8 times 2 seconds of Python code take turns.", "M35"),
        ),
    ),
    searched="Each job's time with each tool was worked out from the numbers of the cards (helpers/demo/costs.py).",
    why_others_fail=(
        "Threads for `b`: they take turns under the GIL, so it stays at 80 seconds (M35).",
        "Processes for `a`: right in principle, but four waiters for 200 pages; 32 threads wait at the same time.",
        "Processes for `c`: the work is done before the first process has started (M37).",
        "Anything but a loop for `e`: what cannot be divided does not get faster by more workers (M37).",
    ),
)

# 01-3 ---------------------------------------------------------------------------------------------------------

KITCHEN = """\
from threading import Lock, Thread

note = Lock()
on_the_fire = 0
most = 0


def cook():
    global on_the_fire, most
    with note:
        on_the_fire += 1
        most = max(most, on_the_fire)
    # here the dish is on the fire
    with note:
        on_the_fire -= 1


def main():
    soup, rice, cake = (Thread(target=cook) for _ in range(3))
    soup.start()
    rice.start()
    soup.join()
    cake.start()
    rice.join()
    cake.join()
    return most
"""


def _why_not_so_many(value: int) -> str:
    if value == 3:
        return "3 cannot come out. Which dish must be off the fire before the cake can be put on it?"
    if value > 3:
        return f"{value} cannot come out: there are three cooks, and each has one dish."
    return f"{value} cannot come out: each cook puts a dish on the fire, so at some moment there is one."


most_at_once = predict_exercise(
    id="01-3",
    title="Predict how many dishes are on the fire at once",
    minutes=8,
    points=3,
    misconceptions=("M38",),
    hints=(
        (
            "A dish is on the fire between the two `with` blocks. The lock guards the numbers for a moment; it is not "
            "held while the dish is on the fire. Which cooks can be between their two blocks at the same time?"
        ),
        (
            "Threads *may* overlap; nothing makes them. Think of a schedule in which each cook is done before the next "
            "one begins. Then think of the one with the most overlap that `main` allows."
        ),
        (
            "`start()` says that a cook may begin, `join()` that he has ended. The cake is started after one of the "
            "others has ended: after which one? So which two or three can meet?"
        ),
    ),
    given=KITCHEN,
    expression="most",
    everyday=frozenset({1}),
    why_impossible=_why_not_so_many,
    example="answer = {0, 7}",
    beliefs=("M38", "M38"),
    why_others_fail=(
        "`{1}`: what short threads nearly always show. But a thread may be kept waiting while its dish is on the fire.",
        "`{2}`: threads may overlap, and need not. Concurrent work can still happen one after the other.",
        "`{1, 2, 3}`: three cooks, but the soup has ended, by `soup.join()`, before the cake is started.",
    ),
)

# 01-4 ---------------------------------------------------------------------------------------------------------

TOTALS = '''\
from threading import Thread


def running_totals(amounts):
    """The total after each amount: [3, 1, 5] gives [3, 4, 9].

    Returns:
        a list with one total for each amount, in their order.
    """
    totals = []

    def add(amount):
        before = totals[-1] if totals else 0
        totals.append(before + amount)

    threads = [Thread(target=add, args=(amount,)) for amount in amounts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return totals
'''


def _totals(amounts: list[int], wanted: list[int]) -> Scenario:
    def accept(said: Any) -> bool | str:
        return same(said, wanted) or f"`running_totals({amounts})` gives {shown(said)} instead of {wanted}."

    return Scenario(main=lambda answer: answer.running_totals(list(amounts)), accept=accept)


def _asked_again() -> Scenario:
    def main(answer: Any) -> Any:
        answer.running_totals([3, 1])
        return answer.running_totals([2])

    def accept(said: Any) -> bool | str:
        return same(said, [2]) or f"after `running_totals([3, 1])`, `running_totals([2])` gives {shown(said)}, not [2]."

    return Scenario(main=main, accept=accept)


def _copied_pattern(tree: ast.Module, judgement: Judgement) -> str | None:
    """Threads where each step needs the one before: the pattern of another task."""
    makers = {"Thread", "ThreadPoolExecutor", "Timer"}
    used = {node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "") for node in ast.walk(tree)}
    return "M22" if makers & used and judgement.threads > 1 else None


totals = safety_exercise(
    id="01-4",
    title="Repair a program that copied the wrong pattern",
    shape="repair",
    minutes=5,
    version=2,
    misconceptions=("M22",),
    hints=(
        (
            "Which total can be computed first, and which one only when that is known? Is there anything in this task "
            "that could be done at the same time?"
        ),
        (
            "Every step needs the result of the one before it. Threads help where steps do not need each other. The "
            "pattern with the threads comes from another task."
        ),
        (
            "One variable for the total so far, one list, and a loop over the amounts will do: add the amount to the "
            "total, append the total, go on. No import is needed."
        ),
    ),
    given=TOTALS,
    unprotected=None,
    diagnose=_copied_pattern,
    hurdles=(
        Hurdle(
            "one amount works",
            0,
            (
                Situation("one amount", "There is one amount, 3.", _totals([3], [3])),
                Situation("no amounts", "There are no amounts.", _totals([], [])),
            ),
        ),
        Hurdle(
            "the totals are right",
            2,
            (
                Situation("two amounts", "There are two amounts, 3 and 1.", _totals([3, 1], [3, 4])),
                Situation("three amounts", "There are the amounts 3, -1 and 5.", _totals([3, -1, 5], [3, 2, 7])),
                Situation("equal amounts", "There are the amounts 2, 0 and 2.", _totals([2, 0, 2], [2, 2, 4])),
                Situation("asked again", "The function is called twice.", _asked_again()),
            ),
        ),
    ),
    why_others_fail=(
        "A lock around `add`: no addition is lost, but the threads still come in any order (M22).",
        "`sorted(totals)`: sorts totals that were made in the wrong order; with negative amounts even more is wrong.",
        "`time.sleep` in front of each `start()`: makes the right order likely, and the program slow.",
        "`start()` and `join()` in one loop: right, and a plain loop does the same with less.",
    ),
)


EXERCISES = (timelines, tools, most_at_once, totals)
