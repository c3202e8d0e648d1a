"""What a page of the documentation shows is what its code prints. `--update` writes the outputs anew."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
BLOCK = re.compile(r"^```(python|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = sorted(path.name for path in DOCS.glob("*.md") if "```text\n" in path.read_text(encoding="utf-8"))


def with_real_outputs(page: str, name: str) -> str:
    """The page, with what its code prints in the `text` blocks; each shows what was printed since the one before."""
    namespace: dict[str, object] = {"__name__": "docs"}
    printed = io.StringIO()

    def replaced(block: re.Match[str]) -> str:
        language, content = block.groups()
        if language == "python":
            line = page.count("\n", 0, block.start()) + 1
            with contextlib.redirect_stdout(printed):
                # the blank lines let a traceback name the page's own lines
                exec(compile("\n" * line + content, name, "exec", dont_inherit=True), namespace)
            return block[0]
        shown = "\n".join(line.rstrip() for line in printed.getvalue().splitlines())
        printed.seek(0)
        printed.truncate()
        return f"```text\n{shown}\n```"

    result = BLOCK.sub(replaced, page)
    assert not printed.getvalue(), f"{name}: the last code prints something that the page does not show"
    return result


@pytest.mark.parametrize("name", PAGES)
def test_a_page_shows_what_its_code_prints(name: str, request: pytest.FixtureRequest) -> None:
    page = (DOCS / name).read_text(encoding="utf-8")
    real = with_real_outputs(page, name)
    if request.config.getoption("--update"):
        (DOCS / name).write_text(real, encoding="utf-8")
    else:
        assert page == real


def test_the_page_on_the_checker_is_among_them() -> None:
    assert "how-the-checker-works.md" in PAGES


def test_an_output_that_differs_is_noticed() -> None:
    page = "```python\nprint(1 + 1)\n```\n\n```text\n3\n```\n"
    assert with_real_outputs(page, "page").endswith("```text\n2\n```\n")


@pytest.mark.parametrize("name", PAGES)
def test_the_links_of_a_page_lead_somewhere(name: str) -> None:
    page = (DOCS / name).read_text(encoding="utf-8")
    titles = [re.sub(r"[^\w -]", "", title) for title in re.findall(r"^#+ (.*)$", page, re.MULTILINE)]
    headings = {title.strip().lower().replace(" ", "-") for title in titles}
    for target in re.findall(r"\]\(([^)]+)\)", page):
        if target.startswith("#"):
            assert target[1:] in headings, target
        elif "://" not in target:
            assert (DOCS / target).exists(), target
