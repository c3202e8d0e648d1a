"""Chapter 6, processes: five exercises."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from helpers.exercises.both_views import both_views
from helpers.exercises.calculate import number_question
from helpers.exercises.classify import Card, classify_exercise
from helpers.exercises.misconceptions import misconception
from helpers.exercises.observed import Hurdle as RealHurdle
from helpers.exercises.observed import Observed, Run, nothing_left, observed_exercise, together
from helpers.exercises.process_beliefs import diagnose_processes
from helpers.exercises.questions import Wrong, questions_exercise
from helpers.exercises.safety import Hurdle, Situation, safety_exercise
from helpers.exercises.values import same, shown
from helpers.interleave import Program, Scenario, judge, outcomes
from helpers.observe import Call, Observation, Plan
from helpers.observe.plan import Work
from helpers.verdict import Finding

_WEIGH = Work("helpers.workers.market:weigh")

# 06-1 ---------------------------------------------------------------------------------------------------------

PRICES = """\
import multiprocessing

price = 3


def ask(answers):
    global price
    price += 1
    answers.put(price)


def main(method):
    global price
    price = 10
    context = multiprocessing.get_context(method)
    answers = context.Queue()
    child = context.Process(target=ask, args=(answers,))
    child.start()
    asked = answers.get()
    child.join()
    return asked, price
"""


def _price(method: str, part: int) -> float:
    scenario = Scenario(main=lambda answer: answer.main(method), result=lambda pair: pair[part])
    (value,) = outcomes(Program(PRICES, scenario, filename="program.py")).values
    return float(value)


_OTHER_PRICE = "follow `price` in each process by itself: which value does it begin with there, and who adds 1 to it?"
_SHARED = Wrong("this would be so if both processes had one variable `price`.", "M39")

predict_prices = questions_exercise(
    id="06-1",
    title="Predict what a child sees of a global",
    shape="predict",
    minutes=5,
    points=4,
    misconceptions=("M39",),
    hints=(
        "Draw two boxes, one for each process, and write a `price` into each. A process changes only its own.",
        (
            "A forked child begins as a copy of its parent, as the parent is at that moment. A spawned child begins "
            "with an empty interpreter, and imports the module."
        ),
        (
            "When a spawned child imports the module, the line `price = 3` runs in it, and `main` does not. When a "
            "child is forked, no line runs: what value does the copy have?"
        ),
    ),
    given=PRICES,
    questions=[
        number_question(
            "fork, in the child",
            lambda: _price("fork", 0),
            {
                10: Wrong("the child adds 1 before it answers."),
                4: Wrong("a forked child does not import the module again: which lines have run by then?", "M39"),
            },
            _OTHER_PRICE,
            within=0,
        ),
        number_question("fork, in the parent", lambda: _price("fork", 1), {11: _SHARED}, _OTHER_PRICE, within=0),
        number_question(
            "spawn, in the child",
            lambda: _price("spawn", 0),
            {11: Wrong("this would be so if the child began with the parent's values.", "M39")},
            _OTHER_PRICE,
            within=0,
        ),
        number_question(
            "spawn, in the parent", lambda: _price("spawn", 1), {11: _SHARED, 4: _SHARED}, _OTHER_PRICE, within=0
        ),
    ],
    example='answer = {"fork, in the child": 0, "fork, in the parent": 0, ...}',
    searched="The program was run with simulated processes, with each start method.",
    why_others_fail=(
        "11 in the parent: nothing that a child assigns comes back. What shall come back has to be sent.",
        (
            "11 in the spawned child: it imports the module, so it begins with 3. `price = 10` is in `main`, which "
            "runs in the parent alone."
        ),
        "4 in the forked child: it is a copy of the parent at the moment of `start()`, and there `price` was 10.",
    ),
)

# 06-2 ---------------------------------------------------------------------------------------------------------

GUARDS = """\
# a.py
import multiprocessing

def bake(): pass

