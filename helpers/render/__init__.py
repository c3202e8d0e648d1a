"""Traces and verdicts, drawn: as plain text (text.py) and as static HTML (html.py), from the same rows (rows.py)."""

from __future__ import annotations

from helpers.render.html import trace_html, verdict_html
from helpers.render.text import trace_text, verdict_text

__all__ = ["trace_html", "trace_text", "verdict_html", "verdict_text"]
