"""Chapter 11, the second program: a data pipeline with a pool, in two steps after a prediction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from helpers.exercises import observed
from helpers.exercises.calculate import number_question
from helpers.exercises.misconceptions import misconception
from helpers.exercises.observed import Look, Run
from helpers.exercises.pool_beliefs import one_at_a_time, usual, why_so_few
from helpers.exercises.questions import Wrong, questions_exercise
from helpers.exercises.values import shown
from helpers.exercises.web import shortened
from helpers.interleave import Program, Scenario, outcomes
from helpers.observe import Call, Feed, Observation, Plan, Task, Work
from helpers.verdict import Finding
from helpers.workers.archive import BadRecord

# 11-6 ---------------------------------------------------------------------------------------------------------

ONE_BAD_RECORD = """\
from concurrent.futures import ProcessPoolExecutor

records = 0


def parse(line):
    global records
    records += 1
    return int(line)


def main():
    total = 0
    with ProcessPoolExecutor(2) as pool:
        try:
            for number in pool.map(parse, ["3", "5", "many", "7"]):
                total += number
        except ValueError:
            pass
    return total, records
"""


def _of_result(place: int) -> Callable[[], float]:
    """What `main` returns at this place, in every interleaving of its processes."""

    def compute() -> float:
        scenario = Scenario(main=lambda answer: answer.main()[place])
        (value,) = outcomes(Program(ONE_BAD_RECORD, scenario, filename="program.py")).values
        return float(value)

    return compute


_COUNTED_ELSEWHERE = Wrong("Who adds to `records`, and whose `records` does the last line of `main` read?", "M39")

predict_pipeline = questions_exercise(
    id="11-6",
    title="Predict what one bad record costs",
    shape="predict",
    minutes=5,
    points=2,
    misconceptions=("M39", "M49"),
    hints=(
        "Two questions: how many of the four results does the loop get, and whose `records` does the last line read?",
        "`map` gives the results in the order of the input, and raises the exception of a task when its turn comes.",
        "Behind the exception nothing comes. And what a worker process counts stays in the worker process.",
    ),
    given=ONE_BAD_RECORD,
    questions=(
        number_question(
            "total",
            _of_result(0),
            {15: Wrong("The record behind the bad one may have been read; does the loop get it?", "M49")},
            "Follow the loop: which results come, in which order, and when does the exception come?",
            within=0,
        ),
        number_question(
            "records",
            _of_result(1),
            {4: _COUNTED_ELSEWHERE, 3: _COUNTED_ELSEWHERE, 2: _COUNTED_ELSEWHERE},
            "Who adds to `records`, and in which process?",
            within=0,
        ),
    ),
    example='answer = {"total": 100, "records": 100}',
    searched="Compared with every interleaving of the program's processes, in the model checker.",
    why_others_fail=(
        "`total` 15: the iterator of `map` ends with the first exception. The record `7` was read, and nobody gets it.",
        "`records` 4: each worker process counts its own `records`; the one of the main process stays 0.",
        "`records` 2: two workers, but none of them is the process in which `main` reads the variable.",
    ),
)

# 11-7 ---------------------------------------------------------------------------------------------------------

READ_ALL = '''\
def read_all(parse, lines, workers):
    """Read the lines of an archive in `workers` processes. Returns two lists: the records, and what is bad.

    parse(line)  reads one line, which takes a while. It raises an exception for a line that it cannot read.

    The records are in the order of the lines. For each line that cannot be read, the second list has a pair:
    its number (the first line is 1), and the text of the exception. These are in the order of the lines, too.
    """
    records = []
    bad = []
    for line in lines:
        records.append(parse(line))
    return records, bad
'''

# the tenth line is the third one again: what stands in a line does not say which line it is
_ROOMS = [11, 12, 13, 14, 15, 16, 17, 18, 19, 13, 21, 22]
_LINES = tuple(f"room {room}; maps; {51 - room}" for room in _ROOMS)
_BAD = {2: "no number in room 13", 3: "no number in room 14", 9: "no number in room 13"}
_PARSE = Work("helpers.workers.archive:parse")


def _read_call(lines: tuple[str, ...], workers: int) -> Call:
    return Call("read_all", (_PARSE, list(lines), workers))


_GOOD = tuple(dict.fromkeys(_LINES))
_GOOD_LINES = Run(
    "eleven good lines",
    "`read_all(parse, lines, 3)` was called with eleven good lines; the newest task went on first.",
    _read_call(_GOOD, 3),
)
_BAD_LINES = Run(
    "three bad lines",
    "`read_all(parse, lines, 3)` was called with twelve lines, of which `parse` could not read three.",
    _read_call(_LINES, 3),
    Plan(fail={_LINES[place]: BadRecord(text) for place, text in _BAD.items()}),
)


def _two_lists(seen: Observation) -> tuple[list[Any], list[Any]] | Finding:
    said = seen.result
    if isinstance(said, (list, tuple)) and len(said) == 2 and all(isinstance(part, (list, tuple)) for part in said):
        return list(said[0]), list(said[1])
    # not its contents: the results in it are other ones in each run
    kind = said.kind if hasattr(said, "kind") else type(said).__name__
    return Finding("wrong-result", f"It returned a value of type {kind}, where two lists were asked for.")


def _right_records(lines: tuple[str, ...]) -> Look:
    """The list of records is what `parse` gave for those of these lines that can be read, in their order."""

    def look(seen: Observation) -> Finding | None:
        parts = _two_lists(seen)
        if isinstance(parts, Finding):
            return parts
        records, _ = parts
        values = seen.values()
        expected = [values[line] for line in lines if line in values]
        if records == expected:
            return None
        lost = [line for line in lines if line in values and values[line] not in records]
        if lost:
            return Finding("wrong-result", f"The record of `{lost[0]}` was read, and is not in the result.", "M49")
        if len(records) == len(expected) and sorted(map(repr, records)) == sorted(map(repr, expected)):
            return Finding(
                "wrong-result",
                f"All records are there, but not in the order of the lines. {misconception('M50').look}",
                "M50",
            )
        strange = next((record for record in records if record not in expected), None)
        return Finding(
            "wrong-result", f"In the list of records is {shortened(shown(strange))}, which `parse` did not give."
        )

    return look


def _right_bad_ones(seen: Observation) -> Finding | None:
    parts = _two_lists(seen)
    if isinstance(parts, Finding):
        return parts
    bad = [tuple(pair) if isinstance(pair, (list, tuple)) else pair for pair in parts[1]]
    expected = [(place + 1, text) for place, text in _BAD.items()]
    if bad == expected:
        return None
    if not bad:
        return Finding("wrong-result", "Three lines could not be read, and the list of bad ones is empty.", "M48")
    if bad == list(_BAD.items()):
        return Finding("wrong-result", "The numbers of the bad lines begin at 0, and the first line is number 1.")
    if sorted(map(repr, bad)) == sorted(map(repr, expected)):
        return Finding("wrong-result", "The bad lines are not in the order of the lines.", "M50")
    return Finding(
        "wrong-result",
        f"The list of bad lines is {shortened(shown(bad))}; it should begin with {shortened(shown(expected[0]))} and "
        f"have {len(expected)} pairs.",
    )


def _lost_the_rest(seen: Observation) -> Finding | None:
    if seen.error is None or not seen.error.text.startswith("no "):
        return usual(seen)
    return Finding(
        "exception",
        f"It ended with {seen.error}: one bad line has ended the whole work. {misconception('M49').look}",
        "M49",
        seen.error.line,
    )


def _together(most: int, done: str, computing: str) -> Look:
    """So many processes are at work together, and no more."""

    def look(seen: Observation) -> Finding | None:
        if not seen.workers:
            threads = f"{computing} is work for a core: threads of one process take turns at it."
            message = f"The check let every task wait for as long as anything else could begin: {_NOBODY} {threads}"
            return Finding("too-little-parallelism", f"{message} {misconception('M35').look}", "M35")
        if seen.peak == 1:
            return one_at_a_time(seen, done)
        if seen.peak_pids < most:
            message = (
                "The check let every task wait for as long as anything else could begin: at most "
                f"{seen.peak_pids} processes had a task at the same time, and {most} could have been at work."
            )
            return Finding("too-little-parallelism", f"{message} {why_so_few(seen, most)}")
        return observed.at_most(most, message=f"`workers` is {most}.")(seen)

    return look


_NOBODY = "no other process ran a task."


def read_number(line: str) -> int:
    """What the simulated situation hands over as `parse`.

    Raises:
        BadRecord: there is no number in the line.
    """
    if line.isdigit():
        return int(line)
    raise BadRecord(f"no number in {line}")


def _read_three(answer: Any) -> bool | str:
    records, bad = answer.read_all(read_number, ["3", "x", "5"], 2)
    said = list(records), [tuple(pair) for pair in bad]
    if said == ([3, 5], [(2, "no number in x")]):
        return True
    return f"Of the lines `3`, `x` and `5` it returned {shortened(shown(said))}."


_IN_EVERY_ORDER = observed.in_every_order(
    "a bad line between two good ones",
    "`read_all(parse, lines, 2)` was called with three lines, of which `parse` cannot read the second one.",
    _read_three,
)


read_archive = observed.observed_exercise(
    id="11-7",
    version=3,
    title="Write a reader that loses no bad record",
    shape="write",
    minutes=25,
    misconceptions=("M35", "M40", "M43", "M44", "M48", "M49", "M50"),
    hints=(
        (
            "What comes back from a task? If it is a record or an exception, one bad line ends the loop over `map`. "
            "What could a task of your own give back that is never an exception?"
        ),
        (
            "A function of your own, outside of `read_all`, calls `parse` and catches what it raises. It must know "
            "`parse` and the line: `functools.partial`, or a tuple of both as its argument."
        ),
        (
            "With `ProcessPoolExecutor(workers)` and `map`, the outcomes come in the order of the lines; "
            "`enumerate(..., 1)` gives their numbers. Or `submit` each line, keep the futures in a list, and ask each "
            "with `try`."
        ),
    ),
    given=READ_ALL,
    hurdles=(
        observed.Hurdle(
            "all records come in the order of the lines",
            0,
            (observed.Observed(_GOOD_LINES, _right_records(_GOOD), usual),),
        ),
        observed.Hurdle(
            "three processes read at the same time",
            2,
            (observed.Observed(_GOOD_LINES, _together(3, "line was read", "Reading")),),
        ),
        observed.Hurdle(
            "bad lines are reported, and nothing else is lost",
            3,
            (
                observed.Observed(
                    _BAD_LINES, observed.first_of(_right_records(_LINES), _right_bad_ones), explain=_lost_the_rest
                ),
                _IN_EVERY_ORDER,
            ),
        ),
    ),
    why_others_fail=(
        "`try` around the loop over `map` catches the first bad line, and all records behind it are gone.",
        "A lambda or a function inside `read_all` cannot be sent to another process.",
        "`ThreadPoolExecutor` runs all tasks in one process: for work that computes, its threads take turns.",
    ),
)

# 11-8 ---------------------------------------------------------------------------------------------------------

SUMMARISE = '''\
def summarise(batches, count, workers):
    """The counts of all batches together, as a dictionary: from each kind of thing to how many there are.

    batches       an iterator. It makes each batch when you take it, and there can be more than fit into memory.
    count(batch)  counts one batch, which takes a while. It returns a dictionary like the result.

    `workers` processes count at the same time, as long as there are batches. At every moment, at most
    2 * workers batches have been taken and not yet been counted.
    """
    total = {}
    for batch in batches:
        for thing, number in count(batch).items():
            total[thing] = total.get(thing, 0) + number
    return total
'''

_BATCHES = tuple([f"room {room}; coins; {room}", f"room {room}; maps; 1"] for room in range(1, 15))
_COUNT = Work("helpers.workers.archive:count")


def _counts(task: Task) -> dict[str, int]:
    """What counting a batch gives: nobody can know it who has not counted it."""
    place = list(_BATCHES).index(list(task.item))
    return {"coins": 1000 + 7 * place, "maps": 3 * place + 1, f"rare {place % 3}": 1}


_SUMMARY = Run(
    "fourteen batches",
    "`summarise(batches, count, 3)` was called with fourteen batches; the newest task went on first.",
    Call("summarise", (Feed(items=_BATCHES, name="batches"), _COUNT, 3)),
    Plan(values=_counts),
)


def _right_total(seen: Observation) -> Finding | None:
    runs = [list(task.item) for task in seen.tasks]
    # from the end: how far a program came that gave up too early may be an accident
    for place, batch in reversed(list(enumerate(_BATCHES, start=1))):
        if runs.count(batch) != 1:
            said = "never counted" if batch not in runs else f"counted {runs.count(batch)} times"
            return Finding("wrong-result", f"Batch {place} was {said}.")
    expected: Counter[str] = Counter()
    for task in seen.tasks:
        expected.update(task.value)
    if isinstance(seen.result, dict) and seen.result == dict(expected):
        return None
    if not isinstance(seen.result, dict):
        return Finding(
            "wrong-result", f"It returned {shortened(shown(seen.result))}, where a dictionary was asked for."
        )
    thing = next(thing for thing in [*expected, *seen.result] if seen.result.get(thing) != expected.get(thing))
    message = (
        f"All batches were counted; together they have {expected[thing]} for {thing!r}, and the result says "
        f"{shown(seen.result.get(thing))}."
    )
    if seen.result:
        return Finding("wrong-result", f"{message} Which line adds a batch's counts to those of the others?")
    return Finding("wrong-result", f"{message} Where are the counts added up: in which process?", "M39")


def _bounded(seen: Observation) -> Finding | None:
    ahead = seen.ahead.get("batches", 0)
    if ahead <= 6:
        return None
    return Finding(
        "too-much-memory",
        f"At one moment {ahead} batches had been taken and were not yet counted, where at most 6 are allowed. What "
        "makes your program wait before it takes the next batch?",
        "M37",
    )


def count_things(batch: list[str]) -> dict[str, int]:
    """What the simulated situation hands over as `count`."""
    return {thing: batch.count(thing) for thing in batch}


def _summarised_by(workers: int) -> Callable[[Any], bool | str]:
    def play(answer: Any) -> bool | str:
        said = answer.summarise(iter([["coin", "map"], ["coin"], ["coin", "coin"]]), count_things, workers)
        if said == {"coin": 4, "map": 1}:
            return True
        return f"Of three batches with 4 coins and 1 map together it returned {shortened(shown(said))}."

    return play


_SUMMED_IN_EVERY_ORDER = observed.in_every_order(
    "three small batches", "`summarise(batches, count, 2)` was called with three batches.", _summarised_by(2)
)
# here the window is full before the last batch, and two of its batches may be done together
_SUMMED_BY_ONE = observed.in_every_order(
    "one worker", "`summarise(batches, count, 1)` was called with three batches.", _summarised_by(1)
)


summarise_archive = observed.observed_exercise(
    id="11-8",
    version=3,
    title="Write a summary of more than fits into memory",
    shape="write",
    minutes=45,
    misconceptions=("M35", "M37", "M39", "M43", "M44"),
    hints=(
        (
            "`map` and a loop of `submit` take all batches at once, whatever the workers do. What has to happen before "
            "you take one more batch?"
        ),
        (
            "Keep the futures that are not done yet in a set. When there are enough, wait until one of them is done, "
            "add its counts to the total, and only then take the next batch."
        ),
        (
            "`done, running = wait(running, return_when=FIRST_COMPLETED)`; and after the last batch: `wait(running)`. "
            "Adding up is done by the main process, `Counter.update` does it for you."
        ),
    ),
    given=SUMMARISE,
    hurdles=(
        observed.Hurdle(
            "every batch is counted once, and the total is right",
            1,
            (observed.Observed(_SUMMARY, _right_total, usual),),
        ),
        observed.Hurdle(
            "three processes count at the same time",
            2,
            (observed.Observed(_SUMMARY, _together(3, "batch was counted", "Counting")),),
        ),
        observed.Hurdle(
            "at most six batches are taken and not yet counted",
            2,
            (observed.Observed(_SUMMARY, _bounded), _SUMMED_IN_EVERY_ORDER, _SUMMED_BY_ONE),
        ),
    ),
    why_others_fail=(
        "`Pool.imap` takes its input in a thread of its own, as fast as it comes: only its results are lazy.",
        "A global total that the workers add to is another one in each process; the main process keeps an empty one.",
        "`Executor.map` takes the whole input first; since Python 3.14 `buffersize=` limits that.",
    ),
)
