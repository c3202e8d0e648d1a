"""The course as a learner sees it: JupyterLab in a browser."""

from __future__ import annotations

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
