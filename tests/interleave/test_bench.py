"""The benchmark reads labels rightly, counts rightly, and does not blame a tool for a wrong start."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.interleave.bench import __main__ as bench
from helpers.interleave.bench import calibrate
from helpers.interleave.bench.__main__ import SETS
from helpers.interleave.bench.labels import Label, LabelError, read_label
from helpers.interleave.bench.measure import ROOT, Measurement, measure
from helpers.interleave.bench.report import summary
from helpers.interleave.bench.speed import steps_per_second, ten_thousand_increments

MARK = "# --- scenario ---"
ALL = sorted(path for folder in SETS for path in (ROOT / folder).glob("*.py"))


def measurement(expected: str, verdict: str, seconds: float = 1.0) -> Measurement:
    return Measurement(Path("p.py"), Label(expected), "tool", verdict, "", 1, True, seconds, seconds, 1)


def test_every_labelled_program_has_a_label_that_fits_its_folder_and_one_scenario() -> None:
    assert len(ALL) > 200
    for path in ALL:
        text = path.read_text(encoding="utf-8")
        label = read_label(path)
        assert text.count(MARK) == 1, path
        assert label.because or label.expected == "passed", f"{path} does not say what is wrong"
        if path.parent.name in ("pass", "fail"):
            assert label.expected == {"pass": "passed", "fail": "failed"}[path.parent.name], path


def test_a_published_range_is_read_from_the_label(tmp_path: Path) -> None:
    file = tmp_path / "p.py"
    file.write_text("# expect: fail\n# because: x\n# published: 4-7\n", encoding="utf-8")
    assert read_label(file).published == (4.0, 7.0)


def test_a_file_without_a_label_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "p.py"
    file.write_text("x = 1\n", encoding="utf-8")
    with pytest.raises(LabelError, match="first line"):
        read_label(file)


def test_the_summary_tells_wrong_passes_wrong_failures_and_undecided_apart() -> None:
    rows = [
        measurement("passed", "passed"),
        measurement("failed", "passed"),
        measurement("passed", "failed"),
        measurement("failed", "error"),
        measurement("failed", "time-limit"),
    ]
    assert summary(rows)[1].split()[:6] == ["tool", "5", "1", "1", "1", "2"]


def test_our_own_checker_judges_the_calibration_programs() -> None:
    assert calibrate.unfit("racecourse", 60) == ""


def test_a_tool_that_judges_wrongly_at_calibration_does_not_take_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calibrate, "measure", lambda *_: measurement("failed", "error"))
    assert "'error'" in calibrate.unfit("tool", 1)


def test_a_contestant_that_dies_at_once_is_reported_as_dead_and_not_as_an_opinion(tmp_path: Path) -> None:
    file = tmp_path / "p.py"
    file.write_text(calibrate.LOCKED, encoding="utf-8")
    assert measure(file, Label("passed"), "no such tool", 1, 60).verdict == "died"


def test_the_speed_of_controlled_steps_is_that_of_a_program_that_takes_some() -> None:
    speed = steps_per_second(threads=2, rounds=50, repeats=3)
    assert speed.steps >= 200, "two threads that read and write fifty times each"
    assert speed.per_second > 0
    assert speed.per_cpu_second > 0


def test_ten_threads_of_increments_are_wrong_without_a_lock() -> None:
    increments = ten_thousand_increments(locked=False, repeats=1)
    assert (increments.verdict, increments.repeats) == ("failed", 1)


def test_the_benchmark_prints_a_row_per_program_and_a_summary(capsys: pytest.CaptureFixture[str]) -> None:
    file = ROOT / "tests" / "classics" / "account.py"
    assert bench.main([str(file), "--repeats", "2", "--no-speed"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Python 3")
    assert [line.split()[:4] for line in lines[2:3]] == [["classics/account", "racecourse", "failed", "failed"]]
    assert lines[-1].split()[:3] == ["racecourse", "1", "1"]


def test_the_benchmark_says_which_file_has_no_label(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "p.py"
    file.write_text("x = 1\n", encoding="utf-8")
    assert bench.main([str(file)]) == 2
    assert "the first line should be" in capsys.readouterr().err