child = multiprocessing.get_context("spawn").Process(target=bake)
child.start()
child.join()
done = True

# b.py
import multiprocessing

def bake(): pass

child = multiprocessing.get_context("fork").Process(target=bake)
child.start()
child.join()
done = True

# c.py
import multiprocessing

def bake(): pass

if __name__ == "__main__":
    child = multiprocessing.get_context("spawn").Process(target=bake)
    child.start()
    child.join()
    done = True

# d.py
import multiprocessing

if __name__ == "__main__":
    def bake(): pass

    child = multiprocessing.get_context("spawn").Process(target=bake)
    child.start()
    child.join()
    done = True

# e.py
import multiprocessing

if __name__ == "__main__":
    def bake(): pass

    child = multiprocessing.get_context("fork").Process(target=bake)
    child.start()
    child.join()
    done = True

# f.py
import multiprocessing

def bake(): pass

if __name__ == "main":
    child = multiprocessing.get_context("spawn").Process(target=bake)
    child.start()
    child.join()
    done = True
"""
GUARD_CHOICES = ("it bakes", "the child starts a child", "the child has no such function", "no child is started")
"""What can become of a file."""


def script(key: str) -> str:
    """One of the six files of exercise 06-2: `script("a")` is `a.py`."""
    return GUARDS.partition(f"# {key}.py\n")[2].partition("\n# ")[0]


def _becomes(key: str) -> str:
    scenario = Scenario(main=lambda answer: "done" in answer, accept=bool)
    judgement = judge(Program(script(key), scenario, filename="program.py"))
    if judgement.result == "passed":
        return "it bakes"
    if judgement.kind == "wrong-result":
        return "no child is started"
    return "the child starts a child" if "bootstrapping" in judgement.message else "the child has no such function"


_IMPORTS = Wrong("go through the file as the child does when it imports it: which lines run, and which do not?", "M42")
_FORKED = Wrong("a forked child imports nothing: it goes on with what the parent has.", "M42")
_NAMED = Wrong("write down what `__name__` is in the parent, and what in the child.", "M42")

predict_guards = classify_exercise(
    id="06-2",
    title="Predict what the main guard does",
    shape="predict",
    minutes=6,
    points=3,
    misconceptions=("M42",),
    hints=(
        (
            "A spawned child imports the file, under another name than `__main__`. A forked child imports nothing: it "
            "is a copy of a process that has everything."
        ),
        (
            "Go through each file twice: once as the parent, then, where the method is spawn, as the child. Cross out "
            "for the child what stands under a condition that is not true there."
        ),
        (
            "What is left for a spawned child must do two things: define `bake`, and start nothing. `python file.py` "
            "calls its own module `__main__`, with two underscores on each side."
        ),
    ),
    given=GUARDS,
    choices=GUARD_CHOICES,
    cards=[
        Card("a", partial(_becomes, "a"), dict.fromkeys(GUARD_CHOICES, _IMPORTS)),
        Card("b", partial(_becomes, "b"), dict.fromkeys(GUARD_CHOICES, _FORKED)),
        Card("c", partial(_becomes, "c"), dict.fromkeys(GUARD_CHOICES, _IMPORTS)),
        Card("d", partial(_becomes, "d"), dict.fromkeys(GUARD_CHOICES, _IMPORTS)),
        Card("e", partial(_becomes, "e"), dict.fromkeys(GUARD_CHOICES, _FORKED)),
        Card("f", partial(_becomes, "f"), dict.fromkeys(GUARD_CHOICES, _NAMED)),
    ],
    also={"bakes": "it bakes", "no child": "no child is started"},
    searched="Each file was run with simulated processes.",
    why_others_fail=(
        (
            "*a* bakes nothing: the child imports the file and comes to `start()` itself. Python stops it with a "
            "RuntimeError, before it would start the next one."
        ),
        "*d* looks careful, but the guard hides `bake` from the child, too.",
        "*b* and *e* run: so the mistake stays hidden until the program meets macOS, Windows or Python 3.14.",
    ),
)

# 06-3 ---------------------------------------------------------------------------------------------------------

ORDERS = """\
import multiprocessing
import threading
from concurrent.futures import ProcessPoolExecutor
from functools import partial


