"""The colours can be read, and told apart by all eyes."""

from __future__ import annotations

import itertools
import math
import re

import pytest

from helpers.widgets.palette import DARK, DASHES, HATCHES, LIGHT, MARKERS, Theme, css

# Gustavo Machado, Manuel Oliveira, Leandro Fernandes, "A physiologically-based model for simulation of color vision
# deficiency", 2009, severity 1: how linear RGB is seen without one kind of cones.
EYES = {
    "three kinds of cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def linear(colour: str) -> list[float]:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def contrast(one: str, other: str) -> float:
    """As WCAG defines it."""
    low, high = sorted(
        sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(x), strict=True)) for x in (one, other)
    )
    return (high + 0.05) / (low + 0.05)


def seen(colour: str, eyes: str) -> tuple[float, float, float]:
    """The colour in CIELAB, in which distances are about those that people see."""
    full = linear(colour)
    r, g, b = (min(1, max(0, sum(w * c for w, c in zip(row, full, strict=True)))) for row in EYES[eyes])
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
    )
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@THEMES
def test_text_has_the_contrast_of_aa_on_every_ground(theme: Theme) -> None:
    for ground in (theme.ground, theme.raised, theme.marked):
        for text in (theme.text, theme.quiet):
            assert contrast(text, ground) >= 4.5
    for text in (theme.good, theme.bad, *theme.series):
        assert contrast(text, theme.ground) >= 4.5


@THEMES
def test_borders_and_the_focus_ring_can_be_seen(theme: Theme) -> None:
    for line in (theme.line, theme.focus):
        assert contrast(line, theme.ground) >= 3


@THEMES
@pytest.mark.parametrize("eyes", EYES)
def test_the_series_can_be_told_apart(theme: Theme, eyes: str) -> None:
    for one, other in itertools.combinations(theme.series, 2):
        assert math.dist(seen(one, eyes), seen(other, eyes)) > 20


def test_each_colour_has_a_marker_a_line_and_a_pattern_of_its_own() -> None:
    for signs in (MARKERS, DASHES, HATCHES):
        assert len(set(signs)) == len(signs) == len(LIGHT.series) == len(DARK.series)


def test_the_style_sheet_defines_every_colour_that_the_shared_style_uses() -> None:
    from importlib.resources import files

    style = files("helpers.widgets").joinpath("style.css").read_text(encoding="utf-8")
    used = set(re.findall(r"var\((--rc-\w+)\)", style))
    for theme in (LIGHT, DARK):
        assert used <= theme.variables().keys()
    assert css().count("--rc-ground") == 4
