"""The text of a notebook file, as nbformat writes it, in a third of the time.

`json.dumps` with an indent runs in Python, through three generators for each value, and nbformat copies the notebook
before it. A graded notebook holds tens of thousands of values, most of them in traces. The text is the same, byte for
byte; what is not plain data is left to nbformat.
"""

from __future__ import annotations

import math
from json.encoder import encode_basestring
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4.rwbase import split_lines, strip_transient


class _NotPlain(Exception):
    """Data whose JSON is nbformat's business."""


def notebook_text(nb: NotebookNode) -> str:
    """A notebook as text, without an end of line.

    Args:
        nb: whose strings are split into lines in place: it is not to be used any more.
    """
    nb = strip_transient(split_lines(nb))
    parts: list[str] = []
    try:
        _write(nb, "\n", parts)
    except _NotPlain:
        text: str = nbformat.v4.writes(nb)
        return text
    return "".join(parts)


def _write(value: Any, line: str, parts: list[str]) -> None:
    """Append the JSON of a value.

    Args:
        line: the end of a line, and the indent of the next one.
    """
    kind = type(value)
    if kind is str:
        parts.append(encode_basestring(value))
    elif isinstance(value, dict):
        if not value:
            parts.append("{}")
            return
        inner = line + " "
        before = "{" + inner
        try:
            items = sorted(value.items())
        except TypeError:
            raise _NotPlain from None
        for key, one in items:
            if type(key) is not str:
                raise _NotPlain
            parts.append(f"{before}{encode_basestring(key)}: ")
            _write(one, inner, parts)
            before = "," + inner
        parts.append(line + "}")
    elif kind is list:
        if not value:
            parts.append("[]")
            return
        inner = line + " "
        before = "[" + inner
        for one in value:
            parts.append(before)
            _write(one, inner, parts)
            before = "," + inner
        parts.append(line + "]")
    elif value is None:
        parts.append("null")
    elif kind is bool:
        parts.append("true" if value else "false")
    elif kind is int or (kind is float and math.isfinite(value)):
        parts.append(repr(value))
    else:
        raise _NotPlain
