"""Downloads of Canvas, Moodle and others become submissions: whose, when, and which attempt; nothing is lost."""

from __future__ import annotations

import errno
import io
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from helpers.grading.class_list import ClassListError
from helpers.grading.collect import Collected, CollectError, Collection, collect, write_submission
from tests.grading.course import Course
from tests.grading.the_class import CHAPTER, NOTEBOOK

DUE = "[chapter.04]\ndue = 2026-11-20T23:59:00+01:00\ngrace_minutes = 15\npercent_per_day = 10\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A course with two chapters, in which nothing is handed in."""
    for chapter in (CHAPTER, "05-working-together"):
        folder = tmp_path / "course" / "source" / chapter
        folder.mkdir(parents=True)
        (folder / f"{chapter}.ipynb").write_text("{}")
    return tmp_path / "course"


def archive(path: Path, members: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return path


def collected(root: Path, members: Mapping[str, str | bytes], **options) -> Collection:
    return collect(root, CHAPTER, [archive(root.parent / "download.zip", members)], **options)


def rows(collection: Collection) -> dict[str, Collected]:
    return {row.student: row for row in collection.rows}


def submitted(root: Path, student: str) -> dict[str, str]:
    folder = root / "submitted" / student / CHAPTER
    return {path.name: path.read_text() for path in folder.iterdir()}


CANVAS = {
    "adalovelace_4711_98765_04-race-conditions.ipynb": "ada",
    "turingalan_LATE_4712_98801_04-race-conditions.ipynb": "alan",
    "hoppergrace_4713_98770_04-race-conditions.ipynb": "grace, first",
    "hoppergrace_4713_98802_04-race-conditions-1.ipynb": "grace, second",
    "hamilton_margaret_4714_98803_04-race-conditions (2).ipynb": "margaret",
}


def test_what_was_there_stays_where_the_new_one_cannot_be_put_into_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "ada" / CHAPTER
    write_submission(place, {"answer.ipynb": b"the first"})
    replace = os.replace

    def refuse(source: Path, target: Path) -> None:
        if Path(source).name == "submission":
            raise OSError(errno.EIO, "the disk is broken")
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OSError, match="broken"):
        write_submission(place, {"answer.ipynb": b"the second"})
    assert (place / "answer.ipynb").read_bytes() == b"the first"
    assert [path.name for path in place.parent.iterdir()] == [CHAPTER]


def test_a_download_of_canvas_has_a_folder_for_each_student(root: Path) -> None:
    collection = collected(root, CANVAS)
    assert collection.form == "canvas"
    assert collection.problems == ()
    assert {row.student: row.status for row in collection.rows} == {
        "adalovelace-4711": "new",
        "turingalan-4712": "new",
        "hoppergrace-4713": "new",
        "hamilton_margaret-4714": "new",
    }
    assert submitted(root, "adalovelace-4711") == {NOTEBOOK: "ada"}
    assert submitted(root, "hamilton_margaret-4714") == {NOTEBOOK: "margaret"}


def test_of_two_attempts_the_later_one_counts_and_it_is_said(root: Path) -> None:
    row = rows(collected(root, dict(reversed(CANVAS.items()))))["hoppergrace-4713"]
    assert submitted(root, "hoppergrace-4713") == {NOTEBOOK: "grace, second"}
    assert row.remarks == ("2 attempts; the last one counts.",)


def test_what_canvas_calls_late_is_late_by_no_more_than_is_known(root: Path) -> None:
    (root / "late.toml").write_text(DUE)
    row = rows(collected(root, CANVAS))["turingalan-4712"]
    # due at 22:59 in universal time, fifteen minutes of grace, and one more
    assert submitted(root, "turingalan-4712")["timestamp.txt"] == "2026-11-20 23:15:00 UTC"
    assert "counts as just too late" in row.remarks[0]
    assert "timestamp.txt" not in submitted(root, "adalovelace-4711")


def test_what_canvas_calls_late_without_a_due_date_is_said(root: Path) -> None:
    row = rows(collected(root, CANVAS))["turingalan-4712"]
    assert "Write the due date into late.toml" in row.remarks[0]


