"""The process that judges one answer: it takes the limits on, runs the judge, and writes one message.

The same code runs in a forked child and in a fresh interpreter.
"""

from __future__ import annotations

import contextlib
import ctypes
import faulthandler
import gc
import math
import os
import random
import signal
import sys
import traceback
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from helpers.checker.endings import Subject, tampered, too_much_memory
from helpers.checker.limits import Limits
from helpers.checker.messages import pack
from helpers.checker.tamper import seal

if TYPE_CHECKING:
    from helpers.exercises.base import Exercise

# where a judging process finds its ends of the pipes
ANSWER = 3
STACK = 4

if sys.platform != "win32":
    import resource

    STACK_SIGNAL = signal.SIGUSR1


@dataclass(frozen=True, slots=True)
class Case:
    """One answer to be judged.

    Attributes:
        truths: what a `Preparation` of the exercise has found; None where there was none.
    """

    exercise: Exercise
    source: str
    limits: Limits
    truths: dict[str, Any] | None = None

    @property
    def subject(self) -> Subject:
        return Subject(self.exercise.id, self.exercise.points, self.source, package_folder())

    def work(self) -> dict[str, Any]:
        """Judge the answer: the message for whoever asked."""
        if self.truths is not None and self.exercise.truths is not None:
            self.exercise.truths.give(self.truths)
        return {"verdict": self.exercise.judge(self.source).to_json()}


@dataclass(frozen=True, slots=True)
class Preparation:
    """What answers to an exercise are compared with: found once, in a process that knows none of them."""

    exercise: Exercise
    limits: Limits

    @property
    def subject(self) -> Subject:
        return Subject(self.exercise.id, self.exercise.points, "", package_folder())

    def work(self) -> dict[str, Any]:
        """Find it: the message for whoever asked, with None where there is nothing to find."""
        truths = self.exercise.truths
        return {"truths": None if truths is None else truths.all()}


@dataclass(frozen=True, slots=True)
class Task:
    """Something else than a verdict that a lesson asks about a learner's program.

    Attributes:
        name: its name in `helpers.demo.tasks.TASKS`.
        payload: what it is given, as JSON.
    """

    name: str
    payload: dict[str, Any]
    limits: Limits

    @property
    def subject(self) -> Subject:
        return Subject(self.name, 0.0, "", package_folder())

    def work(self) -> dict[str, Any]:
        """Do the task: the message for whoever asked."""
        # imported late: checks have no use for it
        from helpers.demo.tasks import TASKS

        return {"result": TASKS[self.name](self.payload)}


Work = Case | Preparation | Task


def requested(asked: dict[str, Any], table: dict[str, Exercise]) -> Work | None:
    """What a request asks for; None when it names an exercise that is not in the table."""
    limits = Limits(**asked["limits"])
    if "task" in asked:
        return Task(asked["task"], asked["payload"], limits)
    exercise = table.get(asked["exercise"])
    if exercise is None:
        return None
    limits = limits.at_least(seconds=exercise.seconds, memory=exercise.memory)
    if "source" not in asked:
        return Preparation(exercise, limits)
    return Case(exercise, asked["source"], limits, asked.get("truths"))


def package_folder() -> str:
    """The folder of the `helpers` package."""
    return os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def take_limits(limits: Limits) -> None:
    """Limit this process and what it starts, as far as the operating system can."""
    if sys.platform == "win32":
        return
    for which, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_FSIZE, limits.file_size),
        (resource.RLIMIT_CORE, 0),
        # only for the case that nobody is left to watch the time: the watcher's limit comes much earlier
        (resource.RLIMIT_CPU, math.ceil(limits.seconds * 6)),
    ):
        hard = resource.getrlimit(which)[1]
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        try:
            resource.setrlimit(which, (most, most))
        except (OSError, ValueError):
            # macOS refuses RLIMIT_AS; time and output are still watched from outside
            if which != resource.RLIMIT_AS:
                raise


def judge_and_leave(case: Work, answer: int, stack: int, token: bytes = b"") -> None:
    """Judge, write the message to the file descriptor `answer`, and end the process without further ado.

    Args:
        token: what the message must begin with, to be believed.
        stack: the file descriptor to which the stack is written when the watcher asks for it.
    """
    me = os.getpid()
    # made before it is needed: where memory has run out there is none to make it
    no_memory = pack({"verdict": too_much_memory(case.subject, case.limits).to_json()}, token)
    untouched = seal()
    untouched.watch()
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=partial(_leave_to_the_judge, me, (answer, stack), (token, no_memory)))
    # two runs of one answer see the same "random" numbers, whichever process they are in
    random.seed(0)
    gc.enable()
    if sys.platform == "win32":
        faulthandler.dump_traceback_later(case.limits.seconds * 0.9, file=stack)
    else:
        faulthandler.register(STACK_SIGNAL, file=stack, all_threads=False)
    try:
        take_limits(case.limits)
        reply = case.work()
        changed = untouched.broken()
        message = pack(reply if changed is None else {"verdict": tampered(case.subject, changed).to_json()}, token)
    except MemoryError:
        message = no_memory
    except BaseException as error:  # noqa: BLE001 - also SystemExit and KeyboardInterrupt: nothing may go past this line
        message = pack({"verdict": case.subject.cannot_judge(_fault(error)).to_json()}, token)
    if os.getpid() != me:
        # a process that the program forked came back out of the judge: it has no say
        os._exit(1)
    _write_all(answer, message)
    os._exit(0)


def _leave_to_the_judge(judge: int, descriptors: tuple[int, ...], secrets: tuple[bytes, ...]) -> None:
    """In a process that is forked off the judge, to run a program in: it cannot answer in the judge's name.

    It has neither the way to the watcher nor what stands in front of an answer. Bytes do not change, so they are
    overwritten where they lie; the judge's own are other pages of memory.
    """
    if os.getppid() != judge:
        return  # a child of such a process: these numbers belong to files of its own by now
    for descriptor in descriptors:
        with contextlib.suppress(OSError):
            os.close(descriptor)
    for secret in secrets:
        ctypes.memset(id(secret) + bytes.__basicsize__ - 1, 0, len(secret))


def _fault(error: BaseException) -> str:
    """What to tell the learner about an exception of the judge itself."""
    if isinstance(error, RecursionError):
        return (
            "The check ran out of stack while it worked on your program. This happens with expressions that are nested "
            "very deeply, or functions that call themselves very often."
        )
    if isinstance(error, (SystemExit, KeyboardInterrupt)):
        return f"Your program ended the check ({type(error).__name__}) where the check could not see it."
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({os.path.basename(frames[-1].filename)}, line {frames[-1].lineno})" if frames else ""
    what = traceback.format_exception_only(error)[-1].strip()
    return f"The check itself failed, not your program: {what}{place}. Please report it, with your answer."


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
