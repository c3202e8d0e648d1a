"""The `course` command.

Each command imports what it needs when it runs, so that `course --help` answers at once.
"""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console

import helpers

if TYPE_CHECKING:
    from helpers.exercises import Assembled
    from helpers.verdict import Verdict

ROOT = Path(helpers.__file__).resolve().parent.parent
STATE = ROOT / ".racecourse"
# What any command may meet where it writes, and what the reader does about it.
_OF_THE_DISK = {
    errno.ENOSPC: "Make room on the disk",
    errno.EDQUOT: "Make room in your part of the disk",
    errno.EROFS: "Copy the course to a place where you may write",
    errno.EACCES: "Close the programs that have it open, or give yourself the right to read and write there",
    **dict.fromkeys(
        (errno.ENOTDIR, errno.EEXIST, errno.EISDIR), "Move what stands there, or above it, to another place"
    ),
    errno.EPERM: "Close the programs that have it open, or give yourself the right to read and write there",
}
FIRST_LESSON = "notebooks/00-start-here.ipynb"

LEARN, TEACH, CONTRIBUTE = "I learn", "I teach", "I contribute"
PASS_ON = {"allow_extra_args": True, "ignore_unknown_options": True}

app = typer.Typer(
    help="Racecourse: a course on Python concurrency, whose exercises are checked over every interleaving of threads.",
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # an unexpected error is for its author, who wants the plain traceback
)
author = typer.Typer(help="Keep the exercises, `release/` and the locks in order.", no_args_is_help=True)
app.add_typer(author, name="author", rich_help_panel=CONTRIBUTE)
bench = typer.Typer(help="Measure; what is measured is reported, never asserted.", no_args_is_help=True)
app.add_typer(bench, name="bench", rich_help_panel=CONTRIBUTE)


def main() -> None:
    """Run the `course` command."""
    try:
        app(prog_name="course")
    except OSError as error:
        if error.errno not in _OF_THE_DISK:
            raise
        where = f" ({shown_path(Path(os.fsdecode(error.filename)).absolute())})" if error.filename else ""
        Console(stderr=True, highlight=False, soft_wrap=True).print(
            f"{error.strerror}{where}. {_OF_THE_DISK[error.errno]}, and do it again.", markup=False
        )
        sys.exit(1)


def show_version(wanted: bool) -> None:
    if wanted:
        print(f"racecourse {helpers.__version__}")
        raise typer.Exit


@app.callback()
def course(
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Show the version, and stop.")
    ] = False,
) -> None:
    """Racecourse: a course on Python concurrency, whose exercises are checked over every interleaving of threads."""


@app.command(rich_help_panel=LEARN, context_settings=PASS_ON)
def lab(context: typer.Context) -> None:
    """Open the course in JupyterLab. Further arguments go to JupyterLab, such as --no-browser."""
    if not (ROOT / FIRST_LESSON).exists():
        stop(f"{FIRST_LESSON} is missing: start from a complete copy of the course.")
    prepare_jupyter()
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={ROOT}",
        f"--LabApp.default_url=/lab/tree/{FIRST_LESSON}",
        # The search for language servers runs npm, which writes into the reader's home folder.
        "--LanguageServerManager.autodetect=False",
        *context.args,
    ]
    hand_over(command)


@app.command(rich_help_panel=LEARN)
def check(
    file: Annotated[Path, typer.Argument(help="A Python file with the answer, or a notebook.", exists=True)],
    exercise: Annotated[str, typer.Option("--exercise", "-e", help="The exercise's id, such as 04-2.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole verdict as JSON.")] = False,
) -> None:
    """Judge an answer. Ends with 0 when it passes, 1 when it fails, 2 when it cannot be judged."""
    from helpers.checker import UnknownExercise
    from helpers.checker import check as judge

    try:
        answer = read_answer(file, exercise)
        verdict = judge(exercise, answer.source)
    except UnknownExercise as error:
        stop(f"{error}")
    if as_json:
        print(json.dumps(verdict.to_json(), indent=1))
    else:
        show_verdict(verdict, answer)
    raise typer.Exit({"passed": 0, "failed": 1, "cannot-judge": 2}[verdict.result])


