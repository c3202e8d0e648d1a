"""No garbage is collected while a program is taken apart: finalisers of an earlier program would run in between."""

from __future__ import annotations

import ast
import gc
from typing import Any

import pytest

from helpers.interleave import Program, Scenario
from helpers.interleave.runner import Runner


def test_no_garbage_is_collected_while_a_program_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    collected_meanwhile = []
    really = ast.parse

    def parse(*args: Any, **kwargs: Any) -> ast.AST:
        collected_meanwhile.append(gc.isenabled())
        return really(*args, **kwargs)

    monkeypatch.setattr(ast, "parse", parse)
    Runner(Program("x = 1", Scenario(workers=(lambda state: None,))))
    assert collected_meanwhile != []
    assert not any(collected_meanwhile)
    assert gc.isenabled()