class Burnt(Exception):
    def __init__(self, dish, minutes):
        super().__init__(f"{dish} burnt after {minutes} minutes")


class Oven:
    def __init__(self):
        self.door = threading.Lock()


def bake(dish, minutes=5):
    if minutes > 8:
        raise Burnt(dish, minutes)
    return f"{dish}, {minutes} minutes"


shout = lambda dish: dish.upper()


def heat(oven):
    return "hot"


def tell(dish, orders):
    orders.put(dish)


def a():
    with ProcessPoolExecutor(1) as kitchen:
        return kitchen.submit(shout, "soup").result()


def b():
    def praise(dish):
        return f"lovely {dish}"

    with ProcessPoolExecutor(1) as kitchen:
        return kitchen.submit(praise, "soup").result()


def c():
    with ProcessPoolExecutor(1) as kitchen:
        try:
            return kitchen.submit(bake, "toast", 9).result()
        except Burnt:
            return "once more"


def d():
    with ProcessPoolExecutor(1) as kitchen:
        return kitchen.submit(heat, Oven()).result()


def e():
    with ProcessPoolExecutor(1) as kitchen:
        return kitchen.submit(partial(bake, minutes=3), "soup").result()


def f():
    orders = multiprocessing.Queue()
    with ProcessPoolExecutor(1) as kitchen:
        kitchen.submit(tell, "soup", orders).result()
    return orders.get()