@app.command(rich_help_panel=LEARN, context_settings={**PASS_ON, "help_option_names": []}, add_help_option=False)
def doctor(context: typer.Context) -> None:
    """Say what is wrong with this set-up, and what to do; --mend mends what it can."""
    from helpers.doctor import main as look

    raise typer.Exit(look(context.args, ROOT, Path(sys.executable)))


@app.command(rich_help_panel=TEACH)
def students(
    exports: Annotated[list[Path], typer.Argument(help="Tables that Canvas or Moodle exported, as CSV.")],
) -> None:
    """Make or complete the class list, `students.csv`, from what the learning platform exports."""
    from helpers.grading.class_list import FILE, ClassListError, add_to_class_list

    for export_file in exports:
        try:
            people, added, completed = add_to_class_list(ROOT, export_file)
        except ClassListError as error:
            stop(str(error))
        print(f"{export_file.name}: {len(added)} new, {len(completed)} completed; {len(people.people)} in {FILE}.")


@app.command(rich_help_panel=TEACH)
def collect(
    chapter: Annotated[str, typer.Argument(help="The chapter's name or number, such as 04.")],
    downloads: Annotated[list[Path], typer.Argument(help="Zip files, or folders into which they were unpacked.")],
    form: Annotated[
        str, typer.Option("--from", help="canvas, moodle or plain; without it the names tell.", metavar="SYSTEM")
    ] = "",
    worksheet: Annotated[
        Path | None, typer.Option(help="Moodle's grading worksheet: who is who, and when they handed in.")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Take a submission also where nobody knows whether it is the later one.")
    ] = False,
) -> None:
    """Put what a learning platform lets you download into `submitted/`: the last attempt of each student."""
    from helpers.grading import driver
    from helpers.grading.class_list import ClassListError
    from helpers.grading.collect import CollectError
    from helpers.grading.collect import collect as put_into_place
    from helpers.grading.handed_in import FORMS
    from helpers.grading.late import LateTableError
    from helpers.grading.tables import print_collection

    known = next((one for one in FORMS if one == form), None)
    if form and known is None:
        stop(f"{form!r} is not known: --from takes {', '.join(FORMS)}.")
    prepare_jupyter()
    try:
        name = driver.find_chapter(ROOT, chapter)
        found = put_into_place(ROOT, name, downloads, form=known, worksheet=worksheet, replace=replace)
    except (driver.GradingError, CollectError, ClassListError, LateTableError) as error:
        stop(str(error))
    print_collection(found, name, Console(highlight=False))
    raise typer.Exit(1 if found.problems else 0)


@app.command(rich_help_panel=TEACH)
def grade(
    chapter: Annotated[str, typer.Argument(help="The chapter's name or number, such as 04.")] = "",
    student: Annotated[str, typer.Option("--student", help="One student's folder, or a pattern of such.")] = "*",
    force: Annotated[bool, typer.Option("--force", help="Grade again what was graded before.")] = False,
    trust: Annotated[
        bool, typer.Option("--trust-submissions", help="Run them without a sandbox, with your rights.")
    ] = False,
    broker: Annotated[
        str, typer.Option("--broker", metavar="URL", help="Have workers check: redis://HOST/0, amqp://HOST.")
    ] = "",
    status: Annotated[bool, typer.Option("--status", help="Say what goes on, and change nothing.")] = False,
) -> None:
    """Grade the submissions of a chapter in `submitted/`, into nbgrader's gradebook."""
    prepare_jupyter()
    if status:
        show_status(broker)
        return
    if not chapter:
        stop("Name the chapter to grade: course grade 04")
    # Two seconds of import for a check of web addresses that nothing here needs; jsonschema does without it.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    from helpers.grading import driver, late
    from helpers.grading.progress import shown
    from helpers.grading.report import print_report
    from helpers.grading.sandbox import trust_submissions

    if trust:
        trust_submissions()
    try:
        late.read_table(ROOT)  # what is wrong in it is said now, and not once for each submission
        with shown(Console(stderr=True, highlight=False)) as (progress, say):
            graded = driver.grade(
                ROOT, chapter, student=student, force=force, broker=broker, progress=progress, say=say
            )
    except (driver.GradingError, late.LateTableError) as error:
        stop(str(error))
    print_report(graded, Console(highlight=False))


