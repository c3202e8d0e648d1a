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
from collections import Counter
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde
from traitlets import Integer

from helpers.grading import notes
from helpers.grading.markup import plain_attachments
from helpers.grading.notes import Note, quoted
from helpers.grading.sandbox import sandbox
from helpers.grading.steps import Steps
from helpers.grading.submitted_folder import folder_notes, guard
from helpers.sandbox import NoSandbox

RESOURCES_KEY = "racecourse"

_CELL_TYPES = ("code", "markdown", "raw")
_OUR_METADATA = ("kernelspec", notes.METADATA_KEY)
_CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
# What no notebook of a course comes near to.
MOST_CELLS = 2_000
LARGEST_CELL = 1_000_000  # characters
LARGEST_CODE = 200_000  # characters of a code cell: every one is parsed, more than once
MOST_CODE = 500_000  # characters of all code cells
_KEPT_TAGS = 20


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
            guard(self.parent)
            self._list_submissions_without_their_notebook(self.parent)

    def from_filename(
        self, filename: str, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Read a notebook file; the notes about it are handed on in `resources`."""
        path = Path(filename)
        resources = dict(resources or {})
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)}
        around: list[Note] = []
        reason = ""
        # nbgrader's second pass reads what the first one has written: that is ours
        ours = isinstance(self.parent, Autograde) and not self.parent._sanitizing
        if isinstance(self.parent, Autograde) and not ours:
            around = folder_notes(path.parent, self.parent.coursedir.ignore)
        found = list(around)
        take_sanitized = getattr(self.parent, "take_sanitized", None)
        kept = take_sanitized(filename) if ours and take_sanitized else None
        try:
            nb = self._read(path, found, resources, ours) if kept is None else _rebuild(kept, found, ours)
        except UnreadableSubmission as problem:
            reason = str(problem)
            nb = nbformat.v4.new_notebook()
            found = [
                *around,
                Note(f"{reason} Nothing of it was judged, and no points were given or refused.", look=True),
            ]
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

    def _read(self, path: Path, found: list[Note], resources: dict[str, Any], ours: bool) -> NotebookNode:
        if not path.exists() and not path.is_symlink():
            renamed = _renamed(path, _known_ids(resources))
            found.append(Note(f"The notebook was submitted as {quoted(renamed.name)}; it was read all the same."))
            path = renamed
        data = _load(path, self.max_megabytes, found)
        return _rebuild(data, found, ours)


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


def _load(path: Path, max_megabytes: int, found: list[Note] | None = None) -> dict[str, Any]:
    """The JSON object in a file.

    Args:
        found: where notes about it go.

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
    twice: set[str] = set()

    def as_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) < len(pairs):
            counted = Counter(key for key, _ in pairs)
            twice.update(key for key in made if counted[key] > 1)
        return made

    try:
        text = path.read_text(encoding="utf-8-sig")
        # NaN and Infinity are no JSON, and what is written again must be
        data = json.loads(text, object_pairs_hook=as_object, parse_constant=lambda name: None)
    except OSError as error:
        raise UnreadableSubmission(f"{name} cannot be read from the disk ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise UnreadableSubmission(f"{name} is not a text file in UTF-8.") from None
    except json.JSONDecodeError as error:
        what = "is empty" if size == 0 else f"is not valid JSON (line {error.lineno}: {error.msg})"
        raise UnreadableSubmission(f"{name} {what}. Ask for the file again, or repair it and grade again.") from None
    except (RecursionError, ValueError):
        raise UnreadableSubmission(f"{name} holds JSON that cannot be read: too deep, or a number too long.") from None
    if not isinstance(data, dict) or type(data.get("nbformat")) is not int:
        raise UnreadableSubmission(f"{name} is valid JSON, but not a notebook.")
    if twice and found is not None:
        keys = ", ".join(map(quoted, sorted(twice)[:5]))
        found.append(Note(f"The file has {keys} more than once in one place. The last one counts.", look=True))
    return data


def _rebuild(data: dict[str, Any], found: list[Note], ours: bool) -> NotebookNode:
    """A well-formed notebook from what can be used of the submitted one.

    Args:
        ours: whether it was written by this package.

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
    if len(cells) > MOST_CELLS:
        raise UnreadableSubmission(f"The notebook has {len(cells)} cells; at most {MOST_CELLS} are read.")
    metadata = data.get("metadata")
    kept: dict[str, Any] = {}
    if isinstance(metadata, dict):
        if ours:
            kept = {key: metadata[key] for key in _OUR_METADATA if key in metadata}
        elif isinstance(metadata.get("kernelspec"), dict):
            name = metadata["kernelspec"].get("name")
            if isinstance(name, str):
                kept = {"kernelspec": {"name": name, "display_name": name}}
    nb = nbformat.v4.new_notebook(metadata=nbformat.from_dict(kept))
    used: set[str] = set()
    code = 0
    for position, cell in enumerate(cells, start=1):
        clean = _clean_cell(cell, position, used)
        if clean is None:
            found.append(Note(f"Cell {position} is damaged and was left out.", look=True))
            continue
        is_code = clean.cell_type == "code"
        if len(clean.source) > (LARGEST_CODE if is_code else LARGEST_CELL):
            found.append(
                Note(
                    f"Cell {position} has {len(clean.source)} characters, too many to read; it was left out.", look=True
                )
            )
        elif is_code and code + len(clean.source) > MOST_CODE:
            found.append(
                Note(
                    f"Cell {position} was left out: with it the code has more than {MOST_CODE} characters, too many "
                    "to read.",
                    look=True,
                )
            )
        else:
            code += len(clean.source) if is_code else 0
            _keep_pictures(clean, cell, position, found)
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
    # One line for Python is one line for everybody who counts them.
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    # A lone surrogate is legal in JSON and cannot be written to a file.
    source = source.encode("utf-8", "replace").decode("utf-8").replace("\0", "\N{REPLACEMENT CHARACTER}")
    cell_id = cell.get("id")
    if not (isinstance(cell_id, str) and _CELL_ID.fullmatch(cell_id)) or cell_id in used | {notes.CELL_ID}:
        cell_id = f"cell-{position}"  # from its place, not drawn by lot: grading again gives the same file
        while cell_id in used:
            cell_id += "x"
    used.add(cell_id)
    clean = {
        "cell_type": cell["cell_type"],
        "id": cell_id,
        "metadata": _flat_metadata(cell.get("metadata")),
        "source": source,
    }
    if cell["cell_type"] == "code":
        clean |= {"outputs": [], "execution_count": None}
    return nbformat.from_dict(clean)


def _flat_metadata(metadata: Any) -> dict[str, Any]:
    """What the later steps look at: nbgrader's own values and the tags, without what could be nested deeply."""
    if not isinstance(metadata, dict):
        return {}
    kept: dict[str, Any] = {}
    nbgrader, tags = metadata.get("nbgrader"), metadata.get("tags")
    if isinstance(nbgrader, dict):
        kept["nbgrader"] = {
            key: value for key, value in nbgrader.items() if isinstance(value, (str, int, float, bool, type(None)))
        }
    if isinstance(tags, list):
        kept["tags"] = [tag for tag in tags[:_KEPT_TAGS] if isinstance(tag, str)]
    return kept | {key: metadata[key] for key in ("deletable", "editable") if isinstance(metadata.get(key), bool)}


def _keep_pictures(clean: NotebookNode, cell: dict[str, Any], position: int, found: list[Note]) -> None:
    """Keep the pictures that are attached to a text cell, and say what else there was."""
    if clean.cell_type == "code" or not isinstance(cell.get("attachments"), dict):
        return
    pictures, others = plain_attachments(cell["attachments"])
    if pictures:
        clean.attachments = nbformat.from_dict(pictures)
    if others:
        names = ", ".join(map(quoted, others[:5]))
        found.append(
            Note(f"Cell {position} has attachments that are no pictures ({names}); they were left out.", look=True)
        )


def _grade_id(cell: dict[str, Any]) -> object:
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return grade_id if isinstance(grade_id, str) else None
