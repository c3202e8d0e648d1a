"""Racecourse: a course on Python concurrency whose exercises are checked over every interleaving.

The packages, from the bottom up: `interleave` and `observe` (what a program does), `exercises` (what it
should do), `checker` (one check, in a process of its own), then `notebook` and `grading` (who sees it).
docs/architecture.md has the whole picture.
"""

__version__ = "0.1.0"
