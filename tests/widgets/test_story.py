"""What a replay says of each step, worked out from the trace alone."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.interleave import Program, Scenario, judge, replay
from helpers.interleave.trace import Step, Trace
from helpers.render import storyboard_html
from helpers.render.story import tell_story
from helpers.widgets.replay import Replay, replay_data, replay_html
from helpers.widgets.replay import replay as step_through


def program(source: str, workers: int = 2, invariant: str = "True") -> Program:
    text = f"{source}\nworkers = [lambda state: work()] * {workers}\ninvariant = lambda state: {invariant}\n"
    return Program(source, Scenario.from_source(text.replace(source, "")))


LOSES = program("count = 0\ndef work():\n    global count\n    count += 1\n", invariant="count == 2")
LOCKS = program(
    "from threading import Lock\nfirst, second, turn = Lock(), Lock(), [0]\n"
    "def work():\n    turn[0] += 1\n    mine, other = (first, second) if turn[0] == 1 else (second, first)\n"
    "    with mine:\n        with other:\n            pass\n"
)


def failing(wrong: Program) -> Trace:
    trace = judge(wrong).trace
    assert trace is not None
    return trace


def test_the_value_before_the_first_step_is_the_one_that_the_first_step_finds():
    assert dict(tell_story(failing(LOSES)).first) == {"count": "0"}


def test_a_step_knows_what_is_shared_after_it_and_whether_it_changed_it():
    story = tell_story(replay(LOSES, "A B2 A").trace)
    told = [(m.thread, dict(m.values), m.changed) for m in story.moments if m.thread in "AB"]
    assert told == [
        ("A", {"count": "0"}, ()),
        ("B", {"count": "0"}, ()),
        ("B", {"count": "1"}, ("count",)),
        ("A", {"count": "1"}, ()),
    ]


def test_the_sentence_of_a_stale_write_names_the_step_in_which_it_looked():
    sentences = [m.sentence for m in tell_story(replay(LOSES, "A B2 A").trace).moments]
    assert "In step 1 it saw 0 there, and it is 1 now: it overwrites a change." in sentences[3]
    assert not any("overwrites" in sentence for sentence in sentences[:3])


def test_the_decisive_switch_of_a_lost_update_parts_the_read_from_the_write():
    story = tell_story(replay(LOSES, "A B2 A").trace)
    assert story.decisive == 2
    assert "A looked at count in step 1" in story.because
    assert "B changes count in step 3" in story.because


def test_a_run_without_a_switch_has_no_decisive_one():
    one = tell_story(replay(program("x = 0\ndef work():\n    global x\n    x += 1\n", workers=1), "").trace)
    assert one.decisive is None


def test_the_decisive_switch_of_a_deadlock_is_a_forced_one_and_everybody_waits_in_the_end():
    story = tell_story(failing(LOCKS))
    assert story.decisive is not None
    assert story.moments[story.decisive - 1].forced
    assert set(story.moments[-1].waiting) == {"A", "B"}


def test_locks_have_an_owner_from_the_step_that_takes_them_to_the_step_that_gives_them_back():
    story = tell_story(replay(LOCKS, "").trace)
    for moment in story.moments:
        for owners in moment.locks.values():
            assert len(owners) == 1
    assert story.moments[-1].locks == {}
    assert set(story.locks) == {"first", "second"}


def test_an_item_that_a_loop_takes_is_not_shown_as_the_whole_list():
    steps = (Step("A", "read", "threads", 1, source="threads", value="<Thread>"),)
    story = tell_story(Trace(("A",), steps, "", "for t in threads:\n    pass\n"))
    assert story.first == {}


def test_the_same_subscript_in_two_threads_is_not_taken_for_the_same_place():
    steps = tuple(Step(t, "write", "ends[place]", 1, before="None", after=t) for t in "AB")
    story = tell_story(Trace(("A", "B"), steps, "", "ends[place] = me\n"))
    assert dict(story.moments[-1].values) == {"ends[place] of A": "A", "ends[place] of B": "B"}


def test_the_data_for_the_browser_give_the_same_values_as_the_story():
    for trace in (failing(LOSES), failing(LOCKS)):
        data, story = replay_data(trace), tell_story(trace)
        values = dict(data["first"])
        for sent, moment in zip(data["steps"], story.moments, strict=True):
            values |= sent["values"]
            assert values == dict(moment.values)
            assert data["threads"][sent["thread"]] == moment.thread
        json.dumps(data)


def test_the_static_form_has_no_script_and_no_style_sheet_and_says_every_sentence():
    trace = failing(LOSES)
    drawn = storyboard_html(trace)
    assert not re.search(r"<script|<style|\son\w+=", drawn)
    for moment in tell_story(trace).moments:
        assert moment.sentence.replace(">", "&gt;") in drawn


def test_the_replay_contains_its_static_form_for_where_no_script_may_run():
    trace = failing(LOSES)
    assert replay_html(trace).split("</div>\n<style>")[0].endswith(storyboard_html(trace))


def test_a_trace_without_steps_is_shown_without_a_replay():
    assert "<script" not in replay_html(Trace((), (), "", ""))


@given(st.text(max_size=60))
def test_nothing_of_a_program_ends_the_script_or_becomes_markup(text):
    nasty = text + "</script><script>alert(1)</script><!--<img src=x onerror=1>\u2028"
    step = Step(nasty, "write", nasty, 1, before=nasty, after=nasty, held=(nasty,), waiting={nasty: nasty})
    page = replay_html(Trace((nasty,), (step,), nasty, nasty, nasty), caption=nasty, labels={1: nasty})
    assert page.count("<script") == page.count("</script") == 1
    assert "<img" not in page
    assert "\u2028" not in page.partition("<script")[2]


def test_whatever_shows_steps_can_be_stepped_through():
    class Shown:
        def __init__(self, **parts):
            vars(self).update(parts)

    trace = failing(LOSES)
    for thing in (trace, judge(LOSES), Shown(found=Shown(trace=trace)), Shown(findings=(Shown(trace=trace),))):
        assert step_through(thing).trace.steps == trace.steps
        assert isinstance(step_through(thing), Replay)
    with pytest.raises(ValueError, match="nothing to step through"):
        step_through(42)
    assert "A " in repr(step_through(trace))
    assert "step |" in repr(step_through(trace))
