"""Runs of small programs for the tests of the observer."""

from __future__ import annotations

import tempfile
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from helpers.observe import Call, Observation, Plan, observe

HEAD = "from helpers.workers.bakery import bake\n"


@pytest.fixture(autouse=True)
def own_temporary_folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What programs leave when they are killed goes with it; a check gives them such a folder, too.

    Not pytest's own: sockets lie in it, and their paths must be short (unix(7)).
    """
    with tempfile.TemporaryDirectory(prefix="o-", ignore_cleanup_errors=True) as folder:
        monkeypatch.setenv("TMPDIR", folder)
        monkeypatch.setattr(tempfile, "tempdir", folder)
        yield


@pytest.fixture
def watch() -> Callable[..., Observation]:
    """Observe `main(*args)` of a program that knows `bake`."""

    def run(program: str, *args: Any, plan: Plan | None = None, **options: Any) -> Observation:
        call_options = {name: options.pop(name) for name in ("consume", "as_script") if name in options}
        return observe(HEAD + textwrap.dedent(program), Call("main", args, **call_options), plan, **options)

    return run
