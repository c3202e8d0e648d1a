"""Read a submitted notebook: also one that is damaged, renamed, or not there.

nbgrader opens a submission with nbformat, and a file that nbformat cannot read ends that student's grading with a
Python traceback in the log; a folder without a notebook is passed over without a word in the gradebook. This
exporter (nbgrader's word for what reads a notebook and writes it again) reads what can be read, leaves out what
cannot, and where nothing is left hands on an empty notebook with the reason: the master's cells are then put back
by `restore`, nothing gets points, and the teacher is told why.
"""

from __future__ import annotations

import fnmatch
import glob
import json
import os
import re
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde
from traitlets import Integer

from helpers.grading import notes
from helpers.grading.notes import Note, quoted
from helpers.grading.sandbox import sandbox
from helpers.grading.steps import Steps
from helpers.sandbox import NoSandbox

RESOURCES_KEY = "racecourse"

_CELL_TYPES = ("code", "markdown", "raw")
_KEPT_METADATA = ("kernelspec", notes.METADATA_KEY)  # `restore` replaces both; the second is ours in the second pass
_CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")


class UnreadableSubmission(Exception):
    """The submitted notebook cannot be read. The message is a sentence for the teacher, in Markdown."""


class SubmissionReader(Steps):
    """Reads submissions for `nbgrader autograde`; writes notebooks as nbgrader does."""

    max_megabytes = Integer(
        100, help="A notebook file larger than this is not read: its text would be held in memory several times."
    ).tag(config=True)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        # nbgrader makes its exporter after it has listed the submissions and before it converts the first one.
        if isinstance(self.parent, Autograde) and self.parent.coursedir is not None:
            # imported late: it imports the steps, and they import this module
            from helpers.grading.run import Interrupted, take_over

            take_over(self.parent)
            try:
                sandbox()
            except NoSandbox as problem:
                raise Interrupted(str(problem)) from problem
            self._list_submissions_without_their_notebook(self.parent)

    def from_filename(
        self, filename: str, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Read a notebook file; the notes about it are handed on in `resources`."""
        path = Path(filename)
        resources = dict(resources or {})
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)}
        found: list[Note] = []
        reason = ""
        try:
            nb = self._read(path, found, _known_ids(resources))
        except UnreadableSubmission as problem:
            reason = str(problem)
            nb = nbformat.v4.new_notebook()
            found = [Note(f"{reason} Nothing of it was judged, and no points were given or refused.", look=True)]
        resources[RESOURCES_KEY] = {"notes": found, "unreadable": reason}
        # The text of a notebook file, whatever nbconvert's annotation says of it.
        converted: tuple[NotebookNode, dict[str, Any]] = self.from_notebook_node(nb, resources=resources, **kw)
        return converted

    def _list_submissions_without_their_notebook(self, converter: Autograde) -> None:
        """Add to nbgrader's list the submission folders in which a notebook of the assignment is not found."""
        coursedir = converter.coursedir
        pattern = converter._format_source(coursedir.assignment_id, coursedir.student_id)
        try:
            with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
                assignment = gradebook.find_assignment(coursedir.assignment_id)
                names = [notebook.name for notebook in assignment.notebooks]
        except MissingEntry:
            return  # nbgrader says itself, and better, that the assignment is unknown
        for folder in filter(os.path.isdir, glob.glob(pattern)):
            for name in fnmatch.filter(names, coursedir.notebook_id):
                path = os.path.join(folder, f"{name}.ipynb")
                listed = converter.assignments.setdefault(folder, [])
                if path not in listed:
                    listed.append(path)

    def _read(self, path: Path, found: list[Note], known_ids: frozenset[str]) -> NotebookNode:
        if not path.exists() and not path.is_symlink():
            renamed = _renamed(path, known_ids)
            found.append(Note(f"The notebook was submitted as {quoted(renamed.name)}; it was read all the same."))
            path = renamed
        data = _load(path, self.max_megabytes)
        return _rebuild(data, found)


def _known_ids(resources: dict[str, Any]) -> frozenset[str]:
    """The ids of the cells of the assignment's notebook, from the gradebook."""
    info = resources.get("nbgrader")
    if not info:
        return frozenset()
    try:
        with Gradebook(info["db_url"]) as gradebook:
            notebook = gradebook.find_notebook(info["notebook"], info["assignment"])
            return frozenset(cell.name for cell in notebook.source_cells)
    except MissingEntry:
        return frozenset()


def _renamed(path: Path, known_ids: frozenset[str]) -> Path:
    """The one notebook beside `path` that is this assignment's under another name.

    Raises:
        UnreadableSubmission: when there is none, or more than one.
    """
    others = sorted(other for other in path.parent.glob("*.ipynb") if other != path)
    candidates = []
    for other in others:
        try:
            cells = _load(other, 100).get("cells", [])
        except UnreadableSubmission:
            continue
        ids = {_grade_id(cell) for cell in cells if isinstance(cell, dict)}
        if ids & known_ids:
            candidates.append(other)
    if len(candidates) == 1:
        return candidates[0]
    if candidates:
        names = ", ".join(quoted(candidate.name) for candidate in candidates)
        raise UnreadableSubmission(
            f"There is no {quoted(path.name)}, but more than one notebook that could be it: {names}. "
            "Rename the right one and grade again."
        )
    there = ", ".join(quoted(other.name) for other in sorted(path.parent.iterdir())[:5]) or "nothing"
    raise UnreadableSubmission(f"There is no notebook {quoted(path.name)} in the submission (there is: {there}).")


def _load(path: Path, max_megabytes: int) -> dict[str, Any]:
    """The JSON object in a file.

    Raises:
        UnreadableSubmission: when it is no regular file, too large, no UTF-8, no JSON, or no notebook.
    """
    name = quoted(path.name)
    if path.is_symlink() or not path.is_file():
        raise UnreadableSubmission(f"{name} is a link or a folder, not a notebook file.")
    size = path.stat().st_size
    if size > max_megabytes * 1_000_000:
        raise UnreadableSubmission(
            f"{name} has {size // 1_000_000} MB, more than the {max_megabytes} MB that are read. "
            "Clear its outputs and grade again."
        )
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise UnreadableSubmission(f"{name} is not a text file in UTF-8.") from None
    except json.JSONDecodeError as error:
        what = "is empty" if size == 0 else f"is not valid JSON (line {error.lineno}: {error.msg})"
        raise UnreadableSubmission(f"{name} {what}. Ask for the file again, or repair it and grade again.") from None
    except (RecursionError, ValueError):
        raise UnreadableSubmission(f"{name} holds JSON that cannot be read: too deep, or a number too long.") from None
    if not isinstance(data, dict) or not isinstance(data.get("nbformat"), int):
        raise UnreadableSubmission(f"{name} is valid JSON, but not a notebook.")
    return data


def _rebuild(data: dict[str, Any], found: list[Note]) -> NotebookNode:
    """A well-formed notebook from what can be used of the submitted one.

    Raises:
        UnreadableSubmission: when it is written in a format that cannot be converted, or has no list of cells.
    """
    if data["nbformat"] != 4:
        found.append(Note(f"The notebook was saved in format {quoted(data['nbformat'])} and was converted."))
        try:
            data = nbformat.convert(nbformat.from_dict(data), 4)
        except Exception as error:  # the converters of old formats fail in any way on data that is not theirs
            raise UnreadableSubmission(
                f"The notebook is in format {quoted(data['nbformat'])}, which could not be converted "
                f"({quoted(type(error).__name__)})."
            ) from error
    cells = data.get("cells")
    if not isinstance(cells, list):
        raise UnreadableSubmission("The notebook has no list of cells.")
    metadata = data.get("metadata")
    kept = {key: metadata[key] for key in _KEPT_METADATA if key in metadata} if isinstance(metadata, dict) else {}
    nb = nbformat.v4.new_notebook(metadata=nbformat.from_dict(kept))
    used: set[str] = set()
    for position, cell in enumerate(cells, start=1):
        clean = _clean_cell(cell, position, used)
        if clean is None:
            found.append(Note(f"Cell {position} is damaged and was left out.", look=True))
        else:
            nb.cells.append(clean)
    return nb


def _clean_cell(cell: Any, position: int, used: set[str]) -> NotebookNode | None:
    """A cell with all that the format asks for and nothing else, or None where there is no such cell."""
    if not isinstance(cell, dict) or cell.get("cell_type") not in _CELL_TYPES:
        return None
    source = cell.get("source")
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str):
        return None
    # A lone surrogate is legal in JSON and cannot be written to a file.
    source = source.encode("utf-8", "replace").decode("utf-8")
    cell_id = cell.get("id")
    if not (isinstance(cell_id, str) and _CELL_ID.fullmatch(cell_id)) or cell_id in used | {notes.CELL_ID}:
        cell_id = f"cell-{position}"  # from its place, not drawn by lot: grading again gives the same file
        while cell_id in used:
            cell_id += "x"
    used.add(cell_id)
    metadata = cell.get("metadata")
    clean = {
        "cell_type": cell["cell_type"],
        "id": cell_id,
        "metadata": metadata if isinstance(metadata, dict) else {},
        "source": source,
    }
    if cell["cell_type"] == "code":
        clean |= {"outputs": [], "execution_count": None}
    elif isinstance(cell.get("attachments"), dict):
        clean["attachments"] = cell["attachments"]
    return nbformat.from_dict(clean)


def _grade_id(cell: dict[str, Any]) -> object:
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return grade_id if isinstance(grade_id, str) else None
