"""A real JupyterLab in a real Chromium, for tests that look at the course as a learner does.

`open_lab` starts the server of `course lab` on a copy of the project, `open_page` a browser page on it; `Lab` drives
JupyterLab through its own commands, and types into its cells as a person does. The fixtures `lab_server` and `lab` in
conftest.py give them to tests.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests
from playwright.sync_api import Page, sync_playwright
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

PROJECT = Path(__file__).resolve().parent.parent
SCREENSHOTS = PROJECT / "build" / "screenshots"

# What JupyterLab serves and what it needs. .venv and the state of the developer's own JupyterLab stay behind.
COPIED = ("docs", "helpers", "notebooks", "release", "source", "nbgrader_config.py")

# Nothing of the browser itself may reach for the internet, and a container has no user namespace and no GPU for it.
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
]

# How long a browser test waits for something that should happen. It decides nothing but when to give up.
PATIENCE_MS = 90_000

_URL = re.compile(r"(http://127\.0\.0\.1:\d+)/\S*[?&]token=(\w+)")


@dataclass(frozen=True)
class Server:
    """A running JupyterLab.

    Attributes:
        url: its address, without a slash at the end.
        token: what a browser shows it to be let in.
        folder: the folder that it serves, a copy of the project.
        log: the file with its messages.
    """

    url: str
    token: str
    folder: Path
    log: Path


@contextmanager
def open_lab(folder: Path) -> Iterator[Server]:
    """Run `course lab` on a copy of the project in `folder`, until the block ends."""
    for name in COPIED:
        if (PROJECT / name).is_dir():
            shutil.copytree(PROJECT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
        elif (PROJECT / name).exists():
            shutil.copy(PROJECT / name, folder / name)
    command = [
        *(sys.executable, "-P", "-m", "helpers.cli", "lab", "--no-browser"),
        "--ServerApp.port=0",  # the system chooses: another server in the next process may be looking for one, too
        "--LabApp.expose_app_in_browser=True",  # `Lab` asks it what it shows
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    # The copy comes before the installed project, and no setting of the machine's Jupyter counts.
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("JUPYTER", "IPYTHON"))}
    environment["PYTHONPATH"] = str(folder)
    # a test that changes the theme changes it here, and not for the developer
    environment["JUPYTERLAB_SETTINGS_DIR"] = str(folder / ".lab-settings")
    log = folder / "jupyterlab.log"
    server = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    try:
        url, token = read_address(server, log)
        wait_for_answer(f"{url}/api/status?token={token}")
        yield Server(url, token, folder, log)
    finally:
        server.terminate()
        try:
            server.wait(timeout=30)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def read_address(server: subprocess.Popen[str], log: Path) -> tuple[str, str]:
    """Read the server's messages up to the one with its address; what comes later goes on into the log."""
    assert server.stderr is not None
    lines = []
    for line in server.stderr:
        lines.append(line)
        found = _URL.search(line)
        if found:
            threading.Thread(target=keep, args=(server.stderr, lines, log), daemon=True).start()
            return found[1], found[2]
    raise RuntimeError("JupyterLab ended before it was ready:\n" + "".join(lines))


def wait_for_answer(url: str) -> None:
    """JupyterLab says its address a moment before it listens there."""
    with requests.Session() as session:
        session.mount("http://", HTTPAdapter(max_retries=Retry(connect=20, backoff_factor=0.05)))
        session.get(url).raise_for_status()


def keep(messages: Any, lines: list[str], log: Path) -> None:
    with log.open("w") as file:
        file.writelines(lines)
        for line in messages:
            file.write(line)
            file.flush()


@contextmanager
def open_page(chromium: str, width: int = 1280, height: int = 1000, **options: Any) -> Iterator[Page]:
    """A page in a headless browser, until the block ends.

    Args:
        chromium: the browser's program.
        width: of the page, in pixels.
        height: likewise.
        options: what else Playwright's `Browser.new_page` takes.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, headless=True, args=CHROMIUM_OPTIONS)
        try:
            page = browser.new_page(viewport={"width": width, "height": height}, **options)
            page.set_default_timeout(PATIENCE_MS)
            yield page
        finally:
            browser.close()


class Lab:
    """JupyterLab in a page, with one notebook open."""

    def __init__(self, server: Server, page: Page) -> None:
        self.server = server
        self.page = page
        self._untouched: dict[Path, bytes] = {}

    def open(self, notebook: str) -> None:
        """Open a notebook, such as `notebooks/00-start-here.ipynb`, and wait for its kernel."""
        path = self.server.folder / notebook
        self._untouched.setdefault(path, path.read_bytes())
        self.page.goto(f"{self.server.url}/lab/tree/{notebook}?reset&token={self.server.token}")
        self.page.wait_for_function(
            "path => window.jupyterapp?.shell.currentWidget?.context?.path === path", arg=notebook
        )
        self.page.evaluate(
            """async () => {
                const panel = window.jupyterapp.shell.currentWidget;
                await panel.context.ready;
                await panel.sessionContext.ready;
                await panel.sessionContext.session.kernel.info;
            }"""
        )

    def close(self) -> None:
        """End the notebook's kernel, and undo what JupyterLab may have saved: the next test finds all as it was."""
        self.page.evaluate("async () => { await window.jupyterapp?.shell.currentWidget?.sessionContext?.shutdown(); }")
        for path, content in self._untouched.items():
            path.write_bytes(content)

    def run_all(self) -> None:
        """Run every cell, and wait until the last one is done."""
        self.command("notebook:run-all-cells")

    def command(self, name: str) -> None:
        """Run a command of JupyterLab, and wait until it is done."""
        self.page.evaluate("async name => { await window.jupyterapp.commands.execute(name); }", name)

    def cells(self) -> list[dict[str, Any]]:
        """The notebook's cells as they are in the browser, outputs included, in nbformat's form."""
        return self.page.evaluate("() => window.jupyterapp.shell.currentWidget.content.model.toJSON().cells")

    def errors(self) -> list[str]:
        """The error outputs of all cells, a line each."""
        return [
            f"{output['ename']}: {output['evalue']}"
            for cell in self.cells()
            for output in cell.get("outputs", ())
            if output["output_type"] == "error"
        ]

    def index_of(self, text: str) -> int:
        """The index of the code cell whose source contains this text.

        Raises:
            LookupError: no cell does.
        """
        for index, cell in enumerate(self.cells()):
            if cell["cell_type"] == "code" and text in "".join(cell["source"]):
                return index
        raise LookupError(f"no code cell contains {text!r}")

    def show(self, index: int) -> Any:
        """Scroll to a cell and select it; gives its locator."""
        self.page.evaluate(
            """async index => {
                const notebook = window.jupyterapp.shell.currentWidget.content;
                notebook.activeCellIndex = index;
                await notebook.scrollToItem(index, 'start');
            }""",
            index,
        )
        return self.page.locator(f".jp-Notebook .jp-Cell[data-windowed-list-index='{index}']")

    def type_into(self, index: int, source: str) -> None:
        """Replace a cell's text, by the keyboard."""
        editor = self.show(index).locator(".cm-content")
        editor.click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(source)

    def run_cell(self, index: int) -> list[dict[str, Any]]:
        """Run one cell, and wait until it is done; gives its outputs."""
        self.show(index)
        self.command("notebook:run-cell")
        return self.cells()[index]["outputs"]

    def screenshot(self, name: str) -> Path:
        """Keep a picture of the page in build/screenshots."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        path = SCREENSHOTS / f"{name}.png"
        self.page.screenshot(path=path)
        return path
