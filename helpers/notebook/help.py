"""Whether this copy of the course gives help: hints, solutions, and links into the lessons.

A teacher switches all of it off with one line of nbgrader_config.py:

    c.Racecourse.help = False

The line is read, never run: a learner's kernel has no business with the rest of a teacher's configuration. It counts
where nbgrader looks for that file, too: in the course's folder, and in Jupyter's folders for configuration.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from pathlib import Path

from jupyter_core.paths import jupyter_config_path

from helpers.notebook.module_folder import project
from helpers.notebook.places import course_folder

CONFIG = "nbgrader_config.py"
SETTING = "c.Racecourse.help"
OFF = (
    "In this class there are no hints and solutions in the notebook: your teacher has switched them off. Read what the "
    "check says, and the section of the lesson that it is about; then ask your teacher."
)


class HelpSettingError(ValueError):
    """The setting cannot be read; the message says what to write."""


def help_is_on() -> bool:
    """Whether help may be given here. A setting that cannot be read switches it off: that is the safe side."""
    try:
        return setting_in(config_folders())
    except HelpSettingError:
        return False


def config_folders() -> tuple[Path, ...]:
    """The folders in which a nbgrader_config.py counts."""
    own = (folder for folder in (course_folder(), project()) if folder is not None)
    return tuple(dict.fromkeys([*own, *map(Path, jupyter_config_path())]))


def setting_in(folders: Iterable[Path]) -> bool:
    """What the files in these folders say: False where one of them switches help off.

    Raises:
        HelpSettingError: a file cannot be read, or sets something else than True or False.
    """
    said = [setting_of(folder / CONFIG) for folder in folders if (folder / CONFIG).is_file()]
    return False not in said


def setting_of(path: Path) -> bool | None:
    """What one file says; None when it says nothing.

    Raises:
        HelpSettingError: as for `setting_in`.
    """
    try:
        tree = ast.parse(path.read_bytes())
    except (OSError, SyntaxError, ValueError) as error:
        raise HelpSettingError(f"{path.name} cannot be read ({error}): mend it first.") from None
    found: bool | None = None
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and any(ast.unparse(target) == SETTING for target in node.targets):
            if not isinstance(node.value, ast.Constant) or not isinstance(node.value.value, bool):
                raise HelpSettingError(
                    f"line {node.lineno} of {path.name}: write `{SETTING} = False` or `{SETTING} = True`, so that it "
                    "can be read without running the file."
                )
            found = node.value.value
    return found
