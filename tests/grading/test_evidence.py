"""A test cell with plain asserts gives points only when it is seen to have run."""

from __future__ import annotations

import ast

import pytest
from nbformat.v4 import new_output

from helpers.grading.evidence import MIME, take_out, with_evidence


def run(source: str, monkeypatch: pytest.MonkeyPatch) -> tuple[list[object], object]:
    """Execute a cell as IPython does: the values that it displays, and the value of its last expression."""
    import IPython.display

    shown: list[object] = []
    monkeypatch.setattr(IPython.display, "display", lambda data, raw: shown.append(data[MIME]))
    body = ast.parse(source).body
    namespace: dict[str, object] = {}
    result = None
    if body and isinstance(body[-1], ast.Expr):
        last = ast.Expression(body.pop().value)  # type: ignore[attr-defined]
        exec(compile(ast.Module(body, []), "cell", "exec"), namespace)
        result = eval(compile(last, "cell", "eval"), namespace)
    else:
        exec(compile(ast.Module(body, []), "cell", "exec"), namespace)
    return shown, result


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("assert 1 == 1", None),
        ("assert 1 == 1\n1.5", 1.5),
        ("x = 2; x", 2),
        ("# a comment\n", None),
        ("x = [\n 1,\n 2,\n]\nsum(\n    x\n)  # how many", 3),
        ("text = '''a\nb'''\nlen(text)", 3),
        ("ä = 1; ä", 1),
        ("if True:\n    x = 1\n", None),
        ("1.0;", 1.0),
    ],
)
def test_a_cell_that_runs_shows_the_value_and_keeps_its_result(
    source: str, result: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(with_evidence(source, "v"), monkeypatch) == (["v"], result)


def test_a_cell_whose_assert_fails_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(AssertionError):
        run(with_evidence("assert 1 == 2\n5.0", "v"), monkeypatch)


def test_a_cell_with_a_magic_shows_the_value_too() -> None:
    assert MIME in with_evidence("%matplotlib inline\nassert True", "v")


def test_a_cell_that_does_not_parse_is_left_alone() -> None:
    assert with_evidence("assert (", "v") == "assert ("


def test_evidence_with_another_value_counts_for_nothing() -> None:
    text = new_output("stream", name="stdout", text="hello")
    forged = new_output("display_data", data={MIME: "guess"})
    true = new_output("display_data", data={MIME: "v"})

    assert take_out([text, forged], "v") == ([text], False)
    assert take_out([text, forged, true], "v") == ([text], True)
