"""nbgrader's configuration for this course: read by every `nbgrader` command and by Formgrader.

Each line says why it is there. What is not set here is nbgrader's default, the gradebook's place among it:
`gradebook.db` in this folder (SQLite). For PostgreSQL set `c.CourseDirectory.db_url`.
"""

import os
import sysconfig
import warnings

c = get_config()  # noqa: F821  (given by traitlets, which runs this file)

# nbgrader starts `alembic` by name when it makes the gradebook, and fails where the environment is not activated.
os.environ["PATH"] = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")])

# SQLAlchemy warns of nbgrader's own queries, once per run; a teacher can do nothing about it.
warnings.filterwarnings("ignore", message=r"Object of type <Submitted\w+> not in session")

# The gradebook, the exchange and the exported table name the course by this.
c.CourseDirectory.course_id = "racecourse"

# What lies about in a student's folder is neither copied nor graded.
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints",
    "*.pyc",
    "__pycache__",
    ".venv",
    ".git",
    ".DS_Store",
    # What the notebook's `%%exercise` saves beside itself: made from the notebook, so nothing is lost.
    ".racecourse",
    # A learner's own progress, where the course is an installed package and keeps it beside the notebook.
    "progress.json*",
    "racecourse-progress.txt*",
]

# Whether the notebooks give hints, solutions and links into the lessons. False switches them off, and `course handout`
# then makes a copy of the course for your class that has none of them in it (docs/teaching.md).
c.Racecourse.help = True

# ---- reading and sanitising a submission -------------------------------------------------------------------------

# Reads damaged, renamed and missing notebooks, so that each has an entry in the gradebook and a reason beside it.
c.Autograde.exporter_class = "helpers.grading.reader.SubmissionReader"

# nbconvert would check the whole notebook after each of the steps below; once after all of them finds the same.
c.Exporter.optimistic_validation = True

c.Autograde.sanitize_preprocessors = [
    # First, because the others believe what a submission's metadata says: makes it anew from the gradebook, puts back
    # what was deleted or changed (also kernel, cell types and copies of a cell), and notes it for the teacher.
    "helpers.grading.restore.RestoreFromMaster",
    # nbgrader's own steps, in its order. After the first one they find nothing to mend; they stay as a second line.
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.DeduplicateIds",
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
    "nbgrader.preprocessors.CheckCellMetadata",
    # Student's HTML would run in the teacher's browser, in Formgrader and on the feedback pages.
    "helpers.grading.markup.NeutraliseMarkup",
]

# Without it a deleted test cell has no score, and the submission "needs manual grade" for ever.
c.OverwriteCells.add_missing_cells = True

# ---- grading -----------------------------------------------------------------------------------------------------

c.Autograde.autograde_preprocessors = [
    # These two take the place of nbgrader's Execute, which runs the notebook with the teacher's rights and gives full
    # points where it sees nothing. The first starts a kernel only for test cells without `check(...)`.
    "helpers.grading.plain_cells.RunPlainCells",
    "helpers.grading.preprocessor.CheckAnswers",
    # nbgrader's own steps, in its order.
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    # After SaveAutoGrades, because it knows no score but a number: opens the scores that only a person can give.
    "helpers.grading.attention.MarkForTheTeacher",
    # Due dates and extensions from late.toml, where there is one; the next step then takes off what the table says.
    "helpers.grading.late.FollowLateTable",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# What being late costs, by late.toml; without the file nothing, as in nbgrader.
c.AssignLatePenalties.plugin_class = "helpers.grading.late.LateTablePlugin"

# ---- kernels: `nbgrader validate`, and test cells with plain asserts ---------------------------------------------

# A cell with this tag would not be run, and a test that is not run counts in full. No tag is called "".
c.Execute.skip_cells_with_tag = ""

# Asking a kernel politely to leave costs up to 1.75 s per notebook; nothing in it is needed any more.
c.Execute.shutdown_kernel = "immediate"

# Seconds for one cell. A check stops by itself after 10 s, so only a cell that would never end gets here.
c.Execute.timeout = 30

# A page of feedback is for reading: an endless print is cut here, a chain of errors there.
c.LimitOutput.max_lines = 200
c.LimitOutput.max_traceback = 60

# ---- making the release --------------------------------------------------------------------------------------------

# An exercise's cell holds the program to start from, and below it the solution, which takes its place. Without the
# solution nothing is missing, so nothing is put there: nbgrader's own stub would raise an exception after the program.
c.ClearSolutions.code_stub = {"python": ""}

# What is left of a cell for an answer in words. `helpers.exercises.argue` knows this line.
c.ClearSolutions.text_stub = "*Double-click here, and write your answer in place of this line.*"

# ---- feedback ------------------------------------------------------------------------------------------------------

# A page that runs nothing and needs nothing from the internet; nbgrader's own loads MathJax.
c.GenerateFeedback.exporter_class = "helpers.grading.feedback.FeedbackPage"

c.GenerateFeedback.preprocessors = [
    "nbgrader.preprocessors.GetGrades",
    # For GetGrades a score that waits for a person is a zero.
    "helpers.grading.feedback.SayWhatWaits",
    # The rubrics of answers in words are in the graded notebook, for Formgrader. Next year's class gets the same task.
    "helpers.grading.rubric.HideRubric",
]
