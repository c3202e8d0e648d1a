"""Only a cell that is one `check("ID")` and nothing else is judged without being run."""

from __future__ import annotations

import pytest

from helpers.grading.call import checked_exercise


@pytest.mark.parametrize(
    "source", ['check("04-2")', "check('04-2')\n", '# test\ncheck("04-2")  # one line', '\n\ncheck(\n    "04-2"\n)']
)
def test_a_lone_check_is_recognised(source: str) -> None:
    assert checked_exercise(source) == "04-2"


@pytest.mark.parametrize(
    "source",
    [
        "",
        "check",
        "check()",
        "check(x)",
        'check("04-2", 5)',
        'check(exercise="04-2")',
        'check(*["04-2"])',
        'check("04-2") + 1',
        'x = check("04-2")',
        'check("04-2"); 100.0',
        'import os\ncheck("04-2")',
        'other.check("04-2")',
        'check(b"04-2")',
        'check(f"04-{2}")',
        "%%exercise 04-2",
        'check("04-2"',
        "(" * 5000,
        "\0",
    ],
)
def test_anything_else_is_not(source: str) -> None:
    assert checked_exercise(source) is None
