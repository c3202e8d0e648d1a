"""The class list is made from what the platforms export, and says what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.grading.class_list import ClassListError, add_to_class_list, folder_name, read_class_list

CANVAS = (
    "\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,Race conditions (815),Current Score\n"
    "    Points Possible,,,,,25.0,(read only)\n"
    '"Lovelace, Ada",4711,u100,ada@example.org,Threads 1,,\n'
    '"Hopper, Grace",4713,u101,ghopper,Threads 1,,\n'
    '"Student, Test",4799,,abc,Threads 1,,\n'
)
MOODLE = (
    "First name;Last name;ID number;Email address;Course total (Real)\n"
    "Ada;Lovelace;100;ada@example.org;-\n"
    "Łukasz;Żak;102;zak@example.org;-\n"
)
WORKSHEET = "Identifier,Full name,Email address,Status\nParticipant 9,Jane Doe,jane@example.org,Submitted\n"


def people(course: Path) -> dict[str, tuple[str, str, str, str]]:
    return {one.student: (one.name, one.canvas_id, one.id_number, one.email) for one in read_class_list(course).people}


def add(course: Path, text: str) -> tuple[list[str], list[str]]:
    (course / "export.csv").write_text(text, encoding="utf-8")
    _, added, completed = add_to_class_list(course, course / "export.csv")
    return added, completed


def test_canvas_moodle_and_worksheets_are_understood_and_put_together(tmp_path: Path) -> None:
    assert add(tmp_path, CANVAS) == (["ada", "ghopper"], [])
    assert add(tmp_path, MOODLE) == (["zak"], ["ada"])
    assert add(tmp_path, WORKSHEET) == (["jane"], [])
    assert people(tmp_path) == {
        "ada": ("Lovelace, Ada", "4711", "100", "ada@example.org"),
        "ghopper": ("Hopper, Grace", "4713", "", ""),
        "jane": ("Jane Doe", "", "", "jane@example.org"),
        "zak": ("Łukasz Żak", "", "102", "zak@example.org"),
    }


def test_adding_again_changes_nothing(tmp_path: Path) -> None:
    add(tmp_path, CANVAS)
    before = (tmp_path / "students.csv").read_bytes()
    assert add(tmp_path, CANVAS) == ([], [])
    assert (tmp_path / "students.csv").read_bytes() == before


def test_two_students_with_one_login_get_folders_of_their_own(tmp_path: Path) -> None:
    two = "student,email\nann,ann@one.org\n"
    add(tmp_path, two)
    assert add(tmp_path, "Full name,Email address\nAnn Two,ann@two.org\n") == (["ann-2"], [])


def test_two_students_of_one_name_both_get_a_row(tmp_path: Path) -> None:
    two = 'Student,ID,SIS Login ID\n"Lee, Ann",1,alee\n"Lee, Ann",2,annlee\n'
    assert add(tmp_path, two) == (["alee", "annlee"], [])
    assert add(tmp_path, two) == ([], [])
    # whose address that is the name does not say
    moodle = "Full name,Email address\n" + '"Lee, Ann",ann@one.org\n"Lee, Ann",ann@two.org\n'
    assert add(tmp_path, moodle) == (["ann", "ann-2"], [])


def test_who_has_another_number_is_somebody_else(tmp_path: Path) -> None:
    add(tmp_path, 'Student,ID,SIS Login ID\n"Lee, Ann",1,alee\n')
    assert add(tmp_path, 'Student,ID,SIS Login ID\n"Lee, Ann",2,annlee\n') == (["annlee"], [])


def test_rows_that_end_early_have_empty_cells(tmp_path: Path) -> None:
    assert add(tmp_path, "Full name,Email address\nAda Lovelace\n") == (["ada-lovelace"], [])
    assert add(tmp_path, "section,student\nMonday\nMonday,alan\n") == (["alan"], [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("student,email\nJane Doe,\n", "'Jane Doe' cannot be a folder's name"),
        ("student,email\njane,j@one.org\njoan,j@one.org\n", "'j@one.org' is the email of more than one"),
        ("student,name\njane,\0\n", "cannot be read as a table"),
    ],
)
def test_a_table_that_would_spoil_the_list_changes_nothing(tmp_path: Path, text: str, words: str) -> None:
    add(tmp_path, CANVAS)
    before = (tmp_path / "students.csv").read_bytes()
    with pytest.raises(ClassListError) as caught:
        add(tmp_path, text)
    assert words in str(caught.value)
    assert "export.csv" in str(caught.value)
    assert (tmp_path / "students.csv").read_bytes() == before


def test_an_edited_row_is_kept(tmp_path: Path) -> None:
    add(tmp_path, CANVAS)
    text = (tmp_path / "students.csv").read_text(encoding="utf-8")
    (tmp_path / "students.csv").write_text(text.replace("ghopper,", "grace,", 1), encoding="utf-8")
    add(tmp_path, CANVAS)
    assert "grace" in people(tmp_path)
    assert "ghopper" not in people(tmp_path)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name,email\nada,\n", "no column `student`"),
        ("", "is empty"),
        ("student,name\n,Ada\n", "line 2: the column `student` is empty"),
        ("student\n../ada\n", "line 2: '../ada' cannot be a folder's name"),
        ("student\n*\n", "cannot be a folder's name"),
        ("student\nada\nAda\n", "'ada' is the student of more than one"),
        ("student,canvas_id\nada,1\nbob,1\n", "'1' is the canvas_id of more than one"),
    ],
)
def test_what_is_wrong_with_the_list_is_said_with_its_line(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "students.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ClassListError) as caught:
        read_class_list(tmp_path)
    assert words in str(caught.value)
    assert "students.csv" in str(caught.value)


def test_another_table_is_an_error_that_says_which_are_known(tmp_path: Path) -> None:
    with pytest.raises(ClassListError, match=r"exported gradebook.*This one has Wer, Note"):
        add(tmp_path, "Wer,Note\nAda,1\n")
    (tmp_path / "export.csv").write_bytes("student\nZoë\n".encode("latin-1"))
    with pytest.raises(ClassListError, match="not a text file in UTF-8"):
        add_to_class_list(tmp_path, tmp_path / "export.csv")


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("Ada Lovelace", "ada-lovelace"),
        ("../../etc", "etc"),
        ("a*?[b]", "a-b"),
        ("Łukasz Żak", "łukasz-żak"),
        ("\u202eevil", "evil"),
        ("...", "student"),
    ],
)
def test_a_folders_name_leads_nowhere_else(name: str, folder: str) -> None:
    assert folder_name(name) == folder
