"""Predictions, sliders and timelines in a real JupyterLab: by keyboard, in both themes, and without a kernel."""

from __future__ import annotations

import nbformat
import pytest

pytest.importorskip("playwright", reason="this environment has no browser driver")

from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.slow, pytest.mark.needs("chromium"), pytest.mark.xdist_group("browser")]

NAME = "notebooks/predict-and-move.ipynb"
CELLS = (
    """
%load_ext helpers.notebook
from helpers.figures.simulation import simulate
from helpers.notebook.prediction import choices, predict
from helpers.timeline import timeline
from helpers.widgets.sliders import explore, workers""",
    """predict("t/cores", "How long do four tasks take on two cores?", choices("two", "four"), lambda: "it is two",
        lambda shown: shown.split()[-1])""",
    "explore(lambda crew: simulate([1] * 4, crew), crew=workers(1, 4, 2))",
    """
from threading import Barrier, Thread
with timeline() as t:
    meeting = Barrier(2)
    threads = [Thread(target=meeting.wait, name=name) for name in ("Ann", "Bob")]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
t""",
)
LANGUAGE = {"kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}}


def tab_to(page, selector: str) -> None:
    """Press the tabulator until something of this kind has the focus."""
    for _ in range(80):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the tabulator does not come to {selector}")


def faults(page) -> list[str]:
    """What axe-core finds in the cells' outputs, with the texts of the pictures unfolded."""
    page.evaluate("() => document.querySelectorAll('.jp-OutputArea details').forEach((each) => { each.open = true; })")
    found = Axe().run(page, context=".jp-OutputArea").response["violations"]
    return [f"{fault['id']}: {node['html'][:200]}" for fault in found for node in fault["nodes"]]


def texts(lab, index: int) -> list[str]:
    return [output["data"]["text/plain"] for output in lab.cells()[index]["outputs"]]


def test_predictions_and_sliders_work_by_keyboard_in_both_themes_and_stay_when_the_kernel_is_gone(lab):
    page = lab.page
    notebook = nbformat.v4.new_notebook(
        metadata=LANGUAGE, cells=[nbformat.v4.new_code_cell(cell.strip()) for cell in CELLS]
    )
    path = lab.server.folder / NAME
    nbformat.write(notebook, path)
    lab.open(NAME)
    lab.run_all()
    assert lab.errors() == []

    # nothing is shown before there is an answer
    lab.show(1)
    form = page.locator("form.rc-question")
    form.wait_for()
    assert not any("it is two" in text for text in texts(lab, 1))
    tab_to(page, "form.rc-question input")
    page.keyboard.press("Enter")
    form.get_by_text("Choose one of these first").wait_for()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    form.get_by_text("You predicted four. It is two. Why?").wait_for()
    page.wait_for_function("() => document.body.innerText.includes(\"'it is two'\")")
    assert any("it is two" in text for text in texts(lab, 1))

    # a slider runs the function again
    lab.show(2)
    tab_to(page, ".rc-sliders input")
    page.keyboard.press("ArrowRight")
    page.locator(".rc-sliders").get_by_text("Redrawn below.").wait_for()
    assert page.evaluate("() => document.activeElement.getAttribute('aria-valuetext')") == "3"
    page.get_by_text("Workers: 3").wait_for()
    assert "on 3 cores" in texts(lab, 2)[1]

    for theme in ("JupyterLab Light", "JupyterLab Dark"):
        change = "async theme => { await window.jupyterapp.commands.execute('apputils:change-theme', { theme }); }"
        page.evaluate(change, theme)
        page.locator(f"body[data-jp-theme-name='{theme}']").wait_for(state="attached")
        for width in (1280, 768):
            page.set_viewport_size({"width": width, "height": 1000})
            assert faults(page) == []
            lab.show(1)
            lab.screenshot(f"predict-{theme.split()[1].lower()}-{width}")

    lab.command("docmanager:save")
    page.evaluate("async () => { await window.jupyterapp.shell.currentWidget.sessionContext.shutdown(); }")
    lab.open(NAME)
    lab.show(2)
    page.locator(".jp-OutputArea img[alt^='Simulation']").wait_for()
    page.get_by_text("change them in the cell").wait_for()
    assert page.get_by_text("Error displaying widget").count() == 0
    assert page.locator(".rc-sliders").count() == 0
    lab.show(1)
    page.get_by_text("You predicted four. It is two. Why?").wait_for()
    assert "on 3 cores" in texts(lab, 2)[1]
    lab.screenshot("predict-reopened")
    path.unlink()
