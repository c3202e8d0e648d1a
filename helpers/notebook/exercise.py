"""`%%exercise 04-2` and `check("04-2")`: the learner's answer, and its verdict.

The first line of a cell, `%%exercise 04-2`, says which exercise the cell answers. The cell then runs as if that line
were empty: errors, displays and line numbers are those of any cell. What was executed is recorded, and `check` puts the
answer together from it and has it judged in a process of its own.
"""

from __future__ import annotations

import os
import re
import sys
from typing import Any

from IPython.core.error import UsageError
from IPython.core.interactiveshell import InteractiveShell
from IPython.display import display

from helpers.checker import UnknownExercise, course_checker
from helpers.exercises import all_exercises, find
from helpers.exercises.assemble import Assembled, as_python, assemble, exercise_of
from helpers.language import retell
from helpers.notebook.advice import advice_on
from helpers.notebook.answer_module import ADOPT, Adoption, AnswerModules
from helpers.notebook.hints import hint
from helpers.notebook.importable import imported_names
from helpers.notebook.module import LessonModules
from helpers.notebook.module_folder import ModuleFolder
from helpers.notebook.progress import load_progress, progress, save_progress
from helpers.notebook.progress_keeper import keeper, record
from helpers.notebook.record import CellRecord
from helpers.notebook.review import review
from helpers.notebook.saved import not_saved, notebook_path
from helpers.notebook.shadow import ShadowGuard
from helpers.notebook.solution import solution
from helpers.notebook.solution_source import is_untouched
from helpers.notebook.threads import LeftoverThreads, QuietStderr, still_running
from helpers.notebook.verdicts import CheckFailed, ShownVerdict
from helpers.verdict import Verdict

_MAGIC_LINE = re.compile(r"\s*%%exercise\b[^\n]*")


