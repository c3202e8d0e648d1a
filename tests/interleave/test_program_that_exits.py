"""A program that ends itself while it is loaded: at its end, as scripts do, or before."""

from __future__ import annotations

import pytest

from helpers.interleave import Program, judge

WORK = "def work(_): pass\n"
SCENARIO = "# --- scenario ---\nworkers = [work, work]\n"


@pytest.mark.parametrize(
    "end",
    [
        "sys.exit()",
        "sys.exit(0)",
        "sys.exit(main())",
        "raise SystemExit",
        "if __name__ == '__main__':\n    sys.exit(main())",
    ],
)
def test_an_exit_with_no_fault_as_the_last_statement_is_how_a_script_ends(end: str) -> None:
    source = f"import sys\n{WORK}def main():\n    return 0\n{end}\n{SCENARIO}"
    assert judge(Program.from_file_text(source, "script.py")).result == "passed"


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (f"import sys\nsys.exit(0)\n{WORK}", 2),
        (f"import sys\ndef leave():\n    sys.exit()\nleave()\n{WORK}", 3),
        (f"import sys\n{WORK}sys.exit(3)\n", 3),
        (f"import sys\n{WORK}sys.exit('no bread')\n", 3),
    ],
)
def test_an_exit_before_the_end_or_with_a_fault_is_told_with_its_line(source: str, line: int) -> None:
    judgement = judge(Program.from_file_text(source + SCENARIO, "script.py"))
    assert (judgement.result, judgement.kind, judgement.line) == ("failed", "exception", line)
    assert "SystemExit" in judgement.message
