"""Runs nbgrader's `generate_assignment` for several chapters in one process: its start takes longer than a chapter.

python -P helpers/author/generating.py ROOT RELEASE CHAPTER...
"""

from __future__ import annotations

import sys

from nbgrader.apps import GenerateAssignmentApp


def main(root: str, release: str, chapters: list[str]) -> None:
    """Make the chapters of the course in `root` in the folder `release`, without a gradebook.

    Ends the process with an error status at the first chapter that nbgrader refuses; what it says is on stderr.
    """
    for chapter in chapters:
        print(f"chapter: {chapter}", file=sys.stderr, flush=True)
        app = GenerateAssignmentApp()
        app.initialize(
            [
                chapter,
                "--no-db",
                "--force",
                f"--CourseDirectory.root={root}",
                f"--CourseDirectory.release_directory={release}",
            ]
        )
        app.start()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
