"""The tools that judge a program, each behind the same function: file in, opinion out.

frontrun and interleave-test are optional (`pip install racecourse[bench]`). They are given every program in the way
that their documentation recommends, with their own defaults where a choice is not forced.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import Any


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one tool says about one program.

    Attributes:
        verdict: passed, failed, undecided, or error when the tool itself gave up with an exception.
        kind: what is wrong, in the tool's own words.
        interleavings: how many it ran until then.
        exhaustive: it says that these were all.
    """

    verdict: str
    kind: str = ""
    interleavings: int = 0
    exhaustive: bool = False


def racecourse(path: Path) -> Opinion:
    """Judge with this project's own checker."""
    from helpers.interleave import Program, judge

    judgement = judge(Program.from_file_text(path.read_text(encoding="utf-8"), path.name))
    verdict = "undecided" if judgement.result == "cannot-judge" else judgement.result
    return Opinion(verdict, judgement.kind, judgement.interleavings, judgement.exhaustive)


def interleave_test(path: Path) -> Opinion:
    """Judge with interleave-test's random search, 500 schedules, as its introduction does."""
    tool = importlib.import_module("interleave_test")
    code = _compiled(path)

    def model() -> None:
        names = _fresh(code)
        if "workers" in names:
            state = names["setup"]()
            threads = [threading.Thread(target=worker, args=(state,)) for worker in names["workers"]]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert names["invariant"](state)
        else:
            assert names["accept"](names["main"]())

    result = tool.explore(model, iterations=500, seed=0, raise_on_failure=False)
    if result.failure is not None:
        return Opinion("failed", result.failure.kind, result.schedules_run)
    return Opinion("passed", "", result.schedules_run, bool(result.exhausted))


def frontrun_dpor(path: Path) -> Opinion:
    """Judge with frontrun's systematic exploration, its default."""
    return _frontrun(path, strategy="dpor")


def frontrun_random(path: Path) -> Opinion:
    """Judge with frontrun's random schedules of bytecodes."""
    return _frontrun(path, strategy="random", seed=0)


def _frontrun(path: Path, **options: Any) -> Opinion:
    explore = importlib.import_module("frontrun").explore
    code = _compiled(path)
    count = len(_fresh(code).get("workers", [None]))

    def setup() -> dict[str, Any]:
        names = _fresh(code)
        return {"names": names, "state": names["setup"]() if "workers" in names else None}

    def worker(number: int) -> Callable[[dict[str, Any]], None]:
        def work(shared: dict[str, Any]) -> None:
            names = shared["names"]
            if "workers" in names:
                names["workers"][number](shared["state"])
            else:
                shared["result"] = names["main"]()

        return work

    def invariant(shared: dict[str, Any]) -> bool:
        names = shared["names"]
        return bool(names["invariant"](shared["state"]) if "workers" in names else names["accept"](shared["result"]))

    try:
        result = explore(
            setup=setup,
            workers=[worker(number) for number in range(count)],
            invariant=invariant,
            reproduce_on_failure=0,
            **options,
        )
    except Exception as error:
        # it hands on what a worker raised: then it has found the mistake; an exception of its own is another matter
        if _raised_by(error, path):
            return Opinion("failed", f"exception: {type(error).__name__}", 1)
        raise
    verdict = {True: "passed", False: "failed", None: "undecided"}[result.property_holds]
    return Opinion(verdict, "", result.num_explored)


def _raised_by(error: BaseException | None, path: Path) -> bool:
    """Did `error`, or what it was raised from, come out of the program in `path`?"""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        frames = traceback.extract_tb(error.__traceback__)
        if frames and any(frame.filename == str(path) for frame in frames):
            return True
        error = error.__cause__ or error.__context__
    return False


def _compiled(path: Path) -> CodeType:
    return compile(path.read_text(encoding="utf-8"), str(path), "exec", dont_inherit=True)


def _fresh(code: CodeType) -> dict[str, Any]:
    """The program's names, from running it anew."""
    names: dict[str, Any] = {"__name__": "program"}
    exec(code, names)
    return names


CONTESTANTS: dict[str, Callable[[Path], Opinion]] = {
    "racecourse": racecourse,
    "interleave-test": interleave_test,
    "frontrun-dpor": frontrun_dpor,
    "frontrun-random": frontrun_random,
}
LAUNCHERS = {
    # frontrun patches locks before anything else is imported, so it wants to start the interpreter itself
    "frontrun-dpor": ["-m", "frontrun.cli", sys.executable],
    "frontrun-random": ["-m", "frontrun.cli", sys.executable],
}
PACKAGES = {
    "interleave-test": "interleave_test",
    "frontrun-dpor": "frontrun",
    "frontrun-random": "frontrun",
}


def missing(contestant: str) -> str:
    """What to do before `contestant` can take part; empty when nothing is missing."""
    package = PACKAGES.get(contestant)
    if package is None or importlib.util.find_spec(package) is not None:
        return ""
    if package == "interleave_test" and sys.version_info < (3, 12):
        return "interleave-test needs Python 3.12 or later: run the benchmark with such a Python"
    return f"{package} is not installed: python -m pip install 'racecourse[bench]'"
