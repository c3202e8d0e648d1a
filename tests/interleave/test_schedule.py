"""A schedule is a short text that can be read back, and a wrong one is refused with a reason."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.interleave.schedule import LETTERS, LONGEST, ScheduleError, decode, encode, letter

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""However busy the machine is."""

choices = st.lists(st.one_of(st.integers(0, 3), st.integers(0, 600)), max_size=60)


@UNHURRIED
@given(choices)
def test_what_is_written_is_read_back(steps: list[int]) -> None:
    assert decode(encode(steps)) == steps


@UNHURRIED
@given(choices, st.sampled_from(["", " ", ",", "; ", "\n", "\t"]))
def test_threads_can_be_parted_by_anything_that_people_write_between_them(steps: list[int], between: str) -> None:
    assert decode(between.join(map(letter, steps))) == steps


@UNHURRIED
@given(st.text(alphabet="MABZ 0123456789(),;x-", max_size=12))
def test_any_other_text_is_refused_and_not_guessed_at(text: str) -> None:
    try:
        steps = decode(text)
    except ScheduleError as error:
        refusal = str(error)
    else:
        assert decode(encode(steps)) == steps
        return
    assert "position" in refusal


def test_every_thread_has_a_sign_of_its_own() -> None:
    signs = [letter(index) for index in range(1000)]
    assert len(set(signs)) == 1000
    assert signs[:4] == ["M", "A", "B", "C"]
    assert signs[len(LETTERS) - 1 : len(LETTERS) + 1] == ["Z", "(26)"]


def test_steps_in_a_row_are_counted() -> None:
    assert encode([1, 2, 2, 1]) == "A B2 A"
    assert encode([26, 26, 0]) == "(26)2 M"
    assert decode("A3BM2") == [1, 1, 1, 2, 0, 0]
    assert decode("") == []
    assert encode([]) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A b", "'b' at position 3 is no thread"),
        ("A -> B", "'-' at position 3 is no thread"),
        ("3A", "'3' at position 1 is no thread"),
        ("(x)", r"'\(' at position 1 is no thread"),
        ("A0", "'A0' at position 1: the number of steps must be from 1 to"),
        (f"A B{LONGEST + 1}", "at position 3: the number of steps must be from 1 to 1,000,000"),
        (f"A{LONGEST} B", "'B' at position 10"),
    ],
)
def test_the_message_says_what_is_wrong_and_where(text: str, words: str) -> None:
    with pytest.raises(ScheduleError, match=words):
        decode(text)
