"""A program as a file that Python reads as the text that it is.

A comment in the first two lines of a file may say how its bytes are to be read (PEP 263), and some encodings make code
out of a comment: `unicode_escape` and `utf-7` do. In a notebook's cell such a comment says nothing, and so it does for
those who read a program before it runs. It must not say more to those who run it.
"""

from __future__ import annotations

import os
import re

_LINES = re.compile(r"(\r\n|\r|\n)")
_COMMENT = re.compile(r"[ \t\f]*(#|$)")
_SAYS_ENCODING = re.compile(r"coding(?=[:=])")


def write_program(path: str | os.PathLike[str], source: str, *, errors: str = "surrogatepass") -> None:
    """Save a program, such that Python reads what `compile(source, ...)` would.

    Args:
        path: the file.
        source: the program.
        errors: what becomes of halves of characters, as `open` takes it.
    """
    with open(path, "w", encoding="utf-8", errors=errors) as file:
        file.write(without_encoding(source))


def without_encoding(source: str) -> str:
    """The same program, line by line, in which no comment says an encoding."""
    # the line, what ends it, the next line, what ends it, and the rest
    parts = _LINES.split(source, maxsplit=2)
    for place in (0, 2):
        if place >= len(parts) or not _COMMENT.match(parts[place]):
            break
        parts[place] = _SAYS_ENCODING.sub("coding ", parts[place])
    return "".join(parts)
