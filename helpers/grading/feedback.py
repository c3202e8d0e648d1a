"""The page with which a student gets a graded notebook back: `nbgrader generate_feedback`, drawn by us.

nbgrader's own page loads MathJax from the internet and runs what a teacher's or a student's HTML holds. This one runs
nothing and needs nothing beside itself: a policy in its head tells the browser so. Line numbers stand beside the code,
because verdicts speak of lines, and the failing interleaving is drawn in tables and lanes.
"""

from __future__ import annotations

import base64
import contextlib
import glob
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from nbconvert.exporters.exporter import Exporter, ResourcesDict
from nbconvert.filters import markdown2html, strip_ansi
from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import GenerateFeedback, NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import compute_checksum
from traitlets import Bool, default

from helpers.exercises import UnknownExercise, find
from helpers.exercises.assemble import assemble
from helpers.grading.call import checked_exercise
from helpers.grading.course_folder import gradebook_of, settings_of
from helpers.grading.places import LOG_FILE
from helpers.grading.rubric import argued_exercise
from helpers.grading.visible import numbered, visible
from helpers.interleave.trace import Trace
from helpers.notebook.verdicts import MIME, ShownVerdict
from helpers.render import storyboard_html
from helpers.render.lanes import lanes_html
from helpers.verdict import Verdict, VerdictFormatError

WAITS_KEY = "waits"

_HEADING = re.compile(r"<(?P<end>/?)h(?P<level>[1-6])\b[^>]*>")
_ATTACHED = re.compile(r'src="attachment:(?P<name>[^"]+)"')
# The page lies in another place than the notebook: what is relative there leads nowhere here.
_RELATIVE_LINK = re.compile(r'<a href="(?!https?:|#)[^"]*"[^>]*>(?P<text>.*?)</a>', re.DOTALL)
_PIXELS = ("image/png", "image/jpeg")
_ANCHOR = re.compile(r'<a class="anchor-link"[^>]*>.*?</a>')


class SayWhatWaits(NbGraderPreprocessor):
    """After GetGrades, for which an open score is a zero: marks the cells to which a person has yet to give one."""

    enabled = Bool(True)

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        info = resources["nbgrader"]
        with Gradebook(info["db_url"]) as gradebook:
            for cell in nb.cells:
                if utils.is_grade(cell):
                    name = cell.metadata.nbgrader["grade_id"]
                    grade = gradebook.find_grade(name, info["notebook"], info["assignment"], info["student"])
                    cell.metadata.nbgrader[WAITS_KEY] = bool(grade.needs_manual_grade and grade.manual_score is None)
        return nb, resources


class FeedbackError(Exception):
    """No feedback was made. The message says what to do."""


def make_feedback(course: Path, chapter: str, student: str = "*") -> list[Path]:
    """Make the pages of a chapter, as `nbgrader generate_feedback --force` does.

    Args:
        course: the course's folder.
        chapter: the name of the chapter's folder.
        student: a student's folder, or a pattern of such.

    Returns:
        the pages.

    Raises:
        CourseFolderError: when the folder is no course.
        FeedbackError: when nothing is graded, or a page could not be made.
    """
    with gradebook_of(course) as gradebook:
        try:
            gradebook.find_assignment(chapter)
        except MissingEntry:
            raise FeedbackError(f"{chapter} is not in the gradebook: grade it first, with `course grade`.") from None
    settings = settings_of(course)
    settings.assignment_id, settings.student_id = chapter, student
    if not glob.glob(settings.format_path(settings.autograded_directory, student, chapter)):
        raise FeedbackError(f"There is nothing in autograded/{student}/{chapter}: grade it first, with `course grade`.")
    converter = _Pages(coursedir=settings, parent=settings.parent)
    converter.force = True
    try:
        with _messages_in(course / LOG_FILE, converter.log):
            converter.start()
    except NbGraderException as error:
        for problem in converter.problems.values():
            if isinstance(problem, OSError):  # the next page would run into it, too
                raise problem from error
        students = ", ".join(sorted(converter.problems))
        raise FeedbackError(
            f"Feedback could not be made for {students or student}: {LOG_FILE} says why. The other pages are made."
        ) from error
    pattern = settings.format_path(settings.feedback_directory, student, chapter)
    return sorted(path for folder in glob.glob(pattern) for path in Path(folder).glob("*.html"))


