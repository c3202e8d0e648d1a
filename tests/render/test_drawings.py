"""Traces and verdicts as text and as HTML."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.interleave.trace import Step, Trace
from helpers.render import trace_html, trace_text, verdict_html, verdict_text
from helpers.verdict import Finding, Verdict

PROGRAM = "class Counter:\n    def add(self):\n        self.value += 1\n"


def step(thread: str, operation: str, line: int | None = 3, **more) -> Step:
    return Step(thread, operation, more.pop("object", "Counter.value"), line, source="self.value", **more)


LOST_UPDATE = Trace(
    threads=("M", "A", "B"),
    steps=(
        step("A", "read", value="0"),
        step("B", "read", value="0", switch=True, preemption=True),
        step("B", "write", before="0", after="1"),
        step("A", "write", before="0", after="1", switch=True),
    ),
    schedule="A B2 A",
    source=PROGRAM,
    outcome="value is 1.",
)
FAILED = Verdict(
    "04-3",
    "failed",
    1.5,
    4,
    (Finding("wrong-result", "Line 3 loses an update: look at `value`.", "M02", 3, LOST_UPDATE, "two", 2.5),),
    ("two: All 6 interleavings of 2 threads.", "not looked at: 3 threads"),
    PROGRAM,
)
PASSED = Verdict("04-3", "passed", 4, 4, (), ("All 6 interleavings of 2 threads.",), PROGRAM)


def test_a_trace_has_a_column_for_each_thread_and_a_row_for_each_step():
    assert trace_text(LOST_UPDATE) == (
        "step | A                             | B\n"
        "-----+-------------------------------+------------------------------\n"
        "   1 | 3: self.value += 1            |\n"
        "     |   reads Counter.value: 0      |\n"
        "     | ~~ switch: A is interrupted here, B goes on\n"
        "   2 |                               | 3: self.value += 1\n"
        "     |                               |   reads Counter.value: 0\n"
        "   3 |                               | 3: self.value += 1\n"
        "     |                               |   writes Counter.value: 0 → 1\n"
        "     | ~~ switch: A goes on\n"
        "   4 | 3: self.value += 1            |\n"
        "     |   writes Counter.value: 0 → 1 |\n"
        "\n"
        "Outcome: value is 1.\n"
        "Schedule: A B2 A"
    )


def test_a_verdict_says_the_points_the_finding_the_belief_and_what_was_searched():
    text = verdict_text(FAILED, beliefs={"M02": "`x += 1` is one step."})
    assert text.startswith("Exercise 04-3: not yet right, 1.5 of 4 points\n")
    assert "[wrong-result] (-2.5 points) Line 3 loses an update" in text
    assert "    line 3: self.value += 1\n" in text
    assert "The belief behind it (M02): `x += 1` is one step.\n" in text
    assert trace_text(LOST_UPDATE) in text
    assert text.endswith("What was looked at:\n- two: All 6 interleavings of 2 threads.\n- not looked at: 3 threads")


def test_a_verdict_that_passes_says_so_and_nothing_else():
    assert verdict_text(PASSED) == (
        "Exercise 04-3: passed, 4 of 4 points\n\nWhat was looked at:\n- All 6 interleavings of 2 threads."
    )


def test_traces_can_be_left_out():
    assert "step |" not in verdict_text(FAILED, traces=False)


@pytest.mark.parametrize("draw", [verdict_text, verdict_html])
def test_lines_are_called_what_the_learner_calls_them_everywhere(draw):
    drawn = draw(FAILED, labels={3: "a:17"}, legend=("a:1 is line 1 of another cell.",))
    assert "Line a:17 loses an update" in drawn
    assert re.search(r"[Ll]ine a:17: ", drawn)
    assert "a:1 is line 1 of another cell." in drawn
    assert not re.search(r"\b[Ll]ine 3\b", drawn)
    assert "3: self" not in drawn


@pytest.mark.parametrize("draw", [trace_text, trace_html])
def test_it_says_who_waits_for_whom_when_nobody_can_go_on(draw):
    stuck = step("B", "acquire", waiting={"A": "right, held by B", "B": "left, held by A"})
    drawn = draw(Trace(("A", "B"), (step("A", "acquire"), stuck), "A B", PROGRAM))
    assert "At the end, A waits for right, held by B." in drawn
    assert "At the end, B waits for left, held by A." in drawn


def test_a_step_of_an_unknown_operation_is_told_by_its_name():
    assert "frobs Counter.value: 7" in trace_text(Trace(("A",), (step("A", "frobs", value="7"),), "A", PROGRAM))


def test_many_threads_get_one_column_together():
    names = tuple("ABCDEFGH")
    text = trace_text(Trace(names, tuple(step(name, "read", value="0") for name in names), "", PROGRAM))
    assert "step | thread | what it does" in text
    assert all(f" | {name}      | 3: self.value += 1\n" in text for name in names)


@pytest.mark.parametrize("draw", [trace_text, trace_html])
def test_a_long_trace_is_shown_around_its_switches_and_says_what_is_left_out(draw):
    steps = [step("A", "read", value=str(n)) for n in range(500)] + [step("B", "write", before="a", after="LAST")]
    drawn = draw(Trace(("A", "B"), tuple(steps), "A500 B", PROGRAM))
    assert "reads Counter.value: 0" in drawn
    assert "reads Counter.value: 499" in drawn
    assert "LAST" in drawn
    assert "reads Counter.value: 250" not in drawn
    shown = drawn.count("reads Counter.value")
    assert f"{500 - shown} steps of A in line 3, not shown" in drawn


def test_a_trace_of_many_switches_shows_its_end():
    steps = tuple(step("AB"[n % 2], "read", value=str(n)) for n in range(500))
    text = trace_text(Trace(("A", "B"), steps, "", PROGRAM))
    assert "reads Counter.value: 499" in text
    assert text.count("reads Counter.value") <= 60


def test_control_characters_of_a_program_do_not_reach_the_terminal():
    evil = Trace(("A",), (step("A", "read", value="\x1b]0;title\x07\x1b[31m\u202e"),), "A", "x = '\x1b[2J'\n" * 3)
    for drawn in (trace_text(evil), trace_html(evil)):
        assert not set("\x1b\x07\u202e") & set(drawn)
        assert "\\x1b" in drawn


text_of_a_program = st.text(st.characters(codec=None), max_size=150)


@given(text_of_a_program, text_of_a_program, st.integers(40, 120), st.integers(1, 6))
def test_no_line_is_wider_than_asked_for(message, value, width, threads):
    import unicodedata

    names = tuple("ABCDEF"[:threads])
    trace = Trace(names, tuple(step(name, "read", value=value) for name in names), "A" * 200, message * 3, message)
    verdict = Verdict("1-1", "failed", 0, 1, (Finding(value, message, "M01", 1, trace),), (message,), message)
    for line in verdict_text(verdict, width=width).split("\n"):
        cells = sum(
            0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line
        )
        assert cells <= width, line


class Outline(HTMLParser):
    """The elements of a page and the text in them; complains about what is not closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict]] = []
        self.words = ""
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag != "br":
            self._open.append(tag)

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        self.words += data

    def all(self, tag: str) -> list[dict]:
        return [attributes for name, attributes in self.elements if name == tag]


