"""Mark in the gradebook what a person has to look at.

nbgrader's SaveAutoGrades knows two states of a test cell: a score, or (for answers in words) none. A verdict that
could not be reached has no score either, and must not look like a zero: it stays open until the teacher decides.
"""

from __future__ import annotations

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool

from helpers.grading import notes
from helpers.grading.preprocessor import UNDECIDED_KEY
from helpers.grading.reader import RESOURCES_KEY


class MarkForTheTeacher(NbGraderPreprocessor):
    """After SaveAutoGrades: open scores as "needs manual grade", submissions to look at with Formgrader's flag."""

    enabled = Bool(True)  # not configurable: without it an answer that was not judged has zero points

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        info = resources["nbgrader"]
        undecided: dict[str, str] = resources.get(RESOURCES_KEY, {}).get(UNDECIDED_KEY, {})
        look = any(note.look for note in notes.read(nb))
        if not undecided and not look:
            return nb, resources
        with Gradebook(info["db_url"]) as gradebook:
            for name in undecided:
                grade = gradebook.find_grade(name, info["notebook"], info["assignment"], info["student"])
                grade.auto_score = None
                grade.needs_manual_grade = True
            if look:
                submission = gradebook.find_submission_notebook(info["notebook"], info["assignment"], info["student"])
                submission.flagged = True
            gradebook.db.commit()
        return nb, resources
