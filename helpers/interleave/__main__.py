"""Judge labelled programs: `python3 -m helpers.interleave FILE... [--json]`."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from helpers.interleave import Program, ScenarioError, judge


def main() -> int:
    """Print one line for each file. The exit status is 2 when a file could not be read."""
    parser = argparse.ArgumentParser(prog="python3 -m helpers.interleave", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a program with its scenario")
    parser.add_argument("--json", action="store_true", help="one JSON object per line")
    options = parser.parse_args()
    status = 0
    for path in options.files:
        try:
            program = Program.from_file_text(path.read_text(encoding="utf-8"), path.name)
        except (OSError, UnicodeDecodeError, ScenarioError, SyntaxError) as error:
            print(f"{path}: {error}", file=sys.stderr)
            status = 2
            continue
        begin = time.perf_counter()
        judgement = judge(program)
        seconds = time.perf_counter() - begin
        if options.json:
            row = {
                "file": str(path),
                "verdict": judgement.result,
                "kind": judgement.kind,
                "message": judgement.message,
                "interleavings": judgement.interleavings,
                "exhaustive": judgement.exhaustive,
                "seconds": round(seconds, 4),
                "schedule": judgement.schedule,
            }
            print(json.dumps(row), flush=True)
        else:
            print(f"{path}: {judgement.result} {judgement.kind} {judgement.message}".rstrip())
            print("    " + " ".join(judgement.searched))
    return status


if __name__ == "__main__":
    sys.exit(main())
