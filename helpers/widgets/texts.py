"""The texts of the front ends: JavaScript marks them with `tr("...")`, and gets them translated from here."""

from __future__ import annotations

import json
import re

from helpers.language import pgettext

SCREEN = "screen"
"""The context of these texts in the catalogue. A word on a button is no translation of a name in a program."""

_MARKED = re.compile(r"""\btr\(("(?:[^"\\\n]|\\.)*")""")


def marked_in(javascript: str) -> list[str]:
    """The texts that are marked in a program, each once, in their order."""
    return list(dict.fromkeys(json.loads(text) for text in _MARKED.findall(javascript)))


def texts_for(javascript: str) -> str:
    """A statement that gives a program those of its texts that have a translation; to be put in front of it."""
    said = {text: pgettext(SCREEN, text) for text in marked_in(javascript) if text}
    found = json.dumps({text: translated for text, translated in said.items() if translated != text})
    # nothing in a script's text may look like its end
    return f"const TEXTS = {found};".replace("<", "\\u003c")
