"""Chapter 09, more tasks than cores: completion, cancellation, failures, batches, priorities and back-pressure."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from concurrent.futures import CancelledError
from types import SimpleNamespace
from typing import Any

from helpers.exercises.calls import Calls
from helpers.exercises.coroutines import PATIENCE, Refused
from helpers.exercises.misconceptions import misconception
from helpers.exercises.observed import Hurdle as ObservedHurdle
from helpers.exercises.observed import (
    Look,
    Observed,
    Run,
    each_once,
    ended_badly,
    first_of,
    in_every_order,
    nothing_left,
    observed_exercise,
)
from helpers.exercises.predict import predict_exercise
from helpers.exercises.safety import Diagnose, Hurdle, Situation, safety_exercise
from helpers.exercises.values import same, shown
from helpers.interleave import Budget, Judgement, Scenario
from helpers.interleave.doubles.threads import Thread
from helpers.observe import Call, Observation, Plan
from helpers.observe.plan import Feed, Work
from helpers.verdict import Finding

Said = bool | str
Play = Callable[[Any], Said]

SOME = Budget(systematic=25_000, bounded=8_000, random=4_000, shrink=15_000)
FEW = Budget(systematic=5_000, bounded=2_000, random=2_000, shrink=15_000)


def _situation(name: str, story: str, play: Play, alone: bool = False, plain: bool = False) -> Situation:
    """A situation whose play says True, or what went wrong.

    Args:
        plain: what it is about shows in nearly every order, so that not many need be looked at.
    """
    scenario = Scenario(main=play, accept=lambda said: said)
    return Situation(name, story, scenario, {}, alone, FEW if plain else SOME)


def _where_it_says(*beliefs: tuple[str, str]) -> Diagnose:
    """From the words of a message to the belief behind what they tell: the first pair whose words are there counts."""

    def diagnose(tree: ast.Module, judgement: Judgement) -> str | None:
        return next((belief for words, belief in beliefs if words in f"{judgement.kind}: {judgement.message}"), None)

    return diagnose


# 09-1 ---------------------------------------------------------------------------------------------------------

TWO_WAYS = """\
from concurrent.futures import ThreadPoolExecutor, as_completed


def develop(photo):
    return photo  # the chemistry decides how long it takes


def main():
    with ThreadPoolExecutor(max_workers=2) as pool:
        mapped = list(pool.map(develop, [1, 2]))
        futures = [pool.submit(develop, photo) for photo in [1, 2]]
        done = [future.result() for future in as_completed(futures)]
    return int("".join(str(photo) for photo in mapped + done))
"""


def _why_not_these_photos(value: Any) -> str:
    text = str(value)
    if len(text) != 4 or sorted(text[:2]) != ["1", "2"] or sorted(text[2:]) != ["1", "2"]:
        return (
            f"{value} cannot come out: the number has four digits, first the two photos from `map`, then the two from "
            "`as_completed`, and each photo stands once in each half."
        )
    return (
        f"{value} cannot come out. Its first half is what `map` gives. Does `map` go by who was done first, or by the "
        "order of the list that it was given?"
    )


predict_order = predict_exercise(
    id="09-1",
    title="Predict two orders of two photos",
    minutes=5,
    points=2,
    misconceptions=("M50",),
    hints=(
        "Two workers develop two photos, so either can be done first. Which half of the number knows that?",
        (
            "`map` gives the first result first, and waits for it if it has to. `as_completed` gives whatever is done, "
            "as soon as it is."
        ),
        "So the first two digits are always 12, and the last two can be 12 or 21. Write both numbers.",
    ),
    given=TWO_WAYS,
    expression="main()",
    everyday=frozenset({1212}),
    why_impossible=_why_not_these_photos,
    example="answer = {1111, 2222}",
    beliefs=("M50", "M50"),
    why_others_fail=(
        "`{1212}`: `as_completed` does not keep the order of submission (M50).",
        "`{1212, 2121}`: `map` keeps the order of its input, whoever is done first.",
        "All four orders: only the half that comes from `as_completed` can be either way.",
    ),
)

# 09-2 ---------------------------------------------------------------------------------------------------------

CANCELLED = """\
from concurrent.futures import ThreadPoolExecutor

developed = 0


def develop(photo):
    global developed
    developed += 1


def main():
    with ThreadPoolExecutor(max_workers=1) as pool:
        futures = [pool.submit(develop, photo) for photo in [1, 2]]
        said = [future.cancel() for future in futures]
    return 10 * said.count(True) + developed
