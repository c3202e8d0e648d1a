"""Runs the source of a cell as a notebook's kernel would, in a process of its own.

Started as `python -c`, so `__main__` is no file: other processes cannot import what the cell defines, as with a kernel.
"""

from __future__ import annotations

import linecache
import sys
from pathlib import Path

NAME = "cell"
COMMAND = "from helpers.demo.stand_in import run_cell; run_cell()"


def run_cell() -> None:
    """Run the file that is the first argument of the command line."""
    source = Path(sys.argv[1]).read_text(encoding="utf-8")
    del sys.argv[1:]
    linecache.cache[NAME] = (len(source), None, source.splitlines(keepends=True), NAME)
    namespace = vars(sys.modules["__main__"])
    namespace.pop("run_cell", None)
    exec(compile(source, NAME, "exec"), namespace)
