"""Which version of a cell counts, and at which place."""

from __future__ import annotations

from helpers.exercises.assemble import assemble
from helpers.notebook.record import CellRecord


def record(*cells: tuple[str, str | None]) -> list[str]:
    kept = CellRecord()
    for source, cell_id in cells:
        kept.add(source, cell_id)
    return [cell.source for cell in kept.cells]


def test_the_latest_version_of_a_cell_stands_at_the_place_of_its_first_execution():
    assert record(("x = 1", "a"), ("y = 1", "b"), ("x = 2", "a")) == ["x = 2", "y = 1"]


def test_two_cells_with_the_same_text_are_two_cells():
    assert record(("x = 1", "a"), ("x = 1", "b")) == ["x = 1", "x = 1"]


def test_without_ids_a_cell_that_defines_all_that_an_earlier_one_does_takes_its_place():
    old = "%%exercise 04-2\nclass A: pass"
    new = "%%exercise 04-2\ndef helper(): pass\nclass A: x = helper"
    assert record((old, None), ("z = 1", None), (new, None)) == [new, "z = 1"]


def test_without_ids_cells_that_define_different_things_stay_side_by_side():
    cells = ["%%exercise 04-2\nclass A: pass", "%%exercise 04-2\nclass B: pass", "%%exercise 04-3\nclass A: pass"]
    assert record(*((cell, None) for cell in cells)) == cells


def test_without_ids_a_cell_that_is_run_again_is_one_cell():
    assert record(("print(1)", None), ("print(1)", None)) == ["print(1)"]


def test_a_broken_version_is_replaced_once_it_has_an_id():
    assert record(("%%exercise 04-2\ndef f(:", "a"), ("%%exercise 04-2\ndef f(): pass", "a")) == [
        "%%exercise 04-2\ndef f(): pass"
    ]


def test_without_ids_a_version_that_was_broken_does_not_stay():
    kept = CellRecord()
    for source in ("%%exercise 04-2\nx = 1", "%%exercise 04-2\nx = (", "%%exercise 04-2\nx = 2"):
        kept.add(source, None)
    assert assemble(kept.cells, "04-2").source.split() == ["x", "=", "2"]
