"""The tables of docs/scaling.md: what a class of each size needs, from measured times (`sample.json`).

    python -m helpers.grading.bench.scaling            # print the tables
    python -m helpers.grading.bench.scaling --measure  # measure anew, then print them

Up to 2,000 submissions of one grader the queue is simulated. For more the time follows from two sums, which the
simulation confirms: all checks divided among the workers, and all the writing divided among the gradebooks.
"""

from __future__ import annotations

import contextlib
import json
import math
import statistics
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from helpers.grading.bench.queueing import Costs, Outcome, simulate, workers_for

SAMPLE = Path(__file__).with_name("sample.json")

# How many submissions, and how soon the teacher wants them, in seconds.
WISHES = ((1_000, 600), (1_000, 3_600), (100_000, 3_600), (100_000, 36_000), (10_000_000, 86_400))
SIMULATED = 2_000


@dataclass(frozen=True, slots=True)
class Sizes:
    """What a submission leaves behind, in bytes.

    Attributes:
        notebook: the graded notebook.
        gradebook: its rows.
        verdicts: its remembered verdicts.
        message: what goes to a worker and back for one answer.
    """

    notebook: float
    gradebook: float
    verdicts: float
    message: float


@dataclass(frozen=True, slots=True)
class Need:
    """What a class needs.

    Attributes:
        gradebooks: how many folders with a gradebook of their own, each with one grader; students are divided among
            them.
        workers: how many answers must be checked at a time.
        outcome: how the share of one gradebook goes in the simulation; None where it is too large for it.
    """

    gradebooks: int
    workers: int
    outcome: Outcome | None


def read_sample() -> tuple[dict[str, Costs], Sizes, str]:
    """The stored measurement: costs by chapter, sizes, and what it was measured on."""
    data = json.loads(SAMPLE.read_text(encoding="utf-8"))
    costs = {chapter: Costs(**one) for chapter, one in data["costs"].items()}
    return costs, Sizes(**data["sizes"]), data["machine"]


def need(costs: Costs, submissions: int, seconds: float) -> Need:
    """What it takes to have a class graded in a given time, in seconds."""
    # A tenth of the time is left for what no plan knows of.
    usable = 0.9 * seconds
    gradebooks = max(1, math.ceil(submissions * costs.writing / usable))
    share = math.ceil(submissions / gradebooks)
    if share > SIMULATED:
        return Need(gradebooks, gradebooks * _bound(costs, share, usable), None)
    each = workers_for(costs, share, usable)
    while each is None:  # the last check of all comes late: one more gradebook gives the time for it
        gradebooks += 1
        share = math.ceil(submissions / gradebooks)
        each = workers_for(costs, share, usable)
    return Need(gradebooks, gradebooks * each, simulate(costs, share, each))


def _bound(costs: Costs, submissions: int, seconds: float) -> int:
    work = submissions * costs.answers * (1 - costs.known) * (statistics.fmean(costs.checks) + costs.sending)
    return max(1, math.ceil(work / seconds))


