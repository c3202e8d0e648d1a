"""Put back what belongs to the master copy, and tell the teacher what was changed.

nbgrader's own `OverwriteCells` restores the sources of locked cells, but believes the rest of what a submission says
about itself: tags that keep a test from running, a format version that ends the whole run, a copy of a test cell,
points. It puts a deleted test cell back only where the cell before it is still there. Here every cell's metadata is
made anew from the gradebook, so nothing that a student can write there is left for the later steps to trip over.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

import nbformat
from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.api import Notebook as MasterNotebook
from nbgrader.nbgraderformat import SCHEMA_VERSION
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool

from helpers.grading import notes
from helpers.grading.attacks import attack_notes
from helpers.grading.notes import Note, quoted
from helpers.grading.reader import RESOURCES_KEY


@dataclass(frozen=True, slots=True)
class MasterCell:
    """A cell that nbgrader manages, as the gradebook knows it.

    Attributes:
        name: nbgrader's `grade_id`.
        locked: whether the student may not change it.
        points: what it is worth; None where it is not graded.
    """

    name: str
    cell_type: str
    source: str
    checksum: str
    locked: bool
    grade: bool
    solution: bool
    task: bool
    points: float | None

    @property
    def is_test(self) -> bool:
        return self.grade and not self.solution

    @property
    def is_by_hand(self) -> bool:
        """Whether a person gives the score."""
        return self.grade and self.solution

    def metadata(self) -> dict[str, Any]:
        """The cell's metadata, as `nbgrader generate_assignment` writes it."""
        nbgrader: dict[str, Any] = {
            "cell_type": self.cell_type,
            "checksum": self.checksum,
            "grade": self.grade,
            "grade_id": self.name,
            "locked": self.locked,
            "schema_version": SCHEMA_VERSION,
            "solution": self.solution,
            "task": self.task,
        }
        if self.points is not None:
            nbgrader["points"] = self.points
        metadata: dict[str, Any] = {"nbgrader": nbgrader}
        if self.locked:
            metadata |= {"deletable": False, "editable": False}
        return metadata

    def cell(self) -> NotebookNode:
        """A new cell like the master's, with an id that is the same each time."""
        cell: dict[str, Any] = {
            "cell_type": self.cell_type,
            "id": "restored-" + hashlib.sha256(self.name.encode()).hexdigest()[:16],
            "metadata": self.metadata(),
            "source": self.source,
        }
        if self.cell_type == "code":
            cell |= {"outputs": [], "execution_count": None}
        return nbformat.from_dict(cell)


def master_cells(notebook: MasterNotebook) -> list[MasterCell]:
    """The managed cells of the master notebook, in its order."""
    grades = {cell.name: float(cell.max_score) for cell in notebook.grade_cells}
    tasks = {cell.name: float(cell.max_score) for cell in notebook.task_cells}
    solutions = {cell.name for cell in notebook.solution_cells}
    return [
        MasterCell(
            name=cell.name,
            cell_type=cell.cell_type,
            source=cell.source or "",
            checksum=cell.checksum or "",
            locked=bool(cell.locked),
            grade=cell.name in grades,
            solution=cell.name in solutions,
            task=cell.name in tasks,
            points=grades.get(cell.name, tasks.get(cell.name)),
        )
        for cell in notebook.source_cells
    ]


