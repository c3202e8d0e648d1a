"""Verifies the exercises: `course author check`.

For every exercise: its notebook has one cell for the answer and one that checks it, the unsolved starter fails, the
solution passes, and its corpus gets the verdicts that it must get. Each problem is one sentence that names the mend.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat

from helpers.author import corpus
from helpers.author.release import ReleaseError, chapters, drift
from helpers.checker import check
from helpers.exercises import all_exercises, assemble
from helpers.exercises.assemble import exercise_of
from helpers.exercises.base import Exercise
from helpers.exercises.misconceptions import MISCONCEPTIONS
from helpers.grading.call import checked_exercise
from helpers.grading.rubric import argued_exercise
from helpers.machine import this_machine
from helpers.notebook.solution_source import divided
from helpers.verdict import Verdict

VERBS = ("Argue", "Calculate", "Choose", "Find", "Predict", "Read", "Repair", "Tell", "Write")
LEAST_WORDS, MOST_WORDS = 15, 80  # of a hint, and of a task
LEAST_REASONS = 3
# The shapes whose answer begins as what is given; the others have that in a cell of its own.
STARTERS = ("repair", "write")

# What may lie beside the notebooks. Everything in a chapter of source/ is copied to students.
BESIDE_NOTEBOOKS = {".png", ".svg", ".csv"}


def verify(root: Path, only: str | None = None) -> list[str]:
    """Verify the exercises of the course in `root`.

    Args:
        root: the project's folder.
        only: the id of one exercise; what concerns the whole course is left out then.

    Returns:
        a sentence for each problem, none when all is well.
    """
    wanted = [exercise for exercise in all_exercises() if only in (None, exercise.id)]
    if only and not wanted:
        known = ", ".join(exercise.id for exercise in all_exercises())
        return [f"There is no exercise {only}: there are {known}."]
    # The checker judges in processes of its own; threads only wait for them.
    with ThreadPoolExecutor(max_workers=max(1, int(this_machine().usable_cores))) as pool:
        found = list(pool.map(lambda exercise: list(exercise_problems(root, exercise)), wanted))
    problems = [problem for part in found for problem in part]
    if only is None:
        problems += [*table_problems(root), *stray_files(root), *release_problems(root)]
    return problems


def exercise_problems(root: Path, exercise: Exercise) -> Iterator[str]:
    """What is wrong with one exercise."""
    yield from statement_problems(root, exercise)
    notebook = read_notebook(root, "source", exercise.id)
    yield from notebook_problems(root, exercise, notebook)
    if notebook is not None and exercise.shape != "argue":
        yield from corpus_problems(root, exercise)


def notebook_problems(root: Path, exercise: Exercise, notebook: Any | None) -> Iterator[str]:
    """What is wrong with an exercise's cells, its solution and its starter.

    Args:
        notebook: the one of its chapter in `source/`, or None where there is none.
    """
    if notebook is None:
        yield f"{exercise.id}: no notebook in source/ asks for it; add its cells, or take it out of the table."
        return
    if exercise.shape == "argue":
        yield from argument_problems(root, exercise, notebook)
        return
    yield from cell_problems(exercise, notebook)
    yield from text_problems(exercise, notebook)
    yield from answer_problems(exercise, "solution in source/", "passed", judged(exercise, notebook))
    release = read_notebook(root, "release", exercise.id)
    if release is None:
        yield f"{exercise.id}: release/ has no notebook for it: run `course author release`."
    else:
        yield from answer_problems(exercise, "unsolved starter in release/", "failed", judged(exercise, release))


def statement_problems(root: Path, exercise: Exercise) -> Iterator[str]:
    """What is wrong with what the table says of an exercise."""
    if exercise.points <= 0:
        yield f"{exercise.id}: set its points to more than 0."
    if exercise.minutes <= 0:
        yield f"{exercise.id}: set its minutes to how long it takes someone who has read the lesson."
    if exercise.title.split()[0] not in VERBS:
        yield f"{exercise.id}: begin its title with what the learner does: {', '.join(VERBS)}."
    hints = [hint.strip() for hint in exercise.hints]
    if len(hints) != 3 or not all(hints) or len(set(hints)) < 3:
        yield f"{exercise.id}: write three different hints, each giving more away than the one before."
    elif min(len(hint.split()) for hint in hints) < LEAST_WORDS:
        yield f"{exercise.id}: write hints of at least {LEAST_WORDS} words; a shorter one is a riddle of its own."
    if len(exercise.why_others_fail) < LEAST_REASONS:
        yield (
            f"{exercise.id}: say in why_others_fail why the obvious other answers fail, one sentence each, at least "
            f"{LEAST_REASONS}."
        )
    if not exercise.misconceptions:
        yield f"{exercise.id}: name the misconceptions that it treats."
    table = {misconception.id for misconception in MISCONCEPTIONS}
    page = root / "docs" / "misconceptions.md"
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    for name in exercise.misconceptions:
        row = next((line for line in text.split("\n") if line.startswith(f"| {name} |")), "")
        if name not in table or not row:
            yield f"{exercise.id}: docs/misconceptions.md has no {name}; add it there, or correct the id."
        elif exercise.id not in re.findall(r"\d\d-\d+", row):
            yield (
                f"{exercise.id}: docs/misconceptions.md does not name it beside {name}; make the page anew with "
                "`course test tests/exercises/test_misconceptions.py --update`."
            )


def read_notebook(root: Path, folder: str, exercise: str) -> Any | None:
    """The notebook of the exercise's chapter in `source` or `release`, or None where there is none."""
    found = sorted((root / folder).glob(f"{chapter_number(exercise)}-*/*.ipynb"))
    for path in found:
        notebook = nbformat.read(path, as_version=4)
        if any(exercise_of(cell.source) == exercise for cell in code_cells(notebook)):
            return notebook
        if any(argued_exercise(cell) == exercise for cell in notebook.cells):
            return notebook
    return None


