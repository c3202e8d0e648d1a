"""The process that runs programs on real threads: sources come in on standard input, endings go out, as JSON."""

from __future__ import annotations

import json
import sys
import threading
from typing import Any

from helpers.interleave.control.execution import describe_error

SWITCH_INTERVAL = 1e-6
"""Seconds between switches of threads: as small as can be, so that the runs differ."""


def run(source: str) -> tuple[str, list[str]]:
    """One run: the result's text, and the exceptions that ended threads."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    errors: list[str] = []

    def note(arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            errors.append(describe_error(arguments.exc_value))

    threading.excepthook = note
    value = None
    try:
        exec(compile(source, "random.py", "exec", dont_inherit=True), namespace)
        if "workers" in namespace:
            outcome = namespace["setup"]()
            gate = threading.Barrier(len(namespace["workers"]))
            threads = [
                threading.Thread(target=lambda worker=worker: (gate.wait(), worker(outcome)))
                for worker in namespace["workers"]
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        else:
            outcome = namespace["main"]()
        value = namespace["result"](outcome)
    except Exception as error:
        errors.append(describe_error(error))
    return repr(value), sorted(errors)


def main() -> None:
    """Run every program as often as the command line says."""
    repeats = int(sys.argv[1])
    sys.setswitchinterval(SWITCH_INTERVAL)
    endings = []
    for source in json.load(sys.stdin):
        print(source, file=sys.stderr, flush=True)
        endings.append([run(source) for _ in range(repeats)])
    json.dump(endings, sys.stdout)


if __name__ == "__main__":
    main()
