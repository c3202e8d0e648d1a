"""Evidence that a test cell ran: no evidence, no points.

A submission can empty every later cell with one line (an AST transformer registered with IPython), and a test that
did not run looks to nbgrader like a test that passed. So a cell that is run for points carries a line that shows a
value nobody could know beforehand, placed so that all that stands before it has run when it is shown.
"""

from __future__ import annotations

import ast

from IPython.core.inputtransformer2 import TransformerManager
from nbformat import NotebookNode

MIME = "application/vnd.racecourse.evidence"


def with_evidence(source: str, value: str) -> str:
    """The cell's source with a line that shows `value`.

    The line stands at the end, or before a last expression, whose value is the cell's result. A source that does not
    parse is given back as it is: it raises, and needs no evidence.
    """
    python = TransformerManager().transform_cell(source)
    try:
        body = ast.parse(python).body
    except (SyntaxError, ValueError):
        return source
    line = f"__import__('IPython.display').display.display({{{MIME!r}: {value!r}}}, raw=True)"
    lines = python.splitlines()
    if body and isinstance(body[-1], ast.Expr):
        last = body[-1]
        before = lines[: last.lineno - 1]
        # What stands on the expression's own first line, before it: `x = 1; x`.
        head = lines[last.lineno - 1].encode()[: last.col_offset].decode()
        tail = lines[last.lineno - 1].encode()[last.col_offset :].decode()
        return "\n".join([*before, f"{head}{line}" if head.strip() else line, tail, *lines[last.lineno :]]) + "\n"
    return "\n".join([*lines, line]) + "\n"


def take_out(outputs: list[NotebookNode], value: str) -> tuple[list[NotebookNode], bool]:
    """The outputs without the evidence, and whether it was among them."""
    rest = []
    seen = False
    for output in outputs:
        if output.output_type == "display_data" and MIME in output.data:
            seen = seen or output.data[MIME] == value
        else:
            rest.append(output)
    return rest, seen
