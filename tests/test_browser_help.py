"""Help and progress as a learner meets them: JupyterLab in a browser."""

from __future__ import annotations

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.needs("chromium"), pytest.mark.xdist_group("browser")]

EXERCISES = "release/04-race-conditions/04-race-conditions.ipynb"
LESSON = "notebooks/04-race-conditions.ipynb"
WRONG = "%%exercise 04-1\nanswer = {4}"
SECTION = "Take one line apart into three steps"

# Whether a heading of the notebook in front is on the screen, and not only somewhere in the page.
ON_SCREEN = """text => {
    const front = window.jupyterapp.shell.currentWidget.node;
    const heading = [...front.querySelectorAll('h2')].find(h => h.textContent.startsWith(text));
    if (!heading) return false;
    const place = heading.getBoundingClientRect(), frame = front.getBoundingClientRect();
    return place.height > 0 && place.top >= frame.top - 5 && place.bottom <= frame.bottom;
}"""


def test_a_failing_check_says_what_is_unsaved_and_its_link_opens_the_lesson_at_its_section(lab) -> None:
    lab.open(EXERCISES)
    lab.run_cell(lab.index_of("%load_ext"))
    lab.type_into(lab.index_of("%%exercise 04-1"), WRONG)
    lab.run_cell(lab.index_of("%%exercise 04-1"))
    index = lab.index_of('check("04-1")')
    lab.run_cell(index)
    output = lab.show(index).locator(".jp-OutputArea")
    assert "This answer is not saved yet" in output.inner_text()
    assert 'hint("04-1")' in output.inner_text()

    lab.command("docmanager:save")
    lab.run_cell(index)
    assert "not saved" not in lab.show(index).locator(".jp-OutputArea").inner_text()

    lab.show(index).locator(".jp-OutputArea a", has_text=SECTION).click()
    lab.page.wait_for_function("path => window.jupyterapp.shell.currentWidget?.context?.path === path", arg=LESSON)
    lab.page.wait_for_function(ON_SCREEN, arg=SECTION)
    lab.screenshot("the-section-that-a-check-sends-to")
    # the lesson got a kernel of its own; the exercises' kernel is ended with the page
    lab.page.evaluate("async () => { await window.jupyterapp.shell.currentWidget.sessionContext.shutdown(); }")
    lab.page.evaluate(
        "async path => { await window.jupyterapp.commands.execute('docmanager:open', {path}); }", EXERCISES
    )
    lab.page.wait_for_function("path => window.jupyterapp.shell.currentWidget?.context?.path === path", arg=EXERCISES)


def test_the_page_of_progress_has_a_picture_and_the_notebook_can_be_kept_without_the_server(lab) -> None:
    lab.open("notebooks/00-start-here.ipynb")
    lab.run_cell(lab.index_of("%load_ext"))
    index = lab.index_of("progress()")
    lab.run_cell(index)
    output = lab.show(index).locator(".jp-OutputArea")
    assert "exercises solved" in output.inner_text()
    picture = output.locator("img")
    picture.wait_for()
    assert picture.evaluate("image => image.complete && image.naturalWidth > 300")
    assert "A bar for each chapter" in picture.get_attribute("alt")
    # jupyter-offlinenotebook's button saves what the browser has
    assert lab.page.locator(".jp-NotebookPanel-toolbar:visible", has_text="Download").count() == 1