def chapter_number(exercise: str) -> str:
    """The chapter in an exercise's id: `04` of `04-2`."""
    return exercise.split("-")[0]


def code_cells(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def cell_problems(exercise: Exercise, notebook: Any) -> Iterator[str]:
    """What is wrong with the two cells of an exercise, nbgrader's metadata included."""
    answers = [cell for cell in code_cells(notebook) if exercise_of(cell.source) == exercise.id]
    checks = [cell for cell in code_cells(notebook) if checked_exercise(cell.source) == exercise.id]
    if len(answers) != 1:
        yield f"{exercise.id}: {len(answers)} cells begin with `%%exercise {exercise.id}`; keep one."
    for cell in answers:
        marks = cell.metadata.get("nbgrader", {})
        if not marks.get("solution") or marks.get("grade"):
            yield f"{exercise.id}: make its %%exercise cell an *Autograded answer* in the Create Assignment panel."
        if "### BEGIN SOLUTION" not in cell.source or "### END SOLUTION" not in cell.source:
            yield f"{exercise.id}: put ### BEGIN SOLUTION and ### END SOLUTION around what students do not get."
    if len(checks) != 1:
        yield f'{exercise.id}: {len(checks)} cells are `check("{exercise.id}")` and nothing else; keep one.'
    for cell in checks:
        marks = cell.metadata.get("nbgrader", {})
        if not marks.get("grade") or marks.get("solution") or not marks.get("locked"):
            yield f"{exercise.id}: make its check cell *Autograder tests* in the Create Assignment panel."
        elif marks.get("points") != exercise.points:
            yield (
                f"{exercise.id}: its check cell gives {marks.get('points')} points, and the table says "
                f"{exercise.points:g}; correct one of them."
            )


def text_problems(exercise: Exercise, notebook: Any) -> Iterator[str]:
    """Where the task and the program that is given are not what the table says."""
    texts = {cell.get("id"): cell.source for cell in notebook.cells}
    task = texts.get(f"ex-{exercise.id}-task", "")
    head = f"*{exercise.minutes} minutes, {exercise.points:g} points.*"
    if head not in task:
        yield f"{exercise.id}: its task does not begin with {head}, as the table has it; correct one of them."
    elif len(task.partition(head)[2].split()) > MOST_WORDS:
        yield f"{exercise.id}: its task has more than {MOST_WORDS} words; shorten it."
    if exercise.shape in STARTERS:
        outside, between = divided(texts.get(f"ex-{exercise.id}", ""))
        program = outside.partition("\n")[2]
        if not between:
            yield f"{exercise.id}: write a solution between the marks: the whole program, below the starter."
    else:
        # a program that others shall import is a module
        program = re.sub(r"\A%%module \w+\n", "", texts.get(f"ex-{exercise.id}-program", ""))
    if program.rstrip() != exercise.given.rstrip():
        yield f"{exercise.id}: the notebook gives another program than `given` in the table; make them the same."


def argument_problems(root: Path, exercise: Exercise, notebook: Any) -> Iterator[str]:
    """What is wrong with an exercise that is answered in words: its cell, its rubric, and what students get of both."""
    yield from rubric_problems(exercise)
    answers = [cell for cell in notebook.cells if argued_exercise(cell) == exercise.id]
    if len(answers) != 1:
        yield f"{exercise.id}: {len(answers)} text cells are named ex-{exercise.id}; keep one."
    if any(exercise.id in (exercise_of(c.source), checked_exercise(c.source)) for c in code_cells(notebook)):
        yield f"{exercise.id}: it is answered in words; remove its %%exercise and check cells."
    for cell in answers:
        marks = cell.metadata.nbgrader
        if marks.get("locked"):
            yield f"{exercise.id}: make its text cell a *Manually graded answer* in the Create Assignment panel."
        if marks.get("points") != exercise.points:
            yield (
                f"{exercise.id}: its text cell gives {marks.get('points')} points, and the rubric {exercise.points:g}; "
                "correct one of them."
            )
        if not cell.source.startswith("### BEGIN SOLUTION") or not cell.source.rstrip().endswith("### END SOLUTION"):
            yield f"{exercise.id}: put the whole text between ### BEGIN SOLUTION and ### END SOLUTION."
        verdict = check(exercise.id, "\n".join(cell.source.split("\n")[1:-1]))
        if verdict.result != "cannot-judge":
            yield f"{exercise.id}: the model answer in source/ says nothing; write one that earns all points."
    release = read_notebook(root, "release", exercise.id)
    if release is None:
        yield f"{exercise.id}: release/ has no notebook for it: run `course author release`."
        return
    for cell in release.cells:
        if argued_exercise(cell) == exercise.id and check(exercise.id, cell.source).result != "failed":
            yield f"{exercise.id}: what students get is an answer already; see `text_stub` in nbgrader_config.py."
        if any(criterion.text in cell.source for criterion in exercise.rubric):
            yield f"{exercise.id}: its rubric stands in release/; keep it in the table."


def rubric_problems(exercise: Exercise) -> Iterator[str]:
    """What is wrong with a rubric."""
    if len(exercise.rubric) < 2:
        yield f"{exercise.id}: its rubric has {len(exercise.rubric)} lines; write at least two."
    for criterion in exercise.rubric:
        if criterion.points <= 0 or len(criterion.text.split()) < 5:
            yield f"{exercise.id}: say in each line of the rubric what the answer does, and give it points."
    if sum(criterion.points for criterion in exercise.rubric) != exercise.points:
        yield f"{exercise.id}: the points of its rubric are not those of the exercise; correct one of them."


def judged(exercise: Exercise, notebook: Any) -> Verdict:
    """The verdict on the answer that a notebook holds."""
    sources = [cell.source for cell in code_cells(notebook)]
    return check(exercise.id, assemble(sources, exercise.id).source)


def answer_problems(exercise: Exercise, name: str, expected: str, verdict: Verdict) -> Iterator[str]:
    """What is wrong with the verdict on the solution or on the starter."""
    if verdict.result == expected and (verdict.score == verdict.points) == (expected == "passed"):
        return
    message = f": {verdict.findings[0].message}" if verdict.findings else ""
    yield (
        f"{exercise.id}: the {name} must be {expected}, and it is {verdict.result} with {verdict.score:g} of "
        f"{verdict.points:g} points{message} - mend the answer or the check."
    )


def corpus_problems(root: Path, exercise: Exercise) -> Iterator[str]:
    """What is missing in an exercise's corpus, and which of its answers get the wrong verdict."""
    right, wrong = (corpus.answers(root, exercise.id, folder) for folder in ("pass", "fail"))
    for files, least, folder in ((right, corpus.LEAST_RIGHT, "pass"), (wrong, corpus.LEAST_WRONG, "fail")):
        if len(files) < least:
            where = f"tests/corpora/{exercise.id}/{folder}"
            yield f"{exercise.id}: {where} has {len(files)} answers; write at least {least}."
    for path in right:
        verdict = check(exercise.id, path.read_text(encoding="utf-8"))
        yield from answer_problems(exercise, f"right answer {path.relative_to(root).as_posix()}", "passed", verdict)
    named: set[str | None] = set(corpus.TREATED_AS_A_WHOLE.get(exercise.id, ()))
    for path in wrong:
        answer = path.read_text(encoding="utf-8")
        name = path.relative_to(root).as_posix()
        try:
            expected = corpus.expectation(answer)
        except corpus.CorpusError as error:
            said = corpus.gets(check(exercise.id, answer))
            yield f"{exercise.id}: {name} does not say which finding it must get: {error}. Now {said}"
            continue
        named.add(expected.misconception)
        difference = corpus.difference(expected, check(exercise.id, answer))
        if difference:
            yield f"{exercise.id}: {name} must get its finding, but {difference} - mend the check or the first lines."
    for name in exercise.misconceptions:
        if name not in named:
            yield f"{exercise.id}: no wrong answer of its corpus gets {name}; write one, or take it out of the table."
    answers = {f"{path.parent.name}/{path.name}" for path in (*right, *wrong)}
    if answers != corpus.stored(root, exercise.id):
        yield (
            f"{exercise.id}: expected.json does not have the verdicts on all of its corpus; when they are as they must "
            f"be, run `course test tests/exercises/test_corpora.py -k {exercise.id} --update`."
        )


def table_problems(root: Path) -> Iterator[str]:
    """Where the notebooks of `source/` and the table of exercises do not name the same ids."""
    ids = Counter(exercise.id for exercise in all_exercises())
    for path in sorted((root / "source").glob("*/*.ipynb")):
        name = path.relative_to(root).as_posix()
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            is_code = cell.cell_type == "code"
            named = (exercise_of(cell.source), checked_exercise(cell.source)) if is_code else (argued_exercise(cell),)
            for found in named:
                if found is None:
                    continue
                if found not in ids:
                    yield f"{name} names exercise {found or '(none)'}, which the table has not; correct the id."
                elif chapter_number(found) != path.parent.name.split("-")[0]:
                    yield f"{name} holds exercise {found} of another chapter; move it there."


def stray_files(root: Path) -> Iterator[str]:
    """What lies about in `source/` and `notebooks/` and does not belong there."""
    for path in files_below(root / "source"):
        chapter = path.relative_to(root / "source").parts[0]
        is_notebook = path == root / "source" / chapter / f"{chapter}.ipynb"
        if not is_notebook and path.suffix not in BESIDE_NOTEBOOKS:
            yield f"{path.relative_to(root).as_posix()} would be copied to students; move it out of source/."
    for chapter in chapters(root):
        if not (root / "source" / chapter / f"{chapter}.ipynb").exists():
            yield f"source/{chapter} has no {chapter}.ipynb; write it, or remove the folder."
    for path in files_below(root / "notebooks"):
        if path.suffix not in {".ipynb", *BESIDE_NOTEBOOKS}:
            yield f"{path.relative_to(root).as_posix()} is no lesson; move it out of notebooks/."


def files_below(folder: Path) -> Iterable[Path]:
    """The files below a folder that a reader sees: nothing hidden, no checkpoints."""
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if path.is_file() and not any(part.startswith(".") or part == "__pycache__" for part in parts):
            yield path


def release_problems(root: Path) -> list[str]:
    try:
        return drift(root)
    except ReleaseError as error:
        return [f"{error}."]
