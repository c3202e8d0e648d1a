"""Sliders run a function with their values, and what it gives stands below them without a kernel, too."""

from __future__ import annotations

import pytest

pytest.importorskip("anywidget", reason="this environment has no widgets")

from helpers.widgets import sliders
from helpers.widgets.sliders import Slider, batch_size, chunk_size, explore, latency, workers


def test_a_function_runs_with_the_first_values_and_with_others():
    calls = []

    def run(**values):
        calls.append(values)
        return "a picture"

    explorer = explore(run, crew=workers(1, 8, 2), wait=latency(0, 0.5), size=chunk_size(), batch=batch_size())
    assert explorer() == "a picture"
    assert explorer(crew=4, wait=0.25) == "a picture"
    assert calls == [
        {"crew": 2, "wait": 0, "size": 1, "batch": 1},
        {"crew": 4, "wait": 0.25, "size": 1, "batch": 1},
    ]
    with pytest.raises(TypeError, match="there are crew, wait, size, batch"):
        explorer(cores=3)


def test_whole_numbers_stay_whole_and_values_stay_in_their_range():
    crew, wait = workers(1, 8), latency(0, 0.5, step=0.1)
    assert [crew.read(value) for value in ("3", 2.6, 0, 99)] == [3, 3, 1, 8]
    assert isinstance(crew.read("3"), int)
    assert [wait.read(value) for value in (0.3, 0.31, -1, 7)] == [0.3, 0.3, 0, 0.5]


def test_without_widgets_it_is_the_values_and_the_static_picture():
    text = repr(explore(lambda crew: f"{crew} work", crew=workers(1, 8, 3)))
    assert "Workers (crew): 3" in text
    assert text.endswith("'3 work'")


def test_a_move_runs_it_once_and_redraws_the_place_below(monkeypatch):
    placed = []
    monkeypatch.setattr(sliders, "change", lambda place, bundle: placed.append(bundle["text/plain"]))
    explorer = explore(lambda crew: crew, crew=workers(1, 8))
    explorer._place = object()
    front = sliders._Front(explorer)
    front._hear(front, {"values": {"crew": 5, "somebody else's": 1}}, [])
    assert placed == ["Workers: 5\n5"]
    assert (front.done, front.said) == (1, "Redrawn below.")
    front.close()


def test_an_error_is_told_and_the_next_move_is_heard(monkeypatch):
    monkeypatch.setattr(sliders, "change", lambda place, bundle: None)
    explorer = explore(lambda crew: 1 / (crew - 5), crew=workers(1, 8))
    explorer._place = object()
    front = sliders._Front(explorer)
    with pytest.raises(ZeroDivisionError):
        front._hear(front, {"values": {"crew": 5}}, [])
    assert "ZeroDivisionError" in front.said
    front._hear(front, {"values": {"crew": 6}}, [])
    assert (front.done, front.said) == (2, "Redrawn below.")
    front.close()


def test_a_slider_without_sense_is_refused():
    with pytest.raises(ValueError, match="first value"):
        Slider("Workers", 1, 8, 1, 9)
