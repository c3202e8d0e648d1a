"""What all tests share: which programs they need beside Python, and in which order they run.

A test that needs such a program says so with `@pytest.mark.needs("chromium")`. Where the program is missing the test
is skipped, and the end of the run says what to install. Where the environment variable CI is set, nothing that could
be installed may be missing, so there a skipped test fails.

It must work with the few packages of requirements/engine.txt, on every supported Python.
"""

from __future__ import annotations

import glob
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write generated files and stored expectations anew")
    parser.addoption("--repeat", type=int, default=1, metavar="N", help="judge each labelled program or answer N times")


@dataclass(frozen=True)
class Tool:
    """A program that is not a Python package.

    Attributes:
        commands: its names on the path, or patterns of whole paths; any of them will do.
        package: Debian's package.
        probe: a command line that shows whether it works here; its first word is replaced by the command found.
        systems: where it exists, as in `sys.platform`.
    """

    commands: tuple[str, ...]
    package: str
    probe: tuple[str, ...] = ()
    systems: tuple[str, ...] = ("linux", "darwin", "win32")


TOOLS = {
    "bubblewrap": Tool(
        ("bwrap",),
        "bubblewrap",
        # Installed is not enough: containers and some systems forbid what it does.
        ("bwrap", "--unshare-all", "--die-with-parent", "--ro-bind", "/", "/", "true"),
        systems=("linux",),
    ),
    "chromium": Tool(("chromium", "chromium-browser", "google-chrome"), "chromium"),
    "git": Tool(("git",), "git"),
    "postgres": Tool(("postgres", "/usr/lib/postgresql/*/bin/postgres"), "postgresql", systems=("linux", "darwin")),
    "rabbitmq-server": Tool(("/usr/lib/rabbitmq/bin/rabbitmq-server",), "rabbitmq-server", systems=("linux",)),
    "redis": Tool(("redis-server",), "redis-server"),
}


def find_tool(name: str) -> str | None:
    """The path of a program of the table."""
    for command in TOOLS[name].commands:
        # Debian keeps the programs of a PostgreSQL server off the path
        found = max(glob.glob(command), default=None) if command.startswith("/") else shutil.which(command)
        if found:
            return found
    return None


@cache
def why_missing(name: str) -> str | None:
    """Why tests that need this program cannot run here, or None when they can."""
    tool = TOOLS[name]
    if sys.platform not in tool.systems:
        return f"{name} does not exist on {sys.platform}"
    found = find_tool(name)
    if found is None:
        return f"needs {name} (on Debian and Ubuntu: apt install {tool.package})"
    if tool.probe and subprocess.run([found, *tool.probe[1:]], capture_output=True).returncode != 0:
        return f"needs {name}, and {found} is not allowed to work on this machine"
    return None


# Fixtures that take many seconds to make. Tests that share one run in the same process, so that it is made once.
EXPENSIVE = ("graded_class", "graded_term", "lab_server", "graded", "handouts", "notebook", "shown", "site", "usual")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the slow tests last. Sorting is stable, so the order is the same in every process."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is not None)
    for item in items:
        made_once = expensive_fixture(item)
        if made_once and item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(made_once))


def expensive_fixture(item: pytest.Item) -> str | None:
    """Which fixture of the table a test shares with others, and where that is made; None when none."""
    definitions = getattr(item, "_fixtureinfo", None)
    for name in EXPENSIVE:
        for definition in definitions.name2fixturedefs.get(name, ()) if definitions else ():
            if definition.scope != "function":
                return f"{name} of {definition.baseid}"
    return None


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in item.iter_markers("only_on"):
        if sys.platform not in mark.args:
            pytest.skip(f"is about {' and '.join(mark.args)}")
    for mark in item.iter_markers("since_python"):
        if sys.version_info < mark.args:
            pytest.skip(f"is about Python {'.'.join(map(str, mark.args))} and later")
    for mark in item.iter_markers("needs"):
        for name in mark.args:
            reason = why_missing(name)
            if reason:
                pytest.skip(reason)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    about_another_system = any(sys.platform not in mark.args for mark in item.iter_markers("only_on"))
    about_another_python = any(sys.version_info < mark.args for mark in item.iter_markers("since_python"))
    about_another = about_another_system or about_another_python
    if os.environ.get("CI") and report.skipped and not hasattr(report, "wasxfail") and not about_another:
        report.outcome = "failed"
        report.longrepr = f"Skipped, where CI is set and everything can be installed: {skip_reason(report)}"
    return report


def skip_reason(report: pytest.TestReport) -> str:
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return reason.removeprefix("Skipped: ")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say, one line for each reason, what was not tested and what would change that."""
    reasons = Counter(skip_reason(report) for report in terminalreporter.stats.get("skipped", ()))
    if reasons:
        terminalreporter.section("not tested here")
    for reason, count in sorted(reasons.items()):
        terminalreporter.write_line(f"{count} test{'s' * (count > 1)}: {reason}")


@pytest.fixture(scope="session", autouse=True)
def progress_of_nobody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Kernels that tests start keep what is checked in a file of the test run, not in the developer's own progress."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RACECOURSE_PROGRESS", str(tmp_path_factory.mktemp("progress") / "progress.json"))
        yield


@pytest.fixture(scope="session")
def lab_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    """A running JupyterLab on a copy of the project: a `browser.Server`. Tests that use it need chromium."""
    from browser import open_lab  # here, because the environments of the other Pythons have no playwright

    with open_lab(tmp_path_factory.mktemp("lab")) as server:
        yield server


@pytest.fixture
def lab(lab_server: object, request: pytest.FixtureRequest) -> Iterator[object]:
    """A browser page on that JupyterLab: a `browser.Lab`. Its last sight is kept in build/screenshots."""
    from browser import Lab, open_page

    with open_page(find_tool("chromium") or "chromium") as page:
        lab = Lab(lab_server, page)
        yield lab
        lab.screenshot(re.sub(r"\W+", "-", request.node.name).strip("-"))
        lab.close()
