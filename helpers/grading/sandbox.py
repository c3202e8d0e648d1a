"""Where submissions run: in a sandbox that was tried, or not at all.

Only a teacher's word lets them run without: `course grade --trust-submissions`, or the environment variable
RACECOURSE_TRUST_SUBMISSIONS=1, which nbgrader's own commands, Formgrader's button and workers see, too. Checks are
then what they are in a student's own notebook: in processes of their own, with limits, and with the teacher's rights.
"""

from __future__ import annotations

import os
from functools import cache

from helpers.checker import Checker, course_checker
from helpers.checker.limits import Limits
from helpers.sandbox import NoSandbox, Sandbox, find_sandbox
from helpers.verdict import Verdict

TRUST = "RACECOURSE_TRUST_SUBMISSIONS"


def trust_submissions() -> None:
    """Let this process, and those that it starts, run submissions without a sandbox."""
    os.environ[TRUST] = "1"


def submissions_are_trusted() -> bool:
    """Whether somebody has said so."""
    return os.environ.get(TRUST, "") not in ("", "0")


def sandbox() -> Sandbox | None:
    """The sandbox for submissions; None where they are trusted.

    Raises:
        NoSandbox: there is none, and they are not trusted. The message says what to do.
    """
    if submissions_are_trusted():
        return None
    try:
        return find_sandbox()
    except NoSandbox as problem:
        raise NoSandbox(
            f"Nothing is graded, because submissions are strangers' programs and there is no sandbox to run them in. "
            f"{problem} If you trust every submission as you trust your own programs: `course grade "
            f"--trust-submissions`, or {TRUST}=1 for nbgrader's own commands."
        ) from problem


def grading_checker() -> Checker:
    """The checker for submissions, which this process shares: in the sandbox, or where submissions are trusted as in a
    student's own notebook.

    Raises:
        NoSandbox: see `sandbox`.
    """
    found = sandbox()
    return course_checker() if found is None else _sandboxed(found)


def check(exercise_id: str, source: str, *, limits: Limits | None = None) -> Verdict:
    """Judge a submitted answer, as `helpers.checker.check` judges a student's own.

    Raises:
        UnknownExercise: there is no such exercise.
        NoSandbox: see `sandbox`.
    """
    return grading_checker().check(exercise_id, source, limits=limits)


@cache
def _sandboxed(found: Sandbox) -> Checker:
    return Checker(sandbox=found)
