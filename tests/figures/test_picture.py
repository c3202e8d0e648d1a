"""A picture has a text that says the same, one keystroke away, and a short one for who has it read out."""

from __future__ import annotations

import pytest

pytest.importorskip("matplotlib", reason="this environment has no matplotlib")

from matplotlib.figure import Figure

from helpers.figures.palette import FAINT, GROUND, STATES, TEXT
from helpers.figures.picture import Picture


def test_a_short_text_is_the_alternative_and_of_a_long_one_its_first_line():
    assert Picture(Figure(), "A waits for B.\nB waits for A.").alternative == "A waits for B.\nB waits for A."
    long = Picture(Figure(), "Timeline: two threads.\n" + "#" * 1000)
    assert long.alternative == "Timeline: two threads. The same as text stands below."
    assert f"{'#' * 1000}</pre>" in long._repr_html_()


def test_the_text_can_have_the_focus_so_it_can_be_scrolled_without_a_mouse():
    shown = Picture(Figure(), 'a < b & "c"')._repr_html_()
    assert '<pre tabindex="0" role="group" aria-label=' in shown
    assert "a &lt; b &amp; &quot;c&quot;</pre>" in shown


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio"""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_texts_have_the_contrast_of_wcag_aa_and_outlines_too():
    assert contrast(TEXT, GROUND) >= 4.5
    assert contrast(FAINT, GROUND) >= 4.5
    # each bar has an outline in the colour of the text
    assert all(contrast(TEXT, look.colour) >= 3 for look in STATES.values())


def test_no_two_states_are_told_apart_by_colour_alone():
    assert len({look.letter for look in STATES.values()}) == len(STATES)
    assert len({look.words for look in STATES.values()}) == len(STATES)
    plain = [state for state, look in STATES.items() if not look.hatch]
    # without hatch: a dark one, a light one, and a thin one
    assert plain == ["running", "waiting", "in line"]
    assert contrast(STATES["running"].colour, STATES["waiting"].colour) >= 3
