"""Traces and verdicts, drawn: as plain text (text.py) and as static HTML (html.py), from the same rows (rows.py).

A replay shows more of each step: story.py works it out, storyboard.py draws it without script.
"""

from __future__ import annotations

from helpers.render.html import Draw, trace_html, verdict_html
from helpers.render.storyboard import storyboard_html
from helpers.render.text import trace_text, verdict_text

__all__ = ["Draw", "storyboard_html", "trace_html", "trace_text", "verdict_html", "verdict_text"]
