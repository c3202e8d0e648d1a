"""Measure the model checker on labelled programs, on the classics of the field, and on plain counters."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from helpers.interleave.bench.calibrate import unfit
from helpers.interleave.bench.contestants import CONTESTANTS, missing
from helpers.interleave.bench.labels import Label, LabelError, read_label
from helpers.interleave.bench.measure import ROOT, Measurement, measure
from helpers.interleave.bench.report import COLUMNS, data, machine, row, summary
from helpers.interleave.bench.speed import steps_per_second, ten_thousand_increments

SETS = ("tests/programs/pass", "tests/programs/fail", "tests/classics")


def main(arguments: list[str] | None = None) -> int:
    """Print one row per program and tool, and a summary. The exit status is 2 when something could not be measured."""
    options = _parser().parse_args(arguments)
    contestants = ["racecourse"]
    status = 0
    for name in CONTESTANTS if options.compare else ():
        if name in contestants:
            continue
        problem = missing(name) or unfit(name, options.limit)
        if problem:
            print(f"{name} does not take part: {problem}", file=sys.stderr)
            status = 2
        else:
            contestants.append(name)
    try:
        programs = _programs(options.files, options.every)
    except (LabelError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    if not options.json:
        print(machine())
        print(COLUMNS)
    measurements: list[Measurement] = []
    for file, label in programs:
        for contestant in contestants:
            repeats = options.repeats if contestant == "racecourse" else 1
            measurement = measure(file, label, contestant, repeats, options.limit)
            measurements.append(measurement)
            print(json.dumps(data(measurement)) if options.json else row(measurement), flush=True)
    if options.json:
        return status
    if measurements:
        print()
        print("\n".join(summary(measurements)))
    if options.speed:
        print()
        for threads in (1, 2):
            speed = steps_per_second(threads)
            print(
                f"counter loop, {threads} thread{'s' if threads > 1 else ''}: {speed.per_second:,.0f} controlled steps "
                f"a second, {speed.per_cpu_second:,.0f} a second of processor time"
            )
        for locked in (False, True):
            counted = ten_thousand_increments(locked, options.repeats)
            lock = "with a lock" if locked else "without a lock"
            print(
                f"10 threads of 1,000 increments each, {lock}: {counted.verdict} after "
                f"{counted.interleavings:,} interleavings in {counted.seconds:.3f} s, median of {counted.repeats}"
            )
        print(machine())
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="course bench interleave", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="labelled programs; without any: all")
    parser.add_argument("--compare", action="store_true", help="let frontrun and interleave-test judge them, too")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every N-th program")
    parser.add_argument("--repeats", type=int, default=3, metavar="N", help="measure N times, give the median")
    parser.add_argument("--limit", type=float, default=30.0, metavar="S", help="seconds for one program and tool")
    parser.add_argument("--no-speed", dest="speed", action="store_false", help="leave the figures of speed out")
    parser.add_argument("--json", action="store_true", help="one JSON object per line, no summary")
    return parser


def _programs(files: list[Path], every: int) -> list[tuple[Path, Label]]:
    if not files:
        files = [path for folder in SETS for path in sorted((ROOT / folder).glob("*.py"))]
        if not files:
            raise LabelError(f"there are no labelled programs in {ROOT / 'tests'}: name some FILEs")
    return [(path, read_label(path)) for path in files[::every]]


if __name__ == "__main__":
    sys.exit(main())
