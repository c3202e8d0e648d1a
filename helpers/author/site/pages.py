"""The pages that Sphinx is given: lessons, exercises without solutions, documents, and pages that lead to them."""

from __future__ import annotations

import copy
import os
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import nbformat
from nbformat.v4 import new_markdown_cell

from helpers.author.site.lessons import Lesson

LINK = re.compile(r"(?P<image>!?)\[(?P<text>[^\]]*)\]\((?P<target>[^()\s]+)\)")
FENCE = re.compile(r"^(```|~~~)")

# Pages of docs/ for somebody in particular. What is not named here is for contributors.
LEARNERS = ("learners", "cheat-sheet", "glossary", "how-the-checker-works")
TEACHERS = ("teachers", "teaching", "misconceptions", "grader-quality", "security", "scaling")
TOP = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")


def write_pages(root: Path, lessons: Mapping[str, Lesson], out: Path, *, repository: str) -> None:
    """Write every page.

    Args:
        root: the project's folder.
        lessons: the lessons by their names, in their order.
        out: the folder for the pages, laid out like the project.
        repository: its address, for links to files that are no pages; empty where there is none.
    """
    exercises = sorted((root / "release").glob("*/*.ipynb"))
    documents = sorted((root / "docs").glob("*.md")) + [root / name for name in TOP if (root / name).exists()]
    pages = [*(lesson.path for lesson in lessons.values()), *exercises, *documents]
    inside = {path.relative_to(root).as_posix() for path in pages}
    for lesson in lessons.values():
        write_notebook(
            lesson_page(lesson), out / lesson.path.relative_to(root), links_of(lesson.path, root, inside, repository)
        )
    for picture in (root / "notebooks").glob("*.svg"):
        copy_file(picture, root, out)
    for path in exercises:
        write_notebook(exercise_page(path), out / path.relative_to(root), links_of(path, root, inside, repository))
    for path in documents:
        text = path.read_text(encoding="utf-8")
        for picture in re.findall(r"!\[[^\]]*\]\(([^)\s:]+)\)", text):
            copy_file((path.parent / picture).resolve(), root.resolve(), out)
        write(out / path.relative_to(root), relinked(text, links_of(path, root, inside, repository)))
    write(
        out / "notebooks" / "index.md",
        listing("Lessons", {f"{name}.ipynb": lesson.notebook for name, lesson in lessons.items()}),
    )
    chapters = {path.relative_to(root / "release").as_posix(): exercise_page(path) for path in exercises}
    write(out / "release" / "index.md", listing("Exercises", chapters))
    with (out / "docs" / "index.md").open("a", encoding="utf-8") as index:
        index.write(documents_page(root, documents))
    write(out / "index.md", first_page(repository))


# ---- notebooks ---------------------------------------------------------------------------------------------------


def lesson_page(lesson: Lesson) -> Any:
    """A lesson's notebook with a note on where its outputs come from."""
    notebook = copy.deepcopy(lesson.notebook)
    if lesson.ran_on:
        note = (
            f"> **Recorded.** The outputs on this page are those of one run, with {lesson.ran_on}. Numbers that depend "
            "on the machine are other ones on yours. To change a cell and run it yourself, open "
            f"`notebooks/{lesson.path.name}` in the course."
        )
    else:
        note = f"> **To read.** To run the cells of this lesson, open `notebooks/{lesson.path.name}` in the course."
    notebook.cells.insert(1, new_markdown_cell(note, id="where-this-ran"))
    return notebook


def exercise_page(path: Path) -> Any:
    """A chapter's exercises to read: tasks and starters, without the cells that only work in a notebook."""
    notebook = nbformat.read(path, as_version=4)
    kept = [
        cell
        for cell in notebook.cells
        if cell.cell_type != "code" or not cell.source.startswith(("%load_ext", "check(", "hint(", "solution("))
    ]
    for cell in kept:
        cell.pop("outputs", None)
        cell.metadata = {}
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    name = f"release/{path.parent.name}/{path.name}"
    note = f"> **To read.** You answer these exercises, and have your answers checked, in `{name}` in the course."
    notebook.cells = [kept[0], new_markdown_cell(note, id="where-to-answer"), *kept[1:]]
    return notebook