"""
FAULTS = (
    "it has no name",
    "its name is inside a function",
    "it cannot be made anew",
    "it belongs to one process",
    "it is given at the start only",
    "nothing is wrong",
)
_BY_ERROR = (
    ("<lambda>", "it has no name"),
    ("<locals>", "its name is inside a function"),
    ("local object", "its name is inside a function"),
    ("through inheritance", "it is given at the start only"),
    ("cannot pickle", "it belongs to one process"),
    ("terminated abruptly", "it cannot be made anew"),
    ("__init__() missing", "it cannot be made anew"),
)


def _fault(key: str) -> str:
    judgement = judge(Program(ORDERS, Scenario(main=lambda answer: getattr(answer, key)()), filename="program.py"))
    if judgement.result == "passed":
        return "nothing is wrong"
    return next(fault for words, fault in _BY_ERROR if words in judgement.message)


def _faults(fine: str, look: str, belief: str | None) -> Mapping[str, Wrong]:
    return {**dict.fromkeys(FAULTS, Wrong(look, belief)), "nothing is wrong": Wrong(fine, belief)}


read_orders = classify_exercise(
    id="06-3",
    title="Read why something cannot travel",
    shape="read-the-error",
    minutes=10,
    points=3,
    misconceptions=("M40", "M53"),
    hints=(
        (
            "Run each function, and read the last line of its error. Then look for the thing that travels: what is "
            "handed to `submit`, and what comes back."
        ),
        (
            "Functions and classes travel as a name, `module.name`; other objects travel as what is in them. For each "
            "error: which of the two could not be written down, or could not be built on the other side?"
        ),
        (
            "BrokenProcessPool says that something ended, and not why. Ask what the exception takes with it: its class "
            "and its `args`. Make `Burnt(*Burnt('toast', 9).args)` in a cell."
        ),
    ),
    given=ORDERS,
    choices=FAULTS,
    cards=[
        Card(
            "a",
            partial(_fault, "a"),
            _faults(
                "run it: the error comes at once.",
                "`shout` is the name of a variable. What does `shout.__name__` say?",
                "M40",
            ),
        ),
        Card(
            "b",
            partial(_fault, "b"),
            _faults("run it: the error comes at once.", "where is `praise` while `b` does not run?", "M40"),
        ),
        Card(
            "c",
            partial(_fault, "c"),
            _faults(
                "the `except` is never reached: the error is another one.",
                "`bake` has an error to report. What does an exception take with it, and what does its class ask for?",
                "M53",
            ),
        ),
        Card(
            "d",
            partial(_fault, "d"),
            _faults(
                "run it: the error comes at once.",
                "`Oven` has a name and can be imported. What is in an `Oven()`?",
                "M40",
            ),
        ),
        Card(
            "e",
            partial(_fault, "e"),
            _faults("", "run it. A `partial` holds a function and a number: which of the two cannot travel?", "M40"),
        ),
        Card(
            "f",
            partial(_fault, "f"),
            _faults(
                "run it: the error comes at once.",
                "a queue between processes can be handed over in one way only. When are the executor's workers "
                "started, and when does this queue arrive?",
                None,
            ),
        ),
    ],
    searched="Each function was run with simulated processes.",
    why_others_fail=(
        (
            "*c*: `bake` raises, so does the except clause not catch it? The exception never arrives: `Burnt` asks for "
            "two arguments, and its `args` hold one text. Write `super().__init__(dish, minutes)`."
        ),
        "*d*: the class is fine, an object of it is not: a `threading.Lock` cannot be copied into another process.",
        (
            "*e* travels: a `partial` is an object that holds a function with a name. That is how to give a worker one "
            "more argument without a lambda."
        ),
    ),
)

# 06-4 ---------------------------------------------------------------------------------------------------------

SCALES = '''\
import multiprocessing


def weigh_all(crates, weigh):
    """Weigh each crate in a process of its own, all at the same time.

    crates   a list of crates; `weigh(crate)` gives the weight of one. Other processes can import `weigh`.

    Returns the weights as a list, in the order of the crates.
    """

    def put_on_scale(crate):
        notes.put(weigh(crate))

    notes = multiprocessing.Queue()
    for crate in crates:
        child = multiprocessing.Process(target=put_on_scale, args=(crate,))
        child.start()
        child.join()
    return [notes.get() for _ in crates]


if __name__ == "main":
    print("together:", sum(weigh_all([[3, 4], [5]], sum)))
'''


def _weights(expected: list[int]) -> Callable[[Any], bool | str]:
    def accept(result: Any) -> bool | str:
        if not issubclass(type(result), (list, tuple)):
            return f"`weigh_all` gives a {type(result).__name__}, and should give a list."
        return same(result, expected) or (
            f"`weigh_all` gives {shown(result)}, and the crates weigh {expected}, in this order."
        )

    return accept


def _weighed(*crates: list[int]) -> Scenario:
    return Scenario(
        main=lambda answer: answer.weigh_all([list(crate) for crate in crates], sum),
        accept=_weights([sum(crate) for crate in crates]),
    )


_CRATES = ((3, 4), (5, 1), (2, 2))


def _real_weights(seen: Observation) -> Finding | None:
    given = seen.values()
    expected = [given.get(crate) for crate in _CRATES]
    if isinstance(seen.result, list | tuple) and list(seen.result) == expected:
        return None
    order = isinstance(seen.result, list | tuple) and sorted(seen.result, key=repr) == sorted(expected, key=repr)
    said = "gave the right weights, but not in the order of the crates" if order else "did not give what `weigh` gave"
    return Finding("wrong-result", f"`weigh_all` {said}.")


def _prints_the_sum(seen: Observation) -> Finding | None:
    if "12" in re.findall(r"\d+", seen.output):
        return None
    return Finding(
        "wrong-result",
        "It ended without printing 12, the weight of the two crates together. The last line of the file shall still "
        "run when the file is started, and only then.",
        misconception="M42",
    )


def _script_went_wrong(seen: Observation) -> Finding | None:
    if "bootstrapping phase" in seen.output:
        return Finding(
            "exception",
            "Its child processes ended with `RuntimeError: An attempt has been made to start a new process before the "
            "current process has finished its bootstrapping phase`. What does a child do with the file's last line?",
            misconception="M42",
        )
    return None


def _chooses_fork(tree: ast.Module) -> Finding | None:
    """A program that asks for forked children runs on no machine that lacks them, and hides what the task is about."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        said = [*node.args[:1], *(keyword.value for keyword in node.keywords if keyword.arg == "method")]
        if name in ("get_context", "set_start_method") and any(
            isinstance(value, ast.Constant) and value.value == "fork" for value in said
        ):
            message = (
                f'`{name}("fork")` in line {node.lineno} ties the file to machines that can fork: Windows cannot. Mend '
                "what a spawned child misses instead."
            )
            return Finding("rule", f"{message} {misconception('M40').look}", "M40", node.lineno)
    return None


