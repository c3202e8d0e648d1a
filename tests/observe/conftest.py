"""Runs of small programs for the tests of the observer."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from typing import Any

import pytest

from helpers.observe import Call, Observation, Plan, observe

HEAD = "from helpers.workers.bakery import bake\n"


@pytest.fixture
def watch() -> Callable[..., Observation]:
    """Observe `main(*args)` of a program that knows `bake`."""

    def run(program: str, *args: Any, plan: Plan | None = None, **options: Any) -> Observation:
        call_options = {name: options.pop(name) for name in ("consume", "as_script") if name in options}
        return observe(HEAD + textwrap.dedent(program), Call("main", args, **call_options), plan, **options)

    return run