def test_files_that_were_handed_in_together_stay_together(root: Path) -> None:
    members = {
        "doejane_1_10_04-race-conditions.ipynb": "first",
        "doejane_1_11_notes.txt": "first notes",
        "doejane_1_12_04-race-conditions-1.ipynb": "second",
        "doejane_1_13_picture.png": "second picture",
    }
    collected(root, members)
    assert submitted(root, "doejane-1") == {NOTEBOOK: "second", "picture.png": "second picture"}


MOODLE = {
    "Ada Lovelace_1327627_assignsubmission_file_/04-race-conditions.ipynb": "ada",
    "Anne-Marie O'Neil_1327628_assignsubmission_file_/04-race-conditions.ipynb": "anne",
    "Group 1-Łukasz Żak_1327629_assignsubmission_file_04-race-conditions.ipynb": "łukasz",
}


def test_a_download_of_moodle_has_a_folder_for_each_student(root: Path) -> None:
    collection = collected(root, MOODLE)
    assert collection.form == "moodle"
    assert list(rows(collection)) == ["ada-lovelace", "anne-marie-o-neil", "group-1-łukasz-żak"]
    assert submitted(root, "anne-marie-o-neil") == {NOTEBOOK: "anne"}


WORKSHEET = (
    "\ufeffIdentifier,Full name,Email address,Status,Grade,Maximum Grade,Last modified (submission)\n"
    'Participant 1327627,Ada Lovelace,ada@example.org,Submitted,,25.00,"Friday, 20 November 2026, 11:58 PM"\n'
    'Participant 1327630,Ada Lovelace,ada.l@example.org,Submitted,,25.00,"Saturday, 21 November 2026, 8:00 AM"\n'
)


def test_the_grading_worksheet_says_who_is_who_and_when(root: Path) -> None:
    (root / "late.toml").write_text(DUE)
    (root / "worksheet.csv").write_text(WORKSHEET, encoding="utf-8")
    members = MOODLE | {"Ada Lovelace_1327630_assignsubmission_file_/04-race-conditions.ipynb": "the other ada"}
    collection = collected(root, members, worksheet=root / "worksheet.csv")
    assert collection.problems == ()
    assert submitted(root, "ada") == {NOTEBOOK: "ada", "timestamp.txt": "2026-11-20 22:58:00 UTC"}
    assert submitted(root, "ada.l") == {NOTEBOOK: "the other ada", "timestamp.txt": "2026-11-21 07:00:00 UTC"}


def test_two_students_of_one_name_are_not_mixed_up(root: Path) -> None:
    members = MOODLE | {"Ada Lovelace_1327630_assignsubmission_file_/04-race-conditions.ipynb": "the other ada"}
    collection = collected(root, members)
    assert len([problem for problem in collection.problems if "--worksheet" in problem]) == 2
    assert "ada-lovelace" not in rows(collection)


def test_two_students_whose_names_give_one_folder_are_not_mixed_up(root: Path) -> None:
    first, second = "Anna-Maria Li_1_assignsubmission_file_", "Anna Maria Li_2_assignsubmission_file_"
    collection = collected(root, {f"{first}/{NOTEBOOK}": "one", f"{second}/{NOTEBOOK}": "the other"} | MOODLE)
    assert "anna-maria-li" not in rows(collection)
    assert not (root / "submitted" / "anna-maria-li").exists()
    named = [problem for problem in collection.problems if "anna-maria-li" in problem]
    assert len(named) == 2
    assert all("students.csv" in problem for problem in named)
    (root / "students.csv").write_text("student,name\nanna-maria-li,Anna Maria Li\nanna-m,Anna-Maria Li\n")
    collected(root, {f"{first}/{NOTEBOOK}": "one", f"{second}/{NOTEBOOK}": "the other"})
    assert submitted(root, "anna-m") == {NOTEBOOK: "one"}
    assert submitted(root, "anna-maria-li") == {NOTEBOOK: "the other"}


def test_who_is_not_in_the_class_list_does_not_get_the_folder_of_one_who_is(root: Path) -> None:
    (root / "students.csv").write_text("student,email\nada,ada@example.org\n")
    (root / "worksheet.csv").write_text(WORKSHEET.replace("ada.l@example.org", "ada@example.com"), encoding="utf-8")
    members = MOODLE | {"Ada Lovelace_1327630_assignsubmission_file_/04-race-conditions.ipynb": "the other ada"}
    collection = collected(root, members, worksheet=root / "worksheet.csv")
    assert submitted(root, "ada")[NOTEBOOK] == "ada"
    (problem,) = collection.problems
    assert "students.csv" in problem
    assert "1327630" in problem


