"""What the first lines of a labelled program say about it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

VERDICT_OF = {"pass": "passed", "fail": "failed"}


class LabelError(ValueError):
    """The file does not begin with a label."""


@dataclass(frozen=True, slots=True)
class Label:
    """A program's label.

    Attributes:
        expected: the verdict that is right: passed or failed.
        because: what is wrong with the program, in words.
        kind: the kind of finding that is right, where only one is.
        published: mean numbers of schedules to the first bug, as (lowest, highest) over the best general strategies
            in the literature; None where none are known.
    """

    expected: str
    because: str = ""
    kind: str = ""
    published: tuple[float, float] | None = None


def read_label(path: Path) -> Label:
    """Read the label of the program in `path`.

    Raises:
        LabelError: the first line is neither `# expect: pass` nor `# expect: fail`.
        OSError: the file cannot be read.
    """
    fields: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        name, colon, value = line.removeprefix("# ").partition(": ")
        if not line.startswith("# ") or not colon:
            break
        fields[name] = value.strip()
    if fields.get("expect") not in VERDICT_OF:
        raise LabelError(f"{path}: the first line should be '# expect: pass' or '# expect: fail'")
    published = None
    if "published" in fields:
        low, _, high = fields["published"].partition("-")
        published = (float(low), float(high or low))
    return Label(VERDICT_OF[fields["expect"]], fields.get("because", ""), fields.get("kind", ""), published)
