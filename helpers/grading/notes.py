"""Notes: what the grader has to tell the teacher about one submission.

They travel in the notebook's own metadata, because nbgrader hands nothing else from its sanitising pass to its
grading pass. What a student wrote there is dropped before the first note is made.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from helpers.grading.markup import neutralise

METADATA_KEY = "racecourse"
CELL_ID = "notes-of-the-grader"
MOST = 60  # a submission that earns more of them is one to look at, not one to read about


@dataclass(frozen=True, slots=True)
class Note:
    """One sentence for the teacher.

    Attributes:
        text: the sentence, as Markdown. What comes from the submission goes through `quoted`.
        look: whether a person should look at this submission because of it.
        opens: the cell to which only a person can give the score because of it; empty for none.
    """

    text: str
    look: bool = False
    opens: str = ""


def quoted(value: object, limit: int = 80) -> str:
    """A piece of a submission as inline code that cannot break out of the sentence around it."""
    text = " ".join(str(value).split()).replace("`", "'")
    return f"`{text[: limit - 1]}…`" if len(text) > limit else f"`{text or ' '}`"


def read(nb: NotebookNode) -> list[Note]:
    """The notes that `write` left in a notebook."""
    return [Note(**note) for note in nb.metadata.get(METADATA_KEY, {}).get("notes", [])]


def unreadable_reason(nb: NotebookNode) -> str:
    """Why the submitted notebook could not be read; empty when it could."""
    return str(nb.metadata.get(METADATA_KEY, {}).get("unreadable", ""))


def write(nb: NotebookNode, notes: Iterable[Note], unreadable: str = "") -> None:
    """Put the notes into the notebook's metadata, in place of whatever was there."""
    notes = _not_too_many(list(dict.fromkeys(notes)))
    nb.metadata.pop(METADATA_KEY, None)
    if notes or unreadable:
        data: dict[str, Any] = {"notes": [asdict(note) for note in notes]}
        if unreadable:
            data["unreadable"] = unreadable
        nb.metadata[METADATA_KEY] = nbformat.from_dict(data)


def _not_too_many(notes: list[Note]) -> list[Note]:
    """The first ones, and those on which a score depends."""
    kept = [note for number, note in enumerate(notes) if number < MOST or note.opens]
    if len(kept) < len(notes):
        kept.append(Note(f"{len(notes) - len(kept)} more notes were left out.", look=True))
    return kept


def show(nb: NotebookNode) -> None:
    """Make the notes the notebook's first cell, for those who read it in Formgrader or as feedback."""
    notes = read(nb)
    if notes:
        lines = "\n".join(f"* {neutralise(note.text)}" for note in notes)
        nb.cells.insert(0, new_markdown_cell(f"**Notes of the grader**\n\n{lines}", id=CELL_ID))
