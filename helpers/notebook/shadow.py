"""A `helpers.py` beside the notebook: it would be imported instead of the course's package of that name."""

from __future__ import annotations

import sys
from pathlib import Path

import helpers
from helpers.language import retell

_OWN = Path(helpers.__file__).resolve().parent


class ShadowGuard:
    """Looks for such a file, says so once, and has workers find the course's package all the same."""

    def __init__(self) -> None:
        self._told = ""

    def look(self) -> None:
        """Print a sentence when there is such a file."""
        found = shadowing_file()
        if not found or found == self._told:
            return
        self._told = found
        # the search path of this process goes to the workers that it starts
        sys.path.insert(0, str(_OWN.parent))
        print(retell(_sentence(found)))


def shadowing_file() -> str:
    """The name of what lies in the working folder and has the package's name; empty when there is nothing."""
    here = Path.cwd()
    file, folder = here / "helpers.py", here / "helpers"
    if file.is_file():
        return file.name
    if (folder / "__init__.py").is_file() and folder.resolve() != _OWN:
        return folder.name
    return ""


def _sentence(found: str) -> str:
    return (
        f"Beside this notebook lies {found}. The course's package has the same name, and a program that looks beside "
        f"the notebook first imports the wrong one. Rename it (my_{found} will do), and restart the kernel. Until "
        "then, `import helpers` means the course's package."
    )
