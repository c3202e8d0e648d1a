"""Due dates, extensions and penalties come from late.toml, whoever grades."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from helpers.grading.late import LateTableError, Rule, read_table, settle
from helpers.grading.lock import AlreadyGrading, grading_lock
from helpers.grading.submitted_folder import time_in
from tests.grading.course import Course
from tests.grading.the_class import CHAPTER

graded = [pytest.mark.slow, pytest.mark.xdist_group("a term")]


def penalties(course: Course) -> dict[str, float]:
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}", "racecourse") as gradebook:
        return {
            submission.student.id: submission.late_submission_penalty or 0
            for submission in gradebook.find_assignment(CHAPTER).submissions
        }


def table(folder: Path, text: str):
    (folder / "late.toml").write_text(text, encoding="utf-8")
    return read_table(folder)


DUE = "due = 2026-11-20T23:59:00+01:00"


@pytest.mark.parametrize(
    ("hours", "taken"),
    [(0, 0), (0.25, 0), (0.5, 1), (24, 1), (25, 2), (100, 5), (24 * 7, 5), (24 * 7 + 1, 10)],
)
def test_each_begun_day_costs_its_part_up_to_the_most_and_in_the_end_everything(hours: float, taken: float) -> None:
    rule = Rule(datetime(2026, 11, 20), timedelta(minutes=15), 0.1, 0.5, timedelta(days=7))
    assert rule.penalty(10, timedelta(hours=hours)) == pytest.approx(taken)


def test_the_due_date_is_kept_as_nbgrader_keeps_it_in_universal_time(tmp_path: Path) -> None:
    rule = table(tmp_path, f"[chapter.04]\n{DUE}\n").rule(CHAPTER)
    assert rule.due == datetime(2026, 11, 20, 22, 59)


def test_without_a_file_nothing_is_late(tmp_path: Path) -> None:
    assert read_table(tmp_path).rule(CHAPTER) is None


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    assert table(tmp_path, f"[chapter.04]\n{DUE}\n").rule("04-x").per_day == 0
    assert table(tmp_path, f"[chapter.04]\n{DUE}\npercent_per_day = 25\n").rule("04-x").per_day == 0.25


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[chapter.04\n", "cannot be read as TOML"),
        ("[late.04]\n", "'late' is not known"),
        ("[chapter.races]\n", "name the chapter by its number"),
        (f"[chapter.4]\n{DUE}\n[chapter.04]\n{DUE}\n", "chapter 04 is there twice"),
        ("[chapter.04]\n", "`due` is missing; write due = 2026-"),
        ("[chapter.04]\ndue = 2026-11-20\n", "has no time of day"),
        ("[chapter.04]\ndue = 2026-11-20T23:59:00\n", "in which time zone: add the offset"),
        ("[chapter.04]\ndue = 'tomorrow'\n", "without quotation marks"),
        ("[chapter.04]\ndue = 0001-01-01T00:00:00+14:00\n", "`due` is in the year 1"),
        ("[chapter.04]\ndue = 9999-12-31T23:59:00-14:00\n", "`due` is in the year 9999"),
        (f"[chapter.04]\n{DUE}\npercent_per_day = 110\n", "percent_per_day is 110; it is a number from 0 to 100"),
        (f"[chapter.04]\n{DUE}\ngrace_minutes = true\n", "grace_minutes is True"),
        (f"[chapter.04]\n{DUE}\ngrace_minutes = -1\n", "grace_minutes is -1"),
        (f"[chapter.04]\n{DUE}\ngrace = 15\n", "'grace' is not known; there are at_most_percent"),
        ("extension = 3\n", "with two brackets"),
        (f"[chapter.04]\n{DUE}\n[[extension]]\nchapter = '04'\ndays = 1\n", "`student` is missing"),
        (
            f"[chapter.04]\n{DUE}\n[[extension]]\nstudent = 'ada'\nchapter = '05'\ndays = 1\n",
            "chapter 05 has no due date",
        ),
        (f"[chapter.04]\n{DUE}\n[[extension]]\nstudent = 'ada'\nchapter = '04'\n", "neither `days` nor `hours`"),
        (f"[chapter.04]\n{DUE}\n[[extension]]\nstudent = 'ada'\nchapter = '04'\ndays = 'two'\n", "days is 'two'"),
        (
            f"[chapter.04]\n{DUE}\n" + "[[extension]]\nstudent = 'ada'\nchapter = '04'\ndays = 1\n" * 2,
            "ada has an extension for chapter 04 already",
        ),
    ],
)
def test_a_wrong_row_is_named_with_its_mend(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(LateTableError) as caught:
        table(tmp_path, text)
    assert words in str(caught.value)
    assert "late.toml" in str(caught.value)


def test_all_wrong_rows_are_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(LateTableError) as caught:
        table(tmp_path, "[chapter.04]\ndue = 1\n[chapter.05]\n[[extension]]\n")
    assert str(caught.value).count("  * ") >= 4


class TestAGradedClass:
    pytestmark = graded

    def test_the_penalties_are_in_the_gradebook_after_grading(self, graded_term: Course) -> None:
        # cem earned 19 and was 33 hours late: two begun days at ten per cent; finn has an extension
        found = penalties(graded_term)
        assert found.pop("cem") == pytest.approx(3.8)
        assert set(found.values()) == {0}

    def test_nbgraders_own_command_follows_the_table_too(self, term: Course) -> None:
        text = (term.root / "late.toml").read_text(encoding="utf-8")
        (term.root / "late.toml").write_text(text.replace("percent_per_day = 10", "percent_per_day = 20"))
        term.nbgrader("autograde", CHAPTER, "--student", "cem", "--force")
        assert penalties(term)["cem"] == pytest.approx(7.6)

    def test_a_changed_table_is_shown_first_and_written_when_told(self, term: Course) -> None:
        (term.root / "late.toml").write_text(
            f"[chapter.04]\n{DUE}\npercent_per_day = 50\n"
            "[[extension]]\nstudent = 'cem'\nchapter = '04'\ndays = 1\n"
            "[[extension]]\nstudent = 'zoe'\nchapter = '04'\ndays = 1\n",
            encoding="utf-8",
        )
        rows, remarks = settle(term.root, CHAPTER, write=False)
        shown = {row.student: (row.before, row.after) for row in rows}
        assert shown["cem"] == (pytest.approx(3.8), pytest.approx(9.5))
        assert shown["ada"] == (0, 0)
        assert any("'zoe'" in remark for remark in remarks)
        assert penalties(term)["cem"] == pytest.approx(3.8)

        settle(term.root, CHAPTER, write=True)
        assert penalties(term)["cem"] == pytest.approx(9.5)
        # without grace eleven minutes are a begun day, and finn's extension is gone, but there is nothing to take
        assert penalties(term)["gus&amp;"] == shown["gus&amp;"][1] > 0

    def test_nothing_is_written_while_a_run_grades(self, term: Course) -> None:
        with grading_lock(term.root):
            assert settle(term.root, CHAPTER, write=False)[0]
            with pytest.raises(AlreadyGrading):
                settle(term.root, CHAPTER, write=True)

    def test_a_time_that_was_corrected_after_grading_is_told(self, term: Course) -> None:
        assert not [remark for remark in settle(term.root, CHAPTER, write=False)[1] if "timestamp.txt" in remark]
        folder = term.root / "submitted" / "ada" / CHAPTER
        (folder / "timestamp.txt").write_text("2026-11-25 10:00:00 UTC")
        (remark,) = (one for one in settle(term.root, CHAPTER, write=False)[1] if "timestamp.txt" in one)
        assert remark.startswith("ada:")
        assert remark.endswith("course grade 04")
        for not_a_time in ("yesterday", "", "9" * 2000):
            (folder / "timestamp.txt").write_text(not_a_time)
            assert time_in(folder) is None

    def test_a_chapter_without_a_row_is_an_error_that_says_what_to_write(self, graded_term: Course) -> None:
        with pytest.raises(LateTableError, match=r"write \[chapter.05\] and due ="):
            settle(graded_term.root, "05-working-together", write=False)
