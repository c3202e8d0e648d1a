"""Colours and hatches of the pictures. Whoever sees no colour tells the states by hatch and letter.

The colours are those of Masataka Okabe and Kei Ito, which people with each kind of colour blindness can tell apart
(https://jfly.uni-koeln.de/color/). Dark text on a white ground has more contrast than WCAG AA asks for, in dark themes
too, because a picture brings its ground along.
"""

from __future__ import annotations

from dataclasses import dataclass

TEXT = "#1a1a1a"
FAINT = "#595959"  # 7:1 on white
GROUND = "#ffffff"

BLUE, ORANGE, GREEN, SKY = "#0072b2", "#e69f00", "#009e73", "#56b4e9"
VERMILION, PURPLE, YELLOW, BLACK = "#d55e00", "#cc79a7", "#f0e442", "#000000"


@dataclass(frozen=True)
class Look:
    """How one state is drawn.

    Attributes:
        letter: in charts of letters.
        colour, hatch: in pictures.
        words: what the state is called in a legend.
    """

    letter: str
    colour: str
    hatch: str
    words: str


STATES = {
    "running": Look("#", BLUE, "", "runs"),
    "ready": Look("r", ORANGE, "////", "ready, waits for a core"),
    "gil": Look("g", PURPLE, "xxxx", "waits for the GIL"),
    "waiting": Look(".", "#e6e6e6", "", "waits"),
    "unknown": Look("=", SKY, "....", "under way: running or waiting, not known"),
    "in line": Look("-", GROUND, "", "handed over, not begun"),
}