def tables() -> str:
    """The tables, as Markdown."""
    costs, sizes, machine = read_sample()
    lines = [f"Measured on {machine}:", "", "| chapter | one check | answers | the grader, a submission |"]
    lines += ["|---|---|---|---|"]
    for chapter, one in costs.items():
        checks = sorted(one.checks)
        lines.append(
            f"| {chapter} | median {_time(statistics.median(checks))}, mean {_time(statistics.fmean(checks))}, "
            f"longest {_time(checks[-1])} | {one.answers} | {_time(one.writing)} |"
        )
    for title, known in (("All answers different", 0.0), ("Half of the answers equal to others", 0.5)):
        lines += [
            "",
            f"{title}:",
            "",
            "| chapter | submissions | wanted in | workers | gradebooks | each grader writes |",
        ]
        lines += ["|---|---|---|---|---|---|"]
        for chapter, one in costs.items():
            for submissions, seconds in WISHES:
                found = need(replace(one, known=known), submissions, seconds)
                writes = submissions * one.writing / found.gradebooks / seconds
                lines.append(
                    f"| {chapter} | {submissions:,} | {_time(seconds)} | {found.workers:,} | {found.gradebooks:,} | "
                    f"{writes:.0%} of the time |"
                )
    lines += [
        "",
        "| submissions | graded notebooks | gradebook | verdicts | through the broker |",
        "|---|---|---|---|---|",
    ]
    answers = next(iter(costs.values())).answers
    for submissions in sorted({wish[0] for wish in WISHES}):
        parts = (sizes.notebook, sizes.gradebook, sizes.verdicts, sizes.message * answers)
        lines.append(f"| {submissions:,} | " + " | ".join(_size(submissions * part) for part in parts) + " |")
    return "\n".join(lines) + "\n"


def _time(seconds: float) -> str:
    if seconds < 1:
        return f"{seconds * 1000:.0f} ms"
    if seconds < 100:
        return f"{seconds:.1f} s"
    return f"{seconds / 60:.0f} min" if seconds < 3600 else f"{seconds / 3600:.0f} h"


def _size(size: float) -> str:
    unit = ""
    for unit in ("kB", "MB", "GB", "TB"):  # noqa: B007  (the last one that was tried)
        size /= 1000
        if size < 1000:
            break
    return f"{size:.3g} {unit}"


def measure_sample(students: int = 12) -> dict[str, Any]:
    """Measure what the tables need, on this machine."""
    import tempfile

    from helpers.grading import driver, log
    from helpers.grading.bench import classes, measure, plain
    from helpers.grading.farm import messages
    from helpers.grading.sandbox import check
    from helpers.machine import this_machine

    costs: dict[str, dict[str, Any]] = {}
    sizes: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for chapter in ("04", "08"):
            name, course = classes.chapter_folder(chapter), Path(folder) / chapter
            classes.make_course(course, name)
            for student, notebook in classes.notebooks(name, students):
                classes.hand_in(course, name, student, notebook)
            with contextlib.suppress(driver.GradingError):  # there is nobody of this name: only the gradebook is made
                driver.grade(course, name, student="nobody")
            empty = (course / "gradebook.db").stat().st_size
            measure.once(course, name)
            full = (course / "gradebook.db").stat().st_size
            measure.once(course, name, force=True)
            lines = log.read(course)[-students:]
            writing = statistics.median(line["seconds"]["total"] - line["seconds"]["checks"] for line in lines)
            answers = sum(1 for exercise in plain.PLAIN_TESTS if exercise.startswith(f"{chapter}-"))
            checks = [round(one, 4) for one in measure.check_times(name)]
            costs[chapter] = {"checks": checks, "answers": answers, "writing": round(writing, 4), "sending": 0.005}
            if chapter == "04":
                notebooks = [path.stat().st_size for path in (course / "autograded").rglob("*.ipynb")]
                verdicts = (course / ".racecourse" / "verdicts.db").stat().st_size
                source = classes.answers_to("04-4").right[0]
                sent = (
                    messages.task("id", "04-4", source, "replies"),
                    messages.done("id", "w", check("04-4", source), 1),
                )
                sizes = {
                    "notebook": round(statistics.fmean(notebooks)),
                    "gradebook": round((full - empty) / students),
                    "verdicts": round(verdicts / students),
                    "message": sum(len(json.dumps(one)) for one in sent),
                }
    machine = f"{this_machine().usable_cores:g} cores, Python {sys.version_info[0]}.{sys.version_info[1]}"
    return {"machine": machine, "costs": costs, "sizes": sizes}


if __name__ == "__main__":
    if "--measure" in sys.argv:
        SAMPLE.write_text(json.dumps(measure_sample(), indent=1) + "\n", encoding="utf-8")
    print(tables())
