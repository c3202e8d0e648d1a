"""What was done is kept, counted once, merged in any order, and never lost to another kernel or to a damaged file."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
import zlib
from datetime import UTC, datetime, timedelta, timezone
from itertools import permutations

import pytest

pytest.importorskip("IPython", reason="this environment has no Jupyter")

from hypothesis import given, settings
from hypothesis import strategies as st
from learner import CHAPTER, ROOT, Learner, plain

from helpers.exercises import all_exercises
from helpers.notebook import load_progress, progress, save_progress
from helpers.notebook.progress import CODE_FILE, shown_progress
from helpers.notebook.progress_code import DamagedCode, decode, encode
from helpers.notebook.progress_entries import Entry, from_text, merge, to_text
from helpers.notebook.progress_file import ProgressFile
from helpers.notebook.progress_keeper import keeper, record
from helpers.notebook.refusal import Refusal
from helpers.notebook.standing import standings

MORNING = datetime(2026, 3, 1, 9, 0, 5, tzinfo=UTC)


@pytest.fixture
def learner(tmp_path, monkeypatch) -> Learner:
    return Learner.sits_down(tmp_path, monkeypatch)


def row(id: str = "04-1", outcome: str = "failed", session: str = "s1", times: int = 1, **more) -> Entry:
    facts = {"day": "2026-03-01", "kind": "check", "last": "2026-03-01T09:00:05Z", "beliefs": ()} | more
    return Entry(id=id, outcome=outcome, session=session, times=times, **facts)


entries = st.lists(
    st.builds(
        row,
        id=st.sampled_from(["04-1", "04-2"]),
        outcome=st.sampled_from(["passed", "failed"]),
        session=st.sampled_from(["s1", "s2"]),
        times=st.integers(1, 5),
        beliefs=st.sampled_from([(), (("M01", 1),), (("M01", 2), ("M02", 1))]),
    ),
    max_size=6,
)


# ---- rows ----------------------------------------------------------------------------------------------------------


@given(st.lists(entries, min_size=3, max_size=3))
@settings(max_examples=60, deadline=None)
def test_merging_gives_the_same_in_any_order_and_any_number_of_times(groups):
    wanted = merge(*groups)
    assert all(merge(*order) == wanted for order in permutations(groups))
    assert merge(wanted, *groups) == wanted
    assert merge(*(merge(group) for group in groups)) == wanted


@given(entries)
@settings(max_examples=60, deadline=None)
def test_the_file_and_the_code_give_back_what_was_put_in(rows):
    wanted = merge(rows)
    assert from_text(to_text(wanted)) == (wanted, 0)
    assert decode(encode(wanted)) == wanted


# ---- recording -----------------------------------------------------------------------------------------------------


def test_what_happens_again_on_one_day_is_counted_in_one_row(learner):
    for beliefs in (["M02"], ["M02", "M10"], []):
        record("check", "04-1", "failed", beliefs=beliefs, now=MORNING)
    record("check", "04-1", "passed", now=MORNING + timedelta(minutes=3))
    failed, passed = keeper().entries()
    assert (failed.times, dict(failed.beliefs), failed.last) == (3, {"M02": 2, "M10": 1}, "2026-03-01T09:00:05Z")
    assert (passed.outcome, passed.last) == ("passed", "2026-03-01T09:03:05Z")


def test_the_day_is_the_learners_own_and_the_moment_is_in_utc(learner):
    late = datetime(2026, 3, 1, 0, 30, tzinfo=timezone(timedelta(hours=5)))
    record("check", "04-1", "failed", now=late)
    (entry,) = keeper().entries()
    assert (entry.day, entry.last) == ("2026-03-01", "2026-02-28T19:30:00Z")


def test_it_outlives_the_kernel(learner):
    record("prediction", "04/tickets", "right")
    learner.restarts_the_kernel()
    assert [(entry.kind, entry.id) for entry in keeper().entries()] == [("prediction", "04/tickets")]


@pytest.mark.parametrize("wrong", [("", "04-1", "failed"), ("check", 4, "failed"), ("check", "04-1", "x" * 101)])
def test_a_caller_that_gives_no_proper_text_hears_of_it_and_nothing_is_written(learner, wrong):
    with pytest.raises(ValueError, match="is a text of 1 to 100 letters"):
        record(*wrong)
    assert not learner.file.exists()


def test_two_kernels_at_once_lose_nothing(learner):
    program = (
        "from helpers.notebook.progress_keeper import record\n"
        "for number in range(25):\n"
        "    record('check', f'04-{number}', 'failed')\n"
        "    record('check', '04-1', 'passed')\n"
    )
    command = [sys.executable, "-P", "-c", program]
    kernels = [subprocess.Popen(command, cwd=ROOT / "notebooks") for _ in range(2)]
    assert [kernel.wait(timeout=600) for kernel in kernels] == [0, 0]
    rows = keeper().entries()
    assert len({entry.session for entry in rows}) == 2
    assert sum(entry.times for entry in rows) == 2 * 50
    assert json.loads(learner.file.read_text(encoding="utf-8"))["racecourse-progress"] == 1


def test_what_another_kernel_overwrote_comes_back_with_the_next_change(learner):
    record("check", "04-1", "failed")
    learner.file.write_text(to_text([row("04-2", session="other")]), encoding="utf-8")
    record("check", "04-3", "failed")
    learner.restarts_the_kernel()
    assert {entry.id for entry in keeper().entries()} == {"04-1", "04-2", "04-3"}


# ---- a file that is not as it should be ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "damage", [b"{", b"", b"[]", b'{"entries": []}', b'{"racecourse-progress": 1}', b"\xff\xfe", b"[" * 5000]
)
def test_a_damaged_file_is_kept_aside_and_told_and_a_new_one_is_begun(learner, capsys, damage):
    learner.file.write_bytes(damage)
    record("check", "04-1", "failed")
    aside = learner.file.with_name("progress.json.damaged-1")
    said = capsys.readouterr().out
    assert aside.read_bytes() == damage
    assert "progress.json was damaged" in said
    assert aside.name in said
    assert [entry.id for entry in ProgressFile(learner.file).read()[0]] == ["04-1"]
    record("check", "04-1", "failed")
    assert capsys.readouterr().out == ""


def test_of_a_partly_damaged_file_what_can_be_read_is_kept_and_a_second_one_gets_a_name_of_its_own(learner, capsys):
    good = row("04-2")
    for number in (1, 2):
        learner.file.write_text(
            json.dumps({"racecourse-progress": 1, "entries": [good.to_row(), ["x"], [*good.to_row()[:5], True, "y"]]})
        )
        learner.restarts_the_kernel()
        record("check", "04-1", "failed")
        assert {entry.id for entry in keeper().entries()} == {"04-1", "04-2"}
        assert f"damaged-{number}" in capsys.readouterr().out


def test_a_file_of_a_newer_version_is_left_as_it_is(learner, capsys):
    text = json.dumps({"racecourse-progress": 2, "news": True})
    learner.file.write_text(text)
    record("check", "04-1", "failed")
    assert learner.file.read_text() == text
    assert "newest version" in capsys.readouterr().out
    assert [entry.id for entry in keeper().entries()] == ["04-1"], "it is in memory, and save_progress() has it"


def test_where_nothing_can_be_written_it_is_told_once_and_kept_in_memory(learner, capsys):
    learner.file.mkdir()
    record("check", "04-1", "failed")
    record("check", "04-2", "failed")
    assert capsys.readouterr().out.count("cannot be written") == 1
    assert {entry.id for entry in keeper().entries()} == {"04-1", "04-2"}
    assert "It could not be written" not in save_progress().to_text()  # the code's own file can
    assert not list(learner.file.parent.glob("*.new"))


def test_a_code_that_cannot_be_put_into_its_file_leaves_nothing_beside_it(learner):
    learner.file.with_name(CODE_FILE).mkdir()
    assert "It could not be written into a file" in " ".join(save_progress().to_text().split())
    assert not list(learner.file.parent.glob("*.new"))


def test_git_ignores_the_file_and_all_that_may_lie_beside_it():
    names = ["progress.json", "progress.json.lock", "progress.json.damaged-1", "progress.json.7.new", CODE_FILE]
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8")
    config = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
    assert "/progress.json*\n" in ignored
    assert f"/{CODE_FILE}*\n" in ignored
    assert all(name.startswith(("progress.json", CODE_FILE)) for name in names)
    assert '"progress.json*"' in config
    assert f'"{CODE_FILE}*"' in config


# ---- the page ------------------------------------------------------------------------------------------------------


def states(rows: list[Entry]) -> dict[str, str]:
    return {standing.exercise.id: standing.state for standing in standings(all_exercises(), rows)}


def test_an_exercise_is_open_skipped_tried_read_or_solved():
    rows = [
        row("01-2", "passed"),
        row("01-2", "failed"),
        row("01-3", "failed"),
        row("02-1", "starter"),
        row("02-3", "insisted", kind="solution"),
        row("02-4", "partly"),
    ]
    found = states(rows)
    assert found["00-1"] == found["01-1"] == found["01-4"] == "skipped"
    assert found["01-2"] == "solved"
    assert found["01-3"] == found["02-4"] == "tried"
    assert found["02-1"] == "skipped", "looking at the starter is no attempt"
    assert found["02-3"] == "read"
    assert found["02-5"] == found["12-5"] == "open"


def test_the_page_counts_names_what_comes_next_and_the_beliefs_with_their_sections(learner):
    rows = [
        row("04-1", "failed", times=2, beliefs=(("M02", 2),)),
        row("04-1", "passed", last="2026-03-01T10:00:00Z"),
        row("04-2", "2", kind="hint"),
        row("04-3", "failed", last="2026-03-02T10:00:00Z", day="2026-03-02", beliefs=(("M06", 1),)),
        row("02/note", "right", kind="prediction", times=3),
        row("02/other", "wrong", kind="prediction"),
    ]
    page = shown_progress(rows)
    for text in (page.to_text(), plain(page)):
        assert f"1 of {len(all_exercises())} exercises solved (3 of" in text
        assert "4 predictions written down, 3 of them right" in text
        assert "Next: 04-3," in text
        assert "a belief that does not hold:" in text.partition("M02, found 2 times")[0]
        assert "Take one line apart into three steps" in text
    assert "04-1 Predict every final value of a counter: solved; 3 checks, last on 2026-03-01" in page.to_text()
    assert "../../notebooks/04-race-conditions.ipynb#cell-id=steps" in page._repr_html_()


def test_the_picture_has_a_text_that_says_the_same_and_a_bar_for_each_chapter(learner):
    from helpers.figures.progress import ChapterBar, progress_bars

    html = shown_progress([row("04-1", "passed"), row("04-2", "failed")])._repr_html_()
    assert 'src="data:image/png;base64,' in html
    alternative = html.split('alt="')[1].split('"')[0]
    assert f"A bar for each chapter: 1 of {len(all_exercises())} exercises solved" in alternative
    assert re.search(r"04 race conditions +#/\.\.\.\.  1 of 6 solved, 1 tried", html)
    picture = progress_bars([ChapterBar("00", 1, 2, 0), ChapterBar("01", 0, 1, 4)], "as text")
    (axes,) = picture.figure.axes
    solved, tried, left = axes.containers
    assert [[bar.get_width() for bar in part] for part in (solved, tried, left)] == [[1, 0], [2, 1], [0, 4]]
    assert [bar.get_x() for bar in left] == [3, 1]
    assert len({bar.get_hatch() or bar.get_facecolor() for bar in (solved[0], tried[0], left[0])}) == 3


def test_with_nothing_done_yet_the_page_is_there_and_sends_to_the_first_exercise(learner):
    assert "0 of" in progress().to_text()
    assert "Next: 00-1," in progress().to_text()
    assert not learner.file.exists(), "looking writes nothing"


# ---- to take it along ------------------------------------------------------------------------------------------------


def test_a_session_that_dies_loses_nothing_that_was_saved(learner):
    record("check", "04-1", "passed")
    record("check", "04-2", "failed", beliefs=["M10"])
    before = keeper().entries()
    shown = save_progress()
    assert learner.file.with_name(CODE_FILE).read_text().split() == shown.code.split()
    learner.file.unlink()
    learner.restarts_the_kernel()
    assert load_progress(shown.code).after == 1
    assert keeper().entries() == before
    learner.restarts_the_kernel()
    assert keeper().entries() == before


def test_loading_adds_to_what_is_here_and_twice_is_as_good_as_once(learner):
    record("check", "04-1", "passed")
    code = save_progress().code
    learner.file.unlink()
    learner.restarts_the_kernel()
    record("check", "04-2", "passed")
    assert "2 exercises are solved now, 1 more" in load_progress(code).to_text()
    assert "was there already" in load_progress(f"  {code}\n\n").to_text()
    assert sum(entry.times for entry in keeper().entries()) == 2


def test_a_code_can_be_loaded_from_its_file_from_a_progress_file_and_by_its_name_alone(learner, tmp_path):
    record("check", "04-1", "passed")
    save_progress()
    copy = tmp_path / "elsewhere.json"
    copy.write_bytes(learner.file.read_bytes())
    learner.file.unlink()
    for source in (CODE_FILE, tmp_path / CODE_FILE, str(copy)):
        learner.restarts_the_kernel()
        load_progress(source)
        assert states(list(keeper().entries()))["04-1"] == "solved"
        learner.file.unlink()


def test_no_change_of_a_single_letter_of_a_code_gets_through():
    code = "".join(encode([row("04-1", "passed"), row("04-2", beliefs=(("M10", 1),))]).split())
    for place in range(len(code)):
        other = "x" if code[place] != "x" else "y"
        with pytest.raises(DamagedCode):
            decode(code[:place] + other + code[place + 1 :])
        with pytest.raises(DamagedCode):
            decode(code[:place])


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("racecourse-progress-1:abc", "end of this code is missing"),
        ("racecourse-progress-9:abc:123456789012", "newest version"),
        ("racecourse-progress-1:ab?c:123456789012", "changed on its way"),
        ("no-such-file.txt", "no file no-such-file.txt"),
        ("x" * 5000, "no file x"),
        ("", "Give a code"),
        (7, "Give a code"),
        (None, "Give a code"),
        (str(CHAPTER / "04-race-conditions.ipynb"), "holds no progress"),
        (str(CHAPTER), "no file"),
    ],
)
def test_what_is_no_code_and_no_file_gets_a_sentence_and_nothing_is_lost(learner, given, said):
    record("check", "04-1", "passed")
    before = learner.file.read_bytes()
    with pytest.raises(Refusal, match=said):
        load_progress(given)
    assert learner.file.read_bytes() == before


def test_loading_nothing_says_what_to_give(learner):
    with pytest.raises(Refusal, match="Give a code"):
        load_progress()


def test_a_code_that_would_unpack_to_gigabytes_is_refused():
    rows = base64.urlsafe_b64encode(zlib.compress(b" " * 21_000_000, 9)).decode().rstrip("=")
    head = f"racecourse-progress-1:{rows}"
    with pytest.raises(DamagedCode, match="far too large"):
        decode(f"{head}:{hashlib.sha256(head.encode()).hexdigest()[:12]}")


def test_the_code_of_a_whole_course_can_still_be_pasted():
    rows = [
        row(e.id, outcome, session=f"{number:06x}", day=f"2026-03-{number % 28 + 1:02}", times=3, beliefs=(("M02", 2),))
        for number, e in enumerate(all_exercises())
        for outcome in ("failed", "passed")
    ]
    assert len(encode(rows)) < 4000