@pytest.mark.parametrize("people", ["student\nada\n", 'student,name,canvas_id\nada,"Lovelace, Ada",4711\n'])
def test_a_class_list_without_addresses_says_whose_the_folders_are(root: Path, people: str) -> None:
    (root / "students.csv").write_text(people)
    (root / "worksheet.csv").write_text(WORKSHEET, encoding="utf-8")
    assert collected(root, MOODLE, worksheet=root / "worksheet.csv").problems == ()
    assert submitted(root, "ada")[NOTEBOOK] == "ada"


def test_a_file_that_is_no_worksheet_is_an_error_that_says_where_to_get_it(root: Path) -> None:
    (root / "grades.csv").write_text("Name,Grade\nAda,3\n")
    with pytest.raises(ClassListError, match="Download grading worksheet"):
        collected(root, MOODLE, worksheet=root / "grades.csv")


@pytest.mark.parametrize(
    ("member", "student", "time"),
    [
        ("ada/04-race-conditions.ipynb", "ada", None),
        (f"class/ada/{CHAPTER}/04-race-conditions.ipynb", "ada", None),
        (f"submitted/ada/{CHAPTER}/04-race-conditions.ipynb", "ada", None),
        ("ada_attempt_2026-11-20-18-30-00_04-race-conditions.ipynb", "ada", "2026-11-20 17:30:00 UTC"),
        ("ada_04-race-conditions.ipynb", "ada", None),
        ("Ada Lovelace/04-Race-Conditions (1).ipynb", "ada-lovelace", None),
    ],
)
def test_plain_archives_are_read_in_the_forms_that_people_make(
    root: Path, member: str, student: str, time: str | None
) -> None:
    (root / "late.toml").write_text(DUE)
    collection = collected(root, {member: "text"}, form="plain")
    assert collection.problems == ()
    expected = {NOTEBOOK: "text"} | ({"timestamp.txt": time} if time else {})
    assert submitted(root, student) == expected


def test_an_archive_inside_a_submission_is_opened_once(root: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as file:
        file.writestr("work/04-race-conditions.ipynb", "ada")
        file.writestr("__MACOSX/._04-race-conditions.ipynb", "clutter")
    collected(root, {"adalovelace_1_2_homework.zip": inner.getvalue()})
    assert submitted(root, "adalovelace-1") == {NOTEBOOK: "ada"}


def test_a_submission_cannot_set_its_own_time(root: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as file:
        file.writestr("04-race-conditions.ipynb", "ada")
        file.writestr("timestamp.txt", "2020-01-01 00:00:00 UTC")
    collection = collected(root, {"adalovelace_1_2_homework.zip": inner.getvalue()})
    assert submitted(root, "adalovelace-1") == {NOTEBOOK: "ada"}
    assert any("would set the time" in remark for remark in collection.rows[0].remarks)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("05-working-together.ipynb", "is the notebook of 05-working-together: ask for the one of"),
        ("homework.ipynb", "is not called 04-race-conditions.ipynb; grading reads it if it is that notebook"),
        ("answers.docx", "is no notebook: ask for 04-race-conditions.ipynb"),
    ],
)
def test_a_wrong_file_is_collected_and_named_with_what_to_do(root: Path, name: str, words: str) -> None:
    collection = collected(root, {f"adalovelace_1_2_{name}": "x"})
    assert words in collection.rows[0].remarks[0]
    assert submitted(root, "adalovelace-1") == {name: "x"}


def test_a_name_that_follows_no_form_is_named_with_what_to_do(root: Path) -> None:
    collection = collected(root, CANVAS | {"homework.ipynb": "whose?"})
    (problem,) = collection.problems
    assert "'homework.ipynb' was not collected" in problem
    assert "submitted/STUDENT/04-race-conditions/" in problem
    assert len(collection.rows) == 4


def test_names_of_no_form_at_all_are_an_error_with_an_example_of_each(root: Path) -> None:
    with pytest.raises(CollectError, match=r"(?s)first is 'homework.ipynb'.*canvas: .*moodle: .*plain: .*--from"):
        collected(root, {"homework.ipynb": "whose?"})


