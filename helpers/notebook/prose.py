"""Sentences of the course as HTML: what is between backticks is code."""

from __future__ import annotations

import html

from helpers.language import retell

_CODE = "white-space:pre-wrap;background:none;color:inherit"


def prose(text: str) -> str:
    """A sentence in the reader's language, escaped, with its code marked as code."""
    text = retell(text)
    parts = html.escape(text).split("`")
    if len(parts) % 2 == 0:  # an odd backtick is no markup
        return html.escape(text)
    return "".join(f'<code style="{_CODE}">{part}</code>' if index % 2 else part for index, part in enumerate(parts))


def block(code: str) -> str:
    """Some lines of code."""
    return f'<pre style="margin:0.5em 0"><code>{html.escape(code)}</code></pre>'