class ExerciseCells:
    """The exercises' side of one notebook.

    Args:
        shell: the notebook's interpreter.
    """

    def __init__(self, shell: InteractiveShell) -> None:
        self._shell = shell
        self._record = CellRecord()
        folder = ModuleFolder()
        self.lesson_modules = LessonModules(folder, shell.user_ns)
        self._modules = AnswerModules(folder, shell.user_ns, self.lesson_modules.versions)
        # on the search path before anybody can make a pool
        self.folder = folder.path
        self._shadow = ShadowGuard()
        self._threads = LeftoverThreads()
        self._adoption = Adoption(self._modules)
        # a cell may run cells of its own (other magics do): only the outermost is the learner's
        self._depth = 0
        self._stderr = QuietStderr(sys.stderr)

    def register(self) -> None:
        """Make the notebook understand `%%exercise` and `check`."""
        self._shell.input_transformers_cleanup.append(self.transform)
        self._shell.ast_transformers.append(self._adoption)
        # IPython's decorator hides this method's own signature
        self._shell.register_magic_function(self._exercise, "line_cell", "exercise")  # type: ignore[arg-type]
        self._shell.events.register("pre_run_cell", self._before)
        self._shell.events.register("post_run_cell", self._after)
        self._shell.push(self._names(), interactive=False)
        sys.stderr = self._stderr
        self._shadow.look()
        # warm by the time of the first check
        course_checker().start()

    def unregister(self) -> None:
        """Undo `register`."""
        self._shell.input_transformers_cleanup.remove(self.transform)
        self._shell.ast_transformers.remove(self._adoption)
        self._shell.events.unregister("pre_run_cell", self._before)
        self._shell.events.unregister("post_run_cell", self._after)
        if sys.stderr is self._stderr:
            sys.stderr = self._stderr.stderr
        self._shell.drop_by_id(self._names())

    def _names(self) -> dict[str, object]:
        """What every notebook has without an import."""
        return {
            "check": self.check,
            "hint": hint,
            "solution": solution,
            "progress": progress,
            "save_progress": save_progress,
            "load_progress": load_progress,
            "review": review,
            ADOPT: self._modules.adopt,
        }

    def transform(self, lines: list[str]) -> list[str]:
        """Empty the magic line; where it is wrong, put a line there that says how it is written."""
        source = "".join(lines)
        id = exercise_of(source)
        if id is None:
            return lines
        if _problem(id):
            return [f"get_ipython().run_line_magic('exercise', {id!r})\n"]
        return _MAGIC_LINE.sub(lambda found: "\n" * found[0].count("\n"), source, count=1).splitlines(keepends=True)

    def _exercise(self, line: str, cell: str | None = None) -> None:
        """%%exercise ID as the first line of a cell: this cell answers that exercise."""
        raise UsageError(retell(_problem(line.strip()) or "Write %%exercise as the very first line of the cell."))

    def _before(self, info: Any) -> None:
        self._depth += 1
        if self._depth > 1:
            return
        self._shadow.look()
        self._record.add(info.raw_cell, info.cell_id)
        id = exercise_of(info.raw_cell)
        if id and not _problem(id):
            self._modules.begin(id, assemble(self._record.cells, id).source, as_python(info.raw_cell))

    def _after(self, result: Any) -> None:
        self._depth = max(0, self._depth - 1)
        if self._depth == 0:
            self._modules.end()
            self._stderr.open()

    def check(self, exercise: str = "") -> ShownVerdict | float:
        """Check this notebook's answer to an exercise.

        Args:
            exercise: the exercise's id, such as `"04-2"`.

        Returns:
            The verdict for full marks; the points as a number for part of them, with the verdict displayed above.

        Raises:
            CheckFailed: no points. It shows what was found.
        """
        self._stderr.guard()
        if not exercise:
            raise CheckFailed.saying(f'Say which exercise, as a text: check("{all_exercises()[0].id}").')
        problem = _problem(exercise)
        if problem:
            raise CheckFailed.saying(problem)
        if not self._record.has_answer(exercise):
            raise CheckFailed.saying(
                f"There is nothing to check yet: run the cell above that begins with %%exercise {exercise}, then run "
                "this cell again."
            )
        leftover = self._threads.wait()
        if leftover:
            print(retell(still_running(leftover)))
        answer = assemble(self._record.cells, exercise)
        if module := self._module_in(exercise, answer.source):
            raise CheckFailed.saying(
                f"Your answer imports {module}, a %%module cell of this notebook. The check looks at %%exercise "
                f"cells and "
                f"plain cells: move what you need of {module} into the %%exercise cell, whose functions workers "
                f"find, too."
            )
        try:
            verdict = self._shown(course_checker().check(exercise, answer.source), answer)
        except UnknownExercise as error:
            raise CheckFailed.saying(str(error)) from None
        if verdict.passed:
            return verdict
        display(verdict)
        if verdict.result == "cannot-judge" or verdict.score <= 0:
            raise CheckFailed.because(verdict)
        return float(verdict.score)

    def _shown(self, verdict: Verdict, answer: Assembled) -> ShownVerdict:
        """The verdict as the learner sees it, after it was written into the learner's progress."""
        if os.environ.get("NBGRADER_EXECUTION"):
            # nbgrader runs the notebook, and nobody sits in front of it
            return ShownVerdict.of(verdict, answer)
        own = "\n".join(answer.cells[index].source for index in answer.own)
        outcome: str = verdict.result if verdict.result != "failed" or not verdict.score else "partly"
        if outcome != "passed" and is_untouched(own, verdict.exercise):
            outcome = "starter"
        beliefs = dict.fromkeys(finding.misconception for finding in verdict.findings if finding.misconception)
        record("check", verdict.exercise, outcome, beliefs=beliefs if outcome != "starter" else ())
        unsaved = not_saved(notebook_path(self._shell.user_ns), verdict.exercise, answer)
        return ShownVerdict.of(verdict, answer, advice_on(verdict, keeper().entries(), unsaved))

    def _module_in(self, exercise: str, source: str) -> str:
        """The `%%module` cell that an answer imports, where answers are run; empty for none."""
        if find(exercise).shape not in ("repair", "write"):
            return ""
        try:
            return min(imported_names(source) & self.lesson_modules.versions().keys(), default="")
        except (SyntaxError, ValueError, RecursionError):
            return ""  # the check names the line


def _problem(id: str) -> str:
    """What is wrong with an exercise's id; empty when nothing is."""
    if not id:
        return f"Say which exercise this cell answers, for example: %%exercise {all_exercises()[0].id}"
    try:
        find(id)
    except LookupError as error:
        return str(error.args[0])[:1].upper() + str(error.args[0])[1:]
    return ""
