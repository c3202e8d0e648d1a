"""A learner without a kernel: a folder to sit in, a file for the progress, and a new session on demand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from helpers.notebook import progress_keeper
from helpers.notebook.progress_file import VARIABLE

ROOT = Path(__file__).resolve().parents[2]
CHAPTER = ROOT / "release" / "04-race-conditions"


@dataclass
class Learner:
    """Somebody with a progress file of their own.

    Attributes:
        file: that file.
        patch: what undoes all of this at the end of the test.
    """

    file: Path
    patch: pytest.MonkeyPatch

    @classmethod
    def sits_down(cls, folder: Path, patch: pytest.MonkeyPatch, where: Path = CHAPTER) -> Learner:
        patch.setenv(VARIABLE, str(folder / "progress.json"))
        patch.chdir(where)
        learner = cls(folder / "progress.json", patch)
        learner.restarts_the_kernel()
        return learner

    def restarts_the_kernel(self) -> None:
        """Forget what is in memory: the file is all that is left."""
        self.patch.setattr(progress_keeper, "_keeper", None)


def plain(shown: object) -> str:
    """The HTML that a cell shows, without its tags."""
    import html
    import re

    return html.unescape(re.sub(r"<[^>]+>", "", shown._repr_html_()))  # type: ignore[attr-defined]
