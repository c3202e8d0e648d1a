"""Take the life out of markup that comes from a submission.

Formgrader and the feedback pages show a student's Markdown, raw cells and outputs in the teacher's browser, where a
script would act with the teacher's rights. nbconvert has a sanitiser, but it cleans Markdown as if it were HTML and
so spoils every quotation and every `a < b`; ours leaves text that can be read as it was written.
"""

from __future__ import annotations

import re

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import compute_checksum
from traitlets import Bool

WORD_JOINER = "\u2060"  # invisible, and between "<" and a letter it makes a tag into text, in prose and in code alike

# What the HTML standard calls a tag opening: anything else after "<" is text.
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
# A link to anything but a plain web address or a picture in the cell. What may run code cannot be told by its letters:
# `java&#115;cript:` does, and so does `javas<tab>cript:`. A link that is taken out reads as it was written.
_LINK = re.compile(r"""\](?=:|\((?!(?:https?://|attachment:)[^\s<>"'\\()]*\)))""")
# MathJax can make links and load extensions.
_TEX_COMMAND = re.compile(r"\\(?=(?:href|require|class|cssId|style|includegraphics|unicode|url)\b)")

_PICTURES = frozenset({"image/png", "image/jpeg", "image/gif"})
_BASE64 = re.compile(r"[A-Za-z0-9+/\s]*={0,2}\s*")


def neutralise(text: str) -> str:
    """The same text for a reader, without tags, links that may run code, and active TeX commands for a browser."""
    text = _TAG.sub("<" + WORD_JOINER, text)
    text = _LINK.sub("]" + WORD_JOINER, text)
    return _TEX_COMMAND.sub("\\\\" + WORD_JOINER, text)


def is_picture(kind: object, data: object) -> bool:
    """Whether this is a picture of pixels. A page shows it by writing its kind and its data into an attribute, so that
    anything else than letters could end the attribute and begin a script; and a picture in SVG may hold one."""
    return kind in _PICTURES and isinstance(data, str) and _BASE64.fullmatch(data) is not None


def plain_attachments(attachments: dict[str, object]) -> tuple[dict[str, dict[str, str]], list[str]]:
    """The pictures among the attachments of a text cell, and the names of what else there is."""
    kept: dict[str, dict[str, str]] = {}
    others: list[str] = []
    for name, bundle in attachments.items():
        pictures = {k: str(d) for k, d in bundle.items() if is_picture(k, d)} if isinstance(bundle, dict) else {}
        if pictures and re.fullmatch(r"[\w. -]{1,200}", name):
            kept[name] = pictures
        else:
            others.append(name)
    return kept, others


def plain_outputs(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Outputs of a student's interpreter, reduced to text and pixel images."""
    kept = []
    for output in outputs:
        if output.output_type in ("display_data", "execute_result"):
            output.data = NotebookNode(
                {kind: data for kind, data in output.data.items() if kind == "text/plain" or is_picture(kind, data)}
            )
            output.metadata = NotebookNode()
            if not output.data:
                output.data["text/plain"] = "(an output that is neither text nor a picture is not shown here)"
        kept.append(output)
    return kept


class NeutraliseMarkup(NbGraderPreprocessor):
    """Make a student's Markdown and raw cells harmless; the master's own text stays as it is."""

    enabled = Bool(True)  # not configurable: showing a student's script to the teacher's browser is no setting

    def preprocess_cell(
        self, cell: NotebookNode, resources: ResourcesDict, cell_index: int
    ) -> tuple[NotebookNode, ResourcesDict]:
        if cell.cell_type in ("markdown", "raw") and not _is_the_masters(cell):
            cell.source = neutralise(cell.source)
        return cell, resources


def _is_the_masters(cell: NotebookNode) -> bool:
    """Whether the cell's text is the master copy's, as its checksum (restored from the gradebook) proves."""
    nbgrader = cell.metadata.get("nbgrader", {})
    return bool(nbgrader.get("checksum")) and nbgrader["checksum"] == compute_checksum(cell)
