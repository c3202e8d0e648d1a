"""Grade once, in a process of its own, and say how long it took: `python -m helpers.grading.bench.once ROOT CHAPTER`.

What it prints is one line of JSON: `start`, seconds until the first submission was begun; `seconds`, from there to the
end; `each`, the time at which each submission was begun, from the first one; `memory`, the most that the process had,
in MiB.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

# As `course grade` does it.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root", type=Path)
    parser.add_argument("chapter")
    parser.add_argument("--began", type=float, required=True, help="when this process was started, by time.time()")
    parser.add_argument("--force", action="store_true")
    parser.add_argument("--broker", default="")
    options = parser.parse_args()
    from helpers.grading import driver
    from helpers.grading.run import Progress

    times: list[float] = []

    def progress(at: Progress) -> None:
        times.append(time.time())
        print(f"at {at.done}", file=sys.stderr, flush=True)

    driver.grade(options.root, options.chapter, force=options.force, broker=options.broker, progress=progress)
    print(
        json.dumps(
            {
                "start": times[0] - options.began,
                "seconds": times[-1] - times[0],
                "each": [one - times[0] for one in times],
                "memory": _peak_memory(),
            }
        )
    )


def _peak_memory() -> float:
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


if __name__ == "__main__":
    main()
