"""The same class for stock nbgrader: without the course, and with the tests that teachers write for such exercises."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import nbformat

from helpers.exercises.assemble import exercise_of
from helpers.grading.bench import classes
from helpers.grading.call import checked_exercise

_RUN = """\
import threading
threads = [threading.Thread(target=work) for _ in range(50)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""

_GRAMS = "from helpers.workers.bakery import bake as oven\nexpected = [oven(order) for order in (1, 2, 3)]\n"

PLAIN_TESTS = {
    "04-1": "assert answer == {2, 3, 4}",
    "04-2": "assert 'A' in str(answer) or 'a' in str(answer)",
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
    "08-1": "assert len(answer) == 6",
    "08-2": "assert len(answer) == 6 or len(answer) == 4",
    "08-3": f"{_GRAMS}assert bake_all([1, 2, 3]) == expected",
    "08-4": f"{_GRAMS}assert bake_all([1, 2, 3]) == dict(zip([1, 2, 3], expected))",
    "08-5": f"{_GRAMS}assert bake_batches([[1, 2], [3]]) == [expected[:2], expected[2:]]",
    "08-6": f"{_GRAMS}assert bake_all([1, 2, 3]) == expected",
}


def with_plain_tests(notebook: dict[str, Any]) -> dict[str, Any]:
    """A notebook of the course as one that stock nbgrader can grade without the course's checks."""
    changed = copy.deepcopy(notebook)
    for cell in changed["cells"]:
        if cell["cell_type"] != "code":
            continue
        exercise = checked_exercise(cell["source"])
        if exercise:
            cell["source"] = PLAIN_TESTS[exercise]
        elif exercise_of(cell["source"]):
            cell["source"] = cell["source"].partition("\n")[2]
        elif "%load_ext" in cell["source"]:
            cell["source"] = ""
    return changed


def make_stock_course(root: Path, chapter: str) -> None:
    """A folder with a chapter for stock nbgrader, without any configuration but the course's name."""
    folder = root / "source" / chapter
    folder.mkdir(parents=True)
    master = nbformat.read(classes.ROOT / "source" / chapter / f"{chapter}.ipynb", as_version=4)
    text = json.dumps(with_plain_tests(master), indent=1)
    (folder / f"{chapter}.ipynb").write_text(text, encoding="utf-8")
    (root / "nbgrader_config.py").write_text('c = get_config()\nc.CourseDirectory.course_id = "racecourse"\n')
