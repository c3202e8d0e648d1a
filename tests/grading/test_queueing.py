"""The simulation of many workers agrees with what can be computed by hand, and with queueing theory."""

from __future__ import annotations

import random
import statistics

import pytest

from helpers.grading.bench.classes import ROOT
from helpers.grading.bench.queueing import Costs, deadline, simulate, workers_for
from helpers.grading.bench.scaling import _bound, need, tables


def test_one_worker_needs_the_sum_of_all_checks() -> None:
    outcome = simulate(Costs([2.0], answers=3, writing=0.5), submissions=4, workers=1)
    assert outcome.seconds == pytest.approx(4 * 3 * 2.0 + 0.5)  # the last submission is written after the last check
    assert outcome.workers_busy == pytest.approx(24 / 24.5)
    assert outcome.limit == "workers"


def test_twice_the_workers_take_half_the_time_until_the_grader_is_the_limit() -> None:
    costs = Costs([1.0], answers=5, writing=0.01)
    times = [simulate(costs, 1000, workers).seconds for workers in (10, 20, 40)]
    assert times[0] / times[1] == pytest.approx(2, rel=0.01)
    assert times[1] / times[2] == pytest.approx(2, rel=0.02)
    many = simulate(costs, 1000, 5000)
    assert many.seconds == pytest.approx(1000 * 0.01 + 1.0)
    assert many.limit == "gradebook writers"


def test_what_is_known_is_not_checked() -> None:
    outcome = simulate(Costs([1.0], answers=5, writing=0.1, known=1.0), 100, 2)
    assert outcome.seconds == pytest.approx(10)
    assert outcome.workers_busy == 0


def test_somebody_who_waits_goes_before_the_batch() -> None:
    costs = Costs([1.0], answers=2, writing=0.0)
    batch = [0.0] * 50 + [10.5]
    late = simulate(costs, 51, 1, arrivals=batch, in_order=False)
    first = simulate(costs, 51, 1, arrivals=batch, in_order=False, urgent=frozenset({50}))
    assert late.waits[50] == pytest.approx(102 - 10.5)
    assert first.waits[50] == pytest.approx(2.5)  # the check under way, and its own two
    assert first.seconds == late.seconds


def test_random_arrivals_wait_as_long_as_theory_says() -> None:
    # M/D/1 (Pollaczek and Khinchine): mean time in the system = service * (1 + load / (2 * (1 - load)))
    chance = random.Random(4)
    now, arrivals = 0.0, []
    for _ in range(40_000):
        now += chance.expovariate(0.7)
        arrivals.append(now)
    outcome = simulate(Costs([1.0], answers=1, writing=0.0), len(arrivals), 1, arrivals=arrivals, in_order=False)
    assert statistics.fmean(outcome.waits) == pytest.approx(1 + 0.7 / (2 * 0.3), rel=0.05)
    assert outcome.workers_busy == pytest.approx(0.7, rel=0.02)


def test_the_same_seed_gives_the_same_class() -> None:
    costs = Costs([0.1, 0.5, 3.0], answers=4, writing=0.02, known=0.3)
    assert simulate(costs, 200, 7, seed=3) == simulate(costs, 200, 7, seed=3)
    assert simulate(costs, 200, 7, seed=3) != simulate(costs, 200, 7, seed=4)


def test_the_number_of_workers_is_the_smallest_that_will_do() -> None:
    costs = Costs([0.2, 0.4], answers=5, writing=0.03)
    found = workers_for(costs, 500, 60.0)
    assert found is not None
    assert simulate(costs, 500, found).seconds <= 60 < simulate(costs, 500, found - 1).seconds
    assert workers_for(costs, 500, 14.0) is None  # writing alone takes 15 seconds


def test_before_a_deadline_half_of_the_class_comes_in_the_last_third() -> None:
    times = deadline(10_000, 100.0)
    assert times == sorted(times)
    assert sum(time > 70.7 for time in times) == pytest.approx(5000, rel=0.03)


def test_the_page_on_scaling_has_the_tables_of_the_stored_measurement(request: pytest.FixtureRequest) -> None:
    page = ROOT / "docs" / "scaling.md"
    before, begin, rest = page.read_text(encoding="utf-8").partition("held by a test -->\n")
    _, end, after = rest.partition("<!-- end of tables -->")
    assert begin
    assert end
    expected = f"{before}{begin}{tables()}{end}{after}"
    if request.config.getoption("--update"):
        page.write_text(expected, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == expected, "run this test with --update"


def test_for_a_large_class_the_sums_say_what_the_simulation_says() -> None:
    costs = Costs([0.2, 0.4, 1.2], answers=5, writing=0.02)
    simulated = need(costs, 2_000, 360.0)
    assert simulated.outcome is not None
    assert simulated.outcome.seconds <= 0.9 * 360
    assert simulated.workers == pytest.approx(_bound(costs, 2_000, 0.9 * 360), rel=0.02)
