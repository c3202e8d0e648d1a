"""The benchmark reads labels rightly, counts rightly, and does not blame a tool for a wrong start."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.interleave.bench import calibrate
from helpers.interleave.bench.__main__ import SETS
from helpers.interleave.bench.labels import Label, LabelError, read_label
from helpers.interleave.bench.measure import ROOT, Measurement, measure
from helpers.interleave.bench.report import summary

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
