"""The simulation is a plan that can be checked by hand, and says that it is one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("matplotlib", reason="this environment has no matplotlib")

import itertools

from helpers.figures.simulation import simulate, simulated_speed_up

jobs = st.lists(st.floats(0.01, 10), min_size=1, max_size=30)


def test_whoever_is_free_takes_the_next_task():
    plan = simulate([3, 1, 1, 1], cores=2)
    assert [(p.core, p.began, p.ended) for p in plan.placed] == [(0, 0, 3), (1, 0, 1), (1, 1, 2), (1, 2, 3)]
    assert plan.seconds == 3
    assert plan.speed_up == 2
    assert plan.idle == 0


def test_a_chunk_goes_to_one_worker_and_the_others_may_be_idle():
    plan = simulate([1] * 6, cores=3, chunk=3)
    assert {p.core for p in plan.placed} == {0, 1}
    assert plan.seconds == 3
    assert plan.idle == pytest.approx(1 / 3)


def test_workers_are_started_one_after_the_other_and_each_chunk_has_its_price():
    plan = simulate([1, 1], cores=2, start=0.5, each=0.25)
    assert [p.began for p in plan.placed] == [0.75, 1.25]
    assert simulate([1, 1], cores=1, start=0.5, each=0.25).seconds == 2


@settings(deadline=None)
@given(jobs, st.integers(1, 64))
def test_a_plan_is_within_grahams_bound_and_no_core_does_two_things_at_once(tasks, cores):
    plan = simulate(tasks, cores)
    # no plan is faster than these two, and list scheduling is never slower than both together
    assert max(max(tasks), sum(tasks) / cores) <= plan.seconds + 1e-9
    assert plan.seconds <= max(tasks) * (1 - 1 / cores) + sum(tasks) / cores + 1e-9
    for core in range(cores):
        mine = sorted((p.began, p.ended) for p in plan.placed if p.core == core)
        assert all(before[1] <= after[0] for before, after in itertools.pairwise(mine))
    assert plan == simulate(tasks, cores)


def test_it_says_that_it_is_a_simulation_in_the_picture_and_in_the_text():
    for picture in (simulate([1, 2], 2).picture(), simulated_speed_up([1, 2, 3], (1, 2))):
        assert picture.text.startswith("Simulation, not a measurement")
        titles = [axes.get_title() for axes in picture.figure.axes] + [picture.figure.get_suptitle()]
        assert any("Simulation, not a measurement" in title for title in titles)


def test_more_cores_than_tasks_help_nobody():
    text = simulated_speed_up([1] * 8, (4, 8, 16, 64)).text
    faster = [line.split()[2] for line in text.splitlines()[2:]]
    assert faster == ["4.00", "8.00", "8.00", "8.00"]


@pytest.mark.parametrize(
    ("wrong", "why"),
    [({"cores": 0}, "1 to 64"), ({"cores": 65}, "1 to 64"), ({"cores": 2, "chunk": 0}, "at least one")],
)
def test_numbers_that_make_no_sense_are_refused(wrong, why):
    with pytest.raises(ValueError, match=why):
        simulate([1], **wrong)