def show_status(broker: str) -> None:
    """How far the run in this folder is, or how a broker and its workers are."""
    from helpers.grading.farm.judge import NoBroker
    from helpers.grading.farm.status import farm_status, print_farm, print_run

    console = Console(highlight=False)
    print_run(ROOT, console)
    if broker:
        try:
            print_farm(farm_status(broker), console)
        except NoBroker as error:
            stop(str(error))


@app.command(rich_help_panel=TEACH)
def late(
    chapter: Annotated[str, typer.Argument(help="The chapter's name or number, such as 04.")],
    write: Annotated[bool, typer.Option("--write", help="Write the penalties into the gradebook.")] = False,
) -> None:
    """Show who is late by `late.toml`, and what it costs. Grading writes it; for a changed table --write does."""
    from helpers.grading import driver
    from helpers.grading.course_folder import CourseFolderError
    from helpers.grading.late import LateTableError, settle
    from helpers.grading.lock import AlreadyGrading
    from helpers.grading.tables import print_settled

    prepare_jupyter()
    try:
        rows, remarks = settle(ROOT, driver.find_chapter(ROOT, chapter), write=write)
    except (driver.GradingError, CourseFolderError, LateTableError, AlreadyGrading) as error:
        stop(str(error))
    print_settled(rows, remarks, written=write, console=Console(highlight=False))


@app.command(rich_help_panel=TEACH)
def regrade(
    chapter: Annotated[str, typer.Argument(help="The chapter's name or number, such as 04.")],
    write: Annotated[bool, typer.Option("--write", help="Grade those again whose outcome is another one.")] = False,
    trust: Annotated[
        bool, typer.Option("--trust-submissions", help="Run them without a sandbox, with your rights.")
    ] = False,
) -> None:
    """After an exercise was mended: list whose score would change, and how. What you gave by hand stays."""
    from helpers.grading import driver
    from helpers.grading.course_folder import CourseFolderError
    from helpers.grading.late import LateTableError
    from helpers.grading.records import RecordsError
    from helpers.grading.regrade import regrade as compare
    from helpers.grading.sandbox import trust_submissions
    from helpers.grading.tables import print_regrading
    from helpers.sandbox import NoSandbox

    if trust:
        trust_submissions()
    prepare_jupyter()
    errors = Console(stderr=True, highlight=False)
    try:
        with errors.status("Reading the gradebook") as status:
            found = compare(
                ROOT,
                driver.find_chapter(ROOT, chapter),
                write=write,
                progress=lambda student, done, of: status.update(f"{done} of {of}"),
            )
    except (driver.GradingError, CourseFolderError, RecordsError, LateTableError, NoSandbox) as error:
        stop(str(error))
    print_regrading(found, Console(highlight=False))


@app.command("report", rich_help_panel=TEACH)
def report_on_the_class(
    chapter: Annotated[str, typer.Argument(help="The chapter's name or number, such as 04.")],
    output: Annotated[Path | None, typer.Option(help="The page to write; otherwise one in reports/.")] = None,
) -> None:
    """Write a page about a graded class: scores, misconceptions, wrong answers, who needs help, possible copies."""
    from helpers.grading import driver
    from helpers.grading.course_folder import CourseFolderError
    from helpers.grading.records import RecordsError, read_class

    prepare_jupyter()
    from helpers.grading.reporting.page import write_report  # matplotlib asks at once where it may store

    try:
        name = driver.find_chapter(ROOT, chapter)
        page = output or ROOT / "reports" / f"{name}.html"
        write_report(read_class(ROOT, name), page)
    except (driver.GradingError, CourseFolderError, RecordsError) as error:
        stop(str(error))
    print(f"wrote {shown_path(page)}: open it in a browser.")


