"""Compare random programs: `python -m helpers.interleave.soundness [--programs N] [--seed TEXT]`."""

from __future__ import annotations

import argparse
import secrets
import sys
import time
from dataclasses import dataclass

from helpers.interleave.soundness.compare import compare, report
from helpers.interleave.soundness.pools import random_pool
from helpers.interleave.soundness.programs import FURTHER, KINDS, random_program
from helpers.interleave.soundness.tasks import random_tasks

OTHERS = {"tasks": random_tasks, "pools": random_pool}
"""What programs can be made of besides threads: tasks of an event loop, pools of processes. They are not shrunk."""

STEPS = 20_000
"""How many steps of brute force a program may take; a larger one is drawn again."""


@dataclass
class Tally:
    """What was compared."""

    programs: int = 0
    too_large: int = 0
    different: int = 0
    endings: int = 0
    brute: int = 0
    searched: int = 0
    redundant: int = 0

    def __str__(self) -> str:
        return (
            f"{self.programs:,} programs compared, {self.different} with a difference ({self.too_large:,} others too "
            f"large); {self.endings:,} endings; brute force {self.brute:,} interleavings, search {self.searched:,} "
            f"and {self.redundant:,} given up"
        )


def main(arguments: list[str] | None = None) -> int:
    """Compare programs until there are enough, and print each that differs. The exit status is 1 if one does."""
    parser = argparse.ArgumentParser(prog="python -m helpers.interleave.soundness", description=__doc__)
    parser.add_argument("--programs", type=int, default=2000, metavar="N", help="how many to compare")
    parser.add_argument("--seed", default=secrets.token_hex(4), help="any text; a fresh one unless given")
    parser.add_argument("--most", type=int, default=STEPS, metavar="N", help="steps of brute force for one program")
    parser.add_argument("--of", choices=("threads", *OTHERS), default="threads", help="what the programs are made of")
    parser.add_argument(
        "--kinds",
        default="",
        metavar="LIST",
        help=f"of threads only: {', '.join(KINDS)}; not drawn unless named: {', '.join(FURTHER)}",
    )
    parser.add_argument("--stop", type=int, default=5, metavar="N", help="stop after N programs with a difference")
    parser.add_argument("--raw", action="store_true", help="do not make programs with a difference smaller")
    options = parser.parse_args(arguments)
    print(f"seed {options.seed}", flush=True)
    tally = Tally()
    begin = time.process_time()
    number = 0
    while tally.programs < options.programs and tally.different < options.stop:
        seed = f"{options.seed}-{number}"
        number += 1
        if options.of in OTHERS:
            program, source = None, OTHERS[options.of](seed)
        else:
            program = random_program(seed, [kind for kind in options.kinds.split(",") if kind])
            source = program.source()
        comparison = compare(source, options.most)
        if not comparison.compared:
            tally.too_large += 1
            continue
        tally.programs += 1
        tally.endings += comparison.endings
        tally.brute += comparison.brute
        tally.searched += comparison.searched
        tally.redundant += comparison.redundant
        if comparison.differs:
            tally.different += 1
            if options.raw or program is None:
                text = f"seed {seed}\n{source}\nmissed {comparison.missed}\ninvented {comparison.invented}"
            else:
                text = report(program, seed, options.most)
            print(text, flush=True)
        if number % 1000 == 0:
            print(f"{tally}; {time.process_time() - begin:.0f} s of processor time", flush=True)
    print(f"{tally}; {time.process_time() - begin:.0f} s of processor time")
    return 1 if tally.different else 0


if __name__ == "__main__":
    sys.exit(main())
