"""Does the search miss an ending? Random programs are searched with it and by brute force.

The seed is fresh in every run and printed. RACECOURSE_SOUNDNESS_SEED=... repeats a run, and
RACECOURSE_SOUNDNESS_PROGRAMS=... compares another number of programs. Where CI is set the seed is always the same one:
what is tested there is a change, and a miss that was there before it must not be laid at its door.
"""

from __future__ import annotations

import os
import secrets
from collections import Counter

import pytest

from helpers.interleave import Program, outcomes
from helpers.interleave.control.operation import Operation
from helpers.interleave.explore.dpor import Dpor
from helpers.interleave.soundness.__main__ import main
from helpers.interleave.soundness.compare import compare, report, shrink
from helpers.interleave.soundness.programs import KINDS, RandomProgram, random_program
from helpers.interleave.soundness.real_threads import known_endings, run_for_real

PROGRAMS = int(os.environ.get("RACECOURSE_SOUNDNESS_PROGRAMS", "2000"))
SEED = os.environ.get("RACECOURSE_SOUNDNESS_SEED") or ("steady" if os.environ.get("CI") else secrets.token_hex(4))
PARTS = 4
MOST = 6_000


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_search_and_brute_force_find_the_same_endings_of_random_programs(part: int) -> None:
    seed = f"{SEED}-{part}"
    print(f"seed {SEED}")
    compared = number = 0
    while compared < PROGRAMS / PARTS:
        program = random_program(f"{seed}-{number}")
        number += 1
        comparison = compare(program.source(), MOST)
        compared += comparison.compared
        if comparison.differs:
            pytest.fail(report(program, f"{seed}-{number - 1}", MOST), pytrace=False)


@pytest.mark.slow
def test_no_real_thread_comes_to_an_ending_that_the_search_does_not_know() -> None:
    print(f"seed {SEED}")
    sources, known, number = [], [], 0
    while len(sources) < 60:
        program = random_program(f"{SEED}-real-{number}")
        number += 1
        if program.can_run_for_real:
            endings = known_endings(outcomes(Program.from_file_text(program.source(), "random.py")))
            if endings is not None:
                sources.append(program.source())
                known.append(endings)
    for source, endings, runs in zip(sources, known, run_for_real(sources, repeats=10), strict=True):
        assert set(runs) <= endings, f"seed {SEED}: real threads came to an ending that the search missed\n{source}"


def test_every_kind_of_statement_is_drawn_and_compared() -> None:
    # a kind whose programs were all too large, or no Python, would never be compared
    for kind in KINDS:
        compared = Counter(
            compare(random_program(f"{kind}-{number}", [kind]).source(), MOST).compared for number in range(6)
        )
        assert compared[True], f"no program of {kind} was compared"


@pytest.mark.parametrize("of", ["threads", "tasks", "pools"])
def test_the_command_compares_programs_of_each_sort(of: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--of", of, "--programs", "3", "--seed", "a few", "--most", "2000"]) == 0
    assert "3 programs compared, 0 with a difference" in capsys.readouterr().out


def test_same_seed_gives_the_same_program() -> None:
    assert random_program("again").source() == random_program("again").source()
    assert random_program("again").source() != random_program("another").source()


def _first_difference(prefix: str) -> tuple[RandomProgram, str]:
    for number in range(200):
        program = random_program(f"{prefix}-{number}", ["data", "locks"])
        if compare(program.source(), MOST).differs:
            return program, f"{prefix}-{number}"
    raise AssertionError("a search with a mistake in it passed 200 programs")


def test_a_search_that_overlooks_races_is_caught_and_the_program_shrunk(monkeypatch: pytest.MonkeyPatch) -> None:
    def reverse_none(self: Dpor, races: object, number: int, task: object) -> None:
        """A search that never comes back."""

    monkeypatch.setattr(Dpor, "_reverse", reverse_none)
    program, seed = _first_difference("blind")
    small = shrink(program, MOST)
    assert sum(small.cost()) <= sum(program.cost())
    assert not any(compare(less.source(), MOST).differs for less in small.smaller())
    assert f"seed {seed}" in report(program, seed, MOST)


def test_a_search_whose_sleep_sets_never_wake_up_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def stay_asleep(self: Dpor, sleep: frozenset[int], operation: Operation) -> frozenset[int]:
        """Nobody is woken by a conflicting operation."""
        return sleep

    monkeypatch.setattr(Dpor, "_still_asleep", stay_asleep)
    _first_difference("asleep")
