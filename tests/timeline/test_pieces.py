"""What a thread did between two looks is split by its shares, and nothing of the time gets lost or is drawn twice."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.timeline.bars import GIL, READY, RUNNING, UNKNOWN, WAITING, Bar, _pieces, most_together
from helpers.timeline.sampling import Sample

steps = st.lists(st.tuples(*[st.integers(0, 10_000)] * 4), min_size=1, max_size=20)


def bar(began, ended):
    return Bar("thread", "cook", 1, 1, began, ended, "returned")


def test_each_share_is_a_piece_and_what_went_on_before_comes_first():
    seen = [Sample(0, 0, 0, 0), Sample(100, 100, 0, 0), Sample(200, 150, 50, 0), Sample(300, 150, 50, 100)]
    assert _pieces(0, 300, seen) == [(0, 150, RUNNING), (150, 200, READY), (200, 300, GIL)]


def test_less_than_a_tenth_is_left_out_and_the_rest_fills_the_time():
    assert _pieces(0, 100, [Sample(0, 0, 0, 0), Sample(100, 5, 0, 0)]) == [(0, 100, WAITING)]


def test_what_was_never_looked_at_is_not_known():
    assert _pieces(10, 20, []) == [(10, 20, UNKNOWN)]
    assert _pieces(0, 300, [Sample(100, 0, 0, 0), Sample(200, 100, 0, 0)]) == [
        (0, 100, UNKNOWN),
        (100, 200, RUNNING),
        (200, 300, UNKNOWN),
    ]


@settings(deadline=None)
@given(steps)
def test_pieces_lie_side_by_side_from_the_beginning_to_the_end(changes):
    seen = [Sample(0, 0, 0, 0)]
    for run, ready, gil, other in changes:
        last = seen[-1]
        seen.append(Sample(last.at + run + ready + gil + other, last.run + run, last.ready + ready, last.gil + gil))
    pieces = _pieces(0, seen[-1].at, seen)
    if seen[-1].at:
        assert pieces[0][0] == 0
        assert pieces[-1][1] == seen[-1].at
    assert all(before[1] == after[0] for before, after in pairwise(pieces))
    assert all(began < ended for began, ended, _ in pieces)


def test_who_begins_when_another_one_ends_is_not_together_with_it():
    assert most_together([bar(0, 1), bar(1, 2)]) == 1
    assert most_together([bar(0, 1), bar(0.5, 2), bar(0.75, 3)]) == 3
    assert most_together([]) == 0
    assert bar(0, 1).overlaps(bar(0.5, 2))
    assert not bar(0, 1).overlaps(bar(1, 2))