def test_the_table_names_itself_its_columns_and_its_rows():
    outline = Outline(verdict_html(FAILED))
    assert len(outline.all("caption")) == 1
    assert [th["scope"] for th in outline.all("th")] == ["col"] * 3 + ["row"] * 4


def test_the_page_says_what_the_text_says():
    beliefs = {"M02": "`x += 1` is one step."}
    page = Outline(verdict_html(FAILED, beliefs=beliefs)).words.lower()
    for word in re.findall(r"[\w.]+", verdict_text(FAILED, beliefs=beliefs).lower()):
        assert word in page


def test_the_page_sets_no_colour_of_its_own_and_runs_nothing():
    outline = Outline(verdict_html(FAILED))
    for tag, attributes in outline.elements:
        assert tag in {
            "div",
            "p",
            "strong",
            "em",
            "code",
            "br",
            "ul",
            "li",
            "table",
            "caption",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
        }
        assert set(attributes) <= {"style", "scope", "colspan", "class"}
        for name, value in re.findall(r"([\w-]+):([^;]+)", attributes.get("style") or ""):
            if "color" in name or "background" in name:
                assert value in ("inherit", "none")


@given(text_of_a_program)
def test_nothing_of_a_program_becomes_markup(text):
    nasty = text + "<script>alert(1)</script>\"'&<img src=x onerror=1>`<b>`"
    trace = Trace(
        (nasty,), (step(nasty, nasty, object=nasty, value=nasty, waiting={nasty: nasty}),), nasty, nasty * 3, nasty
    )
    verdict = Verdict(nasty, "failed", 0, 1, (Finding(nasty, nasty, nasty, 1, trace),), (nasty,), nasty)
    outline = Outline(verdict_html(verdict, beliefs={nasty: nasty}, labels={3: nasty}, legend=(nasty,)))
    assert not outline.all("script") + outline.all("img") + outline.all("b")
