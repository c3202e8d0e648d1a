"""From the course's folder to a site in `build/site`."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from helpers.author.site.lessons import LessonFailed, run_lesson, unrun
from helpers.author.site.links import broken_links
from helpers.author.site.pages import write_pages
from helpers.author.site.project import SphinxFailed, make_html

__all__ = ["SiteError", "build_site"]


class SiteError(RuntimeError):
    """The site could not be made, or has links that lead nowhere; the message says where and what to do."""


def build_site(
    root: Path,
    *,
    execute: bool = True,
    repository: str = "",
    only: str = "",
    out: Path | None = None,
    progress: Callable[[str], None] = lambda line: None,
) -> Path:
    """Make the site.

    Args:
        root: the project's folder.
        execute: whether lessons are run, so that their pages show outputs. A lesson that was run before is not run
            again while neither it nor the course's code has changed.
        repository: the address of the course's repository, for links to files that are no pages; without it they are
            plain text.
        only: run just the lessons whose name begins so, such as `04`; the others are shown without outputs.
        out: where everything goes; `build` in the project's folder by default. The site is in its folder `site`.
        progress: is told what is under way.

    Returns:
        the site's first page.

    Raises:
        SiteError: a lesson failed, Sphinx complained, or a link leads nowhere.
    """
    out = out or root / "build"
    pages, site, cache = out / "site-pages", out / "site", out / "site-lessons"
    lessons = {}
    for path in sorted((root / "notebooks").glob("[0-9][0-9]-*.ipynb")):
        try:
            wanted = execute and path.name.startswith(only)
            lessons[path.stem] = run_lesson(root, path, cache, progress) if wanted else unrun(path)
        except LessonFailed as error:
            raise SiteError(str(error)) from error
    shutil.rmtree(pages, ignore_errors=True)
    shutil.rmtree(site, ignore_errors=True)
    write_pages(root, lessons, pages, repository=repository)
    progress("Sphinx makes the pages")
    try:
        make_html(pages, site)
    except SphinxFailed as error:
        raise SiteError(str(error)) from error
    broken = broken_links(site)
    if broken:
        raise SiteError("These links lead nowhere:\n" + "\n".join(f"- {line}" for line in broken))
    return site / "index.html"
