"""The table at the end of `course grade`: all of it can be read, in a narrow terminal too."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from rich.console import Console

from helpers.grading.driver import ClassReport, Row
from helpers.grading.report import print_report

STUDENTS = ("ada", "bjarne", "anna-maria.von-der-wiesenhoefer-lindenberg@university.example", "\u674e\u5c0f\u9f99")


def shown(points: dict[str, float], width: int, notes: tuple[str, ...] = ()) -> str:
    rows = [
        Row(name, dict(zip(points, [None, *list(points.values())[1:]], strict=True)), 17.25, True, notes)
        for name in STUDENTS
    ]
    out = io.StringIO()
    report = ClassReport("05-working-together", points, tuple(rows), Path(".nbgrader.log"))
    print_report(report, Console(file=out, width=width, force_terminal=True, color_system=None, highlight=False))
    return out.getvalue()


def exercises(number: int) -> dict[str, float]:
    return {f"ex-05-{one}-check": 3.0 for one in range(1, number)} | {f"ex-05-{number}": 5.0}


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("number", [1, 6, 11])
def test_no_heading_is_cut_and_no_line_is_too_long(number: int, width: int) -> None:
    text = shown(exercises(number), width)

    assert "\u2026" not in text
    for line in text.splitlines():
        assert len(line) <= width
    for one in range(1, number + 1):
        assert re.search(rf"[┃ ] 05-{one} ", text)
    for heading in ("student", "total", "look"):
        assert re.search(rf"[┃ ] {heading} ", text)


def test_a_class_of_few_exercises_is_one_table_at_80_and_one_of_many_at_120() -> None:
    assert shown(exercises(6), 80).count(" student ") == 1
    assert shown(exercises(11), 120).count(" student ") == 1
    assert shown(exercises(11), 80).count(" student ") == 2


def test_each_table_names_all_students_and_has_all_of_their_scores() -> None:
    text = shown(exercises(11), 80)

    assert text.count("bjarne") == text.count(" student ") + text.count("\nbjarne\n")
    rows = [line for line in text.splitlines() if "│ bjarne" in line]
    cells = [cell.strip() for row in rows for cell in row.strip("│").split("│")[1:]]
    assert cells == ["?", *["3"] * 9, "5", "17.25", "yes"]


def test_test_cells_of_a_teacher_keep_their_names() -> None:
    text = shown({"ex-05-1-check": 3.0, "test_sum_of_squares_of_a_long_list": 2.0}, 80)
    cells = [line.split("┃")[3].strip() for line in text.splitlines() if line.startswith("┃")]

    assert "".join(cells).startswith("test_sum_of_squares_of_a_long_list")


def test_names_that_would_be_the_same_are_not_made_shorter() -> None:
    text = shown({"ex-05-1-check": 3.0, "ex-05-1": 2.0}, 80)

    assert "ex-05-1-check" in text


def test_text_of_a_student_does_nothing_to_the_terminal() -> None:
    text = shown(exercises(6), 80, ("`\x1b[2J\x07[bold]\u202ex`",))

    assert "`\\x1b[2J\\x07[bold]\\x202ex`" in text
    assert not set(text) & {"\x1b", "\x07", "\u202e"}
