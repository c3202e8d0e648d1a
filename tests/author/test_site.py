"""`course site`: complete, without a solution, without another server, for every reader, on every screen."""

from __future__ import annotations

import functools
import http.server
import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("myst_nb", reason="this environment has no Sphinx")

from helpers.author.site import lessons, pages
from helpers.author.site.accessible import accessible
from helpers.author.site.build import build_site
from helpers.author.site.links import Page, broken_links

PROJECT = Path(__file__).resolve().parents[2]
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
# Of each kind of page one: a list, a lesson with outputs, one without, exercises, a document with wide tables.
LOOKED_AT = (
    "index.html",
    "notebooks/00-start-here.html",
    "notebooks/05-working-together.html",
    "release/04-race-conditions/04-race-conditions.html",
    "docs/misconceptions.html",
    "docs/how-the-checker-works.html",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, with one lesson run."""
    return build_site(PROJECT, only="00", out=tmp_path_factory.mktemp("site")).parent


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site")]


def test_every_lesson_every_chapter_of_exercises_and_every_document_has_its_page(site: Path) -> None:
    for path in [*PROJECT.glob("notebooks/*.ipynb"), *PROJECT.glob("release/*/*.ipynb"), *PROJECT.glob("docs/*.md")]:
        assert (site / path.relative_to(PROJECT)).with_suffix(".html").exists(), path
    start = (site / "index.html").read_text(encoding="utf-8")
    assert "notebooks/00-start-here.html" in start


def test_no_link_leads_nowhere_and_nothing_comes_from_another_server(site: Path) -> None:
    assert broken_links(site) == []
    for path in site.rglob("*.css"):
        assert re.findall(r"(?:@import|url\()\s*[\"']?https?:", path.read_text(encoding="utf-8")) == [], path


def test_a_lesson_shows_the_outputs_of_its_run_and_says_so(site: Path) -> None:
    page = (site / "notebooks" / "00-start-here.html").read_text(encoding="utf-8")
    assert "Recorded." in page
    assert "This machine" in page  # the table of a cell's output
    assert "widget-view" not in page
    assert "Recorded." not in (site / "notebooks" / "05-working-together.html").read_text(encoding="utf-8")


def test_solutions_are_not_on_the_site(site: Path) -> None:
    everything = "".join(path.read_text(encoding="utf-8") for path in (site / "release").rglob("*.html"))
    text = re.sub(r"<[^>]+>", "", everything)
    for path in sorted(PROJECT.glob("source/*/*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            source = "".join(cell["source"])
            for solution in re.findall(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", source, re.DOTALL):
                longest = max(solution.splitlines(), key=len).strip()
                if len(longest) > 40 and longest not in source.replace(solution, ""):
                    assert longest not in text, (path.name, longest)
    assert "BEGIN SOLUTION" not in everything


@pytest.mark.needs("chromium")
def test_the_site_can_be_used_by_everyone_on_a_desk_and_on_a_phone(address: str) -> None:
    from axe_playwright_python.sync_playwright import Axe
    from browser import SCREENSHOTS, open_page

    from tests.conftest import find_tool

    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    problems = []
    with open_page(find_tool("chromium")) as page:
        page.on("request", lambda request: request.url.startswith((address, "data:")) or problems.append(request.url))
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            for name in LOOKED_AT if scheme == "light" else LOOKED_AT[:2]:
                page.set_viewport_size(DESK)
                page.goto(f"{address}/{name}")
                page.wait_for_load_state("load")
                found = Axe().run(page).response["violations"]
                problems += [
                    f"{name} ({scheme}): {rule['id']}: {node['html'][:160]}"
                    for rule in found
                    for node in rule["nodes"][:3]
                ]
                if scheme == "dark":
                    continue
                page.screenshot(path=SCREENSHOTS / f"site-desk-{Path(name).stem}.png")
                page.set_viewport_size(PHONE)
                wide = page.evaluate("document.documentElement.scrollWidth")
                if wide > PHONE["width"]:
                    problems.append(f"{name} is {wide} pixels wide on a phone")
                page.screenshot(path=SCREENSHOTS / f"site-phone-{Path(name).stem}.png")
    assert problems == [], "\n".join(problems)


@pytest.mark.needs("chromium")
def test_a_search_finds_a_lesson_and_works_by_keyboard_alone(address: str) -> None:
    from browser import SCREENSHOTS, open_page

    from tests.conftest import find_tool

    with open_page(find_tool("chromium")) as page:
        page.goto(f"{address}/index.html")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.innerText") == "Skip to content"
        page.locator("input[name=q]").first.focus()
        page.keyboard.insert_text("forkserver")
        page.keyboard.press("Enter")
        found = page.locator("#search-results a").first
        found.wait_for()
        page.screenshot(path=SCREENSHOTS / "site-search.png")
        found.focus()
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/(notebooks|docs|release)/"))


# ---- the parts ---------------------------------------------------------------------------------------------------


def test_links_to_pages_stay_those_to_folders_lead_to_lists_and_others_need_a_repository() -> None:
    page, inside = PROJECT / "notebooks" / "00-start-here.ipynb", {"docs/glossary.md", "notebooks/01-which-tool.ipynb"}
    text = "[g](../docs/glossary.md#GIL) [all](.) [r](../release) [c](../course.py) [w](https://example.org/a) [h](#x)"
    plain = pages.relinked(text, pages.links_of(page, PROJECT, inside, ""))
    assert plain == (
        "[g](../docs/glossary.md#gil) [all](index.md) [r](../release/index.md) c [w](https://example.org/a) [h](#x)"
    )
    linked = pages.relinked(text, pages.links_of(page, PROJECT, inside, "https://example.org/course/"))
    assert "[c](https://example.org/course/blob/main/course.py)" in linked
    code = "```python\nx[0](../course.py)\n```"
    assert pages.relinked(code, pages.links_of(page, PROJECT, inside, "")) == code


def test_a_broken_link_a_missing_place_a_foreign_script_and_a_picture_without_text_are_named(tmp_path: Path) -> None:
    (tmp_path / "good.html").write_text('<h1 id="top">x</h1>')
    (tmp_path / "bad.html").write_text(
        '<a href="good.html#top">fine</a><a href="good.html#no">x</a><a href="gone.html">x</a><a href="../out">x</a>'
        '<a href="https://">x</a><a href="https://example.org/ok">x</a><script src="https://cdn.example.org/x.js">'
        '</script><img src="data:image/png;base64,x"><img src="data:," alt="a picture"><a href="mailto:a@b.c">m</a>'
    )
    found = broken_links(tmp_path)
    assert len(found) == 6, found
    for words in ("good.html#no", "gone.html", "../out", "https:// names no host", "another server", "no text"):
        assert sum(words in line for line in found) == 1, words


def test_what_scrolls_can_be_reached_by_the_keyboard() -> None:
    page = accessible('<div class="highlight"><pre><span>x</span></pre></div><th class="head"><p></p></th>')
    assert page == '<div class="highlight"><pre tabindex="0"><span>x</span></pre></div><td class="head"></td>'
    assert accessible(page) == page
    assert Page(page).links == []


def test_a_lesson_is_run_again_when_it_or_the_course_has_changed(tmp_path: Path) -> None:
    (tmp_path / "helpers").mkdir()
    lesson, code = tmp_path / "lesson.ipynb", tmp_path / "helpers" / "code.py"
    seen = set()
    for text in ("1", "2"):
        for program in ("x", "y"):
            lesson.write_text(text)
            code.write_text(program)
            seen.add(lessons.fingerprint(tmp_path, lesson))
            seen.add(lessons.fingerprint(tmp_path, lesson))
    assert len(seen) == 4
