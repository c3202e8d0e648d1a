"""How long it takes to grade the class, beside stock nbgrader: `python -m tests.grading.bench`.

Both grade the same submissions with `nbgrader autograde`, start of the program included, in turns on one machine. Stock
nbgrader has no configuration, and for test cells what teachers write for such exercises: plain asserts after running
threads. The `%%exercise` lines are taken out for it, so that it loads nothing of this course.

A submission with an endless loop costs stock nbgrader 30 s for each cell that hangs, so there are two classes: all
students, and those whose programs come to their end. At some notebooks (a copied cell is enough) stock nbgrader stops,
for the whole class: they are found first, named, and left out for both.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import tempfile
import time
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from rich.console import Console
from rich.table import Table

from helpers.exercises import find
from helpers.exercises.assemble import exercise_of
from helpers.grading.call import checked_exercise
from tests.grading.course import Course, make_course
from tests.grading.the_class import CHAPTER, CLASS, EXERCISES, NOTEBOOK, Student, Submission

DO_NOT_END = frozenset(
    {
        "deadlock",
        "endless_loop",
        "endless_loop_in_a_method",
        "flood_of_output",
        "os_exit",
        "demonstration_that_never_ends_in_an_extra_cell",
    }
)

_RUN = """\
import threading
threads = [threading.Thread(target=work) for _ in range(50)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""

PLAIN_TESTS = {
    "04-1": "assert answer == {2, 3, 4}",
    "04-2": "assert answer.startswith('A') and 'B' in answer",
    "04-3": f"gate = Turnstile()\ndef work(): gate.enter(2)\n{_RUN}assert gate.report() == (100, 50)",
    "04-4": (
        "one, two = Account(1, 100), Account(2, 0)\n"
        f"def work(): transfer(one, two, 4)\n{_RUN}"
        "assert (one.balance, two.balance, audit([one, two])) == (0, 100, 100)"
    ),
    "04-5": (
        "printed = []\n"
        "def print_badge(name):\n    printed.append(name)\n    return object()\n"
        f"desk = BadgeDesk(print_badge)\ndef work(): desk.badge('Ada')\n{_RUN}"
        "assert (printed, desk.report()) == (['Ada'], (1, 3))"
    ),
}


def with_plain_tests(nb: NotebookNode) -> None:
    """Turn a notebook of the course into one that stock nbgrader can grade without the course."""
    for cell in nb.cells:
        if not isinstance(cell, dict) or cell["cell_type"] != "code":
            continue
        exercise = checked_exercise(cell["source"])
        if exercise:
            cell["source"] = PLAIN_TESTS[exercise]
        elif exercise_of(cell["source"]):
            cell["source"] = cell["source"].partition("\n")[2]
        elif "%load_ext" in cell["source"]:
            cell["source"] = ""


def hand_in(course: Course, ours: Course, students: list[Student], plain: bool) -> None:
    for student in students:
        submission = Submission(ours.release)
        student.change(submission)
        if plain:
            with_plain_tests(submission.nb)
        student.write(submission, course.hand_in(student.name))


def make_stock(root: Path, ours: Course) -> Course:
    """The same chapter for stock nbgrader, without any configuration."""
    folder = root / "source" / CHAPTER
    folder.mkdir(parents=True)
    nb = nbformat.read(ours.root / "source" / CHAPTER / NOTEBOOK, as_version=4)
    with_plain_tests(nb)
    nbformat.write(nb, folder / NOTEBOOK)
    (root / "nbgrader_config.py").write_text('c = get_config()\nc.CourseDirectory.course_id = "racecourse"\n')
    course = Course(root, activated=True)
    course.nbgrader("generate_assignment", CHAPTER)
    return course


def set_aside_what_stops(course: Course) -> list[str]:
    """Take out of `submitted/` every submission at which nbgrader ends the whole run; their students."""
    stoppers = []
    while True:
        said = course.nbgrader("autograde", CHAPTER, check=False)
        if not re.search("use an? (old|newer) version", said):
            return stoppers
        stoppers.append(re.findall(r"Sanitizing \S*/submitted/(\w+)/", said)[-1])
        shutil.rmtree(course.root / "submitted" / stoppers[-1])


def seconds_to_grade(course: Course) -> float:
    """The wall time of `nbgrader autograde --force`, in seconds."""
    start = time.monotonic()
    course.nbgrader("autograde", CHAPTER, "--force", check=False)
    return time.monotonic() - start


def right_scores(course: Course, students: list[Student]) -> int:
    """How many scores of single exercises are what they should be."""
    graded = course.gradebook()
    count = 0
    for student in students:
        scores = graded[student.name].scores if student.name in graded else {}
        for exercise in EXERCISES:
            # Stock nbgrader's test cells tell by their names which exercise they belong to.
            given = next((score for name, score in scores.items() if exercise in name), "none")
            count += given == student.scores.get(exercise, find(exercise).points)
    return count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="how often each grades (default: 3)")
    parser.add_argument("--all", action="store_true", help="also the students whose programs do not end: minutes")
    options = parser.parse_args()
    classes = {"programs that end": [student for student in CLASS if student.name not in DO_NOT_END]}
    if options.all:
        classes["everybody"] = CLASS
    table = Table("class", "submissions", "graded by", "median s", "s per submission", "right scores")
    for title, students in classes.items():
        with tempfile.TemporaryDirectory() as folder:
            ours = make_course(Path(folder) / "ours")
            stock = make_stock(Path(folder) / "stock", ours)
            hand_in(ours, ours, students, plain=False)
            hand_in(stock, ours, students, plain=True)
            stoppers = set_aside_what_stops(stock)
            for name in stoppers:
                shutil.rmtree(ours.root / "submitted" / name)
            students = [student for student in students if student.name not in stoppers]
            Console().print(f"{title}: stock nbgrader stops at {', '.join(stoppers) or 'none'}")
            times: dict[str, list[float]] = {"racecourse": [], "stock nbgrader": []}
            for _ in range(options.rounds):
                times["racecourse"].append(seconds_to_grade(ours))
                times["stock nbgrader"].append(seconds_to_grade(stock))
            for name, course in (("racecourse", ours), ("stock nbgrader", stock)):
                median = statistics.median(times[name])
                right = f"{right_scores(course, students)} of {len(students) * len(EXERCISES)}"
                table.add_row(title, str(len(students)), name, f"{median:.1f}", f"{median / len(students):.2f}", right)
    Console().print(table)


if __name__ == "__main__":
    main()