def test_collecting_again_changes_nothing(root: Path) -> None:
    collected(root, CANVAS)
    (root / "submitted" / "adalovelace-4711" / CHAPTER / "timestamp.txt").write_text("2026-11-20 12:00:00 UTC")
    before = {student: submitted(root, student) for student in ("adalovelace-4711", "hoppergrace-4713")}
    collection = collected(root, CANVAS)
    assert {row.status for row in collection.rows} == {"the same"}
    assert {student: submitted(root, student) for student in before} == before


def test_a_later_attempt_takes_the_place_of_the_earlier_one_which_is_kept(root: Path) -> None:
    collected(root, CANVAS)
    graded = root / "autograded" / "adalovelace-4711" / CHAPTER
    graded.mkdir(parents=True)
    collection = collected(root, CANVAS | {"adalovelace_4711_99999_04-race-conditions-1.ipynb": "ada, again"})
    assert rows(collection)["adalovelace-4711"].status == "replaced"
    assert submitted(root, "adalovelace-4711") == {NOTEBOOK: "ada, again"}
    assert not graded.exists()  # so that it is graded again
    kept = root / ".racecourse" / "replaced" / CHAPTER / "adalovelace-4711" / "1" / NOTEBOOK
    assert kept.read_text() == "ada"


def test_an_earlier_attempt_does_not_take_the_place_of_a_later_one(root: Path) -> None:
    collected(root, CANVAS)
    collection = collected(root, {"hoppergrace_4713_98770_04-race-conditions.ipynb": "grace, first"})
    assert rows(collection)["hoppergrace-4713"].status == "not taken"
    assert submitted(root, "hoppergrace-4713") == {NOTEBOOK: "grace, second"}


def test_where_nobody_knows_which_is_later_the_teacher_decides(root: Path) -> None:
    collected(root, {"ada/04-race-conditions.ipynb": "one"}, form="plain")
    other = {"ada/04-race-conditions.ipynb": "two"}
    row = collected(root, other, form="plain").rows[0]
    assert (row.status, submitted(root, "ada")) == ("not taken", {NOTEBOOK: "one"})
    assert "--replace takes this" in row.remarks[-1]
    assert collected(root, other, form="plain", replace=True).rows[0].status == "replaced"
    assert submitted(root, "ada") == {NOTEBOOK: "two"}


def test_a_dangerous_archive_is_refused_by_name_and_the_others_are_collected(root: Path) -> None:
    good = archive(root.parent / "good.zip", CANVAS)
    evil = archive(root.parent / "evil.zip", {"../../evil_1_2_04-race-conditions.ipynb": "x"})
    collection = collect(root, CHAPTER, [evil, good, root.parent / "missing.zip"])
    assert len(collection.rows) == 4
    assert any("evil.zip is not unpacked" in problem for problem in collection.problems)
    assert any("There is no file" in problem for problem in collection.problems)
    assert not list(root.parent.glob("**/evil_1*"))


