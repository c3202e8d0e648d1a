"""What a student writes reaches a teacher's browser as text, and reads as it was written."""

from __future__ import annotations

import re

import pytest
from nbconvert.filters import markdown2html
from nbformat.v4 import new_markdown_cell, new_output
from nbgrader.utils import compute_checksum

from helpers.grading.markup import WORD_JOINER, NeutraliseMarkup, neutralise, plain_outputs


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "`<script>` and <b onclick=alert(1)>x</b>",
        "```\n<script>alert(1)</script>\n```\n<script>alert(2)</script>",
        "<!-- <script> -->",
        "<?php ?>",
        "$<script>alert(1)</script>$",
        "<ScRiPt\n>alert(1)</sCrIpT>",
        "[x]: <javascript:alert(1)>\n\n[y][x]",
        "<https://example.org/<script>alert(1)</script>>",
    ],
)
def test_no_tag_of_a_student_is_a_tag_of_the_page(text: str) -> None:
    page = markdown2html(neutralise(text))

    assert not re.search(r"<(script|img|svg|b|iframe|php|!--)[\s/>]", page, re.IGNORECASE)
    assert not re.search(r"<[^>]*\bon\w+=", page)


@pytest.mark.parametrize(
    "link",
    [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java&#115;cript:alert(1))",
        "[x](javascript&colon;alert(1))",
        "[x](javascript&#58;alert(1))",
        "[x](vbscript:alert(1))",
        "![x](data:text/html,alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](javascript\\:alert(1))",
        "[x](<javas\tcript:alert(1)>)",
        "[x](<java script: alert(1)>)",
        "[x]( javascript:alert(1))",
        "[x](\njavascript:alert(1))",
        "[![y](https://example.org/y.png)](javascript:alert(1))",
        "[x][y]\n\n[y]: javascript:alert(1)",
        "> [y]: javascript:alert(1)\n\n[y]",
        '[x](https://example.org" onmouseover="alert(1))',
    ],
)
def test_no_address_of_a_student_runs_code(link: str) -> None:
    page = markdown2html(neutralise(link))

    for address in re.findall(r'(?:href|src)="([^"]*)"', page):
        assert re.match(r"https://example\.org|attachment:|#", address), address
    assert not re.search(r"<[^>]*\bon\w+=", page)


@pytest.mark.parametrize(
    "text",
    [
        "> a quotation\n\n* a < b and c > d\n* `x <- 1`",
        "```python\nif a < b:\n    pass\n```",
        "1 <2, and <= is an operator & so is &&",
        "[a link](https://example.org) and $x < y$ and $\\frac{1}{2}$",
        "No <3 for races",
        "![my drawing](attachment:drawing.png)",
    ],
)
def test_ordinary_text_is_left_as_it_is(text: str) -> None:
    assert neutralise(text) == text


def test_a_reader_sees_the_tag_as_it_was_written() -> None:
    for text in ("Use <b>bold</b>", "[x](javascript:alert(1))", "`a[0](b)`"):
        assert neutralise(text).replace(WORD_JOINER, "") == text
    assert neutralise(neutralise("<b>[x](y)")) == neutralise("<b>[x](y)")


def test_the_masters_own_markdown_keeps_its_html() -> None:
    cell = new_markdown_cell("<b>Argue here.</b>")
    cell.metadata.nbgrader = {"grade": True, "solution": True, "locked": False, "grade_id": "04-6", "points": 2}
    cell.metadata.nbgrader["checksum"] = compute_checksum(cell)

    NeutraliseMarkup().preprocess_cell(cell, {}, 0)
    assert cell.source == "<b>Argue here.</b>"
    cell.source += " <script>"
    NeutraliseMarkup().preprocess_cell(cell, {}, 0)
    assert cell.source == f"<{WORD_JOINER}b>Argue here.<{WORD_JOINER}/b> <{WORD_JOINER}script>"


def test_of_a_students_outputs_text_and_pixels_remain() -> None:
    live = {"text/html": "<script>", "application/javascript": "alert(1)", "image/svg+xml": "<svg onload=x>"}
    kept = plain_outputs(
        [
            new_output("stream", name="stdout", text="<script>"),
            new_output("display_data", data={"text/plain": "a table", **live}),
            new_output("display_data", data=live),
            new_output("execute_result", data={"text/plain": "1.5", "image/png": "aGVsbG8="}),
        ]
    )

    assert [sorted(output.get("data", {})) for output in kept] == [
        [],
        ["text/plain"],
        ["text/plain"],
        ["image/png", "text/plain"],
    ]