@app.command(rich_help_panel=TEACH)
def feedback(
    chapter: Annotated[str, typer.Argument(help="The chapter's name or number, such as 04.")],
    student: Annotated[str, typer.Option("--student", help="One student's folder, or a pattern of such.")] = "*",
) -> None:
    """Make the pages that students get back, in `feedback/`, with scores, comments and failing interleavings."""
    from helpers.grading import driver
    from helpers.grading.course_folder import CourseFolderError
    from helpers.grading.feedback import FeedbackError, make_feedback

    prepare_jupyter()
    try:
        pages = make_feedback(ROOT, driver.find_chapter(ROOT, chapter), student)
    except (driver.GradingError, CourseFolderError, FeedbackError) as error:
        stop(str(error))
    print(f"{len(pages)} pages, in feedback/STUDENT/CHAPTER/.")


@app.command(rich_help_panel=TEACH)
def export(
    chapter: Annotated[str, typer.Argument(help="The chapter's name or number, such as 04.")],
    to: Annotated[str, typer.Option(help="canvas, moodle or csv.", metavar="SYSTEM")],
    column: Annotated[
        str, typer.Option(help="What the assignment is called there; in Canvas with its number: 'Races (815)'.")
    ] = "",
    output: Annotated[Path | None, typer.Option(help="The table to write; otherwise one in exports/.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Take the place of a table that is there.")] = False,
) -> None:
    """Write the scores of a chapter as a table that Canvas, Moodle or a spreadsheet reads."""
    from helpers.grading import driver
    from helpers.grading.class_list import ClassListError, read_class_list
    from helpers.grading.course_folder import CourseFolderError
    from helpers.grading.export import SYSTEMS, ExportError, write
    from helpers.grading.export import export as make_table
    from helpers.grading.records import RecordsError, read_class

    system = next((one for one in SYSTEMS if one == to), None)
    if system is None:
        stop(f"{to!r} is not known: --to takes {', '.join(SYSTEMS)}.")
    prepare_jupyter()
    try:
        name = driver.find_chapter(ROOT, chapter)
        table = make_table(read_class(ROOT, name), read_class_list(ROOT), system, column)
        path = output or ROOT / "exports" / table.name
        write(table, path, replace=force)
    except (driver.GradingError, CourseFolderError, RecordsError, ClassListError, ExportError) as error:
        stop(str(error))
    for remark in table.remarks:
        print(f"- {remark}")
    print(f"wrote {shown_path(path)}")


@app.command(rich_help_panel=TEACH)
def worker(
    broker: Annotated[
        str, typer.Option("--broker", metavar="URL", help="The Redis or RabbitMQ server: redis://HOST/0, amqp://HOST.")
    ],
    concurrency: Annotated[
        int, typer.Option("--concurrency", min=0, help="So many answers at a time; 0 for one on each core.")
    ] = 0,
    metrics: Annotated[
        int | None, typer.Option("--metrics", metavar="PORT", help="Let Prometheus ask here; 0 for a free port.")
    ] = None,
    metrics_address: Annotated[
        str, typer.Option("--metrics-address", help="Where that port is open; 0.0.0.0 for everybody.")
    ] = "127.0.0.1",
    trust: Annotated[
        bool, typer.Option("--trust-submissions", help="Check without a sandbox, with your rights.")
    ] = False,
    log_level: Annotated[str, typer.Option("--log-level", help="Which of Celery's messages are shown.")] = "WARNING",
) -> None:
    """Check answers for `course grade --broker URL`, until Ctrl-C."""
    from helpers.grading.farm.worker import CannotWork, serve
    from helpers.grading.sandbox import trust_submissions

    if trust:
        trust_submissions()

    def ready(name: str, port: int | None) -> None:
        where = "" if port is None else f", metrics on http://{metrics_address}:{port}/metrics"
        print(f"{name} checks answers{where}. Ctrl-C ends it.", flush=True)

    try:
        serve(
            broker,
            concurrency=concurrency or None,
            metrics_port=metrics,
            metrics_address=metrics_address,
            log_level=log_level,
            ready=ready,
        )
    except CannotWork as error:
        stop(str(error))


