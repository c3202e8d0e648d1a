"""Draws docs/architecture.svg: the parts of the course, and which way they use each other.

The text that says the same is the table in docs/architecture.md. `python -m helpers.author.picture` writes the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

FILE = Path("docs") / "architecture.svg"

# From who sees the course down to what everything stands on: a title, and the packages of that row with what they do.
ROWS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "who uses it",
        (
            ("notebook", "what a cell sees"),
            ("grading", "nbgrader and classes"),
            ("author", "release, verify, site"),
            ("cli", "the course command"),
        ),
    ),
    (
        "one check",
        (("checker", "one check, in a process of its own"), ("render", "as text and HTML"), ("figures", "pictures")),
    ),
    (
        "what is right",
        (("exercises", "tasks, scenarios, findings"), ("verdict", "plain data"), ("demo", "lessons' programs")),
    ),
    (
        "what happens",
        (
            ("interleave", "every interleaving, simulated"),
            ("observe", "one real run, watched"),
            ("site", "a web site, and its judge"),
            ("tasks", "a task queue, and its judge"),
        ),
    ),
)

WIDTH, LEFT, ROW, BOX = 960, 130, 120, 70


def draw() -> str:
    """The picture as SVG."""
    height = ROW * len(ROWS) + 20
    return "\n".join(
        [
            (
                f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
                'aria-labelledby="title words" font-family="sans-serif">'
            ),
            '<title id="title">The parts of the course</title>',
            f'<desc id="words">{escape(words())}</desc>',
            # white under everything: the picture is also shown on dark pages
            f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
            (
                '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" '
                'orient="auto"><path d="M0 0 10 5 0 10z" fill="#333333"/></marker></defs>'
            ),
            *_rows(),
            "</svg>",
            "",
        ]
    )


def words() -> str:
    """The picture in one text."""
    rows = [f"{title}: {', '.join(f'{name} ({does})' for name, does in boxes)}" for title, boxes in ROWS]
    return "From top to bottom, each row uses those below it, never those above. " + "; ".join(rows) + "."


def _rows() -> Iterator[str]:
    for number, (title, boxes) in enumerate(ROWS):
        top = 20 + number * ROW
        yield f'<text x="10" y="{top + BOX / 2 + 5:g}" font-size="15" fill="#333333">{escape(title)}</text>'
        step = (WIDTH - LEFT) / len(boxes)
        for place, (name, does) in enumerate(boxes):
            x, width = LEFT + place * step, step - 14
            middle = x + width / 2
            yield (
                f'<rect x="{x:g}" y="{top}" width="{width:g}" height="{BOX}" rx="6" fill="#f2f5fa" stroke="#333333"/>'
                f'<text x="{middle:g}" y="{top + 30}" font-size="17" font-weight="bold" text-anchor="middle" '
                f'fill="#111111">{escape(name)}</text>'
                f'<text x="{middle:g}" y="{top + 52}" font-size="12.5" text-anchor="middle" '
                f'fill="#333333">{escape(does)}</text>'
            )
        if number + 1 < len(ROWS):
            middle = LEFT + (WIDTH - LEFT) / 2
            yield (
                f'<line x1="{middle:g}" y1="{top + BOX + 6}" x2="{middle:g}" y2="{top + ROW - 6}" stroke="#333333" '
                'stroke-width="2" marker-end="url(#tip)"/>'
            )


if __name__ == "__main__":
    FILE.write_text(draw(), encoding="utf-8")