_SCALES: dict[str, Any] = {
    "id": "06-4",
    "title": "Repair a program that only runs on one machine",
    "shape": "repair",
    "minutes": 14,
    "misconceptions": ("M40", "M42"),
    "hints": (
        (
            "There are three things to mend: what a child finds when it imports the file, what a child finds under the "
            "name of its function, and how many crates are on a scale at a time."
        ),
        (
            "The worker belongs to the top level of the file, and gets all that it needs as arguments. The last line "
            'is for the main program alone: `if __name__ == "__main__":`.'
        ),
        (
            "Start all children, and keep them in a list, before you wait for the first. Then weights arrive in any "
            "order: send each one together with the crate's number."
        ),
    ),
    "given": SCALES,
    "version": 2,
}

repair_scales = both_views(
    safety_exercise(
        **_SCALES,
        unprotected=None,
        rules=(_chooses_fork,),
        diagnose=diagnose_processes,
        hurdles=(
            Hurdle(
                "a child can import the file, and find its function",
                2,
                (
                    Situation("one crate", "One crate is weighed, start method spawn.", _weighed([3, 4])),
                    Situation("no crate", "There is no crate to weigh.", _weighed()),
                ),
            ),
            Hurdle(
                "the weights come in the order of the crates",
                1,
                (
                    Situation("two crates", "Two crates are weighed, start method spawn.", _weighed([3, 4], [5])),
                    Situation("two equal crates", "Two equal crates are weighed.", _weighed([3, 4], [3, 4])),
                ),
            ),
        ),
        why_others_fail=(
            "Only the guard: the nested worker cannot be found by its name (M40).",
            "The last line without any guard: it starts processes in every child again (M42).",
            (
                '`multiprocessing.set_start_method("fork")`: it hides both mistakes, and Windows lacks it. In a '
                "program with threads, a forked child can begin with a lock that nobody will ever release."
            ),
            "All started before the first `join()`, and no numbers: whoever is ready first comes first.",
        ),
    ),
    observed_exercise(
        **_SCALES,
        hurdles=(
            RealHurdle(
                "the file runs as a program",
                1,
                (
                    Observed(
                        Run(
                            "as a program",
                            "The file is run like `python answer.py`, start method spawn.",
                            Call(as_script=True),
                            Plan(values="plain"),
                            start_method="spawn",
                        ),
                        _prints_the_sum,
                        explain=_script_went_wrong,
                    ),
                ),
            ),
            RealHurdle(
                "three crates are weighed at the same time",
                1,
                tuple(
                    Observed(_RUN, look)
                    for _RUN in [
                        Run(
                            "three crates",
                            "Three crates are weighed by `weigh`.",
                            Call(
                                "weigh_all", ([list(crate) for crate in _CRATES], Work("helpers.workers.market:weigh"))
                            ),
                            Plan(),
                        )
                    ]
                    for look in (
                        _real_weights,
                        together(
                            3,
                            None,
                            "All crates should be on their scales before you wait for the first weight.",
                            processes=True,
                        ),
                        nothing_left(message="Wait for each child before you return: `join()`."),
                    )
                ),
            ),
        ),
    ),
)

# 06-5 ---------------------------------------------------------------------------------------------------------

