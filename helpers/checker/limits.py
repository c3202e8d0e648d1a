"""How much one check may use."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from typing import Any

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one check may use before it is ended.

    Attributes:
        seconds: time from the start of the judge, in seconds. Time in which the operating system kept the
            process waiting for a core is not counted (on Linux, and up to twice this limit), so that a
            crowded machine does not turn a right answer into a wrong one.
        memory: address space of the process, in bytes. macOS and Windows do not enforce it. The judge itself
            takes less than 100 MiB of it; each real thread reserves 8 MiB for its stack.
        output: how much may be written to stdout and stderr together, in bytes.
        file_size: the largest file that may be written, in bytes.
        answer: the largest verdict, in bytes.
    """

    seconds: float = 10.0
    memory: int = 1536 * MIB
    output: int = 1 * MIB
    file_size: int = 16 * MIB
    answer: int = 32 * MIB

    def __post_init__(self) -> None:
        for field in fields(self):
            if not getattr(self, field.name) > 0:
                raise ValueError(f"Limits.{field.name} must be more than 0, not {getattr(self, field.name)!r}")

    def at_least(self, *, seconds: float = 0.0, memory: int = 0) -> Limits:
        """These limits, with more time (in seconds) and memory (in bytes) for an exercise that needs more."""
        return replace(self, seconds=max(self.seconds, seconds), memory=max(self.memory, memory))

    def to_json(self) -> dict[str, Any]:
        """The limits as JSON-ready data."""
        return asdict(self)
