"""The colours of widgets and pictures, for light and dark surroundings.

Six colours tell threads, workers or series apart. They keep their distance from each other for eyes without red,
green or blue cones, and each has the contrast of text (4.5 to 1) with the ground that it stands on, WCAG 2.2, 1.4.3:
https://www.w3.org/TR/WCAG22/#contrast-minimum. They were found by a search; tests/widgets/test_palette.py holds the
numbers. No meaning hangs on a colour alone: `MARKERS` and `DASHES` go with them, and a name stands beside each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

MARKERS = ("o", "s", "^", "D", "v", "P")
"""Matplotlib's markers, one for each colour of `Theme.series`."""

DASHES = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)), (0, (8, 3)))
"""Matplotlib's line styles, one for each colour of `Theme.series`."""

HATCHES = ("", "//", "\\\\", "xx", "..", "--")
"""Matplotlib's fill patterns, one for each colour of `Theme.series`."""


@dataclass(frozen=True)
class Theme:
    """One set of colours, as `#rrggbb`.

    Attributes:
        ground: what everything stands on.
        raised: the ground of buttons, of code and of table heads.
        marked: the ground of the current line, and of what has just changed.
        text: on all three grounds.
        quiet: text of less weight, on all three grounds.
        line: borders of what can be operated, 3 to 1 (WCAG 1.4.11).
        focus: the ring around what has the focus, 3 to 1.
        good, bad: beside a word that says the same.
        series: six colours for things of one kind.
    """

    ground: str
    raised: str
    marked: str
    text: str
    quiet: str
    line: str
    focus: str
    good: str
    bad: str
    series: tuple[str, ...]

    def variables(self) -> dict[str, str]:
        """The colours as custom properties of CSS: `--rc-ground`, ..., `--rc-1` to `--rc-6`."""
        names = ("ground", "raised", "marked", "text", "quiet", "line", "focus", "good", "bad")
        plain = {f"--rc-{name}": getattr(self, name) for name in names}
        return plain | {f"--rc-{number}": colour for number, colour in enumerate(self.series, 1)}


LIGHT = Theme(
    ground="#ffffff",
    raised="#f5f5f5",
    marked="#fff3c4",
    text="#1a1a1a",
    quiet="#545454",
    line="#767676",
    focus="#0b57d0",
    good="#1b6e3c",
    bad="#b3261e",
    series=("#123d71", "#916442", "#32786f", "#b33bb2", "#6c1d22", "#747201"),
)
DARK = Theme(
    ground="#1e1e1e",
    raised="#2b2b2b",
    marked="#4a3f10",
    text="#f2f2f2",
    quiet="#c4c4c4",
    line="#8f8f8f",
    focus="#8ab4f8",
    good="#81d99b",
    bad="#ffb4ab",
    series=("#5ea5cd", "#dd7d11", "#51fcaf", "#d73efa", "#f84358", "#f7f701"),
)

# Where the surroundings say which theme they have: JupyterLab and Notebook, VS Code, Colab. Elsewhere the browser says.
_SAYS_LIGHT = ("body[data-jp-theme-light='true']", "body.vscode-light", "html[theme='light']")
_SAYS_DARK = ("body[data-jp-theme-light='false']", "body.vscode-dark", "html[theme='dark']")


def css(scope: str = ".rc-widget") -> str:
    """A style sheet that gives everything in `scope` the colours of its surroundings' theme."""
    return "\n".join(_rules(scope))


def _rules(scope: str) -> Iterator[str]:
    yield _rule((scope,), LIGHT)
    yield f"@media (prefers-color-scheme: dark) {{ {_rule((scope,), DARK)} }}"
    yield _rule([f"{place} {scope}" for place in _SAYS_LIGHT], LIGHT)
    yield _rule([f"{place} {scope}" for place in _SAYS_DARK], DARK)


def _rule(selectors: tuple[str, ...] | list[str], theme: Theme) -> str:
    scheme = "light" if theme is LIGHT else "dark"
    values = "".join(f" {name}: {value};" for name, value in theme.variables().items())
    return f"{', '.join(selectors)} {{ color-scheme: {scheme};{values} }}"
