"""Which section of a lesson treats a misconception, as a link that works in the notebook.

The table is `Misconception.lesson`: `04-race-conditions#Do-not-check-first-and-act-later`. The part after the # is the
heading as Jupyter makes anchors: with hyphens for its spaces.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from helpers.exercises.misconceptions import UnknownMisconception, misconception
from helpers.language import _
from helpers.notebook.places import as_link, lesson_file
from helpers.notebook.solution_source import read_cells

# Where an earlier lesson than the table's treats a belief, too: nobody is sent on to a lesson that comes later.
NEARER = {
    ("00", "M19"): "00-start-here#Decide-a-race-yourself",
    ("01", "M35"): "01-which-tool#Know-what-each-tool-is-good-for",
    ("01", "M37"): "01-which-tool#Know-what-each-tool-is-good-for",
    ("08", "M48"): "08-pools#Ask-for-every-exception",
    ("08", "M49"): "08-pools#Ask-for-every-exception",
    ("08", "M50"): "08-pools#Hand-a-list-to-a-pool",
    ("09", "M52"): "09-more-tasks-than-cores#Keep-one-failure-from-costing-the-rest",
}


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a lesson.

    Attributes:
        lesson: the notebook's name without its ending.
        heading: the section's heading.
        link: the way there from the working folder, anchor included; None where this copy has no lessons.
    """

    lesson: str
    heading: str
    link: str | None

    def to_text(self) -> str:
        where = self.link or f"notebooks/{self.lesson}.ipynb"
        return _("Read: {heading} ({where})").format(heading=self.heading, where=where)

    def to_html(self) -> str:
        heading = html.escape(self.heading)
        shown = f'<a href="{html.escape(self.link)}">{heading}</a>' if self.link else f"<em>{heading}</em>"
        said = _("Read: {heading}, in the lesson {lesson}").format(heading=shown, lesson=html.escape(self.lesson))
        return f"<p>{said}</p>"


def section_of(id: str, chapter: str = "") -> Section | None:
    """The section that treats a misconception; None where no lesson does.

    Args:
        id: the misconception's id.
        chapter: the number of the chapter that the learner is in, such as `04`.
    """
    try:
        lesson, _, anchor = NEARER.get((chapter, id), misconception(id).lesson).partition("#")
    except UnknownMisconception:
        return None
    if not anchor:
        return None
    path = lesson_file(lesson)
    way = as_link(path) if path else None
    heading = anchor.replace("-", " ")
    return Section(lesson, heading, f"{quote(way)}#{_place(path, heading) or quote(anchor, safe=',')}" if way else None)


def _place(path: Path | None, heading: str) -> str:
    """The cell that begins with a heading, as JupyterLab writes it in links; empty where there is none.

    The heading's own anchor is not enough: JupyterLab looks for it before it has drawn a notebook that is just being
    opened, does not find it, and stays at the top. Cells it knows from the start.
    """
    for cell in read_cells(path) if path else ():
        first, _, _ = "".join(cell["source"]).partition("\n")
        if cell["cell_type"] == "markdown" and first.lstrip("#").strip() == heading and cell.get("id"):
            return f"cell-id={quote(str(cell['id']))}"
    return ""


def sections_of(ids: Iterable[str | None], exercise: str = "") -> tuple[Section, ...]:
    """The sections that treat these misconceptions, each once, the most important one first.

    Args:
        exercise: the id of the exercise in which they were found.
    """
    found = (section_of(id, exercise.split("-")[0]) for id in ids if id)
    return tuple(dict.fromkeys(section for section in found if section is not None))