RUN_ALL = '''\
def run_all(jobs):
    """Run each job in a process of its own, all at the same time, and say what became of each.

    jobs   a dict: the name of a job -> (function, arguments), for example {"bread": (bake, ("rye", 20))}.
           Other processes can import the functions. What they return is small.

    Returns a dict with an entry for each job, in the order of `jobs`:

        ("done", result)                   the function returned `result`
        ("failed", "ValueError: too hot")  it raised an exception: the name of its class, and its text
        ("died", exit code)                its process ended before it could say anything

    When it returns, none of its processes is running any more.
    """
    raise NotImplementedError()
'''

_WORKERS = """
import multiprocessing
import os
import re
import time

class Burnt(Exception):
    def __init__(self, dish, minutes):
        super().__init__(f"{dish} burnt after {minutes} minutes")

def bake(dish, minutes):
    return f"{dish} for {minutes}"

def scorch(dish):
    raise ValueError(f"{dish} too hot")

def burn(dish, minutes):
    raise Burnt(dish, minutes)

def crash(code):
    os._exit(code)

def nothing():
    return None

def stew(dish, seconds):
    time.sleep(seconds)
    return f"{dish} after {seconds} seconds"

def main():
    return run_all(JOBS), len(multiprocessing.active_children())

def show(value):
    return re.sub(" at 0x[0-9a-f]+", "", repr(value))

def fits(result):
    if type(result) is not dict:
        return f"`run_all` gives {show(result)}, which is no dict."
    if list(result) != list(EXPECTED):
        return f"The result has the names {list(result)}; the jobs are {list(EXPECTED)}, in this order."
    for name in EXPECTED:
        said, expected = result[name], EXPECTED[name]
        if type(said) is list:
            said = tuple(said)
        if type(said) is not tuple or len(said) != 2 or said != expected:
            return f"The job {name!r} is reported as {show(said)}; it should be {expected!r}."
    return True

def accept(ended):
    result, running = ended
    said = fits(result)
    if said is True and running:
        return "The result is right, but a process of it was still running when `run_all` came back."
    return said
"""


def _jobs(jobs: str, expected: str) -> Scenario:
    return Scenario.from_source(f"{_WORKERS}\nJOBS = {jobs}\nEXPECTED = {expected}\n")


_HALLS = ((3, 4), (5, 1), (2, 2))


def _real_reports(seen: Observation) -> Finding | None:
    given = seen.values()
    expected = {
        "first": ("done", given.get(_HALLS[0])),
        "second": ("failed", "ValueError: no bottom"),
        "third": ("done", given.get(_HALLS[2])),
    }
    said = seen.result
    if type(said) is not dict or list(said) != list(expected):
        return Finding("wrong-result", f"The result should be a dict with the names {list(expected)}, in this order.")
    for name, wanted in expected.items():
        got = tuple(said[name]) if isinstance(said[name], list | tuple) else said[name]
        if got != wanted:
            return Finding("wrong-result", f"The job {name!r} was {wanted[0]}, and is reported in another way.")
    return None


_REPORT: dict[str, Any] = {
    "id": "06-5",
    "title": "Write a report on every job",
    "shape": "write",
    "minutes": 20,
    "misconceptions": ("M40", "M53"),
    "hints": (
        (
            "Let the child run a function of your own at the top level: it calls the job's function, catches what that "
            "raises, and sends a pair back. What does the parent learn of a child that can send nothing?"
        ),
        (
            "`exitcode` is None while the child runs; after `join()` it says how it ended. Start all, then wait; and "
            "never wait for a message that may not come."
        ),
        (
            "Send the exception as a text, made in the child: type(error).__name__ and str(error). Take ('died', "
            "exitcode) for every job first, and replace it by what was sent. What a child has sent is in the queue "
            "when the child has been joined."
        ),
    ),
    "given": RUN_ALL,
    "version": 3,
}

