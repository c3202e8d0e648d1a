"""A class of students, as a table: what each one handed in, and what grading must make of it.

Each starts from a notebook with all answers right and changes what the row says. So a row's expected scores name
only the exercises that differ, and every row also says that the rest of the submission keeps its points.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from helpers.exercises.assemble import exercise_of
from helpers.grading.call import checked_exercise
from helpers.grading.rubric import argued_exercise
from tests.grading import answers

CHAPTER = "04-race-conditions"
NOTEBOOK = f"{CHAPTER}.ipynb"
EXERCISES = ("04-1", "04-2", "04-3", "04-4", "04-5")

NOTHING = dict.fromkeys(EXERCISES, 0.0)
OPEN: dict[str, float | None] = dict.fromkeys(EXERCISES, None)

PART = {"04-3": 4.0}
"""What `answers.TURNSTILE_PART` earns of 5 points."""


class Submission:
    """A notebook to be handed in, and ways to change it."""

    def __init__(self, release: Path) -> None:
        self.untouched: NotebookNode = nbformat.read(release, as_version=4)
        self.nb = copy.deepcopy(self.untouched)
        for exercise, text in answers.RIGHT.items():
            self.answer(exercise, text)
        self.in_words("04-6").source = answers.IN_WORDS

    def answer_cell(self, exercise: str) -> NotebookNode:
        return next(cell for cell in self.nb.cells if exercise_of(cell.source) == exercise)

    def test_cell(self, exercise: str) -> NotebookNode:
        return next(cell for cell in self.nb.cells if checked_exercise(cell.source) == exercise)

    def in_words(self, exercise: str) -> NotebookNode:
        return next(cell for cell in self.nb.cells if argued_exercise(cell) == exercise)

    def test_cells(self) -> list[NotebookNode]:
        return [self.test_cell(exercise) for exercise in EXERCISES]

    def answer(self, exercise: str, text: str) -> None:
        self.answer_cell(exercise).source = f"%%exercise {exercise}\n{text}"

    def answer_all(self, texts: dict[str, str]) -> None:
        for exercise, text in texts.items():
            self.answer(exercise, text)

    def insert_before(self, cell: NotebookNode, *new: NotebookNode) -> None:
        at = next(index for index, other in enumerate(self.nb.cells) if other is cell)
        self.nb.cells[at:at] = new

    def remove(self, cell: NotebookNode) -> None:
        self.nb.cells = [other for other in self.nb.cells if other is not cell]

    def text(self) -> str:
        return json.dumps(self.nb, ensure_ascii=False, indent=1)


def write_notebook(submission: Submission, folder: Path) -> None:
    (folder / NOTEBOOK).write_text(submission.text(), encoding="utf-8")


@dataclass(frozen=True)
class Student:
    """One row of the table.

    Attributes:
        name: the folder in `submitted/`, which says what was handed in.
        change: what is different from a notebook with all answers right.
        scores: what each exercise earns, where it is not full points; None where a person has to decide.
        notes: words that the notes for the teacher must contain, in this order.
        findings: words that must stand in an exercise's test cell.
        look: whether the submission is flagged.
        write: puts the submission into its folder.
    """

    name: str
    change: Callable[[Submission], None] = lambda submission: None
    scores: dict[str, float | None] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    findings: dict[str, str] = field(default_factory=dict)
    look: bool = False
    write: Callable[[Submission, Path], None] = write_notebook


CLASS: list[Student] = []


def student(
    *,
    scores: dict[str, Any] | None = None,
    notes: tuple[str, ...] = (),
    findings: dict[str, str] | None = None,
    look: bool = False,
) -> Callable[[Callable[[Submission], None]], Callable[[Submission], None]]:
    """Add a student, named after the function, to the class."""

    def add(change: Callable[[Submission], None]) -> Callable[[Submission], None]:
        CLASS.append(Student(change.__name__, change, scores or {}, notes, findings or {}, look))
        return change

    return add


def file(name: str, *, notes: tuple[str, ...], write: Callable[[Submission, Path], None], **expected: Any) -> None:
    """Add a student whose file, not whose notebook, is special."""
    CLASS.append(Student(name, notes=notes, write=write, **expected))


# ---- ordinary work -----------------------------------------------------------------------------------------------


@student()
def everything_right(it: Submission) -> None:
    pass


@student(scores=NOTHING, findings=dict.fromkeys(("04-3", "04-4", "04-5"), "shortest interleaving"))
def everything_wrong(it: Submission) -> None:
    it.answer_all(answers.WRONG)


@student(scores=PART)
def partly_right(it: Submission) -> None:
    it.answer("04-3", answers.TURNSTILE_PART)


@student(scores=NOTHING)
def unanswered(it: Submission) -> None:
    it.nb = it.untouched


@student()
def helper_function_in_an_extra_cell(it: Submission) -> None:
    it.insert_before(it.answer_cell("04-3"), new_code_cell(answers.TURNSTILE_HELPER))
    it.answer("04-3", answers.TURNSTILE_WITH_HELPER)


@student(scores={"04-4": 2.0}, findings={"04-4": "Deadlock"})
def deadlock(it: Submission) -> None:
    it.answer("04-4", answers.BANK_DEADLOCK)


@student(scores={"04-3": 0.0}, findings={"04-3": "Python cannot read line 11"})
def syntax_error(it: Submission) -> None:
    it.answer("04-3", answers.TURNSTILE_RIGHT.replace("def enter(self, size):", "def enter(self, size)"))


@student()
def unicode_everywhere(it: Submission) -> None:
    it.answer("04-3", answers.TURNSTILE_UNICODE)
    it.insert_before(it.answer_cell("04-3"), new_markdown_cell("Zámek 🔒 и λ — “ok” \u202e rtl"))


@student()
def cells_split_in_two(it: Submission) -> None:
    first, second = answers.DESK_RIGHT.split("\n\n\n", 1)
    it.answer("04-5", first)
    at = it.answer_cell("04-5")
    it.insert_before(at, new_code_cell(f"%%exercise 04-5\n{first}"))
    at.source = f"%%exercise 04-5\n{second}"


# ---- programs that do harm ---------------------------------------------------------------------------------------


@student(scores={"04-3": 0.0}, findings={"04-3": "[hang]"})
def endless_loop(it: Submission) -> None:
    it.answer("04-3", "while True:\n    pass\n" + answers.TURNSTILE_RIGHT)


@student(scores={"04-4": 0.0})
def endless_loop_in_a_method(it: Submission) -> None:
    it.answer(
        "04-4", answers.BANK_RIGHT.replace("            self.balance -= amount\n", "            while True: pass\n", 1)
    )


@student(scores={"04-5": 0.0})
def os_exit(it: Submission) -> None:
    it.answer("04-5", "import os\nos._exit(0)\n" + answers.DESK_RIGHT)


@student(scores={"04-5": 0.0})
def sys_exit(it: Submission) -> None:
    it.answer("04-5", "import sys\nsys.exit(0)\n" + answers.DESK_RIGHT)


@student()
def late_thread_on_stderr(it: Submission) -> None:
    late = "import sys, threading\nthreading.Timer(0.1, lambda: print('late', file=sys.stderr)).start()"
    for cell in it.test_cells():
        it.insert_before(cell, new_code_cell(late))


@student(scores={"04-3": 0.0})
def flood_of_output(it: Submission) -> None:
    it.answer("04-3", "while True:\n    print('x' * 1000)\n" + answers.TURNSTILE_RIGHT)


@student()
def demonstration_that_never_ends_in_an_extra_cell(it: Submission) -> None:
    it.insert_before(it.answer_cell("04-1"), new_code_cell("while True:\n    pass"))


# ---- changed notebooks -------------------------------------------------------------------------------------------


@student(notes=("The test cell", "was deleted; it was restored"), look=True)
def test_cell_deleted(it: Submission) -> None:
    it.remove(it.test_cell("04-3"))


@student(scores=NOTHING, notes=("was deleted; it was restored",), look=True)
def every_test_cell_deleted_and_all_wrong(it: Submission) -> None:
    it.answer_all(answers.WRONG)
    for cell in it.test_cells():
        it.remove(cell)


@student(scores={"04-3": 0.0}, notes=("was changed; the master copy was put back",), look=True)
def test_cell_changed(it: Submission) -> None:
    it.answer("04-3", answers.TURNSTILE_WRONG)
    it.test_cell("04-3").source = "5.0"


@student(scores=NOTHING, notes=("had tags (`skip-execution`)",), look=True)
def tags_that_skip_the_tests(it: Submission) -> None:
    it.answer_all(answers.WRONG)
    for cell in it.test_cells():
        cell.metadata["tags"] = ["skip-execution"]


@student(notes=("is there more than once",))
def test_cell_duplicated(it: Submission) -> None:
    cell = it.test_cell("04-2")
    twin = copy.deepcopy(cell)
    twin.id = "twin"
    it.insert_before(cell, twin)


@student(notes=("is there more than once",))
def answer_cell_duplicated(it: Submission) -> None:
    cell = it.answer_cell("04-5")
    twin = copy.deepcopy(cell)
    twin.id = "twin"
    it.insert_before(cell, twin)


@student(notes=("The settings of", "were changed (`points`)"), look=True)
def points_raised(it: Submission) -> None:
    it.test_cell("04-1").metadata["nbgrader"]["points"] = 1000


@student(notes=("calls itself `mine`", "was deleted; it was restored"), look=True)
def id_of_a_test_cell_changed(it: Submission) -> None:
    it.test_cell("04-4").metadata["nbgrader"]["grade_id"] = "mine"


@student()
def format_version_of_a_cell_changed(it: Submission) -> None:
    for version, exercise in ((0, "04-1"), (1, "04-2"), (99, "04-3")):
        it.test_cell(exercise).metadata["nbgrader"]["schema_version"] = version


@student(notes=("was deleted; it was restored",), look=True)
def nbgrader_metadata_of_nonsense(it: Submission) -> None:
    it.test_cell("04-1").metadata["nbgrader"] = "nonsense"
    it.test_cell("04-2").metadata["nbgrader"] = {"grade_id": ["a"], "grade": "yes"}
    it.answer_cell("04-3").metadata["nbgrader"] = {"grade": True}


@student(notes=("had become a markdown cell",))
def answer_cell_became_markdown(it: Submission) -> None:
    cell = it.answer_cell("04-5")
    cell.cell_type = "markdown"
    del cell["outputs"], cell["execution_count"]


@student(notes=("The answer cell", "was deleted; answers in other cells are read"), look=True)
def answer_moved_to_a_cell_of_its_own(it: Submission) -> None:
    cell = it.answer_cell("04-5")
    it.insert_before(cell, new_code_cell(cell.source))
    it.remove(cell)


@student(scores=NOTHING)
def results_saved_in_the_test_cells(it: Submission) -> None:
    it.answer_all(answers.WRONG)
    for cell in it.test_cells():
        cell.outputs = [new_output("execute_result", data={"text/plain": "1.0"}, execution_count=1)]


@student(scores=NOTHING)
def check_replaced_by_an_own_function(it: Submission) -> None:
    it.answer_all(answers.WRONG)
    it.insert_before(it.test_cell("04-1"), new_code_cell("def check(exercise):\n    return 1.0"))


@student(scores=NOTHING, notes=("changes how later cells are read or run: `get_ipython().ast_transformers",), look=True)
def transformer_that_empties_cells(it: Submission) -> None:
    it.answer_all(answers.WRONG)
    attack = "import ast\nget_ipython().ast_transformers.append(type('T', (ast.NodeTransformer,), {})())"
    it.insert_before(it.answer_cell("04-1"), new_code_cell(attack))


@student(
    scores={"04-3": None},
    notes=("replaces a part of Python", "needs a score from you", "replaces Thread.start"),
    look=True,
)
def threading_patched_in_the_answer(it: Submission) -> None:
    it.answer("04-3", "import threading\nthreading.Thread.start = threading.Thread.run\n" + answers.TURNSTILE_WRONG)


@student(notes=("holds a script, which is shown as plain text",), look=True)
def script_in_markdown_and_outputs(it: Submission) -> None:
    script = "<script>document.title = 'taken'</script><img src=x onerror=\"document.title = 'taken'\">"
    shown = new_code_cell("1 + 1", outputs=[new_output("display_data", data={"text/html": script})])
    it.insert_before(it.answer_cell("04-1"), new_markdown_cell(f"Hello {script} [x](java&#115;cript:alert(1))"), shown)


@student()
def huge_output_saved(it: Submission) -> None:
    huge = [new_output("stream", name="stdout", text="x" * 100 + "\n") for _ in range(20_000)]
    it.insert_before(it.answer_cell("04-1"), new_code_cell("print()", outputs=huge))


@student(notes=("asked for the kernel `julia-1.11`",))
def wrong_kernel(it: Submission) -> None:
    it.nb.metadata["kernelspec"] = {"name": "julia-1.11", "display_name": "Julia", "language": "julia"}


@student()
def notes_of_its_own(it: Submission) -> None:
    it.nb.metadata["racecourse"] = {"notes": [{"text": "Full points, says the teacher.", "look": False}]}
    it.insert_before(it.nb.cells[0], new_markdown_cell("Notes of the grader: excellent", id="notes-of-the-grader"))


@student(notes=("is damaged and was left out",), look=True)
def one_cell_is_a_number(it: Submission) -> None:
    it.nb.cells.insert(0, 5)


# ---- special files -----------------------------------------------------------------------------------------------


def _bytes(make: Callable[[bytes], bytes]) -> Callable[[Submission, Path], None]:
    def write(submission: Submission, folder: Path) -> None:
        (folder / NOTEBOOK).write_bytes(make(submission.text().encode()))

    return write


def _renamed(submission: Submission, folder: Path) -> None:
    (folder / f"{CHAPTER} (1).ipynb").write_text(submission.text(), encoding="utf-8")


def _other_files(submission: Submission, folder: Path) -> None:
    (folder / "answers.docx").write_bytes(b"PK")


file("json_cut_off", notes=("is not valid JSON",), write=_bytes(lambda text: text[:-100]), scores=OPEN, look=True)
file("file_empty", notes=("is empty",), write=_bytes(lambda text: b""), scores=OPEN, look=True)
file("not_a_notebook", notes=("not a notebook",), write=_bytes(lambda text: b"{}"), scores=OPEN, look=True)
file("byte_order_mark", notes=(), write=_bytes(lambda text: b"\xef\xbb\xbf" + text))
file("renamed", notes=(f"was submitted as `{CHAPTER} (1).ipynb`",), write=_renamed)
file("no_notebook", notes=("There is no notebook", "`answers.docx`"), write=_other_files, scores=OPEN, look=True)
file("nothing_at_all", notes=("There is no notebook",), write=lambda it, folder: None, scores=OPEN, look=True)