class _Pages(GenerateFeedback):
    """nbgrader's GenerateFeedback, which remembers whose page could not be made, and why."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.problems: dict[str, Exception] = {}

    def convert_single_notebook(self, notebook_filename: str) -> None:
        try:
            super().convert_single_notebook(notebook_filename)
        except Exception as error:
            self.problems[Path(notebook_filename).parts[-3]] = error
            raise


@contextlib.contextmanager
def _messages_in(file: Path, log: Any) -> Iterator[None]:
    """nbgrader's messages, among which whole tracebacks are, for who looks for them."""
    handler = logging.FileHandler(file, mode="a", encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    before = log.handlers[:], log.propagate
    log.handlers, log.propagate = [handler], False
    try:
        yield
    finally:
        log.handlers, log.propagate = before
        handler.close()


@dataclass(frozen=True, slots=True)
class Part:
    """A graded part of the notebook."""

    name: str
    label: str
    score: float
    points: float
    waits: bool


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell as the page shows it."""

    source: str
    markdown: Markup = field(default_factory=Markup)
    outputs: tuple[Markup, ...] = ()
    part: Part | None = None
    comment: Markup = field(default_factory=Markup)


class FeedbackPage(Exporter):
    """nbconvert's word for what makes a file from a notebook."""

    output_mimetype = "text/html"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(  # type: ignore[override]  # nbconvert says NotebookNode where its own exporters give text
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page for a graded notebook."""
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        sources = [cell.source for cell in nb.cells if cell.cell_type == "code"]
        cells = [_shown(cell, sources) for cell in nb.cells if cell.source.strip()]
        info = resources["nbgrader"]
        environment = Environment(
            loader=PackageLoader("helpers.grading", "."),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=visible,
            trim_blocks=True,
        )
        environment.filters["numbered"] = numbered
        page = environment.get_template("feedback.html.j2").render(
            notebook=info["notebook"],
            score=info["score"],
            most=info["max_score"],
            penalty=info["late_penalty"],
            parts=[cell.part for cell in cells if cell.part],
            waiting=any(cell.part.waits for cell in cells if cell.part),
            cells=cells,
        )
        return page, resources


def _shown(cell: NotebookNode, sources: list[str]) -> ShownCell:
    nbgrader = cell.metadata.get("nbgrader", {})
    comment = str(nbgrader.get("comment") or "")
    return ShownCell(
        source=cell.source,
        markdown=_markdown(cell) if cell.cell_type == "markdown" else Markup(""),
        outputs=tuple(_outputs(cell, sources)) if cell.cell_type == "code" else (),
        part=_part(cell) if utils.is_grade(cell) or utils.is_task(cell) else None,
        comment=_headings_down(Markup(markdown2html(comment)), theirs=True) if comment else Markup(""),
    )


def _part(cell: NotebookNode) -> Part:
    nbgrader = cell.metadata.nbgrader
    exercise = (checked_exercise(cell.source) if cell.cell_type == "code" else argued_exercise(cell)) or ""
    try:
        label = f"{exercise} {find(exercise).title}"
    except UnknownExercise:
        label = nbgrader["grade_id"]
    return Part(
        name=nbgrader["grade_id"],
        label=label,
        score=float(nbgrader.get("score") or 0),
        points=float(nbgrader.get("points") or 0),
        waits=bool(nbgrader.get(WAITS_KEY)),
    )


def _markdown(cell: NotebookNode) -> Markup:
    """Prose. A student's was made harmless when it was graded; its headings do not belong to the page's outline."""
    html = markdown2html(cell.source)
    attachments = cell.get("attachments", {})

    def embedded(found: re.Match[str]) -> str:
        data = attachments.get(found["name"], {})
        kind = next((kind for kind in _PIXELS if isinstance(data.get(kind), str)), None)
        return f'src="data:{kind};base64,{_base64(data[kind])}"' if kind else 'src=""'

    nbgrader = cell.metadata.get("nbgrader", {})
    theirs = bool(nbgrader.get("solution")) or (
        bool(nbgrader.get("checksum")) and nbgrader["checksum"] != compute_checksum(cell)
    )
    html = _RELATIVE_LINK.sub(lambda found: found["text"], html)
    return _headings_down(Markup(_ATTACHED.sub(embedded, html)), theirs=theirs)


def _headings_down(html: Markup, *, theirs: bool) -> Markup:
    """Headings one level down, below the page's own; those of a person's text as paragraphs."""

    def changed(found: re.Match[str]) -> str:
        if theirs:
            return "</p>" if found["end"] else '<p class="heading">'
        return f"<{found['end']}h{min(6, int(found['level']) + 1)}>"

    return Markup(_HEADING.sub(changed, _ANCHOR.sub("", str(html))))


def _base64(data: str) -> str:
    """The data as base64 and nothing else."""
    try:
        return base64.b64encode(base64.b64decode("".join(data.split()), validate=True)).decode("ascii")
    except ValueError:
        return ""


def _outputs(cell: NotebookNode, sources: list[str]) -> list[Markup]:
    """What stands below a cell: a verdict as we draw it, everything else as text or pixels."""
    shown = []
    exercise = checked_exercise(cell.source)
    verdict = None
    for output in cell.get("outputs", ()):
        data = output.get("data", {})
        if exercise is not None and MIME in data:
            verdict = _verdict(data[MIME], exercise, sources)
            if verdict is not None:
                shown.append(verdict)
                continue
        if output.output_type == "error":
            if verdict is None:  # its words are in the verdict
                shown.append(_text(strip_ansi("\n".join(output.get("traceback") or [output.get("evalue", "")]))))
        elif output.output_type == "stream":
            shown.append(_text(strip_ansi(output.get("text", ""))))
        elif any(kind in data for kind in _PIXELS):
            kind = next(kind for kind in _PIXELS if kind in data)
            picture = Markup('<img alt="A picture that the program drew" src="data:{};base64,{}">')
            shown.append(picture.format(kind, _base64(str(data[kind]))))
        elif output.output_type != "execute_result" or verdict is None:  # otherwise it is the score, for nbgrader
            shown.append(_text(str(data.get("text/plain", ""))))
    return shown


def _verdict(data: Any, exercise: str, sources: list[str]) -> Markup | None:
    try:
        verdict = Verdict.from_json(data)
    except VerdictFormatError:
        return None
    answer = assemble(sources, exercise)
    # it escapes what comes from the program
    return Markup(ShownVerdict.of(verdict, answer).bundle(draw=_drawn)["text/html"])


def _drawn(trace: Trace, *, labels: Any = None) -> str:
    return lanes_html(trace) + storyboard_html(trace, labels=labels)


def _text(text: str) -> Markup:
    return Markup("<pre>{}</pre>").format(visible(text)) if text.strip() else Markup("")
