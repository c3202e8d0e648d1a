"""A place below a widget for what it shows: an output of the cell itself, not of the widget.

So it is saved with the notebook, and stands there when the notebook is opened without a kernel; and where no widget can
be drawn at all it is the static picture.
"""

from __future__ import annotations

import html
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import anywidget
from IPython.core.getipython import get_ipython
from IPython.display import DisplayHandle, display
from IPython.utils.capture import capture_output

Bundle = dict[str, Any]


@dataclass(frozen=True)
class Caught:
    """What a call has given and shown."""

    value: Any
    bundle: Bundle


def in_notebook() -> bool:
    """Whether a front end listens that can draw more than text."""
    shell = get_ipython()
    return shell is not None and hasattr(shell, "kernel")


def form_bundle(widget: anywidget.AnyWidget, place: str, text: str, static: str) -> Bundle:
    """A widget's output: its static form, into which the live one puts itself (placed.js).

    VS Code and Colab show each output in a page of its own, so there the widget's own view is in the output, too.

    Args:
        place: the name by which the front end finds the output.
        text, static: the form as plain text and as HTML.
    """
    bundle: Bundle = {"text/plain": text, "text/html": f'<div class="rc-place" data-rc-place="{place}">{static}</div>'}
    if _has_a_page_for_each_output():
        view = widget._repr_mimebundle_()
        own = (view[0] if isinstance(view, tuple) else view) or {}
        return {**own, **bundle}
    return bundle


def _has_a_page_for_each_output() -> bool:
    """Whether the kernel was started by Colab or by VS Code, and not by a Jupyter server in a terminal of VS Code."""
    started_by_code = bool({"VSCODE_PID", "VSCODE_CWD"} & os.environ.keys()) and "JPY_SESSION_NAME" not in os.environ
    return "google.colab" in sys.modules or started_by_code


def catch(call: Callable[[], Any]) -> Caught:
    """Call, and put what it prints, displays and returns into one bundle of text and HTML. Its errors pass through."""
    with capture_output() as seen:
        value = call()
    bundles = [output.data for output in seen.outputs] + ([] if value is None else [bundle_of(value)])
    texts = [part for part in (seen.stdout, seen.stderr) if part]
    shown = [f"<pre>{html.escape(text)}</pre>" for text in texts]
    for bundle in bundles:
        texts.append(bundle.get("text/plain", ""))
        shown.append(bundle.get("text/html") or f"<pre>{html.escape(bundle.get('text/plain', ''))}</pre>")
    return Caught(value, {"text/plain": "\n".join(texts), "text/html": "\n".join(shown)})


def bundle_of(value: Any) -> Bundle:
    """How a notebook shows a value: as text, and as HTML where it has one."""
    shell = get_ipython()
    if shell is not None and shell.display_formatter is not None:
        data, _ = shell.display_formatter.format(value, include={"text/plain", "text/html"})
        return dict(data)
    bundle: Bundle = {"text/plain": repr(value)}
    if hasattr(value, "_repr_mimebundle_"):
        bundle |= value._repr_mimebundle_()
    elif hasattr(value, "_repr_html_"):
        bundle["text/html"] = value._repr_html_()
    return bundle


def put(bundle: Bundle) -> DisplayHandle:
    """Show a bundle in the cell, in a place that can be changed later."""
    handle = display(bundle, raw=True, display_id=True)
    assert handle is not None  # there is one whenever `display_id` is given
    return handle


def change(handle: DisplayHandle, bundle: Bundle) -> None:
    """Show something else in that place, whichever cell runs now."""
    handle.update(bundle, raw=True)