def write_notebook(notebook: Any, path: Path, link: Callable[[str, str, str], str]) -> None:
    notebook.metadata["language_info"] = {"name": "python", "pygments_lexer": "ipython3"}
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = relinked(cell.source, link)
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)


# ---- links -------------------------------------------------------------------------------------------------------


def relinked(text: str, link: Callable[[str, str, str], str]) -> str:
    """A text with each of its links replaced; what stands in a block of code is left as it is."""
    lines, fenced = [], False
    for line in text.splitlines():
        fenced ^= bool(FENCE.match(line.lstrip()))
        lines.append(line if fenced else LINK.sub(lambda m: link(m["image"], m["text"], m["target"]), line))
    return "\n".join(lines) + "\n" * text.endswith("\n")


def links_of(page: Path, root: Path, inside: set[str], repository: str) -> Callable[[str, str, str], str]:
    """What becomes of a page's links: those to pages stay, those to folders lead to the folder's list."""
    folder = page.parent.relative_to(root).as_posix()

    def link(image: str, text: str, target: str) -> str:
        if image or "://" in target or target.startswith(("#", "mailto:")):
            return f"{image}[{text}]({target})"
        name, _, anchor = target.partition("#")
        meant = PurePosixPath(os.path.normpath(PurePosixPath(folder) / name)).as_posix()
        if meant in ("notebooks", "release", "docs"):
            name = f"{name.rstrip('/')}/index.md" if name != "." else "index.md"
        elif meant not in inside:
            return f"[{text}]({repository.rstrip('/')}/blob/main/{meant})" if repository else text
        # JupyterLab makes an anchor of a heading's own words; the site, like GitHub, of small letters
        return f"[{text}]({name}{'#' + anchor.lower() if anchor else ''})"

    return link


# ---- pages that lead to others -----------------------------------------------------------------------------------


def listing(title: str, notebooks: Mapping[str, Any]) -> str:
    """A page that lists notebooks: each with the number of its chapter, which texts refer to, and its title."""
    entries = []
    for name, notebook in notebooks.items():
        first = next(cell.source for cell in notebook.cells if cell.source.startswith("# "))
        heading = first.splitlines()[0].removeprefix("# ").removeprefix("Practise: ")
        entries.append(f"{int(PurePosixPath(name).name[:2])}. {heading[0].upper()}{heading[1:]} <{name}>")
    return f"# {title}\n\n" + toctree(entries)


def toctree(pages: list[str], **options: str) -> str:
    lines = [f":{name}: {value}".rstrip() for name, value in {"maxdepth": "1", **options}.items()]
    return "\n".join(["```{toctree}", *lines, "", *pages, "```", ""])


def documents_page(root: Path, documents: list[Path]) -> str:
    """The lists of the documents, by whom they are for, for the menu of the site."""
    names = [path.stem for path in documents if path.parent.name == "docs"]
    learners = [name for name in LEARNERS if name in names]
    teachers = [name for name in TEACHERS if name in names]
    others = sorted(set(names) - {*learners, *teachers, "index"})
    top = [f"../{path.name}" for path in documents if path.parent == root]
    return "\n" + "\n".join(
        "```{toctree}\n:hidden:\n:maxdepth: 1\n\n" + "\n".join(pages) + "\n```\n"
        for pages in (learners, teachers, [*others, *top])
    )


def first_page(repository: str) -> str:
    start = f"Its home is [{repository.split('://')[-1]}]({repository}).\n" if repository else ""
    return (
        "# Racecourse\n\n"
        "A course on concurrency in Python. In its notebooks you predict what a program does, run it, and explain it; "
        "its exercises are checked over **every** interleaving of your threads, not by luck.\n\n"
        "Here you can read all of it. To run a lesson and have an answer checked, get the course, and start "
        f"`python3 course.py lab` in its folder. {start}\n"
        "Begin with [Start here](notebooks/00-start-here.ipynb), or look for a word in the "
        "[glossary](docs/glossary.md).\n\n" + toctree(["notebooks/index", "release/index", "docs/index"], maxdepth="2")
    )


def copy_file(path: Path, root: Path, out: Path) -> None:
    target = out / path.relative_to(root)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, target)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