class RestoreFromMaster(NbGraderPreprocessor):
    """The first of the sanitising steps."""

    enabled = Bool(True)  # not configurable: the later steps rely on it

    _known: tuple[MasterNotebook, list[MasterCell], frozenset[str]] | None = None

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        info = resources["nbgrader"]
        from_reader = resources.get(RESOURCES_KEY, {})
        unreadable: str = from_reader.get("unreadable", "")
        found: list[Note] = list(from_reader.get("notes", []))
        with Gradebook(info["db_url"]) as gradebook:
            notebook = gradebook.find_notebook(info["notebook"], info["assignment"])
            master, lines = self._read_once(notebook)
            kernelspec = json.loads(notebook.kernelspec or "{}")
        if not unreadable:
            found += attack_notes(nb, lines)
        changes: list[Note] = []
        self._restore_kernelspec(nb, kernelspec, changes)
        by_name = {cell.name: cell for cell in master}
        marked = self._restore_metadata(nb, by_name, changes)
        self._restore_sources(marked, by_name, changes)
        self._restore_missing(nb, marked, master, changes)
        if not unreadable:  # of a notebook that could not be read it would say that every cell is missing
            found += changes
        for note in found:
            self.log.warning("%s, %s: %s", info["student"], info["notebook"], note.text)
        notes.write(nb, found, unreadable)
        return nb, resources

    def _read_once(self, notebook: MasterNotebook) -> tuple[list[MasterCell], frozenset[str]]:
        """The managed cells and all their lines: a run finds the same notebook for each submission."""
        if self._known is None or self._known[0] is not notebook:
            cells = master_cells(notebook)
            self._known = notebook, cells, frozenset(line.strip() for cell in cells for line in cell.source.split("\n"))
        return self._known[1:]

    def _restore_kernelspec(self, nb: NotebookNode, kernelspec: dict[str, Any], changes: list[Note]) -> None:
        submitted = nb.metadata.pop("kernelspec", None)
        name = submitted.get("name") if isinstance(submitted, dict) else None
        if kernelspec:
            nb.metadata["kernelspec"] = nbformat.from_dict(kernelspec)
            if name != kernelspec.get("name"):
                changes.append(
                    Note(f"The notebook asked for the kernel {quoted(name)}; {quoted(kernelspec.get('name'))} is used.")
                )

    def _restore_metadata(
        self, nb: NotebookNode, by_name: dict[str, MasterCell], changes: list[Note]
    ) -> dict[str, NotebookNode]:
        """Make every cell's metadata anew.

        Returns:
            the cells that stand for the master's, by name. Of several with one name the last one counts, as it
            does in nbgrader; the others become cells like any other.
        """
        marked: dict[str, NotebookNode] = {}
        for position, cell in reversed(list(enumerate(nb.cells, start=1))):
            submitted, cell.metadata = cell.metadata, NotebookNode()
            nbgrader = submitted.get("nbgrader")
            name = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
            master = by_name.get(name) if isinstance(name, str) else None
            if master is None:
                if isinstance(name, str) and name:
                    changes.append(
                        Note(
                            f"Cell {position} calls itself {quoted(name)}, which the assignment does not have; "
                            "it is treated as a cell that the student added.",
                            look=True,
                        )
                    )
                continue
            if master.name in marked:
                text = f"{quoted(master.name)} is there more than once; the last copy counts, not cell {position}."
                if master.is_by_hand:
                    changes.append(Note(f"{text} Read both.", look=True, opens=master.name))
                else:
                    changes.append(Note(text))
                continue
            cell.metadata = nbformat.from_dict(master.metadata())
            marked[master.name] = cell
            changes += _metadata_changes(master, submitted)
        return marked

    def _restore_sources(
        self, marked: dict[str, NotebookNode], by_name: dict[str, MasterCell], changes: list[Note]
    ) -> None:
        for name, cell in marked.items():
            master = by_name[name]
            if cell.cell_type != master.cell_type:
                changes.append(
                    Note(f"{quoted(name)} had become a {cell.cell_type} cell; it is a {master.cell_type} cell again.")
                )
                _change_type(cell, master.cell_type)
            if master.locked and cell.source != master.source:
                what = "test cell" if master.is_test else "given cell"
                changes.append(
                    Note(f"The {what} {quoted(name)} was changed; the master copy was put back.", look=master.is_test)
                )
                cell.source = master.source

    def _restore_missing(
        self, nb: NotebookNode, marked: dict[str, NotebookNode], master: list[MasterCell], changes: list[Note]
    ) -> None:
        previous: NotebookNode | None = None
        for cell in master:
            if cell.name in marked:
                previous = marked[cell.name]
                continue
            if not (cell.locked or cell.grade or cell.task):
                # An answer cell. The student may have moved the answer to a cell of his own, beside which the
                # starter's text must not reappear.
                changes.append(
                    Note(
                        f"The answer cell {quoted(cell.name)} was deleted; answers in other cells are read.",
                        look=True,
                    )
                )
                continue
            what = "test cell" if cell.is_test else "given cell" if cell.locked else "cell"
            text = f"The {what} {quoted(cell.name)} was deleted; it was restored."
            if cell.is_by_hand:
                text += " The answer may stand in another cell."
                changes.append(Note(text, look=True, opens=cell.name))
            else:
                changes.append(Note(text, look=cell.is_test))
            at = 0 if previous is None else next(i for i, other in enumerate(nb.cells) if other is previous) + 1
            previous = cell.cell()
            nb.cells.insert(at, previous)


def _metadata_changes(master: MasterCell, submitted: NotebookNode) -> list[Note]:
    """What the submission said about one of the master's cells that the master does not say."""
    found = []
    nbgrader = submitted["nbgrader"]
    expected = master.metadata()["nbgrader"]
    keys = [key for key in ("points", "grade", "solution", "locked") if key in expected]
    changed = [key for key in keys if nbgrader.get(key, expected[key]) != expected[key]]
    if changed:
        keys_text = ", ".join(quoted(key) for key in changed)
        found.append(
            Note(f"The settings of {quoted(master.name)} were changed ({keys_text}); they were put back.", look=True)
        )
    tags = submitted.get("tags")
    if master.is_test and isinstance(tags, list) and tags:
        tags_text = ", ".join(quoted(tag) for tag in tags[:5])
        found.append(Note(f"The test cell {quoted(master.name)} had tags ({tags_text}); they were removed.", look=True))
    return found


def _change_type(cell: NotebookNode, cell_type: str) -> None:
    cell.cell_type = cell_type
    cell.pop("attachments", None)
    if cell_type == "code":
        cell.outputs, cell.execution_count = [], None
    else:
        cell.pop("outputs", None)
        cell.pop("execution_count", None)
