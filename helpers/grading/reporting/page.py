"""The report of a class as one HTML page that needs nothing beside itself, and runs nothing."""

from __future__ import annotations

import base64
import html
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from helpers.figures.class_report import Bar, stacked_bars
from helpers.figures.picture import Picture
from helpers.grading.records import ClassRecords
from helpers.grading.reporting.summary import KINDS, Summary, summarise
from helpers.grading.visible import numbered, visible
from helpers.interleave.trace import Trace
from helpers.render import trace_html

# More bars than these are in the table only.
MOST_BARS = 15


def report_page(records: ClassRecords) -> str:
    """The page for a graded chapter, as HTML."""
    summary = summarise(records)
    environment = Environment(
        loader=PackageLoader("helpers.grading.reporting", "."),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=visible,
        trim_blocks=True,
    )
    environment.filters |= {"points": _points, "numbered": numbered}
    return environment.get_template("page.html.j2").render(
        chapter=records.chapter,
        records=records,
        mean=summary.mean,
        median=summary.median,
        waiting=sum(len(record.waiting) for record in records.records),
        kinds=KINDS,
        score_bars=summary.score_bars,
        time_bars=summary.time_bars,
        without_time=summary.without_time,
        exercises=summary.exercises,
        beliefs=summary.beliefs,
        help=summary.help,
        copies=summary.copies,
        pictures=_pictures(summary),
        figure=_figure,
        counts=_counts,
        trace=_trace,
        prose=_prose,
    )


def write_report(records: ClassRecords, path: Path) -> None:
    """Write the page; the folder is made where it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(report_page(records), encoding="utf-8")


def _pictures(summary: Summary) -> dict[str, Picture]:
    return {
        "scores": stacked_bars(
            "How many students have which part of the points",
            "students",
            ("students",),
            [Bar(name, (number,)) for name, number in summary.score_bars],
        ),
        "time": stacked_bars(
            "When they handed in, by the due date",
            "students",
            ("students",),
            [Bar(name, (number,)) for name, number in summary.time_bars],
        ),
        "exercises": stacked_bars(
            "Answers by exercise",
            "students",
            KINDS,
            [Bar(one.exercise or one.cell, one.counts) for one in summary.exercises],
        ),
        "beliefs": stacked_bars(
            "Students by misconception",
            "students",
            ("students",),
            [Bar(belief.id, (len(belief.students),)) for belief in summary.beliefs[:MOST_BARS]],
        ),
    }


def _figure(picture: Picture) -> Markup:
    data = base64.b64encode(picture.svg()).decode("ascii")
    return Markup('<figure><img src="data:image/svg+xml;base64,{}" alt="{}"></figure>').format(data, picture.text)


def _counts(caption: str, first: str, bars: tuple[tuple[str, int], ...]) -> Markup:
    """A table with a number for each bar of a picture."""
    row = Markup('<tr><th scope="row">{}</th><td class="number">{}</td></tr>')
    head = Markup(
        '<table><caption>{}</caption><thead><tr><th scope="col">{}</th>'
        '<th scope="col" class="number">students</th></tr></thead><tbody>'
    )
    rows = Markup("").join(row.format(name, number) for name, number in bars)
    return head.format(caption, first) + rows + Markup("</tbody></table>")


def _trace(trace: Trace) -> Markup:
    return Markup(trace_html(trace))  # it escapes what comes from the program


def _prose(text: str) -> Markup:
    """A message of a check: what is between backticks is code, and lines stay lines."""
    parts = html.escape(str(visible(text))).split("`")
    if len(parts) % 2 == 0:  # an odd backtick is no markup
        parts = ["`".join(parts)]
    marked = "".join(f"<code>{part}</code>" if index % 2 else part for index, part in enumerate(parts))
    return Markup(marked.replace("\n", "<br>"))


def _points(value: float) -> str:
    return f"{round(value, 2):g}"
