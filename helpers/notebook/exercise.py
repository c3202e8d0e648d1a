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
from IPython.core.magic import no_var_expand
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
from helpers.notebook.verdicts import CheckFailed, CheckInterrupted, ShownVerdict
from helpers.verdict import Verdict

_MAGIC_LINE = re.compile(r"\s*%%exercise\b[^\n]*")
_OTHER_MAGIC = re.compile(r"\s*(%%\w+)")
# the course's other magics, which may not stand below a remark either
_OURS = re.compile(r"\s*%%(program|module|attempt|only_with)\b")
# what people put above the magic line: remarks, and magics that run the lines below them
_ABOVE = re.compile(r"\s*(#|%%(time|timeit|capture|prun|debug)\b)")


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
        problem = _misplaced(source) or _misread(source)
        if problem:
            return [f"get_ipython().run_line_magic('exercise', {problem!r})\n"]
        if exercise_of(source) is None:
            return lines
        return _MAGIC_LINE.sub(lambda found: "\n" * found[0].count("\n"), source, count=1).splitlines(keepends=True)

    @no_var_expand
    def _exercise(self, line: str, cell: str | None = None) -> None:
        """%%exercise ID as the first line of a cell: this cell answers that exercise."""
        # from `transform` it comes with what is wrong; a cell that reaches it in another way has one % only
        told = line if " " in line.strip() else ""
        raise UsageError(
            retell(told or "Write %%exercise, with two percent signs, as the very first line of the cell.")
        )

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
        if not isinstance(exercise, str) or not exercise.strip():
            raise CheckFailed.saying(f'Say which exercise, as a text: check("{all_exercises()[0].id}").')
        exercise = exercise.strip()
        problem = _problem(exercise)
        if problem:
            raise CheckFailed.saying(problem)
        if find(exercise).shape == "argue":
            raise CheckFailed.saying(
                f"Exercise {exercise} is answered in words, which no check can see: a person reads them. When you have "
                f'written yours, solution("{exercise}", insist=True) shows an answer to compare it with.'
            )
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
        except KeyboardInterrupt:
            raise CheckInterrupted("This check was interrupted, and has judged nothing. Run the cell again.") from None
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


def _misplaced(source: str) -> str:
    """What is wrong with the place of a cell's magic line; empty when nothing is, or when there is none."""
    lines = [line for line in source.splitlines() if line.strip()]
    at = next((n for n, line in enumerate(lines) if exercise_of(line) is not None or _OURS.match(line)), None)
    if at is None or not all(_ABOVE.match(line) for line in lines[:at]):
        return ""
    magic = lines[at].strip()
    if exercise_of(magic) is None and any(_OTHER_MAGIC.match(line) for line in lines[:at]):
        return ""  # these run below another one
    # the line below, too: further down it may stand in a text
    others = [found[1] for line in (*lines[:at], *lines[at + 1 : at + 2]) if (found := _OTHER_MAGIC.match(line))]
    if others and exercise_of(magic) is not None:
        return (
            f"A cell has one line that begins with %%, at its very top, and here that is {magic}: take {others[0]} "
            "away, and run the cell again."
        )
    return f"Move {magic} to the very top of this cell, and run the cell again." if at else ""


def _misread(source: str) -> str:
    """What is wrong with a cell's magic line itself; empty when nothing is, or when there is none."""
    id = exercise_of(source)
    rest = source.strip().partition("\n")[0].partition("%%exercise")[2].strip()
    if id == "" and rest and not rest.startswith("#"):
        return "What stands behind %%exercise only looks like a space: delete it, and type a space."
    return "" if id is None else _problem(id)


def _problem(id: str) -> str:
    """What is wrong with an exercise's id; empty when nothing is."""
    if not id:
        return f"Say which exercise this cell answers, for example: %%exercise {all_exercises()[0].id}"
    try:
        find(id)
    except LookupError as error:
        return str(error.args[0])[:1].upper() + str(error.args[0])[1:]
    return ""
