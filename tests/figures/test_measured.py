"""A curve of measured speed-ups shows every repetition, and tells them from what was calculated or read elsewhere."""

from __future__ import annotations

import pytest

pytest.importorskip("matplotlib", reason="this environment has no matplotlib")

from helpers.figures.measured import Reference, Runs, measure_speed_up

HALVES = {1: [10, 12, 10], 2: [5, 6, 4], 4: [2.5, 2.5, 5]}


def points(runs: Runs, label: str) -> list[tuple[float, float]]:
    """What is drawn in the lines of that label."""
    (axes,) = runs.picture().figure.axes
    return [
        point
        for line in axes.lines
        if line.get_label() == label or (label.startswith("each") and line.get_marker() == "o")
        for point in zip(line.get_xdata(), line.get_ydata(), strict=True)
    ]


def test_every_repetition_is_drawn_and_the_median_is_marked():
    runs = Runs(HALVES)
    assert runs.medians == {1: 1, 2: 2, 4: 4}
    assert sorted(points(runs, "each repetition, measured here")) == sorted(
        (workers, 10 / seconds) for workers, times in HALVES.items() for seconds in times
    )
    assert points(runs, "median, measured here") == [(1, 1), (2, 2), (4, 4)]


def test_the_law_that_fits_best_is_found_and_says_that_it_is_fitted():
    assert Runs({1: [1], 2: [0.6], 4: [0.4]}).fitting == pytest.approx(0.8)
    assert Runs(HALVES).fitting == 1
    assert "80% divisible (fits the medians best)" in Runs({1: [1], 2: [0.6], 4: [0.4]}).picture().text
    assert "fits" not in Runs(HALVES, divisible=0.5).picture().text


def test_a_reference_is_marked_as_one_and_has_a_source():
    reference = Reference("a machine with 8 cores", "my own measurement of last week", {1: 1.0, 8: 5.5})
    picture = Runs(HALVES, references=[reference]).picture()
    assert "Reference, not measured here: a machine with 8 cores: 1.00 with 1, 5.50 with 8." in picture.text
    assert "Source: my own measurement of last week" in picture.text
    (axes,) = picture.figure.axes
    assert any("not measured here" in line.get_label() for line in axes.lines)
    with pytest.raises(ValueError, match="has no source"):
        Reference("somebody", " ", {1: 1.0})


def test_each_way_is_tried_before_it_counts_and_the_ways_take_turns():
    calls: list[int] = []
    runs = measure_speed_up(calls.append, workers=(2,), repetitions=3)
    assert calls == [1, 2] + [1, 2] * 3
    assert {workers: len(times) for workers, times in runs.seconds.items()} == {1: 3, 2: 3}


@pytest.mark.parametrize("seconds", [{2: [1]}, {1: []}, {1: [1], 2: [0]}])
def test_times_that_cannot_be_compared_are_refused(seconds):
    with pytest.raises(ValueError, match=r"compares with one worker|longer than nothing"):
        Runs(seconds)