@app.command(rich_help_panel=TEACH)
def handout(folder: Annotated[Path, typer.Argument(help="A new folder.")]) -> None:
    """Make the copy of the course that your class gets: without hints and solutions, if you have switched them off."""
    from helpers.author.handout import HandoutError, make_handout

    try:
        files, with_help = make_handout(ROOT, folder)
    except HandoutError as error:
        stop(str(error))
    without = "" if with_help else ", without hints and solutions"
    print(f"{folder} is a copy of the course for your class{without}: {files} files.")


@app.command("test", rich_help_panel=CONTRIBUTE, context_settings=PASS_ON)
def run_the_tests(
    context: typer.Context,
    all_pythons: Annotated[
        bool, typer.Option("--all-pythons", help="Test the model checker on the other Pythons of this machine too.")
    ] = False,
) -> None:
    """Run the tests. Further arguments go to pytest; without any, every test runs."""
    from helpers.author.suite import MissingTools, run_tests

    prepare_jupyter()
    try:
        status = run_tests(ROOT, context.args, all_pythons=all_pythons)
    except MissingTools as error:
        stop(str(error))
    raise typer.Exit(status)


@author.command("check")
def author_check(
    only: Annotated[str, typer.Option("--exercise", "-e", help="One exercise, such as 04-2, instead of all.")] = "",
) -> None:
    """Verify every exercise, and that `release/` is what `source/` gives."""
    from helpers.author.verify import verify

    raise typer.Exit(report(verify(ROOT, only=only or None), "The exercises are in order."))


@author.command("release")
def author_release(
    checked: Annotated[bool, typer.Option("--check", help="Change nothing; say what differs from `source/`.")] = False,
) -> None:
    """Make `release/`, which students get, from `source/`."""
    from helpers.author.release import ReleaseError, build, drift

    try:
        if checked:
            raise typer.Exit(report(drift(ROOT), "release/ is what source/ gives."))
        changed = build(ROOT)
    except ReleaseError as error:
        stop(str(error))
    print("\n".join(f"wrote {path}" for path in changed) or "release/ was up to date.")


@author.command("mutate")
def author_mutate(
    only: Annotated[str, typer.Option("--exercise", "-e", help="One exercise, such as 04-3, instead of all.")] = "",
    update: Annotated[bool, typer.Option("--update", help="Write docs/grader-quality.md anew.")] = False,
) -> None:
    """Put the usual slips into every solution, and see whether the checks notice each of them."""
    from helpers.author.mutants import analysis, table

    if update and only:
        stop("The page is about all exercises: leave out --exercise, or --update.")
    qualities = analysis.analyse(ROOT, only or None, progress=print)
    if not qualities:
        stop(f"No exercise {only} is answered with a program." if only else "No exercise is answered with a program.")
    found = list(analysis.problems(ROOT, qualities))
    if update and not found:
        (ROOT / table.FILE).write_text(table.page(qualities), encoding="utf-8")
        print(f"wrote {table.FILE.as_posix()}")
    print(f"{sum(q.mutants for q in qualities)} mutants, {sum(q.killed for q in qualities)} fail.")
    raise typer.Exit(report(found, "Every slip is noticed, and every right answer passes."))


@app.command(rich_help_panel=CONTRIBUTE)
def site(
    execute: Annotated[bool, typer.Option(help="Run the lessons, so that their pages show outputs.")] = True,
    only: Annotated[str, typer.Option("--only", help="Run just the lessons whose name begins so, such as 04.")] = "",
    repository: Annotated[str, typer.Option(help="The repository's address, for links to files.")] = "",
) -> None:
    """Make a static web site of all lessons and documents, in `build/site`."""
    from helpers.author.site import SiteError, build_site

    errors = Console(stderr=True, highlight=False)
    try:
        with errors.status("Making the site") as status:
            page = build_site(ROOT, execute=execute, only=only, repository=repository, progress=status.update)
    except SiteError as error:
        stop(str(error))
    print(f"wrote {page.relative_to(ROOT)}")


