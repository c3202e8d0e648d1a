"""Text of strangers for pages: as it can be seen, for jinja2's `finalize` and filters."""

from __future__ import annotations

import unicodedata

from markupsafe import Markup
from rich.markup import escape

from helpers.grading.markup import WORD_JOINER


def visible(value: object) -> object:
    """Text with characters that steer the direction or the device shown as their numbers; other values as they are."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return "".join(
        c if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs") else f"\\x{ord(c):02x}"
        for c in value.replace(WORD_JOINER, "")
    )


def for_terminal(text: str) -> str:
    """A stranger's text for rich's console: neither its own codes nor the terminal's do anything in it."""
    return escape(str(visible(text)))


def numbered(source: str) -> str:
    """A program with the numbers of its lines."""
    lines = source.splitlines()
    width = len(str(len(lines)))
    return "\n".join(f"{number:>{width}}  {line}" for number, line in enumerate(lines, 1))
