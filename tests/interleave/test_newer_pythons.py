"""What only newer Pythons have: a program may have it at hand, and is judged as long as it makes no use of it."""

from __future__ import annotations

import concurrent.futures

import pytest

from helpers.interleave import Program, Scenario, judge

HAS_INTERPRETERS = hasattr(concurrent.futures, "InterpreterPoolExecutor")
AT_HAND = """
try:
    from concurrent.futures import InterpreterPoolExecutor as Pool
except ImportError:
    from concurrent.futures import ThreadPoolExecutor as Pool
from concurrent.futures import *

def run():
    with {}(2) as pool:
        return list(pool.map(abs, [-1, -2]))
"""
RESULT = Scenario(main=lambda answer: answer.run(), accept=lambda result: result == [1, 2])


def test_a_pool_of_interpreters_that_nobody_uses_is_in_nobodys_way() -> None:
    assert judge(Program(AT_HAND.format("ThreadPoolExecutor"), RESULT)).result == "passed"


@pytest.mark.parametrize("name", ["Pool", "InterpreterPoolExecutor"])
def test_a_pool_of_interpreters_is_not_judged_where_there_is_one(name: str) -> None:
    judgement = judge(Program(AT_HAND.format(name), RESULT))
    if HAS_INTERPRETERS:
        assert judgement.result == "cannot-judge"
        assert "concurrent.futures.InterpreterPoolExecutor" in judgement.message
    else:
        # the other name is that of a pool of threads here
        assert judgement.result == ("passed" if name == "Pool" else "failed")