@author.command("binder")
def author_binder(
    only: Annotated[str, typer.Argument(help="Notebooks whose name begins so, such as 04, instead of all.")] = "",
) -> None:
    """Run every lesson and every exercise within the limits of a session on Binder."""
    from helpers.author.binder.runs import NoBox, notebooks, run_in_box

    problems, found = [], notebooks(ROOT, only)
    if not found:
        stop(f"No notebook's name begins with {only}.")
    try:
        for path in found:
            ran = run_in_box(ROOT, path)
            print(f"{ran.peak / 2**20:5.0f} MB  {ran.seconds:4.0f} s  {ran.notebook}  {ran.problem}", flush=True)
            problems += [f"{ran.notebook}: {ran.problem}"] * bool(ran.problem)
    except NoBox as error:
        stop(str(error))
    print("The system held the limit on memory." if ran.enforced else "Memory was measured, and not limited.")
    raise typer.Exit(report(problems, "Everything runs within the limits of Binder."))


@author.command("doors")
def author_doors(
    repository: Annotated[str, typer.Argument(help="Where the course is published: https://github.com/OWNER/NAME.")],
) -> None:
    """Print the badges of a published course, and write its notebooks for Colab into `build/colab`."""
    from helpers.author.doors import COLAB_BRANCH, DoorsError, addresses, write_colab

    try:
        found = addresses(repository)
    except DoorsError as error:
        stop(str(error))
    print("\n".join(found.values()))
    written = write_colab(ROOT, repository, ROOT / "build" / "colab")
    print(f"wrote {len(written)} notebooks into build/colab: publish that folder as the branch {COLAB_BRANCH}")


@author.command("cells")
def author_cells(
    exercise: Annotated[str, typer.Argument(help="The id of an exercise of the table, such as 04-9.")],
) -> None:
    """Add the cells of a new exercise to its chapter's notebook in `source/`."""
    from helpers.author.cells import CellsError, add_cells

    try:
        path = add_cells(ROOT, exercise)
    except CellsError as error:
        stop(str(error))
    print(f"added three cells at the end of {path.relative_to(ROOT)}")


@author.command("catalogue")
def author_catalogue() -> None:
    """Write every text that can be translated to `helpers/locale/racecourse.pot`."""
    from helpers.author.catalogue import FILE, write_catalogue

    print(f"wrote {FILE.as_posix()}" if write_catalogue(ROOT) else f"{FILE.as_posix()} was up to date.")


@author.command("lock")
def author_lock(
    upgrade: Annotated[bool, typer.Option("--upgrade", help="Take the newest version of every package.")] = False,
) -> None:
    """Write the lock files in `requirements/` from `pyproject.toml`."""
    from helpers.author.lock import LockError, write_locks

    try:
        write_locks(ROOT, upgrade=upgrade)
    except LockError as error:
        stop(str(error))


@bench.command("interleave", context_settings={**PASS_ON, "help_option_names": []}, add_help_option=False)
def bench_interleave(context: typer.Context) -> None:
    """Measure the model checker, one row per program; --help shows the arguments."""
    from helpers.interleave.bench.__main__ import main as measure

    raise typer.Exit(measure(context.args))


@bench.command("grading")
def bench_grading(
    chapters: Annotated[list[str] | None, typer.Argument(help="Their numbers; 04 and 08 by default.")] = None,
    students: Annotated[int, typer.Option(help="How many hand in.")] = 100,
    stock_students: Annotated[int, typer.Option(help="How many of them stock nbgrader grades, too.")] = 30,
    rounds: Annotated[int, typer.Option(help="How often everything is repeated.")] = 3,
    many: Annotated[int, typer.Option(help="With so many submissions memory is measured; 0 leaves it out.")] = 1000,
    as_json: Annotated[bool, typer.Option("--json", help="Print all numbers, for other programs.")] = False,
) -> None:
    """Measure how fast a class is graded, beside stock nbgrader, with workers, and in memory: minutes."""
    from helpers.grading.bench.classes import NoCorpora
    from helpers.grading.bench.measure import measure, print_report

    try:
        measured = measure(
            chapters or ["04", "08"],
            students=students,
            stock_students=max(2, min(stock_students, students)),
            rounds=rounds,
            many=many,
            say=lambda sentence: print(sentence, file=sys.stderr, flush=True),
        )
    except NoCorpora as error:
        stop(str(error))
    if as_json:
        print(json.dumps(measured.data(), indent=1))
    else:
        print_report(measured, Console(highlight=False))


