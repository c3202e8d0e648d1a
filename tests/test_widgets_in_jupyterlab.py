"""The replay and the scheduler as a learner uses them: in JupyterLab, by the keyboard alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.needs("chromium"), pytest.mark.xdist_group("browser")]

LESSON = "notebooks/04-race-conditions.ipynb"
EXERCISES = "release/04-race-conditions/04-race-conditions.ipynb"
CORPUS = Path(__file__).resolve().parent / "corpora" / "04-3"
RUN, SCHEDULE = 'run_schedule("tickets"', 'schedule("tickets")'
WIDTHS = (1280, 768)


def look(lab, widget, name: str) -> None:
    """Keep how a widget looks in both themes and in two widths; axe finds nothing to say of it."""
    from axe_playwright_python.sync_playwright import Axe

    for shown, light in (("JupyterLab Dark", "false"), ("JupyterLab Light", "true")):
        lab.page.evaluate("name => window.jupyterapp.commands.execute('apputils:change-theme', {theme: name})", shown)
        lab.page.locator(f"body[data-jp-theme-light='{light}']").wait_for(state="attached")
        for width in WIDTHS:
            lab.page.set_viewport_size({"width": width, "height": 1000})
            widget.scroll_into_view_if_needed()
            lab.screenshot(f"{name}-{shown.split()[1].lower()}-{width}")
        found = Axe().run(lab.page, context=".rc-widget").response["violations"]
        assert [(v["id"], [node["html"] for node in v["nodes"]]) for v in found] == []
    lab.page.set_viewport_size({"width": WIDTHS[0], "height": 1000})


def run(lab, *texts: str):
    """Run the cells that contain these texts; gives the last one's locator."""
    for text in texts:
        lab.run_cell(lab.index_of(text))
    return lab.show(lab.index_of(texts[-1]))


def outputs(lab, text: str) -> str:
    """The outputs of a cell, as a reader sees them."""
    return lab.show(lab.index_of(text)).locator(".jp-OutputArea").inner_text()


def be_slow(lab) -> None:
    """What waits for a time-out in the browser waits in vain, as on a machine with too much to do."""
    lab.page.evaluate(
        """() => {
            AbortSignal.timeout = () => {
                const gone = new AbortController();
                queueMicrotask(() => gone.abort());
                return gone.signal;
            };
        }"""
    )


def test_a_replay_is_stepped_through_by_the_keyboard(lab) -> None:
    press = lab.page.keyboard.press
    lab.open(LESSON)
    be_slow(lab)
    replay = run(lab, "%load_ext", "%%program tickets", RUN).locator(".rc-replay")
    status = replay.get_by_role("status")
    replay.get_by_role("button", name="Step ▶").focus()
    press("Enter")
    assert "Step 1 of 4" in replay.inner_text()
    press("ArrowRight")
    assert "A is interrupted here" in status.inner_text()
    press("End")
    assert "overwrites a change" in status.inner_text()
    press("d")
    assert "This switch does the damage" in status.inner_text()
    press("p")
    replay.get_by_text("Step 4 of 4").wait_for()
    look(lab, replay, "replay")

    # and one goal, on the same page
    cells = len(lab.cells())
    cell = run(lab, SCHEDULE)
    board = cell.locator(".rc-board")
    board.get_by_role("button", name="A: one step").focus()
    for letter, schedule in zip("abba", ("A", "A B", "A B2", "A B2 A"), strict=True):
        press(letter)
        board.get_by_text(f'"{schedule}"', exact=True).wait_for()
    assert "Goal reached." in board.get_by_role("status").first.inner_text()
    assert lab.page.evaluate("() => document.activeElement.closest('.rc-board') !== null"), "the focus was lost"
    press("d")
    press("d")
    assert len(lab.cells()) == cells, "a, b and d d are JupyterLab's keys for new cells and against them, elsewhere"
    look(lab, board, "scheduler")

    # who leaves the board leaves its picture in the notebook, and the board stays where it is
    lab.page.evaluate("() => document.activeElement.blur()")
    lab.page.wait_for_function(
        """() => window.jupyterapp.shell.currentWidget.content.model.toJSON().cells.some(
            cell => JSON.stringify(cell.outputs ?? []).includes('Goal reached'))"""
    )
    board.get_by_role("button", name="Undo").wait_for()
    lab.command("docmanager:save")

    # the kernel is restarted: the cell is run again, and works
    lab.page.evaluate("async () => { await window.jupyterapp.shell.currentWidget.sessionContext.restartKernel(); }")
    board = run(lab, "%load_ext", "%%program tickets", SCHEDULE).locator(".rc-board")
    board.get_by_role("button", name="B: whole line").focus()
    press("Enter")
    board.get_by_text('"B2"', exact=True).wait_for()

    # opened again, with nobody there who knows the board: the last picture that was saved, and no error
    lab.page.evaluate("async () => { await window.jupyterapp.shell.currentWidget.sessionContext.shutdown(); }")
    lab.page.goto("about:blank")
    lab.open(LESSON)
    assert "Goal reached." in outputs(lab, SCHEDULE)
    for text in (RUN, SCHEDULE):
        assert not re.search("error|not found|loading", outputs(lab, text), re.IGNORECASE)


def test_a_failing_check_is_stepped_through(lab) -> None:
    answer = (CORPUS / "fail" / "a_lock_for_each_number.py").read_text(encoding="utf-8")
    lab.open(EXERCISES)
    lab.run_cell(lab.index_of("%load_ext"))
    lab.type_into(lab.index_of("%%exercise 04-3"), f"%%exercise 04-3\n{answer}")
    replay = run(lab, "%%exercise 04-3", 'check("04-3")').locator(".rc-replay").first
    replay.get_by_role("button", name="Go to the decisive switch").focus()
    lab.page.keyboard.press("Enter")
    assert replay.get_by_role("status").inner_text()
    lab.page.keyboard.press("End")
    assert "Outcome:" in replay.get_by_role("status").inner_text()
    # the message stands above the replay
    assert "not yet right" in outputs(lab, 'check("04-3")').partition("Go to the decisive switch")[0]
    look(lab, replay, "failing-check")
