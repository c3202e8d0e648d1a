"""From a failure of a program that starts threads to the belief that leads there.

The evidence is what the model checker says went wrong, and how the text makes and starts its threads.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from helpers.exercises.safety import Diagnose
from helpers.interleave import Judgement

_MAKERS = ("Thread", "Timer", "submit")


def diagnose_threads(phrases: Mapping[str, str] | None = None) -> Diagnose:
    """A diagnosis for exercises about starting, joining and results.

    Args:
        phrases: words of the exercise's own messages, with the belief that each one shows.
    """

    def diagnose(tree: ast.Module, judgement: Judgement) -> str | None:
        said = judgement.message
        if "can only be started once" in said:
            return "M31"
        if _target_is_called(tree) and ("is not callable" in said or judgement.kind != "exception"):
            return "M27"
        if "TypeError" in said and _args_is_no_tuple(tree):
            return "M28"
        if _runs_without_start(tree):
            return "M31"
        return next((id for phrase, id in (phrases or {}).items() if phrase in said), None)

    return diagnose


def _calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Every call, with the last part of the name that is called."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
                yield name, node


def _target_is_called(tree: ast.Module) -> bool:
    """Whether a thread is given what a function returns, and that function is the program's own and makes none."""
    makers = {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and any(isinstance(n, (ast.FunctionDef, ast.Lambda)) for n in node.body)
    }
    for name, call in _calls(tree):
        if name not in _MAKERS:
            continue
        targets = [k.value for k in call.keywords if k.arg in ("target", "function")]
        if name == "submit":
            targets = list(call.args[:1])
        for target in targets:
            match target:
                case ast.Call(func=ast.Name(id="partial" | "getattr")) | ast.Call(func=ast.Attribute(attr="partial")):
                    continue
                case ast.Call(func=ast.Name(id=made)) if made in makers:
                    continue
                case ast.Call():
                    return True
    return False


def _args_is_no_tuple(tree: ast.Module) -> bool:
    """Whether a thread is given arguments that are written in a way that is no tuple or list."""
    for name, call in _calls(tree):
        if name in _MAKERS:
            for keyword in call.keywords:
                if keyword.arg == "args" and isinstance(keyword.value, (ast.Name, ast.Constant, ast.Attribute)):
                    return True
    return False


def _runs_without_start(tree: ast.Module) -> bool:
    called = {name for name, call in _calls(tree) if isinstance(call.func, ast.Attribute) and not call.args}
    return "run" in called and "start" not in called
