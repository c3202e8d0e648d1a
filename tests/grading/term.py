"""A small class in the middle of a term: graded once, and copied by each test that changes something.

Its answers are such that each page and each table about the class has something to show: beliefs, a copy under other
names, a late submission, an extension, an answer in words that waits, and one that tries to write into the page.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from tests.grading import answers
from tests.grading.course import Course
from tests.grading.the_class import CHAPTER, Submission

SCRIPT = "<script>document.title = 'taken'</script>"

LATE = """\
[chapter.04]
due = 2026-11-20T23:59:00+01:00
grace_minutes = 15
percent_per_day = 10
at_most_percent = 50

[[extension]]
student = "finn"
chapter = "04"
days = 3
reason = "ill"
"""

# Long enough to be somebody's own, and wrong: only the counting is under the lock.
OWN_TURNSTILE = answers.TURNSTILE_RIGHT.replace(
    "        with self._lock:\n            self.people += size\n            self.groups += 1\n",
    "        before = self.people\n        with self._lock:\n            after = before + size\n"
    "            self.people = after\n            self.groups += 1\n",
)

# The same program after a search and replace, with other comments and line breaks.
COPIED_TURNSTILE = "# all of it my own work\n" + OWN_TURNSTILE.replace("before", "old").replace(
    "after", "new_value"
).replace("_lock", "_guard").replace("old + size", "(\n                old\n                + size\n            )")


def everything_wrong(it: Submission) -> None:
    it.answer_all(answers.WRONG)


def own_turnstile(it: Submission) -> None:
    it.answer("04-3", OWN_TURNSTILE)


def copied_turnstile(it: Submission) -> None:
    it.answer("04-3", COPIED_TURNSTILE)


def part(it: Submission) -> None:
    it.answer("04-3", answers.TURNSTILE_PART)


def unanswered(it: Submission) -> None:
    it.nb = it.untouched


def script(it: Submission) -> None:
    it.answer("04-3", f'"""{SCRIPT}"""\n' + answers.TURNSTILE_WRONG)
    it.answer("04-4", f'"""{SCRIPT}"""\n' + answers.BANK_DEADLOCK)


# (what is changed, when it was handed in)
STUDENTS: dict[str, tuple[Callable[[Submission], None], str]] = {
    "ada": (lambda it: None, "2026-11-19 10:00:00 UTC"),
    "bob": (everything_wrong, "2026-11-20 20:00:00 UTC"),
    "cem": (part, "2026-11-22 08:00:00 UTC"),  # 33 hours late
    "dora": (own_turnstile, "2026-11-18 09:30:00 UTC"),
    "eve": (copied_turnstile, "2026-11-20 22:50:00 UTC"),
    "finn": (unanswered, "2026-11-22 08:00:00 UTC"),  # late, and has an extension
    "gus&amp;": (script, "2026-11-20 23:10:00 UTC"),  # eleven minutes late, within the grace
}


def make_term(fresh: Course, root: Path) -> Course:
    """A course in `root` in which the class has handed in, with a table of due dates; nothing is graded yet."""
    shutil.copytree(fresh.root, root)
    course = Course(root)
    (root / "late.toml").write_text(LATE, encoding="utf-8")
    for name, (change, time) in STUDENTS.items():
        submission = Submission(course.release)
        change(submission)
        folder = course.hand_in(name, submission)
        (folder / "timestamp.txt").write_text(time, encoding="utf-8")
    return course


__all__ = ["CHAPTER", "COPIED_TURNSTILE", "OWN_TURNSTILE", "SCRIPT", "STUDENTS", "make_term"]
