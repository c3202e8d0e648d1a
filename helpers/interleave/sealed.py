"""The common base of everything that the checker puts in the place of a library's class."""

from __future__ import annotations


class Sealed:
    """A controlled double. The learner's program may subclass it, but not change it."""
