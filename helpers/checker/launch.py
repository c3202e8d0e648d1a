"""How the checker's processes are started."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpers.sandbox import Sandbox

# the course's own exercises, as `helpers.checker.table.load_table` takes it
COURSE = "helpers.exercises"


def command(mode: str, table: str, prefix: tuple[str, ...] = ()) -> list[str]:
    """The command line of a checker process.

    Args:
        mode: `serve`, `isolate` or `once`, as start.py has them.
        table: where the exercises are, as `load_table` takes it.
        prefix: a command that runs the rest of its arguments, such as a sandbox.
    """
    start = os.path.join(os.path.dirname(os.path.abspath(__file__)), "start.py")
    # -P: neither the current folder nor the script's is searched for modules
    return [*prefix, sys.executable, "-P", start, mode, table]


def environment(sandbox: Sandbox | None = None) -> dict[str, str]:
    """The environment of a checker process: this one's, without what would make Python behave differently.

    In a sandbox it is none of this one's, but a few harmless variables.

    The seed of string hashes is fixed, so that sets of strings have the same order in every check.
    """
    if sandbox is not None:
        # imported late: only graders have a sandbox
        from helpers.sandbox import command

        kept = command.environment(sandbox)
    else:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return kept | {"PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
