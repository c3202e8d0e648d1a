"""Lessons as data, read with the standard library alone: the claims are also tested where there is no Jupyter."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from helpers.demo.program import MAGIC, LessonProgram, read_cell
from helpers.demo.results import Answer, Endings, Run
from helpers.demo.tasks import claim, endings, one_run

ROOT = Path(__file__).resolve().parents[2]
LESSONS = sorted((ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb"))


@dataclass(frozen=True)
class Cell:
    id: str
    kind: str
    text: str
    data: dict

    @property
    def minutes(self) -> int:
        return self.data["metadata"].get("racecourse", {}).get("minutes", 0)


@dataclass(frozen=True)
class Lesson:
    path: Path
    cells: tuple[Cell, ...]

    def cell(self, id: str) -> Cell:
        return next(cell for cell in self.cells if cell.id == id)

    def program(self, name: str, *changes: tuple[str, str]) -> LessonProgram:
        """The program of that name, as it stands or with changes as the text proposes them to the learner."""
        found = [program for program in map(program_of, self.cells) if program and program.name == name]
        assert len(found) == 1, f"{self.path.name} has {len(found)} programs {name!r}"
        source = found[0].source
        for old, new in changes:
            assert source.count(old) == 1, f"{old!r} is {source.count(old)} times in {name!r}"
            source = source.replace(old, new)
        line, _, body = source.removeprefix("# ").partition("\n")
        return read_cell(line, body)


def program_of(cell: Cell) -> LessonProgram | None:
    first, _, body = cell.text.partition("\n")
    if cell.kind != "code" or not first.startswith(MAGIC):
        return None
    return read_cell(first.removeprefix(MAGIC), body)


def read(path: Path) -> Lesson:
    data = json.loads(path.read_text(encoding="utf-8"))
    cells = tuple(Cell(c["id"], c["cell_type"], "".join(c["source"]), c) for c in data["cells"])
    return Lesson(path, cells)


def lesson(number: str) -> Lesson:
    (path,) = [path for path in LESSONS if path.name.startswith(number)]
    return read(path)


def final_values(program: LessonProgram) -> set[str]:
    """Every final value; every schedule was looked at, and none went wrong."""
    found = Endings.from_json(endings({"program": program.to_json()}))
    assert not found.trouble
    assert not any(ending.wrong for ending in found.endings)
    return {ending.text for ending in found.endings}


def ask(program: LessonProgram, expression: str) -> Answer:
    return Answer.from_json(claim({"program": program.to_json(), "claim": expression}))


def end_of(program: LessonProgram, schedule: str) -> str:
    found = Run.from_json(one_run({"program": program.to_json(), "schedule": schedule}))
    assert found.ending is not None, found.trouble
    assert not found.ending.wrong
    return found.ending.text
