"""Who does what in a lesson's program: `sell() | sell() -> sold`.

The line after a program's name in a lesson is a short form of a scenario. The bar stands between calls that run at the
same time, each in a thread of its own; the arrow leads to what is looked at when all of them have ended:

    sell() | sell() -> sold         two threads each call sell(); the result is the value of sold
    open_office()                   one call in the main thread, which may start threads itself; the result is what
                                    it returns

The bar is the operator that the literature on concurrency writes between processes; here it is read with Python's own
grammar, so that every expression may stand on either side.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass

EXAMPLE = "sell() | sell() -> sold"
LARGEST_CAST = 8


class CastingError(ValueError):
    """The line does not say who does what. The message tells how to write it."""


@dataclass(frozen=True, slots=True)
class Casting:
    """Who does what, and what is looked at in the end.

    Attributes:
        calls: one expression for each thread, as source; a single one for the main thread when `result` is empty.
        result: the expression whose value is the program's result; empty when it is what the one call returns.
    """

    calls: tuple[str, ...]
    result: str = ""

    @property
    def in_main_thread(self) -> bool:
        return not self.result

    @property
    def shown_result(self) -> str:
        """The words for the result in tables and sentences."""
        return self.result or self.calls[0]

    def to_text(self) -> str:
        """The line that `parse_casting` reads."""
        calls = " | ".join(self.calls)
        return f"{calls} -> {self.result}" if self.result else calls


def parse_casting(line: str) -> Casting:
    """Read a line such as `sell() | sell() -> sold`.

    Raises:
        CastingError: for a line of another form.
    """
    calls_text, arrow, result = _split_at_the_arrow(line)
    if not calls_text.strip():
        raise CastingError(f"Say which calls run at the same time, for example: {EXAMPLE}")
    calls = tuple(ast.unparse(call) for call in _split_at_bars(_expression(calls_text)))
    if arrow and not result.strip():
        raise CastingError(f"After the arrow, write what to look at in the end, for example: {EXAMPLE}")
    if not arrow and len(calls) > 1:
        raise CastingError(f"Say what to look at when the threads have ended, for example: {EXAMPLE}")
    if len(calls) > LARGEST_CAST:
        raise CastingError(f"Write at most {LARGEST_CAST} calls: more threads show nothing that fewer do not show.")
    return Casting(calls, ast.unparse(_expression(result)) if arrow else "")


def _split_at_the_arrow(line: str) -> tuple[str, str, str]:
    """The calls, the arrow (empty when there is none) and the result. An arrow inside a string is no arrow."""
    if _is_expression(line):
        return line, "", ""
    before = line
    while "->" in before:
        before = before[: before.rindex("->")]
        after = line[len(before) + 2 :]
        if _is_expression(before) and _is_expression(after):
            return before, "->", after
    # nothing fits: the parts are looked at one by one, for a message that names the bad one
    return line.partition("->")


def _split_at_bars(expression: ast.expr) -> list[ast.expr]:
    if isinstance(expression, ast.BinOp) and isinstance(expression.op, ast.BitOr):
        return [*_split_at_bars(expression.left), expression.right]
    return [expression]


def _is_expression(text: str) -> bool:
    try:
        _expression(text)
    except CastingError:
        return False
    return True


def _expression(text: str) -> ast.expr:
    try:
        return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError) as error:
        raise CastingError(f"{text.strip()!r} is not a Python expression. Write for example: {EXAMPLE}") from error