"""


def _why_not_cancelled(value: Any) -> str:
    first, last = divmod(value, 10)
    if not 0 <= first <= 2 or last > 2:
        return f"{value} cannot come out: there are two photos, so neither digit can be more than 2."
    if first + last > 2:
        return (
            f"{value} cannot come out. With it, a photo would have been developed although `cancel()` said True. What "
            "does `cancel()` say of a task that runs already?"
        )
    return (
        f"{value} cannot come out. With it, a photo would have been neither cancelled nor developed. What does the end "
        "of the `with` block wait for?"
    )


predict_cancel = predict_exercise(
    id="09-2",
    title="Predict what cancel() can still prevent",
    minutes=5,
    points=2,
    misconceptions=("M52",),
    hints=(
        (
            "A future is waiting, running, or done. `cancel()` takes a waiting one out of the line and says True. What "
            "does it do with the others?"
        ),
        (
            "It says False and changes nothing: a task that runs goes on to its end, and the end of the `with` block "
            "waits for it. So what is the sum of the two digits?"
        ),
        (
            "Each photo is either cancelled or developed. There is one worker, and it may have begun none, one or two "
            "of them before `cancel()` comes."
        ),
    ),
    given=CANCELLED,
    expression="main()",
    everyday=frozenset({11, 20}),
    why_impossible=_why_not_cancelled,
    example="answer = {10, 22}",
    beliefs=("M52", "M52"),
    why_others_fail=(
        "`{20}`: only if the worker has begun nothing so far; `cancel()` does not stop a running task (M52).",
        "`{11}`: the worker may be faster than both calls of `cancel()`, or slower than both.",
        "`{21, 12}`: a task is either cancelled or run, never both.",
    ),
)

# 09-3 ---------------------------------------------------------------------------------------------------------

ALBUMS = '''\
from concurrent.futures import ThreadPoolExecutor


def total_size(album, look, workers):
    """The size of an album and of all albums inside it, at any depth, as one number.

    `look(album)` asks a slow disk. It returns the size of the photos in this album, and a list of the albums in it.
    At most `workers` threads ask the disk at the same time. If `look` raises an exception, it comes to the caller.
    """
    with ThreadPoolExecutor(max_workers=workers) as pool:

        def measure(album):
            size, inner = look(album)
            futures = [pool.submit(measure, one) for one in inner]
            return size + sum(future.result() for future in futures)

        return pool.submit(measure, album).result()
'''

TREES: dict[str, dict[str, tuple[int, list[str]]]] = {
    "flat": {"a": (5, [])},
    "deep": {"a": (1, ["b"]), "b": (2, [])},
    "deeper": {"a": (1, ["b"]), "b": (2, ["c"]), "c": (4, [])},
    "deepest": {"a": (1, ["b"]), "b": (2, ["c"]), "c": (4, ["d"]), "d": (8, ["e"]), "e": (16, ["f"]), "f": (32, [])},
    "wide": {"a": (1, ["b", "c"]), "b": (2, []), "c": (4, [])},
    "wider": {"a": (1, ["b", "c", "d"]), "b": (2, []), "c": (4, []), "d": (8, [])},
}


def _sized(tree: str, workers: int, meet: int = 1, fail: str = "", crowd: bool = False) -> Play:
    """A tree of albums is measured.

    Args:
        crowd: the disk takes so long that one more than `workers` could be inside, if the program let them in.
    """
    albums = TREES[tree]
    total = sum(size for size, _ in albums.values())

    def play(answer: Any) -> Said:
        def give(album: str) -> tuple[int, list[str]]:
            size, inner = albums[album]
            return size, list(inner)

        look = Calls(give=give, fail=frozenset(fail), meet=workers + 1 if crowd else meet, lone=frozenset("a"))
        try:
            said = answer.total_size("a", look, workers)
        except Refused:
            return True if fail else "`total_size` raises `Refused`, and `look` did not."
        if fail:
            return f"`look` raised an exception, and `total_size` returns {shown(said)}."
        if not same(said, total):
            return f"`total_size` gives {shown(said)} instead of {total}."
        if look.peak > workers:
            return f"There are {workers} workers, and {look.peak} threads asked the disk at the same time."
        if look.alone and not crowd:
            return f"There are {workers} workers, and two albums side by side were looked at one after the other."
        if (most := max(look.calls.values(), default=0)) > 1:
            return f"One album was looked at {most} times."
        return True

    return play


repair_nested = safety_exercise(
    id="09-3",
    title="Repair a pool that waits for itself",
    shape="repair",
    minutes=10,
    misconceptions=("M51", "M44"),
    hints=(
        (
            "One worker, an album with an album inside: write down what the worker does at `future.result()`, and who "
            "is left to run the inner task."
        ),
        (
            "A task of a pool must not wait for another task of the same pool. Let the tasks only ask the disk, and "
            "let whoever is outside of the pool hand over what they find."
        ),
        (
            "In `total_size`: a set of futures of `look`. Wait until one is done (`wait` with `FIRST_COMPLETED`, or "
            "level by level with `map`), add its size, and submit `look` for each album in it."
        ),
    ),
    given=ALBUMS,
    unprotected=None,
    diagnose=_where_it_says(("deadlock", "M51"), ("TimeoutError", "M51"), ("one after the other", "M44")),
    hurdles=(
        Hurdle(
            "an album without albums is measured",
            0,
            (_situation("one album", "One album, one worker.", _sized("flat", 1), alone=True),),
        ),
        Hurdle(
            "albums at any depth are measured, with any number of workers",
            2,
            (
                _situation("an album in an album", "One worker; album a holds album b.", _sized("deep", 1)),
                _situation("three deep", "Two workers; a holds b, and b holds c.", _sized("deeper", 2), plain=True),
                _situation("six deep", "Two workers; six albums, each in the other.", _sized("deepest", 2), plain=True),
                _situation(
                    "three in one", "Two workers; a holds b, c and d.", _sized("wider", 2, crowd=True), plain=True
                ),
            ),
        ),
        Hurdle(
            "albums side by side are looked at at the same time",
            1,
            (
                _situation(
                    "side by side",
                    "Two workers; a holds b and c, and the disk takes long for both.",
                    _sized("wide", 2, meet=2),
                    plain=True,
                ),
            ),
        ),
        Hurdle(
            "an exception comes to the caller",
            1,
            (_situation("a broken album", "Two workers; a holds b, which is broken.", _sized("deep", 2, fail="b")),),
        ),
    ),
    why_others_fail=(
        "More workers: one more level of albums, and all of them wait again (M51).",
        "`result(timeout=...)`: the waiting ends with an exception, and the inner task has still not run (M51).",
        "A pool for each album: nobody waits for ever, and there are more threads than `workers`.",
        "Recursion without a pool: right, and one album after the other (M44).",
    ),
)

# 09-4 ---------------------------------------------------------------------------------------------------------

FILM = '''\
from concurrent.futures import ThreadPoolExecutor


def develop_all(develop, photos, workers):
    """Two dictionaries: for each photo that could be developed the result, for each other one the exception.

    `develop(photo)` takes long, and may raise any `Exception`. It runs in a pool of `workers` threads.
    """
    done, failed = {}, {}
    with ThreadPoolExecutor(max_workers=workers) as pool:
        results = pool.map(develop, photos)
        for photo in photos:
            try:
                done[photo] = next(results)
            except Exception as error:
                failed[photo] = error
    return done, failed
'''


def _developed(
    photos: str,
    workers: int = 2,
    meet: int = 1,
    fail: str = "",
    crowd: bool = False,
    odd: Mapping[str, Any] | None = None,
) -> Play:
    """Photos are developed.

    Args:
        crowd: it takes so long that one more than `workers` could be under way, if the program let them begin.
        odd: the results of some photos, which are prints else.
    """

    def print_of(photo: str) -> Any:
        return odd[photo] if odd and photo in odd else f"print of {photo}"

    def play(answer: Any) -> Said:
        develop = Calls(meet=workers + 1 if crowd else meet, fail=frozenset(fail), give=print_of)
        try:
            said = answer.develop_all(develop, list(photos), workers)
        except Refused as error:
            return f"`develop` raised an exception for photo {error}, and `develop_all` raises it, too."
        if type(said) is not tuple or len(said) != 2 or not all(type(part) is dict for part in said):
            return f"`develop_all` gives {shown(said)} instead of two dictionaries."
        done, failed = said
        for photo, refusal in failed.items():
            if type(refusal) is Refused and refusal.args != (photo,):
                return f"Photo {photo} is said to have failed with the exception of photo {refusal}."
        for photo in photos:
            if photo in fail:
                if type(failed.get(photo)) is not Refused:
                    return f"Photo {photo} failed with `Refused`, and the second dictionary says {shown(failed)}."
            elif odd and photo in odd and not (photo in done and same(done[photo], odd[photo])):
                return (
                    f"Photo {photo} becomes {shown(odd[photo])}, which is a result like any other, and the first "
                    f"dictionary says {shown(done)}."
                )
            elif done.get(photo) in [f"print of {other}" for other in photos if other != photo]:
                return f"Photo {photo} is said to have become the {done[photo]}."
            elif not same(done.get(photo), print_of(photo)):
                lost = f" Photo {photo} is not in it." if photo not in done else ""
                return f"Photo {photo} was developed, and the first dictionary says {shown(done)}.{lost}"
        if len(done) + len(failed) != len(photos):
            return f"There are {len(photos)} photos; the dictionaries say {shown(done)} and {shown(failed)}."
        if develop.peak > workers:
            return f"There are {workers} workers, and {develop.peak} photos were developed at the same time."
        if develop.alone and not crowd:
            return f"There are {workers} workers, and never more than {develop.peak} photo was developed at a time."
        if (most := max(develop.calls.values(), default=1)) > 1:
            return f"A photo was developed {most} times."
        return True

    return play


repair_map = safety_exercise(
    id="09-4",
    title="Repair a map that gives up after one failure",
    shape="repair",
    minutes=8,
    misconceptions=("M49", "M48", "M50", "M44"),
    hints=(
        (
            "The results of `map` come from a generator. What does a generator give after an exception has come out of "
            "it?"
        ),
        (
            "`submit` gives one future for each photo, and each future keeps its own result or its own exception until "
            "somebody asks. First hand over all photos, then ask."
        ),
        (
            "A dictionary from each future to its photo, and `for future in as_completed(futures)`: ask "
            "`future.exception()`, or `future.result()` inside `try`."
        ),
    ),
    given=FILM,
    unprotected=None,
    version=2,
    diagnose=_where_it_says(
        ("raises it, too", "M49"),
        ("is not in it", "M49"),
        ("the exception of", "M50"),
        ("have become the print of", "M50"),
        ("second dictionary says", "M48"),
        ("developed at a time", "M44"),
    ),
    hurdles=(
        Hurdle(
            "photos without faults are developed",
            0,
            (_situation("all is well", "Two photos, one worker; none fails.", _developed("ab", 1), alone=True),),
        ),
        Hurdle(
            "a failure costs one photo, and no other",
            2,
            (
                _situation("the first one fails", "Three photos, two workers; a fails.", _developed("abc", fail="a")),
                _situation("two fail", "Three photos, two workers; a and c fail.", _developed("abc", fail="ac")),
                _situation(
                    "results that look like nothing",
                    "Three photos, two workers; a becomes None, b becomes 0, and c fails.",
                    _developed("abc", fail="c", odd={"a": None, "b": 0}),
                    plain=True,
                ),
            ),
        ),
        Hurdle(
            "photos are developed at the same time",
            2,
            (
                _situation(
                    "at the same time", "Two photos, two workers.", _developed("ab", meet=2, fail="a"), plain=True
                ),
                _situation(
                    "more photos than workers",
                    "Three photos, two workers; the first one fails.",
                    _developed("abc", fail="a", crowd=True),
                    plain=True,
                ),
            ),
        ),
    ),
    why_others_fail=(
        "`try` around the loop: the first exception ends it, and the results behind it are lost (M49).",
        "`try` around `next(results)`: after an exception the generator is over, and gives nothing more (M49).",
        "`submit(...).result()` in one line: right, and one photo after the other (M44).",
        "Asking only the futures that are fine: an exception that nobody asks for is lost (M48).",
    ),
)

# 09-5 ---------------------------------------------------------------------------------------------------------

BATCHES = '''\
from concurrent.futures import ProcessPoolExecutor


def develop_batches(develop, batches, workers):
    """The results of `develop(photo)` for all photos of all batches, as a list of lists like `batches`.

    One pool of `workers` processes does it all. A batch need not be done before the next one is begun.
    If `develop` raises an exception, it comes to the caller.
    """
    results = []
    for batch in batches:
        with ProcessPoolExecutor(max_workers=workers) as pool:
            results.append(list(pool.map(develop, batch)))
    return results
'''

BATCHED = [[1, 2, 3], [], [4, 5], [6]]


DEVELOP = Work("helpers.workers.darkroom:develop")


def _found(kind: str, said: str, belief: str | None = None) -> Finding:
    look = misconception(belief).look if belief else ""
    return Finding(kind, f"{said} {look}".strip(), belief)


def _batches_right(seen: Observation) -> Finding | None:
    values = seen.values()
    got = seen.result
    if got == [[values.get(photo) for photo in batch] for batch in BATCHED]:
        return None
    if type(got) is not list or not all(type(part) is list for part in got):
        return _found("wrong-result", "The result is no list of lists.")
    lengths = [len(part) for part in got]
    if lengths != [len(batch) for batch in BATCHED]:
        return _found("wrong-result", f"The batches have 3, 0, 2 and 1 photos, and the lists of the result {lengths}.")
    return _found("wrong-result", "The results do not stand where their photos stand in the batches.", "M50")


def _one_pool(seen: Observation) -> Finding | None:
    if here := sum(task.main for task in seen.tasks):
        said = f"{here} of {len(seen.tasks)} photos were developed in the main process, by threads or by nobody else."
        return _found("wrong-result", said, "M35")
    if len(seen.pools) > 1:
        said = f"{len(seen.pools)} pools were made for {len(BATCHED)} batches, each with processes of its own."
        return _found("wrong-result", said, "M37")
    if (processes := len({task.pid for task in seen.tasks})) > 2:
        return _found("wrong-result", f"There may be 2 processes, and {processes} developed photos.", "M37")
    if seen.peak_pids < 2:
        return _found("too-little-parallelism", "Never were two photos under way at the same time.", "M44")
    return None


def _no_pause(seen: Observation) -> Finding | None:
    """The photos of the next batch are begun while the last one of the first batch is still held."""
    began = {task.item: task.began for task in seen.tasks}
    ended = {task.item: task.ended or 0 for task in seen.tasks}
    if began.get(4, 0) < ended.get(3, 0):
        return None
    said = (
        "Photo 3 took long. One of the two processes had nothing to do meanwhile, and photo 4 of the next batch waited."
    )
    return _found("too-little-parallelism", said, "M44")


def _slow_third(waiting: tuple[Any, ...]) -> Any:
    """Which task goes on: number 3 last of all, and of the others the last one: no batch is done in its own order."""
    return min(waiting, key=lambda task: (task.item == 3, -task.item))


def _raises(item: str) -> Look:
    def look(seen: Observation) -> Finding | None:
        if seen.error is None:
            if not seen.returned:
                return ended_badly(seen)
            return _found(
                "wrong-result", f"`develop` raised an exception for {item}, and the caller heard nothing of it.", "M48"
            )
        if seen.error.type != "ValueError":
            return ended_badly(seen)
        return None

    return look


_BATCHES_RUN = Run(
    "four batches",
    "Four batches with 3, 0, 2 and 1 photos, two processes; photo 3 takes long.",
    Call("develop_batches", (DEVELOP, BATCHED, 2)),
    Plan(release=_slow_third),
)
_BROKEN_RUN = Run(
    "a failure",
    "Two batches of two photos, two processes; photo 3 fails.",
    Call("develop_batches", (DEVELOP, [[1, 2], [3, 4]], 2)),
    Plan(fail={3: ValueError("overexposed")}),
)


def develop_small(photo: int) -> int:
    """What the simulated situations hand over as `develop`."""
    return 10 * photo


def _small_batches(answer: Any) -> Said:
    said = answer.develop_batches(develop_small, [[1, 2], [3]], 2)
    return [list(part) for part in said] == [[10, 20], [30]] or f"Of the batches [1, 2] and [3] it returned {said!r}."


def _small_stream(answer: Any) -> Said:
    said = list(answer.develop_stream(develop_small, iter([1, 2, 3]), 2, 2))
    return said == [10, 20, 30] or f"Of the photos 1, 2 and 3 it yielded {said!r}."


repair_batches = observed_exercise(
    id="09-5",
    title="Repair a program that makes a pool for each batch",
    shape="repair",
    version=2,
    minutes=10,
    misconceptions=("M37", "M44", "M35", "M48", "M50"),
    hints=(
        "How often are processes started, and how often would be enough? Look at the order of `for` and `with`.",
        (
            "With one pool around the loop there is still a pause: `list(pool.map(...))` waits for the last photo of a "
            "batch before the next batch is handed over. Hand over all batches first, and ask for results later."
        ),
        (
            "Two loops inside one `with`: the first one submits, and keeps a list of futures for each batch; the "
            "second one asks each future for its result."
        ),
    ),
    given=BATCHES,
    hurdles=(
        ObservedHurdle(
            "each photo is developed once, and the results are in place",
            0,
            (Observed(_BATCHES_RUN, first_of(each_once([1, 2, 3, 4, 5, 6], "photo"), _batches_right)),),
        ),
        ObservedHurdle("one pool of processes does it all", 2, (Observed(_BATCHES_RUN, _one_pool),)),
        ObservedHurdle("no process waits for the end of a batch", 1, (Observed(_BATCHES_RUN, _no_pause),)),
        ObservedHurdle(
            "an exception comes to the caller, and nothing is left",
            1,
            (
                Observed(_BATCHES_RUN, nothing_left()),
                Observed(_BROKEN_RUN, _raises("photo 3"), survives=True),
                in_every_order(
                    "two small batches",
                    "`develop_batches(develop, [[1, 2], [3]], 2)` was called.",
                    _small_batches,
                ),
            ),
        ),
    ),
    why_others_fail=(
        "`with` around the `for`, `list(pool.map(...))` inside: one pool, and a pause after each batch (M44).",
        "`max_workers=len(batch)`: another number of processes for each batch, and a pool for each, too (M37).",
        "A `ThreadPoolExecutor`: developing is computing, and threads take turns at that (M35).",
    ),
)

# 09-6 ---------------------------------------------------------------------------------------------------------

PRIORITIES = '''\
class PriorityPool:
    """Makes calls in threads, the most urgent ones first. An executor of the library has no priorities.

    PriorityPool(workers)  A pool with that many threads.

    submit(priority, function, *args)  Hands over the call `function(*args)` and returns a
        `concurrent.futures.Future` at once. A thread that becomes free makes the waiting call with the smallest
        number; of two with the same number the one that was handed over first. What the call returns or raises is in
        its future. Many threads may submit.

    close()  Waits until all calls have been made, and ends the threads. Nothing is submitted after it.
    """

    def __init__(self, workers):
        ...

    def submit(self, priority, function, *args):
        ...

    def close(self):
        ...
'''


def _result(future: Any) -> tuple[str, Any]:
    """What a future holds, in virtual time: ("result", it), ("error", the exception) or ("stuck", None)."""
    try:
        return "result", future.result(PATIENCE)
    except TimeoutError:
        return "stuck", None
    except (Refused, CancelledError) as error:
        return "error", error


def _one_call(answer: Any, workers: int = 1) -> Said:
    pool = answer.PriorityPool(workers)
    future = pool.submit(1, max, 3, 9)
    if not hasattr(future, "result"):
        return f"`submit` returns {shown(future)}, which is no future."
    how, said = _result(future)
    pool.close()
    if how == "stuck":
        return "The call was handed over, and its future never gets a result."
    return same(said, 9) or f"`max(3, 9)` was handed over, and its future says {shown(said)}."


def _one_call_for_two(answer: Any) -> Said:
    return _one_call(answer, workers=2)


def _in_line(*calls: tuple[int, str], wanted: str) -> Play:
    """One worker is busy while the calls are handed over; then it goes on."""

    def play(answer: Any) -> Said:
        work = Calls(hold=frozenset("*"))
        pool = answer.PriorityPool(1)
        futures = [pool.submit(5, work, "*")]
        if not work.begun.wait(PATIENCE):
            return "The pool's only thread is free, and the first call is not begun."
        futures += [pool.submit(priority, work, name) for priority, name in calls]
        work.release()
        pool.close()
        order = "".join(work.order[1:])
        if sorted(order) != sorted(wanted):
            return f"The calls {', '.join(wanted)} were handed over, and these were made: {', '.join(order) or 'none'}."
        for name, future in zip("*" + "".join(name for _, name in calls), futures, strict=True):
            how, said = _result(future)
            if how != "result" or said != name:
                return f"Call {name} was made, and its future says {shown(said)}."
        if order != wanted:
            waiting = ", ".join(f"{name} with {priority}" for priority, name in calls)
            return f"These waited: {waiting}. They were made in the order {', '.join(order)}."
        return True

    return play


def _two_at_once(answer: Any) -> Said:
    work = Calls(meet=2)
    pool = answer.PriorityPool(2)
    futures = [pool.submit(1, work, name) for name in "ab"]
    pool.close()
    if work.alone:
        return "The pool has two threads, and two calls were made one after the other."
    said = [_result(future) for future in futures]
    return said == [("result", "a"), ("result", "b")] or f"Two calls were made, and their futures say {shown(said)}."


def _one_raises(answer: Any) -> Said:
    work = Calls(fail=frozenset("a"))
    pool = answer.PriorityPool(1)
    first, second = pool.submit(1, work, "a"), pool.submit(2, work, "b")
    how, said = _result(second)
    if how != "result":
        return "The first call raised an exception, and the second one was never made."
    how, said = _result(first)
    pool.close()
    return how == "error" or f"The first call raised an exception, and its future says {shown(said)}."


def _two_submitters(state: Any) -> Said:
    said = [_result(future) for future in state.futures]
    names = sorted(str(value) for how, value in said if how == "result")
    return names == ["a", "b"] or f"Two threads handed over the calls a and b; their futures say {shown(said)}."


def _hands_over(answer: Any) -> Said:
    work = Calls()
    pool = answer.PriorityPool(1)
    state = SimpleNamespace(futures=[])

    def hand_over(name: str) -> None:
        state.futures.append(pool.submit(1, work, name))

    threads = [Thread(target=hand_over, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    said = _two_submitters(state)
    pool.close()
    return said


write_priorities = safety_exercise(
    id="09-6",
    version=2,
    title="Write a pool that makes urgent calls first",
    shape="write",
    minutes=15,
    misconceptions=("M44", "M48", "M46", "M19"),
    hints=(
        (
            "The line in front of an executor is first come, first served, and you cannot get at it. So keep the line "
            "yourself: what do you need that always gives the smallest number?"
        ),
        (
            "`queue.PriorityQueue` and threads that take from it. Two entries with the same number are compared "
            "further, and functions cannot be compared: put a counter between the number and the call."
        ),
        (
            "Or an executor whose tasks are all the same: `take the most urgent entry, and make that call`. Then "
            "`submit` puts the entry into the line, and hands that task to the executor. `Future` has `set_result` and "
            "`set_exception`."
        ),
    ),
    given=PRIORITIES,
    unprotected=None,
    diagnose=_where_it_says(
        ("one after the other", "M44"),
        ("raised an exception, and", "M48"),
        ("never gets a result", "M46"),
        ("were made in the order", "M19"),
        ("and these were made", "M46"),
    ),
    hurdles=(
        Hurdle("a call is made", 0, (_situation("one call", "One thread, one call.", _one_call),)),
        Hurdle(
            "the most urgent call is made first",
            2,
            (
                _situation(
                    "three wait",
                    "One thread is busy while three calls are handed over.",
                    _in_line((3, "c"), (1, "a"), (2, "b"), wanted="abc"),
                    plain=True,
                ),
                _situation(
                    "the same number",
                    "One thread is busy while three calls are handed over, two of them with the same number.",
                    _in_line((2, "b"), (2, "c"), (1, "a"), wanted="abc"),
                    plain=True,
                ),
            ),
        ),
        Hurdle(
            "as many calls at the same time as there are threads",
            1,
            (
                _situation("two threads", "Two threads, two calls that take long.", _two_at_once, plain=True),
                # one thread may be told of the call, and the other one be there first
                _situation("two threads, one call", "Two threads, one call.", _one_call_for_two, plain=True),
            ),
        ),
        Hurdle(
            "an exception is in the future, and the pool goes on",
            1,
            (
                _situation(
                    "an exception", "One thread, two calls; the first one raises an exception.", _one_raises, plain=True
                ),
            ),
        ),
        Hurdle(
            "many threads may hand over calls",
            1,
            (_situation("two hand over", "One thread; two others hand over a call each.", _hands_over),),
        ),
    ),
    why_others_fail=(
        "Sorting before `submit`: what comes later and is more urgent still has to wait.",
        "A heap of `(priority, function)`: with the same number, Python compares the functions, and cannot.",
        "An executor with one thread for each priority: an urgent call waits while other threads are free.",
        "Changing the executor's own queue: it belongs to the library, and may look different tomorrow.",
    ),
)

# 09-7 ---------------------------------------------------------------------------------------------------------

STREAM = '''\
from concurrent.futures import ProcessPoolExecutor


def develop_stream(develop, photos, workers, ahead):
    """Yields the result of `develop(photo)` for each photo of the iterator `photos`, in their order.

    `develop` runs in a pool of `workers` processes. `photos` may be endless: at any time at most `ahead` photos have
    been drawn from it whose results have not been yielded.
    If `develop` raises an exception, the reader gets it at the place of its photo. When the reader stops early
    (`close()`), no process is left, and nothing more is drawn.
    """
    with ProcessPoolExecutor(max_workers=workers) as pool:
        yield from pool.map(develop, photos)
'''

EIGHT = Feed(tuple(range(1, 9)), "photos")
AHEAD = 4


def _in_order(seen: Observation) -> Finding | None:
    values = seen.values()
    wanted = [values.get(photo) for photo in range(1, 9)]
    got = [value for _, value in seen.emitted.get("result", ())]
    if got == wanted:
        return None
    if sorted(map(repr, got)) == sorted(map(repr, wanted)):
        return _found("wrong-result", "All results were yielded, but not in the order of the photos.", "M50")
    return _found("wrong-result", f"There are 8 photos, and {len(got)} results were yielded.")


def _bounded(seen: Observation) -> Finding | None:
    given = [place for place, _ in seen.emitted.get("result", ())]
    most = 0
    for number, place in enumerate(seen.pulls.get("photos", ()), 1):
        most = max(most, number - sum(other < place for other in given))
    if most > AHEAD:
        said = (
            f"At most {AHEAD} photos may be drawn and not yielded; once there were {most}. With an endless source the "
        )
        return _found("wrong-result", said + "memory would fill up.")
    return None


def _busy(seen: Observation) -> Finding | None:
    if any(task.main for task in seen.tasks):
        return _found("wrong-result", "Photos were developed in the main process: that is computing.", "M35")
    if seen.peak_pids < 2:
        return _found(
            "too-little-parallelism", "Two processes were allowed, and never more than one had a photo.", "M44"
        )
    if seen.peak > 2:
        return _found("wrong-result", f"Two processes were allowed, and {seen.peak} photos were under way.", "M37")
    return None


def _stops(seen: Observation) -> Finding | None:
    drawn = len(seen.pulls.get("photos", ()))
    if drawn > 3 + AHEAD:
        return _found(
            "wrong-result", f"The reader took three results and stopped; {drawn} photos were drawn from the source."
        )
    return nothing_left()(seen)


def _at_its_place(photo: int, when: str = "") -> Look:
    """The exception of a photo comes after the results of those before it, whenever it was raised."""

    def look(seen: Observation) -> Finding | None:
        if seen.error is None:
            if not seen.returned:
                return ended_badly(seen)
            said = f"`develop` raised an exception for photo {photo}, and the reader heard nothing of it."
            return _found("wrong-result", said, "M48")
        if seen.error.type != "ValueError":
            return ended_badly(seen)
        got = len(seen.emitted.get("result", ()))
        if got != photo - 1:
            said = f"Photo {photo} failed{when}, and the reader got {got} results before the exception instead of "
            return _found("wrong-result", f"{said}{photo - 1}.", "M49")
        return None

    return look


def _never_idle(seen: Observation) -> Finding | None:
    """As long as there are photos left, the next one is begun before the one before it is done."""
    began = {task.item: task.began for task in seen.tasks}
    for task in seen.tasks:
        if task.item < 6 and task.ended and began.get(task.item + 1, task.ended + 1) > task.ended:
            said = f"Only photo {task.item} was being developed, and one of two processes had nothing to do, although "
            return _found("too-little-parallelism", f"{said}photo {task.item + 1} could have been drawn.", "M44")
    return None


_STREAM_RUN = Run(
    "eight photos",
    f"Eight photos, two processes, at most {AHEAD} ahead; later photos are done before earlier ones.",
    Call("develop_stream", (DEVELOP, EIGHT, 2, AHEAD), consume=True),
    Plan(release="reversed"),
)
_ENDLESS_RUN = Run(
    "an endless source",
    f"An endless source, two processes, at most {AHEAD} ahead; the reader takes three results and stops.",
    Call(
        driver="helpers.workers.darkroom:take_three",
        function="develop_stream",
        args=(DEVELOP, Feed(None, "photos"), 2, AHEAD),
    ),
    Plan(release="in order"),
)
_FAILING_RUN = Run(
    "a failure in the stream",
    f"Eight photos, two processes, at most {AHEAD} ahead; photo 7 fails.",
    Call("develop_stream", (DEVELOP, EIGHT, 2, AHEAD), consume=True),
    Plan(release="in order", fail={7: ValueError("overexposed")}),
)
_EARLY_FAILURE_RUN = Run(
    "a failure before its turn",
    f"Eight photos, two processes, at most {AHEAD} ahead; later photos are done before earlier ones, and 4 fails.",
    Call("develop_stream", (DEVELOP, EIGHT, 2, AHEAD), consume=True),
    Plan(release="reversed", fail={4: ValueError("overexposed")}),
)

write_stream = observed_exercise(
    id="09-7",
    version=3,
    title="Write an endless stream with a bounded number ahead",
    shape="write",
    minutes=20,
    misconceptions=("M44", "M35", "M37", "M50", "M48"),
    hints=(
        (
            "`Executor.map` takes its whole input before it gives the first result. So hand over the photos yourself, "
            "one by one. What tells you that you may draw one more?"
        ),
        (
            "A `collections.deque` of futures, in order. Draw and submit until it holds `ahead` of them; then yield "
            "the result of the first one, and draw the next photo."
        ),
        (
            "Yield first, then draw: while the reader keeps you waiting at `yield`, that photo still counts. "
            "`itertools.islice(photos, ahead)` fills the line. In `finally`, cancel what waits; `with` ends the pool."
        ),
    ),
    given=STREAM,
    hurdles=(
        ObservedHurdle(
            "each photo is developed once, and the results are in order",
            0,
            (Observed(_STREAM_RUN, first_of(each_once(list(range(1, 9)), "photo"), _in_order)),),
        ),
        ObservedHurdle("no more are drawn than may be ahead", 2, (Observed(_STREAM_RUN, _bounded),)),
        ObservedHurdle(
            "all processes have work",
            2,
            (Observed(_STREAM_RUN, _busy), Observed(_FAILING_RUN, _never_idle, survives=True)),
        ),
        ObservedHurdle("a reader who stops leaves nothing behind", 1, (Observed(_ENDLESS_RUN, _stops),)),
        ObservedHurdle(
            "an exception comes at the place of its photo",
            1,
            (
                Observed(_FAILING_RUN, _at_its_place(7), survives=True),
                Observed(_EARLY_FAILURE_RUN, _at_its_place(4, " before its turn"), survives=True),
                in_every_order(
                    "three photos",
                    "`develop_stream(develop, photos, 2, 2)` was asked for the results of three photos.",
                    _small_stream,
                ),
            ),
        ),
    ),
    why_others_fail=(
        "`pool.map(develop, photos)`: it draws the whole source first, unless there is a `buffersize` (Python 3.14).",
        "Counting only unfinished photos: while the first one takes long, the results of all others pile up.",
        "Slices of `ahead` photos: bounded, and all processes wait for the slowest one of a slice (M44).",
        "`submit(...).result()`: bounded, in order, and one photo after the other (M44).",
    ),
)


EXERCISES = (
    predict_order,
    predict_cancel,
    repair_nested,
    repair_map,
    repair_batches,
    write_priorities,
    write_stream,
)
