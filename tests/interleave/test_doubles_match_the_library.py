"""Used by one thread, the controlled doubles do what the library does: same results, same exceptions, same texts."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from run_plainly import cases_of, plainly, under_control

CASES = cases_of(Path(__file__).with_name("library_calls"))
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # old names are compared, too


@pytest.fixture(autouse=True)
def quiet_library():
    """The library logs what goes wrong in an executor."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("name", CASES)
def test_a_double_does_what_the_library_does(name: str) -> None:
    assert under_control(CASES[name], company=False) == plainly(CASES[name])


@pytest.mark.parametrize("name", CASES)
def test_a_double_does_what_the_library_does_while_another_thread_is_there(name: str) -> None:
    assert under_control(CASES[name], company=True) == plainly(CASES[name])
