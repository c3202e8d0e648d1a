"""What a run calls, and what the judge does with the tasks that come: plain data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from helpers.observe.seen import Task


@dataclass(frozen=True, slots=True)
class Feed:
    """An argument: an iterator that reports each item pulled from it, and waits until the judge hands the item over.

    Attributes:
        items: what it yields; None for an endless one that yields 0, 1, 2, ...
        name: how the observation calls it.
        most: pulls beyond which the run is ended (`Observation.flooded`): someone takes all of an endless feed.
    """

    items: tuple[Any, ...] | None = None
    name: str = "feed"
    most: int = 200


@dataclass(frozen=True, slots=True)
class Sink:
    """An argument: a function with one parameter. What it is called with is in `Observation.emitted`, in order."""

    name: str = "sink"


@dataclass(frozen=True, slots=True)
class Work:
    """An argument: a function or class that can be imported, as `helpers.workers.kitchen:bake`."""

    path: str


@dataclass(frozen=True, slots=True)
class Call:
    """What the stage calls in the program.

    Attributes:
        function: the name of a function of the program; with `driver`, only for messages.
        args: its arguments: plain data, `Feed`, `Sink` and `Work`, also inside lists, tuples and dicts.
        kwargs: the same, by name.
        consume: whether what it returns is an iterator to be read to its end. Each item is in `Observation.emitted` at
            once, and the result is the list of them.
        driver: instead of a function of the program: `helpers.workers.drivers:crawl` is called with the program's
            module and the arguments.
        as_script: run the program as `__main__`, like `python answer.py`, and call nothing: for what a main guard does.
        is_async: the function is a coroutine function: it is run by `asyncio.run`.
    """

    function: str = ""
    args: tuple[Any, ...] = ()
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    consume: bool = False
    driver: str = ""
    as_script: bool = False
    is_async: bool = False


Choice = Callable[[tuple["Task", ...]], "Task | tuple[Task, ...]"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What the judge does with the tasks.

    A task waits until everything in the program is asleep: then all tasks that the program can have in flight are
    there, and the judge lets one of them go on.

    Attributes:
        release: which of the waiting tasks goes on: "reversed" (the one with the greatest arguments, so that tasks end
            in another order than the one in which they were given), "in order" (the one with the smallest), "all" at
            once, or a function that is given the waiting tasks, smallest first, and returns one or some of them.
        meet: as soon as this many are in flight together, they go on at once, without waiting until all is asleep:
            quicker, where only "at least n together" is asked. 0: always wait until all is asleep.
        only_peak: the run is over as soon as everything is asleep for the first time and a task is held: for runs that
            only ask how many tasks a program can have in flight.
        most_tasks: the run is ended when more tasks than these are begun (`Observation.flooded` is "tasks").
        values: what a task returns: "secret" (a number that nobody can know who has not run the task), "plain" (what
            the task function computes by itself), or a function of the `Task`.
        fail: tasks that raise: the item, or a tuple of the arguments, and the exception. Built-in exceptions and those
            of helpers.workers. It happens each time the task is run; with `fail_once` the first time only.
        die: items whose task kills its own process (the first time; again with every run if it is in `die_always`).
        forever: items whose task never goes on.
        output: how much may be printed, in bytes.
        seconds: after this long the run is given up (`Observation.late`); time in which it waited for a core is not
        counted.
    """

    release: str | Choice = "reversed"
    meet: int = 0
    only_peak: bool = False
    most_tasks: int = 5_000
    values: str | Callable[[Task], Any] = "secret"
    fail: Mapping[Any, BaseException] = field(default_factory=dict)
    fail_once: Mapping[Any, BaseException] = field(default_factory=dict)
    die: frozenset[Any] = frozenset()
    die_always: frozenset[Any] = frozenset()
    forever: frozenset[Any] = frozenset()
    output: int = 256 * 1024
    seconds: float = 12.0
