"""The replay: a trace that is stepped through, forwards and backwards.

The whole trace goes to the browser once and every step is drawn there (replay.js), so a replay needs no kernel: it goes
on working when the kernel is restarted, and in a notebook that is opened without one. Where no script may run, what
stays is the static form (`helpers.render.storyboard_html`), and in a terminal plain text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import uuid4

from helpers.interleave.trace import Trace
from helpers.language import _, retell
from helpers.render import storyboard_html, trace_text
from helpers.render.story import Story, tell_story
from helpers.widgets.palette import css
from helpers.widgets.texts import texts_for

DEFAULT_CAPTION = retell("The shortest interleaving that shows it")


class Replay:
    """A trace that a cell shows, to be stepped through.

    Args:
        trace: what happened.
        labels: what to call the program's lines, when not by their numbers.
        caption: what it shows, in a few words.
    """

    def __init__(
        self, trace: Trace, *, labels: Mapping[int, str] | None = None, caption: str = DEFAULT_CAPTION
    ) -> None:
        self.trace = trace
        self._labels = labels
        self._caption = caption

    def __repr__(self) -> str:
        return trace_text(self.trace, labels=self._labels)

    def _repr_html_(self) -> str:
        return replay_html(self.trace, labels=self._labels, caption=self._caption)


class NothingToReplay(ValueError):
    """What was given has no steps. A notebook shows it as its sentence alone."""

    def _render_traceback_(self) -> list[str]:
        return [retell(str(self))]


def replay(shown: Any = None) -> Replay:
    """Step through what something shows.

    Args:
        shown: a trace, or anything with one: what `run_schedule`, `always` and `check` give.

    Raises:
        NothingToReplay: it has no steps that could be shown.
    """
    trace = _trace_of(shown)
    if trace is None:
        raise NothingToReplay(
            "There is nothing to step through here. Give a result that shows steps, such as that of "
            'run_schedule("tickets", "A B B A").'
        )
    return Replay(trace, caption=retell(f"Schedule {trace.schedule}") if trace.schedule else DEFAULT_CAPTION)


def _trace_of(shown: Any) -> Trace | None:
    if isinstance(shown, Trace):
        return shown
    for name in ("trace", "found", "verdict"):
        inner = getattr(shown, name, None)
        if inner is not None and (trace := _trace_of(inner)) is not None:
            return trace
    return next((finding.trace for finding in getattr(shown, "findings", ()) if finding.trace is not None), None)


def replay_html(trace: Trace, *, labels: Mapping[int, str] | None = None, caption: str = DEFAULT_CAPTION) -> str:
    """The static form with a script that puts the replay in front of it, where scripts may run.

    Args:
        labels: what to call the program's lines, when not by their numbers.
        caption: what it shows, in a few words.
    """
    static = storyboard_html(trace, labels=labels, caption=retell(f"{caption}, one column for each thread"))
    if not trace.steps:
        return static
    place = f"rc-{uuid4().hex}"
    data = json.dumps(replay_data(trace, labels=labels, caption=caption), separators=(",", ":"))
    # nothing in a script's text may look like its end
    data = data.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    script = f"(() => {{\n{front_end('common.js', 'replay.js')}\nreplaceStatic('{place}', {data});\n}})();"
    return (
        f'<div id="{place}" class="rc-place">{static}</div>\n<style>{stylesheet("replay.css")}</style>\n'
        f"<script>{script}</script>"
    )


def replay_data(
    trace: Trace, *, labels: Mapping[int, str] | None = None, caption: str = DEFAULT_CAPTION
) -> dict[str, Any]:
    """What replay.js draws, as JSON-ready data."""
    return {"caption": caption, "lines": _lines(trace, labels), **_story(tell_story(trace, labels))}


def _lines(trace: Trace, labels: Mapping[int, str] | None) -> list[list[str]]:
    source = trace.source.splitlines()
    return [[(labels or {}).get(number, str(number)), text] for number, text in enumerate(source, 1)]


def _story(story: Story) -> dict[str, Any]:
    steps = []
    before: Mapping[str, str] = story.first
    for moment in story.moments:
        steps.append(
            {
                "thread": story.threads.index(moment.thread),
                "line": moment.line or 0,
                "words": moment.words,
                "sentence": moment.sentence,
                "turn": moment.switch,
                "forced": moment.forced,
                # what did not change since the step before need not be said again
                "values": {name: value for name, value in moment.values.items() if before.get(name) != value},
                "locks": {lock: _(" and ").join(owners) for lock, owners in moment.locks.items()},
                "waiting": dict(moment.waiting),
            }
        )
        before = moment.values
    return {
        "threads": list(story.threads),
        "first": dict(story.first),
        "locks": list(story.locks),
        "steps": steps,
        "decisive": story.decisive or 0,
        "because": story.because,
        "outcome": story.outcome,
        "schedule": story.schedule,
    }


@cache
def front_end(*names: str) -> str:
    """The text of these JavaScript files of the package, one after the other, behind their texts' translations."""
    program = "\n".join(_read(name) for name in names)
    return f"{texts_for(program)}\n{program}"


@cache
def stylesheet(*names: str) -> str:
    """The colours, the shared style, and these style sheets of the package.

    Notebooks have rules of their own for tables and code in outputs. Each of ours gets the weight of an id (one that
    nothing has), so it wins wherever it stands.
    """
    sheet = "\n".join([css(), _read("style.css"), *map(_read, names)])
    return re.sub(r"\.rc-widget(?![\w-])", ".rc-widget:not(#rc-none)", sheet)


def _read(name: str) -> str:
    return files("helpers.widgets").joinpath(name).read_text(encoding="utf-8")