def test_a_dangerous_archive_inside_a_submission_costs_that_submission_alone(root: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as file:
        file.writestr("/etc/evil", "x")
    collection = collected(root, CANVAS | {"mallory_9_9_work.zip": inner.getvalue()})
    assert any(problem.startswith("Of mallory: ") for problem in collection.problems)
    assert "adalovelace-4711" in rows(collection)


def test_a_folder_that_the_browser_has_unpacked_will_do(root: Path) -> None:
    folder = root.parent / "submissions"
    folder.mkdir()
    for name, text in CANVAS.items():
        (folder / name).write_text(text)
    (folder / "linked_5_6_04-race-conditions.ipynb").symlink_to(root)
    collection = collect(root, CHAPTER, [folder])
    assert len(collection.rows) == 4
    assert "is a link" in collection.problems[0]


def test_a_folder_with_archives_in_it_is_only_read(root: Path) -> None:
    folder = root.parent / "Downloads"
    folder.mkdir()
    archive(folder / "adalovelace_1_2_homework.zip", {"work/04-race-conditions.ipynb": "ada"})
    archive(folder / "hoppergrace_3_4_homework.zip", {"04-race-conditions.ipynb": "grace"})
    before = sorted(folder.rglob("*"))
    for _ in range(2):
        assert collect(root, CHAPTER, [folder]).problems == ()
        assert sorted(folder.rglob("*")) == before
    assert submitted(root, "adalovelace-1") == {NOTEBOOK: "ada"}
    assert submitted(root, "hoppergrace-3") == {NOTEBOOK: "grace"}


def test_the_class_list_says_which_folder_is_whose(root: Path) -> None:
    (root / "students.csv").write_text(
        "student,name,email,canvas_id\nal,Ada Lovelace,ada@example.org,4711\ngh,Grace Hopper,,4713\n"
    )
    assert {"al", "gh"} < set(rows(collected(root, CANVAS)))
    assert "al" in rows(collected(root, MOODLE, replace=True))
    assert "al" in rows(collected(root, {"ada lovelace/04-race-conditions.ipynb": "x"}, form="plain", replace=True))


def test_nothing_is_left_lying_about(root: Path) -> None:
    collected(root, CANVAS)
    collected(root, CANVAS | {"adalovelace_4711_99999_04-race-conditions-1.ipynb": "ada, again"})
    assert not list((root / ".racecourse").glob("collecting-*"))
    assert not list(root.glob("submitted/**/.collecting-*"))


@pytest.mark.slow
@pytest.mark.xdist_group("a term")
def test_nbgraders_own_zip_collect_can_use_the_names_and_the_safe_unpacking(course: Course) -> None:
    folder = course.root / "downloaded" / CHAPTER / "archive"
    folder.mkdir(parents=True)
    (course.root / "late.toml").write_text(DUE)
    archive(folder / "submissions.zip", {name: text for name, text in CANVAS.items() if "98770" not in name})
    archive(folder / "evil.zip", {"../../evil_1_2_04-race-conditions.ipynb": "x"})
    said = course.nbgrader(
        "zip_collect",
        CHAPTER,
        "--collector=helpers.grading.collect.CanvasNames",
        "--extractor=helpers.grading.collect.SafeExtractor",
    )
    assert "evil.zip is not unpacked" in said
    assert submitted(course.root, "adalovelace-4711") == {NOTEBOOK: "ada"}
    assert submitted(course.root, "turingalan-4712")["timestamp.txt"].startswith("2026-11-20 23:15:00")


MOODLE_ZIP = "Ada Lovelace_1327627_assignsubmission_file_/work.zip"


def damaged(*names: str) -> dict[str, str]:
    return dict.fromkeys(names, "PK, and nothing of an archive")


def test_an_attempt_that_cannot_be_unpacked_does_not_take_the_place_of_a_good_one(root: Path) -> None:
    collected(root, {"Ada Lovelace_1327627_assignsubmission_file_/04-race-conditions.ipynb": "good"})
    collection = collected(root, damaged(MOODLE_ZIP), replace=True)

    assert rows(collection)["ada-lovelace"].status == "not taken"
    assert any("damaged" in problem for problem in collection.problems)
    assert submitted(root, "ada-lovelace") == {NOTEBOOK: "good"}


def test_the_attempt_before_one_that_cannot_be_unpacked_counts_and_it_is_said(root: Path) -> None:
    members = {"ada_attempt_2026-11-20-18-30-00_04-race-conditions.ipynb": "good"}
    collection = collected(root, members | damaged("ada_attempt_2026-11-21-18-30-00_work.zip"))

    (row,) = collection.rows
    assert "The one before counts meanwhile." in row.remarks[-1]
    assert submitted(root, "ada")[NOTEBOOK] == "good"


def test_who_handed_in_nothing_that_can_be_read_has_a_row_that_says_so(root: Path) -> None:
    (row,) = collected(root, damaged(MOODLE_ZIP)).rows

    assert row.remarks == ("There is no file in it: ask for it again.",)
    assert submitted(root, "ada-lovelace") == {}


def test_a_stray_file_does_not_hide_whose_download_it_is(root: Path) -> None:
    collection = collected(root, MOODLE | {"notes/04-race-conditions.ipynb": "a teacher's own"})

    assert collection.form == "moodle"
    assert any("'notes/04-race-conditions.ipynb' was not collected" in problem for problem in collection.problems)


def test_a_time_in_other_letters_is_no_time_either(root: Path) -> None:
    members = {"adalovelace_1_2_04-race-conditions.ipynb": "ada", "adalovelace_1_3_TimeStamp.TXT": "2020-01-01"}
    collected(root, members)

    assert submitted(root, "adalovelace-1") == {NOTEBOOK: "ada"}