def prepare_jupyter() -> None:
    """Keep what Jupyter, IPython and matplotlib store inside the course's folder, unless told otherwise."""
    scripts = str(Path(sys.executable).parent)
    # A lesson's `!nbgrader ...` finds the course's nbgrader.
    os.environ["PATH"] = scripts + os.pathsep + os.environ.get("PATH", "")
    for variable, folder in {
        "IPYTHONDIR": "ipython",
        "JUPYTERLAB_SETTINGS_DIR": "lab/settings",
        "JUPYTERLAB_WORKSPACES_DIR": "lab/workspaces",
        "JUPYTER_CONFIG_DIR": "jupyter/config",
        "JUPYTER_DATA_DIR": "jupyter/data",
        "JUPYTER_RUNTIME_DIR": "jupyter/runtime",
        "MPLCONFIGDIR": "matplotlib",
    }.items():
        os.environ.setdefault(variable, str(STATE / folder))
    page = Path(os.environ["JUPYTER_CONFIG_DIR"]) / "labconfig" / "page_config.json"
    if page.is_relative_to(STATE) and not page.exists():
        # JupyterLab would ask whether it may fetch its news from the internet, on top of the first lesson.
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text('{"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": true}}\n')


def hand_over(command: list[str]) -> NoReturn:
    """Become another program, in the course's folder; where the system cannot do that, wait for it."""
    os.chdir(ROOT)
    if os.name != "nt":
        os.execv(command[0], command)
    child = subprocess.Popen(command)
    while True:
        try:
            raise typer.Exit(child.wait())
        except KeyboardInterrupt:  # Ctrl-C reaches the child as well, and it is the one that answers
            continue


def read_answer(file: Path, exercise: str) -> Assembled:
    """The answer in a Python file, or the one to this exercise in a notebook."""
    from helpers.exercises import Assembled, Cell, assemble

    try:
        if file.suffix != ".ipynb":
            source = file.read_text(encoding="utf-8")
            return Assembled(source, origins=(), cells=(Cell(source),), own=(0,))
        import nbformat

        cells = nbformat.read(file, as_version=4).cells
        return assemble([cell.source for cell in cells if cell.cell_type == "code"], exercise)
    except (ValueError, OSError) as error:  # not UTF-8, not JSON, not a notebook, a folder
        stop(f"{file} cannot be read: {error}")


def show_verdict(verdict: Verdict, answer: Assembled) -> None:
    from helpers.exercises.misconceptions import MISCONCEPTIONS
    from helpers.render import verdict_text

    beliefs = {misconception.id: misconception.belief for misconception in MISCONCEPTIONS}
    width = min(Console().width, 120)
    print(verdict_text(verdict, width=width, beliefs=beliefs, labels=answer.line_labels(), legend=answer.legend()))


def report(problems: list[str], all_well: str) -> int:
    """Print the problems, or that there are none; gives the exit status."""
    for problem in problems:
        print(f"- {problem}")
    print(all_well if not problems else f"{len(problems)} to mend.")
    return 1 if problems else 0


def shown_path(path: Path) -> str:
    """A path as it is shortest to read: from the course's folder where it is inside."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)


def stop(message: str) -> NoReturn:
    """End with one sentence."""
    Console(stderr=True, highlight=False, soft_wrap=True).print(message, markup=False)
    raise typer.Exit(1)


if __name__ == "__main__":
    main()
