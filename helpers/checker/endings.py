"""The verdicts on checks that ended without one of their own: what happened, and whose doing it was.

Where the learner's program did it, the answer fails. Where it may have been the checker, the verdict is
`cannot-judge`: a right answer must not fail for our faults.
"""

from __future__ import annotations

import re
import signal
from dataclasses import dataclass

from helpers.checker.limits import MIB, Limits
from helpers.verdict import Finding, Result, Verdict

# What the student's program looks like in a stack dump: engine and exercises compile it under a bare name.
_FRAME = re.compile(r'^  File "(?P<file>[^"]*)", line (?P<line>\d+) in (?P<function>.*)$', re.MULTILINE)
# Where the engine calls a function of the library for the program: what goes on for ever there is the program's.
_CALLS = re.compile(r"interleave[/\\]access\.py$")


ENDED_EARLY = "The check ended early: nothing can be said about the rest of the program."


@dataclass(frozen=True, slots=True)
class Subject:
    """What is being checked.

    Attributes:
        exercise: the exercise's id.
        points: what a right answer earns.
        source: the answer.
        package: the folder of the `helpers` package, to tell the checker's own frames in a stack dump.
    """

    exercise: str
    points: float
    source: str
    package: str

    def verdict(self, result: Result, kind: str, message: str, line: int | None = None) -> Verdict:
        """A verdict of no points with one finding."""
        finding = Finding(kind=kind, message=message, line=line, points=self.points)
        return Verdict(
            exercise=self.exercise,
            result=result,
            score=0.0,
            points=self.points,
            findings=(finding,),
            searched=(ENDED_EARLY,),
            source=self.source,
        )

    def cannot_judge(self, message: str) -> Verdict:
        """The checker's own fault, or nobody knows whose."""
        return self.verdict("cannot-judge", "cannot-judge", message)


def out_of_time(subject: Subject, limits: Limits, dumps: list[str]) -> Verdict:
    """The check reached its time limit.

    Args:
        dumps: the stack of the judging process, as `faulthandler` writes it, taken several times.
    """
    seconds = f"{limits.seconds:g}"
    places = [_learners_line(dump, subject.package) for dump in dumps]
    if places and places[0] is not None and all(place == places[0] for place in places):
        return subject.verdict(
            "failed",
            "hang",
            (
                f"Your program did not get past line {places[0]} within {seconds} seconds, and was stopped. Something "
                "that this line calls goes on for ever or for very long, in one piece: look at how much work it asks "
                "for, and at what would make it come to its end."
            ),
            places[0],
        )
    return subject.verdict(
        "cannot-judge",
        "hang",
        (
            f"The check was not finished after {seconds} seconds, and was stopped. It may be that your program has too "
            "many steps to try them all: make loops shorter where the task allows it, and check again. If the program "
            "is short, please report it as a fault of the check."
        ),
    )


def _learners_line(dump: str, package: str) -> int | None:
    """The learner's line that is being executed, or None where the checker's own code is.

    Library code in between is passed over: `re.match` that goes on for ever is the learner's line that calls it.
    """
    current = dump.split("Current thread", 1)[-1].split("\n\n", 1)[0]
    for frame in _FRAME.finditer(current):
        if frame["file"].startswith(package):
            if frame["function"] == "call" and _CALLS.search(frame["file"]):
                continue
            return None
        if "/" not in frame["file"] and "\\" not in frame["file"] and not frame["file"].startswith("<"):
            return int(frame["line"])
    return None


def too_much_output(subject: Subject, limits: Limits) -> Verdict:
    """The program printed more than it may."""
    return subject.verdict(
        "failed",
        "limit",
        (
            f"Your program printed more than {limits.output // 1024} KiB, and was stopped. Look "
            "for a print in a loop that never ends, or print less."
        ),
    )


def too_much_memory(subject: Subject, limits: Limits) -> Verdict:
    """The program asked for more memory than it may have."""
    return subject.verdict(
        "failed",
        "limit",
        (
            f"Your program asked for more memory than a check may use ({limits.memory // MIB} MiB), and was "
            "stopped. Look for a collection that grows in a loop, or for a very large number, text or list."
        ),
    )


def forged(subject: Subject) -> Verdict:
    """Somebody else than the judge wrote to the judge's pipe."""
    return subject.verdict(
        "cannot-judge",
        "attack",
        (
            "Something that is not the judge wrote into the pipe that verdicts come from. What it wrote was thrown "
            "away, and the program is not judged; its teacher is told."
        ),
    )


def tampered(subject: Subject, name: str) -> Verdict:
    """The program changed the code that judges it."""
    return subject.verdict(
        "cannot-judge",
        "attack",
        (
            f"While the program was being judged, a part of the judge was changed ({name}). Its verdict was thrown "
            "away; the teacher is told."
        ),
    )


def reached_for(subject: Subject, what: str) -> Verdict:
    """The program, and nobody else, has sent a signal to its judge.

    Args:
        what: what the signal did: `ended` or `stopped`, and its name.
    """
    return subject.verdict(
        "cannot-judge",
        "attack",
        (
            f"The process that judges the program was {what}. In its namespace nobody but the program can have sent "
            "that signal. The program is not judged; its teacher is told."
        ),
    )


def verdict_too_large(subject: Subject, limits: Limits) -> Verdict:
    """The verdict itself does not fit: traces of huge values."""
    return subject.verdict(
        "cannot-judge",
        "limit",
        (
            f"The record of what your program did is larger than {limits.answer // MIB} MiB. Use shorter "
            "loops and smaller values, and check again."
        ),
    )


def left_without_verdict(subject: Subject, status: int, output: str) -> Verdict:
    """The process ended by itself, without a verdict.

    Args:
        status: as `os.waitstatus_to_exitcode` gives it: an exit status, or minus the number of a signal.
        output: the end of what was written to stdout and stderr.
    """
    if status >= 0:
        return subject.verdict(
            "failed",
            "exit",
            (
                f"Your program ended the whole Python process (exit status {status}) before the check was over. Take "
                "`os._exit` and the like out: a function that is done returns."
            ),
        )
    try:
        name = signal.Signals(-status).name
    except ValueError:
        name = f"signal {-status}"
    if name == "SIGXFSZ":
        return subject.verdict("failed", "limit", "Your program wrote a file that is larger than a check may write.")
    if name in ("SIGSEGV", "SIGBUS", "SIGABRT", "SIGILL", "SIGFPE"):
        return subject.verdict(
            "cannot-judge",
            "crash",
            (
                f"The Python process crashed ({name}) while your program was being checked. This happens when "
                "functions call themselves without end and the recursion limit was raised, or when C code is used "
                "wrongly."
            )
            + _last_words(output),
        )
    return subject.verdict(
        "cannot-judge",
        "crash",
        (
            f"The process that checked your program was ended from outside the check ({name}). Operating systems do "
            "this when the machine's memory runs out. Close what you do not need, and check again."
        )
        + _last_words(output),
    )


def _last_words(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.startswith(("Fatal", "Python runtime", "Current"))]
    return f" Python's last words: {lines[0]}" if lines else ""
