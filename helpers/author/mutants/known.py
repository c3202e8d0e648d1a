"""The mutants that are right answers, too: tests/mutants/equivalent.toml, written by hand, each with its reason."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

from helpers.author.mutants.making import Mutant

FILE = Path("tests") / "mutants" / "equivalent.toml"

Key = tuple[str, str, str]
"""An exercise's id, the name of an operator, what it changed."""


class KnownError(ValueError):
    """The list cannot be read. The message says what to correct."""


def read_known(root: Path) -> dict[Key, str]:
    """The reason of every listed mutant.

    Raises:
        KnownError: an entry lacks something, or is there twice.
    """
    known: dict[Key, str] = {}
    try:
        entries = tomllib.loads((root / FILE).read_text(encoding="utf-8")).get("equivalent", [])
    except tomllib.TOMLDecodeError as error:
        raise KnownError(f"{FILE.as_posix()} is no TOML: {error}") from error
    for entry in entries:
        if set(entry) != {"exercise", "operator", "change", "reason"} or not all(entry.values()):
            raise KnownError(f"{FILE.as_posix()}: each entry needs exercise, operator, change and reason: {entry}")
        key = entry["exercise"], entry["operator"], entry["change"]
        if key in known:
            raise KnownError(f"{FILE.as_posix()}: there twice, take one out: {key}")
        known[key] = entry["reason"]
    return known


def as_entry(exercise: str, mutant: Mutant) -> str:
    """What to add to the list once the reason is known."""
    fields = {"exercise": exercise, "operator": mutant.operator, "change": mutant.change, "reason": ""}
    lines = [f"{name} = {_literal(value)}" for name, value in fields.items()]
    return "\n".join(["[[equivalent]]", *lines])


def stale(known: Iterable[Key], seen: Iterable[Key]) -> list[Key]:
    """Entries that no mutant has any more."""
    return sorted(set(known) - set(seen))


def _literal(text: str) -> str:
    if "'" not in text:
        return f"'{text}'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
