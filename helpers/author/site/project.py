"""Sphinx's part: its settings, and its run."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from helpers.author.site.accessible import accessible

HERE = Path(__file__).resolve().parent

SETTINGS = '''\
"""Made by `course site`; changes are lost."""

project = "Racecourse"
author = "the authors of Racecourse"
language = "en"
extensions = ["myst_nb"]
exclude_patterns = []

html_theme = "furo"
html_title = "Racecourse"
html_static_path = ["_static"]
html_css_files = ["racecourse.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_copyright = False

# Lessons were run before, by `course site`, or on purpose not at all.
nb_execution_mode = "off"
# The scripts for widgets come from another server, and a widget needs a kernel.
nb_ipywidgets_js = {}
nb_mime_priority_overrides = [("html", "application/vnd.jupyter.widget-view+json", None)]
# A dollar is a dollar, and no beginning of a formula.
myst_enable_extensions = []
myst_heading_anchors = 4
# The first line of a cell may be of IPython, the rest an error on purpose.
suppress_warnings = ["misc.highlighting_failure", "myst.header", "mystnb.mime_priority"]
'''


class SphinxFailed(RuntimeError):
    """Sphinx is missing, or complained; the message has its words."""


def make_html(pages: Path, site: Path) -> None:
    """Make HTML of a folder of pages.

    Raises:
        SphinxFailed: Sphinx is not installed, or had something to say. A warning counts: it is a link that leads
            nowhere, a page that nothing leads to, a text that is not what its author meant.
    """
    missing = [name for name in ("sphinx", "myst_nb", "furo") if importlib.util.find_spec(name) is None]
    if missing:
        raise SphinxFailed(
            f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} not installed: `python3 course.py test` "
            "installs what the site is made with."
        )
    static = pages / "_static"
    static.mkdir(parents=True)
    shutil.copy(HERE / "racecourse.css", static)
    (pages / "conf.py").write_text(SETTINGS, encoding="utf-8")
    work = pages.with_name(f"{pages.name}-read")
    command = [*(sys.executable, "-P", "-m", "sphinx", "-b", "html", "-q", "-W", "--keep-going", "-E")]
    command += ["-d", str(work), str(pages), str(site)]
    # Colours and the date are not for a site that should come out the same.
    environment = {**os.environ, "NO_COLOR": "1", "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", "0")}
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    shutil.rmtree(work, ignore_errors=True)
    if done.returncode != 0:
        said = (done.stderr or done.stdout).replace(f"{pages}{os.sep}", "")
        raise SphinxFailed(f"Sphinx is not content:\n{said.strip()}")
    for page in site.rglob("*.html"):
        page.write_text(accessible(page.read_text(encoding="utf-8")), encoding="utf-8")
    (site / "objects.inv").unlink(missing_ok=True)
    (site / ".buildinfo").unlink(missing_ok=True)
