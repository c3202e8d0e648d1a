"""Runs one notebook beside a running JupyterLab, and prints as JSON what became of it. runs.py starts it in the box."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

PATIENCE = 900
"""Seconds until a cell counts as hanging; nothing is judged by the time that it takes."""


def main(notebook: Path) -> None:
    with jupyterlab(notebook.parent):
        began = time.monotonic()
        problem = run(notebook)
        seconds = time.monotonic() - began
    print(json.dumps({"problem": problem, "seconds": seconds}))


@contextlib.contextmanager
def jupyterlab(folder: Path) -> Iterator[None]:
    """A JupyterLab that has come up, as on Binder, where its memory counts too."""
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        "--no-browser",
        "--ServerApp.port=0",
        f"--ServerApp.root_dir={folder}",
    ]
    command += ["--LanguageServerManager.autodetect=False", *(["--allow-root"] if os.geteuid() == 0 else [])]
    server = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    assert server.stderr is not None
    try:
        said = []
        for line in server.stderr:
            said.append(line)
            if "http://127.0.0.1:" in line:
                break
        else:
            raise RuntimeError("JupyterLab does not start: " + "".join(said[-3:]))
        yield
    finally:
        server.kill()
        server.wait()


def run(path: Path) -> str:
    """What went wrong in a notebook; empty when nothing did."""
    import nbclient
    import nbformat

    notebook = nbformat.read(path, as_version=4)
    resources = {"metadata": {"path": str(path.parent)}}
    client = nbclient.NotebookClient(notebook, timeout=PATIENCE, resources=resources)
    try:
        client.execute()
    except nbclient.exceptions.CellExecutionError as error:
        return f"a cell raised {error.ename}: {error.evalue[:300]}"
    except (nbclient.exceptions.CellTimeoutError, nbclient.exceptions.DeadKernelError) as error:
        return f"{type(error).__name__}: {error}"
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            verdict = output.get("data", {}).get("application/vnd.racecourse.verdict+json", {})
            if verdict.get("result", "passed") != "passed":
                return f"{cell.source.splitlines()[0]} says {verdict['result']}"
            # an exercise may be about what a program writes there
            if output.get("name") == "stderr" and path.parent.name == "notebooks":
                return f"a cell wrote to standard error: {output.text.strip()[:300]}"
    return ""


if __name__ == "__main__":
    main(Path(sys.argv[1]))