write_report = both_views(
    safety_exercise(
        **_REPORT,
        unprotected=None,
        diagnose=diagnose_processes,
        hurdles=(
            Hurdle(
                "one job that goes well is reported",
                0,
                (
                    Situation(
                        "one job",
                        "There is one job, `bake`, and it goes well.",
                        _jobs('{"bread": (bake, ("rye", 20))}', '{"bread": ("done", "rye for 20")}'),
                    ),
                    Situation(
                        "a job that returns nothing",
                        "There is one job, and its function returns None.",
                        _jobs('{"wait": (nothing, ())}', '{"wait": ("done", None)}'),
                    ),
                ),
            ),
            Hurdle(
                "results and exceptions are told apart, and none is lost",
                2,
                (
                    Situation(
                        "one goes well, one raises",
                        "`bread` goes well, and `toast` raises ValueError.",
                        _jobs(
                            '{"toast": (scorch, ("toast",)), "bread": (bake, ("rye", 20))}',
                            '{"toast": ("failed", "ValueError: toast too hot"), "bread": ("done", "rye for 20")}',
                        ),
                    ),
                    Situation(
                        "one takes an hour",
                        "`soup` sleeps for an hour before it goes well, on the simulated clock; `bread` does not.",
                        _jobs(
                            '{"soup": (stew, ("beans", 3600)), "bread": (bake, ("rye", 20))}',
                            '{"soup": ("done", "beans after 3600 seconds"), "bread": ("done", "rye for 20")}',
                        ),
                    ),
                    Situation(
                        "an exception of two arguments",
                        "`toast` raises `Burnt`, a class whose `__init__` has two parameters.",
                        _jobs(
                            '{"toast": (burn, ("toast", 9))}',
                            '{"toast": ("failed", "Burnt: toast burnt after 9 minutes")}',
                        ),
                    ),
                ),
            ),
            Hurdle(
                "a child that ends without a word is reported, too",
                2,
                (
                    Situation(
                        "one dies",
                        "`bread` goes well, and the process of `oven` ends hard, with exit code 3.",
                        _jobs(
                            '{"oven": (crash, (3,)), "bread": (bake, ("rye", 20))}',
                            '{"oven": ("died", 3), "bread": ("done", "rye for 20")}',
                        ),
                    ),
                    Situation(
                        "the only one dies",
                        "There is one job, and its process ends hard, with exit code 4.",
                        _jobs('{"oven": (crash, (4,))}', '{"oven": ("died", 4)}'),
                    ),
                ),
            ),
        ),
        why_others_fail=(
            "`join()` and then `get()` for each job: it waits for ever for a child that could send nothing.",
            (
                "The exception object is sent: an exception whose class wants two arguments cannot be built in the "
                "parent (M53), and others cannot be pickled at all. A text always can."
            ),
            "`get(timeout=1)`, and who is silent for so long is called dead: a job may take its time.",
            "The worker as a function inside `run_all`, or a lambda around the job: nobody finds it by a name (M40).",
            "`start()` and `join()` in the same loop: the jobs run one after the other.",
        ),
    ),
    observed_exercise(
        **_REPORT,
        hurdles=(
            RealHurdle(
                "the jobs run at the same time",
                1,
                tuple(
                    Observed(run, look)
                    for run in [
                        Run(
                            "three jobs",
                            "There are three jobs; the second one raises ValueError.",
                            Call(
                                "run_all",
                                (
                                    {
                                        name: (_WEIGH, (crate,))
                                        for name, crate in zip(("first", "second", "third"), _HALLS, strict=True)
                                    },
                                ),
                            ),
                            Plan(fail={_HALLS[1]: ValueError("no bottom")}),
                        )
                    ]
                    for look in (
                        _real_reports,
                        together(3, None, "Start all of them before you wait for the first.", processes=True),
                        nothing_left(message="Wait for each child before you return: `join()`."),
                    )
                ),
            ),
        ),
    ),
)


EXERCISES = (predict_prices, predict_guards, read_orders, repair_scales, write_report)
