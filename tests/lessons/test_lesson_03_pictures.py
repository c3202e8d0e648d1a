"""What the pictures of lesson 03 show is so, and is there as text."""

from __future__ import annotations

import time
from threading import Thread

import pytest
from lesson_reading import lesson

figures = pytest.importorskip("helpers.figures.speedup", reason="this environment has no matplotlib")

from helpers.workers.primes import count_primes  # noqa: E402

LESSON = lesson("03")


def test_three_quarters_divided_make_a_job_at_most_four_times_faster():
    assert "amdahl(divisible=0.75, workers=16)" in LESSON.cell("amdahl-run").text
    assert figures.speed_up(0.75, 1) == 1
    assert figures.speed_up(0.75, 2) == pytest.approx(100 / (25 + 75 / 2))
    assert figures.speed_up(0.75, 1_000_000) < 4
    assert figures.speed_up(0.75, 1_000_000) == pytest.approx(4, rel=0.001)


def test_with_a_cost_for_each_worker_the_curve_rises_and_falls():
    assert "start=0.01" in LESSON.cell("cost-run").text
    curve = [figures.speed_up(0.75, workers, 0.01) for workers in range(1, 17)]
    best = curve.index(max(curve))
    assert 0 < best < 15
    assert curve[: best + 1] == sorted(curve[: best + 1])
    assert curve[best:] == sorted(curve[best:], reverse=True)


def test_the_picture_says_in_text_what_it_shows():
    picture = figures.amdahl(0.75, 16, 0.01, measured={2: 1.4})
    assert picture.png().startswith(b"\x89PNG")
    for words in (
        "limit, with any number of workers: 4.00",
        "9 workers are best",
        "1.40",
        "calculated by Amdahl's law",
    ):
        assert words in picture.text
    shown = picture._repr_html_()
    assert 'alt="Speed-up of a job' in shown
    assert "The same as text" in shown
    assert figures.amdahl(1.0, 4).text.endswith("there is no limit")


def test_the_sliders_stand_at_the_numbers_of_the_cell_above_and_reach_those_of_the_text():
    from helpers.widgets.sliders import Explorer

    names: dict = {"amdahl": figures.amdahl}
    *before, last = LESSON.cell("cost-sliders").text.split("\n\n")
    exec("\n".join(before), names)
    explorer = eval(last, names)
    assert isinstance(explorer, Explorer)
    assert explorer().text == figures.amdahl(0.75, 16, 0.01).text
    assert "each worker" in explorer(divisible=0.99, start=0.001).text.replace("a cost of 0.1% for ", "")
    assert explorer.values == {"divisible": 0.99, "workers": 16, "start": 0.001}


def test_the_timeline_shows_two_that_count_and_one_that_sleeps():
    names: dict = {"Thread": Thread, "count_primes": count_primes, "time": time}
    exec(LESSON.cell("threads-seen-code").text, names)
    exec(LESSON.cell("threads-seen-run").text, names)
    counters, (sleeper,) = names["t"].of("thread", "counter"), names["t"].of("thread", "sleeper")
    assert len(counters) == 2
    assert all(sleeper.running < counter.running for counter in counters)
    assert "sleeper" in names["t"].table()


def test_a_part_that_is_no_part_is_refused():
    with pytest.raises(ValueError, match="from 0 to 1"):
        figures.speed_up(75, 2)


def test_four_fifths_of_the_post_can_be_divided_and_every_run_is_shown():
    names: dict = {"time": time}
    exec(LESSON.cell("noise-code").text, names)
    exec("runs = " + LESSON.cell("noise-run").text, names)
    runs = names["runs"]
    assert {workers: len(times) for workers, times in runs.seconds.items()} == {1: 5, 2: 5, 4: 5, 8: 5}
    # the eight waits and the sorting, as the text counts them
    assert runs.divisible == pytest.approx(8 * 0.01 / (8 * 0.01 + 0.02))
    assert "measured on this machine" in repr(runs)
