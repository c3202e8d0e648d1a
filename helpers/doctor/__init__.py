"""`course doctor`: what is wrong with a set-up, what it means, what to do about it; with `--mend`, it does so.

It must work where the course itself does not. So it begins with the standard library alone, in whatever Python there
is (outside.py), and only then asks the environment's own Python about itself (inside.py). Every finding names its mend
where there is one (mending.py).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from helpers.doctor.finding import Finding, report
from helpers.doctor.mending import mend_all
from helpers.doctor.outside import look
from helpers.language import retell

__all__ = ["Finding", "look", "main"]


def main(arguments: Sequence[str], root: Path, python: Path) -> int:
    """Look at the set-up, mend it where asked to, and print what was found.

    Args:
        arguments: what follows `course doctor` on the command line.
        root: the course's folder.
        python: the interpreter of the environment that is looked at; it need not exist.

    Returns:
        The exit status: 0 when nothing is wrong (any more), 1 when something is.
    """
    parser = argparse.ArgumentParser(
        prog="course doctor", description="Tell what is wrong with this set-up, and what to do about it."
    )
    parser.add_argument("--mend", action="store_true", help="mend what can be mended, then look again")
    parser.add_argument("--quick", action="store_true", help="do not start a kernel and JupyterLab")
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")
    options = parser.parse_args(arguments)

    def say(line: str) -> None:
        # what is under way goes to the other stream, so that JSON stays JSON
        print(retell(line), file=sys.stderr, flush=True)

    findings = look(root, python, quick=options.quick)
    if options.mend and any(finding.mend for finding in findings):
        done = mend_all(findings, root, python, say)
        findings = [*done, *look(root, python, quick=options.quick)]
    wrong = any(finding.state == "wrong" for finding in findings)
    if options.json:
        print(json.dumps([finding.to_json() for finding in findings], indent=1))
    else:
        print(report(findings, mended=options.mend))
    return 1 if wrong else 0
