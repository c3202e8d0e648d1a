"""The course as a learner sees it: JupyterLab in a browser."""

from __future__ import annotations

from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.needs("chromium"), pytest.mark.xdist_group("browser")]


@pytest.mark.parametrize("lesson", ["00-start-here", "04-race-conditions"])
def test_a_lesson_opens_and_all_its_cells_run(lab, lesson: str) -> None:
    lab.open(f"notebooks/{lesson}.ipynb")
    lab.run_all()
    code = [cell for cell in lab.cells() if cell["cell_type"] == "code"]
    assert lab.errors() == []
    assert code
    assert all(cell["execution_count"] for cell in code)


CORPUS = Path(__file__).resolve().parent / "corpora" / "04-3"
RIGHT = sorted((CORPUS / "pass").glob("*.py"))[0].stem
EXERCISES = "release/04-race-conditions/04-race-conditions.ipynb"


def answer_in(folder: str, name: str) -> str:
    """An answer of the corpus as someone types it into the cell."""
    text = (CORPUS / folder / f"{name}.py").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith(("# finding:", "# message:"))]
    return "\n".join(["%%exercise 04-3", *lines])


def check_answer(lab, answer: str) -> tuple[list[dict], str]:
    """Type an answer and run its check; gives the outputs of the check, and the text that a reader sees."""
    lab.open(EXERCISES)
    lab.run_cell(lab.index_of("%load_ext"))
    lab.type_into(lab.index_of("%%exercise 04-3"), answer)
    written = "".join(lab.cells()[lab.index_of("%%exercise 04-3")]["source"])
    assert written == answer
    assert lab.run_cell(lab.index_of("%%exercise 04-3")) == []
    index = lab.index_of('check("04-3")')
    outputs = lab.run_cell(index)
    return outputs, lab.show(index).locator(".jp-OutputArea").inner_text()


def test_a_wrong_answer_shows_its_finding_as_a_table_with_a_column_for_each_thread(lab) -> None:
    _, seen = check_answer(lab, answer_in("fail", "a_lock_for_each_number"))
    assert "not yet right" in seen
    lab.page.get_by_text("All steps as a table").first.click()
    table = lab.page.locator(".jp-OutputArea .rc-static table").first
    header = [cell.inner_text().strip() for cell in table.locator("tr").first.locator("th").all()]
    assert {"A", "B"} <= set(header)
    assert "self.people_lock" in table.inner_text()
    assert "Traceback" not in seen
    assert "most recent call last" not in seen


def test_a_right_answer_says_so_and_what_was_looked_at(lab) -> None:
    outputs, seen = check_answer(lab, answer_in("pass", RIGHT))
    assert "5 of 5 points" in seen
    assert "interleaving" in seen
    assert [output["output_type"] for output in outputs] == ["execute_result"]
    assert lab.errors() == []


def test_the_untouched_notebook_of_exercises_runs_and_every_check_says_what_is_missing(lab) -> None:
    lab.open(EXERCISES)
    checks = [index for index, cell in enumerate(lab.cells()) if "".join(cell["source"]).startswith("check(")]
    assert lab.run_cell(lab.index_of("%load_ext")) == []
    assert len(checks) == 5
    for index in checks:
        lab.run_cell(index - 1)
        assert lab.run_cell(index), f"the check in cell {index} shows nothing"
        assert "Traceback" not in lab.show(index).locator(".jp-OutputArea").inner_text()
